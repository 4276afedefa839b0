#!/bin/sh
# yawn-yaml and yaml-diff-patch (npm): a file of YAML is changed, and its remarks stay.
# Guess:   a remark stays with what it is about: where the first of two rules goes, the second keeps its own; where a
#          number is changed, the remark behind it stays; a new item in front has none.
# Happens: in yawn-yaml the remarks stay on their lines: the rule that is left has the remark of the one that has gone,
#          and a new item in front gets the remark of the old first one. yaml-diff-patch drops the remark behind a value
#          that changes, and all of a list whose first item goes or is new.
# Why one guesses so: "with comments and styling preserved" is what the first says of itself, and the second that it
#          tries to keep them; where a key comes, goes or gets a value, the first does.
# Seen:    yawn-yaml 3.0.0, yaml-diff-patch 2.0.0.
# Matters: "by law" stands behind a number of days that is our own, once a rule above it has been deleted by a page.
set -eu
version=${1:-3.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "yawn-yaml@$version" yaml-diff-patch@2.0.0 yaml@2.9.1
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const require = createRequire(import.meta.url);
const YAWN = require("yawn-yaml").default ?? require("yawn-yaml");
const { yamlOverwrite } = await import("yaml-diff-patch");
const shown = (text) => JSON.stringify(text).slice(1, -1);
const told = (work) => {
  try {
    return shown(work());
  } catch {
    return "error";
  }
};
const yawn = (text, change) => told(() => {
  const file = new YAWN(text);
  const value = file.json;
  change(value);
  file.json = value;
  return file.yaml;
});
const overwrite = (text, change) => told(() => {
  const value = parse(text);
  change(value);
  return yamlOverwrite(text, value);
});
const both = (text, change) => `${yawn(text, change)} | ${overwrite(text, change)}`;
const twice = (text) => `${shown(text)} | ${shown(text)}`;
const row = (what, text, change, wanted, known) => [what, () => both(text, change), twice(wanted), known];
const SECOND = "  - name: b # second\n    days: 7 # by law\n";
const RULES = `  - name: a # first\n    days: 5 # our own\n${SECOND}`;
const rules = (text) => `rules:\n${text}`;
const CASES = [ // what is changed, how, the guess, what is seen by yawn-yaml and yaml-diff-patch
  row("nothing", "a: 1 # one\nb: 2\n", () => {}, "a: 1 # one\nb: 2\n", "a: 1 # one\\nb: 2\\n | a: 1 # one\\nb: 2\\n"),
  row("a number", "a: 1 # one\nb: 2\n", (v) => { v.a = 3; }, "a: 3 # one\nb: 2\n",
    "a: 3 # one\\nb: 2\\n | a: 3\\nb: 2\\n"),
  row("a text", 'a: "1" # one\nb: 2\n', (v) => { v.a = "3"; }, 'a: "3" # one\nb: 2\n',
    'a: \\"3\\" # one\\nb: 2\\n | a: \\"3\\"\\nb: 2\\n'),
  row("a key more", "a: 1 # one\nb: 2\n", (v) => { v.c = 3; }, "a: 1 # one\nb: 2\nc: 3\n",
    "a: 1 # one\\nb: 2\\nc: 3\\n | a: 1 # one\\nb: 2\\nc: 3\\n"),
  row("a key goes", "a: 1\n# of b\nb: 2 # two\nc: 3\n", (v) => { delete v.b; }, "a: 1\nc: 3\n",
    "a: 1\\nc: 3\\n | a: 1\\nc: 3\\n"),
  row("the first of three goes", "- 1 # one\n- 2 # two\n- 3 # three\n", (v) => { v.shift(); },
    "- 2 # two\n- 3 # three\n", "- 2 # one\\n- 3 # two\\n | - 2\\n- 3\\n"),
  row("one more in front", "- 1 # one\n- 2 # two\n", (v) => { v.unshift(0); }, "- 0\n- 1 # one\n- 2 # two\n",
    "- 0 # one\\n- 1 # two\\n- 2\\n | - 0\\n- 1\\n- 2\\n"),
  row("the first rule goes", rules(RULES), (v) => { v.rules.shift(); }, rules(SECOND),
    "rules:\\n  - name: b # first\\n    days: 7 # our own\\n | rules:\\n  - name: b\\n    days: 7\\n"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["yawn-yaml", "yaml-diff-patch", "yaml"].map((name) => `${name} ${npm(name)}`).join(", "));
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
