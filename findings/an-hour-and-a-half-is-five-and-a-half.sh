#!/bin/sh
# qalc: the calculator of libqalculate, as Debian has it.
# Guess:   1 1/2 hours are 90 minutes, as a half is written there, or it is refused; from 1 March back to 31 January are
#          -29 days; a month before 31 March is 28 February, as elsewhere; 30 February is refused, as it is by `days`;
#          5 January is after 4 January.
# Happens: they are 330 minutes, for 1 1/2 is 11 halves; from March back to January are 29 days, as forth; a month before
#          31 March is 3 March, and a month and a half after 31 January 18 March, noon; 30 February is 2 March for `date`,
#          and month 13 January; without quotes the greater of two days is 2020, and the 5th is not after the 4th;
#          sum(1,2,3) is 2.
# Seen:    qalc 4.5.1 of Debian 12. Days after a day, 100 - 10% + 5, and medians are right.
# Matters: a calculator that knows days is asked for days in working lives, and does not say what it has understood.
set -eu
version=${1:-4.5.1-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "qalc=$version" "libqalculate22=$version" "libqalculate-data=$version" libicu72 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$dir/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")"
export HOME="$dir/home" XDG_DATA_HOME="$dir/home" XDG_CONFIG_HOME="$dir/home"
mkdir -p home/qalculate/definitions # what is global goes where a user's own units are
cp root/usr/share/qalculate/*.xml home/qalculate/definitions
changed=0
ask() { # the question, the guess, and what is known
  seen=$(LC_ALL=C.UTF-8 timeout 60 root/usr/bin/qalc -t "$1" 2>/dev/null | grep -vE "I/O warning|global definitions" | xargs)
  printf '%-32s guess: %-10s seen: %s\n' "$1" "$2" "$seen"
  [ "$seen" = "$3" ] || changed=1
}
echo "qalc $version"
ask "1.5 hours to minutes" "90 min" "90 min"
ask "1 1/2 hours to minutes" "90 min" "330 min"
ask "100 - 10% + 5" 95 95
ask "median(1,2,3,10)" 2.5 2.5
ask "sum(1,2,3)" refused 2
ask "days(2026-01-31, 2026-03-01)" 29 29
ask "days(2026-03-01, 2026-01-31)" -29 29
ask "addDays(2026-01-31, 1)" 2026-02-01 2026-02-01
ask "addMonths(2026-03-31, -1)" 2026-02-28 2026-03-03
ask "addMonths(2026-01-31, 1.5)" refused 2026-03-18T12:00:00
ask "date(2026, 1, 5)" 2026-01-05 2026-01-05
ask "date(2026, 2, 30)" refused 2026-03-02
ask "date(2026, 13, 5)" refused 2027-01-05
ask "max(2026-01-05, 2026-01-06)" 2026-01-06 2020
ask "2026-01-05 > 2026-01-04" true false
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
