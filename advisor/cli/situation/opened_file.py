"""The situation file that a command is about to change: opened, and the page of what comes next shown."""

from __future__ import annotations

from advisor import ir
from advisor.cli import options, sources
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure, page_style, show
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.advice_page import Commands
from advisor.rendering.advice_text import render_advice


@dataclass(frozen=True, slots=True)
class Opened:
    """A situation of a file, decided; `commands` to go on with, where it is the only one there."""

    scene: Scene
    commands: Commands | None


def file_to_change(command: str, named: str | None) -> str:
    """The file that was named, or the usual one.

    Raises: Failure, for standard input, a table or a folder, and where there is no such file.
    """
    file = options.file_or_default(named)
    if file == sources.STDIN:
        raise Failure(f"{command} changes a file, so it needs one; it cannot change standard input")
    sources.refuse_table_or_folder(file)
    if not sources.is_there(file):
        raise Failure(sources.missing_words(file))
    return file


def open_situation(
    file: str, document: int | None, advisor_options: sources.AdvisorOptions
) -> Opened:
    """The situation in a file, by the rules that it names; `document` is counted from 1.

    Raises: Failure, where there is none, or several and nobody said which.
    """
    advisor_options = advisor_options.about(file)
    advisor = advisor_options.advisor()
    source = sources.read_source(file, advisor.program)
    scene = Scene(advisor, file, _case_of(source, document, advisor_options))
    return Opened(scene, advisor_options.commands(file) if source.is_alone else None)


def _case_of(
    source: sources.SourceFile, document: int | None, advisor_options: sources.AdvisorOptions
) -> ir.Case:
    """The situation that was meant, which has to be without mistakes."""
    sources.require_file(source)
    sources.report(source, advisor_options)
    numbers = sorted({*(c.situation.document for c in source.cases), *source.failed})
    if not numbers:
        raise Failure(f"there is no situation in {source.path}")
    if document is None and len(numbers) > 1:
        listed = [
            f"  {case.situation.document + 1}  {case.situation.title or '(no title)'}"
            for case in source.cases
        ]
        raise Failure(
            f"there are {len(numbers)} situations in {source.path}; say which by --document:\n"
            + "\n".join(listed)
        )
    number = numbers[0] if document is None else document - 1
    for case in source.cases:
        if case.situation.document == number:
            return case
    if number in source.failed:
        sources.refuse(source, number)
    raise Failure(f"there is no situation number {number + 1} in {source.path}")


def day_of(text: str | None, today: int) -> int:
    """When it was done.

    Raises: click.BadParameter, where that is no day, or a day that is still to come.
    """
    if text is None:
        return today
    return options.day_in_words(text, today, hint="--on", looks=ir.Looks.BACK)


def show_what_is_next(scene: Scene, commands: Commands | None) -> None:
    """The page of advice, whose numbers count from now on; it ends in `commands`, if there are any."""
    page = render_advice(
        scene.decision,
        scene.pack,
        page_style(),
        commands=commands,
        labels=scene.labels,
        upcoming=scene.upcoming,
    )
    try:
        show(page)
    finally:  # also where somebody closes the pager before its end
        scene.remember()
