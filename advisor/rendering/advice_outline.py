"""A page of advice as values, for what arranges it otherwise than in lines: HTML, Markdown.

It says what the page in the terminal says, in the same words, and of many notes all; nothing in it can steer a
terminal or hold the end of a line, but for letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.rendering import advice_page, advice_text
from advisor.rendering.calendar_words import years_words
from advisor.rendering.drafts import Draft, DraftError, fill_draft
from advisor.rendering.layout import PLAIN, plain_text
from advisor.rendering.words import error_words, weekday_words


@dataclass(frozen=True, slots=True)
class PieceOutline:
    """One piece of advice.

    `when` is "by Fri 4 Dec", or "" where any time will do. `reference` says that another piece gives the same
    advice or reason; the reasons stand here all the same. `sources` are numbers in the outline's sources.
    """

    number: int
    title: str
    when: str
    is_late: bool
    labels: tuple[str, ...]
    reference: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    views: tuple[str, ...]
    contradictions: tuple[advice_page.Contradiction, ...]
    sources: tuple[int, ...]
    letter: Draft | None


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A whole page.

    Shape: `groups` are the pieces under `Today`, `By Fri 4 Dec` …; the numbers rise from group to group.
    `shared` are notes under `For 1 and 3`. `nothing` says why there are no pieces, in one or two sentences.
    `results` are `(title, value)`. `hidden` questions are not shown. `sources` are `(number, words)`.
    """

    title: str
    day: str
    notices: tuple[str, ...]
    nothing: tuple[str, ...]
    results: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[PieceOutline, ...]], ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    upcoming: tuple[str, str] | None
    questions: tuple[str, ...]
    hidden: int
    assumptions: tuple[str, ...]
    sources: tuple[tuple[int, str], ...]
    commands: advice_page.Commands | None


def outline_of(
    decision: ir.Decision,
    pack: ir.Pack,
    *,
    heading: str | None = None,
    all_questions: bool = False,
    commands: advice_page.Commands | None = None,
    labels: Mapping[str, str] | None = None,
    letters: Mapping[advice_page.Place, Draft] | None = None,
    upcoming: tuple[str, str] | None = None,
) -> PageOutline:
    """The page for one situation; `heading` and `labels` as for `render_advice`, `letters` as `letters_of` gives them.

    `upcoming` is what comes next by itself: ("If nothing happens:", "Tue 15 Dec, ask Acme how things stand.").
    """
    page = advice_text.page_of(
        decision, pack, PLAIN, advice_page.Extent.NORMAL, all_questions, commands, labels
    )
    page = replace(page, all_notes=True)
    shared = advice_page.shared_notes(page)
    written = letters or {}
    today = decision.today
    groups = tuple(
        (label, tuple(_piece(page, piece, shared, written) for piece in together))
        for label, together in groupby(
            decision.advice, lambda piece: advice_page.when_label(piece, today)
        )
    )
    nothing: tuple[str, ...] = ()
    if decision.error is not None:
        more = years_words(decision)
        nothing = advice_text.error_head(decision.error), plain_text(error_words(decision.error))
        nothing += (more,) if more else ()
    elif not decision.advice:
        words = advice_text.nothing_words(decision, pack)
        nothing = (words,) if words else ()
    questions, hidden = advice_text.questions_shown(page)
    weekend = advice_page.weekend_words(decision, pack)
    return PageOutline(
        plain_text(heading or decision.title or advice_text.UNTITLED),
        weekday_words(today),
        _plain([*([weekend] if weekend else []), *advice_text.dates_to_check(page)]),
        nothing,
        tuple(advice_text.results_told(page)),
        groups,
        tuple((about, _plain(notes)) for about, notes in advice_page.shared_groups(shared)),
        None if upcoming is None else (plain_text(upcoming[0]), plain_text(upcoming[1])),
        _plain(questions),
        hidden,
        _plain(advice_text.assumptions_held(page)),
        tuple(_sources(page)),
        commands,
    )


def _piece(
    page: advice_page.Page,
    piece: ir.Advice,
    shared: Collection[str],
    letters: Mapping[advice_page.Place, Draft],
) -> PieceOutline:
    is_detailed = piece in page.detailed
    return PieceOutline(
        page.number(piece),
        plain_text(piece.title),
        advice_page.when_words(piece, page.decision.today).strip("()"),
        advice_page.is_late(piece, page.decision.today),
        _plain(advice_page.replaced_labels(page, piece)),
        advice_page.reference_words(page, piece) if is_detailed else "",
        _plain(piece.because),
        _plain(advice_page.own_notes(page, piece, shared) if is_detailed else []),
        _plain(piece.disputed),
        tuple(
            advice_page.Contradiction(one.head, plain_text(one.words), one.is_conflict)
            for one in advice_page.contradictions(page, piece)
        ),
        tuple(sorted(page.footnotes[name] for name in piece.sources)),
        letters.get((piece.action, piece.place)),
    )


def _plain(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(plain_text, texts))


def _sources(page: advice_page.Page) -> Iterator[tuple[int, str]]:
    for names in advice_text.by_source(page.footnotes).values():
        for name in names:
            yield (
                page.footnotes[name],
                plain_text(advice_text.source_words(page.pack.sources, name)),
            )


def letters_of(
    program: ir.Program, root: ir.Instance, decision: ir.Decision
) -> dict[advice_page.Place, Draft]:
    """The letter for each piece that has one, as far as the situation fills it.

    Raises: DraftError, which names the file of the template.
    """
    found = {}
    for piece in decision.advice:
        name = program.pack.actions[piece.action].draft
        if name is None or name not in program.pack.drafts:
            continue
        try:
            draft = fill_draft(program, root, decision, piece, program.pack.drafts[name])
        except DraftError as error:
            raise DraftError(f"drafts/{name}.md cannot be filled: {error}") from error
        found[piece.action, piece.place] = draft
    return found
