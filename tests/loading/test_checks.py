"""How much a pack makes of a check, and remarks that ignore one at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor import api
from advisor.cli.main import cli
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.codes import MAY_BE_WARNINGS
from advisor.loading.declarations.severities import levels_in, settled
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.example_pack import PACK, write

EARLY = """\
rules:
  - rule: ask-early
    for: application
    when: stage is interviewed and not answer_by < today{remark}
    advise: chase
    because: Silence is rarely a decision.
"""


def problem(code: str, line: int, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code, "something", Span("a.yaml", line, 1, line, 2), severity)


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("{ADV531: off, ADV532: warning}", {"ADV531": None, "ADV532": Severity.WARNING}),
        ("{adv704: error, holds-when-not-given: note}", {"ADV704": Severity.ERROR, "ADV531": Severity.NOTICE}),
        ("{ADV301: off}", {}),
        ("{ADV999: off, ADV541: silent}", {}),
        ("[ADV531]", {}),
        ("none", {}),
    ],
)  # fmt: skip
def test_levels_are_said_by_code_or_name(written: str, levels: dict[str, Severity | None]) -> None:
    name = PAGE_OF_531
    text = f"checks: {written.replace('holds-when-not-given', name)}\n"
    assert levels_in(read_yaml(text, "pack.yaml").documents[0]) == levels


PAGE_OF_531 = next(
    page.name for code, page in __import__("advisor.diagnostics.pages", fromlist=["x"]).all_pages().items() if code == "ADV531"
)  # fmt: skip


@pytest.mark.parametrize(
    ("checks", "message", "help"),
    [
        ("{ADV301: off}", "`ADV301` is always an error", "mend what it tells of, and leave this out"),
        ("{ADV999: off}", "there is no check `ADV999`", "write a code such as `ADV531`"),
        ("{unused-fakt: off}", "there is no check `unused-fakt`", "did you mean `unused-fact`?"),
        ("{ADV531: silent}", "there is no level `silent`", "write one of `off`, `note`, `warning`, `error`"),
        ("{ADV531: wrning}", "there is no level `wrning`", "did you mean `warning`?"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_an_error(
    tmp_path: Path, checks: str, message: str, help: str
) -> None:
    header = f"{PACK['pack.yaml']}checks: {checks}\n"
    report = api.check_pack(write(tmp_path, {**PACK, "pack.yaml": header}))
    [found] = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    assert (found.message, found.help) == (message, help)


# A file of five lines; what is found on which line, and what is left of it.
@pytest.mark.parametrize(
    ("lines", "found", "left"),
    [
        (["a: 1  # advisor: ignore ADV531 because it is meant"], ["ADV531"], []),
        (["a: 1  # advisor: ignore ADV531, ADV532"], ["ADV531", "ADV532"], []),
        (["a: 1  #advisor:ignore adv531"], ["ADV531"], []),
        (["a: 1  # advisor: ignore ADV532"], ["ADV531"], ["ADV531", "ADV176"]),
        (["a: 1  # advisor: ignore"], ["ADV531"], ["ADV531", "ADV176"]),
        (["a: 1  # advisor: ignore ADV301"], [], ["ADV176"]),
        (["a: 1  # advisor: ignore nonsense"], [], ["ADV176"]),
        (["a: 1  # advisors ignore ADV531"], ["ADV531"], ["ADV531"]),
        (["a: 1  # advisor: ignore ADV704"], [], []),  # which only the tests can tell
        (["{# advisor: ignore ADV132 because braces are meant #}", "{a}"], [None, "ADV132"], []),
        (["# advisor: ignore ADV531", "# another remark", "a: 1"], [None, None, "ADV531"], []),
        (["# advisor: ignore ADV531", "", "a: 1"], [None, None, "ADV531"], ["ADV531", "ADV176"]),
    ],
)
def test_a_remark_ignores_what_it_names_on_its_line(
    lines: list[str], found: list[str | None], left: list[str]
) -> None:
    on_one = len(lines) == 1
    problems = [
        problem(code, 1 if on_one else number)
        for number, code in enumerate(found, 1)
        if code is not None
    ]
    kept = settled(problems, {"a.yaml": "\n".join(lines)}, {})
    assert [d.code for d in kept.diagnostics] == left
    assert len(kept.ignored) == len(problems) - sum(code != "ADV176" for code in left)


@pytest.mark.parametrize(
    "lines",
    [
        ["# advisor: ignore ADV531 because of this", "# advisor: ignore ADV532 because of that", "a: 1"],
        ["# advisor: ignore ADV532 because of that", "a: 1  # advisor: ignore ADV531 because of this"],
    ],
)  # fmt: skip
def test_of_one_line_several_remarks_may_be_made(lines: list[str]) -> None:
    problems = [problem("ADV531", len(lines)), problem("ADV532", len(lines))]
    kept = settled(problems, {"a.yaml": "\n".join(lines)}, {})
    assert kept.diagnostics == ()
    assert [one.reason for one in kept.ignored] == ["of this", "of that"]


def test_the_reason_of_a_remark_is_kept() -> None:
    texts = {"a.yaml": "a: 1  # advisor: ignore ADV531 because  not knowing counts  "}
    [ignored] = settled([problem("ADV531", 1)], texts, {}).ignored
    assert ignored.reason == "not knowing counts"
    [ignored] = settled(
        [problem("ADV132", 2)], {"a.yaml": "{# advisor: ignore ADV132 #}\n{a}"}, {}
    ).ignored
    assert ignored.reason is None


def test_errors_stay_errors_whatever_is_said_of_them() -> None:
    texts = {"a.yaml": "a: 1  # advisor: ignore ADV104"}
    error = problem("ADV104", 1, Severity.ERROR)
    kept = settled([error], texts, {"ADV104": None})
    assert error in kept.diagnostics


def test_levels_make_of_it_what_they_say() -> None:
    levels = {"ADV531": None, "ADV532": Severity.ERROR, "ADV541": Severity.NOTICE}
    problems = [problem(code, 1) for code in ("ADV531", "ADV532", "ADV541", "ADV543")]
    kept = settled(problems, {}, levels)
    assert [(d.code, d.severity) for d in kept.diagnostics] == [
        ("ADV532", Severity.ERROR),
        ("ADV541", Severity.NOTICE),
        ("ADV543", Severity.WARNING),
    ]


def test_a_remark_about_what_the_pack_switches_off_is_let_be() -> None:
    texts = {"a.yaml": "a: 1  # advisor: ignore ADV531"}
    assert not settled([], texts, {"ADV531": None}).diagnostics


def test_nothing_is_called_idle_where_not_everything_was_looked_at() -> None:
    texts = {"a.yaml": "a: 1  # advisor: ignore ADV531"}
    assert not settled([], texts, {}, is_whole=False).diagnostics


def checked(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["check", str(folder), *words], prog_name="advisor")
    return f"{done.exit_code} {done.output}"


def test_check_goes_by_the_pack_and_its_remarks(tmp_path: Path) -> None:
    early = EARLY.format(remark="")
    folder = write(tmp_path, {**PACK, "mine.yaml": early})
    assert checked(folder).startswith("0") and "ADV531" in checked(folder)
    (folder / "pack.yaml").write_text(f"{PACK['pack.yaml']}checks: {{ADV531: error}}\n", "utf-8")
    assert checked(folder).startswith("1")
    (folder / "mine.yaml").write_text(
        EARLY.format(remark="  # advisor: ignore ADV531 because so"), "utf-8"
    )
    assert checked(folder).startswith("0") and "ADV531" not in checked(folder)


def test_json_and_sarif_keep_what_is_ignored_with_the_reason(tmp_path: Path) -> None:
    remark = "  # advisor: ignore ADV531 because not knowing counts"
    folder = write(tmp_path, {**PACK, "mine.yaml": EARLY.format(remark=remark)})
    import json

    whole = json.loads(checked(folder, "-f", "json")[2:])
    assert whole["diagnostics"] == []
    assert [(d["code"], d["because"]) for d in whole["ignored"]] == [
        ("ADV531", "not knowing counts")
    ]
    [run] = json.loads(checked(folder, "-f", "sarif")[2:])["runs"]
    [result] = run["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "not knowing counts"}]
    without = remark.partition(" because")[0]
    (folder / "mine.yaml").write_text(EARLY.format(remark=without), "utf-8")
    [run] = json.loads(checked(folder, "-f", "sarif")[2:])["runs"]
    assert run["results"][0]["suppressions"] == [{"kind": "inSource"}]


def test_the_tests_of_a_pack_go_by_it_too(tmp_path: Path) -> None:
    untried = EARLY.format(remark="").replace(
        "interviewed and not answer_by < today", "offered and preference is fallback"
    )
    folder = write(tmp_path, {**PACK, "mine.yaml": untried})
    tested = CliRunner().invoke(cli, ["test", str(folder)], prog_name="advisor").output
    assert "ADV704" in tested
    header = f"{PACK['pack.yaml']}checks: {{ADV704: off, ADV705: off}}\n"
    (folder / "pack.yaml").write_text(header, "utf-8")
    tested = CliRunner().invoke(cli, ["test", str(folder)], prog_name="advisor").output
    assert "ADV704" not in tested


def test_a_remark_in_a_situation_ignores_there(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", PACK)
    file = tmp_path / "me.yaml"
    file.write_text(
        "today: 2026-11-22\napplications:\n  - company: Acme\n    stage: applied\n"
        "    asked_on: 2026-12-01  # advisor: ignore ADV411 because it is agreed\n",
        "utf-8",
    )
    done = CliRunner().invoke(cli, ["check", str(file), "--pack", str(folder)], prog_name="advisor")
    assert "nothing wrong" in done.output, done.output


def test_every_code_that_may_be_a_warning_is_a_code() -> None:
    from advisor.diagnostics.codes import CODES

    assert CODES.keys() >= MAY_BE_WARNINGS
