#!/bin/sh
# node-ical: an event on the 31st that repeats each month, RRULE:FREQ=MONTHLY.
# Guess:   the months without a 31st are left out (RFC 5545 3.3.10), as rrule and ical.js do:
#          31 January, 31 March, 31 May, 31 July.
# Happens: node-ical has 31 January, 28 February and from then on the 28th of every month.
# Seen:    0.23.1 to 0.26.1, the last for Node 20. 0.22.1 was right, and so is 0.27.2 (Node 22).
# Matters: a reminder at the month's end comes early, and more often than another reader shows it.
set -eu
version=${1:-0.26.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . "node-ical@$version" rrule@2.8.1
cat > read.mjs <<'JS'
import ical from 'node-ical';
import rrule from 'rrule';
const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:a', 'BEGIN:VEVENT', 'UID:1',
  'DTSTAMP:20260101T000000Z', 'DTSTART:20260131T090000Z', 'RRULE:FREQ=MONTHLY;COUNT=4',
  'END:VEVENT', 'END:VCALENDAR', ''];
const parts = Object.values(ical.sync.parseICS(lines.join('\r\n')));
const event = parts.find(({ type }) => type === 'VEVENT');
const day = (date) => date.toISOString().slice(5, 10);
const days = event.rrule.all().map(day).join(' ');
const others = rrule.rrulestr(lines.slice(6, 8).join('\n')).all().map(day).join(' ');
console.log(`guess: ${others} (as rrule 2.8.1 has it)`);
console.log(`seen:  ${days}`);
if (others !== '01-31 03-31 05-31 07-31' || days !== '01-31 02-28 03-28 04-28') {
  console.error('This has changed.');
  process.exit(1);
}
JS
echo "node-ical $version"
TZ=UTC node read.mjs
