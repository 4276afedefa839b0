"""Whole documents of JSON, as interfaces and libraries write many rows: the same rows, or what to do."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from advisor.batch.problems import BatchError
from advisor.batch.sources.json_documents import flat_lines, holds_rows, is_document, rows_of
from advisor.batch.sources.plain_values import plain_of_typed
from tests.batch.tables import batch, lines, row

FLAT: list[dict[str, Any]] = [
    {
        "person": "a",
        "company": "Acme",
        "stage": "offered",
        "chases_sent": 1,
        "held_on": "2026-11-20",
        "thanked": True,
    },
    {
        "person": "b",
        "company": "Borg",
        "stage": "rejected",
        "chases_sent": None,
        "held_on": "2026-11-10",
        "thanked": False,
    },
]
NAMES = list(FLAT[0])
META = [{"name": name, "type": "Nullable(String)"} for name in NAMES]
CELLS = [list(one.values()) for one in FLAT]
FRAME = pd.DataFrame(FLAT)
DOCUMENTS: dict[str, str] = {
    "a list": json.dumps(FLAT),
    "a list, indented": "\ufeff\n" + json.dumps(FLAT, indent=2),
    "a list of lists": json.dumps([NAMES, *CELLS]),
    "data": json.dumps({"total": 2, "next": None, "links": {"self": "x"}, "data": FLAT}),
    "value of OData": json.dumps({"@odata.context": "https://x/y", "value": FLAT}),
    "records of Airtable, results": json.dumps({"results": FLAT}),
    "places on a map": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None, "properties": one} for one in FLAT]}),
    "JSON of ClickHouse": json.dumps({"meta": META, "data": FLAT, "rows": 2, "statistics": {"elapsed": 0.1}}),
    "JSONCompact of ClickHouse": json.dumps({"meta": META, "data": CELLS, "rows": 2}, indent=1),
    "fields and rows": json.dumps({"schema": {"fields": META}, "rows": CELLS}),
    "fields and rows, the other way round": json.dumps({"rows": CELLS, "fields": NAMES}),
    "lines under another name": lines(FLAT),
    "objects one below the other": "\n".join(json.dumps(one, indent=2) for one in FLAT),
    "columns": json.dumps({name: [one[name] for one in FLAT] for name in NAMES}),
    "columns of ClickHouse": json.dumps({"meta": META, "data": {name: [one[name] for one in FLAT] for name in NAMES}}),
    "rows by their numbers": json.dumps({f"row_{n}": one for n, one in enumerate(FLAT, 1)}),
    "what Elasticsearch found": json.dumps({"took": 3, "timed_out": False, "hits": {"total": {"value": 2}, "hits": [{"_index": "a", "_id": "1", "_source": one} for one in FLAT]}}),
    "HAL": json.dumps({"_embedded": {"jobs": FLAT}, "page": {"size": 20}}),
    "GraphQL": json.dumps({"data": {"jobs": FLAT}}),
    "GraphQL in pages": json.dumps({"data": {"jobs": {"edges": [{"cursor": "x", "node": one} for one in FLAT], "pageInfo": {}}}}),
    "JSON API": json.dumps({"data": [{"type": "job", "id": "1", "attributes": one} for one in FLAT]}),
    "Airtable": json.dumps({"records": [{"id": "rec1", "createdTime": "2026-11-20T00:00:00.000Z", "fields": one} for one in FLAT]}),
    **{f"{orient} of pandas": FRAME.to_json(orient=orient) for orient in ("split", "columns", "table", "records", "index")},
}  # fmt: skip


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_rows_are_found_wherever_they_stand(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    assert holds_rows(path, is_of_rows=True)
    found = [dict(one) for one in rows_of(path)[0]]
    assert found == FLAT or found == [  # numbers of pandas, where one is missing
        {**one, "chases_sent": n} for one, n in zip(FLAT, ("1.0", None), strict=True)
    ]


LINES: dict[str, tuple[str, str]] = {  # and where the rows stand
    "lines": (lines(FLAT), ""),
    "cells below names": (lines([NAMES, *CELLS]), ""),
    "cells below names and types": (lines([NAMES, ["String"] * len(NAMES), *CELLS]), ""),
    "bulk of Elasticsearch": ("".join(lines([{"index": {"_id": n}}, one]) for n, one in enumerate(FLAT)), ""),
    "a dump of Elasticsearch": (lines([{"_index": "a", "_id": "1", "_source": one} for one in FLAT]), "_source"),
    "Kafka Connect": (lines([{"schema": {"type": "struct"}, "payload": one} for one in FLAT]), "payload"),
    "CloudEvents": (lines([{"specversion": "1.0", "id": "1", "data": one} for one in FLAT]), "data"),
    "an envelope in another": (lines([{"payload": {"data": one, "id": 1}} for one in FLAT]), "payload.data"),
    "a sign in front": ("".join("\x1e" + line + "\n" for line in lines(FLAT).splitlines()), ""),
    "commas behind": (lines(FLAT).replace("}\n", "},\n"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), LINES.values(), ids=LINES)
def test_flat_rows_are_found_in_lines(text: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(text)
    assert flat_lines(tmp_path / "t.jsonl") == (FLAT, place)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("[\n" + lines(FLAT).replace("}\n{", "},\n{") + "]\n", True),
        ('{\n  "person": "ann"\n}\n{\n  "person": "bob"\n}\n', True),
        (lines(FLAT), False),
        (lines([NAMES, *CELLS]), False),
        ("{}\n{}\n", False),
        ('{\n{"person": "bob"}\n', False),  # a line that broke off
        ('[{"person": "ann"}\n{"person": "bob"}\n', False),
        ('[{"person": "ann"}]', True),
        ('[{"person": "ann"},\n{"person": "bob"}]\n', True),  # as SQLite writes it
        ('[{"person": "ann"}, \r\n {"person": "bob"}]', True),
        ('{"person": "ann"},\n{"person": "bob"}\n', False),
    ],
)
def test_a_document_under_the_name_of_lines_is_one(text: str, is_one: bool, tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(text)
    assert is_document(tmp_path / "t.jsonl") is is_one


def test_flat_rows_are_a_table_in_documents_and_in_lines(tmp_path: Path) -> None:
    words = ["--rows", "application", "--by", "person", "--today", "2026-11-22", "--to", "csv"]
    (tmp_path / "t.csv").write_text(FRAME.to_csv(index=False))
    (tmp_path / "t.json").write_text(json.dumps({"data": FLAT}))
    (tmp_path / "t.jsonl").write_text(lines(FLAT))
    table, document, told = (
        batch(tmp_path / name, *words) for name in ("t.csv", "t.json", "t.jsonl")
    )
    assert document.stdout == told.stdout == table.stdout
    assert document.stdout.count("\n") > 2
    assert f"{tmp_path / 't.json'} is read as the rows in `data`\n" in document.stderr


def in_mongo(value: Any) -> Any:
    """A value as `mongoexport` writes it."""
    match value:
        case dict():
            return {name: in_mongo(one) for name, one in value.items()}
        case list():
            return [in_mongo(one) for one in value]
        case int() if not isinstance(value, bool):
            return {"$numberInt": str(value)}
        case str() if value[:2] == "20":
            return {"$date": f"{value}T00:00:00Z"}
    return value


@pytest.mark.parametrize("name", ["t.json", "t.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_text_of_powershell_is_read(name: str, encoding: str, mark: str, tmp_path: Path) -> None:
    words = ("--rows", "application", "--by", "person", "-o", tmp_path / "out.csv")
    text = json.dumps(FLAT, indent=2) if name == "t.json" else lines(FLAT)
    (tmp_path / name).write_text(text)
    assert batch(tmp_path / name, *words).exit_code == 0
    wanted = (tmp_path / "out.csv").read_bytes()
    (tmp_path / name).write_bytes(f"{mark}{text}".replace("\n", "\r\n").encode(encoding))
    assert batch(tmp_path / name, *words).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == wanted
    assert wanted.count(b"\n") > 2
    (tmp_path / name).write_bytes(f"{mark}{text}".encode(encoding)[:-1])
    assert "t.json" in (said := batch(tmp_path / name, *words).output)
    assert "it is a table in text, and no UTF-16" in said


def test_one_flat_object_is_a_row_where_rows_are_said_to_be_there(tmp_path: Path) -> None:
    words = ("--rows", "application", "--by", "person", "-o", tmp_path / "out.csv")
    (tmp_path / "one.json").write_text(json.dumps(FLAT[0], indent=2))
    (tmp_path / "some.json").write_text(json.dumps(FLAT[:1]))
    assert batch(tmp_path / "some.json", *words).exit_code == 0
    wanted = (tmp_path / "out.csv").read_bytes()
    assert batch(tmp_path / "one.json", *words).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == wanted
    (tmp_path / "nested.json").write_text(json.dumps({"applications": FLAT}))
    assert "with --rows, each line has single values only" in batch(tmp_path / "nested.json", *words).output  # fmt: skip
    (tmp_path / "nothing.json").write_text("{}")
    found = batch(tmp_path / "nothing.json", *words)
    assert found.exit_code == 2, found.output


def test_what_mongodb_writes_is_read_flat_and_nested(tmp_path: Path) -> None:
    words = [
        "--today",
        "2026-11-22",
        "--to",
        "csv",
        "--ignore-columns",
        "_id",
        "--engine",
        "columnar",
    ]
    id = {"_id": {"$oid": "65f0c0ffee65f0c0ffee65f0"}}
    flat = [*words, "--rows", "application", "--by", "person"]
    (tmp_path / "t.json").write_text(json.dumps(FLAT))
    (tmp_path / "m.json").write_text(json.dumps([{**id, **in_mongo(one)} for one in FLAT]))
    (tmp_path / "m.jsonl").write_text(lines([{**id, **in_mongo(one)} for one in FLAT]))
    wanted = batch(tmp_path / "t.json", *flat).stdout
    assert wanted.count("\n") > 2
    assert batch(tmp_path / "m.json", *flat).stdout == wanted
    assert batch(tmp_path / "m.jsonl", *flat).stdout == wanted
    rows = [row(n) for n in range(4)]
    (tmp_path / "n.jsonl").write_text(lines(rows))
    (tmp_path / "o.jsonl").write_text(lines([{**id, **in_mongo(one)} for one in rows]))
    for engine in ("columnar", "oracle"):
        wanted = batch(tmp_path / "n.jsonl", *words[:-1], engine).stdout
        assert wanted.count("\n") > 2
        assert batch(tmp_path / "o.jsonl", *words[:-1], engine).stdout == wanted


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        ("$date", {"$numberLong": "1795910400000"}, "2026-11-29 00:00:00.000Z"),
        ("$date", {"$numberLong": "-86400000"}, "1969-12-31 00:00:00.000Z"),
        ("$date", 10**30, {"$date": 10**30}),
        ("$numberDecimal", "12.50", Decimal("12.50")),
        ("$numberDouble", "NaN", None),
        ("$numberLong", "x", {"$numberLong": "x"}),
        ("$ref", "people", {"$ref": "people"}),
    ],
)
def test_a_value_of_mongodb_is_what_it_stands_for(name: str, value: Any, plain: Any) -> None:
    if isinstance(value, dict):
        value = plain_of_typed(*next(iter(value.items())))
    assert plain_of_typed(name, value) == plain


def test_rows_with_lists_are_lines(tmp_path: Path) -> None:
    rows = [row(n, bad=n == 4) for n in range(6)]
    (tmp_path / "t.json").write_text(json.dumps(rows, indent=1))
    (tmp_path / "t.jsonl").write_text(lines(rows))
    document = batch(tmp_path / "t.json", "--to", "csv", "--engine", "columnar")
    there = batch(tmp_path / "t.jsonl", "--to", "csv", "--engine", "columnar")
    assert document.output == there.output
    assert batch(tmp_path / "t.json").exit_code == 1  # without an option, too
    assert "6 situations, " in batch(tmp_path / "t.json").stderr


@pytest.mark.parametrize(
    "text", ['{"applications": [{"company": "Acme"}]}', '{"symptoms": ["fever", "cough"], "risks": ["age", "job"]}', '{\n"mood": "calm"\n}\n', '{"situation": "me",\n"mood": "calm"}', "{}", "mood: calm"]
)  # fmt: skip
def test_one_situation_is_no_document_of_rows(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(text)
    assert not holds_rows(tmp_path / "t.json")


REFUSED = {
    "nothing": ("[]", "holds no rows: write each situation on a line of its own"),
    "numbers": ("[1, 2]", "holds something else than rows"),
    "a row that is too short": ('[["a", "b"], [1]]', "row 1 does not have a cell for each of the names"),
    "changes": ('[{"before": null, "after": {"company": "Acme"}, "op": "c"}]', "holds changes (`before`, `after`), and no rows: export the table as it stands now"),
    "a list of columns": ('[["a", "a"], ["b", "c"]]', "has rows without names: write the names of the columns as the first"),
    "rows without names": ("[[1, 2], [3, 4]]", "write the names of the columns as the first"),
    "one that broke off": ('[{"company": "Ac', "it is no JSON; line 1, column 14: Unterminated string"),
    "what is no value": ('[{"chases_sent": NaN}]', "`NaN` is not a JSON value"),
    "a name twice": ('[{"mood": "calm", "mood": "angry"}]', "`mood` stands there twice"),
    "too deep": ("[" * 100_000, "cannot read"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_rows_is_told(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    with pytest.raises(BatchError) as error:
        rows_of(path)
    assert why in str(error.value)
    done = batch(path, "--summary")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("before", "line"),
    [("", 2), ('{"index": {}}\n', 4)],
    ids=["rows alone", "what is to be done above each row"],
)
def test_lines_with_lists_are_no_table(tmp_path: Path, before: str, line: int) -> None:
    rows = ('{"company": "Acme"}\n', '{"interviews": []}\n', '{"company": "Borg"}\n')
    (tmp_path / "t.jsonl").write_text("".join(before + row for row in rows))
    done = batch(tmp_path / "t.jsonl", "--rows", "application")
    assert f"t.jsonl, line {line}: with --rows, each line has single values only" in done.stderr


def test_half_an_emoji_is_told_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(
        '[{"company": "A\\ud83d", "stage": "offered"}, {"company": "B", "stage": "offered"}]'
    )
    done = batch(tmp_path / "t.json", "--rows", "application", "--to", "csv")
    assert "1 could not be advised on" in done.stderr
    assert "\n2,2," in done.stdout or "\n2,," in done.stdout
