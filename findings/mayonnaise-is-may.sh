#!/bin/sh
# pysimplevalidate, by which PyInputPlus reads answers in a terminal.
# Guess:   a month is its name or the first letters of it, so that "Mayonnaise" is none, as "J" is none, and "monster" is no
#          Monday; a day may be written as ISO has it, and 01/02/03 has its year last, as 1/5/26 has; 1e3 is a number, and
#          1_000 is none; an answer that has more in it than the pattern is refused, or stands as it is.
# Happens: mayonnaise is May and janitor January, a monster Monday and the satisfied Saturday: three letters are read, the rest
#          is not. 2026-01-05 is no date, 01/02/03 is 3 February 2001, while 1/5/26 is 5 January 2026; 1e3 is no number, and
#          1_000 is a thousand. Of "yes please" a pattern "yes" leaves "yes".
# Seen:    pysimplevalidate 0.2.12 (and PyInputPlus 0.2.12). 30 February and 5.7 for a whole number are refused.
# Matters: it is the peer of a questionnaire on the command line, and what it reads wrongly it does not show.
set -eu
version=${1:-0.2.12}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pysimplevalidate==$version" pyinputplus==0.2.12
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pysimplevalidate as answers

CASES = [  # the question, the answer, the guess, and what is seen
    (answers.validateMonth, "jun", "June", "June"),
    (answers.validateMonth, "J", "refused", "refused"),
    (answers.validateMonth, "Mayonnaise", "refused", "May"),
    (answers.validateMonth, "janitor", "refused", "January"),
    (answers.validateDayOfWeek, "t", "refused", "refused"),
    (answers.validateDayOfWeek, "monster", "refused", "Monday"),
    (answers.validateDayOfWeek, "satisfied", "refused", "Saturday"),
    (answers.validateDate, "2026/02/30", "refused", "refused"),
    (answers.validateDate, "1/5/26", "2026-01-05", "2026-01-05"),
    (answers.validateDate, "01/02/03", "2003-01-02", "2001-02-03"),
    (answers.validateDate, "2026-01-05", "2026-01-05", "refused"),
    (answers.validateInt, "5.7", "refused", "refused"),
    (answers.validateInt, "1_000", "refused", "1000"),
    (answers.validateNum, "1e3", "1000.0", "refused"),
    (lambda text: answers.validateRegex(text, "yes"), "yes please", "refused, or yes please", "yes"),
]
print("pysimplevalidate", version("pysimplevalidate"), "PyInputPlus", version("pyinputplus"))
changed = False
for ask, answer, guess, known in CASES:
    try:
        seen = str(ask(answer))
    except answers.ValidationException:
        seen = "refused"
    print(f"{answer:12} guess: {guess:24} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
