#!/bin/sh
# Taskwarrior: days and durations of tasks, as Debian has it.
# Guess:   week 2 of 2027 begins with its day 1; what is due at 24:00 on the 5th is due at the beginning of the 6th, or
#          refused, as it is where it is worked out; a sennight is seven nights, as a fortnight is fourteen; a
#          difference that is negative is written as a duration that can be read again.
# Happens: week 2 is Sunday, 10 January, and its day 1 the 11th, whichever day weeks begin with. 24:00 on the 5th is the
#          beginning of the 5th; a sennight is fourteen days; an hour less two is `PT-1H`, and with three hours more
#          the text `PT-1HPT3H`.
# Seen:    Taskwarrior 2.6.2 of Debian 12. A month is thirty days, as its manual says.
# Matters: "by week 2" and "by midnight on the 5th" are deadlines of a task; both are a day early.
set -eu
version=${1:-2.6.2+dfsg-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "taskwarrior=$version" 2>/dev/null
dpkg -x taskwarrior_*.deb root
mkdir data
printf 'data.location=data\nconfirmation=no\nverbose=nothing\n' > settings
export HOME="$dir" TASKRC="$dir/settings" TASKDATA="$dir/data" TZ=UTC
changed=0
ask() { # what is worked out, the guess, what is known, and options
  seen=$(root/usr/bin/task $4 calc "$1" 2>/dev/null) || seen=refused
  printf '%-40s guess: %-20s seen: %s\n' "$1${4:+ ($4)}" "$2" "$seen"
  [ "$seen" = "$3" ] || changed=1
}
due() { # the day on which a task is due, the guess, and what is known
  rm -f data/*
  root/usr/bin/task add letter "due:$1" 2>/dev/null || :
  seen=$(root/usr/bin/task export 2>/dev/null | sed -n 's/.*"due":"\([^"]*\)".*/\1/p')
  printf '%-40s guess: %-20s seen: %s\n' "due:$1" "$2" "$seen"
  [ "$seen" = "$3" ] || changed=1
}
root/usr/bin/task --version
ask 2027-W02-1 2027-01-11T00:00:00 2027-01-11T00:00:00 ""
ask 2027-W02 2027-01-11T00:00:00 2027-01-10T00:00:00 rc.weekstart=monday
ask 2027-W02 2027-01-10T00:00:00 2027-01-10T00:00:00 rc.weekstart=sunday
ask "2027-01-05T23:00 + 1h" 2027-01-06T00:00:00 2027-01-06T00:00:00 ""
due 2027-01-05T23:00 20270105T230000Z 20270105T230000Z
due 2027-01-05T24:00 20270106T000000Z 20270105T000000Z
ask 1fortnight P14D P14D ""
ask 1sennight P7D P14D ""
ask "2h - 1h" PT1H PT1H ""
ask "1h - 2h" -PT1H PT-1H ""
ask "PT1H + 3h" PT4H PT4H ""
ask "PT-1H + 3h" PT2H PT-1HPT3H ""
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
