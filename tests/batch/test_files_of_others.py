"""Tables as spreadsheets, databases and hurried people leave them: the same rows, or one sentence that says what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from advisor.batch.formats import input_format
from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.packed import unpacked
from advisor.batch.sources.reading import Notices, Reading
from advisor.batch.sources.schema_casts import conform
from advisor.batch.sources.slices import open_source
from advisor.batch.sources.table_files import without_last
from tests.batch.tables import program

PACK = program().pack
NAMES = "person,company,stage,answer_by,chases_sent,held_on,thanked"
ROWS = (
    "ann,Acme,interviewed,2026-11-20,1,2026-11-27,FALSE",
    "ann,Hooli,offered,,0,,",
    "bob,Initech,interviewed,2026-11-14,2,2026-11-13,TRUE",
)
PLAIN = "\n".join([NAMES, *ROWS]) + "\n"
BY_PERSON = Reading(rows="application", by="person")


def read(path: Path, reading: Reading = BY_PERSON) -> tuple[list[Any], list[str], list[str]]:
    """What is read: the good rows, what is wrong with the others, and what people are told."""
    notices = Notices()
    rows, wrong = [], []
    with unpacked((str(path),)) as inputs:
        form = input_format(inputs.paths[0], None)
        source = open_source(inputs.paths, PACK, form, reading=reading, notices=notices)
        for piece in source.slices():
            chunk = piece.load()
            good = conform(chunk.table, PACK, chunk.dates)
            rows += good.table.to_pylist()
            wrong += [problem.message for problem in chunk.problems]
            wrong += [fault.message for faults in good.problems.values() for fault in faults]
    return rows, wrong, notices.take()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    path = tmp_path_factory.mktemp("plain") / "plain.csv"
    path.write_text(PLAIN)
    rows, wrong, _ = read(path)
    assert (len(rows), wrong) == (2, [])
    return rows


def nothing_as(word: str) -> str:
    """The table with a word in each empty cell."""
    return PLAIN.replace(",,0,,\n", f",{word},0,{word},{word}\n")


def in_r(separator: str) -> str:
    """As `write.csv` and `write.csv2` of R have it."""
    rows = [f"{n},{row}" for n, row in enumerate(ROWS, 1)]
    return nothing_as("NA")[:0] + "\n".join([f'"",{NAMES}', *rows]).replace(",", separator) + "\n"


def days(*pairs: tuple[str, str]) -> str:
    """The table with days written in another way."""
    text = PLAIN
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def drawn(top: str, middle: str, bottom: str, wall: str) -> str:
    """The table as programs draw it: the corners of each ruler, and what stands between cells."""
    table = [line.split(",") for line in PLAIN.splitlines()]
    widths = [max(len(row[n]) for row in table) + 2 for n in range(len(table[0]))]
    line = "─" if "┌" in top else "-"

    def ruler(signs: str) -> str:
        return signs[0] + signs[1].join(line * width for width in widths) + signs[2]

    rows = [wall + wall.join(f" {c}".ljust(w) for c, w in zip(row, widths, strict=True)) + wall for row in table]  # fmt: skip
    return "\n".join([ruler(top), rows[0], ruler(middle), *rows[1:], ruler(bottom)]) + "\n"


SAME: dict[str, tuple[str, bytes | str]] = {
    "NA of R": ("t.csv", nothing_as("NA")),
    "NULL of databases": ("t.csv", nothing_as("NULL")),
    "NaN of pandas": ("t.csv", nothing_as("NaN")),
    "None of Python": ("t.csv", nothing_as("None")),
    "n/a of people": ("t.csv", nothing_as("n/a")),
    "#N/A of spreadsheets": ("t.csv", nothing_as("#N/A")),
    "a hyphen": ("t.csv", nothing_as("-")),
    "a blank": ("t.csv", nothing_as(" ")),
    r"\N of PostgreSQL": ("t.tsv", nothing_as("\\N").replace(",", "\t")),
    "t and f of databases": ("t.csv", PLAIN.replace("TRUE", "t").replace("FALSE", "f")),
    "Y and N": ("t.csv", PLAIN.replace("TRUE", "Y").replace("FALSE", "N")),
    "boxes that are ticked": ("t.csv", PLAIN.replace("TRUE", "checked").replace("FALSE", "unchecked")),
    "spaces around values": ("t.csv", PLAIN.replace(",2026", ", 2026").replace(",1,", ", 1 ,").replace(",interviewed", ",interviewed ")),
    "months by name": ("t.csv", days(("2026-11-20", "20 Nov 2026"), ("2026-11-14", "14-NOV-2026"))),
    "months by name, first": ("t.csv", days(("2026-11-20", '"November 20, 2026"'))),
    "days without hyphens": ("t.csv", days(("2026-11-20", "20261120"), ("2026-11-27", "20261127"))),
    "a comma before fractions": ("t.csv", PLAIN.replace(",1,", ";1,0;").replace(",2,", ";2,0;").replace(",0,", ";0,0;").replace("bob,", "bob;").replace("ann,", "ann;").replace(",", ";").replace("1;0", "1,0").replace("2;0", "2,0").replace("0;0", "0,0")),
    "a point of SAS": ("t.csv", nothing_as(".")),
    "a point and a letter of Stata": ("t.csv", nothing_as(".b")),
    "#NULL! of SPSS": ("t.csv", nothing_as("#NULL!")),
    "-1 and 0 of Access": ("t.csv", PLAIN.replace("TRUE", "-1").replace("FALSE", "0")),
    "days of SAS and Stata": ("t.csv", days(("2026-11-20", "20NOV2026"), ("2026-11-14", "14nov2026"), ("2026-11-27", "27NOV2026:00:00:00"))),
    "days with points": ("t.csv", days(("2026-11-20", "20. November 2026"), ("2026-11-14", "14. Nov. 2026"))),
    "two marks of the order of bytes": ("t.csv", "\ufeff\ufeff" + PLAIN),
    "midnights of Access": ("t.csv", days(("2026-11-20", "20.11.2026 00:00:00"), ("2026-11-14", "14.11.2026 0:00"))),
    "midnights of America": ("t.csv", days(("2026-11-27", "11/27/2026 12:00:00 AM"), ("2026-11-13", "11/13/2026 12:00 am"))),
    "midnights of BigQuery": ("t.csv", days(("2026-11-20", "2026-11-20 00:00:00 UTC"), ("2026-11-14", "2026-11-14 00:00:00+00"))),
    "midnights behind names of months": ("t.csv", days(("2026-11-20", '"Nov 20, 2026, 12:00 AM"'))),
    "a box of SQLite": ("t.txt", drawn("┌┬┐", "├┼┤", "└┴┘", "│")),
    "a table of SQLite": ("t.txt", drawn("+++", "+++", "+++", "|")),
    "two rows of Qualtrics": ("t.csv", PLAIN.replace("\n", "\nWho?,Which?,How far?,By when?,,When?,\n" + ",".join(['"{""ImportId"":""QID1""}"'] * 7) + "\n", 1)),
    "a title above": ("t.csv", f"My applications\nexported on 30 Nov 2026\n\n{PLAIN}"),
    "names above names": ("t.csv", f"Person,Application,,,,Interview,\n{PLAIN}"),
    "headings with signs": ("t.csv", PLAIN.replace("thanked", "Thanked?").replace("company", " Company:")),
    "a sign behind the last cell": ("t.csv", NAMES + "\n" + "".join(f"{row},\n" for row in ROWS)),
    "signs behind the last name": ("t.csv", f"{NAMES},,\n" + "".join(f"{row}\n" for row in ROWS)),
    "rows with numbers and no name above": ("t.csv", NAMES + "\n" + "".join(f"{n},{row}\n" for n, row in enumerate(ROWS, 1))),
    "words of a database below": ("t.csv", f"{PLAIN}\n(3 rows affected)\n"),
    "Unicode text of Excel": ("t.txt", PLAIN.replace(",", "\t").encode("utf-16")),
    "a sum below": ("t.csv", f"{PLAIN}Total,,,,3,,\n"),
    "a sum below, in another language": ("t.csv", f"{PLAIN}Summe:,,,,3,,\n".replace(",", ";")),
    "a sum below, of money and shares": ("t.csv", f'{PLAIN}Grand total,"1,234.50 €",,,3,66 %,\n'),
    "a word for a sum, and no number": ("t.csv", f"{PLAIN}Gesamt,,,,,,"),
    "a sum in Unicode text of Excel": ("t.txt", f"{PLAIN}Total,,,,3,,\r\n".replace(",", "\t").encode("utf-16")),
    "sums, and words below": ("t.csv", f"{PLAIN}Subtotal,,,,3,,\nTotal,,,,3,,\n\n(3 rows affected)\n"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), SAME.values(), ids=SAME)
def test_it_is_read_as_if_it_were_plain(
    name: str, data: bytes | str, expected: list[Any], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    rows, wrong, _ = read(path)
    assert wrong == []
    assert rows == expected


@pytest.mark.parametrize("above", [[["My list"], []], [["Person", "Application", None, None]]])
def test_a_sheet_may_have_something_above_the_names(
    above: list[Any], expected: list[Any], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in [*above, *(line.split(",") for line in PLAIN.split())]:
        book.active.append([cell or None for cell in row])
    book.save(tmp_path / "t.xlsx")
    rows, wrong, told = read(tmp_path / "t.xlsx")
    assert (rows, wrong) == (expected, [])
    assert (
        f"t.xlsx: row {len(above) + 1} of the sheet Sheet has the names; what stands above is not read"
        in told
    )


TOLD: dict[str, tuple[str, str]] = {
    "words for nothing": (nothing_as("n/a"), "`n/a` is read as nothing where no text belongs"),
    "what stands above": (f"My list\n{PLAIN}", "t.csv: line 2 has the names; what stands above is not read"),
    "what stands below": (f"{PLAIN}Total rows: 3\n", "t.csv: not read, since it is no row: `Total rows: 3` at the end"),
    "a sum": (f"{PLAIN}Total,,,,3,,\n", "t.csv: not read, since it adds up the rows above: `Total,,,,3,,` at the end"),
    "commas": (PLAIN.replace(",", ";").replace(";2;", ";2,0;"), "`chases_sent` is read with a comma before fractions, as in 2,0"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), TOLD.values(), ids=TOLD)
def test_what_is_not_read_to_the_letter_is_told(text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text)
    assert sentence in read(tmp_path / "t.csv")[2]


def test_the_row_of_a_survey_that_says_what_was_asked_is_no_row(
    expected: list[Any], tmp_path: Path
) -> None:
    asked = "Respondent ID\n,Open-Ended Response,Response,,,,\n"
    text = PLAIN.replace("person", "Respondent ID").replace(
        NAMES[6:] + "\n", NAMES[6:] + asked[13:]
    )
    (tmp_path / "t.csv").write_text(text)
    rows, wrong, told = read(tmp_path / "t.csv", replace(BY_PERSON, by="Respondent ID"))
    assert (rows, wrong) == (expected, [])
    assert "t.csv: not read, since it says what was asked: a row below the names" in told
    (tmp_path / "t.csv").write_text(text.replace("Respondent ID", "person"))
    assert read(tmp_path / "t.csv")[1]  # elsewhere it is a row, and told what is wrong with it


def test_somebody_who_is_called_like_a_sum_is_somebody(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{PLAIN}Total,Acme,offered,,0,,\n")
    rows, wrong, _ = read(tmp_path / "t.csv")
    assert ([row["situation"] for row in rows], wrong) == (["ann", "bob", "Total"], [])


def test_a_sum_below_a_sheet_is_no_row(expected: list[Any], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in [*PLAIN.splitlines(), "Total,,,,3,,"]:
        book.worksheets[0].append([cell or None for cell in line.split(",")])
    book.save(tmp_path / "t.xlsx")
    rows, wrong, told = read(tmp_path / "t.xlsx")
    assert (rows, wrong) == (expected, [])
    assert "t.xlsx: not read, since it adds up the rows above: `Total,,,,3,,` at the end" in told


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("sizes", [(), (1,), (2, 1), (1, 1, 1), (4, 0, 1), (0, 5)])
def test_the_last_rows_are_left_out_however_they_come(sizes: tuple[int, ...], count: int) -> None:
    numbers = iter(range(20))
    batches = [pa.record_batch({"n": [next(numbers) for _ in range(size)]}) for size in sizes]
    left = [n for batch in without_last(batches, count) for n in batch.column("n").to_pylist()]
    assert left == list(range(max(0, sum(sizes) - count)))


REFUSED: dict[str, tuple[str, bytes | str, str]] = {
    "a column twice": ("t.csv", PLAIN.replace("thanked", "held_on"), "the column `held_on` is there twice"),
    "a row too long": ("t.csv", PLAIN + "cem,A, Inc,offered,,,,\n", "in line 5, 8 cells stand below 7 names (`cem,A, Inc,offered,,,,`); a cell with `,` in it needs quotes around it; delete the line, if it is no row"),
    "a row that broke off": ("t.csv", PLAIN + "cem", "in line 5, 1 cell stands below 7 names (`cem`)"),
    "a row too long that is no text": (
        "t.csv",
        PLAIN.encode() + b"M\xfcller,a,b,c,d,e,f,g\n(4 rows affected)\n",
        "in line 5, 8 cells stand below 7 names",
    ),
    "a first line that has no end": ("t.csv", "x" * 200_000, "t.csv has no line of names: a cell of its first line is too long for one"),
    "a row that has no end": ("t.csv", PLAIN + 'cem,"' + "x" * 17_000_000, "a row has more than 8,000,000 bytes; is a quote there that nothing closes?"),
    "a page instead of a table": ("t.csv", "<!DOCTYPE html>\n<html>", "is a web page or XML: export the table as CSV"),
    "an unknown column three times": ("t.csv", "person,company,tag,tag,tag\na,b,c,d,e\n", "t.csv:\n  the application has no fact or list `tag`; there are"),
    "rows of a page": ("t.txt", "<TR><TH>person</TH></TR>", "is a web page or XML: export the table as CSV"),
    "statements": ("t.txt", "INSERT INTO t(person) VALUES('ann');", "is a file of SQL statements: export the table as CSV"),
    "JSON under another name": ("t.csv", '[{"company": "Acme"}]', "is JSON: name it .json, or .jsonl"),
    "what only another program reads": ("t.sas7bdat", b"", "write it as .parquet or .csv in the program that it is from"),
    "what only leads to a table": ("t.gsheet", b"", "download that as .csv or .xlsx"),
    "Parquet under another name": ("t.csv", b"PAR1\0\0", "is a Parquet file: name it .parquet"),
    "a workbook under another name": ("t.csv", b"PK\x03\x04", "name it .xlsx if it is one"),
    "a database": ("t.db", b"SQLite format 3\0", "export the table as .csv or .parquet"),
    "one value of JSON": ("t.json", b"[]", "write each situation on a line of its own, as .jsonl"),
    "CSV called Parquet": ("t.parquet", PLAIN, "it is no Parquet file; name it by what it is, such as .csv"),
    "no column of that name": ("t.csv", "company,stage\nAcme,offered\n", "--by file takes all rows of a file together"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    name: str, data: bytes | str, why: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(BatchError) as error:
        read(path)
    assert why in str(error.value)


def test_a_text_keeps_words_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("company,stage\nNA,offered\n-,n/a\n")
    rows, wrong, _ = read(tmp_path / "t.csv", replace(BY_PERSON, by=None))
    found = [(one["company"], one["stage"]) for row in rows for one in row["applications"]]
    assert (found, wrong) == ([("NA", "offered"), ("-", None)], [])


DAYS = {
    "46320": "`46320` is not a date; counted as spreadsheets do, it is `2026-10-25`: write that",
    "31 Nov 2026": "there is no day `2026-11-31`; the last day of that month is `2026-11-30`",
    "20261340": "`20261340` is not a date; write year-month-day, such as `2026-11-22`",
    "20 Brumaire 2026": "`20 Brumaire 2026` is not a date; write year-month-day, such as `2026-11-22`",
}


@pytest.mark.parametrize(("written", "why"), DAYS.items())
def test_a_day_that_is_none_is_refused_in_its_row(written: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(PLAIN.replace("2026-11-14", written))
    rows, wrong, _ = read(tmp_path / "t.csv")
    assert (len(rows), wrong) == (1, [f"`applications[0].answer_by`: {why}"])


def test_a_point_is_in_front_of_thousands_where_others_have_commas_before_fractions(
    tmp_path: Path,
) -> None:
    (tmp_path / "t.csv").write_text("company;chases_sent\nA;1.234,5\nB;1.234\nC;2.5\nD;1'000\n")
    rows, wrong, _ = read(tmp_path / "t.csv", replace(BY_PERSON, by=None))
    found = [str(one["chases_sent"]) for row in rows for one in row["applications"]]
    assert found == ["1234.500000", "1234.000000", "2.500000"]
    assert wrong == ["`applications[0].chases_sent`: `1'000` is not a number; did you mean `1000`?"]


def test_a_library_that_quotes_much_is_not_quoted_whole() -> None:
    assert words_of(ValueError(f"bad {'x' * 900}\nmore")) == f"bad {'x' * 295}…"
    assert words_of(ValueError()) == "ValueError"
