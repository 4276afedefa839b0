#!/bin/sh
# fhir.resources: questionnaires of FHIR and the answers to them, checked and written again.
# Guess:   what FHIR's JSON does not allow is refused, as a text for a text of 5 is: 5 is a number and no text, yes no
#          word for true, a number no moment; a question has one of the types and operators that there are. What it
#          writes it reads.
# Happens: true is 1 as a whole number, "5" 5, "1_000" 1000; "yes", "off" and 1 are true and false; 20260105 as a
#          moment is 23 August 1970. 34200 as a time is 9:30, written with a Z, which it refuses to read, as FHIR
#          does. The type "foo" and the operator "~" are taken, and two conditions that nothing joins. A tenth of a
#          second gets six digits.
# Seen:    fhir.resources 8.3.0 with fhir-core 1.1.12.
# Matters: answers of many sources are checked by it, and go on as what nobody answered.
set -eu
version=${1:-8.3.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "fhir.resources==$version" fhir-core==1.1.12
venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version

from fhir.resources.questionnaire import Questionnaire
from fhir.resources.questionnaireresponse import QuestionnaireResponse
from pydantic import ValidationError


def written(resource, content):
    """The first item of the resource, as it is written again."""
    try:
        checked = resource.model_validate({"resourceType": resource.__name__, **content})
    except ValidationError:
        return "refused"
    return json.loads(checked.model_dump_json())["item"][0]


def answer(kind, value):
    items = [{"linkId": "1", "answer": [{kind: value}]}]
    content = {"questionnaire": "http://example.org/q", "status": "completed", "item": items}
    item = written(QuestionnaireResponse, content)
    return item if item == "refused" else item["answer"][0][kind]


def question(kind, value):
    item = written(Questionnaire, {"status": "active", "item": [{"linkId": "1", "type": "string", kind: value}]})
    return item if item == "refused" else "taken"


def when(*operators):
    return [{"question": "2", "operator": operator, "answerString": "x"} for operator in operators]


CASES = [  # what is checked, its name, its value, the guess, what is written again
    (answer, "valueInteger", 5, 5, 5),
    (answer, "valueInteger", 1.5, "refused", "refused"),
    (answer, "valueInteger", True, "refused", 1),
    (answer, "valueInteger", "5", "refused", 5),
    (answer, "valueInteger", "1_000", "refused", 1000),
    (answer, "valueString", 5, "refused", "refused"),
    (answer, "valueBoolean", "maybe", "refused", "refused"),
    (answer, "valueBoolean", "yes", "refused", True),
    (answer, "valueBoolean", "off", "refused", False),
    (answer, "valueDate", "2026-02-30", "refused", "refused"),
    (answer, "valueDate", 20260105, "refused", "refused"),
    (answer, "valueDateTime", 20260105, "refused", "1970-08-23T11:48:25Z"),
    (answer, "valueDateTime", "2026-01-05T09:30:00.1Z", "2026-01-05T09:30:00.1Z", "2026-01-05T09:30:00.100000Z"),
    (answer, "valueTime", 34200, "refused", "09:30:00Z"),
    (answer, "valueTime", "09:30:00Z", "refused", "refused"),
    (question, "linkId", "", "refused", "refused"),
    (question, "type", "foo", "refused", "taken"),
    (question, "enableWhen", when("~"), "refused", "taken"),
    (question, "enableWhen", when("=", "="), "refused", "taken"),
]
print("fhir.resources", version("fhir.resources"), "fhir-core", version("fhir-core"))
changed = False
for check, kind, value, guess, known in CASES:
    seen = check(kind, value)
    print(f"{kind} {json.dumps(value)} guess: {guess!r} seen: {seen!r}")
    changed |= repr(seen) != repr(known)
sys.exit("This has changed." if changed else 0)
PY
