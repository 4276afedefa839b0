"""Words for values and days, for instances and facts, and templates filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from advisor import ir

NOT_GIVEN = "not given"
SAID_AFTER = (
    ir.Kind.DATE,
    ir.Kind.DURATION,
    ir.Kind.PERIOD,
)  # values that end a sentence: `Acme wants your answer by Fri 20 Nov`
ARTICLE = "the "  # of labels; left out behind the label of the instance around it
CAPITAL_ARTICLE = r"^(The|An|A) "
_ENDS = (".", "?", "!", ":", "“")  # behind these a sentence begins


def words_of(value: ir.Value | None, type: ir.Type, words: Mapping[str, str]) -> str:
    """A value as a person says it: `20 Nov 2026`, `yes`, `2 weeks`, `3 working days`, `18 years`, `1.5`.

    Shape: `words` are those of the choices of the fact; a choice without words is shown by its name.
    """
    if value is None:
        return NOT_GIVEN
    match type.kind, value:
        case ir.Kind.YES_NO, _:
            return "yes" if value else "no"
        case ir.Kind.NUMBER, int():
            return ir.number_words(value)
        case ir.Kind.DATE, int():
            return date_words(value)
        case ir.Kind.DURATION, int():
            return duration_words(value)
        case ir.Kind.WORKING_DAYS, int():
            return ir.counted(value, "working day")
        case ir.Kind.PERIOD, int():
            return ir.period_words(value)
        case ir.Kind.CHOICE, str():
            return words.get(value, value.replace("_", " "))
        case _:
            return str(value)


def and_words(words: Sequence[str], last: str = "and") -> str:
    """`Acme, Globex and Initech`."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def written(value: ir.Value | None, type: ir.Type) -> str:
    """A value as a situation file writes it: `2026-11-20`, `5 days`, the name of a choice."""
    if value is None:
        return "none"
    match type.kind, value:
        case ir.Kind.DATE, int():
            return ir.iso_date(value)
        case ir.Kind.CHOICE, str():
            return value
        case _:
            return words_of(value, type, {})


def duration_words(days: int) -> str:
    """`5 days`, `1 day`; whole weeks as `2 weeks`."""
    if days and days % 7 == 0:
        return ir.counted(days // 7, "week")
    return ir.counted(days, "day")


def date_words(ordinal: int) -> str:
    """`20 Nov 2026`."""
    return f"{day_month_words(ordinal)} {date.fromordinal(ordinal).year}"


def weekday_words(ordinal: int, today: int | None = None) -> str:
    """`Fri 20 Nov 2026`; without the year where it is the year of `today`."""
    day = date.fromordinal(ordinal)
    words = f"{ir.WEEKDAYS[day.weekday()][:3]} {day_month_words(ordinal)}"
    if today is not None and date.fromordinal(today).year == day.year:
        return words
    return f"{words} {day.year}"


def day_month_words(ordinal: int) -> str:
    """`20 Nov`."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {ir.MONTHS[day.month - 1][:3]}"


def distance_words(ordinal: int, today: int) -> str:
    """How far off a day is: `today`, `tomorrow`, `yesterday`, `in 5 days`, `2 days ago`."""
    match ordinal - today:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case days if days > 0:
            return f"in {days} days"
        case days:
            return f"{-days} days ago"


def error_words(error: ir.DecisionError) -> str:
    """Why a situation gets no advice, as a sentence without capital and full stop."""
    where = f" of {error.place}" if error.place else ""
    fact = f"`{error.fact}`{where}" if error.fact else ""
    rules = " and ".join(f"`{name}`" for name in error.rules)
    if error.kind == "conflict":
        return f"rules {rules} conclude different values for {fact}"
    if error.kind == "size":
        count = f"{error.count:,} " if error.count else ""
        return f"{count}{fact} in one situation are more than rules can compare with each other"
    if not error.rules:
        return f"the default of {fact} comes to a value out of range"
    if error.fact:
        return f"rule {rules} concludes a value out of range for {fact}"
    return (
        f"rule {rules} comes to a value out of range{f' for {error.place}' if error.place else ''}"
    )


def error_help(error: ir.DecisionError) -> str:
    """What whoever writes the rules can do about it; "" where nobody knows."""
    return "let one of the rules override the other" if error.kind == "conflict" else ""


def relative_date(ordinal: int, today: int) -> str:
    """`today`, `tomorrow, Tue 24 Nov`, `in 5 days, Fri 27 Nov`, `2 days ago, Fri 20 Nov`."""
    distance = distance_words(ordinal, today)
    return distance if ordinal == today else f"{distance}, {weekday_words(ordinal, today)}"


def place_all(pack: ir.Pack, root: ir.Instance, today: int) -> tuple[ir.Placed, ...]:
    """All instances of a situation in the order of their places, with the facts that count today."""
    return place_stated(pack, ir.without_future(root, pack.looking_back, today))


def place_stated(pack: ir.Pack, root: ir.Instance) -> tuple[ir.Placed, ...]:
    """Likewise, with the facts as they were stated, even where they do not count."""
    return ir.place_instances(root, pack.list_names)


class Wording:
    """The words of one situation. Stated facts, defaults and concluded facts can all stand in them."""

    def __init__(
        self,
        pack: ir.Pack,
        root: ir.Instance,
        derivations: ir.Derivations,
        today: int,
    ) -> None:
        self.placed = place_all(pack, root, today)
        self._pack, self._derivations, self._today = pack, derivations, today
        self._labels: dict[int, str] = {}
        self._suffixes: dict[
            tuple[str, int], dict[int, str]
        ] = {}  # by entity and instance around it

    @cached_property
    def at(self) -> dict[str, ir.Placed]:
        """The instances by their places."""
        return {here.place: here for here in self.placed}

    @cached_property
    def _siblings(self) -> Mapping[tuple[str, int], list[ir.Placed]]:
        """The instances of each list, by their entity and the instance around them."""
        found: dict[tuple[str, int], list[ir.Placed]] = {}
        for here in self.placed:
            within = self._pack.entities[here.instance.entity].within
            if within is not None:
                key = here.instance.entity, here.around[within]
                found.setdefault(key, []).append(here)
        return found

    @cached_property
    def _concluded(self) -> Mapping[tuple[str, str], ir.Value]:
        return {(c.place, c.fact): c.value for c in self._derivations.conclusions}

    def value(self, entity: str, fact: str, here: ir.Placed) -> ir.Value | None:
        """The value of a fact of `here` or an instance around it."""
        if entity == ir.SITUATION and fact == ir.TODAY:
            return self._today
        at = self.placed[here.around[entity]]
        declared = self._pack.fact(entity, fact)
        if declared.is_concluded:
            return self._concluded.get((at.place, fact))
        return at.instance.facts.get(fact, declared.default)

    def words(self, entity: str, fact: str, here: ir.Placed) -> str | None:
        """The value in the reader's words; None where it is not given."""
        value = self.value(entity, fact, here)
        declared = self._pack.fact(entity, fact)
        return None if value is None else words_of(value, declared.type, declared.words)

    def fill(self, template: ir.Template, here: ir.Placed) -> str:
        """The sentence, each slot in the reader's words; a slot that is not given shows its own words.

        Days are said as the page says them: `Fri 20 Nov`, with the year only where it is another one.
        """

        def lookup(slot: ir.Slot) -> str | None:
            value = self.value(slot.entity, slot.fact, here)
            is_day = self._pack.fact(slot.entity, slot.fact).type.kind is ir.Kind.DATE
            if is_day and isinstance(value, int) and self._today is not None:
                words: str | None = weekday_words(value, self._today)
            else:
                words = self.words(slot.entity, slot.fact, here)
            if words is not None and self._is_label_alone(slot):
                words += self._suffix(self.placed[here.around[slot.entity]])
            return words

        return fill(template, lookup)

    def fill_as_done(self, template: ir.Template, here: ir.Placed) -> str:
        """The title of an action as of something done: without the days that the rules advised for it.

        `Ask {company} for more time, until {extension_until}` is `Ask Acme for more time`: until when, nobody said.
        """
        parts = list(template.parts)
        for at in range(len(parts) - 1, 0, -1):
            slot, before = parts[at], parts[at - 1]
            if isinstance(slot, ir.Slot) and isinstance(before, str):
                declared = self._pack.fact(slot.entity, slot.fact)
                is_advised = declared.is_concluded and declared.type.kind is ir.Kind.DATE
                if is_advised and (lead := _TO_A_DAY.search(before)):
                    parts[at - 1 : at + 1] = [before[: lead.start()]]
        return self.fill(replace(template, parts=tuple(parts)), here)

    def sentence(self, template: ir.Template | None, here: ir.Placed) -> str | None:
        """The sentence filled in, where there is one."""
        return None if template is None else self.fill(template, here)

    def says(self, fact: ir.FactDeclaration, here: ir.Placed, value: ir.Value | None = None) -> str:
        """How a fact is told before its value: its own words, else its title as a result, its question, its name.

        `Acme wants your answer by`; `Fee (Ann)`; `When do they want your answer?`; `answer by of Acme`.
        `value`: the one that is told, where it is not that of the working memory.
        """
        at = self.placed[here.around[fact.entity]]
        if fact.name == ir.TODAY:
            return ir.TODAY
        if fact.says is not None:
            day = self.value(fact.entity, fact.name, at) if value is None else value
            return self.fill(self._as_of_today(fact.says, fact.type.kind, day), at)
        label = self.label(at)
        if fact.result is not None:
            told = self.fill(fact.result, at)
            return told if not label or label in told else f"{told} ({label})"
        if fact.ask is not None:
            ask = self.fill(fact.ask, at)
            return ask if not label or label in ask else f"{label}: {ask}"
        return spoken(fact.name) + (f" of {label}" if label else "")

    def _as_of_today(self, says: ir.Template, kind: ir.Kind, value: ir.Value | None) -> ir.Template:
        """`the interview is or was on`, told of a day: `was` of one that has passed, `is` of any other."""
        if kind is not ir.Kind.DATE or not isinstance(value, int) or self._today is None:
            return says
        verb = "was" if value < self._today else "is"
        parts = (p.replace(IS_OR_WAS, verb) if isinstance(p, str) else p for p in says.parts)
        return replace(says, parts=tuple(parts))

    def shown(self, fact: ir.FactDeclaration, value: ir.Value | None) -> str:
        """A value as an explanation shows it: days with their weekdays."""
        if fact.type.kind is ir.Kind.DATE and isinstance(value, int):
            return weekday_words(value, self._today)
        return words_of(value, fact.type, fact.words)

    def told(self, fact: ir.FactDeclaration, here: ir.Placed, value: ir.Value | None) -> str:
        """A fact with its value, inside a sentence: `Acme said that an answer takes 2 weeks`."""
        says, shown = self.says(fact, here, value), self.shown(fact, value)
        if fact.says is None:
            is_asked = says.endswith("?")
            return f"you answered “{says}” with {shown}" if is_asked else with_value(says, shown)
        if fact.type.kind is ir.Kind.YES_NO and value is True:
            return says
        return f"{says} {shown}" if fact.type.kind in SAID_AFTER else with_value(says, shown)

    def question(self, fact: ir.FactDeclaration, here: ir.Placed) -> str:
        """The question that a fact answers."""
        return (
            f"What is the {spoken(fact.name)}?" if fact.ask is None else self.fill(fact.ask, here)
        )

    def answered(self, fact: ir.FactDeclaration, here: ir.Placed, value: ir.Value | None) -> str:
        """A question with its answer, and whom it is about: `“When do they want your answer?” (Acme): Fri 4 Dec`."""
        ask, label = self.question(fact, here), self.label(here)
        about = f" ({label})" if label and label not in ask else ""
        return f"“{ask}”{about}: {'none' if value is None else self.shown(fact, value)}"

    def _lasting(self, template: ir.Template, here: ir.Placed) -> str:
        """The same with days that read alike on every day: `20 Nov 2026`."""
        return fill(template, lambda slot: self.words(slot.entity, slot.fact, here))

    def label(self, here: ir.Placed) -> str:
        """What the instance is called: its entity's label, else entity and number; the situation is ""."""
        known = self._labels.get(here.index)
        if known is None:
            known = self._labels[here.index] = self._make_label(here)
        return known

    def full_label(self, here: ir.Placed) -> str:
        """The label with those of the instances around it: `Acme: interview on 20 Nov 2026`."""
        entity = self._pack.entities[here.instance.entity]
        own = self.label(here)
        if entity.within in (None, ir.SITUATION):
            return own
        parts = () if entity.label is None else entity.label.parts
        if parts and isinstance(parts[0], str):
            own = own[len(ARTICLE) :] if parts[0].startswith(ARTICLE) else own
        around = self.placed[here.around[str(entity.within)]]
        return f"{self.full_label(around)}: {own}"

    def labels(self) -> Mapping[str, str]:
        """The label of every instance, by its place."""
        return {here.place: self.label(here) for here in self.placed}

    def _is_label_alone(self, slot: ir.Slot) -> bool:
        """Whether a label is this fact and nothing else, so that it stands for the label in a title."""
        label = self._pack.entities[slot.entity].label
        match () if label is None else label.parts:
            case (ir.Slot() as only,):
                return (only.entity, only.fact) == (slot.entity, slot.fact)
            case _:
                return False

    def _suffix(self, here: ir.Placed) -> str:
        """What tells it apart from others in its list that are called the same: ` (Analyst)`, ` (2)`."""
        entity = self._pack.entities[here.instance.entity]
        if entity.label is None or entity.within is None:
            return ""
        known = self._suffixes.get((entity.name, here.around[entity.within]))
        if known is None:
            known = self._make_suffixes(entity, entity.label, here.around[entity.within])
        return known.get(here.index, "")

    def _make_suffixes(
        self, entity: ir.EntityDeclaration, label: ir.Template, around: int
    ) -> dict[int, str]:
        items = self._siblings[entity.name, around]
        names = {item.index: self._lasting(label, item) for item in items}
        many = Counter(names.values())
        seen: Counter[tuple[str, str]] = Counter()
        found: dict[int, str] = {}
        for item in items:
            name = names[item.index]
            if many[name] > 1:
                suffix = self._apart(entity, item)
                seen[name, suffix] += 1
                number = seen[name, suffix]
                found[item.index] = suffix + (f" ({number})" if number > 1 else "")
        self._suffixes[entity.name, around] = found
        return found

    def _apart(self, entity: ir.EntityDeclaration, here: ir.Placed) -> str:
        if entity.apart is None:
            return ""
        slots = [part for part in entity.apart.parts if isinstance(part, ir.Slot)]
        if any(self.words(slot.entity, slot.fact, here) is None for slot in slots):
            return ""
        return f" ({self._lasting(entity.apart, here)})"

    def _make_label(self, here: ir.Placed) -> str:
        entity = self._pack.entities[here.instance.entity]
        if entity.name == ir.SITUATION:
            return ""
        if entity.label is not None:
            return self._lasting(entity.label, here) + self._suffix(here)
        number = int(here.place.rsplit("[", 1)[1][:-1]) + 1
        return f"{entity.noun} {number}"


def result_title(one: ir.Result, about: str) -> str:
    """What a result is called, with whom it is `about` where its title does not say that: `Fee (Ann)`."""
    is_said = not about or (one.target and as_inside(one.target) in as_inside(one.title))
    return one.title if is_said else f"{one.title} ({about})"


def with_value(says: str, shown: str) -> str:
    """What is told with its value: `you are still pursuing Acme: yes`, `Have you thanked them? no`."""
    return f"{says} {shown}" if says.endswith("?") else f"{says}: {shown}"


IS_OR_WAS = "is or was"  # in the words of a day that may have passed
_TO_A_DAY = re.compile(r",? (?:until|till|by|before|on|from|after|for|at) $")


def fill(template: ir.Template, lookup: Callable[[ir.Slot], str | None]) -> str:
    """The sentence with every slot filled in.

    Shape: `lookup` gives the fact's value in the reader's words, or None where it is not given; then
    the slot's own words stand there, or else the name of the fact in brackets: `(held on)`.
    """
    parts = template.parts
    return "".join(
        part if isinstance(part, str) else _placed(_filled(part, lookup(part)), parts, at)
        for at, part in enumerate(parts)
    )


def _placed(words: str, parts: Sequence[str | ir.Slot], at: int) -> str:
    return as_inside(words) if is_inside(parts, at) else words


def is_inside(parts: Sequence[object], at: int) -> bool:
    """Whether the slot at this place of a template stands inside a sentence, not where one begins."""
    before = parts[at - 1] if at else None
    text = before.rstrip() if isinstance(before, str) else before
    return bool(text) and not (isinstance(text, str) and text.endswith(_ENDS))


def as_inside(words: str) -> str:
    """Words as they are written inside a sentence: `The county office` becomes `the county office`."""
    return re.sub(CAPITAL_ARTICLE, lambda found: found[0].lower(), words)


def _filled(slot: ir.Slot, words: str | None) -> str:
    if words is not None:
        return words
    return slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"


def spoken(name: str) -> str:
    """A name as one says it: `reply_expected_on` is "reply expected on"."""
    return name.replace("_", " ")


def sentence_with_gaps(template: ir.Template) -> str:
    """A sentence for readers who have no situation before them, its facts as gaps: `Thank [company]`."""
    return "".join(
        part if isinstance(part, str) else f"[{spoken(part.fact)}]" for part in template.parts
    )


def sentence_of(template: ir.Template) -> str:
    """A sentence as it is declared, with its facts in braces: `Thank {company}`."""
    return "".join(part if isinstance(part, str) else f"{{{part.fact}}}" for part in template.parts)


def labels_of(pack: ir.Pack, root: ir.Instance, decision: ir.Decision) -> Mapping[str, str]:
    """The label of every instance, by its place; none where there is no advice."""
    if decision.error is not None:
        return {}
    return Wording(pack, root, decision.derivations, decision.today).labels()
