#!/bin/sh
# DateTime::Format::Natural (Perl): days and times in words, as Debian has it.
# Guess:   "next month", said on 31 January, is February, as it is March when it is said on 28 February; what goes "from
#          … to" ends after it begins, whether or not days to come are preferred.
# Happens: on 31 January it is March, on 31 March May. "Friday to Monday" ends four days before it begins; with
#          `prefer_future` that is right, and "Monday to Friday", on a Wednesday, or "9am to 5pm", at ten, ends before it
#          begins.
# Seen:    DateTime::Format::Natural 1.16 of Debian 12. "1 month ago", on 31 March, is 28 February.
# Matters: "next month" is said on the last day of a month as on others; a free afternoon is said as a range.
set -eu
version=${1:-1.16-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
package=libdatetime-format-natural-perl
needs=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances "$package" | grep '^lib.*-perl$' | grep -v "^$package$" | sort -u)
mkdir packages
(cd packages && apt-get download -qq "$package=$version" $needs 2>/dev/null)
for file in packages/*.deb; do dpkg -x "$file" root; done
cat > ask.pl <<'PL'
use strict;
use warnings;
use DateTime;
use DateTime::Format::Natural;

sub said {
    my ($words, $month, $day, %options) = @_;
    my $now = DateTime->new(year => 2026, month => $month, day => $day, hour => 10);
    my $parser = DateTime::Format::Natural->new(datetime => $now, %options);
    my @moments = $parser->parse_datetime_duration($words);
    return $parser->success ? join " - ", map { $_->strftime("%d.%m. %H:%M") } @moments : "refused";
}

my @future = (prefer_future => 1);
my @cases = (    # when it is said, the words, what is seen, the guess, and what is known
    ["28 February", "next month", said("next month", 2, 28), "01.03. 00:00", "01.03. 00:00"],
    ["31 January", "next month", said("next month", 1, 31), "01.02. 00:00", "01.03. 00:00"],
    ["31 March", "next month", said("next month", 3, 31), "01.04. 00:00", "01.05. 00:00"],
    ["31 March", "1 month ago", said("1 month ago", 3, 31), "28.02. 10:00", "28.02. 10:00"],
    ["7 January", "monday to friday", said("monday to friday", 1, 7),
        "05.01. 00:00 - 09.01. 00:00", "05.01. 00:00 - 09.01. 00:00"],
    ["7 January", "friday to monday", said("friday to monday", 1, 7),
        "09.01. 00:00 - 12.01. 00:00", "09.01. 00:00 - 05.01. 00:00"],
    ["7 January, to come", "friday to monday", said("friday to monday", 1, 7, @future),
        "09.01. 00:00 - 12.01. 00:00", "09.01. 00:00 - 12.01. 00:00"],
    ["7 January, to come", "monday to friday", said("monday to friday", 1, 7, @future),
        "12.01. 00:00 - 16.01. 00:00", "12.01. 00:00 - 09.01. 00:00"],
    ["7 January, to come", "9am to 5pm", said("9am to 5pm", 1, 7, @future),
        "08.01. 09:00 - 08.01. 17:00", "08.01. 09:00 - 07.01. 17:00"],
);
print "DateTime::Format::Natural $DateTime::Format::Natural::VERSION\n";
my $changed = 0;
for (@cases) {
    my ($when, $words, $seen, $guess, $known) = @$_;
    printf "%-18s %-17s guess: %-28s seen: %s\n", $when, $words, $guess, $seen;
    $changed = 1 if $seen ne $known;
}
die "This has changed.\n" if $changed;
PL
PERL5LIB="root/usr/share/perl5:$(ls -d root/usr/lib/*/perl5/*)" perl ask.pl || exit 1
