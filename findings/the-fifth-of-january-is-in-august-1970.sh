#!/bin/sh
# pydantic and msgspec: days and lengths of time read from text.
# Guess:   20260105 is 5 January 2026 in the basic form of ISO 8601, as Python's own fromisoformat has it, or refused;
#          2026 alone is refused; P1M is refused, since a timedelta has no months; P2W is two weeks.
# Happens: pydantic reads 20260105 as a number of seconds, and has 23 August 1970; so does msgspec, where it is not
#          strict. 2026 is half past midnight on 1 January 1970. A month is 30 days to pydantic, a year 365; weeks are
#          refused by msgspec, whose documentation speaks of ISO 8601.
# Seen:    pydantic 2.13.4 and 2.14.4, msgspec 0.21.1 and 0.23.0; cattrs 26.2.1, which is as guessed.
# Matters: a column of days in the short form is read without an error, and every deadline has passed for 56 years.
set -eu
version=${1:-2.14.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pydantic==$version" msgspec==0.23.0 cattrs==26.2.1
venv/bin/python - <<'PY'
import sys
from datetime import datetime, timedelta
from importlib.metadata import version

import cattrs.preconf.json
import msgspec
import pydantic

CATTRS = cattrs.preconf.json.make_converter()
READERS = {
    "pydantic": lambda kind, text: pydantic.TypeAdapter(kind).validate_python(text),
    "msgspec": lambda kind, text: msgspec.convert(text, kind, strict=False),
    "cattrs": lambda kind, text: CATTRS.structure(text, kind),
}
REFUSED = (ValueError, msgspec.ValidationError, cattrs.StructureHandlerNotFoundError)
CASES = [  # the type, the text, the guess, and what the three have
    (datetime, "20260105", "2026-01-05 00:00:00", "1970-08-23 11:48:25", "1970-08-23 11:48:25", "2026-01-05 00:00:00"),
    (datetime, "2026", "refused", "1970-01-01 00:33:46", "1970-01-01 00:33:46", "refused"),
    (timedelta, "P1M", "refused", "30 days, 0:00:00", "refused", "refused"),
    (timedelta, "P1Y", "refused", "365 days, 0:00:00", "refused", "refused"),
    (timedelta, "P2W", "14 days, 0:00:00", "14 days, 0:00:00", "refused", "refused"),
]


def read(reader, kind, text):
    try:
        value = reader(kind, text)
    except REFUSED:
        return "refused"
    return str(value.replace(tzinfo=None) if isinstance(value, datetime) else value)


print(*(f"{name} {version(name)}" for name in READERS))
changed = False
for kind, text, guess, *known in CASES:
    seen = [read(reader, kind, text) for reader in READERS.values()]
    print(f"{kind.__name__:9} {text:9} guess: {guess:20} seen:", " | ".join(seen))
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
