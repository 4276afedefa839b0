#!/bin/sh
# quotequail and mail-parser-reply: what of a letter is its writer's own, and what is quoted.
# Guess:   an answer between quoted lines is found; lines "From: Monday", "To: Friday" that tell of a leave belong to
#          the letter; after "On Monday you wrote:" without any mark, what was quoted cannot be told from what is own.
# Happens: for quotequail such a leave is a forwarded letter, from "Monday" to "Friday"; all behind "you wrote:" is
#          quoted, the writer's own "I agree" too; and with the answers between the quoted lines nothing is quoted.
#          mail-parser-reply leaves out all from "From:" on, if a line that begins with "Subject" follows. The usual
#          letter, with the answer first, is right in both.
# Seen:    quotequail 0.5.4 and 0.3.1, mail-parser-reply 1.36. REPLY_PATTERNS in quotequail's _patterns.py begins with
#          "^On (.*) wrote:$".
# Matters: a letter with a list of dates is read without them, or as somebody else's.
set -eu
version=${1:-0.5.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "quotequail==$version" mail-parser-reply==1.36
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import quotequail
from mailparser_reply import EmailReplyParser

USUAL = "Monday suits me.\n\nOn Mon, 5 Jan 2026 at 09:30, Jo Doe <jo@example.org> wrote:\n> Which day suits?\n"
LEAVE = "My leave is\n\nFrom: Monday\nTo: Friday\nSubject: to be agreed\n\nThanks, Jo\n"
UNMARKED = "On Monday you wrote:\nwe need two weeks.\n\nI agree.\n"
BETWEEN = "> Which day?\nMonday.\n> Which hour?\nNine.\n"
CASES = [  # the letter, the guess for its own text, what quotequail has, what mail-parser-reply has
    (USUAL, "Monday suits me.", "Monday suits me.", "Monday suits me."),
    (LEAVE, LEAVE.strip(), "My leave is", "My leave is"),
    (UNMARKED, UNMARKED.strip(), "", UNMARKED.strip()),
    (BETWEEN, "Monday.\nNine.", BETWEEN.strip(), BETWEEN.strip()),
]


def own_text(letter):
    found = quotequail.unwrap(letter)
    return (found.get("text_top", "") if found else letter).strip()


print("quotequail", version("quotequail"), "and mail-parser-reply", version("mail-parser-reply"))
changed = False
for letter, guess, *known in CASES:
    seen = [own_text(letter), EmailReplyParser(languages=["en"]).parse_reply(text=letter).strip()]
    print(f"guess: {guess!r}\n  seen: {seen[0]!r}\n        {seen[1]!r}")
    changed |= seen != known
leave = quotequail.unwrap(LEAVE)
print("guess: no forwarded letter\n  seen:", leave)
changed |= (leave["type"], leave["from"], leave["to"]) != ("forward", "Monday", "Friday")
sys.exit("This has changed." if changed else 0)
PY
