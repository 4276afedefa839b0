#!/bin/sh
# marked-terminal with marked (npm): Markdown in a terminal.
# Guess:   the fifth point of a list that begins with 5 is the fifth; what is bold in a point is bold, as elsewhere; a
#          box to tick is there once; "&nbsp;" is a blank, as "&amp;" is a sign; a picture is its words.
# Happens: it is the first; in a point of a list the stars of `**x**` stay, and a box is there twice, `[ ] [ ] call`.
#          `&nbsp;` stays, and the picture with its address. "2026. A good year" is "1. A good year". What is struck
#          out is only coloured.
# Seen:    marked-terminal 7.3.1 with marked 18.2.1.
# Matters: advice that is written in Markdown, with points and boxes, is read in a terminal.
set -eu
version=${1:-7.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "marked-terminal@$version" marked@18.2.1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { marked } from "marked";
import { markedTerminal } from "marked-terminal";
marked.use(markedTerminal({ width: 60 }));
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, "").trim();
const CASES = [ // the Markdown, the guess, what is seen without its colours
  ["**x**: y", "x: y", "x: y"],
  ["- **x**: y", "* x: y", "* **x**: y"],
  ["- [ ] call", "* [ ] call", "* [ ]  [ ] call"],
  ["5. ask", "5. ask", "1. ask"],
  ["2026. A good year", "2026. A good year", "1. A good year"],
  ["a &amp; b", "a & b", "a & b"],
  ["a&nbsp;b", "a b", "a&nbsp;b"],
  ["![words](x.png)", "words", "![words](x.png)"],
  ["[words](http://e.org)", "words (http://e.org)", "words (http://e.org)"],
].map(([text, guess, known]) => [text, () => plain(marked(text)), guess, known]);
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["marked-terminal", "marked"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(28), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
FORCE_COLOR=1 timeout 60 node look.mjs
