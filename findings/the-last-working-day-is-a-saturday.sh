#!/bin/sh
# cron-expression (PHP, as Debian has it): the next moments of a cron expression.
# Guess:   as it has L for the last day of the month and 1W for the working day nearest to the 1st, LW is the last working day,
#          or refused; 31W is the working day nearest to the 31st, in months that have one; Friday to Monday are four days, or refused, as Friday to 7 are three.
# Happens: LW is the last day, also where it is a Saturday, and then the 2nd of February and of March; 31W is 30 January and
#          then 3 February, where there is no 31st. Friday to Monday has no days at all, and no error.
# Seen:    cron-expression 3.3.1 of Debian 12 with PHP 8.2. 5L, 5#5, 1W, 31, and 13 with 5 are as guessed.
# Matters: what is due on the last working day is done on a Saturday, and twice.
set -eu
version=${1:-3.3.1-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "php-dragonmantank-cron-expression=$version" php-webmozart-assert php8.2-cli php8.2-common php8.2-mbstring \
  libsodium23 libargon2-1 libedit2 libmagic1 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libsodium.so.23)
modules=$(dirname root/usr/lib/php/*/mbstring.so)
cat > ask.php <<'PHP'
<?php
error_reporting(E_ERROR);
date_default_timezone_set("UTC");
set_include_path(__DIR__ . "/root/usr/share/php");
require "Cron/autoload.php";

use Cron\CronExpression;

$cases = [ // the expression, the guess, and the first three days from 5 January 2026 on that are seen
    ["0 9 13 * 5", "Fri 01-09, Tue 01-13, Fri 01-16", "Fri 01-09, Tue 01-13, Fri 01-16"],
    ["0 9 1W * *", "Mon 02-02, Mon 03-02, Wed 04-01", "Mon 02-02, Mon 03-02, Wed 04-01"],
    ["0 9 * * 5L", "Fri 01-30, Fri 02-27, Fri 03-27", "Fri 01-30, Fri 02-27, Fri 03-27"],
    ["0 9 LW * *", "Fri 01-30, Fri 02-27, Tue 03-31, or refused", "Sat 01-31, Mon 02-02, Mon 03-02"],
    ["0 9 31W * *", "Fri 01-30, Tue 03-31, Fri 05-29", "Fri 01-30, Tue 02-03, Tue 03-31"],
    ["0 9 * * 5-7", "Fri 01-09, Sat 01-10, Sun 01-11", "Fri 01-09, Sat 01-10, Sun 01-11"],
    ["0 9 * * fri-mon", "Mon 01-05, Fri 01-09, Sat 01-10, or refused", ""],
    ["0 24 * * *", "refused", "refused"],
];
$changed = false;
foreach ($cases as [$text, $guess, $known]) {
    try {
        $days = (new CronExpression($text))->getMultipleRunDates(3, "2026-01-05");
        $seen = implode(", ", array_map(fn($day) => $day->format("D m-d"), $days));
    } catch (\InvalidArgumentException $error) {
        $seen = "refused";
    }
    echo str_pad($text, 17) . "guess: " . str_pad($guess, 45) . "seen: " . ($seen ?: "nothing") . "\n";
    $changed = $changed || $seen !== $known;
}
if ($changed) {
    fwrite(STDERR, "This has changed.\n");
    exit(1);
}
PHP
echo "php-dragonmantank-cron-expression $version"
LD_LIBRARY_PATH="$lib" timeout 60 root/usr/bin/php8.2 -n -d "extension_dir=$modules" -d extension=mbstring -d extension=ctype \
  -d extension=tokenizer ask.php
