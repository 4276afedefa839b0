#!/bin/sh
# Carbon (PHP, as Debian has it): lengths of time.
# Guess:   as "2-3 weeks" is refused, so are "soon", half an hour in words, and "1 day ago"; -2 days are minus two, in each
#          form; 1.5 years are a year and a half, a day one and a half times is 36 hours; a year has about 365 days, so 365 days
#          are a year, or twelve months and five days; each month from the 31st is the end of it, or leaves the short ones out.
# Happens: "soon" and half an hour are a second. -2 days as a text are two, as a number `P2D`, and in words "1 second". 1.5
#          years are a year, 1.5 days in a date one, a day 1.5 times is two. A year has 336 days, twelve months of 28: 365 days
#          are "1 year 1 month 1 day", 45 days "1 month 2 weeks 3 days". From 31 January each month is 3 March, 3 April, 3 May.
# Seen:    Carbon 2.65.0 of Debian 12 with PHP 8.2. "2-3 weeks" and "1 hour 30" are refused; working days and 1.5 days are right.
# Matters: lengths are typed by people, and a word that is not understood is the shortest wait of all.
set -eu
version=${1:-2.65.0-1+deb12u1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "php-nesbot-carbon=$version" php8.2-cli php8.2-common php8.2-mbstring libsodium23 libargon2-1 libedit2 libmagic1 \
  php-symfony-translation php-symfony-translation-contracts php-symfony-deprecation-contracts php-symfony-polyfill-mbstring \
  php-symfony-polyfill-php80 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libsodium.so.23)
modules=$(dirname root/usr/lib/php/*/mbstring.so)
cat > ask.php <<'PHP'
<?php
error_reporting(E_ERROR);
date_default_timezone_set("UTC");
set_include_path(__DIR__ . "/root/usr/share/php");
require "Carbon/autoload.php";

use Carbon\Carbon;
use Carbon\CarbonInterval;
use Carbon\CarbonPeriod;

$words = fn($text) => CarbonInterval::fromString($text)->forHumans();
$period = fn() => CarbonPeriod::create("2026-01-31", "1 month", "2026-05-31")->toArray();
$cases = [ // what is asked, how, the guess, and what is seen
    ["1.5 days", fn() => $words("1.5 days"), "1 day 12 hours", "1 day 12 hours"],
    ["1h30m", fn() => $words("1h30m"), "1 hour 30 minutes", "1 hour 30 minutes"],
    ["2-3 weeks", fn() => $words("2-3 weeks"), "refused", "refused"],
    ["1 hour 30", fn() => $words("1 hour 30"), "refused", "refused"],
    ["soon", fn() => $words("soon"), "refused", "1 second"],
    ["half an hour", fn() => $words("half an hour"), "refused", "1 second"],
    ["1 day ago", fn() => $words("1 day ago"), "refused", "1 day"],
    ["1.5 years", fn() => $words("1.5 years"), "1 year 6 months", "1 year"],
    ["-2 days, in days", fn() => CarbonInterval::fromString("-2 days")->totalDays, "-2, or refused", "2"],
    ["days(-2)", fn() => CarbonInterval::days(-2)->spec(), "-P2D, or P-2D", "P2D"],
    ["days(-2) in words", fn() => CarbonInterval::days(-2)->forHumans(), "-2 days, or 2 days ago", "1 second"],
    ["a day 1.5 times", fn() => CarbonInterval::days(1)->times(1.5)->forHumans(), "1 day 12 hours", "2 days"],
    ["the 5th and 1.5 days", fn() => Carbon::parse("2026-01-05")->addDays(1.5)->format("d H:i"), "06 12:00", "06 00:00"],
    ["a year, in days", fn() => CarbonInterval::year()->totalDays, "365, or 365.2425", "336"],
    ["45 days", fn() => CarbonInterval::days(45)->cascade()->forHumans(), "1 month 2 weeks 1 day", "1 month 2 weeks 3 days"],
    ["365 days", fn() => CarbonInterval::days(365)->cascade()->forHumans(), "1 year, or 12 months 5 days", "1 year 1 month 1 day"],
    ["monthly from the 31st", fn() => implode(" ", array_map(fn($day) => $day->format("m-d"), $period())), "01-31 02-28 03-31, or 01-31 03-31", "01-31 03-03 04-03 05-03"],
];
$changed = false;
foreach ($cases as [$what, $ask, $guess, $known]) {
    try {
        $seen = (string) $ask();
    } catch (\Throwable $error) {
        $seen = "refused";
    }
    echo "$what  guess: $guess  seen: $seen\n";
    $changed = $changed || $seen !== $known;
}
if ($changed) {
    fwrite(STDERR, "This has changed.\n");
    exit(1);
}
PHP
echo "php-nesbot-carbon $version"
LD_LIBRARY_PATH="$lib" timeout 60 root/usr/bin/php8.2 -n -d "extension_dir=$modules" -d extension=mbstring -d extension=ctype \
  -d extension=tokenizer ask.php
