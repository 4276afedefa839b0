#!/bin/sh
# subtitle (npm): the times and words of a recording, SubRip and WebVTT.
# Guess:   hours go on after 23, as its own reader takes 25:00:00,000; less than nothing is refused. One digit behind
#          the comma counts tenths. A name above a time is skipped, as a number is.
# Happens: 24 hours are 00:00:00,86400000, and 25 are an hour and 86400000 thousandths; a second less than nothing is
#          23:59:59,-86400000. 01:00:00,5 is five thousandths. A name above a time is an error.
# Seen:    subtitle 4.2.2; in 4.1.0, too, but there 01:00:00,5 is refused. What is over a day goes to the thousandths.
# Matters: a recording of a day and an hour is written with times of eight digits behind the comma.
set -eu
version=${1:-4.2.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "subtitle@$version"
cat > ask.mjs <<'JS'
import subtitle from "subtitle";
import { readFileSync } from "node:fs";

const { formatTimestamp, parseSync, parseTimestamp } = subtitle;
const HOUR = 3600000;
const said = (text) => parseSync(text).filter(({ type }) => type === "cue").map(({ data }) => data.text).join("/");
const CASES = [ // what is asked, how, the guess, what is seen
  ["23:59:59,999", () => formatTimestamp(24 * HOUR - 1), "23:59:59,999", "23:59:59,999"],
  ["24 hours", () => formatTimestamp(24 * HOUR), "24:00:00,000", "00:00:00,86400000"],
  ["25 hours", () => formatTimestamp(25 * HOUR), "25:00:00,000", "01:00:00,86400000"],
  ["25 hours, WebVTT", () => formatTimestamp(25 * HOUR, { format: "WebVTT" }), "25:00:00.000", "01:00:00.86400000"],
  ["100 hours", () => formatTimestamp(100 * HOUR), "100:00:00,000", "04:00:00,345600000"],
  ["a second less than nothing", () => formatTimestamp(-1000), "error", "23:59:59,-86400000"],
  ["25 hours read", () => parseTimestamp("25:00:00,000") / HOUR, "25", "25"],
  ["01:00:00,5 read", () => parseTimestamp("01:00:00,5"), "3600500", "3600005"],
  ["a number as the words", () => said("1\n00:00:01,000 --> 00:00:02,500\n42\n"), "42", "42"],
  ["a remark", () => said("WEBVTT\n\nNOTE a\n\n00:01.000 --> 00:02.500\nHello\n"), "Hello", "Hello"],
  ["a name above the time", () => said("WEBVTT\n\nintro\n00:01.000 --> 00:02.500\nHello\n"), "Hello", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["subtitle"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(27), `guess: ${guess}`.padEnd(22), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
