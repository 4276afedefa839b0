#!/bin/sh
# lingui, format-message, intl-messageformat and @messageformat/core (npm): messages in one language.
# Guess:   one message says the same with each: `#` is the number of days, also within a choice that stands there; who
#          states no day is refused, and so is a number that is null.
# Happens: within such a choice `#` is the sign, and only the last one has the number. A number that is null is NaN for
#          lingui and 0 for the others; a day that is null is today for lingui, and in 1969 or 1970 for the others.
#          "2026-01-05" is the 4th in New York for two, and an error for two.
# Seen:    @lingui/core and @lingui/message-utils 6.11.0, format-message 6.2.4, intl-messageformat 12.1.5,
#          @messageformat/core 3.4.1.
# Matters: sentences with a choice within a number are what advice is made of.
set -eu
version=${1:-6.11.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@lingui/core@$version" @lingui/message-utils@6.11.0 format-message@6.2.4 \
  intl-messageformat@12.1.5 @messageformat/core@3.4.1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import MessageFormat from "@messageformat/core";
import formatMessage from "format-message";
import { IntlMessageFormat } from "intl-messageformat";
formatMessage.setup({ missingTranslation: "ignore" });
const lingui = (message, values) => {
  i18n.load("en", { message: compileMessage(message) });
  i18n.activate("en");
  return i18n._("message", values);
};
const WAYS = [
  lingui,
  (message, values) => formatMessage(message, values),
  (message, values) => new IntlMessageFormat(message, "en").format(values),
  (message, values) => new MessageFormat("en").compile(message)(values),
];
const said = (message, values) => () => WAYS.map((way) => {
  try {
    return way(message, values);
  } catch {
    return "error";
  }
}).join(" | ");
const DAYS = "{n, plural, one {# day} other {# days}}";
const CHOICE = "{n, plural, one {one} other {{who, select, you {# days} other {}}}}";
const today = new Date().toLocaleDateString("en", { dateStyle: "medium" });
const onDay = (day) => async () => (await said("{day, date, medium}", { day })()).replace(today, "today");
const CASES = [ // what is said, how, the guess, what the four say
  ["3 days", said(DAYS, { n: 3 }), "3 days", "3 days | 3 days | 3 days | 3 days"],
  ["null days", said(DAYS, { n: null }), "error", "NaN days | 0 days | 0 days | 0 days"],
  ["3 days, in a choice", said(CHOICE, { n: 3, who: "you" }), "3 days", "# days | # days | # days | 3 days"],
  ["no day", onDay(null), "error", "today | Dec 31, 1969 | Dec 31, 1969 | Dec 31, 1969"],
  ["2026-01-05", onDay("2026-01-05"), "Jan 5, 2026", "Jan 4, 2026 | error | error | Jan 4, 2026"],
];
const PACKAGES = ["@lingui/core", "@lingui/message-utils", "format-message", "intl-messageformat",
  "@messageformat/core"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(20), `guess: ${guess}`.padEnd(20), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node look.mjs
