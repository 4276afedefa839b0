#!/bin/sh
# markdownlint (npm): the repairs of its rules as they come, `applyFixes(text, lint(text))`.
# Guess:   a repair changes how the Markdown is written, and not what stands on the page.
# Happens: the heading "C#" is "C", "2 * 3 * 4" has a stressed 3, a list that begins with 5 begins with 1, two lists are
#          one, `f(x)[0]` is a link to "0"; a line that begins with #5 is a heading; a new line by three blanks is gone;
#          $ before a command is gone; what belongs to a point behind a tab belongs to none.
# Why one guesses so: prettier 3.10.1 keeps the page of the texts with C#, with #5, with the lists, the blanks and $.
# Seen:    markdownlint 0.40.0; 0.38.0 leaves the list from 5 as it is. Pages made by markdown-it 15.0.3.
# Matters: an editor does it each time a file is saved.
set -eu
version=${1:-0.40.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "markdownlint@$version" markdown-it@15.0.3
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { applyFixes } from "markdownlint";
import { lint } from "markdownlint/sync";
import MarkdownIt from "markdown-it";

const page = (text) => new MarkdownIt().render(text).replace(/<\/?p>/g, "").replace(/\s+/g, " ").trim();
const fixed = (text) => page(applyFixes(text, lint({ strings: { t: text } }).t));
const row = (text, known) => [JSON.stringify(text).slice(1, -1), () => fixed(text), page(text), known ?? page(text)];
const CASES = [ // the text, and its page after the repair; the guess is its page before
  row("a_b_c and *soon*\n", "a_b_c and <em>soon</em>"),
  row("5. Call\n6. Ask\n", "<ol> <li>Call</li> <li>Ask</li> </ol>"),
  row("- a\n- b\n\n* c\n* d\n", "<ul> <li> a </li> <li> b </li> <li> c </li> <li> d </li> </ul>"),
  row("#1 is first\n", "<h1>1 is first</h1>"),
  row("they asked for\n#5 first\n", "they asked for <h1>5 first</h1>"),
  row("# C#\n", "<h1>C</h1>"),
  row("a   \nb\n", "a b"),
  row("2 * 3 * 4\n", "2 <em>3</em> 4"),
  row("2 ** 3 ** 4 is more\n", "2 <strong>3</strong> 4 is more"),
  row("see f(x)[0] and (a)[b]\n", 'see f<a href="0">x</a> and <a href="b">a</a>'),
  row("```sh\n$ call\n$ ask\n```\n", '<pre><code class="language-sh">call ask </code></pre>'),
  row("1.\ta\n\n\tb\n", "<ol> <li>a</li> </ol> b"),
  row("# Late?\n", "<h1>Late?</h1>"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["markdownlint", "markdown-it"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(28), `guess: ${guess}`.padEnd(60), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
