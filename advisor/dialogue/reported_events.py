"""An event as somebody reports it: at its place, on the days that the sentence says, in each way that they can be meant.

`they called on friday`     → the last Friday
`they want it by friday`    → the next one, on which the event asks for a day
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from advisor import ir
from advisor.dialogue.dates import read_day
from advisor.dialogue.day_arithmetic import WEEKDAYS, named
from advisor.dialogue.days_in_sentences import NOW, TOWARDS, days_meant
from advisor.dialogue.phrases import is_demand, is_past, stem_of, words_of_template
from advisor.dialogue.placed_events import PlacedEvent
from advisor.dialogue.quantities import Problem
from advisor.dialogue.sentences import Sentence
from advisor.dialogue.underspecified_days import added_length, is_length

_FAR = 180  # days
_UNTIL = TOWARDS - {"to", "for"}
# Words of a day that is later than the one before: `more time until friday`.
_LATER = frozenset(map(stem_of, ("more", "longer", "extend", "extension")))


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """An event as somebody told it. `day` is None where no day was said; `fact` is a day or a name that it asks for.

    Units: ordinals.
    """

    placed_event: PlacedEvent
    day: int | None = None
    fact: tuple[str, str, ir.Value] | None = None  # entity, fact, value
    means: tuple[str, ...] = ()  # how it was said or done: `by phone`


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What is known of days when a sentence is interpreted. Units: ordinals."""

    today: int
    calendar: ir.Calendar | None
    stated: Mapping[tuple[str, str], int]  # by place and fact
    said_on: Mapping[tuple[str, str], int] = field(default_factory=dict)  # when others said it
    is_silent_since: bool = False  # nobody was in touch since then
    is_supposed: bool = False  # nothing of it has happened: its days are to come

    def has(self, told: ReportedEvent) -> bool:
        """Whether the day that is told stands there already."""
        place = told.placed_event.place
        return told.fact is not None and self.stated.get((place, told.fact[1])) == told.fact[2]

    def stated_ahead(self, told: ReportedEvent) -> bool:
        """Whether that day is to come."""
        return told.fact is not None and int(told.fact[2]) > self.today


def on_days(
    pack: ir.Pack, placed_event: PlacedEvent, said: Sentence, days: KnownDays
) -> list[ReportedEvent]:
    """The event with the days that were said, in each way that they can be meant; none where in no way."""
    if not said.days:
        return [ReportedEvent(placed_event)]
    if (promised := _promised(pack, placed_event, said, days)) is not None:
        return [promised]
    each = [_on_day(pack, placed_event, said, day, days) for day in said.days]
    if len(each) == 1:
        return each[0]
    if len(each) > 2:
        return []
    plain = [ReportedEvent(placed_event)]
    if plain in each:  # of `my interview on Friday was moved to Monday`, Friday only says which
        return each[1 - each.index(plain)]
    pairs = [(own, then) for one, other in (each, each[::-1]) for own in one for then in other]
    return [
        ReportedEvent(placed_event, own.day, then.fact)
        for own, then in pairs
        if own.day and then.fact
    ]


def _promised(
    pack: ir.Pack, placed_event: PlacedEvent, said: Sentence, days: KnownDays
) -> ReportedEvent | None:
    """What others promised before, of which the length counts from that day: `they promised ten days on 27 october`.

    Without a day it is the one on which they last said something, where the sentence tells of the promise and of no call:
    `they promised to tell me within ten days`, or where nobody was in touch since. None, where it says no such thing.
    """
    fact = None if placed_event.is_action else _asked_day(pack, placed_event.event)
    lengths = [day for day in said.days if is_length(day)]
    if fact is None or fact.looks is not ir.Looks.AHEAD or len(lengths) > 1 or len(said.days) > 2:
        return None
    rest = [day for day in said.days if day not in lengths]
    until: int | Problem | None
    if lengths and rest:
        passed = days_meant(rest[0], days.today, ir.Looks.BACK, days.calendar)
        day = passed[0] if len(passed) == 1 and rest[0].split(" ")[0] not in TOWARDS else None
    else:
        day = _promised_on(placed_event, fact, said, days)
    if day is None or day >= days.today:
        return None
    if lengths:
        until = read_day(lengths[0], day, ir.Looks.AHEAD, days.calendar)
    elif len(rest) == 1:
        until = _passed_by(rest, days)
        if until is None and days.is_silent_since:
            ahead = days_meant(rest[0], days.today, ir.Looks.AHEAD, days.calendar)
            until = ahead[0] if len(ahead) == 1 else None
    else:
        until = None
    if not isinstance(until, int) or until < day:
        return None
    return ReportedEvent(placed_event, day, (fact.entity, fact.name, until))


def _promised_on(
    placed_event: PlacedEvent, fact: ir.FactDeclaration, said: Sentence, days: KnownDays
) -> int | None:
    """When others last said something of a fact, where that is what a sentence tells again."""
    says = words_of_template(fact.says) if fact.says is not None else ()
    promising = {word for word in says if isinstance(word, str) and is_past(word)}
    promising.add("would")  # `they said they would decide within ten days`
    is_told_again = days.is_silent_since or not promising.isdisjoint(said.phrase.words)
    is_promise = is_told_again and not said.phrase.tells_of_a_call
    return days.said_on.get((placed_event.place, fact.name)) if is_promise else None


def _passed_by(said: Sequence[str], days: KnownDays) -> int | None:
    """The day by which something should have been, that has passed: `by 20 november` in December, not `by friday`."""
    if said[0].split(" ")[0] not in TOWARDS:
        return None
    passed, ahead = (
        days_meant(said[0], days.today, looks, days.calendar)
        for looks in (ir.Looks.BACK, ir.Looks.AHEAD)
    )
    is_far = all(day - days.today > _FAR for day in ahead)
    return passed[0] if len(passed) == 1 and is_far else None


def _on_day(
    pack: ir.Pack, placed_event: PlacedEvent, sentence: Sentence, words: str, days: KnownDays
) -> list[ReportedEvent]:
    lead, _, rest = words.partition(" ")
    said = rest if lead in ("to", "for") else words
    if words in NOW and not any(map(is_demand, sentence.phrase.stems)):  # `it is in writing now`
        return [ReportedEvent(placed_event, days.today if placed_event.has_day else None)]
    # Of what somebody did, the answer to it is asked for: who asks for time until Friday has not got it.
    fact = None if placed_event.is_action else _asked_day(pack, placed_event.event)
    looks_back = fact is not None and fact.looks is ir.Looks.BACK
    if lead in TOWARDS and (placed_event.is_action or looks_back):  # `they want it by monday`
        return [ReportedEvent(placed_event)]
    if lead in _UNTIL and fact is None:
        return []  # `they said no, I have to decide by friday`: of what, is open
    if fact is not None and (added := added_length(words)) is not None:
        until = _later(pack, fact, placed_event.place, added, days)
        asks = None if until is None else (fact.entity, fact.name, until)
        return [ReportedEvent(placed_event, None, asks)]
    # `two weeks` has no side
    has_side = bool(days_meant(said, days.today, None, days.calendar))
    passed = days_meant(said, days.today, ir.Looks.BACK, days.calendar)
    if days.is_supposed:
        passed = days_meant(said, days.today, ir.Looks.AHEAD, days.calendar) or passed
    own = [ReportedEvent(placed_event, day) for day in passed if placed_event.has_day and has_side]
    if fact is None:
        return own or ([ReportedEvent(placed_event)] if passed else [])
    looks = fact.looks or (ir.Looks.AHEAD if placed_event.has_day else ir.Looks.BACK)
    asked = days_meant(said, days.today, looks, days.calendar)
    is_asked = has_side or fact.looks is not None
    if not _LATER.isdisjoint(sentence.phrase.stems) and lead in _UNTIL:
        standing = _standing(pack, fact, placed_event.place, days)
        asked = [later for day in asked if (later := _after(day, standing, said)) is not None]
    then = [
        ReportedEvent(placed_event, None, (fact.entity, fact.name, day))
        for day in asked
        if is_asked
    ]
    if lead not in TOWARDS and any(days.has(one) and days.stated_ahead(one) for one in then):
        # `my interview on Friday is cancelled`: the day that stands says which
        return [ReportedEvent(placed_event)]
    if own and then and not looks_back and (lead in TOWARDS or sentence.is_to_come):  # `by friday`
        return then
    if own and then and days.is_supposed:  # `if they invite me to a second interview on friday`
        return own if placed_event.event.adds is None else then
    is_one_day = asked == passed and (sentence.is_past or fact.looks is not None)
    if own and then and (is_one_day or (sentence.is_past and _leads_towards(fact))):
        return own  # `they called on friday`, which is no day by which something is
    if passed and has_side and not (own or then or lead in TOWARDS):
        return [ReportedEvent(placed_event)]  # it says when, on which nothing hangs
    return own + then


def _later(
    pack: ir.Pack, fact: ir.FactDeclaration, place: str, added: str, days: KnownDays
) -> int | None:
    """The day so much later than the one that stands, or than today where none does; None: which, is open.

    `they gave me another week` counts from the day by which they wanted the answer.
    """
    standing = _standing(pack, fact, place, days) or {days.today}
    if len(standing) > 1:
        return None
    later = read_day(added, standing.pop(), ir.Looks.AHEAD, days.calendar)
    return later if isinstance(later, int) else None


def _standing(pack: ir.Pack, fact: ir.FactDeclaration, place: str, days: KnownDays) -> set[int]:
    """The days to come that a later one takes the place of: that of the fact itself, or else those at its place."""
    outwards = ir.places_outwards(place)
    own = [days.stated[one, fact.name] for one in outwards if (one, fact.name) in days.stated]
    others = [
        day
        for (at, name), day in days.stated.items()
        if at == place and pack.fact(fact.entity, name).looks is ir.Looks.AHEAD
    ]
    return {day for day in own[:1] or others if day >= days.today}


def _after(day: int, standing: Collection[int], said: str) -> int | None:
    """The day, where it is later than those that stand; of `more time until wednesday` the first one that is; None: it is none."""
    if all(day > one for one in standing):
        return day
    is_weekday = any(named(word, WEEKDAYS) is not None for word in said.split())
    later = (day + 7 * weeks for weeks in (1, 2, 3))
    return next((one for one in later if one > max(standing)), None) if is_weekday else None


def _asked_day(pack: ir.Pack, event: ir.Event) -> ir.FactDeclaration | None:
    """The first day that an event asks for."""
    facts = (pack.fact(entity, name) for entity, name in event.asks)
    return next((fact for fact in facts if fact.type.kind is ir.Kind.DATE), None)


def _leads_towards(fact: ir.FactDeclaration) -> bool:
    """Whether a fact is a day by which something is, as its words say: `Acme wants your answer by`."""
    words = fact.says.parts[-1] if fact.says is not None else ""
    return isinstance(words, str) and words.split(" ")[-1] in TOWARDS
