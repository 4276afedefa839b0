#!/bin/sh
# fuse.js (npm): a search in records, with its extended search, where "!" is for what does not have a word.
# Guess:   "!hr" in a list of tags finds who does not have it, also who has no tags at all; "!late" finds who states
#          nothing; with two fields it is the same.
# Happens: "!hr" finds ann and eve, who have hr and another tag, and dee, who has others; bob and cid, who have no tags,
#          are left out. Who states null or nothing is never found by "!". "!new" in two fields finds the two who are.
# Why one guesses so: 'hr finds the two who have it, and "!^not 'late" is what it says.
# Seen:    fuse.js 7.5.0. With two fields 7.0.0 finds others (all five by "!new"), with one the same.
# Matters: "everybody who is not in HR" is a list of HR.
set -eu
version=${1:-7.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "fuse.js@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import Fuse from "fuse.js";

const PEOPLE = [
  { id: "ann", s: "late", n: 5, tags: ["hr", "new"] },
  { id: "bob", s: "not late", n: 15, tags: [] },
  { id: "cid", s: "unpaid leave", n: 50 },
  { id: "dee", s: null, n: null, tags: ["sales"] },
  { id: "eve", s: "latte", n: 0, tags: ["new", "hr"] },
];
const found = (query, ...keys) => {
  const all = new Fuse(PEOPLE, { keys, useExtendedSearch: true, threshold: 0 }).search(query);
  return all.map(({ item }) => item.id).sort().join(" ") || "nobody";
};
const row = (query, keys, guess, known) => {
  const what = `${JSON.stringify(query)} in ${keys}`;
  return [what, () => found(query, ...keys), guess, known];
};
const CASES = [ // what is asked, where, the guess, what is seen
  row("=late", ["s"], "ann", "ann"),
  row("'late", ["s"], "ann bob", "ann bob"),
  row("!^not 'late", ["s"], "ann", "ann"),
  row("^late | 'leave", ["s"], "ann cid", "ann cid"),
  row("=5", ["n"], "ann", "ann"),
  row("'hr", ["tags"], "ann eve", "ann eve"),
  row("!late", ["s"], "cid dee eve", "cid eve"),
  row("!5", ["n"], "dee eve", "eve"),
  row("!hr", ["tags"], "bob cid dee", "ann dee eve"),
  row("!sales", ["tags"], "ann bob cid eve", "ann eve"),
  row("!late", ["s", "n"], "cid dee eve", "cid eve"),
  row("!new", ["s", "tags"], "bob cid dee", "ann eve"),
  row({ $and: [{ tags: "!hr" }] }, ["tags"], "bob cid dee", "ann dee eve"),
  row({ $or: [{ n: "!5" }, { s: "'leave" }] }, ["n", "s"], "cid dee eve", "cid eve"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["fuse.js"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(43), `guess: ${guess}`.padEnd(23), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
