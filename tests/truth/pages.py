"""What a person reads: the pieces of the default page, with what of them really stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.ir import ActionKind, Advice, Decision, Note, Pack, Program, Situation, Template
from advisor.rendering.advice_page import Commands
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import Style, plain_text
from advisor.rendering.words import Wording

WIDTH = 80
_COMMANDS = Commands("advisor", "")


@dataclass(frozen=True)
class Piece:
    """One piece of advice as the page shows it. Dates are ordinals; `start` is None for at once.

    `labels` are the instances that it is for, and those around them; `text` is its title, reasons and
    notes; `notes` are the rules whose notes it shows; `views` are the other views.
    """

    action: str
    kind: ActionKind
    title: str
    text: str
    labels: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    views: tuple[str, ...] = ()
    start: int | None = None
    due: int | None = None
    status: str = "now"


@dataclass(frozen=True)
class Page:
    """One situation's default page: its date (an ordinal), its pieces in their order, its length in words."""

    today: int
    pieces: tuple[Piece, ...]
    words: int
    error: str | None = None  # why there is no advice


def page_of(decision: Decision, situation: Situation, program: Program) -> Page:
    """The page that `advisor advise` prints for a decision, taken apart."""
    wording = Wording(program.pack, situation.root, decision.derivations, decision.today)
    labels = wording.labels()
    text = render_advice(
        decision, program.pack, Style(width=WIDTH), labels=labels, commands=_COMMANDS
    )
    pieces = tuple(_piece(piece, plain(text), labels, program.pack) for piece in decision.advice)
    error = decision.error.kind if decision.error is not None else None
    return Page(decision.today, pieces, count_words(text), error)


def count_words(text: str) -> int:
    """The words of all that is printed, questions and commands included; numbers and dashes are none."""
    return sum(any(letter.isalpha() for letter in word) for word in text.split())


def _piece(piece: Advice, page: str, labels: Mapping[str, str], pack: Pack) -> Piece:
    # A title can be broken by the name of its action at the right, but it always stands there.
    said = [plain(words) for words in (*piece.because, *piece.notes)]
    shown = [words for words in said if words in page]
    return Piece(
        action=piece.action,
        kind=piece.kind,
        title=plain(piece.title),
        text=" ".join((plain(piece.title), *shown)),
        labels=frozenset(label for label in _labels(piece, labels) if label),
        notes=frozenset(
            name for name in piece.note_rules if _is_shown(pack.rules[name].note, shown)
        ),
        views=tuple(view for view in map(plain, piece.disputed) if view in page),
        start=piece.start,
        due=piece.due,
        status=piece.status,
    )


def _labels(piece: Advice, labels: Mapping[str, str]) -> Iterator[str]:
    """The labels of its place, of the places around it, and of those that it stands for."""
    for place in (piece.place, *(place for _, place in piece.replaces)):
        parts = place.split(".")
        for n in range(1, len(parts) + 1):
            yield labels.get(".".join(parts[:n]), "")


def _is_shown(note: Note | None, shown: list[str]) -> bool:
    """Whether one of the sentences is this note, whatever stands in its slots."""
    if note is None:
        return False
    return any(_filled(note.say).fullmatch(sentence) for sentence in shown)


def _filled(template: Template) -> re.Pattern[str]:
    """What the template can have become: `Ask by {day}.` is found in `Ask by Friday.`"""
    words = (plain(part) if isinstance(part, str) else None for part in template.parts)
    return re.compile("".join(".*" if w is None else rf" ?{re.escape(w)} ?" for w in words))


def plain(text: str) -> str:
    """The words with one blank between them and straight apostrophes, as patterns are written."""
    return " ".join(plain_text(text).split()).replace("\u2019", "'")
