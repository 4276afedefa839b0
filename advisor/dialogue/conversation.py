"""The questionnaire as a state machine: what is known, and what an answer makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from advisor import ir
from advisor.backends.oracle.partial_evaluation import without_sense
from advisor.dialogue.answers import (
    Answer,
    Answered,
    Each,
    Named,
    NoneGiven,
    OnDay,
    Picked,
    Skipped,
)
from advisor.dialogue.question_texts import QuestionTexts, missing_facts
from advisor.dialogue.questions import (
    Choosable,
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is known, what was passed over, and how it came to this.

    `skipped` holds (place, name) of facts and lists, `picked` those that were ticked and are asked for
    next, `of_which` what was ticked of several instances: it is asked next of which; `focus` is the place that was spoken of last; `answers` counts what was answered. In the second
    round, the person has seen the advice and wants to go on.
    """

    root: ir.Instance
    skipped: frozenset[tuple[str, str]] = frozenset()
    picked: tuple[tuple[str, str], ...] = ()
    of_which: tuple[Choosable, ...] = ()
    focus: str = ""
    answers: int = 0
    is_second_round: bool = False
    previous: Conversation | None = field(default=None, repr=False, compare=False)


def begin(program: ir.Program, root: ir.Instance | None = None) -> Conversation:
    """A questionnaire at its start; `root` is what is known already, its `open_lists` to be asked for."""
    return Conversation(root if root is not None else blank_instance(program.pack, ir.SITUATION))


def blank_instance(pack: ir.Pack, entity: str) -> ir.Instance:
    """An instance of which nothing is known yet: no facts, and every list open."""
    lists = [e.list for e in pack.lists[entity] if e.list is not None]
    return ir.Instance(entity, {}, dict.fromkeys(lists, ()), frozenset(lists))


def with_open_lists(root: ir.Instance) -> ir.Instance:
    """A situation from a file, with all lists open but those that the file says are empty.

    Somebody who takes a file up again may have more to tell; that there is nothing is not asked twice.
    """
    lists = {name: tuple(with_open_lists(i) for i in items) for name, items in root.lists.items()}
    opened = frozenset(name for name, items in lists.items() if items or name not in root.spans)
    return replace(root, lists=lists, open_lists=opened)


def answer(
    program: ir.Program, conversation: Conversation, question: Question, given: Answer
) -> Conversation:
    """The questionnaire after an answer to the question."""
    before = conversation
    root, skipped, place = before.root, before.skipped, question.place
    picked, of_which, focus = before.picked, before.of_which, place
    match question, given:
        case EachQuestion(parts=parts), Each(answers=answers):
            after = before
            for part, one in zip(parts, answers, strict=False):
                after = answer(program, after, part, one)
            return replace(after, focus=focus, answers=before.answers + 1, previous=before)
        case FactQuestion(fact=fact), _:
            picked = tuple(key for key in picked if key != (place, fact))
            match given:
                case Answered(value=value):
                    root = ir.with_fact(root, place, fact, value)
                case OnDay(value=value, day=day) if question.day is not None:
                    for name, known in ((fact, value), (question.day.name, day)):
                        if known is None:
                            skipped = skipped | {(place, name)}
                        else:
                            root = ir.with_fact(root, place, name, known)
                case NoneGiven():
                    root = ir.with_fact(root, place, fact, None)
                case _:
                    skipped = skipped | {*question.keys}
            if isinstance(given, Answered | OnDay):
                root = _with_facts(root, place, {one.name: value for one, value in given.besides})
        case SeveralQuestion(options=options), Picked(numbers=numbers):
            of_which = _without(of_which, question)
            for number, option in enumerate(options):
                if number in numbers and len(option.lines) > 1:
                    of_which = (*of_which, option)
                    continue
                for line in option.lines:
                    said = line.answers(number in numbers, dict(given.said).get(number))
                    root = _with_facts(root, line.place, said)
                    picked = (*picked, *(key for key in line.keys if key[1] not in said))
        case SeveralQuestion(), _:
            of_which = _without(of_which, question)
            skipped = skipped | {*question.keys}
        case GoOnQuestion(), _:  # no answer about the situation: `back` goes back beyond it
            return replace(before, is_second_round=given == Answered(True))
        case MoreQuestion(list=name, item=item), Answered(value=True):
            focus = ir.place_inside(place, name, len(ir.instance_at(root, place).lists[name]))
            root = ir.with_item(root, place, name, blank_instance(program.pack, item))
        case MoreQuestion(list=name, item=item, asked_by=ir.FactDeclaration() as by), Named(values):
            focus = ir.place_inside(place, name, len(ir.instance_at(root, place).lists[name]))
            root, unknown = _with_named(program.pack, root, (place, name), (item, by), values)
            inner = question.along
            if inner is not None and inner.asked_by is not None:
                made = inner.name, inner.facts[inner.asked_by]
                first = len(ir.instance_at(before.root, place).lists[name])
                for number, days in enumerate(given.along, first):
                    if days:
                        within = ir.place_inside(place, name, number), inner.list_name
                        root, more = _with_named(program.pack, root, within, made, days)
                        unknown |= more
            skipped = skipped | unknown
        case MoreQuestion(list=name), Answered() | NoneGiven():
            root = ir.with_closed_list(root, place, name)
        case MoreQuestion(list=name), _:
            skipped = skipped | {(place, name)}
        case _:
            raise AssertionError  # a pair of closed unions: all are above
    return Conversation(
        root, skipped, picked, of_which, focus, before.answers + 1, before.is_second_round, before
    )


def _with_named(
    pack: ir.Pack,
    root: ir.Instance,
    within: tuple[str, str],
    made: tuple[str, ir.FactDeclaration],
    values: tuple[ir.Value | None, ...],
) -> tuple[ir.Instance, frozenset[tuple[str, str]]]:
    """The situation with all items of a list, each by one fact, and the place of each of which that is not known.

    `within` is the place of the list and its name, `made` the entity of the items and that fact.
    """
    (place, name), (item, by) = within, made
    unknown = set()
    for known in values:
        blank = blank_instance(pack, item)
        if known is not None:
            blank = replace(blank, facts={by.name: known})
        else:
            at = ir.place_inside(place, name, len(ir.instance_at(root, place).lists[name]))
            unknown.add((at, by.name))
        root = ir.with_item(root, place, name, blank)
    return ir.with_closed_list(root, place, name), frozenset(unknown)


def _without(ticked: tuple[Choosable, ...], asked: SeveralQuestion) -> tuple[Choosable, ...]:
    """What is still to be asked of which instances it is so, once this was asked."""
    return tuple(option for option in ticked if option.keys != asked.keys)


def _with_facts(root: ir.Instance, place: str, said: Mapping[str, ir.Value | None]) -> ir.Instance:
    for name, value in said.items():
        root = ir.with_fact(root, place, name, value)
    return root


def back(conversation: Conversation) -> Conversation:
    """The questionnaire before the last answer; itself where there is none to undo."""
    return conversation.previous or conversation


def changed(
    program: ir.Program,
    conversation: Conversation,
    question: FactQuestion,
    given: Answer,
    today: int,
) -> tuple[Conversation, tuple[FactQuestion, ...]]:
    """The questionnaire after another answer to an old question, and the answers that it takes back.

    These make no sense any more: who was not given more time has no day until which it was given.
    """
    if isinstance(given, Skipped):  # Enter leaves it as it is
        return conversation, ()
    after = answer(program, conversation, question, given)
    taken: list[FactQuestion] = []
    while pointless := without_sense(program, after.root, today):
        known = QuestionTexts(program, after.root, today).given_answers()
        taken += [one for one in known if (one.place, one.fact) in pointless]
        root = after.root
        for place, fact in pointless:
            root = ir.without_fact(root, place, fact)
        after = replace(after, root=root)
    return after, tuple(taken)


def complete_part(pack: ir.Pack, root: ir.Instance) -> ir.Instance:
    """The situation without the items that lack a required fact: what advice can be given for."""
    lists = {
        name: tuple(complete_part(pack, i) for i in items if not missing_facts(pack, i))
        for name, items in root.lists.items()
    }
    return ir.Instance(root.entity, root.facts, lists, root.open_lists, root.spans, root.span)
