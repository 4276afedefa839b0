#!/bin/sh
# protobufjs (npm): messages of Protocol Buffers made from objects.
# Guess:   a word that the enumeration does not have is refused, if not by fromObject then by `verify` before it, which
#          takes the words that there are; so are 12.50 for a whole number, "false" for a yes or no, and -1 for a count.
# Happens: fromObject makes the first word of a word that is not there, and leaves it out of a list; 12.50 is 12, "false"
#          is true, -1 is 4294967295. `verify` says no to each word, to the right ones, too, and nothing of -1.
# Seen:    protobufjs 8.0.0 and 8.8.1; 7.4.0 has YES in the list, too.
# Matters: an answer that was new since is read as the first answer of the list, which may say the contrary.
set -eu
version=${1:-8.8.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "protobufjs@$version"
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
const Reply = protobuf.parse(`syntax = "proto3";
  enum Answer { YES = 0; NO = 1; }
  message Reply { Answer answer = 1; repeated Answer all = 2; int64 pence = 3; bool paid = 4; uint32 days = 5; }
`).root.lookupType("Reply");
const cases = [ // the object, the guess, what comes of it, whether verify finds nothing
  [{ answer: "NO" }, "NO", "NO", false],
  [{ answer: "MAYBE" }, "refused", "YES", false],
  [{ all: ["NO", "MAYBE"] }, "refused", ["NO"], false],
  [{ pence: "12.50" }, "refused", "12", false],
  [{ paid: "false" }, "refused", true, false],
  [{ days: -1 }, "refused", 4294967295, true],
];
const options = { enums: String, longs: String, defaults: true };
console.log("protobufjs", JSON.parse(readFileSync("node_modules/protobufjs/package.json")).version);
let changed = false;
for (const [object, guess, known, sound] of cases) {
  const seen = Reply.toObject(Reply.decode(Reply.encode(Reply.fromObject(object)).finish()), options);
  const value = seen[Object.keys(object)[0]];
  const verified = Reply.verify(object);
  console.log(JSON.stringify(object).padEnd(24), `guess: ${guess}`.padEnd(15), "seen:", JSON.stringify(value).padEnd(11),
    "verify:", verified);
  changed ||= JSON.stringify(value) !== JSON.stringify(known) || (verified === null) !== sound;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.mjs
