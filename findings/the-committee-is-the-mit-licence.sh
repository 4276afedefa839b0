#!/bin/sh
# spdx-correct (npm) and license-expression: what people write as a licence, and the name that SPDX has for it.
# Guess:   what is only like the name of a licence is corrected, "MIT and Apache" is both or unknown, and words that
#          are no licence are null; GPL without a version is the same for both libraries; LicenseRef-…, which SPDX has
#          for licences of one's own, is known.
# Happens: "Committee", "Permitted" and "not MIT" are MIT; "MIT and Apache" is Apache-2.0; "GPL version 2 only" is
#          GPL-3.0-or-later; UNLICENSED, the word of npm for "no rights are given", is Unlicense, which gives all. GPL
#          is version 3 or later for the first and 1 or later for the second, to which LicenseRef-… is an error.
# Seen:    spdx-correct 3.2.0 and 3.1.1, license-expression 30.4.4. The list `lastResorts` in index.js looks for MIT,
#          GPL and others within the text; its README: "Correct invalid SPDX identifiers."
# Matters: a guess of a name must be shown as a guess; who writes "not X" is understood as X.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "spdx-correct@$version"
python3 -m venv venv
venv/bin/pip install -qq license-expression==30.4.4
cat > ask.cjs <<'JS'
const correct = require("spdx-correct");
const cases = [ // what somebody wrote, the guess, what is seen
  ["Apache 2", "Apache-2.0", "Apache-2.0"],
  ["LGPL 2.1 or later", "LGPL-2.1-or-later", "LGPL-2.1-or-later"],
  ["Commercial", "null", "null"],
  ["Committee", "null", "MIT"],
  ["Permitted", "null", "MIT"],
  ["not MIT", "null", "MIT"],
  ["MIT and Apache", "null", "Apache-2.0"],
  ["UNLICENSED", "null", "Unlicense"],
  ["GPL version 2 only", "GPL-2.0-only", "GPL-3.0-or-later"],
  ["GPL", "the same in both", "GPL-3.0-or-later"],
];
console.log("spdx-correct", require("spdx-correct/package.json").version);
let changed = false;
for (const [text, guess, known] of cases) {
  const seen = String(correct(text, { upgrade: true }));
  console.log(text.padEnd(20), "guess:", guess.padEnd(18), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
timeout 60 node ask.cjs
timeout 60 venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from license_expression import get_spdx_licensing

licensing = get_spdx_licensing()
print("license-expression", version("license-expression"))
gpl = licensing.parse("GPL").render()
errors = licensing.validate("MIT AND LicenseRef-ours").errors
print(f"{'GPL':20} guess: the same in both   seen: {gpl}")
print(f"{'LicenseRef-ours':20} guess: no error           seen: {errors}")
known = gpl == "GPL-1.0-or-later" and errors == ["Unknown license key(s): LicenseRef-ours"]
sys.exit(0 if known else "This has changed.")
PY
