"""The tests of a pack."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.diagnostics import Diagnostic, Span, has_errors
from advisor.ir.cases import Case
from advisor.ir.packs import SITUATION, TODAY
from advisor.ir.situations import Situation
from advisor.loading.expectations import (
    KEYS,
    Vocabulary,
    read_expectation,
    read_parameter_values,
)
from advisor.loading.instances import read_instance, read_today
from advisor.loading.nodes import ListNode, MapNode, Node
from advisor.loading.schema import as_map, as_scalar, check_keys, declared_twice, given

_KEYS = ("test", "situation", "parameters", *KEYS)


def read_tests(
    sections: Iterable[ListNode], known: Vocabulary, found: list[Diagnostic]
) -> tuple[Case, ...]:
    """All tests without mistakes, in listing order."""
    names: dict[str, Span] = {}
    cases: list[Case] = []
    for section in sections:
        for node in section.items:
            problems: list[Diagnostic] = []
            case = _read_test(node, names, known, problems)
            if case is not None and not has_errors(problems):
                cases.append(case)
            found.extend(problems)
    return tuple(cases)


def _read_test(
    node: Node, names: dict[str, Span], known: Vocabulary, found: list[Diagnostic]
) -> Case | None:
    body = as_map(node, "a test", found, help="begin with `- test: what it shows`")
    if body is None:
        return None
    check_keys(body, _KEYS, ("test", "situation"), "a test", found)
    name_node, situation_node = given(body, "test"), given(body, "situation")
    name = as_scalar(name_node, "`test`", found) if name_node is not None else None
    if name is not None:
        if name.text in names:
            declared_twice("the test", name, names[name.text], found)
        names.setdefault(name.text, name.span)
    if not any(body.get(key) is not None for key in KEYS):
        found.append(
            Diagnostic(
                "ADV130",
                "this test expects nothing",
                name.span if name is not None else body.span,
                help="add `expect`, `expect_some`, `expect_none` or `because`",
            )
        )
    expectation = read_expectation(body, known, found)
    parameters = read_parameter_values(body.get("parameters"), known.pack.parameters, found)
    if situation_node is None:
        return None
    situation = _read_situation(situation_node, body, known, found)
    if situation is None or name is None:
        return None
    return Case(name.text, situation, expectation, name.span, parameters)


def _read_situation(
    node: Node, body: MapNode, known: Vocabulary, found: list[Diagnostic]
) -> Situation | None:
    facts = as_map(node, "`situation`", found, help="write `today: …` and its facts under it")
    if facts is None:
        return None
    today = read_today(facts, found)
    if given(facts, TODAY) is None:
        key = body.key("situation")
        found.append(
            Diagnostic(
                "ADV129",
                "this test has no date, so it would change from day to day",
                key.span if key is not None else facts.span,
                help="add `today: …` under `situation`, such as `today: 2026-11-22`",
            )
        )
    root = read_instance(facts, SITUATION, known.pack, found, (TODAY, "situation"))
    title = facts.get("situation")
    if title is not None:
        found.append(
            Diagnostic(
                "ADV101",
                "the situation of a test has no title of its own",
                title.span,
                help="leave it out; the name of the test stands under `test`",
            )
        )
    path = facts.span.path
    return Situation(None, today, root, path, 0, facts.span)
