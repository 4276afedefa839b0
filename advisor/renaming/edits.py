"""All edits that give something another name; none at all, where anything would mean something else then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import PurePath

from advisor import ir
from advisor.analysis.unused_names import expressions_of
from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.renaming.proving import first_difference
from advisor.renaming.reading import ReadWorkspace, Workspace, read
from advisor.renaming.targets import RefusedName, find, refusal_of_name


@dataclass(frozen=True, slots=True)
class NameEdit:
    """These characters become this text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What becomes of the files.

    Shape: `edits` by path, in their order; `texts` are the changed texts whole, by the same paths; `moved`
    gives for files that are called something else afterwards their new path.
    """

    of: ir.Symbol
    new: str
    edits: Mapping[str, tuple[NameEdit, ...]]
    texts: Mapping[str, str]
    moved: Mapping[str, str]
    packs: tuple[tuple[ir.Pack, ir.Pack], ...] = ()  # as they are, and as they are afterwards
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """In how many places the name stood."""
        return sum(len(edits) for edits in self.edits.values())


def rename(workspace: Workspace, kind: ir.NameKind, name: str, new: str) -> Renamed | RefusedName:
    """Another name for the thing of a kind that is called `name`, everywhere.

    Cost: reads all of it twice, since what comes out is read again and held to what was there.
    """
    before = read(workspace)
    if before.broken:
        return RefusedName("only what has no mistakes can be renamed safely", None, before.broken)
    of = find(kind, name, before.uses)
    if isinstance(of, RefusedName):
        return of
    refusal = refusal_of_name(of, new, before.uses)
    if refusal is not None:
        return refusal
    return rename_named(workspace, before, of, new)


def rename_named(
    workspace: Workspace, before: ReadWorkspace, of: ir.Symbol, new: str
) -> Renamed | RefusedName:
    """The same for what is known already; `before` is what the workspace says."""
    pack = before.packs[workspace.pack[-1].folder]
    group = renamed_together(of, pack)
    uses = [use for use in before.uses if use.of in group]
    texts = workspace.texts
    for use in uses:
        if use.span.path not in texts:
            return _elsewhere(use, of, pack)
    is_draft = of.kind is ir.NameKind.DRAFT
    moved = {use.span.path: _moved(use, new) for use in uses if is_draft and use.is_definition}
    edits: dict[str, list[NameEdit]] = {}
    for use in uses:
        if use.span.path in moved:
            continue
        edit = _edit(use, texts[use.span.path], new)
        if edit is None:
            where = use.span.place
            message = f"`{of.name}` is not written letter by letter at {where}"
            return RefusedName(message, "write it there without escapes, and try again")
        edits.setdefault(use.span.path, []).append(edit)
    changed = {path: _applied(texts[path], found) for path, found in edits.items()}
    for path in moved:  # to a name that no letter has, which was made sure of
        changed.setdefault(path, texts[path])
    after = read(workspace.with_texts(changed, moved))
    group_after = {one: one._replace(name=new) for one in group}
    refusal = first_difference(before, after, group_after, moved)
    if refusal is not None:
        return refusal
    ordered = {path: tuple(found) for path, found in sorted(edits.items())}
    packs = tuple((before.packs[folder], after.packs[folder]) for folder in workspace.folders)
    return Renamed(of, new, ordered, changed, moved, packs, tuple(_notes(group, new, pack)))


def _elsewhere(use: ir.Use, of: ir.Symbol, pack: ir.Pack) -> RefusedName:
    path = use.span.path
    if ", sheet " in path:
        message = f"`{of.name}` stands in {path}, and workbooks are not changed from here"
        return RefusedName(message, "write the table to a .csv, or rename it there by hand")
    home = pack.below.get(path, "a pack below")
    message = f"the {of.kind.value} `{of.path}` is one of {home}, and stands in {path}"
    return RefusedName(message, "rename it there, with `--on` and the folder of this layer")


def _moved(use: ir.Use, new: str) -> str:
    return str(PurePath(use.span.path).with_stem(new))


def _edit(use: ir.Use, text: str, new: str) -> NameEdit | None:
    column, line = _start_of(use.span, use.of.name, text), use.span.line
    if (
        column is None
        and use.of.kind is ir.NameKind.TABLE
        and PurePath(use.span.path).stem == use.of.name
    ):
        # A table in a file of its own is called like the file, until a line says otherwise.
        return NameEdit(Span(use.span.path, 1, 1, 1, 1), f"# table: {new}\n")
    if column is None:
        return None
    return NameEdit(Span(use.span.path, line, column, line, column + len(use.of.name)), new)


def _start_of(span: Span, name: str, text: str) -> int | None:
    """The column at which the name begins: at once, or behind a quotation mark; None where it is not there."""
    lines = text.splitlines()
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    for column in (span.column, span.column + 1):
        if line[column - 1 : column - 1 + len(name)] == name:
            return column
    return None


def _applied(text: str, edits: Iterable[NameEdit]) -> str:
    """The text with all edits; everything else stays as it is, to the last line end."""
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(len(line) for line in lines)]
    found = text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        at = starts[edit.span.line - 1]
        begin, end = at + edit.span.column - 1, at + edit.span.end_column - 1
        found = found[:begin] + edit.text + found[end:]
    return found


def _notes(group: Sequence[ir.Symbol], new: str, pack: ir.Pack) -> Iterator[str]:
    """What else is renamed with it, and what people see of the name."""
    of, *others = group
    for other in others:
        yield f"so is the {other.kind.value} {other.path}, since both have to have one name"
    if of.kind is ir.NameKind.ENTITY and pack.entities[of.name].one is None:
        old, words = pack.entities[of.name].with_article, new.replace("_", " ")
        yield (
            f"questions spoke of “{old}” and speak of “{words}” now; "
            f"`one: {old.partition(' ')[2]}` keeps the old word"
        )


def words_left(texts: Mapping[str, str], renaming: Renamed) -> list[tuple[str, int]]:
    """The places, as path and line, where the old name still stands by itself: remarks, mostly.

    Names of one plain word are not looked for, since they stand in sentences, too.
    """
    old = renaming.of.name
    if "_" not in old and "-" not in old:
        return []
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return [
        (path, number)
        for path, text in {**texts, **renaming.texts}.items()
        for number, line in enumerate(text.splitlines(), 1)
        if word.search(line)
    ]


def summary(renaming: Renamed) -> str:
    """`12 places in 4 files`."""
    files = len({*renaming.texts, *renaming.moved})
    return f"{ir.counted(renaming.count, 'place')} in {ir.counted(files, 'file')}"


_Fact = tuple[str, str]  # entity and fact


def renamed_together(of: ir.Symbol, pack: ir.Pack) -> tuple[ir.Symbol, ...]:
    """It, and what has to have the same name: `offered` of `stage`, and that of `stage_before`.

    A calendar goes with the choice of the situation that names it.
    """
    found = {of: None}
    chosen = None if pack.counted_by is None else pack.counted_by.chosen
    by = (ir.SITUATION, chosen.fact) if isinstance(chosen, ir.FactRef) else None
    choices = chosen.type.choices if chosen is not None else ()
    if of.kind is ir.NameKind.CALENDAR and by is not None and of.name in choices:
        found[ir.Symbol(ir.NameKind.CHOICE, of.name, by)] = None
    for one in list(found):
        if one.kind is ir.NameKind.CHOICE:
            for fact in _tied((one.within[0], one.within[1]), pack):
                found[ir.Symbol(ir.NameKind.CHOICE, of.name, fact)] = None
    if any(one.within == by for one in found if one.kind is ir.NameKind.CHOICE):
        found[ir.Symbol(ir.NameKind.CALENDAR, of.name)] = None
    return tuple(found)


def _tied(fact: _Fact, pack: ir.Pack) -> Iterator[_Fact]:
    """The other facts whose values meet with those of this one, and those that meet with these."""
    pairs = [pair for pair in _pairs(pack) if pair[0] != pair[1]]
    found = [fact]
    for one in found:
        for pair in pairs:
            if one in pair:
                found += [other for other in pair if other not in found]
    yield from found[1:]


def _pairs(pack: ir.Pack) -> Iterator[tuple[_Fact, _Fact]]:
    for expression in expressions_of(pack):
        for part in ir.walk(expression):
            if isinstance(part, ir.Is | ir.OneOf | ir.Compare | ir.First):
                yield from _each(one.type.of for one in ir.children(part))
    for rule in pack.rules.values():
        for conclusion in rule.concludes:
            yield from _given(pack, rule.entity, conclusion.fact, conclusion.value)
    for change in _changes(pack):
        if change.value is not None:
            yield from _given(pack, change.entity, change.fact, change.value)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None:
                yield from _given(pack, entity.name, fact.name, fact.computed_default)


def _given(
    pack: ir.Pack, entity: str, fact: str, value: ir.Expression
) -> Iterator[tuple[_Fact, _Fact]]:
    yield from _each((pack.entities[entity].facts[fact].type.of, value.type.of))


def _changes(pack: ir.Pack) -> Iterator[ir.Change]:
    for action in pack.actions.values():
        yield from action.done
    for event in pack.events.values():
        yield from event.sets


def _each(facts: Iterable[_Fact | None]) -> Iterator[tuple[_Fact, _Fact]]:
    known = [fact for fact in facts if fact is not None]
    yield from pairwise(known)
