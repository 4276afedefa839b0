"""Rules: what they may say, and the conditions that they rest on."""

from __future__ import annotations

import pytest

from advisor.ir import And, Expression, Importance, Is, Literal, Not, Or, Rule
from tests.loading.reporting import FILES, Bad, files_with, load, reported

BAD = {
    "a rule that does nothing": Bad(
        "when: stage is offered",
        "ADV121",
        "extra",
        "the rule `extra` does nothing",
        "add `conclude`, `advise`, `note`, `overrides` or `silences`",
    ),
    "a misspelt action": Bad(
        "advise: chas", "ADV118", "chas", "there is no action `chas`", "did you mean `chase`?"
    ),
    "a rule where an action is meant": Bad(
        "advise: chase-late",
        "ADV118",
        "chase-late",
        "there is no action `chase-late`",
        "this is the name of a rule; the action that it advises is `chase`",
    ),
    "a misspelt key of advise": Bad(
        "advise: {action: chase, deu: today}",
        "ADV101",
        "deu",
        "`advise` has no key `deu`",
        "did you mean `due`?",
    ),
    "no action": Bad(
        "advise: {start: today}", "ADV102", "start", "`advise` lacks `action`", "add `action: …`"
    ),
    "an action instead of itself": Bad(
        "advise: {action: chase, instead_of: [chase, thank]}",
        "ADV135",
        "chase",
        "`chase` cannot be advised instead of itself",
        "leave it out",
    ),
    "an unknown action to replace": Bad(
        "advise: {action: chase, instead_of: [x]}",
        "ADV118",
        "x",
        "there is no action `x`",
        "there are `thank`, `chase`",
    ),
    "a start that is no date": Bad(
        "advise: {action: chase, start: 3}",
        "ADV311",
        "3",
        "`3` is a number, and a date is needed here",
        "write a date, such as `reply_by`, `due_on` or `today`",
    ),
    "a conclusion about a stated fact": Bad(
        "conclude: {stage: offered}",
        "ADV128",
        "stage",
        "`stage` is stated by people, so no rule can conclude it",
        "declare it with `concluded: yes`, or conclude another fact",
    ),
    "a conclusion about nothing": Bad(
        "conclude: {nothing: 1}",
        "ADV127",
        "nothing",
        "`application` has no fact `nothing` of its own",
        "declare it under the facts of `application` with `concluded: yes`",
    ),
    "a conclusion about a fact inside": Bad(
        "conclude: {held_on: today}",
        "ADV127",
        "held_on",
        "`application` has no fact `held_on` of its own",
        "it is a fact of `interview`: write the rule `for: interview`",
    ),
    "a conclusion about a fact around": Bad(
        "conclude: {mood: calm}",
        "ADV127",
        "mood",
        "`application` has no fact `mood` of its own",
        "it is a fact of `situation`: write the rule `for: situation`",
    ),
    "a misspelt fact": Bad(
        "conclude: {is_opn: yes}",
        "ADV127",
        "is_opn",
        "`application` has no fact `is_opn` of its own",
        "did you mean `is_open`?",
    ),
    "a conclusion of another type": Bad(
        "conclude: {due_on: yes}",
        "ADV311",
        "yes",
        "`yes` is a yes-no value, and a date is needed here",
        "write a date, such as `reply_by`, `due_on` or `today`",
    ),
    "a conclusion without a value": Bad(
        "conclude: due_on",
        "ADV103",
        "due_on",
        "`conclude` is `due_on` here, where `key: value` lines belong",
        "write `{due_on: …}`, with its value",
    ),
    "a note on an unknown action": Bad(
        "note: {on: [chase, x], say: Hello.}",
        "ADV118",
        "x",
        "there is no action `x`",
        "there are `thank`, `chase`",
    ),
    "a note with a fact inside": Bad(
        "note: {on: [chase], say: 'On {held_on}'}",
        "ADV383",
        "held_on",
        "`application` sees no fact `held_on`",
        "say which: conclude a fact of `application` by `latest(interviews, held_on)` or the like, and name that",
    ),
    "a note of an importance that is none": Bad(
        "note: {on: [chase], say: x, importance: hi}",
        "ADV108",
        "hi",
        "`importance` cannot be `hi`",
        "write one of `low`, `normal`, `high`, `urgent`",
    ),
    "a note without its actions": Bad(
        "note: {say: x}", "ADV102", "say", "`note` lacks `on`", "add `on: …`"
    ),
    "no actions to advise": Bad(
        "advise: []",
        "ADV104",
        "extra",
        "`advise` is empty",
        "name an action, or leave it out",
    ),
    "a list in a list of actions to advise": Bad(
        "advise: [chase, [thank]]",
        "ADV103",
        "thank",
        "`advise` is a list here, where `key: value` lines belong",
        "write `action: …` under it",
    ),
    "a misspelt action in a list of them": Bad(
        "advise: [chase, {action: thnk}]",
        "ADV118",
        "thnk",
        "there is no action `thnk`",
        "did you mean `thank`?",
    ),
    "a day that is none": Bad(
        "silences: chase\nfrom: 2026-02-30",
        "ADV109",
        "2026-02-30",
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    "an end before the beginning": Bad(
        "silences: chase\nfrom: 2026-02-03\nuntil: 2026-02-02",
        "ADV110",
        "2026-02-02",
        "`2026-02-02` lies before `from`, so the rule could never fire",
        "exchange the two",
    ),
    "a reason with a fact that is not there": Bad(
        "silences: chase\nbecause: It took {tkes}.",
        "ADV383",
        "tkes",
        "`application` sees no fact `tkes`",
        "did you mean `takes`?",
    ),
    "a rule that advises nothing where an action is meant": Bad(
        "silences: [extra]",
        "ADV118",
        "extra",
        "there is no action `extra`",
        "this is the name of a rule; an action is meant here",
    ),
    "a note that is a text": Bad(
        "note: hello",
        "ADV103",
        "hello",
        "`note` is `hello` here, where `key: value` lines belong",
        "write `on: [action]` and `say: …` under it",
    ),
    "a misspelt rule": Bad(
        "overrides: [chase-lat]",
        "ADV119",
        "chase-lat",
        "there is no rule `chase-lat`",
        "did you mean `chase-late`?",
    ),
    "an action where a rule is meant": Bad(
        "overrides: [chase]",
        "ADV119",
        "chase",
        "there is no rule `chase`",
        "this is the name of an action; a rule that advises it is `chase-late`",
    ),
    "an override of itself": Bad(
        "overrides: [extra]",
        "ADV135",
        "extra",
        "`extra` cannot override itself",
        "name another rule; exceptions to this one belong under `unless`",
    ),
    "nothing silenced": Bad(
        "silences: []",
        "ADV104",
        "[]",
        "`silences` is empty",
        "name the actions, write `silences: all`, or leave it out",
    ),
    "all among others": Bad(
        "silences: [all, chase]",
        "ADV118",
        "all",
        "there is no action `all`",
        "`all` stands alone, not in a list",
    ),
    "a rule silenced": Bad(
        "silences: chase-late",
        "ADV118",
        "chase-late",
        "there is no action `chase-late`",
        "this is the name of a rule; the action that it advises is `chase`",
    ),
    "an unknown section": Bad(
        "source: guide#x\nsilences: chase",
        "ADV117",
        "guide#x",
        "`guide` has no section `x`",
        "its sections are `thank`, `chase`",
    ),
    "a misspelt key": Bad(
        "wen: is_open\nsilences: chase",
        "ADV101",
        "wen",
        "the rule `extra` has no key `wen`",
        "did you mean `when`?",
    ),
    "a list of disputes": Bad(
        "disputed: [a]\nsilences: chase",
        "ADV103",
        "a",
        "`disputed` is a list here, where a text belongs",
        "write it as one text behind the colon, without dashes and brackets",
    ),
    "an empty any": Bad(
        "silences: chase\nwhen:\n  any:\n  all: [stage is offered]",
        "ADV136",
        "any",
        "nothing stands under `any`, so it could never hold",
        "add a condition, or leave out `any`",
    ),
    "a group that is none": Bad(
        "silences: chase\nwhen: {any: [stage is offered], al: [stage is offered]}",
        "ADV101",
        "al",
        "`when` has no group `al`",
        "did you mean `all`?",
    ),
    "not as a group": Bad(
        "silences: chase\nwhen: {not: stage is offered}",
        "ADV101",
        "not",
        "`when` has no group `not`",
        "write `none:` for the opposite of all that follows, or `not (stage is offered)`",
    ),
    "a fact as a group": Bad(
        "silences: chase\nwhen: {stage: offered}",
        "ADV101",
        "stage",
        "`when` has no group `stage`",
        "the groups are `all`, `any` and `none`; did you mean `stage is offered`?",
    ),
    "a misspelt choice": Bad(
        "silences: chase\nwhen: [stage is offred]",
        "ADV315",
        "offred",
        "`offred` is not one of the choices of `stage`",
        "did you mean `offered`?",
    ),
    "a misspelt fact in a condition": Bad(
        "silences: chase\nwhen: tody is after reply_by",
        "ADV301",
        "tody",
        "`tody` is not known here",
        "did you mean `today`?",
    ),
    "something that is no condition": Bad(
        "silences: chase\nwhen: company",
        "ADV310",
        "company",
        "`company` is text, not a condition",
        "say what must hold of it, such as `company is given`",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_rule_is_explained(bad: Bad) -> None:
    changed = {"rules": FILES["rules.yaml"] + under_extra(bad.text)}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


HEADS = {
    "a colon in a name, which YAML would split": Bad(
        "  - rule: my: rule\n    silences: all\n",
        "ADV105",
        "my: rule",
        "`my: rule` cannot be the name of a rule: names are words in small letters with `-` between them",
        "write `my-rule`",
    ),
    "a colon for `is`, which YAML would split": Bad(
        "  - rule: y\n    for: application\n    when: stage: offered\n    silences: all\n",
        "ADV202",
        ":",
        "`:` means nothing in an expression",
        "write `is` to compare, as in `stage is offered`; a key with its colon begins a line of "
        "its own",
    ),
    "an override upwards": Bad(
        "  - {rule: up, for: interview, overrides: [chase-late]}\n",
        "ADV120",
        "chase-late",
        "this rule is for `interview`, and `chase-late` is for `application`, which does not lie inside it: the override could never work",
        "write this rule `for: application`",
    ),
    "a list where an entity is meant": Bad(
        "  - {rule: x, for: applications, silences: all}\n",
        "ADV115",
        "applications",
        "there is no entity `applications`",
        "did you mean `application`? `for` names an entity, not a list",
    ),
    "a misspelt entity": Bad(
        "  - {rule: x, for: interviw, silences: all}\n",
        "ADV115",
        "interviw",
        "there is no entity `interviw`",
        "did you mean `interview`?",
    ),
    "a rule twice": Bad(
        "  - {rule: thank-soon, silences: all}\n",
        "ADV107",
        "thank-soon",
        "the rule `thank-soon` is declared twice",
        "rename one of them, or put both together",
    ),
    "a rule that is a text": Bad(
        "  - y\n",
        "ADV103",
        "y",
        "a rule is `y` here, where `key: value` lines belong",
        "begin with `- rule: its-name`",
    ),
    "a rule without a name": Bad(
        "  - {silences: all}\n", "ADV102", "silences", "a rule lacks `rule`", "add `rule: …`"
    ),
    "an underscore in a name": Bad(
        "  - {rule: a_b, silences: all}\n",
        "ADV105",
        "a_b",
        "`a_b` cannot be the name of a rule: names are words in small letters with `-` between them",
        "write `a-b`",
    ),
    "advice without a reason": Bad(
        "  - {rule: y, for: application, advise: chase}\n",
        "ADV122",
        "y",
        "the rule `y` advises without giving a reason",
        "add `because: …` with one sentence for the reader",
    ),
    "a list of entities": Bad(
        "  - {rule: x, for: [application], silences: all}\n",
        "ADV103",
        "application",
        "`for` is a list here, where a value belongs",
        "write `application` alone, without brackets or a dash",
    ),
}


@pytest.mark.parametrize("bad", HEADS.values(), ids=HEADS)
def test_a_mistake_about_a_whole_rule_is_explained(bad: Bad) -> None:
    changed = {"rules": FILES["rules.yaml"] + bad.text}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


def rule(text: str) -> Rule:
    """The rule `extra` with these lines."""
    pack = load(rules=FILES["rules.yaml"] + under_extra(text)).pack
    assert pack is not None
    return pack.rules["extra"]


def under_extra(text: str) -> str:
    """The lines as those of a rule for applications."""
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    because = "" if "because" in text else "    because: So it is.\n"
    return f"  - rule: extra\n    for: application\n{because}{lines}"


CONDITIONS = {
    "stage is offered": "offered",
    "[stage is offered]": "offered",
    "[stage is offered, takes is given]": "and(offered, given)",
    "{any: [stage is offered, takes is given]}": "or(offered, given)",
    "{all: [stage is offered, takes is given]}": "and(offered, given)",
    "{none: [stage is offered, takes is given]}": "not(or(offered, given))",
    "{none: stage is offered}": "not(offered)",
    "{any: [stage is offered, {none: takes is given}]}": "or(offered, not(given))",
    "{any: [[stage is offered, takes is given], stage is offered]}": (
        "or(and(offered, given), offered)"
    ),
    "{all: [stage is offered], none: [takes is given]}": "and(offered, not(given))",
    "{all: []}": "and()",
    "{none: []}": "and()",
    "[]": "yes",
    "{}": "yes",
    "none": "yes",
}


@pytest.mark.parametrize(("text", "meant"), CONDITIONS.items(), ids=CONDITIONS)
def test_groups_under_when_mean_what_they_say(text: str, meant: str) -> None:
    assert said(rule(f"silences: all\nwhen: {text}").when) == meant


def test_a_list_under_unless_means_any_of_them() -> None:
    found = rule("silences: all\nunless: [stage is offered, takes is given]").unless
    assert found is not None
    assert said(found) == "or(offered, given)"


@pytest.mark.parametrize("text", ["[]", "none", "{}", ""])
def test_nothing_under_unless_means_never(text: str) -> None:
    assert rule(f"silences: all\nunless: {text}").unless is None


def said(expression: Expression) -> str:
    """A condition of the table, shortly."""
    match expression:
        case And(operands=operands):
            return f"and({', '.join(map(said, operands))})"
        case Or(operands=operands):
            return f"or({', '.join(map(said, operands))})"
        case Not(operand=operand):
            return f"not({said(operand)})"
        case Is(right=Literal(value=value)):
            return str(value)
        case Literal(value=True):
            return "yes"
        case _:
            return "given"


def test_a_rule_says_everything_that_it_does() -> None:
    read = rule(
        "conclude: {is_open: no}\n"
        "advise: {action: chase, start: today, due: reply_by, instead_of: thank}\n"
        "note: {on: all, say: 'At {company}', importance: high}\n"
        "overrides: [chase-late, thank-soon]\n"
        "silences: [thank]\n"
        "source: [guide#thank, leaflet]\n"
        "disputed: Some say no."
    )
    assert [c.fact for c in read.concludes] == ["is_open"]
    assert read.advises is not None
    assert (read.advises.action, read.advises.instead_of) == ("chase", ("thank",))
    assert read.note is not None
    assert (read.note.on, read.note.importance.value) == (None, "high")
    assert read.overrides == ("chase-late", "thank-soon")
    assert (read.silences, read.silences_all) == (("thank",), False)
    assert read.sources == ("guide#thank", "leaflet")
    assert read.because is not None
    assert (read.because.parts, read.disputed) == (("So it is.",), "Some say no.")


def test_a_note_matters_as_most_do_unless_it_says_otherwise() -> None:
    read = rule("note: {on: all, say: Hello.}")
    assert read.note is not None
    assert read.note.importance is Importance.NORMAL


def test_all_actions_can_be_silenced() -> None:
    read = rule("silences: all")
    assert (read.silences, read.silences_all) == (None, True)


def test_an_override_across_siblings_is_refused() -> None:
    entities = FILES["entities.yaml"] + "  call:\n    within: application\n    list: calls\n"
    rules = FILES["rules.yaml"] + "  - {rule: x, for: call, overrides: [thank-soon]}\n"
    [problem] = load(entities=entities, rules=rules).diagnostics
    assert (problem.code, problem.help) == (
        "ADV120",
        "say the exception under `unless` of that rule",
    )


def test_what_rests_on_a_broken_fact_is_not_reported_again() -> None:
    entities = FILES["entities.yaml"].replace("reply_by: {type: date", "reply_by: {type: dat")
    assert [d.code for d in load(entities=entities).diagnostics] == ["ADV108"]


def test_a_conclusion_about_a_broken_fact_is_not_reported_again() -> None:
    entities = """
        entities:
          offer:
            list: offers
            facts:
              due: {type: dat, concluded: yes}
    """
    rules = """
        rules:
          - rule: always
            for: offer
            conclude: {due: today}
    """
    [problem] = load(offers=entities, always=rules).diagnostics
    assert problem.message == "there is no type `dat`"


def test_a_forgotten_for_is_said_once_at_the_rule() -> None:
    rules = """
        rules:
          - rule: late
            when:
              - stage is interviewed
              - today is after reply_by
            advise: {action: chase, due: reply_by + 1 week}
            because: They are late.
          - rule: again
            for: application
            when: chases_sent is 1
            advise: chase
            because: Once more.
    """
    found = reported(load(rules=rules).diagnostics, files_with(rules=rules))
    assert found == [
        (
            "ADV102",
            "late",
            "the rule `late` speaks of facts of `application` without `for`",
            "add `for: application`",
        )
    ]


def test_a_forgotten_for_is_seen_by_the_action_alone() -> None:
    rules = """
        rules:
          - rule: late
            when: employed
            advise: chase
            because: They are late.
    """
    [problem] = load(rules=rules).diagnostics
    assert problem.help == "add `for: application`"
