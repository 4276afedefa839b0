"""The faults can still be planted; whether they are caught takes `make faults`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.faults.fault import Fault
from tests.faults.run import EVERY_FAULT, GROUPS, TOP, Verdict, planted_text, report

PACKAGE = Path(__file__).parents[2] / "advisor"
NAMES = [fault.name for fault in EVERY_FAULT]


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=NAMES)
def test_a_fault_can_be_planted(fault: Fault) -> None:
    text = (PACKAGE / fault.file).read_text("utf-8")
    faulty = planted_text(text, fault)
    assert faulty != text
    ast.parse(faulty)  # a file that cannot be read would be caught by anything


def test_there_are_many_faults_and_each_has_its_name() -> None:
    sizes = {name: len(faults) for name, (faults, _) in GROUPS.items()}
    assert sizes["meaning"] >= 60
    assert sizes["columns"] >= 25
    assert sizes["tables"] >= 18
    assert sizes["batch"] >= 12
    assert sizes["pages"] >= 15
    assert len(set(NAMES)) == len(NAMES)


def test_the_tests_that_look_for_a_fault_are_there() -> None:
    named = [test for _, tests in GROUPS.values() for test in tests if not test.startswith("--")]
    assert all((TOP / test.partition("::")[0]).exists() for test in named)


def test_a_fault_that_survives_or_cannot_be_planted_is_told() -> None:
    one, two, three = EVERY_FAULT[:3]
    verdicts = [
        Verdict(one, "test_x", 1.0),
        Verdict(two, None, 2.0),
        Verdict(three, None, 0.0, "gone"),
    ]
    shown = report(verdicts)
    assert "SURVIVED" in shown and "gone" in shown and "1 of 3 faults were caught" in shown
