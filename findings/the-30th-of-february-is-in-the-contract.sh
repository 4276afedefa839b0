#!/bin/sh
# @accordproject/concerto-core (npm): the data of contracts, held to a model.
# Guess:   30 February, "5" and 2026 are no moments, as "soon" is none, and are refused; 24:00 is midnight; an Integer
#          has 32 bits so 3000000000 is refused.
# Happens: 30 February is 2 March, "5" 1 May 2001, 2026 its first day; 3000000000 passes, and what is null is left out.
#          "soon", 5.5 and texts for numbers are refused.
# Seen:    5.0.0.
# Matters: a contract says by which day somebody has to answer.
set -eu
version=${1:-5.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@accordproject/concerto-core@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Factory, ModelManager, Serializer } = createRequire(import.meta.url)("@accordproject/concerto-core");
const models = new ModelManager();
models.addCTOModel(`namespace offer@1.0.0
concept Offer {
  o DateTime until optional
  o Integer days optional
  o String[] notes optional
}`, "offer.cto");
const serializer = new Serializer(new Factory(models), models);
const kept = (data) => {
  const { $class, ...rest } = serializer.toJSON(serializer.fromJSON({ $class: "offer@1.0.0.Offer", ...data }));
  return Object.values(rest).join();
};
const until = (text) => kept({ until: text }).slice(0, 16);
const CASES = [ // what is asked, how, the guess, what is seen
  ["2026-01-05", () => until("2026-01-05"), "2026-01-05T00:00", "2026-01-05T00:00"],
  ["2026-01-05T09:00:00+02:00", () => until("2026-01-05T09:00:00+02:00"), "2026-01-05T07:00", "2026-01-05T07:00"],
  ["2026-01-05T24:00:00Z", () => until("2026-01-05T24:00:00Z"), "2026-01-06T00:00", "2026-01-06T00:00"],
  ["soon", () => until("soon"), "error", "error"],
  ["2026-02-30", () => until("2026-02-30"), "error", "2026-03-02T00:00"],
  ["5", () => until("5"), "error", "2001-05-01T00:00"],
  ["2026", () => until("2026"), "error", "2026-01-01T00:00"],
  ["Room 5", () => until("Room 5"), "error", "2001-05-01T00:00"],
  ["5 days", () => kept({ days: 5 }), "5", "5"],
  ["5.5 days", () => kept({ days: 5.5 }), "error", "error"],
  ["a text as days", () => kept({ days: "5" }), "error", "error"],
  ["3000000000 days", () => kept({ days: 3000000000 }), "error", "3000000000"],
  ["null days", () => kept({ days: null }), "error", ""],
  ["a number as a note", () => kept({ notes: [1] }), "error", "error"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@accordproject/concerto-core"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
