#!/bin/sh
# odf-kit (npm): Markdown to a text of OpenDocument, and back.
# Guess:   there and back it says the same: what is bold stays in its sentence and in its word, the fifth point is the
#          fifth, a box is a box, a quotation a quotation.
# Happens: what is bold, a link, or code stands on a line of its own, which is a blank in Markdown, so that un**paid**
#          leave is "un paid leave". The fifth point is the first, and the sixth, too; a box and a picture are gone; a
#          quotation is the text itself, and code is no code.
# Seen:    odf-kit 0.13.14 and 0.13.5.
# Matters: an advice, or a letter, is written in Markdown and sent as such a text.
set -eu
version=${1:-0.13.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "odf-kit@$version"
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { markdownToOdt } from "odf-kit";
import { odtToMarkdown } from "odf-kit/markdown";
const back = async (markdown) => JSON.stringify((await odtToMarkdown(await markdownToOdt(markdown))).trim());
const CASES = [ // the Markdown, which is the guess, too, and what comes back
  ["a < 5 and b", "a < 5 and b"],
  ["- ask", "- ask"],
  ["un**paid** leave", "un\n**paid**\n leave"],
  ["Use `this`", "Use \nthis"],
  ["5. ask\n6. wait", "1. ask\n1. wait"],
  ["- [ ] call", "-  call"],
  ["> they said", "they said"],
  ["![words](x.png)", ""],
].map(([text, known]) => [JSON.stringify(text), () => back(text), "the same", JSON.stringify(known)]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log("odf-kit", npm("odf-kit"));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(20), `guess: ${guess}`.padEnd(28), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
