#!/bin/sh
# squirreling (npm): "Standard SQL" for tables in the browser.
# Guess:   unknown or true is true, not unknown is unknown; who has no number is not found by "not n = 5", nor by "not
#          in" a list that holds null; an upper-case pattern does not match a lower-case text; 'false' is false.
# Happens: unknown or true is false, not unknown is true. Who has no number is not 5, and is found; null is on a list
#          that has null, and what is not on it is "not in". `like` does not look at the case, a text that is "false"
#          is true, no moment is before a day that is written as a text.
# Seen:    0.12.11.
# Matters: a table looked at in the page has other rows than the same query in a database.
set -eu
version=${1:-0.12.11}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "squirreling@$version"
cat > ask.mjs <<'JS'
import { executeSql } from "squirreling";
import { readFileSync } from "node:fs";
console.log("squirreling", JSON.parse(readFileSync("node_modules/squirreling/package.json")).version);
const who = [{ name: "Jo", n: 5 }, { name: "Al", n: null }, { name: "Sam", n: 10 }];
const one = [{ day: new Date("2026-01-05") }];
const found = async (query) => {
  const values = [];
  for await (const { columns, cells } of executeSql({ tables: { who, one }, query }).rows()) {
    values.push(String(await cells[columns[0]]()));
  }
  return values.join(" ");
};
const cases = [ // the query, the guess, what is seen
  ["select name from who where n <> 5", "Sam", "Sam"],
  ["select null and false from one", "false", "false"],
  ["select 2 + 3 * 2 from one", "8", "8"],
  ["select null or true from one", "true", "false"],
  ["select not null from one", "null", "true"],
  ["select null = null from one", "null", "false"],
  ["select name from who where not n = 5", "Sam", "Al Sam"],
  ["select name from who where not (n > 5)", "Jo", "Jo Al"],
  ["select name from who where n in (5, null)", "Jo", "Jo Al"],
  ["select name from who where n not in (5, null)", "", "Sam"],
  ["select case n when null then 1 else 2 end from who", "2 2 2", "2 1 2"],
  ["select 'abc' like 'A%' from one", "false", "true"],
  ["select cast('false' as boolean) from one", "false", "true"],
  ["select day < '2026-02-01' from one", "true", "false"],
].map((kase) => [...kase, () => found(kase[0])]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(52), "guess:", guess.padEnd(6), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
