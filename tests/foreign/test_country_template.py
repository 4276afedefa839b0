"""The tax and benefit system of OpenFisca's country template, said in rules: its values, on every engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from advisor import api
from advisor.backends.columnar import compile_columnar, table_of
from advisor.casetest import mismatch_lines, run_case
from advisor.ir import AsOf, Case, Program
from tests.agreement.columns import differences
from tests.strategies.situations import Situations

PACK = Path(__file__).parent / "country_template"
REFORMS = Path(__file__).parent / "reforms"  # the template's own reforms, as layers


@cache
def program(pack: Path = PACK) -> Program:
    return api.load_pack(pack)


def cases(pack: Path = PACK) -> tuple[Case, ...]:
    return program(pack).pack.tests


def own_cases() -> list[tuple[Path, Case]]:
    """The tests of each reform, without those of the country below it."""
    layers = sorted(path.parent for path in REFORMS.glob("*/pack.yaml"))
    return [
        (one, case) for one in layers for case in cases(one) if case.span.path.startswith(str(one))
    ]


def _check(pack: Path, case: Case) -> None:
    run = run_case([api.Advisor(program(pack), engine) for engine in api.ENGINES], case)
    assert not run.disagreeing
    assert mismatch_lines(run.mismatches) == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_value_is_that_of_the_country_template(case: Case) -> None:
    _check(PACK, case)


@pytest.mark.parametrize(("pack", "case"), own_cases())
def test_every_value_of_a_reform_is_that_of_the_country_template(pack: Path, case: Case) -> None:
    _check(pack, case)


def test_there_are_four_reforms() -> None:
    assert len({pack for pack, _ in own_cases()}) == 4


@pytest.mark.parametrize(
    "pack", sorted({pack for pack, _ in own_cases()}), ids=lambda pack: pack.name
)
def test_a_reform_changes_the_values_that_it_says_and_no_others(pack: Path) -> None:
    advisors = [api.Advisor(program(pack), "oracle")]
    expected = {case.name for case in cases()} & set(program(pack).pack.expect_changed)
    below = [case for case in cases(pack) if case.name in {one.name for one in cases()}]
    assert {case.name for case in below if run_case(advisors, case).mismatches} == expected


def test_the_network_runs_it_too() -> None:
    assert api.Advisor(program(), "rete").notices == ()


def test_the_cases_expect_sixty_values_and_more() -> None:
    assert sum(len(case.expectation.facts) for case in cases()) >= 60


def test_tables_have_the_same_values() -> None:
    """Each expected value that is a result stands in the table of results of the columnar engine."""
    table = table_of([case.situation for case in cases()], program().pack)
    found = compile_columnar(program()).decide(table, AsOf(), with_results=True).results
    assert found is not None
    rows = found.to_pylist()
    compared = 0
    for number, case in enumerate(cases()):
        for expected in case.expectation.facts:
            column = program().pack.result_columns.get((expected.entity, expected.fact))
            if column is None or expected.value is None:
                continue
            is_inside = expected.entity != "situation"
            mine = [r for r in rows if r["row"] == number and bool(r["place"]) is is_inside]
            values = [r[column] for r in mine if expected.target in (None, r["for"])]
            assert [int(value.scaleb(6)) for value in values] == [expected.value] * len(values)
            compared += len(values)
    assert compared >= 45


def test_the_columnar_engine_says_what_the_oracle_says_of_random_households() -> None:
    source = Situations(program().pack)
    posed = [source.pose(number) for number in range(150)]
    assert not list(differences(program(), posed))
