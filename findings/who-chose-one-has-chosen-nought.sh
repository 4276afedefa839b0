#!/bin/sh
# pdf-lib and pdfjs-dist (npm): the answers in a form of PDF, written by one and read by the other.
# Guess:   who chooses "yes" of "yes" and "no" has chosen "yes" for both, as a text, a tick and a choice from a list
#          are the same for both; of "1" and "0", "1" is "1".
# Happens: a choice by buttons is the place of its button for PDF.js, counted from nought: "yes" is "0", "no" is "1",
#          and of "1" and "0" the one who chose "1" has "0" and the one who chose "0" has "1". pdf-lib has the word.
# Why one guesses so: `select("yes")` names the answer, and `getSelected()` gives the same word back.
# Seen:    pdf-lib 1.17.1 and 1.11.0, pdfjs-dist 5.6.205.
# Matters: a questionnaire that is sent as a form comes back with the answers of each other.
set -eu
version=${1:-1.17.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "pdf-lib@$version" pdfjs-dist@5.6.205
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const { PDFDocument } = createRequire(import.meta.url)("pdf-lib");
const both = async (work, read) => {
  const file = await PDFDocument.create();
  const page = file.addPage([300, 300]);
  work(file.getForm(), page);
  const bytes = await file.save();
  const form = (await PDFDocument.load(bytes)).getForm();
  const pages = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const notes = await (await pages.getPage(1)).getAnnotations();
  return `${JSON.stringify(read(form))} ${JSON.stringify(notes[0].fieldValue)}`;
};
const text = (value) => both((form, page) => {
  const field = form.createTextField("a");
  field.addToPage(page);
  field.setText(value);
}, (form) => form.getTextField("a").getText());
const box = () => both((form, page) => {
  const field = form.createCheckBox("a");
  field.addToPage(page);
  field.check();
}, (form) => form.getCheckBox("a").isChecked());
const oneOf = (options, chosen) => both((form, page) => {
  const field = form.createRadioGroup("a");
  options.forEach((option, at) => field.addOptionToPage(option, page, { y: 30 * at, width: 20, height: 20 }));
  if (chosen) field.select(chosen);
}, (form) => form.getRadioGroup("a").getSelected());
const listed = (options, chosen) => both((form, page) => {
  const field = form.createOptionList("a");
  field.addOptions(options);
  field.enableMultiselect();
  field.addToPage(page);
  field.select(chosen);
}, (form) => form.getOptionList("a").getSelected());
const CASES = [ // what is answered, how, the guess, what is seen by pdf-lib and by PDF.js
  ["late, as a text", () => text("late"), '"late" "late"', '"late" "late"'],
  ["0012, as a text", () => text("0012"), '"0012" "0012"', '"0012" "0012"'],
  ["a box is ticked", () => box(), 'true "Yes"', 'true "Yes"'],
  ["a and b of a, b and c in a list", () => listed(["a", "b", "c"], ["a", "b"]), '["a","b"] ["a","b"]',
    '["a","b"] ["a","b"]'],
  ["yes of yes and no", () => oneOf(["yes", "no"], "yes"), '"yes" "yes"', '"yes" "0"'],
  ["no of yes and no", () => oneOf(["yes", "no"], "no"), '"no" "no"', '"no" "1"'],
  ["nothing of yes and no", () => oneOf(["yes", "no"]), "undefined null", "undefined null"],
  ["1 of 1 and 0", () => oneOf(["1", "0"], "1"), '"1" "1"', '"1" "0"'],
  ["0 of 1 and 0", () => oneOf(["1", "0"], "0"), '"0" "0"', '"0" "1"'],
  ["5 of 5 and 10", () => oneOf(["5", "10"], "5"), '"5" "5"', '"5" "0"'],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["pdf-lib", "pdfjs-dist"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(27), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
