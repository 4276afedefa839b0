#!/bin/sh
# @intlify/core-base (npm): the texts of vue-i18n, "no days | one day | {count} days".
# Guess:   1.5 days, 0.5 days and -1 days are {count} days; a list is joined by commas; an address of e-mail
#          is a text.
# Happens: of 1.5 and 0.5 the text is undefined, where a text has three forms; -1 and what is no number are one day. A
#          list is said as JSON on several lines. A text with an @ is no text, but an error when it is used.
# Seen:    11.4.2.
# Matters: "one day is left" is said of one day too late, and nothing of half a day.
set -eu
version=${1:-11.4.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@intlify/core-base@$version"
cat > ask.mjs <<'JS'
import { compile, createCoreContext, registerMessageCompiler, translate } from "@intlify/core-base";
import { readFileSync } from "node:fs";
console.log("@intlify/core-base", JSON.parse(readFileSync("node_modules/@intlify/core-base/package.json")).version);
registerMessageCompiler(compile);
console.warn = () => {};
const three = "no days | one day | {count} days";
const two = "one day | {count} days";
const messages = { en: { three, two, who: "Hi {name}", mail: "jo@example.org" } };
const context = createCoreContext({ locale: "en", messages });
const said = (key, value) => JSON.stringify(translate(context, key, value)) ?? "undefined";
const cases = [ // the text, the value, the guess, what is seen
  ["three", 0, '"no days"', '"no days"'],
  ["three", 1, '"one day"', '"one day"'],
  ["three", 2, '"2 days"', '"2 days"'],
  ["three", 1.5, '"1.5 days"', "undefined"],
  ["three", 0.5, '"0.5 days"', "undefined"],
  ["three", -1, '"-1 days"', '"one day"'],
  ["three", NaN, '"NaN days"', '"one day"'],
  ["two", 1.5, '"1.5 days"', '"1.5 days"'],
  ["two", -1, '"-1 days"', '"one day"'],
  ["who", { name: "Jo" }, '"Hi Jo"', '"Hi Jo"'],
  ["who", { name: ["Jo", "Al"] }, '"Hi Jo,Al"', '"Hi [\\n  \\"Jo\\",\\n  \\"Al\\"\\n]"'],
  ["mail", {}, '"jo@example.org"', "refused"],
].map(([key, value, guess, known]) =>
  [`${key} ${typeof value === "number" ? value : JSON.stringify(value)}`, guess, known, () => said(key, value)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(16), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
