"""Which question comes next, or none.

Only what can still change the advice or a result is asked, in the three-valued reading of the rules; the facts that
an instance cannot do without come first, then what is likely to change the advice. Rare facts are asked
for together. Once the first piece of advice will hardly change, it is shown, and the rest is asked on
request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from advisor import ir
from advisor.backends.oracle.partial_evaluation import OpenReading, candidates
from advisor.backends.oracle.questions import OpenFact, open_list, open_questions
from advisor.dialogue.conversation import Conversation, blank_instance
from advisor.dialogue.question_texts import QuestionTexts
from advisor.dialogue.questions import (
    Choosable,
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    Line,
    MoreQuestion,
    Question,
    SeveralQuestion,
    otherwise,
)

if TYPE_CHECKING:  # it brings the columnar engine with it
    from advisor.dialogue.estimates import Estimates, Estimator


MANY_OPTIONS = 20  # in one list; of more, those that matter most come first
MOST_OPTIONS = 28  # of so many all: the few that are left would be a question of their own
ENOUGH = 0.9  # how often the first piece of advice has to come out the same, to be shown
_EFFORT = {
    ir.Kind.DATE: 1.5,
    ir.Kind.NUMBER: 1.3,
    ir.Kind.TEXT: 1.5,
    ir.Kind.CHOICE: 1.2,
    ir.Kind.DURATION: 1.5,
    ir.Kind.PERIOD: 1.5,
}
_BEFORE_SEVERAL = 10.0  # times the worth of a question about one fact
_TO_CHANGE_THE_SUBJECT = 4.0  # times the worth of what is left to ask about this one


def next_question(
    program: ir.Program,
    conversation: Conversation,
    today: int,
    estimator: Estimator | None = None,
) -> Question | None:
    """What to ask next; None where no answer could change the advice any more.

    With an estimator, the question comes first that changes the advice most often for its effort, and
    once the first piece of advice hardly changes any more, it is asked whether to go on.
    Units: `today` is an ordinal.
    """
    number = conversation.answers + 1
    question_texts = QuestionTexts(program, conversation.root, today)
    if needed := question_texts.needed():
        return replace(_asked_of_each(needed[0], needed), number=number)
    if conversation.of_which:
        return replace(question_texts.of_which(conversation.of_which[0]), number=number)
    state = _State(program, conversation, today, question_texts, estimator)
    candidates = list(state.candidates(question_texts.placed[0]))
    if not candidates:
        return None
    best = state.best(candidates)
    if state.is_enough(best):
        return GoOnQuestion(len(candidates), best)
    if isinstance(best, MoreQuestion) and best.is_first:
        return replace(best, number=number)  # how much there is to ask depends on it
    if isinstance(best, FactQuestion) and not state.is_picked(best):
        alone = [one.question for one in candidates if isinstance(one.question, FactQuestion)]
        asked = _asked_of_each(best, alone)
        count = len(asked.parts) if isinstance(asked, EachQuestion) else 1
        return replace(asked, number=number, more=len(candidates) + state.days - count)
    return replace(best, number=number, more=len(candidates) + state.days - 1)


def _asked_of_each(
    best: FactQuestion, others: Iterable[FactQuestion]
) -> FactQuestion | EachQuestion:
    """The question, put of all instances at once that it is open for, where the same can be chosen.

    Long lists of answers are read once so, and who compares employers sees all of them.
    """
    if best.declared.type.kind is not ir.Kind.CHOICE:
        return best
    parts = [one for one in others if one.declared is best.declared and one.ask == best.ask]
    return EachQuestion(tuple(parts)) if len(parts) > 1 else best


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that could be put now, and what it is worth: how often an answer changes the advice.

    `rank` orders what is worth the same, or all of them where nothing is known of their worth.
    """

    question: FactQuestion | MoreQuestion | SeveralQuestion
    worth: float
    rank: tuple[float, ...]


class _State:
    """What is open at one moment, and what it would be worth to know it."""

    def __init__(
        self,
        program: ir.Program,
        conversation: Conversation,
        today: int,
        question_texts: QuestionTexts,
        estimator: Estimator | None,
    ) -> None:
        self._program, self._pack, self._today = program, program.pack, today
        self._conversation, self._question_texts = conversation, question_texts
        root, skipped = conversation.root, conversation.skipped
        self._reading = OpenReading(program, root, today, skipped)
        facts, lists = open_questions(program, root, today, self._reading)
        self._facts: dict[str, dict[str, OpenFact]] = {}  # by place and name
        for one in self._that_make_sense(facts):
            if (one.place, one.fact) not in skipped:
                self._facts.setdefault(one.place, {})[one.fact] = one
        self._read_lists = {(one.place, one.list): one.rules for one in lists}
        self._lists = dict(self._lists_to_ask_for())
        self._picked = [key for key in conversation.picked if self._is_open(*key)]
        self._together: set[tuple[str, str]] = set()  # facts that are asked for among several
        self.days = 0  # left out, since an answer may say them, and asked for where it does not
        self._gone_through: set[str] = set()  # places whose rare facts are among those of another
        self._estimates: Estimates | None = None
        if estimator is not None and self._facts:
            self._estimates = estimator.estimate(root, self._open_facts(), today, self._reading)

    def _that_make_sense(self, facts: Iterable[OpenFact]) -> Iterator[OpenFact]:
        """The open facts but those that only what was passed over could have given a sense.

        Who does not know whether they have thanked anybody is not asked on which day.
        """
        root, skipped = self._conversation.root, self._conversation.skipped
        reading = self._reading
        without = with_nothing_for(self._pack, root, skipped)
        if without is not root:
            reading = OpenReading(self._program, without, self._today, skipped, reading)
        for one in facts:
            ask_if = self._pack.fact(one.entity, one.fact).ask_if
            if ask_if is None or reading.may_hold(ask_if, one.place):
                yield one

    def _is_open(self, place: str, fact: str) -> bool:
        return fact in self._facts.get(place, {})

    def _open_facts(self) -> list[tuple[str, ir.FactDeclaration]]:
        return [
            (place, self._pack.fact(one.entity, name))
            for place, points in self._facts.items()
            for name, one in points.items()
        ]

    def is_enough(self, best: Question) -> bool:
        """Whether to show the advice before the next question, which is asked once."""
        if self._estimates is None or self._conversation.is_second_round:
            return False
        if self._picked or isinstance(best, MoreQuestion):
            return False
        return self._estimates.first_is_settled >= ENOUGH

    def best(self, candidates: list[_Candidate]) -> FactQuestion | MoreQuestion | SeveralQuestion:
        """What was ticked comes first; then what is worth most, but one subject after the other."""
        for key in self._picked:
            for one in candidates:
                question = one.question
                if isinstance(question, FactQuestion) and key in question.keys:
                    return question
        best = _worthiest(candidates)
        near = [one for one in candidates if self._is_spoken_of(one.question.place)]
        if near and _worthiest(near).worth * _TO_CHANGE_THE_SUBJECT >= best.worth:
            best = _worthiest(near)
        if isinstance(best.question, SeveralQuestion):
            # When all else about it is said, fewer of them matter.
            inside = self._question_texts.at[best.question.place]
            alone = [
                one
                for one in candidates
                if not isinstance(one.question, SeveralQuestion)
                and ir.is_within(self._question_texts.at[one.question.place], inside)
                and one.worth * _BEFORE_SEVERAL >= best.worth
            ]
            best = _worthiest(alone) if alone else best
        return best.question

    def is_picked(self, question: FactQuestion) -> bool:
        """Whether it asks for what was ticked."""
        return any(key in self._picked for key in question.keys)

    def _is_spoken_of(self, place: str) -> bool:
        """Whether it belongs to the same outermost item as what was asked last."""
        return bool(place) and place.split(".")[0] == self._conversation.focus.split(".")[0]

    def candidates(self, here: ir.Placed) -> Iterator[_Candidate]:
        """All that can be asked about an instance and what lies inside it."""
        yield from self._several(here)  # first, since it takes along what lies inside
        for inner in self._pack.lists[here.instance.entity]:
            items = [self._question_texts.placed[index] for index in here.lists[inner.list_name]]
            yield from self._more(here, inner, items)
            for item in items:
                yield from self.candidates(item)
        points = self._facts.get(here.place, {})
        depth = here.place.count("[")  # inside first: fewer of the outer facts matter by then
        for name, fact in self._pack.entities[here.instance.entity].facts.items():
            if name not in points or (here.place, name) in self._together:
                continue
            if fact.dates in points and (here.place, fact.dates) not in self._together:
                self.days += 1
                continue  # it is said with what happened then
            question = self._question_texts.fact_question(here, fact, points[name].rules)
            question = replace(question, day=self._day_of(here, fact))
            worth = self._worth(question.keys) / _EFFORT.get(fact.type.kind, 1.0)
            yield _Candidate(question, worth, (depth, *self._rank(question.rules)))

    def _day_of(self, here: ir.Placed, fact: ir.FactDeclaration) -> ir.FactDeclaration | None:
        """The date that may be said in the same answer. With a choice it is asked for, if that may make sense."""
        for day in self._missing(here):
            if day.dates != fact.name:
                continue
            if fact.type.kind is not ir.Kind.CHOICE or day.ask_if is None:
                return day
            if self._reading.may_hold(day.ask_if, here.place):
                return day
        return None

    def _missing(self, here: ir.Placed) -> Iterator[ir.FactDeclaration]:
        """The facts that somebody could state of an instance, open or not yet."""
        for fact in self._pack.entities[here.instance.entity].facts.values():
            is_skipped = (here.place, fact.name) in self._conversation.skipped
            if not (fact.is_concluded or fact.name in here.instance.facts or is_skipped):
                yield fact

    def _several(self, here: ir.Placed) -> Iterator[_Candidate]:
        """The rare facts of an instance, with those of what lies inside it."""
        entity = self._pack.entities[here.instance.entity]
        for several in entity.several.values():
            if several.question is not None:
                lines = self._lines(here, several.question.facts)
                yield from self._one_question(here, several.question, lines, least=1)
        one = entity.one_question
        if one is not None and here.place not in self._gone_through:
            yield from self._one_question(here, one, self._lines_inside(here), least=2)

    def _one_question(
        self, here: ir.Placed, one: ir.OneQuestion, lines: Iterable[tuple[str, Line]], least: int
    ) -> Iterator[_Candidate]:
        options = _alike(lines)
        if len(options) < least:
            return
        self._together.update(key for option in options for key in option.keys)
        if len(options) > MOST_OPTIONS:
            worth = [self._worth(option.keys) for option in options]
            ranking = sorted(range(len(options)), key=lambda number: -worth[number])
            options = [options[number] for number in sorted(ranking[:MANY_OPTIONS])]
            # The others are for the next time: they are not asked for one by one.
        keys = [key for option in options for key in option.keys]
        rules = dict.fromkeys(
            rule for place, fact in keys for rule in self._facts[place][fact].rules
        )
        ask = self._question_texts.fill(one.ask, here)
        question = SeveralQuestion(
            *(here.place, self._question_texts.about(here), ask, tuple(options), tuple(rules)),
            calendar=self._question_texts.calendar,
            events=self._program,
        )
        effort = 2 + len(options) / 5  # to be read through, mostly for nothing
        yield _Candidate(question, self._worth(keys) / effort, (-1, *self._rank(question.rules)))

    def _lines_inside(self, here: ir.Placed) -> Iterator[tuple[str, Line]]:
        """The lines to tick of an instance and of what lies inside it, with their words."""
        self._gone_through.add(here.place)
        entity = self._pack.entities[here.instance.entity]
        if entity.one_question is not None:
            yield from self._lines(here, entity.one_question.facts)
        for items in here.lists.values():
            for index in items:
                yield from self._lines_inside(self._question_texts.placed[index])

    def _lines(
        self, here: ir.Placed, options: Mapping[str, ir.Option]
    ) -> Iterator[tuple[str, Line]]:
        """Likewise of one question about one instance; of their facts, only those that are open."""
        entity = self._pack.entities[here.instance.entity]
        for name, option in options.items():
            facts = [f for f in (name, *option.along) if self._is_open(here.place, f)]
            if _is_so(here.instance.facts.get(name), entity.facts[name], option.value):
                continue  # it is ticked: what belongs to it is asked for by itself
            line = self._question_texts.line(
                here,
                [entity.facts[fact] for fact in facts],
                option.value if name in facts else None,
            )
            if not facts or any(key in self._picked for key in line.keys):
                continue
            if option.ask_if is None or self._reading.may_hold(option.ask_if, here.place):
                yield self._question_texts.fill(option.words, here), line

    def _worth(self, keys: Iterable[tuple[str, str]]) -> float:
        """How often some answer changes the advice; the first piece counts thrice."""
        if self._estimates is None:
            return 0.0
        unchanged = 1.0
        for key in keys:
            first, all = self._estimates.first.get(key, 0.0), self._estimates.all.get(key, 0.0)
            unchanged *= 1 - (3 * first + all) / 4
        return 1 - unchanged

    def _rank(self, rules: tuple[str, ...]) -> tuple[float, float]:
        """What most rules need comes first, and what only adds a note last."""
        needing = [self._pack.rules[name] for name in rules]
        adds_notes_only = all(r.note is not None and r.advises is None for r in needing)
        return -float(adds_notes_only), len(rules)

    def _lists_to_ask_for(self) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
        """The open lists of which one more item could matter, with the rules for which it could.

        Where it is not settled whether it makes sense to ask, what that hangs on is open instead.
        """
        for here in self._question_texts.placed:
            for inner in self._pack.lists[here.instance.entity]:
                key = here.place, inner.list_name
                is_open = inner.list_name in here.instance.open_lists
                if not is_open or key in self._conversation.skipped:
                    continue
                makes_sense, before = open_list(self._reading, inner, here.index)
                if not makes_sense and not before:
                    continue
                rules = self._rules_for_more(here, inner)
                # Results may come by defaults alone, for which no rule is needed.
                matters = bool(rules) or key in self._read_lists or self._has_results(inner)
                if matters and makes_sense:
                    yield key, rules
                for one in before if matters else ():
                    points = self._facts.setdefault(one.place, {})
                    points.setdefault(one.fact, replace(one, rules=rules))

    def _more(
        self, here: ir.Placed, inner: ir.EntityDeclaration, items: list[ir.Placed]
    ) -> Iterator[_Candidate]:
        """Whether a list has items, or more of them."""
        rules = self._lists.get((here.place, inner.list_name))
        if rules is None or (items and not self._may_be_added(here, inner)):
            return
        question = self._question_texts.more_question(here, inner, items, rules)
        depth = here.place.count("[")
        if items:
            yield _Candidate(question, 0.0, (depth + 0.5, 0.0, len(rules)))
        else:  # whether there is any decides what else is asked
            yield _Candidate(question, 1.0, (depth + 1, 1.0, len(rules)))

    def _may_be_added(self, here: ir.Placed, inner: ir.EntityDeclaration) -> bool:
        """Whether one more can have come: not where all events that add one can no longer happen."""
        adding = [
            event
            for event in self._pack.events.values()
            if event.adds == inner.list_name and event.entity == here.instance.entity
        ]
        return not adding or any(
            event.when is None or self._reading.may_hold(event.when, here.place) for event in adding
        )

    def _rules_for_more(self, here: ir.Placed, inner: ir.EntityDeclaration) -> tuple[str, ...]:
        """The rules for which one more item of a list could matter."""
        found = set(self._read_lists.get((here.place, inner.list_name), ()))
        for grown, place in _grown(self._pack, self._conversation.root, here.place, inner):
            found |= self._rules_that_speak_at(grown, place)
        return tuple(rule for rule in self._pack.rules if rule in found)

    def _has_results(self, entity: ir.EntityDeclaration) -> bool:
        """Whether something is worked out for each item of a list, or inside it."""
        return any(entity.name in self._pack.around[name] for name in self._pack.results)

    def _rules_that_speak_at(self, root: ir.Instance, place: str) -> set[str]:
        """The rules that may advise, or add a note, for the instance at a place."""
        reading = OpenReading(self._program, root, self._today, self._conversation.skipped)
        [at] = [here.index for here in reading.memory.placed if here.place == place]
        advising = {c.rule for c in candidates(reading) if c.index == at}
        noting = {
            rule.name
            for rule in self._pack.rules.values()
            if rule.note is not None and reading.fires.get((rule.name, at), False) is not False
        }
        return advising | noting


def with_nothing_for(
    pack: ir.Pack, root: ir.Instance, passed_over: Iterable[tuple[str, str]]
) -> ir.Instance:
    """The situation in which there is none of what was passed over, as far as it has no default."""
    for place, name in passed_over:
        here = ir.instance_at(root, place)
        declared = pack.entities[here.entity].facts.get(name)  # a list has none
        if declared is not None and declared.default is None and name not in here.facts:
            root = ir.with_fact(root, place, name, None)
    return root


def _alike(lines: Iterable[tuple[str, Line]]) -> list[Choosable]:
    """What there is to tick: the same words about several instances are one line, whatever is still open of each."""
    found: dict[tuple[str, str], list[Line]] = {}
    for words, line in lines:
        found.setdefault((words, line.facts[0].entity), []).append(line)
    return [Choosable(words, tuple(alike)) for (words, _), alike in found.items()]


def _is_so(value: ir.Value | None, fact: ir.FactDeclaration, ticked: ir.Value | None) -> bool:
    """Whether a known fact says what ticking its line would say."""
    return value is not None and value != otherwise(fact, ticked)


def _worthiest(candidates: list[_Candidate]) -> _Candidate:
    return max(candidates, key=lambda one: (one.worth, one.rank))


def _grown(
    pack: ir.Pack, root: ir.Instance, place: str, inner: ir.EntityDeclaration
) -> Iterator[tuple[ir.Instance, str]]:
    """The situation with a blank new item, and with a blank one inside it of each kind, to any depth.

    Each time only what leads to the new place is added, so that nothing else is taken to exist.
    """
    name = inner.list_name
    new_place = ir.place_inside(place, name, len(ir.instance_at(root, place).lists[name]))
    grown = ir.with_item(root, place, name, blank_instance(pack, inner.name))
    yield grown, new_place
    for within in pack.lists[inner.name]:
        yield from _grown(pack, grown, new_place, within)
