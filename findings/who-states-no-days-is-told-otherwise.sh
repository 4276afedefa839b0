#!/bin/sh
# m2cgen and skl2onnx: a decision tree of scikit-learn as code of its own, and as ONNX.
# Guess:   the code decides as the tree does, also where a number is not known, which a tree of scikit-learn has learnt
#          to decide; of two numbers that are predicted there are two; or it is refused.
# Happens: what is not known is compared with `<=`, which is false, and goes to the right always: both say 1 where the
#          tree says 0. Of two predicted numbers m2cgen has one. A number a hair below a limit, which the tree rounds
#          to 32 bits and then finds above it, stays below it there.
# Seen:    m2cgen 0.10.0 and 0.9.0, skl2onnx 1.20.0, onnxruntime 1.32.0, scikit-learn 1.9.1. What was learnt to go to
#          the right goes there.
# Matters: rules taken out of a tree are read as the tree; of those who left a field empty they say something else.
set -eu
version=${1:-0.10.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "m2cgen==$version" skl2onnx==1.20.0 onnxruntime==1.32.0 scikit-learn==1.9.1
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

import m2cgen
import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

UNKNOWN = np.nan


def code_of(tree):
    names = {}
    exec(m2cgen.export_to_python(tree), names)
    return names["score"]


def answers(days, labels, asked):
    days = np.array(days)[:, None]
    tree = DecisionTreeClassifier(random_state=0).fit(days, labels)
    model = to_onnx(tree, days.astype(np.float32)).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (onnx,) = session.run(["output_label"], {"X": np.array([[asked]], dtype=np.float32)})[0]
    return int(tree.predict([[asked]])[0]), int(np.argmax(code_of(tree)([asked]))), int(onnx)


TO_THE_RIGHT = [1.0, 2.0, 3.0, UNKNOWN, UNKNOWN], [0, 0, 1, 1, 1]
TO_THE_LEFT = [1.0, 2.0, 3.0, UNKNOWN, UNKNOWN], [0, 0, 1, 0, 0]
CASES = [  # days and labels that are learnt, the days asked for, the guess, and the answers of m2cgen and ONNX
    (TO_THE_RIGHT, 1.0, 0, (0, 0)),
    (TO_THE_RIGHT, 3.0, 1, (1, 1)),
    (TO_THE_RIGHT, UNKNOWN, 1, (1, 1)),
    (TO_THE_LEFT, 1.0, 0, (0, 0)),
    (TO_THE_LEFT, UNKNOWN, 0, (1, 1)),
    (([0.1, 0.2], [0, 1]), 0.150000001, 1, (0, 1)),
]
for name in ("m2cgen", "skl2onnx", "onnxruntime", "scikit-learn"):
    print(name, version(name))
changed = False
for (days, labels), asked, guess, known in CASES:
    tree, *seen = answers(days, labels, asked)
    print(f"of {days} and {labels}, {asked}: guess: {guess}, the tree: {tree}, m2cgen and ONNX: {seen}")
    changed |= tree != guess or tuple(seen) != known
two = DecisionTreeRegressor(random_state=0).fit([[1], [2]], [[10, 20], [30, 40]])
seen = code_of(two)([1])
print("two numbers for 1, guess:", two.predict([[1]])[0], "seen:", seen)
sys.exit("This has changed." if changed or seen != 10 else 0)
PY
timeout 120 venv/bin/python -W ignore ask.py
