"""Sentences that tell of several things: `Acme turned me down and Globex called`, one after the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from advisor import ir
from advisor.cli.situation.advice_references import meant_places
from advisor.cli.situation.event_recording import FittingInterpretation, recorder_of, understood
from advisor.cli.situation.scene import Scene
from advisor.dialogue.conditions_in_sentences import CONDITION, SUBJECT_TO, with_its_conditions
from advisor.dialogue.days_in_sentences import without_days
from advisor.dialogue.event_recognition import Interpretation
from advisor.dialogue.letters import passed_on, told_by_messenger
from advisor.dialogue.own_questions import without_own_questions
from advisor.dialogue.phrases import begins_with_a_verb
from advisor.dialogue.polar_answers import without_silence
from advisor.dialogue.question_texts import missing_facts
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.text_normalization import means_in, words_in

MOST_PARTS = 6
_OF_A_NAME = 4  # words; a name that is longer is known by its first ones
UNFIT = "does not fit what is known so far"
NOT_CLEAR = "is not clear to me"
ONLY_ADVICE = "is a question, which only the advice answers"
WAITS = "stands behind what is not clear yet"
_BETWEEN = re.compile(
    r"(?<!\bfrom)(?<!\bto)(?<!\bat)(?<!\bby)(?<!\bwith)\s*[,;.!]+\s+(?:(?:and|but|then|so|also)\s+)*|\s+(?:and|but)\s+(?:then\s+|also\s+)?"
    r"|\s+because\s+(?=(?:they|he|she|[Ii]|we)\b)|\s+(?=(?:because|due to|owing to)\b)"
)


# Where no mark parts what is said: `it went well they said they will ring`, but not `they said they will ring`.
_BEFORE_SOMEBODY = re.compile(
    r"(?<!\bsaid)(?<!\bsays)(?<!\bsay)(?<!\btold)(?<!\bme)(?<!\bthat)(?<!\band)(?<!\bbut)(?<!\bthink)(?<!\bknow)(?<!\bif)"
    r"(?<!\buntil)(?<!\bwhen)(?<!\bthan)(?<!\bask)(?<!\basked)\s+(?=(?:they|he|she|i)(?:['’]\w+)?\s+\w)",
    re.IGNORECASE,
)
# Who does something, at the beginning of a part; a name does, too.
_SUBJECT = re.compile(r"\W*(?:(they|he|she|hr|(?:the|their|some)\s?\w+)|(i|we))\b", re.IGNORECASE)
_REASON = re.compile(r"(?:because|due to|owing to)\b", re.IGNORECASE)
# What follows is what was told: `told Acme and Globex I have an offer`.
_TELLING = re.compile(r"\b(?:tell|told|telling|let|inform|informed|informing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A part of what somebody said, to be interpreted by itself; of these places, where others were named before it.

    `is_sure`: it is taken where it is clear; else it is asked back, for something was denied before it.
    `is_news`: others were in touch to say it, so that its day is to come; `is_silent_since`: they said it before, and
    nothing since.
    `left_out` says why it is not recorded: it is said back, and the other parts stay. `means` is how it was said, by a
    part before it that says no more: `they rang, they offered me the job`.
    """

    text: str
    places: frozenset[str] | None = None
    is_sure: bool = True
    is_news: bool = False
    is_silent_since: bool = False
    left_out: str | None = None
    means: tuple[str, ...] = ()


def parts_of(
    scene: Scene, text: str, places: Collection[str] | None = None
) -> tuple[SentencePart, ...]:
    """The parts of a sentence, if it is not clear as a whole or does not fit, and every part of it is.

    Shape: the whole sentence as the only one otherwise. What is denied tells of nothing and is left out: at the
    end, `they called, but did not decide`; at the beginning, `did not hear anything, so I called them`. Who is named
    in one part is meant in the next ones too, until somebody else is: `Acme called and they want references`. What
    one part tells may make the next possible: `they offered me the job, they want to know by friday`. A part that
    does not fit takes nothing from the others: `Acme answered, they want to know by friday`, of an offer. Nor does what
    was denied beside them: of `no paper yet, rang the man, I have until friday`, the last is asked back. What it depends
    on is a part of its own, and what is not understood beside what is clear is said back as left out, and so is a question
    of the person's own.
    """
    there = None if places is None else frozenset(places)
    told, asked = without_own_questions(text)
    questions = (SentencePart(one, left_out=ONLY_ADVICE) for one in asked) if told else ()
    return (*_told_parts(scene, passed_on(told or text), there), *questions)


def _told_parts(scene: Scene, text: str, places: frozenset[str] | None) -> tuple[SentencePart, ...]:
    whole = SentencePart(text, places)
    if old := _promised_before(scene, whole):
        return (old,)
    interpreted = understood(scene, text, places)
    is_clear = interpreted.meant.is_sure and bool(interpreted.fits)
    if is_clear and not interpreted.meant.says_more:
        return (whole,)
    if by_messenger := _by_messenger(scene, text, whole):
        return by_messenger
    if each := _of_each(scene, whole):
        return each
    if _is_open_only_of_whom(interpreted) and not interpreted.meant.says_more:
        return (whole,)
    split = [part for part in _split(scene, text.strip().rstrip(".!"), places) if words_in(part)]
    finer = [
        part
        for one in split
        for part in ([one] if _TELLING.search(one) else _BEFORE_SOMEBODY.split(one))
        if part
    ]
    ways = [
        tuple(one for part in parts for one in with_its_conditions(part))
        for parts in (split, finer)
    ]
    # Not each of them has to be clear, where no other way is left.
    for parts, is_strict in dict.fromkeys(
        (parts, strict) for strict in (True, False) for parts in ways
    ):
        is_conditional = any(part.startswith(SUBJECT_TO) for part in parts)
        if not 1 < len(parts) <= MOST_PARTS or (is_clear and not is_strict and not is_conditional):
            continue
        found = _each_part(scene, parts, whole, interpreted.meant.is_denied, is_strict)
        if found and not is_clear and _is_one_thing(scene, found, interpreted):
            return (whole,)
        if found and (not is_clear or _tells_more(scene, found, _key(interpreted.fits[0]))):
            return found
    if is_clear:
        return (whole,)
    only = " ".join(split)
    return (replace(whole, text=only) if len(split) == 1 else whole,)


def _by_messenger(scene: Scene, text: str, whole: SentencePart) -> tuple[SentencePart, ...]:
    """What somebody whom nothing here is called after tells of one that is: `Reed says Acme went with someone else`."""
    told = told_by_messenger(text)
    if told is None or understood(scene, told[0]).meant.names_somebody:
        return ()
    _, rest = told
    if not understood(scene, rest, whole.places).meant.names_somebody:
        return ()
    means = means_in(text.removesuffix(rest))
    parts = _told_parts(scene, rest, whole.places)
    return tuple(replace(one, is_news=True, means=(*means, *one.means)) for one in parts)


def _is_open_only_of_whom(interpreted: FittingInterpretation) -> bool:
    """Whether it says in full what happened, and only whom of several it is about is open: `they rang and offered me the job`."""
    events, places = (
        zip(*map(_key, interpreted.fits), strict=True) if interpreted.fits else ((), ())
    )
    is_one = len({*events}) == 1 and len({*places}) == len(places) > 1
    return interpreted.meant.is_outright and is_one


def _is_one_thing(
    scene: Scene, parts: Sequence[SentencePart], whole: FittingInterpretation
) -> bool:
    """Whether only whom it is about is open, and the parts say the same again: `I got voicemail, left a message`."""
    events = {_key(one)[0] for one in whole.fits}
    every = (interpret_part(scene, part).fits for part in parts)
    is_same = len(parts) > 1 and all({_key(one)[0] for one in fits} == events for fits in every)
    return whole.meant.is_outright and len(events) == 1 and is_same


def _tells_more(scene: Scene, parts: Sequence[SentencePart], whole: tuple[str, str]) -> bool:
    """Whether a part is open, or tells another event than the whole: `they rang, they offered me the job`."""
    told = (_told_by(scene, part) for part in parts)
    return any(one is None or _key(one) != whole for one in told)


def _split(scene: Scene, text: str, places: frozenset[str] | None) -> list[str]:
    """A sentence at its marks and at `and`, but not `told Acme and Globex that …` between the two that are told."""
    parts, start = [], 0
    for mark in _BETWEEN.finditer(text):
        before, after = text[start : mark.start()], text[mark.end() :]
        if (
            mark[0].strip().lower() == "and"
            and any(_is_a_name(scene, " ".join(before.split()[-n:])) for n in range(1, _OF_A_NAME))
            and any(_is_a_name(scene, " ".join(after.split()[:n])) for n in range(1, _OF_A_NAME))
            and _told_by(scene, SentencePart(before, places)) is None
        ):
            continue
        if mark[0].strip().lower() == "and" and CONDITION.search(before):
            behind = _BETWEEN.split(after, maxsplit=1)[0]
            goes_on = understood(scene, SUBJECT_TO + behind).meant.is_outright
            if goes_on or not understood(scene, behind).meant.is_outright:
                continue  # `subject to references and a check`
        parts.append(before)
        start = mark.end()
    return [*parts, text[start:]]


def _is_a_name(scene: Scene, words: str) -> bool:
    meant = understood(scene, words).meant
    return meant.names_somebody and not meant.told


def _each_part(
    scene: Scene, parts: Sequence[str], whole: SentencePart, is_denied: bool, is_strict: bool
) -> tuple[SentencePart, ...] | None:
    """The parts, each with whom it is about; None where one of them is not clear, unless the whole denies something.

    If not `is_strict`, one that is not clear is left out, as long as another one is.
    """
    found: list[SentencePart] = []
    there, is_sure, is_clear, now = whole.places, True, True, scene
    recorded: list[tuple[str, str]] = []
    today = scene.decision.today
    for number, typed in enumerate(parts):
        words, is_news = typed, number > 0
        told = _told_by(now, SentencePart(words, there, is_news=is_news))
        if told is None and understood(now, words, whole.places).meant.names_somebody:
            there = whole.places
            told = _told_by(now, SentencePart(words, there, is_news=is_news))
        if told is None and number and (full := _with_subject(now, words, parts[number - 1])):
            words, told = full, _told_by(now, SentencePart(full, there, is_news=is_news))
        if told is None and (behind := _named_behind(now, words, parts[number + 1 :])):
            there, told = behind, _told_by(now, SentencePart(words, behind))
        if told is None and found and all(_is_denied(scene, one) for one in parts[number:]):
            said = (
                one
                for one in parts[number:]
                if one.startswith(SUBJECT_TO) or without_days(words_in(one), today)[1]
            )
            found += (_not_clear(one, there, whole) for one in said)
            break
        if told is None and not found and is_sure and _is_denied(scene, words):
            is_sure = False
            there = _about_one(now, understood(now, words).meant) or there
            continue
        if told is None and (unfit := _unfit(now, words, (there, whole.places))):
            if _key(unfit[1]) in recorded:  # `they said no, I did not get it` says one thing twice
                continue
            found.append(unfit[0])
            there = _around(scene, unfit[1]) or there
            continue
        if told is None and (each := _of_each(now, SentencePart(words, whole.places))):
            found += (replace(one, is_sure=is_sure) for one in each)
            there = whole.places
            continue
        if told is None and (which := _open_between(now, words, (there, whole.places))):
            found.append(which)
            there = which.places
            continue
        if told is None and is_strict and not is_denied:
            return None
        if told is None:
            unclear = understood(now, words, whole.places)
            meant = unclear.meant
            # Without a condition or a reason the rest is as clear.
            is_beside = words.startswith(SUBJECT_TO) or _REASON.match(words) is not None
            if meant.is_own and meant.is_a_mere_call and number + 1 < len(parts):
                continue  # `I rang and withdrew`
            may_be_told = bool(unclear.fits) and not is_beside  # it is chosen with the rest
            if (meant.unknown_names or may_be_told) and not is_denied:
                return None
            is_clear = is_clear and is_beside
            if is_beside or not meant.is_denied:
                found.append(_not_clear(typed, there, whole))
            continue
        found.append(SentencePart(words, there, is_sure, is_news))
        recorded.append(_key(told))
        now = scene_after(now, told)
        there = _around(scene, told) or there
    if not any(part.left_out is None for part in found):
        return None
    found = _without_carriers(scene, found)
    return tuple(found if is_clear else (replace(part, is_sure=False) for part in found))


def _with_subject(scene: Scene, words: str, before: str) -> str | None:
    """A part that goes on about whom the one before it began with: `they said no` of `Acme rang` and `said no`."""
    if not begins_with_a_verb(words_in(words)):
        return None
    begins = _SUBJECT.match(before)
    if begins is not None:
        return f"{'I' if begins[2] else 'they'} {words}"
    first = before.split()
    is_named = any(_is_a_name(scene, " ".join(first[:n])) for n in range(1, _OF_A_NAME))
    return f"they {words}" if is_named else None


def _not_clear(words: str, there: frozenset[str] | None, whole: SentencePart) -> SentencePart:
    """The part as left out, in the words of the person."""
    said = words if words in whole.text else words.removeprefix(SUBJECT_TO)
    return SentencePart(said, there, left_out=NOT_CLEAR)


def _without_carriers(scene: Scene, parts: Sequence[SentencePart]) -> list[SentencePart]:
    """The parts without those that say no more than that the next ones were said: `they rang, they offered me the job`.

    That is so where the one changes all that the other does, and more; of a mere call, where it changes some of it:
    `they rang and said no`. A call is dropped also where it does not fit by itself.
    """
    found: list[SentencePart] = []
    means: tuple[str, ...] = ()
    now = scene
    each = list[tuple[SentencePart, tuple[ReportedEvent, ...], bool]]()
    for part in parts:
        interpreted = interpret_part(now, part)
        fits = interpreted.fits if part.left_out is None else ()
        is_call = interpreted.meant.is_a_mere_call
        if is_call and part.left_out == UNFIT:
            fits = interpreted.meant.told
        each.append((part, fits, is_call))
        told = None if part.left_out is not None else _told_by(now, part)
        now = now if told is None else scene_after(now, told)
    for number, (part, fits, is_call) in enumerate(each):
        behind = [later for one, later, _ in each[number + 1 :] if later and one.left_out is None]
        is_plain = bool(fits) and all(one.fact is None for one in fits)
        if is_plain and any(_says_all_of(later, fits, is_call) for later in behind):
            means += means_in(part.text)
            continue
        found.append(replace(part, means=means) if part.left_out is None else part)
    return found


def _says_all_of(
    later: Sequence[ReportedEvent], carriers: Sequence[ReportedEvent], is_call: bool
) -> bool:
    """Whether each of these changes all that a carrier does at its place, and more; one event some of what a call does."""
    changed: dict[str, list[frozenset[ir.Change]]] = {}
    for one in carriers:
        changed.setdefault(one.placed_event.place, []).append(
            frozenset(one.placed_event.event.sets)
        )
    told = [(one.placed_event.place, frozenset(one.placed_event.event.sets)) for one in later]
    if is_call and len({one.placed_event.event.name for one in later}) == 1:
        there = [(place, sets) for place, sets in told if place in changed]
        if there and all(
            sets != one and not sets.isdisjoint(one)
            for place, sets in there
            for one in changed[place]
        ):
            return True
    return all(
        any(frozenset() < one < sets for one in changed.get(place, ())) for place, sets in told
    )


def _key(told: ReportedEvent) -> tuple[str, str]:
    return told.placed_event.event.name, told.placed_event.place


def _around(scene: Scene, told: ReportedEvent) -> frozenset[str] | None:
    """The places of the one that is meant, and what is about nobody; None where it is about nobody."""
    group = told.placed_event.group
    return _inside(scene, group) if group else None


def _about_one(scene: Scene, meant: Interpretation) -> frozenset[str] | None:
    """The places of the only one that a part names, though it tells nothing: `nothing from Acme`."""
    groups = {place.partition(".")[0] for places in meant.about for place in places if place}
    return _inside(scene, groups.pop()) if len(groups) == 1 else None


def _inside(scene: Scene, group: str) -> frozenset[str]:
    return frozenset({"", *(one.place for one in scene.placed if _is_inside(one.place, group))})


def _named_behind(scene: Scene, words: str, behind: Iterable[str]) -> frozenset[str] | None:
    """Whom the first part behind it names, where a part leaves that open: of `they rang, an interview at Acme`, Acme."""
    meant = understood(scene, words).meant
    if meant.names_somebody or not meant.is_outright:
        return None
    for one in behind:
        later = understood(scene, one).meant
        groups = {told.placed_event.group for told in later.told}
        if later.names_somebody:
            return _inside(scene, groups.pop()) if len(groups) == 1 and groups != {""} else None
    return None


_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)


def _of_each(scene: Scene, part: SentencePart) -> tuple[SentencePart, ...]:
    """A part for each of several of whom it tells the same: of `told Acme and Globex I have an offer`; () else.

    Of `they both called`, the two who can have done so are meant.
    """
    interpreted = understood(scene, part.text, part.places)
    meant, fits = interpreted.meant, interpreted.fits
    groups = [place for places in meant.together for place in places]
    if not groups and meant.is_outright and len(fits) == 2 and _BOTH.search(part.text):
        groups = [told.placed_event.group for told in fits]
    each = tuple(replace(part, places=_inside(scene, group)) for group in groups)
    told = [_told_by(scene, one) for one in each]
    sensible = [one.placed_event.event.name for one in told if one and one.placed_event.makes_sense]
    return each if len(sensible) == len(each) and len({*sensible}) == 1 else ()


def _unfit(
    scene: Scene, words: str, where: Iterable[frozenset[str] | None]
) -> tuple[SentencePart, ReportedEvent] | None:
    """The part, of the first places that do, and what it clearly tells, where that cannot have happened."""
    for places in where:
        interpreted = understood(scene, words, places)
        if interpreted.meant.is_sure and not interpreted.fits:
            return SentencePart(words, places, left_out=UNFIT), interpreted.meant.told[0]
    return None


def _open_between(
    scene: Scene, words: str, where: Iterable[frozenset[str] | None]
) -> SentencePart | None:
    """The part, of the first places that do, where it says in full one of several things, or one with a slip: it is asked."""
    for places in where:
        interpreted = understood(scene, words, places)
        if interpreted.meant.is_outright and interpreted.fits:
            return SentencePart(words, places)
    return None


def parts_besides(scene: Scene, meant: Interpretation, text: str) -> tuple[SentencePart, ...]:
    """What a sentence tells beside that somebody is new, once they are added: of them, unless it names others."""
    if meant.besides is None:
        return parts_of(scene, text)
    if not meant.besides:
        return ()
    names_others = understood(scene, meant.besides).meant.names_somebody
    places = None if names_others else meant_places(scene, meant.unknown_names[0])[0]
    return parts_of(scene, meant.besides, places)


def parts_about_the_same(
    scene: Scene, parts: Sequence[SentencePart], groups: Collection[str]
) -> list[SentencePart]:
    """The parts that are left, those which name nobody about the only one that was just recorded.

    What did not fit before may do so now: of `they offered me the job, they want to know by friday`, once whose job is known.
    """
    found: list[SentencePart] = []
    there = _inside(scene, next(iter(groups))) if len(groups) == 1 and "" not in groups else None
    for part in parts:
        is_open = part.places is None and part.left_out in (None, UNFIT, NOT_CLEAR)
        if there is None or not is_open or understood(scene, part.text).meant.names_somebody:
            found.append(part)
            continue
        is_sure = (
            part.is_sure or part.left_out is not None
        )  # it was not clear as long as that was open
        again = replace(part, places=there, is_sure=is_sure, left_out=None)
        interpreted = interpret_part(scene, again)
        found.append(again if interpreted.fits else part)
    return found


def _promised_before(scene: Scene, whole: SentencePart) -> SentencePart | None:
    """What others said when they were last in touch: of `haven't heard, they said ten days`, the promise of then."""
    told = without_silence(whole.text)
    if told is None:
        return None
    meant = understood(scene, whole.text, whole.places).meant
    there = whole.places or _about_one(scene, meant)  # `nothing from Acme, they said ten days`
    part = SentencePart(told, there, is_silent_since=True)
    found = None if meant.unknown_names else _told_by(scene, part)
    if found is None or found.fact is None or found.day is None:
        return None
    return part if found.day < scene.decision.today else None


def interpret_part(
    scene: Scene, part: SentencePart, *, anyway: bool = False
) -> FittingInterpretation:
    """What a part may mean; it is sure of nothing where the part is not."""
    interpreted = understood(
        scene, part.text, part.places, anyway=anyway, is_silent_since=part.is_silent_since
    )
    if part.means:
        meant = interpreted.meant
        told, fits = (
            tuple(replace(one, means=(*part.means, *one.means)) for one in some)
            for some in (meant.told, interpreted.fits)
        )
        interpreted = FittingInterpretation(replace(meant, told=told), fits)
    if part.is_news:
        interpreted = _of_what_is_to_come(interpreted)
    if part.is_sure or not interpreted.meant.is_sure:
        return interpreted
    return replace(interpreted, meant=replace(interpreted.meant, is_sure=False))


def _of_what_is_to_come(interpreted: FittingInterpretation) -> FittingInterpretation:
    """Of `they rang, an interview on monday`, the next Monday: nobody rings to tell of one that is over."""
    fits = tuple(one for one in interpreted.fits if one.fact is not None)
    is_one = interpreted.meant.is_outright and len({*map(_key, interpreted.fits)}) == len(fits) == 1
    if interpreted.meant.is_sure or not is_one:
        return interpreted
    return FittingInterpretation(replace(interpreted.meant, told=fits, is_sure=True), fits)


def _told_by(scene: Scene, part: SentencePart) -> ReportedEvent | None:
    interpreted = interpret_part(scene, replace(part, is_sure=True))
    return interpreted.fits[0] if interpreted.meant.is_sure and interpreted.fits else None


def scene_after(scene: Scene, told: ReportedEvent) -> Scene:
    """The situation as it would be, if that were recorded; what a new item needs is not known yet."""
    return scene if told.placed_event.event.adds is not None else recorded(scene, told)[0]


def recorded(scene: Scene, told: ReportedEvent) -> tuple[Scene, tuple[ir.FactDeclaration, ...]]:
    """The situation as it would be, if that were recorded, and what a new item in it still needs."""
    recorder = recorder_of(scene, told.placed_event)
    recorder.carry_out(told.placed_event.event.sets, told.day or scene.decision.today)
    if told.fact is not None:
        recorder.set(*told.fact)
    case = replace(scene.case, situation=replace(scene.case.situation, root=recorder.root))
    then = Scene(scene.advisor, scene.file, case, questions=False, is_supposed=scene.is_supposed)
    return then, missing_facts(scene.pack, ir.instance_at(recorder.root, recorder.place))


def _is_denied(scene: Scene, text: str) -> bool:
    return understood(scene, text).meant.is_denied


def _is_inside(place: str, group: str) -> bool:
    return place == group or place.startswith(f"{group}.")
