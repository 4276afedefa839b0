#!/bin/sh
# sabre/vobject (PHP, as Debian has it): calendars, and what in them comes again.
# Guess:   a part of a rule that it does not know is refused, or obeyed: week 5, day 100, the 20th Monday of the year; a day added
#          by RDATE is there, as one taken out by EXDATE is not; a to-do comes again as an event does; each 90 minutes are three
#          moments; half past two each night is 2:30 again after the night without it; a comma in a text has no backslash.
# Happens: by week 5, day 100 and the 20th Monday there is the first day only; RDATE is left out; a to-do is there once; each
#          90 minutes are the same moment three times; after the night in which the clocks go forward each night is at 3:30. A
#          text of "a, b" is `a\, b`, and `validate` finds nothing wrong with FREQ=FORTNIGHTLY or an end before the start.
# Seen:    sabre/vobject 2.1.7 of Debian 12 with PHP 8.2. BYSETPOS, WKST, COUNT with EXDATE, and months without a 31st are right.
# Matters: servers of calendars show by it what is due; an appointment added by hand, or a to-do that recurs, is not seen.
set -eu
version=${1:-2.1.7-6.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "php-sabre-vobject=$version" php8.2-cli php8.2-common php8.2-mbstring libsodium23 libargon2-1 libedit2 libmagic1 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libsodium.so.23)
modules=$(dirname root/usr/lib/php/*/mbstring.so)
cat > ask.php <<'PHP'
<?php
error_reporting(E_ERROR);
date_default_timezone_set("UTC");
set_include_path(__DIR__ . "/root/usr/share/php");
require "Sabre/VObject/autoload.php";

function calendar($lines, $kind)
{
    $lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:$kind", "UID:1", "DTSTAMP:20260101T000000Z", ...$lines, "END:$kind", "END:VCALENDAR", ""];
    return Sabre\VObject\Reader::read(implode("\r\n", $lines));
}

function moments($start, $rule, $kind = "VEVENT")
{
    $calendar = calendar(["DTSTART$start", ...$rule], $kind);
    $calendar->expand(new DateTime("2026-01-01"), new DateTime("2026-07-01"));
    $seen = [];
    foreach ($calendar->$kind as $each) {
        $seen[] = $each->DTSTART->getDateTime()->format("m-d H:i");
    }
    return implode(", ", $seen);
}

$monday = ":20260105T090000Z";
$event = fn(...$lines) => calendar(["DTSTART$monday", ...$lines], "VEVENT")->VEVENT;
$berlin = ";TZID=Europe/Berlin:20260328T023000";
$cases = [ // what is asked, how, the guess, and what is seen, in UTC
    ["monthly from the 31st", fn() => moments(":20260131T090000Z", ["RRULE:FREQ=MONTHLY;COUNT=2"]), "01-31 09:00, 03-31 09:00", "01-31 09:00, 03-31 09:00"],
    ["EXDATE", fn() => moments($monday, ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z"]), "01-05 09:00, 01-07 09:00", "01-05 09:00, 01-07 09:00"],
    ["RDATE", fn() => moments($monday, ["RRULE:FREQ=DAILY;COUNT=2", "RDATE:20260109T090000Z"]), "01-05 09:00, 01-06 09:00, 01-09 09:00", "01-05 09:00, 01-06 09:00"],
    ["Monday of week 5", fn() => moments($monday, ["RRULE:FREQ=YEARLY;BYWEEKNO=5;BYDAY=MO"]), "01-26 09:00, or an error", "01-05 09:00"],
    ["day 100", fn() => moments($monday, ["RRULE:FREQ=YEARLY;BYYEARDAY=100"]), "04-10 09:00, or an error", "01-05 09:00"],
    ["the 20th Monday", fn() => moments($monday, ["RRULE:FREQ=YEARLY;BYDAY=20MO"]), "05-18 09:00, or an error", "01-05 09:00"],
    ["each 90 minutes", fn() => moments($monday, ["RRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=3"]), "01-05 09:00, 01-05 10:30, 01-05 12:00", "01-05 09:00, 01-05 09:00, 01-05 09:00"],
    ["a to-do twice", fn() => moments($monday, ["DUE:20260106T090000Z", "RRULE:FREQ=DAILY;COUNT=2"], "VTODO"), "01-05 09:00, 01-06 09:00", "01-05 09:00"],
    ["2:30 in Berlin", fn() => moments($berlin, ["RRULE:FREQ=DAILY;COUNT=3"]), "03-28 01:30, 03-29 01:30, 03-30 00:30", "03-28 01:30, 03-29 01:30, 03-30 01:30"],
    ["a, b", fn() => (string) $event("SUMMARY:a\\, b")->SUMMARY, "a, b", "a\\, b"],
    ["faults: fortnightly", fn() => count($event("RRULE:FREQ=FORTNIGHTLY")->validate()), "1", "0"],
    ["faults: an end before", fn() => count($event("DTEND:20260104T090000Z")->validate()), "1", "0"],
];
$changed = false;
foreach ($cases as [$what, $ask, $guess, $known]) {
    try {
        $seen = (string) $ask();
    } catch (\Throwable $error) {
        $seen = "an error";
    }
    echo str_pad($what, 23) . "guess: " . str_pad($guess, 39) . "seen: $seen\n";
    $changed = $changed || $seen !== $known;
}
if ($changed) {
    fwrite(STDERR, "This has changed.\n");
    exit(1);
}
PHP
echo "php-sabre-vobject $version"
LD_LIBRARY_PATH="$lib" timeout 60 root/usr/bin/php8.2 -n -d "extension_dir=$modules" -d extension=mbstring -d extension=ctype \
  -d extension=tokenizer ask.php
