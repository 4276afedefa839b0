"""One and the same problem is told of in the same words, whatever the form, the engine and the number of rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from advisor.backends.advising import Advisor
from advisor.batch.deciding import Decide, decide_slice, in_columns, one_by_one
from advisor.batch.problems import BatchError
from advisor.batch.run.row_at_a_time import advise_lines
from advisor.batch.sources.json_lines import JsonLinesSource
from advisor.batch.sources.plain_values import as_text
from advisor.batch.sources.schema_casts import check_columns
from advisor.batch.sources.slices import Chunk, RowSource
from advisor.batch.sources.tables import TablesSource
from advisor.ir import AsOf, Kind
from advisor.rendering.words import error_words
from tests.casetest.packs import make_case, make_program
from tests.small_pack import small_program
from tests.strategies.wrong_values import FACTS, WRONG, wrong_rows

PROGRAM = small_program()
PACK = PROGRAM.pack
Row = dict[str, Any]
Told = list[dict[str, Any]]
COLUMNS = in_columns(PROGRAM, AsOf())


def told(problems: list[Any]) -> Told:
    return [asdict(problem) for problem in problems]


def from_source(source: RowSource, decide: Decide) -> Told:
    chunks = [piece.load() for piece in source.slices()]
    return told([p for chunk in chunks for p in decide_slice(chunk, PACK, decide).problems])


def lines_of(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def one_after_the_other(rows: list[Row], engine: str = "oracle") -> Told:
    """What the way for few lines says: no library for columns is asked."""
    advisor = Advisor(PROGRAM, engine, AsOf())
    return told(advise_lines(lines_of(rows), advisor, "jsonl", False, None).problems)


def lines(rows: list[Row], decide: Decide) -> Told:
    source = JsonLinesSource(Path("-"), PACK, io.BytesIO(lines_of(rows)))
    return from_source(source, decide)


def column_of_texts(rows: list[Row], decide: Decide) -> Told:
    """Parquet with all values as texts, where they are not missing."""
    plain = [in_texts(row, "situation") for row in rows]
    return of_table(pa.Table.from_pylist(plain), decide)


def of_table(table: pa.Table, decide: Decide, first: int = 1) -> Told:
    check_columns(table.schema, PACK, "it")
    numbers = np.arange(first, first + table.num_rows)
    return told(decide_slice(Chunk(table, numbers), PACK, decide).problems)


def in_texts(row: Row, entity: str) -> Row:
    kinds = FACTS[entity]
    inside = {"applications": "application", "interviews": "interview"}
    found: Row = dict.fromkeys(kinds)  # pyarrow takes the columns of the first row
    for name, value in row.items():
        if name in inside:
            found[name] = [in_texts(item, inside[name]) for item in value]
        else:
            found[name] = in_text(value, kinds.get(name, "text"))
    return found


def in_text(value: Any, kind: str) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | None):
        return as_text(value, Kind.YES_NO if kind == "yes-no" else Kind.TEXT)
    return value


def typed(rows: list[Row], decide: Decide) -> Told:
    """Each row as a table of its own, with the types that its values have; as texts, where they have none."""
    found: Told = []
    for number, row in enumerate(rows, 1):
        try:
            found += of_table(pa.Table.from_pylist([row]), decide, number)
        except (BatchError, pa.ArrowException):  # the column says it before anything is read
            found += of_table(pa.Table.from_pylist([in_texts(row, "situation")]), decide, number)
    return found


def tables(rows: list[Row], folder: Path, decide: Decide) -> Told:
    """A folder of CSV files."""
    written: dict[str, list[Row]] = {"situation": [], "application": [], "interview": []}
    for row in rows:
        plain = in_texts(row, "situation")
        applications = plain.pop("applications")
        written["situation"].append(plain)
        for a, application in enumerate(applications):
            interviews = application.pop("interviews")
            keys = {"situation": row["situation"], "applications": a}
            written["application"].append(keys | application)
            written["interview"] += [
                keys | {"interviews": i} | held for i, held in enumerate(interviews)
            ]
    lists = {"situation": ["situation", "today"], "application": ["situation", "applications"]}
    lists["interview"] = [*lists["application"], "interviews"]
    for name, found in written.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [*lists[name], *FACTS[name]], quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(found)
    return [
        at_its_situation(problem, written)
        for problem in from_source(TablesSource(folder, PACK), decide)
    ]


def at_its_situation(problem: dict[str, Any], written: dict[str, list[Row]]) -> dict[str, Any]:
    """A problem of a folder of tables as the other forms tell it; the row of the table that it names is checked here."""
    table = written[problem["table"].removesuffix(".csv")]
    row = problem["value_row"] or problem["row"]
    assert table[row - 1]["situation"] == problem["situation"]
    return problem | {"value_row": None, "table": None}


def without_blanks(rows: list[Row]) -> list[Row]:
    """Rows as CSV can hold them: an empty text is none there."""

    def held(row: Row) -> Row:
        return {
            name: [held(item) for item in value] if isinstance(value, list) else value
            for name, value in row.items()
            if value != "" and value is not None
        }

    return [held(row) for row in rows]


ENGINES: dict[str, Callable[[], Decide]] = {
    "columnar": lambda: COLUMNS,
    "oracle": lambda: one_by_one(Advisor(PROGRAM, "oracle", AsOf())),
    "rete": lambda: one_by_one(Advisor(PROGRAM, "rete", AsOf())),
}


def test_wrong_values_are_wrong() -> None:
    """Nearly all of the rows have a problem: what is compared is not nothing."""
    rows = wrong_rows(1, 300)
    assert len(one_after_the_other(rows)) > 250


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(3))
def test_a_problem_is_told_of_alike_in_every_form(seed: int, engine: str, tmp_path: Path) -> None:
    rows = wrong_rows(seed, 250)
    decide = ENGINES[engine]()
    wanted = one_after_the_other(rows)
    assert lines(rows, decide) == wanted
    assert column_of_texts(rows, decide) == wanted
    assert typed(rows, decide) == wanted
    rows = without_blanks(rows)
    assert tables(rows, tmp_path, decide) == one_after_the_other(rows)


ALL_WRONG: Row = {
    "situation": "s0",
    "today": "2026-11-22",
    "mood": "elated",
    "applications": [
        {
            "stage": "aplied",
            "reply_by": "soon",
            "chases": 12,
            "interviews": [{"held_on": "2026-02-30", "thanked": "perhaps"}, {"thanked": True}],
        }
    ],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_all_that_is_wrong_in_a_row_is_told(engine: str) -> None:
    """What no value can be, then what is none of the choices, out of bounds or missing; what is refused is not missing."""
    decide = ENGINES[engine]()
    for found in (
        one_after_the_other([ALL_WRONG]),
        lines([ALL_WRONG], decide),
        column_of_texts([ALL_WRONG], decide),
        typed([ALL_WRONG], decide),
    ):
        assert [(problem["code"], problem["message"].partition(";")[0]) for problem in found] == [
            ("ADV403", "`applications[0].reply_by`: `soon` is not a date"),
            ("ADV403", "`applications[0].interviews[0].held_on`: there is no day `2026-02-30`"),
            ("ADV403", "`applications[0].interviews[0].thanked`: `perhaps` is neither `yes` nor `no`"),
            ("ADV403", "`mood`: `elated` is not one of the choices"),
            ("ADV402", "`applications[0].company` is required and missing"),
            ("ADV403", "`applications[0].stage`: `aplied` is not one of the choices"),
            ("ADV404", "`applications[0].chases`: `12` is more than the most that is allowed"),
            ("ADV402", "`applications[0].interviews[1].held_on` is required and missing"),
        ]  # fmt: skip
        assert {(problem["row"], problem["situation"]) for problem in found} == {(1, "s0")}


def test_few_rows_are_told_of_alike_by_every_engine() -> None:
    rows = wrong_rows(9, 200)
    assert one_after_the_other(rows, "rete") == one_after_the_other(rows, "oracle")


@pytest.mark.parametrize("kind", WRONG)
def test_each_wrong_value_alone_is_told_of_alike(kind: str, tmp_path: Path) -> None:
    """By table: each wrong value of a kind, in each column of it."""
    rows: list[Row] = []
    for entity, facts in FACTS.items():
        for name in (name for name, found in facts.items() if found == kind):
            for value in WRONG[kind]:
                held: Row = {"held_on": "2026-11-20"}
                one: Row = {"company": "Acme", "stage": "applied", "interviews": [held]}
                row: Row = {"situation": f"s{len(rows)}", "applications": [one]}
                {"situation": row, "application": one, "interview": held}[entity][name] = value
                rows.append(row)
    for row in rows:
        row["today"] = "2026-11-22"
    wanted = one_after_the_other(rows)
    for decide in (make() for make in ENGINES.values()):
        assert lines(rows, decide) == wanted
        assert column_of_texts(rows, decide) == wanted
        assert typed(rows, decide) == wanted
    assert tables(without_blanks(rows), tmp_path, COLUMNS) == one_after_the_other(
        without_blanks(rows)
    )


# Rules whose conclusions clash, and values that leave their range, for what lies two lists deep.
ORDERS = """
entities:
  situation:
    facts:
      owed: {type: number, concluded: yes, default: "sum(orders, sum(items, length)) * 999999999999"}
  order:
    list: orders
    facts:
      placed_on: {type: date, ask: When?}
  item:
    within: order
    list: items
    facts:
      price: {type: number, ask: How much?}
      weight: {type: number, ask: How heavy?}
      length: {type: number, default: 0, ask: How long?}
      sort: {type: text, concluded: yes}
      load: {type: number, concluded: yes, default: weight * 999999999999}
      size: {type: number, concluded: yes}
actions:
  pay: {title: Pay, kind: do, done: {price: 0}}
rules:
  - {rule: cheap, for: item, when: price < 10, conclude: {sort: '"cheap"'}}
  - {rule: dear, for: item, when: price > 5, conclude: {sort: '"dear"'}}
  - {rule: large, for: item, when: price is 20, conclude: {size: price * 999999999999}}
  - {rule: soon, for: order, when: placed_on + 2 days > today, silences: [pay]}
  - rule: late
    for: item
    when: price is 30
    advise: {action: pay, due: placed_on - 2 days}
    because: It is owed.
"""
TODAY, FIRST, LAST = "2026-11-22", "0001-01-02", "9999-12-30"


def bought(placed_on: str, *items: Row) -> Row:
    return {"placed_on": placed_on, "items": list(items)}


CHEAP: Row = {"price": 3}
RUN_TIME_ERRORS: dict[str, tuple[list[Row], str, str]] = {
    "two conclusions": (
        [bought(TODAY, CHEAP), bought(TODAY, CHEAP, {"price": 7})],
        "rules `cheap` and `dear` conclude different values for `sort` of orders[1].items[1]",
        "let one of the rules override the other",
    ),
    "a default": (
        [bought(TODAY), bought(TODAY, {"weight": 2})],
        "the default of `load` of orders[1].items[0] comes to a value out of range",
        "",
    ),
    "a default of the situation": (
        [bought(TODAY, {"length": 2})],
        "the default of `owed` comes to a value out of range",
        "",
    ),
    "a conclusion": (
        [bought(TODAY, CHEAP, {"price": 20})],
        "rule `large` concludes a value out of range for `size` of orders[0].items[1]",
        "",
    ),
    "a condition": (
        [bought(TODAY), bought(LAST, CHEAP)],
        "rule `soon` comes to a value out of range for orders[1]",
        "",
    ),
    "a due": (
        [bought(FIRST, CHEAP, {"price": 30})],
        "rule `late` comes to a value out of range for orders[0].items[1]",
        "",
    ),
}


@pytest.mark.parametrize("name", RUN_TIME_ERRORS)
def test_what_goes_wrong_while_the_rules_run_is_told_of_alike_by_every_engine(
    name: str, tmp_path: Path
) -> None:
    orders, message, help = RUN_TIME_ERRORS[name]
    program = make_program(tmp_path, ORDERS)
    row: Row = {"situation": "s", "today": TODAY, "orders": orders}
    case = make_case(program, json.dumps(row))
    advisors = [Advisor(program, engine, AsOf()) for engine in ENGINES if engine != "columnar"]
    found: list[Told] = []
    for advisor in advisors:
        error = advisor.advise(case.situation).error
        assert error is not None
        assert error_words(error) == message
        found.append(told(advise_lines(lines_of([row]), advisor, "jsonl", False, None).problems))
    for decide in (in_columns(program, AsOf()), *map(one_by_one, advisors)):
        source = JsonLinesSource(Path("-"), program.pack, io.BytesIO(lines_of([row] * 3)))
        chunks = [piece.load() for piece in source.slices()]
        problems = [p for c in chunks for p in decide_slice(c, program.pack, decide).problems]
        assert len(problems) == 3
        found.append(told(problems[:1]))
    assert found == [found[0]] * len(found)
    [problem] = found[0]
    assert (problem["message"], problem["help"]) == (message, help)
