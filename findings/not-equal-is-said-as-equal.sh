#!/bin/sh
# flite and eSpeak NG (Debian): what a screen reader says.
# Guess:   as "+", "=" and "%" are said, so are less, greater, minus and not equal; a half, a pound and a euro are said, at
#          the one place or the other; 22th, which is no number, is spelled; midnight is said, a range has a word or a dash;
#          one and a half as 1,5 is not one, five.
# Happens: flite says "a equals b" for a != b, and "five equals three" for 5 >= 3; "5 < 3" and "5 - 3" are "five three" to
#          both, as 5-7 with a longer dash is five seven, and 1,5 one five. To flite one and a half with the sign for a half is
#          one, £45,000 has no pounds, 50 € no euros, yes/no no slash, 00:00 is silence, 22th the twenty-second, MI Michigan.
# Seen:    flite 2.2 and eSpeak NG 1.51 of Debian 12, by their phonemes: a text is said like the words beside it.
# Matters: advice is read aloud by these to people who cannot see that a word is missing.
set -eu
version=${1:-2.2-5}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -qq "flite=$version" "libflite1=$version" espeak-ng=1.51+dfsg-10+deb12u2 libespeak-ng1=1.51+dfsg-10+deb12u2 \
  espeak-ng-data=1.51+dfsg-10+deb12u2 libpcaudio0 libsonic0 libasound2 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
echo "flite $version, espeak-ng 1.51+dfsg-10+deb12u2"
timeout 120 python3 - <<'PY'
import os
import re
import subprocess
import sys
from glob import glob

LIBRARIES = os.path.dirname(glob("root/usr/lib/*/libflite.so.1")[0])
ESPEAK = ["root/usr/bin/espeak-ng", f"--path={LIBRARIES}", "-v", "en", "-q", "-x", "--stdin"]
FLITE = ["root/usr/bin/flite", "-ps", "-o", "none", "-t"]


def sounds(command, given=None):
    environment = {**os.environ, "LD_LIBRARY_PATH": LIBRARIES}
    told = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, timeout=20)
    return re.sub(r"[',_!:;\s]|pau", "", told.stdout)


def espeak(text):
    return sounds(ESPEAK, text)


def flite(text):
    return sounds([*FLITE, text])


CASES = [  # who reads, what, the guess, and like what it is said
    (espeak, "-5 days", "minus 5 days", "minus 5 days"),
    (flite, "-5 days", "minus 5 days", "minus 5 days"),
    (espeak, "x = 5", "x equals five", "x equals five"),
    (flite, "x = 5", "x equals five", "x equals five"),
    (espeak, "5 < 3", "five less than three", "five three"),
    (flite, "5 < 3", "five less than three", "five three"),
    (espeak, "5 - 3", "five minus three", "five three"),
    (flite, "5 - 3", "five minus three", "five three"),
    (flite, "5 >= 3", "five greater than or equal to three", "five equals three"),
    (espeak, "a != b", "a not equals b", "a not equals b"),
    (flite, "a != b", "a not equals b", "a equals b"),
    (flite, "1½ hours", "one and a half hours", "one hours"),
    (espeak, "50 €", "fifty euros", "fifty euros"),
    (flite, "50 €", "fifty euros", "fifty"),
    (flite, "£45,000", "forty five thousand pounds", "forty five thousand"),
    (espeak, "5–7 days", "five to seven days", "five seven days"),
    (flite, "5–7 days", "five to seven days", "five seven days"),
    (flite, "22th", "22 t h", "twenty second"),
    (espeak, "1,5 days", "one point five days", "one five days"),
    (flite, "1,5 days", "one point five days", "one five days"),
    (flite, "00:00", "midnight", ""),
    (flite, "yes/no", "yes slash no", "yes no"),
    (flite, "MI", "M I", "Michigan"),
]
changed = False
for read, text, guess, known in CASES:
    said = read(text)
    seen = next((words for words in (guess, known) if read(words) == said), f"something else: {said}")
    print(f"{read.__name__:6} {text:10} guess: {guess:36} seen: {seen or 'silence'}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
