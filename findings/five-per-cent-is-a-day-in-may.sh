#!/bin/sh
# vega-loader (npm): tables for the charts of Vega, whose columns get a type by themselves.
# Guess:   5% is a number or a text, 1,5 and "Room 5" are no days; twelve beside a day is no day.
# Happens: 5% is 1 May 2001, 1,5 is 5 January 2001, a room is a day in its month, and 12 beside a day 1 December 2001.
#          "Monday" and "5 days" are texts.
# Seen:    5.1.3.
# Matters: a chart of percentages has an axis of days in 2001.
set -eu
version=${1:-5.1.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "vega-loader@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { inferType, read } from "vega-loader";
console.log("vega-loader", JSON.parse(readFileSync("node_modules/vega-loader/package.json")).version);
const shown = (value, kind) => kind === "date" ? new Date(value).toISOString().slice(0, 10) : String(value);
const column = (...cells) => {
  const rows = read(["v", ...cells.map((cell) => `"${cell}"`)].join("\n"), { type: "csv", parse: "auto" });
  const kind = inferType(cells);
  return `${kind} ${rows.map((row) => shown(row.v, kind)).join(" ")}`;
};
const cases = [ // the column, the guess, what is seen
  [["5", "10"], "integer 5 10", "integer 5 10"],
  [["2026-01-05"], "date 2026-01-05", "date 2026-01-05"],
  [["5 days"], "string 5 days", "string 5 days"],
  [["Monday"], "string Monday", "string Monday"],
  [["5%", "12%"], "string 5% 12%", "date 2001-05-01 2001-12-01"],
  [["1,5"], "string 1,5", "date 2001-01-05"],
  [["Room 5"], "string Room 5", "date 2001-05-01"],
  [["12", "2026-01-05"], "string 12 2026-01-05", "date 2001-12-01 2026-01-05"],
].map(([cells, ...rest]) => [cells.join(" and "), ...rest, () => column(...cells)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(18), "guess:", guess.padEnd(20), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
