#!/bin/sh
# json8-patch (npm): patches of JSON (RFC 6902) that can be taken back.
# Guess:   applied with `reversible`, and taken back, a patch leaves what was there.
# Happens: what was copied over something else is removed, and what it had replaced is gone. After "add", "replace" and
#          "move" over something else, and after "remove", it comes back.
# Seen:    json8-patch 1.0.6 and 1.0.4.
# Source:  its README: "The revert object can be used to revert a patch on a document."
# Matters: undoing one step of somebody else loses an answer that nobody had touched.
set -eu
version=${1:-1.0.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "json8-patch@$version"
cat > ask.cjs <<'JS'
const { apply, revert } = require("json8-patch");
const cases = [ // the document, the step, and what is there when it has been taken back; the guess is the document
  [{ a: 1 }, { op: "copy", from: "/a", path: "/b" }, { a: 1 }],
  [{ a: 1, b: 2 }, { op: "add", path: "/b", value: 3 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { op: "move", from: "/a", path: "/b" }, { a: 1, b: 2 }],
  [{ a: [1, 2] }, { op: "copy", from: "/a/0", path: "/a/1" }, { a: [1, 2] }],
  [{ a: 1, b: 2 }, { op: "copy", from: "/a", path: "/b" }, { a: 1 }],
  [{ a: 1, b: { c: 2 } }, { op: "copy", from: "/a", path: "/b/c" }, { a: 1, b: {} }],
];
console.log("json8-patch", require("json8-patch/package.json").version);
let changed = false;
for (const [document, step, known] of cases) {
  const before = JSON.stringify(document);
  const done = apply(document, [step], { reversible: true });
  const seen = JSON.stringify(revert(done.doc, done.revert).doc);
  console.log(`${JSON.stringify(step)}\n  guess: ${before.padEnd(19)} seen: ${seen}`);
  changed ||= seen !== JSON.stringify(known);
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs
