#!/bin/sh
# node-sql-parser (npm): a query of SQL, read and written again, asked of SQLite.
# Guess:   a query that is read and written again has the same answer, or is refused: - -5 is five, a backslash in a
#          text is one, as in SQLite and PostgreSQL; brackets stay where they count; 1e3 is a thousand.
# Happens: - -5 is written as --5, which begins a remark. In a text \n becomes a line end and \b another sign, in
#          SQLite and PostgreSQL, too. Read as MySQL, 1e3 is a column of that name. For SQLite NULLS LAST, OVER and
#          EXCEPT are refused.
# Seen:    5.4.0 with sql.js 1.17.0.
# Matters: queries made by a form are read, limited and written again.
set -eu
version=${1:-5.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "node-sql-parser@$version" sql.js@1.17.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { Parser } = require("node-sql-parser");
const database = new (await require("sql.js")()).Database();
database.run("CREATE TABLE t (id text, n int); INSERT INTO t VALUES ('a', 5), ('b', NULL), ('c', 10)");
const parser = new Parser();
const answer = (query) => {
  try {
    return JSON.stringify(database.exec(query).flatMap(({ values }) => values.flat()));
  } catch {
    return "error";
  }
};
const before = (query) => answer(`SELECT ${query}`);
const again = (query, dialect = "sqlite") => {
  let written;
  try {
    written = parser.sqlify(parser.astify(`SELECT ${query}`, { database: dialect }), { database: dialect });
  } catch {
    return "refused";
  }
  return `${before(query)} ${answer(written)}`;
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["10 - (4 - 3)", () => again("10 - (4 - 3)"), "[9] [9]", "[9] [9]"],
  ["not (1 = 1 and 0 = 1)", () => again("not (1 = 1 and 0 = 1)"), "[1] [1]", "[1] [1]"],
  ["id FROM t WHERE (n = 5 OR n = 10) AND id = 'a'", () => again("id FROM t WHERE (n = 5 OR n = 10) AND id = 'a'"),
    "[\"a\"] [\"a\"]", "[\"a\"] [\"a\"]"],
  ["1 - -5", () => again("1 - -5"), "[6] [6]", "[6] [6]"],
  ["- -5", () => again("- -5"), "[5] [5]", "[5] error"],
  ["'it''s'", () => again("'it''s'"), "[\"it's\"] [\"it's\"]", "[\"it's\"] [\"it's\"]"],
  ["'a\\nb'", () => again("'a\\nb'"), "[\"a\\\\nb\"] [\"a\\\\nb\"]", "[\"a\\\\nb\"] [\"a\\nb\"]"],
  ["'a\\nb' postgresql", () => again("'a\\nb'", "postgresql"),
    "[\"a\\\\nb\"] [\"a\\\\nb\"]", "[\"a\\\\nb\"] [\"a\\nb\"]"],
  ["'a\\b'", () => again("'a\\b'"), "[\"a\\\\b\"] [\"a\\\\b\"]", "[\"a\\\\b\"] [\"a\\b\"]"],
  ["1e3", () => again("1e3"), "[1000] [1000]", "[1000] [1000]"],
  ["1e3 mysql", () => again("1e3", "mysql"), "[1000] [1000]", "[1000] error"],
  ["id FROM t ORDER BY n NULLS LAST", () => again("id FROM t ORDER BY n NULLS LAST"),
    "[\"a\",\"c\",\"b\"] [\"a\",\"c\",\"b\"]", "refused"],
  ["sum(n) OVER () FROM t", () => again("sum(n) OVER () FROM t"), "[15,15,15] [15,15,15]", "refused"],
  ["1 EXCEPT SELECT 2", () => again("1 EXCEPT SELECT 2"), "[1] [1]", "refused"],
  ["id FROM t WHERE id LIKE 'a' ESCAPE 'x'", () => again("id FROM t WHERE id LIKE 'a' ESCAPE 'x'"),
    "[\"a\"] [\"a\"]", "[\"a\"] [\"a\"]"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["node-sql-parser", "sql.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(47), `guess: ${guess}`.padEnd(35), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
