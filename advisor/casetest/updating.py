"""What a test would have to expect to be met: as much as before, of what comes today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor import ir
from advisor.casetest import checking


def why_not_updated(run: checking.CaseRun) -> str | None:
    """Why a test that is not met cannot be put right by other expectations; None where it can."""
    if run.disagreeing:
        return "the engines do not agree, so nobody knows what to expect"
    mistake = next((m.why for m in run.mismatches if m.is_mistaken), None)
    if mistake is not None:
        return f"the test itself is wrong: {mistake}"
    for expected in run.case.expectation.facts:
        if len(_values(run, expected)) > 1:
            return f"`{expected.fact}` has several values here; say `for` whom"
    return None


def updated(run: checking.CaseRun) -> ir.Expectation:
    """The expectation that is met by what came.

    What was expected and does not come must not come any more, and the other way round, so that the test proves
    as much as before. An entry that stays, or gets other days, keeps its span.
    """
    wanted, decision = run.case.expectation, run.decision
    names = checking.names_of(decision, run.labels)
    some, none = _parts(run, names)
    decided = checking.decided_names(decision, run.program, (*wanted.because, *wanted.not_because))
    because = [name for name in wanted.because if name in decided]
    not_because = [name for name in wanted.not_because if name not in decided]
    return replace(
        wanted,
        whole=None if wanted.whole is None else tuple(_whole(run, wanted.whole, names)),
        some=tuple(some),
        none=tuple(none),
        because=(*because, *(name for name in wanted.not_because if name in decided)),
        not_because=(*not_because, *(name for name in wanted.because if name not in decided)),
        facts=tuple(replace(fact, value=next(iter(_values(run, fact)))) for fact in wanted.facts),
    )


def _parts(
    run: checking.CaseRun, names: checking.Names
) -> tuple[list[ir.Expected], list[ir.Expected]]:
    """What must be advised, and what must not."""
    wanted, pieces = run.case.expectation, run.decision.advice
    some: list[ir.Expected] = []
    none: list[ir.Expected] = []
    for expected in wanted.some:
        near = [piece for piece in pieces if checking.is_same(expected, piece, names)]
        if any(not checking.differences(expected, piece) for piece in near):
            some.append(expected)
        elif near:
            some.append(_like(expected, near[0]))
        else:
            none.append(ir.Expected(expected.action, run.case.span, expected.target))
    for expected in wanted.none:
        came = [
            p
            for p in pieces
            if checking.is_same(expected, p, names) and not checking.differences(expected, p)
        ]
        if came:
            made = ir.Expected(expected.action, run.case.span, expected.target)
            some.append(replace(made, due=came[0].due, has_due=came[0].due is not None))
        else:
            none.append(expected)
    return some, none


def _whole(
    run: checking.CaseRun, wanted: Sequence[ir.Expected], names: checking.Names
) -> Iterator[ir.Expected]:
    """All the advice in its order, by the entries that were there as far as they are the same."""
    pieces = run.decision.advice
    entries = {at: wanted[n] for n, at in checking.pairs_in_order(wanted, pieces, names).items()}
    used = list(entries.values())
    left = [entry for entry in wanted if not any(entry is one for one in used)]
    says_for = any(entry.target is not None for entry in wanted)
    for at, piece in enumerate(pieces):
        entry = entries.get(at)
        if entry is None:
            entry = next((one for one in left if checking.is_same(one, piece, names)), None)
            left = [one for one in left if one is not entry]
        if entry is not None:
            yield _like(entry, piece)
            continue
        is_alone = sum(other.action == piece.action for other in pieces) == 1
        target = piece.target or piece.place or None if says_for or not is_alone else None
        yield ir.Expected(
            piece.action, run.case.span, target, due=piece.due, has_due=piece.due is not None
        )


def _like(expected: ir.Expected, piece: ir.Advice) -> ir.Expected:
    """The entry with the days and the status of what came, as far as it states them."""
    return replace(
        expected,
        start=piece.start if expected.has_start else None,
        due=piece.due if expected.has_due else None,
        status=None if expected.status is None else str(piece.status),
    )


def _values(run: checking.CaseRun, expected: ir.ExpectedFact) -> set[ir.Value | None]:
    """The values that a fact has, of all the instances that are meant."""
    labels = run.labels
    came = {(c.place, c.fact): c.value for c in run.decision.derivations.conclusions}
    placed = ir.place_instances(run.case.situation.root, run.program.pack.list_names)
    return {
        came.get((here.place, expected.fact))
        for here in placed
        if here.instance.entity == expected.entity
        and (expected.target is None or expected.target in checking.called(here.place, labels))
    }
