#!/bin/sh
# mermaid (npm): charts of tasks over time (gantt) in its language, read without drawing them.
# Guess:   "5 days" is five days, or refused; a day and a half ends at noon; 30 February and an end before the start
#          are refused, and so is a task after one that is not there; without weekends, a month ends a month later.
# Happens: what is no number with one letter is no time: "5 days" and "-2d" end where they begin. A day and a half is
#          two days, "1m" a minute, 30 February 2 March; what comes after nothing begins today; an end before the
#          start stays. Without weekends a month from 9 January ends on 23 February: the weekends are put behind its
#          end.
# Seen:    11.17.2 and 12.3.0.
# Source:  dist of 11.17.2, ganttDiagram, line 1052: /^(\d+(?:\.\d+)?)([Mdhmswy]|ms)$/, else NaN milliseconds.
# Matters: a plan made from rules is drawn without a word, and shows other days than the rules say.
set -eu
version=${1:-11.17.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "mermaid@$version"
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import mermaid from "mermaid";
const NOW = new Date().toISOString().slice(0, 10);
const FREE = "excludes weekends\n";
const CASES = [ // the task, the guess, when it begins and ends
  ["Write :2026-01-05, 5d", "2026-01-05 to 2026-01-10", "2026-01-05 to 2026-01-10"],
  ["Write :2026-01-31, 1M", "2026-01-31 to 2026-02-28", "2026-01-31 to 2026-02-28"],
  [`${FREE}Write :2026-01-08, 3d`, "2026-01-08 to 2026-01-13", "2026-01-08 to 2026-01-13"],
  ["Write :soon, 1d", "refused", "refused"],
  ["Write :2026-01-05, 5 days", "2026-01-05 to 2026-01-10", "2026-01-05 to 2026-01-05"],
  ["Write :2026-01-05, 1.5d", "2026-01-05 to 2026-01-06T12", "2026-01-05 to 2026-01-07"],
  ["Write :2026-01-05, -2d", "refused", "2026-01-05 to 2026-01-05"],
  ["Write :2026-02-30, 1d", "refused", "2026-03-02 to 2026-03-03"],
  ["Write :2026-01-09, 2026-01-05", "refused", "2026-01-09 to 2026-01-05"],
  ["Write :after answer, 0d", "refused", `${NOW} to ${NOW}`],
  [`${FREE}Write :2026-01-09, 1M`, "2026-01-09 to 2026-02-09", "2026-01-09 to 2026-02-23"],
];
const text = (moment) => moment.toISOString().slice(0, 13).replace("T00", "");
const times = async (task) => {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(`gantt\ndateFormat YYYY-MM-DD\n${task}`);
    const [{ startTime, endTime }] = db.getTasks();
    return `${text(startTime)} to ${text(endTime)}`;
  } catch {
    return "refused";
  }
};
await mermaid.parse("gantt", { suppressErrors: true }); // loads the kinds of charts
console.log("mermaid", JSON.parse(readFileSync("node_modules/mermaid/package.json")).version);
let changed = false;
for (const [task, guess, known] of CASES) {
  const seen = await times(task);
  console.log(JSON.stringify(task).padEnd(45), `guess: ${guess}`.padEnd(34), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 100 node read.mjs
