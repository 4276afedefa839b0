"""Tables as spreadsheets, databases and hurried people leave them: the same rows, or one sentence that says what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.batch.formats import input_format
from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.dates import DateReading
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
    with unpacked((str(path),), rows=reading.rows) as inputs:
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


def in_r_with_blanks() -> str:
    """As `write.table` of R has it: no name above the names of the rows, and texts in quotes."""
    cells = [[c or "NA" for c in row.split(",")] for row in ROWS]
    rows = [
        " ".join(c if c in ("TRUE", "FALSE", "NA") or c.isdigit() else f'"{c}"' for c in row)
        for row in cells
    ]
    names = " ".join(f'"{name}"' for name in NAMES.split(","))
    return names + "\n" + "".join(f'"{n}" {row}\n' for n, row in enumerate(rows, 1))


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


def quoted(text: str) -> str:
    """The table with quotes around each cell."""
    rows = [",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()]
    return "\n".join(rows) + "\n"


def small_box() -> str:
    """The table as ClickHouse draws it: the names in the top, the rows counted."""
    names, *rows = [line.split(",") for line in PLAIN.splitlines()]
    widths = [max(len(row[n]) for row in [names, *rows]) for n in range(len(names))]
    top = "─┬─".join(name.ljust(width, "─") for name, width in zip(names, widths, strict=True))
    bottom = "─┴─".join("─" * width for width in widths)
    body = [" │ ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    lines = [f"{n}. │ {line} │\n" for n, line in enumerate(body, 1)]
    return f"   ┌─{top}─┐\n{''.join(lines)}   └─{bottom}─┘\n"


REPORT = """

"My applications"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"Generated By:  Ann Lee  11/30/2026 9:00 AM"
"Hooli"
"""
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
    "what a report of Salesforce says below": ("t.csv", quoted(PLAIN) + REPORT),
    "the same of Windows": ("t.csv", (quoted(PLAIN) + REPORT).replace("\n", "\r\n")),
    "the same, not ended": ("t.csv", PLAIN + REPORT.rstrip()),
    "the types of ClickHouse": ("t.tsv", nothing_as("\\N").replace("\n", "\nString,LowCardinality(String),Enum8('offered'=1),Nullable(Date),Nullable(Int64),Nullable(Date),Nullable(Bool)\n", 1).replace(",", "\t")),
    "a small box of ClickHouse": ("t.txt", small_box()),
    "a large box of ClickHouse": ("t.txt", drawn("┏┳┓", "┡╇┩", "└┴┘", "│").replace("─", "━", 40).replace("│ ann", "1. │ ann").replace("│ bob", "3. │ bob")),
    "two bytes a sign, and no mark": ("t.txt", PLAIN.replace(",", "\t").encode("utf-16-le")),
    "the same, the other way round": ("t.csv", PLAIN.encode("utf-16-be")),
    "missing of Julia": ("t.csv", nothing_as("missing")),
    "days of the week of Excel": ("t.csv", days(("2026-11-20", '"Friday, November 20, 2026"'), ("2026-11-14", '"Saturday, 14 November 2026"'))),
    "days of the week of Moodle": ("t.csv", days(("2026-11-27", '"Friday, 27 November 2026, 12:00 AM"'))),
    "days of the week and numbers": ("t.csv", days(("2026-11-20", "Fri 20/11/2026"), ("2026-11-14", "Sat. 14.11.2026"), ("2026-11-27", "Fri 2026-11-27"))),
    "days of mails": ("t.csv", days(("2026-11-20", '"Fri, 20 Nov 2026 00:00:00 +0000"'))),
    "days of JavaScript": ("t.csv", days(("2026-11-20", "Fri Nov 20 2026 00:00:00 GMT+0100 (Central European Standard Time)"))),
    "days of Java and C": ("t.csv", days(("2026-11-20", "Fri Nov 20 00:00:00 CET 2026"), ("2026-11-14", "Sat Nov 14 00:00:00 2026"))),
    "texts that Excel is made to keep": ("t.csv", PLAIN.replace("ann,", '="ann",').replace(",1,", ',="1",').replace("2026-11-14", '="2026-11-14"')),
    "the same in quotes": ("t.csv", PLAIN.replace("person", '"=""person"""').replace("ann,", '"=""ann""",').replace(",1,", ',"=""1""",')),
    "the schema above a list of Microsoft": ("t.csv", 'ListSchema={"schemaXmlList":["<Field Name=\\"Title\\" />","<Field />"]}\n' + quoted(PLAIN)),
    "names of rows in R, and blanks": ("t.txt", in_r_with_blanks()),
    "names of rows in R, and tabs": ("t.tsv", NAMES.replace(",", "\t") + "\n" + "".join(f"{n}\t{row}\n".replace(",", "\t") for n, row in enumerate(ROWS, 1))),
    "days of SAS with bars": ("t.csv", days(("2026-11-20", "11/20/2026"), ("2026-11-14", "11/14/2026"))),
    "days of SPSS": ("t.csv", days(("2026-11-20", "20-NOV-2026"), ("2026-11-14", "14-NOV-2026")).replace(",,", ", ,")),
    "midnights of Power BI": ("t.csv", "\ufeff" + days(("2026-11-20", "11/20/2026 12:00:00 AM"), ("2026-11-14", "11/14/2026 12:00:00 AM")).replace("TRUE", "True")),
    "days and boxes of Notion": ("t.csv", "\ufeff" + days(("2026-11-20", '"November 20, 2026"'), ("2026-11-14", '"November 14, 2026"')).replace("TRUE", "Yes").replace("FALSE", "No")),
    "words and days of LibreOffice": ("t.csv", days(("2026-11-20", "20.11.2026"), ("2026-11-14", "14.11.2026")).replace("TRUE", "WAHR").replace("FALSE", "FALSCH").replace(",", ";")),
    "nothing of Snowflake": ("t.csv", nothing_as("\\\\N")),
    "bars of Redshift": ("t.txt", PLAIN.replace(",", "|").replace("TRUE", "t").replace("FALSE", "f")),
    "the end of PostgreSQL": ("t.tsv", nothing_as("\\N").replace(",", "\t") + "\\.\n"),
    "a list of SQLite": ("t.txt", PLAIN.replace(",", "|")),
    "batches of MySQL": ("t.tsv", nothing_as("NULL").replace(",", "\t")),
    "bars in names of months": ("t.csv", days(("2026-11-20", "20/Nov/2026"), ("2026-11-14", "14/Nov/2026"))),
    "midnights of Jira": ("t.csv", days(("2026-11-20", "20/Nov/26 12:00 AM"), ("2026-11-14", "14/Nov/26 12:00 AM"))),
    "days of web servers": ("t.csv", days(("2026-11-20", "20/Nov/2026:00:00:00 +0000"))),
    "NULL of DBeaver": ("t.csv", nothing_as("[NULL]")),
    "words of Russian spreadsheets": ("t.csv", PLAIN.replace("TRUE", "ИСТИНА").replace("FALSE", "ЛОЖЬ")),
    "words of Ukrainian spreadsheets": ("t.csv", PLAIN.replace("TRUE", "ІСТИНА").replace("FALSE", "ХИБНІСТЬ")),
    "words of Turkish spreadsheets": ("t.csv", PLAIN.replace("TRUE", "DOĞRU").replace("FALSE", "YANLIŞ")),
    "words of Romanian spreadsheets": ("t.csv", PLAIN.replace("TRUE", "ADEVĂRAT").replace("FALSE", "FALS")),
    "words of Estonian spreadsheets": ("t.csv", PLAIN.replace("TRUE", "TÕENE").replace("FALSE", "VÄÄR")),
    "ticks in colour": ("t.csv", PLAIN.replace("TRUE", "✅").replace("FALSE", "❌")),
    "boxes of Markdown": ("t.csv", PLAIN.replace("TRUE", "[x]").replace("FALSE", "[ ]")),
    "the sign of Hive": ("t.txt", PLAIN.replace(",", "\x01")),
    "carets": ("t.txt", PLAIN.replace(",", "^")),
    "tildes": ("t.csv", PLAIN.replace(",", "~")),
    "colons": ("t.csv", PLAIN.replace(",", ":")),
    "two bars": ("t.txt", PLAIN.replace(",", "||")),
    "blanks behind commas": ("t.csv", PLAIN.replace(",", ", ")),
    "tabs and quotes": ("t.csv", quoted(PLAIN).replace(",", "\t")),
    "a table of Org": ("t.txt", drawn("|||", "|+|", "|||", "|").split("\n", 1)[1].rsplit("\n", 2)[0] + "\n"),
    "remarks above": ("t.csv", f"# exported by tool 1.2\n# on 2026-11-20\n{PLAIN}"),
    "zeros at the end": ("t.csv", PLAIN + "\0" * 512),
    "the end of DOS": ("t.csv", PLAIN + "\x1a"),
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
    "a lot below": (f"{PLAIN}Made by us\nfor them\nas it was\nin May\n", "t.csv: not read, since it is no row: `Made by us`, `for them`, `as it was` and 1 more at the end"),
    "a sum": (f"{PLAIN}Total,,,,3,,\n", "t.csv: not read, since it adds up the rows above: `Total,,,,3,,` at the end"),
    "texts in formulas": (PLAIN.replace("ann", '="ann"'), 't.csv: a cell such as `="0017"` is read as the text in it'),
    "bytes of PostgreSQL": (PLAIN.replace("bob", "\\x626f62"), "t.csv: `\\x626f62` is read as it stands; where a database wrote the bytes of a text so, convert_from(…, 'UTF8') in its query gives the text"),
    "types below the names": (f"{NAMES}\nvarchar,varchar,varchar,date,int,date,boolean\n{ROWS[0]}\n", "t.csv: not read, since it describes the columns: a row below the names"),
    "blanks behind commas": (PLAIN.replace(",", ", "), "t.csv: blanks behind each `,` are not read"),
    "what ends a file": (f"{PLAIN}\\.\n", "t.csv: not read, since it is no row: `\\.` at the end"),
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
    assert "t.csv: not read, since it describes the columns: a row below the names" in told
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


BELOW_SHEETS: dict[str, tuple[list[list[Any]], list[str], list[str]]] = {  # who else there is, and what is told
    "filters of Power BI": ([[], [], ["Applied filters:\nstage is offered"]], [], ["`Applied filters: stage is offered`"]),
    "several": ([[], ["Copyright (c) 2026"], ["Confidential"], [], ["Hooli Inc"]], [], ["`Copyright (c) 2026`, `Confidential`, `Hooli Inc`"]),
    "a sum above": ([["Total", None, None, None, 3], [], ["By Ann"]], [], ["`By Ann`", "`Total,,,,3,,`"]),
    "not apart": ([["cem lee"]], ["cem lee"], []),
    "a word, as ids are": ([[], ["cem"]], ["cem"], []),
    "more than words": ([[], ["cem", "Acme"]], ["cem"], []),
    "only the last is apart": ([["cem"], [], ["By Ann"]], ["cem"], ["`By Ann`"]),
}  # fmt: skip


@pytest.mark.parametrize(("below", "people", "said"), BELOW_SHEETS.values(), ids=BELOW_SHEETS)
def test_words_below_the_rows_of_a_sheet_are_no_rows(
    below: list[list[Any]], people: list[str], said: list[str], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in [*(line.split(",") for line in PLAIN.split()), *below]:
        book.worksheets[0].append([cell or None for cell in row])
    book.save(tmp_path / "t.xlsx")
    rows, wrong, told = read(tmp_path / "t.xlsx")
    assert ([row["situation"] for row in rows], wrong) == (["ann", "bob", *people], [])
    assert len(told) == len(said)
    assert all(part in line for part, line in zip(said, told, strict=True))


def test_cells_that_stand_alone_in_a_sheet_are_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["person", "company"], ["ann", None], [None, None], ["bob", None]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    assert [row["situation"] for row in read(tmp_path / "t.xlsx")[0]] == ["ann", "bob"]


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
    "an Avro file": ("t.csv", b"Obj\x01\x04\x14avro.codec", "t.csv is an Avro file: write it as .parquet"),
    "an ORC file": ("t.csv", b"ORC\x08\x03", "t.csv is an ORC file: write it as .parquet"),
    "an old Feather file": ("t.csv", b"FEA1\0\0", "is a Feather file of the old form: write it as .parquet"),
    "packed under another name": ("t.csv", b"\x28\xb5\x2f\xfd\x04\0", "is packed: name it by that, such as .csv.zst"),
    "packed by its name only": ("t.csv.gz", PLAIN, "t.csv.gz is not packed: name it t.csv"),
    "a file of SAS": ("t.csv", bytes(12) + b"\xc2\xea\x81\x60" + bytes(300), "is a file of SAS: export the table as CSV"),
    "a file of SPSS": ("t.csv", b"$FL2@(#) SPSS DATA FILE", "is a file of SPSS: export the table as CSV"),
    "a file of Stata": ("t.csv", b"<stata_dta><header>", "is a file of Stata: export the table as CSV"),
    "a pickle": ("t.csv", b"\x80\x05\x95\x10\0", "is a pickle of Python: write it as .parquet or .csv"),
    "a calendar": ("t.csv", "BEGIN:VCALENDAR\nVERSION:2.0\n", "is a calendar, and no table"),
    "cards": ("t.csv", "BEGIN:VCARD\nVERSION:3.0\n", "is cards of people, and no table"),
    "a dump of PostgreSQL": ("t.txt", "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n", "is a file of SQL statements: export the table as CSV"),
    "rows of a dump": ("t.txt", "COPY public.t (person, company) FROM stdin;\nann\tAcme\n\\.\n", "is a file of SQL statements: export the table as CSV"),
    "quotes of SQLite": ("t.csv", "'person','company'\n'ann','Acme'\n", 'has single quotes around its cells: write double ones (`"`), as CSV has them'),
    "lines of SQLite": ("t.txt", " person = ann\ncompany = Acme\n", "has names beside values (`person = ann`): write the names of the columns in the first line, and below them a line for each row"),
    "TSKV of ClickHouse": ("t.txt", "person=ann\tcompany=Acme\n", "has names beside values (`person=ann`)"),
    "Vertical of ClickHouse": ("t.txt", "Row 1:\n──────\nperson:  ann\ncompany: Acme\n", "has names beside values (`person: ann`)"),
    "YAML under another name": ("t.csv", "situation: a\napplications:\n  - company: Acme\n", "has names beside values (`situation: a`)"),
    "lines in quotes": ("t.csv", "".join(f'"{line}"\n' for line in PLAIN.splitlines()), "has quotes around whole lines, so that each is one cell: take these away, or export it anew"),
    "CSV called a workbook": ("t.xlsx", PLAIN, "t.xlsx is text: name it .csv"),
    "a page called a workbook": ("t.xlsx", "<html><table></table></html>", "t.xlsx is a web page or XML: export the table as CSV"),
    "an old workbook called a new one": ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "it is no .xlsx workbook, or protected by a password"),
    "rows without names": ("t.csv", "\n".join(ROWS), "begins with values (`ann,Acme,interviewed,2026-11-20,1,2026-11-27,FALSE`): write the names of the columns above them"),
    "quotes with a backslash": ("t.csv", PLAIN.replace("Acme", '"Acme \\"The\\" Inc"'), r"""has quotes with a backslash in front of them (`\"`): write them twice (`""`), as CSV has it"""),
    "what only another program reads": ("t.sas7bdat", b"", "write it as .parquet or .csv in the program that it is from"),
    "what only leads to a table": ("t.gsheet", b"", "download that as .csv or .xlsx"),
    "Parquet under another name": ("t.csv", b"PAR1\0\0", "is a Parquet file: name it .parquet"),
    "a workbook under another name": ("t.csv", b"PK\x03\x04", "name it .xlsx if it is one"),
    "a database": ("t.db", b"SQLite format 3\0", "export the table as .csv or .parquet"),
    "one value of JSON": ("t.json", b"[]", "write each situation on a line of its own, as .jsonl"),
    "CSV called Parquet": ("t.parquet", PLAIN, "it is no Parquet file; name it by what it is, such as .csv"),
    "Parquet that broke off": ("t.parquet", b"PAR1" + bytes(500), "t.parquet: its end is missing: copy it again, or write it anew"),
    "Parquet that broke off at once": ("t.parquet", b"PAR1", "t.parquet: its end is missing"),
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


def test_what_fills_up_the_end_of_a_file_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(PLAIN + "\x1a")
    assert read(tmp_path / "t.csv")[2] == []


def test_signs_that_stand_in_cells_separate_only_where_all_names_are_known(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("person company of mine\nann Acme\n")
    with pytest.raises(BatchError) as error:
        read(tmp_path / "t.txt")
    assert "has no column `person`; there are `person company of mine`" in str(error.value)


def test_a_text_keeps_words_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("company,stage\nNA,offered\n-,n/a\n")
    rows, wrong, _ = read(tmp_path / "t.csv", replace(BY_PERSON, by=None))
    found = [(one["company"], one["stage"]) for row in rows for one in row["applications"]]
    assert (found, wrong) == ([("NA", "offered"), ("-", None)], [])


DAYS = {
    "46320": "`46320` is not a date; counted as spreadsheets do, it is `2026-10-25`: write that",
    "31 Nov 2026": "there is no day `2026-11-31`; the last day of that month is `2026-11-30`",
    "20261340": "`20261340` is not a date; write year-month-day, such as `2026-11-22`",
    '"Monday, 20 November 2026"': "`Monday, 20 November 2026` is not a date; write year-month-day, such as `2026-11-22`",
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


def test_the_sign_of_databases_for_nothing_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("company\tstage\n\\N\toffered\nAcme\t\\N\n")
    rows, wrong, _ = read(tmp_path / "t.tsv", replace(BY_PERSON, by=None))
    found = [(one["company"], one["stage"]) for row in rows for one in row["applications"]]
    assert (found, wrong) == ([(None, "offered"), ("Acme", None)], [])


WEEKDAYS = {
    "Fri, 20 Nov 2026 23:30:00 +0000": "2026-11-21",  # a Saturday in Berlin
    "Fri Nov 20 2026 23:30:00 GMT-0500 (Eastern Standard Time)": "2026-11-21",
    "Fri Nov 20 22:30:00 UTC 2026": "2026-11-20",
    "Friday, November 20, 2026 9:05 PM": "2026-11-20",
    "Fri 20.11.2026 08:00": "2026-11-20",
    "Sat, 20 Nov 2026 08:00:00 +0000": "Sat, 20 Nov 2026 08:00:00 +0000",
    "Friday": "Friday",
    "Fri, 20 Nov": "Fri, 20 Nov",
    "Sun 5": "Sun 5",
    "Fridays, 20 Nov 2026": "Fridays, 20 Nov 2026",
}


@pytest.mark.parametrize(("written", "wanted"), WEEKDAYS.items())
def test_the_day_of_the_week_is_that_of_the_day_as_it_is_written(written: str, wanted: str) -> None:
    assert DateReading(order="dmy", zone="Europe/Berlin").text(written, None) == wanted


COUNTED = {  # in Berlin, where a day ends at 23:00 UTC
    "1796342400": "2026-12-04",
    "1796338799": "2026-12-03",
    "1796338800": "2026-12-04",
    "1796338800000": "2026-12-04",
    "1796338799999.5": "2026-12-03",
    " 1796338800000000 ": "2026-12-04",
    "1796338800000000000": "2026-12-04",
    "1796342400.25": "2026-12-04",
    "20261128": "2026-11-28",
    "2026112823": "2026112823",  # a day and an hour
    "2026112824": "2034-03-16",
    "179633880": "179633880",
    "-1796338800": "-1796338800",
    "20261128093000": "2026-11-28",
}


@pytest.mark.parametrize(("written", "wanted"), COUNTED.items())
def test_a_number_of_our_days_is_a_moment_where_a_zone_is_said(written: str, wanted: str) -> None:
    assert DateReading(zone="Europe/Berlin").text(written, None) == wanted
    assert DateReading().text(written, None) in (written, "2026-11-28")


@pytest.mark.parametrize("is_mixed", [False, True])
@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv"])
def test_numbers_in_place_of_dates_are_read_in_the_zone_or_told(
    form: str, is_mixed: bool, tmp_path: Path
) -> None:
    days: list[Any] = [1_796_338_799_000, None, 20261203, 1_796_338_799]
    days += ["2026-12-03"] if is_mixed and form == "jsonl" else []
    path = tmp_path / f"t.{form}"
    if form == "jsonl":
        path.write_text("".join(f'{{"searched_on": {json.dumps(day)}}}\n' for day in days))
    elif form == "csv":
        path.write_text("situation,searched_on\n" + "".join(f"a,{day or ''}\n" for day in days))
    else:
        pq.write_table(
            pa.table({"searched_on": pa.array(days, pa.float64() if is_mixed else pa.int64())}),
            path,
        )
    plain = Reading()
    rows, wrong, told = read(path, plain)
    assert [row["searched_on"] for row in rows if row["searched_on"]] == [date(2026, 12, 3)] * (
        len(days) - 3
    )
    assert len(wrong) == 2
    assert "counted from 1970, it is `2026-12-03`: write that" in wrong[0]
    assert told == [
        "--zone, such as --zone Europe/Berlin, reads dates with a time: it takes the day in that zone"
    ]
    rows, wrong, told = read(path, replace(plain, zone="Europe/Berlin"))
    assert [row["searched_on"] for row in rows if row["searched_on"]] == [date(2026, 12, 3)] * (
        len(days) - 1
    )
    assert (wrong, told) == ([], ["numbers in place of dates are read as counted from 1970"])


def test_a_text_in_a_formula_may_be_empty_or_none(tmp_path: Path) -> None:
    cells = b'company,stage\n"=""0017""",offered\n"=""""",offered\n"=""a""b",offered\n"=""\xff""",offered\n'
    (tmp_path / "t.csv").write_bytes(cells)
    rows, wrong, _ = read(tmp_path / "t.csv", replace(BY_PERSON, by=None))
    found = [one["company"] for row in rows for one in row["applications"]]
    assert found == ["0017", None, '="a"b']
    [why] = wrong
    assert why.startswith(
        "`applications[0].company`: byte 3 of the text is not UTF-8; in cp1252 it is `ÿ`"
    )


def test_a_backslash_may_stand_before_the_quote_that_ends_a_cell(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('company,stage\n"C:\\",offered\n"a,\\",offered\n')
    rows, wrong, _ = read(tmp_path / "t.csv", replace(BY_PERSON, by=None))
    assert [one["company"] for row in rows for one in row["applications"]] == ["C:\\", "a,\\"]
    assert wrong == []


def test_a_library_that_quotes_much_is_not_quoted_whole() -> None:
    assert words_of(ValueError(f"bad {'x' * 900}\nmore")) == f"bad {'x' * 295}…"
    assert words_of(ValueError()) == "ValueError"
