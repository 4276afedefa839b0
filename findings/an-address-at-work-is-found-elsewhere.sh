#!/bin/sh
# scim2-parse-filter (npm): the filters of SCIM, asked of records in memory.
# Guess:   in `mails[type eq "work" and value co "example.org"]` both hold for one address; "not equal to 5" and "not
#          (equal to 5)" find the same; what is null or empty is not there (`pr`) and not less than 6; a moment is less
#          than another one by time, and texts are equal in large and small letters; a text is not more than a number.
# Happens: bob is found, whose address at work is at example.com. `n ne 5` leaves out who states none, `not (n eq 5)`
#          finds them, `n eq null` does not. Null is less than 6, null, "" and [] are there; moments are compared as
#          texts, "ann lee" is not Ann Lee, and 5 is more than "4".
# Why one guesses so: the bracket is in the language for this one use, and its own page shows it so.
# Seen:    0.2.10 and 0.2.0.
# Matters: "who has an address at work with us" finds people from elsewhere.
set -eu
version=${1:-0.2.10}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "scim2-parse-filter@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { filter, parse } = createRequire(import.meta.url)("scim2-parse-filter");
const mail = (type, value) => ({ type, value });
const PEOPLE = [
  { id: "ann", n: 5, s: "Ann Lee", day: "2026-01-05T09:00:00Z", mails: [mail("work", "a@example.org")] },
  { id: "bob", n: 10, s: "Bob", day: "2026-01-05T09:30:00+01:00",
    mails: [mail("home", "b@example.org"), mail("work", "b@example.com")] },
  { id: "cid", s: "cid", mails: [] },
  { id: "dee", n: null, s: "" },
];
const found = (text) => PEOPLE.filter(filter(parse(text))).map(({ id }) => id).join(" ") || "nobody";
const row = (text, guess, known) => [text, () => found(text), guess, known];
const CASES = [ // what is asked, the guess, what is seen
  row('n eq 5', "ann", "ann"),
  row('n ne 5', "bob cid dee", "bob dee"),
  row('not (n eq 5)', "bob cid dee", "bob cid dee"),
  row('n gt 6', "bob", "bob"),
  row('n lt 6', "ann", "ann dee"),
  row('n pr', "ann bob", "ann bob dee"),
  row('s pr', "ann bob cid", "ann bob cid dee"),
  row('mails pr', "ann bob", "ann bob cid"),
  row('s eq "ann lee"', "ann", "nobody"),
  row('S eq "Ann Lee"', "ann", "ann"),
  row('s co "n l"', "ann", "nobody"),
  row('n eq null', "cid dee", "dee"),
  row('day gt "2026-01-05T08:45:00Z"', "ann", "ann bob"),
  row('day eq "2026-01-05T08:30:00Z"', "bob", "nobody"),
  row('mails[type eq "work" and value co "example.org"]', "ann", "ann bob"),
  row('mails.type eq "work" and mails.value co "example.org"', "ann bob", "ann bob"),
  row('n gt "4"', "nobody", "ann bob"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["scim2-parse-filter"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(54), `guess: ${guess}`.padEnd(19), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
