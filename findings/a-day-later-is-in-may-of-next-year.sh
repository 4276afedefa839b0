#!/bin/sh
# @internationalized/date (npm): dates and their arithmetic, for calendars on web pages.
# Guess:   a number of days as a text, as a field of a form gives it, is that number or refused; so is half a day or
#          half a month; 30 February is refused by the constructor, as it is by `parseDate`; a day of year 0, too.
# Happens: a day of "1" after 5 January 2026 is 25 May 2027, for 5, "1" and 0 are joined to 510. A day and a half make
#          "2026-01-6.5", half a month "2026-1.5-NaN", and no error. The constructor makes 28 February of the 30th,
#          `set({ day: 31 })` as well; year 0 is year 1.
# Seen:    @internationalized/date 3.12.4 and 3.5.0. In `add` of manipulation.ts: `mutableDate.day += duration.days ||
#          0`.
# Matters: `input.value` is a text; the deadline is sixteen months late, without a word.
set -eu
version=${1:-3.12.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@internationalized/date@$version"
cat > ask.cjs <<'JS'
const { CalendarDate, parseDate } = require("@internationalized/date");
const day = parseDate("2026-01-05");
const cases = [ // what is asked, the guess, what is seen
  ["5 January and { days: 1 }", () => day.add({ days: 1 }), "2026-01-06", "2026-01-06"],
  ["31 January and { months: 1 }", () => parseDate("2026-01-31").add({ months: 1 }), "2026-02-28", "2026-02-28"],
  ['5 January and { days: "1" }', () => day.add({ days: "1" }), "refused", "2027-05-25"],
  ["5 January and { days: 1.5 }", () => day.add({ days: 1.5 }), "refused", "2026-01-6.5"],
  ["5 January and { months: 0.5 }", () => day.add({ months: 0.5 }), "refused", "2026-1.5-NaN"],
  ['parseDate("2026-02-30")', () => parseDate("2026-02-30"), "refused", "refused"],
  ["new CalendarDate(2026, 2, 30)", () => new CalendarDate(2026, 2, 30), "refused", "2026-02-28"],
  ['parseDate("0000-01-05")', () => parseDate("0000-01-05"), "refused", "0001-01-05"],
];
const found = (ask) => {
  try {
    return ask().toString();
  } catch {
    return "refused";
  }
};
const { version } = JSON.parse(require("fs").readFileSync("node_modules/@internationalized/date/package.json"));
console.log("@internationalized/date", version);
let changed = false;
for (const [asked, ask, guess, known] of cases) {
  const seen = found(ask);
  console.log(asked.padEnd(32), "guess:", guess.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.cjs
