#!/bin/sh
# Lingua::EN::Inflect (Perl): plurals, articles, numbers and the forms of verbs, as Debian has it.
# Guess:   `NO` takes a count as a word, as `ORD` and `NUMWORDS` do: "one day"; 1e3 in words is one thousand, and "soon"
#          is refused or left; it is being, visiting, deferring; -1st and 1.5 are what ordinals make of them, or refused.
# Happens: "e days" for one and for none; 1e3 is thirteen, soon is zero; bing, visitting, defering, panicing, follow
#          upping; -1th and 1.5st.
# Seen:    Lingua::EN::Inflect 1.905 of Debian 12. inflect of Python came from it, and is in the-bonus-is-a-bonu.sh with
#          its articles and singulars; the forms of verbs are another subject.
# Matters: sentences of an advice are put together from a count, a noun and a verb.
set -eu
version=${1:-1.905-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "liblingua-en-inflect-perl=$version" 2>/dev/null
dpkg -x liblingua-en-inflect-perl_*.deb root
cat > ask.pl <<'PL'
use strict;
use warnings;
use Lingua::EN::Inflect qw(NO NUMWORDS ORD PART_PRES PL);

my @cases = (    # what is asked, what is seen, the guess, and what is known
    ["no day, 0",        sub { NO("day", 0) },        "no days",      "no days"],
    ["no day, 1",        sub { NO("day", 1) },        "1 day",        "1 day"],
    ["no day, one",      sub { NO("day", "one") },    "one day",      "e days"],
    ["no day, none",     sub { NO("day", "none") },   "no days",      "e days"],
    ["1000 in words",    sub { NUMWORDS(1000) },      "one thousand", "one thousand"],
    ["1e3 in words",     sub { NUMWORDS("1e3") },     "one thousand", "thirteen"],
    ["soon in words",    sub { NUMWORDS("soon") },    "soon",         "zero"],
    ["two as a place",   sub { ORD("two") },          "second",       "second"],
    ["-1 as a place",    sub { ORD(-1) },             "-1st",         "-1th"],
    ["1.5 as a place",   sub { ORD(1.5) },            "refused",      "1.5st"],
    ["to call, going on",  sub { PART_PRES("calls") },  "calling",    "calling"],
    ["to be, going on",    sub { PART_PRES("is") },     "being",      "being"],
    ["to visit, going on", sub { PART_PRES("visits") }, "visiting",   "visitting"],
    ["to defer, going on", sub { PART_PRES("defers") }, "deferring",  "defering"],
    ["to panic, going on", sub { PART_PRES("panics") }, "panicking",  "panicing"],
    ["a follow-up, many",  sub { PL("follow-up") },     "follow-ups", "follows-up"],
);
print "Lingua::EN::Inflect $Lingua::EN::Inflect::VERSION\n";
my $changed = 0;
for (@cases) {
    my ($asked, $ask, $guess, $known) = @$_;
    no warnings;
    my $seen = $ask->();
    printf "%-20s guess: %-14s seen: %s\n", $asked, $guess, $seen;
    $changed = 1 if $seen ne $known;
}
die "This has changed.\n" if $changed;
PL
perl -Iroot/usr/share/perl5 ask.pl || exit 1
