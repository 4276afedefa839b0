"""Where two engines differ, in words short enough to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.backends.agenda import advise_from
from advisor.backends.protocol import Backend, Engine
from advisor.ir import Advice, Derivations, Program
from tests.agreement.engines import HELD_TO_IT, ORACLE
from tests.strategies.situations import Posed


@dataclass(frozen=True)
class Rivals:
    """One program compiled for the oracle and for the engines held to it; `unsupported` refused it."""

    program: Program
    oracle: Engine
    engines: dict[str, Engine]
    unsupported: tuple[str, ...]

    @classmethod
    def of(cls, program: Program, backends: dict[str, Backend] | None = None) -> Rivals:
        """Compile for every engine that supports the program."""
        engines: dict[str, Engine] = {}
        unsupported: list[str] = []
        for name, backend in (HELD_TO_IT if backends is None else backends).items():
            if backend.check_support(program):
                unsupported.append(name)
            else:
                engines[name] = backend.compile_program(program)
        return cls(program, ORACLE.compile_program(program), engines, tuple(unsupported))

    def differences(self, posed: Posed, wanted: Derivations | None = None) -> Iterator[str]:
        """What each engine says otherwise than the oracle: derivations first, then advice."""
        expected = wanted or self.oracle.derive(posed.root, posed.today)
        advice = self.advice(posed, expected)
        for name, engine in self.engines.items():
            found = engine.derive(posed.root, posed.today)
            if found != expected:
                yield from (f"{name}: {line}" for line in _told_apart(expected, found))
            elif self.advice(posed, found) != advice:
                yield f"{name}: the advice differs although the derivations are equal"

    def advice(self, posed: Posed, derivations: Derivations) -> tuple[Advice, ...]:
        """The advice that follows."""
        return advise_from(self.program, posed.root, posed.today, derivations)


def _told_apart(expected: Derivations, found: Derivations) -> Iterator[str]:
    if expected.error != found.error:
        yield f"error {found.error} instead of {expected.error}"
    yield from _lines("firing", expected.firings, found.firings)
    yield from _lines("conclusion", expected.conclusions, found.conclusions)


def _lines(what: str, expected: Iterable[object], found: Iterable[object]) -> Iterator[str]:
    wanted, got = list(expected), list(found)
    missing = [one for one in wanted if one not in got]
    extra = [one for one in got if one not in wanted]
    yield from (f"no {what} {one}" for one in missing)
    yield from (f"one {what} too many: {one}" for one in extra)
    if not missing and not extra and wanted != got:
        yield f"the {what}s in another order or number"
