#!/bin/sh
# sarif-tools: the placeholders and doubled braces of SARIF messages.
# Guess:   a reader of SARIF 2.1.0 puts `arguments` where `{0}` stands and shows `{{` as `{`
#          (section 3.11.5), so a writer may rely on either.
# Happens: it shows the text as it stands: `{0}` without its argument, and both braces of `{{`.
# Seen:    sarif-tools 3.0.5, in its tables, summaries and lists.
# Matters: a message about `{company}` in a sentence reads `{{company}}` here and `{company}` in
#          readers that keep to the standard; a writer that takes placeholders loses the words.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "sarif-tools==3.0.5"
cat > in.sarif <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}}, "results": [
  {"ruleId": "A", "level": "error", "message": {"text": "write {{company}}"},
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}, "region": {"startLine": 1}}}]},
  {"ruleId": "B", "level": "error", "message": {"text": "{0} is not known", "arguments": ["stage"]},
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}, "region": {"startLine": 2}}}]}
]}]}
JSON
venv/bin/sarif csv in.sarif -o out.csv > /dev/null
venv/bin/python - <<'PY'
import csv
import sys
from importlib.metadata import version

seen = [row["Description"] for row in csv.DictReader(open("out.csv", encoding="utf-8"))]
print("sarif-tools", version("sarif-tools"))
print("guess: ['write {company}', 'stage is not known']")
print("seen: ", seen)
sys.exit(0 if seen == ["write {{company}}", "{0} is not known"] else "This has changed.")
PY
