#!/bin/sh
# humanize-plus (npm): numbers and lists in words for readers.
# Guess:   a text of three words cut after three is that text, as a text of signs is; 999999 with one place is a
#          million; 1500 in thousands is 2, and 2500 is 3; -1 is the -1st. One call in forty days is less than one
#          a month.
# Happens: a text of three words or less is null. 999999 is 1000.0k: it is rounded, while 1500 and 1999 without
#          a place are 1k, and 2500 is 2k, cut off. -1 is the -1th. One call in forty days is less than one a week.
# Seen:    humanize-plus 1.8.2 and 1.8.1.
# Matters: a short reason is shown as null, and only a longer one is cut.
set -eu
version=${1:-1.8.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "humanize-plus@$version"
cat > ask.mjs <<'JS'
import Humanize from "humanize-plus";
import { readFileSync } from "node:fs";


const CASES = [ // what is asked, how, the guess, what is seen
  ["a b c d after three words", () => Humanize.truncateWords("a b c d", 3), "a b c...", "a b c ..."],
  ["a b c after three words", () => Humanize.truncateWords("a b c", 3), "a b c", "null"],
  ["a after three words", () => Humanize.truncateWords("a", 3), "a", "null"],
  ["abcdef after five signs", () => Humanize.truncate("abcdef", 5), "ab...", "ab..."],
  ["999999, one place", () => Humanize.compactInteger(999999, 1), "1.0M", "1000.0k"],
  ["1500", () => Humanize.compactInteger(1500), "2k", "1k"],
  ["1999", () => Humanize.compactInteger(1999), "1k", "1k"],
  ["1999, one place", () => Humanize.compactInteger(1999, 1), "2.0k", "2.0k"],
  ["2500", () => Humanize.compactInteger(2500), "3k", "2k"],
  ["112 in order", () => Humanize.ordinal(112), "112th", "112th"],
  ["-1 in order", () => Humanize.ordinal(-1), "-1st", "-1th"],
  ["four a week", () => Humanize.pace(4, 7 * 86400000, "call"),
    "Approximately 4 calls per week", "Approximately 4 calls per week"],
  ["one in 40 days", () => Humanize.pace(1, 40 * 86400000, "call"),
    "Less than 1 call per month", "Less than 1 call per week"],
  ["five, two shown", () => Humanize.oxford(["a", "b", "c", "d", "e"], 2),
    "a, b, and 3 others", "a, b, and 3 others"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["humanize-plus"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(39), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
