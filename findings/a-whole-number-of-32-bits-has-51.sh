#!/bin/sh
# zocker (npm): examples drawn for the rules of zod.
# Guess:   what is drawn for a rule passes it, or the rule is refused, as a pattern of a template is; of three days all
#          are drawn.
# Happens: a whole number of 32 bits is too long, each time; what is to be in capitals is in small letters; an e-mail
#          address of at least 50 letters is shorter; of the words for yes and no the truth itself is drawn. A set of
#          two of two is one of one, or none, in some of 200 draws. Of three days the last one, as a moment, never
#          comes.
# Seen:    zocker 3.0.0 and 2.3.0, zod 4.6.7.
# Matters: situations for tests are drawn so; a test that never sees a right one shows nothing.
set -eu
version=${1:-3.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "zocker@$version" zod@4.6.7
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { z } from "zod";
import { zocker } from "zocker";
const draws = (schema) => Array.from({ length: 200 }, () => zocker(schema).generate());
const pass = (schema) => () => {
  const right = draws(schema).filter((value) => schema.safeParse(value).success).length;
  return { 0: "none pass", 200: "all pass" }[right] ?? "some pass";
};
const [FIRST, LAST] = [new Date("2026-01-05"), new Date("2026-01-07")];
const days = () => [...new Set(draws(z.date().min(FIRST).max(LAST)).map((day) => day.toISOString().slice(8, 10)))];
const CASES = [ // what is drawn, how, the guess, what is seen
  ["5 to 7, whole", pass(z.number().int().min(5).max(7)), "all pass", "all pass"],
  ["an address", pass(z.email()), "all pass", "all pass"],
  ["one of 50 letters", pass(z.string().email().min(50)), "all pass", "none pass"],
  ["of 32 bits, whole", pass(z.int32()), "all pass", "none pass"],
  ["in capitals", pass(z.string().uppercase()), "all pass", "none pass"],
  ["yes or no as a word", pass(z.stringbool()), "all pass", "none pass"],
  ["both of a and b, a set", pass(z.set(z.enum(["a", "b"])).min(2)), "all pass", "some pass"],
  ["a and a number, a text", () => draws(z.templateLiteral(["a", z.number()])), "error", "error"],
  ["the 5th to the 7th", () => days().sort().join(), "05,06,07", "05,06"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["zocker", "zod"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
