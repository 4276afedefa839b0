#!/bin/sh
# lokijs and minimongo (npm): records in memory, asked for in MongoDB's words.
# Guess:   who has no days has not less than 6, true is not less than nought, a text is not more than 5; a list that
#          holds 5 is found by 5; what is not there is among 5 and null.
# Happens: for lokijs less than nought are those without days, and true; more than 5 are the text "7" and an object; the
#          list 5, 12 is not found by 5. For minimongo less than 6 are those without days, and more than 5 the text,
#          true and the object; who has none is not among 5 and null.
# Seen:    lokijs 1.5.12, minimongo 7.1.1.
# Source:  MongoDB's manual, "Comparison/Sort Order": comparisons are between values of one type.
# Matters: who has not answered is told to hurry, for the days that are left are few.
set -eu
version=${1:-1.5.12}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "lokijs@$version" minimongo@7.1.1
cat > ask.mjs <<'JS'
import Loki from "lokijs";
import minimongo from "minimongo";
import { readFileSync } from "node:fs";
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("lokijs", version("lokijs"), "minimongo", version("minimongo"));
const days = { five: 5, ten: 10, none: undefined, null: null, text: "7", true: true, list: [5, 12], object: { k: 1 } };
const records = Object.entries(days).map(([_id, d]) => d === undefined ? { _id } : { _id, d });
const loki = new Loki("a").addCollection("a");
loki.insert(structuredClone(records));
const mini = new minimongo.MemoryDb();
mini.addCollection("a");
await new Promise((done, failed) => mini.a.upsert(structuredClone(records), done, failed));
const names = (found) => found.map((record) => record._id).join(" ");
const inLoki = (query) => names(loki.find(query));
const inMini = (query) =>
  new Promise((done, failed) => mini.a.find(query).fetch((found) => done(names(found)), failed));
const cases = [ // the query, the guess, what is seen
  ["lokijs", { _id: "ten" }, "ten", "ten", inLoki],
  ["lokijs", { d: { $lt: 6 } }, "five list", "five none null true", inLoki],
  ["lokijs", { d: { $lt: 0 } }, "", "none null true", inLoki],
  ["lokijs", { d: { $gt: 5 } }, "ten list", "ten text list object", inLoki],
  ["lokijs", { d: 5 }, "five list", "five", inLoki],
  ["lokijs", { d: null }, "none null", "null", inLoki],
  ["minimongo", { d: 5 }, "five list", "five list", inMini],
  ["minimongo", { d: { $lt: 6 } }, "five list", "five none null list", inMini],
  ["minimongo", { d: { $gt: 5 } }, "ten list", "ten text true list object", inMini],
  ["minimongo", { d: { $in: [5, null] } }, "five none null list", "five null list", inMini],
].map(([name, query, guess, known, find]) => [`${name} ${JSON.stringify(query)}`, guess, known, () => find(query)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(34), "guess:", guess.padEnd(20), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
