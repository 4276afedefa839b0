#!/bin/sh
# calcurse: a calendar for the terminal, as Debian has it; what it takes from a file of iCalendar and gives back.
# Guess:   a reminder an hour before comes back as one an hour before; a to-do keeps the day on which it is due; a day
#          more (RDATE) is there, or is refused; what is cancelled is not; 30 February is refused, as an hourly rule is.
# Happens: the reminder comes back as `-P300S`, five minutes, which icalendar cannot read, for seconds need a T before
#          them; the to-do has no day, the day more is gone, what was cancelled goes on, all without a word; 30 February
#          is 2 March; two days of leave are one day that comes twice.
# Seen:    calcurse 4.7.1 of Debian 12, icalendar 7.3.2. Rules with COUNT, the last Friday, EXDATE and nine in London
#          are right.
# Source:  RFC 5545, 3.3.6 (dur-value).
# Matters: a reminder of a call is written for such calendars, and comes when one should be there.
set -eu
version=${1:-4.7.1-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "calcurse=$version" libncursesw6 libtinfo6 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
python3 -m venv venv
venv/bin/pip install -qq icalendar==7.3.2
name=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$(uname -m)-linux-gnu")
libraries="$dir/root/usr/lib/$name:$dir/root/lib/$name"
changed=0
again() { # a component, as calcurse gives it back, without its begin and end
  rm -rf home
  mkdir home
  printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n%b\r\nEND:VCALENDAR\r\n' "$1" > in.ics
  LD_LIBRARY_PATH="$libraries" TZ=Europe/London TMPDIR="$dir" timeout 60 root/usr/bin/calcurse -q -D home -i in.ics \
    > told.txt 2>&1 < /dev/null || true
  LD_LIBRARY_PATH="$libraries" TZ=Europe/London timeout 60 root/usr/bin/calcurse -q -D home -xical \
    < /dev/null > out.ics
  tr -d '\r' < out.ics | grep -vE '^(BEGIN|END|VERSION|PRODID|SUMMARY|ACTION)' | xargs || true
}
show() { # what is asked, the guess, what is seen, and what is known
  printf '%-26s guess: %-50s seen: %s\n' "$1" "$2" "$3"
  [ "$3" = "$4" ] || changed=1
}
event() { # what is asked, the lines of the event, the guess, and what is known
  show "$1" "$3" "$(again "BEGIN:VEVENT\r\nSUMMARY:call\r\n$2\r\nEND:VEVENT")" "$4"
}
LD_LIBRARY_PATH="$libraries" root/usr/bin/calcurse --version | head -1
nine="DTSTART:20260105T090000"
event "nine" "$nine" "$nine" "$nine"
event "nine in London, in July" "DTSTART;TZID=Europe/London:20260705T090000" \
  "DTSTART:20260705T090000" "DTSTART:20260705T090000"
event "the last Friday" "DTSTART:20260130T090000\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR" \
  "DTSTART:20260130T090000 RRULE:FREQ=MONTHLY;BYDAY=-1FR" "DTSTART:20260130T090000 RRULE:FREQ=MONTHLY;BYDAY=-1FR"
event "a reminder an hour before" "$nine\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nACTION:DISPLAY\r\nEND:VALARM" \
  "$nine TRIGGER:-PT1H" "$nine TRIGGER:-P300S"
ask='import icalendar; print(icalendar.vDuration.from_ical("-P300S"))'
read=$(venv/bin/python -c "$ask" 2> /dev/null || echo refused)
show "its -P300S, by icalendar" "-1 day, 23:55:00" "$read" refused
event "a day more" "$nine\r\nRDATE:20260107T090000" refused "$nine"
event "cancelled" "$nine\r\nSTATUS:CANCELLED" "$nine STATUS:CANCELLED" "$nine"
event "30 February" "DTSTART:20260230T090000" refused "DTSTART:20260302T090000"
event "each hour" "$nine\r\nRRULE:FREQ=HOURLY" "" ""
event "two days" "DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260107" \
  "DTSTART;VALUE=DATE:20260105 DTEND;VALUE=DATE:20260107" \
  "DTSTART;VALUE=DATE:20260105 RRULE:FREQ=DAILY;UNTIL=20260106"
show "a to-do due on the 5th" "PRIORITY:5 DUE:20260105T090000" \
  "$(again "BEGIN:VTODO\r\nSUMMARY:ask\r\nPRIORITY:5\r\nDUE:20260105T090000\r\nEND:VTODO")" "PRIORITY:5"
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
