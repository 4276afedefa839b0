#!/bin/sh
# ProbLog and tau-prolog (npm) beside SWI-Prolog (swipl-wasm, npm): one question of Prolog.
# Guess:   what all three understand has one answer, that of SWI-Prolog.
# Happens: in ProbLog the list of all answers has what is equal side by side: of c, a, b, a it is [c, a, a, b]. There
#          2.5 is rounded to 2 and the greater of 1 and 1.0 is 1; a half of -7 is -4. In tau-prolog -2.5 is rounded to
#          -2, 2 ** 3 is 8.0, 9007199254740993 an error. Both take 6 / 2 for 3.0, and -2 ** 2 for -4.
# Seen:    ProbLog 2.3.0 and 2.2.4, tau-prolog 0.3.4, swipl-wasm 8.0.5.
# Matters: which of the answers came first and which last cannot be told from such a list.
set -eu
version=${1:-2.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "problog==$version" setuptools==80.9.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit tau-prolog@0.3.4 swipl-wasm@8.0.5
cat > ask.mjs <<'JS'
import SWIPL from "swipl-wasm";
import pl from "tau-prolog";
import lists from "tau-prolog/modules/lists.js";
lists(pl);
const swipl = await SWIPL({ arguments: ["-q"] });
const tau = (goal) =>
  new Promise((resolve) => {
    const session = pl.create(10000);
    const refused = () => resolve("refused");
    const success = (found) => resolve(session.format_answer(found).slice(4));
    const answer = () => session.answer({ success, fail: refused, error: refused });
    const query = () => session.query(`${goal}.`, { success: answer, error: refused });
    session.consult(":- use_module(library(lists)).", { success: query, error: refused });
  });
const answers = [];
for (const goal of process.argv.slice(2)) {
  answers.push([await tau(goal), swipl.prolog.query(`${goal}, term_to_atom(X, Text)`).once().Text]);
}
console.log(JSON.stringify(answers));
process.exit(0);
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from problog import get_evaluatable
from problog.program import PrologString

CASES = [  # the question, the guess, and the answers of ProbLog and tau-prolog
    ("X is -7 mod 3", "2", "2", "2"),
    ("X is 7 / 2", "3.5", "3.5", "3.5"),
    ("X is 6 / 2", "3", "3.0", "3.0"),
    ("X is 2 ** 3", "8", "8", "8.0"),
    ("X is -2 ** 2", "4", "-4", "-4.0"),
    ("X is -7 // 2", "-3", "-4", "-3"),
    ("X is round(2.5)", "3", "2", "3"),
    ("X is round(-2.5)", "-3", "-2", "-2"),
    ("X is max(1, 1.0)", "1.0", "1", "1.0"),
    ("X is 9007199254740993", "9007199254740993", "9007199254740993", "refused"),
    ("findall(Y, member(Y, [c, a, b]), X)", "[c,a,b]", "[c,a,b]", "[c,a,b]"),
    ("findall(Y, member(Y, [c, a, b, a]), X)", "[c,a,b,a]", "[c,a,a,b]", "[c,a,b,a]"),
]


def problog(goal):
    program = PrologString(f":- use_module(library(lists)). answer(X) :- {goal}. query(answer(_)).")
    (answer,) = get_evaluatable().create_from(program).evaluate()
    return str(answer.args[0]).replace(" ", "")


print("ProbLog", version("problog"))
for name in ("tau-prolog", "swipl-wasm"):
    print(name, json.load(open(f"node_modules/{name}/package.json"))["version"])
node = ["node", "ask.mjs", *[case[0] for case in CASES]]
answers = json.loads(subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout)
changed = False
for (goal, guess, *known), (tau, swi) in zip(CASES, answers):
    seen = [problog(goal), tau]
    print(f"{goal:40} guess: {guess:17} SWI-Prolog: {swi:17} seen: {' | '.join(seen)}")
    changed |= seen != known or swi != guess
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
