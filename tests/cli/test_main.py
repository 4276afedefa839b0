"""The command line as a whole: what is imported, what is written where, and how it ends."""

import json
import os
import shlex
import signal
import subprocess
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from advisor.__main__ import run as start
from advisor.cli import main

GOLDEN = Path(__file__).parent.parent / "golden"
PACK = GOLDEN / "pack"
ME = GOLDEN / "cases" / "advise" / "me.yaml"


def run(
    *words: str, cache: Path, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    known = {
        k: v
        for k, v in os.environ.items()
        if k not in ("NO_COLOR", "FORCE_COLOR", "ADVISOR_NO_CACHE")
    }
    return subprocess.run(
        [sys.executable, "-m", "advisor", *words],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**known, "XDG_CACHE_HOME": str(cache), **environment},
        check=False,
        timeout=60,
    )


HEAVY = ("jinja2", "lark", "hypothesis", "pytest", "matplotlib", "wcwidth", "asyncio")
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


def imported_by(cache: Path, *words: str, stdin: str = "") -> set[str]:
    """The packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *words],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "ADVISOR_NO_CACHE": ""},
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_advice_needs_no_heavy_library_once_the_rules_are_known(tmp_path: Path) -> None:
    words = ("advise", str(ME), "--pack", str(PACK))
    assert "lark" in imported_by(tmp_path, *words)  # the first time, the rules have to be read
    assert imported_by(tmp_path, *words) & set(HEAVY) == set()


def test_a_command_imports_nothing_of_another(tmp_path: Path) -> None:
    found = imported_by(tmp_path, "completion", "bash")
    assert found & {*HEAVY, "yaml", "durable_rules_engine"} == set()


IN_COLUMNS = {
    "the questionnaire": (("ask", "--save", "new.yaml"), "yes\nAcme\n"),
    "changes": (("change-to", "let-it-rest", str(ME)), ""),
}


@pytest.mark.parametrize("case", IN_COLUMNS.values(), ids=IN_COLUMNS)
def test_one_person_never_waits_for_pandas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[tuple[str, ...], str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words, stdin = case
    found = imported_by(tmp_path, *words, "--pack", str(PACK), stdin=stdin)
    assert found & {"pyarrow", "pandas"} == {"pyarrow"}


ENDINGS = {
    "fine": (("advise", str(ME), "--pack", str(PACK)), 0),
    "no command": ((), 0),
    "help": (("-h",), 0),
    "version": (("--version",), 0),
    "an unknown command": (("advize",), 2),
    "an unknown option": (("advise", "--loud", str(ME)), 2),
    "nothing to advise on": (("advise",), 2),
    "help as a command": (("help",), 0),
    "help for a command": (("help", "done"), 0),
    "help for help": (("help", "help"), 0),
    "help for no command": (("help", "dnoe"), 2),
    "version as a command": (("version",), 0),
    "a date that is none": (("advise", str(ME), "--today", "someday"), 2),
    "a date that may be two": (("advise", str(ME), "--today", "03/04/2026"), 2),
    "a compact date": (("advise", str(ME), "--today", "20261122", "--pack", str(PACK)), 0),
    "a day in words": (("advise", str(ME), "--today", "yesterday", "--pack", str(PACK)), 0),
    "a setting without a value": (("advise", str(ME), "--set", "chase_interval"), 2),
    "a file that is not there": (("advise", "nobody.yaml", "--pack", str(PACK)), 2),
    "rules that are not there": (("advise", str(ME), "--pack", "nowhere"), 2),
    "a batch of nothing": (("batch", "nowhere"), 2),
    "not advised": (("explain", str(ME), "--why", "let-it-rest", "--pack", str(PACK)), 1),
    "checked": (("check", str(PACK)), 0),
    "tested": (("test", str(PACK)), 0),
}


@pytest.mark.parametrize("case", ENDINGS.values(), ids=ENDINGS)
def test_the_exit_status_tells_how_it_ended(
    tmp_path: Path, case: tuple[tuple[str, ...], int]
) -> None:
    words, status = case
    done = run(*words, cache=tmp_path)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) is (status < 2)  # what could not be run has no data
    assert bool(done.stderr) or status < 2


def test_a_folder_where_an_option_names_the_rules_is_told_so(tmp_path: Path) -> None:
    said = run("graph", str(PACK), cache=tmp_path).stderr
    assert f"; name the rules by --pack {PACK}" in said
    assert "--pack" not in run("graph", "nowhere", cache=tmp_path).stderr


SLIPS = {  # what somebody typed, on a terminal of 40 columns → the lines about it
    "letter 1": ["Error: there is no command 'letter';", "  `advisor` alone lists them"],
    "aks": ["Error: there is no command 'aks'; did", "  you mean 'ask'?"],
    "new": ["Error: WHAT is missing: pack, layer,", "  rule, fact, action, draft, test or", "  situation"],
    "new rule": ["Error: NAME is missing"],
    "diff": ["Error: OLD is missing"],
    "sweep one.yaml": ["Error: --set NAME=VALUES is missing"],
    "schema": ["Error: a word is missing: situation,", "  test or pack"],
    "undo one.yaml two.yaml": ["Error: there is no place for 'two.yaml'", "  here"],
    "events nowhere.yaml": ["Error: there is no file nowhere.yaml;", "  `advisor ask` writes one for you"],
}  # fmt: skip


@pytest.mark.parametrize("typed", SLIPS)
def test_on_a_terminal_no_word_of_an_error_is_broken(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(main.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.argv", ["advisor", *typed.split()])
    assert main._run() == 2
    assert capsys.readouterr().err.splitlines()[-len(SLIPS[typed]) :] == SLIPS[typed]
    monkeypatch.setattr(main.sys.stderr, "isatty", lambda: False)
    assert main._run() == 2
    whole = " ".join(line.strip() for line in SLIPS[typed])
    assert capsys.readouterr().err.splitlines()[-1] == whole


@pytest.mark.parametrize("word", ["--version", "version"])
def test_a_version_is_said(word: str, tmp_path: Path) -> None:
    assert run(word, cache=tmp_path).stdout == "advisor, version 0.1.0\n"


@pytest.mark.parametrize(
    ("words", "option"), [("help", "--help"), ("help done", "done --help"), ("help help", "--help")]
)
def test_help_is_the_option_of_that_name(words: str, option: str, tmp_path: Path) -> None:
    assert run(*words.split(), cache=tmp_path).stdout == run(*option.split(), cache=tmp_path).stdout


COLOURS: dict[str, tuple[tuple[str, ...], dict[str, str], bool]] = {
    "no terminal": ((), {}, False),
    "always": (("--color", "always"), {}, True),
    "always, whatever the environment says": (("--color", "always"), {"NO_COLOR": "1"}, True),
    "forced by the environment": ((), {"FORCE_COLOR": "1"}, True),
    "forced, but not wanted": ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    "an empty NO_COLOR says nothing": ((), {"CLICOLOR_FORCE": "1", "NO_COLOR": ""}, True),
    "never": (("--color", "never"), {"FORCE_COLOR": "1"}, False),
}


@pytest.mark.parametrize("case", COLOURS.values(), ids=COLOURS)
def test_colour_is_used_where_it_is_wanted(
    tmp_path: Path, case: tuple[tuple[str, ...], dict[str, str], bool]
) -> None:
    words, environment, is_coloured = case
    done = run("advise", str(ME), "--pack", str(PACK), *words, cache=tmp_path, **environment)
    assert ("\x1b[" in done.stdout) is is_coloured


def test_who_stops_reading_hears_no_complaint(tmp_path: Path) -> None:
    words = (sys.executable, "-m", "advisor", "advise", str(ME), "--pack", str(PACK))
    command = f"{shlex.join(words)} --questions all | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        check=True,
        timeout=60,
    )
    assert done.stdout == "Waiting on Acme with an offer from Globex\n"
    assert done.stderr == ""


def test_an_interrupt_ends_without_a_word_about_our_code(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, "advise", "-", "--pack", str(PACK)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "reading\n"
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert complaint.strip() == ""


INTERRUPTED = """\
from advisor.cli import sources
from advisor.cli.main import main

read_stdin = sources.read_stdin


def tell_and_read():
    print("reading", flush=True)  # from here on we wait for standard input
    return read_stdin()


sources.read_stdin = tell_and_read
main()
"""


def test_a_file_is_written_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    out = tmp_path / "advice.txt"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    done = run("advise", str(ME), "--pack", str(PACK), "-o", str(out), cache=tmp_path / "c")
    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("Waiting on Acme")
    assert out.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"advice.txt", "c"}


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("real.txt")
    words = ("advise", str(ME), "--pack", str(PACK), "-o", str(tmp_path / "link.txt"))
    run(*words, cache=tmp_path / "c")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8").startswith("Waiting on Acme")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    words = ("advise", str(ME), "--pack", str(PACK), "-o", str(tmp_path / "no" / "advice.txt"))
    done = run(*words, cache=tmp_path / "c")
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "advice.txt: No such file or directory" in done.stderr


def test_text_that_the_terminal_cannot_show_does_not_stop_us(tmp_path: Path) -> None:
    done = run(
        "advise",
        "-",
        "--pack",
        str(PACK),
        cache=tmp_path,
        stdin="situation: Zoe 日\ntoday: 2026-11-22\n",
        PYTHONIOENCODING="latin-1",
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Zoe \\u65e5\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", ["advise examples/first-chase.yaml", "check", "batch examples", "--help"]
)
def test_what_cannot_be_written_is_said_in_one_line(
    words: str, unbuffered: str, full_device: Path
) -> None:
    with full_device.open("wb", buffering=0) as full:
        done = subprocess.run(
            [sys.executable, "-m", "advisor", *words.split()],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert (done.returncode, len(errors)) == (2, 1)
    assert "No space left on device" in errors[0]
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr


DEAF = """\
import signal, sys, time
from advisor.cli import main

# Started in the background by a shell, the tests may ignore Ctrl-C, and so would this.
signal.signal(signal.SIGINT, signal.default_int_handler)

class Deaf:
    def __del__(self):
        raise KeyboardInterrupt  # as if Ctrl-C came here: it cannot be raised

def work():
    one = Deaf()
    del one
    time.sleep(60)
    return 0

main._run = work
main.main()
"""


def test_a_ctrl_c_that_comes_where_nothing_can_be_raised_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DEAF], capture_output=True, text=True, check=False, timeout=40
    )
    assert (done.returncode, done.stderr) == (130, "")


def test_ctrl_c_while_modules_are_loading_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PressesCtrlC(MetaPathFinder):
        def find_spec(self, fullname: str, path: object, target: object = None) -> None:
            if fullname == "advisor.cli.main":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "advisor.cli.main")
    monkeypatch.delattr("advisor.cli.main")
    monkeypatch.setattr(sys, "meta_path", [PressesCtrlC(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 130


def test_what_loads_before_ctrl_c_is_heard_is_the_package_alone() -> None:
    program = "import sys; before = set(sys.modules); import advisor.__main__; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["__future__", "advisor", "advisor.__main__"]
