"""Branch coverage of the rooms that decide what rules mean, by their own tests; fails under the floor.

`--tests` runs all tests: those that are measured under coverage, whose figures the gate then finds, and the
others without. So a whole check runs each test once.
"""

import subprocess
import sys
from pathlib import Path

FLOOR = 98  # percent; what is missing are matches that mypy proves whole, and odd machines
COLUMNS_AGREE = "tests/agreement/test_columns_agree.py::test_"
TESTS = (
    "tests/api",
    "tests/loading",
    "tests/broken",
    "tests/test_whole_numbers.py",
    "tests/analysis",
    "tests/backends",
    "tests/diagnostics",
    "tests/dialogue/test_next_question.py",
    "tests/mutation",
    "tests/cli/test_mutate.py",
    "tests/timeline",
    "tests/counterfactual",
    "tests/revisions",
    "tests/formatting",
    "tests/renaming",
    "tests/schemas",
    "tests/editor",
    "tests/graph",
    "tests/proof",
    "tests/cli/test_change_to.py",
    "tests/cli/test_check_prove.py",
    "tests/cli/test_diff.py",
    "tests/cli/test_fmt.py",
    "tests/cli/test_graph_and_doc.py",
    "tests/cli/test_rename.py",
    "tests/cli/test_test_writing.py",
    f"{COLUMNS_AGREE}a_program_travels_as_bytes",
    f"{COLUMNS_AGREE}long_lists_are_worked_out_in_another_way_with_the_same_result",
    "tests/agreement/test_meaning.py",
    "tests/agreement/test_open_facts.py::test_certain_advice_comes_and_other_than_possible_never[0]",
)
BESIDE = "beside_coverage"  # marks tests that take long, and reach nothing that others do not

# Work is stolen since some tests take a thousand times as long as others.
PYTEST = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal")
FIGURES = Path(".coverage")
MEASURED = ("advisor", "tests", "rules", "examples", "pyproject.toml", __file__)


def main() -> int:
    """Run all tests, or hold the figures to the floor, after measuring where something has changed since."""
    if sys.argv[1:] == ["--tests"]:
        failed = others()
        return measure() or failed
    if not _is_fresh() and (failed := measure()):
        return failed
    return _coverage("report", f"--fail-under={FLOOR}", "--skip-covered")


def measure() -> int:
    """Run the measured tests under coverage, two at a time."""
    return (
        _coverage("erase")
        or _coverage("run", *PYTEST, "-m", f"not {BESIDE}", *TESTS)
        or _coverage("combine", "--quiet")
    )


def others() -> int:
    """Run all tests but those that are measured."""
    measured = (f"--measured={name}" for name in TESTS)
    return subprocess.run([sys.executable, *PYTEST, "tests", *measured], check=False).returncode


def _coverage(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *words], check=False).returncode


def _is_fresh() -> bool:
    """Whether the figures are there, and newer than all that they depend on."""
    if not FIGURES.exists():
        return False
    files = (file for name in MEASURED for file in (Path(name), *Path(name).rglob("*")))
    kept = (file for file in files if file.is_file() and file.suffix != ".pyc")
    return max(file.stat().st_mtime for file in kept) < FIGURES.stat().st_mtime


if __name__ == "__main__":
    sys.exit(main())
