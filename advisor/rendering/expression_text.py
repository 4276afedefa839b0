"""Typed expressions as an author would write them: what is read back is the same expression."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from advisor import ir
from advisor.rendering.words import written

_DATE_WORDS = {
    ir.Comparison.BEFORE: "before",
    ir.Comparison.NOT_AFTER: "on or before",
    ir.Comparison.AFTER: "after",
    ir.Comparison.NOT_BEFORE: "on or after",
}
_RANKS = (ir.Comparison.BETTER, ir.Comparison.WORSE)


class _Binding(IntEnum):
    """How tightly a text holds together: what stands inside something tighter needs parentheses."""

    JUNCTION = 0
    NEGATION = 1
    TEST = 2
    SUM = 3
    PRODUCT = 4
    ATOM = 5


def render_expression(expression: ir.Expression, pack: ir.Pack, entity: str) -> str:
    """An expression in the rule language, as it is said for an instance of `entity`.

    It has no more parentheses than it needs, and names as short as they can be without a second meaning.
    """
    return _Page(pack, (entity,))._part(expression, _Binding.JUNCTION)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a part stands: for each frame, its entity. `expected`: whose choices can be named bare here."""

    pack: ir.Pack
    frames: tuple[str, ...]
    expected: ir.Type | None = None

    @property
    def _is_inside(self) -> bool:
        """Whether it stands inside a list function, where `own` means the rule's instance."""
        return len(self.frames) > 1

    def _part(self, expression: ir.Expression, needed: _Binding) -> str:
        text, binding = self._text(expression)
        return text if binding >= needed else f"({text})"

    def _text(self, expression: ir.Expression) -> tuple[str, _Binding]:
        plain = replace(self, expected=None)
        match expression:
            case ir.Literal():
                return self._literal(expression), _Binding.ATOM
            case ir.FactRef():
                return self._fact(expression), _Binding.ATOM
            case ir.ParameterRef(name=name):
                return name, _Binding.ATOM
            case ir.HowMany(operands=operands):
                return f"count({self._several(operands)})", _Binding.ATOM
            case ir.InForce(parameter=name, day=ir.FactRef(fact=fact)) if fact == ir.TODAY:
                return name, _Binding.ATOM
            case ir.InForce(parameter=name, day=day):
                on = plain._part(day, _Binding.ATOM)
                is_bare = isinstance(day, ir.InForce)
                return f"{name} on {f'({on})' if is_bare else on}", _Binding.ATOM
            case ir.And(operands=operands):
                return plain._joined(" and ", operands, "yes")
            case ir.Or(operands=operands):
                return plain._joined(" or ", operands, "no")
            case ir.Not(operand=operand):
                return plain._not(operand)
            case ir.Given() | ir.Is() | ir.OneOf() | ir.Compare():
                return plain._test(expression, "")
            case ir.Arithmetic(
                op=ir.Operator.TIMES | ir.Operator.OVER as op, left=left, right=right
            ):
                first = plain._part(left, _Binding.PRODUCT)
                return f"{first} {op.value} {plain._part(right, _Binding.ATOM)}", _Binding.PRODUCT
            case ir.Call(function=function, operands=operands):
                return plain._call(function.value, operands), _Binding.ATOM
            case ir.Arithmetic(op=op, left=left, right=right):
                first = plain._part(left, _Binding.SUM)
                second = plain._part(right, _Binding.PRODUCT)
                return f"{first} {op.value} {second}", _Binding.SUM
            case ir.Extreme(end=end, values=values, type=type_):
                return plain._call(_extreme(end, type_), values), _Binding.ATOM
            case ir.First(values=values):
                expected = self.expected or _first_known(values)
                return replace(self, expected=expected)._call("first", values), _Binding.ATOM
            case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return self._aggregate(expression), _Binding.ATOM

    def _joined(
        self, word: str, operands: tuple[ir.Expression, ...], empty: str
    ) -> tuple[str, _Binding]:
        if len(operands) < 2:  # no author can write these, but programs make them
            return self._text(operands[0]) if operands else (empty, _Binding.ATOM)
        parts = [self._part(operand, _Binding.NEGATION) for operand in operands]
        return word.join(parts), _Binding.JUNCTION

    def _not(self, operand: ir.Expression) -> tuple[str, _Binding]:
        match operand:
            case ir.Given() | ir.Is() | ir.OneOf():
                return self._test(operand, "not ")
            case ir.Compare(op=op, left=left) if op in _RANKS or left.type.kind is ir.Kind.DATE:
                return self._test(operand, "not ")
            case _:
                return f"not {self._part(operand, _Binding.NEGATION)}", _Binding.NEGATION

    def _test(
        self, test: ir.Given | ir.Is | ir.OneOf | ir.Compare, negation: str
    ) -> tuple[str, _Binding]:
        """A test; `negation` is `not ` or nothing, and stands behind its `is`."""
        match test:
            case ir.Given(operand=operand):
                said = f"{self._part(operand, _Binding.SUM)} is {negation}given"
            case ir.OneOf(operand=operand, options=options):
                said = f"{self._side(operand, options)} is {negation}one of "
                said += f"({', '.join(self._side(o, (operand, *options)) for o in options)})"
            case ir.Is(left=left, right=right):
                said = f"{self._side(left, (right,))} is {negation}{self._side(right, (left,))}"
            case ir.Compare(op=op, left=left, right=right):
                word = op.value
                if op in _RANKS:
                    word = f"is {negation}{word}"
                elif left.type.kind is ir.Kind.DATE:
                    word = f"is {negation}{_DATE_WORDS[op]}"
                said = f"{self._side(left, (right,))} {word} {self._side(right, (left,))}"
        return said, _Binding.TEST

    def _side(self, side: ir.Expression, others: tuple[ir.Expression, ...]) -> str:
        return replace(self, expected=_first_known(others))._part(side, _Binding.SUM)

    def _several(self, parts: tuple[ir.Expression, ...]) -> str:
        """The fact of several choices that these are: `symptoms`."""
        first = parts[0]
        assert isinstance(first, ir.FactRef)  # INVARIANT: the loader counts facts of choices only
        several = self.pack.entities[first.entity].several.values()
        name = next(one.name for one in several if first.fact in one.parts.values())
        return self._fact(replace(first, fact=name))

    def _call(self, name: str, arguments: tuple[ir.Expression, ...]) -> str:
        return f"{name}({', '.join(self._part(a, _Binding.JUNCTION) for a in arguments)})"

    def _aggregate(
        self, aggregate: ir.Any_ | ir.Every | ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy
    ) -> str:
        over = aggregate.over
        inside = _Page(self.pack, (*self.frames, over.item))
        parts = [self._list(over)]
        match aggregate:
            case ir.Any_(condition=inner) | ir.Every(condition=inner):
                name = "any" if isinstance(aggregate, ir.Any_) else "every"
                parts.append(inside._part(inner, _Binding.JUNCTION))
            case ir.Count():
                name = "count"
            case ir.Sum(value=value):
                name = "sum"
                parts.append(inside._part(value, _Binding.JUNCTION))
            case ir.ExtremeOf(end=end, value=value, type=type_):
                name = _extreme(end, type_)
                parts.append(inside._part(value, _Binding.JUNCTION))
            case ir.PickBy(end=end, key=key, value=value):
                name = "first_by" if end is ir.End.LOW else "last_by"
                parts.append(inside._part(key, _Binding.JUNCTION))
                wanting = replace(inside, expected=self.expected)
                parts.append(wanting._part(value, _Binding.JUNCTION))
        if aggregate.filter is not None:
            parts.append(inside._part(aggregate.filter, _Binding.JUNCTION))
        return f"{name}({', '.join(parts)})"

    def _literal(self, literal: ir.Literal) -> str:
        if literal.type.kind is ir.Kind.TEXT:
            escaped = str(literal.value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        text = written(literal.value, literal.type)
        if literal.type.kind is not ir.Kind.CHOICE:
            return text
        if self.expected == literal.type and not any(
            text in self.pack.entities[entity].facts for _, entity in self._in_sight()
        ):
            return text
        for _, entity in self._in_sight():
            for fact in self.pack.entities[entity].facts.values():
                if fact.type == literal.type:
                    return f"{entity}.{fact.name}.{text}"
        return text

    def _fact(self, ref: ir.FactRef) -> str:
        if ref.fact == ir.TODAY:
            return ir.TODAY
        is_choice = self.expected is not None and ref.fact in self.expected.choices
        seen = [at for at in self._in_sight() if ref.fact in self.pack.entities[at[1]].facts]
        return self._named(ref.frame, ref.entity, ref.fact, seen, is_choice)

    def _list(self, ref: ir.ListRef) -> str:
        if ref.is_other:
            return f"other {ref.list}" if self._is_only(ref) else f"other {ref.holder}.{ref.list}"
        lists = [
            at
            for at in self._in_sight()
            if any(item.list == ref.list for item in self.pack.lists[at[1]])
        ]
        is_fact = any(ref.list in self.pack.entities[e].facts for _, e in self._in_sight())
        return self._named(ref.frame, ref.holder, ref.list, lists, is_fact)

    def _is_only(self, ref: ir.ListRef) -> bool:
        """Whether the rule's instance lies in one list of that name only."""
        around = self.pack.around[self.frames[0]]
        return [self.pack.entities[entity].list for entity in around].count(ref.list) == 1

    def _named(
        self, frame: int, entity: str, name: str, seen: list[tuple[int, str]], is_taken: bool
    ) -> str:
        """The shortest name; `seen` are all places that have it, `is_taken`: it means more than that."""
        own = [at for at in seen if at[0] == 0]
        is_taken = is_taken or name in self.pack.parameters
        first = seen[:1] if self._is_inside else own[:2]
        if first == [(frame, entity)] and not is_taken:
            return name
        if self._is_inside and own == [(frame, entity)]:
            return f"own {name}"
        nearest = next((at for at in seen if at[1] == entity), None)
        if nearest == (frame, entity):
            return f"{entity}.{name}"
        return f"own {entity}.{name}" if frame == 0 else f"{entity}.{name}"

    def _in_sight(self) -> list[tuple[int, str]]:
        """Frames with the entities around, in the order in which names are looked up."""
        return [
            (frame, entity)
            for frame in reversed(range(len(self.frames)))
            for entity in self.pack.around[self.frames[frame]]
        ]


def _extreme(end: ir.End, type_: ir.Type) -> str:
    if type_.kind is ir.Kind.DATE:
        return "earliest" if end is ir.End.LOW else "latest"
    return "min" if end is ir.End.LOW else "max"


def _first_known(expressions: tuple[ir.Expression, ...]) -> ir.Type | None:
    """The type of the first whose own text shows it: what lets the others be bare choices."""
    for expression in expressions:
        match expression:
            case ir.FactRef(type=type_) | ir.ParameterRef(type=type_) | ir.InForce(type=type_):
                return type_
            case ir.First(values=values):
                if (known := _first_known(values)) is not None:
                    return known
            case ir.PickBy(value=value):
                if (known := _first_known((value,))) is not None:
                    return known
            case ir.Literal(type=type_) if type_.kind is not ir.Kind.CHOICE:
                return type_
            case _:
                pass
    return None
