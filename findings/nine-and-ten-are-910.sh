#!/bin/sh
# docx writes, mammoth and officeparser (npm) read a text of Word.
# Guess:   as text, what stands on two lines of a paragraph is apart, as what a tab parts; a hidden text is not there;
#          what is struck out twice is struck out as what is once; a list that begins at five begins at five.
# Happens: "9", a new line and "10" are 910 for both, and with a tab for officeparser. The hidden text is shown by both.
#          As HTML of mammoth what is struck out twice is not struck out, and the fifth point is the first.
# Seen:    mammoth 1.13.0, officeparser 7.8.0, docx 9.15.2.
# Matters: in an offer the pay is hidden or struck out twice, and times stand one below the other.
set -eu
version=${1:-1.13.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "mammoth@$version" officeparser@7.8.0 docx@9.15.2
cat > ask.mjs <<'JS'
import * as docx from "docx";
import mammoth from "mammoth";
import { readFileSync } from "node:fs";
import * as office from "officeparser";
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("mammoth", version("mammoth"), "officeparser", version("officeparser"), "docx", version("docx"));
const { Document, LevelFormat, Packer, Paragraph, Tab, TextRun } = docx;
const level = { level: 0, format: LevelFormat.DECIMAL, text: "%1.", start: 5 };
const written = (...runs) => Packer.toBuffer(new Document({
  numbering: { config: [{ reference: "n", levels: [level] }] },
  sections: [{ children: [runs[0] instanceof Paragraph ? runs[0] : new Paragraph({ children: runs })] }],
}));
const run = (options) => new TextRun(options);
const html = async (...runs) => (await mammoth.convertToHtml({ buffer: await written(...runs) })).value;
const raw = async (...runs) => {
  const buffer = await written(...runs);
  const other = await office.parseOffice(buffer);
  return [(await mammoth.extractRawText({ buffer })).value, other.toText()].map((text) => JSON.stringify(text.trim()))
    .join(" ");
};
const fifth = new Paragraph({ text: "e", numbering: { reference: "n", level: 0 } });
const cases = [ // what is written, the guess, what is seen
  ["two runs, as text", '"9 10" "9 10"', '"9 10" "9 10"', () => raw(run("9 "), run("10"))],
  ["two lines, as text", '"9\\n10" "9\\n10"', '"910" "910"', () => raw(run("9"), run({ text: "10", break: 1 }))],
  ["a tab, as text", '"9\\t10" "9\\t10"', '"9\\t10" "910"', () => raw(run("9"), run({ children: [new Tab(), "10"] }))],
  ["hidden, as text", '"" ""', '"9" "9"', () => raw(run({ text: "9", vanish: true }))],
  ["struck out", "<p><s>9</s></p>", "<p><s>9</s></p>", () => html(run({ text: "9", strike: true }))],
  ["struck out twice", "<p><s>9</s></p>", "<p>9</p>", () => html(run({ text: "9", doubleStrike: true }))],
  ["hidden", "", "<p>9</p>", () => html(run({ text: "9", vanish: true }))],
  ["the fifth point", '<ol start="5"><li>e</li></ol>', "<ol><li>e</li></ol>", () => html(fifth)],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(20), "guess:", guess.padEnd(30), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
