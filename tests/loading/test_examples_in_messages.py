"""Nothing that is said is about job interviews, unless the rules are: examples come from the pack at hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.loading.declarations.packs import load_pack_texts

ROOT = Path(__file__).resolve().parents[2] / "advisor"
TIED = re.compile(
    r"\b(applications?|interviews?|interviewed|offered|employers?|compan(y|ies)|recruiters?|chase\w*|Acme|Globex)\b",
    re.IGNORECASE,
)
# Places whose examples may be from the rules that come with the program.
ALLOWED = {
    "api/reading.py": {"post-interview", "{'chase_interval': '5 days'}"},
    "loading/syntax/files.py": {"post-interview"},
    "recording/new_layer.py": {"Acme"},
    "cluster": {"interview-advisor", "application"},
    "cli/batch": {"interview-advisor", "application", "Company=company"},
    "cli/commands/batch.py": {"application"},
    "batch/sources/columns.py": {"job trackers"},
    "rendering/diagnostic_formats.py": {"interview-advisor"},
    "diagnostics/extras.py": {"interview-advisor"},
    "cli/prompts/keyboard.py": {"application"},
    "cli/options.py": {"such as application"},
    "cli/": {
        "interview-advisor",
        "Acme",
        "Globex",
        "the company",
        "applications[0]",
        ".interviews[1]",
    },  # examples of options
}
DESK = {
    "desk/pack.yaml": "pack: desk\nversion: 1.0.0\nlanguage: 1\ntitle: A desk\n",
    "desk/facts.yaml": """\
entities:
  order:
    list: orders
    facts:
      number: {type: text, ask: Which number?}
      state: {type: choice, ask: How is it?, choices: {open: Open, sent: Sent}}
  item: {within: order, list: items, facts: {price: {type: number}}}
actions:
  look: {title: Look, kind: wait}
""",
}


def literals(path: Path) -> Iterator[str]:
    """The texts in a module that people may be shown: all but the docstrings of what is no command."""
    tree = ast.parse(path.read_text("utf-8"))
    said_of = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in said_of
        ):
            yield node.value


def allowed_in(name: str) -> set[str]:
    return {word for place, words in ALLOWED.items() if name.startswith(place) for word in words}


def test_no_message_of_the_program_is_about_job_interviews() -> None:
    tied = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for text in literals(path):
            rest = text
            for word in sorted(allowed_in(name), key=len, reverse=True):
                rest = rest.replace(word, "")
            if TIED.search(rest):
                tied.append((name, text))
    assert not tied


# An expression with a slip, in a pack about orders, and the example that is given.
SLIPS = {
    "own": "`own number`",
    "any(other, price > 3)": "`other orders`",
    "state is sent. ": "`order.number`",
    ". state is sent": "`order.number`",
    "state: sent": "`state is sent`",
    "price is between 1 and 3": "`price >= 1 and price <= 3`",
}


@pytest.mark.parametrize("written, example", SLIPS.items(), ids=SLIPS)
def test_examples_in_messages_come_from_the_pack_at_hand(written: str, example: str) -> None:
    rule = f"rules:\n  - rule: look\n    for: order\n    when: >-\n      {written}\n    advise: look\n    because: So.\n"
    found = load_pack_texts({**DESK, "desk/rules.yaml": rule}, "desk").diagnostics
    said = " ".join(f"{d.message} {d.help}" for d in found)
    assert example in said
    assert not TIED.search(said)
