"""What a machine lacks is told before anything is built; the commands that it has are stood in for here."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCTOR = Path(__file__).resolve().parents[2] / ".ci" / "doctor"

VENV, HEADERS = "ensurepip", "Python.h"  # words of the questions that the doctor puts to a Python
OLD = "version_info"
WHOLE: tuple[str, ...] = ()

PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.x of a test" && exit 0
case $2 in {lacking}) exit 1 ;; esac
exit 0
"""


@dataclass(frozen=True)
class Told:
    """Exit status, standard output and the sentences of one visit."""

    status: int
    out: str
    sentences: list[str]


def visit(folder: Path, pythons: dict[str, Iterable[str]], *words: str, **settings: str) -> Told:
    """The doctor on a machine with these Pythons (what each lacks) and a C compiler, unless told otherwise."""
    commands = folder / "commands on the path"
    commands.mkdir(exist_ok=True)
    for name, lacking in pythons.items():
        patterns = "|".join(f"*{word}*" for word in lacking) or "nothing"
        (commands / name).write_text(PYTHON.format(lacking=patterns))
        (commands / name).chmod(0o755)
    if settings.pop("compiler", "gcc"):
        (commands / "gcc").write_text("#!/bin/sh\n")
        (commands / "gcc").chmod(0o755)
    ran = subprocess.run(
        ["/bin/sh", str(DOCTOR), *words],
        env={"PATH": str(commands), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return Told(ran.returncode, ran.stdout, ran.stderr.splitlines())


def test_a_whole_machine_is_fine(tmp_path: Path) -> None:
    told = visit(tmp_path, {"python3": WHOLE})
    assert (told.status, told.out) == (0, "")
    [sentence] = told.sentences
    assert sentence.startswith("everything that advisor needs is here: Python 3.x of a test")


CHOICES: dict[str, tuple[dict[str, Iterable[str]], str]] = {
    "python3 before the others": ({"python3": WHOLE, "python3.13": WHOLE}, "python3"),
    "a newer one where python3 is too old": ({"python3": [OLD], "python3.12": WHOLE}, "python3.12"),
    "another one where python3 lacks headers": (
        {"python3": [HEADERS], "python3.11": WHOLE},
        "python3.11",
    ),
    "another one where python3 makes no environments": (
        {"python3": [VENV], "python3.13": [VENV, HEADERS], "python3.12": WHOLE},
        "python3.12",
    ),
}


@pytest.mark.parametrize("pythons, chosen", CHOICES.values(), ids=CHOICES)
def test_the_first_python_that_has_everything_is_taken(
    pythons: dict[str, Iterable[str]], chosen: str, tmp_path: Path
) -> None:
    told = visit(tmp_path, pythons, "--python")
    assert (told.status, told.out, told.sentences) == (0, f"{chosen}\n", [])


def test_the_python_that_a_person_names_comes_first_wherever_it_stands(tmp_path: Path) -> None:
    pythons = {"python3": WHOLE, "python of mine": WHOLE}
    mine = str(tmp_path / "commands on the path" / "python of mine")
    assert visit(tmp_path, pythons, "--python", PYTHON=mine).out == f"{mine}\n"


@dataclass(frozen=True)
class Lack:
    """A machine that lacks something, and the words that say what to install, a sentence each."""

    pythons: dict[str, Iterable[str]]
    remedies: list[str]
    compiler: str = "gcc"


LACKS = {
    "no Python": Lack({}, ["install the package python3 "]),
    "no Python that is new enough": Lack(
        {"python3": [OLD]}, ["advisor needs Python 3.11 or newer"]
    ),
    "no environments": Lack({"python3": [VENV]}, ["install the package python3-venv."]),
    "no headers": Lack({"python3": [HEADERS]}, ["install the package python3-dev "]),
    "no headers of the only new one": Lack(
        {"python3": [OLD], "python3.12": [HEADERS]}, ["install the package python3.12-dev "]
    ),
    "a lack each in two Pythons, told of the first": Lack(
        {"python3": [VENV], "python3.12": [HEADERS]}, ["install the package python3-venv."]
    ),
    "no compiler": Lack({"python3": WHOLE}, ["install the package gcc "], compiler=""),
    "nothing but Python": Lack(
        {"python3": [VENV, HEADERS]},
        ["install the package python3-venv.", "install the package python3-dev ", "package gcc "],
        compiler="",
    ),
}


@pytest.mark.parametrize("lack", LACKS.values(), ids=LACKS)
@pytest.mark.parametrize("words", [(), ("--python",)], ids=["asked by a person", "asked by make"])
def test_each_lack_is_one_plain_sentence_with_the_package_to_install(
    words: tuple[str, ...], lack: Lack, tmp_path: Path
) -> None:
    told = visit(tmp_path, lack.pythons, *words, compiler=lack.compiler)
    assert (told.status, told.out) == (2, "")
    assert len(told.sentences) == len(lack.remedies)
    for sentence, remedy in zip(told.sentences, lack.remedies, strict=True):
        assert remedy in sentence
        assert sentence.startswith("advisor ") and sentence.endswith(".")


def test_a_compiler_that_is_named_and_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    told = visit(tmp_path, {"python3": WHOLE}, CC="no-such-cc -O2")
    assert told.status == 2
    [sentence] = told.sentences
    assert "(no-such-cc): unset CC" in sentence


def test_a_compiler_that_is_named_and_there_is_fine(tmp_path: Path) -> None:
    assert visit(tmp_path, {"python3": WHOLE}, CC="gcc -O2").status == 0
