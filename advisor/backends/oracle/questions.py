"""Open questions: the missing facts whose answers can still matter.

The search starts at everything about the advice and the results that is not settled and walks down, only through
what is UNKNOWN. A fact that is not reached stands under values that are already settled, so no answer
to it can change the advice or a result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from advisor import ir
from advisor.backends.oracle.engine import OracleEngine
from advisor.backends.oracle.memory import UNKNOWN
from advisor.backends.oracle.partial_evaluation import OpenReading, candidates, silencers
from advisor.backends.oracle.semantics import (
    Frames,
    Meanings,
    holder_of,
    items_of,
    may_grow,
    meanings_of,
)
from advisor.backends.protocol import once_a_program
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A missing stated fact, and the rules (in listing order) that read it where it still matters."""

    place: str
    entity: str
    fact: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list to which the person may still add something that matters."""

    place: str
    list: str
    rules: tuple[str, ...]


@dataclass
class _Search:
    reading: OpenReading
    asking: _Asking
    facts: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    lists: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    seen: set[tuple[str | int, ...]] = field(default_factory=set)

    def everything(self) -> None:
        """Start from all results, all advice and all notes that are not settled."""
        reading, rules = self.reading, self.reading.program.pack.rules
        for entity, facts in reading.program.pack.results.items():
            for fact in facts:
                for index in reading.memory.of_entity[entity]:
                    if reading.memory.rows[index][fact.name] is UNKNOWN:
                        self.conclusion(entity, fact.name, index, "")
        placed = reading.memory.placed
        advised = list(candidates(reading))
        for candidate in advised:
            self.firing(candidate.rule, candidate.index)
            if candidate.is_silenced is UNKNOWN:
                for other, at in silencers(reading, candidate.rule, candidate.index):
                    self.firing(other, at)
            for expression in (candidate.advises.start, candidate.advises.due):
                if expression is not None:
                    self.expression(expression, (candidate.index,), candidate.rule)
        places: dict[str, dict[int, None]] = {}  # of each action
        for candidate in advised:
            places.setdefault(candidate.advises.action, {})[candidate.index] = None
        for rule in rules.values():
            note = rule.note
            if note is None:
                continue
            actions = places if note.on is None else note.on
            on = {at for action in actions for at in places.get(action, ())}
            for index in reading.memory.of_entity[rule.entity]:
                here = placed[index]
                if reading.fires[rule.name, index] is UNKNOWN and any(
                    ir.is_within(placed[at], here) or ir.is_within(here, placed[at]) for at in on
                ):
                    self.firing(rule.name, index)

    def error(self, program: ir.Program, root: ir.Instance, today: int) -> None:
        """Where the situation as it stands is an error, whatever could still make it none."""
        error = OracleEngine(program).derive(root, today).error
        if error is None:
            return
        [index] = [here.index for here in self.reading.memory.placed if here.place == error.place]
        for name in error.rules:
            rule = program.pack.rules[name]
            self.firing(name, index)
            values = [c.value for c in rule.concludes if c.fact == error.fact]
            if error.fact is None:
                values = [self.reading.meanings.conditions[name]]
                if rule.advises is not None:
                    values += [e for e in (rule.advises.start, rule.advises.due) if e is not None]
            for value in values:
                self.expression(value, (index,), name)
        if not error.rules and error.fact is not None:  # the default of a concluded fact
            self.conclusion(error.entity, error.fact, index, "")

    def firing(self, rule: str, index: int) -> None:
        """What a firing that is not settled hangs on."""
        if self.reading.fires[rule, index] is not UNKNOWN or (rule, index) in self.seen:
            return
        self.seen.add((rule, index))
        self.expression(self.reading.meanings.conditions[rule], (index,), rule)
        for other, at in self.reading.overriders(self.reading.program.pack.rules[rule], index):
            self.firing(other, at)

    def makes_sense(self, ask_if: ir.Expression | None, index: int, rule: str) -> bool:
        """Whether it can be asked for now; where that is not settled, what it hangs on is asked first."""
        if ask_if is None:
            return True
        known = self.reading.value(self.reading.meanings.of(ask_if), (index,))
        if known is not UNKNOWN:
            return known is True
        first = _Search(self.reading, self.asking)
        first.expression(ask_if, (index,), rule)
        for found, own in ((first.facts, self.facts), (first.lists, self.lists)):
            for key in list(found):
                if self.reading.is_passed_over(*key):
                    del found[key]
                else:
                    own.setdefault(key, set()).add(rule)
        return not first.facts and not first.lists  # it hangs on what the person does not know

    def expression(self, expression: ir.Expression, frames: Frames, rule: str) -> None:
        """What a value hangs on, if it is not settled."""
        self.asking.about(expression)(self, frames, rule)

    def conclusion(self, entity: str, fact: str, index: int, reader: str) -> None:
        """What a concluded fact that is not settled hangs on."""
        key = (entity, fact, index)
        if key in self.seen:
            return
        self.seen.add(key)
        for rule, value in self.reading.conclusions_of(entity, fact, index):
            self.firing(rule, index)
            self.expression(value, (index,), rule)
        default = self.reading.program.pack.entities[entity].facts[fact].computed_default
        if default is not None:
            self.expression(default, (index,), reader)


_SETTLED = (ir.Literal, ir.ParameterRef)

_Ask = Callable[[_Search, Frames, str], None]


class _Asking:
    """For each expression of a program the function that searches it, each made once.

    It takes the search, the frames and the rule that reads; it finds nothing where the value is settled.
    """

    def __init__(self, pack: ir.Pack, meanings: Meanings) -> None:
        self._pack, self._meanings = pack, meanings
        self._made: dict[int, _Ask] = {}  # the meanings keep the expressions alive

    def about(self, expression: ir.Expression) -> _Ask:
        """The function that searches it."""
        known = self._made.get(id(expression))
        if known is None:
            known = self._made[id(expression)] = self._make(expression)
        return known

    def _make(self, expression: ir.Expression) -> _Ask:
        match expression:
            case ir.FactRef():
                return self._fact(expression)
            case ir.Not() | ir.Is() | ir.OneOf() | ir.Compare() | ir.Arithmetic() | ir.Call() if (
                len(parts := self._parts(expression)) == 1
            ):
                return parts[0]  # `x is 3` is settled exactly where x is
            case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return self._aggregate(expression)
            case _:
                return self._whole(expression)

    def _parts(self, expression: ir.Expression) -> list[_Ask]:
        parts = ir.children(expression)
        return [self.about(part) for part in parts if not isinstance(part, _SETTLED)]

    def _fact(self, reference: ir.FactRef) -> _Ask:
        frame, entity, fact = reference.frame, reference.entity, reference.fact
        declared = self._pack.fact(entity, fact)
        is_concluded = declared.is_concluded

        def ask(search: _Search, frames: Frames, rule: str) -> None:
            memory = search.reading.memory
            index = memory.around[frames[frame]][entity]
            if memory.rows[index][fact] is not UNKNOWN:
                return
            if is_concluded:
                search.conclusion(entity, fact, index, rule)
            elif search.makes_sense(declared.ask_if, index, rule):
                search.facts.setdefault((index, fact), set()).add(rule)

        return ask

    def _whole(self, expression: ir.Expression) -> _Ask:
        meaning, parts = self._meanings.of(expression), self._parts(expression)

        def ask(search: _Search, frames: Frames, rule: str) -> None:
            if search.reading.value(meaning, frames) is UNKNOWN:
                for part in parts:
                    part(search, frames, rule)

        return ask

    def _aggregate(
        self, expression: ir.Any_ | ir.Every | ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy
    ) -> _Ask:
        meaning, parts = self._meanings.of(expression), self._parts(expression)
        over, kept = expression.over, expression.filter
        ask_if = self._pack.entities[over.item].ask_if
        keeps = None if kept is None else self._meanings.of(kept)

        def ask(search: _Search, frames: Frames, rule: str) -> None:
            reading, memory = search.reading, search.reading.memory
            if reading.value(meaning, frames) is not UNKNOWN:
                return
            holder = holder_of(over, memory, frames)
            if may_grow(over, memory, frames) and search.makes_sense(ask_if, holder, rule):
                search.lists.setdefault((holder, over.list), set()).add(rule)
            for item in items_of(over, memory, frames):
                inner = (*frames, item)
                if keeps is None or reading.value(keeps, inner):  # kept, or it may be
                    for part in parts:
                        part(search, inner, rule)

        return ask


@once_a_program
def _asking_about(program: ir.Program) -> _Asking:
    """What searches the expressions of a program."""
    return _Asking(program.pack, meanings_of(program))


def open_questions(
    program: ir.Program,
    root: ir.Instance,
    today: int,
    reading: OpenReading | None = None,
    is_without_error: bool = False,
) -> tuple[tuple[OpenFact, ...], tuple[OpenList, ...]]:
    """The missing facts and the open lists that can still matter.

    Cost: `is_without_error`, where the caller has derived the situation as it stands and found no error
    in it, saves deriving it once more.

    Shape: facts by place, then in order of declaration; lists by place, then in order of the pack. A
    missing fact with a default is open too, unless the `reading`, where there is one already, settles it.
    """
    reading = reading or OpenReading(program, root, today)
    search = _Search(reading, _asking_about(program))
    search.everything()
    if not is_without_error:
        search.error(program, root, today)
    return _found(search)


def open_list(
    reading: OpenReading, list_of: ir.EntityDeclaration, index: int
) -> tuple[bool, tuple[OpenFact, ...]]:
    """Whether it makes sense now to ask for items of a list of an instance; else what is to be asked before.

    Neither, where its `ask_if` does not hold.
    """
    search = _Search(reading, _asking_about(reading.program))
    makes_sense = search.makes_sense(list_of.ask_if, index, "")
    return makes_sense, _found(search)[0]


def _found(search: _Search) -> tuple[tuple[OpenFact, ...], tuple[OpenList, ...]]:
    program = search.reading.program
    listing = {name: n for n, name in enumerate(program.pack.rules)}

    def in_listing_order(rules: set[str]) -> tuple[str, ...]:
        return tuple(sorted(rules & listing.keys(), key=listing.__getitem__))

    facts: list[OpenFact] = []
    lists: list[OpenList] = []
    for here in search.reading.memory.placed:
        entity = program.pack.entities[here.instance.entity]
        facts.extend(
            OpenFact(here.place, entity.name, fact, in_listing_order(rules))
            for fact in entity.facts
            if (rules := search.facts.get((here.index, fact)))
        )
        lists.extend(
            OpenList(here.place, name, in_listing_order(rules))
            for name in here.lists
            if (rules := search.lists.get((here.index, name)))
        )
    return tuple(facts), tuple(lists)
