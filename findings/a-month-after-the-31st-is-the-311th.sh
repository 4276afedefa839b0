#!/bin/sh
# @medplum/core (npm): its evalFhirPath, the language in which rules and questionnaires of FHIR are written.
# Guess:   as FHIRPath has it: a month after 31 January is 28 February, 30 February is no date, what is compared with
#          less precision is not known, 2 kg are more than 100 g, a text is split; or it is refused.
# Happens: a month after 31 January is the text "2026-01-311", a day and a half later "2026-01-0536", a day earlier
#          NaN. Of two quantities the units are left out: 2 kg are not more than 100 g, a week and a day are 2 weeks,
#          a day is not 24 hours. The half of a text that is split is nothing; 1.5 as a whole number is 1.5.
# Seen:    4.5.2.
# Matters: a due date in a plan is a text that no calendar reads, and no error says so.
set -eu
version=${1:-4.5.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@medplum/core@$version"
cat > ask.mjs <<'JS'
import { evalFhirPath } from "@medplum/core";
import { readFileSync } from "node:fs";
console.log("@medplum/core", JSON.parse(readFileSync("node_modules/@medplum/core/package.json")).version);
const cases = [ // the expression, the guess, what is seen
  ["7 div 2", "3", "3"],
  ["{} and false", "false", "false"],
  ["@2026-01-31 < @2026-02-01", "true", "true"],
  ["@2026-01-31 + 1 month", "2026-02-28", "2026-01-311"],
  ["@2026-01-05 + 36 hours", "2026-01-06", "2026-01-0536"],
  ["@2026-03-01 - 1 day", "2026-02-28", "NaN"],
  ["'2026-02-30'.toDate()", "", "2026-02-30"],
  ["@2026-01 < @2026-01-05", "", "true"],
  ["2 'kg' > 100 'g'", "true", "false"],
  ["1 day = 24 hours", "true", "false"],
  ["1 'wk' + 1 'd'", "8 d", "2 wk"],
  ["'a,b'.split(',')", "a b", ""],
  ["1.5.toInteger()", "", "1.5"],
  ["1 + 'a'", "refused", "1a"],
  ["'5' > 4", "refused", "true"],
].map((kase) => [...kase, () => evalFhirPath(kase[0], {}).map(said).join(" ")]);
function said(value) {
  return value?.unit ? `${value.value} ${value.unit}` : String(value);
}
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
