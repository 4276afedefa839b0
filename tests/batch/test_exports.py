"""Exports of databases and queues, packed files and folders: the same people, or one sentence that says what to do."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import advisor
from tests.batch.tables import batch

NESTED: list[dict[str, Any]] = [
    {
        "situation": "ann",
        "applications": [
            {"company": "Acme", "stage": "interviewed", "chases_sent": 1, "interviews": [{"held_on": "2026-11-20", "thanked": False}]},
            {"company": "Hooli", "stage": "offered", "chases_sent": 0, "interviews": None},
        ],
    },
    {"situation": "bob", "applications": [{"company": "Initech", "stage": "interviewed", "chases_sent": 2, "interviews": []}]},
]  # fmt: skip
FLAT = [
    {"person": person["situation"], "company": job["company"], "stage": job["stage"]}
    for person in NESTED
    for job in person["applications"]
]
CSV = "person,company,stage\n" + "".join(",".join(row.values()) + "\n" for row in FLAT)
BY_PERSON = ("--rows", "application", "--by", "person")


def of_dynamo(value: Any) -> Any:
    match value:
        case dict():
            return {"M": {name: of_dynamo(one) for name, one in value.items()}}
        case list():
            return {"L": [of_dynamo(one) for one in value]}
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case _:
            return {"S": value}


def of_firestore(value: Any) -> Any:
    match value:
        case dict():
            return {"mapValue": {"fields": {n: of_firestore(one) for n, one in value.items()}}}
        case []:
            return {"arrayValue": {}}
        case list():
            return {"arrayValue": {"values": [of_firestore(one) for one in value]}}
        case None:
            return {"nullValue": None}
        case bool():
            return {"booleanValue": value}
        case int():
            return {"integerValue": str(value)}
        case _:
            return {"stringValue": value}


def lines(rows: list[Any], before: str = "") -> str:
    return "".join(f"{before}{json.dumps(row)}\n" for row in rows)


def documents(rows: list[Any]) -> str:
    fields = [of_firestore(row)["mapValue"]["fields"] for row in rows]
    found = [{"name": f"projects/p/{n}", "fields": one} for n, one in enumerate(fields)]
    return json.dumps({"documents": found, "nextPageToken": "x"})


def of_mongo(value: Any) -> Any:
    match value:
        case dict():
            return {name: of_mongo(one) for name, one in value.items()}
        case list():
            return [of_mongo(one) for one in value]
        case bool() | None | str():
            return value
        case _:
            return {"$numberDouble": f"{value}.0"}


def zipped(files: dict[str, str | bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as packed:
            for name, data in files.items():
                packed.writestr(name, data)

    return write


ITEMS = [of_dynamo(row)["M"] for row in NESTED]
FLAT_ITEMS = [of_dynamo(row)["M"] for row in FLAT]
SAME: dict[str, tuple[str, str | bytes | Callable[[Path], Any], tuple[str, ...]]] = {
    "lines as they are": ("t.jsonl", lines(NESTED), ()),
    "rows as they are": ("t.csv", CSV, BY_PERSON),
    "an export of DynamoDB": ("t.jsonl", lines([{"Item": item} for item in ITEMS]), ()),
    "the same, and names": ("t.jsonl", lines([{"Item": item} for item in ITEMS]), ("--ignore-unknown",)),
    "an export of DynamoDB, packed": ("t.json.gz", gzip.compress(lines([{"Item": item} for item in ITEMS]).encode()), ()),
    "items of DynamoDB": ("t.jsonl", lines(ITEMS), ()),
    "a scan of DynamoDB": ("t.json", json.dumps({"Items": ITEMS, "Count": 2}), ()),
    "a scan of flat items": ("t.json", json.dumps({"Items": FLAT_ITEMS, "Count": 3}), BY_PERSON),
    "documents of Firestore": ("t.json", documents(NESTED), ()),
    "flat documents of Firestore": ("t.json", documents(FLAT), BY_PERSON),
    "numbers of MongoDB in a list": ("t.json", json.dumps([of_mongo(row) for row in NESTED]), ()),
    "documents of CouchDB": ("t.json", json.dumps({"total_rows": 2, "rows": [{"id": "x", "key": "x", "value": {"rev": "1"}, "doc": row} for row in NESTED]}), ()),
    "records of Salesforce": ("t.json", json.dumps({"done": True, "records": [{"attributes": {"type": "A", "url": "/x"}, **row} for row in FLAT]}), BY_PERSON),
    "a sequence of JSON texts": ("t.jsonl", lines(NESTED, "\x1e"), ()),
    "Parquet of fastparquet": ("t.parq", lambda path: pq.write_table(pa.Table.from_pylist(NESTED), path), ()),
    "a table and words about it in a .zip": ("t.zip", zipped({"README.txt": "read me", "LICENSE": "", "t.csv": CSV}), BY_PERSON),
    "a packed table and words about it": ("t.zip", zipped({"notes.txt": "x", "t.csv.gz": gzip.compress(CSV.encode())}), BY_PERSON),
    "one table in text in a .zip": ("t.zip", zipped({"t.txt": CSV}), BY_PERSON),
}  # fmt: skip


def put(path: Path, data: str | bytes | Callable[[Path], Any]) -> Path:
    if callable(data):
        data(path)
    else:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def advised(folder: Path, *words: str | Path) -> tuple[int, str, list[tuple[str, str, str]]]:
    out = folder / "advice.csv"
    out.unlink(missing_ok=True)
    done = batch(*words, "-o", out, "--today", "2026-11-28")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    rows: list[tuple[str, str, str]] = []
    if out.exists():
        with out.open(newline="") as file:
            rows = [(r["situation"], r["place"], r["action"]) for r in csv.DictReader(file)]
    return done.exit_code, done.stderr, rows


@pytest.mark.parametrize(("name", "data", "words"), SAME.values(), ids=SAME)
def test_an_export_gives_what_the_rows_themselves_give(
    name: str, data: str | bytes | Callable[[Path], Any], words: tuple[str, ...], tmp_path: Path
) -> None:
    plain = put(tmp_path / "plain.csv", CSV) if words and "--rows" in words else None
    plain = plain or put(tmp_path / "plain.jsonl", lines(NESTED))
    status, said, rows = advised(tmp_path, put(tmp_path / name, data), *words)
    assert status == 0, said
    assert {person for person, _, _ in rows} == {"ann", "bob"}
    flat = words if "--rows" in words else ()
    assert rows == advised(tmp_path, plain, *flat)[2]


REFUSED: dict[str, tuple[str, str | bytes | Callable[[Path], Any], str]] = {
    "a call of JavaScript": ("t.json", f"callback({json.dumps(FLAT)});", "begins with `callback(`, and is JavaScript and no JSON"),
    "a constant of JavaScript": ("t.json", f"export const jobs = {json.dumps(FLAT)};", "begins with `export const jobs =`"),
    "a remark": ("t.json", "// of May\n[{person: 'ann'}]", "begins with `//`"),
    "two tables in a .zip": ("t.zip", zipped({"a.csv": CSV, "b.csv": CSV}), "holds 2 files: unpack it"),
    "a column twice": ("t.csv", CSV.replace("stage", "company", 1), "the column `company` is there twice: give one of them another name"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_with_what_to_do(
    name: str, data: str | bytes | Callable[[Path], Any], why: str, tmp_path: Path
) -> None:
    status, said, _ = advised(tmp_path, put(tmp_path / name, data), *BY_PERSON)
    assert (status, why in said) == (2, True), said


def test_a_mapping_that_only_looks_like_a_typed_value_stays_one(tmp_path: Path) -> None:
    for value in ({"N": "x"}, {"S": 1}, {"BOOL": "true"}, {"NULL": False}, {"arrayValue": []}):
        path = put(tmp_path / "t.jsonl", lines([{"situation": "a", "applications": value}]))
        status, said, _ = advised(tmp_path, path)
        assert (status, "`applications` is no list" in said) == (1, True), (value, said)


@pytest.mark.parametrize("form", ["csv", "jsonl", "yaml"])
def test_a_file_that_is_given_twice_is_read_once_and_told(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = {"csv": CSV, "jsonl": lines(NESTED), "yaml": json.dumps(NESTED[0])}[form]
    put(Path(f"t.{form}"), data)
    words = {"csv": BY_PERSON, "jsonl": (), "yaml": ()}[form]
    _, _, once = advised(tmp_path, f"t.{form}", *words)
    status, said, rows = advised(tmp_path, f"t.{form}", f"./t.{form}", *words)
    assert (status, rows) == (0, once)
    assert once
    assert "t.yaml" in said or f"t.{form} is given more than once, and read once\n" in said
    assert said.count("more than once") == 1


def test_tables_that_are_passed_over_in_a_folder_of_situations_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder / "a.jsonl", lines(NESTED))
    assert "not read" not in advised(tmp_path, folder)[1]
    put(folder / "b.csv", CSV)
    status, said, _ = advised(tmp_path, folder)
    assert status == 0
    assert "not read: `b.csv`; --from csv reads the tables of a folder\n" in said


def test_a_table_of_delta_lake_is_read_only_where_nothing_was_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "_delta_log").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(NESTED), folder / "part-0.parquet")
    log = folder / "_delta_log" / "00000000000000000000.json"
    log.write_text('{"add": {"path": "part-0.parquet"}}\n')
    assert advised(tmp_path, folder)[0] == 0
    log.write_text('{"remove":{"path":"part-0.parquet"}}\n')
    status, said, rows = advised(tmp_path, folder)
    assert (status, rows) == (2, [])
    assert "is a table of Delta Lake, whose files hold rows that were changed or taken away" in said


OWN_TYPES: dict[str, Callable[[], dict[str, Any]]] = {  # of the flat rows, as only some libraries hold them
    "views": lambda: {name: pa.array([row[name] for row in FLAT], pa.string_view()) for name in FLAT[0]},
    "views of bytes": lambda: {"company": pa.array([row["company"].encode() for row in FLAT], pa.binary_view())},
    "words as views": lambda: {"stage": pa.DictionaryArray.from_arrays(pa.array([0, 1, 0]), pa.array(["interviewed", "offered"], pa.string_view()))},
    "bytes for yes and no": lambda: {"thanked": pa.ExtensionArray.from_storage(pa.bool8(), pa.array([0, None, 1], pa.int8()))},
    "runs": lambda: {"person": pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["ann", "bob"]))},
    "runs of views": lambda: {"person": pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["ann", "bob"], pa.string_view()))},
}  # fmt: skip


def may_be_in(name: str, form: str) -> bool:
    """Parquet has no runs, and pyarrow does not write words as views."""
    return form == "arrow" or not name.startswith(("runs", "words"))


def rows_in_own_types(name: str) -> tuple[pa.Table, pa.Table]:
    """The rows in types of their own, and in plain ones."""
    plain: dict[str, Any] = {key: [row[key] for row in FLAT] for key in FLAT[0]}
    plain |= {"thanked": [False, None, True], "held_on": ["2026-11-20", None, "2026-11-20"]}
    return pa.table({**plain, **OWN_TYPES[name]()}), pa.table(plain)


@pytest.mark.parametrize("name", OWN_TYPES)
def test_flat_tables_in_memory_may_be_of_types_that_only_some_libraries_have(name: str) -> None:
    rename = {"thanked": "interviews.thanked", "held_on": "interviews.held_on"}
    found, wanted = (
        advisor.decide(table, rows="application", by="person", today="2026-11-28", rename=rename)
        for table in rows_in_own_types(name)
    )
    assert len(found.errors) == 0
    assert found.advice.to_pylist() == wanted.advice.to_pylist()


@pytest.mark.parametrize(
    ("name", "form"),
    [(n, f) for n in OWN_TYPES for f in ("arrow", "parquet") if may_be_in(n, f)],
)
def test_flat_files_may_be_of_types_that_only_some_libraries_have(
    name: str, form: str, tmp_path: Path
) -> None:
    table, plain = rows_in_own_types(name)
    path = tmp_path / f"t.{form}"
    if form == "parquet":
        pq.write_table(table, path)
    else:
        with pa.ipc.new_file(path, table.schema) as writer:
            writer.write_table(table)
    pq.write_table(plain, tmp_path / "plain.parquet")
    status, said, rows = advised(tmp_path, path, *BY_PERSON)
    assert status == 0, said
    assert rows == advised(tmp_path, tmp_path / "plain.parquet", *BY_PERSON)[2]


def column(library: str) -> Any:
    return pytest.importorskip(library).Series("company", ["Acme"])


def wide(library: str) -> Any:
    pl = pytest.importorskip(library)
    return pl.DataFrame({"person": ["a"], "thanked": pl.Series([1], dtype=pl.Int128)})


@pytest.mark.parametrize(
    ("make", "library"), [(column, "pandas"), (column, "polars"), (wide, "polars")]
)
@pytest.mark.parametrize("how", [{}, {"rows": "application", "by": "person"}])
def test_what_arrow_knows_no_table_for_is_refused_in_words(
    how: dict[str, Any], make: Callable[[str], Any], library: str
) -> None:
    with pytest.raises(advisor.AdvisorError) as refused:
        advisor.decide(make(library), **how)
    assert len(str(refused.value).splitlines()) == 1


def test_names_of_columns_may_be_numbers_and_an_index_of_another_name_is_passed_over() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"person": ["ann"], 3: ["Acme"], "stage": ["offered"]})
    frame.index.name = "n"
    found = advisor.decide(
        frame, rows="application", by="person", today="2026-11-28", rename={3: "company"}
    )
    assert len(found.errors) == 0
    assert set(found.advice["for"]) >= {"Acme"}
