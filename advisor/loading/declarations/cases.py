"""What a case expects, and the tests of a pack, which are cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from advisor.diagnostics import Diagnostic, Span, has_errors
from advisor.diagnostics.values import dataclass
from advisor.ir.cases import Case, Expectation, Expected
from advisor.ir.packs import SITUATION, TODAY, Pack, Parameter
from advisor.ir.situations import Situation
from advisor.ir.types import Value
from advisor.loading.declarations.instances import read_date, read_instance, read_today
from advisor.loading.declarations.scalars import Refusal, bounds_refusal, convert
from advisor.loading.declarations.schema import (
    as_list,
    as_map,
    as_scalar,
    check_keys,
    declared_twice,
    given,
    names_in,
    one_of_words,
    refused,
    unknown_name,
)
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode

KEYS = ("expect", "expect_some", "expect_none", "because")
_TEST_KEYS = ("test", "situation", "parameters", *KEYS)
_ENTRY_KEYS = ("action", "for", "start", "due", "status")
_STATUSES = ("now", "overdue", "later")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pack as cases need it; with the names of all actions and rules, also of unreadable ones."""

    pack: Pack
    actions: Collection[str]
    rules: Collection[str]


def vocabulary_of(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack without mistakes."""
    return Vocabulary(pack, pack.actions, pack.rules)


def read_expectation(body: MapNode, known: Vocabulary, found: list[Diagnostic]) -> Expectation:
    """What stands under `expect`, `expect_some`, `expect_none` and `because`."""
    whole = body.get("expect")
    return Expectation(
        whole=_read_entries(whole, "expect", known, found) if whole is not None else None,
        some=_read_entries(body.get("expect_some"), "expect_some", known, found),
        none=_read_entries(body.get("expect_none"), "expect_none", known, found),
        because=_read_because(body.get("because"), known, found),
    )


def _read_entries(
    node: Node | None, key: str, known: Vocabulary, found: list[Diagnostic]
) -> tuple[Expected, ...]:
    if node is None:
        return ()
    if isinstance(node, ScalarNode) and not node.is_none:
        node = ListNode((node,), node.span)
    entries = as_list(node, f"`{key}`", found, code="ADV409")
    read = (_read_entry(item, known, found) for item in (entries.items if entries else ()))
    return tuple(entry for entry in read if entry is not None)


def _read_entry(node: Node, known: Vocabulary, found: list[Diagnostic]) -> Expected | None:
    if isinstance(node, ScalarNode) and not node.is_none:
        return Expected(node.text, node.span) if _is_action(node, known, found) else None
    body = as_map(
        node, "an expected advice", found, help="write `{action: …, for: …}`", code="ADV409"
    )
    if body is None:
        return None
    check_keys(body, _ENTRY_KEYS, ("action",), "an expected advice", found, "ADV409")
    action_node, target_node = given(body, "action"), given(body, "for")
    action = as_scalar(action_node, "`action`", found) if action_node is not None else None
    target = as_scalar(target_node, "`for`", found) if target_node is not None else None
    status_node = given(body, "status")
    status = (
        one_of_words(status_node, _STATUSES, "`status`", found, "ADV409")
        if status_node is not None
        else None
    )
    dates: dict[str, int | None] = {}
    for key in ("start", "due"):
        date_node = given(body, key)
        dates[key] = (
            read_date(date_node, f"`{key}`", "ADV409", found) if date_node is not None else None
        )
    if action is None or not _is_action(action, known, found):
        return None
    return Expected(
        action=action.text,
        span=action.span,
        target=target.text if target is not None else None,
        start=dates["start"],
        has_start=body.get("start") is not None,
        due=dates["due"],
        has_due=body.get("due") is not None,
        status=status,
    )


def _is_action(node: ScalarNode, known: Vocabulary, found: list[Diagnostic]) -> bool:
    if node.text in known.actions:
        return True
    instead = None
    rule = known.pack.rules.get(node.text)
    if rule is not None and rule.advises is not None:
        instead = (
            f"this is the name of a rule; the action that it advises is `{rule.advises.action}`"
        )
    unknown_name(node, "action", known.actions, "ADV410", found, instead)
    return False


def _read_because(node: Node | None, known: Vocabulary, found: list[Diagnostic]) -> tuple[str, ...]:
    kept: list[str] = []
    for name in names_in(node, "`because`", found):
        if name.text in known.rules:
            kept.append(name.text)
            continue
        instead = None
        if name.text in known.actions:
            instead = "this is the name of an action; the name of a rule belongs here"
        elif " " in name.text:
            instead = "the names of rules belong here; a remark can stand after `#`"
        unknown_name(name, "rule", known.rules, "ADV410", found, instead)
    return tuple(kept)


def read_parameter_values(
    node: Node | None, parameters: Mapping[str, Parameter], found: list[Diagnostic]
) -> dict[str, Value]:
    """Values for parameters, in a test or a situation."""
    if node is None or (isinstance(node, ScalarNode) and node.is_none):
        return {}
    body = as_map(node, "`parameters`", found, help="write `name: value` lines under it")
    values: dict[str, Value] = {}
    for key, value_node in body.entries if body is not None else ():
        parameter = parameters.get(key.text)
        if parameter is None:
            unknown_name(key, "parameter", parameters, "ADV137", found)
            continue
        scalar = as_scalar(value_node, f"`{key.text}`", found)
        if scalar is None:
            continue
        value = convert(scalar.text, parameter.type)
        if not isinstance(value, Refusal):
            out = bounds_refusal(value, parameter.type, parameter.minimum, parameter.maximum)
            if out is None:
                values[key.text] = value
                continue
            value = out
        found.append(refused(value, scalar, "ADV137"))
    return values


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
    check_keys(body, _TEST_KEYS, ("test", "situation"), "a test", found)
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
