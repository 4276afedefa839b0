"""What the rest of a pack is read against: everything that it declares, by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.node_reader import Fields, NodeReader, given
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

    entities: Mapping[str, ir.EntityDeclaration]
    parameters: Mapping[str, ir.Parameter]
    sources: Mapping[str, ir.Citation] | None  # None where nobody knows which there are
    actions: Mapping[str, Head]
    rules: Mapping[str, Head]
    drafts: frozenset[str]
    advised: Mapping[str, tuple[tuple[Head, Span], ...]] = field(default_factory=dict)
    rows: frozenset[str] = frozenset()  # the rules among them that are rows of tables
    counted_by: ir.CountedBy | None = None
    left_out: frozenset[str] = frozenset()  # rules of a pack below, by a layer's `without`
    rule_names: frozenset[str] = field(init=False)  # made once: every expression is told them
    action_names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule_names", frozenset(self.rules))
        object.__setattr__(self, "action_names", frozenset(self.actions))

    def seen(self, memo: Memo) -> Seen:
        """What an expression, sentence or reference is read against; places are no part of it.

        Cost: grows with all that is declared, so it is made once for all that is read.
        """
        named = {
            **{("source", name): not one.sections for name, one in (self.sources or {}).items()},
            **{
                ("source", f"{name}#{section}"): None
                for name, one in (self.sources or {}).items()
                for section in one.sections
            },
            **{("action", name): kind_of(head) for name, head in self.actions.items()},
            **{("draft", name): None for name in self.drafts},
        }
        around = self.counted_by, self.rows, self.sources is None
        return Seen(memo, "outlined", self.entities, self.parameters, named, self._names, around)

    @property
    def _names(self) -> tuple[object, ...]:
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

    def visible(self, entity: str, fact: str) -> tuple[ir.FactDeclaration, ...]:
        """The facts of this name that an instance of the entity can see, the innermost first."""
        return tuple(
            self.entities[one].facts[fact]
            for one in self.around(entity)
            if fact in self.entities[one].facts
        )


def kind_of(head: Head) -> str | None:
    """What stands under `kind` of an action."""
    return words_of(head, "kind")


def _what_matters(fact: ir.FactDeclaration) -> tuple[object, ...]:
    """What others can depend on that name a fact; its words are shown to persons only, and in messages."""
    without_words = replace(
        fact, ask=None, help=None, words={}, says=None, usual=None, result=None, looks=None
    )
    # Other spellings of its choices are no part of what makes facts equal.
    return without_words, fact.type.also, fact.ask is None


class Seen:
    """All that is declared as marks: what is equal to what it was at the last reading has the same mark.

    So a part of a pack knows by comparing a few marks that nothing that it can name is another one.
    Shape: `named` are things with names in kebab-case, by what they are and their names, with what of them
    matters. `hints` stand for everything together, and for what only messages speak of, `wording`.
    """

    def __init__(
        self,
        memo: Memo,
        when: str,
        entities: Mapping[str, ir.EntityDeclaration],
        parameters: Mapping[str, ir.Parameter],
        named: Mapping[tuple[str, str], object],
        wording: object,
        around: tuple[object, ...] = (),
    ) -> None:
        self.memo = memo
        self._by_word: dict[str, tuple[object, ...]] = {}

        def put(word: str, *marks: object) -> None:
            self._by_word[word] = (*self._by_word.get(word, ()), *marks)

        frames: list[object] = []
        for entity in entities.values():
            required = [fact.name for fact in entity.facts.values() if fact.is_required]
            frames.append((entity.name, entity.within, entity.list, required))
            marks = {
                name: memo.mark((when, "fact", entity.name, name), _what_matters(fact))
                for name, fact in entity.facts.items()
            }
            for name, mark in marks.items():
                put(name, mark)
            for name, several in entity.several.items():
                parts = (marks[part] for part in several.parts.values() if part in marks)
                put(name, memo.mark((when, "several", entity.name, name), several), *parts)
        for name, parameter in parameters.items():
            put(name, memo.mark((when, "parameter", name), parameter))
        for (kind, name), value in named.items():
            # Where `case-book` stands, both words do; the longer one stands in fewer texts. `book#fees` stands in
            # fewer than `book`.
            word = max(_WORD.findall(name.rpartition("#")[2]), key=len, default="")
            put(word, memo.mark((when, kind, name), value))
        frame = frames, around
        self._frame = memo.mark((when, "frame"), frame)
        whole = self._frame, self._by_word, list(entities.values())
        self.hints = memo.mark((when, "whole"), whole), memo.mark((when, "wording"), wording)

    def by(self, words: Iterable[str]) -> tuple[object, ...]:
        """What of it a right text can depend on in which these words stand."""
        by_word = self._by_word
        return self._frame, *(by_word[word] for word in words if word in by_word)

    def by_node(self, name: Hashable, node: Node) -> tuple[object, ...]:
        """The same for the words in a node; `name` is that of the part of the pack that it is."""
        return self.by(self.memo.value(("words", name), (node,), partial(words_in, node)))


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


def around(entities: Mapping[str, ir.EntityDeclaration], entity: str) -> tuple[str, ...]:
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
        entity: str = ir.SITUATION,
    ) -> None:
        super().__init__(body, what, reader)
        self.declared = declared
        self.entity = entity

    def expression(self, key: str, wanted: ir.Type) -> ir.Expression | None:
        """An expression of a type."""
        node = self.node(key)
        return None if node is None else self.value(node, wanted, f"`{key}`")

    def value(
        self,
        node: Node,
        wanted: ir.Type,
        what: str,
        help: str = "write an expression",
        *,
        stated_only: bool = False,
    ) -> ir.Expression | None:
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

    def template(self, key: str) -> ir.Template | None:
        """A sentence with facts in it."""
        scalar = self.scalar(key, wanted="a text")
        return None if scalar is None else self._template_in(scalar, key)

    def templates(self, key: str) -> tuple[ir.Template, ...]:
        """The sentences of a list, or a single one."""
        found = (self._template_in(scalar, key) for scalar in self.names(key))
        return tuple(template for template in found if template is not None)

    def _template_in(self, scalar: ScalarNode, key: str) -> ir.Template | None:
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
            self.use(ir.Symbol(ir.NameKind.ACTION, name.text), name)
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
    begun = [title for title in titles if title.lower().startswith(f"{text.lower()} ")]
    if near is None and " " in text and len(begun) == 1:
        near = begun[0]
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
