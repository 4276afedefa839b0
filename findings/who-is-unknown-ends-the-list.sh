#!/bin/sh
# docx-templates (npm): letters of Word with commands in them.
# Guess:   in a loop over people one who is null has a line of its own, as a 0 and an empty text have, or is refused.
# Happens: the loop ends there: of three people the first is left, and nothing says so.
# Seen:    4.15.0 (files made by docx 9.15.2, read by mammoth 1.13.0).
# Matters: who comes after an answer that is not known gets no letter.
set -eu
version=${1:-4.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "docx-templates@$version" docx@9.15.2 mammoth@1.13.0
cat > ask.mjs <<'JS'
import * as docx from "docx";
import { createReport } from "docx-templates";
import mammoth from "mammoth";
import { readFileSync } from "node:fs";
console.log("docx-templates", JSON.parse(readFileSync("node_modules/docx-templates/package.json")).version);
const lines = ["{FOR one IN people}", "({$one})", "{END-FOR one}", "end"];
const letter = new docx.Document({ sections: [{ children: lines.map((line) => new docx.Paragraph(line)) }] });
const template = await docx.Packer.toBuffer(letter);
const filled = async (people) => {
  const file = await createReport({ template, data: { people }, cmdDelimiter: ["{", "}"] });
  return (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value.trim().split(/\n+/).join(" ");
};
const cases = [ // the people, the guess, what is seen
  [["Jo", "Al"], "(Jo) (Al) end", "(Jo) (Al) end"],
  [["Jo", "", "Al"], "(Jo) () (Al) end", "(Jo) () (Al) end"],
  [["Jo", 0, "Al"], "(Jo) (0) (Al) end", "(Jo) (0) (Al) end"],
  [["Jo", null, "Al"], "(Jo) () (Al) end", "(Jo) end"],
  [[null, "Al"], "() (Al) end", "end"],
].map(([people, guess, known]) => [JSON.stringify(people), guess, known, () => filled(people)]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(18), "guess:", guess.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
