"""Names that mean nothing where they stand: what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor import ir
from advisor.diagnostics.suggestions import (
    closest,
    listed,
    one_line,
    quoted,
    sharing_words,
    there_are,
)
from advisor.loading.language.functions import VALUE_FUNCTIONS
from advisor.loading.language.names import (
    Context,
    Hint,
    entities_in_sight,
    lists_in_sight,
    names_of_kind,
)
from advisor.loading.language.recovery import IN_WORDS
from advisor.loading.language.tree import Raw, RawName, Word

_OTHER_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), "write `yes`"),
    **dict.fromkeys(("false", "False", "FALSE"), "write `no`"),
    **dict.fromkeys(
        ("null", "nil", "None", "undefined", "unknown", "missing", "empty", "blank", "unset"),
        "write `is not given` for a value that is not there",
    ),
    **dict.fromkeys(("known", "set", "present", "there"), "write `is given`"),
    **dict.fromkeys(("now", "date", "Today"), "the date of the advice is `today`"),
    **dict.fromkeys(
        ("weekend", "weekends"), "write for example `weekday(today) is one of (saturday, sunday)`"
    ),
    **dict.fromkeys(("entered", "answered", "stated"), "write `is given`"),
    "tomorrow": "write `today + 1 day`",
    "yesterday": "write `today - 1 day`",
}


_YES_OR_NO = frozenset(
    (
        "y",
        "n",
        "on",
        "off",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "x",
        "true",
        "false",
        "done",
        "not_done",
    )
)


def report_unknown(raw: RawName, context: Context, hint: Hint | None) -> None:
    """Say why a name is not known here, and what was probably meant."""
    if len(raw.parts) > 1:
        report_dotted(raw, context)
    elif raw.is_own:
        report_own(raw, context)
    else:
        _report_bare(raw, context, hint)


def report_kebab(raw: Raw, context: Context, hint: Hint | None = None) -> None:
    """A name with hyphens: that of a rule, an action, or a fact or choice with the wrong strokes."""
    name = context.text(raw)
    if hint is not None and (choice := closest(name, hint.type.choices)) is not None:
        message = f"{quoted(name)} is not one of the choices{_of(hint)}"
        context.report("ADV315", raw, message, f"did you mean `{choice}`?")
    elif name in context.scope.rule_names:
        _report_rule(raw, name, context)
    elif name in context.scope.action_names:
        _report_action(raw, name, context)
    else:
        near = closest(name, names_in_sight(context))
        help = "names of facts are written with underscores; only rules and actions have hyphens"
        if near is not None:
            help = f"did you mean `{near}`?"
        elif (rule := closest_rule(name, context)) is not None:
            help = f"if the rule `{rule}` is meant: name a fact that it concludes"
        context.report("ADV303", raw, f"{quoted(name)} is not the name of a fact", help)


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
    is_choice = hint is not None and hint.type.kind is ir.Kind.CHOICE
    if hint is not None and is_choice and (near := closest(name, hint.type.choices)) is not None:
        message = f"{shown} is not one of the choices{_of(hint)}"
        context.report("ADV315", raw, message, f"did you mean `{near}`?")
        return
    if hint is not None and is_choice:
        message = f"{shown} is not one of the choices{_of(hint)}"
        help = _they_are(hint.type.choices)
        context.report("ADV315", raw, message, help)
        return
    if name.lower() in ir.WEEKDAY.choices:
        message = f"{shown} is a day of the week, and none is expected here"
        date = "today"
        if hint is not None and hint.type.kind is ir.Kind.DATE and hint.of is not None:
            date = hint.of
        context.report("ADV304", raw, message, f"write `weekday({date}) is {name.lower()}`")
        return
    if name in VALUE_FUNCTIONS:
        message = f"`{name}` is a function, and what it works on stands in parentheses"
        context.report("ADV301", raw, message, f"write `{name}(…)`")
        return
    near = closest(name, names_in_sight(context))
    if hint is not None and hint.type.kind is ir.Kind.NUMBER and name.lower() in IN_WORDS:
        help = f"write `{IN_WORDS.index(name.lower())}`: numbers are written with digits"
    elif near is not None:
        help = f"did you mean `{near}`?"
    elif hint is not None and hint.type.kind is ir.Kind.TEXT:
        help = f'text stands in double quotation marks: `"{one_line(name)}"`'
    elif (choice := closest(name, _choices_in_sight(context))) is not None:
        help = f"did you mean the choice `{choice}`?"
    elif hint is not None and hint.type.kind is ir.Kind.YES_NO and name.lower() in _YES_OR_NO:
        help = "write `yes` or `no`"
    elif alike := sharing_words(name, names_in_sight(context)):
        some = f"like it {'is' if len(alike) == 1 else 'are'} {listed(alike, last='and')}"
        help = f"{some}; if it is new, declare it as a fact of `{context.frames[-1]}` or as a parameter"
    elif hint is not None and (known := names_of_kind(hint.type.kind, context)):
        kinds = f"{ir.kind_words(hint.type)} here is {listed(known, last='or')}"
        help = f"declare it as a fact of `{context.frames[-1]}` or as a parameter; {kinds}"
    else:
        help = (
            f"declare it as a fact of `{context.frames[-1]}` or as a parameter; text stands in "
            "double quotation marks"
        )
    context.report("ADV301", raw, f"{shown} is not known here", help)


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
    elif (inner := _fact_inside(name, context)) is not None:
        report_inner(raw, inner, context)
    elif name in lists_in_sight(context):
        report_list(raw, name, context)
    elif (declared := scope.entities.get(name)) is not None:
        help = "it has no facts"
        if declared.facts:
            help = f"name one of its facts, such as `{name}.{next(iter(declared.facts))}`"
        if not any(name in chain for _, chain in context.visible()):
            help = f"use a function over its list `{declared.list}`"
        context.report("ADV306", raw, f"{quoted(name)} is an entity, not a fact", help)
    elif (holder := _fact_with_choice(name, context)) is not None:
        _report_choice(raw, name, holder, context, hint)
    elif (several := _several_with_choice(name, context)) is not None:
        message = f"`{name}` is a choice of `{several.name}`, and no choice is expected here"
        help = f"did you mean `{several.name} has {several.choice(name)}`?"
        context.report("ADV304", raw, message, help)
    else:
        return False
    return True


def _several_with_choice(name: str, context: Context) -> ir.Several | None:
    """The fact of several choices in sight of which this is one."""
    for _, chain in context.visible():
        for entity in chain:
            declared = context.scope.entities.get(entity)
            for several in () if declared is None else declared.several.values():
                if several.choice(name) is not None:
                    return several
    return None


def _report_choice(
    raw: RawName, name: str, holder: ir.FactDeclaration, context: Context, hint: Hint | None
) -> None:
    if hint is not None and hint.type.kind is ir.Kind.CHOICE:
        message = f"`{name}` is a choice of `{holder.name}`, not{_of(hint)}"
        if hint.of is None:
            message = f"`{name}` is a choice of `{holder.name}`, and not one of those needed here"
        help = f"the choices here are {listed(hint.type.choices, last='and')}"
        context.report("ADV315", raw, message, help)
        return
    message = f"`{name}` is a choice of `{holder.name}`, and no choice is expected here"
    context.report("ADV304", raw, message, f"did you mean `{holder.name} is {name}`?")


def report_dotted(raw: RawName, context: Context) -> None:
    """Say which part of `application.stage` or `stage.offered` is wrong, and why."""
    first, second = raw.parts[0], raw.parts[1]
    scope = context.scope
    if len(raw.parts) > 3:
        message = f"{context.quoted(raw)} has too many parts"
        help = "write at most entity, fact and choice, with a point between two of them"
        context.report("ADV301", raw, message, help)
        return
    declared = scope.entities.get(first.text)
    if declared is not None:
        _report_in_entity(raw, context)
        return
    lists = lists_in_sight(context)
    fact = fact_in_sight(first.text, context)
    if fact is not None:
        _report_in_fact(second, fact, context)
    elif first.text in lists:
        example = f"any({first.text}, {one_line(second.text)})"
        message = f"{quoted(first.text)} is a list: it has items, and they have the facts"
        context.report("ADV306", first, message, f"use a function over it, such as `{example}`")
    elif first.text in scope.parameters:
        message = f"{quoted(first.text)} is a parameter, and has no parts"
        context.report("ADV301", raw, message, f"write `{first.text}`")
    else:
        near = closest(first.text, [*scope.entities, *names_in_sight(context)])
        help = f"did you mean `{near}`?" if near else "before the point stands an entity or a fact"
        context.report("ADV301", first, f"{quoted(first.text)} is not known here", help)


def _report_in_entity(raw: RawName, context: Context) -> None:
    """`application.x`: what is wrong with x, or with naming the application here."""
    entity, name = raw.parts[0].text, raw.parts[1]
    scope = context.scope
    fact = scope.fact(entity, name.text)
    if fact is not None and len(raw.parts) > 2:
        _report_in_fact(raw.parts[2], fact, context)
    elif fact is not None and entity not in scope.around(scope.entity) and not raw.is_own:
        report_inner(raw, fact, context)
    elif fact is not None:
        message = f"{context.quoted(raw)} cannot be seen from here"
        help = f"this is read for each `{context.frames[0 if raw.is_own else -1]}`"
        context.report("ADV309" if raw.is_own else "ADV301", raw, message, help)
    elif scope.item_of(entity, name.text) is not None:
        report_list(raw, context.text(raw), context)
    else:
        facts = _facts_of(entity, context)
        near = closest(name.text, facts)
        help = (
            f"did you mean `{entity}.{near}`?"
            if near
            else there_are(name.text, facts, "its facts are", "facts", "and")
        )
        if not facts:
            help = "it has no facts"
        message = f"`{entity}` has no fact {quoted(name.text)}"
        context.report("ADV301", name, message, help)


def _report_in_fact(choice: Word, fact: ir.FactDeclaration, context: Context) -> None:
    if fact.type is ir.ERROR:
        return
    if fact.type.kind is not ir.Kind.CHOICE:
        message = f"`{fact.name}` is {ir.kind_words(fact.type)}, and has no parts"
        context.report("ADV301", choice, message, f"write `{fact.name}`")
        return
    if choice.text in fact.type.choices:
        message = f"{quoted(choice.text)} is a choice, and has no parts"
        context.report("ADV301", choice, message, f"write `{fact.name}.{choice.text}`")
        return
    near = closest(choice.text, fact.type.choices)
    help = f"did you mean `{near}`?" if near else _they_are(fact.type.choices)
    message = f"{quoted(choice.text)} is not one of the choices of `{fact.name}`"
    context.report("ADV315", choice, message, help)


def report_own(raw: RawName, context: Context) -> None:
    """Say why the rule's own instance has no such fact."""
    name = raw.parts[-1].text
    scope = context.scope
    here = scope.entity
    if name in scope.parameters:
        message = f"`own` stands before facts, and {quoted(name)} is a parameter"
        context.report("ADV309", raw, message, f"write `{name}`")
        return
    if name in lists_in_sight(context):
        report_list(raw, context.text(raw), context)
        return
    for _, chain in context.visible():
        if any(scope.fact(entity, name) is not None for entity in chain):
            message = (
                f"{context.quoted(raw)} starts from the rule's own `{here}`, which has no such fact"
            )
            context.report("ADV309", raw, message, f"write `{name}`, without `own`")
            return
    facts = [fact for entity in scope.around(here) for fact in _facts_of(entity, context)]
    near = closest(name, facts)
    help = f"did you mean `own {near}`?" if near else f"it stands before a fact of `{here}`"
    message = f"{context.quoted(raw)} is not known: `{here}` has no fact {quoted(name)}"
    context.report("ADV309", raw, message, help)


def report_list(raw: RawName, name: str, context: Context) -> None:
    """Say that a list is not a value."""
    context.report(
        "ADV306",
        raw,
        f"{context.quoted(raw)} is a list, not a fact",
        f"use a function over it, such as `count({name}) > 0` or `any({name}, …)`",
    )


def report_inner(raw: RawName, fact: ir.FactDeclaration, context: Context) -> None:
    """Say that a fact belongs to the items of a list, and how to reach them."""
    lists = _way_to(fact.entity, context)
    function, test = {
        ir.Kind.YES_NO: ("any", fact.name),
        ir.Kind.DATE: ("latest", fact.name),
        ir.Kind.NUMBER: ("sum", fact.name),
        ir.Kind.DURATION: ("sum", fact.name),
        ir.Kind.PERIOD: ("max", fact.name),
    }.get(fact.type.kind, ("any", f"{fact.name} is …"))
    example = test
    for name in reversed(lists):
        example = f"{function}({name}, {example})"
    context.report(
        "ADV305",
        raw,
        f"{context.quoted(raw)} is a fact of each `{fact.entity}`, of which there can be several",
        f"say of which, for example `{example}`",
    )


def _they_are(names: Iterable[str]) -> str:
    """`they are` … or `the only one is` …."""
    all_names = list(names)
    return f"{'the only one is' if len(all_names) == 1 else 'they are'} {listed(all_names, last='and')}"


def _facts_of(entity: str, context: Context) -> list[str]:
    """The names of an entity's own facts."""
    declared = context.scope.entities.get(entity)
    return [] if declared is None else list(declared.facts)


def facts_in_sight(context: Context) -> Iterator[ir.FactDeclaration]:
    """All facts that can be read here."""
    for entity in entities_in_sight(context):
        declared = context.scope.entities.get(entity)
        if declared is not None:
            yield from declared.facts.values()


def fact_in_sight(name: str, context: Context) -> ir.FactDeclaration | None:
    """The first fact of that name that can be read here."""
    return next((fact for fact in facts_in_sight(context) if fact.name == name), None)


def names_in_sight(context: Context) -> list[str]:
    """All names that can stand here by themselves."""
    facts = [fact.name for fact in facts_in_sight(context)]
    return [*facts, "today", *context.scope.parameters, *lists_in_sight(context)]


def _choices_in_sight(context: Context) -> list[str]:
    """All choices of the facts that can be read here."""
    return [choice for fact in facts_in_sight(context) for choice in fact.type.choices]


def _fact_with_choice(name: str, context: Context) -> ir.FactDeclaration | None:
    """The first fact that can be read here and has that choice."""
    return next((fact for fact in facts_in_sight(context) if name in fact.type.choices), None)


def _fact_inside(name: str, context: Context) -> ir.FactDeclaration | None:
    """A fact of an entity that stands in a list, in sight or further inside."""
    for entity in context.scope.entities.values():
        if name in entity.facts and _way_to(entity.name, context):
            return entity.facts[name]
    return None


def _way_to(entity: str, context: Context) -> list[str]:
    """The lists that lead from what is in sight to an entity, the outermost first."""
    # From a situation to `interview`: `interviews` lies in `application`, which is not in sight, so its
    # list comes before: ["applications", "interviews"]. From an application it is ["interviews"].
    around = entities_in_sight(context)
    found: list[str] = []
    for at in context.scope.around(entity):
        if at in around:
            return found
        declared = context.scope.entities.get(at)
        if declared is None or declared.list is None:
            return []
        found.insert(0, declared.list)
    return []
