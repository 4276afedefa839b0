"""How values are written in the whole column of a table: `28/11/2026` with the day first, `12,50` with a comma.

A column is looked through once, and only where a value asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from threading import Lock
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.sources.date_spellings import tidied
from advisor.batch.sources.dates import PATTERN, order_of, told, unmistakable_order
from advisor.batch.sources.reading import Notices
from advisor.batch.sources.table_files import TableFile

Places = Mapping[tuple[str, str], tuple[TableFile, str]]  # file and column of each entity and fact
T = TypeVar("T")
_DATE = re.compile(PATTERN)
_COMMA = re.compile(r"\s*-?[0-9][0-9.'\u2019 \u00a0\u202f]*,[0-9]+\s*")  # `12,50`
# `1,234`, which is more than a thousand where others have no comma before fractions.
_NO_DOUBT = re.compile(r"(?!\s*-?[0-9]{1,3}(?:,[0-9]{3})+\s*$)" + _COMMA.pattern)
_POINT_BEHIND = re.compile(r".*,[0-9]{3}\.[0-9]+\s*")  # `1,234.50`


class OrdersBeside:
    """The order of dates in a column, as the files of one input show it together. For any thread."""

    def __init__(self, files: Iterable[TableFile] = ()) -> None:
        self._files, self._lock = tuple(files), Lock()
        self._known: dict[str, tuple[str, str] | None] = {}

    def of(self, column: str) -> tuple[str, str] | None:
        """The order and a date that shows it; None, where no file leaves no doubt, or two differ."""
        with self._lock:
            if column not in self._known:
                texts = (
                    _texts_like(_DATE, file, column, tidied)
                    for file in self._files
                    if file.schema.names.count(column) == 1
                )
                self._known[column] = unmistakable_order(texts)
            return self._known[column]


def orders_in(
    places: Places, notices: Notices, beside: OrdersBeside | None = None
) -> Callable[[ir.FactDeclaration], str | None]:
    """Looks for the order of the dates of a fact."""

    def look(file: TableFile, column: str) -> str | None:
        elsewhere = partial((beside or OrdersBeside()).of, column)
        found = order_of(_texts_like(_DATE, file, column, tidied), column, file.name, elsewhere)
        if found is not None:
            notices.add(told(found[0], column, found[1]), "order", column, found[0])
        return None if found is None else found[0]

    return _once_each(places, look, None)


def commas_in(places: Places, notices: Notices) -> Callable[[ir.FactDeclaration], bool]:
    """Looks for commas before the fractions of the numbers of a fact: where people write these, other signs
    separate cells, and semicolons do nowhere else."""

    def look(file: TableFile, column: str) -> bool:
        if file.delimiter in (None, ","):
            return False
        example = next(_texts_like(_COMMA, file, column), None)
        if example is None or next(_texts_like(_POINT_BEHIND, file, column), None) is not None:
            return False
        if file.delimiter != ";":
            example = next(_texts_like(_NO_DOUBT, file, column), None)
        if example is not None:
            notices.add(
                f"`{column}` is read with a comma before fractions, as in {example.strip()}",
                "comma",
                column,
            )
        return example is not None

    return _once_each(places, look, False)


def _once_each(
    places: Places, look: Callable[[TableFile, str], T], otherwise: T
) -> Callable[[ir.FactDeclaration], T]:
    lock = Lock()
    known: dict[tuple[str, str], T] = {}

    def of(fact: ir.FactDeclaration) -> T:
        place = fact.entity, fact.name
        if place not in places:
            return otherwise
        with lock:
            if place not in known:
                known[place] = look(*places[place])
        return known[place]

    return of


def _texts_like(
    pattern: re.Pattern[str],
    file: TableFile,
    column: str,
    tidy: Callable[[str], str] = lambda text: text,
) -> Iterator[str]:
    for batch in file.batches([column]):
        array = batch.column(0)
        if kinds.is_dictionary(array.type):
            array = array.dictionary_decode()
        if kinds.is_string(array.type) or kinds.is_large_string(array.type):
            for raw in pc.unique(array.cast(pa.large_binary())).drop_null().to_pylist():
                text = tidy(raw.decode("utf-8", "replace"))
                if pattern.fullmatch(text):
                    yield text
