"""Which rules count, and situations that lie among rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.cli.rules_in_use import rules_folder
from advisor.diagnostics import SituationFileError

DESK = {
    "pack.yaml": "pack: desk\nversion: 1.0.0\nlanguage: 1.1\ntitle: A desk\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      is_broken: {type: yes-no, ask: Is it broken?}
  part: {list: parts, facts: {name: {type: text}}}
actions:
  repair: {title: Repair it, kind: do, done: {is_broken: no}}
rules:
  - rule: repair-what-is-broken
    when: is_broken or any(parts, name is "leg")
    advise: repair
    because: It can be repaired.
""",
}


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=stdin, prog_name="advisor")


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("FORCE_COLOR", "ADVISOR_PACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)
    for folder in ("desk", "rules/stool"):
        for name, text in DESK.items():
            write(f"{folder}/{name}", text.replace("desk", Path(folder).name))


# The option, what the situation names, ADVISOR_PACK, advisor.toml -> the folder whose rules count.
CHOICES = {
    "nothing is said": (None, None, None, None, "post-interview"),
    "advisor.toml": (None, None, None, "rules/stool", "stool"),
    "ADVISOR_PACK before advisor.toml": (None, None, "desk", "rules/stool", "desk"),
    "the situation before both": (None, "rules/stool", "desk", "desk", "stool"),
    "the option before all": ("desk", "rules/stool", "rules/stool", "rules/stool", "desk"),
    "a pack by its name": (None, "post-interview", "desk", None, "post-interview"),
    "an option by its name": ("post-interview", "desk", None, None, "post-interview"),
}


@pytest.mark.parametrize("option, named, variable, settings, folder", CHOICES.values(), ids=CHOICES)
def test_the_rules_are_those_that_are_named_nearest(
    option: str | None,
    named: str | None,
    variable: str | None,
    settings: str | None,
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if variable is not None:
        monkeypatch.setenv("ADVISOR_PACK", variable)
    if settings is not None:
        write("advisor.toml", f'pack = "{settings}"\n')
    write("me.yaml", "today: 2026-11-22\n" + (f"pack: {named}\n" if named else ""))
    found = api.pack_for("me.yaml")
    chosen = rules_folder(None if option is None else Path(option), None if option else found)
    assert chosen.name == folder


def test_the_nearest_settings_are_looked_for_in_the_folders_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("advisor.toml", 'pack = "desk"')
    write("inside/further/here", "")
    monkeypatch.chdir("inside/further")
    assert rules_folder(None).name == "desk"
    write("../advisor.toml", 'pack = "../rules/stool"')
    assert rules_folder(None).name == "stool"


def test_within_rules_these_count_and_the_settings_nearest_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("advisor.toml", 'pack = "rules/stool"')
    write("desk/drafts/thanks.md", "")
    monkeypatch.chdir("desk")
    assert rules_folder(None) == Path()
    monkeypatch.chdir("drafts")
    assert rules_folder(None) == Path("..")
    write("advisor.toml", 'pack = "../../rules/stool"')
    assert rules_folder(None).name == "stool"
    monkeypatch.setenv("ADVISOR_PACK", "post-interview")
    assert rules_folder(None).name == "post-interview"


WITHIN = (("check",), ("test",), ("rules", "repair"), ("fmt", "--check"))


@pytest.mark.parametrize("words", WITHIN, ids=" ".join)
def test_whoever_stands_among_rules_means_these(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("desk/rules.yaml", DESK["rules.yaml"].replace("when: is_broken", "when: is_brken"))
    monkeypatch.chdir("desk")
    said = run(*words).output
    assert said.startswith("rules.yaml:10:11: error[ADV301]: `is_brken` is not known here"), said


def test_check_says_which_rules_it_took_where_nobody_named_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("check").stdout.endswith("1 rule pack (post-interview): nothing wrong\n")
    monkeypatch.chdir("desk")
    assert run("check").stdout.endswith("1 rule pack (desk): nothing wrong\n")
    assert run("check", ".").stdout.endswith("1 rule pack: nothing wrong\n")


COMMANDS = (
    ("advise", "me.yaml"),
    ("advise", "me.json"),
    ("explain", "repair", "me.yaml"),
    ("change-to", "--without", "repair", "me.yaml"),
    ("what-if", "me.yaml", "--change", "is_broken=no"),
    ("timeline", "me.yaml"),
    ("change", "me.yaml"),
    ("done", "repair", "me.yaml"),
    ("tell", "me.yaml"),
    ("batch", "me.yaml", "-f", "table"),
    ("check", "me.yaml"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_takes_the_rules_that_the_situation_names(words: tuple[str, ...]) -> None:
    write("me.yaml", "pack: desk\ntoday: 2026-11-22\nis_broken: yes\n")
    write("me.json", '{"pack": "desk", "today": "2026-11-22", "is_broken": true}')
    done = run(*words)
    assert done.exit_code == 0, done.output


def test_a_situation_on_standard_input_names_its_rules() -> None:
    done = run("advise", "-", stdin="pack: desk\ntoday: 2026-11-22\nis_broken: yes\n")
    assert (done.exit_code, "Repair it" in done.stdout) == (0, True), done.output


def test_the_library_takes_the_rules_that_the_file_names() -> None:
    path = write("me.yaml", "pack: desk\ntoday: 2026-11-22\nis_broken: yes\n")
    assert [piece.action for piece in api.advise(path).advice] == ["repair"]
    write("me.yaml", "pack: nowhere\n")
    with pytest.raises(SituationFileError, match="there is no pack `nowhere`"):
        api.advise(path)


WRONG = {
    "a situation": ("pack: nowhere\n", {}, None, "there is no pack `nowhere`"),
    "the variable": ("", {"ADVISOR_PACK": "nowhere"}, None, "ADVISOR_PACK says `nowhere`, and there is no pack"),
    "the settings": ("", {}, 'pack = "nowhere"', "advisor.toml says `pack = 'nowhere'`, and there is no pack"),
    "a number in the settings": ("", {}, "pack = 5", "advisor.toml says `pack = 5`, and there is no pack"),
    "no settings at all": ("", {}, "pack = ", "advisor.toml cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("situation, variables, settings, words", WRONG.values(), ids=WRONG)
def test_rules_that_are_not_there_are_told_in_words(
    situation: str,
    variables: dict[str, str],
    settings: str | None,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if settings is not None:
        write("advisor.toml", settings)
    write("me.yaml", f"{situation}today: 2026-11-22\n")
    done = run("advise", "me.yaml")
    assert (done.exit_code, words in done.stderr) == (2, True), done.output


def test_settings_without_a_pack_say_nothing() -> None:
    write("advisor.toml", "other = 1\n")
    assert rules_folder(None).name == "post-interview"


def test_files_that_name_different_rules_are_not_taken_together() -> None:
    write("a.yaml", "pack: desk\ntoday: 2026-11-22\n")
    write("b.yaml", "today: 2026-11-22\n")
    done = run("advise", "a.yaml", "b.yaml")
    assert done.exit_code == 2
    assert "a.yaml is told by desk, b.yaml by the usual rules" in done.stderr
    assert run("advise", "a.yaml", "b.yaml", "--pack", "desk").exit_code == 0


def test_a_fact_that_is_called_pack_stays_a_fact() -> None:
    text = DESK["rules.yaml"].replace(
        "is_broken: {type: yes-no", "pack: {type: text}\n      is_broken: {type: yes-no"
    )
    write("desk/rules.yaml", text)
    write("advisor.toml", 'pack = "desk"')
    write("me.yaml", "pack: blue\ntoday: 2026-11-22\nis_broken: yes\n")
    done = run("advise", "me.yaml")
    assert (done.exit_code, "Repair it" in done.stdout) == (0, True), done.output


def test_ask_writes_down_which_rules_the_answers_are_for() -> None:
    done = run("ask", "--pack", "desk", stdin="no\nyes\n")
    assert done.exit_code == 0, done.output
    assert Path("my-situation.yaml").read_text("utf-8").startswith("pack: desk\nis_broken: yes\n")
    assert "Repair it" in run("advise").stdout


def test_answers_in_the_folder_of_the_rules_do_not_break_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir("desk")
    assert run("ask", "--pack", ".", stdin="no\nyes\n").exit_code == 0
    assert Path("my-situation.yaml").exists()
    for words in (("check", "."), ("check", "my-situation.yaml"), ("advise",), ("test", ".")):
        done = run(*words)
        assert done.exit_code == 0, done.output
    assert "1 situation file: nothing wrong" in run("check", "my-situation.yaml").stdout


def test_a_situation_among_rules_with_a_slip_is_told_as_what_it_is() -> None:
    write("desk/me.yaml", "today: 2026-11-22\nis_broken: yes\npart: none\n")
    done = run("check", "desk")
    assert done.exit_code == 1
    assert "this file looks like a situation, but for `part`" in done.stdout
    assert "did you mean `parts`?" in done.stdout
    assert done.stdout.count("error[") == 1


def test_check_reads_the_cases_beside_a_pack_by_that_pack() -> None:
    write("cases/a.yaml", "today: 2026-11-22\nis_broken: yes\n")
    done = run("check", "desk", "cases")
    assert (done.exit_code, "1 rule pack, 1 situation file: nothing wrong" in done.stdout) == (
        0,
        True,
    )
    write("cases/b.yaml", "pack: ../rules/stool\nis_broke: yes\n")
    done = run("check", "desk", "cases")
    assert (done.exit_code, "did you mean `is_broken`?" in done.stdout) == (1, True)
