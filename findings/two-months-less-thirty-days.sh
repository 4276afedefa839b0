#!/bin/sh
# Date::Manip (Perl): days in words, differences and steps, as Debian has it.
# Guess:   from 31 January to 1 March are a month and a day; "25:00" is refused, as hour 25 is elsewhere; "jan 2026" is
#          January 2026, as "2026" is that year; "5" is no moment; a month and a half later is refused, as half a month
#          has no length.
# Happens: they are two months less thirty days; "25:00" is in 25 minutes and "5" in five seconds, though 24:00 is
#          midnight; "jan 2026" is 20 January of this year; a month and a half after 5 January is 20 February, 5:14.
# Seen:    Date::Manip 6.91 of Debian 12. 30 February is refused, and 31 January and a month is 28 February.
# Matters: a month of a start, and how long one has waited, are what a questionnaire asks for.
set -eu
version=${1:-6.91-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "libdate-manip-perl=$version" 2>/dev/null
dpkg -x libdate-manip-perl_*.deb root
cat > ask.pl <<'PL'
use strict;
use warnings;
use Date::Manip;

Date_Init("SetDate=now,UTC", "ForceDate=2026-01-05-10:00:00,UTC", "DateFormat=non-US");

sub shown { my $date = shift; $date ? UnixDate($date, "%Y-%m-%d %H:%M") : "refused" }
sub day { shown(ParseDate(shift)) }
sub later { my ($from, $step) = @_; my $error; shown(DateCalc($from, $step, \$error)) }
sub apart { my ($from, $to) = @_; my $error; DateCalc($from, $to, \$error, 1) }    # years:months:weeks:days:…

my @cases = (    # what is asked, what is seen, the guess, and what is known
    ["2026-02-30",              day("2026-02-30"),                    "refused",          "refused"],
    ["24:00",                   day("24:00"),                         "2026-01-06 00:00", "2026-01-06 00:00"],
    ["25:00",                   day("25:00"),                         "refused",          "2026-01-05 10:25"],
    ["2026",                    day("2026"),                          "2026-01-01 00:00", "2026-01-01 00:00"],
    ["jan 2026",                day("jan 2026"),                      "2026-01-01 00:00", "2026-01-20 00:00"],
    ["5",                       day("5"),                             "refused",          "2026-01-05 10:00"],
    ["day after tomorrow",      day("day after tomorrow"),            "2026-01-07 00:00", "refused"],
    ["31 January and a month",  later("2026-01-31", "+1 month"),      "2026-02-28 00:00", "2026-02-28 00:00"],
    ["a month and a half",      later("2026-01-05", "+1.5 months"),   "refused",          "2026-02-20 05:14"],
    ["15 January to 16 March",  apart("2026-01-15", "2026-03-16"),    "0:2:0:1:0:0:0",    "0:2:0:1:0:0:0"],
    ["31 January to 1 March",   apart("2026-01-31", "2026-03-01"),    "0:1:0:1:0:0:0",    "0:2:-4:2:0:0:0"],
);
print "Date::Manip $Date::Manip::VERSION, asked on 5 January 2026, 10:00\n";
my $changed = 0;
for (@cases) {
    my ($asked, $seen, $guess, $known) = @$_;
    printf "%-23s guess: %-17s seen: %s\n", $asked, $guess, $seen;
    $changed = 1 if $seen ne $known;
}
die "This has changed.\n" if $changed;
PL
perl -Iroot/usr/share/perl5 ask.pl || exit 1
