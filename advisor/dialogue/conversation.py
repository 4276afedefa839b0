"""The questionnaire as a state machine: what was answered so far → the next question, or none.

Only what can still change the advice is asked, in the three-valued reading of the rules; the facts that
an instance cannot do without come first. One item of a list is finished, with all that lies inside it,
before the next one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from advisor.backends.oracle.partial_evaluation import OpenReading, candidates
from advisor.backends.oracle.questions import OpenFact, OpenList, open_questions
from advisor.dialogue.questions import FactQuestion, MoreQuestion, Question
from advisor.dialogue.replies import Answer, Answered, NoneGiven, Skipped
from advisor.ir.derivations import Derivations
from advisor.ir.packs import SITUATION, FactDeclaration, Pack, Program
from advisor.ir.situations import (
    Instance,
    Placed,
    instance_at,
    is_within,
    place_inside,
    with_closed_list,
    with_fact,
    with_item,
)
from advisor.rendering.words import Wording, spoken


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is known, what was passed over, and how it came to this.

    `skipped` holds (place, name) of facts and lists; `focus` is the place that was spoken of last;
    `asked` the places of the facts that were asked for, in order.
    """

    root: Instance
    skipped: frozenset[tuple[str, str]] = frozenset()
    focus: str = ""
    asked: tuple[str, ...] = ()
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
    root, skipped, focus = conversation.root, conversation.skipped, question.place
    match question, given:
        case FactQuestion(place=place, fact=fact), Answered(value=value):
            root = with_fact(root, place, fact, value)
        case FactQuestion(place=place, fact=fact), NoneGiven():
            root = with_fact(root, place, fact, None)
        case FactQuestion(place=place, fact=fact), Skipped():
            skipped = skipped | {(place, fact)}
        case MoreQuestion(place=place, list=name, item=item), Answered(value=True):
            focus = place_inside(place, name, len(instance_at(root, place).lists[name]))
            root = with_item(root, place, name, blank_instance(program.pack, item))
        case MoreQuestion(place=place, list=name), Answered() | NoneGiven():
            root = with_closed_list(root, place, name)
        case MoreQuestion(place=place, list=name), Skipped():
            skipped = skipped | {(place, name)}
        case _:
            raise AssertionError  # a pair of closed unions: all are above
    asked = conversation.asked
    if isinstance(question, FactQuestion):
        asked = (*asked, question.place)
    return Conversation(root, skipped, focus, asked, conversation)


def back(conversation: Conversation) -> Conversation:
    """The questionnaire before the last answer; itself where there is none to undo."""
    return conversation.previous or conversation


def next_question(program: Program, conversation: Conversation, today: int) -> Question | None:
    """What to ask next; None where no answer could change the advice any more.

    Units: `today` is an ordinal.
    """
    return next(_Walk(program, conversation, today).questions(), None)


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


class _Walk:
    """The open questions of one state, in the order in which they are put."""

    def __init__(self, program: Program, conversation: Conversation, today: int) -> None:
        self.program, self.pack, self.today = program, program.pack, today
        self.conversation = conversation
        self.wording = Wording(program.pack, conversation.root, Derivations(), today)
        self.placed, self.at = self.wording.placed, self.wording.at
        self.facts: Mapping[str, dict[str, OpenFact]] = {}
        self.lists: Mapping[tuple[str, str], OpenList] = {}

    def questions(self) -> Iterator[Question]:
        needed = [
            (here, fact) for here in self.placed for fact in missing_facts(self.pack, here.instance)
        ]
        if needed:
            for here, fact in needed:
                yield self._fact_question(here, fact, (), None)
            return
        root = self.conversation.root
        facts, lists = open_questions(self.program, root, self.today, self.conversation.skipped)
        found: dict[str, dict[str, OpenFact]] = {}
        for point in facts:
            if (point.place, point.fact) not in self.conversation.skipped:
                found.setdefault(point.place, {})[point.fact] = point
        self.facts = found
        self.lists = {(point.place, point.list): point for point in lists}
        yield from self._inside(self.placed[0])

    def _inside(self, here: Placed) -> Iterator[Question]:
        """What lies inside comes first: fewer of the instance's own facts matter by then."""
        yield from self._lists_of(here)
        yield from self._facts_of(here)

    def _facts_of(self, here: Placed) -> Iterator[Question]:
        """What most rules need comes first: it settles most of the others, and whoever stops early has said it.

        What only adds a note comes last, because the advice that it would stand under may be out by then.
        """
        points = self.facts.get(here.place, {})
        declared = self.pack.entities[here.instance.entity].facts
        names = [name for name in declared if name in points]
        for name in sorted(names, key=lambda name: self._rank(points[name].rules)):
            yield self._fact_question(here, declared[name], points[name].rules, len(points) - 1)

    def _rank(self, rules: tuple[str, ...]) -> tuple[bool, int]:
        needing = [self.pack.rules[name] for name in rules]
        adds_notes_only = all(r.note is not None and r.advises is None for r in needing)
        return adds_notes_only, -len(rules)

    def _lists_of(self, here: Placed) -> Iterator[Question]:
        for inner in self.pack.lists[here.instance.entity]:
            assert inner.list is not None  # only the situation is in no list
            items = [self.placed[index] for index in here.lists[inner.list]]
            for item in sorted(items, key=lambda item: not self._is_spoken_of(item)):
                yield from self._inside(item)
            is_open = inner.list in here.instance.open_lists
            if is_open and (here.place, inner.list) not in self.conversation.skipped:
                rules = self._rules_for_more(here, inner.list, inner.name)
                if rules:
                    yield self._more_question(here, inner.list, inner.name, items, rules)

    def _is_spoken_of(self, here: Placed) -> bool:
        """Whether the last question was about this instance or something inside it."""
        focus = self.at.get(self.conversation.focus)
        return focus is not None and is_within(focus, here)

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

    def _fact_question(
        self, here: Placed, fact: FactDeclaration, rules: tuple[str, ...], more: int | None
    ) -> FactQuestion:
        ask = (
            self.wording.fill(fact.ask, here)
            if fact.ask is not None
            else f"What is the {spoken(fact.name)}?"
        )
        number = self.conversation.asked.count(here.place) + 1
        return FactQuestion(here.place, self._about(here), fact, ask, rules, number, more)

    def _more_question(
        self, here: Placed, name: str, item: str, items: list[Placed], rules: tuple[str, ...]
    ) -> MoreQuestion:
        about, noun = self._about(here), spoken(item)
        if not items:
            article = "an" if noun[0] in "aeiou" else "a"
            ask = f"Is there {article} {noun} to tell about?"
        else:
            known = ", ".join(self.wording.label(item) for item in items[-3:])
            known = f"{len(items)} so far, the last: {known}" if len(items) > 3 else known
            ask = f"Is there another {noun}, besides {known}?"
        return MoreQuestion(here.place, about, name, item, ask, rules, is_first=not items)

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
