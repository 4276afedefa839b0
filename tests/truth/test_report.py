"""What `make truth` prints and writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.truth import report, table
from tests.truth.collection import Collection
from tests.truth.made import ASK, CHASE, WAIT, against, day, expert, form, piece, score
from tests.truth.model import Bounds, ExpertAction
from tests.truth.readers import load_readings
from tests.truth.scoring import CaseScore

# `another_case` is worked on, `a_case` is kept aside.
WORKED_ON = score(
    expert(
        "another_case",
        actions=(
            ExpertAction("ask them", (CHASE,), time=Bounds(None, day(11))),
            ExpertAction("write in two sentences", (form(says="two sentences"),)),
        ),
        contradicts=(against("wait-for-reply"), against("keep-in-touch")),
    ),
    WAIT,
    ASK,
    piece("keep-in-touch", "Send a friendly word", start=day(20), views=("Others write at once.",)),
)
ASIDE = score(expert(), WAIT, ASK)
RIGHT = score(expert("culpwrit_ten_days"), ASK)
LATEST = score(
    expert("pbs_better_fit", actions=(ExpertAction("ask", (CHASE,), time=Bounds(None, day(12))),)),
    ASK,
)
NEWEST = score(replace(LATEST.case, name="purdue_month_of_silence"), ASK)
UNSEEN = score(replace(LATEST.case, name="tes_tuesday_and_friday"), ASK)
RECENT = score(replace(LATEST.case, name="egullet_nobody_else_applied"), ASK)
CURRENT = score(replace(LATEST.case, name="hotspots_my_best_friend_got_it"), ASK)
FURTHER = score(replace(LATEST.case, name="aam2013_the_train_fare"), ASK)
SEVENTH = score(replace(LATEST.case, name="globe_a_wedding_far_away"), ASK)


def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *arguments: str,
    scores: tuple[CaseScore, ...] = (WORKED_ON, ASIDE, RIGHT),
    problems: tuple[str, ...] = (),
) -> int:
    """The report about these scores, with floors of its own."""
    floors = tmp_path / "floors.yaml"
    if not floors.exists():
        floors.write_text("", encoding="utf-8")
    monkeypatch.setattr(report, "FLOORS", floors)
    monkeypatch.setattr(report, "ROOT", tmp_path)
    monkeypatch.setattr(report, "load_collection", lambda: Collection((), problems))
    monkeypatch.setattr(report, "score_all", lambda cases: scores)
    return report.main(arguments)


def test_each_case_is_told_with_all_that_is_wrong_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, tmp_path, "--cases")
    printed = capsys.readouterr().out
    told = printed[printed.index("another_case") :].splitlines()
    wait, ask = "Wait for word (wait-for-reply, due 2026-03-12)", "Ask Acme how things stand (chase"
    word = "Send a friendly word (keep-in-touch, from 2026-03-20)"
    assert told[: told.index("")] == [
        "another_case (clock)",
        "  missed: write in two sentences",
        f"  CONTRADICTS: {wait}; expert: the expert says so",
        f"  contradicts, other view shown: {word}; expert: the expert says so",
        "    view: Others write at once.",
        "  begins with: Wait for word",
        f"  time: {ask}, due 2026-03-12); expert: ask them, any day to 2026-03-11",
        f"  beside the point: {wait}",
        f"  beside the point: {word}",
        "nothing is wrong in 1 of 2 cases",
    ]


@pytest.mark.parametrize("option", ["--cases", "--readers"])
def test_cases_kept_aside_are_shown_only_when_asked_for(
    option: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = (
        '{"id": "a_case", "verdicts": ["missed"], "contradictions": 0, "first_right": false,'
        ' "timing_ok": null, "irrelevant": 1}\n'
    )
    (tmp_path / "ann.jsonl").write_text(line, encoding="utf-8")
    monkeypatch.setattr(report, "load_readings", lambda scores: load_readings(scores, tmp_path))
    run(monkeypatch, tmp_path, option)
    assert "a_case (" not in capsys.readouterr().out.replace("another_case (", "")
    run(monkeypatch, tmp_path, option, "--aside")
    assert "a_case (" in capsys.readouterr().out.replace("another_case (", "")


def test_readers_are_compared_and_their_differences_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = (
        '{"id": "another_case", "verdicts": ["advised", "partly"], "contradictions": 2,'
        ' "first_right": false, "timing_ok": true, "irrelevant": 2}\n'
    )
    (tmp_path / "ann.jsonl").write_text(line, encoding="utf-8")
    monkeypatch.setattr(report, "load_readings", lambda scores: load_readings(scores, tmp_path))
    run(monkeypatch, tmp_path, "--readers")
    printed = capsys.readouterr().out
    assert "all 67 % 4 of 6" in " ".join(printed.split())
    assert (
        "  another_case (ann.jsonl:1): write in two sentences: reader partly, measure missed\n"
        "  another_case (ann.jsonl:1): timing_ok: reader yes, measure no\n"
    ) in printed


def test_wide_patterns_are_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actions = (ExpertAction("ask them", (form(says="how things"),)),)
    wide = score(expert("another_case", actions=actions), WAIT)
    aside = score(expert(actions=actions), ASK)
    run(monkeypatch, tmp_path, "--wide", scores=(wide, RIGHT, aside))
    told = capsys.readouterr().out
    assert "\n  100 %  another_case: ask them: how things\n" in told
    assert " a_case: " not in told


def test_floors_are_set_once_and_then_held(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timed = score(expert(actions=(ExpertAction("ask", (CHASE,), time=Bounds(None, day(12))),)), ASK)
    others = (timed, LATEST, NEWEST, UNSEEN, RECENT, CURRENT, FURTHER, SEVENTH)
    assert run(monkeypatch, tmp_path, scores=(WORKED_ON, *others)) == 1
    assert "work: cases: no floor is set" in capsys.readouterr().out
    assert run(monkeypatch, tmp_path, "--raise-floors", scores=(WORKED_ON, *others)) == 0
    assert run(monkeypatch, tmp_path, scores=(WORKED_ON, *others)) == 0
    capsys.readouterr()
    worse = score(WORKED_ON.case, WAIT, ASK, WAIT, *WORKED_ON.page.pieces)
    assert run(monkeypatch, tmp_path, "--raise-floors", scores=(worse, *others)) == 1
    assert "work: pieces of advice a case: 6, but it must be at most 3" in capsys.readouterr().out


def test_nothing_is_written_while_a_file_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(monkeypatch, tmp_path, "--raise-floors", problems=("one.yaml: it has no date",))
    assert status == 2
    assert (tmp_path / "floors.yaml").read_text(encoding="utf-8") == ""
    assert capsys.readouterr().err.startswith("one.yaml: it has no date\n")


def test_the_tables_show_every_part_and_the_kinds_of_what_is_worked_on() -> None:
    scores = [WORKED_ON, ASIDE, RIGHT, LATEST, NEWEST, UNSEEN, RECENT, CURRENT, FURTHER, SEVENTH]
    rows = {row[0]: row[1:] for row in table.total_rows(scores)}
    assert rows[""] == (
        "wanted",
        "worked on",
        "kept aside",
        "came later",
        "came last",
        "the 30 after",
        "the 20 after",
        "20 more",
        "25 more",
        "the last 20",
    )
    assert rows["cases"] == ("", "2", *["1"] * 8)
    assert rows["experts' advice given"] == (
        "≥ 85 %",
        "67 % (2 of 3)",
        *["100 % (1 of 1)"] * 8,
    )
    assert [row[:3] for row in table.kind_rows([WORKED_ON, RIGHT])] == [
        ("kind", "cases", "given"),
        ("clock", "2", "67 % (2/3)"),
    ]


def test_markdown_rows_are_a_table() -> None:
    assert [*table.markdown([("", "wanted"), ("words", "≤ 160")])] == [
        "|  | wanted |",
        "|---|---|",
        "| words | ≤ 160 |",
    ]
