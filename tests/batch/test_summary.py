"""Summaries: shares of what is counted, groups by several facts, and forms for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from advisor.batch.counts.counting import BatchCounts, Crossing, Tally
from advisor.batch.counts.summary import render_counts
from tests.batch.tables import batch, lines, parquet, row

INTERVIEWED: dict[str, Any] = {
    "company": "Acme",
    "stage": "interviewed",
    "interviews": [{"held_on": "2026-11-20"}, {"held_on": "2026-11-21"}],
}
ROWS: list[dict[str, Any]] = [
    {"situation": "a", "today": "2026-11-22", "applications": [INTERVIEWED, {"company": "Borg"}]},
    {"situation": "b", "today": "2026-11-22", "applications": [{"company": "C", "stage": "offered"}]},
    {"situation": "c", "today": "2026-11-22", "applications": []},
]  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(lines(ROWS), encoding="utf-8")
    return path


def summary(source: Path, *words: str) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of a summary as CSV, by all that names them."""
    done = batch(source, "--summary", "-f", "csv", *words)
    assert done.exit_code in (0, 1), done.stderr
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    names = [*found[0]][: [*found[0]].index("name") + 1]
    return {tuple(r[n] for n in names): r for r in found}


def test_shares_are_of_all_situations(source: Path) -> None:
    found = summary(source)
    assert found["action", "thank-interviewers"] == {
        "what": "action",
        "name": "thank-interviewers",
        "pieces": "2",
        "overdue": "1",
        "now": "1",
        "later": "0",
        "advised": "1",
        "of": "3",
        "share": "0.3333",
        "pieces_each": "0.6667",
    }
    assert found["all", ""]["of"] == "3"


def test_shares_of_a_group_are_of_its_instances(source: Path) -> None:
    found = summary(source, "--group-by", "stage")
    of = {key[0]: r["of"] for key, r in found.items() if key[1] == "all"}
    assert of == {"(for no application)": "3", "interviewed": "1", "offered": "1", "not given": "1"}
    thanks = found["interviewed", "action", "thank-interviewers"]
    assert (thanks["pieces"], thanks["advised"], thanks["share"]) == ("2", "1", "1.0")


def test_where_nothing_is_for_no_application_nothing_is_counted_there(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines([{**ROWS[0], "searched_on": "2026-11-21"}]))  # else: keep searching
    plain = summary(path, "--group-by", "stage")
    pieces = {key[0]: row["pieces"] for key, row in plain.items() if key[1] == "all"}
    assert pieces == {"interviewed": "4", "not given": "0"}
    table = batch(path, "--summary", "--group-by", "stage").stdout
    assert "(for no application)" not in table


def test_facts_are_crossed(source: Path) -> None:
    found = summary(source, "--group-by", "stage", "--group-by", "held_on")
    assert {key[:2]: r["of"] for key, r in found.items() if key[2] == "all"} == {
        ("(for no application)", "(for no interview)"): "3",
        ("interviewed", "(for no interview)"): "1",
        ("interviewed", "2026-11-20"): "1",
        ("interviewed", "2026-11-21"): "1",
        ("not given", "(for no interview)"): "1",
        ("offered", "(for no interview)"): "1",
    }


GROUPS = (
    [],
    ["stage"],
    ["stage", "thanked"],
    ["searched_on", "company"],
    ["chases_sent", "held_on"],
)


@pytest.mark.parametrize("by", GROUPS, ids=" ".join)
def test_every_engine_and_form_counts_alike(by: list[str], tmp_path: Path) -> None:
    rows = [row(n, bad=n % 9 == 4) for n in range(120)]
    path = tmp_path / "in.jsonl"
    path.write_text(lines(rows), encoding="utf-8")
    words = [word for name in by for word in ("--group-by", name)]
    wanted = summary(path, *words)
    assert summary(path, *words, "--engine", "columnar") == wanted
    assert summary(path, *words, "--engine", "rete") == wanted
    assert summary(parquet(tmp_path / "in.parquet", rows), *words) == wanted


NEVER_FIRED = [  # of nine; `keep-late-thanks-short` is a note, which gives no advice of its own
    "expect-a-reply-by-the-promised-date",
    "stop-after-two-chases",
    "nothing-more-to-do",
]


@pytest.mark.parametrize("engine", ["rete", "oracle", "columnar"])
def test_rules_that_never_fired_are_counted_and_named(engine: str, source: Path) -> None:
    found = json.loads(batch(source, "--summary", "-f", "json", "--engine", engine).stdout)
    assert (found["rules"], found["rules_never_fired"]) == (9, NEVER_FIRED)
    rows = summary(source, "--engine", engine, "--group-by", "stage")
    assert [key for key in rows if key[1] == "never fired"] == [
        ("", "never fired", name) for name in NEVER_FIRED
    ]
    table = batch(source, "--summary", "--engine", engine).stdout
    assert "\n3 of 9 rules (33 %) never fired; -f json names them\n" in table


def test_a_rule_that_fires_only_where_something_is_wrong_never_fired(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines([{**ROWS[1], "mood": "odd"}, ROWS[2]]))
    for engine in ("rete", "columnar"):
        found = json.loads(batch(path, "--summary", "-f", "json", "--engine", engine).stdout)
        assert "answer-offers" in found["rules_never_fired"]
        assert "keep-looking" not in found["rules_never_fired"]


def test_where_all_rules_fired_nothing_is_said_of_them(source: Path) -> None:
    counts = BatchCounts(fired=Counter({"one": 1, "two": 3}))
    assert "never" not in render_counts(counts, Crossing((), ("one", "two")))
    one = render_counts(counts, Crossing((), ("one", "two", "three")))
    assert one.startswith("1 of 3 rules (33 %) never fired")


def test_titles_of_actions_stand_behind_their_counts() -> None:
    tally = Tally(
        4, 3, Counter({("chase", "now"): 2, ("thank", "later"): 1000, ("rest", "now"): 1})
    )
    counts = BatchCounts(4, 1003, groups={(): tally})
    titles = {"chase": "Ask [company] how things stand", "thank": "Thank [company]"}
    shown = render_counts(counts, Crossing((), ()), "table", titles).splitlines()[:4]
    assert shown == [
        "action  pieces  overdue  now  later  share",
        "thank    1,000        0    0  1,000    0 %  Thank [company]",
        "chase        2        0    2      0    0 %  Ask [company] how things stand",
        "rest         1        0    1      0    0 %",
    ]
    assert "Thank" not in render_counts(counts, Crossing((), ()))
    assert "Thank" not in render_counts(counts, Crossing((), ()), "csv", titles)


def test_on_a_terminal_the_summary_has_the_titles_of_the_pack(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "Ask [company] how things stand"
    assert title not in batch(source, "--summary").stdout
    monkeypatch.setattr("advisor.cli.batch.volume._is_terminal", lambda: True)
    assert title in batch(source, "--summary").stdout


def test_counts_of_a_run_that_is_gone_on_with_keep_what_fired() -> None:
    counts = BatchCounts(fired=Counter({"one": 2}))
    found = BatchCounts.from_data(json.loads(json.dumps(counts.as_data())))
    found.add(counts)
    assert found.fired == {"one": 4}


def test_as_json_it_has_the_causes_too(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(lines([*ROWS, row(1, bad=True)]), encoding="utf-8")
    found = json.loads(batch(path, "--summary", "-f", "json", "--group-by", "stage").stdout)
    assert (found["situations"], found["problems"]) == (4, 1)
    [cause] = found["causes"]
    assert (cause["column"], cause["rows"]) == ("applications[].stage", 1)
    groups = {g["group"]["stage"]: g for g in found["groups"]}
    assert groups["interviewed"]["of"] == 1
    assert groups["offered"]["share"] == 1.0


REFUSED = {
    "the advice has a form, but is not written": (
        ["--summary", "--to", "csv"],
        "--to is for the advice, and only the summary is written: use -f csv",
    ),
    "a summary of another form": (["--summary", "-f", "jsonl"], "a summary is written as table, csv, json"),
    "a name and a form": (["-o", "r.parquet", "--to", "csv"], "the name r.parquet says parquet, and --to says csv"),
    "a fact twice": (["--group-by", "stage", "--group-by", "stage"], "--group-by names `stage` twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_go_together_is_refused(name: str, source: Path) -> None:
    words, why = REFUSED[name]
    done = batch(source, *words)
    assert done.exit_code == 2
    assert why in done.stderr


OWN = [  # whose, which branch, through which board
    ("a", "North", "web", "rejected"),
    ("a", "North", "fair", "offered"),
    ("b", "South", "web", "offered"),
    ("c", "", "web", "offered"),
]


def own_columns(tmp_path: Path, form: str) -> tuple[Path, list[str]]:
    rows = [dict(zip(("person", "Branch", "board", "stage"), r, strict=True)) for r in OWN]
    path = tmp_path / f"own.{form}"
    if form == "jsonl":
        people = {r["person"]: {"Branch": r["Branch"] or None, "applications": []} for r in rows}
        for r in rows:
            job = {"company": "Acme", "stage": r["stage"], "board": r["board"]}
            people[r["person"]]["applications"].append(job)  # type: ignore[union-attr]  # a list, though its dict holds texts too
        path.write_text(lines(people.values()))
        return path, []
    named = "person,Branch,board,stage,company\n"
    path.write_text(named + "".join(f"{','.join(r.values())},Acme\n" for r in rows))
    return path, ["--rows", "application", "--by", "person"]


@pytest.mark.parametrize("engine", ["columnar", "oracle"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_column_that_the_rules_do_not_know_may_be_grouped_by(
    form: str, engine: str, tmp_path: Path
) -> None:
    path, words = own_columns(tmp_path, form)
    words += ["--group-by", "application.board", "--group-by", "situation.Branch"]
    found = summary(path, *words, "--engine", engine, "--today", "2026-11-22")
    counted = {key[:2]: r["of"] for key, r in found.items() if key[2] == "all"}
    assert counted == {
        ("(for no application)", "North"): "1",
        ("(for no application)", "South"): "1",
        ("(for no application)", "not given"): "1",
        ("fair", "North"): "1",
        ("web", "North"): "1",
        ("web", "South"): "1",
        ("web", "not given"): "1",
    }


def test_a_column_to_group_by_that_nothing_has_is_told(tmp_path: Path) -> None:
    table, words = own_columns(tmp_path, "csv")
    done = batch(table, *words, "--ignore-unknown", "--group-by", "Brnch")
    assert "--group-by: " in done.stderr
    assert "has no column `Brnch`; did you mean `Branch`?" in done.stderr
    told, _ = own_columns(tmp_path, "jsonl")
    done = batch(told, "--ignore-unknown", "--group-by", "campus")
    assert "--group-by: `campus` is no fact of the rules, and stands in no row\n" in done.stderr


def test_truth_values_of_a_column_of_ones_own_are_groups(tmp_path: Path) -> None:
    rows = [{**one, "abroad": one["situation"] == "a"} for one in ROWS]
    found = summary(parquet(tmp_path / "t.parquet", rows), "--group-by", "abroad")
    assert {key[0]: r["of"] for key, r in found.items() if key[1] == "all"} == {
        "true": "1",
        "false": "2",
    }


def test_a_heading_that_is_read_as_a_fact_groups_by_the_fact(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Person,Company,Stage\na,Acme,offered\nb,Borg,rejected\n")
    words = ["--rows", "application", "--by", "Person"]
    there = summary(path, *words, "--group-by", "stage")
    assert ("offered", "all", "") in there
    assert summary(path, *words, "--group-by", "Stage") == there
    done = batch(path, *words, "--group-by", "situation")
    assert "there is no stated fact `situation` to group by" in done.stderr
    path.write_text("Person,Company,Where\na,Acme,offered\n")
    done = batch(path, *words, "--map", "Where=stage", "--group-by", "Where")
    assert "--group-by: `Where` is read as `stage`; say --group-by stage" in done.stderr


SHOWN = {  # on a terminal
    "without more, the summary": ([], True),
    "rows, where standard output is asked for": (["-o", "-"], False),
    "rows, where their form is asked for": (["--to", "csv"], False),
    "rows, where lists are asked for": (["--nested"], False),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_terminal_gets_the_summary_unless_rows_are_asked_for(name: str, source: Path) -> None:
    from dataclasses import replace

    from advisor.cli.batch.request import BatchRequest
    from advisor.cli.sources import AdvisorOptions

    words, is_summary = SHOWN[name]
    request = BatchRequest(
        paths=(str(source),),
        advisor_options=AdvisorOptions.__new__(AdvisorOptions),  # what judges does not matter here
        output="-" if "-o" in words else None,
        input_format=None,
        output_format="csv" if "--to" in words else None,
        is_nested="--nested" in words,
        is_summary=False,
        group_by=(),
        summary_format="table",
        errors=None,
        max_errors=None,
        is_resume=False,
        workers=None,
        cluster=None,
        is_own_process=False,
    )
    assert request.for_terminal(True).is_only_counting == is_summary
    assert request.for_terminal(False) is request
    filed = replace(request, output="out.csv", output_format=None)
    assert not filed.for_terminal(True).is_summary
