#!/bin/sh
# publicodes (npm): rules in YAML, with units, for what people are owed.
# Guess:   a week is seven days, a year is not less than 365 days and 12 months equal a year; from 31 January to 28
#          February is no whole month, from 1 January to 1 March are two; a twentieth and one are 1.05; pounds and
#          pounds a month are not added; -2.5 is rounded as 2.5 is; -2 ** 2 is -4, -7 // 2 is -4.
# Happens: a week is one day, for that unit is not known and no error. A year is less than 365 days: numbers are
#          compared, whatever their unit, where years and days meet. From 31 January to 28 February are 1.03 months,
#          from 1 January to 1 March 2.03. 5 % + 1 is 6, 5 € + 5 € a month 10, yes + 1 is 2. -2.5 becomes -2, and -2 **
#          2 is 4.
# Seen:    1.10.3; 1.7.0 likewise, but that yes + 1 is an error there.
# Matters: a peer of this project: rules in YAML, read by those who know the law, asked by simulators.
set -eu
version=${1:-1.10.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "publicodes@$version"
cat > ask.mjs <<'JS'
import Engine from "publicodes";
import { readFileSync } from "node:fs";

const silent = Object.fromEntries(["log", "info", "warn", "error"].map((level) => [level, () => {}]));
const value = (rule) => new Engine({ rule }, { logger: silent }).evaluate("rule").nodeValue;
const inUnit = (text, unit) => {
  const engine = new Engine({ rule: text }, { logger: silent });
  return engine.evaluate({ valeur: "rule", unité: unit }).nodeValue;
};
const months = (from, to) => value({ durée: { depuis: from, "jusqu'à": to, unité: "mois" } }).toFixed(2);
const CASES = [ // what is asked, how, the guess, what is seen
  ["a year in months", () => inUnit("1 an", "mois"), "12", "12"],
  ["a week in days", () => inUnit("1 semaine", "jour"), "7", "1"],
  ["a year is 12 months", () => value("1 an = 12 mois"), "true", "true"],
  ["a week is 7 days", () => value("1 semaine = 7 jours"), "true", "false"],
  ["a day is 24 hours", () => value("1 jour = 24 heures"), "true", "false"],
  ["a year < 365 days", () => value("1 an < 365 jours"), "false", "true"],
  ["1 Jan to 1 March", () => months("01/01/2026", "01/03/2026"), "2.00", "2.03"],
  ["31 Jan to 28 Feb", () => months("31/01/2026", "28/02/2026"), "0.90", "1.03"],
  ["5 % + 1", () => value("5 % + 1"), "1.05", "6"],
  ["5 € + 5 €/mois", () => value("5 € + 5 €/mois"), "error", "10"],
  ["oui + 1", () => value("oui + 1"), "error", "2"],
  ["arrondi 2.5", () => value({ valeur: "2.5", arrondi: "oui" }), "3", "3"],
  ["arrondi -2.5", () => value({ valeur: "-2.5", arrondi: "oui" }), "-3", "-2"],
  ["-2 ** 2", () => value("-2 ** 2"), "-4", "4"],
  ["-7 // 2", () => value("-7 // 2"), "-4", "-3"],
  ["10 - 4 - 3", () => value("10 - 4 - 3"), "3", "3"],
  ["31/02/2026", () => value("31/02/2026"), "error", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["publicodes"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(20), `guess: ${guess}`.padEnd(13), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
