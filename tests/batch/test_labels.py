"""What advice of a batch is for: full labels, and what tells instances apart that are called the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from tests.batch.tables import lines


def application(company: str, role: str | None = None, days: int = 0) -> dict[str, Any]:
    held = [{"held_on": "2026-11-20", "thanked": False} for _ in range(days)]
    return {"company": company, "role": role, "stage": "interviewed", "interviews": held}


CALLED: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "companies that differ are called by their names": (
        [application("Acme", "Analyst"), application("Borg", "Analyst")],
        {"applications[0]": "Acme", "applications[1]": "Borg"},
    ),
    "two roles at one company": (
        [application("Acme", "Analyst"), application("Acme", "Engineer")],
        {"applications[0]": "Acme (Analyst)", "applications[1]": "Acme (Engineer)"},
    ),
    "without roles, by number": (
        [application("Acme"), application("Borg"), application("Acme")],
        {"applications[0]": "Acme", "applications[1]": "Borg", "applications[2]": "Acme (2)"},
    ),
    "the same role twice": (
        [application("Acme", "Analyst"), application("Acme"), application("Acme", "Analyst")],
        {
            "applications[0]": "Acme (Analyst)",
            "applications[1]": "Acme",
            "applications[2]": "Acme (Analyst) (2)",
        },
    ),
    "interviews say where": (
        [application("Acme", "Analyst", 2), application("Acme", "Engineer", 1)],
        {
            "applications[0].interviews[0]": "Acme (Analyst): interview on 20 Nov 2026",
            "applications[0].interviews[1]": "Acme (Analyst): interview on 20 Nov 2026 (2)",
            "applications[1].interviews[0]": "Acme (Engineer): interview on 20 Nov 2026",
        },
    ),
}


@pytest.mark.parametrize("engine", ["auto", "columnar", "rete", "oracle"])
@pytest.mark.parametrize("name", CALLED)
def test_what_advice_is_for_is_told_apart(name: str, engine: str, tmp_path: Path) -> None:
    applications, wanted = CALLED[name]
    path = tmp_path / "in.jsonl"
    path.write_text(lines([{"today": "2026-11-22", "applications": applications}]), "utf-8")
    words = ["batch", str(path), "--to", "jsonl", "--engine", engine]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    called = {piece["place"]: piece["for"] for piece in found}
    assert {place: called[place] for place in wanted} == wanted
    for piece in found:
        if piece["action"] == "wait-for-reply":
            assert piece["title"] == f"Wait for word from {piece['for']}"
        if piece["action"] == "thank-interviewers":
            company = piece["for"].partition(":")[0]
            begins = f"Thank your interviewers at {company} for the interview on Fri 20 Nov"
            assert piece["title"] == begins
