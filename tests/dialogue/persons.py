"""Persons who answer the questionnaire truthfully, and how many questions it takes them.

`python -m tests.dialogue.persons` prints the table: for all examples, and for persons made at random, the
questions until the advice is shown and until all is asked, beside the facts without which the advice
would be another one. `--random N` says how many persons; each must get the advice that stating everything
would give.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from advisor import api
from advisor.backends.agenda import advise_from
from advisor.backends.columnar import Copies, columns_of
from advisor.backends.oracle import BACKEND
from advisor.backends.oracle.partial_evaluation import OpenReading, without_sense
from advisor.cli.prompts.prompting import Prompter
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
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.estimates import Estimator, domain, signatures
from advisor.dialogue.next_question import next_question, with_nothing_for
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
from advisor.ir import (
    Advice,
    AsOf,
    EntityDeclaration,
    FactDeclaration,
    Instance,
    Kind,
    Looks,
    Pack,
    Program,
    Value,
    instance_at,
    iso_date,
    place_inside,
    with_fact,
    without_fact,
)
from advisor.rendering.layout import Style
from tests.examples.collection import example_files
from tests.strategies.situations import Situations

TODAY = 739_947  # 2026-11-27, for files that state no day
MOST_STEPS = 400


def reply_from(full: Instance, conversation: Conversation, question: Question) -> Answer:
    """What somebody says whose situation is `full`, and who wants to hear everything."""
    here = instance_at(full, question.place)
    match question:
        case GoOnQuestion():
            return Answered(True)
        case MoreQuestion(asked_by=FactDeclaration() as by) if here.lists[question.list]:
            items = here.lists[question.list]
            return Named(
                tuple(item.facts.get(by.name) for item in items), named_along(question.along, items)
            )
        case EachQuestion(parts=parts):
            answers = [reply_from(full, conversation, part) for part in parts]
            return Each(
                tuple(
                    one
                    for one in answers
                    if isinstance(one, Answered | OnDay | NoneGiven | Skipped)
                )
            )
        case MoreQuestion():
            known = instance_at(conversation.root, question.place).lists[question.list]
            return Answered(len(here.lists[question.list]) > len(known))
        case SeveralQuestion():
            return Picked(
                tuple(
                    number
                    for number, option in enumerate(question.options)
                    if is_picked(option, full)
                )
            )
        case FactQuestion():
            value = here.facts.get(question.fact)
            if question.day is not None:
                day = here.facts.get(question.day.name)
                if question.declared.type.kind is Kind.CHOICE:  # both are asked for
                    is_known = question.fact in here.facts, question.day.name in here.facts
                    if isinstance(day, int) and (value is not None or not is_known[0]):
                        return OnDay(value, day)
                    if value is not None and not is_known[1]:
                        return OnDay(value, None)
                elif isinstance(day, int) and here.facts.get(question.fact, True) is True:
                    return OnDay(True, day)  # whoever knows the day knows that it was
            if question.fact not in here.facts:
                return Skipped()
            return NoneGiven() if value is None else Answered(value)


def named_along(
    inner: EntityDeclaration | None, items: Iterable[Instance]
) -> tuple[tuple[Value | None, ...], ...]:
    """The days of what lies inside items, as somebody says them along with the names."""
    if inner is None or inner.asked_by is None:
        return ()
    by = inner.asked_by
    days = [tuple(one.facts.get(by) for one in item.lists[inner.list_name]) for item in items]
    return tuple(days) if any(days) else ()


def with_days(name: str, days: Sequence[Value | None] | None) -> str:
    """How somebody types a name and its days: `Acme, 2026-11-20 and not sure when`."""
    told = ["not sure when" if day is None else iso_date(int(day)) for day in days or ()]
    return f"{name}, {' and '.join(told)}" if told else name


def is_picked(option: Choosable, full: Instance) -> bool:
    """Whether somebody ticks it whose situation is `full`: it is so of one of them at least."""
    return any(_is_so(line, instance_at(full, line.place)) for line in option.lines)


def _is_so(line: Line, here: Instance) -> bool:
    known = [(here.facts.get(fact.name), fact.default) for fact in line.facts]
    if line.value is not None and known[0][0] == line.value:
        return True
    open_ended = known if line.value is None else known[1:]
    return any(_is_said_so(value, default) for value, default in open_ended)


def _is_said_so(value: Value | None, default: Value | None) -> bool:
    """Whether it is more than what goes without saying; nought days are some."""
    return value is not None and value is not False and value != default


def steps(
    program: Program, full: Instance, today: int, estimator: Estimator | None = None
) -> Iterator[tuple[Conversation, Question | None]]:
    """Every state of a questionnaire that is answered from `full`, and what is asked there."""
    state = begin(program)
    for _ in range(MOST_STEPS):
        question = next_question(program, state, today, estimator)
        yield state, question
        if question is None:
            return
        state = answer(program, state, question, reply_from(full, state, question))
    raise AssertionError("the questionnaire does not end")


def interview(
    program: Program, full: Instance, today: int, estimator: Estimator | None = None
) -> tuple[Conversation, ...]:
    """Every state of a questionnaire that is answered from `full`."""
    return tuple(state for state, _ in steps(program, full, today, estimator))


def advice_for(program: Program, root: Instance, today: int) -> tuple[Advice, ...] | None:
    """The advice without its wording, in which facts may stand that no rule reads; None: an error."""
    advice = whole_advice(program, root, today)
    if advice is None:
        return None
    return tuple(
        replace(piece, title="", target="", full_label="", notes=(), because=()) for piece in advice
    )


def whole_advice(program: Program, root: Instance, today: int) -> tuple[Advice, ...] | None:
    """The advice as it is shown; None: an error."""
    derivations = BACKEND.compile_program(program).derive(root, today)
    if derivations.error is not None:
        return None
    return advise_from(program, root, today, derivations)


def told_in_full(program: Program, root: Instance, today: int) -> Instance:
    """The situation as somebody tells it who is asked everything that makes sense.

    What is not said of the rare facts, which are asked for together, is not so. Anything else that is
    not said is not known to them, and so makes no sense of another question either.
    """
    missing = frozenset(_missing(program.pack, root, ""))
    closed = with_nothing_for(program.pack, root, missing)
    reading = OpenReading(program, closed, today, missing)
    for here in reading.memory.placed:
        entity = program.pack.entities[here.instance.entity]
        rare = {} if entity.one_question is None else entity.one_question.facts
        for name, option in rare.items():
            for other in (name, *option.along):
                declared = entity.facts[other]
                makes_sense = declared.ask_if is None or reading.may_hold(
                    declared.ask_if, here.place
                )
                if other not in instance_at(root, here.place).facts and makes_sense:
                    value = otherwise(declared, option.value if other == name else None)
                    root = with_fact(root, here.place, other, value)
    return root


def _missing(pack: Pack, here: Instance, place: str) -> Iterator[tuple[str, str]]:
    for name, declared in pack.entities[here.entity].facts.items():
        if not declared.is_concluded and name not in here.facts:
            yield place, name
    for name, items in here.lists.items():
        for number, item in enumerate(items):
            yield from _missing(pack, item, place_inside(place, name, number))


def without_contradictions(pack: Pack, root: Instance) -> Instance:
    """The situation in which the lines that one ticks fit what belongs to them.

    Of a yes-no that is ticked or not, one of both is so; and whoever was given more time has asked for it.
    """
    entity = pack.entities[root.entity]
    asked = [several.question for several in entity.several.values()]
    facts = dict(root.facts)
    for question in (*asked, entity.one_question):
        for name, option in ({} if question is None else question.facts).items():
            if entity.facts[name].type.kind is not Kind.YES_NO:
                continue
            if any(_is_said_so(facts.get(n), entity.facts[n].default) for n in option.along):
                facts[name] = option.value
            elif name in facts and facts[name] is None:
                facts[name] = otherwise(entity.facts[name], option.value)
    lists = {
        name: tuple(without_contradictions(pack, item) for item in items)
        for name, items in root.lists.items()
    }
    return replace(root, facts=facts, lists=lists)


def without_days_to_come(program: Program, root: Instance, today: int) -> Instance:
    """The situation in which what looks back was at the latest today."""
    declared = program.pack.entities[root.entity].facts
    facts = {
        name: value
        if value is None or declared[name].looks is not Looks.BACK
        else min(int(value), today)
        for name, value in root.facts.items()
    }
    lists = {
        name: tuple(without_days_to_come(program, item, today) for item in items)
        for name, items in root.lists.items()
    }
    return replace(root, facts=facts, lists=lists)


def without_nonsense(program: Program, root: Instance, today: int) -> Instance:
    """The situation without what it makes no sense to say: no answer to thanks that were never given.

    Whoever does not know whether they gave thanks does not know of an answer to them either.
    """
    while pointless := {*without_sense(program, root, today), *_senseless(program, root, today)}:
        for place, fact in pointless:
            root = without_fact(root, place, fact)
    reading = OpenReading(program, _opened(root), today)
    return _without_lists(reading, root, "")


def _senseless(program: Program, root: Instance, today: int) -> Iterator[tuple[str, str]]:
    """The stated facts that only something unknown could give a sense."""
    missing = frozenset(_missing(program.pack, root, ""))
    reading = OpenReading(program, with_nothing_for(program.pack, root, missing), today, missing)
    for here in reading.memory.placed:
        for name in instance_at(root, here.place).facts:
            ask_if = program.pack.fact(here.instance.entity, name).ask_if
            if ask_if is not None and not reading.may_hold(ask_if, here.place):
                yield here.place, name


def _opened(root: Instance) -> Instance:
    lists = {name: tuple(_opened(i) for i in items) for name, items in root.lists.items()}
    return replace(root, lists=lists, open_lists=frozenset(lists))


def _without_lists(reading: OpenReading, root: Instance, place: str) -> Instance:
    """Without the items of lists for which nobody asks."""
    index = next(here.index for here in reading.memory.placed if here.place == place)
    lists: dict[str, tuple[Instance, ...]] = {}
    for name, items in root.lists.items():
        is_closed = (index, name) in reading.memory.closed
        lists[name] = tuple(
            _without_lists(reading, item, place_inside(place, name, number))
            for number, item in enumerate(() if is_closed else items)
        )
    return replace(root, lists=lists)


def facts_of(root: Instance) -> Iterator[tuple[str, str]]:
    """What is stated and not none, by place and fact."""

    def walk(instance: Instance, place: str) -> Iterator[tuple[str, str]]:
        yield from ((place, name) for name, value in instance.facts.items() if value is not None)
        for name, items in instance.lists.items():
            for number, item in enumerate(items):
                yield from walk(item, place_inside(place, name, number))

    return walk(root, "")


def that_matter(program: Program, root: Instance, today: int) -> frozenset[tuple[str, str]]:
    """The facts without which the page would be another one."""
    whole = whole_advice(program, root, today)
    return frozenset(
        (place, fact)
        for place, fact in facts_of(root)
        if whole_advice(program, without_fact(root, place, fact), today) != whole
    )


def that_could_matter(
    program: Program, root: Instance, keys: Iterable[tuple[str, str]], today: int
) -> frozenset[tuple[str, str]]:
    """The facts, stated or not, of which some other answer gives other advice, all else as it is.

    No questionnaire can do without them: one that leaves such a fact out gives somebody wrong advice.
    """
    tried: list[tuple[tuple[str, str], Value | None]] = []
    for place, name in keys:
        declared = program.pack.fact(instance_at(root, place).entity, name)
        tried += [((place, name), value) for value in domain(declared, today)[0]]
    if not tried:
        return frozenset()
    codes = {}
    for place, name in {key for key, _ in tried}:
        own = [instance_at(root, place).facts.get(name)]
        values = own + [value for key, value in tried if key == (place, name)]
        column = np.zeros(len(tried) + 1, np.int64)
        rows = [row for row, (key, _) in enumerate(tried, 1) if key == (place, name)]
        column[rows] = np.arange(1, len(values))
        codes[place, name] = values, column
    table = Copies(program.pack, root).table(len(tried) + 1, codes)
    decided = columns_of(program).decide(table, AsOf(fixed=today), with_results=True)
    _, whole = signatures(decided, len(tried) + 1)
    return frozenset(key for row, (key, _) in enumerate(tried, 1) if whole[row] != whole[0])


def keys_of(question: Question | None) -> tuple[tuple[str, str], ...]:
    match question:
        case FactQuestion():
            return question.keys
        case SeveralQuestion():
            return question.keys
        case EachQuestion(parts=parts):
            return tuple(key for part in parts for key in part.keys)
        case _:
            return ()


def is_needed(question: Question | None, matter: frozenset[tuple[str, str]]) -> bool:
    """Whether a question was one that no questionnaire could have left out.

    Whether there are employers and interviews decides what else is asked; that there are no more is
    counted as not needed.
    """
    match question:
        case MoreQuestion():
            return question.is_first
        case SeveralQuestion():
            return not matter.isdisjoint(question.keys)
        case EachQuestion(parts=parts):
            return any(is_needed(part, matter) for part in parts)
        case FactQuestion():
            return question.declared.is_required or not matter.isdisjoint(question.keys)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Course:
    """How a questionnaire went: questions until the advice was shown, and until the end.

    Of `needed` questions, some answer would have given other advice, all else as it turned out.
    `words` stand on the screen until then, without the advice; `when_shown` says how the advice that was
    shown differs from what it is in full, for whoever does not go on.
    """

    name: str
    questions: int
    until_shown: int
    until_first_is_final: int
    mattering: int
    needed: int
    words: int
    is_same: bool
    when_shown: frozenset[str]
    # Of each question, and whether a fact of it matters.
    subjects: tuple[tuple[str, bool], ...] = ()


def words_on_screen(pack: Pack, question: Question, today: int) -> int:
    """How many words there are to read, with the answers to choose from."""
    with contextlib.redirect_stderr(io.StringIO()) as screen:
        Prompter(Style(), 80, read=lambda: None).put(pack, question, today)
    return len(screen.getvalue().split())


def differences(shown: tuple[Advice, ...] | None, full: tuple[Advice, ...] | None) -> Iterator[str]:
    """In what two decisions differ, by kind."""
    if shown is None or full is None:
        if shown != full:
            yield "an error"
        return
    before = {(piece.action, piece.place): piece for piece in shown}
    after = {(piece.action, piece.place): piece for piece in full}
    if [*before][:1] != [*after][:1]:
        yield "another first piece"
    if after.keys() - before.keys():
        yield "a piece is missing"
    if before.keys() - after.keys():
        yield "a piece too many"
    both = [(before[key], after[key]) for key in before if key in after]
    if any((a.start, a.due, a.status) != (b.start, b.due, b.status) for a, b in both):
        yield "another day"
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield "another order"


def course_of(name: str, program: Program, full: Instance, today: int, by: Estimator) -> Course:
    """The course of a questionnaire that is answered from `full`."""
    states, questions = zip(*steps(program, full, today, by), strict=True)
    shown = next((n for n, state in enumerate(states) if state.is_second_round), None)
    at = len(states) - 1 if shown is None else shown - 1
    advice = [advice_for(program, state.root, today) for state in states]
    wanted = advice_for(program, full, today)

    def first(pieces: tuple[Advice, ...] | None) -> tuple[str, str] | None:
        return (pieces[0].action, pieces[0].place) if pieces else None

    final = next(
        n
        for n in range(len(states))
        if all(first(later) == first(advice[-1]) for later in advice[n:])
    )
    last = states[-1].root
    asked = [key for one in questions for key in keys_of(one)]
    matter = that_could_matter(program, last, asked, today)
    matters = that_matter(program, last, today)
    return Course(
        name,
        len(states) - 1 - (shown is not None),
        at,
        min(final, at),
        len(matters),
        sum(is_needed(one, matter) for one in questions),
        sum(words_on_screen(program.pack, one, today) for one in questions if one is not None),
        advice[-1] == wanted,
        frozenset(differences(advice[at], wanted)),
        tuple(
            (_subject(one), not matters.isdisjoint(keys_of(one)))
            for one in questions
            if one is not None and not isinstance(one, GoOnQuestion)
        ),
    )


def _subject(question: Question) -> str:
    """What a question is about, to count by: a fact, a list, several things to tick."""
    match question:
        case FactQuestion(fact=fact):
            return fact
        case EachQuestion(parts=parts):
            return f"{parts[0].fact}, of several"
        case MoreQuestion(list=name, is_first=is_first):
            return f"{'the first' if is_first else 'more'} {name}"
        case _:
            return "several things to tick"


def of_examples(program: Program, by: Estimator, each: int = 1) -> Iterator[Course]:
    for file in example_files()[::each]:
        for case in api.load_cases(file, program).cases:
            today = case.situation.today or TODAY
            full = told_in_full(program, case.situation.root, today)
            yield course_of(file.stem, program, full, today, by)


def at_random(program: Program, by: Estimator, seeds: range) -> Iterator[Course]:
    for seed in seeds:
        posed = Situations(program.pack).pose(seed, 2)
        full = truthful(program, posed.root, posed.today)
        if advice_for(program, full, posed.today) is not None:
            yield course_of(f"person {seed}", program, full, posed.today, by)


def truthful(program: Program, root: Instance, today: int) -> Instance:
    """The situation of somebody who can be, made of what a random one says."""
    possible = without_contradictions(program.pack, without_days_to_come(program, root, today))
    sensible = without_nonsense(program, possible, today)
    return without_nonsense(program, told_in_full(program, sensible, today), today)


def report_subjects(courses: list[Course]) -> None:
    """How often each thing was asked for, and how often the answer mattered; first what is asked most in vain."""
    asked = Counter(subject for one in courses for subject, _ in one.subjects)
    mattered = Counter(s for one in courses for s, matters in one.subjects if matters)
    print("asked, mattered")
    for subject in sorted(asked, key=lambda one: mattered[one] - asked[one]):
        print(f"{asked[subject]:6}{mattered[subject]:6}  {subject}")


def report(title: str, courses: list[Course]) -> None:
    if not courses:
        return
    asked, mattering = sum(c.questions for c in courses), sum(c.mattering for c in courses)
    middle = statistics.median
    print(f"{title}: {len(courses)}")
    print(f"  questions, median                      {middle(c.questions for c in courses):g}")
    print(f"  until the advice is shown, median      {middle(c.until_shown for c in courses):g}")
    first = middle(c.until_first_is_final for c in courses)
    print(f"  until the first piece is final, median {first:g}")
    print(f"  questions for each fact that matters   {asked / max(mattering, 1):.2f}")
    needed = sum(c.needed for c in courses)
    print(f"  questions for each that was needed     {asked / max(needed, 1):.2f}")
    print(f"  words on the screen, median            {middle(c.words for c in courses):g}")
    print(f"  other advice than in full              {sum(not c.is_same for c in courses)}")
    print(f"  other advice, when shown               {sum(bool(c.when_shown) for c in courses)}")
    kinds = Counter(kind for c in courses for kind in c.when_shown)
    for kind, count in kinds.most_common():
        print(f"    {kind:<36} {count}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=200, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="of the random ones")
    parser.add_argument("--each", type=int, default=1, metavar="N", help="only every Nth example")
    parser.add_argument("--cases", action="store_true", help="list who gets other advice")
    parser.add_argument("--subjects", action="store_true", help="what was asked, and mattered")
    options = parser.parse_args()
    program = api.load_pack()
    by = Estimator(program)
    started = time.perf_counter()
    examples = list(of_examples(program, by, options.each))
    report("examples", examples)
    persons = list(at_random(program, by, range(options.first, options.first + options.random)))
    report("persons at random", persons)
    if options.subjects:
        report_subjects([*examples, *persons])
    print(f"{time.perf_counter() - started:.0f} s")
    different = [c.name for c in (*examples, *persons) if not c.is_same]
    if options.cases:
        print(*different, sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
