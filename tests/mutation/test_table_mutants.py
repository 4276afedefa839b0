"""Which mistakes are made in tables, and that the change that is shown is the change that is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from advisor.diagnostics import has_errors
from advisor.ir import AsOf
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.packs import load_pack_texts
from advisor.mutation import Mutant, MutationKind, Verdict, mutants_of, run_mutants
from advisor.mutation.edits import edited_text
from tests.mutation.small import AS_OF, HEAD, Small, shown
from tests.mutation.test_mutants import is_what_is_tried

FACTS = """\
entities:
  claim:
    list: claims
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: Whose?}
      kind: {type: choice, ask: Which?, choices: {repair: Repair, refund: Refund, swap: Swap}}
      age: {type: duration, ask: How old?}
      amount: {type: number, ask: How much?, min: 0}
      urgent: {type: yes-no, ask: Is it urgent?}
      fee: {type: number, concluded: yes}
      level: {type: choice, concluded: yes, choices: {low: Low, mid: Middle, high: High}}
actions:
  call: {title: "Call {name}", kind: know}
  write: {title: "Write to {name}", kind: know}
"""
YAML = """\
tables:
  - table: fee
    for: claim
    hit: first
    when: [kind, age]
    then: {conclude: fee}
    rows:
      - [repair,                "< 14 days",           0]
      - [repair,                "[14 days .. 30 days)", 10]
      - [one of (refund, swap), "-",                   25]
      # the rest
      - [not repair,            is given,              7]
    otherwise: [5]

  - table: level
    for: claim
    hit: unique
    when: [amount]
    then: {conclude: level}
    rows:
      - ["<= 10", low]
      - [20, mid]
      - ["> 90", high]

  - table: contact
    for: claim
    hit: collect
    when: [urgent, amount > 50]
    then: {advise: action}
    rows:
      - ["yes", "-", call]
      - ["no",  "yes", write]
    because: They have to know.
"""
CSV = """\
# for: claim
# hit: first
kind,age,|,fee
repair,< 14 days,,0
repair,14 days .. 30 days,,10
"one of (refund, swap)",-,,25
otherwise,,,5
"""
TESTS = """\
tests:
  - test: a young repair costs nothing
    situation: {today: 2026-11-22, claims: [{name: Ann, kind: repair, age: 13 days}]}
    expect_facts: [{fact: fee, for: Ann, value: 0}]
  - test: after two weeks it costs something
    situation: {today: 2026-11-22, claims: [{name: Ann, kind: repair, age: 14 days}]}
    expect_facts: [{fact: fee, for: Ann, value: 10}]
  - test: a swap costs most
    situation: {today: 2026-11-22, claims: [{name: Ann, kind: swap, age: 1 day}]}
    expect_facts: [{fact: fee, for: Ann, value: 25}]
"""


def _small(folder: Path, texts: dict[str, str]) -> Small:
    for name, text in {"pack.yaml": HEAD, "facts.yaml": FACTS, **texts}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = api.check_pack(folder)
    assert report.program is not None, report.diagnostics
    return Small(report.program, dict(report.texts), list(mutants_of(report.program)))


def _lines(small: Small, table: str) -> list[tuple[str, ...]]:
    """What is changed in a table, each as the lines that go and come, without blanks in rows."""
    return [
        tuple(" ".join(line.split()) for line in shown(mutant, small.texts))
        for mutant in small.mutants
        if mutant.owner.partition("/")[0] == table and mutant.refused is None
    ]


def _changes(was: str, *becomes: str) -> list[tuple[str, ...]]:
    return [(f"- - {was}", f"+ - {new}") if new else (f"- - {was}",) for new in becomes]


FEE = [
    *_changes(
        '[repair, "< 14 days", 0]',
        '["-", "< 14 days", 0]',
        '[repair, "<= 14 days", 0]',
        '[repair, "< 13 days", 0]',
        '[repair, "-", 0]',
        "",
        '[repair, "< 14 days", 10]',
        '[repair, "< 14 days", 1]',
    ),
    *_changes(
        '[repair, "[14 days .. 30 days)", 10]',
        '["-", "[14 days .. 30 days)", 10]',
        "[repair, (14 days .. 30 days), 10]",
        '[repair, "[13 days .. 30 days)", 10]',
        '[repair, "[14 days .. 30 days]", 10]',
        '[repair, "[14 days .. 29 days)", 10]',
        '[repair, "-", 10]',
        "",
        '[repair, "[14 days .. 30 days)", 25]',
        '[repair, "[14 days .. 30 days)", 11]',
    ),
    *_changes(
        '[one of (refund, swap), "-", 25]',
        '[one of (swap), "-", 25]',
        '[one of (refund), "-", 25]',
        '["-", "-", 25]',
        "",
        '[one of (refund, swap), "-", 7]',
        '[one of (refund, swap), "-", 26]',
    ),
    *_changes(
        "[not repair, is given, 7]",
        "[repair, is given, 7]",
        '["-", is given, 7]',
        '[not repair, "-", 7]',
        "",
        "[not repair, is given, 0]",
        "[not repair, is given, 8]",
    ),
    ("- otherwise: [5]", "+ otherwise: [6]"),
]
LEVEL = [
    *_changes('["<= 10", low]', '["< 10", low]', '["<= 11", low]', "", '["<= 10", mid]'),
    *_changes("[20, mid]", "[21, mid]", "[19, mid]", "", "[20, high]"),
    *_changes('["> 90", high]', '[">= 90", high]', '["> 91", high]', "", '["> 90", low]'),
]
CONTACT = [
    ("- when: [urgent, amount > 50]", "+ when: [urgent, amount >= 50]"),
    ("- when: [urgent, amount > 50]", "+ when: [urgent, amount > 51]"),
    *_changes(
        '["yes", "-", call]', '[no, "-", call]', '["-", "-", call]', "", '["yes", "-", write]'
    ),
    *_changes(
        '["no", "yes", write]',
        '[yes, "yes", write]',
        '["-", "yes", write]',
        '["no", no, write]',
        '["no", "-", write]',
        "",
        '["no", "yes", call]',
    ),
]


@pytest.mark.parametrize(
    ("table", "expected"), [("fee", FEE), ("level", LEVEL), ("contact", CONTACT)]
)
def test_these_mistakes_are_made_in_a_table(
    table: str, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    small = _small(tmp_path, {"rules.yaml": YAML})
    assert sorted(_lines(small, table)) == sorted(expected)


def test_rows_of_which_only_one_may_hold_are_not_made_to_hold_together(tmp_path: Path) -> None:
    small = _small(tmp_path, {"rules.yaml": YAML})
    refused = [m.refused for m in small.mutants if m.refused]
    assert refused == [
        "it would hold together with `level/2`",
        "it would hold together with `level/1`",
        "it would hold together with `level/1`",
    ]


@pytest.mark.parametrize("where", ["rules.yaml", "tables/fee.csv"])
def test_every_change_that_is_shown_loads_as_what_is_tried(where: str, tmp_path: Path) -> None:
    small = _small(tmp_path, {where: YAML if where == "rules.yaml" else CSV})
    assert len(small.mutants) > 15
    memo = Memo()
    for mutant in small.mutants:
        if mutant.refused is not None:
            changed = edited_text(mutant, small.texts)
            assert changed is not None
            (tmp_path / where).write_text(changed, encoding="utf-8")
            assert api.check_pack(tmp_path).program is None
        elif mutant.kind is MutationKind.ROW:
            assert _is_without_row(small, mutant)
        else:
            assert is_what_is_tried(mutant, small.texts, memo), shown(mutant, small.texts)


def _is_without_row(small: Small, mutant: Mutant) -> bool:
    changed = edited_text(mutant, small.texts)
    assert changed is not None
    loaded = load_pack_texts({**small.texts, mutant.span.path: changed}, "pack")
    assert loaded.pack is not None and not has_errors(loaded.diagnostics)
    name = mutant.owner.partition("/")[0]
    own, found = (pack.tables[name].cells for pack in (small.program.pack, loaded.pack))
    gone = int(mutant.owner.partition("/")[2]) - 1
    return found == (*own[:gone], *own[gone + 1 :])


def test_tests_kill_what_they_see_and_rows_give_way_as_a_table_has_it(tmp_path: Path) -> None:
    """With `<= 14 days`, the first row counts on that day, without any conflict with the second."""
    small = _small(tmp_path, {"tables/fee.csv": CSV, "fee_test.yaml": TESTS})
    run = run_mutants(small.program, small.mutants, AS_OF)
    came = {
        tuple(shown(t.mutant, small.texts)): (t.verdict, t.case and t.case.name) for t in run.trials
    }
    killed, survived = Verdict.KILLED, Verdict.SURVIVED
    third = "after two weeks it costs something"
    assert came["- repair,< 14 days,,0", "+ repair,<= 14 days,,0"] == (killed, third)
    assert came["- repair,< 14 days,,0", "+ repair,< 13 days,,0"][0] is killed
    assert came["- repair,14 days .. 30 days,,10",][0] is killed
    limit = "- repair,14 days .. 30 days,,10", "+ repair,[14 days .. 30 days),,10"
    assert came[limit] == (survived, None)
    option = '- "one of (refund, swap)",-,,25', "+ one of (swap),-,,25"
    assert came[option][0] is not killed
    for trial in run.trials:
        if trial.mutant.beside and trial.case is not None:
            program = trial.mutant.of(small.program)
            decided = api.Advisor(program, "oracle", AsOf()).advise(trial.case.situation)
            assert decided.error is None


def test_changes_of_one_table_or_of_one_row_can_be_asked_for(tmp_path: Path) -> None:
    small = _small(tmp_path, {"rules.yaml": YAML})
    counts = {name: len(list(mutants_of(small.program, name))) for name in ("fee", "fee/2", "fe")}
    assert counts == {"fee": len(FEE), "fee/2": 9, "fe": 0}
