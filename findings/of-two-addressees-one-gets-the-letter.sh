#!/bin/sh
# emails: letters written in Python, with their addressees.
# Guess:   "a@example.org, b@example.org", as it stands in every header To, is two addressees, or refused; so is "Doe,
#          Jo <jo@example.org>"; a mailbox with an accent is written as one.
# Happens: the first is a@example.org only, in the header and for the server; b never gets it. Of the second the
#          addressee is "Doe". A semicolon cuts as well; of a tuple of two addresses the first is the name of the
#          second. In the header the mailbox with an accent is a part of a name in quotes. A list of both is right.
# Seen:    emails 1.1.3; 0.6 refuses the accent. In `parse_name_and_email_list` of utils.py: "Oops, it may be pair
#          (name, email) or pair of emails", and a text goes to `parseaddr`, which gives one.
# Matters: a thank-you to two interviewers reaches one of them, and there is no error.
set -eu
version=${1:-1.1.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "emails==$version"
timeout 60 venv/bin/python -W ignore - <<'PY'
import email
import email.policy
import sys
from importlib.metadata import version

import emails

A, B = "a@example.org", "b@example.org"
CASES = [  # to whom, the addressees in the guess, and seen: those that the server is told, and the header
    ("Jo Doe <jo@example.org>", ["jo@example.org"], ["jo@example.org"], "Jo Doe <jo@example.org>"),
    ([A, B], [A, B], [A, B], f"{A}, {B}"),
    ((A, B), [A, B], [B], f'"{A}" <{B}>'),
    (f"{A}, {B}", [A, B], [A], A),
    (f"{A}; {B}", ["refused"], [A], A),
    ("Doe, Jo <jo@example.org>", ["refused"], ["Doe"], "Doe"),
    (("Jo", "zoë@example.org"), ["zoë@example.org"], ["zoë@example.org"], '"Jo <zoë@example.org>"'),
]
print("emails", version("emails"))
changed = False
for to, guess, told, header in CASES:
    letter = emails.Message(text="Thank you", subject="s", mail_from="me@example.org", mail_to=to)
    parsed = email.message_from_string(letter.as_string(), policy=email.policy.default)
    seen = sorted(letter.get_recipients_emails()), str(parsed["To"])
    print(f"{to!s:38} guess: {' '.join(guess):28} seen: {' '.join(seen[0])}; header: {seen[1]}")
    changed |= seen != (told, header)
sys.exit("This has changed." if changed else 0)
PY
