#!/bin/sh
# @elastic/datemath (npm): the dates that one writes in Kibana, as now-7d/d.
# Guess:   it reads what Elasticsearch reads, and so: now/w begins on Monday, now+1H is an hour, 5 is five milliseconds
#          after 1970 began, or refused; 30 February is refused.
# Happens: the week begins on Sunday. H is not known, so now+1H is nothing. 5 is 1 May 2001, and "Room 5" likewise.
# Seen:    5.0.3 with moment 2.31.0.
# Matters: who counts weeks from Monday sees another one in the page.
set -eu
version=${1:-5.0.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@elastic/datemath@$version" moment@2.31.0
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { parse } = createRequire(import.meta.url)("@elastic/datemath");
console.warn = () => {};
const NOW = { forceNow: new Date(Date.UTC(2026, 0, 31, 12)) };
const moment = (text, options = {}) => {
  const read = parse(text, { ...NOW, ...options });
  return read?.isValid() ? read.toISOString().slice(0, 16) : "none";
};
const CASES = [ // what is asked, how, the guess, what is seen
  ["now+1M", () => moment("now+1M"), "2026-02-28T12:00", "2026-02-28T12:00"],
  ["now/d", () => moment("now/d"), "2026-01-31T00:00", "2026-01-31T00:00"],
  ["now/M up", () => moment("now/M", { roundUp: true }), "2026-01-31T23:59", "2026-01-31T23:59"],
  ["2026-01-31||+1M", () => moment("2026-01-31||+1M"), "2026-02-28T00:00", "2026-02-28T00:00"],
  ["now/w", () => moment("now/w"), "2026-01-26T00:00", "2026-01-25T00:00"],
  ["now/w up", () => moment("now/w", { roundUp: true }), "2026-02-01T23:59", "2026-01-31T23:59"],
  ["now+1h", () => moment("now+1h"), "2026-01-31T13:00", "2026-01-31T13:00"],
  ["now+1H", () => moment("now+1H"), "2026-01-31T13:00", "none"],
  ["now+1.5d", () => moment("now+1.5d"), "none", "none"],
  ["2026-02-30", () => moment("2026-02-30"), "none", "none"],
  ["5", () => moment("5"), "none", "2001-05-01T00:00"],
  ["Room 5", () => moment("Room 5"), "none", "2001-05-01T00:00"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@elastic/datemath", "moment"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(16), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
