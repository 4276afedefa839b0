"""Lines of JSON to plain values, one at a time and without any library."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

from advisor.batch.plain_rows import RowError
from advisor.ir.packs import SITUATION
from advisor.loading.syntax.json_reader import read_json

MAX_LINE_BYTES = 8_000_000
BOM = b"\xef\xbb\xbf"


def parse_line(line: bytes) -> dict[str, object] | None:
    """The values of one line; None for a blank one. Numbers with a point are exact.

    Raises: RowError, where it is not one JSON mapping.
    """
    if not line.strip():
        return None
    if len(line) > MAX_LINE_BYTES:
        raise RowError(
            "ADV002", f"the line has {len(line):,} bytes; the most is {MAX_LINE_BYTES:,}"
        )
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise RowError("ADV003", f"byte {error.start + 1} of the line is not UTF-8 text") from error
    try:
        found = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        raise _why_not(text) from None
    if not isinstance(found, dict):
        raise RowError("ADV407", "the line is no mapping of facts")
    return found


def id_in(values: dict[str, object]) -> str | None:
    """The id that a line gives its situation, as far as it can be used."""
    found = values.get(SITUATION)
    return found if isinstance(found, str) else None


def _why_not(text: str) -> RowError:
    """What our own, slower reader says: it speaks to people."""
    for problem in read_json(text, "").diagnostics:
        help = f"; {problem.help}" if problem.help else ""
        place = f"column {problem.span.column}"
        return RowError(problem.code, f"{place}: {problem.message}{help}")
    return RowError("ADV017", "the line is not JSON")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise RowError("ADV015", f"`{key}` stands there twice")
            seen.add(key)
    return found


def _no_constant(text: str) -> NoReturn:
    raise RowError("ADV017", f"`{text}` is not a JSON value")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_repeats, parse_float=Decimal, parse_constant=_no_constant
)
