#!/bin/sh
# odf-kit beside SheetJS (npm): a workbook that one writes and the other makes an OpenDocument table of.
# Guess:   a day is that day, in each of the ways in which a workbook writes one; 30 hours are 30 hours, and 9:30 is
#          that time; a sum in kronor is a sum; a text keeps its lines and blanks, whoever reads the table.
# Happens: a day that is written as 2026-01-05, as the format allows, is 18 July 1905, for it is taken as 2026 days;
#          where days are counted from 1904 it is four years early. 30 hours are the first of January 1900 at six, 9:30
#          is on the last day of 1899. 5 kronor are 5 January 1900, for their sign has an E and a D. Two lines are one
#          for SheetJS, as for any reader that goes by OpenDocument, and two for odf-kit itself.
# Seen:    odf-kit 0.13.14 and 0.13.5, @e965/xlsx 0.20.3.
# Matters: a table of interviews goes from one office to the other in this way.
set -eu
version=${1:-0.13.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "odf-kit@$version" @e965/xlsx@0.20.3
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { OdsDocument } from "odf-kit";
import { readOds } from "odf-kit/ods-reader";
import { xlsxToOds } from "odf-kit/xlsx";
const sheetJs = createRequire(import.meta.url)("@e965/xlsx");
const shown = (value) => (value instanceof Date ? value.toISOString().slice(0, 19) : JSON.stringify(value));
const cell = (table) => readOds(table).sheets[0].rows[0].cells[0].value;
const converted = (value, { format, date1904 = false, iso = false } = {}) => async () => {
  const sheet = sheetJs.utils.aoa_to_sheet([[value]], { UTC: true, date1904 });
  if (format) sheet.A1.z = format;
  if (iso) sheet.A1 = { t: "d", v: value, z: "yyyy-mm-dd" };
  const book = { SheetNames: ["S"], Sheets: { S: sheet }, Workbook: { WBProps: { date1904 } } };
  return shown(cell(await xlsxToOds(sheetJs.write(book, { type: "buffer", cellDates: iso }))));
};
const read = (value) => async () => {
  const document = new OdsDocument();
  document.addSheet("S").addRow([value]);
  const table = await document.save();
  const { Sheets } = sheetJs.read(table);
  return [cell(table), Sheets.S.A1.v].map(shown).join(" | ");
};
const DAY = new Date("2026-01-05T00:00:00Z");
const CASES = [ // the cell, how it goes, the guess, what is seen
  ["a day", converted(DAY), "2026-01-05T00:00:00", "2026-01-05T00:00:00"],
  ["a day as 2026-01-05", converted(DAY, { iso: true }), "2026-01-05T00:00:00", "1905-07-18T00:00:00"],
  ["a day from 1904 on", converted(DAY, { date1904: true }), "2026-01-05T00:00:00", "2022-01-04T00:00:00"],
  ["9:30", converted(9.5 / 24, { format: "hh:mm" }), "09:30", "1899-12-31T09:30:00"],
  ["30 hours", converted(30 / 24, { format: "[h]:mm" }), "30:00", "1900-01-01T06:00:00"],
  ["5 pounds", converted(5, { format: '"£"0.00' }), "5", "5"],
  ["5 kronor", converted(5, { format: '0 "SEK";[Red]-0 "SEK"' }), "5", "1900-01-05T00:00:00"],
  ["a line", read("a b"), '"a b" | "a b"', '"a b" | "a b"'],
  ["two lines", read("a\nb"), '"a\\nb" | "a\\nb"', '"a\\nb" | "a b"'],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["odf-kit", "@e965/xlsx"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(30), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
