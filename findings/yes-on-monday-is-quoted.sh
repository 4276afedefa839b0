#!/bin/sh
# postal-mime and mailparser (npm): letters with `format=flowed`, and a table in a letter.
# Guess:   lines that end in a space are joined within what is quoted as deep, as RFC 3676 says: an answer below a quoted
#          line stays the answer, and of two quoted lines one mark is left; "-- ", before a signature, is joined with
#          nothing; the cells of a table are apart in the text that is made of it.
# Happens: postal-mime joins without looking at the marks: the answer "Yes, on Monday." stands in the quoted line, and
#          a mark in the midst of a sentence. Both join the last line with "-- " and the name. mailparser has the
#          cells 5 and 100 as 5100.
# Seen:    postal-mime 4.0.0, mailparser 3.14.2.
# Matters: what was answered is taken for what was asked, and a program that drops quotations drops it.
set -eu
version=${1:-4.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "postal-mime@$version" mailparser@3.14.2
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import mailparser from "mailparser";
import PostalMime from "postal-mime";
const flowed = "text/plain; charset=utf-8; format=flowed";
const row = (cell, one, two) => `<tr><${cell}>${one}</${cell}><${cell}>${two}</${cell}></tr>`;
const table = `<table>${row("th", "Day", "Pay")}${row("td", "5", "100")}</table>`;
const same = "seen as guessed";
const cases = [ // the type, the body, the guess, and what is seen by postal-mime and by mailparser
  [flowed, "a \r\nb\r\n", "a b", same, same],
  [flowed, "> Can you come? \r\nYes, on Monday.\r\n", "> Can you come? \nYes, on Monday.", "> Can you come? Yes, on Monday.", same],
  [flowed, "> Can you \r\n> come?\r\nYes.\r\n", "> Can you come?\nYes.", "> Can you > come?\nYes.", same],
  [flowed, "Yours \r\n-- \r\nJo\r\n", "Yours \n-- \nJo", "Yours -- Jo", "Yours -- Jo"],
  ["text/html; charset=utf-8", table, "Day, Pay, 5 and 100 apart", null, "DayPay5100"],
];
const named = (name) => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version}`;
console.log(named("postal-mime"), named("mailparser"));
let changed = false;
for (const [type, body, guess, ...known] of cases) {
  const letter = Buffer.from(`Subject: Monday\r\nContent-Type: ${type}\r\n\r\n${body}`);
  const texts = [(await PostalMime.parse(letter)).text ?? null, (await mailparser.simpleParser(letter)).text];
  const seen = texts.map((text) => text && text.trimEnd());
  console.log(JSON.stringify(body));
  console.log("  guess:", JSON.stringify(guess));
  console.log("  seen: ", JSON.stringify(seen[0]), "and", JSON.stringify(seen[1]));
  changed ||= seen.some((text, at) => text !== (known[at] === same ? guess : known[at]));
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node read.mjs
