#!/bin/sh
# xslt-processor (npm): style sheets of XSLT 1.0, beside lxml (PyPI).
# Guess:   as in XPath, the empty text is no number: neither less than 5 nor at least 5, and not 0; sorted by number it
#          stands before the numbers, with who has none, for both.
# Happens: in xslt-processor it is less than 5, equals 0 and is at least 0, so an empty field is
#          nought; number('') is NaN there, too, and "soon" is neither less nor more. Sorted by number the empty
#          ones stand last, up and down.
# Why one guesses so: number('') is NaN for both, and what is compared with a number is made one.
# Seen:    xslt-processor 5.1.2, lxml 6.1.3.
# Matters: `xsl:when test="@days &lt; 5"` takes everybody who left the days empty.
set -eu
version=${1:-5.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install -qq lxml==6.1.3
echo '{}' > package.json
npm install --silent --no-fund --no-audit "xslt-processor@$version"
cat > ask.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { XmlParser, Xslt } from "xslt-processor";

const DATA = '<r><p id="a" n="10"/><p id="b" n="9"/><p id="c" n=""/><p id="d"/></r>';
const sheet = (body) => `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/><xsl:template match="/">${body}</xsl:template></xsl:stylesheet>`;
const value = (select) => sheet(`<xsl:value-of select="${select}"/>`);
const mine = async (text) => {
  const parser = new XmlParser();
  try {
    return `"${await new Xslt().xsltProcess(parser.xmlParse(DATA), parser.xmlParse(text))}"`;
  } catch {
    return "error";
  }
};
const SCRIPT = `
import sys
from lxml import etree
try:
    print('"%s"' % etree.XSLT(etree.XML(sys.argv[1]))(etree.XML(sys.argv[2])), end="")
except Exception:
    print("error", end="")
`;
const theirs = (text) => execFileSync("v/bin/python", ["-c", SCRIPT, text, DATA]).toString();
const both = async (text) => `${await mine(text)} ${theirs(text)}`;
const row = (select, guess, known) => [select, () => both(value(select)), `"${guess}" "${guess}"`, known];
const full = (what, body, guess, known) => [what, () => both(sheet(body)), `"${guess}" "${guess}"`, known];
const each = (sort) => `<xsl:for-each select="r/p">${sort}<xsl:value-of select="@id"/></xsl:for-each>`;
const choice = `<xsl:choose><xsl:when test="r/p[3]/@n &lt; 5">less</xsl:when>
  <xsl:when test="r/p[3]/@n &gt;= 5">more</xsl:when><xsl:otherwise>neither</xsl:otherwise></xsl:choose>`;
const CASES = [ // what is asked, how, the guess, what is seen by xslt-processor and lxml
  row("number('')", "NaN", '"NaN" "NaN"'),
  row("count(r/p[@n &gt; 9])", "1", '"1" "1"'),
  row("count(r/p[not(@n = 9)])", "3", '"3" "3"'),
  row("'10' &lt; '9'", "false", '"false" "false"'),
  row("r/p[3]/@n &lt; 5", "false", '"true" "false"'),
  row("r/p[4]/@n &lt; 5", "false", '"false" "false"'),
  row("'' &lt; 5", "false", '"true" "false"'),
  row("'soon' &lt; 5", "false", '"false" "false"'),
  row("'soon' &gt; 5", "false", '"false" "false"'),
  row("'' = 0", "false", '"true" "false"'),
  row("count(r/p[@n &gt;= 0])", "2", '"3" "2"'),
  row("count(r/p[@n &lt; 5])", "0", '"1" "0"'),
  full("sorted by n, as text", each('<xsl:sort select="@n"/>'), "cdab", '"cdab" "cdab"'),
  full("sorted by n, as number", each('<xsl:sort select="@n" data-type="number"/>'), "cdba", '"bacd" "cdba"'),
  full("sorted by n, downwards", each('<xsl:sort select="@n" data-type="number" order="descending"/>'), "abcd",
    '"abcd" "abcd"'),
  full("less, more, or neither", choice, "neither", '"less" "neither"'),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["xslt-processor"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(24), `guess: ${guess}`.padEnd(27), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
