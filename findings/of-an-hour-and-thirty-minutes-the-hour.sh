#!/bin/sh
# Time::ParseDate: days and times in words, for Perl, as Debian has it.
# Guess:   "1 hour 30 minutes" is an hour and a half from now, or undef, as other words that are not understood; so is
#          "2 months and 3 days"; 30 February is refused, as "jan" is; month 13 is refused.
# Happens: it is an hour from now, two months, and 2026-01-31 of "2026-01-31 +1 month": in a scalar context what is not
#          understood at the end is left out. 30 February is 2 March, 13/13/2026 is 13 January 2027, 25:00 tomorrow at one.
#          "friday" and "in 3 days" are not understood, "next friday" and "3 days" are.
# Seen:    Time::ParseDate 2015.103 of Debian 12. With WHOLE => 1 the first three are undef; 30 February stays 2 March.
# Matters: of what somebody wrote half is taken, and that it is half is told only to those who ask for a list.
set -eu
version=${1:-2015.103-4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "libtime-parsedate-perl=$version" 2>/dev/null
dpkg -x libtime-parsedate-perl_*.deb root
cat > ask.pl <<'PL'
use strict;
use warnings;
use POSIX qw(strftime);
use Time::ParseDate;

my $now = 1767607200; # Monday, 5 January 2026, 10:00
my $changed = 0;
for (
    [ "tomorrow",            "2026-01-06 10:00", "2026-01-06 10:00" ],
    [ "next friday",         "2026-01-09 10:00", "2026-01-09 10:00" ],
    [ "friday",              "2026-01-09 10:00", "undef" ],
    [ "3 days",              "2026-01-08 10:00", "2026-01-08 10:00" ],
    [ "in 3 days",           "2026-01-08 10:00", "undef" ],
    [ "1.5 hours",           "2026-01-05 11:30", "2026-01-05 11:30" ],
    [ "1 hour 30 minutes",   "2026-01-05 11:30", "2026-01-05 11:00" ],
    [ "2 months and 3 days", "2026-03-08 10:00", "2026-03-05 10:00" ],
    [ "2026-01-31 +1 month", "2026-02-28 00:00", "2026-01-31 00:00" ],
    [ "2026-02-30",          "undef",            "2026-03-02 00:00" ],
    [ "29 feb 2026",         "undef",            "2026-03-01 00:00" ],
    [ "13/13/2026",          "undef",            "2027-01-13 00:00" ],
    [ "25:00",               "undef",            "2026-01-06 01:00" ],
    [ "1 hour 30 minutes",   "undef",            "undef", WHOLE => 1 ],
    [ "2026-02-30",          "undef",            "2026-03-02 00:00", WHOLE => 1 ],
  )
{
    my ( $text, $guess, $known, @options ) = @$_;
    my $seconds = parsedate( $text, NOW => $now, GMT => 1, UK => 1, @options );
    my $seen = defined $seconds ? strftime( "%Y-%m-%d %H:%M", gmtime $seconds ) : "undef";
    printf "%-20s %-8s guess: %-16s seen: %s\n", $text, @options ? "WHOLE" : "", $guess, $seen;
    $changed ||= $seen ne $known;
}
if ($changed) { warn "This has changed.\n"; exit 1 }
PL
echo "Time::ParseDate $version"
TZ=UTC timeout 60 perl -I root/usr/share/perl5 ask.pl
