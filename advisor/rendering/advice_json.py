"""Advice as JSON values, for other programs."""

from __future__ import annotations

from advisor import ir
from advisor.rendering.words import error_words, written


def decision_object(decision: ir.Decision) -> dict[str, object]:
    """A decision as JSON values.

    Shape: keys `situation`, `today`, `advice`, `assumptions`, `open_questions`, `error`; always all
    of them; `results` only where there are any, `future_dates` only where a day that should have
    passed is still to come. Dates are ISO or null; `place` is "" for the situation, else like `applications[0].interviews[1]`; `for` is the
    label of what stands there.
    """
    found: dict[str, object] = {
        "situation": decision.title,
        "today": ir.iso_date(decision.today),
        "advice": [advice_object(piece) for piece in decision.advice],
        "assumptions": [_assumption(held) for held in decision.assumptions],
        "open_questions": [_question(question) for question in decision.open_questions],
        "error": None if decision.error is None else error_object(decision.error),
    }
    if decision.results:
        found["results"] = [result_object(one) for one in decision.results]
    if decision.future_dates:
        found["future_dates"] = [_future_date(one) for one in decision.future_dates]
    return found


def advice_object(piece: ir.Advice) -> dict[str, object]:
    """One piece of advice as JSON values."""
    return {
        "action": piece.action,
        "for": piece.target,
        "place": piece.place,
        "kind": piece.kind.value,
        "start": iso_or_none(piece.start),
        "due": iso_or_none(piece.due),
        "status": piece.status.value,
        "importance": piece.importance.value,
        "title": piece.title,
        "rules": list(piece.rules),
        "because": list(piece.because),
        "notes": list(piece.notes),
        "sources": list(piece.sources),
        "disputed": list(piece.disputed),
        "contradicts": [{"action": action, "place": place} for action, place in piece.contradicts],
    }


def result_object(one: ir.Result) -> dict[str, object]:
    """One result as JSON values; `words` is the value as a person reads it."""
    return {
        "for": one.target,
        "place": one.place,
        "fact": one.fact,
        "title": one.title,
        "value": json_value(one.value, one.type),
        "words": one.words,
        "rules": list(one.rules),
    }


def error_object(error: ir.DecisionError) -> dict[str, object]:
    """Why there is no advice: `kind` is `conflict`, `range` or `size`."""
    return {
        "kind": error.kind,
        "place": error.place,
        "rules": list(error.rules),
        "fact": error.fact,
        "message": error_words(error),
    }


def json_value(value: ir.Value | None, type: ir.Type) -> object:
    """A value as JSON: yes-no and numbers as such, all else as a situation file writes it.

    A number with more digits than a double holds is given as text, never rounded.
    """
    if value is None:
        return None
    match type.kind, value:
        case ir.Kind.YES_NO, _:
            return bool(value)
        case ir.Kind.NUMBER, int():
            if value % ir.MILLION == 0:
                return value // ir.MILLION
            near = value / ir.MILLION
            return (
                near
                if round(near * ir.MILLION) == value and abs(value) < 10**15
                else ir.number_words(value)
            )
        case _:
            return written(value, type)


def iso_or_none(ordinal: int | None) -> str | None:
    """A day as ISO writes it; None stays None."""
    return None if ordinal is None else ir.iso_date(ordinal)


def _assumption(held: ir.Assumption) -> dict[str, object]:
    return {
        "for": held.target,
        "place": held.place,
        "fact": held.fact,
        "value": json_value(held.value, held.type),
        "words": held.words,
        "ask": held.ask,
    }


def _future_date(one: ir.FutureDate) -> dict[str, object]:
    return {
        "for": one.target,
        "place": one.place,
        "fact": one.fact,
        "day": ir.iso_date(one.day),
        "ask": one.ask,
    }


def _question(question: ir.OpenQuestion) -> dict[str, object]:
    return {
        "for": question.target,
        "place": question.place,
        "fact": question.fact,
        "ask": question.ask,
        "help": question.help,
        "rules": list(question.rules),
    }
