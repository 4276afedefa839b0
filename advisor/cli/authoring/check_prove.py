"""`advisor check --prove`: what a solver finds out of a pack, over all situations up to a size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import ir
from advisor.cli.terminal import Failure, progress, tell, write_atomically
from advisor.diagnostics import Diagnostic, Severity
from advisor.diagnostics.codes import PROVING
from advisor.diagnostics.extras import how_to_install
from advisor.loading.declarations.severities import Settled, settled

if TYPE_CHECKING:
    from advisor.proof.proving import PackProof


def need_solver() -> None:
    """Raises: Failure, where the solver is not installed."""
    if (command := how_to_install("z3")) is not None:
        raise Failure(f"--prove needs the solver Z3, which is not installed: run {command}")


@dataclass(frozen=True, slots=True)
class Proving:
    """How `--prove` was asked for: seconds for a question, and the file that tests are written to."""

    seconds: float
    tests: Path | None

    def __post_init__(self) -> None:
        """Raises: Failure, before any work, where the solver is not installed or the file cannot take tests."""
        need_solver()
        if self.tests is not None and not self.tests.name.endswith("_test.yaml"):
            raise Failure(
                f"tests stand in files whose names end in _test.yaml, and {self.tests} does not"
            )

    def prove(
        self,
        program: ir.Program,
        said: Sequence[Diagnostic],
        texts: Mapping[str, str],
        levels: Mapping[str, Severity | None],
    ) -> tuple[Settled, str]:
        """What was found, each with its example, and a line that says what was asked.

        Shape: `texts` may hold remarks that ignore some of it, and `levels` are those of the pack.
        """
        from advisor.proof.proving import example_text, prove

        with progress("asking the solver") as advance:
            proof = prove(program, said, seconds=self.seconds, advance=advance)
        shown = [
            replace(fault.diagnostic, example=example_text(proof.pack, fault))
            for fault in proof.faults
        ]
        found = [*shown, *proof.diagnostics[len(shown) :]]
        kept = settled(found, texts, levels, is_whole=not proof.open, family=PROVING)
        if self.tests is not None:
            told = {(one.code, one.span) for one in kept.diagnostics}
            faults = (f for f in proof.faults if (f.diagnostic.code, f.diagnostic.span) in told)
            self._write_tests(replace(proof, faults=tuple(faults)))
        return kept, _asked(proof)

    def _write_tests(self, proof: PackProof) -> None:
        from advisor.proof.proving import with_tests

        assert self.tests is not None
        file = self.tests
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after, count = with_tests(before, proof)
        if not count:
            tell(
                "There is no test to write: nothing that was found can be seen in a new situation."
            )
            return
        write_atomically(file, after)
        tell(
            f"{ir.counted(count, 'test')} written to {file}. They fail until the rules are mended; say in each what is"
            " right."
        )


def _asked(proof: PackProof) -> str:
    left = len(proof.open)
    undecided = f", {left} of them not decided" if left else ", all decided"
    return f"{proof.pack.name}: {proof.questions} questions{undecided}, about {proof.scope}"
