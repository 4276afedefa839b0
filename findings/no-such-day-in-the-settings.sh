#!/bin/sh
# smol-toml, @iarna/toml, toml, js-toml and @decimalturn/toml-patch (npm): settings in TOML, by five readers.
# Guess:   they read the same, or refuse it: 29 February 2026, 24:00 and 12:00:60 are no moments; what is written
#          again is what was read.
# Happens: for the first two 29 February is 1 March and 30 February the 2nd, and written so; for @iarna/toml 24:00:00
#          is midnight, at the start of the day. For toml-patch 12:00:60 is an invalid date, without an error. A
#          number of 16 digits is refused by two, and a BigInt for three, who have numbers for all others.
# Seen:    smol-toml 1.9.1 and 1.3.0, @iarna/toml 3.0.0, toml 5.0.1, js-toml 2.0.1, @decimalturn/toml-patch 3.3.0.
# Matters: a day in a file of settings that there is not is another one, in two of five.
set -eu
version=${1:-1.9.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "smol-toml@$version" @iarna/toml@3.0.0 toml@5.0.1 js-toml@2.0.1 \
  @decimalturn/toml-patch@3.3.0
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as patch from "@decimalturn/toml-patch";
import iarna from "@iarna/toml";
import * as jsToml from "js-toml";
import * as smol from "smol-toml";
import toml from "toml";

const READERS = { "smol-toml": smol.parse, "@iarna/toml": iarna.parse, toml: toml.parse, "js-toml": jsToml.load,
  "@decimalturn/toml-patch": patch.parse };
const shown = (value) => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid" : value.toISOString().replace(/[.]000/, "");
  return typeof value === "bigint" ? `${value}n` : String(value);
};
const read = (parse, text) => {
  try {
    return shown(parse(`a = ${text}`).a);
  } catch {
    return "refused";
  }
};
const LONG = "9007199254740993";
const CASES = [ // the value, the guess, what the five read
  ["2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"],
  ["1_000", "1000", "1000", "1000", "1000", "1000", "1000"],
  ["2026-13-01", "refused", "refused", "refused", "refused", "refused", "refused"],
  ["2026-02-29", "refused", "2026-03-01", "2026-03-01", "refused", "refused", "refused"],
  ["2026-02-30", "refused", "2026-03-02", "2026-03-02", "refused", "refused", "refused"],
  ["24:00:00", "refused", "refused", "00:00:00", "refused", "refused", "refused"],
  ["12:00:60", "refused", "refused", "refused", "refused", "refused", "invalid"],
  [LONG, "refused", "refused", `${LONG}n`, "refused", `${LONG}n`, `${LONG}n`],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(Object.keys(READERS).map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [text, guess, ...known] of CASES) {
  const seen = Object.values(READERS).map((parse) => read(parse, text));
  console.log(text.padEnd(17), `guess: ${guess}`.padEnd(18), `seen: ${seen.join()}`);
  changed ||= String(seen) !== String(known);
}
const written = smol.stringify(smol.parse("a = 2026-02-30")).trim();
console.log("written by smol-toml  guess: refused     seen:", written);
changed ||= written !== "a = 2026-03-02";
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node read.mjs
