"""Pages compared in columns, against the same comparison written out for one situation after the other."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from advisor.backends.advising import Advisor
from advisor.backends.columnar import compile_columnar, table_of
from advisor.ir import AsOf, Decision, Program, Situation
from advisor.revisions.pages import ChangeKind, PagesCompared, compare_pages
from tests.agreement.programs import make_program
from tests.revisions.two_packs import AS_OF, cases, program
from tests.strategies.packs import random_parameters


def in_columns(
    old: Program, new: Program, situations: list[Situation], as_of: AsOf
) -> PagesCompared:
    decided = [
        compile_columnar(one).decide(table_of(situations, one.pack), as_of, with_results=True)
        for one in (old, new)
    ]
    return compare_pages(*decided)


def by_row(compared: PagesCompared) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    for row, number in zip(compared.at.tolist(), compared.number.tolist(), strict=True):
        change = compared.changes[number]
        found.setdefault(row, set()).add((change.kind.value, change.action))
    assert sorted(found) == compared.rows.tolist()
    return found


def written_out(old: Decision, new: Decision) -> set[tuple[str, str]]:
    """What differs between two pages, said as plainly as it can be."""
    if old.error or new.error:
        same = old.error and new.error and old.error.kind == new.error.kind
        return set() if same else {("error", "")}
    was = {(p.action, p.place): p for p in old.advice}
    now = {(p.action, p.place): p for p in new.advice}
    found = {("gone", key[0]) for key in was.keys() - now.keys()}
    found |= {("new", key[0]) for key in now.keys() - was.keys()}
    for key in was.keys() & now.keys():
        one, other = was[key], now[key]
        if (one.start, one.due, one.status) == (other.start, other.due, other.status):
            continue
        days = [(one.due, other.due), (one.start, other.start)]
        signs = [b - a for a, b in days if a is not None and b is not None and a != b]
        word = "dates" if not signs else "later" if signs[0] > 0 else "earlier"
        found.add((word, key[0]))
    stayed = [key for key in was if key in now]
    stays = [key for key in now if key in was]
    for first, second in pairwise(stays):
        if stayed.index(first) > stayed.index(second):
            found.add(("order", first[0]))
    results = {(r.place, r.fact): r.value for r in old.results}
    for key, value in {(r.place, r.fact): r.value for r in new.results}.items():
        if results.pop(key, None) != value:
            found.add(("result", ""))
    if results:
        found.add(("result", ""))
    return found


@pytest.mark.parametrize("seed", range(36))
def test_columns_find_what_a_plain_comparison_finds(seed: int) -> None:
    made = make_program(70_000 + seed, 4)
    if made.program is None:
        pytest.skip("no program")
    old = made.program
    new = old.with_values(random_parameters(Random(seed), old.pack))
    posed = list(made.situations(30))
    situations = [Situation(None, p.today, p.root) for p in posed]
    compared = by_row(in_columns(old, new, situations, AsOf()))
    for row, situation in enumerate(situations):
        decisions = [Advisor(p, "oracle", AsOf()).advise(situation, False) for p in (old, new)]
        expected = written_out(*decisions)
        found = {(k, "" if k == "result" else a) for k, a in compared.get(row, set())}
        assert found == expected, (seed, row)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((), {}),
        (
            (("wait: {value: 5 days}", "wait: {value: 6 days}"),),
            {0: {("later", "ask")}, 2: {("later", "ask")}},
        ),
        (
            (("wait: {value: 5 days}", "wait: {value: 1 day}"),),
            {0: {("earlier", "ask")}, 2: {("earlier", "ask")}},
        ),
        (
            (("patience: {value: 2}", "patience: {value: 3}"),),
            {row: {("gone", "rest"), ("new", "ask")} for row in (1, 5)},
        ),
        (
            (
                (
                    'answer: {title: "Answer {company}", kind: do}',
                    'answer: {title: "Answer {company}", kind: do, importance: urgent}',
                ),
            ),
            {2: {("order", "answer")}},
        ),
        ((("factor * 1000 > 5000", "factor * 200000000000 > 999999999999"),), {6: {("error", "")}}),
        ((("because: They wait.", "because: They still wait."),), {}),
    ],
)
def test_each_way_to_differ_is_told(
    edit: tuple[tuple[str, str], ...], expected: dict[int, set[tuple[str, str]]]
) -> None:
    old, new = program(), program(*edit)
    situations = [case.situation for case in cases(old)]
    assert by_row(in_columns(old, new, situations, AS_OF)) == expected


def test_no_situations_are_no_difference() -> None:
    compared = in_columns(program(), program(("5 days", "6 days")), [], AS_OF)
    assert compared.situations == 0
    assert not len(compared.rows)
    assert compared.changes == ()


def test_every_kind_has_words() -> None:
    from advisor.revisions.report import _WORDS

    assert set(_WORDS) == set(ChangeKind)


def test_another_status_alone_is_a_difference() -> None:
    late = ("advise: answer\n", "advise: {action: answer, due: today - 1 day}\n")
    waiting = (
        'answer: {title: "Answer {company}", kind: do}',
        'answer: {title: "Answer {company}", kind: wait}',
    )
    old, new = program(late), program(late, waiting)  # to wait is never overdue
    situations = [case.situation for case in cases(old)]
    assert by_row(in_columns(old, new, situations, AS_OF)) == {2: {("dates", "answer")}}
