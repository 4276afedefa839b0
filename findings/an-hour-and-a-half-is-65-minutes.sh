#!/bin/sh
# remind: reminders in a language of their own, as Debian has it.
# Guess:   1.5 is a number and a half, or refused, for the language has whole numbers; a call of 1.5 hours takes 90
#          minutes; an hour before 0:30 on the 5th is 23:30 on the 4th, or refused.
# Happens: the point is a colon: 1.5 is five past one, so the call takes 65 minutes, 9.5 is before 9.30, and a year and
#          0.5 is a time of day; 1.75 is refused. An hour before 0:30 on the 5th is 23:30 on the 5th. A choice of the
#          fifth of two is the second, and 2026-01-05 without quotes is 2020.
# Seen:    remind 04.02.03 of Debian 12. Moments (2026-01-05@23:30 and an hour), months, leap days are right.
# Matters: reminders of calls are written by people, who write lengths as 1.5; the end stands in the calendar as right.
set -eu
version=${1:-04.02.03-4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "remind=$version" 2>/dev/null
dpkg -x remind_*.deb root
changed=0
show() { # what is asked, the guess, what is known, and what is seen
  printf '%-42s guess: %-22s seen: %s\n' "$1" "$2" "$4"
  [ "$4" = "$3" ] || changed=1
}
value() { # an expression, the guess, and what is known
  seen=$(printf 'BANNER %%\nset r %s\nMSG [r]%%\n' "$1" | timeout 20 root/usr/bin/remind - 2026-01-05 2>/dev/null | xargs)
  [ "$seen" = "No reminders." ] && seen=refused
  show "$1" "$2" "$3" "$seen"
}
days() { # a reminder, the guess, and what is known
  seen=$(echo "$1 MSG x" | timeout 20 root/usr/bin/remind -s1 - 2026-01-05 2>/dev/null | head -1 | xargs -d '\n')
  show "$1" "$2" "$3" "$seen"
}
echo "remind $version"
value "10:00 - 9:30" 30 30
value "9.30" "refused" 09:30
value "9.5 < 9.30" "0, or refused" 1
value "0.5 == 0:05" "0, or refused" 1
value "1.75" refused refused
value "year('2026-01-05') + 0.5" "2026.5, or refused" 09:51
value "'2026-01-05@23:30' + 60" 2026-01-06@00:30 2026-01-06@00:30
value "2026-01-05 + 0" "2026-01-05, or refused" 2020
value 'choose(5, "a", "b")' "refused" b
days "REM 5 Jan 2026 AT 9:00 DURATION 1:30" "2026/01/05 * * 90 540 9:00-10:30am x" "2026/01/05 * * 90 540 9:00-10:30am x"
days "REM 5 Jan 2026 AT 9:00 DURATION 1.5" "refused" "2026/01/05 * * 65 540 9:00-10:05am x"
days "REM 5 Jan 2026 AT [0:30 - 60]" "2026/01/04, or refused" "2026/01/05 * * * 1410 11:30pm x"
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
