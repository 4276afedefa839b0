#!/bin/sh
# strictyaml: a subset of YAML that does not guess, with a schema that says what a value is.
# Guess:   a moment is as ISO writes it, all else is refused, as "0x1F" is no whole number and "y" no comma; a whole
#          number is of digits; an empty item of a list is refused with a message.
# Happens: for Datetime on 31 March "may" is 31 May, "february" the 28th, "monday" the next one, "5" the 5th of the
#          month; 05/01/2026 is 1 May. 1_000 is 1000 and 1_000.5 a thousand and a half; a@b is an address. An empty
#          item is an IndexError.
# Seen:    strictyaml 1.7.3 and 1.4.4, python-dateutil 2.9.0.post0, by a clock that stands at 31 March 2026
#          (freezegun).
# Source:  strictyaml/scalar.py reads a Datetime by dateutil, which takes from today what is not stated.
# Matters: a day that is missing in a file is made up from the day on which the file is read.
set -eu
version=${1:-1.7.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "strictyaml==$version" python-dateutil==2.9.0.post0 freezegun==1.5.5
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import strictyaml
from freezegun import freeze_time
from strictyaml import Bool, CommaSeparated, Datetime, Email, Float, Int, Map

CASES = [  # what the value is by the schema, the value, the guess, what is seen
    (Bool(), "maybe", "refused", "refused"),
    (Int(), "0x1F", "refused", "refused"),
    (Int(), "5.0", "refused", "refused"),
    (Int(), "1_000", "refused", "1000"),
    (Float(), "1_000.5", "refused", "1000.5"),
    (Float(), "1,5", "refused", "refused"),
    (Email(), "a@b", "refused", "a@b"),
    (CommaSeparated(Int()), "1, 2", "[1, 2]", "[1, 2]"),
    (CommaSeparated(Int()), "1,,2", "refused", "IndexError"),
    (Datetime(), "2026-01-05", "2026-01-05 00:00:00", "2026-01-05 00:00:00"),
    (Datetime(), "2026-02-30", "refused", "refused"),
    (Datetime(), "soon", "refused", "refused"),
    (Datetime(), "05/01/2026", "refused", "2026-05-01 00:00:00"),
    (Datetime(), "may", "refused", "2026-05-31 00:00:00"),
    (Datetime(), "february", "refused", "2026-02-28 00:00:00"),
    (Datetime(), "5", "refused", "2026-03-05 00:00:00"),
    (Datetime(), "monday", "refused", "2026-04-06 00:00:00"),
]
print("strictyaml", version("strictyaml"))
changed = False
with freeze_time("2026-03-31"):
    for schema, text, guess, known in CASES:
        try:
            seen = str(strictyaml.load(f"value: {text}\n", Map({"value": schema})).data["value"])
        except strictyaml.StrictYAMLError:
            seen = "refused"
        except IndexError:
            seen = "IndexError"
        print(f"{type(schema).__name__:14} {text:10} guess: {guess:19} seen: {seen}")
        changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
