#!/bin/sh
# mongomock: searches in a database that stands in for MongoDB in tests.
# Guess:   it finds what MongoDB finds: 1 is not true; `$all` of nothing finds nothing; a key within a number is not
#          there, and so null; and in `$project` what is missing is less than 5, as null is less than any number.
# Happens: 1 finds true, and true a list with 1 in it; `$all` of nothing finds every document; `a.b: null` finds only
#          documents without any a; a comparison with what is missing has no value.
# Seen:    mongomock 4.3.0.
# Matters: tests of what is not known pass in the rehearsal, and the same search finds others in the database.
set -eu
version=${1:-4.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "mongomock==$version"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import mongomock

DOCUMENTS = [{"_id": 1, "a": 3}, {"_id": 2}, {"_id": 3, "a": None}, {"_id": 4, "a": True}, {"_id": 5, "a": [1, 9]}]
CASES = [  # the search, what MongoDB finds, what is found
    ({"a": {"$lt": 5}}, [1, 5], [1, 5]),
    ({"a": None}, [2, 3], [2, 3]),
    ({"a": 1}, [5], [4, 5]),
    ({"a": True}, [4], [4, 5]),
    ({"a": {"$all": []}}, [], [1, 2, 3, 4, 5]),
    ({"_id": {"$lt": 5}, "a.b": None}, [1, 2, 3, 4], [2]),
]
people = mongomock.MongoClient().rehearsal.people
people.insert_many([dict(document) for document in DOCUMENTS])
print("mongomock", version("mongomock"))
changed = False
for search, guess, known in CASES:
    seen = sorted(found["_id"] for found in people.find(search))
    print(f"{search!s:36} guess: {guess!s:15} seen: {seen}")
    changed |= seen != known
less = list(people.aggregate([{"$match": {"_id": 2}}, {"$project": {"_id": 0, "less": {"$lt": ["$a", 5]}}}]))
print("$lt: [$a, 5], of 2                   guess: [{'less': True}] seen:", less)
sys.exit("This has changed." if changed or less != [{}] else 0)
PY
