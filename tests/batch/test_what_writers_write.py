"""Columns as pandas, DuckDB, Polars, Spark and spreadsheets write them: read, or refused row by row."""

import os
import subprocess
import sys
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from advisor.batch.problems import BatchError
from advisor.batch.sources.casts import known_zone
from advisor.batch.sources.schema_casts import check_columns, conform
from advisor.batch.sources.slices import open_source
from advisor.cli.main import cli
from tests.batch.tables import program
from tests.batch.test_conforming import SMALL, applications, values

PACK = program().pack
DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, 30)
INFINITY = pa.array([2**31 - 1], pa.int32()).view(pa.date32())
EAST = timezone(timedelta(hours=9))


def stamps(moments: list[datetime | None], unit: str, zone: str | None = None) -> pa.Array:
    """Moments; those with a zone of their own become instants."""
    return pa.array(moments, pa.timestamp(unit, zone))


def raw(*texts: bytes) -> pa.Array:
    """Strings of any bytes, as a writer in a hurry leaves them."""
    options = pc.CastOptions(pa.string(), allow_invalid_utf8=True)
    return pa.array(texts, pa.binary()).cast(options=options)


READ: dict[str, tuple[str, pa.Array, list[Any]]] = {
    "midnights in UTC": (
        "answer_by",
        stamps([datetime(2026, 3, 10, tzinfo=UTC), None], "us", "UTC"),
        [DAY, None],
    ),
    "midnights of their own zone": (
        "answer_by",
        stamps([datetime(2026, 3, 10, tzinfo=EAST)], "ns", "Asia/Tokyo"),
        [DAY],
    ),
    "a zone as dateutil calls it": (
        "answer_by",
        stamps([datetime(2026, 3, 10, tzinfo=UTC)], "ms", "tzutc()"),
        [DAY],
    ),
    "days in milliseconds": ("answer_by", pa.array([DAY], pa.date64()), [DAY]),
    "midnights as text": (
        "answer_by",
        pa.array(["2026-03-10 00:00:00", "2026-03-10T00:00:00.000Z", "2026-03-10T00:00+0100"]),
        [DAY, DAY, DAY],
    ),
    "a float of 32 bits": ("chases_sent", pa.array([19.99, None], pa.float32()), [Decimal("19.99"), None]),
    "a float of 16 bits": ("chases_sent", pa.array([0.1, 3.0], pa.float16()), [Decimal("0.1"), Decimal(3)]),
    "yes and no of spreadsheets": (
        "thanked",
        pa.array(["TRUE", "False", "yes", " No ", None]),
        [True, False, True, False, None],
    ),
    "yes and no as numbers": ("thanked", pa.array([1.0, 0.0, None]), [True, False, None]),
    "yes and no of German spreadsheets": (
        "thanked",
        pa.array(["WAHR", "Falsch", None]),
        [True, False, None],
    ),
    "yes and no of Polish spreadsheets": ("thanked", pa.array(["PRAWDA", "FAŁSZ"]), [True, False]),
    "yes and no as digits": ("thanked", pa.array(["1", "0.0"]), [True, False]),
    "choices in other letters and signs": (
        "stage",
        pa.array(["Interviewed", "OFFERED", " rejected ", "offered", None]),
        ["interviewed", "offered", "rejected", "offered", None],
    ),
    "a text as bytes": ("company", pa.array([b"Acme", "Ünder".encode()]), ["Acme", "Ünder"]),
    "a text as a view": ("company", pa.array(["Acme"], pa.string_view()), ["Acme"]),
    "a text as a number": ("company", pa.array([Decimal("12345678901234567890")]), ["12345678901234567890"]),
    "a text as a float": ("company", pa.array([17.0, None]), ["17", None]),
    "no value of whatever type": ("stage", pa.nulls(2, pa.float64()), [None, None]),
    "no value of a nested type": ("stage", pa.nulls(1, pa.struct([("a", pa.int8())])), [None]),
}  # fmt: skip


def table_of(name: str, array: pa.Array) -> pa.Table:
    """One application a value; `thanked` stands in its one interview."""
    if name != "thanked":
        return applications(**{name: array})
    offsets = pa.array(range(len(array) + 1), pa.int32())
    inner = pa.StructArray.from_arrays([array], names=[name])
    return applications(interviews=pa.ListArray.from_arrays(offsets, inner))


def found_in(table: pa.Table, name: str) -> list[Any]:
    if name != "thanked":
        return values(table, name)
    return [inner[0][name] for inner in values(table, "interviews")]


@pytest.mark.parametrize(("name", "array", "wanted"), READ.values(), ids=READ)
def test_a_value_is_read_as_it_was_meant(name: str, array: pa.Array, wanted: list[Any]) -> None:
    found = conform(table_of(name, array), PACK)
    assert found.problems == {}
    assert found_in(found.table, name) == wanted


REFUSED: dict[str, tuple[str, pa.Array, str, str]] = {
    "a day without an end": ("answer_by", INFINITY, "ADV403", "a day beyond the calendar is no date"),
    "a day before all others": (
        "answer_by",
        pa.array([-(2**62)], pa.timestamp("us")),
        "ADV403",
        "a day beyond the calendar is no date",
    ),
    "a time of day": (
        "answer_by",
        stamps([NOON], "ns"),
        "ADV403",
        "`2026-03-10T12:30:00` is not a date; leave out the time: `2026-03-10`",
    ),
    "milliseconds that are no day": (
        "answer_by",
        pa.array([86_400_000 + 1_000], pa.int64()).view(pa.date64()),
        "ADV403",
        "`1970-01-02T00:00:01` is not a date; leave out the time: `1970-01-02`",
    ),
    "a time of day elsewhere": (
        "answer_by",
        stamps([datetime(2026, 3, 10, tzinfo=UTC)], "us", "Asia/Tokyo"),
        "ADV403",
        "`2026-03-10T09:00:00` (Asia/Tokyo) is not a date",
    ),
    "bytes that are no text": ("company", raw(b"M\xfcller"), "ADV003", "byte 2 of the text is not UTF-8"),
    "a choice that is no text": ("stage", raw(b"intervi\xe9w"), "ADV003", "byte 8 of the text"),
    "a control character": ("company", pa.array(["Ac\x07me"]), "ADV004", "U+0007"),
    "a half of a pair of bytes": ("company", raw("x\ud83d".encode("utf-8", "surrogatepass")), "ADV003", "byte 2"),
    "a number that is neither": ("thanked", pa.array([2.0]), "ADV403", "neither `yes` nor `no`"),
    "a narrow float that is none": ("chases_sent", pa.array([1 / 3], pa.float32()), "ADV403", "`0.33333334` has more"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "array", "code", "why"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("is_encoded", [False, True], ids=["plain", "as a dictionary"])
def test_a_value_that_is_none_is_refused_alone(
    name: str, array: pa.Array, code: str, why: str, is_encoded: bool
) -> None:
    whole = pa.concat_arrays([pa.nulls(1, array.type), array, pa.nulls(1, array.type)])
    found = conform(table_of(name, whole.dictionary_encode() if is_encoded else whole), PACK)
    [(row, [problem])] = found.problems.items()
    assert (row, problem.code) == (1, code)
    assert f"{name}`: " in problem.message
    assert why in problem.message
    assert found_in(found.table, name) == [None, None]


def test_a_row_is_judged_alone_whatever_its_neighbours_hold() -> None:
    midnight = datetime(2026, 3, 9)
    found = conform(applications(answer_by=stamps([midnight, NOON, midnight], "us")), PACK)
    assert [*found.problems] == [1]
    assert values(found.table, "answer_by") == [date(2026, 3, 9)] * 2


def test_durations_come_as_lengths_of_time() -> None:
    lengths = pa.array([14 * 86_400_000, 36 * 3_600_000, None], pa.duration("ms"))
    found = conform(applications(takes=lengths), SMALL)
    [(row, [problem])] = found.problems.items()
    assert (row, problem.code) == (1, "ADV403")
    assert problem.message.startswith("`applications[0].takes`: `1.5 days` is not a duration; ")
    assert values(found.table, "takes") == [14, None]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("tzutc()", "UTC"),
        ("Z", "UTC"),
        ("UTC+5:30", "+05:30"),
        ("pytz.FixedOffset(-90)", "-01:30"),
        ("dateutil//usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("tzfile('/usr/share/zoneinfo/Europe/Rome')", "Europe/Rome"),
        ("GMT+1", None),  # one hour east for some, one west for others
        ("Middle/Earth", None),
    ],
)
def test_zones_go_by_what_libraries_call_them(name: str, known: str | None) -> None:
    assert known_zone(name) == known


def test_an_unknown_zone_is_told_of_before_anything_is_read() -> None:
    schema = pa.schema([("searched_on", pa.timestamp("us", "Middle/Earth"))])
    with pytest.raises(
        BatchError, match="in the time zone `Middle/Earth`, of which nothing is known"
    ):
        check_columns(schema, PACK, "x.parquet")


def in_parquet(folder: Path, table: pa.Table) -> list[dict[str, Any]]:
    """The situations of a Parquet file, as they are understood."""
    pq.write_table(table, folder / "x.parquet")
    found = []
    for piece in open_source([str(folder / "x.parquet")], PACK, "parquet").slices():
        good = conform(piece.load().table, PACK)
        assert good.problems == {}
        found += good.table.to_pylist()
    return found


def test_lists_that_are_all_empty_have_no_type(tmp_path: Path) -> None:
    table = pa.table({"applications": pa.array([[{"company": "Acme", "interviews": []}], []])})
    assert pa.types.is_null(
        table.schema.field("applications").type.value_type.field(1).type.value_type
    )
    one, other = in_parquet(tmp_path, table)
    assert one["applications"][0]["interviews"] == []
    assert other["applications"] == []


def test_a_column_without_a_value_may_have_any_type(tmp_path: Path) -> None:
    rows: list[Any] = [{"company": "Acme", "stage": None}]
    kind = pa.list_(pa.struct([("company", pa.string()), ("stage", pa.list_(pa.int8()))]))
    [found] = in_parquet(tmp_path, pa.table({"applications": pa.array([rows], kind)}))
    assert found["applications"][0]["stage"] is None


def test_a_layer_too_many_around_items_and_the_index_of_a_frame_are_passed_over(
    tmp_path: Path,
) -> None:
    table = pa.table(
        {
            "applications": [[{"element": {"company": "Acme"}}], []],
            "__index_level_0__": [3, 7],
        }
    )
    one, other = in_parquet(tmp_path, table)
    assert [a["company"] for a in one["applications"]] == ["Acme"]
    assert other["applications"] == []


@pytest.mark.parametrize("kind", ["uuid", "bytes"])
def test_ids_may_be_uuids(kind: str, tmp_path: Path) -> None:
    id = uuid.UUID(int=7)
    array: Any = pa.array([id.bytes], pa.uuid() if kind == "uuid" else pa.binary(16))
    [found] = in_parquet(tmp_path, pa.table({"situation": array}))
    assert found["situation"] == str(id)


CSVS = {
    "as we would": "situation,today\n0017,2026-03-12\n",
    "blank lines above": "\r\n \r\nsituation,today\r\n0017,2026-03-12\r\n",
    "carriage returns alone": "situation,today\r0017,2026-03-12\r",
    "semicolons": "situation;today\n0017;2026-03-12\n",
    "tabs": "situation\ttoday\n0017\t2026-03-12\n",
    "a line that says what separates": "sep=;\r\nsituation;today\r\n0017;2026-03-12\r\n",
    "the index of a frame": ",situation,today\n0,0017,2026-03-12\n",
    "quotes": '"situation","today"\n"0017","2026-03-12"\n',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", CSVS.values(), ids=CSVS)
def test_csv_is_read_as_spreadsheets_write_it(text: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "situation.csv").write_bytes(text.encode(encoding))
    inner = "situation,applications,company\n0017,0.0,007\n"
    (tmp_path / "application.csv").write_text(inner)
    [piece] = open_source([str(tmp_path)], PACK, "tables").slices()
    [found] = conform(piece.load().table, PACK).table.to_pylist()
    assert (found["situation"], found["today"]) == ("0017", date(2026, 3, 12))
    assert [a["company"] for a in found["applications"]] == ["007"]


def test_a_folder_of_parquet_files_is_one_input(tmp_path: Path) -> None:
    folder = tmp_path / "all.parquet"
    (folder / "year=2026").mkdir(parents=True)
    for name, ids in (("a", ["1", "2"]), ("year=2026/b", ["3"]), ("_hidden", ["4"])):
        pq.write_table(pa.table({"situation": ids}), folder / f"{name}.parquet")
    source = open_source([str(folder)], PACK, "parquet")
    chunks = [piece.load() for piece in source.slices()]
    assert source.total == 3
    assert [id for c in chunks for id in c.table.column("situation").to_pylist()] == ["1", "2", "3"]
    assert [row for c in chunks for row in c.rows.tolist()] == [1, 2, 3]


@pytest.mark.skipif(os.name == "nt", reason="closes streams as shells of Unix do")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_keeps_nothing_from_being_written(closed: str, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"situation": "a", "today": "2026-03-12"}\n')
    command = f'"{sys.executable}" -m advisor batch s.jsonl -o out.csv {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
    assert (tmp_path / "out.csv").read_text().startswith("row,situation")


@pytest.mark.parametrize("is_encoded", [False, True])
def test_a_required_text_that_is_blank_is_missing(is_encoded: bool) -> None:
    names = pa.array(["Acme", "", " \t", None])
    found = conform(applications(company=names.dictionary_encode() if is_encoded else names), PACK)
    assert values(found.table, "company") == ["Acme", None, None, None]


def test_a_required_text_that_is_blank_is_told_of_alike_in_lines_and_tables(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"applications": [{"company": " "}]}\n')
    table = pa.table({"applications": [[{"company": " "}]]})
    pq.write_table(table, tmp_path / "x.parquet")
    told = []
    for name, engine in (("x.jsonl", "rete"), ("x.jsonl", "columnar"), ("x.parquet", "columnar")):
        words = ["batch", str(tmp_path / name), "--engine", engine, "--to", "csv"]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 1
        told.append(done.stderr.splitlines()[0])
    assert told == ["row 1: `applications[0].company` is required and missing [ADV402]"] * 3


def test_several_files_are_one_input_with_their_rows_counted_on(tmp_path: Path) -> None:
    lines = (
        '{"situation": "a"}\n\n{"situation": 1.5, "mood": 1}',
        '{"situation": "b"}\n{"x": 1}\n',
    )
    paths = []
    for number, text in enumerate(lines):
        paths.append(str(tmp_path / f"{number}.jsonl"))
        Path(paths[-1]).write_text(text)
    words = ["batch", *paths, "--engine", "columnar", "-o", str(tmp_path / "out.csv")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()[:2]] == [
        f"{paths[0]}, row 3 (1.5)",
        f"{paths[1]}, row 2",
    ]
    rows = [line.split(",")[:2] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]]
    assert rows == [["1", "a"], ["4", "b"]]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["a.parquet", "b.jsonl"], "the inputs are of several forms, jsonl and parquet"),
        (["a.jsonl", "-"], "standard input comes alone"),
        (["t", "u"], "name one folder of tables"),
    ],
)
def test_inputs_that_do_not_go_together_are_refused(
    names: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.table({"situation": ["1"]}), "a.parquet")
    for name in ("a.jsonl", "b.jsonl"):
        Path(name).write_text("{}\n")
    for name in ("t", "u"):
        Path(name).mkdir()
        Path(name, "situation.csv").write_text("situation\n1\n")
    done = CliRunner().invoke(cli, ["batch", *names, "-o", "out.csv", "--engine", "columnar"])
    assert (done.exit_code, Path("out.csv").exists()) == (2, False)
    assert why in done.stderr
