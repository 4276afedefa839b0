#!/bin/sh
# Lingua::EN::Words2Nums (Perl): numbers in words, as Debian has it.
# Guess:   what is one number is that number; what is none, or two of them, is refused, as its manual says of what
#          fails: "one second", "five five", "twenty twenty six", "two thirds".
# Happens: words that do not belong together are added: one second is 3, five five 10, twenty twenty six 46, nineteen
#          eighty four 103, two thirds 5. Twelve hundred dozen are 1212, and hundred hundred 10000.
# Seen:    Lingua::EN::Words2Nums 0.19 of Debian 12. "two and a half" and "five point two" are refused.
# Matters: "one second interview" is in the letters that people answer.
set -eu
version=${1:-0.19-4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "liblingua-en-words2nums-perl=$version" 2>/dev/null
dpkg -x liblingua-en-words2nums-perl_*.deb root
echo "Lingua::EN::Words2Nums $version"
cat > ask.pl <<'PL'
use strict;
use warnings;
use Lingua::EN::Words2Nums;

my @cases = (    # the words, the guess, and what is known
    ["five",                    5,         5],
    ["minus five",              -5,        -5],
    ["a dozen",                 12,        12],
    ["fifteen hundred",         1500,      1500],
    ["one hundred and five",    105,       105],
    ["second",                  2,         2],
    ["two and a half",          "refused", "refused"],
    ["five point two",          "refused", "refused"],
    ["one second",              "refused", 3],
    ["five five",               "refused", 10],
    ["two thirds",              "refused", 5],
    ["one two three",           "refused", 6],
    ["twenty twenty six",       "refused", 46],
    ["nineteen eighty four",    "refused", 103],
    ["twelve hundred dozen",    14400,     1212],
    ["hundred hundred",         "refused", 10000],
);

my $changed = 0;
for (@cases) {
    my ($words, $guess, $known) = @$_;
    my $seen = words2nums($words) // "refused";
    printf "%-22s guess: %-8s seen: %s\n", $words, $guess, $seen;
    $changed = 1 if $seen ne $known;
}
die "This has changed.\n" if $changed;
PL
perl -Iroot/usr/share/perl5 ask.pl || exit 1
