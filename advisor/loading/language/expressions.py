"""Raw tree → names resolved and typed → `ir.expressions`.

All that calls itself, through an expression inside an expression, is here; what `functions` and
`operators` say of their operands needs only the operands.
"""

from __future__ import annotations

import re

from advisor import ir
from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.language import calls, operators, tree
from advisor.loading.language.connectives import check_junction
from advisor.loading.language.functions import FUNCTIONS, VALUE_FUNCTIONS, Function, ValueFunction
from advisor.loading.language.lists import lists_named, read_list
from advisor.loading.language.literals import TYPES_OF_UNITS, read_date, read_number
from advisor.loading.language.names import (
    Context,
    Hint,
    Scope,
    are_compatible,
    dated_parameter,
    fact_named,
    facts_named,
    part_refs,
    read_name,
    several_named,
    type_of_name,
    with_examples,
)
from advisor.loading.language.operators import Operand
from advisor.loading.language.tokens import SyntaxMistake
from advisor.loading.syntax.nodes import ScalarNode


def read_expression(
    node: ScalarNode, scope: Scope, wanted: ir.Type | None, uses: list[ir.Use] | None = None
) -> tuple[ir.Expression | None, tuple[Diagnostic, ...]]:
    """Read the expression of a scalar; `wanted` is the type that it must have (None: any).

    `uses` takes the names in it and what they mean.

    None where something is wrong with it, which the diagnostics say, or with the declaration of what
    it names, which has been said there. Never raises for what an author can write; every place lies
    in the scalar.
    """
    if not node.text.strip():
        message = "an expression is missing here"
        return None, (Diagnostic("ADV212", message, node.span),)
    parsed = tree.parse(node.text)
    context = Context(scope, node, (scope.entity,), uses=uses)
    for written in parsed.mistakes:
        mistake = _in_everyday_words(written, context)
        place = node.span_of(mistake.start, mistake.end)
        message = with_examples(mistake.message, scope)
        help = _help_for(mistake, context)
        if mistake.code == "ADV205" and _has_a_condition(mistake, node.text, scope):
            message = "a comma does not join conditions"
            help = "join conditions with `and` or `or`, or give each a line of a list"
        context.found.append(Diagnostic(mistake.code, message, place, help=help))
    found = None
    if parsed.tree is not None:
        found = read(parsed.tree, context, None if wanted is None else Hint(wanted))
        if found is not None and wanted is not None and not are_compatible(found.type, wanted):
            operators.report_unwanted(Operand(parsed.tree, found), wanted, context)
    if context.found:
        return None, _in_order(context, len(parsed.mistakes))
    return found, ()


def _has_a_condition(mistake: SyntaxMistake, text: str, scope: Scope) -> bool:
    """`stage is offered, thanked`: whether a yes-no fact stands where further choices would."""
    words = re.findall(r"\w+", text[mistake.start : mistake.end].partition(",")[2])
    facts = (scope.fact(entity, word) for entity in scope.around(scope.entity) for word in words)
    return any(fact is not None and fact.type == ir.YES_NO for fact in facts)


def _in_everyday_words(mistake: SyntaxMistake, context: Context) -> SyntaxMistake:
    from advisor.loading.language.everyday_names import meant  # only where something is wrong

    return meant(context.node.text, mistake, context) or mistake


def _help_for(mistake: SyntaxMistake, context: Context) -> str | None:
    from advisor.loading.language.sentences import (  # only where something is wrong
        help_for_several,
        with_days_of_items,
    )

    help = help_for_several(context.node.text, mistake, context) or mistake.help
    return (
        None
        if help is None
        else with_days_of_items(with_examples(help, context.scope), context.scope)
    )


def _in_order(context: Context, written: int) -> tuple[Diagnostic, ...]:
    """By place, each once. The first so many are about how it is written: where the meaning of that
    very place is wrong as well, what is said about the meaning helps more.
    """
    found = context.found
    if context.node.offsets is not None:
        places = {diagnostic.span for diagnostic in found[written:]}
        found = [d for d in found[:written] if d.span not in places] + found[written:]
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.span))


def read(raw: tree.Raw, context: Context, hint: Hint | None) -> ir.Expression | None:
    """Resolve and type a raw part. None where it, or something inside, is wrong and reported.

    Cost: each part is read once; `quick_type` looks only along chains of `first` beside an `is`.
    """
    match raw:
        case tree.RawNumber():
            return read_number(raw, context)
        case tree.RawDate():
            return read_date(raw, context)
        case tree.RawText():
            return ir.Literal(raw.text, ir.TEXT, context.span(raw))
        case tree.RawYesNo():
            return ir.Literal(raw.value, ir.YES_NO, context.span(raw))
        case tree.RawName():
            return read_name(raw, context, hint)
        case tree.RawInForce():
            return _read_in_force(raw, context)
        case tree.RawKebab():
            _report_kebab(raw, context, hint)
            return None
        case tree.RawOther():
            message = f"{context.quoted(raw)} can only be the list of a function"
            context.report(
                "ADV308", raw, message, f"write for example `any({context.line(raw)}, …)`"
            )
            return None
        case tree.RawCall():
            return _read_call(raw, context, hint)
        case tree.RawArithmetic() if _is_kebab(raw, context):
            _report_kebab(raw, context, hint)
            return None
        case tree.RawArithmetic():
            return _read_arithmetic(raw, context)
        case tree.RawNot():
            operand = _read_condition(raw.operand, context)
            return None if operand is None else ir.Not(operand, context.span(raw))
        case tree.RawJunction():
            return _read_junction(raw, context)
        case tree.RawTest():
            return _read_test(raw, context)


def _read_all(
    parts: tuple[tree.Raw, ...], context: Context, hint: Hint | None = None
) -> tuple[ir.Expression, ...] | None:
    """All of the parts are read even if one is wrong; None then."""
    values = [read(part, context, hint) for part in parts]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _read_condition(raw: tree.Raw, context: Context) -> ir.Expression | None:
    """Something that is yes or no."""
    found = read(raw, context, None)
    if found is not None and found.type != ir.YES_NO:
        operators.report_no_condition(raw, found.type, context)
        return None
    return found


def _read_in_force(raw: tree.RawInForce, context: Context) -> ir.Expression | None:
    """`base_rate on bought_on`."""
    day = read(raw.day, context, Hint(ir.DATE))
    parameter = dated_parameter(raw.name, context)
    if parameter is None or day is None:
        return None
    if not are_compatible(day.type, ir.DATE):
        operators.report_unwanted(Operand(raw.day, day), ir.DATE, context)
        return None
    return ir.InForce(parameter.name, day, parameter.steps, parameter.type, context.span(raw))


def _report_kebab(raw: tree.Raw, context: Context, hint: Hint | None) -> None:
    from advisor.loading.language.unknown_names import report_kebab  # only where there is one

    report_kebab(raw, context, hint)


_KEBAB = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+")


def _is_kebab(raw: tree.RawArithmetic, context: Context) -> bool:
    """Whether `a-b` is one name with hyphens: a part of it is nothing that can be calculated with."""
    return _KEBAB.fullmatch(context.text(raw)) is not None and any(
        isinstance(operand, tree.RawName) and type_of_name(operand, context) is None
        for operand in raw.operands
    )


def quick_type(raw: tree.Raw, context: Context) -> ir.Type | None:
    """The type of a part as far as it shows without reading it, and without reporting anything."""
    match raw:
        case tree.RawName():
            return type_of_name(raw, context)
        case tree.RawCall(name=tree.Word(text="first"), arguments=values):
            known = (quick_type(value, context) for value in values)
            return next((found for found in known if found is not None), None)
        case tree.RawCall(name=tree.Word(text=name)) if name in VALUE_FUNCTIONS:
            return VALUE_FUNCTIONS[name].gives
        case tree.RawCall(
            name=tree.Word(text="first_by" | "last_by"),
            arguments=(tree.RawName() | tree.RawOther() as over, _, value, *filter_),
        ) if len(filter_) < 2 and (lists := lists_named(over, context)):
            return quick_type(value, context.inside(lists[0].item))
        case tree.RawInForce(name=name):
            return type_of_name(name, context)
        case tree.RawNumber(unit=None):
            return ir.NUMBER
        case tree.RawNumber(unit=tree.Unit() as unit):
            return TYPES_OF_UNITS[unit]
        case tree.RawDate():
            return ir.DATE
        case tree.RawText():
            return ir.TEXT
        case tree.RawYesNo():
            return ir.YES_NO
        case _:
            return None


def _hint(parts: tuple[tree.Raw, ...], context: Context) -> Hint | None:
    """What beside these parts is expected: the type of the first of them that shows one."""
    for part in parts:
        found = quick_type(part, context)
        if found is not None:
            return Hint(found, context.line(part))
    return None


def _read_junction(raw: tree.RawJunction, context: Context) -> ir.Expression | None:
    """Conditions joined by `and`, or joined by `or`; a mixture is refused."""
    is_wrong, repeated = check_junction(raw, context)
    operands = [
        _read_condition(part, context)
        for index, part in enumerate(raw.operands)
        if index not in repeated
    ]
    kept = tuple(operand for operand in operands if operand is not None)
    if is_wrong or len(kept) < len(operands):
        return None
    return (ir.And if raw.joiners[0].text == "and" else ir.Or)(kept, context.span(raw))


def _read_arithmetic(raw: tree.RawArithmetic, context: Context) -> ir.Expression | None:
    """Joined from the left, as `a - b + c` is read."""
    # `a - b + c` is `a - b`, and then that `+ c`: each time `part` is the text that `found` was read from.
    found, *rights = [read(operand, context, None) for operand in raw.operands]
    part = raw.operands[0]
    for place, (sign, right) in enumerate(zip(raw.signs, rights, strict=True), start=1):
        if found is None or right is None:
            return None
        operand = raw.operands[place]
        left, part = Operand(part, found), raw
        if place < len(raw.signs):
            part = tree.RawArithmetic(
                raw.operands[: place + 1], raw.signs[:place], raw.operands[0].start, operand.end
            )
        found = operators.joined(part, ir.Operator(sign), left, Operand(operand, right), context)
    return found


def _read_test(raw: tree.RawTest, context: Context) -> ir.Expression | None:
    if len(raw.relations) > 1:
        operators.report_chain(raw, context)
        left = raw.first
        for relation in raw.relations:
            if relation.form is tree.Form.HAS:
                break
            step = tree.RawTest(left, (relation,), left.start, relation.end)
            _read_sides(step, relation, context)  # for what is wrong inside; not how they compare
            left = operators.last_side(left, relation)
        return None
    relation = raw.relations[0]
    if relation.form is tree.Form.HAS:
        return _read_has(raw, relation, context)
    if relation.form is tree.Form.GIVEN and isinstance(raw.first, tree.RawName):
        several = None if facts_named(raw.first, context) else several_named(raw.first, context)
        if several is not None:  # its choices are given together
            context.use_parts(raw.first.parts, fact_named(several[1].entity, several[1].name))
            first = next(iter(part_refs(*several, raw.first, context).values()))
            given = ir.Given(first, context.span(raw))
            return ir.Not(given, context.span(raw)) if relation.is_negated else given
    found = _read_relation(raw, relation, context)
    if found is None:
        return None
    return ir.Not(found, context.span(raw)) if relation.is_negated else found


def _read_has(raw: tree.RawTest, relation: tree.Relation, context: Context) -> ir.Expression | None:
    """`symptoms has fever`, `symptoms has any of (fever, cough)`."""
    several = several_named(raw.first, context) if isinstance(raw.first, tree.RawName) else None
    if several is None:
        message = f"`has` stands behind a fact of `type: several`, and {context.quoted(raw.first)} is none"
        help = "to compare it, write `is` or `is one of (…)`"
        if context.node.text[relation.start : relation.end].split()[-1:] == ["passed"]:
            help = f"write `{context.line(raw.first)} is before today`"
        context.report("ADV324", raw.first, message, help)
        return None
    refs = part_refs(*several, raw, context)
    of = fact_named(several[1].entity, several[1].name)
    if isinstance(raw.first, tree.RawName):
        context.use_parts(raw.first.parts, of)
    found: list[ir.Expression] = []
    for operand in relation.operands:
        name = context.text(operand)
        if name in refs:
            found.append(refs[name])
            word = tree.Word(name, operand.start, operand.end)
            context.use(ir.Symbol(ir.NameKind.CHOICE, name, (*of.within, of.name)), word)
        else:
            message = f"{context.quoted(operand)} is not one of the choices of `{several[1].name}`"
            help = did_you_mean(name, refs) or f"there are {listed(refs)}"
            context.report("ADV315", operand, message, help)
    if len(found) < len(relation.operands):
        return None
    return found[0] if len(found) == 1 else ir.Or(tuple(found), context.span(raw))


def _read_sides(
    raw: tree.RawTest, relation: tree.Relation, context: Context
) -> tuple[Operand, tuple[Operand, ...]] | None:
    """The left side and what it is compared with; None if something is wrong in one of them."""
    if relation.form is tree.Form.GIVEN:
        operand = read(raw.first, context, None)
        return None if operand is None else (Operand(raw.first, operand), ())
    # A choice means something only beside what has it, so each side is read with a hint: the type that
    # the other side shows at first sight. In `stage is offered` no fact is called `offered`, and the
    # hint from `stage` makes it a choice; in `offered is stage` it comes from the right. A value of
    # `is one of (…)` is hinted at by the left side and, where that shows no type, by its neighbours.
    left_hint = _hint(relation.operands, context)
    right_hint = _hint((raw.first, *relation.operands), context)
    left = read(raw.first, context, left_hint)
    if left is None:
        right_hint = Hint(ir.ERROR)  # `stagee is offered`: that may well be a choice of `stage`
    rights = [read(operand, context, right_hint) for operand in relation.operands]
    sides = tuple(
        Operand(part, right)
        for part, right in zip(relation.operands, rights, strict=True)
        if right is not None
    )
    return None if left is None or len(sides) < len(rights) else (Operand(raw.first, left), sides)


def _read_relation(
    raw: tree.RawTest, relation: tree.Relation, context: Context
) -> ir.Expression | None:
    sides = _read_sides(raw, relation, context)
    if sides is None:
        return None
    left, rights = sides
    span = context.span(raw)
    if relation.form is tree.Form.GIVEN:
        return ir.Given(left.meant, span)
    if relation.form is tree.Form.COMPARE:
        [right] = rights
        if relation.op is None or not operators.check_ordered(raw, relation, left, right, context):
            return None
        return ir.Compare(relation.op, left.meant, right.meant, span)
    checks = [operators.check_same(raw, left, right, context) for right in rights]
    if not all(checks):
        return None
    if relation.form is tree.Form.ONE_OF:
        return ir.OneOf(left.meant, tuple(right.meant for right in rights), span)
    return ir.Is(left.meant, rights[0].meant, span)


def _read_call(raw: tree.RawCall, context: Context, hint: Hint | None) -> ir.Expression | None:
    """A function with its arguments, all of which are read even if one is wrong."""
    of_values = VALUE_FUNCTIONS.get(raw.name.text)
    if of_values is not None:
        return _read_value_function(raw, of_values, context)
    function = FUNCTIONS.get(raw.name.text)
    if function is None:
        calls.report_no_function(raw, context)
        return None
    if function.behind_list is None:
        return _read_first(raw, context, hint)
    match raw.arguments:
        case [tree.RawName() as name] if raw.name.text == "count":
            several = several_named(name, context)
            if several is not None and not lists_named(name, context):
                refs = part_refs(*several, name, context)
                context.use_parts(name.parts, fact_named(several[1].entity, several[1].name))
                return ir.HowMany(tuple(refs.values()), ir.NUMBER, context.span(raw))
    if function.is_extreme and not calls.is_over_list(raw, context):
        return _read_extreme(raw, context, function)
    return _read_over_list(raw, context, function, function.behind_list, hint)


def _read_value_function(
    raw: tree.RawCall, function: ValueFunction, context: Context
) -> ir.Expression | None:
    values = _read_all(raw.arguments, context)
    return None if values is None else calls.call_of(raw, function, values, context)


def _read_over_list(
    raw: tree.RawCall,
    context: Context,
    function: Function,
    shape: tuple[str, ...],
    hint: Hint | None,
) -> ir.Expression | None:
    least, most = 1 + len(shape), 2 + len(shape)
    if not raw.arguments:
        calls.report_count(raw, context, shape)
        return None
    if calls.report_value_as_list(raw, function, context):
        return None
    over = read_list(raw.arguments[0], context, raw.name.text)
    if not least <= len(raw.arguments) <= most:
        if over is not None:
            calls.report_count(raw, context, shape)
        return None
    if over is None:
        return None  # what its items have is unknown, so more reports would be guesses
    inner = context.inside(over.item)
    values = _read_values(raw, function, over, inner, hint)
    filter_ = None
    if len(raw.arguments) == most:
        filter_ = _read_condition(raw.arguments[-1], inner)
        if filter_ is None:
            return None
    return None if values is None else calls.built(raw, over, values, filter_, context)


def _read_values(
    raw: tree.RawCall, function: Function, over: ir.ListRef, inner: Context, hint: Hint | None
) -> tuple[ir.Expression, ...] | None:
    """What stands between the list and the filter, checked; None if something there is wrong."""
    match raw.name.text:
        case "count":
            return ()
        case "any" | "every":
            condition = _read_condition(raw.arguments[1], inner)
            return None if condition is None else (condition,)
        case "first_by" | "last_by":
            key = read(raw.arguments[1], inner, None)
            value = read(raw.arguments[2], inner, hint)
            if key is None or not calls.check_key(raw, function, over, key, inner):
                return None
            return None if value is None else (key, value)
        case _:
            value = read(raw.arguments[1], inner, None)
            if value is None or not calls.check_value(raw, function, value, inner):
                return None
            return (value,)


def _read_extreme(raw: tree.RawCall, context: Context, function: Function) -> ir.Expression | None:
    """`min(a, b, …)` and its like."""
    if not raw.arguments:
        calls.report_nothing(raw, context)
        return None
    values = _read_all(raw.arguments, context)
    if values is None:
        return None
    fits = [
        calls.check_extreme(raw.name.text, function, value, part, context)
        for value, part in zip(values, raw.arguments, strict=True)
    ]
    if not all(fits) or not calls.check_one_type(raw, values, context):
        return None
    assert function.end is not None  # every extreme has one
    return ir.Extreme(function.end, values, values[0].type, context.span(raw))


def _read_first(raw: tree.RawCall, context: Context, hint: Hint | None) -> ir.Expression | None:
    """`first(a, b, …)`: each value may be a choice of what the surroundings or the others are."""
    if not raw.arguments:
        calls.report_nothing(raw, context)
        return None
    own = _hint(raw.arguments, context)
    if own is not None and (hint is None or ir.ERROR in (hint.type, own.type)):
        hint = own
    values = _read_all(raw.arguments, context, hint)
    if values is None or not calls.check_one_type(raw, values, context):
        return None
    return ir.First(values, calls.common_type(values), context.span(raw))
