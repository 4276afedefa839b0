"""What a person types, as an answer to a question or a wish about the questionnaire.

Text in double quotes is always taken word for word, so that a company may be called "Back".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from advisor import ir
from advisor.dialogue.answers import (
    Answered,
    AskedInReturn,
    Back,
    ChangeAnswer,
    Each,
    Explain,
    ListAnswers,
    Named,
    NoneGiven,
    OnDay,
    Reply,
    ShowAdvice,
    Skipped,
    Stop,
)
from advisor.dialogue.answers_by_instance import said_of_each, without_all
from advisor.dialogue.carrier_phrases import is_a_length, read_in_carrier_phrase
from advisor.dialogue.choices import bare, read_choice
from advisor.dialogue.choices_by_events import apart_from_events, choice_by_event
from advisor.dialogue.dates import read_date, read_day, read_day_alone
from advisor.dialogue.days_in_sentences import without_days
from advisor.dialogue.named_items import (
    PARTS,
    MisspeltDay,
    NamedItem,
    as_names,
    names_behind,
    read_named_items,
)
from advisor.dialogue.own_questions import is_own_question
from advisor.dialogue.polar_answers import (
    folded,
    is_none,
    is_not_known,
    is_not_so_far,
    is_refused,
    without_silence,
    yes_or_no,
)
from advisor.dialogue.quantities import (
    AskedBack,
    Problem,
    Unknown,
    read_duration,
    read_number,
    read_period,
    shown,
)
from advisor.dialogue.questions import (
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.restated_days import said_once
from advisor.dialogue.several_choices import read_several
from advisor.dialogue.text_normalization import tokens_in
from advisor.rendering.words import words_of

_BACK = {"back", "undo"}
_EXPLAIN = {"?", "help", "why", "why?"}
_LIST = {"list", "answers", "list answers"}
_CHANGE = re.compile(r"(?:change|edit)(?: (?:answer |number |no )?([0-9]{1,4}))?")
_ADVICE = {"advice", "show", "show advice"}
STOP_WORDS = {"stop", "quit", "exit"}
_A_COMMAND = re.compile(r"advisor +[a-z]")  # and no name, which begins large or stands in quotes
# Of an item that there is, only the day or the name is missing: "I forgot" says more than "skip".
_KNOWN_BUT_FOR_THAT = re.compile(
    r"know|remember|recall|forg[eo]t|unsure|sure|certain|idea|clue|dunno|idk|tb[dc]|to be "
)
_MERE_ASSENT = {"yes", "yeah", "yep", "ok", "okay", "sure", "fine", "k", "y"}
_A_LINE = re.compile(r"[0-9]{1,2}")  # or how many they are, in place of a name
_UNSURE = re.compile(  # of a text that is asked for by itself; `I Think Ltd` is a name
    r"\b[Ii] (?:think|guess|believe|suppose|forg[eo]t)\b|\b(?:not sure|something like|(?:was|were|is) called)\b"
    r"|\b(?:can['’]?t|cannot|don['’]?t|do not|didn['’]?t|did not) (?:know|remember|recall|catch)\b"
)


def understand(
    question: Question, text: str, today: int, asked_back: AskedBack | None = None
) -> Reply | Problem:
    """What the typed line means as a reply to the question, or why it means nothing.

    `asked_back` is what the line before it met with, if it was asked back: it may be confirmed now.
    """
    typed = said_once(text.strip(), today)
    if isinstance(typed, Problem):
        return typed
    plain = folded(typed)
    if asked_back is not None:
        is_again = plain == folded(asked_back.typed.strip())
        meant = asked_back.meant if yes_or_no(plain) is True else asked_back.again
        if meant is not None and (is_again or yes_or_no(plain) is True):
            return meant if isinstance(meant, Named) else Answered(meant)
    if (command := a_command(typed)) is not None:
        return command
    if not _is_a_choice(question, plain) or plain in _EXPLAIN:
        if plain in _BACK:
            return Back()
        if plain in _EXPLAIN:
            return Explain()
        if plain in STOP_WORDS:
            return Stop()
        if plain in _LIST:
            return ListAnswers()
        if plain in _ADVICE:
            return ShowAdvice()
        if asked := _CHANGE.fullmatch(plain):
            return ChangeAnswer(int(asked[1]) if asked[1] else None)
        if not _may_be_a_text(question) and is_own_question(typed):
            return AskedInReturn()
    match question:
        case MoreQuestion(asked_by=ir.FactDeclaration() as declared):
            return _items(declared, question.along, typed, plain, today)
        case MoreQuestion():
            return _more(plain, question.is_first)
        case SeveralQuestion():
            return read_several(question, typed, plain, today)
        case GoOnQuestion():
            said = _more(plain or "yes", is_first=True)
            return Answered(False) if isinstance(said, Skipped) else said  # else it comes again
        case FactQuestion():
            return _fact(question, typed, plain, today)
        case EachQuestion():
            return _each(question, typed, plain, today)
        case _:
            assert_never(question)


def _may_be_a_text(question: Question) -> bool:
    """Whether any words may be an answer, such as what somebody wants to ask in a letter."""
    return isinstance(question, FactQuestion) and question.declared.type.kind is ir.Kind.TEXT


def a_command(typed: str) -> Problem | None:
    """What is said of a command that is typed where something is asked; None where it is none."""
    if not _A_COMMAND.match(typed.strip()):
        return None
    return Problem("that is a command: first end the questions with `stop`, then type it")


def _is_a_choice(question: Question, plain: str) -> bool:
    if isinstance(question, EachQuestion):
        return _is_a_choice(question.parts[0], plain)
    if not isinstance(question, FactQuestion):
        return False
    declared = question.declared
    spellings = (spelling for spelling, _ in declared.type.also)
    names = (*declared.type.choices, *declared.words.values(), *spellings)
    return plain in {bare(name) for name in names}


def _more(plain: str, is_first: bool) -> Reply | Problem:
    """Enter says that there is no other one; whether there is any has to be said."""
    if yes_or_no(plain) is True:
        return Answered(True)
    if yes_or_no(plain) is False or is_none(plain) or (not plain and not is_first):
        return Answered(False)
    if is_not_known(plain):
        return Skipped()
    return Problem("answer yes or no")


def _items(
    declared: ir.FactDeclaration,
    inner: ir.EntityDeclaration | None,
    typed: str,
    plain: str,
    today: int,
) -> Reply | Problem:
    """`Acme, Globex`: one item each; `yes`: one of which that fact is not known yet.

    With an entity inside, each may have its days: `Acme on 20 Nov, Globex`.
    """
    if inner is not None and (quoted := as_names(typed, inner.noun)) is not None:
        meant = _items(declared, inner, quoted, folded(quoted), today)
        name = quoted.split('"')[1]
        asked = f"Is `{name.split()[0]}` part of the name `{shown(name)}`?"
        return AskedBack(asked, typed, meant, None) if isinstance(meant, Named) else meant
    if inner is not None and (names := names_behind(typed, inner.noun)) is not None:
        typed, plain = names, folded(names)
    if yes_or_no(plain) is True:
        return Answered(True)
    if not plain and declared.is_required:
        return Problem("answer with a name, or `no` if there is none")
    if yes_or_no(plain) is False or is_none(plain) or not plain:
        return Answered(False)
    if is_not_known(plain) and not _is_one_not_known(declared, plain):
        return Skipped()
    if inner is None:
        parts = _parts(declared, typed, today)
        return _named(declared, [NamedItem(part, ()) for part in parts], today)
    items = read_named_items(typed, inner.noun, today)
    if isinstance(items, MisspeltDay):
        mended = typed.replace(items.words, ir.iso_date(items.meant))
        meant = _items(declared, inner, mended, folded(mended), today)
        return AskedBack(items.question, typed, meant, None) if isinstance(meant, Named) else items
    if isinstance(items, Problem):
        return items
    several = [one for item in items for one in _parted(item)]
    whole, each = _named(declared, items, today), _named(declared, several, today)
    is_open = len(several) > len(items) and '"' not in typed
    if is_open and isinstance(whole, Named) and isinstance(each, Named):
        unclear = [item for item in items if len(_parted(item)) > 1]
        asked = " ".join(f"`{shown(item.name)}` may be one name." for item in unclear)
        names = ", ".join(one.name for item in unclear for one in _parted(item))
        asked += f" Do you mean several: {names}?"
        return AskedBack(asked, typed, each, whole)
    return whole


# Of `Acme and Globex`; `Hill and Sons` is one name.
_AND = re.compile(r" and (?!(?:co|sons?|daughters?|brothers|partners|associates)\b)", re.IGNORECASE)


def _parted(item: NamedItem) -> list[NamedItem]:
    """The names in one that `and` may part, each with its days."""
    return [replace(item, name=name.strip()) for name in _AND.split(item.name) if name.strip()]


def _named(declared: ir.FactDeclaration, items: Sequence[NamedItem], today: int) -> Named | Problem:
    values: list[ir.Value | None] = []
    for item in items:
        if _is_one_not_known(declared, folded(item.name)):
            values.append(None)
            continue
        value = _read(declared, item.name, today)
        bounded = value if isinstance(value, Problem) else _bounded(declared, value)
        if isinstance(bounded, Problem):
            return bounded
        values.append(bounded.value)  # twice the same are two: two jobs at one company
    if not values:
        return Problem("answer with a name")
    along = tuple(item.days for item in items)
    return Named(tuple(values), along if any(along) else ())


def _is_one_not_known(declared: ir.FactDeclaration, plain: str) -> bool:
    """`I forgot`: there is one, of which that is not known; where an item can be without it."""
    is_said = is_not_known(plain) and _KNOWN_BUT_FOR_THAT.search(plain) is not None
    return is_said and not declared.is_required


def _parts(declared: ir.FactDeclaration, typed: str, today: int) -> list[str]:
    """`Acme, "Smith, Jones & Co"` is two, and `I forgot, 20 nov`; `Nov 20, 2026` is one: a day as it stands."""
    parts = [part.strip() for part in PARTS.findall(typed) if part.strip()]
    if declared.type.kind is ir.Kind.TEXT or any(
        _is_one_not_known(declared, folded(part)) for part in parts
    ):
        return parts
    return parts if isinstance(_read(declared, typed, today), Problem) else [typed.strip()]


def _each(question: EachQuestion, typed: str, plain: str, today: int) -> Reply | Problem:
    """`6 6 3`, or `offer, offer, interviewed`: one for each. One alone is for the first of them.

    What says that there is none, or that it is not known, says so of all of them, and `both 3` of all the
    same; `Acme: offer, rest 3` says which is for whom.
    """
    is_parted = 0 < typed.count(";") == len(question.parts) - 1  # then it is no answer of one
    whole = None if is_parted else _fact(question.parts[0], typed, plain, today)
    if isinstance(whole, Skipped | NoneGiven):
        return Each((whole,) * len(question.parts))
    if (of_all := without_all(typed)) is not None:
        one = _fact(question.parts[0], of_all, folded(of_all), today)
        if isinstance(one, Answered | OnDay):
            return Each((one,) * len(question.parts))
    if not isinstance(whole, Answered | OnDay):
        labels = [part.about for part in question.parts]
        typed = "; ".join(said_of_each(typed, labels) or ()) or typed
    parts = [part for part in re.split(r"[,;\s]+|\band\b", typed) if part]
    if not all(re.fullmatch(r"[0-9]+|-|skip", part) for part in parts):
        mark = ";" if ";" in typed else ","  # which may stand in the words of one answer
        parts = [part.strip() for part in typed.split(mark) if part.strip()]
        if len(parts) > 1 and _is_a_choice(question, bare(plain)):
            parts = [typed]
    count = len(question.parts)
    if len(parts) > count:
        return Problem(f"that is {len(parts)} answers, and there are {count} to answer for")
    answers: list[Answered | OnDay | NoneGiven | Skipped] = []
    for part, said in zip(question.parts, parts, strict=False):
        one = _fact(part, said, folded(said), today)
        if not isinstance(one, Answered | OnDay | NoneGiven | Skipped):
            if isinstance(whole, Answered | OnDay):  # the comma was one of its words
                return Each((whole,))
            if not isinstance(one, Problem):
                return Problem("answer for one after the other")
            if "type 1" not in one.message and "number from" not in one.message:
                return one
            each = " ".join(["1"] * count)
            return Problem(f"{one.message}, for each of them: `{each}`, or `all 1`")
        answers.append(one)
    return Each(tuple(answers))


def _fact(question: FactQuestion, typed: str, plain: str, today: int) -> Reply | Problem:
    """One fact, and of a choice what else was said with it: `on the phone, subject to references`."""
    alone, declared = _fact_alone(question, typed, plain, today), question.declared
    is_choice = declared.type.kind is ir.Kind.CHOICE and not declared.is_required
    if question.events is None or not is_choice or not isinstance(alone, Problem):
        return alone
    apart = apart_from_events(
        question.events, declared, question.place, question.about, typed, today
    )
    if apart is None:
        return alone
    rest, besides = apart
    found = _fact_alone(question, rest, folded(rest), today)
    return replace(found, besides=besides) if isinstance(found, Answered | OnDay) else alone


def _fact_alone(question: FactQuestion, typed: str, plain: str, today: int) -> Reply | Problem:
    declared = question.declared
    is_passed_over = question.stands is not None or question.may_be_left_out
    if is_passed_over and (not plain or is_not_known(plain)):
        return Skipped()
    if is_not_known(plain) and not _is_a_choice(question, plain):
        if declared.is_required:
            return Problem("this one is needed; `back` undoes the step before")
        return Skipped()
    if not plain or (_says_none(question, plain) and not _is_a_choice(question, plain)):
        return _nothing(question, plain)
    if question.day is not None:
        with_day = _on_day(question, question.day, typed, today)
        if with_day is not None:
            return with_day
    is_day_or_length = declared.type.kind in (ir.Kind.DATE, ir.Kind.DURATION)
    if is_day_or_length and (told := without_silence(typed)) is not None:
        if declared.type.kind is ir.Kind.DATE and question.said_on is None and is_a_length(told):
            return Problem("it is not known from when that counts; type the day itself")
        typed, plain = told, folded(told)
    if question.said_on is not None and is_a_length(plain):
        day = read_date(typed, question.said_on, declared.looks, question.calendar)
        return day if isinstance(day, Problem) else Answered(day, question.said_on)
    value = _read(declared, typed, today, question.calendar)
    if isinstance(value, Problem) and declared.type.kind is ir.Kind.CHOICE:
        without = _without_passed_days(typed, today)
        said = value if without is None else _read(declared, without, today)
        value = value if isinstance(said, Problem) else said
    if isinstance(value, Unknown):  # of what may mean two choices, no event decides
        value = _by_event(question, typed, today) or value
    if declared.type.kind is ir.Kind.TEXT and not typed.startswith('"'):
        if plain in _MERE_ASSENT:
            return Problem("type the words themselves, or only Enter if there are none")
        is_number = _A_LINE.fullmatch(plain) is not None
        if is_number and declared.is_required:
            return Problem(f'{plain} is a number and no name: type the name, or "{plain}"')
        if is_number or _UNSURE.search(typed) or (declared.is_required and is_own_question(typed)):
            said = f"`{shown(typed)}` will be repeated just as it stands here. Keep it?"
            return AskedBack(said, typed, typed, typed)
    if declared.is_required and isinstance(value, str) and not value.strip():  # `""` says nothing
        return _nothing(question, "")
    return value if isinstance(value, Problem) else _bounded(declared, value)


_ENDS_IN_LIMIT = re.compile(r"\b(?:by|until|till)$", re.IGNORECASE)


def _on_day(
    question: FactQuestion, dated_by: ir.FactDeclaration, typed: str, today: int
) -> OnDay | Problem | None:
    """`yes, yesterday`, `2 last friday`, `on friday, by phone`: what is so, and its day; None where it says no day.

    Of a choice, either may be not known: `1, not sure when`, `last friday`.
    """

    def read_when(said: str) -> int | Problem:
        return read_date(said.strip(" ,;:"), today, dated_by.looks, question.calendar)

    declared = question.declared
    if declared.type.kind is ir.Kind.YES_NO:
        day = read_when(re.sub(r"^(?:yes|yeah|yep|y)[, ]+", "", folded(typed)))
        return OnDay(True, day) if isinstance(day, int) else None
    if not isinstance(_read(declared, typed, today), Problem):
        return None
    words, wrong = typed.split(), None
    parts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1)]
    for what, when in (*parts, *((last, first) for first, last in parts)):
        if _ENDS_IN_LIMIT.search(what):  # of `accepted by friday`, `by friday` is the day
            continue
        value, day = _read(declared, what.strip(" ,;:."), today), read_when(when)
        if isinstance(value, Problem) and is_not_known(folded(what)) and isinstance(day, int):
            return OnDay(None, day)
        if isinstance(value, Problem):
            continue
        if is_not_known(re.sub(r" when(?: (?:it|that) was)?$", "", folded(when))):
            return OnDay(value, None)
        if isinstance(day, int):
            return OnDay(value, day)
        if not isinstance(day, Unknown):
            wrong = wrong or Problem(f"{day.message} Answer once more, with the right day")
    alone = read_day_alone(typed, today, dated_by.looks, question.calendar)
    return OnDay(None, alone) if wrong is None and isinstance(alone, int) else wrong


def _says_none(question: FactQuestion, plain: str) -> bool:
    """`no` says so too, where it is neither an answer of its own nor a name."""
    kind = question.declared.type.kind
    is_no = plain in {"no", "n", "nope"} and question.may_be_none and kind is not ir.Kind.YES_NO
    has_no_zero = kind not in (ir.Kind.YES_NO, ir.Kind.NUMBER)
    may_be_so_far = question.may_be_none and has_no_zero
    is_said = is_not_so_far(plain) or (kind is not ir.Kind.TEXT and is_refused(plain))
    return is_none(plain) or is_no or (may_be_so_far and is_said)


def _nothing(question: FactQuestion, plain: str) -> Reply | Problem:
    declared = question.declared
    if declared.is_required:
        if plain and declared.type.kind is ir.Kind.TEXT:
            return Problem(f'this one is needed; if it is really called so, type "{shown(plain)}"')
        return Problem("this one is needed; type an answer, or `?` for what can be answered")
    if declared.default is None:
        if not plain and declared.type.kind is ir.Kind.YES_NO:  # too easily pressed by mistake
            return Problem("answer yes or no; `skip` if you do not know")
        return Skipped() if not plain and question.is_rarely_none else NoneGiven()
    if not plain:
        return Answered(declared.default)
    if declared.type.kind is ir.Kind.NUMBER:
        return _bounded(declared, 0)
    return Problem("there has to be an answer here; `skip` if you do not know")


def _by_event(question: FactQuestion, typed: str, today: int) -> str | None:
    """The choice of what happened: `they gave me the post`."""
    if question.events is None or question.declared.type.kind is not ir.Kind.CHOICE:
        return None
    return choice_by_event(
        question.events, question.declared, question.place, question.about, typed, today
    )


def _read(
    declared: ir.FactDeclaration, typed: str, today: int, calendar: ir.Calendar | None = None
) -> ir.Value | Problem:
    match declared.type.kind:
        case ir.Kind.YES_NO:
            return _read_yes_no(typed)
        case ir.Kind.NUMBER:
            return read_number(_without_noun(declared, typed))
        case ir.Kind.DATE:
            return read_date(typed, today, declared.looks, calendar)
        case ir.Kind.DURATION | ir.Kind.WORKING_DAYS:
            return read_in_carrier_phrase(typed, read_duration)
        case ir.Kind.PERIOD:
            return read_in_carrier_phrase(typed, read_period)
        case ir.Kind.CHOICE:
            return read_choice(typed, declared.type.choices, declared.words, declared.type.also)
        case ir.Kind.TEXT:
            return _read_text(typed)


def _without_passed_days(typed: str, today: int) -> str | None:
    """`they rejected me` of `they rejected me last friday`; None of `starting next week`, which is no `started`."""
    words, days = without_days(tokens_in(typed), today)
    read = [read_day(day, today, ir.Looks.BACK) for day in days]
    has_passed = all(isinstance(day, int) and day <= today for day in read)
    return " ".join(words) if days and words and has_passed else None


def _without_noun(declared: ir.FactDeclaration, typed: str) -> str:
    """`two` of `two people`, where it is asked how many people there were."""
    count, _, noun = typed.strip().rpartition(" ")
    parts = declared.ask.parts if declared.ask is not None else ()
    asked = {word for part in parts if isinstance(part, str) for word in bare(part).split()}
    is_asked = bool(bare(noun)) and {bare(noun), f"{bare(noun)}s"} & asked and len(noun) > 2
    return count if count and is_asked else typed


def _read_yes_no(typed: str) -> bool | Problem:
    said = yes_or_no(folded(typed))
    return (
        Problem(f"`{shown(typed)}` is neither yes nor no; `skip` if you do not know")
        if said is None
        else said
    )


def _read_text(typed: str) -> str | Problem:
    if len(typed) >= 2 and typed[0] == typed[-1] == '"':
        return typed[1:-1]
    bad = next(
        (c for c in typed if c == "\ufffd" or (not c.isprintable() and c not in "\u200d\u200c")),
        None,
    )
    if bad is not None:
        return Problem("there is a character in it that cannot be shown: please type it again")
    return typed


def _bounded(declared: ir.FactDeclaration, value: ir.Value) -> Answered | Problem:
    if isinstance(value, int) and declared.type.kind is not ir.Kind.YES_NO:
        for bound, is_beyond, word in (
            (declared.minimum, -1, "at least"),
            (declared.maximum, 1, "at most"),
        ):
            if bound is not None and (value - bound) * is_beyond > 0:
                return Problem(f"it has to be {word} {words_of(bound, declared.type, {})}")
        if declared.is_whole and value % ir.MILLION:
            return Problem("it has to be a whole number")
    return Answered(value)
