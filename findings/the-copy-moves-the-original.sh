#!/bin/sh
# transitions: a state machine on an object, and the object copied to try something out.
# Guess:   `copy.copy(case).accept()` changes the copy, as for any object whose state is one attribute; a method of the
#          object's own with the name of an event is an error, or is replaced; an event of one's own named `to_review`
#          is the event that was declared.
# Happens: the event of the copy moves the original, and the copy stays where it was (copy.deepcopy is right). The own
#          method stays, and the event of that name is never there: it warns in the log. `to_review` goes to the state
#          "review" from anywhere, as for every state, whatever was declared under that name.
# Seen:    transitions 0.9.3.
# Matters: "what if they accepted?", tried on a copy, accepts.
set -eu
version=${1:-0.9.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "transitions==$version"
venv/bin/python - <<'PY'
import copy
import sys

import transitions


class Case:
    """A case with a method of its own."""

    def close(self):
        return "closed by hand"


case = Case()
transitions.Machine(
    case,
    states=["open", "done", "review", "waiting"],
    initial="open",
    transitions=[["accept", "open", "done"], ["close", "*", "done"], ["to_review", "open", "waiting"]],
)
shallow, deep = copy.copy(case), copy.deepcopy(case)
shallow.accept()
deep.close()
seen = [case.state, shallow.state, deep.state]
deep.to_review()
seen.append(deep.state)
print("transitions", transitions.__version__)
print("guess: the original open, the copy done; the deep copy done after `close`, waiting after `to_review`")
print("seen: ", *seen)
sys.exit(0 if seen == ["done", "open", "open", "review"] else "This has changed.")
PY
