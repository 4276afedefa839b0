"""The advice of two packs for the same situations, compared in columns: whose page is another one, and how.

NumPy and pyarrow are imported here and nowhere else in this room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.backends.columnar import Decided, codes_of
from advisor.batch.problems import RULES_ERRORS
from advisor.diagnostics.fast_dataclass import dataclass, replace

Array = Any  # of NumPy
_NO_DAY = np.iinfo(np.int32).min
_NOTHING = -1  # instead of a code
_NOT_GIVEN = "\0"


class ChangeKind(Enum):
    """What has become of a piece of advice, or of a result; the last two are of the whole page."""

    GONE = "gone"
    NEW = "new"
    EARLIER = "earlier"
    LATER = "later"
    DATES = "dates"  # neither clearly earlier nor later, or of another status
    RESULT = "result"  # another value, or none
    ORDER = "order"
    ERROR = "error"


_KINDS = tuple(ChangeKind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


class Refusal(Enum):
    """Whose rules cannot use a situation."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PageChange:
    """One way in which pages differ: what happened to an action, and the rules that advised it.

    Shape: `action` is the column of a result. `old_rules` and `new_rules` are empty where the piece was not there, and of
    results; of an error they are what is wrong, in words, or nothing where there is advice.
    """

    kind: ChangeKind
    action: str
    old_rules: tuple[str, ...]
    new_rules: tuple[str, ...]


@dataclass(frozen=True)
class PagesCompared:
    """The pages of one table of situations.

    Shape: `rows` are those whose page is another one, in order. Change number `number[n]`, of `changes`,
    is in row `at[n]`; rising by row, each once a row. `refused` are rows whose facts cannot be used; they are not
    among the `situations`.
    """

    situations: int
    refused: Mapping[Refusal, Array]
    rows: Array
    changes: tuple[PageChange, ...]
    at: Array
    number: Array


def compare_pages(old: Decided, new: Decided) -> PagesCompared:
    """Put the advice of two programs for the same table side by side.

    A piece is the same where its action and its place are; its page is another one where a piece comes or goes,
    has other dates or another status, or overtakes another piece. Words alone are no difference.
    """
    pieces = _Pieces.of(old.advice, new.advice)
    rows = _other_rows(pieces, old.rows)
    results = dict(_result_changes(old.results, new.results))
    pieces.actions.extend(results)
    found = [*_piece_changes(pieces.within(rows))]
    for code, rows_of_one in enumerate(results.values(), len(pieces.actions) - len(results)):
        nothing = np.full(len(rows_of_one), _NOTHING)
        kind = np.full(len(rows_of_one), _CODES[ChangeKind.RESULT])
        found.append((rows_of_one, kind, np.full(len(rows_of_one), code), nothing, nothing))
    by_old, by_new = _refused(old), _refused(new)
    unusable = np.union1d(by_old, by_new)
    refused = {
        Refusal.BOTH: np.intersect1d(by_old, by_new),
        Refusal.OLD: np.setdiff1d(by_old, by_new),
        Refusal.NEW: np.setdiff1d(by_new, by_old),
    }
    at, codes, names = _joined(found, _error_changes(old, new, unusable), unusable, pieces)
    return PagesCompared(old.rows - len(unusable), refused, np.unique(at), names, at, codes)


@dataclass(frozen=True)
class _Pieces:
    """All pieces of both sides as numbers; those of the old side come first, then `size` says where the new begin."""

    row: Array
    action: Array
    place: Array
    start: Array
    due: Array
    status: Array
    rules: Array
    size: int
    actions: list[str]
    rule_words: list[str]
    places: int

    @classmethod
    def of(cls, old: pa.Table, new: pa.Table) -> _Pieces:
        """The pieces of two tables of advice."""
        both = pa.concat_tables([old, new])
        action, actions = codes_of(both.column("action"))
        place, places = codes_of(both.column("place"))
        status, _ = codes_of(both.column("status"))
        rules, rule_words = codes_of(both.column("rules"))
        start, due = (
            pc.fill_null(
                both.column(name).cast(pa.int32()), pa.scalar(_NO_DAY, pa.int32())
            ).to_numpy()
            for name in ("start", "due")
        )
        row = both.column("row").to_numpy()
        return cls(
            row,
            action,
            place,
            start,
            due,
            status,
            rules,
            old.num_rows,
            actions,
            rule_words,
            len(places),
        )

    def within(self, rows: Array) -> _Pieces:
        """Those of some rows."""
        kept = rows[self.row]
        size = int(np.count_nonzero(kept[: self.size]))
        columns = (self.row, self.action, self.place, self.start, self.due, self.status, self.rules)
        row, action, place, start, due, status, rules = (column[kept] for column in columns)
        return replace(
            self,
            row=row,
            action=action,
            place=place,
            start=start,
            due=due,
            status=status,
            rules=rules,
            size=size,
        )

    def key(self) -> Array:
        """A number for the row, the action and the place of each piece: no two of one side have the same."""
        return (self.row * len(self.actions) + self.action) * self.places + self.place


def _other_rows(pieces: _Pieces, count: int) -> Array:
    """A mask of the rows whose pieces are not the same, one by one."""
    n = pieces.size
    old = np.bincount(pieces.row[:n], minlength=count)
    new = np.bincount(pieces.row[n:], minlength=count)
    other = old != new
    # Where a row has as many pieces on both sides, these stand in the same order in what is left:
    # rows 0 0 1 2 2 and 0 0 1 1 2 2 without row 1 are 0 0 2 2 and 0 0 2 2.
    same = ~other[pieces.row]
    first, second = np.flatnonzero(same[:n]), n + np.flatnonzero(same[n:])
    differs = np.zeros(len(first), np.bool_)
    for column in (pieces.action, pieces.place, pieces.start, pieces.due, pieces.status):
        differs |= column[first] != column[second]
    other[pieces.row[first[differs]]] = True
    return other


_Found = tuple[Array, Array, Array, Array, Array]  # row, kind, action, old and new rules


def _piece_changes(pieces: _Pieces) -> Iterator[_Found]:
    n, key = pieces.size, pieces.key()
    by_key = np.argsort(key[:n], kind="stable")
    where = np.searchsorted(key[:n], key[n:], sorter=by_key)
    partner = by_key.take(np.minimum(where, max(n - 1, 0))) if n else np.zeros(len(where), np.int64)
    is_kept = (key[partner] == key[n:]) if n else np.zeros(len(where), np.bool_)
    was_kept = np.zeros(n, np.bool_)
    was_kept[partner[is_kept]] = True

    def found(at: Array, kind: Array | int, old: Array | None, new: Array | None) -> _Found:
        nothing = np.full(len(at), _NOTHING)
        return (
            pieces.row[at],
            np.broadcast_to(kind, len(at)),
            pieces.action[at],
            nothing if old is None else pieces.rules[old],
            nothing if new is None else pieces.rules[new],
        )

    gone, came = np.flatnonzero(~was_kept), n + np.flatnonzero(~is_kept)
    yield found(gone, _CODES[ChangeKind.GONE], gone, None)
    yield found(came, _CODES[ChangeKind.NEW], None, came)
    old, new = partner[is_kept], n + np.flatnonzero(is_kept)
    moved = np.zeros(len(old), np.bool_)
    for column in (pieces.start, pieces.due, pieces.status):
        moved |= column[old] != column[new]
    yield found(new[moved], _direction(pieces, old[moved], new[moved]), old[moved], new[moved])
    # Pieces that stay, in their new order, with the places that they had in the old one: where the place falls, the
    # second was before the first. From one row to the next it rises, since both sides come by row.
    at = np.flatnonzero(np.diff(old) < 0)
    yield found(new[at], _CODES[ChangeKind.ORDER], old[at], new[at])


def _direction(pieces: _Pieces, old: Array, new: Array) -> Array:
    """Earlier or later by the due; by the start, where the due is the same; else neither."""
    sign = np.zeros(len(old), np.int64)
    for column in (pieces.due, pieces.start):
        was, now = column[old], column[new]
        both = (was != _NO_DAY) & (now != _NO_DAY)
        sign = np.where((sign == 0) & both, np.sign(now - was), sign)
    kinds = np.array(
        [_CODES[ChangeKind.EARLIER], _CODES[ChangeKind.DATES], _CODES[ChangeKind.LATER]]
    )
    return kinds[sign + 1]


def _result_changes(old: Any, new: Any) -> Iterator[tuple[str, Array]]:
    """By column, the rows of situations of which a result has another value, or is given on one side only."""
    if old is None or new is None:
        return
    heads = pa.concat_tables([table.select(["row", "place"]) for table in (old, new)])
    place, places = codes_of(heads.column("place"))
    # By instance, the codes of its value on both sides: rows of the old table first, then those of the new one.
    keys, at = np.unique(heads.column("row").to_numpy() * len(places) + place, return_inverse=True)
    n = old.num_rows
    for name in dict.fromkeys((*old.column_names, *new.column_names)):
        if name not in ("row", "place", "for"):
            codes, _ = codes_of(pa.chunked_array([_words(old, name), _words(new, name)]))
            was, now = np.full(len(keys), _NOTHING), np.full(len(keys), _NOTHING)
            was[at[:n]], now[at[n:]] = codes[:n], codes[n:]
            yield name, np.unique(keys[was != now] // max(len(places), 1))


def _words(table: pa.Table, name: str) -> Any:
    """A column as texts; what is not given, and a column that is not there, are a text that no value is."""
    if name not in table.column_names:
        return pa.array([_NOT_GIVEN] * table.num_rows, pa.string())
    return pc.fill_null(table.column(name).cast(pa.string()).combine_chunks(), _NOT_GIVEN)


def _error_changes(old: Decided, new: Decided, unusable: Array) -> dict[int, tuple[str, str]]:
    """By row, what is wrong before and after, where that is not the same; but for rows that cannot be used."""
    was, now = _causes(old), _causes(new)
    return {
        row: (was.get(row, ""), now.get(row, ""))
        for row in (was.keys() | now.keys()) - set(unusable.tolist())
        if was.get(row) != now.get(row)
    }


def _refused(decided: Decided) -> Array:
    """The rows whose facts cannot be used, in order: what is wrong there is not what the rules come to."""
    of_rules = pc.is_in(decided.errors.column("code"), pa.array(RULES_ERRORS, pa.string()))
    return np.unique(decided.errors.filter(pc.invert(of_rules)).column("row").to_numpy())


def _causes(decided: Decided) -> dict[int, str]:
    columns = (decided.errors.column(name).to_pylist() for name in ("row", "cause"))
    return dict(zip(*columns, strict=True))


def _joined(
    of_pieces: list[_Found],
    errors: Mapping[int, tuple[str, str]],
    unusable: Array,
    pieces: _Pieces,
) -> tuple[Array, Array, tuple[PageChange, ...]]:
    """All changes by row, each once; their numbers, and what the numbers stand for."""
    columns = [np.concatenate([part[n] for part in of_pieces]) for n in range(5)]
    wrong = [*errors, *unusable.tolist()]
    is_wrong = np.zeros(int(max(columns[0].max(initial=0), *wrong, 0)) + 1, np.bool_)
    is_wrong[wrong] = True
    kept = ~is_wrong[
        columns[0]
    ]  # of a page that became an error, or was one, that is all there is to say
    row, kind, action, old, new = (column[kept] for column in columns)
    sizes = (len(_KINDS), len(pieces.actions) + 1, *[len(pieces.rule_words) + 1] * 2)
    flat = np.ravel_multi_index((kind, action, old + 1, new + 1), sizes) if len(row) else row
    codes, number = np.unique(flat, return_inverse=True)
    words = ["", *pieces.rule_words]
    changes = [
        PageChange(_KINDS[k], pieces.actions[a], tuple(words[o].split()), tuple(words[n].split()))
        for k, a, o, n in zip(*np.unravel_index(codes, sizes), strict=True)
    ]
    ids: dict[PageChange, int] = {change: n for n, change in enumerate(changes)}
    more = [
        (
            at,
            ids.setdefault(
                PageChange(
                    ChangeKind.ERROR, "", tuple(filter(None, [was])), tuple(filter(None, [now]))
                ),
                len(ids),
            ),
        )
        for at, (was, now) in errors.items()
    ]
    row = np.concatenate([row, np.array([at for at, _ in more], np.int64)])
    number = np.concatenate([number.reshape(-1), np.array([n for _, n in more], np.int64)])
    once = np.unique(row * max(len(ids), 1) + number)
    return once // max(len(ids), 1), once % max(len(ids), 1), tuple(ids)
