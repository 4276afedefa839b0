"""What if: the advice before and after a change, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor import ir
from advisor.counterfactual.changes import DAY
from advisor.counterfactual.steps import ChangedFact
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.advice_json import advice_object, error_object, json_value, result_object
from advisor.rendering.advice_page import timing_words, when_words
from advisor.rendering.layout import PLAIN, Style, cells, padded, whole_lines, wrap
from advisor.rendering.words import (
    NOT_GIVEN,
    error_words,
    result_title,
    spoken,
    weekday_words,
    words_of,
)

VERSION = 1  # of the JSON document; it counts up when a key changes its meaning
SIDE_BY_SIDE = 76  # cells; in a narrower terminal one page stands below the other
_GAP = 3
_GONE, _NEW, _OTHER, _SAME = "-", "+", "~", " "


@dataclass(frozen=True, slots=True)
class Moved:
    """A piece of advice on both pages: where it stands in the order (from 1), and both forms of it."""

    before: ir.Advice
    after: ir.Advice
    was: int
    now: int

    @property
    def has_other_dates(self) -> bool:
        """Whether its start, its due or its status is another one."""
        return (self.before.start, self.before.due, self.before.status) != (
            self.after.start,
            self.after.due,
            self.after.status,
        )


@dataclass(frozen=True, slots=True)
class ChangedResult:
    """A result with another value; None where it is not given."""

    before: ir.Result | None
    after: ir.Result | None

    @property
    def title(self) -> str:
        """What it is called, with whom it is about."""
        one = self.after or self.before
        assert one is not None  # INVARIANT: it is on one of the two pages
        return result_title(one, one.target)


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The advice before and after some changes: what goes, what comes, and what stays or moves.

    `results` are those that change.
    """

    changes: tuple[ChangedFact, ...]
    before: ir.Decision
    after: ir.Decision
    gone: tuple[ir.Advice, ...]
    new: tuple[ir.Advice, ...]
    kept: tuple[Moved, ...]
    results: tuple[ChangedResult, ...] = ()

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What stays with other dates, or overtakes something that stays, too."""
        were = [one.was for one in self.kept]
        return tuple(
            one
            for at, one in enumerate(self.kept)
            if one.has_other_dates or any(was < one.was for was in were[at + 1 :])
        )


def compare(changes: Sequence[ChangedFact], before: ir.Decision, after: ir.Decision) -> BeforeAfter:
    """Put two decisions side by side; a piece is the same where its action and its place are."""
    were = {(piece.action, piece.place): n for n, piece in enumerate(before.advice, 1)}
    are = {(piece.action, piece.place): n for n, piece in enumerate(after.advice, 1)}
    return BeforeAfter(
        tuple(changes),
        before,
        after,
        tuple(p for p in before.advice if (p.action, p.place) not in are),
        tuple(p for p in after.advice if (p.action, p.place) not in were),
        tuple(
            Moved(before.advice[were[key] - 1], piece, were[key], are[key])
            for piece in after.advice
            if (key := (piece.action, piece.place)) in were
        ),
        _changed_results(before, after),
    )


def _changed_results(before: ir.Decision, after: ir.Decision) -> tuple[ChangedResult, ...]:
    were = {(one.place, one.fact): one for one in before.results}
    are = {(one.place, one.fact): one for one in after.results}
    return tuple(
        ChangedResult(were.get(key), are.get(key))
        for key in dict.fromkeys((*were, *are))
        if key not in were or key not in are or were[key].value != are[key].value
    )


@whole_lines
def render_comparison(
    compared: BeforeAfter, said: Sequence[str], style: Style = PLAIN
) -> Iterator[str]:
    """What is `said` to be different, both pages next to each other, and in words what follows.

    Shape: whole lines of at most `style.width` cells; below each other where they are narrow.
    """
    for number, words in enumerate(said):
        lead = "What if  " if number == 0 else "    and  "
        yield from (style.bold(line) for line in style.wrap(words, lead, " " * len(lead)))
    yield ""
    other = {id(one): _OTHER for r in compared.results for one in (r.before, r.after)}
    left = _column("Now", compared.before, other | {id(p): _GONE for p in compared.gone})
    marks = other | {id(piece): _NEW for piece in compared.new}
    marks |= {id(one.after): _OTHER for one in compared.moved}
    right = _column("Then", compared.after, marks)
    if style.width >= SIDE_BY_SIDE:
        half = (style.width - _GAP) // 2
        yield from _beside(_fit(left, half), _fit(right, half), half, style)
    else:
        yield from (_styled(line, style) for line in _fit(left, style.width))
        yield ""
        yield from (_styled(line, style) for line in _fit(right, style.width))
    yield ""
    yield from (
        line for words in difference_lines(compared) for line in style.wrap(words, "", "  ")
    )


def change_words(change: ChangedFact, labels: dict[str, str], today: int) -> str:
    """`answer by of Globex: Tue 22 Sep → Thu 10 Dec`."""
    place, _ = change.key
    about = f" of {labels[place]}" if labels.get(place) else ""

    def said(value: ir.Value | None) -> str:
        if change.fact.type.kind is ir.Kind.DATE and isinstance(value, int):
            return weekday_words(value, today)
        return words_of(value, change.fact.type, change.fact.words)

    name = "today" if change.key == DAY else spoken(change.fact.name)
    return f"{name}{about}: {said(change.before)} → {said(change.after)}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a column: its mark, and what follows."""

    mark: str
    words: str
    is_head: bool = False


def _column(head: str, decision: ir.Decision, marks: dict[int, str]) -> list[_Line]:
    found = [_Line(_SAME, f"{head}, {weekday_words(decision.today)}", is_head=True)]
    if decision.error is not None:
        found.append(_Line(_SAME, f"No advice: {error_words(decision.error)}"))
    for one in decision.results:
        words = f"{result_title(one, one.target)}: {one.words}"
        found.append(_Line(marks.get(id(one), _SAME), words))
    if decision.error is None and not decision.advice:
        found.append(_Line(_SAME, "Nothing is advised."))
    for number, piece in enumerate(decision.advice, 1):
        words = f"{number}. {piece.title} {when_words(piece, decision.today)}".rstrip()
        found.append(_Line(marks.get(id(piece), _SAME), words))
    return found


def _fit(lines: Sequence[_Line], width: int) -> list[_Line]:
    return [
        _Line(line.mark if at == 0 else _SAME, words, line.is_head)
        for line in lines
        for at, words in enumerate(wrap(line.words, width - 2, "", "" if line.is_head else "   "))
    ]


def _styled(line: _Line, style: Style, width: int = 0) -> str:
    text = f"{line.mark} {line.words}".rstrip() if not width else f"{line.mark} {line.words}"
    if line.is_head:
        text = line.words
    text = padded(text, width)
    if line.is_head:
        return style.bold(text)
    mark = {_GONE: style.red, _NEW: style.green, _OTHER: style.yellow}.get(line.mark)
    return text if mark is None else mark(text)


def _beside(
    left: Sequence[_Line], right: Sequence[_Line], half: int, style: Style
) -> Iterator[str]:
    nothing = _Line(_SAME, "")
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else nothing
        other = right[at] if at < len(right) else nothing
        line = _styled(one, style, half) + " " * _GAP + _styled(other, style)
        assert (
            cells(one.words) <= half or not one.words
        )  # INVARIANT: `wrap` saw to it but for long words
        yield line.rstrip()


def difference_lines(compared: BeforeAfter) -> Iterator[str]:
    """In words, what goes, what comes and what moves: `- goes: Chase Acme`, one line each."""
    for result in compared.results:
        was, now = (one.words if one else NOT_GIVEN for one in (result.before, result.after))
        yield f"~ {result.title}: {was} → {now}"
    if not (compared.gone or compared.new or compared.moved):
        yield "The advice stays the same."
    for piece in compared.gone:
        yield f"- goes: {piece.title}"
    for piece in compared.new:
        when = timing_words(piece, compared.after.today)
        yield f"+ comes: {piece.title}{f'. {when}' if when else ''}"
    for one in compared.moved:
        parts = []
        if one.has_other_dates:
            was = when_words(one.before, compared.before.today) or "any time"
            now = when_words(one.after, compared.after.today) or "any time"
            if was == now and one.before.due is not None and one.after.due is not None:
                # Both are due today, which is another day now.
                was, now = (weekday_words(piece.due or 0) for piece in (one.before, one.after))
            if was == now:  # both could be done already, but not since the same day
                was, now = (_start_words(piece) for piece in (one.before, one.after))
            parts.append(f"{was.strip('()')} → {now.strip('()')}")
        if one.was != one.now:
            parts.append(f"no. {one.was} → no. {one.now}")
        yield f"~ moves: {one.after.title}: {'; '.join(parts)}"


def _start_words(piece: ir.Advice) -> str:
    return "at once" if piece.start is None else f"from {weekday_words(piece.start)}"


def comparison_object(compared: BeforeAfter) -> dict[str, object]:
    """The same as JSON values.

    Shape: `kind` and `version` say which document it is; pieces of advice and results are as in
    `advisor advise -f json`.
    """

    def key(piece: ir.Advice) -> str:
        return f"{piece.place}/{piece.action}"

    return {
        "kind": "what-if",
        "version": VERSION,
        "changes": [
            {
                "id": f"{change.key[0]}/{change.key[1]}",
                "place": change.key[0],
                "fact": change.key[1],
                "before": json_value(change.before, change.fact.type),
                "after": json_value(change.after, change.fact.type),
            }
            for change in compared.changes
        ],
        "before": _page(compared.before),
        "after": _page(compared.after),
        "gone": [key(piece) for piece in compared.gone],
        "new": [key(piece) for piece in compared.new],
        "moved": [
            {
                "id": key(one.after),
                "was": one.was,
                "now": one.now,
                "has_other_dates": one.has_other_dates,
            }
            for one in compared.moved
        ],
    }


def _page(decision: ir.Decision) -> dict[str, object]:
    results = [result_object(one) for one in decision.results]
    return {
        "today": ir.iso_date(decision.today),
        **({"results": results} if results else {}),
        "advice": [advice_object(piece) for piece in decision.advice],
        "error": None if decision.error is None else error_object(decision.error),
    }
