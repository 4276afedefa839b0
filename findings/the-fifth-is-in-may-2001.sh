#!/bin/sh
# yup and joi (npm): answers of a form, checked and read.
# Guess:   what is no day is refused by both: 30 February, "5", "05/01/2026" where it may be two days; month 13 too;
#          "a day in the form of ISO 8601" is not changed; who says nothing of a wait has no wait of 5 days or more.
# Happens: both make 2 March of 30 February, joi also where `isoDate()` is asked of the text; "5" is 1 May 2001 for
#          yup and 5 thousandths of a second after 1970 for joi, "2026" the first of the year and two seconds after
#          1970. 2026-13-01 is New Year 2027 for yup; "Infinity" is a number there, and a text of 5 is made of 5. joi
#          asks what is needed from 5 days on, of those who say nothing.
# Seen:    yup 1.7.1 and 1.3.0, joi 18.3.2.
# Source:  joi, lib/types/date.js of 18.3.2, lines 244 to 246: a text of digits is a number of milliseconds.
# Matters: the page and the server check one answer and keep two days.
set -eu
version=${1:-1.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "yup@$version" joi@18.3.2
cat > check.cjs <<'JS'
const joi = require("joi");
const yup = require("yup");
const more = { is: joi.number().min(5), then: joi.required() };
const CASES = [ // the schema for yup and for joi, the answer, the guess, and what both make of it
  [yup.date(), joi.date(), "2026-01-05", ...Array(3).fill("2026-01-05T00:00:00.000Z")],
  [yup.date(), joi.date(), "soon", "refused", "refused", "refused"],
  [yup.number(), joi.number(), "1,500", "refused", "refused", "refused"],
  [yup.date(), joi.date(), "2026-02-30", "refused", "2026-03-02T00:00:00.000Z", "2026-03-02T00:00:00.000Z"],
  [yup.date(), joi.date(), "5", "refused", "2001-05-01T00:00:00.000Z", "1970-01-01T00:00:00.005Z"],
  [yup.date(), joi.date(), "2026", "refused", "2026-01-01T00:00:00.000Z", "1970-01-01T00:00:02.026Z"],
  [yup.date(), joi.date(), "2026-13-01", "refused", "2027-01-01T00:00:00.000Z", "refused"],
  [yup.string(), joi.string().isoDate(), "2026-02-30", "2026-02-30", "2026-02-30", "2026-03-02T00:00:00.000Z"],
  [yup.number(), joi.number(), "Infinity", "refused", Infinity, "refused"],
  [yup.string(), joi.string(), 5, "refused", "5", "refused"],
  [yup.mixed(), joi.object({ days: joi.any(), more: joi.any().when("days", more) }), {}, {}, {}, "refused"],
];
const plain = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
const text = (value) => (value instanceof Date ? value.toISOString() : plain(value));
const npm = (name) => require(`${name}/package.json`).version;
console.log("yup", npm("yup"), "joi", npm("joi"));
let changed = false;
for (const [first, second, answer, guess, ...known] of CASES) {
  const { error, value } = second.validate(answer);
  let seen;
  try {
    seen = first.validateSync(answer);
  } catch {
    seen = "refused";
  }
  const both = [seen, error ? "refused" : value].map(text);
  const asked = `${first.type} ${JSON.stringify(answer)}`.padEnd(19);
  console.log(asked, `guess: ${text(guess)}`.padEnd(32), "seen:", both.join(" and "));
  changed ||= String(both) !== String(known.map(text));
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node check.cjs
