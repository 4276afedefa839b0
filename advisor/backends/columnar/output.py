"""The advice of all blocks as one table in long form."""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import pa
from advisor.backends.columnar.block import Block
from advisor.backends.columnar.columns import Array
from advisor.backends.columnar.gathering import AT_ONCE, NEVER, AdvicePlan, Given
from advisor.backends.columnar.labels import LabelPlan, labels_of, place_keys, place_name
from advisor.backends.columnar.ordering import Pieces, Waiting, put_in_order
from advisor.backends.columnar.schema import ADVICE, EPOCH
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION

STATUSES = ("now", "overdue", "later")
NOW, OVERDUE, LATER = range(3)


class Words:
    """Words with numbers, in the order in which they came up."""

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        self._numbers = {word: n for n, word in enumerate(first)}

    def number(self, word: str) -> int:
        """The number of a word."""
        return self._numbers.setdefault(word, len(self._numbers))

    def array(self) -> Any:
        """All words by number."""
        return pa.array(list(self._numbers), pa.string())


@dataclass(frozen=True, slots=True)
class OutputPlan:
    """What the output needs to know of a pack."""

    actions: tuple[str, ...]
    waits: tuple[bool, ...]  # by action: whether it is a `wait`, which is never overdue
    labels: dict[str, LabelPlan]
    paths: dict[str, tuple[str, ...]]  # the lists that lead to an entity, from the outside in
    advice: AdvicePlan
    waiting: Waiting


class Output:
    """Collects the advice of block after block."""

    def __init__(self, plan: OutputPlan) -> None:
        self._plan = plan
        self._places, self._rules = Words(("",)), Words()
        self._parts: list[dict[str, Any]] = []

    def add(self, block: Block, given: list[Given], first_row: int) -> None:
        """Add a block whose first situation has this row number."""
        if not given:
            return
        plan = self._plan
        entities = [plan.advice.pieces[g.piece].entity for g in given]
        actions = [plan.actions.index(plan.advice.pieces[g.piece].action) for g in given]
        sizes = [len(g.rows) for g in given]
        situations = [_roots(block, e, g.rows) for e, g in zip(entities, given, strict=True)]
        situation = np.concatenate(situations)
        action = np.repeat(np.array(actions, np.int16), sizes)
        start = np.concatenate([g.start for g in given])
        due = np.concatenate([g.due for g in given])
        today = block.today.values
        if isinstance(today, np.ndarray):
            today = today.take(situation)
        is_later = start > today
        is_late = due < today
        waits = np.repeat(np.array([plan.waits[a] for a in actions]), sizes)
        is_late &= ~waits
        status = np.where(is_late, OVERDUE, np.where(is_later, LATER, NOW)).astype(np.int8)
        places = [block.places(e) for e in entities]
        pieces = Pieces(
            situation,
            action,
            due,
            status == LATER,
            np.concatenate([p[0].take(g.rows) for p, g in zip(places, given, strict=True)]),
            np.concatenate([p[1].take(g.rows) for p, g in zip(places, given, strict=True)]),
        )
        order = put_in_order(pieces, plan.waiting)
        rules = np.concatenate([self._rule_codes(g) for g in given])
        names = list(plan.labels)
        entity = np.repeat(
            np.array([names.index(e) if e != SITUATION else -1 for e in entities], np.int16), sizes
        )
        rows = np.concatenate([g.rows for g in given]).take(order)
        position, label = self._named(block, entity.take(order), rows)
        start, due = start.take(order), due.take(order)
        self._parts.append(
            {
                "row": situation.take(order) + first_row,
                "position": position,
                "action": action.take(order),
                "for": label,
                "start": pa.array(start - np.int32(EPOCH), mask=start == AT_ONCE).cast(pa.date32()),
                "due": pa.array(due - np.int32(EPOCH), mask=due == NEVER).cast(pa.date32()),
                "status": status.take(order),
                "rules": rules.take(order),
            }
        )

    def _rule_codes(self, given: Given) -> Array:
        piece = self._plan.advice.pieces[given.piece]
        names = [self._plan.advice.entries[e].rule for e in piece.entries]
        if given.rules is None:
            return np.full(len(given.rows), self._rules.number(names[0]), np.int32)
        words = np.stack(given.rules)
        kinds, which = np.unique(words, axis=1, return_inverse=True)
        codes = [
            self._rules.number(
                " ".join(n for bit, n in enumerate(names) if kind[bit // 62] >> (bit % 62) & 1)
            )
            for kind in kinds.T.tolist()
        ]
        return np.array(codes, np.int32).take(which.reshape(-1))

    def _named(self, block: Block, entity: Array, rows: Array) -> tuple[Array, Any]:
        """The codes of the places, and the labels."""
        position = np.zeros(len(rows), np.int32)
        source = np.zeros(len(rows), np.int64)  # where in `labels` each one stands
        labels: list[Any] = [pa.array([""], pa.string())]
        count = 1
        for number, (name, plan) in enumerate(self._plan.labels.items()):
            chosen = np.flatnonzero(entity == number)
            if not len(chosen):
                continue
            mine = rows.take(chosen)
            keys, lengths = place_keys(block, name, mine)
            kinds, which = np.unique(keys, return_inverse=True)
            path = self._plan.paths[name]
            codes = [self._places.number(place_name(path, lengths, key)) for key in kinds.tolist()]
            position[chosen] = np.array(codes, np.int32).take(which)
            labels.append(labels_of(plan, block, mine))
            source[chosen] = np.arange(count, count + len(chosen))
            count += len(chosen)
        return position, pa.concat_arrays(labels).take(pa.array(source))

    def table(self) -> Any:
        """All that was added."""
        words = {
            "position": self._places.array(),
            "action": pa.array(self._plan.actions, pa.string()),
            "status": pa.array(STATUSES, pa.string()),
            "rules": self._rules.array(),
        }
        columns: list[Any] = []
        for field in ADVICE:
            chunks = [part[field.name] for part in self._parts]
            if field.name in words:
                known = words[field.name]
                chunks = [pa.DictionaryArray.from_arrays(pa.array(c), known) for c in chunks]
            columns.append(pa.chunked_array([pa.array(c) for c in chunks], field.type))
        return pa.Table.from_arrays(columns, schema=ADVICE)


def _roots(block: Block, entity: str, rows: Array) -> Array:
    up = block.up(entity, SITUATION)
    return rows if up is None else up.take(rows)
