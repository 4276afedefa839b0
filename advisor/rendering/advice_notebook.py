"""Advice as a notebook shows it: plain HTML, whose colours are those of the notebook, dark or light."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from advisor import ir
from advisor.rendering.advice_page import when_words
from advisor.rendering.advice_text import nothing_words
from advisor.rendering.layout import plain_text
from advisor.rendering.words import error_words, result_title, weekday_words

# No colour of its own but transparency: the notebook's stay below.
_DIM = "opacity:0.7"
_CELL = "text-align:left;vertical-align:top;padding:2px 12px 2px 0"


def decision_html(decision: ir.Decision) -> str:
    """The pieces of advice as a numbered list, with when and why, below the title and the day."""
    title = _text(decision.title or "Your situation")
    head = f"<strong>{title}</strong><br><small>{weekday_words(decision.today)}</small>"
    if decision.error is not None:
        body = f"<p>No advice: {_text(error_words(decision.error))}</p>"
    elif not decision.advice:
        body = f"<p>{nothing_words(decision)}</p>"
    else:
        items = "".join(f"<li>{_piece(piece, decision.today)}</li>" for piece in decision.advice)
        body = f"<ol>{items}</ol>"
    results = "".join(
        f"<li>{_text(result_title(one, one.target))}: <strong>{_text(one.words)}</strong></li>"
        for one in decision.results
    )
    if results:
        body = f"<p>Worked out</p><ul>{results}</ul>{body}"
    dates = "".join(
        f"<p>Check a date: {_text(one.ask)} You said {weekday_words(one.day)}, which is still to come, so"
        " it does not count.</p>"
        for one in decision.future_dates
    )
    asked = decision.open_questions
    questions = ""
    if asked:
        weightiest = max(asked, key=lambda question: len(question.rules))
        more = f" <small>(and {len(asked) - 1} more)</small>" if len(asked) > 1 else ""
        questions = f'<p style="{_DIM}">Still open: {_text(weightiest.ask)}{more}</p>'
    return f"<div>{head}{dates}{body}{questions}</div>"


def advice_html(piece: ir.Advice) -> str:
    """One piece of advice, with its days and why."""
    days = [
        f"{word} {weekday_words(day)}"
        for word, day in (("from", piece.start), ("by", piece.due))
        if day is not None
    ]
    return f"<div>{_titled(piece, ', '.join(days))}</div>"


def _piece(piece: ir.Advice, today: int) -> str:
    return _titled(piece, when_words(piece, today).strip("()"))


def _titled(piece: ir.Advice, when: str) -> str:
    tail = f" <small>({_text(when)})</small>" if when else ""
    why = f'<br><span style="{_DIM}">{_text(" ".join(piece.because))}</span>'
    notes = "".join(f"<li>{_text(note)}</li>" for note in piece.notes)
    return (
        f"<strong>{_text(piece.title)}</strong>{tail}{why if piece.because else ''}"
        f"{f'<ul>{notes}</ul>' if notes else ''}"
    )


def table_html(
    caption: str, names: Iterable[str], rows: Iterable[Iterable[object]], rest: str = ""
) -> str:
    """Rows under names, with a line above and one below them."""
    head = "".join(f'<th style="{_CELL}">{_text(name)}</th>' for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td style={chr(34)}{_CELL}{chr(34)}>{_text(v)}</td>' for v in row)}</tr>"
        for row in rows
    )
    below = f'<p style="{_DIM}">{_text(rest)}</p>' if rest else ""
    return (
        f"<div><p>{_text(caption)}</p><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{below}</div>"
    )


def _text(value: object) -> str:
    return "" if value is None else escape(plain_text(str(value)))
