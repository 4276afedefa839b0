#!/bin/sh
# ice_cube (Ruby, as Debian has it) beside python-dateutil: rules about what comes again and again.
# Guess:   a part of a rule that it does not know is refused, as BYWEEKNO is; monthly from the 31st leaves the short months
#          out, yearly from a leap day has leap years only, as RFC 5545 says; a rule that it writes as iCalendar has the same
#          days for another reader.
# Happens: BYSETPOS is left out without a word: the last working day of each month, three times, is the 5th, 6th and 7th of
#          January. Monthly from 31 January is 28 February, 31 March and 30 April, yearly from 29 February 2024 is 28
#          February 2025; what it writes for both is FREQ=MONTHLY and FREQ=YEARLY, for which dateutil has
#          March, May, July, and 2028.
# Seen:    ice_cube 0.16.4 of Debian 12, python-dateutil 2.9.0.post0. WKST, the 13th that is a Friday, and dates by EXDATE as
#          moments are right.
# Matters: a calendar written by one program is read by another, and the appointments of short months are in one of them only.
set -eu
version=${1:-0.16.4-3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "ruby-ice-cube=$version" ruby-activesupport ruby-i18n ruby-concurrent ruby-tzinfo \
  ruby3.1 libruby3.1 libgmp10 libyaml-0-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
python3 -m venv venv
venv/bin/pip install -qq python-dateutil==2.9.0.post0
cat > days.rb <<'RB'
require "active_support"
require "active_support/core_ext/module/delegation"
require "ice_cube"
require "json"

JSON.parse($stdin.read).each do |text|
  schedule = IceCube::Schedule.from_ical(text)
  days = schedule.first(3).map { |each| each.to_time.strftime("%F") }
  puts JSON.generate([days.join(" "), schedule.to_ical])
rescue ArgumentError
  puts JSON.generate(["refused", ""])
end
RB
cat > ask.py <<'PY'
import json
import os
import subprocess
import sys
from glob import glob
from itertools import islice

from dateutil.rrule import rrulestr

library = os.path.dirname(glob("root/usr/lib/*/libruby-3.1.so.3.1")[0])
gems = "root/usr/share/rubygems-integration/all/gems"
paths = [
    "root/usr/lib/ruby/vendor_ruby",
    *glob(f"{gems}/*/lib"),
    *glob(f"{gems}/concurrent-ruby-*/lib/concurrent-ruby"),
    "root/usr/lib/ruby/3.1.0",
    f"{library}/ruby/3.1.0",
]
CASES = [  # the first day and the rule, the guess, the days of ice_cube, and of dateutil reading what ice_cube writes
    ("20260104", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO", "2026-01-04 2026-01-12 2026-01-18", None, None),
    ("20260105", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13 2026-03-13 2026-11-13", None, None),
    ("20260105", "FREQ=YEARLY;BYWEEKNO=5", "refused", None, None),
    ("20260105", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30 2026-02-27 2026-03-31, or refused", "2026-01-05 2026-01-06 2026-01-07", "2026-01-05 2026-01-06 2026-01-07"),
    ("20260131", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31", "2026-01-31 2026-02-28 2026-03-31", None),
    ("20240229", "FREQ=YEARLY", "2024-02-29 2028-02-29 2032-02-29", "2024-02-29 2025-02-28 2026-02-28", None),
]
texts = [f"DTSTART:{day}T090000Z\nRRULE:{rule}" for day, rule, *_ in CASES]
told = subprocess.run(
    ["root/usr/bin/ruby3.1", "--disable-gems", "-W0", "days.rb"],
    input=json.dumps(texts),
    env={**os.environ, "LD_LIBRARY_PATH": library, "RUBYLIB": ":".join(paths), "TZ": "UTC"},
    capture_output=True,
    text=True,
    timeout=60,
    check=True,
)
changed = False
for (day, rule, guess, known, known_there), line in zip(CASES, told.stdout.splitlines(), strict=True):
    seen, written = json.loads(line)
    there = " ".join(f"{each:%F}" for each in islice(rrulestr(written), 3)) if written else "refused"
    print(f"{day} {rule}\n  guess: {guess}\n  seen:  {seen}; what it writes, for dateutil: {there}")
    changed |= (seen, there) != (known or guess, known_there or guess)
sys.exit("This has changed." if changed else 0)
PY
echo "ice_cube $version, python-dateutil 2.9.0.post0"
timeout 90 venv/bin/python ask.py
