#!/bin/sh
# fast-xml-parser (npm): XML read, and written again by its own builder.
# Guess:   `&#233;` is é, as in every XML; a text is a text; what is read and written says the same.
# Happens: it is the six signs `&#233;`, and is written as `&amp;#233;`; 0012 is 12, 0x10 is 16, +441234567890 loses its
#          plus, 1e5 is 100000 and 1.50 is 1.5; an element named toString is written as `__toString`; blanks are gone,
#          also where `xml:space` says to keep them; x<b>y</b>z is <b>y</b>xz.
# Seen:    fast-xml-parser 5.12.1, beside xml2js 0.6.2, which leaves texts as they are. Its documents name options for
#          numbers and entities (`parseTagValue`, `htmlEntities`); references by number are XML's own, not HTML's.
# Matters: names in files of questionnaires, and codes of answers, are other ones after a tool has touched the file.
set -eu
version=${1:-5.12.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fast-xml-parser@$version" xml2js@0.6.2
cat > again.cjs <<'JS'
const { XMLBuilder, XMLParser } = require("fast-xml-parser");
const xml2js = require("xml2js");
const options = { ignoreAttributes: false };
const parser = new XMLParser(options);
const builder = new XMLBuilder(options);
const CASES = [
  // the file, and what is written after it was read; the guess is the file
  ["<a>yes</a>", "<a>yes</a>"],
  ["<a>Zo&#235;</a>", "<a>Zo&amp;#235;</a>"],
  ["<a>0012</a>", "<a>12</a>"],
  ["<a>0x10</a>", "<a>16</a>"],
  ["<a>+441234567890</a>", "<a>441234567890</a>"],
  ["<a>1e5</a>", "<a>100000</a>"],
  ["<a>1.50</a>", "<a>1.5</a>"],
  ["<toString>5</toString>", "<__toString>5</__toString>"],
  ['<a xml:space="preserve"> x </a>', '<a xml:space="preserve">x</a>'],
  ["<a>x<b>y</b>z</a>", "<a><b>y</b>xz</a>"],
];
const version = (name) => require(`./node_modules/${name}/package.json`).version;
console.log("fast-xml-parser", version("fast-xml-parser"), "xml2js", version("xml2js"));
let changed = false;
for (const [file, known] of CASES) {
  const seen = builder.build(parser.parse(file));
  xml2js.parseString(file, (_, value) => {
    console.log(file.padEnd(32), "seen:", seen.padEnd(32), "xml2js:", JSON.stringify(value));
  });
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node again.cjs
