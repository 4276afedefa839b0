"""Whatever stands on a disk becomes a text or a diagnostic."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor.diagnostics import Severity
from advisor.loading.syntax import limits
from advisor.loading.syntax.files import read_pack_files, read_text_file


def test_a_pack_is_its_yaml_files_and_its_drafts(tmp_path: Path) -> None:
    for name in ("pack.yaml", "b.yaml", "a_test.yaml", "notes.txt", ".hidden.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "chase.md").write_text("Dear", encoding="utf-8")
    (tmp_path / "drafts" / "chase.txt").write_text("Dear", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.yaml").write_text("c", encoding="utf-8")
    texts, found = read_pack_files(tmp_path)
    assert list(texts) == [
        str(tmp_path / name) for name in ("a_test.yaml", "b.yaml", "pack.yaml", "drafts/chase.md")
    ]
    assert found == ()


def test_a_file_with_another_ending_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text("", encoding="utf-8")
    texts, [warning] = read_pack_files(tmp_path)
    assert not texts
    assert (warning.code, warning.severity) == ("ADV018", Severity.WARNING)
    assert warning.help == "rename it to `rules.yaml`"


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Mine.YAML", "Mine.yaml"),
        ("mine_test.yaml.txt", "mine_test.yaml"),
        ("drafts/thanks.markdown", "thanks.md"),
        ("drafts/thanks.md.txt", "thanks.md"),
        ("drafts/thanks.MD", "thanks.md"),
    ],
)
def test_endings_that_editors_make_of_a_name_are_warned_about(
    name: str, better: str, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("", encoding="utf-8")
    texts, [warning] = read_pack_files(tmp_path)
    assert not texts
    assert (warning.code, warning.help) == ("ADV018", f"rename it to `{better}`")


def test_a_link_out_of_the_pack_is_not_followed(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (tmp_path / "secret.yaml").write_text("a: b", encoding="utf-8")
    (pack / "rules.yaml").symlink_to(tmp_path / "secret.yaml")
    (pack / "loop.yaml").symlink_to(pack / "loop.yaml")
    (pack / "fine.yaml").write_text("a: b", encoding="utf-8")
    (pack / "same.yaml").symlink_to(pack / "fine.yaml")
    texts, found = read_pack_files(pack)
    assert [Path(path).name for path in texts] == ["fine.yaml", "same.yaml"]
    assert {(d.code, Path(d.span.path).name) for d in found} == {
        ("ADV001", "rules.yaml"),
        ("ADV001", "loop.yaml"),
    }


def test_a_folder_that_is_not_there_is_no_pack(tmp_path: Path) -> None:
    texts, [problem] = read_pack_files(tmp_path / "nowhere")
    assert not texts
    assert (problem.code, problem.message) == ("ADV112", "there is no such file or folder")


def test_a_file_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("", encoding="utf-8")
    _, [problem] = read_pack_files(tmp_path / "pack.yaml")
    assert (problem.code, problem.message) == ("ADV112", "this is not a folder")


def test_too_many_files_are_no_pack(tmp_path: Path) -> None:
    for number in range(limits.MAX_FILES + 1):
        (tmp_path / f"{number}.yaml").touch()
    texts, [problem] = read_pack_files(tmp_path)
    assert len(texts) == limits.MAX_FILES
    assert problem.code == "ADV002"


UNREADABLE = {
    "utf-16": ("a: é".encode("utf-16"), "ADV003", "this file is in UTF-16, not in UTF-8", (1, 1)),
    "latin-1": (
        b"a: b\nc: d\xe9\n",
        "ADV003",
        "the byte 0xE9 is not UTF-8 text; on Windows it was probably `é`",
        (2, 5),
    ),
    "cut off in a letter": (
        "é".encode()[:1],
        "ADV003",
        "the byte 0xC3 is not UTF-8 text",
        (1, 1),
    ),
}


@pytest.mark.parametrize(("data", "code", "message", "place"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_utf8_is_explained(
    tmp_path: Path, data: bytes, code: str, message: str, place: tuple[int, int]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    text, [problem] = read_text_file(path)
    assert text is None
    assert (problem.code, problem.message) == (code, message)
    assert problem.help == (
        "save the file as UTF-8 (an editor asks for the encoding under `Save as`)"
    )
    assert (problem.span.line, problem.span.column) == place


def test_a_byte_order_mark_is_left_out_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\n")
    assert read_text_file(path) == ("a: b\r\n", ())


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # takes no room on the disk
    text, [problem] = read_text_file(path)
    assert text is None
    assert (problem.code, problem.message) == (
        "ADV002",
        "the file has 200,000,000 bytes; the most is 2,000,000",
    )


def test_a_file_that_grew_meanwhile_is_refused_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n", encoding="utf-8")
    small = path.stat()
    with path.open("wb") as file:
        file.truncate(limits.MAX_YAML_CHARACTERS + 1_000)
    monkeypatch.setattr(Path, "stat", lambda _: small)
    text, [problem] = read_text_file(path)
    assert text is None
    assert (problem.code, problem.message) == (
        "ADV002",
        "the file has 2,000,001 bytes; the most is 2,000,000",
    )


def test_a_file_of_json_lines_may_be_larger_than_one_of_yaml(tmp_path: Path) -> None:
    text = "x" * (limits.MAX_YAML_CHARACTERS + 1)
    for name in ("a.jsonl", "a.NDJSON", "a.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_text_file(tmp_path / "a.jsonl") == (text, ())
    assert read_text_file(tmp_path / "a.NDJSON") == (text, ())
    assert read_text_file(tmp_path / "a.yaml")[0] is None


def test_a_pack_that_is_too_large_as_a_whole_is_refused(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text("x" * 1_900_000, encoding="utf-8")
    texts, [problem] = read_pack_files(tmp_path)
    assert len(texts) == 2
    assert (problem.code, Path(problem.span.path).name) == ("ADV002", "2.yaml")


def test_what_may_not_be_read_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.touch()
    monkeypatch.setattr(Path, "open", refuse)
    _, [problem] = read_text_file(path)
    assert (problem.code, problem.message) == ("ADV001", "reading this is not allowed")


def test_an_unreadable_file_of_a_pack_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff")
    (tmp_path / "b.yaml").write_text("b: c\n", encoding="utf-8")
    texts, [problem] = read_pack_files(tmp_path)
    assert [Path(path).name for path in texts] == ["b.yaml"]
    assert (problem.code, Path(problem.span.path).name) == ("ADV003", "a.yaml")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path, message in (
        (tmp_path, "this is a folder"),
        (tmp_path / "pipe.yaml", "this is not an ordinary file"),
        (tmp_path / "nothing.yaml", "there is no such file or folder"),
        (Path("\0"), "this cannot be read: its name is not valid"),
    ):
        text, [problem] = read_text_file(path)
        assert text is None
        assert (problem.code, problem.message) == ("ADV001", message)
