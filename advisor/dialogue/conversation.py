"""The questionnaire as a state machine: what was answered so far → the next question, or none.

Only what can still change the advice is asked, in the three-valued reading of the rules; the facts that
an instance cannot do without come first, then what is likely to change the advice. Rare facts are asked
for together. Once the first piece of advice will hardly change, it is shown, and the rest is asked on
request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from advisor.backends.oracle.partial_evaluation import OpenReading, candidates, without_sense
from advisor.backends.oracle.questions import OpenFact, OpenList, open_questions
from advisor.dialogue.questions import (
    Choosable,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.replies import Answer, Answered, Named, NoneGiven, OnDay, Picked, Skipped
from advisor.ir.derivations import Derivations
from advisor.ir.packs import (
    SITUATION,
    EntityDeclaration,
    FactDeclaration,
    Pack,
    Program,
    Usual,
)
from advisor.ir.situations import (
    Instance,
    Placed,
    instance_at,
    is_within,
    place_inside,
    with_closed_list,
    with_fact,
    with_item,
    without_fact,
)
from advisor.ir.types import Kind, Value
from advisor.rendering.words import Wording, spoken, words_of

if TYPE_CHECKING:  # it brings the columnar engine with it
    from advisor.dialogue.estimates import Estimates, Estimator


MOST_OPTIONS = 12  # that one reads through
ENOUGH = 0.9  # how often the first piece of advice has to come out the same, to be shown
_EFFORT = {Kind.DATE: 1.5, Kind.NUMBER: 1.3, Kind.TEXT: 1.5, Kind.CHOICE: 1.2, Kind.DURATION: 1.5}
_BEFORE_SEVERAL = 10.0  # times the worth of a question about one fact
_TO_CHANGE_THE_SUBJECT = 4.0  # times the worth of what is left to ask about this one


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is known, what was passed over, and how it came to this.

    `skipped` holds (place, name) of facts and lists, `picked` those that were ticked and are asked for
    next; `focus` is the place that was spoken of last; `answers` counts what was answered. In the second
    round, the person has seen the advice and wants to go on.
    """

    root: Instance
    skipped: frozenset[tuple[str, str]] = frozenset()
    picked: tuple[tuple[str, str], ...] = ()
    focus: str = ""
    answers: int = 0
    is_second_round: bool = False
    previous: Conversation | None = field(default=None, repr=False, compare=False)


def begin(program: Program, root: Instance | None = None) -> Conversation:
    """A questionnaire at its start; `root` is what is known already, its `open_lists` to be asked for."""
    return Conversation(root if root is not None else blank_instance(program.pack, SITUATION))


def blank_instance(pack: Pack, entity: str) -> Instance:
    """An instance of which nothing is known yet: no facts, and every list open."""
    lists = [e.list for e in pack.lists[entity] if e.list is not None]
    return Instance(entity, {}, dict.fromkeys(lists, ()), frozenset(lists))


def with_open_lists(root: Instance) -> Instance:
    """A situation from a file, with all lists open but those that the file says are empty.

    Somebody who takes a file up again may have more to tell; that there is nothing is not asked twice.
    """
    lists = {name: tuple(with_open_lists(i) for i in items) for name, items in root.lists.items()}
    opened = frozenset(name for name, items in lists.items() if items or name not in root.spans)
    return replace(root, lists=lists, open_lists=opened)


def answer(
    program: Program, conversation: Conversation, question: Question, given: Answer
) -> Conversation:
    """The questionnaire after an answer to the question."""
    before = conversation
    root, skipped, place = before.root, before.skipped, question.place
    picked, focus = before.picked, place
    match question, given:
        case FactQuestion(fact=fact), _:
            picked = tuple(key for key in picked if key != (place, fact))
            match given:
                case Answered(value=value):
                    root = with_fact(root, place, fact, value)
                case OnDay(value=day) if question.day is not None:
                    root = with_fact(root, place, fact, True)
                    root = with_fact(root, place, question.day.name, day)
                case NoneGiven():
                    root = with_fact(root, place, fact, None)
                case _:
                    skipped = skipped | {(place, fact)}
        case SeveralQuestion(options=options), Picked(numbers=numbers):
            for number, option in enumerate(options):
                for declared in (option.declared, *option.along):
                    said: Value | None
                    if number not in numbers:
                        said = otherwise(declared, option.value)
                    elif declared is option.declared and option.value is not None:
                        said = option.value
                    else:
                        picked = (*picked, (option.place, declared.name))
                        continue
                    root = with_fact(root, option.place, declared.name, said)
        case SeveralQuestion(options=options), _:
            skipped = skipped | {key for option in options for key in _keys(option)}
        case GoOnQuestion(), _:  # no answer about the situation: `back` goes back beyond it
            return replace(before, is_second_round=given == Answered(True))
        case MoreQuestion(list=name, item=item, asked_by=by), Answered(value=True):
            focus = place_inside(place, name, len(instance_at(root, place).lists[name]))
            root = with_item(root, place, name, blank_instance(program.pack, item))
            if by is not None and not by.is_required:  # there is one, and that is all they know
                skipped = skipped | {(focus, by.name)}
        case MoreQuestion(list=name, item=item, asked_by=FactDeclaration() as by), Named(values):
            focus = place_inside(place, name, len(instance_at(root, place).lists[name]))
            for value in values:
                blank = blank_instance(program.pack, item)
                root = with_item(root, place, name, replace(blank, facts={by.name: value}))
            root = with_closed_list(root, place, name)
        case MoreQuestion(list=name), Answered() | NoneGiven():
            root = with_closed_list(root, place, name)
        case MoreQuestion(list=name), _:
            skipped = skipped | {(place, name)}
        case _:
            raise AssertionError  # a pair of closed unions: all are above
    return Conversation(
        root, skipped, picked, focus, before.answers + 1, before.is_second_round, conversation
    )


def _keys(option: Choosable) -> list[tuple[str, str]]:
    """The facts that an option answers, by place and name."""
    return [(option.place, declared.name) for declared in (option.declared, *option.along)]


def otherwise(declared: FactDeclaration, picked: Value | None) -> Value | None:
    """What it says not to pick an option: the default, the other answer of two, what is usual, or none."""
    if declared.default is not None:
        return declared.default
    if declared.type.kind is Kind.YES_NO:
        return not picked
    match declared.usual:
        case Usual(values=((value, _),)) if value != picked:
            return value
        case _:
            return None


def back(conversation: Conversation) -> Conversation:
    """The questionnaire before the last answer; itself where there is none to undo."""
    return conversation.previous or conversation


def next_question(
    program: Program,
    conversation: Conversation,
    today: int,
    estimator: Estimator | None = None,
) -> Question | None:
    """What to ask next; None where no answer could change the advice any more.

    With an estimator, the question comes first that changes the advice most often for its effort, and
    once the first piece of advice hardly changes any more, it is asked whether to go on.
    Units: `today` is an ordinal.
    """
    return _Walk(program, conversation, today, estimator).question()


def given_answers(program: Program, root: Instance, today: int) -> tuple[FactQuestion, ...]:
    """What was answered, in the order of places: each as the question that would change it.

    What was ticked in a list, or left out there, is among them.
    """
    walk = _Walk(program, Conversation(root), today, None)
    found: list[FactQuestion] = []
    for here in walk.placed:
        entity = program.pack.entities[here.instance.entity]
        for name, declared in entity.facts.items():
            if name not in here.instance.facts:
                continue
            value = here.instance.facts[name]
            words = "none" if value is None else words_of(value, declared.type, declared.words)
            question = walk.fact_question(here, declared, (), None)
            found.append(replace(question, stands=words, day=None))
    return tuple(found)


def changed(
    program: Program, conversation: Conversation, question: FactQuestion, given: Answer, today: int
) -> tuple[Conversation, tuple[FactQuestion, ...]]:
    """The questionnaire after another answer to an old question, and the answers that it takes back.

    These make no sense any more: who was not given more time has no day until which it was given.
    """
    if isinstance(given, Skipped):  # Enter leaves it as it is
        return conversation, ()
    after = answer(program, conversation, question, given)
    taken: list[FactQuestion] = []
    while pointless := without_sense(program, after.root, today):
        known = given_answers(program, after.root, today)
        taken += [one for one in known if (one.place, one.fact) in pointless]
        root = after.root
        for place, fact in pointless:
            root = without_fact(root, place, fact)
        after = replace(after, root=root)
    return after, tuple(taken)


def missing_facts(pack: Pack, instance: Instance) -> tuple[FactDeclaration, ...]:
    """The required facts that the instance itself does not have yet."""
    declared = pack.entities[instance.entity].facts.values()
    return tuple(f for f in declared if f.is_required and f.name not in instance.facts)


def complete_part(pack: Pack, root: Instance) -> Instance:
    """The situation without the items that lack a required fact: what advice can be given for."""
    lists = {
        name: tuple(complete_part(pack, i) for i in items if not missing_facts(pack, i))
        for name, items in root.lists.items()
    }
    return Instance(root.entity, root.facts, lists, root.open_lists, root.spans, root.span)


def _grown(
    pack: Pack, root: Instance, place: str, name: str, item: str
) -> Iterator[tuple[Instance, str]]:
    """The situation with a blank new item, and with a blank one inside it of each kind, to any depth.

    Each time only what leads to the new place is added, so that nothing else is taken to exist.
    """
    new_place = place_inside(place, name, len(instance_at(root, place).lists[name]))
    grown = with_item(root, place, name, blank_instance(pack, item))
    yield grown, new_place
    for inner in pack.lists[item]:
        yield from _grown(pack, grown, new_place, inner.list_name, inner.name)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that could be put now, and what it is worth: how often an answer changes the advice.

    `rank` orders what is worth the same, or all of them where nothing is known of their worth.
    """

    question: Question
    worth: float
    rank: tuple[float, ...]


class _Walk:
    """The open questions of one state, and the one that is put."""

    def __init__(
        self,
        program: Program,
        conversation: Conversation,
        today: int,
        estimator: Estimator | None,
    ) -> None:
        self.program, self.pack, self.today = program, program.pack, today
        self.conversation, self.estimator = conversation, estimator
        self.wording = Wording(program.pack, conversation.root, Derivations(), today)
        self.placed, self.at = self.wording.placed, self.wording.at
        self.facts: Mapping[str, dict[str, OpenFact]] = {}
        self.lists: Mapping[tuple[str, str], OpenList] = {}
        self.estimates: Estimates | None = None
        self.together: set[tuple[str, str]] = set()  # asked for among several, by place and fact

    def question(self) -> Question | None:
        for here in self.placed:
            for fact in missing_facts(self.pack, here.instance):
                return self.fact_question(here, fact, (), None)
        root = self.conversation.root
        self.reading = OpenReading(self.program, root, self.today, self.conversation.skipped)
        facts, lists = open_questions(self.program, root, self.today, self.reading)
        found: dict[str, dict[str, OpenFact]] = {}
        for point in facts:
            if (point.place, point.fact) not in self.conversation.skipped:
                found.setdefault(point.place, {})[point.fact] = point
        self.facts = found
        self.lists = {(point.place, point.list): point for point in lists}
        self.estimates = self._estimate()
        asked = list(self._candidates(self.placed[0]))
        if not asked:
            return None
        best = self._best(asked)
        more = len(asked) - 1
        if self._is_enough(best):
            return GoOnQuestion(more + 1, best.question)
        question = best.question
        assert not isinstance(question, GoOnQuestion)  # INVARIANT: no candidate is one
        if isinstance(question, MoreQuestion) and question.is_first:
            return question  # how much there is to ask depends on it
        return replace(question, more=more)

    def _estimate(self) -> Estimates | None:
        if self.estimator is None or not self.facts:
            return None
        open_facts = [
            (place, self.pack.fact(self.at[place].instance.entity, name))
            for place, points in self.facts.items()
            for name in points
        ]
        return self.estimator.estimate(self.conversation.root, open_facts, self.today)

    def _is_enough(self, best: _Candidate) -> bool:
        """Whether to show the advice before the next question, which is asked once."""
        if self.estimates is None or self.conversation.is_second_round:
            return False
        if self.conversation.picked or isinstance(best.question, MoreQuestion):
            return False
        return self.estimates.first_is_settled >= ENOUGH

    def _best(self, asked: list[_Candidate]) -> _Candidate:
        """What was ticked comes first; then what is worth most, but one subject after the other."""
        for place, fact in self.conversation.picked:
            for one in asked:
                question = one.question
                if isinstance(question, FactQuestion) and (place, fact) == (
                    question.place,
                    question.fact,
                ):
                    return one
        best = max(asked, key=lambda one: (one.worth, one.rank))
        near = [one for one in asked if self._is_spoken_of(self.at[one.question.place])]
        if near:
            nearest = max(near, key=lambda one: (one.worth, one.rank))
            if nearest.worth * _TO_CHANGE_THE_SUBJECT >= best.worth:
                best = nearest
        if isinstance(
            best.question, SeveralQuestion
        ):  # when all else is said, fewer of them matter
            inside = self.at[best.question.place]
            alone = [
                one
                for one in asked
                if not isinstance(one.question, SeveralQuestion)
                and is_within(self.at[one.question.place], inside)
                and one.worth * _BEFORE_SEVERAL >= best.worth
            ]
            best = max(alone, key=lambda one: (one.worth, one.rank), default=best)
        return best

    def _candidates(self, here: Placed) -> Iterator[_Candidate]:
        """All that is open about an instance and what lies inside it."""
        yield from self._several_candidates(here)  # first, since it takes along what lies inside
        for inner in self.pack.lists[here.instance.entity]:
            items = [self.placed[index] for index in here.lists[inner.list_name]]
            yield from self._more_candidates(here, inner, items)
            for item in items:
                yield from self._candidates(item)
        points = self.facts.get(here.place, {})
        entity = self.pack.entities[here.instance.entity]
        depth = here.place.count(
            "["
        )  # what lies inside comes first: fewer outer facts matter by then
        for name, declared in entity.facts.items():
            if name not in points or (here.place, name) in self.together:
                continue
            rules = points[name].rules
            effort = _EFFORT.get(declared.type.kind, 1.0)
            yield _Candidate(
                self.fact_question(here, declared, rules, 0),
                self._worth([(here.place, name)]) / effort,
                (depth, *self._rank(rules)),
            )

    def _several_candidates(self, here: Placed) -> Iterator[_Candidate]:
        """The rare facts of an instance, with those of what lies inside it, as far as each is the only one."""
        one = self.pack.entities[here.instance.entity].one_question
        if one is None or (here.place, "") in self.together:
            return
        options = list(self._options(here))
        if len(options) < 2:
            self.together.difference_update(key for option in options for key in self._open(option))
            return
        if len(options) > MOST_OPTIONS:
            worth = {id(option): self._worth(self._open(option)) for option in options}
            best = sorted(options, key=lambda option: -worth[id(option)])[:MOST_OPTIONS]
            options = [option for option in options if option in best]
        keys = [key for option in options for key in self._open(option)]
        rules = [rule for place, name in keys for rule in self.facts[place][name].rules]
        question = SeveralQuestion(
            here.place,
            self._about(here),
            self.wording.fill(one.ask, here),
            tuple(options),
            tuple(dict.fromkeys(rules)),
            self.conversation.answers + 1,
        )
        effort = 2 + len(options) / 5  # to be read through, mostly for nothing
        yield _Candidate(question, self._worth(keys) / effort, (-1, *self._rank(question.rules)))

    def _open(self, option: Choosable) -> list[tuple[str, str]]:
        """The facts of an option that are open."""
        return [key for key in _keys(option) if key[1] in self.facts.get(key[0], {})]

    def _options(self, here: Placed) -> Iterator[Choosable]:
        """Marks what it gives, in `together`, so that it is not asked for in another way."""
        self.together.add((here.place, ""))
        entity = self.pack.entities[here.instance.entity]
        declared = {} if entity.one_question is None else entity.one_question.facts
        for name, given in declared.items():
            along = tuple(entity.facts[other] for other in given.along)
            words = self.wording.fill(given.words, here)
            option = Choosable(here.place, entity.facts[name], words, given.value, along)
            keys = self._open(option)
            if not keys or any(key in self.conversation.picked for key in keys):
                continue
            if given.ask_if is None or self.reading.may_hold(given.ask_if, here.place):
                self.together.update(keys)
                yield option
        for items in here.lists.values():
            if len(items) == 1:
                yield from self._options(self.placed[items[0]])

    def _worth(self, keys: list[tuple[str, str]]) -> float:
        """How often some answer changes the advice; the first piece counts thrice."""
        if self.estimates is None:
            return 0.0
        unchanged = 1.0
        for key in keys:
            share = (3 * self.estimates.first[key] + self.estimates.all[key]) / 4
            unchanged *= 1 - share
        return 1 - unchanged

    def _rank(self, rules: tuple[str, ...]) -> tuple[float, float]:
        """What most rules need comes first, and what only adds a note last."""
        needing = [self.pack.rules[name] for name in rules]
        adds_notes_only = all(r.note is not None and r.advises is None for r in needing)
        return -float(adds_notes_only), len(rules)

    def _more_candidates(
        self, here: Placed, inner: EntityDeclaration, items: list[Placed]
    ) -> Iterator[_Candidate]:
        name = inner.list_name
        is_open = name in here.instance.open_lists
        if not is_open or (here.place, name) in self.conversation.skipped:
            return
        rules = self._rules_for_more(here, name, inner.name)
        if rules:
            question = self._more_question(here, inner, items, rules)
            depth = here.place.count("[")
            if not items:  # whether there is any decides what else is asked
                yield _Candidate(question, 1.0, (depth + 1, 1.0, len(rules)))
            else:
                yield _Candidate(question, 0.0, (depth + 0.5, 0.0, len(rules)))

    def _is_spoken_of(self, here: Placed) -> bool:
        """Whether it belongs to the same outermost item as what was asked last."""
        focus = self.conversation.focus
        return bool(here.place) and here.place.split(".")[0] == focus.split(".")[0]

    def _rules_for_more(self, here: Placed, name: str, item: str) -> tuple[str, ...]:
        """The rules for which one more item of a list could matter."""
        reading_it = self.lists.get((here.place, name))
        found = set(reading_it.rules if reading_it else ())
        for grown, place in _grown(self.pack, self.conversation.root, here.place, name, item):
            found |= self._rules_that_speak_at(grown, place)
        return tuple(rule for rule in self.pack.rules if rule in found)

    def _rules_that_speak_at(self, root: Instance, place: str) -> set[str]:
        """The rules that may advise, or add a note, for the instance at a place."""
        reading = OpenReading(self.program, root, self.today, self.conversation.skipped)
        [at] = [here.index for here in reading.memory.placed if here.place == place]
        advising = {c.rule for c in candidates(reading) if c.index == at}
        noting = {
            rule.name
            for rule in self.pack.rules.values()
            if rule.note is not None and reading.fires.get((rule.name, at), False) is not False
        }
        return advising | noting

    def fact_question(
        self, here: Placed, fact: FactDeclaration, rules: tuple[str, ...], more: int | None
    ) -> FactQuestion:
        ask = (
            self.wording.fill(fact.ask, here)
            if fact.ask is not None
            else f"What is the {spoken(fact.name)}?"
        )
        number = self.conversation.answers + 1
        points = self.facts.get(here.place, {})
        day = next((p for p in points if self._dates(here, p) == fact.name), None)
        return FactQuestion(
            here.place,
            self._about(here),
            fact,
            ask,
            rules,
            number,
            more,
            day=None if day is None else self.pack.fact(here.instance.entity, day),
        )

    def _dates(self, here: Placed, fact: str) -> str | None:
        return self.pack.fact(here.instance.entity, fact).dates

    def _more_question(
        self, here: Placed, inner: EntityDeclaration, items: list[Placed], rules: tuple[str, ...]
    ) -> MoreQuestion:
        noun = spoken(inner.name)
        asked_by = None
        if not items and inner.ask_first is not None:
            ask = self.wording.fill(inner.ask_first, here)
            asked_by = None if inner.asked_by is None else inner.facts[inner.asked_by]
        elif not items:
            article = "an" if noun[0] in "aeiou" else "a"
            ask = f"Is there {article} {noun} to tell about?"
        else:
            known = ", ".join(self.wording.label(item) for item in items[-3:])
            known = f"{len(items)} so far, the last: {known}" if len(items) > 3 else known
            another = f"Is there another {noun}"
            if inner.ask_more is not None:
                another = self.wording.fill(inner.ask_more, here).rstrip("?")
            ask = f"{another}, besides {known}?"
        return MoreQuestion(
            here.place,
            self._about(here),
            inner.list_name,
            inner.name,
            ask,
            rules,
            not items,
            asked_by,
            self.conversation.answers + 1,
        )

    def _about(self, here: Placed) -> str:
        """The labels from the outside in; an instance that cannot be named yet by its number."""
        labels: list[str] = []
        at: Placed | None = here
        while at is not None and at.parent is not None:
            labels.append(self._name_of(at))
            at = self.placed[at.parent]
        return ", ".join(reversed(labels))

    def _name_of(self, here: Placed) -> str:
        if not missing_facts(self.pack, here.instance):
            return self.wording.label(here)
        template = self.pack.entities[here.instance.entity].label
        named = (
            {slot.fact for slot in template.parts if not isinstance(slot, str)}
            if template
            else set()
        )
        if named and all(name in here.instance.facts for name in named):
            return self.wording.label(here)
        number = int(here.place.rsplit("[", 1)[1][:-1]) + 1
        return f"{spoken(here.instance.entity)} {number}"
