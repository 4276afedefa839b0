"""Checked rules as an author writes them: expressions as text, rules as YAML that means the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeAlias

import yaml

from advisor.ir.expressions import (
    And,
    Any_,
    Arithmetic,
    Call,
    Compare,
    Comparison,
    Count,
    End,
    Every,
    Expression,
    Extreme,
    ExtremeOf,
    FactRef,
    First,
    Given,
    HowMany,
    InForce,
    Is,
    ListRef,
    Literal,
    Not,
    OneOf,
    Operator,
    Or,
    ParameterRef,
    PickBy,
    Sum,
)
from advisor.ir.packs import SITUATION, TODAY, Advise, FactDeclaration, Pack, Rule, Template
from advisor.ir.types import (
    YES_NO,
    Kind,
    Type,
    Value,
    counted,
    iso_date,
    number_words,
    period_words,
)

_DATE_WORDS = {
    Comparison.BEFORE: "before",
    Comparison.NOT_AFTER: "on or before",
    Comparison.AFTER: "after",
    Comparison.NOT_BEFORE: "on or after",
}
_ENDLESS = 1_000_000
_CHOICE_WORDS = {Comparison.BETTER: "better than", Comparison.WORSE: "worse than"}
# How tightly a text binds: an operand that binds less tightly needs parentheses.
_OR, _AND, _NOT, _TEST, _SUM, _PRODUCT, _ATOM = range(7)


def value_text(value: Value, type_: Type) -> str:
    """A value as expressions write it."""
    match type_.kind:
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.NUMBER:
            return number_words(int(value))
        case Kind.DATE:
            return iso_date(int(value))
        case Kind.DURATION:
            return counted(int(value), "day")
        case Kind.WORKING_DAYS:
            return counted(int(value), "working day")
        case Kind.PERIOD:
            return period_words(int(value))
        case Kind.CHOICE:
            return str(value)
        case Kind.TEXT:
            escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'


class ExpressionWriter:
    """Writes the expressions of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def text(self, expression: Expression, entity: str) -> str:
        """The whole expression, as it is said for an instance of `entity`."""
        return self._at(expression, (entity,), _OR)

    def _at(self, expression: Expression, frames: tuple[str, ...], wanted: int) -> str:
        text, binding = self._written(expression, frames)
        return f"({text})" if binding < wanted else text

    def _written(self, expression: Expression, frames: tuple[str, ...]) -> tuple[str, int]:
        match expression:
            case Literal(value=value, type=type_):
                return self._literal(value, type_, frames), _ATOM
            case ParameterRef(name=name):
                return name, _ATOM
            case FactRef():
                return self._fact(expression, frames), _ATOM
            case InForce(parameter=name, day=day):
                if isinstance(day, FactRef) and day.fact == TODAY:
                    return name, _ATOM
                on = self._at(day, frames, _ATOM)
                return f"{name} on {f'({on})' if isinstance(day, InForce) else on}", _ATOM
            case Not(operand=Given() | Is() | OneOf() as test):
                return self._test(test, frames, "not "), _TEST
            case Not(operand=operand):
                return f"not {self._at(operand, frames, _NOT)}", _NOT
            case And(operands=operands) | Or(operands=operands):
                is_and = isinstance(expression, And)
                parts = [self._at(operand, frames, _NOT) for operand in operands]
                if not parts:
                    return ("yes" if is_and else "no"), _ATOM
                joined = (" and " if is_and else " or ").join(parts)
                return joined, _AND if is_and else _OR
            case Given() | Compare() | Is() | OneOf():
                return self._test(expression, frames, ""), _TEST
            case Arithmetic(op=Operator.TIMES | Operator.OVER as op, left=left, right=right):
                one, other = self._at(left, frames, _PRODUCT), self._at(right, frames, _ATOM)
                return f"{one} {op.value} {other}", _PRODUCT
            case Arithmetic(op=op, left=left, right=right):
                one, other = self._at(left, frames, _SUM), self._at(right, frames, _PRODUCT)
                return f"{one} {op.value} {other}", _SUM
            case Call(function=function, operands=operands):
                return self._call(function.value, operands, frames), _ATOM
            case HowMany(operands=operands):
                return f"count({self._several(operands, frames)})", _ATOM
            case First(values=values):
                return self._call("first", values, frames), _ATOM
            case Extreme(end=end, values=values, type=type_):
                return self._call(_end_word(end, type_), values, frames), _ATOM
            case Any_() | Every() | Count() | Sum() | ExtremeOf() | PickBy():
                return self._aggregate(expression, frames), _ATOM

    def _several(self, parts: tuple[Expression, ...], frames: tuple[str, ...]) -> str:
        """The fact of several choices that these are, `symptoms`."""
        first = parts[0]
        assert isinstance(first, FactRef)  # INVARIANT: the loader counts facts of choices only
        several = self._pack.entities[first.entity].several.values()
        name = next(one.name for one in several if first.fact in one.parts.values())
        return self._fact(replace(first, fact=name), frames)

    def _literal(self, value: Value, type_: Type, frames: tuple[str, ...]) -> str:
        text = value_text(value, type_)
        if type_.kind is not Kind.CHOICE:
            return text
        # A choice that is also called like a fact or a parameter in sight says whose choice it is.
        seen = [
            (e, f) for frame in frames for e in self._pack.around[frame] for f in self._facts(e)
        ]
        is_taken = text in self._pack.parameters or any(f.name == text for _, f in seen)
        holder = next((f"{e}.{f.name}" for e, f in seen if f.type == type_), None)
        return f"{holder}.{text}" if is_taken and holder is not None else text

    def _facts(self, entity: str) -> Iterable[FactDeclaration]:
        return self._pack.entities[entity].facts.values()

    def _call(self, name: str, values: Iterable[Expression], frames: tuple[str, ...]) -> str:
        return f"{name}({', '.join(self._at(value, frames, _OR) for value in values)})"

    def _test(
        self, test: Given | Compare | Is | OneOf, frames: tuple[str, ...], negation: str
    ) -> str:
        """The test; `negation` is "not " where it is denied in words."""
        match test:
            case Given(operand=operand):
                return f"{self._at(operand, frames, _SUM)} is {negation}given"
            case Is(left=left, right=right):
                one, other = self._at(left, frames, _SUM), self._at(right, frames, _SUM)
                return f"{one} is {negation}{other}"
            case OneOf(operand=operand, options=options):
                listed = ", ".join(self._at(option, frames, _SUM) for option in options)
                return f"{self._at(operand, frames, _SUM)} is {negation}one of ({listed})"
            case Compare(op=op, left=left, right=right):
                one, other = self._at(left, frames, _SUM), self._at(right, frames, _SUM)
                if op in _CHOICE_WORDS:
                    return f"{one} is {_CHOICE_WORDS[op]} {other}"
                if left.type.kind is Kind.DATE:
                    return f"{one} is {_DATE_WORDS[op]} {other}"
                return f"{one} {op.value} {other}"

    def _aggregate(
        self,
        expression: Any_ | Every | Count | Sum | ExtremeOf | PickBy,
        frames: tuple[str, ...],
    ) -> str:
        parts: tuple[Expression, ...]
        match expression:
            case Any_(condition=condition):
                name, parts = "any", (condition,)
            case Every(condition=condition):
                name, parts = "every", (condition,)
            case Count():
                name, parts = "count", ()
            case Sum(value=value):
                name, parts = "sum", (value,)
            case ExtremeOf(end=end, value=value, type=type_):
                name, parts = _end_word(end, type_), (value,)
            case PickBy(end=end, key=key, value=value):
                name, parts = ("first_by" if end is End.LOW else "last_by"), (key, value)
        kept = () if expression.filter is None else (expression.filter,)
        inner = (*frames, expression.over.item)
        arguments = [self._list(expression.over, frames)]
        arguments += [self._at(part, inner, _OR) for part in (*parts, *kept)]
        return f"{name}({', '.join(arguments)})"

    def _list(self, over: ListRef, frames: tuple[str, ...]) -> str:
        named = [
            e.name
            for entity in self._pack.around[frames[over.frame]]
            for e in self._pack.lists[entity]
            if e.list == over.list
        ]
        dotted = over.list if len(named) < 2 else f"{over.holder}.{over.list}"
        return f"other {dotted}" if over.is_other else dotted

    def _fact(self, ref: FactRef, frames: tuple[str, ...]) -> str:
        """The name, plain where that leads to the fact, with `own` where only that does."""
        if ref.fact == TODAY:
            return TODAY
        innermost = next(
            frame
            for frame in range(len(frames) - 1, -1, -1)
            if ref.entity in self._pack.around[frames[frame]]
        )
        own = "" if innermost == ref.frame else "own "
        if self._is_found(ref, frames[:1] if own else frames):
            return f"{own}{ref.fact}"
        return f"{own}{ref.entity}.{ref.fact}"

    def _is_found(self, ref: FactRef, frames: tuple[str, ...]) -> bool:
        """Whether the bare name leads to this fact and to nothing else."""
        if ref.fact in self._pack.parameters:
            return False
        for frame in range(len(frames) - 1, -1, -1):
            around = self._pack.around[frames[frame]]
            entities = [e for e in around if ref.fact in self._pack.entities[e].facts]
            if entities:
                return entities[0] == ref.entity and (frame > 0 or len(entities) == 1)
        return False


def _end_word(end: End, type_: Type) -> str:
    if type_.kind is Kind.DATE:
        return "earliest" if end is End.LOW else "latest"
    return "min" if end is End.LOW else "max"


_Text: TypeAlias = Callable[[Expression], str]


def _sentence(template: Template) -> str:
    parts = (
        part
        if isinstance(part, str)
        else "{" + part.fact + ("" if part.otherwise is None else f"|{part.otherwise}") + "}"
        for part in template.parts
    )
    return "".join(parts)


def rules_yaml(pack: Pack) -> str:
    """All rules of a pack, with everything that is shorter to say written out as the rules that it is.

    The YAML that comes out can stand in the place of the sections `rules` and `tables`, and means the
    same: with the facts that tables need beside those declared, and with the order of their advice.
    """
    writer = ExpressionWriter(pack)
    found: dict[str, Any] = {}
    for table in pack.tables.values():
        facts = pack.entities[table.entity].facts
        for name in table.helping:
            entity = found.setdefault("entities", {}).setdefault(table.entity, {"facts": {}})
            entity["facts"][name] = {"type": facts[name].type.kind.value, "concluded": "yes"}
        advised = (pack.rules[name].advises for name in table.ranked)
        actions = list(dict.fromkeys(one.action for one in advised if one is not None))
        for number, action in enumerate(actions[1:], 1) if table.hit.is_in_order else ():
            after = found.setdefault("actions", {}).setdefault(action, {"after": []})["after"]
            after += [name for name in actions[:number] if name not in after]
    found["rules"] = [_rule(rule, writer) for rule in pack.rules.values()]
    # In one line each: a line that goes on with `- 30 days` looks like an entry of a list.
    text: str = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=_ENDLESS)
    return text


def _rule(rule: Rule, writer: ExpressionWriter) -> dict[str, Any]:
    def text(expression: Expression) -> str:
        return writer.text(expression, rule.entity)

    found: dict[str, Any] = {"rule": rule.name}
    if rule.entity != SITUATION:
        found["for"] = rule.entity
    if not (isinstance(rule.when, Literal) and rule.when.type == YES_NO and rule.when.value):
        found["when"] = _listed(rule.when, And, text)
    if rule.unless is not None:
        found["unless"] = _listed(rule.unless, Or, text)
    if rule.concludes:
        found["conclude"] = {one.fact: text(one.value) for one in rule.concludes}
    if rule.advises is not None:
        found["advise"] = _advise(rule.advises, text)
    if rule.note is not None:
        on: Any = "all" if rule.note.on is None else list(rule.note.on)
        found["note"] = {"on": on, "say": _sentence(rule.note.say)}
    if rule.overrides:
        found["overrides"] = list(rule.overrides)
    if rule.silences_all:
        found["silences"] = "all"
    elif rule.silences is not None:
        found["silences"] = list(rule.silences)
    if rule.because is not None:
        found["because"] = _sentence(rule.because)
    if rule.sources:
        found["source"] = list(rule.sources)
    if rule.disputed is not None:
        found["disputed"] = rule.disputed
    return found


def _advise(advises: Advise, text: _Text) -> Any:
    found: dict[str, Any] = {"action": advises.action}
    for key, value in (("start", advises.start), ("due", advises.due)):
        if value is not None:
            found[key] = text(value)
    if advises.instead_of:
        found["instead_of"] = list(advises.instead_of)
    return advises.action if len(found) == 1 else found


def _listed(condition: Expression, joined: type[And] | type[Or], text: _Text) -> Any:
    if isinstance(condition, joined) and len(condition.operands) > 1:
        return [text(operand) for operand in condition.operands]
    return text(condition)
