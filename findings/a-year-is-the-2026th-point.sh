#!/bin/sh
# @djot/djot (npm): a text in Djot, read and written again by its own library.
# Guess:   the page stays the same: what was no point of a list, no table and no list of terms is none when it has been
#          written again, as `\#` and `\*` stay what they are; a new line by a backslash stays.
# Happens: "2026\. A good year" is point 2026 of a list, "I\. Doe called" point I of another, "1\) a good reason" 1;
#          "\| a | b |" is a table and "\: a colon" a term. A text with a new line by a backslash cannot be written.
# Why one guesses so: bold words, what is struck out, a list from 5 and two of the backslashes stay.
# Seen:    0.3.2 and 0.2.5.
# Matters: an answer that begins with a year, or with an initial, is a list once a formatter has been over it.
set -eu
version=${1:-0.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@djot/djot@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { parse, renderDjot, renderHTML } from "@djot/djot";

const page = (text) => renderHTML(parse(text)).trim().replace(/\s+/g, " ");
const row = (text, known) => {
  const was = page(text);
  return [JSON.stringify(text), () => page(renderDjot(parse(text))), was, known];
};
const CASES = [ // the text, and its page when it has been written again; the guess is its page
  row("a *late* and _new_ one", "<p>a <strong>late</strong> and <em>new</em> one</p>"),
  row("from {-45-} {+50+}", "<p>from <del>45</del> <ins>50</ins></p>"),
  row("5. Call\n6. Ask", '<ol start="5"> <li> Call </li> <li> Ask </li> </ol>'),
  row("\\# no heading", "<p># no heading</p>"),
  row("\\* no point", "<p>* no point</p>"),
  row("5 \\- 3 and a \\_b\\_ c", "<p>5 - 3 and a _b_ c</p>"),
  row("2026\\. A good year", '<ol start="2026"> <li> A good year </li> </ol>'),
  row("1\\) a good reason", "<ol> <li> a good reason </li> </ol>"),
  row("\\: a colon", "<dl> <dt>a colon</dt> <dd> </dd> </dl>"),
  row("\\| a | b |", "<table> <tr> <td>a</td> <td>b</td> </tr> </table>"),
  row("a\\\nb", "error"),
  row("I\\. Doe called", '<ol type="I"> <li> Doe called </li> </ol>'),
  row("(a\\) or b", '<ol type="a"> <li> or b </li> </ol>'),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@djot/djot"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(59), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
