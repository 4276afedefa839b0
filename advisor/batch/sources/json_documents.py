"""Whole documents of JSON, as interfaces and libraries write many rows, as CSV or as JSON Lines.

[{"company": "Acme"}, …]    {"data": [{"company": "Acme"}, …]}    {"columns": ["company"], "data": [["Acme"], …]}

Rows with nothing but single values become a table, like a sheet; others lines.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from advisor.batch.problems import BatchError
from advisor.batch.sources.plain_values import plain_of_extended
from advisor.diagnostics.suggestions import listed

_HEAD = 20_000  # bytes
MOST_BYTES = 1_000_000_000  # of a document, which is read whole
# Where interfaces, databases and spreadsheets put the rows.
_WRAPPERS = (
    "data",
    "value",
    "values",
    "records",
    "rows",
    "results",
    "items",
    "entries",
    "features",
    "response",
    "situations",
)
_HELP = "write each situation on a line of its own, as .jsonl (jq -c '.[]' FILE.json does that for a list)"

# What begins a document with many rows: a list, `{"total": 2, "data": [`, `{"columns": [`, `{"company": {"0":`, `{"0": {`;
# or a line that ends as an object, and the next one.
_MANY = re.compile(
    r"""\s*(?:\[
    |\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[-\w.]+|\[[^\[\]]*\]|\{[^{}]*\})\s*,)*\s*"(?:columns|schema|WRAPPERS)"\s*:\s*[\[{]
    |\{\s*"[^"]*"\s*:\s*\{\s*"[0-9]+"\s*:
    |\{\s*"[0-9]+"\s*:\s*\{
    |\{[^\n]*\}\r?\n\s*\{)""".replace("WRAPPERS", "|".join(_WRAPPERS)),
    re.VERBOSE,
)

Row = dict[str, Any]


def holds_rows(path: Path) -> bool:
    """Whether a document begins as one with many rows, and not as a situation."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return False  # who reads it will say so
    return bool(_MANY.match(head))


def rows_of(path: Path) -> tuple[list[Row], str]:
    """The rows of a document, and where they stand in it: "" for the document itself. Numbers with a point are texts of them.

    Raises: BatchError, where it is no JSON or has no rows; OSError.
    """
    if path.stat().st_size > MOST_BYTES:
        raise BatchError(f"{path} is a document of more than {MOST_BYTES:,} bytes: {_HELP}")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BatchError(f"cannot read {path}: byte {error.start + 1} is not UTF-8 text") from error
    try:
        found = json.loads(text, **_HOW)
    except json.JSONDecodeError as error:
        lines = _lines(text)
        if lines is not None:
            return lines, ""
        said = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise BatchError(f"cannot read {path}: it is no JSON; {said}") from error
    except (ValueError, RecursionError) as error:
        raise BatchError(f"cannot read {path}: {error}") from error
    place = ""
    if isinstance(found, dict):
        place = next((name for name in _WRAPPERS if isinstance(found.get(name), list)), "")
        columns = _names_in(found)
        if place and columns and any(isinstance(row, list) for row in found[place]):
            return _below(columns, found[place], path), place
        index = _index_of(found)
        found = found[place] if place else _transposed(found)
        if index is not None and isinstance(found, list):
            found = [
                {n: v for n, v in row.items() if n != index}
                for row in found
                if isinstance(row, dict)
            ]
    if not isinstance(found, list) or not found:
        raise BatchError(f"{path} holds no rows: {_HELP}")
    if all(isinstance(row, list) for row in found):
        return _below(found[0], found[1:], path), place
    if not all(isinstance(row, dict) for row in found):
        raise BatchError(f"{path} holds something else than rows: {_HELP}")
    return [_properties(row) for row in found], place


def _names_in(found: Row) -> list[str] | None:
    """The names of columns that stand beside rows of cells: `"columns": ["company"]`, `"meta": [{"name": "company"}]`."""
    for key in ("columns", "meta", "fields", "schema"):
        columns = found.get(key)
        if isinstance(columns, dict):
            columns = columns.get("fields")
        if isinstance(columns, list) and columns:
            named = [one.get("name") if isinstance(one, dict) else one for one in columns]
            names = [name for name in named if isinstance(name, str)]
            if len(names) == len(named):
                return names
    return None


def are_flat(rows: Iterable[Row]) -> bool:
    """Whether rows hold single values only, as those of a sheet do."""
    return not any(isinstance(value, (dict, list)) for row in rows for value in row.values())


def write_table(rows: Sequence[Row], target: Path) -> None:
    """Write flat rows as CSV."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    # Half an emoji is no text: its row is refused, and told.
    with target.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(row.get(name)) for name in names] for row in rows)


def write_lines(rows: Iterable[Row], target: Path) -> None:
    """Write rows as JSON Lines."""
    with target.open("w", encoding="ascii") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _lines(text: str) -> list[Row] | None:
    """The rows of a document that is JSON Lines under another name; None, where it is not."""
    try:
        rows = [json.loads(line, **_HOW) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None
    return rows if len(rows) > 1 and all(isinstance(row, dict) for row in rows) else None


def _below(names: Sequence[Any], rows: Sequence[Any], path: Path) -> list[Row]:
    """Rows of cells below names."""
    if not all(isinstance(name, str) for name in names):
        raise BatchError(
            f"{path} has rows without names: write the names of the columns as the first"
        )
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list) or len(row) != len(names):
            raise BatchError(
                f"{path}: row {number} does not have a cell for each of the names {listed(names)}"
            )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _transposed(found: Row) -> list[Row]:
    """The rows of a mapping of columns or of rows by their numbers; a mapping of something else is a row itself.

    >>> _transposed({"company": {"0": "Acme", "1": "Borg"}})
    [{'company': 'Acme'}, {'company': 'Borg'}]
    >>> _transposed({"0": {"company": "Acme"}, "1": {"company": "Borg"}})
    [{'company': 'Acme'}, {'company': 'Borg'}]
    """
    inner = list(found.values())
    if not inner or not all(isinstance(value, dict) for value in inner):
        return [found]
    if all(name.isdigit() for name in found):
        return inner
    numbers = list(inner[0])
    if all(name.isdigit() for name in numbers) and all(list(one) == numbers for one in inner):
        return [{name: column[number] for name, column in found.items()} for number in numbers]
    return [found]


def _index_of(found: Row) -> str | None:
    """The numbers of rows that pandas writes beside them, by what it says of the columns."""
    schema = found.get("schema")
    keys = schema.get("primaryKey") if isinstance(schema, dict) else None
    return "index" if keys == ["index"] else None


def _properties(row: Row) -> Row:
    """Of a place on a map what is said of it."""
    inner = row.get("properties")
    return inner if row.get("type") == "Feature" and isinstance(inner, dict) else row


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"`{text}` is not a JSON value")


def _once(pairs: list[tuple[str, Any]]) -> Any:
    if len(pairs) == 1 and pairs[0][0].startswith("$"):
        return plain_of_extended(*pairs[0])
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise ValueError(f"`{twice}` stands there twice")
    return found


_HOW: dict[str, Any] = {
    "parse_float": str,
    "parse_constant": _no_constant,
    "object_pairs_hook": _once,
}


def flat_lines(path: Path) -> Iterator[Row]:
    """The rows of JSON Lines that hold single values only.

    Raises: BatchError, where a line is none; OSError.
    """
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line, **_HOW)
            except (ValueError, RecursionError) as error:
                raise BatchError(f"{path}, line {number}: it is no JSON: {error}") from error
            if not isinstance(row, dict) or not are_flat([row]):
                raise BatchError(
                    f"{path}, line {number}: with --rows, each line has single values only; lines with lists need no --rows"
                )
            yield row
