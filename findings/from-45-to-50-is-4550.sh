#!/bin/sh
# @iarna/rtf-to-html with rtf-parser (npm): a text in RTF as HTML.
# Guess:   what is seen in a word processor is there: the last paragraph, too, which needs no end; a dash between two
#          numbers, the end of a line, the sign of a point; the sign that stands for a letter that an old program does
#          not know is left out; what is hidden is left out, as a destination that is not known is.
# Happens: what stands behind the last end of a paragraph is gone, and a text without one is empty. The dash is gone,
#          so that 45 to 50 is 4550, and so are the end of a line, quotation marks and points; two cells are one
#          number. "caf\u233?" has its é and the ?, and hidden words are read.
# Seen:    @iarna/rtf-to-html 1.1.0, rtf-parser 1.3.3.
# Matters: letters of old programs, and of some offices, come in this form.
set -eu
version=${1:-1.1.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@iarna/rtf-to-html@$version" rtf-parser@1.3.3
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
const { fromString } = createRequire(import.meta.url)("@iarna/rtf-to-html");
const read = promisify(fromString);
const html = (text) => async () => {
  const found = await read(`{\\rtf1\\ansi ${text}}`, { template: (document, defaults, content) => content });
  return found.replaceAll("\n", "") || "nothing";
};
const CASES = [ // the RTF, the guess, what is seen
  ["Call \\b now\\b0\\par", "<p>Call <strong>now</strong></p>", "<p>Call <strong>now</strong></p>"],
  ["Call\\par Wait\\par", "<p>Call</p><p>Wait</p>", "<p>Call</p><p>Wait</p>"],
  ["Call\\par Wait", "<p>Call</p><p>Wait</p>", "<p>Call</p>"],
  ["Call", "<p>Call</p>", "nothing"],
  ["45\\endash 50\\par", "<p>45–50</p>", "<p>4550</p>"],
  ["9\\line 10\\par", "<p>9<br>10</p>", "<p>910</p>"],
  ["5\\cell 100\\row\\par", "5 and 100 apart", "<p>5100</p>"],
  ["caf\\u233?\\par", "<p>café</p>", "<p>café?</p>"],
  ["{\\*\\other x}y\\par", "<p>y</p>", "<p>y</p>"],
  ["{\\v hidden}y\\par", "<p>y</p>", "<p>hiddeny</p>"],
].map(([text, guess, known]) => [text, html(text), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@iarna/rtf-to-html", "rtf-parser"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(40), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
