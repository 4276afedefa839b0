"""The same situations in every form, on every engine, come to the same advice."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.tables import batch, lines, parquet, row, without_nothing

ROWS = [row(n, bad=n % 9 == 4) for n in range(60)]


def written(path: Path) -> list[dict[str, Any]]:
    """The rows of advice in a file, all as JSON Lines has them."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return [
                {
                    k: int(v) if k == "row" else v or ("" if k in ("place", "for") else None)
                    for k, v in found.items()
                }
                for found in csv.DictReader(file)
            ]
    import pyarrow.parquet as pq

    days = ("start", "due")
    return [
        {k: v.isoformat() if k in days and v is not None else v for k, v in found.items()}
        for found in pq.read_table(path).to_pylist()
    ]


def unquoted(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the mark that keeps spreadsheets from taking a name for a formula."""
    return [{**f, "for": f["for"].removeprefix("'")} for f in found]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "in.jsonl").write_text(lines(ROWS), encoding="utf-8")
    (folder / "sparse.jsonl").write_text(lines(map(without_nothing, ROWS)), encoding="utf-8")
    parquet(folder / "in.parquet", ROWS, group=7)
    write_tables(folder / "tables")
    return {
        "lines": folder / "in.jsonl",
        "sparse lines": folder / "sparse.jsonl",
        "parquet": folder / "in.parquet",
        "tables": folder / "tables",
    }


def write_tables(folder: Path) -> None:
    folder.mkdir()
    applications, interviews = [], []
    for situation in ROWS:
        for a, application in enumerate(situation["applications"]):
            keys = {"situation": situation["situation"], "applications": a}
            inner = application["interviews"]
            applications.append(keys | {k: v for k, v in application.items() if k != "interviews"})
            interviews += [keys | {"interviews": i} | held for i, held in enumerate(inner)]
    for name, rows in (
        ("situation", [{k: r[k] for k in ("situation", "today")} for r in ROWS]),
        ("application", applications),
        ("interview", interviews),
    ):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            for values in rows:
                yes = {True: "yes", None: ""}
                writer.writerow(
                    {k: yes.get(v, v) if k == "thanked" else v for k, v in values.items()}
                )


@pytest.fixture(scope="module")
def wanted(inputs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the small way gives, without any library for columns."""
    folder = tmp_path_factory.mktemp("wanted")
    for name in ("advice.jsonl", "advice.csv", "nested.jsonl"):
        nested = ["--nested"] if name.startswith("nested") else []
        done = batch(inputs["lines"], "-o", folder / name, "--errors", folder / "bad.csv", *nested)
        assert done.exit_code == 1, done.stderr
    return folder


@pytest.mark.parametrize("engine", ["columnar", "rete", "oracle"])
@pytest.mark.parametrize("source", ["lines", "sparse lines", "parquet", "tables"])
def test_every_form_of_input_gives_the_same_rows(
    source: str, engine: str, inputs: dict[str, Path], wanted: Path, tmp_path: Path
) -> None:
    for name in ("advice.jsonl", "advice.csv"):
        out, bad = tmp_path / name, tmp_path / "bad.csv"
        done = batch(inputs[source], "-o", out, "--engine", engine, "--errors", bad)
        assert done.exit_code == 1, done.stderr
        assert out.read_bytes() == (wanted / name).read_bytes()
        found, expected = (
            [
                # Of a folder of tables, the row is one of the table that is named.
                (r["situation"], r["code"], "" if source == "tables" else r["row"])
                for r in csv.DictReader(io.StringIO(text))
            ]
            for text in (bad.read_text("utf-8"), (wanted / "bad.csv").read_text("utf-8"))
        )
        assert found == expected


@pytest.mark.parametrize("source", ["lines", "parquet"])
def test_every_form_of_output_says_the_same(
    source: str, inputs: dict[str, Path], wanted: Path, tmp_path: Path
) -> None:
    out = tmp_path / "advice.parquet"
    assert batch(inputs[source], "-o", out).exit_code == 1
    assert written(out) == written(wanted / "advice.jsonl")
    assert unquoted(written(wanted / "advice.csv")) == unquoted(written(wanted / "advice.jsonl"))


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_nested_output_has_every_situation(
    format: str, inputs: dict[str, Path], wanted: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"nested.{format}"
    assert batch(inputs["parquet"], "-o", out, "--nested").exit_code == 1
    if format == "jsonl":
        assert out.read_bytes() == (wanted / "nested.jsonl").read_bytes()
        return
    import pyarrow.parquet as pq

    found = pq.read_table(out).to_pylist()
    expected = written(wanted / "nested.jsonl")
    assert [f["row"] for f in found] == list(range(1, 61))
    assert [f["situation"] for f in found] == [f"s{n}" for n in range(60)]
    for one, other in zip(found, expected, strict=True):
        assert (one["advice"] is None) == (other["advice"] is None) == (one["row"] % 9 == 5)
        pieces = [(p["action"], p["place"]) for p in one["advice"] or ()]
        assert pieces == [(p["action"], p["place"]) for p in other["advice"] or ()]


FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def test_no_spreadsheet_takes_a_name_for_a_formula(tmp_path: Path) -> None:
    names = ["=A", "+A", "-A", "@A", "\tA", "\rA", "A=", "'A", ""]
    rows = [
        {"situation": name, "applications": [{"company": name or "A", "stage": "offered"}]}
        for name in names
    ]
    (tmp_path / "in.jsonl").write_text(lines(rows), encoding="utf-8")
    found = []
    for engine in ("oracle", "columnar"):
        done = batch(tmp_path / "in.jsonl", "--to", "csv", "--engine", engine)
        found.append(done.stdout_bytes)
        read = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode(), newline="")))
        wanted = {f"'{name}" if name.startswith(FORMULAS) else name for name in names}
        assert {row["situation"] for row in read} == wanted
        assert {row["for"] for row in read} - {""} == {name or "A" for name in wanted}
    assert found[0] == found[1]


SUMMARIES = [[], ["--group-by", "company"], ["--group-by", "application.stage"], ["--group-by", "thanked"], ["--group-by", "searched_on"], ["--group-by", "chases_sent"]]  # fmt: skip


@pytest.mark.parametrize("by", SUMMARIES, ids=" ".join)
@pytest.mark.parametrize("source", ["parquet", "tables"])
def test_the_summary_is_the_same_on_every_engine(
    by: list[str], source: str, inputs: dict[str, Path]
) -> None:
    one, other = (batch(inputs[s], "--summary", *by) for s in ("lines", source))
    assert one.stdout == other.stdout
    assert "60 situations, " in one.stdout
    assert one.exit_code == other.exit_code == 1


def test_a_fact_that_is_missing_counts_in_the_group_of_its_default(inputs: dict[str, Path]) -> None:
    for source in ("lines", "parquet"):
        summed = batch(inputs[source], "--group-by", "chases_sent").stdout
        groups = [line.split(",")[0] for line in summed.splitlines() if " pieces of advice" in line]
        assert groups == [
            "(for no application): 53 situations",
            "chases_sent 0: 42 applications",
            "chases_sent 1: 13 applications",
            "chases_sent 2: 19 applications",
            "60 situations",
        ]


def test_the_order_is_that_of_the_input_however_many_slices_are_in_flight(
    inputs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.batch.sources import json_lines, parquet_files, tables

    monkeypatch.setattr(parquet_files, "SLICE_ROWS", 5)
    monkeypatch.setattr(tables, "SLICE_ROWS", 5)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 1_000)
    for source in ("parquet", "tables", "lines"):
        found = set()
        for jobs in (1, 2, 5):
            out = tmp_path / "advice.jsonl"
            done = batch(inputs[source], "-o", out, "-j", jobs, "--engine", "columnar")
            assert done.exit_code == 1, done.stderr
            found.add(out.read_bytes())
        assert len(found) == 1
        rows = [r["row"] for r in written(out)]
        assert rows == sorted(rows)
        assert len(set(rows)) > 30


@pytest.mark.parametrize("engine", ["columnar", "rete", "oracle"])
@pytest.mark.parametrize("form", ["in.jsonl", "in.parquet"])
def test_choices_are_read_in_other_letters_and_words_in_every_form(
    form: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plain = [row(n) for n in range(6)]
    spoken = json.loads(json.dumps(plain, default=str))
    for one in spoken:
        for application in one["applications"]:
            application["stage"] = application["stage"].upper()
    found = {}
    for name, rows in (("plain", plain), ("spoken", spoken)):
        Path(name).mkdir()
        path = Path(name, form)
        if form == "in.jsonl":
            path.write_text(lines(rows), encoding="utf-8")
        else:
            parquet(path, rows)
        assert batch(path, "--engine", engine, "-o", f"{name}.csv").exit_code == 0
        found[name] = Path(f"{name}.csv").read_text(encoding="utf-8")
    assert found["spoken"] == found["plain"]
