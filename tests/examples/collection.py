"""The situation files under examples/, loaded once with the pack that ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from advisor.api import Advisor, load_cases, load_pack
from advisor.ir import Case, Decision, Program

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples"
REAL = EXAMPLES / "real"
ENGINES = ("oracle", "rete")


@dataclass(frozen=True)
class Example:
    """One situation of one file; `name` is the file's path below examples/, with a number from the second on."""

    name: str
    path: Path
    case: Case


def example_files() -> list[Path]:
    """The hand-made situations by name, then the real ones by name."""
    return sorted(EXAMPLES.glob("*.yaml")) + sorted(REAL.glob("*.yaml"))


@cache
def program() -> Program:
    """The default pack."""
    return load_pack()


@cache
def examples() -> tuple[Example, ...]:
    """Every situation of every file, in the order of the table."""
    found = []
    for path in example_files():
        for case in load_cases(path, program()).cases:
            number = case.situation.document
            name = path.relative_to(EXAMPLES).as_posix() + (f" no. {number + 1}" if number else "")
            found.append(Example(name, path, case))
    return tuple(found)


@cache
def advisors() -> tuple[Advisor, ...]:
    """The default pack on every engine."""
    return tuple(Advisor(program(), engine) for engine in ENGINES)


def decide(case: Case) -> Decision:
    """The oracle's advice for a case on its own date, without looking for open questions."""
    return advisors()[ENGINES.index("oracle")].advise(case.situation, questions=False)
