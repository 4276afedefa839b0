"""Names that nothing uses: facts nobody reads or concludes, actions nobody advises, idle parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity
from advisor.diagnostics.suggestions import closest, listed


def check_usage(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV511 to ADV516; all warnings, since an unused name harms nobody but its reader."""
    every = list(expressions_of(pack))
    read = {(ref.entity, ref.fact) for e in every for ref in ir.facts_read(e)} | set(_shown(pack))
    read |= {(name, fact.name) for name, facts in pack.results.items() for fact in facts}
    read |= {
        (name, fact)
        for name, facts in pack.looking_back.items()
        for fact, dated in facts
        if (name, dated) in read
    }
    concluded = {(r.entity, c.fact) for r in pack.rules.values() for c in r.concludes}
    drafted = set(re.findall(r"[a-z][a-z0-9_]*", " ".join(pack.drafts.values())))
    for entity in pack.entities.values():
        for several in entity.several.values():
            parts = {(entity.name, part) for part in several.parts.values()}
            if several.name in drafted or not parts.isdisjoint(read):
                read |= parts  # of a choice, too, not every value is read
        for fact in entity.facts.values():
            key = (entity.name, fact.name)
            is_read = key in read or fact.name in drafted
            yield from _check_fact(fact, is_read, key in concluded)
    advised = {r.advises.action for r in pack.rules.values() if r.advises is not None}
    for action in pack.actions.values():
        if action.name not in advised:
            yield Diagnostic(
                "ADV514",
                f"no rule advises the action `{action.name}`",
                action.span,
                Severity.WARNING,
                help="write a rule with `advise:` for it, or take the action out",
            )
    inside = [part for e in every for part in ir.walk(e)]
    used = {part.name for part in inside if isinstance(part, ir.ParameterRef)}
    used |= {part.parameter for part in inside if isinstance(part, ir.InForce)}
    for parameter in pack.parameters.values():
        if parameter.name not in used:
            yield Diagnostic(
                "ADV515",
                f"no rule reads the parameter `{parameter.name}`",
                parameter.span,
                Severity.WARNING,
                help=_near_below(pack, parameter) or "use it in a rule, or take it out",
            )

    yield from _check_sources(pack)


def _check_sources(pack: ir.Pack) -> Iterator[Diagnostic]:
    """Sources, and sections of those that are named."""
    named = {one for rule in pack.rules.values() for one in rule.sources}
    named |= {one for parameter in pack.parameters.values() for one in parameter.sources}
    sources = {one.partition("#")[0] for one in named}
    for source in pack.sources.values():
        idle = [
            f"{source.name}#{one}" for one in source.sections if f"{source.name}#{one}" not in named
        ]
        if source.name not in sources:
            message = f"nothing rests on the source `{source.name}`"
        elif idle:
            which = "section" if len(idle) == 1 else "sections"
            message = f"nothing rests on the {which} {listed(idle, last='and')}"
        else:
            continue
        help = "name it under `source` of a rule or parameter, or take it out"
        yield Diagnostic("ADV516", message, source.span, Severity.NOTICE, help)


def _near_below(pack: ir.Pack, parameter: ir.Parameter) -> str | None:
    """For a parameter that a layer adds, the one of the pack below that was probably to be set."""
    below = [p.name for p in pack.parameters.values() if p.span.path in pack.below]
    near = None if parameter.name in below else closest(parameter.name, below)
    return None if near is None else f"did you mean `{near}`, whose value a layer can set?"


def _check_fact(
    fact: ir.FactDeclaration, is_read: bool, is_concluded: bool
) -> Iterator[Diagnostic]:
    if fact.is_concluded and not is_concluded and fact.computed_default is None:
        yield Diagnostic(
            "ADV511",
            f"no rule concludes `{fact.name}`, and it has no default, so it is never given",
            fact.span,
            Severity.WARNING,
            help="write a rule that concludes it, or give it a `default`",
        )
    elif fact.is_concluded and not is_read:
        yield Diagnostic(
            "ADV512",
            f"`{fact.name}` is concluded, but no rule, title or draft uses it",
            fact.span,
            Severity.WARNING,
            help="use it in a rule, give it `result: …` if people are to see it, or take it out",
        )
    elif not is_read:
        yield Diagnostic(
            "ADV513",
            f"`{fact.name}` is declared, but no rule, title or draft uses it",
            fact.span,
            Severity.WARNING,
            help="use it in a rule, or take it out",
        )


def expressions_of(pack: ir.Pack) -> Iterator[ir.Expression]:
    """All expressions of a pack: of rules, of what actions and events change, of questions and defaults."""
    for rule in pack.rules.values():
        yield from rule.expressions
    for action in pack.actions.values():
        yield from (change.value for change in action.done if change.value is not None)
    for event in pack.events.values():
        yield from () if event.when is None else (event.when,)
        yield from (change.value for change in event.sets if change.value is not None)
    for entity in pack.entities.values():
        if entity.ask_if is not None:
            yield entity.ask_if
        options = entity.one_question.facts.values() if entity.one_question is not None else ()
        yield from (option.ask_if for option in options if option.ask_if is not None)
        for fact in entity.facts.values():
            yield from (e for e in (fact.computed_default, fact.ask_if) if e is not None)


def _shown(pack: ir.Pack) -> Iterator[tuple[str, str]]:
    """The facts that stand in sentences, or are asked when an action is done."""
    for template in ir.sentences_of(pack):
        yield from ((p.entity, p.fact) for p in template.parts if isinstance(p, ir.Slot))
    for action in pack.actions.values():
        yield from action.asks
