#!/bin/sh
# Three libraries of the Common Expression Language (CEL): one expression, three meanings.
# Guess:   7 / 2 is 3 in each; 1 == 1.0 is true in each, as the language's specification has it since 2022;
#          `(1/0 > 1) || true` is true in each, since a mistake on one side of `||` does not count.
# Happens: cel-js divides to 3.5 and stops at the mistake; the other two refuse to compare 1 with 1.0; only one of
#          the three finds the key 1 by 1.0. cel-python's text of a moment and of a length loses the fractions of a
#          second that its comparisons heed.
# Seen:    cel-python 0.5.0, @marcbachmann/cel-js 8.0.0, cel-js 0.8.2.
# Matters: a rule tried in the browser and run on a server gives two answers, and neither is an error.
set -eu
version=${1:-0.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "cel-python==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit @marcbachmann/cel-js@8.0.0 cel-js@0.8.2
cat > expressions.txt <<'TXT'
7 / 2
1 == 1.0
(1/0 > 1) || true
{1: 'a'}[1.0]
TXT
cat > ask.mjs <<'JS'
import { readFileSync } from "fs";
import { evaluate as strict } from "@marcbachmann/cel-js";
import { evaluate as loose } from "cel-js";
const expressions = readFileSync("expressions.txt", "utf8").trim().split("\n");
for (const [name, evaluate] of [["@marcbachmann/cel-js", strict], ["cel-js", loose]]) {
  const answers = expressions.map((expression) => {
    try {
      return String(evaluate(expression, {}));
    } catch {
      return "refused";
    }
  });
  console.log([name, ...answers].join(" | "));
}
JS
node ask.mjs > npm.txt
venv/bin/python - "$version" <<'PY'
import sys
from pathlib import Path

import celpy

environment = celpy.Environment()


def answer(expression):
    try:
        value = environment.program(environment.compile(expression)).evaluate({})
    except celpy.CELEvalError:
        return "refused"
    return str(value).lower() if isinstance(value, celpy.celtypes.BoolType) else str(value)


expressions = Path("expressions.txt").read_text().splitlines()
rows = [" | ".join(["cel-python", *map(answer, expressions)]), *Path("npm.txt").read_text().splitlines()]
fractions = [
    answer("timestamp('2030-01-07T08:00:00.250Z') > timestamp('2030-01-07T08:00:00Z')"),
    answer("string(timestamp('2030-01-07T08:00:00.250Z'))"),
    answer("duration('1500ms') > duration('1s')"),
    answer("string(duration('1500ms'))"),
]
print("cel-python", sys.argv[1], "@marcbachmann/cel-js 8.0.0, cel-js 0.8.2:", " | ".join(expressions))
print("guess: 3 | true | true | a, three times")
print(*(f"seen:  {row}" for row in rows), sep="\n")
print("guess: what is later, or longer, has another text")
print("seen: ", *fractions)
wanted = [
    "cel-python | 3 | refused | true | refused",
    "@marcbachmann/cel-js | 3 | refused | true | a",
    "cel-js | 3.5 | true | refused | refused",
]
same = rows == wanted and fractions == ["true", "2030-01-07T08:00:00Z", "true", "1s"]
sys.exit(0 if same else "This has changed.")
PY
