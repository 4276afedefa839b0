#!/bin/sh
# csvkit: tables passed through csvjson and csvsort, which find out the types of their columns.
# Guess:   "Monday", "May", "tomorrow" and "3 days" stay the texts that they are; a column of "10%" and "$5" stays
#          text, since the two are no numbers of one kind; csvsort changes the order of the rows and nothing else.
# Happens: a weekday is a day in January of the year 1, "May" is the first of May in that year, "2 weeks" is
#          "14 days, 0:00:00", and "NO" is false. 10% is 10 and $5 is 5. csvsort writes these into the file.
# Seen:    csvkit 2.2.0 with agate 1.14.2. With `--no-inference` all of it stays text.
# Matters: a table of answers sorted once with it has no weekdays any more.
set -eu
version=${1:-2.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "csvkit==$version" agate==1.14.2 parsedatetime==2.6 pytimeparse==1.1.10
cat > answers.csv <<'CSV'
name,day,month,when,notice,visa,rise
Ann,Monday,May,tomorrow,3 days,NO,10%
Bob,Friday,March,next week,2 weeks,NO,$5
CSV
venv/bin/csvjson answers.csv > seen.json
venv/bin/csvsort -c day answers.csv > sorted.csv
printf 'csvkit %s\nguess: the texts of the table, and the same table with Friday first\nseen:\n' "$version"
cat seen.json sorted.csv
venv/bin/python - <<'PY'
import json
import sys

ann, bob = json.load(open("seen.json"))
same = (
    list(ann.values()) == ["Ann", "0001-01-08", "0001-05-01", "0001-01-02", "3 days, 0:00:00", False, 10.0]
    and list(bob.values()) == ["Bob", "0001-01-05", "0001-03-01", "0001-01-08", "14 days, 0:00:00", False, 5.0]
    and open("sorted.csv").read().splitlines()[1]
    == 'Bob,0001-01-05,0001-03-01,0001-01-08,"14 days, 0:00:00",False,5'
)
sys.exit(0 if same else "This has changed.")
PY
