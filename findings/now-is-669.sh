#!/bin/sh
# phonenumbers and libphonenumber-js (npm): one library for telephone numbers, in Python and in JavaScript.
# Guess:   both read a number as the same; words around it are left out, or refused; a number of letters is one for
#          both, or for neither.
# Happens: in Python "020 7946 0958 now" is 669 longer, for n, o and w are on the keys 6, 6 and 9; so is "please";
#          JavaScript leaves both out. "at 5" makes the number one digit longer in Python, and is refused in
#          JavaScript. 0800 FLOWERS is a right number in Python and 0800, a wrong one, in JavaScript. Both read the
#          day 2026-01-05 as a number in London, without an error: only `is_valid_number` tells. What stands before
#          the number is left out by both.
# Seen:    phonenumbers 9.0.43 and 9.0.0, libphonenumber-js 1.13.16. _VALID_ALPHA_PHONE_PATTERN in phonenumberutil.py
#          wants three letters anywhere; without them, letters are left out and the digits behind them kept.
# Matters: "call me on … now" is saved as a number that nobody has, and rings with nobody.
set -eu
version=${1:-9.0.43}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "phonenumbers==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit libphonenumber-js@1.13.16
cat > cases.json <<'JSON'
[
  ["020 7946 0958", "+442079460958", 0, 0],
  ["020 7946 0958 ext 5", "+442079460958;5", 0, 0],
  ["call 020 7946 0958", "+442079460958", 0, 0],
  ["020 7946 0958 at 5", "+442079460958", "+4420794609585", "refused"],
  ["020 7946 0958 now", "+442079460958", "+442079460958669", 0],
  ["020 7946 0958 please", "+442079460958", "+442079460958753273", 0],
  ["0800 FLOWERS", "+448003569377", 0, "+440800"],
  ["2026-01-05", "refused", "+4420260105", "+4420260105"]
]
JSON
cat > read.cjs <<'JS'
const parse = require("libphonenumber-js/max").parsePhoneNumberFromString;
const read = (text) => {
  const found = parse(text, "GB");
  return found ? found.number + (found.ext ? `;${found.ext}` : "") : "refused";
};
console.log(JSON.stringify(require("./cases.json").map(([text]) => read(text))));
JS
timeout 60 node read.cjs > npm.json
timeout 60 venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version
from pathlib import Path

import phonenumbers


def read(text):
    try:
        found = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return "refused"
    number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return number + (f";{found.extension}" if found.extension else "")


print("phonenumbers", version("phonenumbers"), "and libphonenumber-js 1.13.16")
changed = False
cases, npm = (json.loads(Path(name).read_text()) for name in ("cases.json", "npm.json"))
for (text, guess, *known), other in zip(cases, npm):
    seen = [read(text), other]
    print(f"{text:22} guess: {guess:16} seen: {' | '.join(seen)}")
    changed |= seen != [value or guess for value in known]
sys.exit("This has changed." if changed else 0)
PY
