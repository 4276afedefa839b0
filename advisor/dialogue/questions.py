"""What the questionnaire may ask, and what it says of an answer that it does not understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from advisor.ir.packs import FactDeclaration


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Asks for one fact. `rules` are those that need it now; empty for a required fact.

    `number` counts the questions about this instance from 1; `more` is how many others about it are
    open at the moment, None while that is not known. With `stands`, the fact has these words already,
    and Enter leaves it as it is. With `may_be_left_out`, it is asked for a message, and Enter leaves it
    out of that.
    """

    place: str
    about: str  # the labels that lead to the instance, "" for the situation
    declared: FactDeclaration
    ask: str
    rules: tuple[str, ...] = ()
    number: int = 1
    more: int | None = None
    stands: str | None = None
    may_be_left_out: bool = False

    @property
    def fact(self) -> str:
        """The name of the fact."""
        return self.declared.name

    @property
    def may_be_none(self) -> bool:
        """Whether "there is none" is an answer."""
        return not self.declared.is_required and self.declared.default is None


@dataclass(frozen=True, slots=True)
class MoreQuestion:
    """Asks whether the list of the instance at `place` has one more item; `is_first`: has any."""

    place: str
    about: str
    list: str
    item: str  # the entity of the items
    ask: str
    rules: tuple[str, ...] = ()
    is_first: bool = False


Question: TypeAlias = FactQuestion | MoreQuestion


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not taken, in a sentence or two for the person who typed it."""

    message: str


def shown(text: str, longest: int = 40) -> str:
    """What was typed, short enough to be repeated in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
