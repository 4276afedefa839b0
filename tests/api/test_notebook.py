"""A notebook as people write it, run whole by a kernel of its own."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.beside_coverage

ROOT = Path(__file__).resolve().parents[2]
CELLS = (
    """\
import advisor
situation = {
    "today": "2026-11-28",
    "applications": [
        {"company": "Acme", "stage": "interviewed", "interviews": [{"held_on": "2026-11-27"}]}
    ],
}
program = advisor.load_pack()
program""",
    "decision = advisor.advise(situation, program)\ndecision",
    "decision.advice[0]",
    "[piece.title for piece in decision]",
    """\
import polars
table = polars.DataFrame({"situation": ["ann", "ben"], "applications": [situation["applications"], []]})
found = advisor.decide(table, program, today="2026-11-28")
found""",
    "found.advice",
    "import pandas\npandas.DataFrame(decision.to_dicts())[['title', 'due']]",
    "advisor.decide(pandas.DataFrame([situation])).advice.due.dt.day_name()",
    "found.advice.group_by('action').len().sort('action')",
)


@pytest.fixture(scope="module")
def outputs() -> list[dict[str, Any]]:
    """What each cell shows, by its kind."""
    for needed in ("nbclient", "nbformat", "ipykernel", "pandas"):
        pytest.importorskip(needed, reason=f"{needed} is not installed: `make test` installs it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries around the kernel
        return run(CELLS)


def run(cells: tuple[str, ...]) -> list[dict[str, Any]]:
    """Run a notebook of these cells from its first to its last."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(env=environment)
    shown = []
    for cell in notebook.cells:
        assert [output.output_type for output in cell.outputs] == ["execute_result"]
        shown.append(dict(cell.outputs[0].data))
    return shown


def test_each_thing_is_shown_as_a_page_or_in_a_line(outputs: list[dict[str, Any]]) -> None:
    program, decision, piece, titles, found, advice, frame, days, counts = outputs
    assert program["text/plain"].startswith("<Program post-interview ")
    assert len(program["text/plain"]) < 200
    assert "<ol><li><strong>If you have not yet, thank" in decision["text/html"]
    assert "If you have not yet, thank" in piece["text/html"]
    assert titles["text/plain"].startswith("['If you have not yet, thank")
    assert "2 situations, " in found["text/html"]
    assert "<table" in advice["text/html"]
    assert "2026-11-30" in frame["text/plain"]
    assert "Monday" in days["text/plain"]
    assert "wait-for-reply" in counts["text/plain"]
