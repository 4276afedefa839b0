#!/bin/sh
# ansi-to-html, ansi_up and anser (npm): what was written for a terminal, as a page, beside @xterm/headless.
# Guess:   the page has the words that the terminal shows: without the address of a link, the title of the window and
#          the signs for the cursor, and with what stands there at last where a line is written anew.
# Happens: ansi-to-html has "?25llate?25h", "(Blate" and "aCb", where the terminal shows "late", "late" and "a  b", and
#          for a link its address and "]8;;" beside the word, as anser has. ansi_up has no word for a link to a mailbox:
#          "see  now". Colours with colons are words in all three, as is the title; a line written anew is there twice.
# Why one guesses so: red of 16 colours and of 256 is right in all three, and < and & are, too.
# Seen:    ansi-to-html 0.7.2, ansi_up 6.0.6, anser 2.3.5, @xterm/headless 6.0.0.
# Matters: the output of a command, shown on a page, says what was never on the screen.
set -eu
version=${1:-0.7.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ansi-to-html@$version" \
  ansi_up@6.0.6 anser@2.3.5 @xterm/headless@6.0.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { AnsiUp } from "ansi_up";

const require = createRequire(import.meta.url);
const Convert = require("ansi-to-html");
const Anser = require("anser");
const { Terminal } = require("@xterm/headless");
const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#x27;": "'", "&amp;": "&" };
const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&#?\w+;/g, (sign) => SIGNS[sign] ?? sign);
const onScreen = (text) => new Promise((resolve) => {
  const terminal = new Terminal({ cols: 60, rows: 3, allowProposedApi: true });
  terminal.write(text, () => resolve(terminal.buffer.active.getLine(0).translateToString(true)));
});
const pages = (text) => [
  new Convert({ escapeXML: true }).toHtml(text),
  new AnsiUp().ansi_to_html(text),
  Anser.ansiToHtml(Anser.escapeForHtml(text)),
].map(plain);
const [ESC, BELL] = ["\u001b", "\u0007"];
const link = (to) => `see ${ESC}]8;;${to}${BELL}here${ESC}]8;;${BELL} now`;
const shown = (text) => JSON.stringify(text.replaceAll(ESC, "^").replaceAll(BELL, "~"));
const row = (what, text, guess, known) => {
  const work = async () => [await onScreen(text), ...pages(text)].map(shown).join(" ");
  return [what, work, Array(4).fill(JSON.stringify(guess)).join(" "), known];
};
const CASES = [ // what is shown, the text, the guess, what is seen: xterm, ansi-to-html, ansi_up, anser
  row("a word in red", `${ESC}[31mlate${ESC}[0m now`, "late now", '"late now" "late now" "late now" "late now"'),
  row("red of 256 colours", `${ESC}[38;5;196mlate${ESC}[39m now`, "late now",
    '"late now" "late now" "late now" "late now"'),
  row("a < 5 & b", "a < 5 & b", "a < 5 & b", '"a < 5 & b" "a < 5 & b" "a < 5 & b" "a < 5 & b"'),
  row("red, with colons", `${ESC}[38:5:196mlate${ESC}[0m now`, "late now",
    '"late now" ":5:196mlate now" "[38:5:196mlate now" "38:5:196mlate now"'),
  row("a curly line below", `${ESC}[4:3mlate${ESC}[0m now`, "late now",
    '"late now" ":3mlate now" "[4:3mlate now" "4:3mlate now"'),
  row("a link to a page", link("http://a.b"), "see here now",
    '"see here now" "see ]8;;http://a.b~here]8;;~ now" "see here now" "see ^]8;;http://a.b~here^]8;;~ now"'),
  row("a link to a mailbox", link("mailto:jo"), "see here now",
    '"see here now" "see ]8;;mailto:jo~here]8;;~ now" "see  now" "see ^]8;;mailto:jo~here^]8;;~ now"'),
  row("a title of the window", `${ESC}]0;title${BELL}late`, "late",
    '"late" "]0;title~late" "]0;title~late" "^]0;title~late"'),
  row("the cursor hidden", `${ESC}[?25llate${ESC}[?25h`, "late", '"late" "?25llate?25h" "late" "late"'),
  row("the usual letters", `${ESC}(Blate`, "late", '"late" "(Blate" "late" "^(Blate"'),
  row("two places further", `a${ESC}[2Cb`, "a  b", '"a  b" "aCb" "ab" "ab"'),
  row("one place back", "5 daysx\b now", "5 days now",
    '"5 days now" "5 daysx now" "5 daysx\\b now" "5 daysx\\b now"'),
  row("a line written anew", `5 of 9\r${ESC}[Kdone`, "done",
    '"done" "5 of 9\\rdone" "5 of 9\\rdone" "5 of 9\\rdone"'),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["ansi-to-html", "ansi_up", "anser", "@xterm/headless"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(22), `guess: ${guess}`.padEnd(60), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
