"""Which files of a folder hold situations."""

from pathlib import Path

from advisor.loading.syntax.files import situation_files


def test_folders_are_read_in_the_order_of_names_without_rules_and_hidden_files(
    tmp_path: Path,
) -> None:
    for name in (
        "b.yaml",
        "a.JSON",
        "c.jsonl",
        "readme.md",
        ".hidden.yaml",
        ".git/x.yaml",
        "inner/d.yml",
        "rules/pack.yaml",
        "rules/facts.yaml",
        "rules/more/x.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path.relative_to(tmp_path)) for path in situation_files([tmp_path])]
    assert found == ["a.JSON", "b.yaml", "c.jsonl", "inner/d.yml"]


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    assert list(situation_files([tmp_path / "me.txt"])) == [tmp_path / "me.txt"]
