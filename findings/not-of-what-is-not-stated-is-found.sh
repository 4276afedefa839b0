#!/bin/sh
# @ldapjs/filter (npm): the filters of LDAP, asked of records in memory.
# Guess:   who states no n is not found by "not n = 5", nor by "not n >= 6": in LDAP that is undefined, and who is
#          undefined is not found; the name of an attribute may be written n or N; 10 is more than 6; (|) is of nobody,
#          as (&) is of everybody.
# Happens: who states no n is found by both. S is another name than s; "10" is at most "6", as a text; (|) is refused.
# Why one guesses so: the filters of RFC 4511 are the one query language with three values that is everywhere.
# Source:  ldapwiki.com, "LDAP Three-valued logic", where section 4.5.1 of RFC 2251 is told: a "not" of what is
#          undefined is undefined, and such an entry is left out.
# Seen:    @ldapjs/filter 2.1.1 and 2.0.0.
# Matters: a rule that is tried in memory finds other people than the directory does.
set -eu
version=${1:-2.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@ldapjs/filter@$version"
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { parseString } = createRequire(import.meta.url)("@ldapjs/filter");
const PEOPLE = {
  ann: { n: "5", s: "Ann Lee" },
  bob: { n: "10", s: "Bob Roe" },
  cid: { s: "Cid" },
  dee: { n: ["5", "7"], s: "Dee" },
};
const found = (filter) => Object.keys(PEOPLE).filter((who) => parseString(filter).matches(PEOPLE[who])).join(" ");
const row = (filter, guess, known) => [filter, () => found(filter) || "nobody", guess, known];
const CASES = [ // what is asked, the guess, what is seen
  row("(n=5)", "ann dee", "ann dee"),
  row("(n=*)", "ann bob dee", "ann bob dee"),
  row("(!(n=*))", "cid", "cid"),
  row("(n>=6)", "bob dee", "dee"),
  row("(n<=6)", "ann dee", "ann bob dee"),
  row("(!(n=5))", "bob", "bob cid"),
  row("(!(n>=6))", "ann", "ann bob cid"),
  row("(|(n=7)(!(n=5)))", "bob dee", "bob cid dee"),
  row("(s=*n*)", "ann", "ann"),
  row("(S=Ann Lee)", "ann", "nobody"),
  row("(|(n=7)(&(n=5)(s=Ann Lee)))", "ann dee", "ann dee"),
  row("(&)", "ann bob cid dee", "ann bob cid dee"),
  row("(|)", "nobody", "error"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["@ldapjs/filter"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(28), `guess: ${guess}`.padEnd(23), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
