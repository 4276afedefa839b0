#!/bin/sh
# rrule (npm): a recurrence told in words and read back.
# Guess:   where isFullyConvertibleToText() is true, the words say the rule, and fromText() gives it back.
# Happens: "the last working day of each month" (BYSETPOS=-1) becomes "every month on weekdays", and "the last Friday",
#          written that way, "every month on Friday"; the 100th day of the year comes back as the 100th day of a month.
# Seen:    rrule 2.8.1.
# Matters: a repeated reminder shown in words is another one than the calendar keeps.
set -eu
version=${1:-2.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rrule@$version"
cat > tell.mjs <<'JS'
import rrule from "rrule";
const { RRule, rrulestr } = rrule;
const rules = [
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
  "FREQ=YEARLY;BYYEARDAY=100",
  "FREQ=DAILY;BYDAY=MO,WE",
];
console.log(`rrule ${process.argv[2]}`);
console.log("guess: fully convertible, and the same rule when it is read back");
const seen = rules.map((text) => {
  const rule = rrulestr(`DTSTART:20300101T090000Z\nRRULE:${text}`);
  const words = rule.toText();
  return [text, rule.isFullyConvertibleToText(), words, RRule.fromText(words).toString().replace("RRULE:", "")];
});
for (const row of seen) console.log("seen: ", row.join(" | "));
const wanted = [
  [rules[0], true, "every month on weekdays", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR"],
  [rules[1], true, "every month on Friday", "FREQ=MONTHLY;BYDAY=FR"],
  [rules[2], true, "every year on the 100th day", "FREQ=YEARLY;BYMONTHDAY=100"],
  [rules[3], true, "every day on Monday, Wednesday", "FREQ=DAILY"],
];
if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
  console.log("This has changed.");
  process.exit(1);
}
JS
node tell.mjs "$version"
