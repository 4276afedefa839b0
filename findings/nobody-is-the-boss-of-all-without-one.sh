#!/bin/sh
# alasql (npm): SQL over rows with nothing in a column.
# Guess:   as in SQL: NULL equals nothing, so a JOIN pairs no rows by it, NOT IN a list that holds a NULL is true for no
#          row, and NOT (boss = 7) holds where boss <> 7 does.
# Happens: NULL is paired with NULL, and NOT IN finds rows. NOT (boss = 7) holds for a row without a boss, boss
#          <> 7 does not; MIN and MAX of texts are undefined; and 31 January and a month is 3 March.
# Seen:    alasql 4.19.1. The executor of sqlglot (Python) did the first two up to 26.33.0; 30.30.0 does not.
# Matters: in a browser, or in a test that runs its SQL without a database, other rows come than from the database.
set -eu
version=${1:-4.19.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent "alasql@$version"
cat > see.cjs <<'JS'
const alasql = require("alasql");

alasql("CREATE TABLE people (name STRING, boss INT); CREATE TABLE bosses (id INT, called STRING)");
alasql.tables.people.data = [{ name: "Ann", boss: null }, { name: "Bob", boss: 7 }, { name: "Cy", boss: 9 }];
alasql.tables.bosses.data = [{ id: null, called: "nobody" }, { id: 7, called: "Di" }];
const column = (text) => alasql(text).map((row) => Object.values(row).join("-")).join(" ");
console.log([
  column("SELECT name, called FROM people JOIN bosses ON boss = id"),
  column("SELECT name FROM people WHERE boss NOT IN (SELECT id FROM bosses)"),
  column("SELECT name FROM people WHERE NOT (boss = 7)"),
  column("SELECT name FROM people WHERE boss <> 7"),
  String(alasql("SELECT MAX(name) AS m FROM people")[0].m),
  String(alasql("SELECT DAY(DATEADD(month, 1, '2030-01-31')) AS d")[0].d),
].join("\n"));
JS
node see.cjs > seen.txt
printf 'alasql %s\nguess: Bob-Di, nothing, Cy, Cy, Cy, 28\nseen:\n' "$version"
cat seen.txt
printf 'Ann-nobody Bob-Di\nCy\nAnn Cy\nCy\nundefined\n3\n' > known.txt
cmp -s seen.txt known.txt || { echo "This has changed." >&2; exit 1; }
