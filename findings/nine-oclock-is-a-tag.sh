#!/bin/sh
# Timewarrior: how long one worked at what, as Debian has it.
# Guess:   what was done from 9:00 on for an hour is recorded at nine, or it is refused, as 30 February is; "late" is a tag.
# Happens: 9:00 without a nought, 24:00, 30 February, and a day that is written 6.1.2020 are tags: the hour that has just
#          gone by is recorded, with a tag of that name. A month is thirty days. "late" is a day, and the line refused.
# Seen:    timew 1.4.3 of Debian 12. An hour and a half from 09:00 on is as guessed.
# Matters: an hour of another day is written down for today, and it looks as if it had been understood.
set -eu
version=${1:-1.4.3+ds.1-2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "timewarrior=$version" 2>/dev/null
dpkg -x timewarrior_*.deb root
export HOME="$dir/home" TZ=UTC LC_ALL=C
mkdir home
yes | timeout 20 root/usr/bin/timew > /dev/null 2>&1 || true
changed=0
track() { # the words after "track", the guess, and what is known: day, start, end, its day, tags
  rm -rf home/.timewarrior/data/*
  today=$(date -u +%Y%m%d)
  yesterday=$(date -u -d yesterday +%Y%m%d) # of an hour that began before midnight
  # shellcheck disable=SC2086  # several words
  if timeout 20 root/usr/bin/timew track $1 < /dev/null > /dev/null 2>&1; then
    seen=$(timeout 20 root/usr/bin/timew export | grep '"id"' | sed -E "s/.*\"start\":\"([0-9]*)T([0-9]*)Z\",\"end\":\"([0-9]*)T([0-9]*)Z\",\"tags\":(.*)\\}/\\1 \\2 \\4 \\3 \\5/" |
      sed -E "s/^($today|$yesterday) [0-9]* [0-9]* [0-9]*/the last hour/")
  else
    seen=refused
  fi
  printf '%-32s guess: %-36s seen: %s\n' "$1" "$2" "$seen"
  [ "$seen" = "$3" ] || changed=1
}
echo "timew $version"
track "2020-01-06T09:00 for 1h call" '20200106 090000 100000 20200106 ["call"]' '20200106 090000 100000 20200106 ["call"]'
track "2020-01-06T09:00 for 1.5h call" '20200106 090000 103000 20200106 ["call"]' '20200106 090000 103000 20200106 ["call"]'
track "2020-01-06T9:00 for 1h call" 'as at 09:00, or refused' 'the last hour ["2020-01-06T9:00","call"]'
track "2020-01-06T24:00 for 1h call" 'from midnight on, or refused' 'the last hour ["2020-01-06T24:00","call"]'
track "2020-02-30T09:00 for 1h call" refused 'the last hour ["2020-02-30T09:00","call"]'
track "6.1.2020 for 1h call" 'the 6th, or refused' 'the last hour ["6.1.2020","call"]'
track "2020-01-06T09:00 for 1month call" 'to 20200206, or refused' '20200106 090000 090000 20200205 ["call"]'
track "2020-01-06T09:00 for 1h late" '20200106 090000 100000 20200106 ["late"]' refused
if [ "$changed" = 1 ]; then echo "This has changed." >&2; exit 1; fi
