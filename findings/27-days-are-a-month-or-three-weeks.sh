#!/bin/sh
# javascript-time-ago and timeago.js (npm): how long ago something was, in words.
# Guess:   both round, or both cut, and say nearly the same: a day and a half is a day or two days, 27 days are four
#          weeks, or three.
# Happens: the first rounds and the second cuts: a day and a half is two days and one, ten and a half days are two
#          weeks and one, 27 days are a month and three weeks, 364 days a year and 11 months. Half a minute is a minute
#          for the first.
# Seen:    javascript-time-ago 2.6.4 and 2.5.11, timeago.js 4.0.2.
# Matters: "your interview was two days ago" is said on one page and "one day ago" on the next.
set -eu
version=${1:-2.6.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "javascript-time-ago@$version" timeago.js@4.0.2
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import TimeAgo from "javascript-time-ago";
import en from "javascript-time-ago/locale/en";
import * as timeago from "timeago.js";
TimeAgo.addDefaultLocale(en);
const first = new TimeAgo("en");
const now = Date.UTC(2026, 0, 5, 12);
const said = (seconds) => () => {
  const moment = now - seconds * 1000;
  return [first.format(moment, { now }), timeago.format(moment, "en_US", { relativeDate: now })].join(" | ");
};
const DAY = 86400;
const CASES = [ // how long ago, how it is said, the guess, what the two say
  ["a day", said(DAY), "1 day ago", "1 day ago | 1 day ago"],
  ["a week", said(7 * DAY), "1 week ago", "1 week ago | 1 week ago"],
  ["half a minute", said(30), "30 seconds ago", "1 minute ago | 30 seconds ago"],
  ["an hour and a half", said(5400), "the same", "2 hours ago | 1 hour ago"],
  ["a day and a half", said(1.5 * DAY), "the same", "2 days ago | 1 day ago"],
  ["ten days and a half", said(10.5 * DAY), "the same", "2 weeks ago | 1 week ago"],
  ["27 days", said(27 * DAY), "the same", "1 month ago | 3 weeks ago"],
  ["364 days", said(364 * DAY), "the same", "1 year ago | 11 months ago"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["javascript-time-ago", "timeago.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
