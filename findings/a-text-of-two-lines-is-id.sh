#!/bin/sh
# @e965/xlsx (npm; SheetJS): a cell, written to an older kind of file and read again by the same library.
# Guess:   a text with a quote, or of two lines, is the same again, as one with ";" or with "<" is, in each kind of file
#          that it writes: SYLK, DIF, a page of HTML, flat OpenDocument, XML of 2003, xls.
# Happens: in SYLK 'say "no" now' loses its quotes, and a text of two lines is "ID", the first word of the file. In HTML
#          it is `two" id="sjs-A1">` and then the two lines. DIF, OpenDocument, XML and xls have it as it was.
# Why one guesses so: "a;b" and "a;;b" come through SYLK, where ";" divides, and "a < 5 & b" through HTML.
# Seen:    @e965/xlsx 0.20.3. xlsx 0.18.5 has the same of SYLK, where a day is the text "1/5/26", and HTML right.
# Matters: a note of two lines, exported and taken in again, is another note.
set -eu
version=${1:-0.20.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@e965/xlsx@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const X = createRequire(import.meta.url)("@e965/xlsx");
const KINDS = ["sylk", "dif", "html", "fods", "xlml", "biff8"];
const again = (value, bookType) => { // a cell, written as a kind of file and read
  const book = X.utils.book_new();
  X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([[value]], { cellDates: true }), "S");
  const back = X.read(X.write(book, { bookType, type: "buffer" }), { type: "buffer", cellDates: true });
  const cell = back.Sheets[back.SheetNames[0]].A1?.v;
  return cell instanceof Date ? cell.toISOString() : cell;
};
const all = (value) => {
  const wanted = value instanceof Date ? value.toISOString() : value;
  const others = KINDS.map((kind) => [kind, again(value, kind)]).filter(([, seen]) => seen !== wanted);
  return others.map(([kind, seen]) => `${kind} ${JSON.stringify(seen)}`).join(", ") || "same";
};
const row = (value, known) => [JSON.stringify(value), () => all(value), "same", known];
const CASES = [ // the cell, where it is another when it is read; the guess is that it is the same everywhere
  row("late", "same"),
  row("0012", "same"),
  row(12.5, "same"),
  row(true, "same"),
  row("a;b", "same"),
  row("a < 5 & b", "same"),
  row(new Date("2026-01-05T00:00:00Z"), "same"),
  row('say "no" now', 'sylk "say no now"'),
  row("one\ntwo", 'sylk "ID", html "two\\" id=\\"sjs-A1\\">one\\ntwo"'),
  row("one\n\ntwo;K5", 'sylk "ID", html "two;K5\\" id=\\"sjs-A1\\">one\\n\\ntwo;K5"'),
  row("TRUE", "same"),
  row(" a ", 'html "a"'),
  row("a  b", 'html "a b"'),
  row("a;;b", "same"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@e965/xlsx"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(27), `guess: ${guess}`.padEnd(12), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
