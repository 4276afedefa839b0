"""Stratum by stratum: which rules fire, and what they conclude."""

from __future__ import annotations

from functools import partial

from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.memory import Memory, remember, remember_conclusions
from advisor.backends.oracle.provenance import premises_of
from advisor.backends.oracle.semantics import Meaning, Meanings, meanings_of
from advisor.diagnostics.values import dataclass
from advisor.ir.derivations import Conclusion, DecisionError, Derivations, Firing, Grounds
from advisor.ir.expressions import Expression
from advisor.ir.packs import Program, Rule
from advisor.ir.situations import Instance
from advisor.ir.types import Value


class _Stop(Exception):  # carries the error of the situation out of the strata
    def __init__(self, error: DecisionError) -> None:
        self.error = error


@dataclass(frozen=True)
class OracleEngine:
    """A program with the meanings of its expressions."""

    program: Program
    meanings: Meanings

    def derive(self, root: Instance, today: int) -> Derivations:
        """See `Engine.derive`."""
        memory = remember(self.program.pack, root, today)
        try:
            return _Run(self, memory).settle()
        except _Stop as stop:
            return Derivations(error=stop.error)


def compile_program(program: Program) -> OracleEngine:
    """Make the program ready to run."""
    return OracleEngine(program, meanings_of(program))


class _Run:
    """One situation on its way through the strata."""

    def __init__(self, engine: OracleEngine, memory: Memory) -> None:
        self.program, self.memory = engine.program, memory
        self.meanings = engine.meanings
        self.fired: dict[str, set[int]] = {}  # rule -> indices of the instances it fired for
        self.conclusions: dict[tuple[int, str], Conclusion] = {}

    def settle(self) -> Derivations:
        for stratum in self.program.strata:
            for name in stratum.firings:
                self._fire(self.program.pack.rules[name])
            for entity, fact in stratum.facts:
                for index in self.memory.of_entity[entity]:
                    self._conclude(entity, fact, index)
        firings = tuple(
            self._firing(rule, index)
            for rule in self.program.pack.rules.values()
            for index in sorted(self.fired[rule.name])
        )
        ordered = (
            self.conclusions.get((here.index, fact))
            for here in self.memory.placed
            for fact in self.program.pack.entities[here.instance.entity].facts
        )
        return Derivations(firings, tuple(c for c in ordered if c is not None))

    def _fire(self, rule: Rule) -> None:
        holds = self.meanings.of(self.meanings.conditions[rule.name])
        overriders = [
            self.program.pack.rules[name] for name in self.program.overridden_by[rule.name]
        ]
        fired = self.fired[rule.name] = set()
        for index in self.memory.of_entity[rule.entity]:
            if not self._value(holds, index, (rule.name,), None):
                continue
            around = self.memory.placed[index].around
            if not any(around[o.entity] in self.fired[o.name] for o in overriders):
                fired.add(index)

    def _conclude(self, entity: str, fact: str, index: int) -> None:
        found: list[tuple[str, Value, Expression]] = []
        for name in self.program.concluded_by[entity, fact]:
            if index in self.fired[name]:
                rule = self.program.pack.rules[name]
                expression = next(c.value for c in rule.concludes if c.fact == fact)
                value = self._value(self.meanings.of(expression), index, (name,), fact)
                if value is not None:
                    found.append((name, value, expression))
        place = self.memory.placed[index].place
        rules = tuple(name for name, _, _ in found)
        if len({value for _, value, _ in found}) > 1:
            message = f"rules {' and '.join(f'`{r}`' for r in rules)} conclude different values for `{fact}`"
            raise _Stop(DecisionError("conflict", place, entity, rules, fact, message))
        if found:
            _, value, expression = found[0]
            grounds = self._grounds(expression, index)
        else:
            default = self.program.pack.entities[entity].facts[fact].computed_default
            if default is None:
                return
            by_default = self._value(self.meanings.of(default), index, (), fact)
            if by_default is None:
                return
            value, grounds = by_default, self._grounds(default, index)
        self.memory.rows[index][fact] = value
        self.conclusions[index, fact] = Conclusion(place, entity, fact, value, rules, grounds)

    def _firing(self, rule: Rule, index: int) -> Firing:
        start = due = None
        if rule.advises is not None:
            start, due = (
                self._value(self.meanings.of(e), index, (rule.name,), None) if e else None
                for e in (rule.advises.start, rule.advises.due)
            )
        grounds = self._grounds(self.meanings.conditions[rule.name], index, holds=True)
        assert not isinstance(start, str) and not isinstance(due, str)  # the loader typed them
        return Firing(rule.name, self.memory.placed[index].place, start, due, grounds)

    def _grounds(self, expression: Expression, index: int, holds: bool | None = None) -> Grounds:
        return partial(premises_of, expression, self.meanings, self.memory, (index,), holds)

    def _value(
        self, meaning: Meaning, index: int, rules: tuple[str, ...], fact: str | None
    ) -> Value | None:
        try:
            value: Value | None = meaning(self.memory, (index,))
        except OutOfRange as problem:
            here = self.memory.placed[index]
            raise _Stop(
                DecisionError("range", here.place, here.instance.entity, rules, fact, str(problem))
            ) from None
        return value


def evaluate(
    program: Program,
    root: Instance,
    today: int,
    place: str,
    expression: Expression,
    derivations: Derivations | None = None,
    judged_on: int | None = None,
) -> Value | None:
    """The value of `expression` for the instance at `place`; None: not given, or out of range.

    Units: `today` is what the expression takes for today; days that have come by `judged_on` count,
    where what was done on an earlier day is worked out.
    """
    memory = remember(program.pack, root, today, judged_on=judged_on)
    if derivations is not None:
        remember_conclusions(memory, derivations)
    [index] = [here.index for here in memory.placed if here.place == place]
    try:
        value: Value | None = meanings_of(program).of(expression)(memory, (index,))
    except OutOfRange:
        return None
    return value
