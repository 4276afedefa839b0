#!/bin/sh
# @darkeyedevelopers/natural-cron.js (npm): times said in English, as cron.
# Guess:   "except Sunday" is Monday to Saturday, "every weekday" Monday to Friday, "on the 5th" the 5th; what it does
#          not understand - "soon", "not on Monday", "the last day of the month" - is refused.
# Happens: "every day except sunday" is each minute of each Sunday, "not on monday" each minute of each Monday; "soon",
#          "half past nine", "every quarter", "every 31st" and "the last day of the month" are each minute of each day;
#          "every weekday" and "on the 5th" are each day. Hour 25 is written.
# Why one guesses so: a text without any time in it can be told from one with a time.
# Seen:    1.1.0.
# Matters: who writes "remind me every day except Sunday" is reminded 1440 times on Sunday, and never else.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@darkeyedevelopers/natural-cron.js@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const words = createRequire(import.meta.url)("@darkeyedevelopers/natural-cron.js");
const cron = (text) => {
  const seen = words(text);
  return typeof seen === "string" && !/error/i.test(seen) ? seen : "refused";
};
const row = (text, guess, known) => [text, () => cron(text), guess, known];
const CASES = [ // what is asked, the guess, what is seen: minute, hour, day, month, weekday, year
  row("every day at 9 am", "0 9 * * ? *", "0 9 * * ? *"),
  row("every monday at 9:30 am", "30 9 ? * MON *", "30 9 ? * MON *"),
  row("every monday and friday at 9 am", "0 9 ? * MON,FRI *", "0 9 ? * MON,FRI *"),
  row("monday to friday at 9 am", "0 9 ? * MON-FRI *", "0 9 ? * MON-FRI *"),
  row("every weekday at 9 am", "0 9 ? * MON-FRI *", "0 9 * * ? *"),
  row("every month on the 5th at 9 am", "0 9 5 * ? *", "0 9 * * ? *"),
  row("every day at 12 am", "0 0 * * ? *", "0 0 * * ? *"),
  row("every 2 weeks", "refused", "* * * * ? *"),
  row("every second friday", "refused", "* * ? * FRI *"),
  row("the last day of the month", "0 0 L * ? *", "* * * * ? *"),
  row("every 90 minutes", "refused", "0/90 * * * ? *"),
  row("every quarter", "refused", "* * * * ? *"),
  row("every day except sunday", "0 0 ? * MON-SAT *", "* * ? * SUN *"),
  row("not on monday", "refused", "* * ? * MON *"),
  row("every 31st", "0 0 31 * ? *", "* * * * ? *"),
  row("half past nine", "refused", "* * * * ? *"),
  row("at 25:00", "refused", "0 25 * * ? *"),
  row("soon", "refused", "* * * * ? *"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@darkeyedevelopers/natural-cron.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(25), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
