"""Nodes while they are read: what stands there if it has the right shape, and what is wrong if not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.suggestions import did_you_mean, listed, there_are
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.declarations.unknown_keys import help_for_key, help_for_word, meant_key
from advisor.loading.language.templates import fact_uses
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_VALUES = frozenset({"true", "false", "null"})  # words for values in files
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_NAME = 100
_REMARK = re.compile(r"([\w-]+) *(?://|--|/\*|<!--|#)")
_ASSIGNMENT = re.compile(r"([a-z][a-z0-9_]*) *(?:\bis\b|:?=+|\bto\b) *(\S.*)")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"}
)
_NO_HELPS: Mapping[str, str] = {}


def head_of(node: Node) -> Span:
    """The first line of a node: where to point when something inside it is missing."""
    match node:
        case MapNode(entries=((key, _), *_)):
            return key.span
        case ListNode(items=(item, *_)):
            return head_of(item)
        case _:
            span = node.span
            if span.line == span.end_line:
                return span
            return Span(span.path, span.line, span.column, span.line, span.column + 1)


def kind_of(node: Node) -> str:
    """What a node is, for a sentence: a list, or the author's own words (`stage: …`)."""
    match node:
        case MapNode(entries=((key, _), *_)):
            return f"`{shown(key.text)}: …`"
        case MapNode():
            return "`{}`"
        case ListNode():
            return "a list"
        case ScalarNode() if node.is_none and node.text:
            return f"none (`{node.text}`)"
        case ScalarNode() if node.is_none:
            return "nothing"
        case ScalarNode():
            return f"`{shown(node.text)}`"


def _in_ascii(text: str) -> str:
    """`über` as `ueber`, `café` as `cafe`."""
    text = text.translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _alone(node: Node, wanted: str) -> str:
    """What to write where a list or mapping stands and a single value belongs."""
    items = node.items if isinstance(node, ListNode) else ()
    if wanted == "a text" and items:
        return "write it as one text behind the colon, without dashes and brackets"
    if len(items) > 1:
        return "write it behind the colon, and only one"
    only = items[0] if items else None
    if isinstance(only, ScalarNode) and only.text and not re.search(r"[:{}\[\]#]", only.text):
        return f"write `{shown(only.text)}` alone, without brackets or a dash"
    return "write it behind the colon, in quotes if it holds braces or colons"


def _names_joined(text: str, known: Collection[str]) -> list[str]:
    """The names of `chase, answer` or `chase and answer`, all of them known; else nothing."""
    names = [name.strip(" \"'") for name in re.split(r",|\s(?:and|or|&|\+)\s", text)]
    return names if all(name in known for name in names) else []


def is_nothing(node: Node | None) -> bool:
    """Whether it says that there is none."""
    return isinstance(node, ScalarNode) and node.is_none


def given(map_: MapNode, key: str) -> Node | None:
    """What stands under a key, if it is there and is not none."""
    node = map_.get(key)
    return None if isinstance(node, ScalarNode) and node.is_none else node


class NodeReader:
    """Takes what is wrong with the nodes that are read; `what` names a thing in messages.

    Where somebody wants to know which names stand where, `uses` takes these, too.
    """

    __slots__ = ("found", "uses")

    def __init__(
        self, found: list[Diagnostic] | None = None, uses: list[ir.Use] | None = None
    ) -> None:
        self.found: list[Diagnostic] = [] if found is None else found
        self.uses = uses

    def use(self, of: ir.Symbol, node: ScalarNode, *, is_definition: bool = False) -> None:
        """Keep that the whole text of the node is a name."""
        if self.uses is not None:
            self.uses.append(ir.Use(of, node.span_of(0, len(node.text)), is_definition))

    def define(self, kind: ir.NameKind, node: ScalarNode, *within: str) -> None:
        """Keep that something is declared there."""
        self.use(ir.Symbol(kind, node.text, within), node, is_definition=True)

    def use_fact(self, entity: ir.EntityDeclaration, node: ScalarNode) -> None:
        """Keep that the node names a fact: `stage`, `application.stage`, `symptoms_fever`."""
        if self.uses is not None:
            self.uses += fact_uses(node, entity)

    def use_rule(self, node: ScalarNode, rows: Collection[str], stem: str | None = None) -> None:
        """Keep that the node names a rule; `rows` are those that are tables and their rows.

        `fee/2` names the table `fee`; `chase/2` the rule `chase`, where that is its `stem`.
        """
        kind = ir.NameKind.TABLE if node.text in rows else ir.NameKind.RULE
        name = node.text.partition("/")[0] if kind is ir.NameKind.TABLE else stem or node.text
        self.use(ir.Symbol(kind, name), node.part(0, len(name)))

    def use_choice(self, type_: ir.Type, node: ScalarNode) -> None:
        """Keep that the node names a choice, if it is one of the type, and no other spelling of it."""
        if type_.kind is ir.Kind.CHOICE and type_.of is not None and node.text in type_.choices:
            self.use(ir.Symbol(ir.NameKind.CHOICE, node.text, type_.of), node)

    def report(
        self,
        code: str,
        span: Span,
        message: str,
        help: str | None = None,
        *,
        severity: Severity = Severity.ERROR,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Add one problem."""
        self.found.append(Diagnostic(code, message, span, severity, help, related))

    def refuse(self, misfit: Misfit, node: ScalarNode, code: str = "ADV109") -> None:
        """Report a value that could not be converted."""
        self.report(code, node.span, misfit.message, misfit.help)

    def unknown(
        self, node: ScalarNode, what: str, known: Iterable[str], code: str, help: str | None = None
    ) -> None:
        """Report a name that is not declared; `help` is better than the nearest name."""
        known = tuple(known)
        bare = node.text.strip("[]\"'")
        if help is None and len(several := _names_joined(bare, known)) > 1:
            help = f"write `[{', '.join(several)}]`: several names stand in a list"
        elif help is None and (remark := _REMARK.search(node.text)) and remark[1] in known:
            help = f"write `{remark[1]}`; a remark begins with ` #`"
        help = help or did_you_mean(bare, known)
        if help is None:
            lists = f"{what}s" if what in ("rule", "action", "parameter", "fact") else ""
            help = there_are(bare, known, lists=lists) if known else f"no {what} is declared"
        self.report(code, node.span, f"there is no {what} `{shown(node.text)}`", help)

    def declared_twice(
        self,
        what: str,
        node: ScalarNode,
        first: Span,
        help: str = "rename one of them, or put both together",
    ) -> None:
        """Report the second declaration of something that is declared once."""
        message = f"{what} `{shown(node.text)}` is declared twice"
        self.report("ADV107", node.span, message, help, related=((first, "first declared here"),))

    def check_snake(self, node: ScalarNode, what: str) -> None:
        """Report what cannot be the name of an entity, list, fact, parameter or choice (`what`)."""
        if not self._has_style(node, what, _SNAKE, "_"):
            return
        # Imported where it is needed: situations check no names, and this room is large.
        from advisor.loading.language.tokens import RESERVED

        if node.text in RESERVED or node.text in _VALUES:
            word = node.text
            instead = f"is_{word}" if what == "a fact" else f"{word}_{what.split()[-1]}"
            if what == "a fact" and word in ("on", "day", "days", "before", "after"):
                instead = "on_which_day"
            message = f"`{word}` is a word of the language and cannot be the name of {what}"
            self.report("ADV106", node.span, message, f"choose another name, such as `{instead}`")

    def check_kebab(self, node: ScalarNode, what: str) -> None:
        """Report what cannot be the name of a pack, rule, action, draft, source or section."""
        self._has_style(node, what, _KEBAB, "-")

    def _has_style(self, node: ScalarNode, what: str, style: re.Pattern[str], joint: str) -> bool:
        if style.match(node.text) and len(node.text) <= _LONGEST_NAME:
            return True
        plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", joint, _in_ascii(node.text))
        plain = re.sub(r"[^a-z0-9]+", joint, plain.lower()).strip(joint)
        message = (
            f"`{shown(node.text)}` cannot be the name of {what}: names are words in small letters "
            f"with `{joint}` between them"
        )
        help = f"write small letters a to z, digits and `{joint}`"
        if style.match(plain) and len(plain) <= _LONGEST_NAME:
            help = f"write `{plain}`"
        elif style.match(lettered := f"{what.split()[-1]}{joint}{plain}"):
            help = f"begin it with a letter, such as `{lettered}`"
        self.report("ADV105", node.span, message, help)
        return False

    def as_map(
        self, node: Node, what: str, help: str | None = None, code: str = "ADV103"
    ) -> MapNode | None:
        """The node, if it is a mapping."""
        if isinstance(node, MapNode):
            return node
        message = f"{what} is {kind_of(node)} here, where `key: value` lines belong"
        if isinstance(node, ScalarNode) and re.fullmatch(r"\{.*:.*\}", node.text):
            help = f"leave out the quotes: `{shown(node.text)}`"
        self.report(code, head_of(node), message, help or "write `key: value` lines under it")
        return None

    def as_list(
        self, node: Node, what: str, help: str | None = None, code: str = "ADV103"
    ) -> ListNode | None:
        """The node, if it is a list; none is an empty one."""
        if isinstance(node, ListNode):
            return node
        if is_nothing(node):
            return ListNode((), node.span)
        message = f"{what} is {kind_of(node)} here, where a list belongs"
        self.report(code, head_of(node), message, help or "write `- ` lines under it")
        return None

    def as_scalar(
        self,
        node: Node,
        what: str,
        help: str | None = None,
        code: str = "ADV103",
        wanted: str = "a value",
    ) -> ScalarNode | None:
        """The node, if it is a single value that is not none; `wanted` is what messages call that."""
        if isinstance(node, ScalarNode) and not node.is_none:
            return node
        if code == "ADV103" and isinstance(node, ScalarNode):
            code = "ADV104"
        message = f"{what} is {kind_of(node)} here, where {wanted} belongs"
        help = help or _alone(node, wanted)
        self.report(code, head_of(node), message, help)
        return None

    def text_of(self, node: Node, what: str) -> str | None:
        """The words of a text that may not be empty, without the line end of a block."""
        scalar = self.as_scalar(node, what, wanted="a text")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if not text:
            self.report("ADV104", scalar.span, f"{what} is empty", "write a text, or leave it out")
        return text or None

    def names_in(self, node: Node | None, what: str) -> tuple[ScalarNode, ...]:
        """The names of a list, or a single name; a name that stands twice is reported and dropped."""
        if node is None or is_nothing(node):
            return ()
        kept: dict[str, ScalarNode] = {}
        for item in node.items if isinstance(node, ListNode) else (node,):
            scalar = self.as_scalar(item, f"an entry of {what}", help="write a name")
            if scalar is None:
                continue
            first = kept.setdefault(scalar.text, scalar)
            if first is not scalar:
                message = f"`{shown(scalar.text)}` stands twice in {what}"
                first_at = ((first.span, "first written here"),)
                help = "leave one of the two out"
                self.report("ADV107", scalar.span, message, help, related=first_at)
        return tuple(kept.values())

    def fields(
        self, node: Node, what: str, help: str | None = None, code: str = "ADV103"
    ) -> Fields | None:
        """The node as fields, if it is a mapping."""
        body = self.as_map(node, what, help, code)
        return None if body is None else Fields(body, what, self)


class Fields(NodeReader):
    """A mapping; `what` names it in messages.

    A getter gives None, or an empty collection, where its key is missing or stands before none, which
    is nobody's mistake, and where something else stands there than wanted, which it reports. So
    `fields.scalar("within")` is the entity's `within` or None, and a reader asks for no more.
    """

    __slots__ = ("body", "what")

    def __init__(self, body: MapNode, what: str, reader: NodeReader) -> None:
        super().__init__(reader.found, reader.uses)
        self.body = body
        self.what = what

    def check_keys(
        self,
        known: Collection[str],
        required: Iterable[str] = (),
        code: str = "ADV101",
        helps: Mapping[str, str] = _NO_HELPS,
    ) -> None:
        """Report keys that are not known here, and required ones that are missing or none.

        `helps` says of single keys, unknown or missing, what to write instead. What stands under a key
        that was misspelt, or is called otherwise here, is read on as what was meant.
        """
        said: list[str] = []
        entries = {key.text: (key, node) for key, node in self.body.entries}
        for key, node in self.body.entries:
            if key.text not in known:
                help = helps.get(key.text) or help_for_key(key.text, known)
                message = f"{self.what} has no key `{shown(key.text)}`"
                said += [] if help is None else [help]
                self.report(code, key.span, message, help or f"its keys are {listed(known, 20)}")
                meant = None if key.text in helps else meant_key(key.text, known)
                if meant is not None:
                    entries.setdefault(meant, (ScalarNode(meant, key.span), node))
        if len(entries) > len(self.body.entries):
            self.body = replace(self.body, entries=tuple(entries.values()))
        for name in required:
            key_node, value = self.body.key(name), self.body.get(name)
            if key_node is None and any(re.search(rf"`{name}\b", help) for help in said):
                continue
            if key_node is None:
                message = f"{self.what} lacks `{name}`"
                help = helps.get(name, f"add `{name}: …`")
                self.report("ADV102", head_of(self.body), message, help)
            elif is_nothing(value):
                message = f"nothing stands under `{name}`"
                self.report("ADV104", key_node.span, message, f"write `{name}: …`")

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its span; there also where none stands behind it."""
        return self.body.key(key)

    def node(self, key: str) -> Node | None:
        """Whatever stands there."""
        return given(self.body, key)

    def scalar(
        self, key: str, help: str | None = None, code: str = "ADV103", wanted: str = "a value"
    ) -> ScalarNode | None:
        """One value."""
        node = self.node(key)
        return None if node is None else self.as_scalar(node, f"`{key}`", help, code, wanted)

    def text(self, key: str) -> str | None:
        """Words."""
        node = self.node(key)
        return None if node is None else self.text_of(node, f"`{key}`")

    def word(self, key: str, words: Collection[str], code: str = "ADV108") -> str | None:
        """One of a few words."""
        scalar = self.scalar(key)
        if scalar is None or scalar.text in words:
            return None if scalar is None else scalar.text
        help = help_for_word(scalar.text, words) or (
            f"write one of {listed(words)}" if len(words) > 1 else f"write {listed(words)}"
        )
        self.report(code, scalar.span, f"`{key}` cannot be `{shown(scalar.text)}`", help)
        return None

    def yes_no(self, key: str) -> bool:
        """A yes or no that is no where the key is missing."""
        scalar = self.scalar(key)
        value = False if scalar is None else convert(scalar.text, ir.YES_NO)
        if isinstance(value, Misfit) and scalar is not None:
            self.refuse(value, scalar)
        return value is True

    def names(self, key: str) -> tuple[ScalarNode, ...]:
        """The names of a list, or a single one."""
        return self.names_in(self.body.get(key), f"`{key}`")

    def map(self, key: str, help: str | None = None) -> MapNode | None:
        """A mapping."""
        node = self.node(key)
        if (
            isinstance(node, ScalarNode)
            and help
            and "`fact: value`" in help
            and _SNAKE.match(node.text)
        ):
            help = f"write `{{{node.text}: …}}`, with its value"  # `done: thanked`
        elif isinstance(node, ScalarNode) and (said := _ASSIGNMENT.fullmatch(node.text)):
            help = f"write `{{{said[1]}: {shown(said[2])}}}`"  # `conclude: is_waiting is yes`
        elif isinstance(node, ScalarNode) and re.match(r"[(].*:.*[)}]\Z", node.text):
            help = f"write `{{{shown(node.text[1:-1])}}}`, without quotes"
        elif isinstance(node, ListNode) and all(isinstance(one, MapNode) for one in node.items):
            help = "leave out the dashes and brackets: `key: value` lines stand there by themselves"
        return None if node is None else self.as_map(node, f"`{key}`", help)

    def entries(self, key: str, help: str | None = None) -> Iterator[tuple[ScalarNode, Node]]:
        """The keys and values of a mapping whose keys are names."""
        body = self.map(key, help)
        yield from () if body is None else body.entries
