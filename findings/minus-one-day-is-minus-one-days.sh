#!/bin/sh
# intl-messageformat and @messageformat/core (npm): messages with numbers in them, as in ICU, in the same words.
# Guess:   both say the same: -1 day, as 1 day; a number that is missing, or no number, is refused; <b> is a text.
# Happens: -1 is "-1 day" in the first and "-1 days" in the second; a missing number is refused by the first and "NaN
#          days" in the second; "soon" days are "NaN days" in both; a message with <b> in it is refused by the first.
# Seen:    intl-messageformat 12.1.5, @messageformat/core 3.4.1.
# Matters: translators test messages in one of them; the page runs on the other.
set -eu
version=${1:-12.1.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "intl-messageformat@$version" @messageformat/core@3.4.1
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import MessageFormat from "@messageformat/core";
import { IntlMessageFormat } from "intl-messageformat";
const formats = [
  (message, values) => new IntlMessageFormat(message, "en").format(values),
  (message, values) => new MessageFormat("en").compile(message)(values),
];
const days = "{n, plural, =0 {today} one {# day} other {# days}}";
const cases = [ // the message, what is known, the guess, and what the two say
  [days, { n: 0 }, "today", "today", "today"],
  [days, { n: "1" }, "1 day", "1 day", "1 day"],
  [days, { n: 12345 }, "12,345 days", "12,345 days", "12,345 days"],
  ["It's '{n}' and {n}", { n: 1 }, "It's {n} and 1", "It's {n} and 1", "It's {n} and 1"],
  [days, { n: -1 }, "-1 day", "-1 day", "-1 days"],
  [days, {}, "refused", "refused", "NaN days"],
  [days, { n: "soon" }, "refused", "NaN days", "NaN days"],
  ["{n} is <b>late</b>", { n: 1 }, "1 is <b>late</b>", "refused", "1 is <b>late</b>"],
];
for (const name of ["intl-messageformat", "@messageformat/core"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [message, values, guess, ...known] of cases) {
  const seen = formats.map((format) => {
    try {
      return String(format(message, values));
    } catch {
      return "refused";
    }
  });
  console.log(message, JSON.stringify(values), "guess:", guess, "seen:", seen.join(" | "));
  changed ||= String(seen) !== String(known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
