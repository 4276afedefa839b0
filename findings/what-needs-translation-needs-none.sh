#!/bin/sh
# xliff (npm): files of translations in XLIFF 1.2 and 2.0, read and written.
# Guess:   a file read and written says the same: that a text still needs translation, what former translations there
#          are, and each sign of the text.
# Happens: of version 1.2 the state of a translation and the former ones are gone, so that all is translated; that it
#          is not approved stays. A text "&amp;" comes back as "&", while "&lt;" is whole, and a blank alone as nothing.
# Seen:    6.4.0.
# Matters: texts that nobody has translated yet go out as they are.
set -eu
version=${1:-6.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "xliff@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import xliff from "xliff";
console.log("xliff", JSON.parse(readFileSync("node_modules/xliff/package.json")).version);
const again = async (unit) => {
  const text = `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="f"
    datatype="plaintext" source-language="en" target-language="de"><body>${unit}</body></file></xliff>`;
  return xliff.jsToXliff12(await xliff.xliff12ToJs(text));
};
const unit = (inner, more = "") => `<trans-unit id="k"${more}><source>Hello</source>${inner}</trans-unit>`;
const stays = async (text, part) => (await again(text)).includes(part);
const text = async (said, part) => {
  const resources = { f: { k: { source: said, target: said } } };
  const js = { resources, sourceLanguage: "en", targetLanguage: "de" };
  return JSON.stringify((await xliff.xliff2js(await xliff.js2xliff(js))).resources.f.k[part]);
};
const former = "<alt-trans><target>Moin</target></alt-trans>";
const cases = [ // what is asked, the guess, what is seen
  ["the translation stays", "true", "true", () => stays(unit("<target>Hallo</target>"), "Hallo")],
  ["a note stays", "true", "true", () => stays(unit("<target>Hallo</target><note>n</note>"), "<note>n")],
  ["its state stays", "true", "false",
    () => stays(unit('<target state="needs-translation">Hello</target>'), "needs-translation")],
  ["that it is not approved stays", "true", "true",
    () => stays(unit("<target>Hallo</target>", ' approved="no"'), "approved")],
  ["a former translation stays", "true", "false", () => stays(unit(`<target>Hallo</target>${former}`), "Moin")],
  ["a < b as a source", '"a < b"', '"a < b"', () => text("a < b", "source")],
  ["&amp; as a source", '"&amp;"', '"&"', () => text("&amp;", "source")],
  ["&lt; as a source", '"&lt;"', '"&lt;"', () => text("&lt;", "source")],
  ["a blank", '" "', '""', () => text(" ", "source")],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(30), "guess:", guess.padEnd(8), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
