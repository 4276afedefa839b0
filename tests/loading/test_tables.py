"""Decision tables: what their cells mean, what they become, and what is said of mistakes in them."""

from __future__ import annotations

import pytest

from advisor.ir import Pack
from advisor.loading.declarations import compiled_tables
from advisor.loading.declarations.packs import LoadedPack, load_pack_texts
from advisor.rendering.expression_text import render_expression

HEAD = "pack: fees\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fees\n"
FACTS = """
entities:
  situation:
    facts:
      kind: {type: choice, ask: Which?, choices: {repair: Repair, refund: Refund, swap: Swap}}
      liking: {type: choice, ordered: best first, ask: How?, choices: {good: Good, fair: Fair, bad: Bad}}
      age: {type: duration, ask: How old?}
      bought: {type: date, ask: When?}
      parts: {type: number, ask: How many?}
      urgent: {type: yes-no, ask: Urgent?}
      shop: {type: text, ask: Where?}
      fee: {type: number, concluded: yes}
      patience: {type: duration, concluded: yes}
      grade: {type: choice, concluded: yes, choices: {low: Low, high: High}}
parameters:
  limit: {value: 3, title: A limit}
actions:
  pay: {title: Pay, kind: wait}
  write: {title: Write, kind: wait}
"""


def _load(text: str, **more: str) -> LoadedPack:
    return load_pack_texts(
        {"pack.yaml": HEAD, "facts.yaml": FACTS, "tables.yaml": text, **more}, "p"
    )


def _pack(text: str, **more: str) -> Pack:
    loaded = _load(text, **more)
    assert loaded.pack is not None, [(d.message, d.span) for d in loaded.diagnostics]
    return loaded.pack


def _table(*rows: str, when: str = "kind", then: str = "{conclude: fee}", more: str = "") -> str:
    lines = [f"  - table: fee\n    when: [{when}]\n    then: {then}\n    rows:\n"]
    lines += [f"      - [{row}]\n" for row in rows]
    return "tables:\n" + "".join(lines) + more


def _told(loaded: LoadedPack) -> list[tuple[str, str, str | None]]:
    return [(d.code, d.message, d.help) for d in loaded.diagnostics if d.severity.value == "error"]


CELLS = {  # (input, cell) -> the condition
    ("kind", "repair"): "kind is repair",
    ("kind", "is repair"): "kind is repair",
    ("kind", "not repair"): "kind is not repair",
    ("kind", "one of (repair, swap)"): "kind is one of (repair, swap)",
    ("kind", "not one of (repair, swap)"): "kind is not one of (repair, swap)",
    ("kind", "is given"): "kind is given",
    ("kind", "given"): "kind is given",
    ("kind", "is not given"): "kind is not given",
    ("kind", "none"): "kind is not given",
    ("kind", "is given and not repair"): "kind is given and kind is not repair",
    ("liking", "better than fair"): "liking is better than fair",
    ("liking", "worse than fair"): "liking is worse than fair",
    ("age", "< 14 days"): "age < 2 weeks",
    ("age", "2 weeks"): "age is 2 weeks",
    ("age", "14 days .. 30 days"): "age >= 2 weeks and age <= 30 days",
    ("age", "[14 days .. 30 days]"): "age >= 2 weeks and age <= 30 days",
    ("age", "(14 days .. 30 days)"): "age > 2 weeks and age < 30 days",
    ("age", "[14 days .. 30 days)"): "age >= 2 weeks and age < 30 days",
    ("age", "(14 days..30 days]"): "age > 2 weeks and age <= 30 days",
    ("parts", "-3"): "parts is -3",
    ("parts", "limit"): "parts is limit",
    ("parts", ">= 2 * limit"): "parts >= 2 * limit",
    ("parts", "min(1, limit) .. limit"): "parts >= min(1, limit) and parts <= limit",
    ("parts", "one of (< 3, > 9)"): "parts < 3 or parts > 9",
    ("parts", "one of (1, max(2, limit))"): "parts is one of (1, max(2, limit))",
    ("bought", "before 2026-01-01"): "bought is before 2026-01-01",
    ("bought", "on or after today - 3 days"): "bought is on or after today - 3 days",
    (
        "bought",
        "2026-01-01 .. today",
    ): "bought is on or after 2026-01-01 and bought is on or before today",
    ("urgent", "yes"): "urgent is yes",
    ("shop", '"A, b"'): 'shop is "A, b"',
    ("shop", 'one of ("A, b", "c (d")'): 'shop is one of ("A, b", "c (d")',
    ("parts * 2", "> 3"): "parts * 2 > 3",
    ("urgent or parts > 2", "no"): "(urgent or parts > 2) is no",
}


@pytest.mark.parametrize(("of", "cell"), CELLS)
def test_a_cell_is_a_condition_on_its_input(of: str, cell: str) -> None:
    written = "'" + cell.replace("'", "''") + "'"
    pack = _pack(_table(f"{written}, 1", when=f"'{of}'"))
    text = render_expression(pack.rules["fee/1"].when, pack, "situation")
    assert text == CELLS[of, cell]


@pytest.mark.parametrize("cell", ["-", "''", '"-"'])
def test_a_cell_that_says_nothing_asks_nothing(cell: str) -> None:
    pack = _pack(_table(f"{cell}, 1"))
    assert render_expression(pack.rules["fee/1"].when, pack, "situation") == "yes"


def test_commas_in_brackets_of_a_cell_need_no_quotes() -> None:
    pack = _pack(_table("one of (repair, swap), 1", "not one of (repair, swap), 2"))
    assert list(pack.rules) == ["fee/1", "fee/2"]


OVERRIDES = {
    "first": (  # the last row meets only the second, since the first asks for another kind
        "    hit: first\n",
        {"fee/1": ("fee/2",), "fee/2": ("fee/3",), "fee/3": ()},
    ),
    "first with otherwise": (
        "    hit: first\n    otherwise: [9]\n",
        {
            "fee/1": ("fee/2", "fee/otherwise"),
            "fee/2": ("fee/3", "fee/otherwise"),
            "fee/3": ("fee/otherwise",),
            "fee/otherwise": (),
        },
    ),
    "priority": (
        "    hit: priority\n    order: [3, 2, 1]\n",
        {"fee/1": (), "fee/2": ("fee/1",), "fee/3": ("fee/2",)},
    ),
    "unique": ("    hit: unique\n", {"fee/1": (), "fee/2": (), "fee/3": ()}),
    "any": ("    hit: any\n", {"fee/1": (), "fee/2": (), "fee/3": ()}),
}


@pytest.mark.parametrize("name", OVERRIDES)
def test_how_rows_go_together_becomes_overrides(name: str) -> None:
    more, overrides = OVERRIDES[name]
    rows = ('repair, "< 3", 1', "-, 2 .. 5, 2", "swap, -, 3")
    pack = _pack(_table(*rows, when="kind, parts", more=more))
    assert {rule.name: rule.overrides for rule in pack.rules.values()} == overrides


def test_a_row_may_conclude_several_facts_and_advise() -> None:
    pack = _pack(
        _table(
            "repair, 1, 3 days, pay, today, today + 2 days",
            "swap, -, none, write, -, -",
            then="{conclude: [fee, patience], advise: [action, start, due]}",
            more="    because: It is so, {kind|well}.\n    source: []\n    disputed: Some say no.\n",
        )
    )
    one, other = pack.rules.values()
    assert [c.fact for c in one.concludes] == ["fee", "patience"] and not other.concludes
    assert one.advises is not None and one.advises.action == "pay" and one.advises.due is not None
    assert other.advises is not None and other.advises.start is None
    assert one.because is not None and one.disputed == "Some say no."


def test_rows_in_order_come_after_each_other() -> None:
    rows = ("repair, write", "swap, pay", "-, write")
    told = "    hit: rule order\n    because: b\n"
    pack = _pack(_table(*rows, then="{advise: action}", more=told))
    assert pack.actions["pay"].after == ("write",)
    told = "    hit: output order\n    order: [pay, write]\n    because: b\n"
    pack = _pack(_table(*rows, then="{advise: action}", more=told))
    assert pack.actions["write"].after == ("pay",)


def test_a_table_can_be_overridden_as_a_whole_or_row_by_row() -> None:
    rules = """
rules:
  - {rule: never, when: urgent, overrides: fee}
  - {rule: not-the-first, when: parts > 3, overrides: [fee/1]}
"""
    pack = _pack(
        _table("repair, 1", "swap, 2", more="    otherwise: [3]\n"), **{"rules.yaml": rules}
    )
    assert pack.rules["never"].overrides == ("fee/1", "fee/2", "fee/otherwise")
    assert pack.rules["not-the-first"].overrides == ("fee/1",)


def test_a_collected_fact_is_made_of_a_fact_for_each_row() -> None:
    more = "    hit: collect\n    collect: sum\n    otherwise: [9]\n"
    pack = _pack(_table('"> 1", 10', '"> 2", 5', '"> 3", 1', when="parts", more=more))
    total = pack.rules["fee/sum"]
    assert render_expression(total.concludes[0].value, pack, "situation") == (
        "first(fee_1, 0) + first(fee_2, 0) + first(fee_3, 0)"
    )
    assert render_expression(total.when, pack, "situation") == (
        "fee_1 is given or fee_2 is given or fee_3 is given"
    )
    assert total.overrides == ("fee/otherwise",)
    assert pack.tables["fee"].helping == ("fee_1", "fee_2", "fee_3")


def test_tables_named_as_facts_and_rules_do_no_harm() -> None:
    # Words of tables are no reserved words: facts may be called so.
    facts = FACTS.replace("parts:", "rows:").replace("urgent:", "hit:").replace("shop:", "tables:")
    texts = {"pack.yaml": HEAD, "facts.yaml": facts, "t.yaml": _table('"> 3", 1', when="rows")}
    assert load_pack_texts(texts, "p").pack is not None


BAD = {
    "a misspelt policy": (
        _table("repair, 1", more="    hit: frist\n"),
        ("ADV108", "`hit` cannot be `frist`", "did you mean `first`?"),
    ),
    "a misspelt key": (
        _table("repair, 1", more="    otherwize: [1]\n"),
        ("ADV101", "the table `fee` has no key `otherwize`", "did you mean `otherwise`?"),
    ),
    "no rows": (
        "tables:\n  - table: fee\n    when: [kind]\n    then: {conclude: fee}\n    rows: []\n",
        ("ADV161", "the table `fee` has no rows", "add one, or take it out"),
    ),
    "too many cells": (
        _table("repair, 1, 2"),
        (
            "ADV161",
            "this row has 3 cells, where 2 belong",
            "the columns are `kind` and `fee`; `-` stands for anything",
        ),
    ),
    "a wrong otherwise": (
        _table("repair, 1", more="    otherwise: [1, 2]\n"),
        ("ADV161", "`otherwise` has 2 cells", "give it 1 cell, one for each outcome: `fee`"),
    ),
    "a list in a cell": (
        _table("repair, [1, 2]"),
        (
            "ADV103",
            "a cell of a table is one text",
            "write one test or value in each cell, in quotes if it holds braces or commas",
        ),
    ),
    "an input twice": (
        _table("repair, repair, 1", when="kind, kind"),
        ("ADV107", "`kind` stands twice in `when`", "leave one of the two out"),
    ),
    "an input that is not known": (
        _table("repair, 1", when="knid"),
        ("ADV301", "`knid` is not known here", "did you mean `kind`?"),
    ),
    "an outcome that is stated": (
        _table("repair, 1", then="{conclude: parts}"),
        (
            "ADV128",
            "`parts` is stated by people, so no table can conclude it",
            "declare it with `concluded: yes`, or conclude another fact",
        ),
    ),
    "an outcome that is not there": (
        _table("repair, 1", then="{conclude: fees}"),
        ("ADV127", "`situation` has no fact `fees` of its own", "did you mean `fee`?"),
    ),
    "an outcome of another kind": (
        _table("repair, 3 days"),
        (
            "ADV311",
            "`3 days` is a duration, and a number is needed here",
            "write `days(3 days)` for its number of days",
        ),
    ),
    "a row without outcome": (
        _table("repair, -"),
        ("ADV121", "the row `fee/1` does nothing", "write what follows, or take the row out"),
    ),
    "a choice that is not there": (
        _table("repare, 1"),
        ("ADV315", "`repare` is not one of the choices here", "did you mean `repair`?"),
    ),
    "an order among what has none": (
        _table('"> repair", 1'),
        (
            "ADV313",
            "the input of this column is a choice, which has no order",
            "write one value, or `one of (…)`",
        ),
    ),
    "signs among ordered choices": (
        _table('"< good", 1', when="liking"),
        (
            "ADV313",
            "the input of this column is a choice, which has no order",
            "write `better than …` or `worse than …`",
        ),
    ),
    "an empty range": (
        _table("9 .. 3, 1", when="parts"),
        ("ADV162", "this range ends before it begins", "write `3 .. 9`"),
    ),
    "a range without an end": (
        _table("9 .., 1", when="parts"),
        ("ADV162", "a value is missing here", None),
    ),
    "a sign of another language": (
        _table("'!= repair', 1"),
        ("ADV162", "`!=` is not used in tables", "write `not repair`"),
    ),
    "values without one of": (
        _table("'repair, swap', 1"),
        ("ADV162", "several values stand in one cell", "write `one of (repair, swap)`"),
    ),
    "nothing after and": (
        _table("'repair and  and swap', 1"),
        ("ADV162", "something is missing here", None),
    ),
    "an unknown column of advice": (
        _table("repair, pay", then="{advise: [action, until]}", more="    because: b\n"),
        ("ADV101", "advice in a table has no column `until`", "write `[action, start, due]`"),
    ),
    "advice without an action": (
        _table("repair, today", then="{advise: [due]}", more="    because: b\n"),
        (
            "ADV102",
            "`advise` lacks the column `action`",
            "write `advise: [action]`, or `[action, start, due]`",
        ),
    ),
    "advice without a reason": (
        _table("repair, pay", then="{advise: action}"),
        (
            "ADV122",
            "the table `fee` advises without giving a reason",
            "add `because: …` with one sentence for the reader",
        ),
    ),
    "an action that is not there": (
        _table("repair, pey", then="{advise: action}", more="    because: b\n"),
        ("ADV118", "there is no action `pey`", "did you mean `pay`?"),
    ),
    "a date without an action": (
        _table("repair, -, today", then="{advise: [action, due]}", more="    because: b\n"),
        (
            "ADV102",
            "this row has a date without an action",
            "name an action, or leave `start` and `due` empty too",
        ),
    ),
    "collect without hit": (
        _table("repair, 1", more="    collect: sum\n"),
        (
            "ADV163",
            "`collect` goes with `hit: collect` only",
            "write `hit: collect`, or leave it out",
        ),
    ),
    "a collected fact that holds one": (
        _table("repair, 1", more="    hit: collect\n"),
        (
            "ADV163",
            "`hit: collect` alone may give several values, and `fee` can have one",
            "advise actions, or add `collect: sum`, `min`, `max` or `count` with `hit: collect`",
        ),
    ),
    "a sum of choices": (
        _table(
            "repair, low", then="{conclude: grade}", more="    hit: collect\n    collect: sum\n"
        ),
        (
            "ADV163",
            "`collect: sum` makes a number or a duration, and `grade` is a choice",
            "conclude another fact",
        ),
    ),
    "a sum of two columns": (
        _table(
            "repair, 1, 1 day",
            then="{conclude: [fee, patience]}",
            more="    hit: collect\n    collect: sum\n",
        ),
        (
            "ADV163",
            "`collect: sum` is made of one column",
            "conclude one fact, and no advice",
        ),
    ),
    "an order that means nothing": (
        _table("repair, 1", more="    order: [1]\n"),
        (
            "ADV163",
            "`order` has no meaning here",
            "it goes with `hit: priority` and `hit: output order`",
        ),
    ),
    "no order of numbers": (
        _table("repair, 1", more="    hit: priority\n"),
        (
            "ADV163",
            "nothing says in which order the values of `fee` count",
            "add `order: […]` with the outcomes, the one that counts first in front",
        ),
    ),
    "an outcome without a place": (
        _table("repair, 1", more="    hit: priority\n    order: [2, 3]\n"),
        (
            "ADV163",
            "`1` has no place in the order of outcomes",
            "add it to `order`; there are `2`, `3`",
        ),
    ),
    "a table that is no mapping": (
        "tables: [fee]\n",
        (
            "ADV103",
            "a table is `fee` here, where `key: value` lines belong",
            "begin with `- table: its-name`",
        ),
    ),
    "rows that are no list": (
        "tables:\n  - table: fee\n    when: [kind]\n    then: {conclude: fee}\n    rows: 3\n",
        (
            "ADV103",
            "`rows` is `3` here, where a list belongs",
            "write a line such as `- [a, < 3, b]` for each",
        ),
    ),
    "a row that is no list": (
        _table("repair, 1").replace("- [repair, 1]", "- repair"),
        (
            "ADV103",
            "a row is `repair` here, where a list belongs",
            "write its cells as a list, such as `- [a, < 3, b]`",
        ),
    ),
    "an outcome like no fact": (
        _table("repair, 1", then="{conclude: quite_another}"),
        (
            "ADV127",
            "`situation` has no fact `quite_another` of its own",
            "declare it under the facts of `situation` with `concluded: yes`",
        ),
    ),
    "a fact in the order of rows": (
        _table("repair, 1", more="    hit: rule order\n"),
        (
            "ADV163",
            "`hit: rule order` may give several values, and `fee` can have one",
            "advise actions, or add `collect: sum`, `min`, `max` or `count` with `hit: collect`",
        ),
    ),
    "two ranges in one": (
        _table("1 .. 3 .. 5, 1", when="parts"),
        ("ADV162", "a range has two ends", "write `1 .. 5`"),
    ),
    "a table twice": (
        _table("repair, 1") + _table("repair, 1").removeprefix("tables:\n"),
        ("ADV107", "the table `fee` is declared twice", "rename one of them, or put both together"),
    ),
    "a table without its section": (
        "- table: fee\n  when: [kind]\n",
        (
            "ADV103",
            "this file is a list here, where `key: value` lines belong",
            "write `tables:` on a line above the list",
        ),
    ),
    "a helping fact that is taken": (
        _table('"> 1", 1', when="parts", more="    hit: collect\n    collect: sum\n")
        + "entities:\n  situation: {facts: {fee_1: {type: number, concluded: yes}}}\n",
        (
            "ADV107",
            "`fee_1` is what row 1 of the table `fee` concludes",
            "rename the fact, or the table",
        ),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_in_a_table_is_explained(name: str) -> None:
    text, expected = BAD[name]
    assert _told(_load(text)) == [expected]


def test_a_mistake_is_shown_at_its_cell() -> None:
    [problem] = _load(_table("repair, 1", 'one of (repair, swop), "x" ')).diagnostics[:1]
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (7, 26, 30)


def test_outcomes_of_priority_are_ranked_by_their_place_among_choices_and_actions() -> None:
    rows = ("repair, high", "-, low")
    pack = _pack(_table(*rows, then="{conclude: grade}", more="    hit: priority\n"))
    assert pack.tables["fee"].ranked == ("fee/2", "fee/1")
    rows = ("repair, write", "-, pay", "swap, -")
    more = "    hit: priority\n    because: b\n"
    pack = _pack(_table(*(f"{row}, 1" for row in rows), then="[advise, fee]", more=more))
    assert pack.tables["fee"].ranked == ("fee/2", "fee/1", "fee/3")


def test_a_table_whose_rows_all_meet_is_refused_when_it_is_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled_tables, "_MOST_OVERRIDES", 2)
    text = _table("-, 1", "-, 2", "-, 3", more="    hit: first\n")
    assert [message for _, message, _ in _told(_load(text))] == [
        "more than 2 pairs of rows of the table `fee` can hold together"
    ]


REOPENED = {
    "facts that rules conclude": (
        "entities: {situation: {facts: {more: {type: number, concluded: yes}}}}",
        [],
    ),
    "facts that people state": (
        "entities: {situation: {facts: {more: {type: number, ask: More?}}}}",
        ["the entity `situation` is declared twice"],
    ),
    "a fact that is there": (
        "entities: {situation: {facts: {fee: {type: number, concluded: yes}}}}",
        ["the entity `situation` is declared twice"],
    ),
    "more than facts": (
        "entities: {situation: {facts: {}, one_question: {}}}",
        ["the entity `situation` is declared twice"],
    ),
    "an order": ("actions: {pay: {after: [write]}}", []),
    "an order twice": (
        "actions: {pay: {after: [write]}}\n---\nactions: {pay: {after: [write]}}",
        [],
    ),
    "a title": ("actions: {pay: {title: Pay}}", ["the action `pay` is declared twice"]),
}


@pytest.mark.parametrize("name", REOPENED)
def test_what_tables_stand_for_may_be_added_in_another_place(name: str) -> None:
    text, expected = REOPENED[name]
    found = _load(_table("repair, 1"), **{"more.yaml": text})
    assert [message for _, message, _ in _told(found)] == expected
    if name.startswith("an order"):
        assert found.pack is not None and found.pack.actions["pay"].after == ("write",)
