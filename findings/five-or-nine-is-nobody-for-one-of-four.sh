#!/bin/sh
# @react-querybuilder/core (npm): one query, put together in a form, as SQL, JsonLogic, MongoDB's words and JSONata.
# Guess:   each of them finds the same records, but for those of whom nothing is known; what is not known at all is
#          left out by "from 5 to 9" and by "not from 5 to 9"; of no conditions all are found, and by "not" of them
#          nobody.
# Happens: 5 or 9, as numbers, is nobody in JSONata, where they are texts, and all by "not 5 or 9"; typed as "5,9" they
#          are found in SQL only. From 9 to 5 is from 5 to 9 in two and nobody in SQL, and an error in JSONata, as
#          "contains" is where a text is not known. By no conditions JsonLogic finds nobody; "not" of them is everybody
#          in SQL and JSONata, nobody in MongoDB. In SQL everybody with a text has one that contains "%"; in MongoDB
#          each text contains "."; what is not known is "not from 5 to 9" in JsonLogic.
# Seen:    8.24.1 with PGlite 0.5.17, json-logic-js 2.0.5, mingo 7.2.7, jsonata 2.2.2; 8.12.0 likewise, but that "not"
#          of no conditions is everybody in MongoDB's words, too.
# Matters: advisers put conditions together in such forms; they are asked of a database here and of records there.
set -eu
version=${1:-8.24.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@react-querybuilder/core@$version" \
  @electric-sql/pglite@0.5.17 json-logic-js@2.0.5 mingo@7.2.7 jsonata@2.2.2
cat > ask.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite";
import { formatQuery } from "@react-querybuilder/core";
import jsonata from "jsonata";
import jsonLogic from "json-logic-js";
import { Query } from "mingo";
import { readFileSync } from "node:fs";

const RECORDS = [
  { id: "five", n: 5, s: "it's" }, { id: "nine", n: 9, s: "ann" }, { id: "null", n: null, s: null },
  { id: "ten", n: 10, s: "5%" }, { id: "zero", n: 0, s: "" },
];
const database = await PGlite.create();
await database.exec("CREATE TABLE t (id text, n int, s text)");
for (const { id, n, s } of RECORDS) await database.query("INSERT INTO t VALUES ($1, $2, $3)", [id, n, s]);
const FINDERS = {
  sql: async (query) => (await database.query(`SELECT id FROM t WHERE ${formatQuery(query, "sql")}`)).rows,
  jsonlogic: (query) => RECORDS.filter((record) => jsonLogic.apply(formatQuery(query, "jsonlogic"), record)),
  mongodb_query: (query) => RECORDS.filter((record) => new Query(formatQuery(query, "mongodb_query")).test(record)),
  jsonata: async (query) => {
    const answers = RECORDS.map((record) => jsonata(formatQuery(query, "jsonata")).evaluate(record));
    return (await Promise.all(answers)).flatMap((answer, at) => (answer ? [RECORDS[at]] : []));
  },
};
const found = async (...rules) => {
  const query = { combinator: "and", rules: rules.filter((rule) => rule !== "not"), not: rules[0] === "not" };
  const ways = Object.values(FINDERS).map(async (find) => {
    try {
      return (await find(query)).map(({ id }) => id).sort().join() || "nobody";
    } catch {
      return "error";
    }
  });
  return (await Promise.all(ways)).join(" | ");
};
const rule = (field, operator, value) => ({ field, operator, value });
const CASES = [ // what is asked, how, the guess, what is seen
  ["5", () => found(rule("n", "=", 5)), "five | five | five | five", "five | five | five | five"],
  ["known", () => found(rule("n", "notNull", null)),
    "five,nine,ten,zero | five,nine,ten,zero | five,nine,ten,zero | five,nine,ten,zero",
    "five,nine,ten,zero | five,nine,ten,zero | five,nine,ten,zero | five,nine,ten,zero"],
  ["5 or 9", () => found(rule("n", "in", [5, 9])),
    "five,nine | five,nine | five,nine | five,nine", "five,nine | five,nine | five,nine | nobody"],
  ["5 or 9, typed", () => found(rule("n", "in", "5,9")),
    "five,nine | five,nine | five,nine | five,nine", "five,nine | nobody | nobody | nobody"],
  ["not 5 or 9", () => found(rule("n", "notIn", [5, 9])),
    "ten,zero | null,ten,zero | null,ten,zero | null,ten,zero",
    "ten,zero | null,ten,zero | null,ten,zero | five,nine,null,ten,zero"],
  ["from 5 to 9", () => found(rule("n", "between", [5, 9])),
    "five,nine | five,nine | five,nine | five,nine", "five,nine | five,nine | five,nine | error"],
  ["from 9 to 5", () => found(rule("n", "between", [9, 5])),
    "nobody | nobody | nobody | nobody", "nobody | five,nine | five,nine | error"],
  ["not 5 to 9", () => found(rule("n", "notBetween", [5, 9])),
    "ten,zero | ten,zero | ten,zero | ten,zero", "ten,zero | null,ten,zero | ten,zero | error"],
  ["contains %", () => found(rule("s", "contains", "%")),
    "ten | ten | ten | ten", "five,nine,ten,zero | ten | ten | error"],
  ["contains .", () => found(rule("s", "contains", ".")),
    "nobody | nobody | nobody | nobody", "nobody | nobody | five,nine,ten | error"],
  ["nothing", () => found(),
    "five,nine,null,ten,zero | five,nine,null,ten,zero | five,nine,null,ten,zero | five,nine,null,ten,zero",
    "five,nine,null,ten,zero | nobody | five,nine,null,ten,zero | five,nine,null,ten,zero"],
  ["not nothing", () => found("not"),
    "nobody | nobody | nobody | nobody", "five,nine,null,ten,zero | nobody | nobody | five,nine,null,ten,zero"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const PACKAGES = ["@react-querybuilder/core", "@electric-sql/pglite", "json-logic-js", "mingo", "jsonata"];
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(14), `guess: ${guess}`.padEnd(60), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
