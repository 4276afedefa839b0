"""The file in which answers are kept: written after every answer, whole or not at all."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from advisor import ir
from advisor.cli.situation.recorder import write_recorded
from advisor.cli.terminal import tell, write_atomically
from advisor.recording.journal import ChangedMeanwhileError, Occasion, StatedNone, text_now
from advisor.recording.rewriting import RecordingError, rewrite
from advisor.recording.situation_texts import situation_json, situation_text
from advisor.rendering.words import Wording, place_stated


@dataclass
class Autosave:
    """Keeps one situation in one file.

    `original` is the text it was taken up from, and `start` what it said, where it stays the same file:
    then only what was answered is put into it. `pack` is the pack without required facts, since the
    answer to one of several needed questions is worth keeping too.
    """

    pack: ir.Pack
    path: Path
    format: str
    title: str | None = None
    today: int | None = None
    original: str | None = None
    start: ir.Instance | None = None
    document: int = 0
    is_alone: bool = True  # no other situation stands in the file
    written: str | None = None  # what this run has written last
    day: int | None = None  # on which it is told; with it, each answer can be taken back later
    known: ir.Instance | None = None  # what was known when it was written last
    rules: str | None = None  # the pack, as a new file names it
    run: str = field(default_factory=lambda: secrets.token_hex(4))

    def keep(self, root: ir.Instance) -> None:
        """Write what is known now. What cannot be written is told, and tried again next time."""
        try:
            self._write(self._text(root), root)
            self.known = root
        except (RecordingError, ChangedMeanwhileError) as problem:
            self._move_away(str(problem), root)
        except click.ClickException as problem:
            tell(f"{problem.message}: your answers are not kept at the moment")

    @property
    def has_kept(self) -> bool:
        """Whether there is a file to go on with."""
        return self.written is not None or self.original is not None

    def _text(self, root: ir.Instance) -> str:
        if self.original is not None and self.start is not None:
            return rewrite(self.pack, self.original, self.format, self.document, root, self.start)
        write = situation_text if self.format == "yaml" else situation_json
        return write(self.pack, root, self.title, self.today, self.rules)

    def _write(self, text: str, root: ir.Instance) -> None:
        last = self.written if self.written is not None else self.original
        if text == last or (last is None and not _stated(self.pack, root)):
            return  # a file that says nothing would be in the way of the next questionnaire
        if text_now(self.path) != last:
            raise RecordingError(f"{self.path} was changed by somebody else meanwhile")
        if self.day is None:
            write_atomically(self.path, text)
        else:
            write_recorded(self.path, last, text, self._occasion(root, self.day))
        self.written = text

    def _occasion(self, root: ir.Instance, day: int) -> Occasion:
        """What the last answer said, for the journal."""
        before = self.known if self.known is not None else self.start
        old = {} if before is None else _stated(self.pack, before)
        wording = Wording(self.pack, root, ir.Derivations(), day)
        labels, new = wording.labels(), _stated(self.pack, root)
        told = [
            (place, fact) for place, fact in new if old.get((place, fact), ()) != new[place, fact]
        ]
        what = "; ".join(
            wording.answered(self.pack.fact(here.instance.entity, fact), here, new[place, fact])
            for place, fact in told
            for here in (wording.at[place],)
        )
        nones = tuple(
            StatedNone(place, labels[place], fact)
            for place, fact in told
            if new[place, fact] is None
        )
        return Occasion(self.run, "ask", day, what or "an answer", nones)

    def _move_away(self, reason: str, root: ir.Instance) -> None:
        """Go on in a file of our own, so that nothing is lost on either side."""
        self.path = free_path(self.path.with_name(f"{self.path.stem}-2.yaml"))
        self.original = self.start = self.written = None
        self.format, self.document, self.is_alone = "yaml", 0, True
        tell(f"{reason}; your answers are kept in {self.path} from now on")
        try:
            text = situation_text(self.pack, root, self.title, self.today, self.rules)
            self._write(text, root)
        except click.ClickException as problem:
            tell(f"{problem.message}: your answers are not kept at the moment")


def _stated(pack: ir.Pack, root: ir.Instance) -> dict[tuple[str, str], ir.Value | None]:
    return {
        (here.place, fact): value
        for here in place_stated(pack, root)
        for fact, value in here.instance.facts.items()
    }


def free_path(path: Path) -> Path:
    """The path itself, or with the next number behind its name that is not taken."""
    number = 2
    stem = path.stem.removesuffix("-2") if path.stem.endswith("-2") else path.stem
    while path.exists() or path.is_symlink():
        path = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return path


def without_blanks(root: ir.Instance) -> ir.Instance:
    """Without items of which nothing is known yet, at the end of their list."""
    lists: dict[str, tuple[ir.Instance, ...]] = {}
    for name, items in root.lists.items():
        kept = tuple(without_blanks(item) for item in items)
        while kept and not kept[-1].facts and not any(kept[-1].lists.values()):
            kept = kept[:-1]
        lists[name] = kept
    open_lists = root.open_lists | {
        n for n, items in root.lists.items() if len(lists[n]) < len(items)
    }
    return replace(root, lists=lists, open_lists=open_lists)
