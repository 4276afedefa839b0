"""Partial evaluation: what holds, what cannot hold and what is still open while some facts are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor import ir
from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.memory import UNKNOWN, Known, Memory, remember
from advisor.backends.oracle.semantics import Frames, Meaning, is_list_open, meanings_of
from advisor.backends.protocol import once_a_program
from advisor.diagnostics.fast_dataclass import dataclass


class OpenReading:
    """All strata of a program read with UNKNOWN for every missing fact.

    Sound for every completion that is not an error of the situation: what fires here fires there, what
    cannot fire here does not fire there, a value known here is the value there. In a completion, no fact
    is stated that is missing here and whose `ask_if` does not hold, and no item of such a list.
    `asked` are the facts and lists, by place and name, that the person passed over: defaults count then.
    `wider` is a reading of the same situation with fewer facts stated: what is known there is known here.
    """

    def __init__(
        self,
        program: ir.Program,
        root: ir.Instance,
        today: int,
        asked: frozenset[tuple[str, str]] = frozenset(),
        wider: OpenReading | None = None,
    ) -> None:
        self.program, self.asked = program, asked
        self.meanings = meanings_of(program)
        self.memory: Memory = remember(
            program.pack, root, today, is_open=True, settled_defaults=asked
        )
        self.fires: dict[tuple[str, int], Known] = {}  # True, False or UNKNOWN
        if wider is not None:
            self._take_over(wider)
        gates = _gates_of(program)
        # With what is known of the rules, more questions may turn out to make no sense, and so on; each
        # round settles at least one, and mostly there is one round.
        while self._settle(gate for gate in gates if gate.reads_only_stated):
            pass
        self._derive()
        while self._settle(gates):
            self._derive()

    def _take_over(self, wider: OpenReading) -> None:
        self.fires.update(wider.fires)
        self.memory.closed.update(wider.memory.closed)
        for row, known in zip(self.memory.rows, wider.memory.rows, strict=True):
            row.update({fact: known[fact] for fact, value in row.items() if value is UNKNOWN})

    def _derive(self) -> None:
        """Derive what is not known yet; what is known stays so, whatever else gets known."""
        for stratum in self.program.strata:
            for name in stratum.firings:
                self._fire(self.program.pack.rules[name])
            for entity, fact in stratum.facts:
                for index in self.memory.of_entity[entity]:
                    row = self.memory.rows[index]
                    if row[fact] is UNKNOWN:
                        row[fact] = self._conclude(entity, fact, index)

    def _settle(self, gates: Iterable[_Gate]) -> bool:
        """Take for not given what it makes no sense to ask for; whether there was any such thing."""
        memory, is_any = self.memory, False
        for gate in gates:
            for index in memory.of_entity[gate.holder]:
                if gate.list is not None:
                    is_asked = is_list_open(memory, index, gate.list)
                else:
                    is_asked = memory.rows[index][gate.fact] is UNKNOWN
                if is_asked and not self.value(gate.ask_if, (index,)):
                    is_any = True
                    if gate.list is not None:
                        memory.closed.add((index, gate.list))
                    else:
                        memory.rows[index][gate.fact] = gate.default
        return is_any

    def value(self, meaning: Meaning, frames: Frames) -> Known:
        """The value; UNKNOWN also where what is known so far is out of range."""
        try:
            value: Known = meaning(self.memory, frames)
        except OutOfRange:
            return UNKNOWN
        return value

    def settled_rules(self) -> dict[str, bool]:
        """Whether they fire, of the rules that surely fire for all instances of their entity, or for none."""
        found: dict[str, bool] = {}
        for name, rule in self.program.pack.rules.items():
            known = {self.fires[name, index] for index in self.memory.of_entity[rule.entity]}
            if known in ({True}, {False}):
                found[name] = True in known
        return found

    def is_passed_over(self, index: int, name: str) -> bool:
        """Whether the person was asked for a fact or list of an instance, and said nothing."""
        return (self.memory.placed[index].place, name) in self.asked

    def may_hold(self, condition: ir.Expression, place: str) -> bool:
        """Whether a condition holds for the instance at a place, or may come to hold."""
        index = next(here.index for here in self.memory.placed if here.place == place)
        return bool(self.value(self.meanings.of(condition), (index,)))

    def overriders(self, rule: ir.Rule, index: int) -> list[tuple[str, int]]:
        """The firings that would keep this one from happening."""
        around = self.memory.placed[index].around
        names = self.program.overridden_by[rule.name]
        return [(name, around[self.program.pack.rules[name].entity]) for name in names]

    def conclusions_of(self, entity: str, fact: str, index: int) -> list[tuple[str, ir.Expression]]:
        """The rules that may conclude it for this instance, with their expressions."""
        rules = [self.program.pack.rules[n] for n in self.program.concluded_by[entity, fact]]
        return [
            (rule.name, rule.value_of(fact))
            for rule in rules
            if self.fires[rule.name, index] is not False
        ]

    def _fire(self, rule: ir.Rule) -> None:
        condition = self.meanings.of(self.meanings.conditions[rule.name])
        for index in self.memory.of_entity[rule.entity]:
            if self.fires.get((rule.name, index), UNKNOWN) is not UNKNOWN:
                continue
            fires = self.value(condition, (index,)) or False
            if fires is not False:
                blocking = [self.fires[other] for other in self.overriders(rule, index)]
                if True in blocking:
                    fires = False
                elif UNKNOWN in blocking:
                    fires = UNKNOWN
            self.fires[rule.name, index] = fires

    def _conclude(self, entity: str, fact: str, index: int) -> Known:
        outcomes: list[Known] = []
        for name, expression in self.conclusions_of(entity, fact, index):
            value = self.value(self.meanings.of(expression), (index,))
            is_certain = self.fires[name, index] is True
            if is_certain and value is not UNKNOWN and value is not None:
                return value  # whatever else is concluded is the same, or an error
            if value is not None:
                outcomes.append(value)
        default = self.program.pack.entities[entity].facts[fact].computed_default
        outcomes.append(self.value(self.meanings.of(default), (index,)) if default else None)
        return outcomes[0] if all(o == outcomes[0] for o in outcomes) else UNKNOWN


@dataclass(frozen=True, slots=True)
class _Gate:
    """The `ask_if` of a fact, or of a list of the instance at hand."""

    holder: str  # the entity of which the condition is said
    fact: str
    list: str | None
    ask_if: Meaning
    default: ir.Value | None
    reads_only_stated: bool


@once_a_program
def _gates_of(program: ir.Program) -> tuple[_Gate, ...]:
    pack, meanings = program.pack, meanings_of(program)
    found: list[_Gate] = []

    def add(
        condition: ir.Expression,
        holder: str,
        fact: str,
        of_list: str | None,
        default: ir.Value | None,
    ) -> None:
        is_plain = not any(
            pack.fact(r.entity, r.fact).is_concluded for r in ir.facts_read(condition)
        )
        found.append(_Gate(holder, fact, of_list, meanings.of(condition), default, is_plain))

    for entity in pack.entities.values():
        if entity.ask_if is not None:
            add(entity.ask_if, entity.within or ir.SITUATION, "", entity.list, None)
        for fact in entity.facts.values():
            if fact.ask_if is not None:
                add(fact.ask_if, entity.name, fact.name, None, fact.default)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that may give advice for an instance, and whether others withhold it."""

    rule: str
    index: int
    advises: ir.Advise
    fires: Known  # True or UNKNOWN
    is_silenced: Known  # False or UNKNOWN; what is surely silenced is no candidate


def silencers(reading: OpenReading, rule: str, index: int) -> list[tuple[str, int]]:
    """The firings of other rules that would silence the advice of this one."""
    pack, around = reading.program.pack, reading.memory.placed[index].around
    return [(other.name, around[other.entity]) for other in pack.silencers(pack.rules[rule])]


def candidates(reading: OpenReading) -> Iterator[Candidate]:
    """All advice that may still be given before `instead_of` is looked at."""
    for rule in reading.program.pack.rules.values():
        if rule.advises is None:
            continue
        for index in reading.memory.of_entity[rule.entity]:
            fires = reading.fires[rule.name, index]
            if fires is False:
                continue
            silencing = [reading.fires[key] for key in silencers(reading, rule.name, index)]
            if True not in silencing:
                silenced = UNKNOWN if UNKNOWN in silencing else False
                yield Candidate(rule.name, index, rule.advises, fires, silenced)


def without_sense(
    program: ir.Program, root: ir.Instance, today: int
) -> tuple[tuple[str, str], ...]:
    """The stated facts, by place and name, whose `ask_if` surely does not hold."""
    reading = OpenReading(program, root, today)
    return tuple(
        (reading.memory.placed[index].place, gate.fact)
        for gate in _gates_of(program)
        if gate.list is None
        for index in reading.memory.of_entity[gate.holder]
        if reading.memory.placed[index].instance.facts.get(gate.fact) is not None
        if reading.value(gate.ask_if, (index,)) in (False, None)
    )


def verdicts(
    program: ir.Program,
    root: ir.Instance,
    today: int,
    asked: frozenset[tuple[str, str]] = frozenset(),
) -> dict[tuple[str, str], str]:
    """For each (action, place) that may be advised: "certain" or "possible".

    Certain holds under every completion of the missing facts that is not an error, possible is a claim
    only in the negative: what is not listed holds under none.
    """
    reading = OpenReading(program, root, today, asked)
    placed = reading.memory.placed
    every = list(candidates(reading))
    plain = [c for c in every if not c.advises.instead_of]
    found: dict[tuple[str, str], str] = {}

    def add(candidate: Candidate, is_certain: bool) -> None:
        key = (candidate.advises.action, placed[candidate.index].place)
        if is_certain or key not in found:
            found[key] = "certain" if is_certain else "possible"

    def is_sure(candidate: Candidate) -> bool:
        return candidate.fires is True and candidate.is_silenced is False

    replaced: dict[int, Known] = {}  # number of a plain candidate -> True or UNKNOWN
    for by in every:
        if not by.advises.instead_of:
            continue
        targets = [
            n
            for n, target in enumerate(plain)
            if target.advises.action in by.advises.instead_of
            and ir.is_within(placed[target.index], placed[by.index])
        ]
        for n in targets:
            if replaced.get(n) is not True:
                replaced[n] = True if is_sure(by) else UNKNOWN
        if targets:
            add(by, is_sure(by) and any(is_sure(plain[n]) for n in targets))
        elif any(
            ir.is_within(h, placed[by.index])
            and any(is_list_open(reading.memory, h.index, name) for name in h.instance.open_lists)
            for h in placed
        ):
            add(by, False)  # what may still be added to the list may bring advice to replace
    for n, candidate in enumerate(plain):
        if replaced.get(n) is not True:
            add(candidate, is_sure(candidate) and n not in replaced)
    return found
