"""The situation that tells a mutant apart: a test as it is, or a test with one fact changed.

Which changed tests let a rule fire otherwise is worked out in columns, tens of thousands at once; what
the advice is then, is asked of the engine that defines it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.backends.advising import Advisor
from advisor.backends.columnar.variants import ChangedSituations, Fact
from advisor.backends.columnar.variants import OtherValue as Changed
from advisor.casetest.running import advice_words
from advisor.ir import expressions as ir
from advisor.ir.advice import Advice, Decision
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Program
from advisor.ir.situations import Case, Instance, walk_instances, with_fact
from advisor.ir.types import DATE, MILLION, Kind, Type, Value, iso_date
from advisor.mutation.deciding import TestColumns
from advisor.mutation.mutants import Mutant
from advisor.rendering.words import written

_MOST_FACTS = 12  # that are changed, the nearest to the mutant first
_MOST_ASKED = 4  # changed tests of one fact whose advice is looked at
_DAYS = 35  # to both sides of today that a day may become
_NUMBERS = (0, MILLION, 2 * MILLION, 3 * MILLION)
_LENGTHS = (0, 1, 5, 7, 14, 21, 28)
_PERIODS = (0, 1, 2, 3, 6, 12)


@dataclass(frozen=True)
class Witness:
    """A situation in which a mutant is told apart from the rules, and what differs.

    `change` is the fact that is not as in the test, as a situation file would say it; "" for none. `before` and
    `after` are a piece of advice, or what stands below it, as it is and as the mutant has it; "" for none.
    """

    case: Case
    change: str
    before: str
    after: str


class WitnessSearch:
    """Finds what tells mutants of one program apart."""

    def __init__(self, tests: TestColumns) -> None:
        self._program = tests.program
        plain = [case for case in tests.cases if not case.parameters]
        is_same = len(plain) == len(tests.cases)
        self._tests = tests if is_same else TestColumns(tests.program, plain, tests.as_of)
        self._advisor = Advisor(tests.program, "oracle", tests.as_of)
        self._copies: dict[Fact, tuple[ChangedSituations, list[Changed]]] = {}

    def tell(self, mutant: Mutant, touched: Iterable[Case]) -> Witness | None:
        """The smallest test of those in which something differs, if any advice does; else one with a
        change. None where nothing was found.
        """
        variant = mutant.of(self._program)
        advisor = Advisor(variant, "oracle", self._tests.as_of)
        for case in sorted(touched, key=_size)[:_MOST_ASKED]:
            found = self._compare(case, case.situation.root, case.situation.today, advisor)
            if found is not None:
                return Witness(case, "", *found)
        if mutant.rule is None:
            return None
        for key in self._near(mutant):
            copies, changes = self._changed(key)
            if mutant.where in ("when", "unless"):
                rows = copies.differing(variant, mutant.rule.name)
            else:
                rows = copies.firing(mutant.rule.name)
            hits = [changes[int(row)] for row in rows]
            hits.sort(key=lambda hit: _size(self._tests.cases[hit.situation]))
            for hit in hits[:_MOST_ASKED]:
                witness = self._ask(key, hit, advisor)
                if witness is not None:
                    return witness
        return None

    def _ask(self, key: Fact, hit: Changed, advisor: Advisor) -> Witness | None:
        case = self._tests.cases[hit.situation]
        entity, name = key
        place = self._tests.places(hit.situation)[entity][hit.instance].place
        root, today = case.situation.root, case.situation.today
        if key == (SITUATION, TODAY):
            assert isinstance(hit.value, int)  # INVARIANT: there is always a day
            today = hit.value
            said = f"today: {iso_date(today)}"
        else:
            root = with_fact(root, place, name, hit.value)
            fact = self._program.pack.fact(entity, name)
            path = f"{place}.{name}" if place else name
            said = f"{path}: {written(hit.value, fact.type)}"
        found = self._compare(case, root, today, advisor)
        return None if found is None else Witness(case, said, *found)

    def _compare(
        self, case: Case, root: Instance, today: int | None, advisor: Advisor
    ) -> tuple[str, str] | None:
        situation = replace(case.situation, root=root, today=today)
        one, other = (
            a.with_values(case.parameters).advise(situation, questions=False)
            for a in (self._advisor, advisor)
        )
        return _first_difference(one, other)

    def _near(self, mutant: Mutant) -> list[Fact]:
        """The stated facts that the change may hang on, those that stand in it first, then the day."""
        assert mutant.rule is not None  # INVARIANT: only rules are asked about
        rule = self._program.pack.rules[mutant.rule.name]
        first = [] if isinstance(mutant.old, str) else [mutant.old]
        found: dict[Fact, None] = {}
        for expressions in (first, rule.conditions):
            found |= dict.fromkeys(_stated(self._program, expressions))
        listed = list(found)[:_MOST_FACTS]
        return [*listed, (SITUATION, TODAY)] if (SITUATION, TODAY) not in listed else listed

    def _changed(self, key: Fact) -> tuple[ChangedSituations, list[Changed]]:
        known = self._copies.get(key)
        if known is None:
            changes = list(self._changes(key))
            known = self._copies[key] = (self._tests.columns.copies(key, changes), changes)
        return known

    def _changes(self, key: Fact) -> Iterator[Changed]:
        """All tests with all that the fact may become in one of them."""
        entity, name = key
        is_day = key == (SITUATION, TODAY)
        fact = None if is_day else self._program.pack.fact(entity, name)
        for number, case in enumerate(self._tests.cases):
            today = self._tests.as_of.day(case.situation.today)
            for instance, here in enumerate(self._tests.places(number)[entity]):
                values = _values(fact, today)
                own = today if is_day else here.instance.facts.get(name)
                yield from (Changed(number, instance, v) for v in values if v != own)


def _values(fact: FactDeclaration | None, today: int) -> list[Value | None]:
    """What a fact may become (None: the day that counts)."""
    type_: Type = DATE if fact is None else fact.type
    found: list[Value | None]
    match type_.kind:
        case Kind.YES_NO:
            found = [True, False]
        case Kind.CHOICE:
            found = list(type_.choices)
        case Kind.DATE:
            found = list(range(today - _DAYS, today + _DAYS + 1))
        case Kind.NUMBER:
            found = list(_NUMBERS)
        case Kind.DURATION | Kind.WORKING_DAYS:
            found = list(_LENGTHS)
        case Kind.PERIOD:
            found = list(_PERIODS)
        case Kind.TEXT:
            found = []
    if fact is None:
        return found
    low, high = fact.minimum, fact.maximum
    found = [
        value
        for value in found
        if not isinstance(value, int)
        or isinstance(value, bool)
        or ((low is None or value >= low) and (high is None or value <= high))
    ]
    return found if fact.is_required or fact.default is not None else [*found, None]


def _stated(program: Program, expressions: Iterable[ir.Expression]) -> Iterator[Fact]:
    """The stated facts that expressions rest on, those that they read themselves first."""
    waiting, seen = list(expressions), set()
    while waiting:
        deeper: list[ir.Expression] = []
        for ref in (ref for expression in waiting for ref in ir.facts_read(expression)):
            key = ref.entity, ref.fact
            if key in seen:
                continue
            seen.add(key)
            fact = program.pack.fact(*key)
            if not fact.is_concluded:
                yield key
                continue
            if fact.computed_default is not None:
                deeper.append(fact.computed_default)
            for name in program.concluded_by[key]:
                deeper += program.pack.rules[name].expressions
        waiting = deeper


def _size(case: Case) -> int:
    return sum(len(instance.facts) for instance in walk_instances(case.situation.root))


def _first_difference(one: Decision, other: Decision) -> tuple[str, str] | None:
    """The first piece of advice that is otherwise, or what stands below it; None where nothing is."""
    if (one.error is None) != (other.error is None):
        return ("", "an error") if other.error else ("an error", "")
    before = {(p.action, p.place): p for p in one.advice}
    after = {(p.action, p.place): p for p in other.advice}
    for key in dict.fromkeys((*before, *after)):
        words, others = _words(before.get(key)), _words(after.get(key))
        if words != others:
            return words, others
    for key, piece in before.items():
        if key in after and piece.note_rules != after[key].note_rules:
            return _notes(piece, after[key]), _notes(after[key], piece)
    if [*before] != [*after]:
        return _in_order(one), _in_order(other)
    return None


def _in_order(decision: Decision) -> str:
    return ", ".join(piece.action for piece in decision.advice)


def _words(piece: Advice | None) -> str:
    return "" if piece is None else advice_words(piece)


def _notes(piece: Advice, other: Advice) -> str:
    """What is noted below a piece of advice, and not below another."""
    rules = [rule for rule in piece.note_rules if rule not in other.note_rules]
    return f"{advice_words(piece)}, with the note of {' and '.join(rules)}" if rules else ""
