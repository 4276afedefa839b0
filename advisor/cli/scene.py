"""One situation of a file, decided: its advice by number, and what its instances are called."""

from __future__ import annotations

from collections.abc import Sequence

from advisor import ir
from advisor.api import Advisor
from advisor.cli.last_page import names_of, remember, whole_names
from advisor.cli.terminal import page_style
from advisor.rendering.layout import plain_text
from advisor.rendering.words import Wording


class Scene:
    """One situation in its file, decided, with what its instances are called."""

    def __init__(self, advisor: Advisor, file: str, case: ir.Case, questions: bool = True) -> None:
        self.file, self.case = file, case
        self.advisor = advisor.with_values(case.parameters)
        self.program = self.advisor.program
        self.pack = self.program.pack
        self.decision = self.advisor.advise(case.situation, questions)
        root = case.situation.root
        self.wording = Wording(self.pack, root, self.decision.derivations, self.decision.today)
        self.placed = self.wording.placed

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
