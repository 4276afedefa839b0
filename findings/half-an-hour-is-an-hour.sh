#!/bin/sh
# gitlab-chronic-duration (Ruby, as Debian has it): lengths of time, read and said.
# Guess:   as it reads sentences, half an hour is thirty minutes or not understood, and "1 hour 30" is an hour and a half, or
#          refused, for what else follows an hour; a minus is minus; of "2-3 weeks" there is no one length; "no days" and
#          "2 weeks ago" are no lengths. What it says it reads, also in weeks, for that is what both functions are for.
# Happens: the words that it does not know are left out: half an hour is an hour, a couple of days and "no days" are
#          one day; a bare 30 is seconds, a minus a blank, "2-3 weeks" three. In weeks 31 days are said to be a month and
#          3 days, and a year "13 mos 1 day"; -5400 seconds come back as 5400.
# Seen:    gitlab-chronic-duration 0.10.6.2 of Debian 12. "1,000 seconds" and "a fortnight" are refused; 2 1/2 hours are right.
# Matters: a length that an adviser types is taken without a word, and stands there as another one.
set -eu
version=${1:-0.10.6.2-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "ruby-chronic-duration=$version" ruby-numerizer ruby3.1 libruby3.1 libgmp10 libyaml-0-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
lib=$(dirname root/usr/lib/*/libruby-3.1.so.3.1)
export LD_LIBRARY_PATH="$lib"
RUBYLIB=$(printf '%s:' root/usr/lib/ruby/vendor_ruby root/usr/lib/ruby/3.1.0 "$lib/ruby/3.1.0")
export RUBYLIB
echo "ruby-chronic-duration $version"
timeout 60 root/usr/bin/ruby3.1 --disable-gems - <<'RB'
require "gitlab_chronic_duration"

DAY = 86_400
READ = [ # the text, the guess, and the seconds that are seen
  ["1.5 days", "129600", "129600"],
  ["2 1/2 hours", "9000", "9000"],
  ["1,000 seconds", "1000", "none"],
  ["half an hour", "1800, or none", "3600"],
  ["1 hour 30", "5400, or none", "3630"],
  ["-2 days", "-172800, or none", "172800"],
  ["2-3 weeks", "none", "1814400"],
  ["2 weeks ago", "none", "1209600"],
  ["a couple of days", "172800, or none", "86400"],
  ["no days", "none", "86400"],
  ["1 day, 2 soon", "none", "86402"],
].map { |text, *rest| [text, -> { ChronicDuration.parse(text)&.to_i }, *rest] }
SAID = [ # the seconds, how they are to be said, the guess, what is said and how it is read
  [5400, {}, "1 hr 30 mins, 5400", "1 hr 30 mins, 5400"],
  [-5400, {}, "-1 hr -30 mins, -5400", "-5400 secs, 5400"],
  [31 * DAY, {}, "1 mo 1 day, 2678400", "1 mo 1 day, 2678400"],
  [31 * DAY, { weeks: true }, "1 mo 1 day, 2678400", "1 mo 3 days, 2851200"],
  [365 * DAY, { weeks: true }, "12 mos 5 days, 31536000", "13 mos 1 day, 33782400"],
].map do |seconds, how, *rest|
  say = lambda do
    text = ChronicDuration.output(seconds, **how)
    "#{text}, #{ChronicDuration.parse(text)}"
  end
  ["#{seconds}#{" in weeks" unless how.empty?}", say, *rest]
end
changed = false
(READ + SAID).each do |label, ask, guess, known|
  seen = ask.call
  seen = seen.nil? ? "none" : seen.to_s
  puts format("%-18s guess: %-26s seen: %s", label, guess, seen)
  changed |= seen != known
end
abort "This has changed." if changed
RB
