#!/bin/sh
# email of Python's standard library: a message with a subject of 71 to 77 characters, written and read; a
# body in quoted-printable.
# Guess:   the subject that comes back is the one that was written.
# Happens: it has a space before it: the line is folded right behind `Subject:`, so that the first line is
#          empty, and the same library's parser keeps the space that only stands there for the folding.
#          And lines of quoted-printable are at most 76 characters long (RFC 2045), says one: they are 78.
# Seen:    Python 3.11, 3.12 and 3.13.
# Matters: drafts, lists of letters and filters compare subjects; strict readers refuse such lines.
set -eu
python3 - <<'PY'
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

wrong = []
for length in range(1, 200):
    subject = ("word " * 40)[:length].strip()
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    mail.set_content("Hello")
    back = message_from_bytes(mail.as_bytes(), policy=SMTP)["Subject"]
    if back != subject:
        assert back == f" {subject}"
        wrong.append(len(subject))
print("Python", sys.version.split()[0])
print(f"  subjects of {min(wrong, default=0)} to {max(wrong, default=0)} characters: guess the same,"
      f" {len(set(wrong))} of these lengths come back with a space before them")
mail = EmailMessage(policy=SMTP)
mail.set_content("A paragraph of many words. " * 20, cte="quoted-printable")
longest = max(map(len, mail.as_bytes().split(b"\r\n")))
print(f"  the longest line of quoted-printable: guess 76, is {longest}")
if not wrong or longest <= 76:
    sys.exit("This has changed.")
PY
