#!/bin/sh
# surrealdb and @surrealdb/node (npm): SurrealQL in the memory of a process.
# Guess:   who states no n, or null, has neither less nor more than 6; a text is not more than a number; the least of
#          nothing is nothing, and so is its mean; 2 ** 3 ** 2 is 512, -2 ** 2 is -4; 400 days are written as 400d.
# Happens: n < 6 finds who has none and who has null, n > 6 the text '7'; the least of nothing is infinite, its mean no
#          number; 64, and 4; 400 days are "1y5w".
# Why one guesses so: `true && NONE` is NONE and NONE is not NULL, so the two are taken care of.
# Seen:    surrealdb 2.0.8 with @surrealdb/node 3.0.3.
# Matters: "who waits less than six days" finds everybody who has not been asked.
set -eu
version=${1:-2.0.8}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "surrealdb@$version" @surrealdb/node@3.0.3
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createNodeEngines } from "@surrealdb/node";
import { Surreal } from "surrealdb";

const db = new Surreal({ engines: createNodeEngines() });
await db.connect("mem://");
await db.use({ namespace: "a", database: "a" });
await db.query(`CREATE t:ann SET n = 5; CREATE t:bob SET n = 10; CREATE t:cid; CREATE t:dee SET n = NULL;
  CREATE t:eve SET n = '7'`);
const shown = (value) => (value === undefined ? "none" : value === null ? "null" : String(value));
const say = async (text) => shown((await db.query(`RETURN ${text}`))[0]);
const found = async (where) => {
  const [ids] = await db.query(`SELECT VALUE id FROM t WHERE ${where}`);
  return ids.map((id) => String(id).replace("t:", "")).join(" ") || "nobody";
};
const row = (text, guess, known) => [text, () => say(text), guess, known];
const who = (text, guess, known) => [`WHERE ${text}`, () => found(text), guess, known];
const CASES = [ // what is asked, the guess, what is seen
  row("7 / 2", "3", "3"),
  row("-7 % 3", "-1", "-1"),
  row("2 ** 3 ** 2", "512", "64"),
  row("-2 ** 2", "-4", "4"),
  row("10 - 4 - 3", "3", "3"),
  row("5 = 5.0", "true", "true"),
  row("true && NONE", "none", "none"),
  row("NONE = NULL", "false", "false"),
  row("NULL < 5", "false", "true"),
  row("'a' > 5", "false", "true"),
  row("true > 5", "false", "false"),
  row("!NONE", "true", "true"),
  row("math::mean([])", "none", "NaN"),
  row("math::min([])", "none", "Infinity"),
  row("math::sum([])", "0", "0"),
  row("1y = 365d", "true", "true"),
  row("400d", "400d", "1y5w"),
  who("n > 6", "bob", "bob eve"),
  who("n < 6", "ann", "ann cid dee"),
  who("!(n > 6)", "ann cid dee eve", "ann cid dee"),
  who("n != 5", "bob cid dee eve", "bob cid dee eve"),
  who("n = NONE", "cid", "cid"),
  who("n = NULL", "dee", "dee"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["surrealdb", "@surrealdb/node"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(15), `guess: ${guess}`.padEnd(23), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs
