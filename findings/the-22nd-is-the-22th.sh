#!/bin/sh
# fluent.runtime and @fluent/bundle (npm): the same messages of Project Fluent, in Python and in JavaScript.
# Guess:   both write the same: the 22nd, where `type: "ordinal"` chooses among one, two, few and other; 50% with
#          `style: "percent"`; 1.0 day is "other" once a digit behind the point is asked for; a day is written alike.
# Happens: `ordinal` counts as for "1 day", so that 1st is right and 22 is the 22th; in Python it is an error and 1 is
#          the 1th. Percent is left out in JavaScript, with the pounds of a currency; with one digit behind the point, 1
#          is "1.0 day" in Python; a day is 1/5/2026 there and Jan 5, 2026 here.
# Seen:    fluent.runtime 0.4.0, @fluent/bundle 0.19.1.
# Matters: one set of messages is kept for a page and for the mails behind it.
set -eu
version=${1:-0.4.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fluent.runtime==$version"
echo '{}' > package.json
npm install --silent --no-fund --no-audit @fluent/bundle@0.19.1
cat > messages.ftl <<'FTL'
wait = { $n ->
    [0] today
    [one] tomorrow
   *[other] in { $n } days
}
nth = { NUMBER($n, type: "ordinal") ->
    [one] { $n }st
    [two] { $n }nd
    [few] { $n }rd
   *[other] { $n }th
}
exact = { NUMBER($n, minimumFractionDigits: 1) ->
    [one] one day
   *[other] other
}
share = { NUMBER($n, style: "percent") }
pay = { NUMBER($n, style: "currency", currency: "GBP") }
on = { $day }
FTL
cat > say.mjs <<'JS'
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
const bundle = new FluentBundle("en-US", { useIsolating: false });
bundle.addResource(new FluentResource(readFileSync("messages.ftl", "utf8")));
const said = JSON.parse(process.argv[2]).map(([id, n]) =>
  bundle.formatPattern(bundle.getMessage(id).value, { n, day: new Date(2026, 0, 5) }, []),
);
console.log(JSON.stringify(said));
JS
cat > meet.py <<'PY'
import datetime
import json
import subprocess
import sys
from importlib.metadata import version

from fluent.runtime import FluentBundle, FluentResource

CASES = [  # the message, its number, the guess, and what is said in Python and in JavaScript
    ("wait", 0, "today", ("today", "today")),
    ("wait", 1, "tomorrow", ("tomorrow", "tomorrow")),
    ("wait", 2026, "in 2,026 days", ("in 2,026 days", "in 2,026 days")),
    ("nth", 11, "11th", ("11th", "11th")),
    ("nth", 1, "1st", ("1th", "1st")),
    ("nth", 22, "22nd", ("22th", "22th")),
    ("exact", 1, "other", ("one day", "other")),
    ("share", 0.5, "50%", ("50%", "0.5")),
    ("pay", 45000, "£45,000.00", ("£45,000.00", "45,000")),
    ("on", 0, "1/5/2026", ("Jan 5, 2026", "1/5/2026")),
]
bundle = FluentBundle(["en-US"], use_isolating=False)
bundle.add_resource(FluentResource(open("messages.ftl").read()))
node = ["node", "say.mjs", json.dumps([case[:2] for case in CASES])]
theirs = json.loads(subprocess.run(node, capture_output=True, check=True, text=True).stdout)
npm = json.load(open("node_modules/@fluent/bundle/package.json"))["version"]
print("fluent.runtime", version("fluent.runtime"), "@fluent/bundle", npm)
changed = False
for (message, number, guess, known), other in zip(CASES, theirs):
    values = {"n": number, "day": datetime.date(2026, 1, 5)}
    seen = (bundle.format_pattern(bundle.get_message(message).value, values)[0], other)
    print(f"{message:6} {number:<6} guess: {guess:14} seen: {seen[0]} and {seen[1]}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
