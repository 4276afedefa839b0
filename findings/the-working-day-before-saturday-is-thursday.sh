#!/bin/sh
# Date::Calendar and Business::Hours (Perl): working days and working hours, as Debian has them.
# Guess:   a working day before Saturday is Friday, and one after it Monday; from ten to eleven is an hour of work;
#          one object answers two questions alike; nine hours of work after nine o'clock is six in the evening.
# Happens: it is Thursday, and Tuesday; 3601 seconds. The second question has the answer -1, if it is not within the
#          time of the first one, for that alone was worked out. Nine hours later is nine o'clock on the next day.
# Seen:    Date::Calc 6.4 and Business::Hours 0.13 of Debian 12. From Friday, Monday is a working day later; from five
#          to six is 3600 seconds.
# Matters: an offer that comes on a Saturday, and runs out some working days later.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "libdate-calc-perl=${1:-6.4-2}" libcarp-clan-perl libbit-vector-perl libbusiness-hours-perl \
  libset-intspan-perl 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
cat > ask.pl <<'PL'
use strict;
use warnings;
use Business::Hours;
use Date::Calc;
use Date::Calendar;
use POSIX "strftime";
use Time::Local;

my $calendar = Date::Calendar->new({});    # no holidays
sub later { my ($day, $count) = @_; ($calendar->add_delta_workdays(2026, 1, $day, $count))[0]->string(2) =~ s{^... *}{}r }

sub moment { my ($day, $hour) = @_; timegm(0, 0, $hour, $day, 0, 2026) }
sub work { my ($hours, @moments) = @_; $hours->between(map { moment(@$_) } @moments) }
my $same = Business::Hours->new;
my @friday = ([9, 10], [9, 11]);
my @monday = ([5, 10], [5, 11]);
work($same, @monday);

my @cases = (    # what is asked, what is seen, the guess, and what is known
    ["a working day after Friday the 9th",     later(9, 1),   "12-Jan-2026", "12-Jan-2026"],
    ["a working day before Monday the 12th",   later(12, -1), "9-Jan-2026",  "9-Jan-2026"],
    ["a working day after Saturday the 10th",  later(10, 1),  "12-Jan-2026", "13-Jan-2026"],
    ["a working day before Saturday the 10th", later(10, -1), "9-Jan-2026",  "8-Jan-2026"],
    ["seconds of work from five to six", work(Business::Hours->new, [5, 17], [5, 18]), 3600, 3600],
    ["seconds of work from ten to eleven", work(Business::Hours->new, @monday), 3600, 3601],
    ["the same on Friday",                 work(Business::Hours->new, @friday), 3600, 3601],
    ["the same on Friday, by the object of Monday", work($same, @friday), 3600, -1],
    ["nine hours of work after nine on the 5th",
        strftime("%d, %H:%M", gmtime(Business::Hours->new->add_seconds(moment(5, 9), 9 * 3600))),
        "05, 18:00", "06, 09:00"],
);
print "Date::Calc $Date::Calc::VERSION, Business::Hours $Business::Hours::VERSION\n";
my $changed = 0;
for (@cases) {
    my ($asked, $seen, $guess, $known) = @$_;
    printf "%-44s guess: %-12s seen: %s\n", $asked, $guess, $seen;
    $changed = 1 if $seen ne $known;
}
die "This has changed.\n" if $changed;
PL
PERL5LIB="root/usr/share/perl5:$(ls -d root/usr/lib/*/perl5/*)" TZ=UTC perl ask.pl || exit 1
