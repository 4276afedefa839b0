"""What is not UTF-8 is told with the encoding that reads it, in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.batch.sources.encodings import encoding_seen
from tests.batch.tables import batch

SEEN = {
    "cp1252": ["Müller", "Ink – “The” Café", "José Ñandú", "Åse Ørsted", "Übung"],
    "cp1250": ["Łódź", "Dvořák Jiří ł"],
    "mac_roman": ["Müller", "René Gößler", "Château"],
    "cp850": ["Müller", "Göteborg für"],
    "cp1251": ["Москва", "Иванов и сын"],
    "cp932": ["株式会社", "トヨタ自動車"],
}


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in SEEN.items() for t in texts])
def test_the_letters_show_the_encoding(name: str, text: str) -> None:
    assert encoding_seen(text.encode(name)) == (name, text)


def test_bytes_that_are_letters_in_none_are_of_no_encoding() -> None:
    assert encoding_seen(b"a\xb7\xb1b") is None


HEAD = "person,company,stage\n"
FILES = {
    "a cell": (
        "t.csv", f"{HEAD}a,Müller,offered\n".encode("cp1252"), 1,
        "byte 2 of the text is not UTF-8; in cp1252 it is `Müller`: add --encoding cp1252 if it is CSV, or save it as UTF-8 [ADV003]",
    ),
    "many cells": (
        "t.csv", f"{HEAD}a,Göteborg für,offered\nb,Müller,offered\n".encode("cp850"), 1,
        "(in cp850 it is `Göteborg für`: add --encoding cp850 if it is CSV, or save it as UTF-8)",
    ),
    "a name, with more letters below": (
        "t.csv", "person,company,stage,Straße\na,Müller,offered,x\n".encode("cp850"), 2,
        "t.csv: the names of its columns are not UTF-8; in cp850 it is `Straße`: add --encoding cp850",
    ),
    "a line": (
        "t.jsonl", json.dumps({"company": "Müller"}, ensure_ascii=False).encode("cp1252") + b"\n", 1,
        "byte 15 of the line is not UTF-8 text; in cp1252 it is `Müller`: ",
    ),
    "a document": (
        "t.json", json.dumps([{"company": "Müller"}], ensure_ascii=False).encode("cp1252"), 2,
        "byte 16 is not UTF-8 text; in cp1252 it is `Müller`: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "status", "said"), FILES.values(), ids=FILES)
def test_the_encoding_is_told_with_the_text_as_it_would_be(
    name: str, raw: bytes, status: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(raw)
    flat = [] if "line" in said else ["--rows", "application", "--by", "person"]
    done = batch(tmp_path / name, *flat, "--summary")
    assert (done.exit_code, said in done.stderr) == (status, True), done.stderr


def test_with_the_encoding_that_was_told_all_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("person,company,stage,Straße\na,Müller,offered,x\n".encode("cp850"))
    words: list[str | Path] = [path, "--rows", "application", "--by", "person"]
    words += ["--encoding", "cp850"]
    done = batch(*words, "--ignore-columns", "Straße", "--to", "jsonl", "-o", "-")
    assert done.exit_code == 0, done.stderr
    assert "Müller" in done.stdout
