#!/bin/sh
# @tanstack/db (npm): live questions to collections in the page.
# Guess:   what leaves null out when it compares and counts leaves it out of a mean, and of the least; of nothing but
#          null there is no mean; a text is not more than a number.
# Happens: the mean of 1, 2 and three that have none is 0.6, and the least 0; of two that have null the mean and the
#          greatest are 0. The text "7" is more than 6.
# Why one guesses so: "not n = 5" and "not n in 5" leave out who has none, as SQL does, and the count is 2.
# Seen:    @tanstack/db 0.15.2.
# Matters: the mean days of those who were asked goes down with everybody who was not.
set -eu
version=${1:-0.15.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@tanstack/db@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as db from "@tanstack/db";

const collection = (id, initialData) => db.createCollection(
  db.localOnlyCollectionOptions({ id, getKey: (row) => row.id, initialData }));
const people = collection("people", [
  { id: "ann", n: 5, t: 1 },
  { id: "bob", n: 10, t: null },
  { id: "cid", n: null, t: null },
  { id: "dee" },
  { id: "eve", n: "7", t: 2 },
]);
const run = async (query) => [...await db.createLiveQueryCollection({ query, startSync: true }).toArrayWhenReady()];
const who = async (test) => {
  const rows = await run((query) => query.from({ p: people }).where(({ p }) => test(p))
    .select(({ p }) => ({ id: p.id })));
  return rows.map(({ id }) => id).sort().join(" ") || "nobody";
};
const of = async (make, test = (p) => db.not(db.isNull(p.id))) => {
  const rows = await run((query) => query.from({ p: people }).where(({ p }) => test(p))
    .groupBy(() => 1).select(({ p }) => ({ x: make(p) })));
  return rows.map(({ x }) => JSON.stringify(x)).join(" ");
};
const without = (p) => db.isNull(p.t);
const CASES = [ // what is asked, how, the guess, what is seen
  ["n = 5", () => who((p) => db.eq(p.n, 5)), "ann", "ann"],
  ["not n = 5", () => who((p) => db.not(db.eq(p.n, 5))), "bob eve", "bob eve"],
  ["n < 6", () => who((p) => db.lt(p.n, 6)), "ann", "ann"],
  ["not n in 5", () => who((p) => db.not(db.inArray(p.n, [5]))), "bob eve", "bob eve"],
  ["n > 6", () => who((p) => db.gt(p.n, 6)), "bob", "bob eve"],
  ["count of t", () => of((p) => db.count(p.t)), "2", "2"],
  ["sum of t", () => of((p) => db.sum(p.t)), "3", "3"],
  ["mean of t", () => of((p) => db.avg(p.t)), "1.5", "0.6"],
  ["least t", () => of((p) => db.min(p.t)), "1", "0"],
  ["greatest t", () => of((p) => db.max(p.t)), "2", "2"],
  ["mean of t, of those with null", () => of((p) => db.avg(p.t), without), "null", "0"],
  ["greatest t, of those with null", () => of((p) => db.max(p.t), without), "null", "0"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@tanstack/db"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(31), `guess: ${guess}`.padEnd(15), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
