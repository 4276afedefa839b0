#!/bin/sh
# feedparser: news and vacancies by RSS and Atom.
# Guess:   as 30 February in the form of letters has no date, and "soon" none, so 2026-02-30 and month 13 have none; day 5 of
#          2026 and week 2 of 2026, both of ISO 8601, are 5 January, or nothing; a number of seconds is no date; a moment
#          without a zone is taken as one in UTC, in either form; of two authors the first is `author`.
# Happens: 2026-02-30 is 2 March and month 13 next January; day 5 of the year is 1 May, week 2 the first of December, and
#          1767603600, a second in 2026, is December of the year 1767. Without a zone a moment in the form of letters is none, and by ISO
#          it is in UTC. `author` is the last of two.
# Seen:    feedparser 6.0.11 and 6.0.14.
# Matters: vacancies are read from such feeds, and the deadline is counted from the day of the entry.
set -eu
version=${1:-6.0.14}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "feedparser==$version"
timeout 60 venv/bin/python - <<'PY'
import sys
import time
from importlib.metadata import version

import feedparser


def day(text):
    item = f"<item><title>x</title><pubDate>{text}</pubDate></item>"
    feed = feedparser.parse(f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{item}</channel></rss>')
    parsed = feed.entries[0].get("published_parsed")
    return time.strftime("%Y-%m-%d %H:%M", parsed) if parsed else "None"


def author():
    authors = "".join(f"<author><name>{name}</name></author>" for name in ("Ann", "Jo"))
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>x</title>{authors}</entry></feed>'
    return feedparser.parse(text).entries[0].author


CASES = [  # what is asked, how, the guess, and what is seen
    ("Mon, 05 Jan 2026 09:00:00 GMT", day, "2026-01-05 09:00", "2026-01-05 09:00"),
    ("Mon, 30 Feb 2026 09:00:00 GMT", day, "None", "None"),
    ("soon", day, "None", "None"),
    ("2026-01-05T09:00:00+01:00", day, "2026-01-05 08:00", "2026-01-05 08:00"),
    ("2026-01-05 09:00", day, "2026-01-05 09:00", "2026-01-05 09:00"),
    ("Mon, 05 Jan 2026 09:00:00", day, "2026-01-05 09:00", "None"),
    ("2026-02-30", day, "None", "2026-03-02 00:00"),
    ("2026-13-01", day, "None", "2027-01-01 00:00"),
    ("2026-005", day, "2026-01-05 00:00", "2026-05-01 00:00"),
    ("2026-W02-1", day, "2026-01-05 00:00, or None", "2026-12-01 00:00"),
    ("1767603600", day, "None", "1767-12-01 00:00"),
    ("the author of Ann and Jo", lambda _: author(), "Ann", "Jo"),
]
print("feedparser", version("feedparser"))
changed = False
for what, ask, guess, known in CASES:
    seen = ask(what)
    print(f"{what:30} guess: {guess:26} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
