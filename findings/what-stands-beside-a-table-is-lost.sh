#!/bin/sh
# dmn-moddle (npm): a file of decision tables (DMN) read and written, as the editor dmn-js does.
# Guess:   what it does not know stays: a comment, the words and the attributes of somebody's own elements; or there is
#          a warning.
# Happens: comments are gone. Of an element of one's own, "hello <b>you</b> there" becomes "hello there <b>you</b>", and
#          its attribute x:by becomes by, which is another one. No warning.
# Seen:    dmn-moddle 12.0.1 and 12.2.1. Tables, their annotations, own attributes of decisions, and blanks in texts
#          stay.
# Matters: reasons and sources that stand in comments do not outlive the first click on "save".
set -eu
version=${1:-12.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "dmn-moddle@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";
const MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
const NAMES = `xmlns="${MODEL}" xmlns:x="https://example.org/x"`;
const OPEN = `<definitions ${NAMES} id="d" name="d" namespace="https://example.org">`;
const TABLE =
  '<decision id="wait" name="Wait" x:since="2026-01-05"><decisionTable id="t">' +
  '<input id="i"><inputExpression id="e"><text>days</text></inputExpression></input><output id="o" />' +
  '<annotation name="why" /><rule id="r"><inputEntry id="a"><text>  &lt; 5  </text></inputEntry>' +
  '<outputEntry id="b"><text>"wait"</text></outputEntry>' +
  "<annotationEntry><text>because</text></annotationEntry></rule></decisionTable></decision>";
const own = (inside) => `<decision id="c" name="C"><extensionElements>${inside}</extensionElements></decision>`;
const cases = [ // what stands in the file, which is the guess, and what stands there afterwards
  [TABLE, TABLE],
  [own('<x:note by="Jo" />'), own('<x:note by="Jo" />')],
  [`<!-- ask Jo -->${TABLE}`, TABLE],
  [own('<x:note x:by="Jo" />'), own('<x:note by="Jo" />')],
  [own("<x:note>hello <x:b>you</x:b> there</x:note>"), own("<x:note>hello  there<x:b>you</x:b></x:note>")],
];
console.log("dmn-moddle", JSON.parse(readFileSync("node_modules/dmn-moddle/package.json")).version);
let changed = false;
for (const [inside, known] of cases) {
  const moddle = new DmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(`${OPEN}${inside}</definitions>`, "dmn:Definitions");
  const { xml } = await moddle.toXML(rootElement);
  const seen = xml.slice(xml.indexOf(">", xml.indexOf("<definitions")) + 1, xml.lastIndexOf("</definitions>"));
  const shown = (text) => text.replace(TABLE, "(the table)");
  console.log(`guess: ${shown(inside)}\nseen:  ${shown(seen)}, ${warnings.length} warnings`);
  changed ||= seen !== known || warnings.length > 0;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
