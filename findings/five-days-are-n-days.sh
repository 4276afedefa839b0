#!/bin/sh
# moz.l10n: messages for translators, from one format to another; the result read by fluent.runtime and messageformat.
# Guess:   what can be read in one format and written in another says the same there; what cannot is refused, as most
#          of it is.
# Happens: "{ $n } days" of Fluent is for Android "n days", a text. "%s of %s" of Android is "{ $arg } of { $arg }" in
#          Fluent: 2 of 2 for 2 of 5. An ordinal of Fluent has the option `type` in MessageFormat 2, which calls it
#          `select`, so 22 has the plural of a count, "22th".
# Seen:    moz.l10n 0.15.0, fluent.runtime 0.4.0, messageformat 4.0.0 (npm).
# Matters: the sentences of an advice are kept in one format and handed on in another.
set -eu
version=${1:-0.15.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "moz.l10n[xml]==$version" fluent.runtime==0.4.0
echo '{}' > package.json
npm install --silent --no-fund --no-audit messageformat@4.0.0
cat > say.mjs <<'JS'
import { MessageFormat } from "messageformat";

const [text, facts] = JSON.parse(process.argv[2]);
process.stdout.write(new MessageFormat("en", text, { bidiIsolation: "none" }).format(facts, () => {}));
JS
cat > meet.py <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

from fluent.runtime import FluentBundle, FluentResource
from moz.l10n.formats import Format
from moz.l10n.message import parse_message, serialize_message


def by_fluent(text, facts):
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource("m = " + text.replace("\n", "\n ") + "\n"))
    return bundle.format_pattern(bundle.get_message("m").value, facts)[0]


def by_messageformat(text, facts):
    node = ["node", "say.mjs", json.dumps([text, facts])]
    return subprocess.run(node, capture_output=True, check=True, text=True, timeout=60).stdout


DAYS = "{ $n ->\n    [one] a day\n   *[other] { $n } days\n}"
ORDINAL = '{ NUMBER($n, type: "ordinal") ->\n    [one] { $n }st\n    [two] { $n }nd\n   *[other] { $n }th\n}'
android, fluent, mf2, webext = Format.android, Format.fluent, Format.mf2, Format.webext
CASES = [  # from, to, the message, the guess, what is written
    (fluent, webext, "{ $n } days", "$n days", "$n days"),
    (fluent, android, DAYS, "refused", "refused"),
    (android, fluent, "%1$d days", "{ $arg1 } days", "refused"),
    (fluent, android, "{ $n } days", "refused", "n days"),
    (fluent, android, "{ NUMBER($n, minimumFractionDigits: 2) } days", "refused", "n days"),
    (android, fluent, "%s of %s", "{ $arg1 } of { $arg2 }", "{ $arg } of { $arg }"),
]
SAID = [  # from, to, the message, its facts, the guess, what is said
    (fluent, mf2, by_messageformat, DAYS, {"n": 1}, "a day", "a day"),
    (fluent, mf2, by_messageformat, ORDINAL, {"n": 22}, "22nd", "22th"),
    (android, fluent, by_fluent, "%s of %s", {"arg": 2, "arg1": 2, "arg2": 5}, "2 of 5", "2 of 2"),
]


def converted(source, target, text):
    try:
        return serialize_message(target, parse_message(source, text))
    except ValueError:
        return "refused"


print("moz.l10n", version("moz.l10n"), "fluent.runtime", version("fluent.runtime"))
changed = False
for source, target, text, guess, known in CASES:
    seen = converted(source, target, text)
    print(f"{source.name} to {target.name} {text!r} guess: {guess} seen: {seen}")
    changed |= seen != known
for source, target, say, text, facts, guess, known in SAID:
    seen = say(converted(source, target, text), facts)
    print(f"{source.name} by {target.name} {text.splitlines()[0]!r} guess: {guess} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
venv/bin/python meet.py
