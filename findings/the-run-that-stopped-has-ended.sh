#!/bin/sh
# clipspy (CLIPS): a rule whose action divides by zero, and one whose condition compares a text with a number.
# Guess:   `run()` raises CLIPSError, as `eval("(/ 12 0)")` does, and what the rule would have asserted is not there;
#          whole numbers that grow too great are an error, too.
# Happens: `run()` comes back with the number of rules that ran, as after any run. The fact is there, without its value,
#          `(share)`, and starts other rules; the rules still to be run wait for the next `run()`. A condition that
#          fails like that just does not hold. 9223372036854775807 and 1 is the least number that there is.
# Seen:    clipspy 1.0.6. The first two print a line, which the program that runs the rules does not see.
# Matters: one case with a nought in it ends the batch of all, and what was concluded up to there looks like the whole.
set -eu
version=${1:-1.0.6}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "clipspy==$version"
venv/bin/python - "$version" <<'PY' 2> printed.txt
import sys

import clips


def facts(environment):
    """The facts that there are, in the order of their making."""
    return " ".join(str(fact) for fact in environment.facts())


environment = clips.Environment()
try:
    environment.eval("(/ 12 0)")
    evaluated = "no error"
except clips.CLIPSError:
    evaluated = "an error"
environment.build("(defrule share (declare (salience 1)) (parts ?n) => (assert (share (/ 12 ?n))))")
environment.build("(defrule paid (parts ?n) => (assert (paid ?n)))")
environment.build("(defrule shared (share $?x) => (assert (shared (length$ ?x))))")
environment.build("(defrule few (offer ?n) (test (< ?n 10)) => (assert (few ?n)))")
for fact in ("(parts 0)", '(offer "9")', "(offer 5)"):
    environment.assert_string(fact)
seen = [evaluated]
for _ in range(2):
    number = environment.run()
    seen.append(f"{number} ran: {facts(environment)}")
seen.append(str(environment.eval("(+ 9223372036854775807 1)")))
KNOWN = [
    "an error",
    '1 ran: (parts 0) (offer "9") (offer 5) (share)',
    '3 ran: (parts 0) (offer "9") (offer 5) (share) (shared 0) (few 5) (paid 0)',
    "-9223372036854775808",
]
print("clipspy", sys.argv[1])
GUESS = ("an error", "CLIPSError", "(few 5) (paid 0), and no share", "an error")
for text, guess, answer in zip(("eval of 12 / 0", "first run", "second run", "too great"), GUESS, seen):
    print(f"{text:15} guess: {guess:30} seen: {answer}")
sys.exit("This has changed." if seen != KNOWN else 0)
PY
