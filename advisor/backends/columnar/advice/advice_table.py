"""The advice of all blocks as one table in long form: a row a piece, in the order of the advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import prod
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.conflict_resolution import (
    AT_ONCE,
    NEVER,
    WORD_BITS,
    AdviceItem,
    AdvicePlan,
    ResolvedAdvice,
)
from advisor.backends.columnar.advice.labels import LabelPlan, place_keys, place_name
from advisor.backends.columnar.advice.order import (
    AdviceRun,
    OrderPlan,
    is_waiting,
    lead_of,
    put_in_order,
)
from advisor.backends.columnar.advice.titles import Naming, TitlePlan
from advisor.backends.columnar.kernels.arrow import EPOCH, array_of, by_code, integers, pa, strings
from advisor.backends.columnar.plan.block import Block
from advisor.diagnostics.fast_dataclass import dataclass

_ADVICE: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("place", pa.dictionary(pa.int32(), pa.string()), nullable=False),
    pa.field("action", pa.dictionary(pa.int16(), pa.string()), nullable=False),
    pa.field("kind", pa.dictionary(pa.int8(), pa.string()), nullable=False),
    pa.field("title", pa.dictionary(pa.int32(), pa.string()), nullable=False),
    pa.field("for", pa.string(), nullable=False),
    pa.field("start", pa.date32()),
    pa.field("due", pa.date32()),
    pa.field("status", pa.dictionary(pa.int8(), pa.string()), nullable=False),
    pa.field("rules", pa.dictionary(pa.int32(), pa.string()), nullable=False),
]
ADVICE = pa.schema(_ADVICE)

NOW, OVERDUE, LATER = range(3)
KINDS = tuple(kind.value for kind in ir.ActionKind)
_MOST_BITS = 12  # rules that give one piece, up to which every combination has its place in a table


class Words:
    """Words with numbers, in the order in which they came up."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of a word."""
        return self._numbers.setdefault(word, len(self._numbers))

    def array(self) -> Any:
        """All words by number."""
        return strings(self._numbers)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What the output needs to know of a pack."""

    actions: tuple[str, ...]
    kinds: Mapping[str, str]  # of the actions, as words
    titles: tuple[TitlePlan, ...]  # of the actions
    labels: dict[str, LabelPlan]
    paths: dict[str, tuple[str, ...]]  # the lists that lead to an entity, from the outside in
    advice: AdvicePlan
    order: OrderPlan


class AdviceTable:
    """Collects the advice of block after block; without words, its titles and labels stay empty."""

    def __init__(self, plan: TablePlan, has_words: bool = True) -> None:
        self._plan, self._has_words = plan, has_words
        self._places, self._actions, self._rules = Words(), Words(), Words()
        self._titles = Words()  # that are the same for all
        # By piece, the code of each combination of rules.
        self._combinations: dict[int, kernels.Array] = {}
        self._parts: list[dict[str, Any]] = []

    def add(self, block: Block, given: list[ResolvedAdvice], first_row: int) -> None:
        """Add a block whose first situation has this row number."""
        if not given:
            return
        pieces = [self._plan.advice.pieces[g.piece] for g in given]
        sizes = [len(g.rows) for g in given]
        firsts = [0, *accumulate(sizes)]
        runs = [
            AdviceRun(p.action, p.entity, g.rows, first)
            for p, g, first in zip(pieces, given, firsts[:-1], strict=True)
        ]
        situation = np.concatenate([_roots(block, run) for run in runs])
        start = _joined([g.start for g in given], sizes, AT_ONCE)
        dues = [None if p.is_know else g.due for p, g in zip(pieces, given, strict=True)]
        due = _joined(dues, sizes, NEVER)
        today = block.today.values
        if isinstance(today, np.ndarray):
            today = today.take(situation)
        status = np.zeros(firsts[-1], np.int8)
        if start is not None:
            np.multiply(start > today, np.int8(LATER), out=status)
        if due is not None:
            is_late = due < today
            for piece, run in zip(pieces, runs, strict=True):
                if piece.is_wait:
                    is_late[run.pieces] = False
            status[is_late] = OVERDUE
        later = status == LATER
        lead = lead_of(self._plan.order, runs, start, due, NEVER, today, later)
        sorted_already = self._as_records(block, runs, given, situation, start, due, status, lead)
        if sorted_already is not None:
            sorted_already["row"] += first_row
            self._parts.append(sorted_already)
            return
        order = put_in_order(self._plan.order, block, runs, situation, due, NEVER, later, lead)
        number = np.repeat(np.arange(len(runs), dtype=np.int32), sizes).take(order)
        naming = Naming(self._plan.labels, block)
        place, label = self._named(block, naming, runs, order)
        rules = np.concatenate([self._rule_codes(g) for g in given])
        actions = self._action_codes(runs)
        self._parts.append(
            {
                "row": situation.take(order) + first_row,
                "place": place,
                "action": actions.take(number),
                "title": self._titled(naming, runs, order),
                "for": label,
                "start": _dates(None if start is None else start.take(order), len(order), AT_ONCE),
                "due": _dates(None if due is None else due.take(order), len(order), NEVER),
                "status": status.take(order),
                "rules": rules.take(order),
            }
        )

    def _as_records(
        self,
        block: Block,
        runs: list[AdviceRun],
        given: list[ResolvedAdvice],
        situation: kernels.Array,
        start: kernels.Array | None,
        due: kernels.Array | None,
        status: kernels.Array,
        lead: kernels.Array | None,
    ) -> dict[str, Any] | None:
        """The advice in its order, where all of it is for situations and none waits; else None.

        Shape: runs come by rank of their action, one an action.
        """
        order = self._plan.order
        if any(run.entity != block.outermost for run in runs):
            return None
        if not order.is_fixed and is_waiting(order.precedence, runs):
            return None
        count = len(situation)
        # Flat advice is sorted as whole records, see `sort_keys`; the parts are listed in the order
        # in which they count, and what does not count comes along at the end.
        number = np.repeat(np.arange(len(runs), dtype=np.int16), [len(n.rows) for n in runs])
        is_later = (status == LATER).view(np.int8)
        parts = {
            "row": kernels.part_of(situation),
            "later": kernels.part_of(is_later),
            "run": kernels.part_of(number),
        }
        if lead is not None:
            parts["lead"] = kernels.part_of(lead)
        if due is not None:
            parts["due"] = kernels.dates_with(int(NEVER), due)
        if not order.is_fixed:
            parts["run"] = parts.pop("run")  # behind what leads and what is due
        if start is not None:
            parts["start"] = kernels.dates_with(int(AT_ONCE), start)
        parts["status"] = kernels.part_of(status)
        is_alone = all(g.rules is None for g in given)
        if not is_alone:
            parts["rules"] = kernels.part_of(np.concatenate([self._rule_codes(g) for g in given]))
        found = kernels.sorted_records(parts)
        if found is None:
            return None
        run = found["run"]
        rules = found.get("rules")
        if rules is None:
            pieces = [self._plan.advice.pieces[g.piece] for g in given]
            codes = np.array([self._rules.number(p.rules[0]) for p in pieces], np.int32)
            rules = _looked_up(codes, run)
        return {
            "row": found["row"],
            "place": np.full(count, self._places.number(""), np.int32),
            "action": _looked_up(self._action_codes(runs), run),
            "title": self._titled_records(block, runs, found["row"], run),
            "for": _no_words(count),
            "start": _dates(found.get("start"), count, AT_ONCE),
            "due": _dates(found.get("due"), count, NEVER),
            "status": found["status"],
            "rules": rules,
        }

    def _action_codes(self, runs: list[AdviceRun]) -> kernels.Array:
        return np.array(
            [self._actions.number(self._plan.actions[r.action]) for r in runs], np.int16
        )

    def _titled(
        self, naming: Naming, runs: list[AdviceRun], order: kernels.Array
    ) -> tuple[kernels.Array, Any]:
        """A code for each piece, and the titles of the block that have slots; see `_title_column`."""
        if not self._has_words:
            return np.full(len(order), self._titles.number(""), np.int32), []
        codes = np.empty(len(order), np.int32)
        filled: list[Any] = []
        count = 0
        for run in runs:
            plan = self._plan.titles[run.action]
            if plan.words is not None:
                codes[run.pieces] = self._titles.number(plan.words)
            else:
                titles, places = naming.titles(plan, run.entity, run.rows)
                np.subtract(-1 - count, places, out=codes[run.pieces], casting="unsafe")
                count += len(titles)
                filled.append(titles)
        return codes.take(order), filled

    def _titled_records(
        self, block: Block, runs: list[AdviceRun], rows: kernels.Array, run: kernels.Array
    ) -> tuple[kernels.Array, Any]:
        """The same for advice that is in its order already. Shape: `run` says of each piece which one."""
        if not self._has_words:
            return np.full(len(run), self._titles.number(""), np.int32), []
        plans = [self._plan.titles[r.action] for r in runs]
        words = [plan.words for plan in plans]
        known = [0 if word is None else self._titles.number(word) for word in words]
        codes = _looked_up(np.array(known, np.int32), run)
        naming = Naming(self._plan.labels, block)
        filled: list[Any] = []
        count = 0
        for number, (plan, word) in enumerate(zip(plans, words, strict=True)):
            if word is None:
                mine = np.flatnonzero(run == number)
                titles, places = naming.titles(plan, block.outermost, rows[mine])
                codes[mine] = -1 - count - places
                count += len(titles)
                filled.append(titles)
        return codes, filled

    def _title_column(self, chunks: list[tuple[kernels.Array, list[Any]]]) -> list[Any]:
        """Each block has a dictionary of its own, where titles have slots."""
        # Code 0 is "Decide now", which all pieces share; what is filled in is counted backwards:
        #
        #   codes        0  -1   0  -2        titles filled in: Thank Acme, Thank Borg
        #   dictionary   Decide now | Thank Acme | Thank Borg, and the codes 0 1 0 2
        shared = self._titles.array()
        found = []
        for codes, filled in chunks:
            words = shared
            if filled:
                # Each word once: readers of Parquet lose count where a dictionary has one twice.
                words = pa.concat_arrays([shared, *filled]).dictionary_encode()
                codes = np.where(codes < 0, np.int32(len(shared) - 1) - codes, codes)
                codes, words = integers(words.indices).take(codes), words.dictionary
            indices = array_of(codes.astype(np.int32, copy=False), pa.int32())
            found.append(pa.DictionaryArray.from_arrays(indices, words, safe=False))
        return found

    def _rule_codes(self, given: ResolvedAdvice) -> kernels.Array:
        piece = self._plan.advice.pieces[given.piece]
        if given.rules is None:
            return np.full(len(given.rows), self._rules.number(piece.rules[0]), np.int32)
        if len(given.rules) > 1:
            kinds, which = np.unique(np.stack(given.rules), axis=1, return_inverse=True)
            many = [self._agreed(piece, kind) for kind in kinds.T.tolist()]
            return np.array(many, np.int32).take(which.reshape(-1))
        [word] = given.rules
        if len(piece.rules) > _MOST_BITS:
            kinds, which = np.unique(word, return_inverse=True)
            few = [self._agreed(piece, [kind]) for kind in kinds.tolist()]
            return np.array(few, np.int32).take(which)
        # Three rules make 8 combinations: word 101 says that the first and the third agree,
        # `known[0b101]` is the code of "one three", or -1 until it came up.
        known = self._combinations.get(given.piece)
        if known is None:
            known = self._combinations[given.piece] = np.full(1 << len(piece.rules), -1, np.int32)
        codes: kernels.Array = known.take(word)
        if codes.size and codes.min() < 0:
            for kind in np.unique(word[codes < 0]).tolist():
                known[kind] = self._agreed(piece, [kind])
            codes = known.take(word)
        return codes

    def _agreed(self, piece: AdviceItem, kind: list[int]) -> int:
        names = (
            name
            for bit, name in enumerate(piece.rules)
            if kind[bit // WORD_BITS] >> (bit % WORD_BITS) & 1
        )
        return self._rules.number(" ".join(names))

    def _named(
        self, block: Block, naming: Naming, runs: list[AdviceRun], order: kernels.Array
    ) -> tuple[kernels.Array, Any]:
        """The codes of the places, and the labels."""
        if all(run.entity == block.outermost for run in runs):
            nowhere = np.full(len(order), self._places.number(""), np.int32)
            return nowhere, _no_words(len(order))
        # All labels stand in one array, and each piece says where its own one is:
        #
        #   labels    ""  |  Acme  Borg  |  round 1  round 2
        #   source    0 for the situation, 1 and 2 for applications, 3 and 4 for interviews
        place = np.zeros(len(order), np.int32)
        source = np.zeros(len(order), np.int64)  # where in `labels` each one stands
        labels: list[Any] = [strings([""])]
        count = 1
        for run in runs:
            if run.entity == block.outermost:
                place[run.pieces] = self._places.number("")
        for name, plan in self._plan.labels.items():
            mine = [run for run in runs if run.entity == name]
            if not mine:
                continue
            rows = np.concatenate([run.rows for run in mine])
            codes = self._place_codes(block, name, rows)
            if not self._has_words:
                words, places = _no_words(1), np.zeros(len(rows), np.int64)
            elif plan.within == ir.SITUATION:
                words, places = naming.labels(name, rows)
            else:
                words, places = naming.full_labels(name, rows), np.arange(len(rows))
            first = 0
            for run in mine:
                part = slice(first, first + len(run.rows))
                place[run.pieces] = codes[part]
                np.add(places[part], count, out=source[run.pieces])
                first = part.stop
            labels.append(words)
            count += len(words)
        labelled = pa.concat_arrays(labels).take(array_of(source.take(order), pa.int64()))
        return place.take(order), labelled

    def _place_codes(self, block: Block, entity: str, rows: kernels.Array) -> kernels.Array:
        keys, lengths = place_keys(block, entity, rows)
        kinds, which = kernels.distinct(keys, prod(lengths))
        path = self._plan.paths[entity]
        codes = [self._places.number(place_name(path, lengths, key)) for key in kinds.tolist()]
        return np.array(codes, np.int32).take(which)

    def _kinds(self) -> tuple[kernels.Array, Any]:
        """The kinds of the actions that occur: the code of each by that of its action, and the words."""
        of_actions = [self._plan.kinds[name] for name in self._actions.array().to_pylist()]
        words = [kind for kind in KINDS if kind in of_actions]
        return np.array([words.index(kind) for kind in of_actions], np.int8), strings(words)

    def table(self) -> Any:
        """All that was added."""
        words = {
            "place": self._places.array(),
            "action": self._actions.array(),
            "rules": self._rules.array(),
        }
        columns: list[Any] = []
        kinds, words["kind"] = self._kinds()
        for field in ADVICE:
            chunks: list[Any] = [
                by_code(kinds, part["action"]) if field.name == "kind" else part[field.name]
                for part in self._parts
            ]
            if field.name == "status":
                chunks, words["status"] = _only_occurring(chunks, ir.STATUSES)
            if field.name == "title":
                chunks = self._title_column(chunks)
            elif field.name in words:
                codes = [array_of(chunk, field.type.index_type) for chunk in chunks]
                known = words[field.name]
                chunks = [pa.DictionaryArray.from_arrays(c, known, safe=False) for c in codes]
            elif field.name == "row":
                chunks = [array_of(chunk, field.type) for chunk in chunks]
            columns.append(pa.chunked_array(chunks, field.type))
        return pa.Table.from_arrays(columns, schema=ADVICE)


def _roots(block: Block, run: AdviceRun) -> kernels.Array:
    up = block.up(run.entity, block.outermost)
    return run.rows if up is None else up.take(run.rows)


def _joined(
    parts: Sequence[kernels.Array | None], sizes: Sequence[int], none: np.int32
) -> kernels.Array | None:
    """Dates side by side; None, where there is none at all."""
    if all(part is None for part in parts):
        return None
    return np.concatenate(
        [
            np.full(size, none) if part is None else part
            for part, size in zip(parts, sizes, strict=True)
        ]
    )


def _dates(days: kernels.Array | None, count: int, none: np.int32) -> Any:
    """Ordinals as an Arrow array of dates, null where there is none. The days are written over."""
    if days is None:
        return pa.nulls(count, pa.date32())
    is_given = days != none
    days -= np.int32(EPOCH)
    return array_of(days, pa.date32(), None if is_given.all() else is_given)


def _looked_up(table: kernels.Array, numbers: kernels.Array) -> kernels.Array:
    """The entries of a table by number; quicker, where each entry is its own number."""
    if np.array_equal(table, np.arange(len(table))):
        return numbers.astype(table.dtype)
    return table.take(numbers)


def _only_occurring(
    chunks: list[kernels.Array], words: Sequence[str]
) -> tuple[list[kernels.Array], Any]:
    """The codes of those words that occur, and the words."""
    # Codes 2 0 0 of now, overdue, later: overdue does not occur, and later becomes 1.
    occurs = np.zeros(len(words), np.bool_)
    for chunk in chunks:
        occurs[chunk[:1_024]] = True  # mostly that is all
        for code in np.flatnonzero(~occurs):
            occurs[code] = bool((chunk == code).any())
    if occurs.all():
        return chunks, strings(words)
    numbers = (np.cumsum(occurs) - 1).astype(np.int8)
    kept = strings(word for word, is_there in zip(words, occurs, strict=True) if is_there)
    return [numbers.take(chunk) for chunk in chunks], kept


def _no_words(count: int) -> Any:
    """An Arrow array of empty strings."""
    offsets = np.zeros(count + 1, np.int32)
    return pa.Array.from_buffers(
        pa.string(), count, [None, pa.py_buffer(offsets), pa.py_buffer(b"")]
    )
