"""Tables as they come: what is accepted, what is refused row by row, dates, and counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from advisor import ir
from advisor.api import Advisor
from advisor.backends.columnar import ADVICE, ERRORS, ColumnarProgram, Decided, compile_columnar
from advisor.backends.columnar.kernels.arrow import column_type, fact_values
from advisor.backends.oracle import BACKEND as ORACLE
from advisor.ir import AsOf
from tests.agreement.columns import table_of
from tests.agreement.programs import programs
from tests.agreement.world import program_of, situation_of

TODAY = date(2026, 11, 22)
PACK = """
entities:
  situation:
    facts:
      calm: {type: yes-no}
      since: {type: date}
      span: {type: duration, min: 0 days, max: 10 days}
  job:
    list: jobs
    label: "{name}"
    facts:
      name: {type: text, required: yes}
      rank: {type: number, default: 2, min: -1, max: 5}
      mood: {type: choice, default: fine, choices: {fine: Fine, low: Low}}
      paid: {type: yes-no, default: yes}
      twice: {type: number, concluded: yes, default: rank * 2}
  talk:
    within: job
    list: talks
    facts:
      held: {type: date, required: yes}
actions:
  act: {title: Act for {name}, kind: do, done: {paid: no}}
  rest: {title: Rest, kind: wait}
rules:
  - rule: act-on-it
    for: job
    when: [paid, mood is fine, "twice > 2"]
    advise: {action: act, due: today + 1 day}
    because: It is time.
  - rule: rest-a-while
    when: [calm, "count(jobs) < 3"]
    advise: {action: rest, start: since}
    because: You are calm.
  - rule: act-on-a-talk
    for: job
    when: any(talks, held is before today)
    advise: act
    because: You talked.
""".replace("title: Act for {name}", 'title: "Act for {name}"')


def compiled() -> ColumnarProgram:
    return compile_columnar(program_of(PACK))


def table(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=compiled().schema)


def decide(*rows: dict[str, Any]) -> Decided:
    return compiled().decide(table(*rows), AsOf(TODAY.toordinal()))


def job(**facts: Any) -> dict[str, Any]:
    return {"name": "Acme", "talks": []} | facts


def said(decided: Decided) -> list[tuple[int, str, str, str]]:
    return [(r["row"], r["action"], r["place"], r["rules"]) for r in decided.advice.to_pylist()]


def test_advice_and_errors_have_their_schemas_even_where_there_are_none() -> None:
    for decided in (decide(), decide({}), decide({"jobs": [job()]})):
        assert decided.advice.schema == ADVICE
        assert decided.errors.schema == ERRORS
        decided.advice.validate(full=True)


def test_what_is_missing_has_its_default() -> None:
    decided = decide({"jobs": [job()]})
    assert said(decided) == [(0, "act", "jobs[0]", "act-on-it")]
    [piece] = decided.advice.to_pylist()
    assert piece["for"] == "Acme"
    assert (piece["start"], piece["due"], piece["status"]) == (None, date(2026, 11, 23), "now")


def test_rules_that_agree_stand_in_listing_order() -> None:
    decided = decide({"jobs": [job(talks=[{"held": date(2026, 11, 1)}])]})
    assert said(decided) == [(0, "act", "jobs[0]", "act-on-it act-on-a-talk")]


INSIDE = """
entities:
  situation: {facts: {calm: {type: yes-no}}}
  job:
    list: jobs
    label: "{name}"
    facts:
      name: {type: text, required: yes}
actions:
  thank: {title: "Thank {name}", kind: do}
  go: {title: "{name} waits (for {name})", kind: wait}
  look: {title: "At last! {name} answers {name}", kind: wait}
rules:
  - {rule: all-of-it, for: job, advise: thank, because: It is time.}
  - {rule: go-there, for: job, advise: go, because: It is time.}
  - {rule: look-there, for: job, advise: look, because: It is time.}
"""
NAMES_INSIDE = {
    "The county office": "the county office",
    "the county office": "the county office",
    "An Office": "an Office",
    "A bank": "a bank",
    "Theatre": "Theatre",
    "Acme": "Acme",
    "A": "A",
}


def test_a_name_with_an_article_is_written_small_inside_a_sentence_by_both_engines() -> None:
    program = program_of(INSIDE)
    columnar = compile_columnar(program)
    jobs = [{"name": name} for name in NAMES_INSIDE]
    decided = columnar.decide(
        pa.Table.from_pylist([{"jobs": jobs}], schema=columnar.schema), AsOf(TODAY.toordinal())
    )
    expected = sorted(
        title
        for name, inside in NAMES_INSIDE.items()
        for title in (
            f"Thank {inside}",
            f"{name} waits (for {inside})",
            f"At last! {name} answers {inside}",
        )
    )
    assert sorted(row["title"] for row in decided.advice.to_pylist()) == expected
    told = "".join(f"  - {{name: {name}}}\n" for name in NAMES_INSIDE)
    situation = situation_of(f"situation: One\njobs:\n{told}", program)
    advice = Advisor(program, "oracle").advise(situation, TODAY.toordinal()).advice
    assert sorted(piece.title for piece in advice) == expected


REFUSED = [
    ({"jobs": [job(), {"name": None}]}, "ADV402", "`jobs[1].name` is required and missing"),
    (
        {"jobs": [job(talks=[{"held": TODAY}, {"held": None}])]},
        "ADV402",
        "`jobs[0].talks[1].held` is required and missing",
    ),
    (
        {"jobs": [job(mood="gloomy")]},
        "ADV403",
        "`jobs[0].mood`: `gloomy` is not one of the choices; write one of `fine`, `low`",
    ),
    (
        {"jobs": [job(mood="lwo")]},
        "ADV403",
        "`jobs[0].mood`: `lwo` is not one of the choices; did you mean `low`?",
    ),
    (
        {"jobs": [job(rank=Decimal("5.000001"))]},
        "ADV404",
        "`jobs[0].rank`: `5.000001` is more than the most that is allowed; the most is `5`",
    ),
    (
        {"jobs": [job(rank=Decimal(-2))]},
        "ADV404",
        "`jobs[0].rank`: `-2` is less than the least that is allowed; the least is `-1`",
    ),
    (
        {"span": 11},
        "ADV404",
        "`span`: `11 days` is more than the most that is allowed; the most is `10 days`",
    ),
    ({"span": 4_000_000}, "ADV403", "`span` holds a duration that the language cannot hold"),
    ({"jobs": [None]}, "ADV407", "`jobs[0]` holds no facts"),
]


@pytest.mark.parametrize(("row", "code", "message"), REFUSED, ids=[m for _, _, m in REFUSED])
def test_a_bad_situation_is_refused_and_the_others_go_on(
    row: dict[str, Any], code: str, message: str
) -> None:
    good = {"calm": True}
    decided = decide(good, row, good)
    errors = decided.errors.select(["row", "code", "message"]).to_pylist()
    assert errors == [{"row": 1, "code": code, "message": message}]
    assert [r for r, *_ in said(decided)] == [0, 2]


def test_a_date_that_the_language_cannot_hold_is_refused() -> None:
    days = pa.array([0, -719_163, 2_932_897], pa.int32()).cast(pa.date32())
    for name in ("since", "today"):
        rows = table({}, {}, {})
        rows = rows.set_column(rows.schema.names.index(name), name, days)
        decided = compiled().decide(rows, AsOf(default=TODAY.toordinal()))
        assert decided.errors["row"].to_pylist() == [1, 2]
        assert decided.errors["code"].to_pylist() == ["ADV403"] * 2


def test_all_that_is_wrong_in_a_situation_is_told() -> None:
    decided = decide({"span": 11, "jobs": [job(mood="odd"), {"name": None}, None]})
    told = [
        text.partition("`:")[0].partition("` ")[0] for text in decided.errors["message"].to_pylist()
    ]
    assert told == ["`jobs[2]", "`span", "`jobs[1].name", "`jobs[0].mood"]


def test_the_date_is_the_argument_else_the_column_else_the_default() -> None:
    rows = table({"today": date(2026, 1, 5), "jobs": [job()]}, {"jobs": [job()]})
    argument = compiled().decide(rows, AsOf(TODAY.toordinal()))
    assert argument.advice["due"].to_pylist() == [date(2026, 11, 23)] * 2
    column = compiled().decide(rows, AsOf(default=TODAY.toordinal()))
    assert column.advice["due"].to_pylist() == [date(2026, 1, 6), date(2026, 11, 23)]
    with pytest.raises(ValueError, match="no date"):
        compiled().decide(rows, AsOf())


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the columns span"):
        compiled().decide(table({}).drop_columns(["span"]), AsOf(TODAY.toordinal()))


def test_counts_by_rule_leave_out_situations_in_error() -> None:
    rows = table({"calm": True, "jobs": [job(), job()]}, {"calm": True, "span": 99}, {})
    decided = compiled().decide(rows, AsOf(TODAY.toordinal()), count_rules=True)
    assert decided.rule_counts == {"act-on-it": 2, "rest-a-while": 1, "act-on-a-talk": 0}
    assert compiled().decide(rows, AsOf(TODAY.toordinal())).rule_counts == {}


def encoded(array: Any, to: Any) -> Any:
    """Every string in an array as a dictionary, every number as a whole one."""
    if pa.types.is_struct(array.type):
        fields = [array.type.field(n) for n in range(array.type.num_fields)]
        return pa.StructArray.from_arrays(
            [encoded(array.field(n), to) for n in range(len(fields))],
            names=[field.name for field in fields],
        )
    if pa.types.is_list(array.type):
        return pa.ListArray.from_arrays(array.offsets, encoded(array.values, to))
    if pa.types.is_string(array.type):
        return array.dictionary_encode().cast(pa.dictionary(to, pa.string()))
    if pa.types.is_decimal(array.type):
        wide = array.cast(pa.decimal128(38, 6)).cast(pa.int64())
        return wide.cast(pa.int16() if to == pa.int8() else pa.int64())
    return array


@pytest.mark.parametrize("to", [pa.int8(), pa.int32(), pa.uint16()])
def test_dictionaries_and_whole_numbers_say_the_same(to: Any) -> None:
    rows = table(
        {"calm": True, "jobs": [job(mood="low"), job(name="Globex", rank=Decimal(1))]},
        {"jobs": [job(mood="fine", rank=Decimal(5)), job(rank=Decimal(4))]},
        {"jobs": [job(mood="odd")]},
        {"jobs": [job(rank=Decimal(6))]},
    )
    names = rows.schema.names
    other = pa.table([encoded(rows[name].combine_chunks(), to) for name in names], names=names)
    wanted = compiled().decide(rows, AsOf(TODAY.toordinal()))
    found = compiled().decide(other, AsOf(TODAY.toordinal()))
    assert wanted.advice.num_rows == 3
    assert found.advice.to_pylist() == wanted.advice.to_pylist()
    assert found.errors.to_pylist() == wanted.errors.to_pylist()
    assert compiled().decide(other.slice(1, 2), AsOf(TODAY.toordinal())).errors[
        "row"
    ].to_pylist() == [1]


def test_what_lies_under_a_null_list_does_not_count() -> None:
    whole = table({"jobs": [job()]}, {"jobs": [job(), job()]}, {"jobs": [job(name="Globex")]})
    lists = whole["jobs"].combine_chunks()
    hidden = pa.ListArray.from_arrays(
        lists.offsets, lists.values, mask=pa.array([False, True, False])
    )
    rows = whole.set_column(whole.schema.names.index("jobs"), "jobs", hidden)
    assert [r for r, *_ in said(compiled().decide(rows, AsOf(TODAY.toordinal())))] == [0, 2]
    assert [r for r, *_ in said(compiled().decide(rows.slice(1), AsOf(TODAY.toordinal())))] == [1]


def test_many_small_chunks_are_one_table() -> None:
    one = table({"calm": True, "jobs": [job()]})
    many = pa.concat_tables([one] * 40)
    decided = compiled().decide(many, AsOf(TODAY.toordinal()))
    assert decided.rows == 40
    assert np.array_equal(decided.advice["row"].to_numpy(), np.repeat(np.arange(40), 2))
    batch = one.to_batches()[0]
    assert compiled().decide(batch, AsOf(TODAY.toordinal())).advice.num_rows == 2


def test_counts_by_rule_are_those_of_the_oracle() -> None:
    for made, program in programs(range(62_000, 62_015)):
        posed = list(made.situations(15))
        engine = ORACLE.compile_program(program)
        wanted = dict.fromkeys(program.pack.rules, 0)
        for one in posed:
            for firing in engine.derive(one.root, one.today).firings:
                wanted[firing.rule] += 1
        columns = compile_columnar(program)
        decided = columns.decide(table_of(program, posed), AsOf(), count_rules=True)
        assert decided.rule_counts == wanted, made.seed


def test_without_words_all_else_is_the_same() -> None:
    titled = 0
    for made, program in programs(range(63_000, 63_015)):
        columns, rows = compile_columnar(program), table_of(program, list(made.situations(15)))
        whole = columns.decide(rows, AsOf())
        bare = columns.decide(rows, AsOf(), with_words=False)
        words = ["title", "for"]
        assert bare.advice.drop_columns(words).equals(whole.advice.drop_columns(words)), made.seed
        assert bare.errors.equals(whole.errors)
        for name in words:
            assert not any(bare.advice[name].to_pylist())
        titled += sum(map(bool, whole.advice["title"].to_pylist()))
    assert titled > 100


VALUES_OF_FACTS = {
    "yes-no": (ir.YES_NO, [True, None, False], [True, None, False]),
    "number": (
        ir.NUMBER,
        [2_500_000, -1, None],
        [Decimal("2.500000"), Decimal("-0.000001"), None],
    ),
    "date": (ir.DATE, [TODAY.toordinal(), None], [TODAY, None]),
    "duration": (ir.DURATION, [None, 14], [None, 14]),
    "text": (ir.TEXT, ["Ünï", None, ""], ["Ünï", None, ""]),
    "nothing": (ir.DATE, [None, None], [None, None]),
    "none at all": (ir.TEXT, [], []),
    "nine of yes and no": (ir.YES_NO, [True] * 8 + [None], [True] * 8 + [None]),
}


@pytest.mark.parametrize("case", VALUES_OF_FACTS.values(), ids=VALUES_OF_FACTS)
def test_values_of_a_fact_become_a_column(
    case: tuple[ir.Type, list[ir.Value | None], list[Any]],
) -> None:
    type_, values, expected = case
    found = fact_values(values, type_)
    found.validate(full=True)
    assert (found.type, found.to_pylist()) == (column_type(type_), expected)
