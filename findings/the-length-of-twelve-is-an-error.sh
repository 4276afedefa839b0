#!/bin/sh
# Miller: tables of many formats on the command line, as Debian has it.
# Guess:   by its reference a number has the length of its digits, +5 and 0012 are the numbers 5 and 12; a sum, a count
#          and a mean are of the same values; the greatest of 1, "abc" and 9 is 9, or it is refused.
# Happens: the length of 12 is (error), as is 12 with its 1 replaced; +5, -05 and 0012 are texts, and (error) plus one.
#          Of 1, "abc" and 3 the sum is 4, the count 3 and the mean 2. The greatest is "abc".
# Seen:    Miller 6.6.0 of Debian 12. The length of "ab" is 2, and toupper leaves 12 as it is.
# Matters: a telephone number, a room and a number of a form begin with a plus or with a nought.
set -eu
version=${1:-6.6.0-2+b3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "miller=$version" 2>/dev/null
dpkg -x miller_*.deb root
changed=0
ask() { # what is asked, the guess, what is known, the values, and the words of Miller
  asked=$1 guess=$2 known=$3 values=$4
  shift 4
  seen=$(printf 'v=%s\n' $values | root/usr/bin/mlr --onidx "$@" 2>/dev/null) || seen=refused
  printf '%-36s guess: %-18s seen: %s\n' "$asked" "$guess" "$seen"
  [ "$seen" = "$known" ] || changed=1
}
root/usr/bin/mlr --version
put() { # an expression of one value, which is shown
  ask "$1 where v is $2" "$3" "$4" "$2" put -q "emit {\"shown\": $1}"
}
put 'strlen($v)' ab 2 2
put 'strlen($v)' 12 2 "(error)"
put 'toupper($v)' 12 12 12
put 'sub($v, "1", "x")' 12 x2 "(error)"
put 'typeof($v)' 5 int int
put 'typeof($v)' +5 int string
put 'typeof($v)' 0012 int string
put '$v + 1' 0012 13 "(error)"
put '$v + 1' -05 -4 "(error)"
ask "sum, count, mean of 1 and 3" "4 2 2" "4 2 2" "1 3" stats1 -a sum,count,mean -f v
ask "sum, count, mean of 1, abc, 3" refused "4 3 2" "1 abc 3" stats1 -a sum,count,mean -f v
ask "the greatest of 1, abc, 9" 9 "1 abc" "1 abc 9" top -f v
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
