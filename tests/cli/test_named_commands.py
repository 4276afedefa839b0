"""What the program tells people to type is something that it takes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from advisor.cli.main import cli
from advisor.cli.sources import command_on

HOUSE = Path(__file__).resolve().parents[2] / "advisor"
COMMAND = re.compile(r"(?<![\w./-])advisor ([a-z][a-z-]*)((?: [^`\n;,|]*)?)")
OPTION = re.compile(r"(?<= )(-[a-zA-Z]\b|--[a-z][a-z-]*)")
# Words that stand behind the name of the program and are none of its commands; the last two are options.
PROSE = {"each", "for", "import", "itself", "on", "that", "help", "version"}


def words_of(node: ast.expr) -> str:
    """The words of a string, `advisor` for how the program is called, and `…` for all else that is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(words_of(part) for part in parts)
        case ast.FormattedValue(value=ast.Call(func=ast.Name(id="own_name"))):
            return "advisor"
        case ast.FormattedValue(value=ast.Call(func=ast.Attribute(attr="own_name"))):
            return "advisor"
        case _:
            return "…"


def strings_of(node: ast.AST) -> Iterator[ast.expr]:
    """All strings, those with something filled in as a whole."""
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    ):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from strings_of(child)


def named_commands(path: Path) -> Iterator[tuple[int, str, str]]:
    """The line, the command and what stands behind it, for each that a string or `command_on` of the module names."""
    module = ast.parse(path.read_text("utf-8"))
    for node in strings_of(module):
        for found in COMMAND.finditer(words_of(node)):
            yield node.lineno, found[1], found[2]
    for inner in ast.walk(module):
        match inner:
            case ast.Call(
                func=ast.Name(id="command_on") | ast.Attribute(attr="command_on"),
                args=[_, ast.Constant(value=str(name)), *behind],
            ):
                yield inner.lineno, name, "".join(f" {words_of(word)}" for word in behind)
            case _:
                pass


def test_a_command_is_found_in_a_string_with_what_stands_behind_it(tmp_path: Path) -> None:
    module = tmp_path / "a.py"
    module.write_text(
        'tell(f"Then:\\n  {own_name()} test {folder} -k x")\n"`advisor undo`, x"\n'
        'command_on(file, "events", "--all")\n'
    )
    assert list(named_commands(module)) == [
        (1, "test", " … -k x"),
        (2, "undo", ""),
        (3, "events", " --all"),
    ]


def wrong_in(behind: str, name: str) -> Iterator[str]:
    """What is wrong with a command that is named: there is none, or it takes no such option."""
    if name in PROSE:
        return
    assert isinstance(cli, click.Group)
    command = cli.get_command(click.Context(cli), name)
    if command is None:
        yield f"there is no `advisor {name}`"
        return
    taken = {word for one in command.params for word in (*one.opts, *one.secondary_opts)}
    for option in OPTION.findall(behind):
        if option not in {*taken, "--help"}:
            yield f"`advisor {name}` takes no {option}"


def test_each_command_that_the_program_names_is_there_and_takes_the_options() -> None:
    named = [(path, *found) for path in HOUSE.rglob("*.py") for found in named_commands(path)]
    assert len(named) > 200
    wrong = [
        f"{path}:{line}: {what}"
        for path, line, name, behind in named
        for what in wrong_in(behind, name)
    ]
    assert wrong == []


PAGES = [
    path
    for folder in ("docs", "rules", "examples", "benchmarks", "advisor/diagnostics/pages", ".")
    for path in (HOUSE.parent / folder).glob("*.md")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_command_that_a_page_names_is_there_and_takes_the_options(page: Path) -> None:
    quoted = re.findall(
        r"`([^`\n]+)`|^\s*(?:\$ )?(advisor .+)$", page.read_text("utf-8"), re.MULTILINE
    )
    named = [found for one in quoted for found in COMMAND.findall("".join(one))]
    assert [what for name, behind in named for what in wrong_in(behind, name)] == []


ON_A_FILE = {
    "the file that is taken up anyway": ("my-situation.yaml", ("undo",), "advisor undo"),
    "another file": ("me.yaml", ("undo",), "advisor undo me.yaml"),
    "a file with a blank in its name": ("my jobs.yaml", ("undo",), "advisor undo 'my jobs.yaml'"),
    "words before the file": ("me.yaml", ("events", "--all"), "advisor events --all me.yaml"),
}


@pytest.mark.parametrize("file, words, typed", ON_A_FILE.values(), ids=ON_A_FILE)
def test_a_command_names_the_file_that_it_is_about(
    file: str, words: tuple[str, ...], typed: str
) -> None:
    assert command_on(file, *words) == typed
