"""Dates between quotes, with signs that nobody sees, with blanks: a date is what stands there, and what is none stays as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.batch.deciding import conform_slice
from advisor.batch.sources.dates import DateReading
from advisor.batch.sources.reading import Notices, Reading
from advisor.batch.sources.slices import open_source
from tests.batch.tables import program

PACK = program().pack
READ = {  # with the day first, in Berlin
    "“2026-11-20”": "2026-11-20",
    "„20.11.2026“": "2026-11-20",
    "« 20 novembre 2026 »": "2026-11-20",
    "'2026-11-20": "2026-11-20",
    '"2026-11-20"': "2026-11-20",
    "`2026-11-20`": "2026-11-20",
    "2026 11 20": "2026-11-20",
    "20 11 2026": "2026-11-20",
    "5 11 2026": "2026-11-05",
    "2026_11_20": "2026-11-20",
    "20. 11. 2026": "2026-11-20",
    "20.11.2026.": "2026-11-20",
    "20. 11. 2026.": "2026-11-20",
    "20. 11. 2026 9:30": "2026-11-20",
    "20261120T000000": "2026-11-20",
    "20261120T233000Z": "2026-11-21",
    "20261120233000": "2026-11-20",
    "202611202330": "2026-11-20",
    "20261120T2330+0100": "2026-11-20",
    "2026-11-20 00:00:00 +0000 UTC": "2026-11-20",
    "2026-11-20 23:30:00 +0000 UTC": "2026-11-21",
    "/Date(1795215600000)/": "2026-11-21",
    "\\/Date(1795215599000+0100)\\/": "2026-11-20",
    "2026-11-20 (Fri)": "2026-11-20",
    "20/11/2026 Fri": "2026-11-20",
    "20 Nov 2026, Friday": "2026-11-20",
    "\u200e20\u200e/\u200e11\u200e/\u200e2026": "2026-11-20",
    "2026‐11‐20": "2026-11-20",
    "2026–11–20": "2026-11-20",
    "20.\u00a0November\u00a02026": "2026-11-20",
    "２０２６-１１-２０": "2026-11-20",
    "٢٠٢٦-١١-٢٠": "2026-11-20",
}
NONE = (
    *("“soon”", "'", "2026-11-20 (Sat)", "20/11/2026 Sat", "20 11 26", "1 2 3", "2026 11", "20 11 2026 11", "2026_11_20_1"),
    *("20.11.2026..", "20261320T000000", "20261120T250000", "/Date(x)/", "/Date(12)/", "²0-11-2026", "2026-11-20 or 21", "(Fri)"),
)  # fmt: skip


@pytest.mark.parametrize(("written", "wanted"), READ.items())
def test_signs_around_and_between_numbers_say_nothing_of_the_day(written: str, wanted: str) -> None:
    assert DateReading(order="dmy", zone="Europe/Berlin").text(written, None) == wanted


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_date_stays_as_it_was_written(written: str) -> None:
    assert DateReading(order="dmy", zone="Europe/Berlin").text(written, None) == written


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_all_forms_read_them_alike(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.{form}"
    words = [word for word in READ if form != "csv" or '"' not in word]
    if form == "csv":
        path.write_text("situation;searched_on\n" + "".join(f"a;{word}\n" for word in words))
    elif form == "jsonl":
        path.write_text("".join(json.dumps({"searched_on": word}) + "\n" for word in words))
    else:
        pq.write_table(pa.table({"searched_on": words}), path)
    reading = Reading(dates="dmy", zone="Europe/Berlin")
    source = open_source([str(path)], PACK, form, reading=reading)
    days = [
        day
        for piece in source.slices()
        for day in conform_slice(piece.read(), PACK).table.column("searched_on").to_pylist()
    ]
    assert days == [date.fromisoformat(READ[word]) for word in words]


def test_the_order_of_a_column_is_seen_whatever_stands_between_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("situation,searched_on\na,“05 11 2026”\nb,20. 11. 2026\n")
    notices = Notices()
    [piece] = open_source([str(path)], PACK, "csv", notices=notices).slices()
    days = conform_slice(piece.read(), PACK).table.column("searched_on").to_pylist()
    assert days == [date(2026, 11, 5), date(2026, 11, 20)]
    assert notices.take() == ["`searched_on` is read with the day first, as in 20.11.2026"]


NUMBERS = {
    "+3": "3",
    "'3": "3",
    "3.": "3",
    "3E+00": "3",
    "2.5E0": "2.5",
    "25e-1": "2.5",
    "'-3": "-3",
    "1E2": "100",
}
NO_NUMBERS = ("'", "+", "3..", "3E", "E3", "+-3", "3 E2", "0x3", "=3", "3e999")


@pytest.mark.parametrize("written", [*NUMBERS, *NO_NUMBERS])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_numbers_are_read_as_spreadsheets_and_libraries_write_them(
    form: str, written: str, tmp_path: Path
) -> None:
    path = tmp_path / f"t.{form}"
    if form == "csv":
        path.write_text(f"company,stage,chases_sent\nAcme,offered,{written}\n")
    else:
        rows = [{"applications": [{"company": "Acme", "stage": "offered", "chases_sent": written}]}]
        if form == "jsonl":
            path.write_text(json.dumps(rows[0]) + "\n")
        else:
            pq.write_table(pa.Table.from_pylist(rows), path)
    reading = Reading(rows="application") if form == "csv" else Reading()
    [piece] = open_source([str(path)], PACK, form, reading=reading).slices()
    good = conform_slice(piece.read(), PACK)
    found = [one["chases_sent"] for row in good.table.to_pylist() for one in row["applications"]]
    if written in NUMBERS:
        assert [format(float(number), "g") for number in found] == [NUMBERS[written]]
    else:
        assert (found, len(good.problems)) == ([], 1)
