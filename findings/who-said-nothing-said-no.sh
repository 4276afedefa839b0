#!/bin/sh
# @orama/orama (npm): records, searched and counted.
# Guess:   of four people one said yes, one no and two nothing: no is counted once, as it is found once; 5 is in one of
#          the groups 0 to 5 and 5 to 10; a 5 as a text is not among the numbers; "and" of no conditions finds all.
# Happens: no is counted three times, and found once. 5 is in both groups, and found by the text "5"; who has not said
#          which is counted as an empty word. "And" of none finds nobody, as "or" of none.
# Seen:    3.1.18.
# Matters: a page of answers shows more refusals than there are.
set -eu
version=${1:-3.1.18}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@orama/orama@$version"
cat > ask.mjs <<'JS'
import { create, insert, search } from "@orama/orama";
import { readFileSync } from "node:fs";
console.log("@orama/orama", JSON.parse(readFileSync("node_modules/@orama/orama/package.json")).version);
const db = create({ schema: { name: "string", days: "number", said: "boolean", part: "enum" } });
for (const person of [{ name: "Jo", days: 5, said: true, part: "a" }, { name: "Al", days: 10, said: false, part: "b" },
  { name: "Sam", days: 0, part: "a" }, { name: "Lee" }]) {
  await insert(db, person);
}
const found = async (where) => (await search(db, { term: "", where })).hits.map((hit) => hit.document.name).join(" ");
const counted = async (facets) =>
  JSON.stringify((await search(db, { term: "", facets })).facets[Object.keys(facets)[0]].values);
const ranges = [{ from: 0, to: 5 }, { from: 5, to: 10 }];
const cases = [ // what is asked, the guess, what is seen
  ["said yes", "Jo", "Jo", () => found({ said: true })],
  ["said no", "Al", "Al", () => found({ said: false })],
  ["counts of said", '{"true":1,"false":1}', '{"true":1,"false":3}',
    () => counted({ said: { true: true, false: true } })],
  ["counts of days", '{"0-5":1,"5-10":2}', '{"0-5":2,"5-10":2}', () => counted({ days: { ranges } })],
  ["counts of part", '{"a":2,"b":1}', '{"a":2,"b":1,"":1}', () => counted({ part: {} })],
  ["days are 5", "Jo", "Jo", () => found({ days: { eq: 5 } })],
  ['days are "5"', "refused", "Jo", () => found({ days: { eq: "5" } })],
  ["and of none", "Jo Al Sam Lee", "", () => found({ and: [] })],
  ["or of none", "", "", () => found({ or: [] })],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(16), "guess:", guess.padEnd(20), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
