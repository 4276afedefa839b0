"""How inputs are read that are not in the pack's own words: in every form that has it, with the same advice."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from advisor.batch.problems import BatchError
from advisor.batch.sources.dates import DateReading, order_of
from advisor.batch.sources.reading import Notices, Reading, Renaming
from advisor.batch.sources.slices import open_source
from advisor.cli.batch.reading import ready_mappings, words_to_add
from advisor.cli.main import cli
from tests.batch.tables import batch, program, workbook

PACK = program().pack
Rows = list[dict[str, Any]]


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def as_jsonl(folder: Path, rows: Rows, name: str = "in") -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row, default=plain) + "\n" for row in rows))
    return path


def as_parquet(folder: Path, rows: Rows, name: str = "in") -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def as_csv(folder: Path, rows: Rows, name: str = "in") -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({k: plain(v) for k, v in row.items()} for row in rows)
    return path


def as_xlsx(folder: Path, rows: Rows, name: str = "in") -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    path, book = folder / f"{name}.xlsx", openpyxl.Workbook()
    sheet = book.active
    sheet.append([])  # a blank row above the names, as people leave one
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(
            [v.replace(tzinfo=None) if isinstance(v, datetime) else v for v in row.values()]
        )
    book.save(path)
    return path


FLAT: dict[str, Callable[[Path, Rows], Path]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
}
NESTED: dict[str, Callable[[Path, Rows], Path]] = {"jsonl": as_jsonl, "parquet": as_parquet}


def read(
    path: Path,
    reading: Reading = Reading(),  # noqa: B008  # it is frozen
    notices: Notices | None = None,
) -> Rows:
    """All situations of an input, as they are conformed."""
    from advisor.batch.sources.schema_casts import conform

    form = {".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".jsonl": "jsonl"}[path.suffix]
    found: Rows = []
    for piece in open_source([str(path)], PACK, form, None, reading, notices).slices():
        chunk = piece.load()
        assert chunk.problems == []
        good = conform(chunk.table, PACK, chunk.dates)
        assert good.problems == {}
        found += good.table.to_pylist()
    return found


def told(folder: Path, *words: str | Path) -> tuple[int, str, Rows]:
    """The exit status, what was said, and the rows of advice."""
    out = folder / "out.csv"
    out.unlink(missing_ok=True)
    done = batch(*words, "-o", out, "--today", "2026-11-22")
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    rows: Rows = []
    if out.exists():
        with out.open(newline="") as file:
            rows = list(csv.DictReader(file))
    return done.exit_code, done.stderr, rows


# --- a row an application -------------------------------------------------------------------------------

PEOPLE: Rows = [
    {"who": "b", "company": "Acme", "stage": "interviewed", "held_on": date(2026, 11, 10), "today": date(2026, 11, 22)},
    {"who": "a", "company": "Stark", "stage": "accepted", "held_on": None, "today": None},
    {"who": "b", "company": "Hooli", "stage": "offered", "held_on": None, "today": None},
    {"who": "c", "company": "Umbrella", "stage": "rejected", "held_on": date(2026, 11, 9), "today": None},
    {"who": "a", "company": "Initech", "stage": "interviewed", "held_on": date(2026, 11, 8), "today": None},
]  # fmt: skip
WANTED = [
    ("b", [("Acme", ["2026-11-10"]), ("Hooli", [])], "2026-11-22"),
    ("a", [("Stark", []), ("Initech", ["2026-11-08"])], None),
    ("c", [("Umbrella", ["2026-11-09"])], None),
]


def shape(rows: Rows) -> list[Any]:
    return [
        (
            row["situation"],
            [
                (item["company"], [plain(i["held_on"]) for i in item["interviews"]])
                for item in row["applications"]
            ],
            plain(row["today"]),
        )
        for row in rows
    ]


@pytest.mark.parametrize("form", FLAT)
def test_persons_come_in_the_order_of_their_first_rows_and_items_in_that_of_theirs(
    form: str, tmp_path: Path
) -> None:
    path = FLAT[form](tmp_path, PEOPLE)
    assert shape(read(path, Reading(rows="application", by="who"))) == WANTED


@pytest.mark.parametrize("by", ["company", "Company", "firm"])
@pytest.mark.parametrize("form", FLAT)
def test_a_column_that_says_whose_a_row_is_may_be_a_fact_too(
    form: str, by: str, tmp_path: Path
) -> None:
    rows = [
        {by: "Acme", "stage": "applied"},
        {by: "Hooli", "stage": "offered"},
        {by: "Acme", "stage": "rejected"},
    ]
    renamed = (Renaming("firm", "company"),) if by == "firm" else ()
    found = read(FLAT[form](tmp_path, rows), Reading(renamed, rows="application", by=by))
    items = [
        (r["situation"], [(a["company"], a["stage"]) for a in r["applications"]]) for r in found
    ]
    assert items == [
        ("Acme", [("Acme", "applied"), ("Acme", "rejected")]),
        ("Hooli", [("Hooli", "offered")]),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_rows_of_one_person_come_together_whatever_slices_they_lie_in(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.batch.sources import flat_rows

    monkeypatch.setattr(flat_rows, "SLICE_ROWS", size)
    path = as_csv(tmp_path, PEOPLE)
    assert shape(read(path, Reading(rows="application", by="who"))) == WANTED


def test_a_person_has_the_number_of_the_first_row(tmp_path: Path) -> None:
    path = as_csv(tmp_path, PEOPLE)
    _, _, rows = told(tmp_path, path, "--rows", "application", "--by", "who")
    assert {(row["situation"], row["row"]) for row in rows} == {("b", "1"), ("a", "2"), ("c", "4")}


def test_without_a_column_each_row_is_a_person_and_that_is_told(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k != "who"} for row in PEOPLE]
    path = as_csv(tmp_path, rows)
    found = read(path, Reading(rows="application"))
    assert [len(row["applications"]) for row in found] == [1] * 5
    _, said, _ = told(tmp_path, path, "--rows", "application")
    assert "each row is read as a situation of its own" in said


def test_all_rows_of_a_file_are_one_person_where_that_is_said(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k != "who"} for row in PEOPLE]
    [found] = read(as_csv(tmp_path, rows, "me"), Reading(rows="application", by="file"))
    assert found["situation"] == "me"
    assert [item["company"] for item in found["applications"]] == [r["company"] for r in PEOPLE]


def test_rows_without_anything_are_passed_over_and_one_without_a_person_is_told(
    tmp_path: Path,
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("who,company,stage\na,Acme,interviewed\n,,\n,Stark,accepted\n,,\n")
    status, said, rows = told(tmp_path, path, "--rows", "application", "--by", "who")
    assert status == 1
    assert "row 3: `who` is missing: nothing says whose row it is" in said
    assert "2 situations" in said
    assert {row["row"] for row in rows} == {"1"}


def test_ids_words_and_cells_that_are_no_text_are_told_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(
        b"who,today,company,stage\na\xff,,Acme,offered\nb,2026-11-2\xff,Borg,offered\n"
        b"b,2026-11-22,Hooli,offered\nc,,Stark,offered\n"
    )
    (tmp_path / "names.yaml").write_text("today: {to: today, leave_out: [never]}")
    words = ["--rows", "application", "--by", "who", "--map", tmp_path / "names.yaml"]
    status, said, rows = told(tmp_path, path, *words)
    assert status == 1
    assert "row 1: `who` is missing" in said
    assert "row 2 (b): the rows of this situation differ in `today`" in said
    assert {row["situation"] for row in rows} == {"c"}


def test_a_name_with_an_open_quote_swallows_lines_and_is_told_in_one(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('situation,"oday\n' + "".join(f"s{n},2026-11-22\n" for n in range(40)))
    status, said, _ = told(tmp_path, path)
    assert (status, len(said.splitlines())) == (2, 2)
    assert "  the situation has no fact or list `oday s0,2026-11-22 s1,2026-11-22" in said
    assert len(said) < 400


def test_a_situation_whose_rows_differ_says_in_which_column_and_rows(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "who,today,company,stage\na,,Acme,interviewed\nb,2026-11-22,Hooli,offered\n"
        "a,2026-11-20,Borg,offered\na,2026-11-21,Stark,accepted\n"
    )
    status, said, rows = told(tmp_path, path, "--rows", "application", "--by", "who")
    assert status == 1
    assert (
        "row 1 (a): the rows of this situation differ in `today`: `2026-11-20` in row 3,"
        " `2026-11-21` in row 4" in said
    )
    assert {row["situation"] for row in rows} == {"b"}


# --- foreign names and words ----------------------------------------------------------------------------

FOREIGN: Rows = [
    {
        "id": "a",
        "email": "a@b.c",
        "jobs": [
            {"name": "Acme", "status": "Interviewing", "met": [{"day": "2026-11-10", "note": "x"}]},
            {"name": "Hooli", "status": "offered", "met": []},
        ],
    },
    {"id": "b", "email": None, "jobs": None},
]
NAMES = """\
id: situation
jobs: applications
jobs.name: company
applications.status: {to: stage, values: {interviewing: interviewed}}
met: interviews
interview.day: held_on
"""


@pytest.mark.parametrize("form", NESTED)
def test_names_inside_lists_are_read_as_ours(form: str, tmp_path: Path) -> None:
    path, names = NESTED[form](tmp_path, FOREIGN), tmp_path / "names.yaml"
    names.write_text(NAMES)
    status, said, rows = told(tmp_path, path, "--map", names, "--ignore-columns", "email,note")
    assert status == 0, said
    assert "not read: `email`, `jobs.met.note`" in said
    ours: Rows = [
        {
            "situation": "a",
            "applications": [
                {
                    "company": "Acme",
                    "stage": "interviewed",
                    "interviews": [{"held_on": "2026-11-10"}],
                },
                {"company": "Hooli", "stage": "offered"},
            ],
        },
        {"situation": "b"},
    ]
    assert rows == told(tmp_path, as_jsonl(tmp_path, ours, "ours"))[2]
    assert rows != []


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "parquet"])
def test_unknown_names_are_passed_over_and_told(form: str, tmp_path: Path) -> None:
    rows: Rows = [{"situation": "a", "today": "2026-11-22", "colour": "red", "size": 3}]
    path = {**FLAT, **NESTED}[form](tmp_path, rows)
    status, said, _ = told(tmp_path, path)
    assert status in (1, 2)
    assert "--ignore-" in said
    status, said, _ = told(tmp_path, path, "--ignore-unknown")
    assert (status, "not read: `colour`, `size`" in said) == (0, True)


@pytest.mark.parametrize("form", FLAT)
def test_headings_need_no_mapping_where_only_their_writing_differs(
    form: str, tmp_path: Path
) -> None:
    path = FLAT[form](tmp_path, [{" Situation": "a", "TODAY": "2026-11-22"}])
    status, said, _ = told(tmp_path, path)
    assert status == 0, said
    assert "as `situation`" in said
    assert "`TODAY` as `today`" in said


def test_tables_of_a_folder_have_names_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    as_csv(folder, [{"id": "a"}, {"id": "b"}], "situation")
    as_csv(
        folder,
        [{"person": "b", "nr": 0, "firm": "Acme", "status": "Done", "mail": "x"}],
        "application",
    )
    words = ["--map", "id=situation", "--map", "person=situation", "--map", "nr=applications"]
    words += ["--map", "firm=company", "--map", "application.status=stage"]
    status, said, _ = told(tmp_path, folder, *words, "--ignore-columns", "mail")
    assert status == 1, said
    assert "`Done` is not one of the choices" in said
    (tmp_path / "names.yaml").write_text("status: {to: stage, values: {Done: offered}}")
    status, said, rows = told(
        tmp_path, folder, *words[:-2], "--map", tmp_path / "names.yaml", "--ignore-columns", "mail"
    )
    assert status == 0, said
    assert {row["situation"] for row in rows if row["place"]} == {"b"}


TRACKED = {
    "huntr": ("Company,Title,List,Date Applied,Notes\nAcme,Eng,Interview,2026-11-10,\nB,Eng,Wishlist,,\nHooli,Eng,Offer,,x\n", ["interviewed", "offered"]),
    "teal": ("Company Name,Job Title,Status,Date Saved\nAcme,Eng,Interviewing,2026-11-01\nB,Eng,Bookmarked,\nC,Eng,Not Selected,\n", ["interviewed", "rejected"]),
    "simplify": (
        "Job Title,Company Name,Location,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes,job_type\n"
        "PM,Plaid,SF,https://x,N/A,SAVED,2026-11-10,No,N/A,,Full-time\n"
        "PM,Ramp,NY,https://x,2026-11-01,INTERVIEWING,2026-11-09,No,N/A,,Full-time\n"
        "PM,Garner,NY,https://x,N/A,APPLIED,2026-11-13,No,N/A,,Full-time\n",
        ["interviewed", "applied"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACKED)
def test_the_export_of_a_tracker_is_read_by_its_name(name: str, tmp_path: Path) -> None:
    from advisor import api
    from advisor.cli.batch.reading import reading_of
    from advisor.cli.options import ReadingOptions

    text, stages = TRACKED[name]
    (tmp_path / "me.csv").write_text(text)
    pack = api.load_pack(with_tests=False).pack
    reading = reading_of(ReadingOptions(maps=(name,)))
    notices = Notices()
    [piece] = open_source([str(tmp_path / "me.csv")], pack, "csv", None, reading, notices).slices()
    chunk = piece.load()
    [row] = chunk.table.to_pylist()
    assert row["situation"] == "me"
    assert [item["stage"] for item in row["applications"]] == stages
    assert reading.ignores_unknown  # people add columns of their own
    assert any("1 row is left out" in sentence for sentence in notices.take())


def test_words_that_a_mapping_of_ours_does_not_know_are_added_in_a_copy(tmp_path: Path) -> None:
    [said] = words_to_add(["Company=company", "simplify"], ["Status"])
    assert said.startswith("--map simplify does not know these words of `Status`: copy ")
    copied = tmp_path / "mine.yaml"
    shipped = Path(said.partition("copy ")[2].partition(", add")[0]).read_text("utf-8")
    copied.write_text(shipped)
    assert [*words_to_add([str(copied)], ["Status"])] == []
    assert [*words_to_add(["simplify"], ["Applied Date", "chases_sent"])] == [
        said.replace("`Status`", "`Applied Date`")
    ]
    assert [*words_to_add(["simplify"], ["chases_sent"])] == []


def test_a_column_of_people_is_named_where_a_mapping_takes_a_file_as_one_persons(
    tmp_path: Path,
) -> None:
    path, names = tmp_path / "all.csv", tmp_path / "names.yaml"
    names.write_text("rows: application\nby: file\ncolumns: {Company: company, Status: stage}\n")
    path.write_text("Student ID,Campus,Company,Status\ns1,North,Acme,offered\n")
    status, said, _ = told(tmp_path, path, "--map", names)
    assert status == 2
    assert '  --by "Student ID", where it says whose a row is' in said
    path.write_text("Campus,Company,Status\nNorth,Acme,offered\n")
    assert "--by" not in told(tmp_path, path, "--map", names)[1]


PEOPLE_IN_A_FILE: dict[str, tuple[str, list[str], bool]] = {  # a column beside those of a tracker
    "several people": ("Student ID", ["s1", "s1", "s2"], False),
    "one person": ("Student ID", ["s1", "s1", "s1"], True),
    "a number for each row": ("ID", ["1", "2", "3"], True),
    "ids of jobs": ("Job ID", ["j1", "j1", "j2"], True),
    "whom to write to": ("Recruiter e-mail", ["a@x", "a@x", "b@x"], True),
    "in camel case": ("studentId", ["s1", "s2", "s2"], False),
    "any other column": ("Excitement", ["3", "3", "4"], True),
}


@pytest.mark.parametrize(
    ("name", "cells", "is_one"), PEOPLE_IN_A_FILE.values(), ids=PEOPLE_IN_A_FILE
)
def test_all_rows_of_a_file_are_one_persons_unless_a_column_says_otherwise(
    name: str, cells: list[str], is_one: bool, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    rows = "".join(f"{cell},Acme {number},Rejected\n" for number, cell in enumerate(cells))
    path.write_text(f"{name},Company,Status\n{rows}")

    def run(*more: str) -> Result:
        words = [str(path), "--map", "teal", "-o", str(tmp_path / "out.csv"), *more]
        return CliRunner().invoke(
            cli, ["batch", *words]
        )  # with the rules that have all that trackers know

    done = run()
    status, said = done.exit_code, done.stderr
    if is_one:
        assert (status, f"not read: `{name}`" in said) == (0, True)
        return
    assert status == 2
    assert f"`{name}` says that the rows are of 2 people" in said
    quoted = f'"{name}"' if " " in name else name
    assert f"--by {quoted} takes them so" in said
    assert run("--by", name).exit_code == 0
    assert run("--ignore-columns", name).exit_code == 0


GUESSED = {  # of a sheet without anything that says more
    "Nr,Name": "--by Name (the column that says whose it is)",
    "#,Client": "--by Client (",
    "No.,Full Name": '--by "Full Name" (',
    "studentId,Name": "--by studentId (",
    "Nr,Salary": "--by COLUMN (the column that says whose it is; or --by file, where all are one person's)",
}


@pytest.mark.parametrize(("names", "way"), GUESSED.items())
def test_who_has_many_rows_is_not_guessed_from_numbers_of_rows(
    names: str, way: str, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    path.write_text(f"{names},company,stage\n1,x,Acme,offered\n")
    assert f"say --rows application {way}" in told(tmp_path, path)[1]


def test_what_is_told_of_many_files_is_told_once() -> None:
    notices = Notices()
    for number in range(2_000):
        notices.add("a sentence", file=f"{number}.csv")
        notices.add(f"as in {number}", "order", "applied_on")
    notices.add("another", file="a.csv")
    notices.add("another", file="b.csv")
    assert notices.take() == ["2,000 files: a sentence", "as in 0", "a.csv and b.csv: another"]


# --- days and moments -----------------------------------------------------------------------------------

ORDERS: dict[str, tuple[list[str], str | None]] = {
    "no such dates": (["2026-11-28", "soon"], None),
    "the year first": (["2026/11/28"], None),
    "a day above 12": (["05/11/2026", "28/11/2026"], "dmy"),
    "a day above 12 in second place": (["05.11.2026", "11.28.2026"], "mdy"),
    "day and month the same": (["5-5-2026"], "dmy"),
    "with a time": (["28/11/2026 00:00:00"], "dmy"),
    "a short year, and a long one": (["2/11/26", "28/11/2026"], "dmy"),
    "no days at all": (["99/99/2026"], None),
}


@pytest.mark.parametrize(("texts", "wanted"), ORDERS.values(), ids=ORDERS)
def test_what_comes_first_is_seen_where_there_is_no_doubt(
    texts: list[str], wanted: str | None
) -> None:
    found = order_of(texts, "held_on", "in.csv")
    assert (None if found is None else found[0]) == wanted


DOUBTFUL = {
    "either": (["05/11/2026"], "nobody can tell the day of `05/11/2026` from its month"),
    "both": (["28/11/2026", "11/28/2026"], "`28/11/2026` has the day first and `11/28/2026`"),
}


@pytest.mark.parametrize(("texts", "why"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_column_in_doubt_is_refused(texts: list[str], why: str) -> None:
    with pytest.raises(BatchError, match=why) as error:
        order_of(texts, "held_on", "in.csv")
    assert "--dates dmy" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("form", FLAT)
@pytest.mark.parametrize(
    ("order", "text"), [("dmy", "5/11/2026"), ("mdy", "11/5/2026"), ("ymd", "2026/11/5")]
)
def test_days_are_read_in_the_order_that_was_said(
    form: str, order: str, text: str, tmp_path: Path
) -> None:
    path = FLAT[form](tmp_path, [{"situation": "a", "today": text}])
    assert read(path, Reading(dates=order))[0]["today"] == date(2026, 11, 5)


@pytest.mark.parametrize("form", NESTED)
def test_days_in_lists_are_read_in_the_order_that_was_said(form: str, tmp_path: Path) -> None:
    items = [{"company": "A", "stage": "offered", "interviews": [{"held_on": "05/11/2026"}]}]
    path = NESTED[form](tmp_path, [{"situation": "a", "applications": items}])
    [row] = read(path, Reading(dates="dmy"))
    assert row["applications"][0]["interviews"][0]["held_on"] == date(2026, 11, 5)


def test_a_later_slice_does_not_change_how_an_earlier_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What tells day from month stands in the last row, far behind the first slice.
    from advisor.batch.sources import flat_rows

    monkeypatch.setattr(flat_rows, "SLICE_ROWS", 2)
    rows: Rows = [{"who": n, "company": "A", "stage": "offered", "held_on": "05/11/2026"} for n in range(7)]  # fmt: skip
    rows.append({"who": 8, "company": "A", "stage": "offered", "held_on": "29/11/2026"})
    found = read(as_csv(tmp_path, rows), Reading(rows="application", by="who"))
    days = [row["applications"][0]["interviews"][0]["held_on"] for row in found]
    assert days == [date(2026, 11, 5)] * 7 + [date(2026, 11, 29)]


SHORT_YEARS: dict[str, tuple[str | None, list[str], list[str] | str]] = {
    "day first": ("dmy", ["20.11.26", "5.12.26", "05/12/1926"], ["2026-11-20", "2026-12-05", "1926-12-05"]),
    "month first": ("mdy", ["11/20/26", "1/2/87"], ["2026-11-20", "1987-01-02"]),
    "year first": ("ymd", ["26-11-20", "49/1/2", "50/1/2"], ["2026-11-20", "2049-01-02", "1950-01-02"]),
    "month first, as one shows": (None, ["11/20/26", "1/2/26"], ["2026-11-20", "2026-01-02"]),
    "as one of four digits shows": (None, ["20/11/26", "5/12/26", "28/11/2026"], ["2026-11-20", "2026-12-05", "2026-11-28"]),
    "with the name of the month": (None, ["20-Nov-26", "5 dec 26", "Nov 20, '26"], ["2026-11-20", "2026-12-05", "2026-11-20"]),
    "with a midnight": ("dmy", ["20.11.26 0:00", "20-NOV-26 00:00:00"], ["2026-11-20", "2026-11-20"]),
    "day or year first": (None, ["20/11/26", "26/11/20"], "nobody can tell the day of `20/11/26` from its month and year; say --dates dmy (day first), --dates mdy or --dates ymd"),
    "twice the same": (None, ["5/5/26"], "nobody can tell the day of `5/5/26`"),
    "day first and month first": (None, ["11/20/26", "28/11/2026"], "`28/11/2026` has the day first and `11/20/26` the month"),
}  # fmt: skip


@pytest.mark.parametrize(("order", "cells", "wanted"), SHORT_YEARS.values(), ids=SHORT_YEARS)
def test_years_of_two_digits_are_those_around_2000_where_the_order_is_known(
    order: str | None, cells: list[str], wanted: list[str] | str, tmp_path: Path
) -> None:
    notices = Notices()
    rows: Rows = [{"situation": n, "today": cell} for n, cell in enumerate(cells)]
    path, reading = as_csv(tmp_path, rows), Reading(dates=order)
    if isinstance(wanted, str):
        with pytest.raises(BatchError) as raised:
            read(path, reading)
        assert wanted in str(raised.value)
        return
    found = read(path, reading, notices)
    assert [row["today"].isoformat() for row in found] == wanted
    assert (
        sum("years of two digits are read as those from 1950 to 2049" in n for n in notices.take())
        == 1
    )


BOTH = ("csv", "jsonl")
NO_DAYS = [
    (BOTH, "dmy", "20.13.2026", "`20.13.2026` is not a date; with the day first, 13 is no month"),
    (("csv",), "mdy", "Fri 20/11/26", "`Fri 20/11/26` (with the month first, 20 is no month)"),
    (BOTH, "dmy", "35/11/2026", "`35/11/2026` is not a date; with the day first, 35 is no day"),
    (BOTH, "dmy", "31.11.2026", "there is no day `2026-11-31`; the last day of that month is `2026-11-30`"),
    (("csv",), None, "20.13.2026", "`20.13.2026` is not a date; with the day first, 13 is no month"),
    (("jsonl",), None, "31.11.2026", "`31.11.2026` (write year-month-day, such as `2026-11-22`)"),
]  # fmt: skip


@pytest.mark.parametrize(("forms", "order", "cell", "said"), NO_DAYS)
def test_a_day_that_is_none_is_told_in_its_order(
    forms: tuple[str, ...], order: str | None, cell: str, said: str, tmp_path: Path
) -> None:
    rows: Rows = [{"situation": "a", "today": cell}, {"situation": "b", "today": "28/11/2026"}]
    for form in forms:
        path = {"csv": as_csv, "jsonl": as_jsonl}[form](tmp_path, rows)
        done = batch(path, "--summary", *(["--dates", order] if order else []))
        assert said in done.stderr


def test_an_hour_behind_a_day_is_no_year() -> None:
    for text in ("28 Nov 12:30", "28 Nov 12.30", "Nov 2026", "28 Nov 6"):
        assert DateReading().text(text, None) == text


MOMENTS: dict[str, tuple[Any, str, date]] = {
    "the next day": (datetime(2026, 11, 28, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 29)),
    "the same day": (datetime(2026, 11, 28, 22, 30, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 28)),
    "the day before": (datetime(2026, 11, 28, 3, 0, tzinfo=UTC), "America/New_York", date(2026, 11, 27)),
    "midnight is a date": (datetime(2026, 11, 28, tzinfo=UTC), "America/New_York", date(2026, 11, 28)),
    "a text": ("2026-11-28T23:30:00Z", "Europe/Berlin", date(2026, 11, 29)),
    "a text with an offset": ("2026-11-28 23:30:00.123456789+00:00", "Europe/Berlin", date(2026, 11, 29)),
    "a text of midnight": ("2026-11-28T00:00:00.000Z", "America/New_York", date(2026, 11, 28)),
    "a time without a zone": ("2026-11-28 23:30", "Asia/Tokyo", date(2026, 11, 28)),
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize(("moment", "zone", "wanted"), MOMENTS.values(), ids=MOMENTS)
def test_a_moment_is_the_day_in_the_zone_that_was_said(
    form: str, moment: Any, zone: str, wanted: date, tmp_path: Path
) -> None:
    path = {**FLAT, **NESTED}[form](tmp_path, [{"situation": "a", "today": moment}])
    assert read(path, Reading(zone=zone))[0]["today"] == wanted


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_moment_without_a_zone_is_refused_and_the_option_named(form: str, tmp_path: Path) -> None:
    moment = datetime(2026, 11, 28, 22, 30, tzinfo=UTC)
    path = {**FLAT, **NESTED}[form](tmp_path, [{"situation": "a", "today": moment}])
    status, said, _ = told(tmp_path, path)
    assert status == 1
    assert said.count("--zone Europe/Berlin") == 1


# --- sheets, partitions, patterns -----------------------------------------------------------------------


def test_sheets_called_as_entities_are_tables_of_one_folder(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Notes": [["anything"]],
            "Situation": [["situation", "today"], ["a", datetime(2026, 11, 22)], ["b", None]],
            "Applications": [
                ["situation", "applications", "company", "stage", "chases_sent"],
                ["b", 0.0, "Acme", "interviewed", 1.0],
                ["a", 0, "Hooli", "offered", None],
            ],
            "interview": [
                ["situation", "applications", "interviews", "held_on", "thanked"],
                ["b", 0, 0, date(2026, 11, 10), True],
            ],
        },
    )
    a, b = read(path)
    assert (a["today"], a["applications"][0]["company"]) == (date(2026, 11, 22), "Hooli")
    [item] = b["applications"]
    assert item["chases_sent"] == 1
    assert item["interviews"][0]["thanked"] is True
    assert "not read: the sheets `Notes`" in told(tmp_path, path)[1]


def test_a_sheet_is_chosen_by_its_name_and_the_first_one_is_told(tmp_path: Path) -> None:
    sheets = {"One": [["situation"], ["a"]], "Two": [["situation"], ["b"], [], ["c"], [None]]}
    path = workbook(tmp_path / "book.xlsx", sheets)
    assert [row["situation"] for row in read(path)] == ["a"]
    assert "of 2 sheets, `One` is read" in told(tmp_path, path)[1]
    found = [row["situation"] for row in read(path, Reading(sheet="two"))]
    assert [id for id in found if id] == ["b", "c"]


def test_lines_of_a_cell_may_end_as_those_of_windows_do(tmp_path: Path) -> None:
    head = ["situation", "today_x000D_\n"]
    rows = [["a_x000D_\nb", "2026-11-22_x000D_"], ["_x000D_", "_x000D_\n"], ["c", None]]
    path = workbook(tmp_path / "book.xlsx", {"Mine": [["_x000D_"], head, *rows]})
    found = [(row["situation"], row.get("today")) for row in read(path)]
    assert found == [("a\nb", date(2026, 11, 22)), (None, None), ("c", None)]


def test_where_something_is_wrong_it_is_said_which_row_of_the_sheet_that_is(tmp_path: Path) -> None:
    head, bad = ["situation", "today"], ["b", "one day"]
    path = workbook(tmp_path / "book.xlsx", {"Mine": [[], [None], head, ["a", None], bad]})
    status, said, _ = told(tmp_path, path)
    assert status == 1
    assert "row 2 (b): `today`: `one day` is not a date" in said
    assert "rows are counted below the names: row 1 is row 4 of the sheet Mine\n" in said
    fine = workbook(tmp_path / "fine.xlsx", {"Mine": [head, ["a", None]]})
    assert "rows are counted" not in told(tmp_path, fine)[1]
    several = (workbook(tmp_path / name, {"Mine": [head, bad]}) for name in ("1.xlsx", "2.xlsx"))
    assert "rows are counted" not in told(tmp_path, *several)[1]


def test_without_the_library_a_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    (tmp_path / "in.xlsx").write_bytes(b"")
    status, said, _ = told(tmp_path, tmp_path / "in.xlsx")
    assert status == 2
    assert said.endswith("-m pip install 'interview-advisor[excel]'\n")
    assert said.count("\n") == 1


def test_what_folders_say_is_a_column_if_the_rules_know_it(tmp_path: Path) -> None:
    rows = [{"situation": "x"}]
    for day in ("2026-11-20", "2026-11-21", "__HIVE_DEFAULT_PARTITION__"):
        folder = tmp_path / "all" / f"today={day}" / "region=north"
        folder.mkdir(parents=True)
        as_parquet(folder, rows, "part-0")
    found: Rows = []
    for piece in open_source([str(tmp_path / "all")], PACK, "parquet").slices():
        found += piece.load().table.to_pylist()
    assert [row["today"] for row in found] == ["2026-11-20", "2026-11-21", None]
    assert "region" not in found[0]


def test_a_pattern_is_several_files_with_rows_counted_on(tmp_path: Path) -> None:
    as_csv(tmp_path, PEOPLE, "one")
    as_csv(tmp_path, [{**row, "who": str(row["who"]).upper()} for row in PEOPLE[:3]], "two")
    words = ["--rows", "application", "--by", "who"]
    _, said, rows = told(tmp_path, tmp_path / "[ot][nw][eo].csv", *words)
    assert "5 situations" in said
    assert sorted({int(row["row"]) for row in rows}) == [1, 2, 4, 6, 7]


def test_a_run_goes_on_only_with_the_same_reading(tmp_path: Path) -> None:
    one, other = Reading(dates="dmy"), Reading(dates="mdy")
    assert one.as_data() == Reading(dates="dmy").as_data()
    assert one.as_data() != other.as_data()
    renamed = Reading(renamings=(Renaming("a", "stage", None, (("x", "offered"),)),))
    assert len({json.dumps(r.as_data()) for r in (one, other, renamed, Reading())}) == 4


def test_columns_of_which_none_is_known_may_be_those_of_a_tracker(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("Job Title,Status\nAnalyst,Applied\n")
    status, said, _ = told(tmp_path, path)
    assert status == 2
    last = said.splitlines()[-1]
    assert all(f"--map {name}" in last for name in ready_mappings())
    path.write_text("today,Status\n2026-11-20,Applied\n")
    _, said, _ = told(tmp_path, path)
    assert "tracker" not in said


# --- encodings ------------------------------------------------------------------------------------------


def test_csv_of_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    head = "situation;company;stage;held_on"
    path.write_text(f"{head}\r\na;Müller;interviewed;18.11.2026\r\nb;Acme;offered;\r\n", "cp1252")
    words = [path, "--rows", "application", "--by", "situation"]
    status, said, rows = told(tmp_path, *words)
    assert status == 1
    assert (
        "byte 2 of the text is not UTF-8; in cp1252 it is `Müller`: add --encoding cp1252" in said
    )
    assert {row["situation"] for row in rows} == {"b"}
    status, said, rows = told(tmp_path, *words, "--encoding", "cp1252")
    assert (status, "UTF-8" in said) == (0, False)
    assert {
        row["for"].partition(":")[0] for row in rows if row["situation"] == "a" and row["for"]
    } == {"Müller"}
    (tmp_path / "map.yaml").write_text(
        "rows: application\nencoding: cp1252\ncolumns: {x: company}\n"
    )
    assert told(tmp_path, *words, "--map", tmp_path / "map.yaml") == (status, said, rows)


@pytest.mark.parametrize("written", ["utf-8-sig", "utf-16"])
def test_what_a_file_says_of_its_encoding_goes_before_what_is_said(
    written: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("situation,company,stage\na,Müller,offered\n", written)
    words = ["--rows", "application", "--by", "situation", "--encoding", "cp1252"]
    status, said, rows = told(tmp_path, path, *words)
    assert status == 0, said
    assert {row["for"] for row in rows if row["for"]} == {"Müller"}


def test_a_folder_of_tables_has_one_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "situation.csv").write_text("situation\nä\n", "cp1252")
    inner = "situation,applications,company,stage\nä,0,Müller,offered\n"
    (folder / "application.csv").write_text(inner, "cp1252")
    status, said, rows = told(tmp_path, folder, "--encoding", "cp1252")
    assert status == 0, said
    assert {(row["situation"], row["for"]) for row in rows if row["for"]} == {("ä", "Müller")}


def test_an_encoding_is_for_csv_alone(tmp_path: Path) -> None:
    status, said, _ = told(tmp_path, as_jsonl(tmp_path, [{}]), "--encoding", "cp1252")
    assert status == 2
    assert "--encoding is for CSV" in said


# --- misuse ---------------------------------------------------------------------------------------------

LIST = ["--rows", "application"]
MISUSE: dict[str, tuple[list[str], str]] = {
    "--by without --rows": (["--by", "who"], "--by needs --rows"),
    "--by of no column": ([*LIST, "--by", "whom"], "has no column `whom`; did you mean `who`?"),
    "--rows of no entity": (["--rows", "job"], "--rows: a row is no `job`; it may be `application`"),
    "--rows of an inner one": (["--rows", "interview"], "a row is no `interview`"),
    "--rows left out": ([], "say --rows application --by who"),
    "--map to nothing known": ([*LIST, "--map", "stage=stagee"], "did you mean `stage`?"),
    "--map to what is concluded": ([*LIST, "--map", "who=reply_expected_on"], "concluded by rules"),
    "--map of no column": ([*LIST, "--by", "who", "--map", "firm=company"], "no column `firm`"),
    "--map of two to one": ([*LIST, "--by", "who", "--map", "held_on=chases_sent", "--map", "company=chases_sent"], "both `company` and `held_on`"),
    "--map onto one that is there": ([*LIST, "--by", "who", "--map", "held_on=company"], "`held_on` is to be `company`, and there is a column `company`"),
    "--map of half": (["--map", "=company"], "write old=new"),
    "no such mapping": (["--map", "huntrr"], "did you mean `huntr`?"),
    "no such mapping file": (["--map", "x/none.yaml"], "cannot read x/none.yaml"),
    "no such zone": ([*LIST, "--zone", "Berlin"], "no time zone `Berlin`"),
    "no such encoding": ([*LIST, "--encoding", "cp125"], "--encoding: there is no encoding `cp125`"),
    "an encoding of no texts": ([*LIST, "--encoding", "rot13"], "there is no encoding `rot13`"),
    "--sheet of no workbook": ([*LIST, "--sheet", "One"], "--sheet is for .xlsx files"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "why"), MISUSE.values(), ids=MISUSE)
def test_misuse_is_told_in_one_line(words: list[str], why: str, tmp_path: Path) -> None:
    status, said, _ = told(tmp_path, as_csv(tmp_path, PEOPLE), *words)
    assert status == 2
    last = said.splitlines()[-1]
    assert last.startswith("Error: ")
    assert why in last


BROKEN_MAPS = {
    "not YAML": ("a: [", "line 1: expected the node content"),
    "no mapping": ("- a\n", "write a line `old: new`"),
    "nothing": ("", "write a line `old: new`"),
    "there twice": ("a: stage\na: company\n", "`a` is there twice"),
    "an unknown key": ("columns: {a: stage}\nrow: application\n", "did you mean `rows`?"),
    "a list of words": ("a: {to: stage, values: [x]}", "are a mapping"),
    "another key of a column": ("a: {to: stage, word: {}}", "`word`; there are"),
    "no fact": ("a: {values: {x: offered}}", "write a fact beside `a`"),
    "an odd order": ("columns: {a: stage}\ndates: ddmm\n", "`dates` is dmy or mdy or ymd"),
    "leave_out without rows": ("a: {to: stage, leave_out: [x]}", "`leave_out` needs --rows"),
}


@pytest.mark.parametrize(("text", "why"), BROKEN_MAPS.values(), ids=BROKEN_MAPS)
def test_a_mapping_that_says_nothing_is_told_in_one_line(
    text: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "names.yaml").write_text(text)
    path = as_jsonl(tmp_path, [{"situation": "a"}])
    status, said, _ = told(tmp_path, path, "--map", tmp_path / "names.yaml")
    assert status == 2
    assert why in said
    assert said.count("\n") == 1


OTHERS: Iterable[tuple[str, list[str], str]] = [
    ("in.jsonl", LIST, "line 1: with --rows, each line has single values only"),
    ("in.ods", [], "save it as .xlsx or .csv"),
    ("in.xls", [], "save it as .xlsx or .csv"),
    ("no-*.csv", [], "no file is called like"),
]


@pytest.mark.parametrize(("name", "words", "why"), OTHERS)
def test_what_a_form_has_not_is_told_in_one_line(
    name: str, words: list[str], why: str, tmp_path: Path
) -> None:
    if "*" not in name:
        (tmp_path / name).write_text('{"situation": "a", "applications": []}\n')
    status, said, _ = told(tmp_path, tmp_path / name, *words)
    assert (status, said.count("\n")) == (2, 1)
    assert why in said


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ('{"client_id": "a", "applications": []}', "--map client_id=situation, where it says whose a row is"),
        ('{"Client ID": "a", "company": "Acme", "stage": "offered"}', 'say --rows application --by "Client ID"'),
        ('{"job": "a", "applications": []}', None),
    ],
)  # fmt: skip
def test_lines_whose_names_are_unknown_are_told_which_option_reads_them(
    line: str, way: str | None, tmp_path: Path
) -> None:
    (tmp_path / "t.jsonl").write_text(f"{line}\n" * 3)
    told = batch(tmp_path / "t.jsonl", "--summary").stderr
    assert "--ignore-unknown passes over" in told
    assert (way in told) if way else ("says whose" not in told)


def test_a_column_that_says_whose_a_row_is_is_told_to_be_the_id(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("student,Booked in\na,x\n")
    told = batch(tmp_path / "t.csv").stderr
    assert "\n  --map student=situation, where it says whose a row is\n" in told
    (tmp_path / "t.csv").write_text("a,b,c,d\n1,2,3,4\n")
    told = batch(tmp_path / "t.csv").stderr
    assert "--ignore-columns a,b,c,d (or --ignore-unknown) passes over them" in told
    assert "says what a column is called here, --map FILE.yaml does so for many\n" in told
    assert "\n  --rows application, where a row is one\n" in told
    assert "says whose" not in told


def test_a_table_called_lines_is_told_how_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text("company,stage\nAcme,offered\nBorg,offered\n")
    done = batch(tmp_path / "t.jsonl", "--summary")
    assert "where they are rows of a table, --from csv reads them\n" in done.stderr
    done = batch(tmp_path / "t.jsonl", "--from", "csv", "--rows", "application", "--summary")
    assert "2 situations, " in done.stderr + done.stdout


def test_several_mappings_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, own = tmp_path / "jobs.csv", Path("own.yaml")
    monkeypatch.chdir(tmp_path)
    path.write_text("who,firm\na,Acme\n")
    own.write_text("firm: company\n")
    words = ["--rows", "application", "--map", "who=situation"]
    _, said, _ = told(tmp_path, path, *words, "--map", str(own))
    assert (
        f"columns are named by `who=situation` and `{own}`; the last of them that names one counts"
        in " ".join(said.split())
    )
    _, said, _ = told(tmp_path, path, *words, "--map", "firm=company")
    assert "are named by" not in said
