#!/bin/sh
# odata-v4-mongodb and rsql-mongodb (npm): filters of OData and of RSQL, made into those of MongoDB, asked by mingo.
# Guess:   `late` finds who is late, `not late` who is not; n + 1 = 6 finds who has 5, or is refused; `contains` looks
#          for a text, `startswith` tells A from a; a day is compared as a moment is; in RSQL "," binds less than ";".
# Happens: `late`, `not late` and `n add 1 eq 6` become {}, which finds everybody; contains(s,'.') finds everybody, for
#          the text is a pattern, and startswith(s,'A') finds a, too; `d gt 2026-01-10` finds nobody, for it is a text.
#          In RSQL n==5,n==10;late==false is (5 or 10) and not late.
# Why one guesses so: `late eq true`, `not (n gt 6)`, `or` with `and`, and a moment are as one expects; `in` is refused.
# Source:  the page of node-rsql-parser on npm: "the AND operator takes precedence".
# Seen:    odata-v4-mongodb 0.1.12, rsql-mongodb 3.0.2, mingo 7.2.7.
# Matters: a list of who is not late is a list of all.
set -eu
version=${1:-0.1.12}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "odata-v4-mongodb@$version" rsql-mongodb@3.0.2 mingo@7.2.7
cat > ask.mjs <<'JS'
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { Query } from "mingo";

const require = createRequire(import.meta.url);
const rsql = require("rsql-mongodb");
const { createFilter } = require("odata-v4-mongodb");
const PEOPLE = [
  { id: "ann", n: 5, s: "Ann Lee", late: true, d: new Date("2026-01-05T00:00:00Z") },
  { id: "bob", n: 10, s: "bob", late: false, d: new Date("2026-01-15T00:00:00Z") },
  { id: "cid", s: "a.b", late: null, d: null },
];
const found = (filter) => {
  const query = new Query(filter);
  return PEOPLE.filter((person) => query.test(person)).map(({ id }) => id).join(" ") || "nobody";
};
const odata = (text, guess, known) => [`OData: ${text}`, () => found(createFilter(text)), guess, known];
const inRsql = (text, guess, known) => [`RSQL: ${text}`, () => found(rsql(text)), guess, known];
const CASES = [ // what is asked, the guess, what is seen
  odata("n eq 5", "ann", "ann"),
  odata("n ne 5", "bob cid", "bob cid"),
  odata("not (n gt 6)", "ann cid", "ann cid"),
  odata("n eq 5 or n eq 10 and late eq true", "ann", "ann"),
  odata("late eq true", "ann", "ann"),
  odata("late", "ann", "ann bob cid"),
  odata("not late", "bob", "ann bob cid"),
  odata("n add 1 eq 6", "ann", "ann bob cid"),
  odata("contains(s,'n L')", "ann", "ann"),
  odata("contains(s,'.')", "cid", "ann bob cid"),
  odata("startswith(s,'A')", "ann", "ann cid"),
  odata("d gt 2026-01-10T00:00:00Z", "bob", "bob"),
  odata("n in (5,10)", "ann bob", "error"),
  odata("d gt 2026-01-10", "bob", "nobody"),
  inRsql("n==5", "ann", "ann"),
  inRsql("n!=5", "bob cid", "bob cid"),
  inRsql("(n==5,n==10);late==false", "bob", "bob"),
  inRsql("n==5,n==10;late==false", "ann bob", "bob"),
  inRsql("d=gt=2026-01-10", "bob", "bob"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["odata-v4-mongodb", "rsql-mongodb", "mingo"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(42), `guess: ${guess}`.padEnd(15), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
