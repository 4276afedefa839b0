#!/bin/sh
# nedb, pouchdb-selector-core and @ucast/mongo2js (npm): records found in the words of MongoDB.
# Guess:   they find what MongoDB finds: an empty list is not 5, who has nothing is not among 5 and 6, and has not less
#          than 6; what is null has no moment.
# Happens: nedb leaves the empty list out of those that are not 5, and finds null from 1970 on. For pouchdb who has
#          nothing is not 5, and is not `$nin: [5]` either; null, true and NaN are less than 6. For ucast NaN, true,
#          null and who has nothing at all have less than 6, and the text 7 is more than 5.
# Seen:    @seald-io/nedb 4.1.2, pouchdb-selector-core 9.0.0, @ucast/mongo2js 2.0.0.
# Matters: conditions are kept as data in this form, and asked of records in memory and in a database.
set -eu
version=${1:-4.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@seald-io/nedb@$version" pouchdb-selector-core@9.0.0 @ucast/mongo2js@2.0.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import Datastore from "@seald-io/nedb";
import { guard } from "@ucast/mongo2js";
import { createRequire } from "node:module";
const { matchesSelector } = createRequire(import.meta.url)("pouchdb-selector-core");
const VALUES = { five: 5, nothing: undefined, text: "7", null: null, true: true, nan: NaN, list: [3, 8], empty: [] };
const RECORDS = Object.entries(VALUES).map(([_id, d]) => (d === undefined ? { _id } : { _id, d }));
const OTHERS = "empty,list,nan,nothing,null,text,true";
const store = new Datastore({ inMemoryOnly: true });
await store.insertAsync(RECORDS);
const names = (records) => records.map(({ _id }) => _id).sort().join();
const found = {
  nedb: async (query) => names(await store.findAsync(query)),
  pouchdb: (query) => names(RECORDS.filter((record) => matchesSelector(record, query))),
  ucast: (query) => names(RECORDS.filter(guard(query))),
};
const CASES = [ // the question, who answers it, the guess, what is seen
  ["nedb", { d: 5 }, "five", "five"],
  ["pouchdb", { d: 5 }, "five", "five"],
  ["ucast", { d: 5 }, "five", "five"],
  ["nedb", { d: { $ne: 5 } }, OTHERS, "list,nan,nothing,null,text,true"],
  ["nedb", { d: { $gte: new Date(0) } }, "", "null"],
  ["pouchdb", { d: { $ne: 5 } }, OTHERS, OTHERS],
  ["pouchdb", { d: { $nin: [5] } }, OTHERS, "empty,list,nan,text,true"],
  ["pouchdb", { d: { $lt: 6 } }, "five,list", "five,nan,null,true"],
  ["ucast", { d: { $lt: 6 } }, "five,list", "five,list,nan,nothing,null,true"],
  ["ucast", { d: { $gt: 5 } }, "list", "list,text"],
].map(([who, query, guess, known]) => [`${who} ${JSON.stringify(query)}`, () => found[who](query), guess, known]);
const PACKAGES = ["@seald-io/nedb", "pouchdb-selector-core", "@ucast/mongo2js"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(46), `guess: ${guess}`.padEnd(46), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
