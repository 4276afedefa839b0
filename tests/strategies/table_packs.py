"""Random packs of decision tables, as an author writes them, each cell with what it is meant to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from advisor.ir import DATE, DURATION, MILLION, NUMBER, TEXT, YES_NO, Type, Value
from tests.strategies.expression_text import literal_text
from tests.strategies.shapes import RANKS, STAGES, pool

POLICIES = ("unique", "any", "first", "priority", "collect", "rule order", "output order")
COLLECTS = ("sum", "min", "max", "count")
FACTS: dict[str, Type] = {
    "flag": YES_NO,
    "amount": NUMBER,
    "weight": NUMBER,
    "span": DURATION,
    "date_of": DATE,
    "stage": STAGES,
    "rank": RANKS,
    "word": TEXT,
}
WORDS = ("Acme", "No", "Globex")
ACTIONS = ("act-1", "act-2", "act-3", "act-4")
GRADES = ("low", "middle", "high")

Known = Mapping[str, Value | None]  # what an instance says and tables before have concluded


@dataclass(frozen=True)
class MeantInput:
    """An input as it is written, and its value."""

    text: str
    type: Type
    value: Callable[[Known, int], Value | None]


@dataclass(frozen=True)
class MeantCell:
    """A cell as it is written, and whether it holds for a value."""

    text: str
    holds: Callable[[Value | None], bool]


@dataclass(frozen=True)
class MeantTable:
    """A table; outcomes are numbers, grades or actions (None: nothing), as rows and `otherwise` have them."""

    name: str
    hit: str
    collect: str | None
    fact: str | None  # that is concluded; None: it advises
    inputs: tuple[MeantInput, ...]
    rows: tuple[tuple[tuple[MeantCell, ...], Any], ...]
    otherwise: Any
    order: tuple[str, ...]

    def hits(self, known: Known, today: int) -> list[int]:
        """The rows that hold, from 0."""
        values = [input.value(known, today) for input in self.inputs]
        return [
            number
            for number, (cells, _) in enumerate(self.rows)
            if all(cell.holds(value) for cell, value in zip(cells, values, strict=True))
        ]

    def fires(self, hits: list[int]) -> set[str]:
        """The names of the rules that fire where these rows hold."""
        found = {f"{self.name}/{number + 1}" for number in self._counting(hits)}
        if self.collect is not None and (hits or self.otherwise is None):
            found.add(f"{self.name}/{self.collect}")
        if not hits and self.otherwise is not None:
            found.add(f"{self.name}/otherwise")
        return found

    def _counting(self, hits: list[int]) -> list[int]:
        if self.hit == "first":
            return hits[:1]
        if self.hit == "priority":
            return sorted(hits, key=lambda n: (self.order.index(str(self.rows[n][1])), n))[:1]
        return hits

    def outcomes(self, hits: list[int]) -> list[Any]:
        """What follows: for a fact its values (several: a conflict), else the actions."""
        found = [self.rows[number][1] for number in self._counting(hits)]
        if not hits and self.otherwise is not None:
            return [self.otherwise]
        match self.collect:
            case "sum":
                return [sum(found)]
            case "count":
                return [len(found) * MILLION]
            case "min" | "max":
                return [min(found) if self.collect == "min" else max(found)] if found else []
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class TablePack:
    """A pack of tables for one entity, and its texts."""

    entity: str
    tables: tuple[MeantTable, ...]
    texts: Mapping[str, str]


def random_table_pack(seed: int) -> TablePack:
    """The same seed gives the same."""
    return _Tables(Random(f"tables {seed}")).make()


class _Tables:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.concluded: dict[str, Type] = {}
        self.is_ordered = False

    def make(self) -> TablePack:
        rng = self.rng
        entity = rng.choice(("situation", "item"))
        tables = tuple(self._table(number) for number in range(1, rng.randint(2, 4)))
        in_file = [table for table in tables if rng.random() < 0.3]
        in_yaml = [table for table in tables if table not in in_file]
        texts = {"pack.yaml": "pack: tables\nversion: 1.0.0\nlanguage: 1.1\ntitle: Tables\n"}
        texts["facts.yaml"] = self._facts(entity, tables)
        if in_yaml:
            texts["tables.yaml"] = "tables:\n" + "".join(_yaml(t, entity, rng) for t in in_yaml)
        for table in in_file:
            texts[f"tables/{table.name}.csv"] = _csv(table, entity, rng)
        return TablePack(entity, tables, texts)

    def _facts(self, entity: str, tables: tuple[MeantTable, ...]) -> str:
        lines = ["entities:", "  situation:", "    facts:", "      top: {type: number, ask: Top?}"]
        if entity == "item":
            lines += ["  item:", "    list: items", "    facts:"]
        for name, type_ in FACTS.items():
            more = ""
            if type_.choices:
                more = ", choices: {" + ", ".join(f"{c}: {c.title()}" for c in type_.choices) + "}"
                more += ", ordered: best first" if type_.is_ordered else ""
            if self.rng.random() < 0.2:
                more += ", required: yes"
            lines.append(f"      {name}: {{type: {type_.kind.value}, ask: What?{more}}}")
        for name, type_ in self.concluded.items():
            more = ", choices: {low: Low, middle: Middle, high: High}" if type_.choices else ""
            lines.append(f"      {name}: {{type: {type_.kind.value}, concluded: yes{more}}}")
        lines += ["actions:"]
        lines += [f"  {action}: {{title: Do {action}, kind: wait}}" for action in ACTIONS]
        for name in self.concluded:
            lines.append(
                f'  tell-{name.replace("_", "-")}: {{title: "It is {{{name}|none}}", kind: wait}}'
            )
        lines += ["parameters:", "  limit: {value: 2, title: A limit}", "rules:"]
        lines.append("  - {rule: nothing, when: top < limit, note: {on: act-1, say: Well}}")
        for name in self.concluded:
            rule = f"tell-{name.replace('_', '-')}"
            lines.append(
                f"  - {{rule: {rule}, for: {entity}, when: {name} is given,"
                f" advise: {rule}, because: So}}"
            )
        return "\n".join(lines) + "\n"

    def _table(self, number: int) -> MeantTable:
        rng = self.rng
        hit = rng.choice(POLICIES)
        if hit in ("rule order", "output order"):  # two orders of one set of actions may be at odds
            hit, self.is_ordered = ("any" if self.is_ordered else hit), True
        collect = rng.choice(COLLECTS) if hit == "collect" and rng.random() < 0.7 else None
        has_several = hit in ("rule order", "output order") or (hit == "collect" and not collect)
        advises = has_several or (collect is None and rng.random() < 0.3)
        drawn = [self._input() for _ in range(rng.randint(1, 3))]
        inputs = tuple({input.text: input for input in drawn}.values())
        fact, outcomes, order = None, list[Any](ACTIONS), tuple[str, ...](ACTIONS)
        if not advises:
            is_number = collect is not None or rng.random() < 0.5
            fact = f"{'total' if is_number else 'grade'}_{number}"
            self.concluded[fact] = NUMBER if is_number else Type(STAGES.kind, GRADES)
            outcomes = [n * MILLION for n in (0, 1, 2, 5, -3)] if is_number else list(GRADES)
            order = tuple(str(outcome) for outcome in outcomes)
        rng.shuffle(outcomes)
        if hit in ("priority", "output order") and rng.random() < 0.5:
            order = tuple(str(outcome) for outcome in outcomes)
        rows = []
        few = outcomes[: 1 if hit in ("unique", "any") and rng.random() < 0.4 else len(outcomes)]
        for _ in range(rng.choice((1, 2, 3, 4, 6, 9))):
            cells = tuple(self._cell(input.type) for input in inputs)
            rows.append((cells, rng.choice(few)))
        otherwise = rng.choice(outcomes) if rng.random() < 0.5 else None
        return MeantTable(
            f"table-{number}", hit, collect, fact, inputs, tuple(rows), otherwise, order
        )

    def _input(self) -> MeantInput:
        rng = self.rng
        roll = rng.random()
        if roll < 0.1:
            return MeantInput("amount + weight", NUMBER, _sum)
        if roll < 0.2:
            return MeantInput("today - date_of", DURATION, _since)
        if roll < 0.25:
            return MeantInput("flag or amount > 1", YES_NO, _either)
        names = {**FACTS, **self.concluded}
        name = rng.choice(list(names)) if roll < 0.8 or not self.concluded else list(names)[-1]
        return MeantInput(name, names[name], lambda known, today: known.get(name))

    def _cell(self, type_: Type) -> MeantCell:
        rng = self.rng
        roll = rng.random()
        if roll < 0.25:
            return MeantCell(rng.choice(("-", "", "-")), lambda value: True)
        if roll < 0.3:
            return MeantCell("is given", lambda value: value is not None)
        if roll < 0.35:
            return MeantCell(rng.choice(("not given", "none")), lambda value: value is None)
        if roll < 0.42:
            inner = self._plain(type_)
            return MeantCell(f"not {inner.text}", lambda value: not inner.holds(value))
        if roll < 0.47:
            one, other = self._plain(type_), self._plain(type_)
            return MeantCell(
                f"{one.text} and {other.text}",
                lambda value: one.holds(value) and other.holds(value),
            )
        return self._plain(type_)

    def _plain(self, type_: Type) -> MeantCell:
        rng = self.rng
        roll = rng.random()
        a, b = self._value(type_), self._value(type_)
        if roll < 0.25:
            return MeantCell(
                f"one of ({_text(a, type_)}, {_text(b, type_)})", lambda value: value in (a, b)
            )
        if type_ == RANKS and roll < 0.6:
            place = RANKS.choices.index
            if roll < 0.4:
                return MeantCell(
                    f"better than {a}", lambda v: v is not None and place(str(v)) < place(str(a))
                )
            return MeantCell(
                f"worse than {a}", lambda v: v is not None and place(str(v)) > place(str(a))
            )
        if type_ not in (NUMBER, DATE, DURATION) or roll > 0.9:
            return MeantCell(_text(a, type_), lambda value: value == a)
        if type_ == NUMBER and roll > 0.85:
            return MeantCell("< limit", lambda value: value is not None and value < 2 * MILLION)
        low, high = sorted((int(a), int(b)))
        if roll < 0.55:
            opening, closing = rng.choice(("  ", "()", "[)", "(]", "[]"))

            def between(value: Value | None) -> bool:
                if value is None:
                    return False
                at = int(value)
                is_above = at > low if opening == "(" else at >= low
                return is_above and (at < high if closing == ")" else at <= high)

            text = f"{opening}{_text(low, type_)} .. {_text(high, type_)}{closing}".strip()
            return MeantCell(text, between)
        sign = rng.choice(("<", "<=", ">", ">="))
        words = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after"}
        said = words[sign] if type_ == DATE and rng.random() < 0.5 else sign
        return MeantCell(f"{said} {_text(a, type_)}", lambda v: _compares(v, sign, int(a)))

    def _value(self, type_: Type) -> Value:
        if type_ == TEXT:
            return self.rng.choice(WORDS)
        return self.rng.choice(pool(type_))


def _compares(value: Value | None, sign: str, other: int) -> bool:
    if value is None:
        return False
    at = int(value)
    return {"<": at < other, "<=": at <= other, ">": at > other, ">=": at >= other}[sign]


def _sum(known: Known, today: int) -> Value | None:
    one, other = known.get("amount"), known.get("weight")
    return None if one is None or other is None else int(one) + int(other)


def _since(known: Known, today: int) -> Value | None:
    day = known.get("date_of")
    return None if day is None else today - int(day)


def _either(known: Known, today: int) -> Value | None:
    amount = known.get("amount")
    return bool(known.get("flag")) or (amount is not None and int(amount) > MILLION)


def _text(value: Value, type_: Type) -> str:
    return f'"{value}"' if type_ == TEXT else literal_text(value, type_)


def _outcome(value: Any, table: MeantTable) -> str:
    is_number = table.fact is not None and not isinstance(value, str)
    return literal_text(value, NUMBER) if is_number else str(value)


def _head(table: MeantTable, entity: str) -> dict[str, str]:
    head = {"table": table.name, "for": entity, "hit": table.hit}
    if table.collect is not None:
        head["collect"] = table.collect
    if table.hit in ("priority", "output order"):
        head["order"] = ", ".join(
            _outcome(int(o) if table.fact and o.lstrip("-").isdigit() else o, table)
            for o in table.order
        )
    if table.fact is None:
        head["because"] = "So it is."
    return head


def _yaml(table: MeantTable, entity: str, rng: Random) -> str:
    head = _head(table, entity)
    order = head.pop("order", None)
    lines = [f"    {key}: {value}" for key, value in head.items()]
    if order is not None:
        lines.append(f"    order: [{order}]")
    inputs = ", ".join(json.dumps(input.text) for input in table.inputs)
    lines.append(f"    when: [{inputs}]")
    lines.append(
        f"    then: {{conclude: {table.fact}}}" if table.fact else "    then: {advise: action}"
    )
    lines.append("    rows:")
    for cells, outcome in table.rows:
        texts = [*(cell.text for cell in cells), _outcome(outcome, table)]
        lines.append(f"      - [{', '.join(map(json.dumps, texts))}]")
    if table.otherwise is not None:
        lines.append(f"    otherwise: [{_outcome(table.otherwise, table)}]")
    lines[0] = f"  - {lines[0].strip()}"
    return "\n".join(lines) + "\n"


def _csv(table: MeantTable, entity: str, rng: Random) -> str:
    sign = rng.choice(",;\t")
    lines = [f"# {key}: {value}" for key, value in _head(table, entity).items() if key != "table"]
    lines.insert(0, "# A table of its own.")

    def line(texts: list[str]) -> str:
        return sign.join(
            '"' + text.replace('"', '""') + '"' if any(c in text for c in ',;"\t') else text
            for text in texts
        )

    lines.append(line([*(i.text for i in table.inputs), "|", table.fact or "advise"]))
    for cells, outcome in table.rows:
        lines.append(line([*(cell.text or "-" for cell in cells), "", _outcome(outcome, table)]))
    if table.otherwise is not None:
        empty = [""] * len(table.inputs)
        lines.append(line(["otherwise", *empty[1:], "", _outcome(table.otherwise, table)]))
    return rng.choice(("\n", "\r\n")).join(lines) + "\n"
