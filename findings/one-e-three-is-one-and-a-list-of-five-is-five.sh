#!/bin/sh
# graphql-scalars (npm): types of values for GraphQL, as `parseValue` reads them from what is sent.
# Guess:   "1e3" as a positive whole number is a thousand, or refused; so is a list of one number; "5" is no moment, as
#          30 February is no day; lower case letters are no currency; of two types of whole numbers both take texts, or
#          none.
# Happens: PositiveInt makes 1 of "1e3", and NonNegativeInt 5 of [5]; a Timestamp "5" is 1 May 2001; "eur" is a
#          currency. SafeInt refuses "5", PositiveInt takes it.
# Why one guesses so: true, null and a blank are refused, and of days and lengths of time what is wrong in them.
# Seen:    graphql-scalars 2.0.0 and 1.22.2.
# Matters: "who waits 1e3 days" comes in from a table, and waits one.
set -eu
version=${1:-2.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "graphql-scalars@$version" graphql@16.15.0
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const scalars = createRequire(import.meta.url)("graphql-scalars");
const shown = (value) => (value instanceof Date ? value.toISOString().slice(0, 16) : JSON.stringify(value));
const read = (name, value) => {
  try {
    return shown(scalars[`GraphQL${name}`].parseValue(value));
  } catch {
    return "refused";
  }
};
const row = (name, value, guess, known) => [`${name} ${shown(value)}`, () => read(name, value), guess, known];
const CASES = [ // the type, the value, the guess, what is seen
  row("Date", "2026-01-05", "2026-01-05T00:00", "2026-01-05T00:00"),
  row("Date", "2026-02-30", "refused", "refused"),
  row("DateTime", "2026-01-05T09:00:00Z", "2026-01-05T09:00", "2026-01-05T09:00"),
  row("DateTime", "2026-02-30T09:00:00Z", "refused", "refused"),
  row("LocalDate", "2026-02-30", "refused", "refused"),
  row("LocalTime", "24:00", "refused", "refused"),
  row("LocalTime", "9:30", "refused", "refused"),
  row("Duration", "P1M", '"P1M"', '"P1M"'),
  row("Duration", "P1M1Y", "refused", "refused"),
  row("PositiveInt", 5, "5", "5"),
  row("PositiveInt", "5", "refused", "5"),
  row("PositiveInt", "5.0", "refused", "5"),
  row("PositiveInt", "1e3", "refused", "1"),
  row("PositiveInt", true, "refused", "refused"),
  row("NonNegativeInt", null, "refused", "refused"),
  row("NonNegativeInt", [5], "refused", "5"),
  row("NonEmptyString", " ", "refused", "refused"),
  row("Currency", "eur", "refused", '"eur"'),
  row("Timestamp", "5", "refused", "2001-05-01T00:00"),
  row("Timestamp", "2026-01-05", "refused", "2026-01-05T00:00"),
  row("SafeInt", "5", "refused", "refused"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["graphql-scalars", "graphql"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(32), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
