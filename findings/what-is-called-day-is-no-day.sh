#!/bin/sh
# i18next and node-polyglot (npm): sentences of an application with a number in them.
# Guess:   a day is shown as Intl shows it, 1/5/2026, whatever its place in the sentence is called; "1", as a field of
#          a form gives it, is one, or refused; what is null is empty, or refused; 1500 is 1,500, as it is with the
#          format for numbers.
# Happens: for i18next a day is "1&#x2F;5&#x2F;2026"; if its place is called `day`, it is as JavaScript prints it,
#          with hours and zone, for the names of what is given are options of Intl, too; beside a `unit` 1500 is not
#          1,500. With the text "1" the sentence is its key, "days"; -1 is the singular, null " days" without a
#          number. For node-polyglot "1" as the count itself shows all forms of the sentence, within an object it is
#          "1 days"; what is null stays as %{name}. In Portuguese 0 is plural, which CLDR has as singular.
# Seen:    i18next 26.7.2 and 23.16.8, node-polyglot 2.6.0.
# Matters: "in 1 day" is what people are told; the number comes from a field or from an address.
set -eu
version=${1:-26.7.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "i18next@$version" node-polyglot@2.6.0
cat > say.mjs <<'JS'
import { readFileSync } from "node:fs";
import i18next from "i18next";
import Polyglot from "node-polyglot";

const translation = {
  days_one: "{{count}} day",
  days_other: "{{count}} days",
  until: "until {{when, datetime}}",
  day: "until {{day, datetime}}",
  pay: "{{unit, number}} for {{sum, number}}",
  sum: "{{sum, number}}",
};
await i18next.init({ lng: "en", resources: { en: { translation } } });
const polyglot = new Polyglot({ phrases: { days: "%{smart_count} day |||| %{smart_count} days", hi: "Hi %{name}" } });
const portuguese = new Polyglot({ phrases: { days: "dia |||| dias" }, locale: "pt" });
const byI18next = (key, given) => i18next.t(key, given);
const byPolyglot = (key, given) => polyglot.t(key, given);
const inPortuguese = (key, given) => portuguese.t(key, given);
const day = new Date("2026-01-05T00:00:00Z");
const CASES = [ // the library, the key, what is given, the guess, what is seen
  [byI18next, "days", { count: 1 }, "1 day", "1 day"],
  [byI18next, "days", { count: 0 }, "0 days", "0 days"],
  [byI18next, "days", { count: "1" }, "1 day", "days"],
  [byI18next, "days", { count: -1 }, "-1 days", "-1 day"],
  [byI18next, "days", { count: null }, "refused", " days"],
  [byI18next, "sum", { sum: 1500 }, "1,500", "1,500"],
  [byI18next, "days", { count: 1500 }, "1,500 days", "1500 days"],
  [byI18next, "until", { when: day }, "until 1/5/2026", "until 1&#x2F;5&#x2F;2026"],
  [byI18next, "day", { day }, "until 1/5/2026", `until ${day}`],
  [byI18next, "pay", { unit: 2, sum: 1500 }, "2 for 1,500", "2 for 1500"],
  [byPolyglot, "days", 1, "1 day", "1 day"],
  [byPolyglot, "days", { smart_count: 2 }, "2 days", "2 days"],
  [byPolyglot, "days", "1", "1 day", "%{smart_count} day |||| %{smart_count} days"],
  [byPolyglot, "days", { smart_count: "1" }, "1 day", "1 days"],
  [byPolyglot, "hi", { name: "Jo" }, "Hi Jo", "Hi Jo"],
  [byPolyglot, "hi", { name: null }, "Hi ", "Hi %{name}"],
  [inPortuguese, "days", 1, "dia", "dia"],
  [inPortuguese, "days", 0, "dia", "dias"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("i18next", npm("i18next"), "node-polyglot", npm("node-polyglot"));
let changed = false;
for (const [say, key, given, guess, known] of CASES) {
  let seen;
  try {
    seen = say(key, given);
  } catch {
    seen = "refused";
  }
  console.log(`${say.name} ${key} ${JSON.stringify(given)}`.padEnd(58), `guess: ${guess}`.padEnd(22), `seen: ${seen}`);
  changed ||= seen !== known;
}
console.log("Intl has for 0 in Portuguese:", new Intl.PluralRules("pt").select(0));
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node say.mjs
