"""The generated packs: exactly so many rules, without a mistake, the same from the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor, check_pack, load_pack
from advisor.diagnostics import has_errors
from advisor.ir import AsOf, Situation
from benchmarks.contestants.own_rows import instance_of
from benchmarks.contestants.prepared import TODAY
from benchmarks.many_rules import write_pack


def texts(folder: Path) -> dict[str, str]:
    """All files of the pack."""
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize("rules", [30, 300])
def test_a_pack_has_exactly_so_many_rules_and_no_errors(rules: int, tmp_path: Path) -> None:
    write_pack(tmp_path, rules)
    report = check_pack(tmp_path)
    assert not has_errors(report.diagnostics)
    assert report.program is not None
    assert len(report.program.pack.rules) == rules
    assert len(report.program.pack.actions) == rules // 10


def test_the_same_seed_gives_the_same_pack_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_pack(tmp_path / name, 60, seed)
    assert texts(tmp_path / "one") == texts(tmp_path / "same")
    assert texts(tmp_path / "one") != texts(tmp_path / "other")


def test_a_larger_pack_has_the_rules_of_a_smaller_one_and_more(tmp_path: Path) -> None:
    for rules in (30, 90):
        write_pack(tmp_path / str(rules), rules)
    small = load_pack(tmp_path / "30").pack
    large = load_pack(tmp_path / "90").pack
    assert list(large.rules.values())[:30] == list(small.rules.values())


def test_its_rules_give_advice_and_all_engines_the_same(tmp_path: Path) -> None:
    from advisor.backends.columnar import compile_columnar
    from benchmarks.many_rules_worker import situations

    write_pack(tmp_path, 60)
    program = load_pack(tmp_path)
    columnar = compile_columnar(program)
    rows = situations(columnar.schema, 40)
    decided = columnar.decide(rows, AsOf(TODAY.toordinal()))
    found = list(
        zip(decided.advice["row"].to_pylist(), decided.advice["action"].to_pylist(), strict=True)
    )
    assert len(found) > 20
    for engine in ("oracle", "rete"):
        advisor = Advisor(program, engine, AsOf(TODAY.toordinal()))
        expected = [
            (number, piece.action)
            for number, row in enumerate(rows.to_pylist())
            for piece in advisor.advise(
                Situation(None, None, instance_of(row, "situation", program.pack)), questions=False
            ).advice
        ]
        assert found == expected
