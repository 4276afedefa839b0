#!/bin/sh
# remove-markdown, strip-markdown (with remark) and markdown-to-txt (npm): Markdown as plain text.
# Guess:   what is no Markdown stays as it is: "a < 5 and b > 3", "Call [Ann] (today)"; the points of a list that is
#          counted keep their numbers; a backslash before a sign is gone, and none comes in; a table stays readable.
# Happens: remove-markdown makes "a  3" and "Call Ann" of the first two, and drops an address in angle brackets; all
#          three drop the numbers of a list, so "4." and "5." may be any, and "2026. A good year" begins without its
#          year. With strip-markdown "5 * 3" is "5 \* 3", "[ ] call" has a backslash, code is gone. "x*y and y*z" is
#          "xy and yz".
# Seen:    remove-markdown 0.7.0 (0.5.0 leaves "[Ann] (today)"), strip-markdown 6.0.0, remark 15.0.1, markdown-to-txt
#          2.0.1, which needs lodash and does not say so.
# Matters: an advice is written in Markdown and read out, or shown in a terminal.
set -eu
version=${1:-0.7.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "remove-markdown@$version" strip-markdown@6.0.0 remark@15.0.1
npm install --silent --no-fund --no-audit markdown-to-txt@2.0.1 lodash@4.17.21
cat > plain.mjs <<'JS'
import { readFileSync } from "node:fs";
import markdownToTxt from "markdown-to-txt";
import { remark } from "remark";
import removeMarkdown from "remove-markdown";
import strip from "strip-markdown";

const stripped = (text) => String(remark().use(strip).processSync(text)).trim();
const toTxt = (text) => (markdownToTxt.default ?? markdownToTxt)(text).trim();
const WAYS = [removeMarkdown, stripped, toTxt];
const CASES = [ // the text, the guess, what the three make of it
  ["*must* call", "must call", "must call", "must call", "must call"],
  ["[text](http://e.org)", "text", "text", "text", "text"],
  ["snake_case_name", "snake_case_name", "snake_case_name", "snake_case_name", "snake_case_name"],
  ["a < 5 and b > 3", "a < 5 and b > 3", "a  3", "a < 5 and b > 3", "a < 5 and b > 3"],
  ["Call [Ann] (today)", "Call [Ann] (today)", "Call Ann", "Call \\[Ann] (today)", "Call [Ann] (today)"],
  ["<http://e.org>", "http://e.org", "", "http://e.org", "http://e.org"],
  ["4. ask\n5. wait", "4. ask\n5. wait", "ask\nwait", "ask\n\nwait", "ask\nwait"],
  ["2026. A good year", "2026. A good year", "A good year", "A good year", "A good year"],
  ["5 * 3 = 15", "5 * 3 = 15", "5 * 3 = 15", "5 \\* 3 = 15", "5 * 3 = 15"],
  ["a\\*b", "a*b", "a\\*b", "a\\*b", "a*b"],
  ["- [ ] call", "call", "[ ] call", "\\[ ] call", "call"],
  ["`a*b`", "a*b", "a*b", "a\\*b", "a*b"],
  ["```\ncall()\n```", "call()", "call()", "", "call()"],
  ["x*y and y*z", "xy and yz", "xy and yz", "xy and yz", "xy and yz"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["remove-markdown", "strip-markdown", "remark", "markdown-to-txt"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [text, guess, ...known] of CASES) {
  const seen = WAYS.map((way) => way(text));
  console.log(JSON.stringify(text).padEnd(26), `guess: ${JSON.stringify(guess)}`.padEnd(30), `seen: ${JSON.stringify(seen)}`);
  changed ||= String(seen) !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node plain.mjs
