#!/bin/sh
# yjs, loro-crdt and Automerge (npm): values in a document that two people share.
# Guess:   what can be put in comes out, for both; what cannot be sent is refused, as a Set is by yjs; undoing is of
#          one's own change, as the other one's is there since.
# Happens: a Date put into a map of yjs is that for its writer, and an empty record for everybody else; loro makes an
#          empty record of it, and of a Set, at once. Undoing in loro takes back the other one's later value, too. For
#          Automerge 9007199254740992 is a BigInt.
# Seen:    yjs 13.6.27 and 13.6.33, loro-crdt 1.17.1, @automerge/automerge 3.5.0, which alone keeps a Date. In yjs
#          `typeMapSet` has Date among the types it takes, and lib0's `writeAny` has none for it.
# Matters: a deadline that one of two sees; no error for either of them.
set -eu
version=${1:-13.6.33}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "yjs@$version" loro-crdt@1.17.1 @automerge/automerge@3.5.0
cat > share.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { inspect } = require("node:util");
const automerge = require("@automerge/automerge");
const loro = require("loro-crdt");
const yjs = require("yjs");

// Each puts a value into a document, and has what its writer and what another one finds there.
const LIBRARIES = {
  yjs: (value) => {
    const [mine, other] = [new yjs.Doc(), new yjs.Doc()];
    mine.getMap("x").set("v", value);
    yjs.applyUpdate(other, yjs.encodeStateAsUpdate(mine));
    return [mine.getMap("x").get("v"), other.getMap("x").get("v")];
  },
  "loro-crdt": (value) => {
    const [mine, other] = [new loro.LoroDoc(), new loro.LoroDoc()];
    mine.getMap("x").set("v", value);
    mine.commit();
    other.import(mine.export({ mode: "snapshot" }));
    return [mine.getMap("x").get("v"), other.getMap("x").get("v")];
  },
  "@automerge/automerge": (value) => {
    const mine = automerge.change(automerge.init(), (draft) => void (draft.v = value));
    return [mine.v, automerge.load(automerge.save(mine)).v];
  },
};
const DAY = new Date("2026-01-05T00:00:00.000Z");
const CASES = [
  // the value; what its writer and what another one has by yjs, loro and Automerge; the guess is the value, or refused
  ["soon", "'soon' 'soon'", "'soon' 'soon'", "'soon' 'soon'"],
  [DAY, "2026-01-05T00:00:00.000Z {}", "{} {}", "2026-01-05T00:00:00.000Z 2026-01-05T00:00:00.000Z"],
  [new Set([1]), "refused", "{} {}", "refused"],
  [undefined, "undefined undefined", "null null", "refused"],
  [2 ** 53, ...["", "", "n"].map((end) => `9007199254740992${end} 9007199254740992${end}`)],
];
let changed = false;
for (const name of Object.keys(LIBRARIES)) {
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
}
for (const [value, ...known] of CASES) {
  console.log(inspect(value), "   guess: the same for both, or refused");
  Object.entries(LIBRARIES).forEach(([name, share], place) => {
    let seen = "refused";
    try {
      seen = share(value).map((each) => inspect(each)).join(" ");
    } catch {}
    console.log("    ", name.padEnd(21), seen);
    changed ||= seen !== known[place];
  });
}

const [mine, other] = [new loro.LoroDoc(), new loro.LoroDoc()];
const undoing = new loro.UndoManager(mine, { mergeInterval: 0 });
const put = (document, value) => (document.getMap("x").set("v", value), document.commit());
put(mine, 1);
put(mine, 2);
other.import(mine.export({ mode: "snapshot" }));
put(other, 9);
mine.import(other.export({ mode: "update" }));
undoing.undo();
const undone = mine.getMap("x").get("v");
console.log("loro: mine 1, mine 2, the other's 9, undone   guess: 9   seen:", undone);
if (changed || undone !== 1) {
  console.log("This has changed.");
  process.exit(1);
}
JS
timeout 100 node share.cjs 2>/dev/null
