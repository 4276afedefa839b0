#!/bin/sh
# happy-dom and jsdom (npm): the page of a browser in memory, in which forms are tested.
# Guess:   one form has the same values, the same mistakes and sends the same in both, as HTML says it: a day after
#          `max` is a mistake, 0.3 is a multiple of 0.1 and 1e3 a number; of two buttons of which one can be chosen the
#          last is; from ten in the evening to six, 23:00 is valid; what cannot be chosen is not sent.
# Happens: in happy-dom the day is valid, 0.3 and 1e3 are not, both buttons are chosen, 23:00 is an empty field, a
#          missing answer that nobody can change is a mistake, a day later is the same day, and a list of which nothing
#          is chosen is sent as an empty text. jsdom is right in these, and sends a choice that is disabled, as
#          happy-dom does.
# Seen:    happy-dom 21.0.4 and 17.1.0, where the day after the last is an empty field, jsdom 26.1.0.
# Matters: a questionnaire in a browser is tested in one of the two; its tests pass, or fail, for what no browser does.
set -eu
version=${1:-21.0.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "happy-dom@$version" jsdom@26.1.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { Window } from "happy-dom";
import { JSDOM } from "jsdom";
const page = (html) => {
  const happy = new Window();
  happy.document.body.innerHTML = html;
  return [happy.document, new JSDOM(`<!doctype html><body>${html}`).window.document];
};
const both = (html, look) => () => page(html).map((document) => look(document)).join(" | ");
const field = (html, value) => both(html, (document) => {
  const input = document.querySelector("input");
  input.value = value;
  return `${input.value || "empty"} ${input.validity.valid ? "valid" : "wrong"}`;
});
const NIGHT = "<input type=time min=22:00 max=06:00>";
const BUTTONS = "<input type=radio name=a checked>";
const chosen = (document) => [...document.querySelectorAll("input")].map((input) => input.checked);
const sent = (document) => {
  const { FormData } = document.defaultView;
  return [...new FormData(document.querySelector("form"))].map((pair) => pair.join("=")).join() || "nothing";
};
const later = (document) => {
  const input = document.querySelector("input");
  input.stepUp(1);
  return input.value;
};
const select = (attributes, option) => `<form><select name=s ${attributes}><option ${option}>a</select></form>`;
const CASES = [ // what is looked at, how, the guess, what the two do
  ["30 February", field("<input type=date>", "2026-02-30"), "empty valid", "empty valid | empty valid"],
  ["a day after the last", field("<input type=date max=2026-01-05>", "2026-01-06"), "2026-01-06 wrong",
    "2026-01-06 valid | 2026-01-06 wrong"],
  ["0.3 in steps of 0.1", field("<input type=number step=0.1>", "0.3"), "0.3 valid", "0.3 wrong | 0.3 valid"],
  ["1e3", field("<input type=number>", "1e3"), "1e3 valid", "1e3 wrong | 1e3 valid"],
  ["23:00 of 22:00 to 6:00", field(NIGHT, "23:00"), "23:00 valid", "empty valid | 23:00 valid"],
  ["missing, nobody's to say", field("<input required readonly>", ""), "empty valid", "empty wrong | empty valid"],
  ["two buttons", both(`<form>${BUTTONS}${BUTTONS}</form>`, chosen), "false,true", "true,true | false,true"],
  ["a day later", both("<input type=date value=2026-01-31>", later), "2026-02-01", "2026-01-31 | 2026-02-01"],
  ["nothing chosen of many", both(select("multiple", ""), sent), "nothing", "s= | nothing"],
  ["a choice disabled", both(select("", "disabled selected"), sent), "nothing", "s=a | s=a"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["happy-dom", "jsdom"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(26), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs
