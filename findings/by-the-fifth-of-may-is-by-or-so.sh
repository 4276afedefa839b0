#!/bin/sh
# html-to-docx and @turbodocx/html-to-docx (npm): a page of HTML as a letter of Word, read with Python alone.
# Guess:   the words of the page are in the letter, whatever is around them; what is struck out is so there, a point
#          of a list has all its paragraphs, and what is hidden is not there.
# Happens: in both, words in <time>, <q>, <abbr>, <kbd>, <small> and <cite> are gone, without an error: "by 5 May or so"
#          is "by  or so". What is hidden stands in the letter. In the first 45 struck out for 50 is "4550", or "45 50",
#          the second paragraph of a point is gone, and so is the blank between a bold and a slanted word.
# Why one guesses so: <b>, <sup>, <mark> and lists are as they should be.
# Seen:    html-to-docx 1.8.0, @turbodocx/html-to-docx 1.23.1.
# Matters: the day by which one has to answer stands in a <time>.
set -eu
version=${1:-1.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "html-to-docx@$version" @turbodocx/html-to-docx@1.23.1
cat > ask.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const SCRIPT = `
import sys, zipfile
from xml.etree import ElementTree
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
body = ElementTree.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))
def run(r):
    text = "".join((n.text or "") if n.tag == W + "t" else "/" if n.tag == W + "br" else "" for n in r)
    if text.strip():
        for tag, sign in (("b", "*"), ("i", "_"), ("strike", "~"), ("u", "+")):
            if r.find(f"{W}rPr/{W}{tag}") is not None:
                text = sign + text + sign
        for level in r.findall(f"{W}rPr/{W}vertAlign"):
            text = {"superscript": "^", "subscript": ","}[level.get(W + "val")] + text
    return text
def paragraph(p):
    return ("- " if p.find(f"{W}pPr/{W}numPr") is not None else "") + "".join(run(r) for r in p.iter(W + "r"))
print("|".join(paragraph(p) for p in body.iter(W + "p")))
`;
const made = async (name, html) => {
  const work = require(name);
  writeFileSync("letter.docx", Buffer.from(await (work.default ?? work)(html)));
  return execFileSync("python3", ["-c", SCRIPT, "letter.docx"]).toString().slice(0, -1);
};
const both = async (html) => `${await made("html-to-docx", html)} || ${await made("@turbodocx/html-to-docx", html)}`;
const row = (html, guess, known) => [html, () => both(html), `${guess} || ${guess}`, known];
const CASES = [ // the HTML, the guess, what is seen from html-to-docx and from @turbodocx/html-to-docx
  row("<p>a <b>late</b> one</p>", "a *late* one", "a *late* one || a *late* one"),
  row("<p>10<sup>3</sup> and H<sub>2</sub>O</p>", "10^3 and H,2O", "10^3 and H,2O || 10^3 and H,2O"),
  row("<p>un<b>paid</b> leave</p>", "un*paid* leave", "un*paid* leave || un*paid* leave"),
  row("<p>a &lt; 5 and &amp;lt;</p>", "a < 5 and &lt;", "a < 5 and &lt; || a < 5 and &lt;"),
  row("<ol><li>a</li><li>b</li></ol>", "- a|- b", "- a|- b || - a|- b"),
  row("<p>a <b>late</b> <i>one</i></p>", "a *late* _one_", "a *late*_one_ || a *late* _one_"),
  row("<p>from <s>45</s> 50</p>", "from ~45~ 50", "from 45 50 || from ~45~ 50"),
  row("<p>from <del>45</del> <ins>50</ins></p>", "from ~45~ +50+", "from 4550 || from ~45~ 50"),
  row("<p>say <q>late</q> now</p>", "say “late” now", "say  now || say  now"),
  row("<p>the <abbr>HR</abbr> team</p>", "the HR team", "the  team || the  team"),
  row("<p>by <time>5 May</time> or so</p>", "by 5 May or so", "by  or so || by  or so"),
  row("<p>press <kbd>y</kbd> now</p>", "press y now", "press  now || press  now"),
  row("<p>a <mark>late</mark> one</p>", "a late one", "a late one || a late one"),
  row("<p>a <small>late</small> one</p>", "a late one", "a  one || a  one"),
  row("<p>see <cite>the law</cite> here</p>", "see the law here", "see  here || see  here"),
  row("<ul><li><p>a</p><p>b</p></li></ul>", "- a|b", "- a || - a|b"),
  row("<p hidden>secret</p><p>seen</p>", "seen", "secret|seen || secret|seen"),
  row("<p style='display:none'>secret</p><p>seen</p>", "seen", "secret|seen || secret|seen"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["html-to-docx", "@turbodocx/html-to-docx"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(46), `guess: ${guess}`.padEnd(44), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
