"""Each page says of its code what is so: Avoid brings it about and nothing else, Prefer brings about nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.casetest import Runner, case_findings, coverage_findings, rule_coverage
from advisor.cli.main import cli
from advisor.diagnostics.codes import CODES, PROVING, TESTING
from advisor.diagnostics.pages import SITUATION, CheckPage, all_pages
from advisor.loading.declarations.situations import days_to_come
from advisor.proof.proving import prove
from tests.example_pack import PACK, write

SITUATIONS = {SITUATION: "situation.yaml", "situation.json": "situation.json"}
"""Names of examples that are no files of the pack, and the files in which they stand."""

WITHOUT_EXAMPLE = {
    "ADV001": "needs a file that cannot be read",
    "ADV002": "needs a large file",
    "ADV003": "needs a file that is no text",
    "ADV004": "cannot be shown",
    "ADV009": "needs a text too deep to be read",
    "ADV010": "needs a large file",
    "ADV011": "needs more repetitions than anybody writes by mistake",
    "ADV112": "is about a folder",
    "ADV152": "needs an installation that lacks a library",
    "ADV164": "needs a large table",
    "ADV211": "needs an expression too long to be read",
    "ADV385": "needs a sentence too long to be read",
    "ADV601": "needs a large pack",
    "ADV811": "needs a question that is too hard",
}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder of the pack in which the files of an example stand, or of the layer over it that they are."""
    is_layer = "\nextends:" in files.get("pack.yaml", "")
    write(folder.parent / "example" if is_layer else folder, PACK)
    return write(folder, {name: text for name, text in files.items() if name not in SITUATIONS})


def codes_of(folder: Path, files: Mapping[str, str]) -> set[str]:
    """All codes that `check` reports for the pack with these files in place of its own."""
    report = api.check_pack(written(folder, files))
    found = {d.code for d in report.diagnostics}
    for name in files.keys() & SITUATIONS.keys():
        assert report.program is not None
        situation = folder.parent / SITUATIONS[name]
        situation.write_text(files[name], encoding="utf-8")
        try:
            cases = api.load_cases(situation, report.program)
        except api.SituationFileError as problem:
            return {*found, *(d.code for d in problem.diagnostics)}
        found |= {d.code for d in cases.diagnostics}
        pack = report.program.pack
        found |= {d.code for c in cases.cases for d in days_to_come(pack, c.situation)}
    return found


def codes_of_tests(folder: Path, files: Mapping[str, str]) -> set[str]:
    """All codes that `test` reports, where all tests pass."""
    program = api.load_pack(written(folder, files))
    runner = Runner(program, ["rete"])
    runs = list(runner.run(program.pack.tests))
    assert [run.case.name for run in runs if not run.is_passed] == []
    coverage = rule_coverage(program.pack, runs)
    found = (*case_findings(runs, runner), *coverage_findings(program.pack, coverage))
    return {d.code for d in found}


def codes_proved(folder: Path, files: Mapping[str, str]) -> set[str]:
    """All codes that `check --prove` reports, where nothing else is wrong."""
    report = api.check_pack(written(folder, files))
    assert report.program is not None and not report.diagnostics
    return {d.code for d in prove(report.program, seconds=30).diagnostics}


@pytest.mark.parametrize("page", all_pages().values(), ids=lambda page: page.code)
def test_avoid_brings_about_the_code_and_prefer_nothing(page: CheckPage, tmp_path: Path) -> None:
    if page.code in WITHOUT_EXAMPLE:
        assert not page.avoid, "an example can be given after all"
        return
    run = codes_of_tests if page.code in TESTING else codes_of
    run = codes_proved if page.code in PROVING else run
    assert run(tmp_path / "avoid", page.avoid) == {page.code}
    assert run(tmp_path / "prefer", page.prefer) == set()


def test_every_code_has_a_page_with_an_example() -> None:
    pages = all_pages()
    assert list(pages) == list(CODES)
    assert {code for code, page in pages.items() if not page.avoid} == set(WITHOUT_EXAMPLE)


def test_names_are_unique_kebab_words_and_lines_fit() -> None:
    names = [page.name for page in all_pages().values()]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)
    assert all(page.why for page in all_pages().values())


def explain(word: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--explain", word], prog_name="advisor")


def test_check_explains_a_code_by_its_number_or_name() -> None:
    shown = explain("ADV301").stdout
    assert shown == explain("unknown-name").stdout == explain("adv301").stdout
    assert shown.startswith("ADV301 unknown-name: a name that is not known\n")
    assert "    when: stge is offered\n" in shown


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    result = explain("unknwon-name")
    assert result.exit_code == 2
    assert "did you mean `unknown-name`?" in result.stderr
