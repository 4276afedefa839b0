"""The proof that nothing but the name has changed: each name means what it meant, and so does each rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from advisor import ir
from advisor.diagnostics import Diagnostic, Span
from advisor.renaming.reading import ReadWorkspace
from advisor.renaming.targets import RefusedName

_LISTED_BY_FILE = ("drafts", "below")  # of a pack; nothing else depends on their order
_Same = Callable[[str], str]  # a text with the old names as they are now


def first_difference(
    before: ReadWorkspace,
    after: ReadWorkspace,
    renamed: Mapping[ir.Symbol, ir.Symbol],
    moved: Mapping[str, str],
) -> RefusedName | None:
    """What would be another thing than the same under another name; None where nothing would.

    Shape: `renamed` gives for what gets another name what it is afterwards, `moved` the new paths of files.
    """
    name = next(iter(renamed.values())).name
    if after.broken:
        return RefusedName(
            f"with the name `{name}`, the files would have mistakes", None, after.broken
        )
    said = _same_words(renamed)
    new = _new_diagnostics(before.diagnostics, after.diagnostics, said)
    if new:
        return RefusedName(
            f"with the name `{name}`, there would be something new to say", None, new
        )
    for use, now in _bindings(before.uses, after.uses, renamed, moved):
        there = now or use
        where = "" if there is None else there.span.place
        meant = f"`{use.of.path}`" if use is not None else "nothing"
        means = f"`{now.of.path}`" if now is not None else "nothing"
        message = f"the name at {where} would mean {means}, and it means {meant} now"
        return RefusedName(message, "choose a name that nothing else has there")
    packs = [(pack, after.packs[folder]) for folder, pack in before.packs.items()]
    for one, other in [*packs, (before.cases, _under(before.cases, after.cases))]:
        changed = _difference(one, other, said, "the rules")
        if changed is not None:
            return RefusedName(f"with the name `{name}`, {changed} would not be the same")
    return None


def is_same_but_for(renaming_of: ir.Symbol, new: str, one: object, other: object) -> bool:
    """Whether two values, such as the decisions of two packs, differ in the name only."""
    said = _same_words({renaming_of: renaming_of._replace(name=new)})
    return _difference(one, other, said, "") is None


def _under(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    return {path: after[path] for path in before}


def _bindings(
    before: Iterable[ir.Use],
    after: Iterable[ir.Use],
    renamed: Mapping[ir.Symbol, ir.Symbol],
    moved: Mapping[str, str],
) -> Iterator[tuple[ir.Use | None, ir.Use | None]]:
    """Each name that would mean another thing, as it is and as it would be.

    Edits change no order, so the names of a file are compared one by one.
    """
    was, now = _by_path(before, moved), _by_path(after, {})
    for path in was.keys() | now.keys():
        old, new = was.get(path, []), now.get(path, [])
        for one, other in zip(old, new, strict=False):
            if _renamed(one.of, renamed) != other.of or one.is_definition != other.is_definition:
                yield one, other
                return
        if len(old) > len(new):
            yield old[len(new)], None
        elif len(new) > len(old):
            yield None, new[len(old)]


def _by_path(uses: Iterable[ir.Use], moved: Mapping[str, str]) -> dict[str, list[ir.Use]]:
    found: dict[str, list[ir.Use]] = {}
    for use in uses:
        found.setdefault(moved.get(use.span.path, use.span.path), []).append(use)
    return found


def _renamed(of: ir.Symbol, renamed: Mapping[ir.Symbol, ir.Symbol]) -> ir.Symbol:
    """What something is called afterwards, it or what it lies in."""
    if of in renamed:
        return renamed[of]
    for old, new in renamed.items():
        whole = (*old.within, old.name)
        is_around = of.within[: len(whole)] == whole and _holds(old.kind, of.kind, len(of.within))
        if is_around:
            return of._replace(within=(*new.within, new.name, *of.within[len(whole) :]))
    return of


def _holds(outer: ir.NameKind, inner: ir.NameKind, depth: int) -> bool:
    match outer:
        case ir.NameKind.ENTITY:
            return inner in (ir.NameKind.FACT, ir.NameKind.CHOICE, ir.NameKind.LIST)
        case ir.NameKind.FACT:
            return inner is ir.NameKind.CHOICE and depth == 2
        case ir.NameKind.SOURCE:
            return inner is ir.NameKind.SECTION
        case _:
            return False


def _same_words(renamed: Mapping[ir.Symbol, ir.Symbol]) -> _Same:
    """A function that puts the new names for the old ones in any text, also in names that are made of others.

    `symptoms` is in `symptoms_fever`, too, `parcel-fee` in `parcel_fee_2`, and in questions `asked_on` is `asked on`.
    """
    words: dict[str, str] = {}
    for old, new in renamed.items():
        for sign in "_ ":
            words |= {re.sub("[_-]", sign, old.name): re.sub("[_-]", sign, new.name)}
        words |= {old.name: new.name, new.name: new.name}  # `base` is not looked for in `base_fee`
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")
    return lambda text: found.sub(lambda match: words[match[0]], text)


def _new_diagnostics(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], said: _Same
) -> tuple[Diagnostic, ...]:
    known = Counter((d.code, said(d.message)) for d in dict.fromkeys(before))
    found = []
    for problem in dict.fromkeys(after):
        key = problem.code, said(problem.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(problem)
    return tuple(found)


def _difference(one: object, other: object, said: _Same, where: str) -> str | None:
    """Where two values differ in more than the old name for the new one; orders count, spans do not."""
    if isinstance(one, Span):
        return None
    if isinstance(one, str) and isinstance(other, str):
        return None if one == other or said(one) == said(other) else where
    if type(one) is not type(other):
        return where
    pairs: Iterable[tuple[str, object, object]]
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if len(one) != len(other):
            return where
        keys = list(zip(one, other, strict=True))
        pairs = [(str(a), a, b) for a, b in keys] + [(str(a), one[a], other[b]) for a, b in keys]
    elif isinstance(one, tuple | list) and isinstance(other, tuple | list):
        if len(one) != len(other):
            return where
        pairs = [(where, a, b) for a, b in zip(one, other, strict=True)]
    elif isinstance(one, frozenset) and isinstance(other, frozenset):
        return None if {_said(x, said) for x in one} == {_said(x, said) for x in other} else where
    elif is_dataclass(one) and not isinstance(one, type):
        own = [f.name for f in fields(one) if f.compare]
        called = getattr(one, "name", where)
        where = called if isinstance(called, str) else where
        pairs = [(where, *_field(name, one, other, said)) for name in own]
    else:
        return None if one == other else where
    for inner, a, b in pairs:
        found = _difference(a, b, said, inner)
        if found is not None:
            return found
    return None


def _field(name: str, one: object, other: object, said: _Same) -> tuple[object, object]:
    a, b = getattr(one, name), getattr(other, name)
    return (_sorted(a, said), _sorted(b, said)) if name in _LISTED_BY_FILE else (a, b)


def _sorted(mapping: object, said: _Same) -> object:
    """A mapping in an order that a new name does not change."""
    assert isinstance(mapping, Mapping)  # INVARIANT: so are all that are listed by file
    return dict(sorted(mapping.items(), key=lambda entry: said(entry[0])))


def _said(value: object, said: _Same) -> object:
    return said(value) if isinstance(value, str) else value
