"""A page of advice when it is left: its names, and its numbers, which are kept between runs.

`advisor draft 1` means the number that the last page of a situation showed. The numbers stand beside the
packs that are kept between runs (see `advisor.api.cache`), a small file for each situation. Nothing hangs
on it: where one cannot be written or read, the numbers of today's advice count.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from advisor import ir
from advisor.api.cache import folder_of_our_own, name_for
from advisor.cli.sources import STDIN
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.files import is_private, write_whole
from advisor.rendering.layout import plain_text
from advisor.rendering.words import Wording

_ENDING = ".page"
_KEPT = 200  # files; the oldest go first
_LONGEST = 1_000_000  # characters of a file that we could have written


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of advice as a page showed it: `name` is the whole name of the instance at `place`."""

    action: str
    place: str
    name: str


def remember(file: str, pack: ir.Pack, situation: ir.Situation, decision: ir.Decision) -> None:
    """Keep the numbers of a page that was just shown; what cannot be kept is passed over in silence."""
    if file == STDIN or decision.error is not None:  # a pipe cannot be named again
        return
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        path = _path_of(file, situation.document)
        if path is None:
            return
        names = whole_names(Wording(pack, situation.root, decision.derivations, decision.today))
        pieces = [(piece.action, piece.place, names[piece.place]) for piece in decision.advice]
        lines = map(_line, [_head(file, situation.document), *pieces])
        _write(path, "".join(lines))


def recall(file: str, document: int) -> tuple[Entry, ...] | None:
    """What the last page of this situation showed, number 1 first; None where nothing is known of it."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        path = _path_of(file, document)
        if path is None or not (is_private(path.parent) and is_private(path)):
            return None
        if path.stat().st_size > _LONGEST:
            return None
        head, *pieces = map(_words, path.read_text(encoding="ascii").splitlines())
        if head != _head(file, document):
            return None
        return tuple(Entry(action, place, name) for action, place, name in pieces)
    return None


def _head(file: str, document: int) -> tuple[str, ...]:
    """What a page was of: the first line of its file."""
    return str(Path(file).resolve()), str(document)


def _line(words: tuple[str, ...]) -> str:
    r"""A line of words that may hold anything; `json` alone would take a fiftieth of each start.

    For ("chase", "applications[0]", "Müller"): `chase⇥applications[0]⇥M\xfcller`.
    """
    return "\t".join(word.encode("unicode_escape").decode("ascii") for word in words) + "\n"


def _words(line: str) -> tuple[str, ...]:
    return tuple(word.encode("ascii").decode("unicode_escape") for word in line.split("\t"))


def _path_of(file: str, document: int) -> Path | None:
    folder = folder_of_our_own()
    if folder is None:
        return None
    return folder / (name_for(f"{Path(file).resolve()}\0{document}") + _ENDING)


def _write(path: Path, text: str) -> None:
    """For this user only."""
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(folder):
        return
    write_whole(path, text.encode(), mode=0o600, is_lasting=False)
    kept = sorted(folder.glob(f"*{_ENDING}"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        old.unlink(missing_ok=True)


def names_of(here: ir.Placed, wording: Wording) -> tuple[str, ...]:
    """What an instance goes by: the labels around it from the outside, its own, and all of them."""
    chain = [
        plain_text(wording.label(wording.placed[index]))
        for index in reversed(list(here.around.values()))
    ]
    labels = [label for label in chain if label]
    return (*labels, ", ".join(labels))


def whole_names(wording: Wording) -> dict[str, str]:
    """`Acme, the interview on 18 Nov 2026` for every instance, by its place; "" for the situation."""
    return {here.place: names_of(here, wording)[-1] for here in wording.placed}
