#!/bin/sh
# PyYAML: a plain text that ends with a question mark, before the brace that ends a mapping.
# Guess:   its parser in C and its parser in Python read the same texts; or both refuse it.
# Happens: CSafeLoader reads `{q: What is it?}`; SafeLoader refuses it: expected ',' or '}', but got '?'.
# Seen:    6.0.1, 6.0.3.
# Matters: the loader is chosen by what is installed, so a file that is right here is wrong on a
#          machine where PyYAML came without libyaml.
set -eu
version=${1:-6.0.3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "PyYAML==$version"
venv/bin/python - <<'PY'
import sys

import yaml

TEXT = "{q: What is it?}"


def read(loader):
    try:
        return yaml.load(TEXT, loader)
    except yaml.YAMLError as error:  # a refusal by both is what one could guess, too
        return type(error).__name__


seen = {name: read(getattr(yaml, name)) for name in ("CSafeLoader", "SafeLoader")}
print("PyYAML", yaml.__version__)
print("guess: both read", TEXT, "or both refuse it")
for name, result in seen.items():
    print(f"seen:  {name}  ->  {result}")
wanted = {"CSafeLoader": {"q": "What is it?"}, "SafeLoader": "ParserError"}
sys.exit(0 if seen == wanted else "This has changed.")
PY
