"""Rules in words, for people who do not read the rule language: conditions as nested lists, values as phrases.

    any(other applications, offer_is_open and preference is better than own preference)

    for at least one of the other applications:
      - the offer from [company] waits for your answer
      - how much you want [company]: better than *own preference*

Words that stand for something of the pack know for what, so that a page can lead there. What is not given
counts as no: where that matters, it is said ("nobody has said that …").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering import operator_words
from advisor.rendering.words import SAID_AFTER, and_words, spoken, words_of

Words: TypeAlias = tuple["RuleWord", ...]


@dataclass(frozen=True, slots=True)
class RuleWord:
    """A piece of a sentence; `target` is what it stands for (`fact:application.stage`), `is_slot` a gap that a case fills."""

    text: str
    target: str = ""
    is_slot: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in words; those `inside` are its parts."""

    words: Words
    inside: tuple[Clause, ...] = ()


_ALL, _ANY = "all of this is so:", "any of this is so:"


class RuleWords:
    """The words of one rule or fact of a program, for an instance of `entity`."""

    def __init__(self, program: ir.Program, entity: str) -> None:
        self._program, self._pack = program, program.pack
        self._frames: tuple[str, ...] = (entity,)

    def conditions(self, condition: ir.Expression) -> tuple[Clause, ...]:
        """The parts that must all be so; none where it always holds."""
        if isinstance(condition, ir.Literal) and condition.value is True:
            return ()
        return self._all_of(condition)

    def exceptions(self, condition: ir.Expression) -> tuple[Clause, ...]:
        """The parts of which none may be so."""
        parts = condition.operands if isinstance(condition, ir.Or) else (condition,)
        return tuple(self._clause(part) for part in parts)

    def value(self, expression: ir.Expression, words: ir.FactDeclaration | None = None) -> Words:
        """A value as a phrase: `the latest of (answer by; today)`. `words` is the fact whose choices it names."""
        match expression:
            case ir.Literal(value=value, type=kind):
                return _plain(self._literal(value, kind, words))
            case ir.FactRef(fact=fact) if fact == ir.TODAY:
                return _plain("today")
            case ir.FactRef():
                return (
                    RuleWord(
                        self._called(expression),
                        fact_target(self._pack, expression.entity, expression.fact),
                    ),
                )
            case ir.ParameterRef(name=name):
                return (self._parameter(name),)
            case ir.InForce(parameter=name, day=day):
                is_now = isinstance(day, ir.FactRef) and day.fact == ir.TODAY
                return (
                    self._parameter(name),
                    *(() if is_now else (RuleWord(" on "), *self.value(day))),
                )
            case ir.Arithmetic(
                op=ir.Operator.PLUS, left=left, right=ir.Literal(value=0, type=kind)
            ) if kind.kind is ir.Kind.WORKING_DAYS:
                return (*self.value(left), RuleWord(" or the next working day"))
            case ir.Arithmetic(op=op, left=left, right=right):
                return (
                    *self._operand(left, op),
                    RuleWord(operator_words.SIGNS[op]),
                    *self._operand(right, op, is_right=True),
                )
            case ir.Call(function=function, operands=operands):
                return self._call(function, operands)
            case ir.Extreme(end=end, values=values, type=kind):
                return (RuleWord(f"the {_end(end, kind)} of "), *self._listed(values))
            case ir.First(values=values):
                return (RuleWord("the first that is known of "), *self._listed(values))
            case ir.Count(over=over, filter=kept):
                return (
                    RuleWord("the number of "),
                    *self._items(over),
                    *self._for_which(over, kept),
                )
            case ir.HowMany(operands=operands):
                return (RuleWord("how many are so of "), *self._several(operands))
            case ir.Sum(over=over, value=value, filter=kept):
                return (
                    RuleWord("the sum of "),
                    *self._within(over, value),
                    RuleWord(" over "),
                    *self._items(over),
                    *self._for_which(over, kept),
                )
            case ir.ExtremeOf(end=end, over=over, value=value, filter=kept, type=kind):
                return (
                    RuleWord(f"the {_end(end, kind)} "),
                    *self._within(over, value),
                    RuleWord(" of "),
                    *self._items(over),
                    *self._for_which(over, kept),
                )
            case ir.PickBy(end=end, over=over, key=key, value=value, filter=kept):
                return (
                    *self._within(over, value),
                    RuleWord(
                        f" of the one among {self._item_words(over)} with the {_end(end, key.type)} "
                    ),
                    *self._within(over, key),
                    *self._for_which(over, kept),
                )
            case _:
                return (RuleWord("whether "), *_inline(self._clause(expression)))

    def sentence(self, template: ir.Template, frame: int = 0) -> Words:
        """A sentence as it is declared, its facts as gaps."""
        return tuple(
            RuleWord(part) if isinstance(part, str) else self._slot(part, frame)
            for part in template.parts
        )

    def told(self, fact: ir.FactDeclaration, value: ir.Expression) -> Words:
        """A fact with the value that it gets: `[company] owes you an answer`; `your answer is due by today`."""
        says = self.says(fact)
        match value:
            case ir.Literal(value=True, type=type_) if type_ == ir.YES_NO:
                return says
            case ir.Literal(value=False, type=type_) if type_ == ir.YES_NO:
                return (RuleWord("it is not so that "), *says)
        joined = " " if fact.says is not None and fact.type.kind in SAID_AFTER else ": "
        return (*says, RuleWord(joined), *self.value(value, words=fact))

    def says(self, fact: ir.FactDeclaration) -> Words:
        """A fact as it is told before its value."""
        return self._says(fact, 0, fact_target(self._pack, fact.entity, fact.name))

    # Conditions.

    def _all_of(self, condition: ir.Expression) -> tuple[Clause, ...]:
        parts = condition.operands if isinstance(condition, ir.And) else (condition,)
        return tuple(self._clause(part) for part in parts)

    def _clause(self, condition: ir.Expression, is_so: bool = True) -> Clause:
        match condition:
            case ir.Not(operand=operand):
                return self._clause(operand, not is_so)
            case ir.And(operands=operands):
                head = _ALL if is_so else "not all of this is so:"
                return Clause(_plain(head), tuple(self._clause(part) for part in operands))
            case ir.Or(operands=operands):
                head = _ANY if is_so else "none of this is so:"
                return Clause(_plain(head), tuple(self._clause(part) for part in operands))
            case ir.Any_(over=over, condition=inner, filter=kept):
                head = "for at least one of " if is_so else "for none of "
                return self._over(head, over, inner, kept)
            case ir.Every(over=over, condition=inner, filter=kept):
                head = "for each of " if is_so else "not for each of "
                return self._over(head, over, inner, kept, is_each=True)
            case ir.Given(operand=ir.FactRef() as ref):
                return Clause(self._given(ref, is_so))
            case ir.Given(operand=operand):
                return Clause(
                    (*self.value(operand), RuleWord(" is known" if is_so else " is not known"))
                )
            case ir.FactRef() as ref:
                return Clause(self._yes_or_no(ref, is_so))
            case ir.Is(left=ir.FactRef() as ref, right=ir.Literal() as option):
                return Clause(self._one_of(ref, (option,), is_so))
            case ir.OneOf(operand=ir.FactRef() as ref, options=options):
                return Clause(self._one_of(ref, options, is_so))
            case ir.Is(left=left, right=ir.Literal(value=bool() as value)):
                return self._clause(left, is_so == value)
            case ir.Is(left=left, right=right):
                word = " is " if is_so else " is not "
                return Clause((*self.value(left), RuleWord(word), *self.value(right)))
            case ir.OneOf(operand=operand, options=options):
                word = " is one of " if is_so else " is none of "
                return Clause((*self.value(operand), RuleWord(word), *self._listed(options)))
            case ir.Compare():
                return self._compare(condition, is_so)
            case ir.Literal(value=value):
                return Clause(_plain("always" if bool(value) == is_so else "never"))
            case _:
                return Clause(
                    (*self.value(condition), RuleWord(" is so" if is_so else " is not so"))
                )

    def _over(
        self,
        head: str,
        over: ir.ListRef,
        inner: ir.Expression,
        kept: ir.Expression | None,
        *,
        is_each: bool = False,
    ) -> Clause:
        words = (RuleWord(head), *self._items(over))
        with _Inside(self, over):
            parts = self._all_of(inner)
            filters = () if kept is None else self._all_of(kept)
        if is_each and filters:
            inside: tuple[Clause, ...] = (
                Clause(_plain("wherever this is so:"), filters),
                Clause(_plain("this is so, too:"), parts),
            )
        else:
            inside = (*filters, *parts)
        return Clause((*words, RuleWord(":")), inside)

    def _given(self, ref: ir.FactRef, is_so: bool) -> Words:
        fact, says = self._pack.fact(ref.entity, ref.fact), self._of(ref)
        if _is_question(fact):
            return (
                RuleWord("“"),
                *says,
                RuleWord("” is answered" if is_so else "” is not answered"),
            )
        end = (RuleWord(" …"),) if fact.says is not None and fact.type.kind in SAID_AFTER else ()
        return (RuleWord("it is known: " if is_so else "it is not known: "), *says, *end)

    def _yes_or_no(self, ref: ir.FactRef, is_so: bool) -> Words:
        fact, says = self._pack.fact(ref.entity, ref.fact), self._of(ref)
        if _is_question(fact):
            return (
                RuleWord("“"),
                *says,
                RuleWord("” is answered with yes" if is_so else "” is not answered with yes"),
            )
        if is_so:
            return says
        is_open = not fact.is_concluded and fact.default is None
        return (RuleWord("nobody has said that " if is_open else "it is not so that "), *says)

    def _one_of(self, ref: ir.FactRef, options: Sequence[ir.Expression], is_so: bool) -> Words:
        fact = self._pack.fact(ref.entity, ref.fact)
        named = [
            f"“{self._literal(o.value, o.type, fact)}”"
            for o in options
            if isinstance(o, ir.Literal)
        ]
        if len(named) < len(options):
            return (
                *self.value(ref),
                RuleWord(" is one of " if is_so else " is none of "),
                *self._listed(options),
            )
        values = and_words(named, "or")
        says = self._of(ref)
        if _is_question(fact):
            answered = "” is answered with " if is_so else "” is not answered with "
            return (RuleWord("“"), *says, RuleWord(f"{answered}{values}"))
        return (*says, RuleWord(f": {'' if is_so else 'not '}{values}"))

    def _compare(self, compare: ir.Compare, is_so: bool) -> Clause:
        op, left, right = compare.op, compare.left, compare.right
        told = left if isinstance(left, ir.FactRef) and left.fact != ir.TODAY else None
        fact = None if told is None else self._pack.fact(told.entity, told.fact)
        negation = "" if is_so else "not "
        if told and fact and fact.says is not None and left.type.kind is not ir.Kind.DATE:
            joined = " " if left.type.kind in SAID_AFTER else ": "
            amount = RuleWord(f"{joined}{negation}{operator_words.AMOUNTS[op]} ")
            return Clause((*self._of(told), amount, *self.value(right, words=fact)))
        if isinstance(left, ir.Count | ir.HowMany):
            said = self._counted(left, operator_words.COUNTS[op], right)
        elif told and fact and fact.says is not None:
            is_now = isinstance(right, ir.FactRef) and right.fact == ir.TODAY
            day = (
                _plain(operator_words.SINCE_TODAY[op])
                if is_now
                else (RuleWord(f"{operator_words.DATES[op]} "), *self.value(right))
            )
            said = Clause((*self._of(told), RuleWord(" "), *day))
        else:
            words = (
                operator_words.PLAIN_DATES[op]
                if left.type.kind is ir.Kind.DATE
                else f"is {operator_words.AMOUNTS[op]}"
            )
            said = Clause((*self.value(left), RuleWord(f" {words} "), *self.value(right)))
        return said if is_so else Clause((RuleWord("it is not so that "), *said.words), said.inside)

    def _counted(self, counted: ir.Count | ir.HowMany, amount: str, right: ir.Expression) -> Clause:
        number = self.value(right)
        if isinstance(counted, ir.HowMany):
            return Clause(
                (
                    RuleWord(f"{amount} "),
                    *number,
                    RuleWord(" are so of "),
                    *self._several(counted.operands),
                )
            )
        if counted.filter is None:
            other = "other " if counted.over.is_other else ""
            noun = self._pack.entities[counted.over.item].noun
            if amount == "at least" and number == (RuleWord("1"),):
                return Clause(_plain(f"there is at least one {other}{noun}"))
            if amount == "fewer than" and number == (RuleWord("1"),):
                return Clause(_plain(f"there is no {other}{noun}"))
            nouns = f" {other}{spoken(counted.over.list)}"
            return Clause((RuleWord(f"there are {amount} "), *number, RuleWord(nouns)))
        with _Inside(self, counted.over):
            inside = self._all_of(counted.filter)
        return Clause(
            (
                RuleWord(f"for {amount} "),
                *number,
                RuleWord(" of "),
                *self._items(counted.over),
                RuleWord(":"),
            ),
            inside,
        )

    # Phrases.

    def _called(self, ref: ir.FactRef) -> str:
        """The name of a fact where a value stands: `answer by`, inside a list `own answer by` of the rule's instance."""
        own = "own " if len(self._frames) > 1 and ref.frame == 0 else ""
        return own + spoken(ref.fact)

    def _of(self, ref: ir.FactRef) -> Words:
        target = fact_target(self._pack, ref.entity, ref.fact)
        return self._says(self._pack.fact(ref.entity, ref.fact), ref.frame, target)

    def _says(self, fact: ir.FactDeclaration, frame: int, target: str) -> Words:
        for template in (fact.says, fact.result, fact.ask):
            if template is not None:
                return tuple(
                    RuleWord(word.text, target, word.is_slot)
                    for word in self.sentence(template, frame)
                )
        return (RuleWord(spoken(fact.name), target),)

    def _slot(self, slot: ir.Slot, frame: int) -> RuleWord:
        is_own = len(self._frames) > 1 and frame == 0 and slot.entity != ir.SITUATION
        return RuleWord(f"{'this ' if is_own else ''}{spoken(slot.fact)}", is_slot=True)

    def _parameter(self, name: str) -> RuleWord:
        declared = self._pack.parameters[name]
        value = words_of(self._program.value_of(declared), declared.type, {})
        return RuleWord(f"{spoken(name)} ({value})", f"parameter:{name}")

    def _literal(
        self, value: ir.Value | None, type: ir.Type, fact: ir.FactDeclaration | None
    ) -> str:
        if type.kind is ir.Kind.CHOICE and (fact is None or fact.type != type):
            fact = next(
                (
                    f
                    for e in self._pack.entities.values()
                    for f in e.facts.values()
                    if f.type == type
                ),
                fact,
            )
        if type.kind is ir.Kind.NUMBER and isinstance(value, int):
            return ir.number_words(value)
        return words_of(value, type, fact.words if fact is not None else {})

    def _operand(self, operand: ir.Expression, op: ir.Operator, *, is_right: bool = False) -> Words:
        words = self.value(operand)
        if not isinstance(operand, ir.Arithmetic):
            return words
        is_sum = operand.op in (ir.Operator.PLUS, ir.Operator.MINUS)
        is_product = op in (ir.Operator.TIMES, ir.Operator.OVER)
        return (
            (RuleWord("("), *words, RuleWord(")")) if is_right or (is_sum and is_product) else words
        )

    def _call(self, function: ir.Builtin, operands: Sequence[ir.Expression]) -> Words:
        pieces = operator_words.CALLS[function].split("{}")
        found: list[RuleWord] = [RuleWord(pieces[0])] if pieces[0] else []
        for piece, operand in zip(pieces[1:], operands, strict=False):
            found += self.value(operand)
            found += [RuleWord(piece)] if piece else []
        if (
            function in (ir.Builtin.ROUND, ir.Builtin.ROUND_UP, ir.Builtin.ROUND_DOWN)
            and len(operands) > 1
        ):
            found += [RuleWord(" to "), *self.value(operands[1]), RuleWord(" digits")]
        return tuple(found)

    def _listed(self, values: Sequence[ir.Expression]) -> Words:
        parts: list[RuleWord] = [RuleWord("(")]
        for number, value in enumerate(values):
            parts += [RuleWord("; ")] if number else []
            parts += self.value(value)
        return (*parts, RuleWord(")"))

    def _item_words(self, over: ir.ListRef) -> str:
        return f"the {'other ' if over.is_other else ''}{spoken(over.list)}"

    def _items(self, over: ir.ListRef) -> Words:
        return _plain(self._item_words(over))

    def _several(self, operands: Sequence[ir.Expression]) -> Words:
        first = operands[0]
        assert isinstance(first, ir.FactRef)  # INVARIANT: the loader counts facts of choices only
        target = fact_target(self._pack, first.entity, first.fact)
        return (RuleWord(spoken(target.rpartition(".")[2]), target),)

    def _within(self, over: ir.ListRef, value: ir.Expression) -> Words:
        with _Inside(self, over):
            return self.value(value)

    def _for_which(self, over: ir.ListRef, kept: ir.Expression | None) -> Words:
        if kept is None:
            return ()
        with _Inside(self, over):
            return (RuleWord(" for which "), *_inline(self._clause(kept)))


class _Inside:
    """While it lasts, words are those of the items of a list."""

    def __init__(self, words: RuleWords, over: ir.ListRef) -> None:
        self._words, self._item, self._before = words, over.item, words._frames

    def __enter__(self) -> None:
        self._words._frames = (*self._before, self._item)

    def __exit__(self, *_: object) -> None:
        self._words._frames = self._before


def fact_target(pack: ir.Pack, entity: str, fact: str) -> str:
    """What words about a fact stand for: `fact:claim.signs`, also of a choice of several."""
    for several in pack.entities[entity].several.values():
        if fact in several.parts.values():
            return f"fact:{entity}.{several.name}"
    return f"fact:{entity}.{fact}"


def _is_question(fact: ir.FactDeclaration) -> bool:
    """Whether it is told by its question, since it has no other words."""
    return fact.says is None and fact.result is None and fact.ask is not None


def _inline(clause: Clause) -> Iterator[RuleWord]:
    """A clause with all inside it on one line: `any of this is so: (a; b)`."""
    yield from clause.words
    if clause.inside:
        yield RuleWord(" (")
        for number, part in enumerate(clause.inside):
            if number:
                yield RuleWord("; ")
            yield from _inline(part)
        yield RuleWord(")")


def _plain(text: str) -> Words:
    return (RuleWord(text),)


def _end(end: ir.End, type: ir.Type) -> str:
    if type.kind is ir.Kind.DATE:
        return "earliest" if end is ir.End.LOW else "latest"
    return "smallest" if end is ir.End.LOW else "largest"
