#!/bin/sh
# pg-mem (npm): PostgreSQL in memory, for tests. PGlite (npm) is PostgreSQL itself, as WebAssembly.
# Guess:   what pg-mem does not refuse, it answers as PostgreSQL does: a month after 31 January is 28 February, unknown
#          and false is false, a FILTER is obeyed, what does not fit is refused.
# Happens: 29 February and a year is 23 February; 31 January and a month is 2 March, 31 March less a month 1 March. The
#          condition of `sum(n) filter (where …)` is left out. Unknown and false is unknown, what is not on a list
#          with null is "not in" it, the greatest of 1, null, 3 is null. A division by zero is Infinity, and 1 January
#          2027 is in week 1.
# Seen:    pg-mem 3.0.14 beside PGlite 0.5.17.
# Matters: the tests of a calculation of deadlines pass, or fail, with other days than the database has.
set -eu
version=${1:-3.0.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "pg-mem@$version" @electric-sql/pglite@0.5.17
cat > ask.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite";
import { newDb } from "pg-mem";
import { readFileSync } from "node:fs";
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("pg-mem", version("pg-mem"), "beside PGlite", version("@electric-sql/pglite"));
const [memory, real] = [newDb().public, new PGlite()];
const table = "create table who(id int, n int); insert into who values (1, 5), (2, null), (3, 10);";
memory.none(table);
await real.exec(table);
const shown = (value) => value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
const said = (rows) => rows.map((row) => shown(Object.values(row)[0])).join(" ");
const both = async (query) => {
  const theirs = await real.query(query).then(({ rows }) => said(rows), () => "refused");
  return `${said(memory.many(query))} (PostgreSQL: ${theirs})`;
};
const cases = [ // the query, the guess, what PostgreSQL has, what is seen
  ["select id from who where n <> 5", "3", "3", "3"],
  ["select null or true", "true", "true", "true"],
  ["select date '2026-01-31' + interval '1 day'", "2026-02-01", "2026-02-01", "2026-02-01"],
  ["select date '2024-02-29' + interval '1 year'", "2025-02-28", "2025-02-28", "2025-02-23"],
  ["select date '2026-01-31' + interval '1 month'", "2026-02-28", "2026-02-28", "2026-03-02"],
  ["select date '2026-03-31' - interval '1 month'", "2026-02-28", "2026-02-28", "2026-03-01"],
  ["select extract(week from date '2027-01-01')", "53", "53", "1"],
  ["select sum(n) filter (where id > 1) from who", "10", "10", "15"],
  ["select null and false", "false", "false", "null"],
  ["select id from who where n not in (5, null)", "", "", "2 3"],
  ["select greatest(1, null, 3)", "3", "3", "null"],
  ["select substring('abcdef' from 0 for 3)", "ab", "ab", "abc"],
  ["select 1 / 0", "refused", "refused", "Infinity"],
  ["select 2147483647 + 1", "refused", "refused", "2147483648"],
].map(([query, guess, theirs, known]) => [query, guess, `${known} (PostgreSQL: ${theirs})`, () => both(query)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(46), "guess:", guess.padEnd(10), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
