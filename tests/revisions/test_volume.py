"""Inputs in slices against the same situations in memory; and what only one of the packs knows, in columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from advisor.backends.columnar import table_of
from advisor.batch.sources.slices import RowSource, open_source
from advisor.ir import Program, Situation
from advisor.revisions.fitted_situations import fit, fit_table, is_alike
from advisor.revisions.pages import Refusal
from advisor.revisions.running import Revisions
from advisor.revisions.tally import RevisionTally
from tests.revisions.two_packs import AS_OF, cases, program

EDITS = (
    ("wait: {value: 5 days}", "wait: {value: 6 days}"),
    ("when: asked >= patience", "when: asked > patience"),
    ("when: stage is offered", "when: stage is offered and asked > 0"),
)


def lines(count: int, extra: dict[str, object] | None = None) -> str:
    random = Random(5)
    rows = []
    for number in range(count):
        applications = [
            {
                "company": random.choice(("Acme", "Globex")),
                "asked_on": f"2026-11-{random.randint(10, 22)}",
                "asked": random.randint(0, 4),
                "stage": random.choice(("open", "offered", "closed")),
                **(extra or {}),
            }
            for _ in range(random.randint(0, 3))
        ]
        rows.append(
            {"situation": f"s{number}", "today": "2026-11-22", "applications": applications}
        )
    return "".join(json.dumps(row) + "\n" for row in rows)


def told(tally: RevisionTally) -> object:
    return {
        causes: (group.situations, dict(group.what), [e.name for e in group.examples])
        for causes, group in tally.groups.items()
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_slices_count_what_memory_counts(tmp_path: Path, workers: int) -> None:
    old, new = program(), program(*EDITS)
    path = tmp_path / "all.jsonl"
    path.write_text(lines(900), encoding="utf-8")
    in_slices, in_memory = (Revisions(old, new, AS_OF) for _ in range(2))
    in_slices.compare_source(open_source((str(path),), new.pack, "jsonl"), False, workers)
    text = "---\n".join(path.read_text(encoding="utf-8").splitlines(keepends=True))
    in_memory.compare_cases(cases(new, text))
    assert in_slices.tally.situations == in_memory.tally.situations == 900
    assert len(in_slices.tally.groups) >= 4
    assert told(in_slices.tally) == told(in_memory.tally)
    (_, group), *_ = in_slices.tally.by_count()
    assert group.examples[0].place.startswith(f"{path}, row ")


def other_facts() -> Program:
    """The pack with one fact more, one less, one of another type and one choice less."""
    return program(
        ("asked_on: {type: date}", "asked_on: {type: date}\n      role: {type: text}"),
        (
            "      factor: {type: number, default: 1}",
            "      factor: {type: duration, default: 1 day}",
        ),
        ("when: factor * 1000 > 5000", "when: factor > 5 days"),
        (", closed: Closed}", "}"),
        ("    when: stage is closed\n", "    when: stage is offered\n"),
    )


OTHERS = """\
today: 2026-11-22
factor: 7 days
applications:
  - {company: Acme, role: Baker, asked_on: 2026-11-20, asked: 2, stage: offered}
---
today: 2026-11-23
---
today: 2026-11-24
applications:
  - {company: Globex}
  - {company: Acme, role: Cook}
"""


def test_packs_with_other_facts_do_not_take_the_same_situations() -> None:
    assert is_alike(program().pack, program(*EDITS).pack)
    assert not is_alike(program().pack, other_facts().pack)


def test_a_table_is_fitted_as_its_situations_are() -> None:
    one, other = program(), other_facts()
    situations = [case.situation for case in cases(one)]
    for of, to in ((one, other), (other, one)):
        seen = situations if of is one else [case.situation for case in cases(other, OTHERS)]
        fitted = fit_table(table_of(seen, of.pack), of.pack, to.pack)
        expected = [
            Situation(s.title, s.today, fit(s.root, of.pack, to.pack, Counter())) for s in seen
        ]
        assert fitted.to_pylist() == table_of(expected, to.pack).to_pylist()


def test_a_slice_in_the_middle_of_a_table_is_fitted_too() -> None:
    one, other = program(), other_facts()
    table = table_of([case.situation for case in cases(one)], one.pack)
    whole = fit_table(table, one.pack, other.pack).to_pylist()
    assert fit_table(table.slice(2, 3), one.pack, other.pack).to_pylist() == whole[2:5]


def test_an_input_in_the_columns_of_either_pack_is_compared(tmp_path: Path) -> None:
    one, other = program(), other_facts()
    path = tmp_path / "all.jsonl"
    path.write_text(lines(60), encoding="utf-8")
    sure = Revisions(one, other, AS_OF)
    sure.compare_source(open_source((str(path),), one.pack, "jsonl"), True, 1)
    assert sure.tally.situations == 60
    in_memory = Revisions(one, other, AS_OF)
    text = "---\n".join(path.read_text(encoding="utf-8").splitlines(keepends=True))
    in_memory.compare_cases(cases(one, text), is_old=True)
    assert told(sure.tally) == told(in_memory.tally)


def test_what_cannot_be_read_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(lines(5) + '{"applications": [{"asked": "many"}]}\n', encoding="utf-8")
    revisions = Revisions(program(), program(*EDITS), AS_OF)
    revisions.compare_source(open_source((str(path),), program().pack, "jsonl"), False, 1)
    assert revisions.tally.situations == 5
    assert revisions.tally.unusable == {Refusal.BOTH: 1}


def test_lists_that_one_pack_does_not_have_are_left_out_and_empty() -> None:
    text = (
        "today: 2026-11-22\napplications:\n  - {company: Acme, interviews: [{held: 2026-11-20}]}\n"
        "---\ntoday: 2026-11-22\napplications:\n  - {company: Globex}\n"
    )
    with_list = program(
        (
            "      expected_on: {type: date, concluded: yes, default: asked_on + wait}\n",
            "      expected_on: {type: date, concluded: yes, default: asked_on + wait}\n"
            "  interview:\n    within: application\n    list: interviews\n    label: it\n    facts:\n      held: {type: date}\n",
        )
    )
    without = program()
    situations = [case.situation for case in cases(with_list, text)]
    left_out: Counter[str] = Counter()
    seen = [
        Situation(s.title, s.today, fit(s.root, with_list.pack, without.pack, left_out))
        for s in situations
    ]
    assert dict(left_out) == {"interviews": 1}
    table = table_of(situations, with_list.pack)
    assert (
        fit_table(table, with_list.pack, without.pack).to_pylist()
        == table_of(seen, without.pack).to_pylist()
    )
    back = fit_table(table_of(seen, without.pack), without.pack, with_list.pack).to_pylist()
    assert [row["applications"][0]["interviews"] for row in back] == [[], []]


def test_how_far_the_second_look_at_an_input_is_is_told(tmp_path: Path) -> None:
    one, other = program(), other_facts()
    path = tmp_path / "all.jsonl"
    path.write_text(lines(5) + '{"applications": [{"asked": "many"}]}\n', encoding="utf-8")

    def looked_again(as_new: Callable[[], RowSource | None]) -> list[int]:
        said: list[int] = []
        source = open_source((str(path),), one.pack, "jsonl")
        revisions = Revisions(one, other, AS_OF)
        revisions.compare_source(source, True, 1, as_other=as_new, again=said.append)
        return said

    assert looked_again(lambda: open_source((str(path),), other.pack, "jsonl")) == [6]
    assert looked_again(lambda: None) == []
