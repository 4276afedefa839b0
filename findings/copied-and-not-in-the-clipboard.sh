#!/bin/sh
# pyperclip: copying with a clipboard program that fails.
# Guess:   an error, as there is where no such program is installed.
# Happens: nothing: `copy` looks at the exit status of neither xclip, xsel nor wl-copy, and comes back as if
#          the text were in the clipboard (no display that answers, no permission, a program that is broken).
# Seen:    in 1.8.2 too; of xclip and xsel in 1.6.0.
# Matters: who says "copied" after it says so for a text that was lost.
set -eu
version=${1:-1.11.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyperclip==$version"
mkdir bin
for name in xclip xsel wl-copy; do
    printf '#!/bin/sh\ncat >/dev/null\necho "Error: cannot open display" >&2\nexit 1\n' >"bin/$name"
    chmod +x "bin/$name"
done
cp bin/wl-copy bin/wl-paste
PATH="$dir/bin:$PATH" venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pyperclip

WAYS = ("xclip", "xsel", "wl-clipboard")
seen = {}
for way in WAYS:
    try:
        pyperclip.set_clipboard(way)
        pyperclip.copy("a text")
        seen[way] = "no error"
    except Exception as error:  # any refusal is what one would guess
        seen[way] = type(error).__name__
print("pyperclip", version("pyperclip"))
for way in WAYS:
    print(f"  {way} fails: guess an error, is {seen[way]}")
if set(seen.values()) != {"no error"}:
    sys.exit("This has changed.")
PY
