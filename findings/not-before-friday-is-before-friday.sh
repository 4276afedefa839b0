#!/bin/sh
# sugar-date and compromise-dates (npm): days in words.
# Guess:   the day meant, or not understood: two weeks from the 5th is the 19th, 31 February is refused, "not before
#          friday" begins on Friday, "within five days" ends in five days.
# Happens: sugar-date leaves out what stands before a date: two weeks from the 5th, and a month after the 31st, are
#          these days; noon on the 5th is midnight; 31 February is 3 March. For compromise-dates, asked on Wednesday,
#          "not before friday" is from Wednesday to Thursday, "the middle of february" the whole month, "monday week"
#          the Monday past, 31 February the 28th; "within five days" has no day.
# Seen:    sugar-date 2.0.6, compromise-dates 3.9.0 with compromise 14.17.0.
# Matters: "not before Friday" is how people say that they wait for an answer.
set -eu
version=${1:-2.0.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "sugar-date@$version" compromise@14.17.0 compromise-dates@3.9.0
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import nlp from "compromise";
import dates from "compromise-dates";
import Sugar from "sugar-date";
nlp.plugin(dates);
const two = (number) => String(number).padStart(2, "0");
const sugar = (text) => {
  const day = Sugar.Date.create(text);
  if (Number.isNaN(day.getTime())) return "refused";
  const time = `${two(day.getHours())}:${two(day.getMinutes())}`;
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}${time === "00:00" ? "" : " " + time}`;
};
const compromise = (text) => {
  const [found] = nlp(text).dates({ today: "2026-01-07" }).json(); // a Wednesday
  if (!found?.dates.start) return "no day";
  const [start, end] = [found.dates.start.slice(0, 10), found.dates.end.slice(0, 10)];
  return start === end ? start : `${start} to ${end}`;
};
const cases = [ // who is asked, the words, the guess, what is seen
  [sugar, "the 2nd friday of january 2026", "2026-01-09", "2026-01-09"],
  [sugar, "last day of february 2028", "2028-02-29", "2028-02-29"],
  [sugar, "5pm 2026-01-05", "2026-01-05 17:00", "2026-01-05 17:00"],
  [sugar, "noon on 5 january 2026", "2026-01-05 12:00", "2026-01-05"],
  [sugar, "two weeks from 5 january 2026", "2026-01-19", "2026-01-05"],
  [sugar, "one month after 31 january 2026", "2026-02-28", "2026-01-31"],
  [sugar, "31 february 2026", "refused", "2026-03-03"],
  [compromise, "the day after tomorrow", "2026-01-09", "2026-01-09"],
  [compromise, "first monday of march", "2026-03-02", "2026-03-02"],
  [compromise, "before friday", "2026-01-07 to 2026-01-08", "2026-01-07 to 2026-01-08"],
  [compromise, "not before friday", "2026-01-09", "2026-01-07 to 2026-01-08"],
  [compromise, "by the middle of february", "2026-01-07 to 2026-02-15", "2026-01-07 to 2026-02-28"],
  [compromise, "monday week", "2026-01-19", "2026-01-05"],
  [compromise, "within five days", "2026-01-07 to 2026-01-12", "no day"],
  [compromise, "31 february", "no day", "2026-02-28"],
];
for (const name of ["sugar-date", "compromise", "compromise-dates"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [asked, words, guess, known] of cases) {
  const seen = asked(words);
  console.log(asked.name.padEnd(11), words.padEnd(32), "guess:", guess.padEnd(25), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
