#!/bin/sh
# todoman: a to-do that comes back each month, carried out time after time.
# Guess:   with COUNT=3 it is there three times; the next one begins before it is due, a day as in the file.
# Happens: after three times there is a fourth, and so on, each with COUNT=3. Where the first begins on 31 January and
#          is due on 1 February, the next begins on 31 March and is due on 1 March.
# Seen:    todoman 4.7.0. Reminders and properties that it does not know stay as they are when it edits.
# Matters: three reminders never end; what begins after it is due is not shown by what follows the standard.
set -eu
version=${1:-4.7.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "todoman==$version"
mkdir -p lists/work
cat > config.py <<'PY'
path = "lists/*"
cache_path = "cache/todo.sqlite3"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "work"
PY
cat > ask.py <<'PY'
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

LIST = Path("lists/work")


def todo(*words):
    """Runs todoman with these words, and gives what it says."""
    command = ["venv/bin/todo", "--config", "config.py", *words]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def still_open():
    """Of the to-do that is open, the day of its beginning, its due day and its rule."""
    for file in LIST.glob("*.ics"):
        lines = file.read_text().splitlines()
        if not any(line.startswith("STATUS:COMPLETED") for line in lines):
            return " ".join(line.split(":", 1)[1] for line in lines if line.startswith(("DTSTART", "DUE", "RRULE")))
    return "none"


def after(times, *lines):
    """What is open once a to-do with these lines was carried out so many times."""
    for file in [*LIST.glob("*.ics"), *Path().glob("cache/*")]:
        file.unlink()
    head = ["VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VTODO", "UID:a@example.org", "DTSTAMP:20291201T000000Z"]
    text = ["BEGIN:VCALENDAR", *head, "SUMMARY:ask", *lines, "END:VTODO", "END:VCALENDAR", ""]
    (LIST / "a.ics").write_bytes("\r\n".join(text).encode())
    for _ in range(times):
        number = todo("list").split("]")[1].split()[0]
        todo("done", number)
    return still_open()


MONTHLY = "RRULE:FREQ=MONTHLY;COUNT=3"
DUE, EARLY, LAST = "DUE;VALUE=DATE:20300201", "DTSTART;VALUE=DATE:20300125", "DTSTART;VALUE=DATE:20300131"
CASES = [  # how often it was carried out, its lines, the guess what is open, and what is
    (1, (EARLY, DUE), "none", "none"),
    (1, (EARLY, DUE, "RRULE:FREQ=MONTHLY"), "20300225 20300301 FREQ=MONTHLY", "20300225 20300301 FREQ=MONTHLY"),
    (3, (EARLY, DUE, MONTHLY), "none", "20300425 20300501 FREQ=MONTHLY;COUNT=3"),
    (1, (LAST, DUE, "RRULE:FREQ=MONTHLY"), "20300228 20300301 FREQ=MONTHLY", "20300331 20300301 FREQ=MONTHLY"),
]
print("todoman", version("todoman"))
changed = False
for times, lines, guess, known in CASES:
    seen = after(times, *lines)
    print(*lines, f"{times} times", f"guess: {guess}", f"seen:  {seen}", sep="\n  ")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python ask.py
