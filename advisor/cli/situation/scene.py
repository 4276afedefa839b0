"""One situation of a file, decided: its advice by number, and what its instances are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from advisor import api, ir
from advisor.cli.situation.last_page import names_of, remember, whole_names
from advisor.cli.sources import AdvisorOptions, read_one
from advisor.cli.terminal import page_style
from advisor.rendering.layout import plain_text
from advisor.rendering.words import Wording


class Scene:
    """One situation in its file, decided, with what its instances are called.

    `name` tells it from other situations that are shown with it; without one, that is the file. Where it is only
    `is_supposed`, what is told of it lies ahead.
    """

    def __init__(
        self,
        advisor: api.Advisor,
        file: str,
        case: ir.Case,
        questions: bool = True,
        name: str | None = None,
        *,
        is_supposed: bool = False,
    ) -> None:
        self.file, self.case, self.name = file, case, name or file
        self.is_supposed = is_supposed
        self.advisor = advisor.with_values(case.parameters)
        self.program = self.advisor.program
        self.pack = self.program.pack
        self._questions = questions

    @cached_property
    def decision(self) -> ir.Decision:
        """The advice, with what is still open where `questions` are wanted."""
        return self.advisor.advise(self.case.situation, self._questions)

    @cached_property
    def wording(self) -> Wording:
        """What its instances, and what is said of them, are called."""
        root = self.case.situation.root
        return Wording(self.pack, root, self.decision.derivations, self.decision.today)

    @property
    def placed(self) -> Sequence[ir.Placed]:
        """Its instances, in the order of their places."""
        return self.wording.placed

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of every instance, by its place; none where there is no advice."""
        return {} if self.decision.error is not None else self.wording.labels()

    @property
    def upcoming(self) -> ir.Upcoming | None:
        """What comes next if nothing happens."""
        return api.next_change(self.advisor, self.case.situation, self.decision)

    def names_of(self, here: ir.Placed) -> tuple[str, ...]:
        """What an instance goes by: the labels around it from the outside, its own, and all of them."""
        return names_of(here, self.wording)

    def whole_name(self, place: str) -> str:
        """`Acme, the interview on 18 Nov 2026`; "" for the situation."""
        return whole_names(self.wording).get(place, "")

    def around(self, here: ir.Placed) -> list[ir.Placed]:
        """The instance and those around it, from the inside."""
        return [self.placed[index] for index in here.around.values()]

    def advised_lines(self, only: Sequence[ir.Advice] | None = None) -> list[str]:
        """The pieces of advice by number, as whole lines: `  1. Thank Acme (thank-interviewers)`."""
        advice = self.decision.advice
        titles = [piece.title for piece in advice]
        room = len(str(len(advice)))
        lines: list[str] = []
        for number, piece in enumerate(advice, 1):
            if only is not None and piece not in only:
                continue
            is_ambiguous = titles.count(piece.title) > 1 and piece.target
            name = f"{piece.action}, {piece.target}" if is_ambiguous else piece.action
            mark = f"  {number:>{room}}. "
            words = plain_text(f"{piece.title} ({name})")
            lines += page_style().wrap(words, mark, " " * len(mark))
        return lines

    def show_advised(self, heading: str, only: Sequence[ir.Advice] | None = None) -> str:
        """A heading and the pieces of advice under it. Their numbers count from now on."""
        self.remember()
        lines = self.advised_lines(only)
        return "\n".join([f"{heading}:", *lines] if lines else ["Nothing is advised now."])

    def remember(self) -> None:
        """The numbers of this advice are those of the last page from now on."""
        remember(self.file, self.pack, self.case.situation, self.decision)


def read_scene(file: str, advisor_options: AdvisorOptions, questions: bool = True) -> Scene:
    """The first situation of a file, for commands that speak of one; `advisor_options` is about that file.

    Raises: as `read_one`.
    """
    advisor = advisor_options.advisor()
    return Scene(advisor, file, read_one(file, advisor.program, advisor_options), questions)
