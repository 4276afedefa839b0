"""The folders of tables that are timed hold the same situations, in whatever order their rows stand."""

from pathlib import Path

from click.testing import CliRunner

from advisor.cli.main import cli
from benchmarks.tables import write_folder


def test_shuffled_and_ordered_folders_get_the_same_advice(tmp_path: Path) -> None:
    found = []
    for name, is_shuffled in (("ordered", False), ("shuffled", True)):
        folder = write_folder(tmp_path / name, 200, is_shuffled=is_shuffled)
        out = tmp_path / f"{name}.csv"
        done = CliRunner().invoke(
            cli, ["batch", str(folder), "-o", str(out), "--today", "2026-11-16"]
        )
        assert done.exit_code == 0, done.output
        found.append((out.read_bytes(), (folder / "application.csv").read_bytes()))
    assert found[0][0] == found[1][0]
    assert found[0][1] != found[1][1]
    assert found[0][0].count(b"\n") > 400
