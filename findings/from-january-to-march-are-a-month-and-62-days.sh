#!/bin/sh
# dateutils: days counted and added on the command line, as Debian has it.
# Guess:   from 31 January to 1 March are a month and a day, as from 31 March to 1 May, or a month and nothing; what is
#          counted comes back when it is added; month 13 is refused, as day 32 is; a step to the month before, of the
#          same day, is in that month.
# Happens: they are a month and 62 days; from New Year's Eve two months and 62 days. Month 13 is written as 2026-13-00,
#          30 February as the 28th: there is a status, and no word. "-1mo" of dround gives 2025-15-00.
# Seen:    dateutils 0.4.10 of Debian 12. From 29 January, or where the second month has 31 days, it is right.
# Matters: "for how long have I waited" is asked in months and days, and each winter has such days.
set -eu
version=${1:-0.4.10-1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "dateutils=$version" 2>/dev/null
dpkg -x dateutils_*.deb root
tool="$dir/root/usr/bin/dateutils"
changed=0
ask() { # what is asked, the guess, what is known, the tool, and its words
  asked=$1 guess=$2 known=$3 name=$4
  shift 4
  seen=$("$tool.$name" "$@" 2>/dev/null) || [ -n "$seen" ] || seen=refused
  printf '%-46s guess: %-12s seen: %s\n' "$asked" "$guess" "$seen"
  [ "$seen" = "$known" ] || changed=1
}
echo "dateutils $version"
ask "months and days from 31 March to 1 May" "1 0" "1 0" ddiff 2026-03-31 2026-05-01 -f "%m %d"
ask "months and days from 15 January to 1 March" "1 14" "1 14" ddiff 2026-01-15 2026-03-01 -f "%m %d"
ask "months and days from 29 January to 1 March" "1 0" "1 0" ddiff 2026-01-29 2026-03-01 -f "%m %d"
ask "months and days from 31 January to 1 March" "1 1" "1 62" ddiff 2026-01-31 2026-03-01 -f "%m %d"
ask "months and days from 30 January to 1 March" "1 1" "1 63" ddiff 2026-01-30 2026-03-01 -f "%m %d"
ask "months and days from 31 December to 1 March" "2 1" "2 62" ddiff 2025-12-31 2026-03-01 -f "%m %d"
ask "a month and 62 days after 31 January" 2026-03-01 2026-05-01 dadd 2026-01-31 +1mo +62d
ask "2026-01-32" refused refused dconv 2026-01-32
ask "2026-13-01" refused 2026-13-00 dconv 2026-13-01
ask "2026-02-30" refused 2026-02-28 dconv 2026-02-30
ask "the month before 5 March 2026, by dround" 2026-02-05 2025-15-00 dround 2026-03-05 -1mo
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
