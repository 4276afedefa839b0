#!/bin/sh
# imap-tools: the text and the attachments of a letter.
# Guess:   the text is what was written; a letter that is attached, an invitation to a calendar, and a file without a
#          name are attachments; where there is no date, it is None.
# Happens: the text of the attached letter is put behind the letter's own, as if it were a part of it; the invitation
#          (an alternative of the text, as calendars send it) and the file without a name are nowhere; and the date is
#          1 January 1900, as its guide says.
# Seen:    imap-tools 1.16.0. Python's own email package tells all of these apart.
# Matters: "I forward their refusal" reads as a refusal; the invitation to an interview is not found.
set -eu
version=${1:-1.16.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "imap-tools==$version"
venv/bin/python - "$version" <<'PY'
import sys
from email.message import EmailMessage

from imap_tools import MailMessage


def letter(text):
    message = EmailMessage()
    message["From"] = "ann@example.org"
    message.set_content(text)
    return message


def seen(message):
    """The text, the types of the attachments and the date, as imap-tools has them."""
    read = MailMessage.from_bytes(message.as_bytes())
    return read.text, [part.content_type for part in read.attachments], str(read.date)


forwarded = letter("They will answer in May.\n")
forwarded.add_attachment(letter("We regret to say no.\n"))
invitation = letter("Please come on Tuesday.\n")
invitation.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar", params={"method": "REQUEST"})
nameless = letter("Here it is.\n")
nameless.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf")
EXPECTED = [  # letter, guess, what is seen
    (forwarded, ["message/rfc822"], ("They will answer in May.\nWe regret to say no.\n", ["message/rfc822"])),
    (invitation, ["text/calendar"], ("Please come on Tuesday.\n", [])),
    (nameless, ["application/pdf"], ("Here it is.\n", [])),
]
print("imap-tools", sys.argv[1])
changed = False
for message, attached, known in EXPECTED:
    text = message.get_body(("plain",)).get_content()
    came = seen(message)
    print(f"guess: {text!r} {attached} None\nseen: ", *map(repr, came))
    changed |= came != (*known, "1900-01-01 00:00:00")
sys.exit("This has changed." if changed else 0)
PY
