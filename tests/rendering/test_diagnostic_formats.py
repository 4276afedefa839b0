"""Diagnostics as other programs read them, among them readers of SARIF and JUnit that are not ours."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from advisor.cli.main import cli
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.rendering.diagnostic_formats import (
    diagnostics_junit,
    diagnostics_object,
    gitlab_text,
    render_github,
    sarif_object,
)

BAD = Diagnostic(
    "ADV301",
    "unknown fact `stge`",
    Span("p/rules.yaml", 3, 11, 3, 15),
    help="did you mean `stage`?",
    related=((Span("p/facts.yaml", 7, 1, 7, 6), "`stage` is declared here"),),
)
BRACES = Diagnostic(
    "ADV381", "a `}` is missing in `{company`", Span("p/a b.yaml", 2, 3, 2, 4), Severity.WARNING
)
NOWHERE = Diagnostic("ADV402", "`company` is missing", Span("applications[0]", 0, 0, 0, 0))


def test_programs_get_everything_as_data() -> None:
    data = diagnostics_object([BAD])
    assert json.loads(json.dumps(data)) == {
        "diagnostics": [
            {
                "code": "ADV301",
                "severity": "error",
                "message": "unknown fact `stge`",
                "path": "p/rules.yaml",
                "line": 3,
                "column": 11,
                "end_line": 3,
                "end_column": 15,
                "help": "did you mean `stage`?",
                "related": [
                    {
                        "path": "p/facts.yaml",
                        "line": 7,
                        "column": 1,
                        "end_line": 7,
                        "end_column": 6,
                        "message": "`stage` is declared here",
                    }
                ],
            }
        ],
        "ignored": [],
        "summary": {"errors": 1, "warnings": 0, "notices": 0},
    }


def test_a_code_review_gets_one_command_a_diagnostic() -> None:
    odd = Diagnostic("ADV001", "100% odd", Span("a,b:c.yaml", 1, 2, 3, 4), Severity.NOTICE)
    assert render_github([BAD, odd]) == (
        "::notice file=a%2Cb%3Ac.yaml,line=1,col=2,endLine=3,title=ADV001::100%25 odd\n"
        "::error file=p/rules.yaml,line=3,col=11,endLine=3,endColumn=15,title=ADV301::"
        "unknown fact `stge`%0Adid you mean `stage`?\n"
    )


def test_sarif_names_the_place_in_code_points_and_doubles_braces() -> None:
    [run] = json.loads(json.dumps(sarif_object([BAD, BRACES, NOWHERE])))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["ADV301", "ADV381", "ADV402"]
    nowhere, braces, bad = run["results"]
    assert bad["level"] == "error"
    assert bad["message"] == {
        "text": 'unknown fact "stge"; did you mean "stage"?',
        "markdown": "unknown fact `stge`; did you mean `stage`?",
    }
    [where] = bad["locations"]
    assert where["physicalLocation"] == {
        "artifactLocation": {"uri": "p/rules.yaml"},
        "region": {"startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 15},
    }
    [related] = bad["relatedLocations"]
    assert related["message"]["text"] == '"stage" is declared here'
    assert braces["ruleIndex"] == 1
    assert braces["level"] == "warning"
    assert braces["message"]["markdown"] == "a `}}` is missing in `{{company`"
    assert braces["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "p/a%20b.yaml"
    assert "region" not in nowhere["locations"][0]["physicalLocation"]


def test_a_digest_stays_where_lines_move_and_tells_repetitions_apart() -> None:
    moved = Diagnostic("ADV301", BAD.message, Span("p/rules.yaml", 30, 1, 30, 5))

    def digests(*found: Diagnostic) -> list[str]:
        return [one["fingerprint"] for one in json.loads(gitlab_text(found))]

    assert digests(BAD) == digests(moved)
    assert len(set(digests(BAD, moved))) == 2


def test_gitlab_gets_a_line_and_a_severity_for_each() -> None:
    first, second = json.loads(gitlab_text([BRACES, NOWHERE]))
    assert first["location"] == {"path": "applications[0]", "lines": {"begin": 1}}
    assert first["severity"] == "major"
    assert second["severity"] == "minor"
    assert second["check_name"] == "ADV381"


def test_only_errors_fail_in_junit_and_with_strict_everything() -> None:
    def cases(strict: bool) -> dict[str, list[tuple[str, bool]]]:
        files = ("p/rules.yaml", "p/a b.yaml", "p/fine.yaml")
        suites = JUnitXml.fromstring(diagnostics_junit(files, [BAD, BRACES], strict).encode())
        return {s.name: [(c.name, c.is_passed) for c in s] for s in suites}

    named = "ADV381: a `}` is missing in `{company`"
    assert cases(strict=False) == {
        "p/rules.yaml": [("ADV301: unknown fact `stge`", False)],
        "p/a b.yaml": [(named, True)],
        "p/fine.yaml": [("nothing wrong", True)],
    }
    assert cases(strict=True)["p/a b.yaml"] == [(named, False)]


def test_a_reader_of_sarif_that_is_not_ours_finds_what_check_found(tmp_path: Path) -> None:
    situation = tmp_path / "me.yaml"
    situation.write_text("applications:\n  - company: Acme\n    stage: offered\n    stge: x\n")
    result = CliRunner().invoke(cli, ["check", str(situation), "-f", "sarif"])
    assert result.exit_code == 1
    report = tmp_path / "report.sarif"
    report.write_text(result.stdout)
    [first] = load_sarif_file(str(report)).get_records()
    assert first["Tool"] == "advisor"
    assert first["Severity"] == "error"
    assert first["Code"] == "ADV401"
    assert first["Location"].endswith("/me.yaml")
    assert first["Line"] == 4
    assert "stge" in first["Description"]


def test_check_writes_junit_and_a_report_for_gitlab(tmp_path: Path) -> None:
    situation = tmp_path / "me.yaml"
    situation.write_text("applications:\n  - company: Acme\n    stage: offered\n")
    result = CliRunner().invoke(cli, ["check", str(situation), "-f", "junit"])
    assert result.exit_code == 0
    [suite] = JUnitXml.fromstring(result.stdout_bytes)
    assert [case.name for case in suite] == ["nothing wrong"]
    assert CliRunner().invoke(cli, ["check", str(situation), "-f", "gitlab"]).stdout == "[]\n"
