"""Changes in place: the new facts stand in the text, and not one other character is different."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor import api
from advisor.ir import Instance, Pack, Value, with_closed_list, with_fact, with_item, without_fact
from advisor.loading.declarations.situations import load_situations
from advisor.recording.rewriting import RecordingError, rewrite
from advisor.rendering.words import place_stated
from tests.recording.facts_set import with_facts_set
from tests.small_pack import small_pack
from tests.strategies.packs import random_pack
from tests.strategies.situations import Situations, situation_json, situation_yaml

HAND_WRITTEN = """\
# My applications
situation: Waiting   # since Monday

today: 2026-11-22
applications:
  # the best one
  - company: Acme # Inc.
    stage: interviewed

    # they said so on the phone
    reply_by: none   # no promise
    interviews:
    - {held_on: 2026-11-20, thanked: no}   # with Ann
    - held_on: 2026-11-21
      # nobody wrote yet
  - {company: "Globex, Inc.", stage: applied}
expect_some:
  - {action: thank, for: Acme}
"""


@dataclass(frozen=True)
class Change:
    place: str
    facts: dict[str, Value | None]
    old: str
    new: str


CHANGES = {
    "a value is replaced and the comment behind it stays": Change(
        "applications[0]",
        {"reply_by": 739_945},
        "reply_by: none   # no promise",
        "reply_by: 2026-11-25   # no promise",
    ),
    "a new fact follows those that the pack declares before it": Change(
        "applications[0]",
        {"role": "Cook"},
        "    stage: interviewed\n",
        "    stage: interviewed\n    role: Cook\n",
    ),
    "a new fact goes behind a value with a comment": Change(
        "applications[0]",
        {"chases": 1_000_000},
        "# no promise\n",
        "# no promise\n    chases: 1\n",
    ),
    "two new facts come in the order of the pack": Change(
        "applications[0]",
        {"chased_on": 739_942, "chases": 1_000_000},
        "# no promise\n",
        "# no promise\n    chases: 1\n    chased_on: 2026-11-22\n",
    ),
    "a fact between braces is replaced": Change(
        "applications[0].interviews[0]",
        {"thanked": True},
        "thanked: no}",
        "thanked: yes}",
    ),
    "a new fact between braces": Change(
        "applications[0].interviews[0]",
        {"thanked": True, "thanked_on": 739_942},
        "thanked: no}   #",
        "thanked: yes, thanked_on: 2026-11-22}   #",
    ),
    "text between braces is quoted where it must be": Change(
        "applications[1]",
        {"role": "cook, baker", "company": "Initech: a firm"},
        '{company: "Globex, Inc.", stage: applied}',
        '{company: "Initech: a firm", stage: applied, role: "cook, baker"}',
    ),
    "a new fact in an item with a comment behind its last line": Change(
        "applications[0].interviews[1]",
        {"thanked": False},
        "- held_on: 2026-11-21\n",
        "- held_on: 2026-11-21\n      thanked: no\n",
    ),
    "a fact of the situation goes above its lists": Change(
        "", {"mood": "calm"}, "today: 2026-11-22\n", "today: 2026-11-22\nmood: calm\n"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_only_what_changed_is_different(change: Change, newline: str, mark: str) -> None:
    text = mark + HAND_WRITTEN.replace("\n", newline)
    assert HAND_WRITTEN.count(change.old) == 1
    wanted = mark + HAND_WRITTEN.replace(change.old, change.new).replace("\n", newline)
    assert with_facts_set(small_pack(), text, "yaml", 0, change.place, change.facts) == wanted


ONE_LINERS = {
    "a file without a last line end": (
        "applications: [{company: Acme, stage: applied}]",
        {"role": "Cook"},
        "applications: [{company: Acme, stage: applied, role: Cook}]",
    ),
    "an empty value": (
        "applications:\n- company: Acme\n  stage: applied\n  role:   # unknown\n",
        {"role": "Cook"},
        "applications:\n- company: Acme\n  stage: applied\n  role: Cook   # unknown\n",
    ),
    "an empty value at the end": (
        "applications:\n- company: Acme\n  stage: applied\n  role:",
        {"role": "Cook"},
        "applications:\n- company: Acme\n  stage: applied\n  role: Cook",
    ),
    "a new fact behind an empty value": (
        "applications:\n- company: Acme\n  stage: applied\n  role:\n",
        {"takes": 7},
        "applications:\n- company: Acme\n  stage: applied\n  role:\n  takes: 1 week\n",
    ),
    "a text over several lines": (
        "applications:\n- company: Acme\n  stage: applied\n  role: |\n    Cook\n    and baker\n\n# end\n",
        {"role": "Cook"},
        "applications:\n- company: Acme\n  stage: applied\n  role: Cook\n\n# end\n",
    ),
    "a new fact behind a text over several lines": (
        "applications:\n- company: Acme\n  stage: applied\n  role: >\n    Cook\n    and baker\n\n# end\n",
        {"takes": 7},
        "applications:\n- company: Acme\n  stage: applied\n  role: >\n    Cook\n    and baker\n"
        "  takes: 1 week\n\n# end\n",
    ),
    "quotes are replaced too": (
        "applications:\n- company: Acme\n  stage: applied\n  role: 'The \"cook\"'\n",
        {"role": "none"},
        'applications:\n- company: Acme\n  stage: applied\n  role: "none"\n',
    ),
    "braces over several lines": (
        "applications:\n  - {\n      company: Acme,\n      stage: applied\n    }\n",
        {"role": "Cook"},
        "applications:\n  - {\n      company: Acme,\n      stage: applied,\n      role: Cook\n    }\n",
    ),
    "a fact in front of all others": (
        "applications:\n  - stage: applied\n    company: Acme\n",
        {"company": "Globex", "stage": "rejected"},
        "applications:\n  - stage: rejected\n    company: Globex\n",
    ),
    "a quoted key": (
        'applications:\n  - "company": Acme\n    "stage": applied\n',
        {"role": "Cook"},
        'applications:\n  - "company": Acme\n    "stage": applied\n    role: Cook\n',
    ),
}


@pytest.mark.parametrize(("text", "facts", "wanted"), ONE_LINERS.values(), ids=ONE_LINERS)
def test_other_ways_of_writing_are_understood(
    text: str, facts: dict[str, Value | None], wanted: str
) -> None:
    assert with_facts_set(small_pack(), text, "yaml", 0, "applications[0]", facts) == wanted


def test_only_the_named_document_changes() -> None:
    one = "applications:\n  - company: Acme\n    stage: applied\n"
    text = f"# first\n---\n{one}---\n# second\n{one}...\n---\n{one}"
    wanted = f"# first\n---\n{one}---\n# second\n{one}    role: Cook\n...\n---\n{one}"
    found = with_facts_set(small_pack(), text, "yaml", 1, "applications[0]", {"role": "Cook"})
    assert found == wanted


def test_json_keeps_its_layout() -> None:
    text = json.dumps({"applications": [{"company": "Acme", "stage": "applied"}]}, indent=2)
    facts: dict[str, Value | None] = {"role": "Cook", "chases": 2_500_000, "reply_by": None}
    found = with_facts_set(small_pack(), text, "json", 0, "applications[0]", facts)
    wanted = text.replace(
        '"applied"',
        '"applied",\n      "role": "Cook",\n      "reply_by": null,\n      "chases": 2.5',
    )
    assert found == wanted


def test_of_json_lines_only_one_line_changes() -> None:
    line = '{"applications": [{"company": "Acme", "stage": "applied"}]}'
    text = f"{line}\n\n{line}\n{line}"
    found = with_facts_set(small_pack(), text, "jsonl", 1, "applications[0]", {"role": "Cook"})
    changed = line.replace('"applied"', '"applied", "role": "Cook"')
    assert found == f"{line}\n\n{changed}\n{line}"


def test_new_items_and_empty_lists_are_added_where_they_belong() -> None:
    interview = Instance("interview", {"held_on": 739_940}, {})
    new = Instance(
        "application", {"company": "Initech", "stage": "applied"}, {"interviews": ()}, frozenset()
    )
    before = _only(small_pack(), HAND_WRITTEN, "yaml")
    after = with_item(before, "", "applications", new)
    after = with_item(after, "applications[0]", "interviews", interview)
    after = with_item(after, "applications[1]", "interviews", interview)
    wanted = (
        HAND_WRITTEN.replace(
            "    - held_on: 2026-11-21\n",
            "    - held_on: 2026-11-21\n    - held_on: 2026-11-20\n",
        )
        .replace("stage: applied}", "stage: applied, interviews: [{held_on: 2026-11-20}]}")
        .replace(
            "expect_some:",
            "  - company: Initech\n    stage: applied\n    interviews: none\nexpect_some:",
        )
    )
    assert rewrite(small_pack(), HAND_WRITTEN, "yaml", 0, after) == wanted


def test_the_first_items_replace_what_says_that_there_are_none() -> None:
    text = "mood: calm\napplications: none  # so far\n# the end\n"
    new = Instance("application", {"company": "Acme", "stage": "applied"}, {"interviews": ()})
    before = _only(small_pack(), text, "yaml")
    after = with_item(before, "", "applications", new)
    assert rewrite(small_pack(), text, "yaml", 0, after) == (
        "mood: calm\napplications:  # so far\n"
        "  - company: Acme\n    stage: applied\n    interviews: none\n# the end\n"
    )


def test_a_list_that_was_closed_is_written_down_as_empty() -> None:
    text = "applications:\n  - company: Acme\n    stage: applied\n# the end\n"
    before = _only(small_pack(), text, "yaml")
    opened = replace(before.lists["applications"][0], open_lists=frozenset({"interviews"}))
    start = replace(before, lists={"applications": (opened,)})
    after = with_closed_list(start, "applications[0]", "interviews")
    assert rewrite(small_pack(), text, "yaml", 0, after, start) == (
        "applications:\n  - company: Acme\n    stage: applied\n    interviews: none\n# the end\n"
    )
    assert rewrite(small_pack(), text, "yaml", 0, start, start) == text


def test_what_two_places_share_is_not_changed() -> None:
    text = "applications:\n  - &one\n    company: Acme\n    stage: applied\n  - *one\n"
    with pytest.raises(RecordingError, match="leaves no room"):
        with_facts_set(small_pack(), text, "yaml", 0, "applications[1]", {"role": "Cook"})


def test_a_value_that_the_pack_does_not_allow_is_not_written() -> None:
    with pytest.raises(RecordingError):
        with_facts_set(small_pack(), HAND_WRITTEN, "yaml", 0, "applications[0]", {"chases": None})


def test_a_situation_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RecordingError, match="number 3"):
        rewrite(small_pack(), HAND_WRITTEN, "yaml", 2, Instance("situation", {}))


def _only(pack: Pack, text: str, format: str) -> Instance:
    [case] = load_situations(text, "s", pack, format).cases
    return case.situation.root


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.integers(0, 10**6),
    st.integers(1, 4),
    st.integers(0, 10**6),
    st.sampled_from(["yaml", "json"]),
)
def test_any_fact_of_any_situation_can_be_recorded(
    pack_seed: int, size: int, seed: int, format: str
) -> None:
    pack = random_pack(pack_seed, size)
    source, rng = Situations(pack), Random(seed)
    posed = source.pose(seed, 2)
    write = situation_yaml if format == "yaml" else situation_json
    text = write(pack, posed, rng, "A title")
    before = _only(pack, text, format)
    placed = place_stated(pack, before)
    here = rng.choice(placed)
    stated = [f for f in pack.entities[here.instance.entity].facts.values() if not f.is_concluded]
    if not stated:
        event("an entity without facts")
        return
    facts = {f.name: source.value(rng, f) for f in rng.sample(stated, min(len(stated), 2))}
    try:
        found = with_facts_set(pack, text, format, 0, here.place, facts)
    except RecordingError as problem:
        event(str(problem))
        raise
    after = before
    for name, value in facts.items():
        after = with_fact(after, here.place, name, value)
    assert _only(pack, found, format) == after
    old, new = text.splitlines(), found.splitlines()
    event(f"{len([line for line in old if line not in new])} lines differ")
    assert len([line for line in old if line not in new]) <= len(facts) + 1


FORGOTTEN = {
    "lines of their own, with what stands behind them": (
        "- company: Acme # Inc.\n  stage: applied\n  # so far\n  chases: 2   # by mail\n  reply_by: none\n",
        "- company: Acme # Inc.\n  stage: applied\n  # so far\n",
        "yaml",
    ),
    "the first line of an item, whose dash stays": (
        "- chases: 2\n  company: Acme\n  stage: applied\n",
        "- company: Acme\n  stage: applied\n",
        "yaml",
    ),
    "the last line of a file without a line end": (
        "- company: Acme\n  stage: applied\n  chases: 2",
        "- company: Acme\n  stage: applied",
        "yaml",
    ),
    "between braces, the first": (
        "- {chases: 2, company: Acme, stage: applied}\n",
        "- {company: Acme, stage: applied}\n",
        "yaml",
    ),
    "between braces, two at the end": (
        "- {company: Acme, stage: applied, chases: 2, reply_by: none}\n",
        "- {company: Acme, stage: applied}\n",
        "yaml",
    ),
    "between braces, in the middle and at the end": (
        "- {company: Acme, chases: 2, stage: applied, reply_by: none}\n",
        "- {company: Acme, stage: applied}\n",
        "yaml",
    ),
    "in JSON over several lines": (
        '[\n  {\n    "company": "Acme",\n    "chases": 2,\n    "stage": "applied",\n    "reply_by": null\n  }\n]',
        '[\n  {\n    "company": "Acme",\n    "stage": "applied"\n  }\n]',
        "json",
    ),
}


@pytest.mark.parametrize(("old", "new", "format"), FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_is_taken_back_is_taken_out_of_the_text(old: str, new: str, format: str) -> None:
    def whole(items: str) -> str:
        if format == "json":
            return f'{{"applications": {items}}}'
        return f"mood: calm\napplications:\n{items}"

    pack = small_pack()
    after = _only(pack, whole(old), format)
    for fact in ("chases", "reply_by"):
        after = without_fact(after, "applications[0]", fact)
    assert rewrite(pack, whole(old), format, 0, after) == whole(new)


def test_an_item_of_which_all_is_taken_out_stays_an_item() -> None:
    pack = api.load_pack(with_tests=False).pack
    text = "applications:\n- company: Acme\n  stage: applied\n  interviews:\n  - held_on: 2026-11-20  # off\n"
    after = without_fact(_only(pack, text, "yaml"), "applications[0].interviews[0]", "held_on")
    assert rewrite(pack, text, "yaml", 0, after) == text.replace("held_on: 2026-11-20", "{}")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.integers(0, 10**6),
    st.integers(1, 4),
    st.integers(0, 10**6),
    st.sampled_from(["yaml", "json"]),
)
def test_any_facts_of_any_situation_can_be_taken_back_while_others_are_stated(
    pack_seed: int, size: int, seed: int, format: str
) -> None:
    pack = random_pack(pack_seed, size)
    source, rng = Situations(pack), Random(seed)
    write = situation_yaml if format == "yaml" else situation_json
    text = write(pack, source.pose(seed, 2), rng, "A title")
    after = before = _only(pack, text, format)
    gone = 0
    for here in place_stated(pack, before):
        for fact in pack.entities[here.instance.entity].facts.values():
            if fact.is_concluded or fact.is_required:
                continue
            if fact.name in here.instance.facts and rng.random() < 0.3:
                after, gone = without_fact(after, here.place, fact.name), gone + 1
            elif rng.random() < 0.2:
                after = with_fact(after, here.place, fact.name, source.value(rng, fact))
    try:
        found = rewrite(pack, text, format, 0, after)
    except RecordingError as problem:
        event(str(problem).partition("`")[0])  # refused: what stands there is as it was
        return
    event(f"{min(gone, 3)} taken back")
    assert _only(pack, found, format) == after
