"""From breakpoints to a timeline: what is advised on the first and on the last day of each spell."""

from __future__ import annotations

from advisor import ir
from advisor.backends import oracle
from advisor.backends.agenda import advise_from
from advisor.rendering.words import error_words
from advisor.timeline.outlook import Outlook, look_ahead

DAYS = 60
FEW = 250  # pieces of advice on all days that are looked at; for more, columns are quicker

Answer = tuple[tuple[ir.Advice, ...], str]  # the advice of a day, or why there is none


def timeline(
    program: ir.Program,
    situation: ir.Situation,
    today: int,
    days: int = DAYS,
    derivations: ir.Derivations | None = None,
) -> ir.Timeline:
    """The advice on each of so many days after `today`, an ordinal, if nothing happens.

    `derivations`, where the caller has those of `today`, spare a part of the work.
    Cost: one to two calls of `advise`, however many the days.
    """
    outlook = look_ahead(program, situation.root, today, days, derivations)
    starts = (today, *outlook.days)
    ends = (*(day - 1 for day in outlook.days), outlook.period.last)
    # Where nothing moves on with the days, the last one has no more to say than the first.
    ends_asked = [end for begin, end in zip(starts, ends, strict=True) if outlook.moves(begin)]
    asked = sorted({*starts, *ends_asked})
    # Whole pieces, with their reasons, where one may begin; elsewhere, what columns say of them will do.
    answers = {day: _answer(outlook, day) for day in (today, *outlook.turns)}
    others = [day for day in asked if day not in answers]
    if len(others) * max(len(answers[today][0]), 1) <= FEW:
        answers |= {day: _answer(outlook, day) for day in others}
    else:
        from advisor.timeline.many_days import decide_in_block

        answers |= decide_in_block(program, situation, others)
    spells = (
        ir.Spell(
            begin, end, answers[begin][0], answers.get(end, answers[begin])[0], answers[begin][1]
        )
        for begin, end in zip(starts, ends, strict=True)
    )
    return ir.Timeline(situation.title, tuple(spells))


def _answer(outlook: Outlook, day: int) -> Answer:
    derivations = outlook.derivations(day)
    if derivations is None:
        engine = oracle.BACKEND.compile_program(outlook.program)
        error = engine.derive(outlook.root, day).error
        assert error is not None  # INVARIANT: there are no derivations for this reason alone
        return (), error_words(error)
    return advise_from(outlook.program, outlook.root, day, derivations), ""
