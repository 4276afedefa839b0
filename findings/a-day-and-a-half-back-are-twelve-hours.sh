#!/bin/sh
# numfmt and ssf (npm): numbers shown by the formats of a workbook.
# Guess:   a day and a half back in hours, `[h]:mm`, is -36:00; a moment just before noon with its seconds is 11:59:59
#          or 12:00:00; the sign of -1 stays where a format has one part for what is 1 and one for the rest; what both
#          of them can show is the same.
# Happens: for numfmt it is -12:00, and two days and a half back are -36:00, while whole days are right. For ssf noon
#          less a tenth of a second is 11:59:00, and -1 is "1 days".
# Seen:    numfmt 4.0.1 and 3.2.3, ssf 0.11.2.
# Matters: how long ago an answer came is shown by such a format in a table.
set -eu
version=${1:-4.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "numfmt@$version" ssf@0.11.2
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { format } from "numfmt";
import SSF from "ssf";
const both = (pattern, value) => () => [format(pattern, value), SSF.format(pattern, value)].join(" | ");
const [NOON, DAYS] = [0.5 - 0.1 / 86400, '[=1]0 "day";0 "days"'];
const CASES = [ // what is shown, how, the guess, what the two show
  ["1.5 days in hours", both("[h]:mm", 1.5), "36:00", "36:00 | 36:00"],
  ["half a day back in hours", () => format("[h]:mm", -0.5), "-12:00", "-12:00"],
  ["1.5 days back in hours", () => format("[h]:mm", -1.5), "-36:00", "-12:00"],
  ["2 days back in hours", () => format("[h]:mm", -2), "-48:00", "-48:00"],
  ["2.5 days back in hours", () => format("[h]:mm", -2.5), "-60:00", "-36:00"],
  ["noon less a second", both("hh:mm:ss", 0.5 - 1 / 86400), "11:59:59", "11:59:59 | 11:59:59"],
  ["noon less a tenth of one", both("hh:mm:ss", NOON), "12:00:00", "12:00:00 | 11:59:00"],
  ["1, as days", both(DAYS, 1), "1 day", "1 day | 1 day"],
  ["-1, as days", both(DAYS, -1), "-1 days", "-1 days | 1 days"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["numfmt", "ssf"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
