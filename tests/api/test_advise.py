"""Advice for one situation that a program has at hand, and every wrong argument in one clear sentence."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
import yaml

import advisor
from advisor import Advisor, load_pack, load_situation
from advisor.api import load_cases_text
from advisor.diagnostics import AdvisorError, ArgumentError
from advisor.ir import Decision, DecisionError
from tests.small_pack import small_program

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PROGRAM = load_pack()
TODAY = "2026-11-20"


def with_none(value: Any) -> Any:
    """The word `none` of our files, which is a text elsewhere, as None."""
    if isinstance(value, dict):
        return {key: with_none(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_none(item) for item in value]
    return None if value == "none" else value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_mapping_says_what_the_same_thing_says_as_json(path: Path) -> None:
    values = with_none(next(iter(yaml.safe_load_all(path.read_text(encoding="utf-8")))))
    text = json.dumps(values, default=str)
    [case] = load_cases_text(text, "x.json", PROGRAM, "json").cases
    assert load_situation(values, PROGRAM) == case.situation
    wanted = Advisor(PROGRAM).with_values(case.parameters).advise(case.situation)
    assert Advisor(PROGRAM).advise(values) == wanted
    assert advisor.advise(values) == wanted


def test_a_path_a_mapping_and_a_situation_are_advised_on_alike() -> None:
    path = ROOT / "examples" / "first-chase.yaml"
    wanted = Advisor(PROGRAM).advise(load_situation(path, PROGRAM))
    assert advisor.advise(path) == wanted
    assert advisor.advise(str(path), PROGRAM) == wanted
    assert advisor.advise(load_situation(path, PROGRAM)) == wanted


READ: dict[str, tuple[str, Any, Any]] = {
    "a date": ("reply_by", date(2026, 11, 25), date(2026, 11, 25)),
    "a midnight": ("reply_by", datetime(2026, 11, 25), date(2026, 11, 25)),
    "a midnight of a zone": ("reply_by", datetime(2026, 11, 25, tzinfo=UTC), date(2026, 11, 25)),
    "a date of NumPy": ("reply_by", np.datetime64("2026-11-25"), date(2026, 11, 25)),
    "a midnight in nanoseconds": ("reply_by", np.datetime64("2026-11-25", "ns"), date(2026, 11, 25)),
    "a date of pyarrow": ("reply_by", pa.scalar(date(2026, 11, 25)), date(2026, 11, 25)),
    "a yes": ("thanked", True, True),
    "a no of NumPy": ("thanked", np.bool_(False), False),
    "a yes as a number": ("thanked", 1, True),
    "a no as a number": ("thanked", 0.0, False),
    "days": ("takes", 3, 3),
    "days of NumPy": ("takes", np.int64(3), 3),
    "days as a length": ("takes", timedelta(days=3), 3),
    "days as a length of NumPy": ("takes", np.timedelta64(3, "D"), 3),
    "weeks": ("takes", "2 weeks", 14),
    "a number": ("chases", 1.5, 1_500_000),
    "a small number": ("chases", 1e-6, 1),
    "a decimal": ("chases", Decimal("1.50"), 1_500_000),
    "a number of NumPy": ("chases", np.float32(2.5), 2_500_000),
    "a text": ("role", "none", "none"),
    "an id": ("role", UUID(int=7), str(UUID(int=7))),
    "a number as text": ("role", 17, "17"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "value", "wanted"), READ.values(), ids=READ)
def test_values_of_programs_are_read_as_they_are_meant(name: str, value: Any, wanted: Any) -> None:
    facts = {name: value}
    if name == "thanked":
        facts = {"interviews": [{"held_on": "2026-11-18", **facts}]}
    row = {"applications": [{"company": "Acme", "stage": "applied", **facts}]}
    application = load_situation(row, small_program()).root.lists["applications"][0]
    holder = application.lists["interviews"][0] if name == "thanked" else application
    assert holder.facts[name] == (wanted.toordinal() if isinstance(wanted, date) else wanted)


GAPS = {"NaN": float("nan"), "a decimal": Decimal("nan"), "NaT": np.datetime64("NaT")}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_a_gap_says_nothing_and_none_says_that_there_is_none(gap: object) -> None:
    def role(value: object) -> dict[str, Any]:
        row = {"applications": [{"company": "Acme", "stage": "applied", "role": value}]}
        return dict(load_situation(row, small_program()).root.lists["applications"][0].facts)

    assert "role" not in role(gap)
    assert role(None)["role"] is None


def test_gaps_of_pandas_say_nothing() -> None:
    pd = pytest.importorskip("pandas")
    for gap in (pd.NA, pd.NaT):
        assert load_situation({"mood": gap}, small_program()).root.facts == {}


def test_lists_may_be_tuples_and_arrays() -> None:
    application = {"company": "Acme", "stage": "applied"}
    for made in ((application,), np.array([application], object), pl.Series([application])):
        found = load_situation({"applications": made}, small_program())
        assert len(found.root.lists["applications"]) == 1


def application(**facts: Any) -> dict[str, Any]:
    return {"applications": [{"company": "Acme", "stage": "applied", **facts}]}


ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)

WRONG: dict[str, tuple[Any, str]] = {
    "an unknown fact": (
        {"applications": [{"company": "Acme", "stage": "applied", "rolle": "x"}]},
        "applications[0]: the application has no fact or list `rolle`; did you mean `role`?",
    ),
    "an unknown fact of an interview": (
        application(interviews=[{"held_on": TODAY, "tanked": True}]),
        "applications[0].interviews[0]: the interview has no fact or list `tanked`; did you mean",
    ),
    "a missing fact": (
        {"applications": [{"company": "Acme"}]},
        "applications[0]: the application lacks `stage`; add `stage: …`",
    ),
    "a value that does not fit": (
        application(reply_by="25/11/2026"),
        "applications[0].reply_by: `25/11/2026` is not a date; did you mean `2026-11-25`?",
    ),
    "an hour": (
        application(reply_by=datetime(2026, 11, 25, 8)),
        "applications[0].reply_by: `2026-11-25T08:00:00` is not a date; leave out the time",
    ),
    "half a day": (
        application(takes=timedelta(hours=12)),
        "applications[0].takes: `0.5 days` is not a duration",
    ),
    "out of bounds": (
        application(takes=57),
        "applications[0].takes: `57 days` is more than the most that is allowed",
    ),
    "a mapping for a list": (
        {"applications": {"company": "Acme"}},
        "applications: `applications` is `company: …` here, where a list belongs",
    ),
    "a list for a value": (application(role=["x"]), "`role` is a list here, where one value"),
    "a set": (application(role={1}), "applications[0].role: this is a set, where one value belongs"),
    "an object": (application(role=object()), "this is an object, where one value belongs"),
    "a control character": (application(role="x\x07"), "the character U+0007 does not belong"),
    "a half of a pair": (application(role="\ud83d"), "the character U+D83D does not belong"),
    "a number for a name": ({7: "x"}, "the situation: the number 7 is no name of a fact"),
    "no end": (application(chases=float("inf")), "applications[0].chases: `inf` is not a number"),
    "a list that holds itself": ({"applications": ENDLESS}, "stand too deep inside each other"),
}  # fmt: skip


@pytest.mark.parametrize(("values", "why"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_mapping_is_named_with_its_place(values: Any, why: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        Advisor(small_program()).advise(values)
    assert why in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


# What types forbid is given on purpose, so no types are looked at here.
anyhow: Any = advisor
ARGUMENTS: dict[str, tuple[Callable[[], Any], str]] = {
    "the order of arguments": (
        lambda: anyhow.advise(PROGRAM, {}),
        "the program is a dict; the situation comes first",
    ),
    "a number for a situation": (
        lambda: anyhow.advise(5),
        "the situation is the number 5; give the path of a file, or a mapping of facts; `decide` takes many",
    ),
    "a list for a situation": (lambda: anyhow.advise([{}]), "the situation is a list; give"),
    "a path for an advisor": (
        lambda: anyhow.Advisor(PROGRAM).advise("me.yaml"),
        "the situation is the text 'me.yaml'; give a mapping of facts, or what `load_situation` gives",
    ),
    "a path for a program": (lambda: anyhow.Advisor("rules"), "the program is the text 'rules'; `load_pack()`"),
    "a pack for a program": (
        lambda: anyhow.load_situation({}, PROGRAM.pack),
        "the program is a Pack; the situation comes first, then what `load_pack` gives",
    ),
    "a number for a folder": (lambda: anyhow.load_pack(5), "the pack is the number 5; give the path of its folder"),
    "words for a day": (
        lambda: advisor.advise({}, today="the day after"),
        "today: `the day after` is not a date; write year-month-day, such as `2026-11-22`",
    ),
    "another order of a day": (
        lambda: Advisor(PROGRAM, today="20/11/2026"),
        "today: `20/11/2026` is not a date; did you mean `2026-11-20`?",
    ),
    "a number for a day": (
        lambda: anyhow.advise({}, today=20261120),
        "today is the number 20261120; give a date, or a text such as '2026-11-22'",
    ),
    "no mapping of parameters": (
        lambda: anyhow.load_pack(parameters=["chase_interval"]),
        "the parameters are a list; give a mapping such as {'chase_interval': '5 days'}",
    ),
    "a list for a parameter": (
        lambda: load_pack(parameters={"chase_interval": [5]}),
        "`chase_interval`: a list is no single value",
    ),
    "nothing for a parameter": (
        lambda: load_pack(parameters={"chase_interval": None}),
        "`chase_interval`: None is no single value",
    ),
    "part of a day": (
        lambda: load_pack(parameters={"chase_interval": 2.5}),
        "`chase_interval` cannot be `2.5 days`",
    ),
    "below the bounds": (lambda: load_pack(parameters={"chase_interval": 1}), "it is at least 3 days"),
    "no name of a parameter": (lambda: anyhow.load_pack(parameters={5: 5}), "no parameter `5`"),
    "no engine": (lambda: Advisor(PROGRAM, "drools"), "no engine 'drools'; there are rete, oracle"),
    "no file": (lambda: advisor.advise("nowhere.yaml"), "nowhere.yaml:1:1: there is no such file"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "why"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_a_wrong_argument_is_told_of_in_one_sentence(call: Callable[[], Any], why: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        call()
    assert why in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_wrong_argument_is_a_type_and_a_value_that_is_wrong() -> None:
    assert issubclass(ArgumentError, TypeError)
    assert issubclass(ArgumentError, ValueError)


@pytest.mark.parametrize("value", [5, 5.0, Decimal(5), np.int64(5), timedelta(days=5), "5 days"])
def test_a_parameter_may_be_a_number_of_days(value: object) -> None:
    assert load_pack(parameters={"chase_interval": value}).parameters["chase_interval"] == 5


# --- how it is shown ------------------------------------------------------------------------------------


def decided(**facts: Any) -> Decision:
    situation = {
        "situation": "Waiting",
        "applications": [
            {
                "company": "<b>Acme</b>",
                "stage": "interviewed",
                "interviews": [{"held_on": "2026-11-18", "thanked": False}],
            }
        ],
        **facts,
    }
    return advisor.advise(situation, today=TODAY)


def test_what_programs_hold_is_shown_in_a_line() -> None:
    decision = decided()
    for value in (PROGRAM, PROGRAM.pack, decision, decision.advice[0], advisor.decide([{}])):
        assert len(repr(value)) < 200
        assert "\n" not in repr(value)
    assert repr(PROGRAM).startswith(f"<Program post-interview {PROGRAM.pack.version}: ")
    assert repr(decision).startswith("<Decision 'Waiting' of 2026-11-20: ")
    other = load_pack(parameters={"chase_interval": 5})
    assert repr(other).endswith("; set otherwise: chase_interval>")
    situation = load_situation({"today": TODAY, **application()}, PROGRAM)
    assert repr(situation) == "<Situation of 2026-11-20, applications: 1>"


def test_a_decision_iterates_over_its_advice() -> None:
    decision = decided()
    assert [*decision] == [*decision.advice]
    assert len(decision.advice) > 1


def test_a_decision_gives_plain_values() -> None:
    decision = decided()
    whole = decision.to_dict()
    assert whole["advice"] == decision.to_dicts() == [piece.to_dict() for piece in decision]
    assert json.loads(json.dumps(whole)) == whole
    assert {type(v) for piece in decision.to_dicts() for v in piece.values()} <= {
        str, list, type(None)
    }  # fmt: skip


def test_a_notebook_shows_the_page_and_escapes_what_people_wrote() -> None:
    decision = decided()
    page = decision._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page
    for piece in decision:
        assert piece.title.split("<")[0].strip() in page
    assert "(by " in page or "(today" in page
    assert "color" not in page  # the notebook's own, dark or light
    assert "Acme" in decision.advice[0]._repr_html_()
    assert "<b>" not in decision.advice[0]._repr_html_()


def test_a_notebook_shows_why_there_is_no_advice() -> None:
    nothing = advisor.advise({"mood": "calm"}, small_program(), TODAY)
    assert "There is nothing to advise" in nothing._repr_html_()
    error = DecisionError("conflict", "", "situation", ("one<", "other"), "mood")
    broken = replace(nothing, error=error)
    assert (
        "No advice: rules `one&lt;` and `other` conclude different values" in broken._repr_html_()
    )
    assert "no advice, because of a conflict" in repr(broken)


@pytest.mark.parametrize("kind", ["list", "arrow", "polars", "pandas"])
def test_a_notebook_shows_the_first_rows_of_a_table(kind: str) -> None:
    rows = [{"situation": "<i>", "employed_now": True}, {"situation": "bad", "mood": "merry"}] * 8
    table: Any = rows
    if kind == "arrow":
        table = pa.Table.from_pylist([{"mood": None, **row} for row in rows])
    if kind == "polars":
        table = pl.DataFrame(rows)
    if kind == "pandas":
        table = pytest.importorskip("pandas").DataFrame(rows)
    page = advisor.decide(table)._repr_html_()
    assert "16 situations" in page
    assert "8 with a problem" in page
    assert "<i>" not in page
    assert "&lt;i&gt;" in page
    assert "is not one of the choices" in page


def test_decisions_can_be_sent_to_other_processes() -> None:
    decision = decided()
    there = pickle.loads(pickle.dumps(decision))
    assert there == decision
    assert there._repr_html_() == decision._repr_html_()


def test_help_shows_what_there_is() -> None:
    import pydoc

    text = pydoc.render_doc(advisor, renderer=pydoc.plaintext)
    for name in ("advise(situation", "decide(table", "load_pack(path", "class Advisor"):
        assert name in text
    assert "TYPE_CHECKING" not in text
