#!/bin/sh
# jira2md and slackify-markdown (npm): texts for tickets and for a chat.
# Guess:   a sign within a text stays one: 5 + 3 + 2, ~5 to ~6, x^2 + y^2, a_b_c; "#1" begins no heading, as in
#          CommonMark; what is struck out in Markdown is so in Jira; a line that ends with two blanks is a line, and a
#          rule is one, in Slack.
# Happens: 3 is inserted, "5 to" set lower, "2 + y" higher, b is slanted; a list of points that is two deep stays
#          Markdown, ~~a~~ too, and "#1 is first" is the heading "1 is first". For Slack such a line ends with a
#          backslash, the rule is three stars, and cells of a table stay a row of bars.
# Seen:    jira2md 3.0.1, slackify-markdown 4.5.0.
# Matters: advice is pasted into tickets and chats.
set -eu
version=${1:-3.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "jira2md@$version" slackify-markdown@4.5.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import * as slackify from "slackify-markdown";
import { readFileSync } from "node:fs";

const jira2md = createRequire(import.meta.url)("jira2md");
const oneLine = (text) => text.trim().replaceAll("\n", " / ").replaceAll("\u200b", "");
const slackOf = slackify.slackifyMarkdown ?? slackify.default;
const fromJira = (text) => oneLine(jira2md.to_markdown(text));
const toJira = (text) => oneLine(jira2md.to_jira(text));
const toSlack = (text) => oneLine(slackOf(text));
const CASES = [ // what is asked, how, the guess, what is seen
  ["fromJira \"*a*\"", () => fromJira("*a*"), "**a**", "**a**"],
  ["fromJira \"5 + 3 + 2\"", () => fromJira("5 + 3 + 2"), "5 + 3 + 2", "5 <ins> 3 </ins> 2"],
  ["fromJira \"5 * 3 * 2\"", () => fromJira("5 * 3 * 2"), "5 * 3 * 2", "5 * 3 * 2"],
  ["fromJira \"~5 to ~6\"", () => fromJira("~5 to ~6"), "~5 to ~6", "<sub>5 to </sub>6"],
  ["fromJira \"x^2 + y^2\"", () => fromJira("x^2 + y^2"), "x^2 + y^2", "x<sup>2 + y</sup>2"],
  ["fromJira \"a_b_c\"", () => fromJira("a_b_c"), "a_b_c", "a*b*c"],
  ["toJira \"**a**\"", () => toJira("**a**"), "*a*", "*a*"],
  ["toJira \"~~a~~\"", () => toJira("~~a~~"), "-a-", "~~a~~"],
  ["toJira \"#1 is first\"", () => toJira("#1 is first"), "#1 is first", "h1.1 is first"],
  ["toJira \"- a\\n  - b\"", () => toJira("- a\n  - b"), "* a / ** b", "- a /   - b"],
  ["toSlack \"**a** < b\"", () => toSlack("**a** < b"), "*a* &lt; b", "*a* &lt; b"],
  ["toSlack \"x  \\ny\"", () => toSlack("x  \ny"), "x / y", "x\\ / y"],
  ["toSlack \"---\"", () => toSlack("---"), "---", "***"],
  ["toSlack \"| a | b |\\n|---|---|\\n| 1 | 2 |\"", () => toSlack("| a | b |\n|---|---|\n| 1 | 2 |"),
    "a b / 1 2", "| a | b | / | - | - | / | 1 | 2 |"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["jira2md", "slackify-markdown"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(42), `guess: ${guess}`.padEnd(19), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node ask.mjs
