"""What the pages in docs/ tell people to type works."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from advisor.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
ROWS: list[dict[str, Any]] = [
    {
        "situation": f"s{n}",
        "today": "2026-11-20",
        "applications": [
            {
                "company": "Acme",
                "stage": "interviewed",
                "interviews": [{"held_on": f"2026-11-{day}", "thanked": "no"}],
            }
        ],
    }
    for n, day in enumerate(range(10, 20))
]
TABLES = {
    "situation": ["situation,today", *(f"{row['situation']},{row['today']}" for row in ROWS)],
    "application": [
        "situation,applications,company,stage",
        *(f"{row['situation']},0,Acme,interviewed" for row in ROWS),
    ],
}
PEOPLE = """\
person;employed_now;company;stage;applied_on;held_on;thanked
a;TRUE;Acme;interviewed;01/11/2026;27/11/2026;FALSE
b;FALSE;Stark;applied;03/11/2026;;
a;;Hooli;offered;05/11/2026;13/11/2026;TRUE
"""
ME = """\
situation: Yesterday's interview
today: 2026-11-24
sender_name: Zoë
applications:
  - {company: Acme, stage: interviewed, interviews: [{held_on: 2026-11-23, thanked: no}]}
"""
# Of the hundreds of tests of the rules, those of which the pages speak: to run all is for the gates.
KEPT_TESTS = (
    "chasing_test.yaml",
    "clock_test.yaml",
    "contact-rules_test.yaml",
    "offers_test.yaml",
    "second-thoughts_test.yaml",
    "standstill_test.yaml",
)
RULES = "rules/post-interview"


def commands() -> Iterator[tuple[Path, str]]:
    """Every line of a block of shell commands that calls the program."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            lines = (line.split("  #")[0].split(" # ")[0].strip() for line in block.splitlines())
            yield from ((page, line) for line in lines if line.startswith("advisor "))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the pages speak of."""
    path = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "examples", path / "examples")
    for rules in (RULES, "my-rules"):
        shutil.copytree(ROOT / RULES, path / rules)
        for file in (path / rules).glob("*_test.yaml"):
            if file.name not in KEPT_TESTS:
                file.unlink()
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (path / "all.jsonl").write_text(lines, encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(ROWS), path / "all.parquet")
    (path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (path / "tables").mkdir()
    for name, rows in TABLES.items():
        (path / "tables" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (path / "me.yaml").write_text(ME, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(path)
        patched.setenv("ADVISOR_PACK", RULES)
        written = CliRunner().invoke(
            cli, ["advise", "me.yaml", "-f", "json", "--receipt", "-o", "receipt.json"]
        )
    assert written.exit_code == 0
    return path


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with these files, to write in."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_PACK", RULES)
    return tmp_path


@pytest.mark.parametrize(
    "command", [pytest.param(line, id=f"{p.stem}: {line}") for p, line in commands()]
)
def test_a_command_of_the_docs_works(folder: Path, command: str) -> None:
    words = shlex.split(command)[1:]
    if "--cluster" in words:
        pytest.skip("run by tests/cluster on a real Spark")
    written = {words[n + 1] for n, word in enumerate(words) if word in ("-o", "--plot")}
    for name in written:
        (folder / name).unlink(missing_ok=True)
    made = {path.name for path in folder.iterdir()}
    result = CliRunner().invoke(cli, words, prog_name="advisor")
    assert result.exit_code == 0, result.output
    assert {path.name for path in folder.iterdir()} - made >= written
    assert written or result.stdout


def test_what_a_change_does_is_as_the_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    returns = ROOT / "examples" / "packs" / "returns-desk"
    shutil.copytree(returns, "my-returns")
    numbers = Path("my-returns/parameters.yaml")
    before, name, after = numbers.read_text("utf-8").partition("  time_to_send:\n")
    numbers.write_text(before + name + after.replace("14 days", "10 days", 1), "utf-8")
    done = CliRunner().invoke(cli, ["diff", str(returns), "my-returns"], prog_name="advisor")
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    [shown] = re.findall(r"```\n(~ parameter .*?)```", page, re.DOTALL)
    assert done.exit_code == 1
    assert done.output.endswith(shown)


def test_every_command_is_found() -> None:
    found = [line for _, line in commands()]
    assert len(found) >= 8
    assert sum("--cluster" in line for line in found) == 2


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
