#!/bin/sh
# edn-data and jsedn (npm): two readers of EDN, the notation of Clojure's rules and facts.
# Guess:   "a\nb" is two lines; a set with 1 twice, and a record with a key twice, are refused; so are 30 February and
#          0012, and a second value behind the first; [1 #_ #_ 2 3 4] leaves out two; 3/4 is three quarters.
# Happens: for jsedn it is a backslash and an n, and of the two left out one comes back; 0012 is 12. For edn-data 0012
#          and 3/4 are names, and the set has 1 twice. For both 30 February is 2 March, the later of two equal keys
#          counts, and what stands behind the first value is gone. 9007199254740993 is 9007199254740992, and a text.
# Why one guesses so: the plain cases - lists, records, keywords, moments, remarks - are the same for both.
# Seen:    edn-data 1.2.2 and 1.0.0, jsedn 0.4.1.
# Matters: rules that are written for one engine are read by the page of another.
set -eu
version=${1:-1.2.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "edn-data@$version" jsedn@0.4.1
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { parseEDNString } = require("edn-data");
const jsedn = require("jsedn");
const shown = (value) => {
  if (value instanceof Date) return `day ${value.toISOString().slice(0, 16)}`;
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "string" ? `"${value.replace("\n", "|")}"` : JSON.stringify(value) ?? String(value);
};
const told = (work) => {
  try {
    return shown(work());
  } catch {
    return "error";
  }
};
const simple = { mapAs: "object", setAs: "array", listAs: "array", keywordAs: "string", charAs: "string" };
const both = (line) => {
  const text = line.replace("|", "\n");
  return `${told(() => parseEDNString(text, simple))} | ${told(() => jsedn.toJS(jsedn.parse(text)))}`;
};
const twice = (guess) => (guess.includes("|") ? guess : `${guess} | ${guess}`);
const row = (text, guess, known) => [text, () => both(text), twice(guess), known];
const CASES = [ // what is read, how, the guess, what is seen by edn-data and jsedn
  row("5", "5", "5 | 5"),
  row("0012", "error", '{"sym":"0012"} | 12'),
  row("1.10M", "1.1", "1.1 | 1.1"),
  row("3/4", "0.75", '{"sym":"3/4"} | error'),
  row('"a\\nb"', '"a|b" | "a|b"', '"a|b" | "a\\nb"'),
  row("[1 nil true]", "[1,null,true]", "[1,null,true] | [1,null,true]"),
  row("{:a 1 :b 2}", '{"a":1,"b":2} | {":a":1,":b":2}', '{"a":1,"b":2} | {":a":1,":b":2}'),
  row("{:a 1 :a 2}", "error", '{"a":2} | {":a":2}'),
  row("#{1 2}", "[1,2]", "[1,2] | [1,2]"),
  row("#{1 1}", "error", "[1,1] | error"),
  row('#inst "2026-01-05T09:00:00Z"', "day 2026-01-05T09:00", "day 2026-01-05T09:00 | day 2026-01-05T09:00"),
  row('#inst "2026-01-05"', "day 2026-01-05T00:00", "day 2026-01-05T00:00 | day 2026-01-05T00:00"),
  row('#inst "2026-02-30T09:00:00Z"', "error", "day 2026-03-02T09:00 | day 2026-03-02T09:00"),
  row("[1 #_ 2 3]", "[1,3]", "[1,3] | [1,3]"),
  row("[1 #_ #_ 2 3 4]", "[1,4]", "[1,4] | [1,3,4]"),
  row("[1 ; two|3]", "[1,3]", "[1,3] | [1,3]"),
  row("[true false] [1]", "error", "[true,false] | [true,false]"),
  row("9007199254740993", "error", '9007199254740992 | "9007199254740993"'),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["edn-data", "jsedn"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(29), `guess: ${guess}`.padEnd(51), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
