"""Why something is not advised: the same derivation, read for the rules that did not lead to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from advisor import ir
from advisor.backends.oracle.engine import OracleEngine, premises_of
from advisor.backends.oracle.flips import Flip, Flipping, Flips
from advisor.backends.oracle.semantics import Frames
from advisor.backends.oracle.support import Support, union
from advisor.rendering.why_not import FactReading, Hindrance, Shortfall, WhyNot, condition_words
from advisor.rendering.words import Wording, with_value

_OP = ir.Comparison
_MOST_OPTIONS = 2  # choices that are named in a sentence


def why_not_advised(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    action: str,
    places: Collection[str],
    texts: Mapping[str, str],
) -> tuple[WhyNot, ...]:
    """A refusal for each rule that could advise the action and each instance that it is tried for, the nearest first.

    Shape: `places` are those of the instances that are meant; `texts` maps the paths of rule files to their
    text. The decision has no error, and its open questions say what an answer could still change.
    """
    rule_reader = _RuleReader(program, root, decision, texts)
    found = [
        rule_reader.why_not(rule, here)
        for rule in program.pack.rules.values()
        if rule.advises is not None and rule.advises.action == action
        for here in rule_reader.wording.placed
        if here.instance.entity == rule.entity and here.place in places
    ]
    return tuple(why_not for why_not, _ in sorted(found, key=_distance))


def why_not_concluded(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    fact: str,
    place: str,
    texts: Mapping[str, str],
) -> tuple[WhyNot, ...]:
    """A refusal for each rule that could conclude the fact of the instance at a place, the nearest first.

    Shape: as for `why_not_advised`; a rule that fires concludes nothing there, since its value is not given.
    """
    rule_reader = _RuleReader(program, root, decision, texts)
    here = rule_reader.wording.at[place]
    names = program.concluded_by[here.instance.entity, fact]
    found = [rule_reader.no_conclusion(program.pack.rules[name], here, fact) for name in names]
    return tuple(why_not for why_not, _ in sorted(found, key=_distance))


def why_not_fired(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    rules: Iterable[str],
    texts: Mapping[str, str],
) -> tuple[WhyNot, ...]:
    """A refusal for each instance for which one of the rules does not fire, the nearest first.

    Shape: as for `why_not_advised`.
    """
    rule_reader = _RuleReader(program, root, decision, texts)
    found = [
        rule_reader.not_fired(own, here)
        for own in (program.pack.rules[rule] for rule in rules)
        for here in rule_reader.wording.placed
        if here.instance.entity == own.entity and not rule_reader.is_fired(own, here)
    ]
    return tuple(why_not for why_not, _ in sorted(found, key=_distance))


def lacking(
    program: ir.Program, root: ir.Instance, decision: ir.Decision, fact: str, place: str
) -> tuple[str, ...]:
    """What the default of a concluded fact is made of that is not given, as one says it."""
    rule_reader = _RuleReader(program, root, decision, {})
    here = rule_reader.wording.at[place]
    default = program.pack.fact(here.instance.entity, fact).computed_default
    return () if default is None else rule_reader.lacking(default, here)


def _distance(one: tuple[WhyNot, int]) -> tuple[int, int, bool]:
    """How much would have to turn; of equals first what time brings, then what something is in the way of."""
    why_not, cost = one
    waiting = sum(shortfall.turns_on is None for shortfall in why_not.shortfalls)
    return cost, waiting, not why_not.in_the_way


def told_facts(pack: ir.Pack, wording: Wording, facts: Collection[tuple[str, str]]) -> list[str]:
    """What a person said of these facts, as parts of a sentence: days and lengths of time, else what is so."""
    times: list[str] = []
    others: list[str] = []
    for here in wording.placed:
        for fact in pack.entities[here.instance.entity].facts.values():
            value = here.instance.facts.get(fact.name)
            if (here.place, fact.name) not in facts or value is None:
                continue
            if fact.type.kind in (ir.Kind.DATE, ir.Kind.DURATION, ir.Kind.PERIOD):
                times.append(wording.told(fact, here, value))
            elif value is True:
                others.append(wording.told(fact, here, value))
    return times or others


def told_behind(
    program: ir.Program, root: ir.Instance, decision: ir.Decision, piece: ir.Advice
) -> tuple[str, ...]:
    """What a person said that the due day of a piece of advice rests on, else that its rules rest on."""
    support = Support(program, root, decision.today, decision.derivations)
    wording = Wording(program.pack, root, decision.derivations, decision.today)
    index = wording.at[piece.place].index
    rules = [program.pack.rules[name] for name in piece.rules]
    days = [r.advises.due or r.advises.start for r in rules if r.advises is not None]
    found = union(support.of(day, (index,)) for day in days if day is not None)
    said = told_facts(program.pack, wording, found)
    if not said:
        said = told_facts(
            program.pack, wording, union(support.firing(r.name, index) for r in rules)
        )
    return tuple(said)


class _RuleReader:
    def __init__(
        self,
        program: ir.Program,
        root: ir.Instance,
        decision: ir.Decision,
        texts: Mapping[str, str],
    ) -> None:
        self._program, self._decision, self._texts = program, decision, texts
        self._root, self._days = root, dict[int, Support]()
        self._support = Support(program, root, decision.today, decision.derivations)
        self._flipping = Flipping(self._support)
        self.wording = Wording(program.pack, root, decision.derivations, decision.today)

    def why_not(self, rule: ir.Rule, here: ir.Placed) -> tuple[WhyNot, int]:
        """Why this rule does not lead to its advice there, and how much would have to turn."""
        fired = self._support.fired
        overriding: Sequence[tuple[str, int]] = ()
        silencing: Sequence[tuple[str, int]] = ()
        given_up: tuple[str, ...] = ()
        has_nothing = False
        if (rule.name, here.index) not in fired:
            others = self._support.overriding(rule, here.index)
            overriding = [other for other in others if other in fired]
            flips = self._flipping.advice(rule, here.index)
        else:
            silencing = [key for key in self._silencers(rule, here) if key in fired]
            flips = self._flipping.advice(rule, here.index, silencing)
            if not silencing:
                given_up = self._given_up_for(rule, here)
                has_nothing = not given_up
                flips = self._flips_of_instead(rule, here)
        why_not = self._why_not(rule, here, flips, overriding, silencing, given_up, has_nothing)
        return why_not, self._flipping.cost(flips)

    def no_conclusion(self, rule: ir.Rule, here: ir.Placed, fact: str) -> tuple[WhyNot, int]:
        """Why this rule does not fire there, or what its value lacks; and how much would have to turn."""
        if not self.is_fired(rule, here):
            return self.not_fired(rule, here)
        why_not = self._why_not(rule, here, (), ())
        lacks = self.lacking(rule.value_of(fact), here)
        return replace(why_not, lacks=lacks), self._flipping.cost(())

    def is_fired(self, rule: ir.Rule, here: ir.Placed) -> bool:
        """Whether it fires there."""
        return (rule.name, here.index) in self._support.fired

    def not_fired(self, rule: ir.Rule, here: ir.Placed) -> tuple[WhyNot, int]:
        """Why this rule does not fire there, and how much would have to turn."""
        others = self._support.overriding(rule, here.index)
        overriding = [other for other in others if other in self._support.fired]
        flips = self._flipping.advice(rule, here.index)
        return self._why_not(rule, here, flips, overriding), self._flipping.cost(flips)

    def lacking(self, value: ir.Expression, here: ir.Placed) -> tuple[str, ...]:
        """The facts that a value reads and that are not given, as one says them."""
        support, pack = self._support, self._program.pack
        read = premises_of(value, support.meanings, support.memory, (here.index,))
        return tuple(
            self.wording.says(pack.fact(one.entity, one.fact), self.wording.at[one.place])
            for one in read
            if one.value is None
        )

    def _why_not(
        self,
        rule: ir.Rule,
        here: ir.Placed,
        flips: Flips,
        overriding: Sequence[tuple[str, int]],
        silencing: Sequence[tuple[str, int]] = (),
        given_up: tuple[str, ...] = (),
        has_nothing: bool = False,
    ) -> WhyNot:
        return WhyNot(
            rule.name,
            self.wording.label(here),
            here.place,
            rule.span,
            self.wording.sentence(rule.because, here),
            tuple(self._shortfall(flip) for flip in sorted(flips, key=lambda flip: flip.path[:1])),
            tuple(self._hindrance(*other) for other in overriding),
            tuple(self._hindrance(*other) for other in silencing),
            given_up,
            has_nothing,
            tuple(dict.fromkeys(question.ask for question in self._asked(flips))),
        )

    def _silencers(self, rule: ir.Rule, here: ir.Placed) -> Iterator[tuple[str, int]]:
        for other in self._program.pack.silencers(rule):
            yield other.name, here.around[other.entity]

    def _hindrance(self, name: str, index: int) -> Hindrance:
        rule = self._program.pack.rules[name]
        here = self.wording.placed[index]
        because = self.wording.sentence(rule.because, here)
        return Hindrance(name, here.place, because, rule.span)

    def _given_up_for(self, rule: ir.Rule, here: ir.Placed) -> tuple[str, ...]:
        assert rule.advises is not None  # INVARIANT: only such rules are refused
        key = rule.advises.action, here.place
        return tuple(piece.title for piece in self._decision.advice if key in piece.replaces)

    def _flips_of_instead(self, rule: ir.Rule, here: ir.Placed) -> Flips:
        """Of what is given up, that its replacement is not advised; of a replacement, something to replace."""
        assert rule.advises is not None  # INVARIANT: only such rules are refused
        rules, placed = self._program.pack.rules, self._support.placed
        if not rule.advises.instead_of:
            standing = [
                (by, index)
                for by, index in self._support.fired
                if (advises := rules[by].advises) is not None
                and rule.advises.action in advises.instead_of
                and ir.is_within(here, placed[index])
            ]
            return self._flipping.advice(rule, here.index, standing)
        ways = [
            self._flipping.firing(other, index, True)
            for other in rules.values()
            if other.advises is not None and other.advises.action in rule.advises.instead_of
            for index in self._support.memory.of_entity[other.entity]
            if ir.is_within(placed[index], here)
        ]
        return self._flipping.fewest(ways) if ways else ()

    def _shortfall(self, flip: Flip) -> Shortfall:
        turns_on, rests_on = self._turning(flip)
        place = self._support.placed[flip.frames[-1]].place
        condition = condition_words(flip.condition, self._texts)
        readings = tuple(self._readings(flip.condition, flip.frames))
        wish = self._wish(flip, readings)
        path = tuple(self._on_path(*step) for step in flip.path)
        return Shortfall(place, condition, flip.wanted, wish, readings, turns_on, rests_on, path)

    def _on_path(self, index: int, fact: str, wanted: bool) -> tuple[str, bool]:
        here = self.wording.placed[index]
        declared = self._program.pack.fact(here.instance.entity, fact)
        return self.wording.says(declared, here), wanted

    def _wish(self, flip: Flip, readings: Sequence[FactReading]) -> str:
        """What would have to be so, as part of a sentence; the condition itself, where there are no words for it."""
        says, shown = (readings[0].says, readings[0].shown) if readings else ("", "")
        says = f"“{says}”" if says.endswith("?") else says
        wanted, condition = flip.wanted, flip.condition
        if isinstance(condition, ir.Not):  # `stage is not offered`
            wanted, condition = not wanted, condition.operand
        match condition:
            case ir.Is(left=ir.FactRef() as ref, right=ir.Literal() as option):
                options: tuple[ir.Expression, ...] = (option,)
            case ir.OneOf(operand=ir.FactRef() as ref, options=options):
                pass
            case ir.FactRef() if says.endswith("”"):
                return f"{says} would have to be answered with {'yes' if wanted else 'no'}"
            case ir.FactRef():
                return f"{'it would have to be so' if wanted else 'it may not be so'} that {says}"
            case ir.Given(operand=ir.FactRef()):
                return f"{says}: {'nobody said' if wanted else f'it is said ({shown})'}"
            case _:
                stands = "; ".join(with_value(reading.says, reading.shown) for reading in readings)
                written = condition_words(flip.condition, self._texts)
                holds = f"`{written}` {'does not hold' if flip.wanted else 'holds'}"
                return (
                    f"{holds} ({stands})" if stands else holds
                )  # of items of lists, none stands here
        declared = self._program.pack.fact(ref.entity, ref.fact)
        if not wanted:
            return f"{says} may not be “{shown}”"
        names = [
            self.wording.shown(declared, o.value) for o in options if isinstance(o, ir.Literal)
        ]
        most = [f"“{name}”" for name in names[:_MOST_OPTIONS]]
        rest = " or something else" if len(names) > len(most) else ""
        return f"{says} would have to be {' or '.join(most)}{rest}, and is {shown}"

    def _readings(self, condition: ir.Expression, frames: Frames) -> Iterator[FactReading]:
        """The facts of a condition, but for those of list items."""
        seen: set[tuple[int, str]] = set()
        memory = self._support.memory
        for ref in ir.facts_read(condition):
            if ref.frame >= len(frames):
                continue
            index = memory.around[frames[ref.frame]][ref.entity]
            if (index, ref.fact) in seen:
                continue
            seen.add((index, ref.fact))
            here, declared = memory.placed[index], self._program.pack.fact(ref.entity, ref.fact)
            value = self._support.value(ref, frames)
            yield FactReading(
                here.place,
                ref.fact,
                self.wording.says(declared, here),
                self.wording.shown(declared, value),
                value is None and not declared.is_concluded,
            )

    def _turning(self, flip: Flip) -> tuple[int | None, tuple[str, ...]]:
        """The day on which a comparison with today turns by itself, and what was said that puts it there."""
        match flip.condition:
            case ir.Compare(op=op, left=left, right=right):
                pass
            case _:
                return None, ()
        if _is_today(right):
            left, right, op = right, left, _TURNED.get(op, op)
        if not _is_today(left):
            return None, ()
        day = self._support.value(right, flip.frames)
        if not isinstance(day, int) or isinstance(day, bool):
            return None, ()
        # Today is on or after the day from that day on, and after it from the next; before it no longer on it.
        day += op in (_OP.AFTER, _OP.NOT_AFTER)
        is_growing = op in (_OP.AFTER, _OP.NOT_BEFORE)
        if is_growing is not flip.wanted or not self._turns(flip, day):
            return None, ()
        facts = self._support.of(right, flip.frames)
        return day, tuple(told_facts(self._program.pack, self.wording, facts))

    def _turns(self, flip: Flip, day: int) -> bool:
        """Whether the condition comes to be what is wanted on that day, if nothing else happens, and not before."""
        if day <= self._decision.today:
            return False
        return [self._on(at).holds(flip.condition, flip.frames) for at in (day - 1, day)] == [
            not flip.wanted,
            flip.wanted,
        ]

    def _on(self, day: int) -> Support:
        """The same situation on another day."""
        if day not in self._days:
            derivations = OracleEngine(self._program).derive(self._root, day)
            self._days[day] = Support(self._program, self._root, day, derivations)
        return self._days[day]

    def _asked(self, flips: Flips) -> Iterator[ir.OpenQuestion]:
        """Open questions about facts that the missing conditions read."""
        read = {
            (reading.place, reading.fact)
            for flip in flips
            for reading in self._readings(flip.condition, flip.frames)
        }
        for question in self._decision.open_questions:
            if (question.place, question.fact) in read:
                yield question


_TURNED = {
    _OP.BEFORE: _OP.AFTER,
    _OP.AFTER: _OP.BEFORE,
    _OP.NOT_BEFORE: _OP.NOT_AFTER,
    _OP.NOT_AFTER: _OP.NOT_BEFORE,
}


def _is_today(expression: ir.Expression) -> bool:
    return (
        isinstance(expression, ir.FactRef)
        and expression.entity == ir.SITUATION
        and expression.fact == ir.TODAY
    )
