#!/bin/sh
# cbor-x and msgpackr (npm), what they write read by cbor2 and msgpack in Python.
# Guess:   a whole number is one on the other side, as those of cborg and @msgpack/msgpack are; a map is a map, and a
#          set that cannot be written is refused.
# Happens: from 4294967296 on, and so for every moment in milliseconds, it is a fraction, 1767571200000.0; a map is a
#          tag 259 around one, for cbor-x. @msgpack/msgpack writes maps and sets as empty records.
# Seen:    cbor-x 1.6.0 and 1.6.9, msgpackr 2.1.4, cborg 6.1.5, @msgpack/msgpack 3.1.3; cbor2 6.3.0, msgpack 1.2.1. In
#          `encode.js` of cbor-x numbers beyond 32 bits go to `setFloat64`; in its README only a BigInt does that.
# Matters: identifiers and moments are whole numbers; here they fail a check for one, or are written as 1.7675712e+12.
set -eu
version=${1:-1.6.9}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq cbor2==6.3.0 msgpack==1.2.1
echo '{}' > package.json
npm install --silent --no-fund --no-audit "cbor-x@$version" msgpackr@2.1.4 cborg@6.1.5 @msgpack/msgpack@3.1.3
cat > write.mjs <<'JS'
import * as msgpack from "@msgpack/msgpack";
import * as cborX from "cbor-x";
import * as cborg from "cborg";
import * as msgpackr from "msgpackr";

const VALUES = [5, 4294967295, 4294967296, 1767571200000, new Map([["a", 1]]), new Set([1])];
const hex = (tool, value) => {
  try {
    return Buffer.from(tool.encode(value)).toString("hex");
  } catch {
    return null;
  }
};
console.log(JSON.stringify([cborX, cborg, msgpackr, msgpack].map((tool) => VALUES.map((value) => hex(tool, value)))));
JS
cat > read.py <<'PY'
import json
import subprocess
import sys

import cbor2
import msgpack

WORDS = ["5", "4294967295", "4294967296", "1767571200000", "a map of a to 1", "a set of 1"]
EXPECTED = {  # what is read; the guess is the first of these for numbers, and {'a': 1}
    "cbor-x": ["5", "4294967295", "4294967296.0", "1767571200000.0", "259({'a': 1})", "{1}"],
    "cborg": ["5", "4294967295", "4294967296", "1767571200000", "{'a': 1}", "refused"],
    "msgpackr": ["5", "4294967295", "4294967296.0", "1767571200000.0", "{'a': 1}", "[1]"],
    "@msgpack/msgpack": ["5", "4294967295", "4294967296", "1767571200000", "{}", "{}"],
}


def told(value):
    if isinstance(value, cbor2.CBORTag):
        return f"{value.tag}({dict(value.value)})"
    return repr(value)


node = subprocess.run(["node", "write.mjs"], capture_output=True, check=True, text=True)
changed = False
for (name, known), written in zip(EXPECTED.items(), json.loads(node.stdout)):
    read = cbor2.loads if "cbor" in name else msgpack.unpackb
    seen = ["refused" if text is None else told(read(bytes.fromhex(text))) for text in written]
    print(name, json.load(open(f"node_modules/{name}/package.json"))["version"])
    for words, value in zip(WORDS, seen):
        print(f"    {words:16} read: {value}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python read.py
