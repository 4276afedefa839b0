"""One row a situation: what was advised, and whether that was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.ir.advice import Decision
from advisor.ir.cases import Case


@dataclass(frozen=True, slots=True)
class Row:
    """One situation of a batch. `decision` is None where the situation could not be used.

    `document` counts the situations of a file from 1. `differences` are lines that say what was
    expected and what came; None where nothing was expected. `problem` says why it cannot be used.
    """

    path: str
    document: int
    title: str | None
    decision: Decision | None
    differences: tuple[str, ...] | None = None
    problem: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether something is wrong with it: unusable, an error, or not what was expected."""
        return self.decision is None or self.decision.error is not None or bool(self.differences)

    @property
    def where(self) -> str:
        """`path` and, but for the first situation of a file, its number."""
        return self.path if self.document == 1 else f"{self.path}, no. {self.document}"


def expects_something(case: Case) -> bool:
    """Whether a situation states what advice it should get."""
    wanted = case.expectation
    return wanted.whole is not None or bool(wanted.some or wanted.none or wanted.because)


def rows_of(
    path: str,
    cases: tuple[Case, ...],
    failed: tuple[int, ...],
    decide: Callable[[Case], Decision],
    check: Callable[[Case, Decision], list[str]],
    problem: str,
) -> Iterator[Row]:
    """The rows of one file in the order of its situations.

    Shape: `failed` are numbers, from 0; `problem` is what is wrong with these.
    """
    usable = {case.situation.document: case for case in cases}
    for document in sorted({*usable, *failed}):
        case = usable.get(document)
        if case is None:
            yield Row(path, document + 1, None, None, problem=problem)
            continue
        decision = decide(case)
        differences = tuple(check(case, decision)) if expects_something(case) else None
        yield Row(path, document + 1, decision.title, decision, differences)
