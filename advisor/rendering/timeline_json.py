"""A timeline as JSON values, for other programs."""

from __future__ import annotations

from advisor import ir
from advisor.rendering.advice_json import iso_or_none


def timeline_object(timeline: ir.Timeline) -> dict[str, object]:
    """A timeline as JSON values.

    Shape: `situation`, `today`, `until` (the last day that was looked at), then the same in three views.
    `spells` have the advice of neighbouring days on which it is the same, in its order: `first` and
    `last` day, `error` (null, or why there is no advice), `advice`, where `start` and `due` are those of
    the first day, `start_at_end` and `due_at_end` those of the last. `changes` say for a `day` what
    `begins`, `becomes_overdue` and `ends`, and why there is no advice from then on (`error`, else null);
    then nothing has ended, for nobody knows. `bars` give for each piece the `first` and `last` day on which
    it can be followed, its `due` (null where it has none, or where that moves on with today),
    `overdue_from`, whether it `goes_on` after the period, and what takes its place `then`. Days are ISO.
    """
    return {
        "situation": timeline.title,
        "today": ir.iso_date(timeline.first),
        "until": ir.iso_date(timeline.last),
        "spells": [_spell(spell) for spell in timeline.spells],
        "changes": [_change(change) for change in timeline.changes],
        "bars": [_bar(bar) for bar in timeline.bars],
    }


def _named(piece: ir.Advice) -> dict[str, object]:
    return {
        "action": piece.action,
        "for": piece.full_label,
        "place": piece.place,
        "title": piece.title,
    }


def _spell(spell: ir.Spell) -> dict[str, object]:
    return {
        "first": ir.iso_date(spell.first),
        "last": ir.iso_date(spell.last),
        "error": spell.error or None,
        "advice": [
            {
                **_named(piece),
                "kind": piece.kind.value,
                "importance": piece.importance.value,
                "status": piece.status.value,
                "start": iso_or_none(piece.start),
                "start_at_end": iso_or_none(at_end.start),
                "due": iso_or_none(piece.due),
                "due_at_end": iso_or_none(at_end.due),
                "rules": list(piece.rules),
            }
            for piece, at_end in zip(spell.advice, spell.advice_at_end, strict=True)
        ],
    }


def _change(change: ir.TimelineChange) -> dict[str, object]:
    return {
        "day": ir.iso_date(change.day),
        "begins": [_named(piece) for piece in change.begins],
        "becomes_overdue": [_named(piece) for piece in change.becomes_overdue],
        "ends": [_named(piece) for piece in change.ends],
        "error": change.gap.error if change.gap else None,
    }


def _bar(bar: ir.Bar) -> dict[str, object]:
    return {
        **_named(bar.piece),
        "first": ir.iso_date(bar.first),
        "last": ir.iso_date(bar.last),
        "due": iso_or_none(bar.due),
        "overdue_from": iso_or_none(bar.overdue_from),
        "goes_on": bar.is_cut,
        "then": [_named(piece) for piece in bar.then],
    }
