"""Names that mean nothing where they stand: what was probably meant."""

from __future__ import annotations

from advisor.ir.packs import FactDeclaration
from advisor.ir.types import Kind
from advisor.loading.expressions.raw import Raw, RawName
from advisor.loading.expressions.scopes import Context, Hint
from advisor.loading.expressions.sight import (
    choices_in_sight,
    fact_inside,
    fact_with_choice,
    lists_in_sight,
    names_in_sight,
)
from advisor.loading.expressions.unknown_parts import (
    report_dotted,
    report_inner,
    report_list,
    report_own,
)
from advisor.loading.expressions.words import closest, listed, one_line, quoted, they_are

_OTHER_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), "write `yes`"),
    **dict.fromkeys(("false", "False", "FALSE"), "write `no`"),
    **dict.fromkeys(
        ("null", "nil", "None", "undefined", "unknown", "missing", "empty", "blank", "unset"),
        "write `is not given` for a value that is not there",
    ),
    **dict.fromkeys(("known", "set", "present", "there"), "write `is given`"),
    **dict.fromkeys(("now", "date", "Today"), "the date of the advice is `today`"),
    "tomorrow": "write `today + 1 day`",
    "yesterday": "write `today - 1 day`",
}


def report_unknown(raw: RawName, context: Context, hint: Hint | None) -> None:
    """Say why a name is not known here, and what was probably meant."""
    if len(raw.parts) > 1:
        report_dotted(raw, context)
    elif raw.is_own:
        report_own(raw, context)
    else:
        _report_bare(raw, context, hint)


def report_kebab(raw: Raw, context: Context) -> None:
    """A name with hyphens: that of a rule, an action, or a fact with the wrong strokes."""
    name = context.text(raw)
    if name in context.scope.rule_names:
        _report_rule(raw, name, context)
    elif name in context.scope.action_names:
        _report_action(raw, name, context)
    else:
        near = closest(name, names_in_sight(context))
        remedy = "names of facts are written with underscores; only rules and actions have hyphens"
        if near is not None:
            remedy = f"did you mean `{near}`?"
        elif (rule := closest_rule(name, context)) is not None:
            remedy = f"if the rule `{rule}` is meant: name a fact that it concludes"
        context.report("ADV303", raw, f"{quoted(name)} is not the name of a fact", remedy)


def closest_rule(name: str, context: Context) -> str | None:
    """A rule whose name is near, for names are compared with underscores."""
    by_name = {rule.replace("-", "_"): rule for rule in context.scope.rule_names}
    near = closest(name, by_name)
    return None if near is None else by_name[near]


def _report_rule(part: Raw, name: str, context: Context) -> None:
    context.report(
        "ADV303",
        part,
        f"{quoted(name)} is a rule, and a fact is needed here",
        "let that rule conclude a fact, and name the fact",
    )


def _report_action(part: Raw, name: str, context: Context) -> None:
    context.report(
        "ADV303",
        part,
        f"{quoted(name)} is an action, and a fact is needed here",
        "conclude a fact where the action is advised, and name the fact; or use `overrides`, "
        "`silences` or `instead_of`",
    )


def _report_bare(raw: RawName, context: Context, hint: Hint | None) -> None:
    name = raw.parts[0].text
    shown = quoted(name)
    if _report_known_elsewhere(raw, context, hint):
        return
    if name in _OTHER_WORDS:
        context.report("ADV301", raw, f"{shown} is not a word of the language", _OTHER_WORDS[name])
        return
    is_choice = hint is not None and hint.type.kind is Kind.CHOICE
    if hint is not None and is_choice and (near := closest(name, hint.type.choices)) is not None:
        message = f"{shown} is not one of the choices{_of(hint)}"
        context.report("ADV315", raw, message, f"did you mean `{near}`?")
        return
    if hint is not None and is_choice:
        message = f"{shown} is not one of the choices{_of(hint)}"
        remedy = they_are(hint.type.choices)
        context.report("ADV315", raw, message, remedy)
        return
    near = closest(name, names_in_sight(context))
    if near is not None:
        remedy = f"did you mean `{near}`?"
    elif hint is not None and hint.type.kind is Kind.TEXT:
        remedy = f'text stands in double quotation marks: `"{one_line(name)}"`'
    elif (choice := closest(name, choices_in_sight(context))) is not None:
        remedy = f"did you mean the choice `{choice}`?"
    else:
        remedy = (
            f"declare it as a fact of `{context.frames[-1]}` or as a parameter; text stands in "
            "double quotation marks"
        )
    context.report("ADV301", raw, f"{shown} is not known here", remedy)


def _of(hint: Hint) -> str:
    return " here" if hint.of is None else f" of {quoted(hint.of)}"


def _report_known_elsewhere(raw: RawName, context: Context, hint: Hint | None) -> bool:
    """The name exists, but is something else than a value that can be read here."""
    name = raw.parts[0].text
    scope = context.scope
    if name in scope.rule_names:
        _report_rule(raw, name, context)
    elif name in scope.action_names:
        _report_action(raw, name, context)
    elif (inner := fact_inside(name, context)) is not None:
        report_inner(raw, inner, context)
    elif name in lists_in_sight(context):
        report_list(raw, name, context)
    elif (declared := scope.entities.get(name)) is not None:
        remedy = "it has no facts"
        if declared.facts:
            remedy = f"name one of its facts, such as `{name}.{next(iter(declared.facts))}`"
        if not any(name in chain for _, chain in context.visible()):
            remedy = f"use a function over its list `{declared.list}`"
        context.report("ADV306", raw, f"{quoted(name)} is an entity, not a fact", remedy)
    elif (holder := fact_with_choice(name, context)) is not None:
        _report_choice(raw, name, holder, context, hint)
    else:
        return False
    return True


def _report_choice(
    raw: RawName, name: str, holder: FactDeclaration, context: Context, hint: Hint | None
) -> None:
    if hint is not None and hint.type.kind is Kind.CHOICE:
        message = f"`{name}` is a choice of `{holder.name}`, not{_of(hint)}"
        if hint.of is None:
            message = f"`{name}` is a choice of `{holder.name}`, and not one of those needed here"
        remedy = f"the choices here are {listed(hint.type.choices)}"
        context.report("ADV315", raw, message, remedy)
        return
    message = f"`{name}` is a choice of `{holder.name}`, and no choice is expected here"
    context.report("ADV304", raw, message, f"did you mean `{holder.name} is {name}`?")
