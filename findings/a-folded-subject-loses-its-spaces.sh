#!/bin/sh
# eml-parse-js, letterparser and mimetext (npm): letters as files (.eml), read by two and written by a third.
# Guess:   a line that goes on behind a blank is one line with a blank; two encoded words make one; a letter that does
#          not say what it is, is text; of a group the members are addresses; a letter in "7bit" has no ü in it.
# Happens: eml-parse-js joins the lines without a blank, "Thank youfor"; puts two blanks between encoded words; finds no
#          text where no Content-Type stands, and of a group only its name. For letterparser a group's first member is
#          "Team: a@example.org", its last "b@example.org;"; the text of an attached letter is part of the text.
#          mimetext writes ü and calls it 7bit.
# Seen:    eml-parse-js 1.1.15, letterparser 0.1.8, mimetext 3.0.28.
# Matters: a draft opened as .eml, and an answer read from one, are where letters come in and go out.
set -eu
version=${1:-1.1.15}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "eml-parse-js@$version" letterparser@0.1.8 mimetext@3.0.28
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { readEml } from "eml-parse-js";
import { extract } from "letterparser";
import { createMimeMessage } from "mimetext";
const TEXT = "Content-Type: text/plain";
const letter = (...lines) => ["From: jo@example.org", ...lines].join("\r\n");
const told = (found) => [found.subject ?? "", (found.text ?? "").trim().replaceAll(/\s*\n/g, " / ")].join(" | ");
const addresses = (to) => [to].flat().map((one) => one.email ?? one.address ?? "no address").join(" ");
const emlParse = (text) =>
  new Promise((resolve, reject) => readEml(text, (error, found) => (error ? reject(error) : resolve(found))));
const INNER = ["From: sam@example.org", "Subject: Inner", TEXT, "", "theirs", "--b--", ""];
const ATTACHED = ["--b", TEXT, "", "ours", "--b", "Content-Type: message/rfc822", "", ...INNER];
const FOLDED = letter("Subject: Thank you", " for the talk", TEXT, "", "Hello");
const ENCODED = letter("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?Q?_an_Jo?=", TEXT, "", "Hello");
const GROUP = letter("To: Team: a@example.org, b@example.org;, c@example.org", TEXT, "", "Hello");
const FORWARDED = letter("Subject: Outer", "Content-Type: multipart/mixed; boundary=b", "", ...ATTACHED);
const to = (found) => addresses(found.to);
const cases = [ // the letter, what is looked at, the guess, and what eml-parse-js and letterparser tell of it
  [letter("Subject: Thank you", TEXT, "", "Hello"), told, ...Array(3).fill("Thank you | Hello")],
  [letter("Subject: Thank you", "", "Hello"), told, "Thank you | Hello", "Thank you | ", "Thank you | Hello"],
  [FOLDED, told, "Thank you for the talk | Hello", "Thank youfor the talk | Hello", "Thank you for the talk | Hello"],
  [ENCODED, told, "Grüße an Jo | Hello", "Grüße  an Jo | Hello", "Grüße an Jo | Hello"],
  [GROUP, to, "a@example.org b@example.org c@example.org", "no address c@example.org",
    "Team: a@example.org b@example.org; c@example.org"],
  [FORWARDED, told, "Outer | ours", "Outer | ours", "Outer | ours / theirs"],
];
for (const name of ["eml-parse-js", "letterparser", "mimetext"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [text, look, guess, ...known] of cases) {
  const seen = [look(await emlParse(text)), look(extract(text))];
  console.log(JSON.stringify(text.slice(22, 90)), "\n  guess:", guess, "\n  seen: ", seen.join("\n        "));
  changed ||= String(seen) !== String(known);
}
const message = createMimeMessage();
message.setSender("jo@example.org");
message.setRecipient("sam@example.org");
message.setSubject("Thank you");
message.addMessage({ contentType: "text/plain", data: "Grüße" });
const body = message.asRaw().split(/\r?\n\r?\n/).at(-1);
const encoding = message.asRaw().match(/Content-Transfer-Encoding: (\S+)/)[1];
console.log("a text with ü by mimetext\n  guess: quoted-printable, Gr=C3=BC=C3=9Fe\n  seen: ", `${encoding}, ${body}`);
changed ||= encoding !== "7bit" || body !== "Grüße";
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
