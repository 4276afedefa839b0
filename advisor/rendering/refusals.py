"""Why something is not advised: what each rule that could advise it lacks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from advisor.diagnostics import Span
from advisor.ir.advice import Decision
from advisor.ir.expressions import And, Expression, Or
from advisor.ir.packs import Program, Rule
from advisor.ir.situations import Instance, Placed, is_within
from advisor.rendering.layout import PLAIN, Style, plain_text, wrap
from advisor.rendering.words import Wording

Holds = Callable[[str, Expression], bool]  # whether a condition holds for the instance at a place


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one rule does not lead to the advice for one instance, in a sentence and its parts."""

    rule: str
    target: str
    place: str
    span: Span
    reason: str
    parts: tuple[str, ...] = ()  # conditions as they stand in the rule


def why_not_advised(
    program: Program,
    root: Instance,
    decision: Decision,
    action: str,
    places: Collection[str],
    holds: Holds,
    texts: Mapping[str, str],
) -> tuple[Refusal, ...]:
    """A refusal for each rule that could advise the action and each instance that it is tried for.

    Shape: `places` are those of the instances that are meant; `texts` maps the paths of rule files to
    their text.
    """
    wording = Wording(program.pack, root, decision.derivations, decision.today)
    found = []
    for rule in program.pack.rules.values():
        if rule.advises is None or rule.advises.action != action:
            continue
        for here in wording.placed:
            if here.instance.entity == rule.entity and here.place in places:
                reason, parts = _reason(program, decision, rule, here, wording.at, holds, texts)
                label = wording.label(here)
                found.append(Refusal(rule.name, label, here.place, rule.span, reason, parts))
    return tuple(found)


def _reason(
    program: Program,
    decision: Decision,
    rule: Rule,
    here: Placed,
    at: Mapping[str, Placed],
    holds: Holds,
    texts: Mapping[str, str],
) -> tuple[str, tuple[str, ...]]:
    firings = decision.derivations.firings
    covering = [f for f in firings if is_within(here, at[f.place])]
    action = rule.advises.action if rule.advises else ""
    if not any(f.rule == rule.name and f.place == here.place for f in firings):
        overriding = [f.rule for f in covering if f.rule in program.overridden_by[rule.name]]
        if overriding:
            return "overridden by", tuple(dict.fromkeys(overriding))
        failing = [part for part in _conjuncts(rule.when) if not holds(here.place, part)]
        if failing:
            return "does not hold", tuple(_written(part, texts) for part in failing)
        hindering = [part for part in _disjuncts(rule.unless) if holds(here.place, part)]
        return "held back by `unless`", tuple(_written(part, texts) for part in hindering)
    silencing = [
        f.rule
        for f in covering
        if f.rule != rule.name and _silences(program.pack.rules[f.rule], rule)
    ]
    if silencing:
        return "silenced by", tuple(dict.fromkeys(silencing))
    instead = [p.action for p in decision.advice if (action, here.place) in p.replaces]
    if instead:
        return "given up for", tuple(dict.fromkeys(instead))
    return "there is nothing that it would be advised instead of", ()


def _silences(silencer: Rule, rule: Rule) -> bool:
    assert rule.advises is not None
    return silencer.silences_all or rule.advises.action in (silencer.silences or ())


def _conjuncts(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, And):
        for operand in condition.operands:
            yield from _conjuncts(operand)
    else:
        yield condition


def _disjuncts(condition: Expression | None) -> Iterator[Expression]:
    if isinstance(condition, Or):
        for operand in condition.operands:
            yield from _disjuncts(operand)
    elif condition is not None:
        yield condition


def _written(part: Expression, texts: Mapping[str, str]) -> str:
    """The condition as it stands in its file, on one line."""
    span = part.span
    lines = texts.get(span.path, "").splitlines()[span.line - 1 : span.end_line]
    if not lines:
        return f"the condition in line {span.line}"
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(" ".join(lines).split())


def render_refusals(
    refusals: tuple[Refusal, ...], width: int = 80, style: Style = PLAIN, home: str = ""
) -> str:
    """A few lines a refusal.

    Shape: whole lines of at most `width` cells; of paths inside the folder `home` only the rest is
    shown.
    """
    lines: list[str] = []
    prefix = f"{home}/" if home else ""
    for refusal in refusals:
        about = f" for {refusal.target}" if refusal.target else ""
        place = f"{plain_text(refusal.span.path.removeprefix(prefix))}:{refusal.span.line}"
        lines += wrap(f"rule {refusal.rule}{about} ({place})", width, "  ", "    ")
        parts = ", ".join(f"`{part}`" for part in refusal.parts)
        if refusal.reason == "does not hold":
            words = f"does not fire, since this does not hold: {parts}"
        else:
            words = f"{refusal.reason} {parts}".rstrip()
        lines += [style.dim(line) for line in wrap(words, width, "    ", "    ")]
    return "".join(f"{line}\n" for line in lines)
