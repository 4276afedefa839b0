"""What expressions mean: each becomes a function from (working memory, frames) to a value.

This is the definition that the other engines are held to. It reads conditions with three values
(Kleene, "Introduction to Metamathematics", 1952, section 64); where nothing is UNKNOWN, that is the
plain two-valued meaning. `and`, `or`, `first` and the quantifiers look at all that can be out of
range, so that an error does not hide behind an answer that was settled early.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from weakref import ref

from advisor import ir
from advisor.backends.oracle.arithmetic import (
    OutOfRange,
    bounded,
    builtin,
    calculation,
    calculation_by_calendar,
)
from advisor.backends.oracle.memory import UNKNOWN, Known, Memory
from advisor.backends.protocol import once_a_program

Frames = tuple[int, ...]  # for each frame, the index of its instance
Meaning = Callable[[Memory, Frames], Any]  # a Known; Any keeps the arithmetic below readable


def all_of_them(parts: Sequence[Meaning], erring: Sequence[Meaning]) -> Meaning:
    """Kleene's `and`; not given counts as no. Of the parts, those in `erring` are always read."""

    def all_of(memory: Memory, frames: Frames) -> Known:
        for part in erring:
            part(memory, frames)
        # no and UNKNOWN is no, whatever may yet be said; yes and UNKNOWN is UNKNOWN.
        result: Known = True
        for part in parts:
            verdict = part(memory, frames)
            if verdict is UNKNOWN:
                result = UNKNOWN
            elif not verdict:
                return False
        return result

    return all_of


def any_of_them(parts: Sequence[Meaning], erring: Sequence[Meaning]) -> Meaning:
    """Kleene's `or`; not given counts as no. Of the parts, those in `erring` are always read."""

    def any_of(memory: Memory, frames: Frames) -> Known:
        for part in erring:
            part(memory, frames)
        # yes or UNKNOWN is yes; no or UNKNOWN is UNKNOWN.
        result: Known = False
        for part in parts:
            verdict = part(memory, frames)
            if verdict is UNKNOWN:
                result = UNKNOWN
            elif verdict:
                return True
        return result

    return any_of


def how_many(parts: Sequence[Meaning]) -> Meaning:
    """The number of parts that hold; UNKNOWN where one of them may come to hold."""

    def count(memory: Memory, frames: Frames) -> Known:
        found = [part(memory, frames) for part in parts]
        return UNKNOWN if UNKNOWN in found else sum(map(bool, found)) * ir.MILLION

    return count


def strictly(
    left: Meaning, right: Meaning, apply: Callable[[Any, Any], Known], *, otherwise: bool | None
) -> Meaning:
    """Apply to two given values; `otherwise` where one of them is not given."""

    def both(memory: Memory, frames: Frames) -> Known:
        a: Known = left(memory, frames)
        b: Known = right(memory, frames)
        if a is None or b is None:
            return otherwise
        if a is UNKNOWN or b is UNKNOWN:
            return UNKNOWN
        return apply(a, b)

    return both


def against(
    ref: ir.FactRef, fixed: ir.Value, apply: Callable[[Any, Any], Known], *, otherwise: bool | None
) -> Meaning:
    """The same for a fact and a constant, as most comparisons are: no function is called to read them."""
    frame, entity, fact = ref.frame, ref.entity, ref.fact

    def beside(memory: Memory, frames: Frames) -> Known:
        value = memory.rows[memory.around[frames[frame]][entity]][fact]
        if value is None:
            return otherwise
        return UNKNOWN if value is UNKNOWN else apply(value, fixed)

    return beside


def of_all(parts: Sequence[Meaning], apply: Callable[..., Known]) -> Meaning:
    """Apply to given values; not given where one of them is not given."""

    def of_parts(memory: Memory, frames: Frames) -> Known:
        values = [part(memory, frames) for part in parts]
        if None in values:
            return None
        if UNKNOWN in values:
            return UNKNOWN
        return apply(*values)

    return of_parts


def value_on(day: int, steps: Sequence[tuple[int, ir.Value]]) -> ir.Value | None:
    """The value of the last step that has begun by this day; None before the first."""
    found: ir.Value | None = None
    for first, value in steps:
        if first <= day:
            found = value
    return found


def one_of_them(value: Meaning, options: Sequence[Meaning]) -> Meaning:
    """Whether it equals one of the given options. Every option is read."""

    def one_of(memory: Memory, frames: Frames) -> Known:
        found: Known = value(memory, frames)
        given = [v for v in [option(memory, frames) for option in options] if v is not None]
        if found is None or not given:
            return False
        if found is UNKNOWN:
            return UNKNOWN
        if found in given:
            return True
        return UNKNOWN if UNKNOWN in given else False

    return one_of


def extreme_of(end: ir.End, values: list[Any]) -> Known:
    """The smallest or largest of the given values; UNKNOWN where one may still come to be it."""
    given = [v for v in values if v is not None]
    if UNKNOWN in given:
        return UNKNOWN
    if not given:
        return None
    result: Known = min(given) if end is ir.End.LOW else max(given)
    return result


def finish_of(
    expression: ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy,
) -> Callable[[list[list[Any]]], Known]:
    """From what was found for each kept item to the value of the whole."""
    match expression:
        case ir.Count():
            return lambda found: len(found) * ir.MILLION
        case ir.Sum():
            return lambda found: sum(value for (value,) in found if value is not None)
        case ir.ExtremeOf(end=end):
            return lambda found: extreme_of(end, [value for (value,) in found])
        case ir.PickBy(end=end):
            # min and max both return the first of equals: the earlier place.
            choose = min if end is ir.End.LOW else max

            def pick(found: list[list[Any]]) -> Known:
                keyed = [pair for pair in found if pair[0] is not None]
                if not keyed:
                    return None
                value: Known = choose(keyed, key=lambda pair: pair[0])[1]
                return value

            return pick


_COMPARE: dict[ir.Comparison, Callable[[Any, Any], bool]] = {
    ir.Comparison.BEFORE: operator.lt,
    ir.Comparison.NOT_AFTER: operator.le,
    ir.Comparison.AFTER: operator.gt,
    ir.Comparison.NOT_BEFORE: operator.ge,
}

_SIMPLE = (ir.FactRef, ir.Literal)


def holder_of(over: ir.ListRef, memory: Memory, frames: Frames) -> int:
    """The index of the instance whose list it is."""
    if over.is_other:
        mine = memory.placed[frames[0]].around[over.item]
        parent = memory.placed[mine].parent
        assert parent is not None  # INVARIANT: the root is in no list, so `other` cannot name it
        return parent
    return memory.placed[frames[over.frame]].around[over.holder]


def items_of(over: ir.ListRef, memory: Memory, frames: Frames) -> tuple[int, ...]:
    """The indices of the items, in the order of the list."""
    items = memory.placed[holder_of(over, memory, frames)].lists[over.list]
    if over.is_other:
        mine = memory.placed[frames[0]].around[over.item]
        return tuple(item for item in items if item != mine)
    return items


def may_grow(over: ir.ListRef, memory: Memory, frames: Frames) -> bool:
    """Whether the person may still add to the list."""
    return is_list_open(memory, holder_of(over, memory, frames), over.list)


def is_list_open(memory: Memory, holder: int, name: str) -> bool:
    """Whether the person may still add to the list of an instance."""
    if not memory.is_open or (holder, name) in memory.closed:
        return False
    return name in memory.placed[holder].instance.open_lists


@once_a_program
def meanings_of(program: ir.Program) -> Meanings:
    """The meanings of a program's expressions."""
    return Meanings(program.pack, program.parameters)


def condition_of(rule: ir.Rule) -> ir.Expression:
    """`when` and not `unless`, as one expression."""
    if rule.unless is None:
        return rule.when
    return ir.And((rule.when, ir.Not(rule.unless, rule.unless.span)), rule.when.span)


class Meanings:
    """The meanings of a program's expressions, each made once; `conditions` has those of rules."""

    def __init__(self, pack: ir.Pack, parameters: Mapping[str, ir.Value]) -> None:
        self._pack, self._parameters = pack, parameters
        self.conditions = {rule.name: condition_of(rule) for rule in pack.rules.values()}
        self._made: dict[int, Meaning] = {}
        self._kept_alive: list[ir.Expression] = []  # ids are only unique among living objects
        self._erring: dict[int, bool] = {}  # likewise, whether a value in it can be out of range

    def of(self, expression: ir.Expression) -> Meaning:
        """The function that computes it."""
        if isinstance(expression, _SIMPLE):  # most are, and made faster than looked up
            return self._make(expression)
        known = self._made.get(id(expression))
        if known is None:
            known = self._made[id(expression)] = self._make(expression)
            self._kept_alive.append(expression)
        return known

    def fixed(self, expression: ir.Expression) -> ir.Value | None:
        """The value of an expression that reads no facts; None: not given, or out of range."""
        try:
            value: ir.Value | None = self.of(expression)(None, ())  # type: ignore[arg-type]  # it reads nothing
        except OutOfRange:
            return None
        return value

    def _parts_of(self, operands: tuple[ir.Expression, ...]) -> tuple[list[Meaning], list[Meaning]]:
        """The parts of an `and` or `or`, and those of them that can be out of range.

        Each of the parts is made when it is first read: most conditions are settled by an early one.
        """
        parts: list[Meaning] = []
        own = ref(self)  # what these keep must not keep them: a program goes at once when it goes

        def later(place: int, operand: ir.Expression) -> Meaning:
            def first_time(memory: Memory, frames: Frames) -> Known:
                meanings = own()
                assert meanings is not None  # INVARIANT: whoever evaluates holds the program
                made = parts[place] = meanings.of(operand)
                value: Known = made(memory, frames)
                return value

            return first_time

        parts += [later(place, operand) for place, operand in enumerate(operands)]
        return parts, [self.of(operand) for operand in operands if self.may_err(operand)]

    def may_err(self, expression: ir.Expression) -> bool:
        """Whether something in it, which this keeps alive, can be out of range."""
        if isinstance(expression, _SIMPLE):
            return False
        known = self._erring.get(id(expression))
        if known is None:
            known = isinstance(expression, ir.Arithmetic | ir.Call | ir.Sum)
            known = known or any(map(self.may_err, ir.children(expression)))
            self._erring[id(expression)] = known
        return known

    def _make(self, expression: ir.Expression) -> Meaning:
        match expression:
            case ir.FactRef(frame=frame, entity=entity, fact=fact):
                return lambda memory, frames: memory.rows[memory.around[frames[frame]][entity]][
                    fact
                ]
            case ir.Literal(value=value):
                return lambda memory, frames: value
            case ir.ParameterRef(name=name):
                parameter = self._parameters[name]
                return lambda memory, frames: parameter
            case ir.InForce():
                return self._in_force(expression)
            case ir.Given(operand=operand):
                return self._given(operand)
            case ir.Not(operand=operand):
                inner = self.of(operand)
                return lambda memory, frames: (
                    UNKNOWN if (v := inner(memory, frames)) is UNKNOWN else not v
                )
            case ir.And(operands=operands):
                return all_of_them(*self._parts_of(operands))
            case ir.Or(operands=operands):
                return any_of_them(*self._parts_of(operands))
            case ir.HowMany(operands=operands):
                return how_many([self.of(operand) for operand in operands])
            case ir.Compare(op=op, left=left, right=right):
                return self._compare(op, left, right)
            case ir.Is(left=left, right=right):
                return self._strictly(left, right, operator.eq, otherwise=False)
            case ir.OneOf(operand=operand, options=options):
                return one_of_them(self.of(operand), [self.of(option) for option in options])
            case ir.Arithmetic(counted_by=ir.CountedBy() as by):
                return self._counted(expression, by)
            case ir.Arithmetic(op=by, left=left, right=right, type=type_):
                compute = calculation(by, left.type, right.type, type_)
                return self._strictly(left, right, compute, otherwise=None)
            case ir.Call(operands=operands):
                return of_all([self.of(operand) for operand in operands], builtin(expression))
            case ir.Extreme(end=end, values=values):
                parts = [self.of(v) for v in values]
                return lambda memory, frames: extreme_of(end, [p(memory, frames) for p in parts])
            case ir.First(values=values):
                parts = [self.of(v) for v in values]
                return lambda memory, frames: next(
                    (v for v in [part(memory, frames) for part in parts] if v is not None), None
                )
            case ir.Any_(over=over, condition=condition, filter=kept):
                return self._quantify(over, condition, kept, is_any=True)
            case ir.Every(over=over, condition=condition, filter=kept):
                return self._quantify(over, condition, kept, is_any=False)
            case ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return self._aggregate(expression)

    def _counted(self, expression: ir.Arithmetic, by: ir.CountedBy) -> Meaning:
        left, right, chosen = map(self.of, ir.children(expression))
        compute = calculation_by_calendar(expression, by)

        def counted(memory: Memory, frames: Frames) -> Known:
            name, a, b = (part(memory, frames) for part in (chosen, left, right))
            if a is None or b is None:
                return None
            if UNKNOWN in (a, b, name):
                return UNKNOWN
            result: Known = compute(a, b, name)
            return result

        return counted

    def _in_force(self, expression: ir.InForce) -> Meaning:
        day_of, steps = self.of(expression.day), self.steps_of(expression)

        def in_force(memory: Memory, frames: Frames) -> Known:
            day: Known = day_of(memory, frames)
            return value_on(day, steps) if isinstance(day, int) else day

        return in_force

    def steps_of(self, expression: ir.InForce) -> tuple[tuple[int, ir.Value], ...]:
        """The values by date; one that was set has been in force since the first day there is."""
        own = self._parameters.get(expression.parameter)
        return expression.steps if own is None else ((ir.FIRST_DATE, own),)

    def _given(self, operand: ir.Expression) -> Meaning:
        inner = self.of(operand)
        certain = False  # whether a missing fact is sure to be given once it is asked
        if isinstance(operand, ir.FactRef):
            certain = not self._pack.fact(operand.entity, operand.fact).can_be_none

        def given(memory: Memory, frames: Frames) -> Known:
            value = inner(memory, frames)
            if value is UNKNOWN:
                return True if certain else UNKNOWN
            return value is not None

        return given

    def _compare(self, op: ir.Comparison, left: ir.Expression, right: ir.Expression) -> Meaning:
        if op in _COMPARE:
            return self._strictly(left, right, _COMPARE[op], otherwise=False)
        rank = {choice: n for n, choice in enumerate(left.type.choices)}  # best first
        test = operator.lt if op is ir.Comparison.BETTER else operator.gt
        return self._strictly(left, right, lambda a, b: test(rank[a], rank[b]), otherwise=False)

    def _strictly(
        self,
        left: ir.Expression,
        right: ir.Expression,
        apply: Callable[[Any, Any], Known],
        *,
        otherwise: bool | None,
    ) -> Meaning:
        if isinstance(left, ir.FactRef) and isinstance(right, ir.Literal | ir.ParameterRef):
            fixed = self.fixed(right)
            if fixed is not None:
                return against(left, fixed, apply, otherwise=otherwise)
        return strictly(self.of(left), self.of(right), apply, otherwise=otherwise)

    def kept(
        self, over: ir.ListRef, kept: ir.Expression | None
    ) -> Callable[[Memory, Frames], Iterator[tuple[Frames, bool]]]:
        """For each item that the filter keeps or may keep: its frames, and whether it surely does."""
        if kept is None:
            return lambda memory, frames: (
                ((*frames, item), True) for item in items_of(over, memory, frames)
            )
        keeps = self.of(kept)

        def items(memory: Memory, frames: Frames) -> Iterator[tuple[Frames, bool]]:
            for item in items_of(over, memory, frames):
                verdict = keeps(memory, inner := (*frames, item))
                if verdict is UNKNOWN or verdict:
                    yield inner, verdict is not UNKNOWN

        return items

    def _quantify(
        self,
        over: ir.ListRef,
        condition: ir.Expression,
        kept: ir.Expression | None,
        *,
        is_any: bool,
    ) -> Meaning:
        items, holds = self.kept(over, kept), self.of(condition)
        may_err = self.may_err(condition) or (kept is not None and self.may_err(kept))

        def quantified(memory: Memory, frames: Frames) -> Known:
            result: Known = not is_any
            is_open = may_grow(over, memory, frames)
            for inner, surely in items(memory, frames):
                verdict = holds(memory, inner)
                if verdict is UNKNOWN:
                    is_open = True
                elif bool(verdict) is is_any:  # this item settles it, where it surely counts
                    if not surely:
                        is_open = True
                    elif may_err:
                        result = is_any
                    else:
                        return is_any
            return UNKNOWN if is_open and result is not is_any else result

        return quantified

    def _aggregate(self, expression: ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy) -> Meaning:
        over = expression.over
        items = self.kept(over, expression.filter)
        if isinstance(expression, ir.Count):
            parts: list[Meaning] = []
        elif isinstance(expression, ir.PickBy):
            parts = [self.of(expression.key), self.of(expression.value)]
        else:
            parts = [self.of(expression.value)]
        kind, finish = expression.type.kind, finish_of(expression)

        def aggregated(memory: Memory, frames: Frames) -> Known:
            found: list[list[Known]] = []
            is_settled = not may_grow(over, memory, frames)
            for inner, surely in items(memory, frames):
                if surely:
                    found.append([part(memory, inner) for part in parts])
                else:
                    is_settled = False
            if not is_settled or any(UNKNOWN in values for values in found):
                return UNKNOWN
            result = finish(found)
            if isinstance(expression, ir.Sum) and isinstance(result, int):
                return bounded(result, kind)
            return result

        return aggregated
