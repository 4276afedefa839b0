"""Which mistakes are made in rules, and that the change that is shown is the change that is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api, ir
from advisor.diagnostics import has_errors
from advisor.ir import Pack, Rule
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.packs import load_pack_texts
from advisor.mutation import Mutant, MutationKind, mutants_of
from advisor.mutation.edits import diff_lines, edited_text
from advisor.mutation.rewriting import joined, mapped
from tests.mutation.small import RULES, make_small, shown

MADE = {  # of the rule, all changes as they are shown: `-` what stands there, `+` what would
    "late-after-a-while": [
        ["  for: claim", "  when:", "+ any:", "  - state is one of (new, open)"],
        ["- - state is one of (new, open)"],
        ["- - sent_on + patience is before today"],
        ["- - state is one of (new, open)", "+ - state is one of (open)"],
        ["- - state is one of (new, open)", "+ - state is one of (new)"],
        [
            "- - sent_on + patience is before today",
            "+ - sent_on + patience is on or before today",
        ],
        [
            "- - sent_on + patience is before today",
            "+ - sent_on + patience is before today - 1 day",
        ],
        ["- unless: tired"],
        ["- conclude: {is_late: yes}", "+ conclude: {is_late: no}"],
    ],
    "call-instead": [
        ["- any:", "+ all:"],
        ["- - urgent"],
        ["- - asked >= 5"],
        ["- - asked >= 5", "+ - asked > 5"],
        ["- - asked >= 5", "+ - asked >= 4"],
        ["- when:", "- any:", "- - urgent", "- - asked >= 5"],
        ["- unless:", "- - state is not given", "- - not is_late"],
        ["  - asked >= 5", "  unless:", "+ all:", "  - state is not given"],
        ["- - state is not given"],
        ["- - not is_late"],
        ["- - state is not given", "+ - state is given"],
        ["- - not is_late", "+ - is_late"],
        ["- instead_of: [ask]"],
        ["- silences: [wait]"],
    ],
    "wait-while-it-is-young": [
        ["- when: state is not paid", "+ when: state is paid"],
        ["- when: state is not paid"],
    ],
    "no-waiting-when-late": [
        ["- when: is_late"],
        ["- overrides: [wait-while-it-is-young]"],
    ],
    "patience": [["- value: 1 week", "+ value: 8 days"], ["- value: 1 week", "+ value: 6 days"]],
}


@pytest.mark.parametrize("name", MADE)
def test_these_mistakes_are_made_in_a_rule(name: str, tmp_path: Path) -> None:
    small = make_small(tmp_path)
    found = [shown(m, small.texts)[:4] for m in mutants_of(small.program, name)]
    assert found == MADE[name]


def test_a_due_is_moved_both_ways_and_left_out_but_its_length_is_not_moved_again(
    tmp_path: Path,
) -> None:
    small = make_small(tmp_path)
    dues = [m for m in mutants_of(small.program, "ask-when-late") if m.where == "due"]
    after = [shown(m, small.texts)[-1].rpartition("due: ")[2] for m in dues]
    assert after[:2] == ["sent_on + 2 weeks + 1 day}", "sent_on + 2 weeks - 1 day}"]
    assert shown(dues[2], small.texts)[-1] == "+ advise: {action: ask, start: sent_on}"
    assert len(dues) == 3


def test_a_rule_that_would_do_nothing_and_a_number_out_of_bounds_would_not_load(
    tmp_path: Path,
) -> None:
    refused = {m.owner: m.refused for m in make_small(tmp_path).mutants if m.refused}
    assert refused == {
        "no-waiting-when-late": "the rule would do nothing",
        "patience": "it would lie outside its own bounds",
    }


def test_every_change_that_is_shown_loads_as_what_is_tried(tmp_path: Path) -> None:
    small = make_small(tmp_path)
    assert all(is_what_is_tried(m, small.texts, Memo()) for m in small.mutants)


def test_likewise_in_the_pack_itself() -> None:
    report = api.check_pack()
    assert report.program is not None
    texts = {p: text for p, text in report.texts.items() if not p.endswith("_test.yaml")}
    mutants = list(mutants_of(report.program))
    of_tables = {MutationKind.CELL, MutationKind.ROW, MutationKind.OUTCOME}  # it has none
    assert {m.kind for m in mutants} == set(MutationKind) - of_tables
    known = [m for m in mutants if edited_text(m, texts) is not None]
    assert len(known) > 0.99 * len(mutants)
    memo = Memo()
    assert [m for m in known[::97] if not is_what_is_tried(m, texts, memo)] == []


def is_what_is_tried(mutant: Mutant, texts: dict[str, str], memo: Memo) -> bool:
    """Whether the changed text loads to what the mutant says, or is refused where it says so.

    `memo` spares reading what is as it was in the mutants before.
    """
    changed = edited_text(mutant, texts)
    assert changed is not None, diff_lines(mutant, texts)
    loaded = load_pack_texts({**texts, mutant.span.path: changed}, "pack", memo=memo)
    if loaded.pack is None or has_errors(loaded.diagnostics):
        return mutant.refused is not None
    return mutant.refused is None and _says(loaded.pack, mutant)


def _says(pack: Pack, mutant: Mutant) -> bool:
    if mutant.rule is not None:
        return _flat(pack.rules[mutant.rule.name]) == _flat(mutant.rule)
    if mutant.fact is not None:
        own = pack.fact(mutant.fact.entity, mutant.fact.name).computed_default
        changed = mutant.fact.computed_default
        assert own is not None and changed is not None
        return mapped(own, _one_group) == mapped(changed, _one_group)
    assert mutant.parameter is not None
    return pack.parameters[mutant.owner].value == mutant.parameter[1]


def _flat(rule: Rule) -> tuple[object, ...]:
    """A rule, `a or (b or c)` in its conditions being `a or b or c`, as an author's edit may make it."""
    expressions = tuple(mapped(expression, _one_group) for expression in rule.expressions)
    advises = rule.advises and (rule.advises.action, rule.advises.instead_of)
    has = (rule.unless is None, rule.advises and (rule.advises.start is None))
    return expressions, advises, has, rule.overrides, rule.silences, rule.silences_all, rule.note


def _one_group(part: ir.Expression) -> ir.Expression:
    if not isinstance(part, ir.And | ir.Or) or not part.operands:
        return part
    operands: list[ir.Expression] = []
    for operand in part.operands:
        is_same = isinstance(operand, ir.And | ir.Or) and type(operand) is type(part)
        operands += operand.operands if is_same else [operand]  # type: ignore[union-attr]
    return joined(part, tuple(operands))


def test_a_number_that_changes_with_the_days_is_moved_for_each_of_its_times(
    tmp_path: Path,
) -> None:
    dated = RULES.replace(
        "    value: 1 week\n", "    values: {2020-01-01: 1 week, 2026-01-01: 2 weeks}\n"
    ).replace("    min: 7 days\n", "")
    small = make_small(tmp_path, dated, "")
    moved = [m for m in small.mutants if m.kind is MutationKind.PARAMETER]
    assert [m.parameter and m.parameter[1] for m in moved] == [8, 6, 15, 13]
    assert shown(moved[2], small.texts) == [
        "- values: {2020-01-01: 1 week, 2026-01-01: 2 weeks}",
        "+ values: {2020-01-01: 1 week, 2026-01-01: 15 days}",
    ]
    changed = moved[2].of(small.program).pack.rules["late-after-a-while"]
    [read] = [p for p in ir.walk(changed.when) if isinstance(p, ir.InForce)]
    assert [value for _, value in read.steps] == [7, 15]
    assert moved[2].rules(small.program) == ("late-after-a-while",)
