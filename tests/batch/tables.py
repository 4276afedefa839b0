"""Situations of the small pack of the golden tests as rows, and what else the tests of tables share."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.ir import Program

PACK = Path(__file__).parent.parent / "golden" / "pack"
STAGES = ("interviewed", "offered", "accepted", "rejected")


@cache
def program() -> Program:
    """The small pack."""
    return api.load_pack(PACK, with_tests=False)


def row(number: int, *, bad: bool = False) -> dict[str, Any]:
    """A situation from its number; a bad one has an unknown stage."""
    draw = random.Random(number)
    applications = [
        {
            "company": draw.choice(("Acme", 'Ink, "Inc"', "=Sum", "Müller & Söhne")),
            "stage": "unheard-of" if bad else draw.choice(STAGES),
            "promised_reply_on": draw.choice((None, "2026-11-25", "2026-11-20")),
            "chases_sent": draw.choice((None, 0, 1, 2)),
            "interviews": [
                {"held_on": f"2026-11-{draw.randint(10, 28)}", "thanked": draw.choice((True, None))}
                for _ in range(draw.randint(0, 2))
            ],
        }
        for _ in range(max(draw.randint(0, 3), bad))
    ]
    return {"situation": f"s{number}", "today": "2026-11-22", "applications": applications}


def without_nothing(value: Any) -> Any:
    """The same without keys that hold nothing."""
    if isinstance(value, dict):
        return {k: without_nothing(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [without_nothing(v) for v in value]
    return value


def lines(rows: Iterable[dict[str, Any] | list[Any]]) -> str:
    """The rows as JSON Lines."""
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


def parquet(path: Path, rows: list[dict[str, Any]], group: int = 1_000) -> Path:
    """The rows as Parquet, dates and choices still as text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def batch(*words: str | Path | int, text: str | None = None) -> Result:
    """Run `advisor batch` with the small pack; `text` is standard input."""
    args = ["batch", *map(str, words), "--pack", str(PACK)]
    return CliRunner().invoke(cli, args, input=text, prog_name="advisor")


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these rows on these sheets."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def as_strict(path: Path) -> None:
    """Write a workbook anew in the strict form of Open XML, which Excel offers under a name of its own."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    usual = b"http://schemas.openxmlformats.org/%s"
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            for part in (b"spreadsheetml", b"officeDocument"):
                strict = b"http://purl.oclc.org/ooxml/" + part
                text = text.replace(usual % part + b"/2006", strict)
            book.writestr(name, text)
