"""`advisor sweep` on files, from the command line."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.sweep.swept import PACK, SITUATIONS

RANGE = "wait=1 day..10 days"


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=stdin, prog_name="advisor")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("pack").mkdir()
    for name, text in PACK.items():
        Path("pack", name).write_text(text, encoding="utf-8")
    documents = SITUATIONS.split("---\n")
    Path("good.yaml").write_text("---\n".join(documents[:4]), encoding="utf-8")
    Path("all.yaml").write_text(SITUATIONS, encoding="utf-8")


def test_the_situations_name_their_rules() -> None:
    range_ = ("--set", RANGE, "--step", "3 days")
    by_option = run("sweep", "good.yaml", "--pack", "pack", *range_)
    documents = Path("good.yaml").read_text(encoding="utf-8").split("---\n")
    named = "---\n".join(f"pack: pack\n{document}" for document in documents if document.strip())
    Path("named.yaml").write_text(named, encoding="utf-8")
    ways = {
        "in a file": run("sweep", "named.yaml", *range_),
        "on standard input": run("sweep", "-", *range_, stdin=named),
    }
    for way, done in ways.items():
        assert (done.exit_code, done.stdout) == (0, by_option.stdout), (way, done.output)
    refused = run("sweep", "good.yaml", *range_)
    assert refused.exit_code == 2  # of the usual rules, which have no such parameter
    both = run("sweep", "named.yaml", "good.yaml", *range_)
    assert both.exit_code == 2
    assert "take them one by one" in both.output


def test_a_range_becomes_a_table() -> None:
    done = run("sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "--step", "3 days")
    assert done.exit_code == 0, done.output
    assert (
        done.stdout
        == """\
What wait does to the advice for 4 situations

wait             1 day    4 days    7 days   10 days
ask   now            1         0         2         0
      overdue        2         2         0         0
      later          0         1         1         3

1 other action is advised to the same number of situations whatever the value.
"""
    )


def test_the_ending_of_a_file_says_how_to_write_it() -> None:
    done = run("sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "-o", "out.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("out.csv").read_text().startswith("wait,action,now,overdue,later,situations\n")
    done = run("sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "-o", "out.json")
    assert len(json.loads(Path("out.json").read_text())["points"]) == 10
    done = run(
        "sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "-o", "out.csv", "-f", "json"
    )
    assert Path("out.csv").read_text().startswith("{")


def test_a_plot_is_drawn_beside_the_table() -> None:
    done = run("sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "--plot", "out.svg")
    assert done.exit_code == 0, done.output
    assert "</svg>" in Path("out.svg").read_text()
    assert done.stdout.startswith("What wait does")


def test_a_plot_that_cannot_be_drawn_is_refused_before_any_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the situations were counted")

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr("advisor.sweep.running.run_sweep", never)
    done = run("sweep", "good.yaml", "--pack", "pack", "--set", RANGE, "--plot", "out.svg")
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: a plot needs matplotlib, which is not installed: ")
    assert done.stderr.endswith(" -m pip install 'interview-advisor[plots]'\n")
    assert not Path("out.svg").exists()


def test_a_situation_with_an_error_is_counted_and_ends_in_1() -> None:
    done = run("sweep", "all.yaml", "--pack", "pack", "--set", RANGE)
    assert done.exit_code == 1
    assert "Up to 1 situation with an error." in done.stdout


def test_what_cannot_be_used_is_reported_and_the_rest_goes_on() -> None:
    Path("bad.yaml").write_text("applications: [{asked: 1}]\n")
    done = run("sweep", "good.yaml", "bad.yaml", "--pack", "pack", "--set", RANGE)
    assert done.exit_code == 1
    assert "for 4 situations" in done.stdout
    assert "ADV402" in done.stderr
    assert "1 situation could not be used and did not count." in done.stderr


def test_today_may_be_given_for_all() -> None:
    words = ("sweep", "good.yaml", "--pack", "pack", "--set", "wait=5 days, 7 days")
    done = run(*words, "--today", "2026-11-15")
    assert "make no difference" in done.stdout


def test_standard_input_is_read() -> None:
    done = run("sweep", "-", "--pack", "pack", "--set", RANGE, stdin=SITUATIONS)
    assert "for 5 situations" in done.stdout


def test_both_engines_count_the_same() -> None:
    pytest.importorskip("numpy")
    pytest.importorskip("pyarrow")
    words = (
        "sweep",
        "all.yaml",
        "--pack",
        "pack",
        "--set",
        RANGE,
        "--set",
        "cap=1..3",
        "-f",
        "json",
    )
    one, other = (run(*words, "--engine", engine) for engine in ("oracle", "columnar"))
    assert one.exit_code == other.exit_code == 1
    assert one.stdout == other.stdout


def test_a_table_of_situations_is_swept() -> None:
    pytest.importorskip("numpy")
    parquet = pytest.importorskip("pyarrow.parquet")
    from advisor.sweep.columns import table_of
    from tests.sweep.swept import program, stated

    situations = (one.situation for one in stated())
    parquet.write_table(table_of(situations, program().pack), "all.parquet")
    done = run("sweep", "all.parquet", "--pack", "pack", "--set", RANGE, "-f", "json")
    assert done.exit_code == 1, done.output
    same = run("sweep", "all.yaml", "--pack", "pack", "--set", RANGE, "-f", "json")
    assert done.stdout == same.stdout


REFUSED = {
    "nothing to set": ((), "--set NAME=VALUES is missing"),
    "nothing that varies": (
        ("--set", "wait=3 days"),
        'nothing varies; write a range such as wait="3 days..…"',
    ),
    "no parameter": (("--set", "3 days..5 days"), "names no parameter"),
    "an unknown parameter": (("--set", "wiat=1 day..2 days"), "did you mean `wait`?"),
    "twice": (
        ("--set", "wait=1 day", "--set", "wait=2 days"),
        'wait is there twice; write one list: wait="1 day, 2 days"',
    ),
    "below the least": (
        ("--set", "wait=0 days..2 days"),
        "`wait`: `0 days` is less than the least that is allowed; the least is `1 day`",
    ),
    "an empty step": (("--set", RANGE, "--step", "wait="), "is no step"),
    "another picture": (("--set", RANGE, "--plot", "out.gif"), "a plot ends in .svg or .png"),
    "a plot of too many panels": (
        ("--set", RANGE, "--set", "cap=1..6", "--set", "limit=1..3", "--plot", "out.svg"),
        "a plot has room for 12 combinations",
    ),
    "no such file": (("nobody.yaml", "--set", RANGE), "there is no file or folder nobody.yaml"),
    "a table that is none": (("t.parquet", "--set", RANGE), "cannot read t.parquet: "),
    "an empty table": (
        ("t.csv", "--set", RANGE),
        "t.csv is empty; write the names of its columns above",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_swept_is_refused(case: tuple[tuple[str, ...], str]) -> None:
    words, message = case
    Path("t.parquet").write_bytes(b"")
    Path("t.csv").write_bytes(b"")
    done = run("sweep", "good.yaml", "--pack", "pack", *words)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_sweep_over_nothing_is_refused() -> None:
    Path("empty").mkdir()
    done = run("sweep", "empty", "--pack", "pack", "--set", RANGE)
    assert done.exit_code == 2
    assert "there are no situations in what was given" in done.stderr


def test_help_shows_how_to_write_ranges() -> None:
    done = run("sweep", "--help")
    assert 'chase_interval="3 days..14 days"' in done.stdout
    assert "2026-11-01..2026-11-30" in done.stdout
