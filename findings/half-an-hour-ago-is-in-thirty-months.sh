#!/bin/sh
# postgres-interval (npm): what PostgreSQL writes for a length of time, here PGlite, which is PostgreSQL.
# Guess:   it reads each of the four ways in which PostgreSQL writes a length of time, as it says nothing of one, or
#          refuses what it cannot read.
# Happens: only the way that is set at first is read right. In the longest one "@ 30 mins ago" is 30 months from now,
#          "@ 1 day 2 hours ago" a day from now. As ISO 8601 each length is nothing, and as standard SQL a year is
#          nothing, and a day and two hours back are two hours from now. No error.
# Seen:    postgres-interval 4.1.0 and, where each but the first way is nothing, 1.2.0, which node-postgres uses;
#          PGlite 0.5.17.
# Matters: one setting in a database, and a deadline that has passed lies ahead.
set -eu
version=${1:-4.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "postgres-interval@$version" @electric-sql/pglite@0.5.17
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import postgresInterval from "postgres-interval";
const database = new PGlite();
const written = (length) => async (style) => {
  await database.query(`SET intervalstyle = ${style}`);
  return (await database.query(`SELECT (interval '${length}')::text AS text`)).rows[0].text;
};
const PARTS = ["years", "months", "days", "hours", "minutes", "seconds"];
const read = (style, length) => async () => {
  const text = await written(length)(style);
  const parts = postgresInterval(text);
  return `${text} -> ${PARTS.filter((part) => parts[part]).map((part) => `${parts[part]} ${part}`).join() || 0}`;
};
const CASES = [ // the way, the length, the guess, what is written and read
  ["postgres", "-30 minutes", "-30 minutes", "-00:30:00 -> -30 minutes"],
  ["postgres", "-1 day -2 hours", "-1 days,-2 hours", "-1 days -02:00:00 -> -1 days,-2 hours"],
  ["postgres_verbose", "-30 minutes", "-30 minutes", "@ 30 mins ago -> 30 months"],
  ["postgres_verbose", "-1 day -2 hours", "-1 days,-2 hours", "@ 1 day 2 hours ago -> 1 days"],
  ["postgres_verbose", "1 month 2 days", "1 months,2 days", "@ 1 mon 2 days -> 1 months,2 days"],
  ["iso_8601", "-30 minutes", "-30 minutes", "PT-30M -> 0"],
  ["iso_8601", "1 month 2 days", "1 months,2 days", "P1M2D -> 0"],
  ["sql_standard", "-1 day -2 hours", "-1 days,-2 hours", "-1 2:00:00 -> 2 hours"],
  ["sql_standard", "1 year", "1 years", "1-0 -> 0"],
].map(([style, length, guess, known]) => [style, read(style, length), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["postgres-interval", "@electric-sql/pglite"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(18), `guess: ${guess}`.padEnd(26), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
