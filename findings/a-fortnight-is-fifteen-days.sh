#!/bin/sh
# date.js and datejs (npm): days from the words for them.
# Guess:   the day that is meant, or none; a fortnight is fourteen days; a time of day that is read in "friday at 9" is
#          read, or refused, in "tomorrow at 5".
# Happens: a fortnight is fifteen days for date.js, "half an hour ago" five past midnight, the last day of next month 4
#          February, "soon" now and 31 February 3 March. "tomorrow at 5" is in May for datejs, and "tomorrow at 5pm"
#          without its time; a month after 31 January is a month from today, "before friday" the first of January.
# Seen:    date.js 0.3.3, datejs 0.0.2, on Monday 5 January 2026.
# Matters: deadlines are told in such words.
set -eu
version=${1:-0.3.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "date.js@$version" datejs@0.0.2 @sinonjs/fake-timers@15.0.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import FakeTimers from "@sinonjs/fake-timers";
const require = createRequire(import.meta.url);
const now = new Date("2026-01-05T10:00:00Z");
FakeTimers.install({ now, toFake: ["Date"] });
const datejs = require("date.js");
require("datejs"); // changes Date.parse
const shown = (day) => day?.toISOString().slice(0, 16) ?? "refused";
const first = (words) => () => shown(datejs(words, new Date(now.getTime())));
const second = (words) => () => shown(Date.parse(words));
const CASES = [ // the words, how they are read, the guess, what is seen
  ["in 2 weeks", first("in 2 weeks"), "2026-01-19T10:00", "2026-01-19T10:00"],
  ["a fortnight from now", first("a fortnight from now"), "2026-01-19T10:00", "2026-01-20T10:00"],
  ["half an hour ago", first("half an hour ago"), "2026-01-05T09:30", "2026-01-05T00:05"],
  ["last day of next month", first("last day of next month"), "2026-02-28T10:00", "2026-02-04T10:00"],
  ["31 february 2026", first("31 february 2026"), "refused", "2026-03-03T00:00"],
  ["soon", first("soon"), "refused", "2026-01-05T10:00"],
  ["friday at 9, the second", second("friday at 9"), "2026-01-09T09:00", "2026-01-09T09:00"],
  ["tomorrow at 5", second("tomorrow at 5"), "2026-01-06T05:00", "2026-05-06T00:00"],
  ["tomorrow at 5pm", second("tomorrow at 5pm"), "2026-01-06T17:00", "2026-01-06T00:00"],
  ["31 january + 1 month", second("31 january + 1 month"), "2026-02-28T00:00", "2026-02-05T00:00"],
  ["before friday", second("before friday"), "refused", "2026-01-01T00:00"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["date.js", "datejs", "@sinonjs/fake-timers"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(26), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
