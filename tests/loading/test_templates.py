"""Sentences with facts in braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ir import Slot
from advisor.loading.language.names import Scope
from advisor.loading.language.templates import read_template
from advisor.loading.syntax.nodes import MapNode, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.loading.reporting import FILES, Bad, load, reported, small_pack

PACK = small_pack()


def scalar(text: str) -> ScalarNode:
    """The text under `say`."""
    [document] = read_yaml(text, "x").documents
    assert isinstance(document, MapNode)
    node = document.get("say")
    assert isinstance(node, ScalarNode)
    return node


def scope(entity: str) -> Scope:
    """What an entity of the small pack sees."""
    return Scope(PACK.entities, PACK.parameters, entity)


BAD = {
    "a misspelt fact": Bad(
        "say: To {compny} soon\n",
        "ADV383",
        "compny",
        "`application` sees no fact `compny`",
        "did you mean `company`?",
    ),
    "a misspelt fact in a folded block": Bad(
        "say: >\n  Write\n  to {compny} soon\n",
        "ADV383",
        "compny",
        "`application` sees no fact `compny`",
        "did you mean `company`?",
    ),
    "a fact inside": Bad(
        "say: On { held_on }\n",
        "ADV383",
        "held_on",
        "`application` sees no fact `held_on`",
        "say which: conclude a fact of `application` by `latest(interviews, held_on)` or the like, and name that",
    ),
    "nothing that is known": Bad(
        "say: After {zebra|x}\n",
        "ADV383",
        "zebra",
        "`application` sees no fact `zebra`",
        "declare the fact under `entities`, or leave out the braces",
    ),
    "an expression": Bad(
        "say: After {reply_by + 2 days}\n",
        "ADV382",
        "{reply_by + 2 days}",
        "`{reply_by + 2 days}` holds something else than the name of a fact",
        "conclude a fact with `default: reply_by + 2 days`, and write its name here",
    ),
    "a list": Bad(
        "say: After {interviews}\n",
        "ADV383",
        "interviews",
        "`application` sees no fact `interviews`",
        "say which: conclude a fact of `application` by `count(interviews)` or the like, and name that",
    ),
    "braces as in a draft": Bad(
        "say: After {{ reply_by }} all\n",
        "ADV381",
        "{{ reply_by }}",
        "`{{ reply_by }}` is how drafts are written; a sentence has single braces",
        "write `{reply_by}`",
    ),
    "nothing": Bad(
        "say: After {} all\n",
        "ADV382",
        "{}",
        "`{}` holds something else than the name of a fact",
        "write `{fact}` or `{fact|words for when it is not given}`",
    ),
    "an open brace": Bad(
        "say: To {company and more\n",
        "ADV381",
        "{company",
        "this brace is never closed",
        "write `{fact}`, or leave the brace out",
    ),
    "an open brace before another": Bad(
        "say: To {a {company}\n",
        "ADV381",
        "{a",
        "this brace is never closed",
        "write `{fact}`, or leave the brace out",
    ),
    "a book": Bad(
        f"say: {'x' * 6_000}\n",
        "ADV385",
        "x",
        "this sentence has 6,000 characters; the most is 5,000",
        "say it shorter",
    ),
    "a closing brace": Bad(
        "say: To company} and\n",
        "ADV381",
        "}",
        "this brace closes nothing",
        "write `{fact}`, or leave the brace out",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_sentence_is_explained(bad: Bad) -> None:
    template, found = read_template(scalar(bad.text), scope("application"))
    assert template is None
    assert reported(found, {"x": bad.text}) == [(bad.code, bad.underlined, bad.message, bad.help)]


def parts(text: str, entity: str) -> list[str | tuple[str, str, str | None]]:
    """The parts of a sentence, slots as (entity, fact, otherwise)."""
    template, found = read_template(ScalarNode(text, scalar("say: x").span), scope(entity))
    assert found == ()
    assert template is not None
    return [(p.entity, p.fact, p.otherwise) if isinstance(p, Slot) else p for p in template.parts]


def test_a_sentence_is_words_and_facts() -> None:
    assert parts("To {company}, on {held_on|that day}: {mood|}.\n", "interview") == [
        "To ",
        ("application", "company", None),
        ", on ",
        ("interview", "held_on", "that day"),
        ": ",
        ("situation", "mood", ""),
        ".",
    ]
    assert parts("{today}", "application") == [("situation", "today", None)]
    assert parts("{application.stage}", "interview") == [("application", "stage", None)]


def test_a_sentence_may_name_a_parameter() -> None:
    assert parts("After {chase_interval}", "application") == [
        "After ",
        ("situation", "chase_interval", None),
    ]


def test_a_name_that_could_mean_two_facts_is_refused() -> None:
    entities = FILES["entities.yaml"].replace("thanked:", "stage: {type: text}\n      thanked:")
    rules = (
        FILES["rules.yaml"] + "  - {rule: n, for: interview, note: {on: all, say: 'At {stage}'}}\n"
    )
    [problem] = load(entities=entities, rules=rules).diagnostics
    assert (problem.code, problem.message) == ("ADV384", "`stage` could mean two facts")
    assert problem.help == "write `interview.stage` or `application.stage`"


@given(st.text(st.sampled_from("{}|abc_. company"), max_size=30))
def test_any_sentence_is_read_or_explained(text: str) -> None:
    template, found = read_template(ScalarNode(text, scalar("say: x").span), scope("interview"))
    assert (template is None) is bool(found)
