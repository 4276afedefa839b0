#!/bin/sh
# django-recurrence: rules of iCalendar in the models of Django, and their words.
# Guess:   COUNT=3 is three days, and none after them; the words of a rule say what the rule says, or leave out what
#          cannot be said: the last day of each month, its fifth Friday, its last working day, week 5 of the year.
# Happens: it is five days, where the first is no day of the rule and the time that is asked for has an end: both are
#          added. The last day is "monthly, on the last", the fifth Friday "monthly, on the Friday", the last working
#          day "on the last Monday, last Tuesday, …", week 5 and the 100th day "annually".
# Seen:    django-recurrence 1.14 with Django 5.2.19. The second and the last Friday are said, and COUNT=3 alone is
#          three days.
# Matters: the words stand below the field in which a rule is chosen, and are what people check.
set -eu
version=${1:-1.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "django-recurrence==$version" Django==5.2.19
cat > ask.py <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(USE_I18N=False, USE_TZ=False, INSTALLED_APPS=["recurrence"])
django.setup()

import recurrence as r  # noqa: E402

START = datetime(2026, 1, 31)  # a Saturday
WEEK = [r.MONDAY, r.TUESDAY, r.WEDNESDAY, r.THURSDAY, r.FRIDAY]


def count(*, start=START, **rule):
    days = r.Recurrence(dtstart=start, rrules=[r.Rule(r.MONTHLY, count=3, **rule)])
    return len(list(days.occurrences(dtend=datetime(2027, 1, 1))))


def words(**rule):
    return r.Rule(rule.pop("freq", r.MONTHLY), **rule).to_text()


CASES = [  # what is asked, what is seen, the guess, and what is known
    (
        "three times on the 31st",
        len(list(r.Recurrence(dtstart=START, rrules=[r.Rule(r.MONTHLY, count=3)]).occurrences())),
        3,
        3,
    ),
    ("three times on the 31st, asked up to the year's end", count(), 3, 4),
    ("three second Fridays, asked up to the year's end", count(byday=r.FRIDAY(2)), 3, 5),
    ("the second Friday", words(byday=r.FRIDAY(2)), "monthly, on the second Friday", "monthly, on the second Friday"),
    ("the last Friday", words(byday=r.FRIDAY(-1)), "monthly, on the last Friday", "monthly, on the last Friday"),
    ("the fifth Friday", words(byday=r.FRIDAY(5)), "monthly, on the fifth Friday", "monthly, on the Friday"),
    ("the last day", words(bymonthday=-1), "monthly, on the last day", "monthly, on the last"),
    ("Friday the 13th", words(byday=r.FRIDAY, bymonthday=13), "monthly, on Friday the 13th", "monthly, on the 13th"),
    (
        "the last working day",
        words(byday=WEEK, bysetpos=-1)[:41],
        "monthly, on the last working day",
        "monthly, on the last Monday, last Tuesday",
    ),
    ("week 5", words(freq=r.YEARLY, byweekno=5), "annually, in week 5", "annually"),
]
print("django-recurrence", version("django-recurrence"), "Django", version("Django"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:51} guess: {guess!s} seen: {seen}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
