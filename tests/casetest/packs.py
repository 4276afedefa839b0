"""Small packs written into a folder, and situations for them."""

from pathlib import Path

from advisor import api
from advisor.ir import Case, Decision, Program

HEAD = """\
pack: small
version: 1.0.0
language: 1
title: Small
sources: {book: {title: A book}}
"""


def make_program(folder: Path, rules: str, tests: str = "") -> Program:
    """A pack with these rules (and all else that they need), loaded."""
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    if tests:
        (folder / "rules_test.yaml").write_text(tests, encoding="utf-8")
    return api.load_pack(folder)


def make_case(program: Program, text: str) -> Case:
    """The one case of a text."""
    [case] = api.load_cases_text(text, "me.yaml", program).cases
    return case


def decide(program: Program, case: Case, engine: str) -> Decision:
    """As the commands do."""
    return api.Advisor(program, engine).advise(case.situation, questions=False)
