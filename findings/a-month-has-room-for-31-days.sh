#!/bin/sh
# xmlschema and lxml: limits of XML Schema on lengths of time, days and moments.
# Guess:   at most a month: 27 days are, 31 are not, for months are of 28 days and more, and XML Schema lets pass what
#          is within the limit in every month only; what cannot be compared (NaN; a day in UTC and one in no zone) is
#          not within a limit; 24:00 is the midnight that follows.
# Happens: xmlschema lets pass whatever is not beyond the limit, and so 31 days where a month is the most, a month where
#          30 days are the least, NaN, and days whose zone is not known. libxml2, in lxml, does these as guessed, but
#          has the end of the 4th before the beginning of the 5th.
# Seen:    xmlschema 4.3.2, lxml 6.1.3.
# Matters: two checks of one file disagree, and each is wrong once.
set -eu
version=${1:-4.3.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "xmlschema==$version" lxml==6.1.3
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import lxml.etree
import xmlschema

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:simpleType>
<xs:restriction base="xs:{}"><xs:{} value="{}"/></xs:restriction></xs:simpleType></xs:element></xs:schema>"""
CASES = [  # the type, the limit, the value, the guess, xmlschema, lxml
    ("duration", "maxInclusive", "P1M", "P27D", True, True, True),
    ("duration", "maxInclusive", "P1M", "P31D", False, True, False),
    ("duration", "maxInclusive", "P1M", "P32D", False, False, False),
    ("duration", "minInclusive", "P30D", "P1M", False, True, False),
    ("float", "maxInclusive", "1", "NaN", False, True, False),
    ("date", "minInclusive", "2026-01-05", "2026-01-05Z", False, True, False),
    ("dateTime", "maxExclusive", "2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z", False, False, False),
    ("dateTime", "maxExclusive", "2026-01-05T00:00:00Z", "2026-01-04T24:00:00Z", False, False, True),
]
print("xmlschema", version("xmlschema"), "lxml", version("lxml"))
changed = False
for kind, limit, bound, value, guess, *known in CASES:
    schema, document = SCHEMA.format(kind, limit, bound), f"<a>{value}</a>"
    seen = [
        xmlschema.XMLSchema11(schema).is_valid(document),
        lxml.etree.XMLSchema(lxml.etree.fromstring(schema)).validate(lxml.etree.fromstring(document)),
    ]
    print(f"{kind:8} {limit} {bound:20}  {value:20}  guess: {guess!s:5}  seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
