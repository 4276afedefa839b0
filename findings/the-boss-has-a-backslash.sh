#!/bin/sh
# vcards-js and vcard-creator (npm) write cards of people, ical.js reads them.
# Guess:   what one writes the other reads, and it says the same: a title with a semicolon, an address of the web with
#          a comma, a birthday, the last change; a name "A, B; C" of a company is one name.
# Happens: of vcard-creator's title "Boss; HR" a backslash is left before the semicolon, and of its note, while the
#          name of the company is whole. The moment of the last change (REV) in a card of version 4 by vcards-js is
#          refused, as version 4 writes it without hyphens and colons. In its version 3 the address gets a backslash,
#          the company ends at its semicolon, and the rest is a part of it.
# Seen:    vcards-js 2.11.1, vcard-creator 1.0.0, ical.js 2.2.1. In 1.5.0 title and note are right, and the name of
#          the company has the backslash.
# Matters: whom to thank after an interview is in such a card.
set -eu
version=${1:-2.2.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ical.js@$version" vcards-js@2.11.1 vcard-creator@1.0.0
cat > cards.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import * as creator from "vcard-creator";
import vCardsJs from "vcards-js";

const VCard = creator.VCard ?? creator.default.VCard ?? creator.default;
const URL = "http://example.org/?a=1,2";
const byVcardsJs = (version, { born }) => {
  const card = vCardsJs();
  Object.assign(card, { version, firstName: "Jo", lastName: "Doe", organization: "A, B; C", title: "Boss; HR", url: URL });
  if (born) card.birthday = new Date(1990, 0, 5);
  return card.getFormattedString();
};
const byCreator = () => {
  const card = new VCard();
  card.addName({ familyName: "Doe", givenName: "Jo" });
  card.addCompany({ name: "A, B; C" });
  card.addJobtitle("Boss; HR");
  card.addNote("Ask; listen");
  card.addUrl({ url: URL });
  return card.toString();
};
const read = (text, name) => {
  try {
    const value = new ICAL.Component(ICAL.parse(text)).getFirstProperty(name).getFirstValue();
    if (name === "rev") return /^2\d{3}-\d\d-\d\dT/.test(String(value)) ? "a moment" : String(value);
    return Array.isArray(value) ? value.join(" | ") : String(value);
  } catch {
    return "refused";
  }
};
const [three, four] = ["3.0", "4.0"];
const CASES = [ // the card, in words, the card, the line that is read, the guess, what is seen
  ["vcards-js 3", byVcardsJs(three, {}), "fn", "Jo Doe", "Jo Doe"],
  ["vcards-js 3", byVcardsJs(three, {}), "title", "Boss; HR", "Boss; HR"],
  ["vcards-js 3", byVcardsJs(three, {}), "url", URL, "http://example.org/?a=1\\,2"],
  ["vcards-js 3", byVcardsJs(three, {}), "org", "A, B; C", "A, B |  C"],
  ["vcards-js 3", byVcardsJs(three, { born: true }), "bday", "1990-01-05", "1990-01-05"],
  ["vcards-js 4", byVcardsJs(four, {}), "fn", "Jo Doe", "Jo Doe"],
  ["vcards-js 4", byVcardsJs(four, { born: true }), "bday", "1990-01-05", "1990-01-05"],
  ["vcards-js 3", byVcardsJs(three, {}), "rev", "a moment", "a moment"],
  ["vcards-js 4", byVcardsJs(four, {}), "rev", "a moment", "refused"],
  ["vcard-creator", byCreator(), "fn", "Jo Doe", "Jo Doe"],
  ["vcard-creator", byCreator(), "url", URL, URL],
  ["vcard-creator", byCreator(), "org", "A, B; C", "A, B; C"],
  ["vcard-creator", byCreator(), "title", "Boss; HR", "Boss\\; HR"],
  ["vcard-creator", byCreator(), "note", "Ask; listen", "Ask\\; listen"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["vcards-js", "vcard-creator", "ical.js"].map((name) => `${name} ${npm(name)}`).join());
let changed = false;
for (const [words, text, name, guess, known] of CASES) {
  const seen = read(text, name);
  console.log(`${words} ${name}`.padEnd(22), `guess: ${guess}`.padEnd(33), `seen: ${seen}`);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node cards.mjs
