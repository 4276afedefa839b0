#!/bin/sh
# arktype and valibot (npm): texts that are checked to be a date or a moment, and read as one.
# Guess:   what passes as a date of ISO 8601 can be read as one; a moment may have seconds and a zone; a blank in place
#          of the T is refused by "ISO timestamp", as ISO 8601 does; "false" is not true.
# Happens: a week, "2026-W01", passes in arktype and is read as Invalid Date, without an error; "soon 5" is 1 May 2001
#          as a date; 30 February is 2 March. In valibot `isoDateTime` refuses seconds, and `isoTimestamp` takes the
#          blank; week 53 of 2025 passes, which had 52; `toBoolean` makes true of "false", `toNumber` 0 of nothing.
# Seen:    arktype 2.2.10 and 2.1.20, valibot 1.5.0.
# Matters: the validator has let it pass, so nobody looks again; every comparison with that day is false.
set -eu
version=${1:-2.2.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "arktype@$version" valibot@1.5.0
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { type } from "arktype";
import * as v from "valibot";
const show = (value) => (value instanceof Date && !isNaN(value) ? value.toISOString().slice(0, 10) : String(value));
const ark = (name) => (text) => {
  const out = type(name)(text);
  return out instanceof type.errors ? "refused" : show(out);
};
const vali = (action) => (text) => {
  const out = v.safeParse(v.pipe(v.string(), action), text);
  return out.success ? show(out.output) : "refused";
};
const cases = [ // what reads, its name, the text, the guess, and what is seen
  [ark("string.date.iso.parse"), "date.iso.parse", "2026-01-05", "2026-01-05", "2026-01-05"],
  [ark("string.date.iso.parse"), "date.iso.parse", "soon", "refused", "refused"],
  [ark("string.date.iso.parse"), "date.iso.parse", "2026-W01", "refused", "Invalid Date"],
  [ark("string.date.iso.parse"), "date.iso.parse", "2026-02-30", "refused", "2026-03-02"],
  [ark("string.date.parse"), "date.parse", "soon 5", "refused", "2001-05-01"],
  [vali(v.isoDateTime()), "isoDateTime", "2026-01-05T09:00", "2026-01-05T09:00", "2026-01-05T09:00"],
  [vali(v.isoDateTime()), "isoDateTime", "2026-01-05T09:00:00", "2026-01-05T09:00:00", "refused"],
  [vali(v.isoTimestamp()), "isoTimestamp", "2026-01-05 09:00:00Z", "refused", "2026-01-05 09:00:00Z"],
  [vali(v.isoWeek()), "isoWeek", "2025-W53", "refused", "2025-W53"],
  [vali(v.toNumber()), "toNumber", "5 days", "refused", "refused"],
  [vali(v.toNumber()), "toNumber", "", "refused", "0"],
  [vali(v.toBoolean()), "toBoolean", "false", "false", "true"],
];
for (const name of ["arktype", "valibot"]) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
let changed = false;
for (const [read, name, text, guess, known] of cases) {
  const seen = read(text);
  console.log(`${name} of "${text}"`.padEnd(39), `guess: ${guess}`.padEnd(27), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
