#!/bin/sh
# khal: the same appointment imported again, in an older revision and as a cancelled one.
# Guess:   what has the same UID and a greater SEQUENCE wins, as the iCalendar standard says; METHOD:CANCEL removes it.
# Happens: the file read last wins: SEQUENCE 0 moves the day back that SEQUENCE 1 had moved. A cancelled appointment
#          stays in the list, and each import of something known leaves one more file beside the calendar's own.
# Seen:    khal 0.14.1.
# Matters: a calendar file that lies in a mailbox twice may be read in any order; a piece of advice that is done
#          has to be taken out by its reader.
set -eu
version=${1:-0.14.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "khal==$version"
mkdir calendar
export XDG_DATA_HOME="$dir/data"
cat > khal.conf <<CONF
[calendars]
[[mine]]
path = $dir/calendar
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
CONF
# import METHOD SEQUENCE DAY STATUS: one event of that revision, then what the calendar shows.
import() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN "METHOD:$1" BEGIN:VEVENT UID:thanks@example.org \
        "DTSTAMP:2029120$(($2 + 1))T000000Z" "SEQUENCE:$2" "DTSTART;VALUE=DATE:$3" "STATUS:$4" "SUMMARY:Say thanks" \
        END:VEVENT END:VCALENDAR > event.ics
    venv/bin/khal -c khal.conf import --batch -a mine event.ics
    venv/bin/khal -c khal.conf list --format "{start-date} {cancelled}{title}" --day-format "" 2030-01-01 20d
}
first=$(import PUBLISH 0 20300107 CONFIRMED)
moved=$(import PUBLISH 1 20300109 CONFIRMED)
older=$(import PUBLISH 0 20300107 CONFIRMED)
cancelled=$(import CANCEL 2 20300107 CANCELLED)
files=$(find calendar -type f | wc -l)
echo "khal $version"
echo "guess: the 7th, the 9th, the 9th still, nothing; one file"
echo "seen:  $first; $moved; $older; $cancelled; $files files"
[ "$first" = "2030-01-07 Say thanks" ] && [ "$moved" = "2030-01-09 Say thanks" ] && [ "$older" = "$first" ] &&
    [ "$cancelled" = "2030-01-07 CANCELLED Say thanks" ] && [ "$files" -gt 1 ] || { echo "This has changed."; exit 1; }
