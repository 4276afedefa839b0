"""What the rest of a pack is read against: everything that it declares, by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import closest
from advisor.ir import packs
from advisor.ir.expressions import CountedBy, Expression
from advisor.ir.types import Type
from advisor.ir.uses import NameKind, Symbol
from advisor.loading.declarations.fields import Fields, NodeReader, given
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.names import Scope
from advisor.loading.language.templates import read_template
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Head:
    """A rule or an action before its inside is read; `entity` is that of a rule, if it is declared.

    `before` are the rules that stand after it in a group `first_of`; `rows` those that a table becomes.
    """

    name: ScalarNode
    body: MapNode
    entity: str | None = None
    before: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def advised(self) -> tuple[Node, ...]:
        """What stands under `advise` of a rule: one, or each of a list."""
        node = given(self.body, "advise")
        return () if node is None else node.items if isinstance(node, ListNode) else (node,)

    @property
    def parts(self) -> tuple[str, ...]:
        """The rules that it becomes, one for each `advise`: `chase`, `chase/2`, `chase/3`."""
        if self.rows:
            return self.rows
        name = self.name.text
        return (name, *(f"{name}/{number}" for number in range(2, len(self.advised) + 1)))


@dataclass(frozen=True, slots=True)
class Declarations:
    """All names of a pack; facts and parameters that are declared wrongly are of the error type.

    `advised` gives for each action the rules that advise it, with the place in the rule.
    """

    entities: Mapping[str, packs.EntityDeclaration]
    parameters: Mapping[str, packs.Parameter]
    sources: Mapping[str, packs.Citation] | None  # None where nobody knows which there are
    actions: Mapping[str, Head]
    rules: Mapping[str, Head]
    drafts: frozenset[str]
    advised: Mapping[str, tuple[tuple[Head, Span], ...]] = field(default_factory=dict)
    rows: frozenset[str] = frozenset()  # the rules among them that are rows of tables
    counted_by: CountedBy | None = None
    left_out: frozenset[str] = frozenset()  # rules of a pack below, by a layer's `without`
    rule_names: frozenset[str] = field(init=False)  # made once: every expression is told them
    action_names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule_names", frozenset(self.rules))
        object.__setattr__(self, "action_names", frozenset(self.actions))

    @property
    def values(self) -> tuple[object, ...]:
        """What an expression, sentence or reference is read against; places are no part of it."""
        spelt = spellings(self.entities)
        return self.entities, spelt, self.parameters, self.sources, self.counted_by, self.rows

    def seen_by(self, words: Collection[str]) -> tuple[object, ...]:
        """What of it a right one can depend on in which these words stand."""
        seen = seen_by(words, self.entities, self.parameters)
        return *seen, self.sources, self.counted_by, self.rows

    @property
    def names(self) -> tuple[object, ...]:
        """What messages about wrong ones speak of, too."""
        return (
            list(self.rules),
            list(self.actions),
            self.left_out,
            {
                action: [head.name.text for head, _ in rules]
                for action, rules in self.advised.items()
            },
        )

    def around(self, entity: str) -> tuple[str, ...]:
        """The entity and those around it, from the inside out."""
        return around(self.entities, entity)

    def visible(self, entity: str, fact: str) -> tuple[packs.FactDeclaration, ...]:
        """The facts of this name that an instance of the entity can see, the innermost first."""
        return tuple(
            self.entities[one].facts[fact]
            for one in self.around(entity)
            if fact in self.entities[one].facts
        )


def seen_by(
    words: Collection[str],
    entities: Mapping[str, packs.EntityDeclaration],
    parameters: Mapping[str, packs.Parameter],
) -> tuple[object, ...]:
    """Of all that is declared, what a text with these words can name: facts, choices by their facts, lists."""
    found: list[object] = []
    for entity in entities.values():
        required = [fact.name for fact in entity.facts.values() if fact.is_required]
        found.append((entity.name, entity.within, entity.list, required))
        several = [one for one in entity.several.values() if one.name in words]
        parts = (part for one in several for part in one.parts.values())
        facts = [entity.facts[name] for name in (*words, *parts) if name in entity.facts]
        found.append((several, facts, [fact.type.also for fact in facts]))
    return found, [parameters[name] for name in words if name in parameters]


def spellings(entities: Mapping[str, packs.EntityDeclaration]) -> list[object]:
    """Other spellings of choices, which are no part of what makes facts equal."""
    facts = (fact for entity in entities.values() for fact in entity.facts.values())
    return [fact.type.also for fact in facts if fact.type.also]


def words_in(node: Node) -> tuple[str, ...]:
    """All words that stand in a node, in keys and values, each once."""
    found: dict[str, None] = {}
    waiting: list[Node] = [node]
    while waiting:
        match waiting.pop():
            case ScalarNode(text=text):
                found.update(dict.fromkeys(_WORD.findall(text)))
            case ListNode(items=items):
                waiting += items
            case MapNode(entries=entries):
                waiting += (part for entry in entries for part in entry)
    return tuple(sorted(found))


def around(entities: Mapping[str, packs.EntityDeclaration], entity: str) -> tuple[str, ...]:
    """The entity and those around it, from the inside out; ends where a circle would close."""
    found: dict[str, None] = {}
    at: str | None = entity
    while at is not None and at in entities and at not in found:
        found[at] = None
        at = entities[at].within
    return tuple(found)


class EntityFields(Fields):
    """A mapping whose expressions and sentences are said of an entity, and name what is declared."""

    __slots__ = ("declared", "entity")

    def __init__(
        self,
        body: MapNode,
        what: str,
        reader: NodeReader,
        declared: Declarations,
        entity: str = packs.SITUATION,
    ) -> None:
        super().__init__(body, what, reader)
        self.declared = declared
        self.entity = entity

    def expression(self, key: str, wanted: Type) -> Expression | None:
        """An expression of a type."""
        node = self.node(key)
        return None if node is None else self.value(node, wanted, f"`{key}`")

    def value(
        self,
        node: Node,
        wanted: Type,
        what: str,
        help: str = "write an expression",
        *,
        stated_only: bool = False,
    ) -> Expression | None:
        """An expression that stands in a node at hand; `what` names it in messages."""
        scalar = self.as_scalar(node, what, help, wanted="an expression")
        if scalar is None:
            return None
        declared = self.declared
        scope = Scope(
            declared.entities,
            declared.parameters,
            self.entity,
            stated_only,
            declared.rule_names,
            declared.action_names,
            declared.counted_by,
        )
        expression, problems = read_expression(scalar, scope, wanted, self.uses)
        self.found.extend(problems)
        return expression

    def template(self, key: str) -> packs.Template | None:
        """A sentence with facts in it."""
        scalar = self.scalar(key, wanted="a text")
        if scalar is None:
            return None
        if not scalar.text.strip():
            self.report("ADV104", scalar.span, f"`{key}` is empty", "write a text")
            return None
        declared = self.declared
        scope = Scope(declared.entities, declared.parameters, self.entity)
        template, problems = read_template(scalar, scope, self.uses)
        self.found.extend(problems)
        return template

    def inner(
        self, key: str, known: Collection[str], required: Collection[str], help: str
    ) -> EntityFields | None:
        """A mapping inside, with keys of its own."""
        body = self.map(key, help)
        if body is None:
            return None
        fields = EntityFields(body, f"`{key}`", self, self.declared, self.entity)
        fields.check_keys(known, required)
        return fields

    def is_action(self, name: ScalarNode) -> bool:
        """Whether it names an action; a rule's name gets a message of its own."""
        declared = self.declared
        if name.text in declared.actions:
            self.use(Symbol(NameKind.ACTION, name.text), name)
            return True
        instead = "`all` stands alone, not in a list" if name.text == "all" else None
        instead = instead or _with_a_day(name.text, declared.actions)
        instead = instead or _by_title(name.text, declared.actions)
        if name.text in declared.rules:
            advised = _advised_by(name.text, declared)
            instead = "this is the name of a rule; an action is meant here"
            if advised is None and closest(name.text, declared.actions):
                instead = None
            if advised is not None:
                instead = f"this is the name of a rule; the action that it advises is `{advised}`"
        self.unknown(name, "action", declared.actions, "ADV118", instead)
        return False

    def is_rule(self, name: ScalarNode) -> bool:
        """Whether it names a rule; an action's name gets a message of its own."""
        declared = self.declared
        if name.text in declared.rules:
            self.use_rule(name, declared.rows)
            return True
        instead = None
        if name.text in declared.left_out:
            instead = "`pack.yaml` leaves it out under `without`"
        elif name.text in declared.actions:
            instead = "this is the name of an action; a rule is meant here"
            rules = declared.advised.get(name.text, ())
            if rules:
                rule = rules[0][0].name.text
                instead = f"this is the name of an action; a rule that advises it is `{rule}`"
        self.unknown(name, "rule", declared.rules, "ADV119", instead)
        return False

    def actions(self, key: str, own: str | None, itself: str) -> tuple[str, ...]:
        """Names of actions other than `own`; where that one stands there, `itself` is said."""
        kept: list[str] = []
        for name in self.names(key):
            if name.text == own:
                self.report("ADV135", name.span, itself, "leave it out")
            elif self.is_action(name):
                kept.append(name.text)
        return tuple(kept)


def _by_title(text: str, actions: Mapping[str, Head]) -> str | None:
    """Which action is called so: `Thank {company}` is the title of `thank`."""
    titles = {title: name for name, head in actions.items() if (title := words_of(head, "title"))}
    near = closest(text, titles) if " " in text else None
    return None if near is None else f"write its name, `{titles[near]}`"


def words_of(head: Head, key: str) -> str | None:
    """The text that stands under a key of a rule or an action."""
    node = head.body.get(key)
    return node.text if isinstance(node, ScalarNode) and not node.is_none else None


def _with_a_day(text: str, actions: Collection[str]) -> str | None:
    """What to write for `chase by friday`, where `chase` is an action."""
    action, _, rest = text.partition(" ")
    word, _, day = rest.partition(" ")
    if action not in actions or not day or word in ("and", "or", "&", "+", "//", "#", "--", "/*"):
        return None
    key = "start" if word in ("start", "from", "starting") else "due"
    value = day if word in ("start", "from", "starting", "due", "by", "until", "before") else "…"
    return f"write `{{action: {action}, {key}: {value}}}`"


def _advised_by(rule: str, declared: Declarations) -> str | None:
    for action, heads in declared.advised.items():
        if action in declared.actions and any(head.name.text == rule for head, _ in heads):
            return action
    return None
