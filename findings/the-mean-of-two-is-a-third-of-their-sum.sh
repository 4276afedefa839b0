#!/bin/sh
# GNU recutils: records in a file of text, with types, and questions to them, as Debian has it.
# Guess:   a mean is the sum by the count of those that have the field; of days the least is a day, or it is refused;
#          who states no pay earns neither nothing nor less than 100; "and" binds closer than "or", as in C and SQL;
#          a day is a day of the calendar; 1 and 01 are one number, so one key.
# Happens: of 45000, none and 5.5 the mean is a third of the sum, and the count is 2; the least day is 1.79769e+308;
#          who states no pay has `Pay = 0`; `a || b && c` is (a or b) and c. "monday", "next week" and "5" pass as days,
#          1 and 01 as two keys.
# Seen:    recutils 1.9 of Debian 12. 30 February is refused.
# Matters: notes on applications are kept in such files, which are edited by hand as rule files are.
set -eu
version=${1:-1.9-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "recutils=$version" "librec1=$version" 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
bin=root/usr/bin
export LD_LIBRARY_PATH="$dir/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")"
people() { # the first person's number and day
  printf '%s\n' "%rec: Person" "%key: Id" "%type: Id int" "%type: Pay real" "%type: Day date" "" \
    "Id: $1" "Name: Ann" "Pay: 45000" "Day: $2" "" "Id: 2" "Name: Bo" "Day: 5 Jan 2026" "" \
    "Id: 3" "Name: Cy" "Pay: 5.5" "Day: 2026-02-28"
}
people 1 2026-01-05 > people.rec
changed=0
show() {
  printf '%-44s guess: %-12s seen: %s\n' "$1" "$2" "$3"
  [ "$3" = "$4" ] || changed=1
}
value() { show "$1" "$2" "$("$bin/recsel" -P "$1" people.rec)" "$3"; }
who() { show "who has $1" "${2:-nobody}" "$("$bin/recsel" -e "$1" -C -P Name people.rec | xargs)" "$3"; }
file() { # what is in the file, its first number and day, the guess, and what is known
  people "$2" "$3" > other.rec
  seen=passes
  "$bin/recfix" other.rec > /dev/null 2>&1 || seen=refused
  show "$1" "$4" "$seen" "$5"
}
"$bin/recsel" --version | head -1
value "Count(Pay)" 2 2
value "Sum(Pay)" 45005.5 45005.5
value "Avg(Pay)" 22502.8 15001.8
value "Avg(Missing)" "" 0
value "Min(Day)" refused 1.79769e+308
who "Pay > 100" Ann Ann
who "Pay < 100" Cy "Bo Cy"
who "Pay = 0" "" Bo
who "Missing > -1" "" "Ann Bo Cy"
who "Id = 3 && Id = 3 || Id = 1" "Ann Cy" "Ann Cy"
who "Id = 3 || Id = 2 && Id = 1" Cy ""
file "the day 30 feb 2026" 1 "30 feb 2026" refused refused
file "the day monday" 1 monday refused passes
file "the day 5" 1 5 refused passes
file "the keys 2 and 2" 2 2026-01-05 refused refused
file "the keys 02 and 2" 02 2026-01-05 refused passes
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
