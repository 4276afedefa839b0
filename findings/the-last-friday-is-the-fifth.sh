#!/bin/sh
# simple-rrule (npm): rules of repetition, by RFC 5545.
# Guess:   the parts of a rule that it does not know are reported (there are `hasErrors` and `errorMessages`); the 31st
#          leaves the short months out; the day of UNTIL is the last one.
# Happens: there is no error. "The last Friday of each month" is the day on which it began, each month; so is the first
#          Monday of every second month, whose two is lost, too. Mondays and Fridays, DAILY, are all days. The 31st is 28
#          February and 30 April, Friday the 13th any 13th, and the day of UNTIL is not there.
# Seen:    1.8.1. Its README says that it is "not a complete implementation of all standard rules".
# Matters: a reminder for the last Friday stands on a day that nobody asked for.
set -eu
version=${1:-1.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "simple-rrule@$version" zod@4
cat > ask.mjs <<'JS'
import { expandRRuleFromString } from "simple-rrule";
import { readFileSync } from "node:fs";
console.log("simple-rrule", JSON.parse(readFileSync("node_modules/simple-rrule/package.json")).version);
const [from, to] = [new Date("2026-01-01"), new Date("2026-12-31")];
const days = (rule) => {
  const text = `DTSTART:20260105T100000Z\nDTEND:20260105T110000Z\nRRULE:${rule}`;
  const { r, events } = expandRRuleFromString(text, from, to);
  return r.hasErrors ? "refused" : events.slice(0, 4).map((event) => event.date.toISOString().slice(5, 10)).join(" ");
};
const cases = [ // the rule, the guess, what is seen
  ["FREQ=WEEKLY;BYDAY=MO,WE", "01-05 01-07 01-12 01-14", "01-05 01-07 01-12 01-14"],
  ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "01-30 02-27 03-27 04-24", "01-30 02-27 03-27 04-24"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "01-30 02-27 03-27 04-24", "01-05 02-05 03-05 04-05"],
  ["FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "01-05 03-02 05-04 07-06", "01-05 02-05 03-05 04-05"],
  ["FREQ=DAILY;BYDAY=MO,FR", "01-05 01-09 01-12 01-16", "01-05 01-06 01-07 01-08"],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "01-31 03-31 05-31 07-31", "01-31 02-28 03-31 04-30"],
  ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "02-13 03-13 11-13", "01-13 02-13 03-13 04-13"],
  ["FREQ=YEARLY;BYYEARDAY=100", "04-10", "01-05"],
  ["FREQ=DAILY;UNTIL=20260107T100000Z", "01-05 01-06 01-07", "01-05 01-06"],
].map((kase) => [...kase, () => days(kase[0])]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(36), "guess:", guess.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
