"""Why a test is not met: the first condition that decided otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor import ir
from advisor.backends.oracle.why_not import why_not_advised, why_not_fired
from advisor.casetest.checking import CaseRun, Mismatch, called, is_same, names_of
from advisor.rendering.diagnostics import place_words
from advisor.rendering.why_not import WhyNot
from advisor.rendering.words import place_all


def reasons(run: CaseRun, mismatch: Mismatch, texts: Mapping[str, str]) -> Iterator[str]:
    """What led to a mismatch, in a sentence or two; nothing where that cannot be said.

    Shape: `texts` maps the paths of rule files to their text.
    """
    about = mismatch.about
    if about is None or run.decision.error is not None:
        return
    if mismatch.actual is not None:
        yield from _came(run, mismatch)
        return
    root, decision = run.case.situation.root, run.decision
    if isinstance(about, str):
        rules = run.program.pack.rules_named(about)
        found = why_not_fired(run.program, root, decision, rules, texts)
        if not rules:
            yield f"`{about}` is left out by `without` of a layer"
        elif not found:
            yield f"`{about}` fires, but what it says is not shown: its advice gives way, or there is none to note it on"
    else:
        places = _places(run, about)
        found = why_not_advised(run.program, root, decision, about.action, places, texts)
        if not found:
            yield f"no rule advises `{about.action}` there"
    if found:
        yield from _refused(found[0])


def _came(run: CaseRun, mismatch: Mismatch) -> Iterator[str]:
    """Which rules advise what should not come."""
    about = mismatch.about
    if not isinstance(about, ir.Expected):
        return
    names = names_of(run.decision, run.labels)
    for piece in run.decision.advice:
        if is_same(about, piece, names):
            rule = run.program.pack.rules[piece.rules[0]]
            yield f"`{rule.name}` advises it ({place_words(rule.span)})"
            return


def _refused(why_not: WhyNot) -> Iterator[str]:
    """What is in the way of a rule, or the first condition of it that is not as it would have to be."""
    for hindrances, verb in (
        (why_not.silenced_by, "silences"),
        (why_not.overridden_by, "overrides"),
    ):
        for hindrance in hindrances[:1]:
            place = place_words(hindrance.span)
            yield f"`{hindrance.rule}` {verb} `{why_not.rule}` ({place})"
            return
    if why_not.given_up_for:
        yield f"“{why_not.given_up_for[0]}” is advised instead"
        return
    for shortfall in why_not.shortfalls[:1]:
        verb = "does not hold" if shortfall.wanted else "holds"
        read = "; ".join(dict.fromkeys(reading.shown for reading in shortfall.readings))
        now = f": {read}" if read else ""
        place = place_words(why_not.span)
        yield f"`{shortfall.condition}` {verb} in `{why_not.rule}` ({place}){now}"


def _places(run: CaseRun, expected: ir.Expected) -> list[str]:
    """Where the advice was expected."""
    labels = run.labels
    placed = place_all(run.program.pack, run.case.situation.root, run.decision.today)
    return [
        here.place
        for here in placed
        if expected.target is None or expected.target in called(here.place, labels)
    ]
