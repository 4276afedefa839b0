"""`advisor check --prove`: what a solver finds out of a pack, over all situations up to a size."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.terminal import Failure, progress, tell
from advisor.diagnostics import Diagnostic
from advisor.files import write_whole
from advisor.ir.packs import Program

if TYPE_CHECKING:
    from advisor.proof.proving import PackProof


@dataclass(frozen=True, slots=True)
class Proving:
    """How `--prove` was asked for: seconds for a question, and the file that tests are written to."""

    seconds: float
    tests: Path | None

    def __post_init__(self) -> None:
        """Raises: Failure, before any work, where the solver is not installed or the file cannot take tests."""
        if find_spec("z3") is None:
            command = f"{shlex.quote(sys.executable)} -m pip install 'interview-advisor[prove]'"
            raise Failure(f"--prove needs the solver Z3, which is not installed: run {command}")
        if self.tests is not None and not self.tests.name.endswith("_test.yaml"):
            raise Failure(
                f"tests stand in files whose names end in _test.yaml, and {self.tests} does not"
            )

    def prove(self, program: Program, said: Sequence[Diagnostic]) -> tuple[list[Diagnostic], str]:
        """What was found, each with its example, and a line that says what was asked."""
        from advisor.proof.proving import example_text, prove

        with progress("asking the solver") as advance:
            proof = prove(program, said, seconds=self.seconds, advance=advance)
        if self.tests is not None:
            self._write_tests(proof)
        shown = [
            replace(fault.diagnostic, example=example_text(proof.pack, fault))
            for fault in proof.faults
        ]
        return [*shown, *proof.diagnostics[len(shown) :]], _asked(proof)

    def _write_tests(self, proof: PackProof) -> None:
        from advisor.proof.tests_of_faults import with_tests

        assert self.tests is not None
        file = self.tests
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after, count = with_tests(before, proof)
        if not count:
            tell(
                "There is no test to write: nothing that was found can be seen in a new situation."
            )
            return
        try:
            write_whole(file, after.encode())
        except OSError as error:
            raise Failure(f"{file} cannot be written: {error.strerror}") from error
        tests = "1 test" if count == 1 else f"{count} tests"
        tell(
            f"{tests} written to {file}. They fail until the rules are mended; say in each what is right."
        )


def _asked(proof: PackProof) -> str:
    left = len(proof.open)
    undecided = f", {left} of them not decided" if left else ", all decided"
    return f"{proof.pack.name}: {proof.questions} questions{undecided}, about {proof.scope}"
