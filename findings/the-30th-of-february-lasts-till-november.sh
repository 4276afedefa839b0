#!/bin/sh
# hledger: entries of a journal by their days, as Debian has it.
# Guess:   a day that does not exist is refused in a question, as it is in a journal; the fifth Friday of a month is one
#          where there is one, or it is refused, as the fourth is the fourth; what repeats "from" a day begins there.
# Happens: `date:2026-02-30` is all from February to the 30th of the month in which it is asked, for the dash is read as
#          "to"; so is `from 2026-13`. The fifth Fridays of 2026 are 2 January, 6 March, 3 April, 1 May, 29 May.
# Seen:    hledger 1.25 of Debian 12. `date:2026-02-28` is that day, and each fourth Friday is right.
# Matters: a question that asks for a day gets months, and nothing in the answer says so.
set -eu
version=${1:-1.25-2+b5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "hledger=$version" 2>/dev/null
dpkg -x hledger_*.deb root
export LANG=C.UTF-8
for day in 01-05 02-28 03-31 04-30; do printf '2026-%s x\n  b  1\n  c\n\n' "$day"; done > days.journal
changed=0
show() { # what is asked, the guess, what is seen, and what is known
  printf '%-30s guess: %-36s seen: %s\n' "$1" "$2" "$3"
  [ "$3" = "$4" ] || changed=1
}
days() { sed -n 's/^2026-\([0-9-]*\) .*/\1/p' | xargs; }
ask() { show "$1${4:+ $4}" "$2" "$(root/usr/bin/hledger -f days.journal register b "$1" ${4:+"$4"} 2>/dev/null | days)" "$3"; }
each() { # the days that come of "every …" in the first half of 2026
  rule="~ every $1 of month from 2026-01-01 to 2026-07-01"
  seen=$(printf '%s\n  b  1\n  c\n' "$rule" | root/usr/bin/hledger -f - --forecast=2026-01..2026-07 register b | days)
  show "every $1" "$2" "$seen" "$3"
}
root/usr/bin/hledger --version
ask date:2026-02-28 02-28 02-28
ask date:2026-02 02-28 02-28
ask date:2026-02-30 "" "02-28 03-31 04-30"
ask date:2026-13 "" "01-05 02-28 03-31 04-30"
each "4th friday" "01-23 02-27 03-27 04-24 05-22 06-26" "01-23 02-27 03-27 04-24 05-22 06-26"
each "5th friday" "01-30 05-29" "01-02 03-06 04-03 05-01 05-29"
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
