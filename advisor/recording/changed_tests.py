"""Tests with some facts changed, written below the tests whose situations they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advisor import ir
from advisor.loading.declarations.pack_tests import way_to
from advisor.loading.syntax.nodes import ListNode, MapNode, Node
from advisor.loading.syntax.yaml_reader import read_yaml
from advisor.recording.situation_texts import STEP, ScalarStyle, scalar_text, value_text
from advisor.recording.text_edits import DocumentText, Edit, apply_edits

# Place and name of a fact (("", "today"): the day that counts), and its value.
Change: TypeAlias = tuple[str, str, ir.Value | None]
PROPOSED = "# proposed by advisor test --write-missing: is this what you want?"
_WIDEST = 130
_FLOW = ScalarStyle.FLOW


@dataclass(frozen=True, slots=True)
class ChangedTest:
    """What is to be written below `case`, which stands in a file of the pack."""

    case: ir.Case
    changes: tuple[Change, ...]
    expectation: ir.Expectation


def with_changed_tests(text: str, pack: ir.Pack, added: Iterable[ChangedTest]) -> str:
    """The text of a file of tests with more entries under `but`, each below a comment.

    What stands there already stays as it is.
    """
    page = DocumentText(text)
    tests = dict(_tests_of(text))
    below: dict[int, list[ChangedTest]] = {}
    for one in added:
        below.setdefault(one.case.span.line, []).append(one)
    edits = [
        _edit(page, tests[line], [row for one in them for row in _rows(pack, one)])
        for line, them in below.items()
    ]
    return apply_edits(text, edits)


def _tests_of(text: str) -> Iterator[tuple[int, MapNode]]:
    """The tests of a file by the lines of their names."""
    for document in read_yaml(text, "").documents:
        sections = document.entries if isinstance(document, MapNode) else ()
        for key, section in sections:
            if key.text == "tests" and isinstance(section, ListNode):
                for node in section.items:
                    name = node.get("test") if isinstance(node, MapNode) else None
                    if isinstance(node, MapNode) and name is not None:
                        yield name.span.line, node


def _edit(page: DocumentText, test: MapNode, rows: Sequence[str]) -> Edit:
    """The lines behind the last ones of the test, or of its `but`."""
    first = test.entries[0][0]
    column = first.span.column - 1
    lines: list[str] = []
    but = test.get("but")
    if isinstance(but, ListNode) and but.items and not but.is_flow:
        last = last_line(but)
        column = page.before_on_line(page.start(but.items[0].span)).index("-")
    else:
        last = last_line(test)
        lines.append(f"{' ' * column}but:")
        column += len(STEP)
    lines += [f"{' ' * column}{row}" for row in rows]
    at = page.line_end(last)
    return Edit(at, at, "".join(f"{page.newline}{line}" for line in lines))


def last_line(node: Node) -> int:
    """The line in which a node ends."""
    match node:
        case MapNode(entries=((_, _), *_), is_flow=False):
            key, value = node.entries[-1]
            return max(key.span.end_line, last_line(value))
        case ListNode(items=(_, *_), is_flow=False):
            return last_line(node.items[-1])
        case _:
            return node.span.end_line


def _rows(pack: ir.Pack, one: ChangedTest) -> Iterator[str]:
    """The lines of one entry, without indentation."""
    yield PROPOSED
    said = list(change_texts(pack, one.case.situation.root, one.changes))
    expected = list(expectation_texts(one.expectation, pack))
    inside = ", ".join([f"with: {{{', '.join(said)}}}", *(f"{k}: {v}" for k, v in expected)])
    if len(inside) <= _WIDEST - 12:
        yield f"- {{{inside}}}"
        return
    yield f"- with: {{{', '.join(said)}}}"
    yield from (f"{STEP}{key}: {value}" for key, value in expected)


def change_texts(pack: ir.Pack, root: ir.Instance, changes: Iterable[Change]) -> Iterator[str]:
    """Changes of a situation as they stand under `with`: `held_on of Acme: 2026-11-24`."""
    placed = ir.place_instances(root, pack.list_names)
    for place, name, value in changes:
        if (place, name) == ("", ir.TODAY):
            assert isinstance(value, int)  # INVARIANT: there is always a day
            yield f"{ir.TODAY}: {ir.iso_date(value)}"
            continue
        here = next(here for here in placed if here.place == place)
        fact = pack.entities[here.instance.entity].facts[name]
        key = scalar_text(way_to(here, name, placed, pack), _FLOW)
        yield f"{key}: {value_text(value, fact.type, _FLOW)}"


def expectation_texts(expectation: ir.Expectation, pack: ir.Pack) -> Iterator[tuple[str, str]]:
    """What is expected, key by key, each on one line."""
    if expectation.whole is not None:
        yield "expect", _listed(map(expected_text, expectation.whole))
    if expectation.some:
        yield "expect_some", _listed(map(expected_text, expectation.some))
    if expectation.none:
        yield "expect_none", _listed(map(expected_text, expectation.none))
    if expectation.facts:
        yield "expect_facts", _listed(fact_text(fact, pack) for fact in expectation.facts)
    if expectation.because:
        yield "because", _listed(expectation.because)
    if expectation.not_because:
        yield "not_because", _listed(expectation.not_because)


def _listed(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"


def expected_text(expected: ir.Expected) -> str:
    """`chase`, or `{action: chase, for: Acme, due: 2026-11-25}`."""
    parts = [f"action: {expected.action}"]
    if expected.target is not None:
        parts.append(f"for: {scalar_text(expected.target, _FLOW)}")
    for word, has_date, day in (
        ("start", expected.has_start, expected.start),
        ("due", expected.has_due, expected.due),
    ):
        if has_date:
            parts.append(f"{word}: {'none' if day is None else ir.iso_date(day)}")
    if expected.status is not None:
        parts.append(f"status: {expected.status}")
    return expected.action if len(parts) == 1 else f"{{{', '.join(parts)}}}"


def fact_text(expected: ir.ExpectedFact, pack: ir.Pack) -> str:
    """`{fact: fee, for: Ann, value: 12.5}`."""
    fact = pack.fact(expected.entity, expected.fact)
    is_alone = sum(fact.name in entity.facts for entity in pack.entities.values()) == 1
    parts = [f"fact: {fact.name if is_alone else f'{fact.entity}.{fact.name}'}"]
    if expected.target is not None:
        parts.append(f"for: {scalar_text(expected.target, _FLOW)}")
    parts.append(f"value: {value_text(expected.value, fact.type, _FLOW)}")
    return f"{{{', '.join(parts)}}}"
