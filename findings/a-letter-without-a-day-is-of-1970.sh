#!/bin/sh
# eml-parser and mail-parser: letters, read for what is in them.
# Guess:   a letter without a date has none, as one with a date that there is not; a subject is one text on one line;
#          "Doe, Jo" with an address is one addressee; the text of a letter is what was written, without its
#          attachments.
# Happens: for the first it is of 1 January 1970, and "doe" is an addressee beside the address; the text of an
#          attached file is a text of the letter. For mail-parser a subject on two lines keeps the line end; two
#          subjects are a list in the place of the text. For both the text of a letter that is forwarded within it is
#          a text of this one.
# Seen:    eml-parser 4.4.0 (in 2.0.0 the attached file is no text), mail-parser 4.8.0.
# Matters: letters are sorted by day, and the answers of those who wrote them are read.
set -eu
version=${1:-4.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "eml-parser==$version" mail-parser==4.8.0
venv/bin/python - <<'PY'
import logging
import sys
from importlib.metadata import version

import eml_parser
import mailparser

logging.disable(logging.CRITICAL)


def letter(*headers, text="hello", more=()):
    if not more:
        return "\r\n".join(["From: a@example.org", *headers, "", text, ""])
    parts = ["Content-Type: text/plain\r\n\r\n" + text, *more]
    head = ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"]
    return "\r\n".join(["From: a@example.org", *headers, *head, "", *("--b\r\n" + part for part in parts), "--b--", ""])


def by_eml_parser(text):
    read = eml_parser.EmlParser(include_raw_body=True).decode_email_bytes(text.encode())
    header = read["header"]
    texts = [body["content"].strip() for body in read["body"]]
    return {"day": str(header["date"])[:10], "to": header["to"], "subject": header["subject"], "texts": texts}


def by_mail_parser(text):
    read = mailparser.parse_from_string(text)
    day = str(read.date)[:10]
    texts = [body.strip() for body in read.text_plain]
    return {"day": day, "to": [address for _, address in read.to], "subject": read.subject, "texts": texts}


FILE = 'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="x.txt"\r\n\r\nfile'
INNER = "Content-Type: message/rfc822\r\n\r\nFrom: c@example.org\r\n\r\ninner"
DATE = "Date: Mon, 5 Jan 2026 09:00:00 +0000"
TO = ["b@example.org"]
CASES = [  # the letter, in words, what is looked at, the guess, what eml-parser and mail-parser have
    ("with a date", letter(DATE), "day", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("without", letter(), "day", "None", "1970-01-01", "None"),
    ("30 February", letter("Date: 30 Feb 2026 09:00:00 +0000"), "day", "None", "1970-01-01", "None"),
    ("to Jo Doe", letter("To: Jo Doe <b@example.org>"), "to", TO, TO, TO),
    ("to Doe, Jo", letter("To: Doe, Jo <b@example.org>"), "to", TO, ["doe", *TO], TO),
    ("two lines", letter("Subject: Thank\r\n you"), "subject", "Thank you", "Thank you", "Thank\r\n you"),
    ("two subjects", letter("Subject: a", "Subject: b"), "subject", "a", "a", ["a", "b"]),
    ("a file", letter(more=[FILE]), "texts", ["hello"], ["hello", "file"], ["hello"]),
    ("a letter within", letter(more=[INNER]), "texts", ["hello"], ["hello", "inner"], ["hello", "inner"]),
]
print("eml-parser", version("eml-parser"), "mail-parser", version("mail-parser"))
changed = False
for words, text, part, guess, *known in CASES:
    seen = [read(text)[part] for read in (by_eml_parser, by_mail_parser)]
    print(f"{words:15} guess: {guess!s:18} seen: {seen[0]!r} and {seen[1]!r}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
