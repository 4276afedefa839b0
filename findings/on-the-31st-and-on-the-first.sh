#!/bin/sh
# parse-cron (Ruby, as Debian has it): the next moment of a cron expression.
# Guess:   "0 9 31 * *" is at nine on each 31st, and short months have none, as for cron itself; "0 9 30 * *" leaves February
#          out; the last moments before now are the same ones backwards.
# Happens: after a month that has no such day it is the first of the next one as well: 31 January, 1 February, 31 March, 1
#          April; for the 30th 30 January, 1 February, 30 March. Backwards from January it is 31 December, 1 November, 31
#          October, 1 September.
# Seen:    parse-cron 0.1.4 of Debian 12. A day of the month and one of the week are "or" there, as for cron.
# Matters: what is to be sent on the last day of a month is sent twice, and a day late.
set -eu
version=${1:-0.1.4-1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "ruby-parse-cron=$version" ruby3.1 libruby3.1 libgmp10 libyaml-0-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libruby-3.1.so.3.1)
export LD_LIBRARY_PATH="$lib" TZ=UTC
RUBYLIB=$(printf '%s:' root/usr/lib/ruby/vendor_ruby root/usr/lib/ruby/3.1.0 "$lib/ruby/3.1.0")
export RUBYLIB
echo "ruby-parse-cron $version"
timeout 60 root/usr/bin/ruby3.1 --disable-gems - <<'RB'
require "set"
require "date"
require "parse-cron"

def moments(text, way, from)
  cron = CronParser.new(text)
  4.times.map { (from = cron.public_send(way, from)).strftime("%F") }.join(" ")
end

START = Time.utc(2026, 1, 5)
CASES = [ # the expression, which way, the guess, and what is seen
  ["0 9 13 * 5", :next, "2026-01-09 2026-01-13 2026-01-16 2026-01-23", "2026-01-09 2026-01-13 2026-01-16 2026-01-23"],
  ["0 9 28 * *", :next, "2026-01-28 2026-02-28 2026-03-28 2026-04-28", "2026-01-28 2026-02-28 2026-03-28 2026-04-28"],
  ["0 9 31 * *", :next, "2026-01-31 2026-03-31 2026-05-31 2026-07-31", "2026-01-31 2026-02-01 2026-03-31 2026-04-01"],
  ["0 9 30 * *", :next, "2026-01-30 2026-03-30 2026-04-30 2026-05-30", "2026-01-30 2026-02-01 2026-03-30 2026-04-30"],
  ["0 9 31 * *", :last, "2025-12-31 2025-10-31 2025-08-31 2025-07-31", "2025-12-31 2025-11-01 2025-10-31 2025-09-01"],
]
changed = false
CASES.each do |text, way, guess, known|
  seen = moments(text, way, START)
  puts "#{text} #{way}  guess: #{guess} seen: #{seen}"
  changed |= seen != known
end
abort "This has changed." if changed
RB
