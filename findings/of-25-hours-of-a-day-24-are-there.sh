#!/bin/sh
# rrule-temporal and rrule-rust (npm): one rule of repetition, two expanders of the year.
# Guess:   both give the same: each hour is each hour, also in the night in which one comes twice; what is given by
#          two rules is there once; a time that does not exist is left out, as the RFC has it; the first day is there.
# Happens: "each hour" leaves out the second 1:30 in both, while "each 30 minutes" has it in the first. 1:30 on the
#          night without it is left out by the first and 2:30 for the second. Of two rules the first takes one only;
#          the second gives the 5th twice. With days of RDATE only, the first refuses and the second leaves out the
#          first day. In winter nine in London is UTC for the second: `utc: true`.
# Seen:    rrule-temporal 2.2.8, rrule-rust 3.1.1. RFC 5545, 3.3.10: "invalid date or nonexistent local time" is
#          ignored, 3.8.5.2: duplicates are considered once.
# Matters: a reminder each hour skips one; two clients of one calendar show another list.
set -eu
version=${1:-2.2.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rrule-temporal@$version" rrule-rust@3.1.1
cat > ask.cjs <<'JS'
const { RRuleTemporal } = require("rrule-temporal");
const { RRuleSet } = require("rrule-rust");
const two = (number) => String(number).padStart(2, "0");
const engines = [
  (text) => new RRuleTemporal({ rruleString: text }).all((_, index) => index < 6)
    .map((at) => `${two(at.day)}/${two(at.hour)}:${two(at.minute)}${at.offset}`),
  (text) => RRuleSet.fromString(text).all(6).map(({ day, time, offset }) =>
    `${two(day)}/${two(time.hour)}:${two(time.minute)}+${two(offset / 3600)}:00`),
];
const london = (start, rule) => `DTSTART;TZID=Europe/London:${start}\nRRULE:FREQ=${rule}`;
const utc = (...lines) => ["DTSTART:20260105T090000Z", ...lines].join("\n");
const autumn = "25/00:30+01:00 25/01:30+01:00";
const cases = [ // what is asked, the rule, the guess, what the first gives, what the second gives
  ["each week", utc("RRULE:FREQ=WEEKLY;COUNT=2"), "05/09:00+00:00 12/09:00+00:00", "guess", "guess"],
  ["each hour, in autumn", london("20261025T003000", "HOURLY;COUNT=3"), `${autumn} 25/01:30+00:00`,
    `${autumn} 25/02:30+00:00`, `${autumn} 25/02:30+00:00`],
  ["each 30 minutes, in autumn", london("20261025T010000", "MINUTELY;INTERVAL=30;COUNT=3"),
    "25/01:00+01:00 25/01:30+01:00 25/01:00+00:00", "guess", "25/01:00+01:00 25/01:30+01:00 25/02:00+00:00"],
  ["each day at 1:30, in spring", london("20260328T013000", "DAILY;COUNT=2"), "28/01:30+00:00 30/01:30+01:00",
    "guess", "28/01:30+00:00 29/02:30+01:00"],
  ["two rules", utc("RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"),
    "05/09:00+00:00 06/09:00+00:00 12/09:00+00:00", "05/09:00+00:00 06/09:00+00:00",
    "05/09:00+00:00 05/09:00+00:00 06/09:00+00:00 12/09:00+00:00"],
  ["RDATE only", utc("RDATE:20260107T090000Z"), "05/09:00+00:00 07/09:00+00:00", "refused", "07/09:00+00:00"],
];
const expanded = (engine, text) => {
  try {
    return engine(text).join(" ");
  } catch {
    return "refused";
  }
};
const versions = ["rrule-temporal", "rrule-rust"].map((name) =>
  `${name} ${JSON.parse(require("fs").readFileSync(`node_modules/${name}/package.json`)).version}`);
console.log(versions.join(" and "));
let changed = false;
for (const [asked, text, guess, ...known] of cases) {
  const seen = engines.map((engine) => expanded(engine, text));
  console.log(`${asked}\n    guess: ${guess}\n    seen:  ${seen.join("\n           ")}`);
  changed ||= known.some((value, index) => seen[index] !== (value === "guess" ? guess : value));
}
const winter = RRuleSet.fromString(london("20260105T090000", "DAILY;COUNT=1")).all(1)[0].time.utc;
console.log(`nine in London in January: utc\n    guess: false\n    seen:  ${winter}`);
if (changed || winter !== true) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.cjs
