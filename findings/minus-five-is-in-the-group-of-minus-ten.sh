#!/bin/sh
# GNU datamash: sums and groups of columns on the command line, as Debian has it.
# Guess:   in groups of five, 5 is in the one that begins with 5, so -5 is in the one that begins with -5; what is no
#          number makes the least, the greatest and the median no number, wherever it stands, or it is left out in
#          each place; the commonest of 1, NaN, 1 is 1; what is added comes out with all its digits.
# Happens: -5 is in the group of -10, and -10 in that of -15. The least of NaN, 1, 3 is NaN, of 1, NaN, 3 it is 1; the
#          median of NaN, 1, 3 is 1, of 3, NaN, 1 NaN. The commonest is NaN. 12345678901234567 is written with 14
#          digits.
# Seen:    datamash 1.7 of Debian 12. -7 is in the group of -10.
# Matters: days before a deadline are counted below nought, and put into groups of a week.
set -eu
version=${1:-1.7-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "datamash=$version" 2>/dev/null
dpkg -x datamash_*.deb root
changed=0
ask() { # the values, what is asked of them, the guess, and what is known
  seen=$(printf '%s\n' $1 | root/usr/bin/datamash "$2" 1) || seen=refused
  printf '%-10s of %-18s guess: %-18s seen: %s\n' "$2" "$1" "$3" "$seen"
  [ "$seen" = "$4" ] || changed=1
}
root/usr/bin/datamash --version | head -1
ask 5 bin:5 5 5
ask 0 bin:5 0 0
ask -7 bin:5 -10 -10
ask -5 bin:5 -5 -10
ask -10 bin:5 -10 -15
ask -1 bin:1 -1 -2
ask "nan 1 3" min nan nan
ask "1 nan 3" min nan 1
ask "1 nan 3" max nan 3
ask "nan 1 3" median nan 1
ask "3 nan 1" median nan nan
ask "1 nan 1" mode 1 nan
ask 12345678901234567 sum 12345678901234567 1.2345678901235e+16
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
