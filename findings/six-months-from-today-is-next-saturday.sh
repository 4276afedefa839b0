#!/bin/sh
# Microsoft's Recognizers-Text, from npm: days and lengths of time as people name them in English.
# Guess:   a month from today is the day that it gives for "a month from now", and a month from tomorrow the day after.
#          Today is Sunday, 29 November 2026. "Last day of January" is the 31st; a fortnight is P14D or P2W.
# Happens: it is tomorrow: before "from today" the number alone counts, in days, whatever the unit; "from tomorrow" is
#          from today. The last day of January is yesterday, and January. "Not before 5 January" is before it. A
#          fortnight is P12, which is no duration, and from nine to five is minus four hours.
# Seen:    @microsoft/recognizers-text-date-time 1.3.2.
# Matters: "you have six months from today" is a deadline on Saturday.
set -eu
version=${1:-1.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@microsoft/recognizers-text-date-time@$version"
cat > read.mjs <<'JS'
import recognizers from "@microsoft/recognizers-text-date-time";
const today = new Date(2026, 10, 29, 12);
const show = ({ timex, value, start, end }) => value ? value : `${timex} ${start ?? ""}..${end ?? ""}`;
const read = (text) => recognizers.recognizeDateTime(text, "en-us", undefined, today)
    .map((found) => show(found.resolution.values.at(-1))).join(" and ");
const length = (text) => recognizers.recognizeDateTime(text, "en-us", undefined, today)[0].resolution.values[0].timex;
const table = [  // the words, the guess, what is read
    ["a month from now", "2026-12-29", "2026-12-29", read],
    ["a month from tomorrow", "2026-12-30", "2026-12-29", read],
    ["a month from today", "2026-12-29", "2026-11-30", read],
    ["six months from today", "2027-05-29", "2026-12-05", read],
    ["a year from today", "2027-11-29", "2026-11-30", read],
    ["last day of january", "2027-01-31", "2026-11-28 and XXXX-01 2027-01-01..2027-02-01", read],
    ["not before 5 january", "2027-01-05..", "XXXX-01-05 ..2027-01-05", read],
    ["in a week", "P1W", "P1W", length],
    ["in a fortnight", "P2W", "P12", length],
    ["9-5 on monday", "(...PT8H)", "(XXXX-WXX-1T09,XXXX-WXX-1T05,PT-4H)", length],
];
console.log("@microsoft/recognizers-text-date-time", process.argv[2]);
let changed = false;
for (const [words, guess, known, reader] of table) {
    const seen = reader(words);
    changed ||= seen !== known;
    console.log(words.padEnd(22), "guess:", guess.padEnd(12), "seen:", seen);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
node read.mjs "$version"
