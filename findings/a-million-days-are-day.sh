#!/bin/sh
# i18next-conv and i18next (npm): translations from gettext, made into those of i18next and said by it.
# Guess:   each number has one of the forms in the file, as with gettext; what nobody approved (fuzzy), or translated,
#          is said in the words of the source; what goes there and back is the same.
# Happens: made for `compatibilityJSON: "v4"`, 1000000 days in French and 1.5 days in Polish are "day", the name of the
#          sentence, for the files have no form of the names that i18next then asks for. What is fuzzy is said; what is
#          not translated is an empty text. "pay_day" comes back as "pay" in the context "day", and "day_other" as the
#          second form of "day".
# Why one guesses so: a rule of gettext gives a form to each number; the two are made by the same people.
# Seen:    i18next-conv 16.0.0 and 14.0.0, i18next 26.7.2.
# Matters: an empty line stands where advice was, in each language that is not finished.
set -eu
version=${1:-16.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "i18next-conv@$version" i18next@26.7.2
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import i18next from "i18next";
import { gettextToI18next, i18nextToPo } from "i18next-conv";

const entry = (lines) => lines.map((line) => `${line}\n`).join("");
const head = (lang, plural) => `${entry(['msgid ""', 'msgstr ""', `"Language: ${lang}\\n"`,
  '"Content-Type: text/plain; charset=utf-8\\n"', `"Plural-Forms: ${plural}\\n"`])}\n`;
const days = (...forms) => entry(['msgid "day"', 'msgid_plural "days"',
  ...forms.map((form, at) => `msgstr[${at}] "{{count}} ${form}"`)]);
const text = (id, said, ...before) => entry([...before, `msgid "${id}"`, `msgstr "${said}"`]);
const POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
const PL = head("pl", POLISH) + days("dzien", "dni", "dni");
const EN = head("en", "nplurals=2; plural=(n != 1);");
const FR = head("fr", "nplurals=2; plural=(n > 1);") + days("jour", "jours");
const v4 = { compatibilityJSON: "v4" };
const say = async (lang, po, key, options) => {
  const said = i18next.createInstance();
  const resources = { [lang]: { translation: JSON.parse(await gettextToI18next(lang, po, v4)) } };
  await said.init({ lng: lang, resources, keySeparator: false, nsSeparator: false });
  return said.t(key, options);
};
const again = async (po) => {
  const back = await i18nextToPo("en", await gettextToI18next("en", po, v4), { noDate: true, ...v4 });
  return String(back).split("\n\n").slice(1).join(" / ").replaceAll("\n", " ").trim();
};
const count = (lang, po, n) => () => say(lang, po, "day", { count: n });
const CASES = [ // what is asked, how, the guess, what is seen
  ["1 day, English", count("en", EN + days("day", "days"), 1), "1 day", "1 day"],
  ["5 days, English", count("en", EN + days("day", "days"), 5), "5 days", "5 days"],
  ["0 days, French", count("fr", FR, 0), "0 jour", "0 jour"],
  ["5 days, French", count("fr", FR, 5), "5 jours", "5 jours"],
  ["1000000 days, French", count("fr", FR, 1000000), "1000000 jours", "day"],
  ["2 days, Polish", count("pl", PL, 2), "2 dni", "2 dni"],
  ["5 days, Polish", count("pl", PL, 5), "5 dni", "5 dni"],
  ["1.5 days, Polish", count("pl", PL, 1.5), "1.5 dni", "day"],
  ["by its context", () => say("en", EN + text("Late", "Slow", 'msgctxt "clock"'), "Late", { context: "clock" }),
    "Slow", "Slow"],
  ["what nobody approved", () => say("en", EN + text("Late", "Soon", "#, fuzzy"), "Late"), "Late", "Soon"],
  ["what is not translated", () => say("en", EN + text("Late", ""), "Late"), "Late", ""],
  ["there and back: Late", () => again(EN + text("Late", "Soon")), 'msgid "Late" msgstr "Soon"',
    'msgid "Late" msgstr "Soon"'],
  ["there and back: pay_day", () => again(EN + text("pay_day", "Friday")), 'msgid "pay_day" msgstr "Friday"',
    'msgctxt "day" msgid "pay" msgstr "Friday"'],
  ["there and back: day_other", () => again(EN + text("day_other", "Another")), 'msgid "day_other" msgstr "Another"',
    'msgid "day" msgid_plural "day" msgstr[0] "" msgstr[1] "Another"'],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["i18next-conv", "i18next"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(42), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
