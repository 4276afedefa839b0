"""What a case expects, and the tests of a pack, which are cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from advisor.diagnostics import Diagnostic, Span, has_errors
from advisor.diagnostics.values import dataclass
from advisor.ir.advice import STATUSES
from advisor.ir.packs import SITUATION, TODAY, Pack, Parameter
from advisor.ir.situations import Case, Expectation, Expected, Situation
from advisor.ir.types import Value
from advisor.loading.declarations.fields import Fields, fields_of
from advisor.loading.declarations.instances import read_date, read_instance, read_today
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert
from advisor.loading.declarations.schema import (
    as_list,
    as_map,
    as_scalar,
    declared_twice,
    given,
    names_in,
    refused,
    unknown_name,
)
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode

KEYS = ("expect", "expect_some", "expect_none", "because")
_TEST_KEYS = ("test", "situation", "parameters", *KEYS)
_ENTRY_KEYS = ("action", "for", "start", "due", "status")


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
    entry = fields_of(
        node, "an expected advice", found, help="write `{action: …, for: …}`", code="ADV409"
    )
    if entry is None:
        return None
    entry.check_keys(_ENTRY_KEYS, ("action",), "ADV409")
    action, target = entry.scalar("action"), entry.scalar("for")
    status = entry.word("status", STATUSES, "ADV409")
    dates: dict[str, int | None] = {}
    for key in ("start", "due"):
        written = entry.node(key)
        dates[key] = read_date(written, f"`{key}`", "ADV409", found) if written else None
    if action is None or not _is_action(action, known, found):
        return None
    return Expected(
        action=action.text,
        span=action.span,
        target=target.text if target is not None else None,
        start=dates["start"],
        has_start=entry.body.get("start") is not None,
        due=dates["due"],
        has_due=entry.body.get("due") is not None,
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
        if not isinstance(value, Misfit):
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
    test = fields_of(node, "a test", found, help="begin with `- test: what it shows`")
    if test is None:
        return None
    test.check_keys(_TEST_KEYS, ("test", "situation"))
    name, body = test.scalar("test"), test.body
    if name is not None:
        if name.text in names:
            declared_twice("the test", name, names[name.text], found)
        names.setdefault(name.text, name.span)
    if not any(body.get(key) is not None for key in KEYS):
        at = name.span if name is not None else body.span
        help = "add `expect`, `expect_some`, `expect_none` or `because`"
        test.report("ADV130", at, "this test expects nothing", help)
    expectation = read_expectation(body, known, found)
    parameters = read_parameter_values(body.get("parameters"), known.pack.parameters, found)
    situation = _read_situation(test, known)
    if situation is None or name is None:
        return None
    return Case(name.text, situation, expectation, name.span, parameters)


def _read_situation(test: Fields, known: Vocabulary) -> Situation | None:
    facts, found = test.map("situation", "write `today: …` and its facts under it"), test.found
    if facts is None:
        return None
    today = read_today(facts, found)
    if given(facts, TODAY) is None:
        key = test.key("situation")
        test.report(
            "ADV129",
            key.span if key is not None else facts.span,
            "this test has no date, so it would change from day to day",
            "add `today: …` under `situation`, such as `today: 2026-11-22`",
        )
    root = read_instance(facts, SITUATION, known.pack, found, (TODAY, "situation"))
    title = facts.get("situation")
    if title is not None:
        message = "the situation of a test has no title of its own"
        help = "leave it out; the name of the test stands under `test`"
        test.report("ADV101", title.span, message, help)
    return Situation(None, today, root, facts.span.path, 0, facts.span)
