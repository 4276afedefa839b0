#!/bin/sh
# twig and twing (npm): two ports to JavaScript of one language of templates, Twig, which is in PHP.
# Guess:   they print what Twig prints: an empty list and "0" are false, true is printed as 1, numbers are sorted by
#          size, a list is joined with another word before its last item; a date that cannot be read is refused.
# Happens: for twing an empty list and "0" are true, for both [3, 1, 10] sorted is 1, 10, 3. In twig true is "true",
#          the word before the last item is left out, "soon" as a date is 1 January 1970, 1 is not in [true]; 31
#          January 2026 is in week 04. A month later is 3 March there, 28 February in twing.
# Seen:    twig 2.0.0 and 1.17.1, twing 7.3.1.
# Matters: a letter has "if there are dates" and "a, b and c" in it, and looks right as long as there are dates.
set -eu
version=${1:-2.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "twig@$version" "twing@${2:-7.3.1}"
cat > say.mjs <<'JS'
import { readFileSync } from "node:fs";
import Twig from "twig";
import { createArrayLoader, createEnvironment } from "twing";

const FACTS = { dates: ["5", "7", "9"], left: [], day: "2026-01-31" };
const byTwig = (text) => Twig.twig({ data: text, rethrow: true }).render(FACTS);
const byTwing = (text) => createEnvironment(createArrayLoader({ letter: text })).render("letter", FACTS);
const CASES = [ // the template, what Twig prints, which is the guess, and what twig and twing print
  ["{{ 7 // 2 }} {{ -7 // 2 }}", "3 -4", "3 -4", "3 -4"],
  ["{{ dates ? 'some' : 'none' }}", "some", "some", "some"],
  ["{{ left ? 'some' : 'none' }}", "none", "none", "some"],
  ["{{ '0' ? 'yes' : 'no' }}", "no", "no", "yes"],
  ["{{ true }}", "1", "true", "1"],
  ["{{ [3, 1, 10]|sort|join(',') }}", "1,3,10", "1,10,3", "1,10,3"],
  ["{{ dates|join(', ', ' and ') }}", "5, 7 and 9", "5, 7, 9", "5, 7 and 9"],
  ["{{ 1 in [true] ? 'yes' : 'no' }}", "yes", "no", "yes"],
  ["{{ null == false ? 'yes' : 'no' }}", "yes", "no", "yes"],
  ["{{ 'aBC'|capitalize }}", "Abc", "Abc", "ABC"],
  ["{{ day|date('Y-m-d') }}", "2026-01-31", "2026-01-31", "2026-01-31"],
  ["{{ day|date('W') }}", "05", "04", "05"],
  ["{{ day|date_modify('+1 month')|date('Y-m-d') }}", "2026-03-03", "2026-03-03", "2026-02-28"],
  ["{{ 'soon'|date('Y-m-d') }}", "refused", "1970-01-01", "refused"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("twig", npm("twig"), "twing", npm("twing"));
let changed = false;
for (const [text, guess, ...known] of CASES) {
  const seen = [];
  for (const render of [byTwig, byTwing]) {
    try {
      seen.push(await render(text));
    } catch {
      seen.push("refused");
    }
  }
  console.log(text.padEnd(47), `guess: ${guess}`.padEnd(17), `seen: ${seen.join(" | ")}`);
  changed ||= String(seen) !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node say.mjs
