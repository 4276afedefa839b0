#!/bin/sh
# yaml-language-server (npm): what an editor marks in a YAML file with a schema.
# Guess:   30 February is marked where a day is asked for, as month 13 is; of what may be a text of three letters or a
#          number from 5 on, 4 is said to be too little, in whichever order the two stand; a list with the same map
#          twice is not unique.
# Happens: 30 February, and 29 February 2025, are not marked. Where the text stands first, 4 is said to be no text. The
#          same map twice is unique, and durations are not looked at.
# Seen:    yaml-language-server 1.25.0 and 2.0.0. Words of draft 2020-12, from prefixItems to dependentSchemas, are
#          right.
# Matters: the order of choices in a schema is the order of what people are told; days need a check beside it.
set -eu
version=${1:-2.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "yaml-language-server@$version"
cat > edit.py <<'PY'
import json
import os
import subprocess
import sys

TEXT, NUMBER = {"type": "string", "minLength": 3}, {"type": "integer", "minimum": 5}
DAY, MOMENT = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}
CASES = [  # the schema, the value in the file, the guess what is said of it, and what is
    (DAY, "2026-01-05", "", ""),
    (DAY, "2026-13-01", "String is not a RFC3339 date.", "String is not a RFC3339 date."),
    ({"dependentRequired": {"a": ["b"]}}, "{a: 1}", *["Object is missing property b required by property a."] * 2),
    ({"anyOf": [NUMBER, TEXT]}, "4", "Value is below the minimum of 5.", "Value is below the minimum of 5."),
    ({"anyOf": [TEXT, NUMBER]}, "4", "Value is below the minimum of 5.", 'Incorrect type. Expected "string".'),
    (DAY, "2026-02-30", "String is not a RFC3339 date.", ""),
    (DAY, "2025-02-29", "String is not a RFC3339 date.", ""),
    (MOMENT, "2026-02-30T09:00:00Z", "String is not a RFC3339 date-time.", ""),
    ({"uniqueItems": True}, "[1, 1.0]", "Array has duplicate items.", "Array has duplicate items."),
    ({"uniqueItems": True}, "[{a: 1}, {a: 1}]", "Array has duplicate items.", ""),
    ({"type": "string", "format": "duration"}, "soon", "something", ""),
]
SETTINGS = {"validate": True, "schemaStore": {"enable": False}}
server = subprocess.Popen(
    ["node", "node_modules/yaml-language-server/bin/yaml-language-server", "--stdio"],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
)


def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    server.stdin.flush()


def received(wanted):
    """The next message that is wanted; what the server asks meanwhile is answered."""
    while True:
        length = 0
        while line := server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message = json.loads(server.stdout.read(length))
        if wanted(message):
            return message
        if "id" in message and "method" in message:
            items = message["params"].get("items", [])
            send(id=message["id"], result=[SETTINGS if item.get("section") == "yaml" else None for item in items])


def said(number, schema, value):
    """What the server says of a file with this value, and of a schema beside it."""
    schema_file, file = os.path.abspath(f"{number}.json"), f"file://{os.path.abspath(f'{number}.yaml')}"
    with open(schema_file, "w") as out:
        json.dump({"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"v": schema}}, out)
    text = f"# yaml-language-server: $schema=file://{schema_file}\nv: {value}\n"
    document = {"uri": file, "languageId": "yaml", "version": 1, "text": text}
    send(method="textDocument/didOpen", params={"textDocument": document})
    told = received(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == file)
    return " ".join(each["message"] for each in told["params"]["diagnostics"])


print("yaml-language-server", json.load(open("node_modules/yaml-language-server/package.json"))["version"])
capabilities = {"workspace": {"configuration": True}}
send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": capabilities})
received(lambda message: message.get("id") == 1 and "result" in message)
send(method="initialized", params={})
changed = False
for number, (schema, value, guess, known) in enumerate(CASES):
    seen = said(number, schema, value)
    print(f"{json.dumps(schema)} {value}\n  guess: {guess or 'nothing'}\n  seen:  {seen or 'nothing'}")
    changed |= seen != known
server.kill()
sys.exit("This has changed." if changed else 0)
PY
python3 edit.py
