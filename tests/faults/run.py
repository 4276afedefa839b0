"""Plants every fault in turn and has the tests look for it: `python -m tests.faults.run`.

Each group of faults has tests of its own, a fast part of the suite. These tests must write to nothing
outside their own folders, devices included: with a fault planted, it would not be safe from them. Prints
which test caught which fault, and in how many seconds. Exit status: 0 all were caught, 1 one survived, made
the tests hang or could not be planted.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.fault import Fault
from tests.faults.planted import FAULTS
from tests.faults.planted_authoring import AUTHORING_FAULTS
from tests.faults.planted_batch import BATCH_FAULTS
from tests.faults.planted_columns import COLUMN_FAULTS
from tests.faults.planted_pages import PAGE_FAULTS
from tests.faults.planted_tables import TABLE_FAULTS

TOP = Path(__file__).parents[2]
COPIED = ("advisor", "tests", "rules", "examples")
# Run until the first failure; the tables worked out by hand come first.
MEANING_TESTS = (
    "tests/agreement/test_meaning.py",
    "tests/agreement/test_meaning_of_rules.py",
    "tests/agreement/test_working_days_by_calendar.py",
    "tests/agreement/test_days_to_come.py",
    "tests/agreement/test_values_by_date.py",
    "tests/loading/test_groups_of_rules.py",
    "tests/loading/test_several_choices.py",
    "tests/agreement/test_agenda_as_written.py::test_advice_and_its_order_are_as_section_6_says[0]",
    "tests/agreement/test_loading_agrees.py::test_a_pack_is_read_as_it_was_meant[0]",
    "tests/agreement/test_loading_agrees.py::test_a_situation_is_read_as_it_was_meant[0]",
    "tests/agreement/test_results_are_settled.py",
    "tests/agreement/test_engines_agree.py::test_every_engine_derives_what_the_oracle_derives[0]",
    "tests/agreement/test_open_facts.py::test_what_silences_advice_that_is_certain_otherwise_is_open",
    "tests/agreement/test_open_facts.py::test_certain_advice_comes_and_other_than_possible_never[0]",
    "tests/agreement/test_open_facts.py::test_facts_that_are_not_open_never_change_the_advice_or_a_result[0]",
)
COLUMN_TESTS = (
    "tests/agreement/test_working_days_by_calendar.py",
    "tests/agreement/test_days_to_come.py",
    "tests/backends/columnar",
    "tests/agreement/test_columns_agree.py",
)
TABLE_TESTS = (
    "tests/loading/test_tables.py",
    "tests/analysis/test_tables_checked.py",
    "tests/agreement/test_dmn_tables.py",
    "tests/agreement/test_tables_agree.py",
)
BATCH_TESTS = (  # those that take long come last
    "tests/batch/test_results_tables.py",
    "tests/batch/test_written.py",
    "tests/batch/test_csv_blocks.py",
    "tests/batch/test_tables_source.py",
    "tests/batch/test_conforming.py",
    "tests/batch/test_jsonl_source.py",
    "tests/batch/test_lines_with_names.py",
    "tests/batch/test_files_of_others.py",
    "tests/batch/test_several_files.py",
    "tests/batch/test_faults_and_forms.py",
    "tests/batch/test_parquet_joining.py",
    "tests/batch/test_parquet_columns.py",
    "tests/batch/test_parquet_readers.py",
    "tests/batch/test_running.py",
    "tests/batch/test_engines_and_forms.py",
    "tests/batch/test_tables_kept.py",
    "tests/batch/test_ends.py",
    "tests/batch/test_reading.py",
)
PAGE_TESTS = (
    "tests/rendering/test_mail.py",
    "tests/rendering/test_advice_html.py",
    "tests/rendering/test_advice_markdown.py",
    "tests/cli/test_clipboard.py",
    "tests/api/test_receipts.py",
    "tests/cli/test_verify.py",
)
AUTHORING_TESTS = (
    "tests/formatting/test_layout.py",
    "tests/formatting/test_proving.py",
    "tests/revisions",
    "tests/schemas",
    "tests/renaming",
    "tests/loading/test_checks.py",
    "tests/analysis/test_bounds.py",
)
GROUPS: dict[str, tuple[tuple[Fault, ...], tuple[str, ...]]] = {
    "meaning": (FAULTS, MEANING_TESTS),
    "columns": (COLUMN_FAULTS, COLUMN_TESTS),
    "tables": (TABLE_FAULTS, TABLE_TESTS),
    "batch": (BATCH_FAULTS, BATCH_TESTS),
    "pages": (PAGE_FAULTS, PAGE_TESTS),
    "authoring": (AUTHORING_FAULTS, AUTHORING_TESTS),
}
EVERY_FAULT = tuple(fault for faults, _ in GROUPS.values() for fault in faults)
# Tests hang when they take so many times as long as without a fault, and no less than a minute. That is told
# apart: an endless loop looks so, but a busy machine does, too, and no test has failed.
PATIENCE = 5.0
LEAST_PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Verdict:
    """What became of one fault; `test` None: no test failed."""

    fault: Fault
    test: str | None
    seconds: float
    problem: str | None = None
    hangs: bool = False

    @property
    def outcome(self) -> str:
        return self.problem or self.test or ("HANGS" if self.hangs else "SURVIVED")


def planted_text(text: str, fault: Fault) -> str:
    """The file with the fault in it.

    Raises: ValueError, where the text does not stand there exactly once.
    """
    if text.count(fault.old) != 1:
        raise ValueError(f"{fault.file} holds this text {text.count(fault.old)} times, not once")
    return text.replace(fault.old, fault.new)


@contextmanager
def copy_of_the_project() -> Iterator[Path]:
    """A copy in which anything may be broken."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
        for name in COPIED:
            shutil.copytree(TOP / name, Path(folder) / name, ignore=ignored)
        shutil.copy(TOP / "pyproject.toml", folder)
        yield Path(folder)


def first_failure(project: Path, tests: tuple[str, ...], patience: float | None) -> str | None:
    """The first of these tests that fails there; None where all pass.

    Raises: subprocess.TimeoutExpired, where they take longer than `patience` seconds (None: any time).
    """
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:randomly"]
    command += ["-p", "no:cacheprovider", *tests]
    # In CI, Hypothesis takes the same examples every time, and so a fault is caught every time or never.
    environment = {
        **os.environ,
        "PYTHONPATH": str(project),
        "PYTHONDONTWRITEBYTECODE": "1",
        "CI": "1",
    }
    done = subprocess.run(
        command,
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )
    if done.returncode == 0:
        return None
    named = re.search(r"^(?:FAILED|ERROR) (?:tests/)?(\S.*?)(?: - .*)?$", done.stdout, re.M)
    return named[1] if named else f"(exit status {done.returncode})"


def is_the_copy_run(project: Path) -> bool:
    """Whether the tests there would import the copy and not what is installed."""
    command = [sys.executable, "-c", "import advisor; print(advisor.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    return Path(done.stdout.strip()).resolve().is_relative_to(project.resolve())


def try_fault(fault: Fault, patience: dict[str, float]) -> Verdict:
    """Plant it in a copy and run the tests of its group there; `patience`: seconds, by group."""
    group, tests = next(
        (name, tests) for name, (faults, tests) in GROUPS.items() if fault in faults
    )
    began = time.monotonic()
    with copy_of_the_project() as project:
        path = project / "advisor" / fault.file
        try:
            path.write_text(planted_text(path.read_text("utf-8"), fault), "utf-8")
        except (ValueError, OSError) as error:
            return Verdict(fault, None, 0.0, str(error))
        try:
            test = first_failure(project, tests, patience[group])
        except subprocess.TimeoutExpired:
            return Verdict(fault, None, time.monotonic() - began, hangs=True)
    return Verdict(fault, test, time.monotonic() - began)


def report(verdicts: list[Verdict]) -> str:
    """The table: fault, the test that caught it, seconds."""
    width = max(len(v.fault.name) for v in verdicts)
    lines = [f"{v.fault.name:<{width}}  {v.seconds:5.1f} s  {v.outcome}" for v in verdicts]
    caught = sum(v.test is not None for v in verdicts)
    hanging = sum(v.hangs for v in verdicts)
    total = f"{caught} of {len(verdicts)} faults were caught"
    return "\n".join((*lines, total + (f", {hanging} made the tests hang" if hanging else "")))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.run", description=__doc__)
    parser.add_argument("--only", default="", help="faults whose name holds this text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--group", choices=GROUPS, action="append", help="only faults of a group")
    options = parser.parse_args(arguments)
    groups = {name: GROUPS[name] for name in options.group or GROUPS}
    chosen = [f for faults, _ in groups.values() for f in faults if options.only in f.name]
    if not chosen:
        parser.error(f"no fault is called like {options.only!r}")
    with copy_of_the_project() as project:
        if not is_the_copy_run(project):
            print("the tests would not run on the copy", file=sys.stderr)
            return 1
        patience: dict[str, float] = {}
        for name, (_, tests) in groups.items():
            began = time.monotonic()
            failing = first_failure(project, tests, None)
            if failing is not None:
                print(f"without any fault this fails already: {failing}", file=sys.stderr)
                return 1
            patience[name] = max(LEAST_PATIENCE, PATIENCE * (time.monotonic() - began))
    verdicts: list[Verdict] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for verdict in pool.map(partial(try_fault, patience=patience), chosen):
            verdicts.append(verdict)
            told = f"{verdict.fault.name}: {verdict.outcome}"
            print(f"{len(verdicts)} of {len(chosen)}: {told}", file=sys.stderr, flush=True)
    print(report(verdicts))
    return 0 if all(v.test is not None for v in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
