"""Titles, labels, notes and questions with the facts of one situation put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from advisor.ir.derivations import Derivations
from advisor.ir.packs import SITUATION, Pack
from advisor.ir.situations import Placed
from advisor.ir.templates import Slot, Template
from advisor.ir.types import Value
from advisor.rendering.words import words_of


class Wording:
    """The words of one situation. Stated facts, defaults and concluded facts can all stand in them."""

    def __init__(self, pack: Pack, placed: Sequence[Placed], derivations: Derivations) -> None:
        self._pack, self._placed, self._derivations = pack, placed, derivations
        self._labels: dict[int, str] = {}

    @cached_property
    def _concluded(self) -> Mapping[tuple[str, str], Value]:
        return {(c.place, c.fact): c.value for c in self._derivations.conclusions}

    def value(self, entity: str, fact: str, here: Placed) -> Value | None:
        """The value of a fact of `here` or an instance around it."""
        at = self._placed[here.around[entity]]
        declared = self._pack.fact(entity, fact)
        if declared.is_concluded:
            return self._concluded.get((at.place, fact))
        return at.instance.facts.get(fact, declared.default)

    def fill(self, template: Template, here: Placed) -> str:
        """The sentence, each slot in the reader's words; a slot that is not given shows its own words."""
        return "".join(
            self._slot(part, here) if isinstance(part, Slot) else part for part in template.parts
        )

    def _slot(self, slot: Slot, here: Placed) -> str:
        value = self.value(slot.entity, slot.fact, here)
        declared = self._pack.fact(slot.entity, slot.fact)
        if value is None:
            return slot.otherwise if slot.otherwise is not None else f"({spoken(slot.fact)})"
        return words_of(value, declared.type, declared.words)

    def label(self, here: Placed) -> str:
        """What the instance is called: its entity's label, else entity and number; the situation is ""."""
        known = self._labels.get(here.index)
        if known is None:
            known = self._labels[here.index] = self._make_label(here)
        return known

    def _make_label(self, here: Placed) -> str:
        entity = self._pack.entities[here.instance.entity]
        if entity.name == SITUATION:
            return ""
        if entity.label is not None:
            return self.fill(entity.label, here)
        number = int(here.place.rsplit("[", 1)[1][:-1]) + 1
        return f"{spoken(entity.name)} {number}"


def spoken(name: str) -> str:
    """A name as one says it: `reply_expected_on` is "reply expected on"."""
    return name.replace("_", " ")
