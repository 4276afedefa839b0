#!/bin/sh
# planer, node-email-reply-parser and email-reply-parser (npm): what was answered in a letter.
# Guess:   of a letter in which two questions are quoted, each with its answer below, both answers are found; "From:
#          Monday" and "To: Friday" belong to it; a list of days is a list.
# Happens: node-email-reply-parser has the last answer only, if asked for what can be seen, and drops a list of
#          "-Monday", "-Tuesday". planer has the quoted questions as a part of the answer, and nothing at all of a
#          letter that begins with "From: Monday". email-reply-parser is right in these, and keeps a line that
#          announces a quotation in German, which planer leaves out.
# Seen:    planer 1.2.0, node-email-reply-parser 0.1.4, email-reply-parser 2.3.9.
# Matters: a letter with an offer is answered point by point.
set -eu
version=${1:-1.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "planer@$version" node-email-reply-parser@0.1.4 email-reply-parser@2.3.9
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const replyParser = require("node-email-reply-parser");
const { extractFrom } = require("planer");
const EmailReplyParser = require("email-reply-parser").default ?? require("email-reply-parser");
const WAYS = [
  (text) => extractFrom(text, "text/plain"),
  (text) => replyParser(text).getVisibleText({ aggressive: true }),
  (text) => new EmailReplyParser().read(text).getVisibleText(),
];
const answered = (text) => () => WAYS.map((way) => way(text).trim().replaceAll("\n", " / ") || "nothing").join(" || ");
const CASES = [ // the letter, what it says, the guess, what the three find
  ["an answer", "Yes.\n\nOn Mon, 5 Jan 2026, Jo <jo@e.org> wrote:\n> Monday?", "Yes.", "Yes. || Yes. || Yes."],
  ["two answers", "> Monday?\nYes.\n> Tuesday?\nNo.", "Yes. / No.",
    "> Monday? / Yes. / > Tuesday? / No. || No. || Yes. / No."],
  ["from, to", "From: Monday\nTo: Friday\nI am away.", "From: Monday / To: Friday / I am away.",
    "nothing || From: Monday / To: Friday / I am away. || From: Monday / To: Friday / I am away."],
  ["a list", "Yes.\n\n-Monday\n-Tuesday", "Yes. /  / -Monday / -Tuesday",
    "Yes. /  / -Monday / -Tuesday || Yes. || Yes. /  / -Monday / -Tuesday"],
  ["in German", "Am 5. Januar 2026 schrieb Jo:\n> x\nJa.", "Ja.",
    "Ja. || Am 5. Januar 2026 schrieb Jo: / Ja. || Am 5. Januar 2026 schrieb Jo: / Ja."],
].map(([what, text, guess, known]) => [what, answered(text), guess, known]);
const PACKAGES = ["planer", "node-email-reply-parser", "email-reply-parser"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(14), `guess: ${guess}`.padEnd(44), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
