"""Decision tables as they are written: heads, rows and outcomes; `compiled_tables` makes rules of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.cells import is_anything, is_nothing
from advisor.loading.declarations.node_reader import Fields, NodeReader, head_of
from advisor.loading.declarations.rule_outlines import entity_of
from advisor.loading.declarations.symbol_table import Head
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown
from advisor.loading.syntax.table_files import SUFFIXES, read_table_file
from advisor.loading.syntax.yaml_reader import read_yaml

OTHERWISE = "otherwise"
_REST = ("else", "otherwise", "default")
_KEYS = ("table", "for", "hit", "when", "then", "rows", OTHERWISE, "collect", "order", "because")
KEYS = (*_KEYS, "source", "disputed")
_HELPS = {
    **dict.fromkeys(("else", "default"), f"write `{OTHERWISE}`"),
    **dict.fromkeys(("inputs", "input", "if", "columns"), "write `when`"),
    **dict.fromkeys(("conclude", "advise", "outputs", "output"), "it belongs under `then`"),
    **dict.fromkeys(("policy", "hit_policy"), "write `hit`"),
}
_ADVISE = ("advise", "start", "due")  # columns of an outcome that is advice
_ADVISE_WORDS = {"action": "advise", "start": "start", "due": "due"}
COLLECT = ("sum", "min", "max", "count")
_POLICIES = tuple(policy.value for policy in ir.HitPolicy)


@dataclass(frozen=True, slots=True)
class OutcomeColumn:
    """A column of an outcome: a fact that is concluded, or `advise`, `start` or `due`."""

    name: str
    span: Span
    is_advice: bool


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before its cells are read. Shape: each row has a cell for each input and column."""

    name: ScalarNode
    body: Fields
    entity: str | None
    hit: ir.HitPolicy
    inputs: tuple[ScalarNode, ...]
    columns: tuple[OutcomeColumn, ...]
    rows: tuple[tuple[ScalarNode, ...], ...]
    otherwise: tuple[ScalarNode, ...] | None

    def row_name(self, number: int) -> str:
        """The name of the rule that a row becomes; rows are counted from 1."""
        return f"{self.name.text}/{number}"

    @property
    def collect(self) -> str | None:
        """What is made of the values of all rows, if it is known."""
        node = self.body.node("collect")
        if self.hit is not ir.HitPolicy.COLLECT or not isinstance(node, ScalarNode):
            return None
        return node.text if node.text in COLLECT else None

    def cells(self) -> Iterator[ScalarNode]:
        """All cells, row by row."""
        for row in (*self.rows, self.otherwise or ()):
            yield from row

    def heads(self) -> list[Head]:
        """The rules that it becomes, with the actions that they advise, and the table itself for them all."""
        inputs = len(self.inputs)
        heads = [
            self._head(self.row_name(number), row, row[inputs:])
            for number, row in enumerate(self.rows, 1)
        ]
        if self.collect is not None:
            heads.append(self._head(f"{self.name.text}/{self.collect}", (self.name,), ()))
        if self.otherwise is not None:
            heads.append(
                self._head(f"{self.name.text}/{OTHERWISE}", self.otherwise, self.otherwise)
            )
        rules = tuple(head.name.text for head in heads)
        whole = self._head(self.name.text, (self.name,), ())
        return [*heads, replace(whole, rows=rules)]

    def _head(
        self, name: str, row: tuple[ScalarNode, ...], outcome: tuple[ScalarNode, ...]
    ) -> Head:
        span = row[0].span
        entries: list[tuple[ScalarNode, Node]] = [(ScalarNode("for", span), ScalarNode("", span))]
        for column, cell in zip(self.columns, outcome, strict=False):
            if column.is_advice and column.name == "advise" and not is_nothing(cell):
                entries.append((ScalarNode("advise", cell.span), cell))
        return Head(ScalarNode(name, span), MapNode(tuple(entries), span), self.entity)


def outline_tables(
    sections: Iterable[ListNode], entities: Mapping[str, ir.EntityDeclaration], reader: NodeReader
) -> dict[str, RawTable]:
    """All tables by name, in listing order, with rows that fit under their heads."""
    tables: dict[str, RawTable] = {}
    for node in (item for section in sections for item in section.items):
        body = reader.fields(node, "a table", help="begin with `- table: its-name`")
        if body is None:
            continue
        stated = body.body.get("table")
        if isinstance(stated, ScalarNode) and not stated.is_none:
            body.what = f"the table `{shown(stated.text)}`"
        body.check_keys(KEYS, ("table", "when", "then", "rows"), helps=_HELPS)
        name = body.scalar("table")
        if name is None:
            continue
        reader.check_kebab(name, "a table")
        reader.define(ir.NameKind.TABLE, name)
        if name.text in tables:
            reader.declared_twice("the table", name, tables[name.text].name.span)
            continue
        table = _outline(name, body, entity_of(body, entities, ir.SITUATION), entities.values())
        if table is not None:
            tables[name.text] = table
    return tables


def _outline(
    name: ScalarNode, body: Fields, entity: str | None, entities: Collection[ir.EntityDeclaration]
) -> RawTable | None:
    when = body.node("when")
    if isinstance(when, ScalarNode) and len(parts := _between_signs(when.text)) > 1:
        message = f"`when` is `{shown(when.text)}` here, where a list belongs"
        body.report("ADV103", when.span, message, f"write `[{', '.join(parts)}]`")
        return None
    inputs = tuple(
        node for node in body.names("when") if body.as_scalar(node, "an input of `when`")
    )
    columns = tuple(_columns(body))
    if entity == ir.SITUATION and body.key("for") is None:
        entity = _with_forgotten_for(name, body, columns, entities)
    written = body.node("when")
    if isinstance(written, ListNode) and len(inputs) < len(written.items):
        return None  # one that stands twice, or is no text: no row would fit
    rows_node = body.node("rows")
    if not inputs or not columns or rows_node is None:
        return None
    rows_list = body.as_list(rows_node, "`rows`", "write a line such as `- [a, < 3, b]` for each")
    if rows_list is None:
        return None
    width = len(inputs) + len(columns)
    rows: list[tuple[ScalarNode, ...]] = []
    otherwise: tuple[ScalarNode, ...] | None = None
    choices = {
        choice
        for entity in entities
        for fact in entity.facts.values()
        for choice in fact.type.choices
    }
    for item in rows_list.items:
        if _is_for_the_rest(item, len(inputs), choices):
            _report_rest(item, len(columns), body)
            continue
        cells = _cells(item, body, "a row")
        if cells is None:
            continue
        if len(cells) != width:
            _report_width(body, item, len(cells), inputs, columns)
            continue
        rows.append(cells)
    node = body.node(OTHERWISE)
    if node is not None:
        cells = _cells(node, body, f"`{OTHERWISE}`") if isinstance(node, ListNode) else None
        if isinstance(node, ScalarNode):
            cells = (node,)
        if cells is not None and len(cells) != len(columns):
            message = f"`{OTHERWISE}` has {ir.counted(len(cells), 'cell')}"
            names = listed([column.name for column in columns], last="and")
            help = f"give it {ir.counted(len(columns), 'cell')}, one for each outcome: {names}"
            body.report("ADV161", head_of(node), message, help)
        elif cells is not None:
            otherwise = cells
    if not rows_list.items:
        body.report("ADV161", name.span, f"{body.what} has no rows", "add one, or take it out")
    word = body.word("hit", _POLICIES)
    hit = ir.HitPolicy.UNIQUE if word is None else ir.HitPolicy(word)
    return RawTable(name, body, entity, hit, inputs, columns, tuple(rows), otherwise)


def _columns(body: Fields) -> Iterator[OutcomeColumn]:
    node = body.node("then")
    match node:
        case None:
            return
        case MapNode():
            then = Fields(node, "`then`", body)
            then.check_keys(("conclude", "advise"))
            for name in then.names("conclude"):
                yield OutcomeColumn(name.text, name.span, False)
            for name in then.names("advise"):
                if name.text in _ADVISE_WORDS:
                    yield OutcomeColumn(_ADVISE_WORDS[name.text], name.span, True)
                else:
                    help = did_you_mean(name.text, _ADVISE_WORDS) or "write `[action, start, due]`"
                    message = f"advice in a table has no column `{shown(name.text)}`"
                    body.report("ADV101", name.span, message, help)
            if then.node("advise") is not None and not any(
                name.text == "action" for name in then.names("advise")
            ):
                help = "write `advise: [action]`, or `[action, start, due]`"
                body.report("ADV102", head_of(node), "`advise` lacks the column `action`", help)
        case _:  # names alone, as in the head of a file
            names = body.names("then")
            has_advice = any(name.text == "advise" for name in names)
            for name in names:
                yield OutcomeColumn(name.text, name.span, has_advice and name.text in _ADVISE)


def _cells(node: Node, body: Fields, what: str) -> tuple[ScalarNode, ...] | None:
    items = node.items if isinstance(node, ListNode) else None
    if items is None:
        help = "write its cells as a list, such as `- [a, < 3, b]`"
        if isinstance(node, ScalarNode) and len(texts := _between_signs(node.text)) > 1:
            help = f"write its cells as a list: `- [{', '.join(texts)}]`"
        elif isinstance(node, MapNode):
            help = "write its cells as a list without their names, such as `- [a, < 3, b]`"
        found = body.as_list(node, what, help)
        items = () if found is None else found.items
    if all(isinstance(item, ScalarNode) for item in items):
        return tuple(item for item in items if isinstance(item, ScalarNode)) or None
    for item in items:
        if not isinstance(item, ScalarNode):
            help = "write one test or value in each cell, in quotes if it holds braces or commas"
            match item:
                case ListNode(items=(ScalarNode(text=text),)) if ".." in text:
                    help = f"write `{shown(text)}`, which has both its ends, or put it in quotes"
            body.report("ADV103", head_of(item), "a cell of a table is one text", help)
    return None


def _with_forgotten_for(
    name: ScalarNode,
    body: Fields,
    columns: Collection[OutcomeColumn],
    entities: Collection[ir.EntityDeclaration],
) -> str:
    """The entity whose facts a table without `for` concludes, which is reported; else the situation."""
    facts = {column.name for column in columns if not column.is_advice}
    meant = [one.name for one in entities if facts and facts <= one.facts.keys()]
    if len(meant) != 1 or meant[0] == ir.SITUATION:
        return ir.SITUATION
    message = f"{body.what} concludes facts of `{meant[0]}` without `for`"
    is_file = not name.span.path.endswith(".yaml")
    help = f"add {'a line ' if is_file else ''}`{'# ' if is_file else ''}for: {meant[0]}`"
    body.report("ADV102", name.span, message, help)
    return meant[0]


def _between_signs(text: str) -> list[str]:
    """What stands between the bars, semicolons or commas of `a | < 3 | b`; a comma within brackets is none."""
    sign = next((sign for sign in "|;" if sign in text), r",(?![^(]*\))")
    return [
        shown(part.strip()) for part in re.split(re.escape(sign) if sign in "|;" else sign, text)
    ]


def _is_for_the_rest(row: Node, inputs: int, choices: Collection[str]) -> bool:
    """Whether a row says what follows where no other holds: `[else, 5]`, `[otherwise, -, 5]`, `otherwise: 5`."""
    match row:
        case MapNode(entries=((key, _),)):
            return key.text in _REST
        case ListNode(items=(ScalarNode() as first, *others)):
            between = others[: inputs - 1] if len(others) >= inputs else ()
            is_empty = all(isinstance(one, ScalarNode) and is_anything(one) for one in between)
            return first.text in _REST and first.text not in choices and is_empty
        case _:
            return False


def _report_rest(row: Node, columns: int, body: Fields) -> None:
    values: tuple[Node, ...] = row.items[-columns:] if isinstance(row, ListNode) else ()
    if isinstance(row, MapNode):
        value = row.entries[0][1]
        values = value.items if isinstance(value, ListNode) else (value,)
    written = ", ".join(shown(one.text) for one in values if isinstance(one, ScalarNode)) or "…"
    message = "what follows where no row holds is no row itself"
    help = f"write `{OTHERWISE}: [{written}]` below the rows, as one more key of the table"
    if not head_of(row).path.endswith(".yaml"):  # in a file of its own, it is a row
        help = f"write `{OTHERWISE}` in its first cell"
    body.report("ADV161", head_of(row), message, help)


def _report_width(
    body: Fields,
    row: Node,
    found: int,
    inputs: tuple[ScalarNode, ...],
    columns: tuple[OutcomeColumn, ...],
) -> None:
    names = [*(shown(one.text) for one in inputs), *(one.name for one in columns)]
    message = f"this row has {ir.counted(found, 'cell')}, where {len(names)} belong"
    help = f"the columns are {listed(names, 20, last='and')}; `-` stands for anything"
    texts = (
        [i.text for i in row.items if isinstance(i, ScalarNode)]
        if isinstance(row, ListNode)
        else []
    )
    for one, other in pairwise(texts):
        if (
            found > len(names)
            and one.isdigit()
            and len(one) <= 3
            and re.fullmatch("[0-9]{3}", other)
        ):
            help = f"a number is written without commas: write `{one}{other}`"
            break
    body.report("ADV161", head_of(row), message, help)


def written_tables(texts: Mapping[str, str]) -> dict[str, RawTable]:
    """All tables of these files by name, the first where one stands twice.

    Shape: `texts` maps paths to texts, as `read_pack_files` gives them.
    """
    sections: list[ListNode] = []
    for path, text in texts.items():
        suffix = PurePath(path).suffix
        if suffix in SUFFIXES:
            found: list[Node | None] = list(read_table_file(text, path).documents)
        elif suffix == ".yaml":
            documents = read_yaml(text, path).documents
            found = [d.get("tables") for d in documents if isinstance(d, MapNode)]
        else:
            continue
        sections += [node for node in found if isinstance(node, ListNode)]
    return outline_tables(sections, {}, NodeReader())
