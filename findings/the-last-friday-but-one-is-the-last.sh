#!/bin/sh
# rrule-temporal (npm): rules of repetition on the new dates of JavaScript, and their words in ten languages.
# Guess:   the last Friday but one of a month, or its last day but one, is not called the last; a rule read and written
#          again is the same: a day stays a day, and a time without a zone stays without one.
# Happens: in each of its languages -2FR, -3FR and -1FR are all "last Friday", -2 and -1 "the last day of the month";
#          the dates themselves are right. A day is written as midnight in UTC, nine o'clock as nine in UTC.
#          Of two RRULE lines the second is left out without a word.
# Seen:    rrule-temporal 2.2.8. `ordinal` in dist/totext.js is "last" for every number below 0.
# Matters: who reads the words beside the rule pays a day, or a week, late.
set -eu
version=${1:-2.2.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rrule-temporal@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";

const rule = (rrule, start = "DTSTART:20260105T090000Z") =>
  new RRuleTemporal({ rruleString: `${start}\nRRULE:FREQ=${rrule}` });
const words = (rrule, language = "en") => toText(rule(rrule), language, { excludeTzAbbreviation: true });
const first = (rrule) => rule(rrule).all((_, index) => index < 3).map((day) => day.toPlainDate().toString()).join(" ");
const cases = [ // what is asked, the guess, what is seen
  [words("MONTHLY;BYDAY=-1FR"), "last Friday", "every month on last Friday at 9 AM"],
  [words("MONTHLY;BYDAY=-2FR"), "not the last Friday", "every month on last Friday at 9 AM"],
  [words("MONTHLY;BYMONTHDAY=-2"), "not the last day", "every month on the last day of the month at 9 AM"],
  [words("YEARLY;BYYEARDAY=-8"), "not the last day", "every year on the last day of the year at 9 AM"],
  [String(words("MONTHLY;BYDAY=-2FR", "fr") === words("MONTHLY;BYDAY=-3FR", "fr")), "false", "true"],
  [first("MONTHLY;BYDAY=-2FR;COUNT=1"), "2026-01-23", "2026-01-23"],
  [
    rule("DAILY;COUNT=2", "DTSTART;VALUE=DATE:20260105").toString().split("\n")[0],
    "DTSTART;VALUE=DATE:20260105",
    "DTSTART;TZID=UTC:20260105T000000",
  ],
  [
    rule("DAILY;COUNT=2", "DTSTART:20260105T090000").toString().split("\n")[0],
    "DTSTART:20260105T090000",
    "DTSTART;TZID=UTC:20260105T090000",
  ],
  [first("DAILY;COUNT=1\nRRULE:FREQ=WEEKLY;COUNT=2"), "2026-01-05 2026-01-12", "2026-01-05"],
];
console.log("rrule-temporal", createRequire(import.meta.url)("./node_modules/rrule-temporal/package.json").version);
let changed = false;
for (const [seen, guess, known] of cases) {
  console.log("guess:", guess.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.mjs
