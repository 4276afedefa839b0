#!/bin/sh
# units: the converter of GNU, as Debian has it.
# Guess:   -1.5 hours in hours and minutes are below nothing, in short as in full; 10% less than 100 is 90, or it is
#          refused; 8 / 2 4 is read as 8 / 2 * 4.
# Happens: in full they are "-1 hour - 30 min", in short (-t, for other programs) 1;30, as an hour and a half is.
#          100 - 10% is 99.9; 8 / 2 4 is 1, and 30 days / 2 weeks a number; 9 am are metres.
# Seen:    units 2.22 of Debian 12. 1|2 hour, two hours, half hour, 2^3^2 are right; 1 1/2 hours are refused.
# Matters: the short form is the one that scripts read, and a meeting that was is one that will be.
set -eu
version=${1:-2.22-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "units=$version" 2>/dev/null
dpkg -x units_*.deb root
grep -v '^!include' root/usr/share/units/definitions.units > definitions.units # without rates of currencies
changed=0
ask() { # -t or nothing, what, in which units, the guess, and what is known
  seen=$(LC_ALL=C timeout 20 root/usr/bin/units -f "$dir/definitions.units" $1 -- "$2" ${3:+"$3"} 2>&1 | head -1 | xargs)
  printf '%-2s %-14s %-8s guess: %-22s seen: %s\n' "$1" "$2" "$3" "$4" "$seen"
  [ "$seen" = "$5" ] || changed=1
}
echo "units $version"
ask "" "1.5 hours" "hour;min" "1 hour + 30 min" "1 hour + 30 min"
ask "" "-1.5 hours" "hour;min" "-1 hour - 30 min" "-1 hour - 30 min"
ask -t "1.5 hours" "hour;min" "1;30" "1;30"
ask -t "-1.5 hours" "hour;min" "-1;-30, or -1;30" "1;30"
ask -t "-1.5 hours" "min" "-90" "-90"
ask -t "half hour" "min" 30 30
ask -t "100 - 10%" "" "90, or refused" 99.9
ask -t "8 / 2 * 4" "" 16 16
ask -t "8 / 2 4" "" 16 1
ask -t "9 am" "m" refused 9e-18
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
