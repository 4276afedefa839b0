"""`advisor batch` on tables: what the options do, and what is said when they do not go together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.batch.problems import BatchError
from advisor.cli.batch.request import refuse_output
from advisor.cli.main import cli
from tests.batch.tables import PACK, batch, lines, parquet, row


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def source() -> Path:
    path = Path("in.jsonl")
    path.write_text(lines(row(n) for n in range(5)), encoding="utf-8")
    return path


REPORT = """\
import json, sys
from advisor.cli.main import main
sys.argv = ["advisor", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported_by(*words: str | Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, "batch", *map(str, words), "--pack", str(PACK)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_a_small_batch_loads_no_library_for_columns(source: Path) -> None:
    columns = {"numpy", "pyarrow", "polars", "pandas"}
    assert imported_by(source, "-o", "out.csv") & columns == set()
    assert imported_by(source, "--summary", "--group-by", "stage") & columns == set()
    assert imported_by(source, "-o", "out.parquet") & columns == {"numpy", "pyarrow"}


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_standard_input_is_json_lines(name: str, source: Path) -> None:
    done = batch("-", "-o", name, text=source.read_text())
    assert (done.exit_code, done.stdout) == (0, "")
    assert batch(source, "-o", f"file-{name}").exit_code == 0
    assert Path(name).read_bytes() == Path(f"file-{name}").read_bytes()
    assert "5 situations" in batch("-", "--summary", text=source.read_text()).stdout
    refused = batch("-", "--from", "parquet", "--summary", text="")
    assert "standard input is read as JSON Lines; for parquet, name a file" in refused.stderr


@pytest.mark.parametrize(("name", "first"), [("out.csv", "path,document,"), ("out.jsonl", "{")])
def test_situation_files_are_written_as_the_name_of_the_output_says(name: str, first: str) -> None:
    Path("one.yaml").write_text("situation: s\napplications:\n  - {company: A, stage: offered}\n")
    assert batch("one.yaml", "-o", name).exit_code == 0
    assert Path(name).read_text().startswith(first)


def test_a_list_of_problems_has_a_name_that_says_its_form(source: Path) -> None:
    done = batch(source, "-o", "out.csv", "--errors", "bad.txt")
    assert done.exit_code == 2
    assert "the name bad.txt does not say how to list them; name it .csv or .jsonl" in done.stderr
    assert not Path("out.csv").exists()


def test_a_folder_of_tables_without_that_of_the_situations_is_told_so() -> None:
    Path("tables").mkdir()
    Path("tables/application.csv").write_text("situation,applications,company\n")
    done = batch("tables")
    assert done.exit_code == 1
    assert "A folder of tables needs the one of the situations: situation.csv" in done.stderr


def test_what_is_wrong_is_said_in_the_same_words_by_every_engine() -> None:
    good = row(1)
    odd = [
        {"stage": "unheard-of"},
        {"stage": "ofered"},
        {"company": None},
        {"chases_sent": -1},
        {"promised_reply_on": "soon"},
    ]
    rows = [
        {**good, "applications": [{"company": "A", "stage": "offered"}, {"company": "B", **one}]}
        for one in odd
    ]
    rows.append({**good, "applications": [None]})
    Path("bad.jsonl").write_text(lines(rows))
    parquet(Path("bad.parquet"), [r for r in rows if "soon" not in str(r)])
    told = {}
    for engine in ("oracle", "columnar"):
        for source in ("bad.jsonl", "bad.parquet"):
            name = f"{engine}-{source}.csv"
            batch(source, "-o", "out.csv", "--engine", engine, "--errors", name)
            told[engine, source] = [
                line.partition(",")[2] for line in Path(name).read_text().splitlines()[1:]
            ]
    assert told["oracle", "bad.jsonl"] == told["columnar", "bad.jsonl"]
    assert told["oracle", "bad.parquet"] == told["columnar", "bad.parquet"]
    assert len(told["oracle", "bad.jsonl"]) == len(told["oracle", "bad.parquet"]) + 1 == 6
    assert [line for line in told["oracle", "bad.jsonl"] if "soon" not in line] == told[
        "oracle", "bad.parquet"
    ]


def test_advice_goes_to_standard_output_where_no_file_is_named(source: Path) -> None:
    done = batch(source, "--to", "csv")
    assert done.stdout.startswith(
        "row,situation,place,action,kind,title,for,start,due,status,rules\n1,s0,"
    )
    assert "5 situations, " in done.stderr
    big = batch(source, "--to", "csv", "--engine", "columnar")
    assert big.stdout == done.stdout


def test_standard_input_is_read_as_lines(source: Path) -> None:
    words = ["batch", "-", "--from", "jsonl", "--to", "jsonl", "--pack", str(PACK)]
    done = CliRunner().invoke(cli, words, input=source.read_bytes())
    assert done.stdout == batch(source, "--to", "jsonl").stdout
    assert done.exit_code == 0


def test_situation_files_are_still_checked_one_by_one(source: Path) -> None:
    assert "5 situations, " in batch(source).stdout
    assert json.loads(batch(source, "-f", "jsonl").stdout.splitlines()[0])["path"] == "in.jsonl"
    batch(source, "-f", "csv", "-o", "advice.csv")
    assert Path("advice.csv").read_text().startswith("path,document,")


def test_a_summary_alone_writes_nothing_else(source: Path) -> None:
    done = batch(source, "--summary")
    assert done.stdout.startswith("action")
    assert "\nrule" in done.stdout
    assert sorted(p.name for p in Path().iterdir()) == ["in.jsonl"]


def test_a_summary_stands_beside_the_output_too(source: Path) -> None:
    done = batch(source, "-o", "out.csv", "--summary", "--group-by", "stage")
    assert Path("out.csv").exists()
    assert "(for no application): 5 situations, 3 pieces of advice\n" in done.stdout


def test_without_a_date_today_counts() -> None:
    from datetime import date

    Path("in.jsonl").write_text('{"applications": [{"company": "A", "stage": "offered"}]}\n')
    small = batch("in.jsonl", "--to", "jsonl")
    assert batch("in.jsonl", "--to", "jsonl", "--engine", "columnar").stdout == small.stdout
    day = date.today().isoformat()
    assert batch("in.jsonl", "--to", "jsonl", "--today", day).stdout == small.stdout


REFUSED = {
    "-f": (["in.jsonl", "-f", "csv", "--nested"], "use --to"),
    "CSV with lists": (["in.jsonl", "-o", "x.csv", "--nested"], "CSV cannot hold lists"),
    "Parquet to the terminal": (["in.jsonl", "--to", "parquet"], "name a file with -o"),
    "no such file": (["no.parquet"], "there is no file or folder no.parquet"),
    "its own input": (["in.jsonl", "-o", "in.jsonl"], "is the input"),
    "one file for both": (["in.jsonl", "-o", "x.csv", "--errors", "x.csv"], "need a file each"),
    "an ending that says nothing": (["in.jsonl", "-o", "x.txt", "--strict"], "add --to"),
    "one of several tables": (["in.tables/application.csv"], "name the folder: in.tables"),
    "a folder without the table": ([".", "--from", "tables"], "no table of the situations"),
    "an unknown fact": (["in.jsonl", "--group-by", "stag"], "did you mean `stage`?"),
    "resume without a file": (["in.jsonl", "--resume"], "--resume needs"),
    "YAML": (["in.yaml", "--summary"], "add --from"),
    "no jobs": (["in.jsonl", "--summary", "-j", "0"], "-j"),
}  # fmt: skip


OUTPUTS = {
    "in.jsonl": "is the input",
    "./in.jsonl": "is the input",
    "hard-link.jsonl": "is the input",
    "soft-link.jsonl": "is the input",
    "nowhere/out.csv": "there is no folder nowhere",
    "folder": "is a folder",
    "out.csv": None,
}


@pytest.mark.parametrize(("output", "why"), OUTPUTS.items())
def test_an_output_is_none_of_the_inputs_by_any_name(
    output: str, why: str | None, source: Path
) -> None:
    Path("hard-link.jsonl").hardlink_to("in.jsonl")
    Path("soft-link.jsonl").symlink_to("in.jsonl")
    Path("folder").mkdir()
    inputs = [Path("elsewhere.jsonl"), Path("in.jsonl")]  # a cluster may have one of its own
    if why is None:
        refuse_output(Path(output), inputs)
        refuse_output(Path("folder"), inputs, may_be_folder=True)
        return
    with pytest.raises(BatchError, match=why):
        refuse_output(Path(output), inputs)


@pytest.mark.parametrize(("words", "why"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_go_together_is_refused(words: list[str], why: str, source: Path) -> None:
    Path("in.csv").write_text("situation\n")
    Path("in.tables").mkdir()
    Path("in.tables/situation.csv").write_text("situation\n")
    Path("in.yaml").write_text("today: 2026-11-22\n")
    done = batch(*words)
    assert done.exit_code == 2, done.output
    assert why in done.stderr
    assert sorted(p.name for p in Path().iterdir()) == [
        "in.csv",
        "in.jsonl",
        "in.tables",
        "in.yaml",
    ]


def test_a_column_that_nobody_knows_is_refused_before_anything_is_read() -> None:
    done = batch(parquet(Path("in.parquet"), [{"serched_on": "2026-11-22"}]), "-o", "out.csv")
    assert done.exit_code == 2
    assert "in.parquet:\n  the situation has no fact or list `serched_on`; did you" in done.stderr


def test_a_link_stays_a_link(source: Path) -> None:
    Path("real.csv").write_text("")
    Path("out.csv").symlink_to("real.csv")
    for engine in ("auto", "columnar"):
        assert batch(source, "-o", "out.csv", "--engine", engine).exit_code == 0
        assert Path("out.csv").is_symlink()
        assert Path("real.csv").read_text().count("\n") > 5


def test_the_help_shows_both_ways() -> None:
    done: Result = CliRunner().invoke(cli, ["batch", "--help"])
    assert "advisor batch situations/" in done.stdout
    assert "advisor batch all.parquet -o advice.parquet --errors bad.csv" in done.stdout
