#!/bin/sh
# superstruct (npm): shapes of data, which may also mend what they are given.
# Guess:   what `trimmed`, a coerced number or a default does to a value, it does wherever it stands: in a list, a set,
#          a key, and in an intersection, where the later shapes are given what the earlier ones have made of it.
# Happens: in a set, both the text and the trimmed one are there afterwards. Keys of a map and of a record stay as they
#          were, in silence. In an intersection the trimmed text comes back untrimmed, and "5" as a coerced number
#          above nought is refused. `partial` fills in a default, though the field may be missing.
# Seen:    superstruct 2.0.2 and 1.0.4.
# Matters: two names that differ by a blank are one in a list and two in a set.
set -eu
version=${1:-2.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "superstruct@$version"
cat > ask.mjs <<'JS'
import * as s from "superstruct";
import { readFileSync } from "node:fs";

const text = JSON.stringify;
const TRIMMED = s.trimmed(s.string());
const DAYS = s.defaulted(s.number(), 1);
const NUMBER = s.coerce(s.number(), s.string(), parseFloat);
const CASES = [ // what is asked, how, the guess, what is seen
  ["a list", () => text(s.create([" a "], s.array(TRIMMED))), "[\"a\"]", "[\"a\"]"],
  ["a pair", () => text(s.create([" a "], s.tuple([TRIMMED]))), "[\"a\"]", "[\"a\"]"],
  ["a set", () => text([...s.create(new Set([" a "]), s.set(TRIMMED))]), "[\"a\"]", "[\" a \",\"a\"]"],
  ["a key of a map", () => text([...s.create(new Map([[" a ", 1]]), s.map(TRIMMED, s.number()))]),
    "[[\"a\",1]]", "[[\" a \",1]]"],
  ["a value of a map", () => text([...s.create(new Map([[1, " a "]]), s.map(s.number(), TRIMMED))]),
    "[[1,\"a\"]]", "[[1,\"a\"]]"],
  ["a key of a record", () => text(s.create({ " a ": 1 }, s.record(TRIMMED, s.number()))),
    "{\"a\":1}", "{\" a \":1}"],
  ["an intersection", () => text(s.create(" a ", s.intersection([TRIMMED, s.nonempty(s.string())]))),
    "\"a\"", "\" a \""],
  ["5, a number", () => text(s.create("5", s.min(NUMBER, 1))), "5", "5"],
  ["5, a number and above 0", () => text(s.create("5", s.intersection([NUMBER, s.min(s.number(), 1)]))),
    "5", "error"],
  ["a default, joined", () => text(s.create({}, s.intersection([s.type({ a: DAYS }), s.type({})]))),
    "{\"a\":1}", "{\"a\":1}"],
  ["a default, partial", () => text(s.create({}, s.partial(s.object({ a: DAYS })))), "{}", "{\"a\":1}"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["superstruct"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
