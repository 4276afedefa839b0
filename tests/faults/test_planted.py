"""The faults can still be planted; whether they are caught takes `make faults`."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

from tests.faults.fault import Fault
from tests.faults.run import EVERY_FAULT, GROUPS, TOP, Verdict, first_failure, planted_text, report

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


def test_a_fault_that_survives_hangs_or_cannot_be_planted_is_told() -> None:
    one, two, three, four = EVERY_FAULT[:4]
    verdicts = [
        Verdict(one, "test_x", 1.0),
        Verdict(two, None, 2.0),
        Verdict(three, None, 0.0, "gone"),
        Verdict(four, None, 90.0, hangs=True),
    ]
    *rows, total = report(verdicts).splitlines()
    assert [row.split(" s  ")[1] for row in rows] == ["test_x", "SURVIVED", "gone", "HANGS"]
    assert total == "1 of 4 faults were caught, 1 made the tests hang"


def test_tests_that_never_end_are_no_failure(tmp_path: Path) -> None:
    (tmp_path / "test_endless.py").write_text("def test_x():\n    while True:\n        pass\n")
    with pytest.raises(subprocess.TimeoutExpired):
        first_failure(tmp_path, ("test_endless.py",), patience=3.0)
