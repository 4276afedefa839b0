#!/bin/sh
# fast-check: days and numbers drawn between two bounds.
# Guess:   fc.date({ min, max }) draws days between the two; so does fc.double({ min: 0, max: 1 }) with numbers.
# Happens: of days one in 500 is Invalid Date, of numbers one in 300 NaN, which lie between no bounds: both have to be
#          switched off (noInvalidDate, noNaN), and one does not see that in a hundred draws.
# Seen:    fast-check 4.11.0; 3.23.2 draws valid days only, and NaN, too.
# Matters: a property about deadlines that was green for a month fails on a day that no calendar has; one whose code
#          drops what it cannot read is green with less tried.
set -eu
version=${1:-4.11.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent "fast-check@$version"
cat > see.mjs <<'JS'
import fc from "fast-check";

const min = new Date("2030-01-01");
const max = new Date("2030-12-31");
const outside = (arbitrary, inside) =>
  fc.sample(arbitrary, { numRuns: 20_000, seed: 1 }).filter((drawn) => !inside(drawn));
const days = outside(fc.date({ min, max }), (day) => day >= min && day <= max);
const numbers = outside(fc.double({ min: 0, max: 1 }), (number) => number >= 0 && number <= 1);
const switchedOff = outside(fc.date({ min, max, noInvalidDate: true }), (day) => day >= min && day <= max);
console.log("guess: 0 of 20000 outside of the bounds, for days and for numbers");
console.log(`seen:  ${days.length} days, such as ${days[0]}; ${numbers.length} numbers, such as ${numbers[0]}`);
console.log(`       ${switchedOff.length} days with noInvalidDate`);
const few = (drawn) => drawn.length > 0 && drawn.length < 200;
if (!few(days) || !few(numbers) || switchedOff.length || !days.every((day) => Number.isNaN(day.getTime()))) {
  console.error("This has changed.");
  process.exit(1);
}
JS
printf 'fast-check %s\n' "$version"
node see.mjs
