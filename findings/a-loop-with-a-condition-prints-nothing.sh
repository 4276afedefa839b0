#!/bin/sh
# nunjucks and minijinja: templates of Jinja, by libraries that follow it in JavaScript and in Rust.
# Guess:   what is printed is what Jinja prints, or it is refused, as `{{ 'a' 'b' }}` is; `none < 1` is an error.
# Happens: nunjucks reads `{% for d in days if d > 1 %}` and goes through nothing; selectattr("n", "gt", 1) takes all;
#          1e3 is empty; what is set within a loop stays behind it; an empty list is true. There is no error.
#          minijinja, which is nearly the same as Jinja, says that none is less than 1, and "a" is not.
# Seen:    nunjucks 3.2.4, minijinja 3.1.0, Jinja2 3.1.6.
# Matters: a letter's list of days is empty in the browser's preview and full in what is sent, or the other way round.
set -eu
version=${1:-3.2.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq minijinja==3.1.0 Jinja2==3.1.6
echo '{}' > package.json
npm install --silent --no-fund --no-audit "nunjucks@$version"
cat > print.mjs <<'JS'
import { readFileSync } from "node:fs";
import nunjucks from "nunjucks";
const environment = new nunjucks.Environment(null, { autoescape: false });
const printed = JSON.parse(readFileSync(0)).map((template) => environment.renderString(template, {}));
process.stdout.write(JSON.stringify(printed));
JS
venv/bin/python - "$version" <<'PY'
import json
import subprocess
import sys

import jinja2
import minijinja

CASES = [  # a template, Jinja, minijinja, nunjucks
    ("{% for d in [1, 2, 3] if d > 1 %}{{ d }} {% endfor %}", "2 3 ", "2 3 ", ""),
    ("{{ [{'n': 1}, {'n': 2}] | selectattr('n', 'gt', 1) | list | length }}", "1", "1", "2"),
    ("{{ 1e3 }}", "1000.0", "1000.0", ""),
    ("{% set n = 0 %}{% for d in [1, 2] %}{% set n = n + d %}{% endfor %}{{ n }}", "0", "0", "3"),
    ("{% if [] %}some{% else %}none{% endif %}", "none", "none", "some"),
    ("{% if none < 1 %}less{% else %}not less{% endif %}", "refused", "less", "less"),
    ("{% if 'a' < 1 %}less{% else %}not less{% endif %}", "refused", "not less", "not less"),
]


def jinja(template):
    try:
        return jinja2.Environment().from_string(template).render()
    except TypeError:
        return "refused"


templates = [case[0] for case in CASES]
call = subprocess.run(["node", "print.mjs"], input=json.dumps(templates), capture_output=True, text=True, check=True)
print("nunjucks", sys.argv[1], "minijinja 3.1.0 Jinja2", jinja2.__version__)
changed = False
for (template, *known), theirs in zip(CASES, json.loads(call.stdout), strict=True):
    seen = [jinja(template), minijinja.Environment().render_str(template), theirs]
    print(f"{template:76} guess: {known[0]!r:9} seen: {seen[1]!r} and {seen[2]!r}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY
