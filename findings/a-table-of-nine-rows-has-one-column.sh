#!/bin/sh
# papaparse (npm): a table of two columns whose separator it is to find out, as it does without being asked.
# Guess:   `day;pay`, `Mon;1,5`, each line ended by a line break, is read as with any number of rows: two columns.
# Happens: up to nine lines it is cut at the commas instead: [day;pay], [Mon;1 | 5]; and so with tabs and bars. Without
#          the last line break, with a third column or with more rows it is right. The line break at the end counts as
#          a line of one column, which makes the mean less than two. (`errors` has an entry of the type "Delimiter";
#          with skipEmptyLines it is right, too.)
# Seen:    papaparse 5.4.1 and 5.7.1.
# Matters: the short table that one tries first fails, and the same with all rows is read.
set -eu
version=${1:-5.7.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent "papaparse@$version"
cat > see.cjs <<'JS'
const Papa = require("papaparse");

/** A table of so many lines, its head among them, each with a line break at its end. */
const table = (lines, separator = ";") =>
  `day${separator}pay\n` + `Mon${separator}1,5\n`.repeat(lines - 1);
const EXPECTED = [ // text: the width of its first row, and of its second
  [table(9), [1, 2]],
  [table(3, "\t"), [1, 2]],
  [table(10), [2, 2]],
  [table(9).trimEnd(), [2, 2]],
  [table(9).replaceAll("\n", ";x\n"), [3, 3]],
];
let changed = false;
for (const [text, known] of EXPECTED) {
  const { data, meta, errors } = Papa.parse(text);
  const seen = data.slice(0, 2).map((row) => row.length);
  const lines = text.trimEnd().split("\n");
  console.log(`${JSON.stringify(lines.slice(0, 2))}, ${lines.length} lines${text.endsWith("\n") ? "" : ", the last not ended"}`);
  console.log(`  guess: ${known[1]} columns in each row`);
  const said = errors.map((error) => error.type).join(" ");
  console.log(`  seen:  ${JSON.stringify(data.slice(0, 2))}, separator ${JSON.stringify(meta.delimiter)} ${said}`);
  changed ||= String(seen) !== String(known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
printf 'papaparse %s\n' "$version"
node see.cjs
