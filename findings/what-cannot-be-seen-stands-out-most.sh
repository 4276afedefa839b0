#!/bin/sh
# Five libraries of npm that say how much two colours differ, by the ratio of WCAG.
# Guess:   what cannot be seen at all has the ratio 1, and half a black on white that of grey, or each of them is
#          refused; a word that is no colour is refused.
# Happens: for all five black that lets everything through is 21 to 1 on white, the most there is, and so is half a
#          black. For colord "black on white" is 1, for it knows no names, and "soon" on white is 21, as it is for
#          tinycolor2.
# Why one guesses so: none of them complains of a colour that lets something through.
# Seen:    chroma-js 3.2.0, color 5.0.3, colord 2.14.0, culori 4.0.2, tinycolor2 1.6.0.
# Matters: a check of a page by them lets a text pass that nobody can read.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "chroma-js@$version" \
  color@5.0.3 colord@2.14.0 culori@4.0.2 tinycolor2@1.6.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { colord, extend } from "colord";
import a11y from "colord/plugins/a11y";
import { wcagContrast } from "culori";

extend([a11y.default ?? a11y]);
const require = createRequire(import.meta.url);
const chroma = require("chroma-js").default ?? require("chroma-js");
const Color = require("color").default ?? require("color");
const tiny = require("tinycolor2");
const short = (work) => {
  try {
    return String(Math.round(work() * 10) / 10);
  } catch {
    return "error";
  }
};
const all = (a, b) => [
  () => chroma.contrast(a, b),
  () => Color(a).contrast(Color(b)),
  () => colord(a).contrast(b),
  () => wcagContrast(a, b),
  () => tiny.readability(a, b),
].map(short).join(" ");
const five = (x) => Array(5).fill(x).join(" ");
const row = (a, b, guess, known) => [`${a} on ${b}`, () => all(a, b), five(guess), known];
const CASES = [ // the two colours, the guess, what chroma-js, color, colord, culori and tinycolor2 say
  row("#000000", "#ffffff", "21", "21 21 21 21 21"),
  row("#777777", "#ffffff", "4.5", "4.5 4.5 4.5 4.5 4.5"),
  row("#767676", "#ffffff", "4.5", "4.5 4.5 4.5 4.5 4.5"),
  row("black", "white", "21", "21 21 1 21 21"),
  row("rgba(0, 0, 0, 0)", "#ffffff", "1", "21 21 21 21 21"),
  row("rgba(0, 0, 0, 0.5)", "#ffffff", "3.9", "21 21 21 21 21"),
  row("#00000080", "#ffffff", "3.9", "21 21 21 21 21"),
  row("soon", "#ffffff", "error", "error error 21 error 21"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const NAMES = ["chroma-js", "color", "colord", "culori", "tinycolor2"];
console.log(NAMES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(30), `guess: ${guess}`.padEnd(37), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
