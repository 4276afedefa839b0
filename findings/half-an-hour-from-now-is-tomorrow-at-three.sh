#!/bin/sh
# gitlab-chronic (Ruby, as Debian has it): days and moments in sentences.
# Guess:   as it has nil for "30 February" and for "soon", it has nil for all that it does not understand whole: working days,
#          hour 25, room 5, the end of next week; half an hour from now is half past nine, or nil, as 1.5 hours are; the
#          last Friday of January is the 30th, or nil; "the day after tomorrow" is the plainest of words.
# Happens: words that it does not know are left out of the sentence. At nine on Monday, 5 January 2026, half an hour from
#          now is three in the afternoon of the 6th, the last Friday of January the 2nd, ten working days are ten days, "room
#          5" is five o'clock, the end of next week its Wednesday, 25:00 one in the night; the day after tomorrow is nil.
# Seen:    gitlab-chronic 0.10.5 of Debian 12.
# Matters: a day in a sentence of an applicant is the deadline, and none of these says that it was half understood.
set -eu
version=${1:-0.10.5-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "ruby-chronic=$version" ruby-numerizer ruby3.1 libruby3.1 libgmp10 libyaml-0-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libruby-3.1.so.3.1)
export LD_LIBRARY_PATH="$lib" TZ=UTC
RUBYLIB=$(printf '%s:' root/usr/lib/ruby/vendor_ruby root/usr/share/rubygems-integration/all/gems/*/lib root/usr/lib/ruby/3.1.0 "$lib/ruby/3.1.0")
export RUBYLIB
echo "ruby-chronic $version"
timeout 60 root/usr/bin/ruby3.1 --disable-gems - <<'RB'
require "chronic"

NOW = Time.new(2026, 1, 5, 9)
CASES = [ # the sentence, the guess, and what is seen
  ["3 days from tomorrow", "Fri 2026-01-09 12:00:00", "Fri 2026-01-09 12:00:00"],
  ["first monday in march", "Mon 2026-03-02 12:00:00", "Mon 2026-03-02 12:00:00"],
  ["30 february", "nil", "nil"],
  ["soon", "nil", "nil"],
  ["in 1.5 hours", "Mon 2026-01-05 10:30:00, or nil", "nil"],
  ["half an hour from now", "Mon 2026-01-05 09:30:00, or nil", "Tue 2026-01-06 15:00:00"],
  ["last friday of january", "Fri 2026-01-30 12:00:00, or nil", "Fri 2026-01-02 12:00:00"],
  ["10 working days from now", "Mon 2026-01-19 09:00:00, or nil", "Thu 2026-01-15 09:00:00"],
  ["the day after tomorrow", "Wed 2026-01-07 12:00:00", "nil"],
  ["end of next week", "nil", "Wed 2026-01-14 12:00:00"],
  ["room 5", "nil", "Mon 2026-01-05 17:00:00"],
  ["25:00", "nil", "Tue 2026-01-06 01:00:00"],
]
changed = false
CASES.each do |sentence, guess, known|
  found = Chronic.parse(sentence, now: NOW)
  seen = found.nil? ? "nil" : found.strftime("%a %F %T")
  puts format("%-24s guess: %-31s seen: %s", sentence, guess, seen)
  changed |= seen != known
end
abort "This has changed." if changed
RB
