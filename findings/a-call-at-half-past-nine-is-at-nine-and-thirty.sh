#!/bin/sh
# rosaenlg (npm): sentences made from templates, with their articles, blanks and capitals put right.
# Guess:   what is a number, a time of day, an address or a short form stays as it is, as 1,500 and 1.5 do; "an SLA".
# Happens: "at 9:30 or 14:05" is "At 9: 30 or 14: 05", "jo@example.org" is "jo@example. Org", "https://a.example/b?c=d"
#          has three blanks more, "e.g. five" is "e. G. Five" and "5 p.m. today" is "5 p. M. Today"; "a SLA" stays.
#          What is between two signs of § is left alone.
# Why one guesses so: its words for the numbers are left alone ("1,500"), and each point in "1.5 more" is, too.
# Seen:    rosaenlg 3.2.6.
# Matters: the letters that advice ends in have a time and an address in each second sentence.
set -eu
version=${1:-3.2.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "rosaenlg@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { render } = createRequire(import.meta.url)("rosaenlg");
const said = (template) => render(template, { language: "en_US" }).replace(/<\/?p>/g, "").trim();
const line = (text) => said(`p\n  | ${text}\n`);
const of = (call) => line(`#[+${call}]`);
const all = (list, none) => said(`p\n  | it is \n  eachz n in ${list} with { ${none} }\n    | #{n}\n`);
const row = (text, guess, known) => [text, () => line(text), guess, known];
const CASES = [ // what is said, the guess, what is seen
  row("call them in a hour", "Call them in an hour", "Call them in an hour"),
  row("it is a 8 day wait", "It is an 8 day wait", "It is an 8 day wait"),
  row("ask for a SLA", "Ask for an SLA", "Ask for a SLA"),
  row("read https://a.example/b?c=d now", "Read https://a.example/b?c=d now", "Read https: //a. Example/b? C=d now"),
  row("write to jo@example.org today", "Write to jo@example.org today", "Write to jo@example. Org today"),
  row("at 9:30 or 14:05", "At 9:30 or 14:05", "At 9: 30 or 14: 05"),
  row("wait approx. five days", "Wait approx. five days", "Wait approx. Five days"),
  row("wait e.g. five days", "Wait e.g. five days", "Wait e. G. Five days"),
  row("see 2.a and 2.b", "See 2.a and 2.b", "See 2. A and 2. B"),
  row("version 1.2.3 is due", "Version 1.2.3 is due", "Version 1.2. 3 is due"),
  row("at §9:30§ or at §14:05§", "At 9:30 or at 14:05", "At 9:30 or at 14:05"),
  row("ask dr. doe at 5 p.m. today", "Ask dr. doe at 5 p.m. today", "Ask dr. Doe at 5 p. M. Today"),
  row("is it due? yes!", "Is it due? Yes!", "Is it due? Yes!"),
  row("wait 3-5 days (or more)", "Wait 3-5 days (or more)", "Wait 3-5 days (or more)"),
  row("they pay 1,500 or 1.5 more", "They pay 1,500 or 1.5 more", "They pay 1,500 or 1.5 more"),
  ["a value 0.5", () => of("value(0.5)"), "0.5", "0.5"],
  ["a value 1500", () => of("value(1500)"), "1,500", "1,500"],
  ["a value 22 as a place", () => of("value(22, {'ORDINAL_NUMBER': true})"), "22nd", "22nd"],
  ["a list of none", () => all("[]", "if_empty: 'nothing'"), "It is nothing", "It is nothing"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["rosaenlg"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(33), `guess: ${guess}`.padEnd(40), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
