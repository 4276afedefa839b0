"""Receipts: what they are digests of, and what is said to differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import api
from advisor.api.receipts import (
    ReceiptError,
    check_receipt,
    decision_with_receipt,
    digest_of,
    read_receipts,
    situation_object,
)
from advisor.ir import Instance, Program, Situation

GOLDEN = Path(__file__).parent.parent / "golden" / "pack"
ME = """\
situation: Me
today: 2026-11-22
applications:
  - company: Acme
    stage: interviewed
    promised_reply_on: 2026-11-25
    interviews: [{held_on: 2026-11-18, thanked: no}]
  - {company: Globex, stage: offered, answer_by: 2026-11-24}
"""


@pytest.fixture(scope="module")
def program() -> Program:
    return api.load_pack(GOLDEN)


def made(program: Program, text: str = ME, **others: Any) -> dict[str, Any]:
    """A receipt as it is read back from a file."""
    case = api.load_cases_text(text, "me.yaml", program).cases[0]
    decision = api.Advisor(program, "oracle").advise(case.situation)
    known: dict[str, Any] = {"folder": GOLDEN, "file": "me.yaml"}
    found = decision_with_receipt(
        program, "oracle", case.situation, decision, **{**known, **others}
    )
    again: dict[str, Any] = json.loads(json.dumps(found))
    return again


def differences(then: dict[str, Any], now: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    [receipt] = read_receipts(json.dumps(then))
    return {c.subject: c.details for c in check_receipt(receipt, now) if c.details}


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ({"b": 1, "a": [None, True]}, '{"a":[null,true],"b":1}'),
        ({"ö": "ö", "z": "\n"}, '{"z":"\\n","ö":"ö"}'),
        (1.5, "1.5"),
        (2**53 - 1, "9007199254740991"),
        (2**53, '"9007199254740992"'),
        ([{"n": -(10**20)}], '[{"n":"-100000000000000000000"}]'),
    ],
)
def test_a_digest_is_that_of_the_canonical_form(value: object, canonical: str) -> None:
    assert digest_of(value) == f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def test_the_same_situation_has_the_same_digest_however_it_is_written(program: Program) -> None:
    other = """\
{"today": "2026-11-22", "applications": [
 {"stage": "interviewed", "interviews": [{"thanked": false, "held_on": "2026-11-18"}],
  "company": "Acme", "promised_reply_on": "2026-11-25"},
 {"answer_by": "2026-11-24", "interviews": [], "stage": "offered", "company": "Globex"}],
 "situation": "Me"}
"""
    case = api.load_cases_text(other, "me.json", program, "json").cases[0]
    assert (
        digest_of(situation_object(program.pack, case.situation))
        == (made(program)["receipt"]["situation"]["digest"])
    )


def test_a_situation_is_told_apart_by_every_fact(program: Program) -> None:
    changes = [
        ("Me", "You"),
        ("2026-11-22", "2026-11-21"),
        ("Acme", "Acme2"),
        ("thanked: no", "thanked: yes"),
        ("thanked: no", "thanked: none"),
        (", thanked: no", ""),
        ("2026-11-24}", "2026-11-24, interviews: [{held_on: 2026-11-10}]}"),
    ]
    digests = [
        made(program, ME.replace(old, new))["receipt"]["situation"]["digest"]
        for old, new in (*changes, ("", ""))
    ]
    assert len(set(digests)) == len(changes) + 1


def test_nothing_of_a_situation_is_left_out_of_its_digest_unless_on_purpose() -> None:
    left_out = {
        "path",
        "document",
        "span",
        "spans",
        "open_lists",
    }  # where it stands, not what it says
    held = {"title", "today", "root", "entity", "facts", "lists"}
    assert {one.name for kind in (Situation, Instance) for one in fields(kind)} == held | left_out


def test_a_receipt_says_what_the_advice_rests_on(program: Program) -> None:
    receipt = made(program, settings={"chase_interval": "5 days"})["receipt"]
    assert receipt["format"] == 1
    assert (receipt["engine"], receipt["today"]) == ("oracle", "2026-11-22")
    assert receipt["situation"]["file"] == "me.yaml"
    assert receipt["situation"]["number"] == 1
    assert receipt["settings"] == {"chase_interval": "5 days"}
    assert receipt["parameters"]["values"].keys() == program.pack.parameters.keys()
    names = sorted(receipt["pack"]["files"])
    assert "rules.yaml" in names
    assert any(name.startswith("drafts/") for name in names)
    assert "rules_test.yaml" not in names


def test_where_nothing_has_changed_nothing_differs(program: Program) -> None:
    assert differences(made(program), made(program)) == {}


def test_what_is_still_open_is_no_part_of_the_result(program: Program) -> None:
    case = api.load_cases_text(ME, "me.yaml", program).cases[0]
    quiet = api.Advisor(program, "oracle").advise(case.situation, questions=False)
    found = decision_with_receipt(program, "oracle", case.situation, quiet, folder=GOLDEN)
    then = made(program)
    assert found["open_questions"] == []
    assert then["open_questions"]
    assert differences(then, json.loads(json.dumps(found))) == {}


def edit(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Set what stands at `receipt.pack.files.rules.yaml`, or take it away (None)."""

    def change(document: dict[str, Any]) -> None:
        *outer, last = path.split("/")
        for step in outer:
            document = document[int(step) if step.isdigit() else step]
        if value is None:
            del document[last]
        else:
            document[last] = value

    return change


def test_each_kind_of_difference_is_told_exactly(program: Program) -> None:
    now = made(program)
    then = deepcopy(now)
    for path, value in (
        ("receipt/advisor", "0.0.9"),
        ("receipt/engine", "rete"),
        ("receipt/pack/version", "0.1.0"),
        ("receipt/pack/files/rules.yaml", "sha256:0"),
        ("receipt/pack/files/old.yaml", "sha256:0"),
        ("receipt/pack/files/actions.yaml", None),
        ("receipt/parameters/values/chase_interval", "9 days"),
        ("receipt/parameters/values/old", 3),
        ("receipt/situation/digest", "sha256:0"),
        ("advice/0/due", "2026-12-01"),
        ("advice/0/notes", ["Be quick."]),
        ("situation", "Another"),
    ):
        edit(path, value)(then)
    first, second = now["advice"][0], now["advice"][1]
    then["advice"][1] = {**second, "action": "old-action"}
    then["receipt"]["pack"]["digest"] = digest_of(then["receipt"]["pack"]["files"])
    then["receipt"]["parameters"]["digest"] = digest_of(then["receipt"]["parameters"]["values"])
    found = differences(then, now)
    assert found["the version of advisor"] == (
        f"advisor was 0.0.9, is {now['receipt']['advisor']}",
        "engine was rete, is oracle",
    )
    assert found["the rules"] == (
        f"version was 0.1.0, is {now['receipt']['pack']['version']}",
        "actions.yaml is new",
        "old.yaml is gone",
        "rules.yaml has changed",
    )
    chase = now["receipt"]["parameters"]["values"]["chase_interval"]
    assert found["the parameters"] == (
        f"chase_interval was 9 days, is {chase}",
        "old was 3, is not there",
    )
    assert found["the situation"] == (
        "it has changed; a receipt holds no facts, so it cannot say where",
    )
    label = f"`{first['action']} {first['place']}`"
    gone, new = f"`old-action {second['place']}`", f"`{second['action']} {second['place']}`"
    assert found["the advice"] == (
        "situation was Another, is Me",
        f"{label}: due was 2026-12-01, is {first['due']}",
        f"{label}: notes no longer has “Be quick.”",
        *(f"{label}: notes has “{note}” now" for note in first["notes"]),
        f"{gone} is no longer advised",
        f"{new} is new",
    )
    assert found["the receipt itself"] == (
        "its advice is not what the receipt was made for: it was changed by hand",
    )


def test_another_order_of_the_advice_is_told(program: Program) -> None:
    now = made(program)
    then = deepcopy(now)
    then["advice"].reverse()
    for piece in then["advice"]:
        piece["rules"].reverse()
    assert "the order is another" in differences(then, now)["the advice"]
    several = [piece for piece in now["advice"] if len(piece["rules"]) > 1]
    told = [
        one
        for one in differences(then, now)["the advice"]
        if one.endswith("rules has another order")
    ]
    assert len(told) == len(several)


def test_a_refusal_has_a_receipt_too(program: Program) -> None:
    now = made(program)
    then = deepcopy(now)
    then["error"] = {"kind": "conflict"}
    assert differences(then, now)["the advice"] == ('error was “{"kind": "conflict"}”, is none',)


def test_several_receipts_stand_on_lines_of_their_own(program: Program) -> None:
    lines = [json.dumps(made(program)), "", json.dumps(made(program, file="other.yaml"))]
    assert [one.file for one in read_receipts("\n".join(lines))] == ["me.yaml", "other.yaml"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            edit("receipt", None),
            "it holds no receipt; `advisor advise -f json --receipt` writes one",
        ),
        (edit("receipt/format", 2), "its receipt is of format 2; known is 1"),
        (edit("receipt/engine", None), "its receipt lacks `engine`, or it is no such value"),
        (edit("receipt/pack/files", []), "its receipt lacks `pack.files`, or it is no such value"),
        (
            edit("receipt/settings", {"a": 1}),
            "its receipt lacks `settings`, or it is no such value",
        ),
        (edit("receipt/situation", 3), "its receipt lacks `situation`, or it is no such value"),
        (edit("advice", {}), "its receipt lacks `advice`, or it is no such value"),
    ],
)
def test_what_is_no_receipt_is_refused_in_words(
    program: Program, change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    document = made(program)
    change(document)
    with pytest.raises(ReceiptError, match=f"^{problem.replace('.', '[.]')}$"):
        read_receipts(json.dumps(document))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty"),
        ("situation: me\n", "it is not JSON"),
        ("[1]", "it holds no receipt; `advisor advise -f json --receipt` writes one"),
        ("[" * 100_000, "it is not JSON"),
        ("9" * 10_000, "it is not JSON"),
        ("[NaN]", "it holds what no JSON of ours holds"),
        ('["\\ud800"]', "it holds what no JSON of ours holds"),
        ("[1e999]", "it holds what no JSON of ours holds"),
    ],
    ids=["nothing", "YAML", "a list", "too deep", "too long", "no number", "half", "too large"],
)
def test_what_is_no_json_is_refused_in_words(text: str, problem: str) -> None:
    with pytest.raises(ReceiptError, match=f"^{problem}$"):
        read_receipts(text)


@given(st.data())
def test_no_receipt_of_another_shape_breaks_off(program: Program, data: st.DataObject) -> None:
    """Any value in any place: refused in words, or compared."""
    now = made(program)
    then = deepcopy(now)
    at: Any = then
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not at[key] or not isinstance(at[key], dict | list) or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(
        st.sampled_from([None, True, 1, -1.5, "", "x\0", [], [[]], [{}], {}, {"a": []}])
    )
    try:
        [receipt] = read_receipts(json.dumps(then))
    except ReceiptError:
        return
    assert all(isinstance(check.details, tuple) for check in check_receipt(receipt, now))
