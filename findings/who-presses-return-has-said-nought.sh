#!/bin/sh
# enquirer and prompts (npm): questions in a terminal.
# Guess:   who presses Return at a question for a number, without one, is asked again, or has no answer; 1,5 and 1e3
#          are these numbers, or refused; the least and the greatest number hold; answers put in for a test pass the
#          test that typed ones pass.
# Happens: for enquirer it is 0, as "soon" is; 1,5 is 15 and 1e3 is 13, for signs that are not of a number are dropped
#          as they are typed; 3 is at least 5, and 5.7 as a whole number is 6. For prompts what a test puts in is taken
#          whatever the question's own test says, a text as a number and a choice that is none, too.
# Seen:    enquirer 2.4.1 and 2.3.6, prompts 2.4.2.
# Matters: a questionnaire on a command line asks for days and pays, and is tested in this way.
set -eu
version=${1:-2.4.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "enquirer@$version" prompts@2.4.2
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PassThrough } from "node:stream";
const require = createRequire(import.meta.url);
const { NumberPrompt } = require("enquirer");
const prompts = require("prompts");
const typed = (keys, options = {}) => () => new Promise((settle, refuse) => {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const prompt = new NumberPrompt({ message: "Days?", show: false, stdin, stdout, ...options });
  prompt.once("run", async () => {
    for (const key of keys) await prompt.keypress(key);
    await prompt.submit();
    if (!prompt.state.submitted) refuse();
  });
  prompt.run().then(settle, refuse);
});
const putIn = (answer, question) => async () => {
  prompts.inject([answer]);
  return (await prompts({ name: "answer", message: "?", ...question })).answer;
};
const agree = { type: "text", validate: (answer) => answer === "yes" };
const CASES = [ // what is answered, how, the guess, what is taken
  ["12", typed("12"), 12, 12],
  ["5 days", typed("5 days"), 5, 5],
  ["nothing", typed(""), "error", 0],
  ["soon", typed("soon"), "error", 0],
  ["1,5", typed("1,5"), "error", 15],
  ["1e3", typed("1e3"), 1000, 13],
  ["3, at least 5", typed("3", { min: 5 }), "error", 3],
  ["5.7, whole", typed("5.7", { float: false }), "error", 6],
  ["no, where yes is tested", putIn("no", agree), "error", "no"],
  ["soon, put in as a number", putIn("soon", { type: "number" }), "error", "soon"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["enquirer", "prompts"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(14), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs
