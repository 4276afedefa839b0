#!/bin/sh
# flexsearch (npm): numbers searched for in texts, with an index made without options.
# Guess:   a search for whole words finds 10 where 10 stands, and not 100 or 1100; 203 is not found in 2030.
# Happens: signs that follow each other and are the same count once, in numbers as in letters, and numbers are cut into
#          pieces of three digits: for 10 it finds 100 and 1100, too, for 1 May the 11th, for 203 the year 2030. Neither
#          `exact` nor another order tells them apart.
# Seen:    flexsearch 0.8.212; 0.7.43 finds the numbers themselves.
# Matters: "which advice speaks of 11 May, or of room 22?" is answered with 1 May and seat 2.
set -eu
version=${1:-0.8.212}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent "flexsearch@$version"
cat > see.cjs <<'JS'
const { Index } = require("flexsearch");

const TEXTS = ["10 pounds", "100 pounds", "1100 pounds", "on 1 May", "on 11 May", "seat 2", "room 22", "year 2030"];
const EXPECTED = {
  10: ["10 pounds", "100 pounds", "1100 pounds"],
  11: ["on 1 May", "on 11 May"],
  2: ["room 22", "seat 2"],
  22: ["room 22", "seat 2"],
  203: ["year 2030"],
  1100: ["1100 pounds"],
};
const index = new Index();
TEXTS.forEach((text, number) => index.add(number, text));
let changed = false;
for (const [word, known] of Object.entries(EXPECTED)) {
  const seen = index.search(word).map((number) => TEXTS[number]).sort();
  const guess = TEXTS.filter((text) => text.split(" ").includes(word));
  console.log(`${word}\n  guess: ${guess.join(", ") || "nothing"}\n  seen:  ${seen.join(", ")}`);
  changed ||= String(seen) !== String(known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
printf 'flexsearch %s\n' "$version"
node see.cjs
