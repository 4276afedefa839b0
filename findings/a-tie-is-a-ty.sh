#!/bin/sh
# inflection (npm): plurals, and the other way round.
# Guess:   the one of several analyses is an analysis, of ties a tie; what is no plural stays as it is; "UK visa" with
#          a capital is "UK visa"; 5.5 has no ordinal.
# Happens: it is an analyasis, and a ty; of lies the one is a ly, of yes ye, of this thi, a lens a len. "UK visa" is
#          "Uk visa". 5.5 is the 5.5th, and HTTPServer is `h_t_t_p_server`.
# Seen:    inflection 3.0.2 and 1.13.4.
# Matters: names of facts and their plurals are made by such tools.
set -eu
version=${1:-3.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "inflection@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as namespace from "inflection";
const inflection = namespace.default ?? namespace;
const of = (name, ...given) => () => inflection[name](...given);
const CASES = [ // what is asked, how, the guess, what is seen
  ["the one of days", of("singularize", "days"), "day", "day"],
  ["the one of analyses", of("singularize", "analyses"), "analysis", "analyasis"],
  ["the one of ties", of("singularize", "ties"), "tie", "ty"],
  ["the one of lies", of("singularize", "lies"), "lie", "ly"],
  ["the one of lens", of("singularize", "lens"), "lens", "len"],
  ["the one of yes", of("singularize", "yes"), "yes", "ye"],
  ["the one of this", of("singularize", "this"), "this", "thi"],
  ["UK visa with a capital", of("capitalize", "UK visa"), "UK visa", "Uk visa"],
  ["5.5 in its order", of("ordinalize", "5.5"), "5.5", "5.5th"],
  ["HTTPServer", of("underscore", "HTTPServer"), "http_server", "h_t_t_p_server"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("inflection", npm("inflection"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(20), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
