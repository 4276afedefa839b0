#!/bin/sh
# graphology-graphml (npm): graphs in GraphML, which many programs write.
# Guess:   the value of a node that states none is the default of the key, in the type of the key; a true that is
#          written as 1 is true, as XML has it; a key for nodes and edges alike is one.
# Happens: the default of a whole number is a text, as is that of a truth: "false" is a text that counts as true. 1 is
#          false. A file with a key for "all" is refused. What is in an inner graph stands beside its node.
# Seen:    graphology-graphml 0.5.2, graphology 0.26.0.
# Source:  http://graphml.graphdrawing.org/specification.html: `for` may be "all".
# Matters: 5 days for all who say nothing are less than 10 days as a number, and more as a text.
set -eu
version=${1:-0.5.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "graphology-graphml@$version" graphology@0.26.0 graphology-types@0.24.8
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { parse } = require("graphology-graphml/node");
const module = require("graphology");
const Graph = module.default ?? module;
console.log("graphology-graphml", JSON.parse(readFileSync("node_modules/graphology-graphml/package.json")).version);
const key = (type, preset, about = "node") =>
  `<key id="k" for="${about}" attr.name="v" attr.type="${type}">${preset && `<default>${preset}</default>`}</key>`;
const stated = (value) => `<node id="a"><data key="k">${value}</data></node>`;
const read = (keys, node) => {
  const xml = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys}<graph edgedefault="directed">${node}`;
  return JSON.stringify(parse(Graph, `${xml}</graph></graphml>`).getNodeAttribute("a", "v"));
};
const cases = [ // what is asked, the guess, what is seen
  ["a whole number, stated", "5", "5", () => read(key("int", ""), stated("5"))],
  ["a whole number, by default", "5", '"5"', () => read(key("int", "5"), '<node id="a"/>')],
  ["a truth, stated as true", "true", "true", () => read(key("boolean", ""), stated("true"))],
  ["a truth, stated as 1", "true", "false", () => read(key("boolean", ""), stated("1"))],
  ["a truth, false by default", "false", '"false"', () => read(key("boolean", "false"), '<node id="a"/>')],
  ["a key for nodes and edges", "5", "refused", () => read(key("int", "", "all"), stated("5"))],
];
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(28), "guess:", guess.padEnd(6), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs
