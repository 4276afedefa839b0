#!/bin/sh
# arrow: a distance said in words, and words read as a distance.
# Guess:   15 days are "in 2 weeks" as 14 are; "in 1 week and 2 days" is 9 days later, or refused as "in 1 week" is.
# Happens: 15 days are "in a month" already, so that "in 3 weeks" is never said. Of "1 week and 2 days" only the
#          days are counted: without an error the week is left out.
# Seen:    1.4.0. (That "in 1.5 hours" is five hours later has been reported to its makers.)
# Matters: "in a month" where the letter is due in two weeks and a day; a deadline a week early.
set -eu
version=${1:-1.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "arrow==$version"
venv/bin/python - <<'PY'
import sys

import arrow


START = arrow.get("2026-11-02")


def said(days):
    return START.shift(days=days).humanize(START)


def read(words):
    try:
        return str((START.dehumanize(words) - START).days)
    except ValueError:
        return "refused"


EXPECTED = {
    "14 days": (said(14), "in 2 weeks", "in 2 weeks"),
    "15 days": (said(15), "in 2 weeks", "in a month"),
    "21 days": (said(21), "in 3 weeks", "in a month"),
    "in 2 weeks and 2 days": (read("in 2 weeks and 2 days"), "16", "16"),
    "in 1 week": (read("in 1 week"), "7", "refused"),
    "in 1 week and 2 days": (read("in 1 week and 2 days"), "9", "2"),
}
print("arrow", arrow.__version__)
changed = False
for name, (seen, guess, known) in EXPECTED.items():
    print(f"{name:26} guess: {guess:10} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
