"""Tables drawn in text, as databases and people draw them, hold the same cells as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.batch.sources.drawn_tables import is_drawn, write_as_csv

CSV = "person,company,stage\nann,Acme Inc,applied\nbob,,offered\n"
DRAWN = {
    "psql": " person | company  | stage   \n--------+----------+---------\n ann    | Acme Inc | applied\n bob    |          | offered\n",
    "MySQL": "+--------+----------+---------+\n| person | company  | stage   |\n+--------+----------+---------+\n| ann    | Acme Inc | applied |\n| bob    |          | offered |\n+--------+----------+---------+\n",
    "Markdown": "| person | company | stage |\n|:---|---|---:|\n| ann | Acme Inc | applied |\n| bob | | offered |\n",
    "SQLite": "person  company   stage  \n------  --------  -------\nann     Acme Inc  applied\nbob               offered\n",
    "DuckDB": "┌─────────┬──────────┬─────────┐\n│ person  │ company  │  stage  │\n│ varchar │ varchar  │ varchar │\n├─────────┼──────────┼─────────┤\n│ ann     │ Acme Inc │ applied │\n│ bob     │          │ offered │\n└─────────┴──────────┴─────────┘\n",
    "SQL Server": "\ufeffperson company    stage\r\n------ ---------- -------\r\nann    Acme Inc   applied\r\nbob               offered\r\n",
}  # fmt: skip


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN)
def test_a_drawn_table_holds_the_cells_of_csv(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(text.encode())
    assert is_drawn(path)
    write_as_csv(path, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == CSV


def test_cells_may_be_separated_by_blanks_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("person    company     stage\nann       Acme, Inc   applied\n")
    assert is_drawn(path)
    write_as_csv(path, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == 'person,company,stage\nann,"Acme, Inc",applied\n'


def test_names_alone_and_words_below_stay(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("person company\n------ -------\n")
    write_as_csv(path, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "person,company\n"
    path.write_text("person company\n------ -------\nann    Acme\n\n(1 row affected)\n")
    write_as_csv(path, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "person,company\nann,Acme\n(1 row affected)\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        CSV,
        CSV.replace(",", "|"),
        CSV.replace(",", ";"),
        "company\n---\nAcme\n",
        "a,b\n---,---\n",
        "a  b\nc\n",
        "person  company,stage\nann  Acme,applied\n",
    ],
)
def test_other_tables_are_not_drawn(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    assert not is_drawn(path)


def test_words_for_types_are_rows_below_a_line(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("| kind | unit |\n|------|------|\n| text | date |\n")
    write_as_csv(path, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "kind,unit\ntext,date\n"


@pytest.mark.parametrize(
    "text",
    [
        " person | company  | stage \n--------+----------+-------\n ann    | Acme Inc |\n        | Stark    | offered\n",
        "person | company | stage\n:---|---|---\nann | Acme Inc |\n | Stark | offered\n",
        "| person | company | stage |\n|---|---|---|\n| ann | Acme Inc | |\n| | Stark | offered |\n",
    ],
    ids=["psql", "Markdown without a frame", "Markdown"],
)
def test_the_first_and_the_last_cell_may_be_empty(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(text)
    write_as_csv(path, tmp_path / "t.csv")
    expected = "person,company,stage\nann,Acme Inc,\n,Stark,offered\n"
    assert (tmp_path / "t.csv").read_text() == expected
