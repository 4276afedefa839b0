"""`--watch`: after every change the command runs anew, whatever is broken meanwhile, until Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from advisor.cli import watching
from advisor.cli.main import cli
from advisor.cli.terminal import Failure
from advisor.diagnostics import AdvisorError, Diagnostic, RulePackError, Span
from tests.mutation.small import write_small
from tests.renaming.everything import FILES, LAYER


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for path, text in {**FILES, **LAYER}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def replaced(path: str, text: str) -> None:
    """As many editors write: a new file in the place of the old one."""
    Path(path).with_suffix(".new").write_text(text, encoding="utf-8")
    Path(path).with_suffix(".new").replace(path)


def watched(*steps: Callable[[], object], at: str = "p") -> list[str]:
    """What is told while each run makes one of the steps, and the last is followed by Ctrl-C."""
    left = iter(steps)

    def run() -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    told: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watching, "tell", told.append)
        patched.setattr(
            watching, "show_diagnostics", lambda found: told.extend(d.message for d in found)
        )
        patched.setattr(click.ClickException, "show", lambda self: told.append(self.message))
        watching.watch([Path(at)], run, seconds=0)
    return [line.partition("  ")[2] or line for line in told]


def test_each_change_is_named_and_ctrl_c_ends() -> None:
    several = dict.fromkeys(
        ("p/a_test.yaml", "p/b_test.yaml", "p/c_test.yaml", "p/d_test.yaml"), "tests: []\n"
    )
    told = watched(
        lambda: replaced("p/rules.yaml", "rules: []\n"),
        lambda: [replaced(path, text) for path, text in several.items()],
        lambda: Path("p/a_test.yaml").unlink(),
    )
    assert told == [
        "Watching 8 files; Ctrl-C ends.",
        "p/rules.yaml has changed",
        "Watching 8 files; Ctrl-C ends.",
        "p/a_test.yaml, p/b_test.yaml, p/c_test.yaml and 1 more have changed",
        "Watching 12 files; Ctrl-C ends.",
        "p/a_test.yaml has changed",
        "",
    ]


def refusing(error: Exception) -> Callable[[], object]:
    def run() -> None:
        replaced("p/rules.yaml", f"# {type(error).__name__} {error}\n")
        raise error

    return run


def test_what_is_broken_is_told_and_the_next_change_is_waited_for() -> None:
    broken = Diagnostic("ADV301", "`givn` is not known here", Span("p/rules.yaml", 1, 1, 1, 2))
    told = watched(
        refusing(RulePackError([broken])),
        refusing(Failure("there is no file or folder p")),
        refusing(AdvisorError("it cannot be")),
        refusing(OSError("it is gone")),
        refusing(click.exceptions.Exit(1)),
    )
    lines = [line for line in told if not line.startswith(("Watching", "p/rules.yaml has"))]
    assert lines == [
        "`givn` is not known here",
        "there is no file or folder p",
        "Error: it cannot be",
        "Error: it is gone",
        "gone: p/rules.yaml: error[ADV301]: `givn` is not known here",
        "",
    ]


def test_a_layer_is_watched_with_what_is_below_it() -> None:
    told = watched(lambda: replaced("p/rules.yaml", "rules: []\n"), at="l")
    assert told[1] == "p/rules.yaml has changed"


def test_hidden_files_and_others_are_not_looked_at() -> None:
    before = watching.look([Path("p")])
    for name in (".rules.yaml.swp", "p/.hidden.yaml", "p/notes.txt", "p/~$table.xlsx"):
        Path(name).write_text("x", encoding="utf-8")
    assert watching.look([Path("p")]) == before
    assert len(watching.look([Path("p/rules.yaml"), Path("gone.yaml")])) == 1


def shown(*words: str, after: Sequence[Callable[[], object]]) -> list[str]:
    """What a watched command writes at first and after each change, errors among it, without the times."""
    screens: list[str] = []

    def each(
        paths: tuple[Path, ...], run: Callable[[], object], memory: watching.AlreadyShown
    ) -> None:
        for change in (lambda: None, *after):
            change()
            begin = sys.stdout.tell()
            watching._run(run, {}, "", memory)
            sys.stdout.seek(begin)
            screens.append(sys.stdout.read())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watching, "watch", each)
        patched.setattr(watching, "tell", click.echo)
        patched.setattr(
            watching,
            "show_diagnostics",
            lambda found: click.echo(
                "".join(f"{d.span.path}: {d.message}\n" for d in found), nl=False
            ),
        )
        done = CliRunner().invoke(cli, [*words, "--watch", "w"], prog_name="advisor")
    assert done.exit_code == 0, done.output
    return [screen.replace("Watching 0 files; Ctrl-C ends.\n", "") for screen in screens]


def _changed(path: str, old: str, new: str) -> Callable[[], object]:
    def change() -> None:
        text = Path(path).read_text(encoding="utf-8")
        assert old in text
        replaced(path, text.replace(old, new))

    return change


def test_a_watched_check_tells_what_is_new_and_what_is_gone() -> None:
    write_small(Path("w"))
    odd = "  - {rule: odd, when: nothing, silences: all}\n"
    first, broken, moved, worse, mended = shown(
        "check",
        after=[
            _changed("w/rules.yaml", "rules:\n", f"rules:\n{odd}"),
            _changed("w/rules.yaml", "parameters:\n", "# a remark\nparameters:\n"),
            _changed("w/rules.yaml", "when: nothing", "when: nothing or anything"),
            _changed("w/rules.yaml", odd.replace("nothing", "nothing or anything"), ""),
        ],
    )
    total = first.splitlines()[-1]
    assert broken.startswith("w/rules.yaml:")
    assert "`nothing` is not known here" in broken
    assert moved == broken.splitlines(keepends=True)[-1] and "1 error" in moved
    assert "`anything` is not known here" in worse and "`nothing`" not in worse.split("|")[0]
    assert "2 errors" in worse
    assert [line[:30] for line in mended.splitlines()] == [
        *["gone: w/rules.yaml: error[ADV3"] * 2,
        "",
        total[:30],
    ]


def test_watched_tests_tell_which_have_turned() -> None:
    write_small(Path("w"))
    first, failing, as_before, broken, mended = shown(
        "test",
        after=[
            _changed("w/rules.yaml", "asked < 2", "asked < 0"),
            _changed("w/rules_test.yaml", "tests:\n", "# a remark\ntests:\n"),
            _changed("w/rules.yaml", "asked < 0", "askd < 2"),
            _changed("w/rules.yaml", "askd < 2", "asked < 2"),
        ],
    )
    assert "2 passed, 0 failed" in first
    assert "FAILED a late claim is asked about" in failing and "1 passed, 1 failed" in failing
    assert "FAILED" not in as_before and "1 passed, 1 failed" in as_before
    assert "`askd` is not known here" in broken and "passed" not in broken
    assert "PASSED a late claim is asked about" in mended and "2 passed, 0 failed" in mended
    assert "gone: w/rules.yaml: error[ADV301]" in mended


@pytest.mark.parametrize(
    "words",
    [("check", "-f", "json"), ("check", "--expand"), ("test", "-f", "junit"), ("test", "-o", "x")],
)
def test_data_for_programs_is_not_watched(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, [*words, "--watch", "p"], prog_name="advisor")
    assert done.exit_code == 2
    assert "--watch shows text on a screen" in done.stderr
