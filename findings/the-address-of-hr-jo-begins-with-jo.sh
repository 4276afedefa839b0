#!/bin/sh
# ical-toolkit beside ical.js (npm): an invitation that one writes and the other reads.
# Guess:   "HR: Jo" is called so, with her address, as one who invites is; a day lasts a day; of a last day and a
#          number of times one is written, for both are forbidden; lines have at most 75 bytes.
# Happens: her name is HR and her address "Jo:MAILTO:jo@example.org"; "HR; Jo" is HR; only the name of who invites is
#          in quotes. A day ends when it begins. Both are written, and a line has more than 200 bytes.
# Seen:    ical-toolkit 1.0.9, ical.js 2.2.1.
# Matters: whoever is invited is written to by this address.
set -eu
version=${1:-1.0.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "ical-toolkit@$version" ical.js@2.2.1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import { createRequire } from "node:module";
const { createIcsFileBuilder } = createRequire(import.meta.url)("ical-toolkit");
const written = (parts) => {
  const builder = createIcsFileBuilder();
  const [start, end] = ["2026-07-06T09:00:00Z", "2026-07-06T10:00:00Z"].map((moment) => new Date(moment));
  builder.events.push({ start, end, summary: "Call", ...parts });
  return builder.toString();
};
const event = (parts) => new ICAL.Component(ICAL.parse(written(parts))).getFirstSubcomponent("vevent");
const person = (role, parts) => () => {
  const found = event(parts).getFirstProperty(role);
  return `${found.getParameter("cn")} <${found.getFirstValue()}>`;
};
const email = "jo@example.org";
const guest = (name) => person("attendee", { attendees: [{ name, email }] });
const times = { freq: "WEEKLY", count: 3, until: new Date("2026-08-01T00:00:00Z") };
const days = () => ["dtstart", "dtend"].map((name) => event({ allDay: true }).getFirstPropertyValue(name)).join(" to ");
const longest = () => Math.max(...written({ summary: "é".repeat(100) }).split("\r\n").map(Buffer.byteLength));
const CASES = [ // what is written, how, the guess, what is read
  ["Jo, invited", guest("Jo"), `Jo <MAILTO:${email}>`, `Jo <MAILTO:${email}>`],
  ["HR: Jo, inviting", person("organizer", { organizer: { name: "HR: Jo", email } }), `HR: Jo <mailto:${email}>`,
    `HR: Jo <mailto:${email}>`],
  ["HR: Jo, invited", guest("HR: Jo"), `HR: Jo <MAILTO:${email}>`, `HR < Jo:MAILTO:${email}>`],
  ["HR; Jo, invited", guest("HR; Jo"), `HR; Jo <MAILTO:${email}>`, `HR <MAILTO:${email}>`],
  ["a day", days, "2026-07-06 to 2026-07-07", "2026-07-06 to 2026-07-06"],
  ["the rule", () => written({ repeating: times }).match(/RRULE:.*/)[0], "COUNT or UNTIL",
    "RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20260801T000000Z"],
  ["the longest line", () => (longest() > 75 ? "more than 75" : "at most 75"), "at most 75", "more than 75"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["ical-toolkit", "ical.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(18), `guess: ${guess}`.padEnd(34), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=America/New_York timeout 60 node look.mjs
