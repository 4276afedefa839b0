"""The tests of a pack: situations with what is expected of each, and of each with some facts changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from advisor import ir
from advisor.diagnostics import Span, has_errors
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations import instances
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.node_reader import NodeReader, given, is_nothing
from advisor.loading.declarations.scalars import Misfit
from advisor.loading.declarations.situations import EXPECTATIONS, CaseFields, Vocabulary
from advisor.loading.declarations.symbol_table import Seen
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

TEST_KEYS = ("test", "situation", "parameters", *EXPECTATIONS, "but")
CHANGED_KEYS = ("with", *EXPECTATIONS)
_EXPECT_HELP = (
    "add `expect`, `expect_some`, `expect_none`, `expect_facts`, `because` or `not_because`"
)
_INSIDE = "it belongs under `situation`: give it more spaces than that"
_WITH_HELP = "write `with: {fact: value}`, the facts that are otherwise"


def read_tests(
    sections: Iterable[ListNode], known: Vocabulary, reader: NodeReader, memo: Memo
) -> tuple[ir.Case, ...]:
    """All tests without mistakes, in listing order; behind each those of its changes."""
    names: dict[str, Span] = {}
    cases: list[ir.Case] = []
    entities, parameters = known.pack.entities, known.pack.parameters
    named = {("action", name): None for name in known.actions}
    seen = Seen(memo, "completed", entities, parameters, named, known.names)
    for number, node in enumerate(item for section in sections for item in section.items):
        problems = NodeReader(uses=reader.uses)
        sees = seen.by_node(("test", number), node)
        rests_on = node, sees, frozenset(_named_rules(node)) & known.rules, known.rows
        read = partial(_read_test, node, known)
        found = memo.part(("test", number), rests_on, problems, read, seen.hints, node.span.path)
        for name in _names(node, found):
            if name.text in names:
                problems.declared_twice("the test", name, names[name.text])
            names.setdefault(name.text, name.span)
        if not has_errors(problems.found):
            cases += found
        reader.found.extend(problems.found)
    return tuple(cases)


def _names(node: Node, cases: Sequence[ir.Case]) -> Iterator[ScalarNode]:
    """What a test and those under its `but` are called."""
    name = node.get("test") if isinstance(node, MapNode) else None
    if isinstance(name, ScalarNode) and not is_nothing(name):
        yield name
    yield from (ScalarNode(case.name, case.span) for case in cases[1:])


def _named_rules(node: Node) -> Iterator[str]:
    """What stands where a test names rules."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        items = value.items if isinstance(value, ListNode) else (value,)
        for item in items:
            if key.text == "but":
                yield from _named_rules(item)
            elif key.text in ("because", "not_because") and isinstance(item, ScalarNode):
                yield item.text


def _read_test(node: Node, known: Vocabulary, reader: NodeReader) -> tuple[ir.Case, ...]:
    body = reader.as_map(node, "a test", "begin with `- test: what it shows`")
    if body is None:
        return ()
    test = CaseFields(body, "a test", reader, known)
    stated = (*known.pack.entities[ir.SITUATION].facts, *known.pack.list_names[ir.SITUATION])
    inside = dict.fromkeys((ir.TODAY, *stated), _INSIDE)
    test.check_keys(TEST_KEYS, ("test", "situation"), helps=inside)
    name = test.scalar("test")
    if name is not None:
        reader.define(ir.NameKind.TEST, name)
    _check_expects(test, name.span if name is not None else body.span)
    expectation, parameters = test.expectation(), test.parameters()
    situation = _situation_of(test)
    if situation is None or name is None:
        return ()
    case = ir.Case(name.text, situation, expectation, name.span, parameters)
    return (case, *_changed_cases(test, case))


def _as_with(key: ScalarNode, value: Node) -> str:
    said = shown(value.text) if isinstance(value, ScalarNode) else "…"
    return f"write `with: {{{key.text}: {said}}}`"


def _check_expects(test: CaseFields, at: Span) -> None:
    if not any(test.body.get(key) is not None for key in EXPECTATIONS):
        test.report("ADV130", at, "this test expects nothing", _EXPECT_HELP)


def _situation_of(test: CaseFields) -> ir.Situation | None:
    facts = test.map("situation", "write `today: …` and its facts under it")
    if facts is None:
        return None
    today = instances.read_today(facts, test)
    if given(facts, ir.TODAY) is None and test.key(ir.TODAY) is None:
        key = test.key("situation")
        message = "this test has no date, so it would change from day to day"
        help = "add `today: …` under `situation`, such as `today: 2026-11-22`"
        test.report("ADV129", key.span if key is not None else facts.span, message, help)
    root = instances.read_instance(
        facts, ir.SITUATION, test.known.pack, test, (ir.TODAY, "situation")
    )
    title = facts.get("situation")
    if title is not None:
        message = "the situation of a test has no title of its own"
        help = "leave it out; the name of the test stands under `test`"
        test.report("ADV101", title.span, message, help)
    return ir.Situation(None, today, root, facts.span.path, 0, facts.span)


# A test with some facts changed.


def _changed_cases(test: CaseFields, case: ir.Case) -> Iterator[ir.Case]:
    """What stands under `but`: a test for each, of the same situation with some facts changed."""
    node = test.node("but")
    if node is None:
        return
    rows = test.as_list(node, "`but`", "begin each with `- with: {fact: value}`")
    known_facts = test.known.pack.entities.values()
    for item in rows.items if rows else ():
        body = test.as_map(item, "an entry of `but`", _WITH_HELP)
        if body is None:
            continue
        row = CaseFields(body, "an entry of `but`", test, test.known)
        facts = [name for entity in known_facts for name in entity.facts]
        helps = {key.text: _as_with(key, value) for key, value in body.entries if key.text in facts}
        row.check_keys(CHANGED_KEYS, ("with",), helps=helps)
        _check_expects(row, body.span)
        situation, changes, said = _changed(row, case.situation)
        expectation = row.expectation()
        key = row.key("with")
        if key is None or not said:
            continue
        name = changed_name(case.name, said)
        yield ir.Case(name, situation, expectation, key.span, case.parameters, case, tuple(changes))


def _changed(
    row: CaseFields, situation: ir.Situation
) -> tuple[ir.Situation, list[tuple[str, str, ir.Value | None]], list[str]]:
    """The situation with the facts that stand under `with`; these; and each of them in words."""
    pack = row.known.pack
    placed = ir.place_instances(situation.root, pack.list_names)
    changes: list[tuple[str, str, ir.Value | None]] = []
    said: list[str] = []
    for key, node in row.entries("with", _WITH_HELP):
        if key.text == ir.TODAY:
            day = instances.read_date(node, "`today`", "ADV403", row)
            situation = replace(situation, today=situation.today if day is None else day)
            changes.append(("", ir.TODAY, situation.today))
        else:
            found = _meant(key, placed, pack, row)
            if found is None:
                continue
            place, fact = found
            value = instances.read_fact(key, node, fact, row)
            if isinstance(value, Misfit):
                continue
            root = _with_fact(situation.root, place, fact.name, value, node.span)
            situation = replace(situation, root=root)
            changes.append((place, fact.name, value))
        said.append(_said(key, node))
    return situation, changes, said


def _said(key: ScalarNode, node: Node) -> str:
    return f"{key.text}: {node.text if isinstance(node, ScalarNode) else ''}".strip()


def changed_name(name: str, said: Iterable[str]) -> str:
    """What a change of a test is called: `it works, but stage: offered`."""
    return f"{name}, but {' and '.join(said)}"


def changes_in(test: Node) -> Iterator[tuple[ScalarNode, Node]]:
    """The names of the changes of a test, as far as its text tells them, each with its entry under `but`."""
    rows = test.get("but") if isinstance(test, MapNode) else None
    name = test.get("test") if isinstance(test, MapNode) else None
    for row in rows.items if isinstance(rows, ListNode) else ():
        changed = row.get("with") if isinstance(row, MapNode) else None
        if isinstance(changed, MapNode) and isinstance(name, ScalarNode):
            said = [_said(key, node) for key, node in changed.entries]
            yield ScalarNode(changed_name(name.text, said), name.span), row


def _with_fact(
    root: ir.Instance, place: str, fact: str, value: ir.Value | None, span: Span
) -> ir.Instance:
    return ir.with_instance(
        root,
        place,
        lambda at: replace(at, facts={**at.facts, fact: value}, spans={**at.spans, fact: span}),
    )


def name_of(instance: ir.Instance, pack: ir.Pack) -> str | None:
    """What an instance is called, where its label is one of its own texts: `Acme` of `{company}`."""
    label = pack.entities[instance.entity].label
    match None if label is None else label.parts:
        case (ir.Slot(entity=entity, fact=fact),) if entity == instance.entity:
            value = instance.facts.get(fact)
            return value if isinstance(value, str) else None
        case _:
            return None


def way_to(here: ir.Placed, fact: str, placed: Sequence[ir.Placed], pack: ir.Pack) -> str:
    """How a test names a fact of an instance: `stage`, `stage of Acme` or `applications[1].stage`."""
    having = [one for one in placed if fact in pack.entities[one.instance.entity].facts]
    if len(having) == 1 or not here.place:
        return fact
    for outer in placed:
        name = name_of(outer.instance, pack)
        if name and ir.is_within(here, outer):
            same = [o for o in placed if name_of(o.instance, pack) == name]
            if sum(any(ir.is_within(one, other) for other in same) for one in having) == 1:
                return f"{fact} of {name}"
    return f"{here.place}.{fact}"


def _meant(
    key: ScalarNode, placed: tuple[ir.Placed, ...], pack: ir.Pack, reader: NodeReader
) -> tuple[str, ir.FactDeclaration] | None:
    """The place and the fact: `stage` where one instance alone can have it, else `stage of Acme`, or
    `applications[1].stage`.
    """
    name, is_of, called = key.text.partition(" of ")
    place, _, name = name.rpartition(".")
    having = [here for here in placed if name in pack.entities[here.instance.entity].facts]
    found = [here for here in having if not place or here.place == place]
    if is_of:
        around = [here for here in placed if name_of(here.instance, pack) == called]
        found = [here for here in found if any(ir.is_within(here, outer) for outer in around)]
    if len(found) == 1:
        entity = pack.entities[found[0].instance.entity]
        begin = len(place) + 1 if place else 0
        reader.use_fact(entity, key.part(begin, begin + len(name)))
        return found[0].place, entity.facts[name]
    if having:
        ways = " or ".join(f"`{way_to(here, name, placed, pack)}`" for here in having)
        message = (
            f"`{shown(key.text)}` is not in this situation"
            if not found
            else f"`{shown(key.text)}` could be that of several here"
        )
        names = {name_of(here.instance, pack): None for here in placed}
        near = closest(called, [one for one in names if one]) if is_of and not found else None
        instead = f"did you mean `{name} of {near}`?" if near is not None else f"write {ways}"
        reader.report("ADV401", key.span, message, instead)
        return None
    known = {
        fact.name: None
        for here in placed
        for fact in pack.entities[here.instance.entity].facts.values()
        if not fact.is_concluded
    }
    help = None
    owner = next((e for e in pack.entities.values() if name in e.facts), None)
    if owner is not None:
        help = f"it is a fact of {instances.named(owner.name)}, and the situation has none"
    reader.unknown(key, "fact", known, "ADV401", help)
    return None
