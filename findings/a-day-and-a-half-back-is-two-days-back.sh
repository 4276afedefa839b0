#!/bin/sh
# effect (npm): its DateTime and Cron, whose times go with time zones.
# Guess:   parts of a day count, as those of an hour do, or are refused; once they are seen to be cut off forwards, they
#          are cut off backwards too, as whole numbers are in most languages. A month set on a 31st ends with that
#          month, as one added does. What runs each hour runs in all 25 hours of the day when the clocks go back.
# Happens: 1.5 days forwards are one day, and back two; half a month forwards is none, and back a whole one. February
#          set on 31 January is 3 March. With the month alone the year is 1970. Of the hour that comes twice the second
#          is left out, forwards and back, by what runs each hour and each half hour. `0-59` is not equal to `*`.
# Seen:    effect 4.1.0 and 4.0.0.
# Matters: a step of half a day, stated in a file of rules, is of two lengths.
set -eu
version=${1:-4.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "effect@$version"
cat > ask.mjs <<'JS'
import { Cron, DateTime as T } from "effect";
import { readFileSync } from "node:fs";

const moved = (from, step) => T.formatIso(T.add(T.makeUnsafe(from), step)).slice(0, 16);
const set = (from, parts) => T.formatIso(T.setPartsUtc(T.makeUnsafe(from), parts)).slice(0, 10);
const berlin = (cron) => Cron.parseUnsafe(cron, "Europe/Berlin");
const minute = (date) => date.toISOString().slice(0, 16);
const CASES = [ // what is asked, how, the guess, what is seen
  ["1.5 hours later", () => moved("2026-01-10T00:00Z", { hours: 1.5 }), "2026-01-10T01:30", "2026-01-10T01:30"],
  ["1.5 days later", () => moved("2026-01-10T00:00Z", { days: 1.5 }), "2026-01-11T12:00", "2026-01-11T00:00"],
  ["1.5 days back", () => moved("2026-01-10T00:00Z", { days: -1.5 }), "2026-01-09T00:00", "2026-01-08T00:00"],
  ["half a month later", () => moved("2026-01-31T00:00Z", { months: 0.5 }), "error", "2026-01-31T00:00"],
  ["half a month back", () => moved("2026-03-31T00:00Z", { months: -0.5 }), "2026-03-31T00:00", "2026-02-28T00:00"],
  ["a month later", () => moved("2026-01-31T00:00Z", { months: 1 }), "2026-02-28T00:00", "2026-02-28T00:00"],
  ["February set on 31 January", () => set("2026-01-31T00:00Z", { month: 2 }), "2026-02-28", "2026-03-03"],
  ["March alone", () => T.formatIso(T.makeUnsafe({ month: 3 })).slice(0, 10), "error", "1970-03-01"],
  ["each day at 2:30, clocks back", () => minute(Cron.next(berlin("30 2 * * *"), new Date("2026-10-24T12:00Z"))),
    "2026-10-25T00:30", "2026-10-25T00:30"],
  ["each hour, clocks back", () => minute(Cron.next(berlin("0 * * * *"), new Date("2026-10-25T00:00Z"))),
    "2026-10-25T01:00", "2026-10-25T02:00"],
  ["each half hour, clocks back", () => minute(Cron.next(berlin("*/30 * * * *"), new Date("2026-10-25T00:30Z"))),
    "2026-10-25T01:00", "2026-10-25T02:00"],
  ["the half hour before", () => minute(Cron.prev(berlin("*/30 * * * *"), new Date("2026-10-25T02:00Z"))),
    "2026-10-25T01:30", "2026-10-25T00:30"],
  ["0-59 is *", () => Cron.equals(berlin("0-59 * * * *"), berlin("* * * * *")), "true", "false"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["effect"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(30), `guess: ${guess}`.padEnd(25), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
