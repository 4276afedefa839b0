"""Lists of what a pack declares: rules, facts, actions and parameters, each with what it is and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.layout import PLAIN, Style, plain_text, whole_lines
from advisor.rendering.words import sentence_of, spoken, words_of

KINDS = ("rules", "facts", "actions", "parameters")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One declaration: its name, its value or type in short, what it says, and by name what reads, advises or overrides it."""

    name: str
    short: str
    words: tuple[str, ...]
    span: Span
    rules: tuple[str, ...]


def entries_of(program: ir.Program, kind: str) -> list[ListedEntry]:
    """All of one of `KINDS`, in listing order."""
    pack = program.pack
    match kind:
        case "rules":
            return list(_rules(pack))
        case "facts":
            return list(_facts(pack))
        case "actions":
            return list(_actions(pack))
        case _:
            return [_parameter(one, program) for one in pack.parameters.values()]


def matching(entries: Iterable[ListedEntry], words: Sequence[str]) -> list[ListedEntry]:
    """Those in which each of the words stands somewhere, in capitals or not."""
    wanted = [word.casefold() for word in words]

    def holds(entry: ListedEntry) -> bool:
        text = " ".join((entry.name, spoken(entry.name), entry.short, *entry.words)).casefold()
        return all(word in text for word in wanted)

    return [entry for entry in entries if holds(entry)]


def _rules(pack: ir.Pack) -> Iterator[ListedEntry]:
    overridden: dict[str, list[str]] = {}
    for rule in pack.rules.values():
        for other in rule.overrides:
            overridden.setdefault(other, []).append(rule.name)
    for rule in pack.rules.values():
        said = (rule.because, rule.note.say if rule.note is not None else None)
        words = tuple(sentence_of(one) for one in said if one is not None)
        by = tuple(overridden.get(rule.name, ()))
        yield ListedEntry(rule.name, _effect(rule), words, rule.span, by)


def _effect(rule: ir.Rule) -> str:
    """What a rule does, in a few words: `advises chase`, `concludes is_open`."""
    parts = [f"concludes {c.fact}" for c in rule.concludes]
    if rule.advises is not None:
        parts.append(f"advises {rule.advises.action}")
    if rule.note is not None:
        parts.append("adds a note")
    if rule.silences or rule.silences_all:
        parts.append(f"silences {'all' if rule.silences_all else ', '.join(rule.silences or ())}")
    if not parts:
        parts.append(f"overrides {', '.join(rule.overrides)}")
    return "; ".join(parts)


def _facts(pack: ir.Pack) -> Iterator[ListedEntry]:
    readers: dict[tuple[str, str], dict[str, None]] = {}
    for name, expressions in _readers(pack):
        for read in (fact for expression in expressions for fact in ir.facts_read(expression)):
            readers.setdefault((read.entity, read.fact), {})[name] = None
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            words = [sentence_of(fact.ask)] if fact.ask is not None else []
            words += [fact.help] if fact.help else []
            if fact.type.kind is ir.Kind.CHOICE:
                words += [f"{name}: {fact.words.get(name, name)}" for name in fact.type.choices]
            name = f"{entity.name}.{fact.name}"
            rules = tuple(readers.get((entity.name, fact.name), ()))
            yield ListedEntry(name, _type(fact), tuple(words), fact.span, rules)


def _readers(pack: ir.Pack) -> Iterator[tuple[str, Sequence[ir.Expression]]]:
    """Rules and facts, each with the expressions in which it reads something."""
    for rule in pack.rules.values():
        yield rule.written_as, rule.expressions
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            both = (fact.computed_default, fact.ask_if)
            yield f"{entity.name}.{fact.name}", [one for one in both if one is not None]


def _type(fact: ir.FactDeclaration) -> str:
    found = fact.type.kind.value
    if fact.is_concluded:
        found += ", concluded"
    if fact.is_required:
        found += ", required"
    if fact.default is not None:
        found += f", {words_of(fact.default, fact.type, {})} if nobody says"
    return found


def _actions(pack: ir.Pack) -> Iterator[ListedEntry]:
    for action in pack.actions.values():
        rules = dict.fromkeys(
            rule.written_as
            for rule in pack.rules.values()
            if rule.advises is not None and rule.advises.action == action.name
        )
        short = f"{action.kind.value}, {action.importance.value}"
        if action.draft:
            short += f", with the draft {action.draft}"
        yield ListedEntry(
            action.name, short, (sentence_of(action.title),), action.span, tuple(rules)
        )


def _parameter(parameter: ir.Parameter, program: ir.Program) -> ListedEntry:
    readers = dict.fromkeys(
        name
        for name, expressions in _readers(program.pack)
        for expression in expressions
        if any(_is_of(part, parameter.name) for part in ir.walk(expression))
    )
    short = words_of(program.value_of(parameter), parameter.type, {})
    ends = (parameter.minimum, parameter.maximum)
    if any(end is not None for end in ends):
        least, most = (None if e is None else words_of(e, parameter.type, {}) for e in ends)
        bounds = (
            f"{least} to {most}"
            if least and most
            else f"at least {least}"
            if least
            else f"at most {most}"
        )
        short += f" ({bounds})"
    words = (parameter.title,) if parameter.title else ()
    return ListedEntry(parameter.name, short, words, parameter.span, tuple(readers))


def _is_of(part: ir.Expression, parameter: str) -> bool:
    """Whether it is the value of a parameter, or that which it has on some day."""
    if isinstance(part, ir.ParameterRef):
        return part.name == parameter
    return isinstance(part, ir.InForce) and part.parameter == parameter


@whole_lines
def render_list(entries: Sequence[ListedEntry], kind: str, style: Style = PLAIN) -> Iterator[str]:
    """The list for people: the name and what it is, what it says, and where it stands."""
    for entry in entries:
        first, *rest = style.wrap(f"{entry.name}: {entry.short}", "", "  ")
        name = plain_text(entry.name)
        yield from (first.replace(name, style.bold(name), 1), *rest)
        for words in entry.words:
            yield from style.wrap(words, "  ", "    ")
        yield from map(style.dim, style.wrap(_about(entry, kind), "  ", "    "))


def _about(entry: ListedEntry, kind: str) -> str:
    place = entry.span.place
    if not entry.rules:
        return place
    verb = "overridden by" if kind == "rules" else "advised by" if kind == "actions" else "read by"
    if len(entry.rules) == 1:
        return f"{place}, {verb} {entry.rules[0]}"
    if verb == "read by":
        return f"{place}, read in {len(entry.rules)} places"
    return f"{place}, {verb} {len(entry.rules)} rules"


def list_object(entries: Sequence[ListedEntry]) -> list[dict[str, object]]:
    """The list as JSON values."""
    return [
        {
            "name": entry.name,
            "what": entry.short,
            "words": list(entry.words),
            "path": entry.span.path,
            "line": entry.span.line,
            "rules": list(entry.rules),
        }
        for entry in entries
    ]
