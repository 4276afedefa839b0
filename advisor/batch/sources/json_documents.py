"""Whole documents of JSON, as interfaces and libraries write many rows, as CSV or as JSON Lines.

[{"company": "Acme"}, …]    {"data": [{"company": "Acme"}, …]}    {"columns": ["company"], "data": [["Acme"], …]}

Rows with nothing but single values become a table, like a sheet; others lines.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from advisor.batch.problems import BatchError
from advisor.batch.sources.csv_layout import are_types
from advisor.batch.sources.encodings import how_to_read, utf16_seen
from advisor.batch.sources.plain_values import plain_of_typed
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
    "result",
    "items",
    "entries",
    "features",
    "response",
    "situations",
    "hits",
    "edges",
    "Items",
    "documents",
    "_embedded",
)
# What holds a row, beside what an interface or a queue says of it: `{"id": "rec1", "fields": {"company": "Acme"}}`.
_ENVELOPES = (
    "properties",
    "_source",
    "attributes",
    "fields",
    "node",
    "payload",
    "data",
    "document",
    "doc",
)
_ACTIONS = ({"index"}, {"create"}, {"update"})  # of Elasticsearch, above each row
_HELP = "write each situation on a line of its own, as .jsonl (jq -c '.[]' FILE.json does that for a list)"

# What begins a document with many rows: a list, `{"total": 2, "data": [`, `{"columns": [`, `{"company": {"0":`, `{"0": {`;
# or an object that ends, and the next one.
_MANY = re.compile(
    r"""\s*(?:\[
    |\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[-\w.]+|\[[^\[\]]*\]|\{[^{}]*\})\s*,)*\s*"(?:columns|schema|WRAPPERS)"\s*:\s*[\[{]
    |\{\s*"[^"]*"\s*:\s*\{\s*"[0-9]+"\s*:
    |\{\s*"(?:row_)?[0-9]+"\s*:\s*\{
    |\{[^\n]*\}\r?\n\s*\{
    |\{[^\n]*\n(?:[^}\n].*\n|\n)*\}\s*\{)""".replace("WRAPPERS", "|".join(_WRAPPERS)),
    re.VERBOSE,
)

Row = dict[str, Any]


# A list, on one line, with its bracket on a line of its own, or a comma at the end of each (SQLite); a value on several lines.
_NO_LINES = re.compile(
    r'\s*(?:\[[ \t]*\r?\n\s*\{|\[\s*\{[^\n]*(?:\n?\Z|,[ \t]*\r?\n)|\{[ \t]*\r?\n[ \t]*")'
)


def holds_rows(path: Path, *, is_of_rows: bool = False) -> bool:
    """Whether a document begins as one with rows, and not as a situation; `is_of_rows`: somebody says so."""
    head = _head(path)
    return bool(_MANY.match(head)) or (is_of_rows and head.lstrip().startswith("{"))


_NO_JSON = re.compile(r"\s*([A-Za-z_$][\w$. ]*(?:\(|= ?)|//|/\*)")


def script_seen(path: Path) -> str | None:
    """What a file begins with that is JavaScript: `callback(`, `const jobs = `, a remark."""
    found = _NO_JSON.match(_head(path))
    return None if found is None else found[1].strip()


def is_document(path: Path) -> bool:
    """Whether a file of lines is one list, or has values of several lines: a document under another name."""
    return bool(_NO_LINES.match(_head(path)))


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""  # who reads it will say so
    return head.decode(utf16_seen(head) or "utf-8-sig", "replace")


def rows_of(path: Path) -> tuple[list[Row], str]:
    """The rows of a document, and where they stand in it: "" for the document itself. Numbers with a point are texts of them.

    Raises: BatchError, where it is no JSON or has no rows; OSError.
    """
    if path.stat().st_size > MOST_BYTES:
        raise BatchError(f"{path} is a document of more than {MOST_BYTES:,} bytes: {_HELP}")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        help = how_to_read(error.object, error.start)
        why = f"byte {error.start + 1} is not UTF-8 text; {help}"
        raise BatchError(f"cannot read {path}: {why}") from error
    try:
        found = json.loads(text, **_HOW)
    except json.JSONDecodeError as error:
        several = _one_after_another(text)
        if several is not None:
            return _rows_among(several, path, "")
        said = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise BatchError(f"cannot read {path}: it is no JSON; {said}") from error
    except (ValueError, RecursionError) as error:
        raise BatchError(f"cannot read {path}: {error}") from error
    place = ""
    if isinstance(found, dict):
        columns, index = _names_in(found), _index_of(found)
        found, place = _wrapped(found, "")
        if columns and isinstance(found, list) and any(isinstance(row, list) for row in found):
            return _below(columns, found, path), place
        if isinstance(found, dict):
            found = _transposed(found)
        if index is not None:
            found = [
                {n: v for n, v in row.items() if n != index}
                for row in found
                if isinstance(row, dict)
            ]
    if not isinstance(found, list):
        raise BatchError(f"{path} holds no rows: {_HELP}")
    return _rows_among(found, path, place)


def _wrapped(found: Row, place: str) -> tuple[Any, str]:
    """What an interface wrote around, and where that stands: {"data": {"jobs": {"edges": […]}}} is data.jobs.edges."""
    for name in _WRAPPERS:
        inner = found.get(name)
        if isinstance(inner, list):
            return inner, f"{place}{name}"
        if isinstance(inner, dict) and not _is_transposed(inner):
            lists = [key for key, one in inner.items() if isinstance(one, list)]
            if len(lists) == 1 and lists[0] not in _WRAPPERS:
                return inner[lists[0]], f"{place}{name}.{lists[0]}"
            if len(inner) == 1 and isinstance(one := next(iter(inner.values())), dict):
                return _wrapped(one, f"{place}{name}.{next(iter(inner))}.")
            return _wrapped(inner, f"{place}{name}.")
        if isinstance(inner, dict):
            return inner, f"{place}{name}"
    return found, place.rstrip(".")


def _rows_among(found: Sequence[Any], path: Path, place: str) -> tuple[list[Row], str]:
    """The rows of a list: mappings, in an envelope or not, or cells below names and perhaps their types."""
    if not found:
        raise BatchError(f"{path} holds no rows: {_HELP}")
    if all(isinstance(row, list) for row in found):
        has_types = (
            len(found) > 1 and all(isinstance(t, str) for t in found[1]) and are_types(found[1])
        )
        return _below(found[0], found[1 + has_types :], path), place
    if not all(isinstance(row, dict) for row in found):
        raise BatchError(f"{path} holds something else than rows: {_HELP}")
    rows = [_without_type(row) for row in found if not _is_action(row)]
    # A value is never a mapping, but for what holds a whole row.
    while name := next(
        (n for n in _ENVELOPES if all(isinstance(r.get(n), dict) for r in rows)), ""
    ):
        rows, place = [row[name] for row in rows], f"{place}.{name}" if place else name
    if any({"before", "after"} <= row.keys() for row in rows):
        raise BatchError(
            f"{path} holds changes (`before`, `after`), and no rows: export the table as it stands now"
        )
    return rows, place


def _without_type(row: Row) -> Row:
    """A row without what Salesforce says of it: `"attributes": {"type": "Lead", "url": "/services/…"}`."""
    said = row.get("attributes")
    is_type = isinstance(said, dict) and said.keys() == {"type", "url"} and len(row) > 1
    return {name: value for name, value in row.items() if name != "attributes"} if is_type else row


def _held(row: Row) -> str:
    """The first name whose value is no single one."""
    return next(name for name, value in row.items() if isinstance(value, (dict, list)))


def _is_action(one: Any) -> bool:
    is_one = isinstance(one, dict) and one.keys() in _ACTIONS
    return is_one and all(isinstance(value, dict) for value in one.values())


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
        file.writelines(json.dumps(row, default=str) + "\n" for row in rows)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


_BETWEEN = re.compile(r"[\s,\x1e]*")


def _one_after_another(text: str) -> list[Any] | None:
    """The values of a document that holds several, each on a line or on many; None, where it does not."""
    decoder = json.JSONDecoder(**_HOW)
    found: list[Any] = []
    end = 0
    try:
        while (at := _BETWEEN.match(text, end).end()) < len(text):  # type: ignore[union-attr]  # it matches "", too
            value, end = decoder.raw_decode(text, at)
            found.append(value)
    except (ValueError, RecursionError):
        return None
    return found if len(found) > 1 else None


def _below(names: Sequence[Any], rows: Sequence[Any], path: Path) -> list[Row]:
    """Rows of cells below names."""
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
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
    >>> _transposed({"company": ["Acme", "Borg"]})
    [{'company': 'Acme'}, {'company': 'Borg'}]
    """
    inner = list(found.values())
    if not _is_transposed(found):
        return [found]
    if isinstance(inner[0], list):
        cells: Any = zip(*inner, strict=True)
        return [dict(zip(found, row, strict=True)) for row in cells]
    if all(map(_NUMBERED.fullmatch, found)):
        return inner
    return [{name: column[number] for name, column in found.items()} for number in inner[0]]


_NUMBERED = re.compile(r"(?:row_)?[0-9]+")


def _is_transposed(found: Row) -> bool:
    """Whether it maps the numbers of rows to these, or names to columns that are as long as each other."""
    inner = list(found.values())
    if inner and all(isinstance(one, list) for one in inner):
        is_flat = not any(isinstance(value, (dict, list)) for one in inner for value in one)
        return is_flat and len({len(one) for one in inner}) == 1
    if not inner or not all(isinstance(one, dict) for one in inner):
        return False
    if all(map(_NUMBERED.fullmatch, found)):
        return True
    numbers = list(inner[0])
    return all(name.isdigit() for name in numbers) and all(list(one) == numbers for one in inner)


def _index_of(found: Row) -> str | None:
    """The numbers of rows that pandas writes beside them, by what it says of the columns."""
    schema = found.get("schema")
    keys = schema.get("primaryKey") if isinstance(schema, dict) else None
    return "index" if keys == ["index"] else None


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"`{text}` is not a JSON value")


def _once(pairs: list[tuple[str, Any]]) -> Any:
    if len(pairs) == 1:
        return plain_of_typed(*pairs[0])
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


def flat_lines(path: Path) -> tuple[list[Row], str]:
    """The rows of JSON Lines that hold single values only, and where they stand in these: "" for the lines themselves.

    Raises: BatchError, where a line is none; OSError.
    """
    found: list[Any] = []
    numbers: list[int] = []
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            bare = line.strip().strip("\x1e,")
            if not bare:
                continue
            try:
                found.append(json.loads(bare, **_HOW))
            except (ValueError, RecursionError) as error:
                raise BatchError(f"{path}, line {number}: it is no JSON: {error}") from error
            numbers.append(number)
    if not found:
        return [], ""
    rows, place = _rows_among(found, path, "")
    # What is no row stands above the rows, or above each of them.
    of_rows = [n for n, one in zip(numbers, found, strict=True) if not _is_action(one)]
    for number, row in zip(of_rows[len(of_rows) - len(rows) :], rows, strict=True):
        if not are_flat([row]):
            raise BatchError(
                f"{path}, line {number}: with --rows, each line has single values only, and `{_held(row)}` is none; lines with"
                " lists need no --rows"
            )
    return rows, place
