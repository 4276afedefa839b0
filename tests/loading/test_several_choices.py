"""`type: several`: what it declares, how rules read it, and how situations state it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from advisor.ir import FactRef, HowMany, Literal, Or, Pack
from advisor.rendering.drafts import fill_draft
from tests.casetest.packs import decide, make_case, make_program
from tests.loading.reporting import FILES, Bad, files_with, load, reported

SYMPTOMS = """\
entities:
  patient:
    list: patients
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: Who?}
      has: {type: yes-no, ask: Has it?}
      mood: {type: choice, choices: {calm: Calm, angry: Angry}, ask: How?}
      symptoms:
        type: several
        ask: What does {name} have?
        help: Look closely.
        choices:
          fever: Fever
          cough: {words: A cough, also: [coughing, "bad, bad cough"]}
          rash: A rash
"""
RULE = "rules:\n  - {{rule: r, for: patient, when: '{}', silences: all}}\n"


def pack_of(condition: str = "symptoms is given", facts: str = SYMPTOMS) -> Pack:
    loaded = load(more=facts, others=RULE.format(condition))
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def test_each_choice_becomes_a_fact_with_a_question_of_its_own() -> None:
    declared = pack_of().entities["patient"]
    several = declared.several["symptoms"]
    assert several.parts == {
        "fever": "symptoms_fever",
        "cough": "symptoms_cough",
        "rash": "symptoms_rash",
    }
    assert list(declared.facts) == ["name", "has", "mood", *several.parts.values()]
    cough = declared.facts["symptoms_cough"]
    assert (cough.type.kind.value, cough.help) == ("yes-no", "Look closely.")
    assert cough.ask is not None
    assert cough.ask.parts[-1] == " A cough"
    assert several.question is not None
    assert list(several.question.facts) == list(several.parts.values())


def test_conditions_about_choices_are_conditions_about_their_facts() -> None:
    def names(text: str) -> list[str]:
        when = pack_of(text).rules["r"].when
        match when:
            case FactRef(fact=fact):
                return [fact]
            case Or(operands=parts):
                return ["or", *(p.fact for p in parts if isinstance(p, FactRef))]
            case _:
                raise AssertionError(when)

    assert names("symptoms has cough") == ["symptoms_cough"]
    assert names("patient.symptoms has any of (cough, rash)") == [
        "or",
        "symptoms_cough",
        "symptoms_rash",
    ]
    when = pack_of("count(symptoms) > 1").rules["r"].when
    assert isinstance(getattr(when, "left", None), HowMany)


EXPRESSIONS = {
    "symptoms has fevr": (
        "ADV315",
        "fevr",
        "`fevr` is not one of the choices of `symptoms`",
        "did you mean `fever`?",
    ),
    "symptoms has any of (fever, mood)": (
        "ADV315",
        "mood",
        "`mood` is not one of the choices of `symptoms`",
        "there are `fever`, `cough`, `rash`",
    ),
    "mood has calm": (
        "ADV324",
        "mood",
        "`has` stands behind a fact of `type: several`, and `mood` is none",
        "to compare it, write `is` or `is one of (…)`",
    ),
    "symptoms is fever": (
        "ADV324",
        "symptoms",
        "`symptoms` holds several choices and is no single value",
        "write `symptoms has fever`, `symptoms has any of (…)`, `count(symptoms)` or "
        "`symptoms is given`",
    ),
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_a_mistake_about_choices_in_an_expression_is_explained(text: str) -> None:
    changed = {"more": SYMPTOMS, "others": RULE.format(text)}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found[:1] == [EXPRESSIONS[text]]


def test_a_sentence_cannot_list_the_choices() -> None:
    rules = RULE.format("symptoms is given") + (
        "  - {rule: s, for: patient, silences: all, because: 'It is {symptoms}.'}\n"
    )
    [problem] = [d for d in load(more=SYMPTOMS, others=rules).diagnostics if d.code == "ADV383"]
    assert problem.help == "leave it out here; a draft can list them: `{{ symptoms }}`"


def test_a_draft_lists_the_choices_that_are_so(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.md").write_text(
        "It is {{ symptoms }}.{% if symptoms %} So.{% endif %}"
    )
    rules = RULES.replace(
        "given: {title: Given, kind: wait}", "given: {title: G, kind: wait, draft: note}"
    )
    program = make_program(tmp_path, rules)
    assert not [d for d in api.check_pack(tmp_path).diagnostics if d.code.startswith("ADV1")]
    found = {}
    for symptoms in ("[fever, rash]", "[]"):
        case = make_case(
            program, f"today: 2026-11-22\npatients: [{{name: A, symptoms: {symptoms}}}]"
        )
        decision = decide(program, case, "oracle")
        [piece] = [p for p in decision.advice if p.action == "given"]
        draft = program.pack.drafts["note"]
        found[symptoms] = fill_draft(program, case.situation.root, decision, piece, draft).text
    assert found == {"[fever, rash]": "It is Fever, A rash. So.\n", "[]": "It is .\n"}


def test_a_fact_may_still_be_called_has() -> None:
    pack = pack_of("has and not has and has is yes")
    assert pack.rules["r"].entity == "patient"


BAD = {
    "no choices": Bad(
        "a: {type: several}",
        "ADV102",
        "type",
        "a choice lacks `choices`",
        "add `choices:` and under it a line `name: Words for the reader` for each",
    ),
    "bounds": Bad(
        "a: {type: several, choices: {b: B}, min: 1}",
        "ADV101",
        "min",
        "the fact `a` has no key `min`",
        "its keys are `type`, `ask`, `help`, `choices`, `required`, `default`, `ask_if`",
    ),
    "a fact of the name of a choice": Bad(
        "a: {type: several, choices: {b: B}}\n      a_b: {type: number}",
        "ADV107",
        "a",
        "`a_b` stands for a choice of `a` and is a fact already",
        "rename one of them, or the choice",
    ),
    "a default that is no choice": Bad(
        "a: {type: several, choices: {b: B}, default: [c]}",
        "ADV109",
        "c",
        "`c` is not one of the choices of `a`",
        "write one of `b`",
    ),
    "a default of what is required": Bad(
        "a: {type: several, choices: {b: B}, required: yes, default: [b]}",
        "ADV111",
        "default",
        "a required fact is always stated, so its `default` is never used",
        "leave out `required`, or `default`",
    ),
    "a type that many call so": Bad(
        "a: {type: multiple, choices: {b: B}}",
        "ADV108",
        "multiple",
        "there is no type `multiple`",
        "write `type: choice` for one of them, `type: several` for any number of them",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_fact_of_several_choices_is_explained(bad: Bad) -> None:
    changed = {"more": f"entities:\n  thing:\n    list: things\n    facts:\n      {bad.text}\n"}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert (bad.code, bad.underlined, bad.message, bad.help) in found


def test_done_may_say_which_are_so_or_empty_them() -> None:
    actions = FILES["actions.yaml"] + (
        "  rest: {title: Rest, kind: do, done: {symptoms: [cough]}, asks: symptoms}\n"
        "  sleep: {title: Sleep, kind: do, done: {symptoms: none}}\n"
    )
    rules = RULE.format("symptoms is given") + (
        "  - {rule: s, for: patient, advise: [rest, sleep], because: B.}\n"
    )
    loaded = load(more=SYMPTOMS, others=rules, actions=actions)
    assert loaded.pack is not None, loaded.diagnostics
    assert loaded.pack.actions["rest"].asks == (
        ("patient", "symptoms_fever"),
        ("patient", "symptoms_cough"),
        ("patient", "symptoms_rash"),
    )
    rest, sleep = (loaded.pack.actions[name].done for name in ("rest", "sleep"))
    said = [(c.fact, c.value.value) for c in rest if isinstance(c.value, Literal)]
    assert said == [("symptoms_fever", False), ("symptoms_cough", True), ("symptoms_rash", False)]
    assert [(c.fact, c.value) for c in sleep] == [(name, None) for name, _ in said]


RULES = (
    SYMPTOMS
    + """\
actions:
  count-0: {title: None, kind: wait}
  count-1: {title: One, kind: wait}
  count-2: {title: Two, kind: wait}
  given: {title: Given, kind: wait}
  fever: {title: Fever, kind: wait}
  either: {title: Either, kind: wait}
rules:
  - {rule: a, for: patient, when: count(symptoms) is 0, advise: count-0, because: B.}
  - {rule: b, for: patient, when: count(symptoms) is 1, advise: count-1, because: B.}
  - {rule: c, for: patient, when: count(symptoms) >= 2, advise: count-2, because: B.}
  - {rule: d, for: patient, when: symptoms is given, advise: given, because: B.}
  - {rule: e, for: patient, when: symptoms has fever, advise: fever, because: B.}
  - rule: f
    for: patient
    when: symptoms has any of (cough, rash)
    advise: either
    because: B.
"""
)
STATED = {
    "symptoms: [fever, rash]": "count-2 given fever either",
    "symptoms: [coughing]": "count-1 given either",
    "symptoms: fever": "count-1 given fever",
    "symptoms: 'fever; bad, bad cough'": "count-2 given fever either",
    "symptoms: 'fever, rash'": "count-2 given fever either",
    "symptoms: []": "count-0 given",
    "symptoms: none": "count-0 given",
    "mood: calm": "count-0",
    "symptoms_rash: yes": "count-1 either",
    "symptoms_fever: no": "count-0 given",
}


@pytest.mark.parametrize("engine", ["oracle", "rete"])
@pytest.mark.parametrize("text", STATED)
def test_a_list_says_yes_to_its_choices_and_no_to_the_others(
    tmp_path: Path, engine: str, text: str
) -> None:
    program = make_program(tmp_path, RULES)
    situation = f"today: 2026-11-22\npatients:\n  - name: Ann\n    {text}\n"
    decision = decide(program, make_case(program, situation), engine)
    assert " ".join(piece.action for piece in decision.advice) == STATED[text]


def test_what_is_not_given_and_none_of_them_differ(tmp_path: Path) -> None:
    program = make_program(tmp_path, RULES)
    [empty] = make_case(program, "patients: [{name: A, symptoms: []}]").situation.root.lists[
        "patients"
    ]
    [missing] = make_case(program, "patients: [{name: A}]").situation.root.lists["patients"]
    assert [empty.facts[name] for name in empty.facts if name != "name"] == [False] * 3
    assert list(missing.facts) == ["name"]


WRONG = {
    "symptoms: [fevr]": ("ADV403", "`fevr` is not one of the choices of `symptoms`"),
    "symptoms: [fever, [rash]]": (
        "ADV403",
        "a choice of `symptoms` is a list here, where a value belongs",
    ),
    "symptoms_fever: yes\n    symptoms: [rash]": (
        "ADV407",
        "`symptoms` says the same as `symptoms_fever` above",
    ),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_list_of_choices_with_a_mistake_is_explained(tmp_path: Path, text: str) -> None:
    program = make_program(tmp_path, RULES)
    read = api.load_cases_text(f"patients:\n  - name: A\n    {text}\n", "me.yaml", program)
    [problem] = read.diagnostics
    assert (problem.code, problem.message) == WRONG[text]


SAID_OTHERWISE = {  # a condition as people say it: what they are told to write
    "symptoms is none": "write `symptoms is given and count(symptoms) is 0`",
    "symptoms has none": "write `symptoms is given and count(symptoms) is 0`",
    "symptoms is not none": "write `count(symptoms) > 0`",
    "symptoms contains rash": "write `symptoms has rash`",
    "mood is calm and symptoms includes rash": "write `symptoms has rash`",
    "mood is none": "write `is not given`",
    "name contains rash": "text is only compared whole, with `is`",
}


@pytest.mark.parametrize("condition", SAID_OTHERWISE)
def test_everyday_words_for_several_choices_have_a_remedy_with_their_meaning(
    condition: str,
) -> None:
    [problem] = load(more=SYMPTOMS, others=RULE.format(condition)).diagnostics
    assert problem.help == SAID_OTHERWISE[condition]


@pytest.mark.parametrize(
    ("stated", "problems"),
    [
        ("", [("the patient lacks `symptoms`", "add `symptoms: [fever, cough, rash]` with those that are so")]),
        ("symptoms: []", []),
        ("symptoms_fever: yes", [("the patient lacks `symptoms_cough`", "add `symptoms_cough: …`"), ("the patient lacks `symptoms_rash`", "add `symptoms_rash: …`")]),
        ("colour: red, symptoms: []", [("the patient has no fact or list `colour`", "it has `name`, `has`, `mood`, `symptoms`")]),
        ("symtoms: [fever]", [("the patient has no fact or list `symtoms`", "did you mean `symptoms`?")]),
    ],
)  # fmt: skip
def test_what_is_required_of_several_choices_is_missed_as_one_fact(
    stated: str, problems: list[tuple[str, str]], tmp_path: Path
) -> None:
    facts = SYMPTOMS.replace("type: several", "type: several\n        required: yes")
    program = make_program(tmp_path, facts)
    item = f"{{name: Ann{f', {stated}' if stated else ''}}}"
    loaded = api.load_cases_text(f"patients: [{item}]\n", "me.yaml", program)
    assert [(d.message, d.help) for d in loaded.diagnostics] == problems
