#!/bin/sh
# luqum: queries in Lucene's words, and made into those of Elasticsearch.
# Guess:   what is read and written again, such as n:>5, means in Elasticsearch what it means in Lucene, or is refused;
#          a -b is a without b; && is AND, and ! is NOT.
# Happens: n:>5, n:>=5, n:<5 and n:<=5 all ask for 5 itself, while n:{5 TO *] is more than 5; "a -b" asks for a, or for
#          what is without b; `a && b` asks for a, for the word && or for b, and `!a` for the word !a; its own
#          LuceneCheck takes both, and refuses n:>5.
# Seen:    luqum 1.0.0 and 0.13.0. Ranges in brackets, AND NOT and groups are right; AND beside OR without brackets is
#          refused.
# Source:  the query_string of Elasticsearch (ranges, boolean operators), and Lucene's classic query parser.
# Matters: whoever asks for waits of more than five days gets those of five.
set -eu
version=${1:-1.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "luqum==$version"
cat > ask.py <<'PY'
import sys
from importlib.metadata import version

from luqum.elasticsearch import ElasticsearchQueryBuilder
from luqum.exceptions import InconsistentQueryException
from luqum.parser import parser


def plain(query):
    """An Elasticsearch query in few words: {"term": {"n": {"value": "5"}}} is n=5."""
    (kind, of), *_ = query.items()
    if kind == "bool":
        word = {"must": " and ", "should": " or ", "must_not": "not "}
        (how, parts), *_ = of.items()
        told = word[how].join(map(plain, parts))
        return f"({told})" if len(parts) > 1 else f"({word[how].strip()} {told})"
    (field, what), *_ = of.items()
    if kind == "range":
        return field + " " + " ".join(f"{name} {value}" for name, value in sorted(what.items()))
    return f"{field}={what.get('value', what.get('query'))}"


def asked(query):
    try:
        return plain(ElasticsearchQueryBuilder(default_field="w", not_analyzed_fields=["n"])(parser.parse(query)))
    except InconsistentQueryException:
        return "refused"


CASES = [  # what is asked, what is seen, the guess, and what is known
    ("n:5", asked("n:5"), "n=5", "n=5"),
    ("n:{5 TO *]", asked("n:{5 TO *]"), "n gt 5", "n gt 5"),
    ("n:>5", asked("n:>5"), "n gt 5", "n=5"),
    ("n:>=5", asked("n:>=5"), "n gte 5", "n=5"),
    ("n:<5", asked("n:<5"), "n lt 5", "n=5"),
    ("n:(>5 AND <9)", asked("n:(>5 AND <9)"), "(n gt 5 and n lt 9)", "(n=5 and n=9)"),
    ("a AND NOT b", asked("a AND NOT b"), "(w=a and (not w=b))", "(w=a and (not w=b))"),
    ("a -b", asked("a -b"), "(w=a and (not w=b))", "(w=a or (not w=b))"),
    ("a && b", asked("a && b"), "(w=a and w=b)", "(w=a or w=&& or w=b)"),
    ("!a", asked("!a"), "(not w=a)", "w=!a"),
    ("a OR b AND c", asked("a OR b AND c"), "(w=a or (w=b and w=c))", "refused"),
]
print("luqum", version("luqum"))
changed = False
for asked, seen, guess, known in CASES:
    print(f"{asked:13} guess: {guess} seen: {seen}")
    changed |= str(seen) != known
sys.exit("This has changed." if changed else 0)
PY
timeout 60 venv/bin/python -W ignore ask.py
