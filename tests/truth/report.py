"""How often the advice is what experts said: `make truth`, or `python -m tests.truth.report`.

Prints the figures of the cases that are worked on, of those kept aside and of the rounds that came last, and by
kind of case. What was missed in the others is shown only when asked for, so that nobody writes rules for it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from tests.examples.collection import ROOT
from tests.truth.collection import load_collection, score_all
from tests.truth.figures import by_part
from tests.truth.floors import FLOORS, breaches, raised, read_floors, write_floors
from tests.truth.model import part_of
from tests.truth.pages import Piece
from tests.truth.readers import SORTS, agreement, compare, load_readings
from tests.truth.scoring import CaseScore, Verdict
from tests.truth.table import aligned, plain_lines
from tests.truth.wide import MOST, find_wide


def main(arguments: Sequence[str] | None = None) -> int:
    """The report. Exit status: 0 fine, 1 a figure under its floor, 2 a file cannot be used."""
    options = _options(arguments)
    collection = load_collection()
    for line in collection.problems:
        sys.stderr.write(f"{line}\n")
    scores = score_all(collection.cases)
    lines = [*plain_lines(scores)]
    shown = [score for score in scores if options.aside or score.case.part == "work"]
    if options.cases:
        lines += ["", *_case_lines(shown)]
    problems = list(collection.problems)
    if options.readers:
        found, more = _reader_lines(scores, options.aside)
        problems += more
        lines += ["", *found]
    if options.wide:
        lines += ["", *_wide_lines(scores, options.aside)]
    if problems and (options.write or options.raise_floors):
        sys.stderr.write("nothing is written while files cannot be used\n")
    elif options.write or options.raise_floors:
        _write(scores, options)
    under = breaches(read_floors(FLOORS.read_text(encoding="utf-8")), by_part(scores))
    lines += ["", *under] if under else []
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 2 if problems else 1 if under else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.truth.report", description=__doc__)
    parser.add_argument("--cases", action="store_true", help="each case with what is wrong in it")
    parser.add_argument(
        "--aside", action="store_true", help="show cases kept aside and those that came last, too"
    )
    parser.add_argument("--readers", action="store_true", help="compare with readers' judgements")
    parser.add_argument("--wide", action="store_true", help="patterns that fit many other pages")
    parser.add_argument(
        "--write", action="store_true", help="write the tables of examples/README.md"
    )
    parser.add_argument(
        "--raise-floors", action="store_true", help="hold what has got better from now on"
    )
    return parser.parse_args(arguments)


def _write(scores: Sequence[CaseScore], options: argparse.Namespace) -> None:
    from tests.examples import table  # it imports the table of figures

    if options.raise_floors:
        floors = read_floors(FLOORS.read_text(encoding="utf-8"))
        FLOORS.write_text(write_floors(raised(floors, by_part(scores))), encoding="utf-8")
        sys.stderr.write(f"wrote {FLOORS.relative_to(ROOT)}\n")
    if options.write:
        table.README.write_text(table.page(), encoding="utf-8")
        sys.stderr.write(f"wrote {table.README.relative_to(ROOT)}\n")


def _case_lines(scores: Sequence[CaseScore]) -> Iterator[str]:
    """Each case with anything wrong in it; then how many have nothing."""
    right = 0
    for score in scores:
        wrong = [*_wrong(score)]
        if wrong:
            yield f"{score.case.name} ({score.case.kind})"
            yield from (f"  {line}" for line in wrong)
        else:
            right += 1
    yield f"nothing is wrong in {right} of {len(scores)} cases"


def _wrong(score: CaseScore) -> Iterator[str]:
    today = score.page.today
    if score.page.error is not None:
        yield f"no advice: {score.page.error}"
    for action in score.actions:
        if action.verdict is not Verdict.ADVISED:
            yield f"{action.verdict.value}: {action.action.words}"
    for one in score.contradicted:
        head = "contradicts, other view shown" if one.is_marked else "CONTRADICTS"
        for piece in one.pieces:
            yield f"{head}: {_piece_words(piece, today)}; expert: {one.contradiction.because}"
            yield from (f"  view: {view}" for view in piece.views if one.is_marked)
    if score.first_right is False:
        first = score.page.pieces[0].title if score.page.pieces else "nothing"
        yield f"begins with: {first}"
    for action in score.actions:
        if action.in_time is False and action.action.time is not None:
            time = action.action.time
            days = f"{_day(time.start)} to {_day(time.end)}"
            for piece in action.pieces:
                yield f"time: {_piece_words(piece, today)}; expert: {action.action.words}, {days}"
    for piece in score.irrelevant:
        yield f"beside the point: {_piece_words(piece, today)}"


def _piece_words(piece: Piece, today: int) -> str:
    start = f", from {_day(piece.start)}" if piece.start is not None and piece.start > today else ""
    due = f", due {_day(piece.due)}" if piece.due is not None else ""
    return f"{piece.title} ({piece.action}{start}{due})"


def _day(ordinal: int | None) -> str:
    return "any day" if ordinal is None else date.fromordinal(ordinal).isoformat()


def _reader_lines(scores: Sequence[CaseScore], with_aside: bool) -> tuple[list[str], list[str]]:
    """How far readers agree with the measure and where they do not; and what cannot be read."""
    by_name = {score.case.name: score for score in scores}
    readings, problems = load_readings(by_name)
    for line in problems:
        sys.stderr.write(f"{line}\n")
    compared = [*compare(readings, by_name)]
    figures = agreement(compared)
    rows = [("judged alike by readers and the measure", "", "")]
    for sort in (*SORTS, "all"):
        figure = figures[sort]
        share = "—" if figure.value is None else f"{float(figure.value * 100):.0f} %"
        rows.append((sort, share, f"{figure.part} of {figure.whole}"))
    differences = (
        f"  {one.name} ({one.where}): {one.about}: "
        f"reader {_answer(one.reader)}, measure {_answer(one.measure)}"
        for one in compared
        if not one.is_equal and (with_aside or part_of(one.name) == "work")
    )
    return [*aligned(rows), *differences], problems


def _wide_lines(scores: Sequence[CaseScore], with_aside: bool) -> Iterator[str]:
    yield f"patterns that stand on more than {float(MOST * 100):.0f} % of the other pages"
    for one in find_wide(scores):
        if with_aside or part_of(one.name) == "work":
            yield f"  {float(one.share * 100):3.0f} %  {one.name}: {one.words}: {one.pattern}"


def _answer(value: object) -> str:
    if value is None:
        return "nothing to judge"
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.exit(main())
