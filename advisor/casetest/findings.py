"""What the tests of a pack prove, and what is odd about the advice that they get."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from advisor import ir
from advisor.backends.effects import carry_out
from advisor.casetest.checking import CaseRun, advice_words
from advisor.casetest.runner import Runner
from advisor.diagnostics import Diagnostic, Severity
from advisor.rendering.words import Wording, place_all

Finding = tuple[tuple[str, ...], Diagnostic]  # what makes two of them the same, and the finding


def case_findings(runs: Sequence[CaseRun], runner: Runner) -> tuple[Diagnostic, ...]:
    """Advice that carrying it out does not settle, contradictions, and instances without advice.

    Shape: the same thing in several tests is one finding, at the first, which names how many more.
    """
    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    sound = [run for run in runs if run.decision.error is None]
    for run, not_settled in zip(sound, _not_settled(sound, runner), strict=True):
        for finder in (not_settled, _contradicting(run), _left_out(run), _unchanged(run)):
            for key, found in finder:
                groups.setdefault((found.code, *key), []).append(found)
    return tuple(_joined(group) for group in groups.values())


def _joined(group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    spans = dict.fromkeys(d.span for d in others if d.span != first.span)
    if not spans:
        return first
    return replace(first, related=tuple((span, "here too") for span in list(spans)[:3]))


def _not_settled(runs: Sequence[CaseRun], runner: Runner) -> list[list[Finding]]:
    """For each run, advice to do something that is still given, for now, once it is done."""
    found: list[list[Finding]] = [[] for _ in runs]
    carried_out = [
        (number, piece, _after(run, piece))
        for number, run in enumerate(runs)
        for piece in run.decision.advice
        if _can_be_settled(run.program.pack.actions[piece.action])
    ]
    decisions = runner.decide([case for _, _, case in carried_out])
    for (number, piece, _), again in zip(carried_out, decisions, strict=True):
        found[number] += _still_advised(runs[number], piece, again)
    return found


def _can_be_settled(action: ir.Action) -> bool:
    """What only asks for facts goes away by the answers, which nobody knows yet."""
    return action.kind is ir.ActionKind.DO and bool(action.done or not action.asks)


def _after(run: CaseRun, piece: ir.Advice) -> ir.Case:
    """The case of a run on the same day, once a piece of its advice was carried out."""
    situation, today = run.case.situation, run.decision.today
    after = carry_out(run.program, situation.root, piece, today)
    return replace(run.case, situation=replace(situation, root=after, today=today))


def _still_advised(run: CaseRun, piece: ir.Advice, again: ir.Decision) -> Iterator[Finding]:
    if again.error is not None:
        why = f"in test `{run.case.name}`, carrying out `{piece.action}` leads to an error"
        yield (piece.action,), Diagnostic("ADV701", why, run.case.span)
        return
    still = next((p for p in again.advice if _is_same_piece(p, piece)), None)
    if still is not None and still.status != ir.Status.LATER:
        yield (
            (piece.action,),
            Diagnostic(
                "ADV701",
                f"in test `{run.case.name}`, `{advice_words(piece)}` is still advised"
                " after it was carried out",
                run.case.span,
                help=f"let rule `{still.rules[0]}` read what `done` of `{piece.action}` changes",
            ),
        )


def _is_same_piece(one: ir.Advice, other: ir.Advice) -> bool:
    return (one.action, one.place) == (other.action, other.place)


def _contradicting(run: CaseRun) -> Iterator[Finding]:
    """Pairs that contradict each other at one time; what is advised for later may well."""
    is_later = {(p.action, p.place): p.status == ir.Status.LATER for p in run.decision.advice}
    seen: set[frozenset[tuple[str, str]]] = set()
    for piece in run.decision.advice:
        mine = (piece.action, piece.place)
        for action, place in piece.contradicts:
            pair = frozenset({mine, (action, place)})
            if pair not in seen and is_later[mine] == is_later[action, place]:
                seen.add(pair)
                yield (
                    tuple(sorted((piece.action, action))),
                    Diagnostic(
                        "ADV702",
                        f"in test `{run.case.name}`, `{piece.action}` and `{action}` are both"
                        f" advised{f' for {piece.target}' if piece.target else ''},"
                        " and contradict each other",
                        run.case.span,
                        Severity.WARNING,
                    ),
                )


def _left_out(run: CaseRun) -> Iterator[Finding]:
    """Instances that shall always have advice, and that nothing is advised for, not even by one piece
    for several; a test that expects no advice at all says so itself.
    """
    if run.case.expectation.whole == ():
        return
    pack, root = run.program.pack, run.case.situation.root
    wording = Wording(pack, root, run.decision.derivations, run.decision.today)
    advised = {piece.place for piece in run.decision.advice}
    advised |= {place for piece in run.decision.advice for _, place in piece.replaces}
    for here in wording.placed:
        declared = pack.entities[here.instance.entity]
        if declared.is_always_advised and not any(
            place == here.place or place.startswith(f"{here.place}.") for place in advised
        ):
            yield (
                (run.case.name, here.place),
                Diagnostic(
                    "ADV703",
                    f"in test `{run.case.name}`, nothing is advised for `{wording.label(here)}`",
                    run.case.span,
                    Severity.WARNING,
                    f"write a rule that advises at least to wait, or leave out `always_advised` of `{declared.name}`",
                ),
            )


def _unchanged(run: CaseRun) -> Iterator[Finding]:
    """A test from below that the layer itself expects to change, though it is met."""
    pack, name = run.program.pack, run.case.name
    span = pack.expect_changed.get(name)
    if span is not None and span.path not in pack.below and run.is_met:
        yield (
            (name,),
            Diagnostic(
                "ADV709",
                f"the test `{name}` of {run.home} is met as it stands",
                span,
                Severity.WARNING,
                "take it out of `expect_changed`",
            ),
        )


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """In how many tests a rule fires, and in how many it is tried for an instance and does not."""

    rule: str
    fires: int
    is_silent: int


def rule_coverage(pack: ir.Pack, runs: Sequence[CaseRun]) -> tuple[RuleCoverage, ...]:
    """Every rule of the pack in listing order. Tests whose situation is an error count for nothing."""
    fires = dict.fromkeys(pack.rules, 0)
    silent = dict.fromkeys(pack.rules, 0)
    for run in runs:
        if run.decision.error is not None:
            continue
        fired: dict[str, set[str]] = {}
        for firing in run.decision.derivations.firings:
            fired.setdefault(firing.rule, set()).add(firing.place)
        counts: dict[str, int] = {}
        for here in place_all(pack, run.case.situation.root, run.decision.today):
            counts[here.instance.entity] = counts.get(here.instance.entity, 0) + 1
        for rule in pack.rules.values():
            places = fired.get(rule.name, set())
            fires[rule.name] += bool(places)
            silent[rule.name] += len(places) < counts.get(rule.entity, 0)
    return tuple(RuleCoverage(name, fires[name], silent[name]) for name in pack.rules)


def coverage_findings(pack: ir.Pack, coverage: Sequence[RuleCoverage]) -> tuple[Diagnostic, ...]:
    """A notice for each rule that no test fires, or that every test fires; of a layer, for its own."""
    found: list[Diagnostic] = []
    overridden = {name for rule in pack.rules.values() for name in rule.overrides}
    for row in coverage:
        rule = pack.rules[row.rule]
        span = rule.span
        if span.path in pack.below:
            continue
        if rule.part_of is not None:
            continue  # it fires where the rule fires of which it is a part
        if not row.fires:
            found.append(
                Diagnostic(
                    "ADV704",
                    f"no test fires rule `{row.rule}`",
                    span,
                    Severity.NOTICE,
                    "add a test whose situation meets its conditions",
                )
            )
        can_be_silent = not rule.is_unconditional or row.rule in overridden
        if can_be_silent and not row.is_silent:
            found.append(
                Diagnostic(
                    "ADV705",
                    f"no test leaves rule `{row.rule}` silent",
                    span,
                    Severity.NOTICE,
                    "add a test whose situation only just fails its conditions",
                )
            )
    return tuple(found)
