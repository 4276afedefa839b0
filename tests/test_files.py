"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.files import (
    ForeignFilesError,
    WholeFile,
    is_special,
    mode_of,
    write_folder,
    write_whole,
)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_permissions_of_new_files_here(tmp_path: Path) -> None:
    (tmp_path / "by-hand").touch()
    write_whole(tmp_path / "new", b"text")
    assert (tmp_path / "new").read_bytes() == b"text"
    assert mode_of(tmp_path / "new") == mode_of(tmp_path / "by-hand")
    assert names_in(tmp_path) == ["by-hand", "new"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), mode_of(path)) == (b"new", 0o640)


def test_permissions_may_be_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "mine", b"new", mode=0o600)
    assert mode_of(tmp_path / "mine") == 0o600


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "real").read_bytes() == b"new"
    assert names_in(tmp_path / "there") == ["real"]


def test_what_fails_on_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"old")

    def blocks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"), WholeFile(path) as file:
        file.write(blocks())
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["mine"]


def test_nothing_is_in_its_place_before_it_is_put_there(tmp_path: Path) -> None:
    with WholeFile(tmp_path / "mine") as file:
        file.write([b"one, ", b"two"])
        assert not (tmp_path / "mine").exists()
        file.put_in_place()
    assert (tmp_path / "mine").read_bytes() == b"one, two"
    with WholeFile(tmp_path / "other") as file:
        file.write([b"never put in place"])
    assert names_in(tmp_path) == ["mine"]


def test_a_link_that_waits_in_our_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"dear")
    (tmp_path / f".mine.{os.getpid()}.new").symlink_to("victim")
    write_whole(tmp_path / "mine", b"new")
    assert (tmp_path / "victim").read_bytes() == b"dear"
    assert (tmp_path / "mine").read_bytes() == b"new"
    assert names_in(tmp_path) == ["mine", "victim"]


def test_what_a_kill_has_left_is_taken_away_by_whoever_is_alone(tmp_path: Path) -> None:
    killed = WholeFile(tmp_path / "mine", is_alone=True)
    killed.write([b"half"])
    assert names_in(tmp_path) == [".mine.new"]
    with WholeFile(tmp_path / "mine", is_alone=True) as file:
        file.write([b"whole"])
        file.put_in_place()
    assert names_in(tmp_path) == ["mine"]
    assert (tmp_path / "mine").read_bytes() == b"whole"


def test_special_files_are_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"through")
        assert os.read(reader, 20) == b"through"
    finally:
        os.close(reader)
    assert is_special(pipe)
    assert names_in(tmp_path) == ["pipe"]


def test_a_folder_and_a_file_and_nothing_are_not_special(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert [is_special(tmp_path / name) for name in ("", "file", "none")] == [False] * 3


PAGES = {"index.html": b"one", "rules/a.html": b"two"}


def test_a_folder_is_made_and_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_folder(folder, PAGES, ".list")
    write_folder(folder, {"index.html": b"three"}, ".list")
    assert names_in(tmp_path) == ["site"]
    assert sorted(path.name for path in folder.rglob("*")) == [".list", "index.html"]
    assert (folder / "index.html").read_bytes() == b"three"


@pytest.mark.parametrize("change", ["added", "edited", "linked", "a file", "of somebody else"])
def test_a_folder_that_holds_anything_else_stays_as_it_is(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "site"
    if change == "a file":
        folder.write_bytes(b"mine")
    elif change == "of somebody else":
        folder.mkdir()
        (folder / "mine.txt").write_bytes(b"mine")
    else:
        write_folder(folder, PAGES, ".list")
        aim = folder / ("rules/mine.html" if change == "added" else "rules/a.html")
        if change == "linked":
            aim.unlink()
            aim.symlink_to(folder / "index.html")
        else:
            aim.write_bytes(b"mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(ForeignFilesError):
        write_folder(folder, PAGES, ".list")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_folder(tmp_path / "site", PAGES, ".list")
    assert (tmp_path / "site" / "rules" / "a.html").read_bytes() == b"two"


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_folder_that_cannot_be_replaced_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    folder = tmp_path / "site"
    write_folder(folder, PAGES, ".list")
    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        if target == folder and self.name == "new":
            raise stop
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(stop):
        write_folder(folder, {"index.html": b"three"}, ".list")
    assert names_in(tmp_path) == ["site"]
    assert (folder / "index.html").read_bytes() == b"one"
