#!/bin/sh
# email_reply_parser: what somebody answered, without the letter quoted below it and without the signature.
# Guess:   a last paragraph of lines such as "-Tuesday" belongs to the answer; a signature comes after "-- ".
# Happens: from a paragraph whose first line begins with a dash and a letter, with two dashes or two underscores
#          whatever follows, or with "Sent from my" and three words, the rest of the letter is a signature, and
#          hidden. "On Monday I wrote:" in the answer itself begins the quotation. A dash and a space is all right.
# Seen:    email_reply_parser 0.5.12.
# Matters: of "these days suit me:" the days are lost, and the letter looks whole.
set -eu
version=${1:-0.5.12}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "email_reply_parser==$version"
venv/bin/python - "$version" <<'PY'
import sys

from email_reply_parser import EmailReplyParser

EXPECTED = {  # the letter, all of which is the answer: what is seen of it
    "These days suit me:\n\n- Tuesday\n- Thursday": "These days suit me:\n\n- Tuesday\n- Thursday",
    "These days suit me:\n\n-Tuesday\n-Thursday": "These days suit me:",
    "Dear Bob,\n\n__Monday__ is fine.\n\nI shall bring my visa.": "Dear Bob,",
    "Here it is.\n\nSent from my desk at work: the contract.": "Here it is.",
    "Dear Bob,\n\nOn Monday I wrote:\nplease wait. Now I say yes.": "Dear Bob,",
}
print("email_reply_parser", sys.argv[1])
changed = False
for letter, known in EXPECTED.items():
    seen = EmailReplyParser.parse_reply(letter)
    print(f"guess: {letter!r}\nseen:  {seen!r}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
