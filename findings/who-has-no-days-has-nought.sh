#!/bin/sh
# tinybase (npm): tables in memory, with sums and means.
# Guess:   the mean of 5, 10 and a day that is null is 7.5, and the least 5; a text among numbers is left out of a sum,
#          or the sum refused; nobody has no sum of nothing.
# Happens: null is 0: the mean is 5, the least is 0, and of three there are three; who has no such cell is left out. The
#          text "7" is a number for the table, and in a group, where the sum of it is "07" and true is 1.
# Seen:    10.0.1.
# Matters: who has not answered pulls the mean down, and is the one who has waited least.
set -eu
version=${1:-10.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "tinybase@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createMetrics, createQueries, createStore } from "tinybase";
console.log("tinybase", JSON.parse(readFileSync("node_modules/tinybase/package.json")).version);
const measured = (kind, days) => {
  const rows = Object.fromEntries(days.map((d, at) => [at, d === undefined ? { k: "x" } : { k: "x", d }]));
  const store = createStore().setTable("t", rows);
  const metrics = createMetrics(store).setMetricDefinition("m", "t", kind, "d");
  const queries = createQueries(store).setQueryDefinition("q", "t", ({ select, group }) => {
    select("k");
    select("d");
    group("d", kind).as("d");
  });
  return `${metrics.getMetric("m")} ${JSON.stringify(Object.values(queries.getResultTable("q"))[0].d)}`;
};
const shown = (d) => d === undefined ? "none" : JSON.stringify(d);
const cases = [ // the measure, the values, the guess, what is seen: of the table, and of the group
  ["avg", [5, 10], "7.5 7.5", "7.5 7.5"],
  ["avg", [5, 10, undefined], "7.5 7.5", "7.5 7.5"],
  ["avg", [5, 10, null], "7.5 7.5", "5 5"],
  ["min", [5, 10, null], "5 5", "0 0"],
  ["sum", [5, 10, null], "15 15", "15 15"],
  ["sum", [5, true], "5 5", "5 6"],
  ["sum", ["7"], "0 0", '7 "07"'],
].map(([kind, days, guess, known]) =>
  [`${kind} of ${days.map(shown).join(" ")}`, guess, known, () => measured(kind, days)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(24), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
