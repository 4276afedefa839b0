#!/bin/sh
# csvtojson (npm): rows of CSV as objects.
# Guess:   a heading with a stop in it is the name of a column, or parts of a name where that is what was meant; where
#          two headings meet, both values are kept or it is refused. With types, a text in brackets stays a text.
# Happens: `No. of days` is "No" with " of days" in it. Beside a column `No`, one of the two values is lost, without a
#          word: which one goes by their order. `2.5 days` is 2 with "5 days" in it. With types asked for, `[1,2]`
#          in a cell is a list; with the type number, "5 days" is 5. A column `a[]` that comes twice has the last.
# Seen:    csvtojson 2.0.14 and 2.0.10. `flatKeys` keeps the stops in headings.
# Matters: a table exported from an office loses a column by its heading.
set -eu
version=${1:-2.0.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "csvtojson@$version"
cat > ask.mjs <<'JS'
import csv from "csvtojson";
import { readFileSync } from "node:fs";

const rows = async (text, options) => JSON.stringify(await csv(options).fromString(text));
const CASES = [ // what is asked, how, the guess, what is seen
  ["a, b", () => rows("a,b\n1,2"), "[{\"a\":\"1\",\"b\":\"2\"}]", "[{\"a\":\"1\",\"b\":\"2\"}]"],
  ["No., No", () => rows("No.,No\n1,2"), "[{\"No.\":\"1\",\"No\":\"2\"}]", "[{\"No.\":\"1\",\"No\":\"2\"}]"],
  ["No. of days, c", () => rows("No. of days,c\n1,2"),
    "[{\"No. of days\":\"1\",\"c\":\"2\"}]", "[{\"No\":{\" of days\":\"1\"},\"c\":\"2\"}]"],
  ["No. of days, No", () => rows("No. of days,No\n1,2"),
    "[{\"No. of days\":\"1\",\"No\":\"2\"}]", "[{\"No\":\"2\"}]"],
  ["No, No. of days", () => rows("No,No. of days\n1,2"),
    "[{\"No\":\"1\",\"No. of days\":\"2\"}]", "[{\"No\":{\" of days\":\"2\"}}]"],
  ["2.5 days", () => rows("2.5 days\n1"), "[{\"2\":{\"5 days\":\"1\"}}]", "[{\"2\":{\"5 days\":\"1\"}}]"],
  ["No. of days, flat", () => rows("No. of days,No\n1,2", { flatKeys: true }),
    "[{\"No. of days\":\"1\",\"No\":\"2\"}]", "[{\"No. of days\":\"1\",\"No\":\"2\"}]"],
  ["007 by its type", () => rows("a\n007", { checkType: true }), "[{\"a\":7}]", "[{\"a\":7}]"],
  ["[1,2] by its type", () => rows("a\n\"[1,2]\"", { checkType: true }), "[{\"a\":\"[1,2]\"}]", "[{\"a\":[1,2]}]"],
  ["soon as a number", () => rows("a\nsoon", { colParser: { a: "number" } }),
    "[{\"a\":\"soon\"}]", "[{\"a\":\"soon\"}]"],
  ["5 days as a number", () => rows("a\n5 days", { colParser: { a: "number" } }),
    "[{\"a\":\"5 days\"}]", "[{\"a\":5}]"],
  ["a[], a[]", () => rows("a[],a[]\n1,2"), "[{\"a\":[\"1\",\"2\"]}]", "[{\"a[]\":\"2\"}]"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["csvtojson"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(19), `guess: ${guess}`.padEnd(39), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
