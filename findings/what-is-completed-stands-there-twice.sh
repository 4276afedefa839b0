#!/bin/sh
# prompt_toolkit: completers for a list of names, as a person types one of them.
# Guess:   a name that is begun is offered, and taking it leaves that name.
# Happens: behind a dash, a plus or a space nothing is offered any more: not follow-up for "follow-", not "second
#          interview" for "second i", not the key chase-interval of a nested completer for "set chase-". The fuzzy one
#          offers "second interview" for "second i", and puts it in the place of the i: "second second interview".
# Seen:    prompt_toolkit 3.0.52 and 3.0.53. With WORD=True dashes are no end, with sentence=True spaces neither.
# Matters: names of several words are what questionnaires and commands have, and tests with one word do not show it.
set -eu
version=${1:-3.0.53}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "prompt_toolkit==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from prompt_toolkit.completion import CompleteEvent, FuzzyWordCompleter, NestedCompleter, WordCompleter
from prompt_toolkit.document import Document

NAMES = ["follow-up", "second interview", "C++"]
WORDS, FUZZY = WordCompleter(NAMES), FuzzyWordCompleter(NAMES)
WHOLE = WordCompleter(NAMES, sentence=True)
NESTED = NestedCompleter.from_nested_dict({"set": {"days": None, "chase-interval": None}})
CASES = [  # the completer, what is typed, the guess what stands there then, and what does
    (WORDS, "fol", "follow-up", "follow-up"),
    (WORDS, "follow-", "follow-up", "nothing offered"),
    (WORDS, "C+", "C++", "nothing offered"),
    (WORDS, "second i", "second interview", "nothing offered"),
    (WHOLE, "second i", "second interview", "second interview"),
    (WHOLE, "follow-", "follow-up", "follow-up"),
    (FUZZY, "second", "second interview", "second interview"),
    (FUZZY, "second i", "second interview", "second second interview"),
    (NESTED, "set d", "set days", "set days"),
    (NESTED, "set chase-", "set chase-interval", "nothing offered"),
]
print("prompt_toolkit", version("prompt_toolkit"))
changed = False
for completer, typed, guess, known in CASES:
    offered = list(completer.get_completions(Document(typed), CompleteEvent(completion_requested=True)))
    seen = "nothing offered"
    if offered:
        seen = typed[: len(typed) + offered[0].start_position] + offered[0].text
    print(f"{type(completer).__name__:19} {typed:10} guess: {guess:18} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
