#!/bin/sh
# fhir (npm): records of FHIR in JSON and in XML, and whether they are valid.
# Guess:   what goes from JSON to XML and back is the same, and what was valid still is; an answer has one value; 5.7
#          is no whole number, and 2026-13 no month.
# Happens: 1.5 is the text "1.5" then, which the same library finds invalid. Of three names, the second of which is not
#          known and has a reason, two are left, and the reason stands beside the third. Two values for one answer, 5.7
#          as a whole number and month 13 are valid. "soon" and 25:00 are not.
# Seen:    fhir 4.12.0 and 4.11.1.
# Matters: questionnaires of this kind, and their answers, are kept in both forms.
set -eu
version=${1:-4.12.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fhir@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { Fhir } = createRequire(import.meta.url)("fhir");
const fhir = new Fhir();
const answers = (answer) => ({
  resourceType: "QuestionnaireResponse",
  status: "completed",
  item: [{ linkId: "1", answer: [answer] }],
});
const back = (record) => fhir.xmlToObj(fhir.objToXml(record));
const valid = (record) => fhir.validate(record).valid;
const reason = { extension: [{ url: "http://example.org", valueCode: "masked" }] };
const NAMES = { resourceType: "Patient", name: [{ given: ["A", null, "C"], _given: [null, reason, null] }] };
const told = ({ name: [{ given, _given }] }) => given.map((name, n) => `${name}${_given[n] ? " (masked)" : ""}`).join();
const CASES = [ // what is asked, how, the guess, what is seen
  ["0, there and back", () => back(answers({ valueInteger: 0 })).item[0].answer[0].valueInteger === 0, true, true],
  ["1.5, valid", () => valid(answers({ valueDecimal: 1.5 })), true, true],
  ["there and back", () => valid(back(answers({ valueDecimal: 1.5 }))), true, false],
  ["three names", () => told(NAMES), "A,null (masked),C", "A,null (masked),C"],
  ["there and back", () => told(back(NAMES)), "A,null (masked),C", "A,C (masked)"],
  ["two values of one answer", () => valid(answers({ valueInteger: 5, valueString: "x" })), false, true],
  ["a whole number of 5.7", () => valid(answers({ valueInteger: 5.7 })), false, true],
  ["month 13", () => valid(answers({ valueDate: "2026-13" })), false, true],
  ["a time of 25:00", () => valid(answers({ valueTime: "25:00:00" })), false, false],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("fhir", npm("fhir"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(26), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
