"""How often an answer would change the advice: the missing facts filled in at random, all at once in columns.

The missing facts of some dozen copies of the situation are drawn by what is `usual`. For each open fact,
some of these copies are decided once more with another answer to it; how often the advice then differs
says how much the question is worth. The draws follow from the pack and the answers, so that the same
answers always lead to the same question. It is the expected value of sample information of decision
analysis (Raiffa and Schlaifer, "Applied Statistical Decision Theory", 1961), where what counts is
whether the advice is another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.backends.columnar import Coded, Copies, Decided, codes_of, columns_of, filled, integers
from advisor.backends.oracle.partial_evaluation import OpenReading

Key = tuple[str, str]  # place, fact
Array = np.ndarray[Any, Any]

_COPIES = 64  # whose first piece is looked at
_ROWS = 1_200  # decided at a time, about; more would be felt
_DAYS_BACK = (0, 1, 2, 4, 7, 10, 14, 21, 35)
_DAYS_AHEAD = (0, 1, 2, 4, 7, 10, 14, 21, 35)
_DAYS = (2, 5, 7, 14, 28)  # lengths of time
_MONTHS = (1, 2, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class Estimates:
    """How often another answer to an open fact changes the first piece, and anything, of the advice.

    Results, which stand above the first piece, count with it.

    Shape: shares from 0 to 1, by place and fact. `first_is_settled` is how often the first piece is the
    one that comes most often.
    """

    first: Mapping[Key, float]
    all: Mapping[Key, float]
    first_is_settled: float


class Estimator:
    """Estimates for one program."""

    def __init__(self, program: ir.Program) -> None:
        self._pack = program.pack
        self._columnar = columns_of(program)

    def estimate(
        self,
        root: ir.Instance,
        open_facts: Sequence[tuple[str, ir.FactDeclaration]],
        today: int,
        reading: OpenReading,
    ) -> Estimates:
        """The estimates for facts that are missing. Units: `today` is an ordinal.

        What the reading of the situation knows of the rules is not worked out again.
        """
        pack = self._pack
        drawn = np.random.default_rng(_seed(pack, root, today))
        domains = [domain(declared, today) for _, declared in open_facts]
        tried = max(4, min(_COPIES, _ROWS // (len(open_facts) + 1)))
        rows = _COPIES + tried * len(open_facts)
        codes: dict[Key, Coded] = {}
        differing = np.zeros(len(open_facts))
        for number, ((place, declared), (values, shares)) in enumerate(
            zip(open_facts, domains, strict=True)
        ):
            base = drawn.choice(len(values), _COPIES, p=shares)
            column = np.concatenate([base, np.tile(base[:tried], len(open_facts))])
            start = _COPIES + number * tried
            column[start : start + tried] = _others(base[:tried], shares, drawn)
            codes[place, declared.name] = values, column
            differing[number] = 1 - float(shares @ shares)
        table = Copies(pack, root).table(rows, codes)
        decided = self._columnar.decide_unchecked(table, today, reading.settled_rules())
        first, whole = signatures(decided, rows)
        base_rows = np.tile(np.arange(tried), len(open_facts))
        shape = (len(open_facts), tried)
        first_changes = (first[_COPIES:] != first[base_rows]).reshape(shape).mean(1) * differing
        all_changes = (whole[_COPIES:] != whole[base_rows]).reshape(shape).mean(1) * differing
        keys = [(place, declared.name) for place, declared in open_facts]
        _, counts = np.unique(first[:_COPIES], return_counts=True)
        return Estimates(
            dict(zip(keys, first_changes.tolist(), strict=True)),
            dict(zip(keys, all_changes.tolist(), strict=True)),
            float(counts.max() / _COPIES),
        )


def _seed(pack: ir.Pack, root: ir.Instance, today: int) -> int:
    """A number from the pack and the answers."""

    def said(instance: ir.Instance) -> object:
        lists = [(name, [said(i) for i in items]) for name, items in sorted(instance.lists.items())]
        return sorted(instance.facts.items()), lists

    text = repr((pack.name, pack.version, said(root), today))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def domain(declared: ir.FactDeclaration, today: int) -> tuple[Sequence[ir.Value | None], Array]:
    """Answers that stand for all, and how often each is given."""
    plain = _plain_values(declared, today)
    if declared.default is not None and declared.default not in plain:
        plain.append(declared.default)
    usual = declared.usual
    values: list[ir.Value | None] = list(plain)
    if usual is None:
        weights = [1.0] * len(plain)
        if declared.default is None and declared.type.kind is not ir.Kind.YES_NO:
            values.append(None)
            weights.append(len(plain) / 2)
    else:
        weighed = dict(usual.values)
        values = [*plain, *(v for v in weighed if v not in plain), None]
        rest = [v for v in plain if v not in weighed]
        other = usual.other / len(rest) if rest else 0.0
        weights = [float(weighed.get(v, other)) for v in values if v is not None]
        weights.append(float(usual.none))
    shares = np.array(weights)
    return values, shares / shares.sum()


def _plain_values(declared: ir.FactDeclaration, today: int) -> list[ir.Value]:
    low, high = declared.minimum, declared.maximum

    def within(values: Sequence[int]) -> list[ir.Value]:
        return [v for v in values if (low is None or v >= low) and (high is None or v <= high)]

    match declared.type.kind:
        case ir.Kind.YES_NO:
            return [True, False]
        case ir.Kind.CHOICE:
            return list(declared.type.choices)
        case ir.Kind.DATE:
            back = [today - days for days in _DAYS_BACK]
            ahead = [today + days for days in _DAYS_AHEAD]
            if declared.looks is ir.Looks.BACK:
                return within(back)
            return within(ahead if declared.looks is ir.Looks.AHEAD else [*back[:0:-1], *ahead])
        case ir.Kind.NUMBER:
            return within([n * ir.MILLION for n in (0, 1, 2, 3, 5, 10)])
        case ir.Kind.DURATION:
            return within(_DAYS)
        case ir.Kind.PERIOD:
            return within(_MONTHS)
        case _:
            return ["something"]


def _others(base: Array, shares: Array, drawn: np.random.Generator) -> Array:
    """For each draw another one, in the shares of what is left."""
    # Gumbel's trick: the largest of log(share) + noise is a draw by the shares; the base is ruled out.
    with np.errstate(divide="ignore"):
        keys = np.log(shares)[None, :] + drawn.gumbel(size=(len(base), len(shares)))
    keys[np.arange(len(base)), base] = -np.inf
    found = keys.argmax(1)
    return np.where(np.isneginf(keys.max(1)), base, found)


def signatures(decided: Decided, rows: int) -> tuple[Array, Array]:
    """For each row a number for its first piece, and one for all of its advice in order; 0: none."""
    advice = decided.advice
    row = integers(advice.column("row"))
    place, action, status = (
        codes_of(advice.column(name))[0].astype(np.uint64) for name in ("place", "action", "status")
    )
    where = place * np.uint64(1_000_003) + action
    days = [
        filled(advice.column(name).combine_chunks(), -1).astype(np.uint64)
        for name in ("start", "due")
    ]
    piece = _hashed(_hashed(_hashed(where) + days[0]) + days[1]) + status
    starts = np.searchsorted(row, np.arange(rows))
    position = (np.arange(len(row)) - starts[row]).astype(np.uint64)
    whole = np.zeros(rows, np.uint64)
    np.add.at(whole, row, _hashed(piece + _hashed(position)))
    first = np.zeros(rows, np.uint64)
    is_first = position == 0
    first[row[is_first]] = _hashed(where[is_first])
    if decided.results is not None:
        told = _results_told(decided.results, rows)
        first, whole = _hashed(first + told), _hashed(whole + told)
    broken = integers(decided.errors.column("row"))
    first[broken] = whole[broken] = 1
    return first, whole


def _results_told(results: pa.Table, rows: int) -> Array:
    """For each row a number for all of its results."""
    row = integers(results.column("row"))
    starts = np.searchsorted(row, np.arange(rows))
    place = _hashed((np.arange(len(row)) - starts[row]).astype(np.uint64))
    found = np.zeros(rows, np.uint64)
    for number, column in enumerate(results.columns[len(ir.RESULT_HEAD) - 1 :]):  # without the ids
        codes = column.combine_chunks().dictionary_encode().indices
        told = filled(codes, -1).astype(np.uint64)
        np.add.at(found, row, _hashed(_hashed(told + np.uint64(number)) + place))
    return found


def _hashed(numbers: Array) -> Array:
    """Numbers spread over 64 bits (the finalizer of SplitMix64)."""
    with np.errstate(over="ignore"):
        mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        spread: Array = mixed ^ (mixed >> np.uint64(31))
    return spread
