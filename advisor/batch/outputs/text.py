"""Rows of advice, and of problems, as lines of CSV or JSON, without any library."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping

from advisor import ir
from advisor.batch.output_columns import COLUMNS, PROBLEM_COLUMNS, advice_cells, result_columns
from advisor.batch.problems import RowProblem
from advisor.rendering.layout import csv_rows

# What a spreadsheet takes for a formula, as the inside of a class of characters: a title such as
# `=1+1` is written `'=1+1`.
FORMULA_SIGNS = "=+@-\t\r"
EXACT = 10**15  # millionths, below which a double holds every number
FORMULA = FORMULA_SIGNS.replace("-", "\\-")


ResultRow = tuple[
    str, str, Mapping[str, ir.Value]
]  # the place, the label, and the results by column


def result_lines(
    row: int, id: str | None, found: Iterable[ResultRow], pack: ir.Pack, format: str
) -> str:
    """One line an instance; `format` is "csv" or "jsonl"."""
    types = {
        column: pack.entities[entity].facts[fact].type
        for (entity, fact), column in pack.result_columns.items()
    }
    lines: list[str] = []
    for place, label, given in found:
        values = [(given.get(column), type_) for column, type_ in types.items()]
        if format == "csv":
            told = [_cell(value, type_) for value, type_ in values]
            lines.append(csv_rows([[row, _safe(id), place, _safe(label), *told]]))
        else:
            told = [_json_text(value, type_) for value, type_ in values]
            ahead = [str(row), *map(_json_word, (id, place, label))]
            names = (json.dumps(name) for name in result_columns(pack))
            pairs = zip(names, [*ahead, *told], strict=True)
            lines.append("{" + ",".join(f"{name}:{text}" for name, text in pairs) + "}\n")
    return "".join(lines)


def _cell(value: ir.Value | None, type_: ir.Type) -> object:
    """A result in a cell of CSV: what its column holds, as text; a number is never a formula."""
    match type_.kind:
        case _ if value is None:
            return ""
        case ir.Kind.YES_NO:
            return "true" if value else "false"
        case ir.Kind.NUMBER:
            return ir.number_words(int(value))
        case ir.Kind.DATE:
            return ir.iso_date(int(value))
        case ir.Kind.CHOICE | ir.Kind.TEXT:
            return _safe(value)
        case _:
            return value


def _json_text(value: ir.Value | None, type_: ir.Type) -> str:
    """The same as JSON; numbers that a double does not hold are texts."""
    match type_.kind:
        case _ if value is None:
            return "null"
        case ir.Kind.NUMBER if abs(int(value)) < EXACT:
            return ir.number_words(int(value))
        case ir.Kind.NUMBER | ir.Kind.DATE | ir.Kind.CHOICE | ir.Kind.TEXT:
            told = _cell(value, type_) if type_.kind in (ir.Kind.NUMBER, ir.Kind.DATE) else value
            return _json_word(str(told))
        case _:
            return str(_cell(value, type_))


def _json_word(word: str | None) -> str:
    return json.dumps(word, ensure_ascii=False)


def long_lines(row: int, id: str | None, advice: Iterable[ir.Advice], format: str) -> str:
    """One line a piece of advice; `format` is "csv" or "jsonl"."""
    values = ([row, id, *advice_cells(piece, ir.iso_date).values()] for piece in advice)
    if format == "csv":
        return csv_rows([_safe(v) for v in line] for line in values)
    return "".join(_json(dict(zip(COLUMNS, line, strict=True))) for line in values)


def nested_line(row: int, id: str | None, advice: Iterable[ir.Advice] | None) -> str:
    """One line of JSON for a situation; None for one with a problem."""
    pieces = None if advice is None else [advice_cells(piece, ir.iso_date) for piece in advice]
    return _json({"row": row, "situation": id, "advice": pieces})


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(tuple(FORMULA_SIGNS)):
        return f"'{value}"
    return "" if value is None else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def problem_lines(problems: list[RowProblem], format: str) -> bytes:
    """The problems as lines of a file, in their order; `format` is "csv" or "jsonl"."""
    out = io.StringIO()
    if format == "csv":
        out.write(
            csv_rows((p.told_row, p.situation or "", p.code, p.column, p.said) for p in problems)
        )
    else:
        for p in problems:
            values = (p.told_row, p.situation, p.code, p.column, p.said)
            line = dict(zip(PROBLEM_COLUMNS, values, strict=True))
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return out.getvalue().encode("utf-8", "backslashreplace")


def lines_as(lines: bytes, format: str) -> bytes:
    """What `problem_lines` wrote as "jsonl", in another form."""
    if format == "jsonl":
        return lines
    found = (json.loads(line) for line in lines.splitlines())
    return problem_lines(
        [
            RowProblem(p["row"], p["situation"], p["code"], p["message"], column=p["column"])
            for p in found
        ],
        format,
    )
