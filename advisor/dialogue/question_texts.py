"""Questions in words: what is asked, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from advisor import ir
from advisor.dialogue.questions import Choosable, FactQuestion, Line, MoreQuestion, SeveralQuestion
from advisor.rendering.words import Wording, and_words, words_of


def missing_facts(pack: ir.Pack, instance: ir.Instance) -> tuple[ir.FactDeclaration, ...]:
    """The required facts that the instance itself does not have yet."""
    declared = pack.entities[instance.entity].facts.values()
    return tuple(f for f in declared if f.is_required and f.name not in instance.facts)


def day_it_was_said(
    pack: ir.Pack, placed: Iterable[ir.Placed], place: str, fact: ir.FactDeclaration, today: int
) -> int | None:
    """When others last said something, of a day to come that they are asked to have named: `When did they say …?`

    Shape: the last day up to today of those on which an event happened that asks for this fact: which it sets to
    its own day, or asks for itself, and which nothing that the person does sets. None where there is none, or where the day is not one that others said.
    Units: ordinals.
    """
    asked = () if fact.ask is None else fact.ask.parts
    is_reported = any(isinstance(part, str) and " did they " in part for part in asked)
    if fact.type.kind is not ir.Kind.DATE or fact.looks is not ir.Looks.AHEAD or not is_reported:
        return None
    happened = {
        name
        for event in pack.events.values()
        if (fact.entity, fact.name) in event.asks
        for name in (*_own_days(event), *_asked_days(pack, event))
    } - {(one.entity, one.fact) for action in pack.actions.values() for one in action.done}
    days = [
        here.instance.facts.get(name)
        for here in placed
        if here.place == place or here.place.startswith(f"{place}.")
        for entity, name in happened
        if entity == here.instance.entity
    ]
    return max((day for day in days if isinstance(day, int) and day <= today), default=None)


def _own_days(event: ir.Event) -> Iterator[tuple[str, str]]:
    """The facts that an event sets to the day on which it happened."""
    for one in event.sets:
        if one.value is not None and any(r.fact == ir.TODAY for r in ir.facts_read(one.value)):
            yield one.entity, one.fact


def _asked_days(pack: ir.Pack, event: ir.Event) -> Iterator[tuple[str, str]]:
    """The days of the event that it asks for: of an interview that took place, when; these may lie on either side."""
    for entity, name in event.asks:
        declared = pack.fact(entity, name)
        if declared.type.kind is ir.Kind.DATE and declared.looks is None:
            yield entity, name


class QuestionTexts:
    """Puts questions about one situation. Units: `today` is an ordinal."""

    def __init__(self, program: ir.Program, root: ir.Instance, today: int) -> None:
        self._program, self._pack = program, program.pack
        pack = program.pack
        self._today = today
        self.calendar = program.calendar_of(root.facts)
        self._wording = Wording(pack, root, ir.Derivations(), today)
        self.placed, self.at, self.fill = (
            self._wording.placed,
            self._wording.at,
            self._wording.fill,
        )

    def given_answers(self) -> tuple[FactQuestion, ...]:
        """What was answered, in the order of places: each as the question that would change it.

        What was ticked in a list, or left out there, is among them.
        """
        found: list[FactQuestion] = []
        for here in self.placed:
            for name, fact in self._pack.entities[here.instance.entity].facts.items():
                if name in here.instance.facts:
                    value = here.instance.facts[name]
                    words = "none" if value is None else words_of(value, fact.type, fact.words)
                    found.append(replace(self.fact_question(here, fact), stands=words))
        return tuple(found)

    def fact_question(
        self, here: ir.Placed, fact: ir.FactDeclaration, rules: tuple[str, ...] = ()
    ) -> FactQuestion:
        """Asks for one fact of an instance."""
        ask = self._wording.question(fact, here)
        said_on = day_it_was_said(self._pack, self.placed, here.place, fact, self._today)
        return FactQuestion(
            here.place,
            self.about(here),
            fact,
            ask,
            rules,
            calendar=self.calendar,
            events=self._program,
            said_on=said_on,
        )

    def needed(self) -> list[FactQuestion]:
        """Asks for all that instances cannot do without and do not have, in the order of places."""
        return [
            self.fact_question(here, fact)
            for here in self.placed
            for fact in missing_facts(self._pack, here.instance)
        ]

    def line(
        self, here: ir.Placed, facts: Sequence[ir.FactDeclaration], value: ir.Value | None
    ) -> Line:
        """A line to tick about facts of an instance, named by its labels."""
        return Line(here.place, self.about(here), tuple(facts), value)

    def of_which(self, ticked: Choosable) -> SeveralQuestion:
        """Asks of which instances something is so that was ticked of several."""
        first = self.at[ticked.lines[0].place]
        noun = self._pack.entities[first.instance.entity].noun
        options = tuple(Choosable(line.label, (line,)) for line in ticked.lines)
        return SeveralQuestion("", "", f"“{ticked.words}”: for which {noun}?", options)

    def more_question(
        self,
        here: ir.Placed,
        inner: ir.EntityDeclaration,
        items: list[ir.Placed],
        rules: tuple[str, ...],
    ) -> MoreQuestion:
        """Asks for the first items of a list, or whether there is another one."""
        asked_by = along = None
        if not items and inner.ask_first is not None:
            ask = self._wording.fill(inner.ask_first, here)
            asked_by = None if inner.asked_by is None else inner.facts[inner.asked_by]
            inside = {one.list: one for one in self._pack.lists[inner.name]}
            along = inside.get(inner.asked_along) if inner.asked_along is not None else None
        elif not items:
            ask = f"Is there {inner.with_article} to tell about?"
        else:
            known = and_words([self._wording.label(item) for item in items[-3:]])
            known = f"the {len(items)} so far, such as {known}" if len(items) > 3 else known
            another = f"Is there another {inner.noun}"
            if inner.ask_more is not None:
                another = self._wording.fill(inner.ask_more, here).rstrip("?")
            ask = f"{another}, besides {known}?"
        return MoreQuestion(
            here.place,
            self.about(here),
            inner.list_name,
            inner.name,
            ask,
            rules,
            not items,
            asked_by,
            along,
        )

    def about(self, here: ir.Placed) -> str:
        """The labels from the outside in; an instance that cannot be named yet by its number."""
        labels: list[str] = []
        at: ir.Placed | None = here
        while at is not None and at.parent is not None:
            labels.append(self._name_of(at))
            at = self.placed[at.parent]
        return ", ".join(reversed(labels))

    def _name_of(self, here: ir.Placed) -> str:
        if not missing_facts(self._pack, here.instance):
            return self._wording.label(here)
        template = self._pack.entities[here.instance.entity].label
        named = (
            {slot.fact for slot in template.parts if not isinstance(slot, str)}
            if template
            else set()
        )
        if named and all(name in here.instance.facts for name in named):
            return self._wording.label(here)
        number = int(here.place.rsplit("[", 1)[1][:-1]) + 1
        return f"{self._pack.entities[here.instance.entity].noun} {number}"
