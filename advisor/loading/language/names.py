"""What an expression can see, and what a name in it means, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from advisor import ir
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import did_you_mean, listed, one_line, quoted
from advisor.loading.language.tree import Raw, RawName, Word
from advisor.loading.syntax.nodes import ScalarNode


@dataclass(frozen=True, slots=True)
class Scope:
    """The declarations that an expression of a rule for `entity` can name.

    `stated_only`: facts that rules conclude are refused (what `done` sets is read before any rule).
    `rule_names` and `action_names` only make messages better.
    """

    entities: Mapping[str, ir.EntityDeclaration]
    parameters: Mapping[str, ir.Parameter]
    entity: str
    stated_only: bool = False
    rule_names: frozenset[str] = frozenset()
    action_names: frozenset[str] = frozenset()
    counted_by: ir.CountedBy | None = None  # how working days are counted

    def around(self, entity: str) -> tuple[str, ...]:
        """The entity and those around it, from the inside out; stops where one is not declared."""
        found: list[str] = []
        at: str | None = entity
        while at is not None and at not in found:  # a circle of entities is reported elsewhere
            found.append(at)
            declared = self.entities.get(at)
            at = None if declared is None else declared.within
        return tuple(found)

    def fact(self, entity: str, name: str) -> ir.FactDeclaration | None:
        """The declaration of a fact of this very entity; `today` is built into the situation."""
        declared = self.entities.get(entity)
        if entity == ir.SITUATION and name == ir.TODAY:
            return ir.FactDeclaration(ir.TODAY, ir.SITUATION, ir.DATE, Span("", 1, 1, 1, 1))
        return None if declared is None else declared.facts.get(name)

    def item_of(self, holder: str, list_name: str) -> str | None:
        """The entity whose instances stand in a list of `holder`."""
        for entity in self.entities.values():
            if entity.within == holder and entity.list == list_name:
                return entity.name
        return None


def with_examples(text: str, scope: Scope) -> str:
    """A message about how something is written, with examples that fit the rules at hand.

    "a point stands only between two names, such as `«entity.fact»`" names `application.stage` in one pack,
    `order.price` in another.
    """
    if "«" not in text:
        return text
    for mark, words in _examples(scope).items():
        text = text.replace(f"«{mark}»", words)
    return text


def _examples(scope: Scope) -> dict[str, str]:
    """A test, a fact, a list, and a fact with its entity, as near to the expression's own entity as there are."""
    near = [scope.entities[one] for one in scope.around(scope.entity) if one in scope.entities]
    every = [*near, *(one for one in scope.entities.values() if one not in near)]
    facts = [fact for entity in every for fact in entity.facts.values()]
    inside = [(e.within, e.list_name) for e in scope.entities.values() if e.within is not None]
    lists = [name for one in every for within, name in inside if within == one.name]
    around = [one.list_name for one in every if one.within is not None]
    fact = facts[0].name if facts else "a_fact"
    choice = next((f for f in facts if f.type.choices), None)
    test = f"{fact} is given" if choice is None else f"{choice.name} is {choice.type.choices[-1]}"
    date = next((f for f in facts if f.type == ir.DATE and not f.is_concluded), None)
    dotted = next((f for f in facts if f.entity != ir.SITUATION), facts[0] if facts else None)
    return {
        "date": "a_day" if date is None else date.name,
        "test": test,
        "fact": fact,
        "list": lists[0] if lists else "a_list",
        "list around": around[0] if around else "a_list",
        "entity.fact": "situation.today" if dotted is None else f"{dotted.entity}.{dotted.name}",
    }


@dataclass(frozen=True, slots=True)
class Hint:
    """The type that the surroundings expect: it lets choices be named and settles a tie.

    `of` says whose type it is, for messages.
    """

    type: ir.Type
    of: str | None = None


@dataclass(frozen=True)
class Context:
    """What reading an expression needs. `frames`: see `ir.expressions`. `found` only grows."""

    scope: Scope
    node: ScalarNode
    frames: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)
    uses: list[ir.Use] | None = (
        None  # takes the names and what they mean, where somebody asks for it
    )

    def inside(self, item: str) -> Context:
        """The same, for what stands inside a function over a list of `item`."""
        return replace(self, frames=(*self.frames, item))

    def span(self, part: Raw | Word) -> Span:
        """Where a part stands in the file."""
        return self.node.span_of(part.start, part.end)

    def text(self, part: Raw | Word) -> str:
        """A part as the author wrote it."""
        return self.node.text[part.start : part.end]

    def line(self, part: Raw | Word) -> str:
        """A part as the author wrote it, on one line."""
        return one_line(self.text(part))

    def quoted(self, part: Raw | Word) -> str:
        """The same in backticks."""
        return quoted(self.text(part))

    def report(self, code: str, part: Raw | Word, message: str, help: str | None = None) -> None:
        """Note a problem at a part of the expression."""
        self.found.append(Diagnostic(code, message, self.span(part), help=help))

    def use(self, of: ir.Symbol, word: Word, start: int = 0, end: int | None = None) -> None:
        """Keep that a word, or some of its characters, is a name."""
        if self.uses is not None:
            last = word.end if end is None else word.start + end
            self.uses.append(ir.Use(of, self.node.span_of(word.start + start, last)))

    def use_parts(self, parts: tuple[Word, ...], *meant: ir.Symbol) -> None:
        """Keep what the last parts of a dotted name mean; what stands before these is an entity."""
        if self.uses is None:
            return
        before = len(parts) - len(meant)
        for word in parts[:before]:
            self.use(ir.Symbol(ir.NameKind.ENTITY, word.text), word)
        for word, of in zip(parts[before:], meant, strict=True):
            entity = self.scope.entities.get(of.within[0]) if of.kind is ir.NameKind.FACT else None
            parts_of = ((of, 0, len(word.text)),)
            for part, start, end in (
                parts_of if entity is None else ir.named_in_fact(entity, of.name)
            ):
                self.use(part, word, start, end)

    def visible(self, *, is_own: bool = False) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each frame with the entity of its instance and those around it, innermost frame first."""
        frames = range(1 if is_own else len(self.frames))
        for frame in reversed(frames):
            yield frame, self.scope.around(self.frames[frame])


def are_compatible(one: ir.Type, other: ir.Type) -> bool:
    """Whether values of the two can be the same: one kind, and for choices the same names."""
    if one.kind is ir.Kind.CHOICE and other.kind is ir.Kind.CHOICE:
        return set(one.choices) == set(other.choices) or ir.ERROR in (one, other)
    return one.kind is other.kind or ir.ERROR in (one, other)


def entities_in_sight(context: Context) -> list[str]:
    """The entities whose facts can be read here, the innermost frame's first."""
    found: dict[str, None] = {}
    for _, chain in context.visible():
        found.update(dict.fromkeys(chain))
    return list(found)


def lists_in_sight(context: Context) -> list[str]:
    """The lists that a function can go over here."""
    around = entities_in_sight(context)
    names = {
        entity.list: None
        for entity in context.scope.entities.values()
        if entity.within in around and entity.list is not None
    }
    return list(names)


@dataclass(frozen=True, slots=True)
class VisibleFact:
    """A fact seen from a frame."""

    frame: int
    declared: ir.FactDeclaration


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Something that a name can mean; `said`: how to say that and nothing else, where one can."""

    meant: ir.Literal | ir.FactRef | ir.ParameterRef | ir.InForce
    described: str
    said: str | None


def facts_named(raw: RawName, context: Context) -> list[VisibleFact]:
    """The facts that a name can mean: several only where no order decides between them.

    In a rule itself the facts of its entity and of those around it have equal rights; inside a list
    function the innermost is meant.
    """
    words = [part.text for part in raw.parts]
    if words in ([ir.TODAY], [ir.SITUATION, ir.TODAY]):
        today = context.scope.fact(ir.SITUATION, ir.TODAY)
        assert today is not None  # built in
        return [VisibleFact(0, today)]  # INVARIANT: `today` is read through frame 0
    # In a rule for `application`, inside `any(interviews, …)`, the frames are
    #
    #     1: interview  in application in situation     an item of the list
    #     0: application in situation                   the rule's own instance
    #
    # and are searched in this order: `held_on` and `answer_by` are both found from frame 1 (the
    # interview, and the application around it). `own answer_by` looks into frame 0 only, which is
    # another application than frame 1 in `any(other applications, answer_by > own answer_by)`.
    is_in_rule = len(context.frames) == 1 or raw.is_own
    for frame, chain in context.visible(is_own=raw.is_own):
        match words:
            case [name]:
                facts = [context.scope.fact(entity, name) for entity in chain]
            case [entity, name] if entity in chain:
                facts = [context.scope.fact(entity, name)]
            case _:
                continue
        hits = [VisibleFact(frame, fact) for fact in facts if fact is not None]
        if hits:
            return hits if is_in_rule else hits[:1]
    return []


def several_named(raw: RawName, context: Context) -> tuple[int, ir.Several] | None:
    """The `type: several` that a name means, with its frame: the innermost."""
    words = [part.text for part in raw.parts]
    for frame, chain in context.visible(is_own=raw.is_own):
        for entity in chain:
            declared = context.scope.entities.get(entity)
            if declared is not None and words in ([words[-1]], [entity, words[-1]]):
                found = declared.several.get(words[-1])
                if found is not None:
                    return frame, found
    return None


def part_refs(frame: int, several: ir.Several, raw: Raw, context: Context) -> dict[str, ir.FactRef]:
    """The fact of each choice."""
    span = context.span(raw)
    return {
        choice: ir.FactRef(frame, several.entity, part, ir.YES_NO, span)
        for choice, part in several.parts.items()
    }


def report_several(raw: RawName, several: ir.Several, context: Context) -> None:
    """It is no value by itself."""
    first = next(iter(several.parts), "…")
    said = context.text(raw)
    message = f"`{said}` holds several choices and is no single value"
    help = (
        f"write `{said} has {first}`, `{said} has any of (…)`, `count({said})` or `{said} is given`"
    )
    context.report("ADV324", raw, message, help)


def type_of_name(raw: RawName, context: Context) -> ir.Type | None:
    """The type of the fact or parameter, or of the dotted choice, that a name means, if any."""
    facts = facts_named(raw, context)
    if facts:
        return facts[0].declared.type
    if len(raw.parts) == 1:
        parameter = context.scope.parameters.get(raw.parts[0].text)
        return None if parameter is None or raw.is_own else parameter.type
    choices = _dotted_choices(raw, context)
    return choices[0].meant.type if choices else None


def read_name(raw: RawName, context: Context, hint: Hint | None) -> ir.Expression | None:
    """The one meaning of a name that fits where it stands; None where there is none.

    Nothing is said of a name that has the error type, nor of one that means nothing beside it: it may
    well be a choice of what was declared wrongly.
    """
    meanings = _facts(raw, context) + _parameters(raw, context)
    if not meanings and (several := several_named(raw, context)) is not None:
        report_several(raw, several[1], context)
        return None
    meanings += _bare_choices(raw, context, hint) + _dotted_choices(raw, context)
    has_error = not meanings and hint is not None and hint.type is ir.ERROR
    if has_error or any(meaning.meant.type is ir.ERROR for meaning in meanings):
        return None
    if len(meanings) > 1 and hint is not None:
        fitting = [m for m in meanings if are_compatible(m.meant.type, hint.type)]
        meanings = fitting or meanings
    match meanings:
        case []:
            # Imported where it is needed: a pack without mistakes needs none of it.
            from advisor.loading.language.unknown_names import report_unknown

            report_unknown(raw, context, hint)
            return None
        case [only]:
            _note(only.meant, raw, context)
            return _allowed(only.meant, raw, context)
        case _:
            _report_ambiguous(raw, context, meanings)
            return None


def _facts(raw: RawName, context: Context) -> list[_Meaning]:
    span = context.span(raw)
    return [
        _Meaning(
            ir.FactRef(found.frame, fact.entity, fact.name, fact.type, span),
            f"the fact `{fact.entity}.{fact.name}`",
            f"{'own ' if raw.is_own else ''}{fact.entity}.{fact.name}",
        )
        for found in facts_named(raw, context)
        for fact in [found.declared]
    ]


def _parameters(raw: RawName, context: Context) -> list[_Meaning]:
    if len(raw.parts) > 1 or raw.is_own:
        return []
    parameter = context.scope.parameters.get(raw.parts[0].text)
    if parameter is None:
        return []
    return [_Meaning(_value_of(parameter, raw, context), f"the parameter `{parameter.name}`", None)]


def _value_of(
    parameter: ir.Parameter, raw: RawName, context: Context
) -> ir.ParameterRef | ir.InForce:
    """The parameter's value; of a dated one, that of today."""
    span = context.span(raw)
    if not parameter.steps:
        return ir.ParameterRef(parameter.name, parameter.type, span)
    today = ir.FactRef(0, ir.SITUATION, ir.TODAY, ir.DATE, span)
    return ir.InForce(parameter.name, today, parameter.steps, parameter.type, span)


def dated_parameter(raw: RawName, context: Context) -> ir.Parameter | None:
    """The parameter that a name before `on` means, which is one with values by date.

    None where there is none, and says so; silently, where it was declared wrongly.
    """
    name = raw.parts[0].text
    parameter = context.scope.parameters.get(name) if len(raw.parts) == 1 else None
    if parameter is not None:
        context.use_parts(raw.parts, ir.Symbol(ir.NameKind.PARAMETER, name))
    if parameter is not None and (parameter.steps or parameter.type is ir.ERROR):
        return parameter if parameter.steps else None
    dated = [p.name for p in context.scope.parameters.values() if p.steps]
    help: str | None
    if parameter is not None:
        message = f"the parameter `{name}` has one value for all days"
        help = "leave out `on` with the day, or give it `values:` by date"
    else:
        message = f"`on` with a day stands behind a parameter with values by date, and `{context.text(raw)}` is none"
        help = did_you_mean(name, dated)
        if help is None and facts_named(raw, context):
            help = f"to compare it, write `{context.text(raw)} is …`"
        if help is None:
            help = f"there are {listed(dated)}" if dated else "no parameter has `values:` by date"
    context.report("ADV323", raw, message, help)
    return None


def _bare_choices(raw: RawName, context: Context, hint: Hint | None) -> list[_Meaning]:
    if hint is None or hint.type.kind is not ir.Kind.CHOICE or len(raw.parts) > 1 or raw.is_own:
        return []
    name = raw.parts[0].text
    if name not in hint.type.choices:
        return []
    holder = _fact_with(hint.type, context)
    said = None if holder is None else f"{holder}.{name}"
    return [
        _Meaning(
            ir.Literal(name, hint.type, context.span(raw)),
            f"the choice {quoted(said or name)}",
            said,
        )
    ]


def _dotted_choices(raw: RawName, context: Context) -> list[_Meaning]:
    """`stage.offered` and `application.stage.offered`."""
    if len(raw.parts) < 2 or raw.is_own:
        return []
    *path, last = raw.parts
    holder = RawName(tuple(path), False, path[0].start, path[-1].end)
    return [
        _Meaning(
            ir.Literal(last.text, fact.type, context.span(raw)),
            f"the choice `{last.text}` of `{fact.entity}.{fact.name}`",
            f"{fact.entity}.{fact.name}.{last.text}",
        )
        for found in facts_named(holder, context)
        for fact in [found.declared]
        if last.text in fact.type.choices or fact.type is ir.ERROR
    ]


def _fact_with(type_: ir.Type, context: Context) -> str | None:
    """A fact in sight that has these choices, for `stage.offered`."""
    for _, chain in context.visible():
        for entity in chain:
            declared = context.scope.entities.get(entity)
            for fact in () if declared is None else declared.facts.values():
                if fact.type == type_:
                    return fact.name
    return None


def _note(
    meant: ir.Literal | ir.FactRef | ir.ParameterRef | ir.InForce, raw: RawName, context: Context
) -> None:
    """Keep what a name means, where somebody asks for it."""
    match meant:
        case ir.FactRef(fact=name) if name != ir.TODAY:
            context.use_parts(raw.parts, fact_named(meant.entity, name))
        case ir.ParameterRef(name=name) | ir.InForce(parameter=name):
            context.use_parts(raw.parts, ir.Symbol(ir.NameKind.PARAMETER, name))
        case ir.Literal(value=str(choice), type=type_) if type_.of is not None:
            of = ir.Symbol(ir.NameKind.CHOICE, choice, type_.of)
            before = (fact_named(*type_.of),) if len(raw.parts) > 1 else ()
            context.use_parts(raw.parts, *before, of)
        case _:
            pass


def fact_named(entity: str, fact: str) -> ir.Symbol:
    """A fact, as something with a name."""
    return ir.Symbol(ir.NameKind.FACT, fact, (entity,))


def _allowed(
    meant: ir.Literal | ir.FactRef | ir.ParameterRef | ir.InForce, raw: RawName, context: Context
) -> ir.Expression | None:
    if not isinstance(meant, ir.FactRef):
        return meant
    fact = context.scope.fact(meant.entity, meant.fact)
    if context.scope.stated_only and fact is not None and fact.is_concluded:
        context.report(
            "ADV321",
            raw,
            f"{context.quoted(raw)} is concluded by rules, and only stated facts can be used here",
            _instead_of_concluded(fact),
        )
        return None
    return meant


def _instead_of_concluded(fact: ir.FactDeclaration) -> str:
    """What to write where a person's file is changed: how things are then."""
    match fact.type.kind:
        case ir.Kind.YES_NO:
            plain = "write `yes` or `no`"
        case ir.Kind.DATE:
            plain = "write `today`, or some days from then, such as `today + 1 week`"
        case ir.Kind.CHOICE if fact.type.choices:
            plain = f"write the choice that it is then, such as `{fact.type.choices[0]}`"
        case _:
            plain = "write the value that it has then"
    return f"{plain}; or name facts that a person states"


def _report_ambiguous(raw: RawName, context: Context, meanings: list[_Meaning]) -> None:
    described = " or ".join(meaning.described for meaning in meanings)
    ways = [f"`{meaning.said}`" for meaning in meanings if meaning.said is not None]
    help = f"write {' or '.join(ways)}"
    if len(ways) < len(meanings):
        help += "; to use the parameter, give it another name"
    context.report("ADV302", raw, f"{context.quoted(raw)} could mean {described}", help)


def names_of_kind(kind: ir.Kind, context: Context) -> list[str]:
    """The facts and parameters of this kind that can be read here, and `today` among dates."""
    declared = (context.scope.entities.get(entity) for entity in entities_in_sight(context))
    facts = [fact for one in declared if one is not None for fact in one.facts.values()]
    today = [ir.TODAY] if kind is ir.Kind.DATE else []
    parameters = context.scope.parameters.values()
    return [
        *(fact.name for fact in facts if fact.type.kind is kind),
        *today,
        *(one.name for one in parameters if one.type.kind is kind),
    ]
