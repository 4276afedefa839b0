#!/bin/sh
# @directus/utils (npm): moments like $NOW(+1 month) of Directus.
# Guess:   "5" is no length of time, 1.5 days a day and a half, or refused, 1M a month, or refused; a quarter is three
#          months.
# Happens: "5" is five days, 1.5 days one day, 1M a minute, as 1m is; a quarter and "- 1 day" are nothing.
# Seen:    13.5.5.
# Matters: lengths of time are kept as data in this form, and typed by people.
set -eu
version=${1:-13.5.5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@directus/utils@$version"
cat > ask.mjs <<'JS'
import { adjustDate } from "@directus/utils";
import { readFileSync } from "node:fs";

const later = (text) => adjustDate(new Date(2026, 0, 31, 12), text)?.toISOString().slice(0, 16) ?? "none";
const CASES = [ // what is asked, how, the guess, what is seen
  ["1 month", () => later("1 month"), "2026-02-28T12:00", "2026-02-28T12:00"],
  ["-1 week", () => later("-1 week"), "2026-01-24T12:00", "2026-01-24T12:00"],
  ["soon", () => later("soon"), "none", "none"],
  ["5", () => later("5"), "none", "2026-02-05T12:00"],
  ["1.5 days", () => later("1.5 days"), "2026-02-02T00:00", "2026-02-01T12:00"],
  ["1m", () => later("1m"), "2026-01-31T12:01", "2026-01-31T12:01"],
  ["1M", () => later("1M"), "2026-02-28T12:00", "2026-01-31T12:01"],
  ["1 quarter", () => later("1 quarter"), "2026-04-30T12:00", "none"],
  ["- 1 day", () => later("- 1 day"), "2026-01-30T12:00", "none"],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@directus/utils"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(18), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
