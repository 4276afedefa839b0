"""Which piece of advice is meant: numbers, names, `--for` and the file, alike in all commands."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from advisor.cli.options import sort_out
from advisor.cli.situation.advice_references import action_of_draft, meant_actions, shell_word
from advisor.cli.situation.last_page import recall
from advisor.ir import Pack
from advisor.loading.declarations.packs import load_pack_texts
from tests.small_pack import FILES

# The small pack, with three messages and two more things to thank for.
PACK = {
    **FILES,
    "events.yaml": "events:\n  they-answered: {title: They answered, asks: [mood]}\n",
    "actions.yaml": FILES["actions.yaml"]
    .replace("title: Thank {company}\n", "title: Thank {company}\n    draft: thank-you\n")
    .replace("how things stand\n", "how things stand\n    draft: chase\n")
    + """\
  thank-the-agency:
    title: Thank the agency
    kind: do
    draft: to-the-agency
  thank-everybody: {title: Thank everybody for their time, kind: do}
  close: {title: "Close the file on {company}", kind: do}
""",
    "more.yaml": """\
rules:
  - rule: close-what-was-turned-down
    for: application
    when: stage is rejected
    advise: close
    because: It is over.
    source: [guide#thank]
""",
}
DRAFTS = {
    "thank-you": "Dear {{ company }}, thank you.\n",
    "chase": "Dear {{ company }}, how do things stand?\n",
    "to-the-agency": "Thank you.\n",
}
TEXT = """\
situation: Two of them
today: 2026-11-22
applications:
  - company: Acme Labs
    stage: interviewed
    reply_by: 2026-11-20
    interviews:
      - {held_on: 2026-11-18, thanked: no}
      - {held_on: 2026-11-19, thanked: yes}
  - company: Globex
    stage: interviewed
    reply_by: 2026-11-21
    interviews: none
"""
# The page: 1 thank (Acme Labs), 2 chase (Acme Labs), 3 chase (Globex).


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in with the default file, the rules beside it, and a cache of its own."""
    rules = tmp_path / "rules"
    (rules / "drafts").mkdir(parents=True)
    for name, text in PACK.items():
        (rules / name).write_text(text)
    for name, text in DRAFTS.items():
        (rules / "drafts" / f"{name}.md").write_text(text)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)
    (home / "my-situation.yaml").write_text(TEXT)
    (home / "me.yaml").write_text(TEXT)
    return home


def run(command: str, *words: str) -> Result:
    whole = [command, "--pack", "../rules", *words]
    return CliRunner().invoke(cli, whole, catch_exceptions=False, prog_name="advisor")


def pack() -> Pack:
    texts = {f"small/{name}": text for name, text in PACK.items()}
    texts |= {f"small/drafts/{name}.md": text for name, text in DRAFTS.items()}
    loaded = load_pack_texts(texts, "small")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


# --- the words of a command --------------------------------------------------------------------------

WORDS = {
    "nothing": ([], (None, None)),
    "an action": (["chase"], ("chase", None)),
    "a number": (["1"], ("1", None)),
    "a file": (["me.yaml"], (None, "me.yaml")),
    "a file that is not there": (["nobody.yml"], (None, "nobody.yml")),
    "a file without an ending": (["notes"], (None, "notes")),
    "standard input": (["-"], (None, "-")),
    "action and file": (["chase", "me.yaml"], ("chase", "me.yaml")),
    "file and action": (["me.yaml", "chase"], ("chase", "me.yaml")),
    "file and number": (["me.json", "2"], ("2", "me.json")),
    "number and a file without an ending": (["2", "notes"], ("2", "notes")),
    "a file without an ending and number": (["notes", "2"], ("2", "notes")),
    "a number that is a file's name too": (["7"], ("7", None)),
    "neither looks like a file": (["chase", "nobody"], ("chase nobody", None)),
    "several words and a file": (
        ["thank", "me.yaml", "st", "marys"],
        ("thank st marys", "me.yaml"),
    ),
    "several numbers": (["1", "2"], ("1 2", None)),
    "a folder is no file": (["thank", "chase"], ("thank chase", None)),
    "both look like files": (["a.yaml", "b.yaml"], ("a.yaml", "b.yaml")),
}


@pytest.mark.parametrize(("words", "meant"), WORDS.values(), ids=WORDS)
def test_a_file_may_stand_before_or_behind(
    home: Path, words: list[str], meant: tuple[str | None, str | None]
) -> None:
    (home / "notes").write_text(TEXT)
    (home / "7").write_text(TEXT)
    (home / "thank").mkdir()
    assert sort_out(words) == meant


@pytest.mark.parametrize("command", ["draft", "done", "explain"])
def test_a_third_file_is_one_too_many(home: Path, command: str) -> None:
    result = run(command, "chase", "me.yaml", "other.yaml")
    assert result.exit_code == 2
    assert "That is one word too many: 'other.yaml'." in result.stderr


NAMED = {
    "the name of an action": ("chase globex", "chase", "Globex"),
    "words of its title": ("how things stand GLOBEX", "chase", "Globex"),
    "the name first": ("globex chase", "chase", "Globex"),
    "nobody else is advised for it": ("globex", "chase", "Globex"),
    "its first word": ("thank acme", "thank", "Acme Labs"),
    "the file between": ("chase me.yaml globex", "chase", "Globex"),
}


@pytest.mark.parametrize(("words", "action", "label"), NAMED.values(), ids=NAMED)
def test_a_name_beside_the_action_says_for_whom_it_is(
    home: Path, words: str, action: str, label: str
) -> None:
    plain = run("explain", action, "me.yaml", "--for", label)
    assert plain.exit_code == 0
    named = [] if "me.yaml" in words else ["me.yaml"]
    found = run("explain", *words.split(), *named)
    hint = "Some steps and notes are left out here"  # it repeats how it was asked
    assert found.stdout.partition(hint)[0] == plain.stdout.partition(hint)[0]


NOT_ONE = {
    "several are advised for it": (
        "acme labs",
        "say which. Of what is advised now, for Acme Labs:\n  1. Thank Acme Labs (thank)\n"
        "  2. Ask Acme Labs how things stand (chase)\n",
    ),
    "the words are of none": (
        "phone globex",
        "there is no `phone`. Of what is advised now, for Globex:\n"
        "  3. Ask Globex how things stand (chase)\n",
    ),
    "nobody is called that": ("chase initech", "there is no action `chase initech`. What is"),
}


@pytest.mark.parametrize("command", ["draft", "done", "explain"])
@pytest.mark.parametrize(("words", "message"), NOT_ONE.values(), ids=NOT_ONE)
def test_a_name_with_several_or_no_actions_says_which_there_are(
    home: Path, command: str, words: str, message: str
) -> None:
    result = run(command, *words.split(), "me.yaml")
    assert result.exit_code == 2
    assert message in result.stderr


FIRST_WORDS = {
    "several begin like that": ("Acme Foods", "there is no action `chase acme`"),
    "another one is called that": ("Acme", "Recorded in me.yaml for Acme:"),
}


@pytest.mark.parametrize(("company", "message"), FIRST_WORDS.values(), ids=FIRST_WORDS)
def test_the_first_word_of_a_name_is_enough_where_it_means_one(
    home: Path, company: str, message: str
) -> None:
    (home / "me.yaml").write_text(TEXT.replace("Globex", company))
    assert message in run("done", "chase", "acme", "me.yaml").stderr


LABELS = {
    "an article": ("the Royal Free", "royal free"),
    "an apostrophe": ("St Mary's", "St Marys"),
}


@pytest.mark.parametrize(("company", "said"), LABELS.values(), ids=LABELS)
def test_a_label_is_found_however_it_is_written(home: Path, company: str, said: str) -> None:
    (home / "me.yaml").write_text(TEXT.replace("Globex", company))
    result = run("done", "chase", "me.yaml", "--for", said)
    assert result.exit_code == 0
    assert f"Recorded in me.yaml for {company}:" in result.stderr


def test_a_word_for_the_shell_is_quoted_so_that_it_can_be_read() -> None:
    words = ["Acme", "St Mary's", "the Royal Free", "O'Neill & $ons"]
    assert [shell_word(word) for word in words] == [
        "Acme",
        '"St Mary\'s"',
        "'the Royal Free'",
        "'O'\"'\"'Neill & $ons'",
    ]


@pytest.mark.parametrize("command", ["advise", "draft", "done", "explain"])
def test_without_a_file_the_one_that_ask_writes_is_taken(home: Path, command: str) -> None:
    words = () if command == "advise" else ("chase", "--for", "Globex")
    assert run(command, *words).exit_code == 0
    (home / "my-situation.yaml").unlink()
    missing = run(command, *words)
    assert missing.exit_code == 2
    assert missing.stderr == (
        "Error: There is no my-situation.yaml here. `advisor ask` makes one; or name a file.\n"
    )


@pytest.mark.parametrize("command", ["advise", "draft", "done", "explain"])
@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("nobody.json", "`advisor ask` writes one for you"),
        ("mee.yaml", "did you mean me.yaml?"),
        ("../home/mee.yaml", "did you mean ../home/me.yaml?"),
    ],
)
def test_a_file_that_is_not_there_has_no_line(
    home: Path, command: str, file: str, hint: str
) -> None:
    result = run(command, file) if command == "advise" else run(command, "chase", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: there is no file {file}; {hint}\n"


def test_answers_without_a_name_are_those_of_the_default_file(home: Path) -> None:
    result = CliRunner().invoke(cli, ["ask", "--pack", "../rules", "--answers"], input="stop\n")
    assert "Your answers are in my-situation.yaml" in result.stderr


# --- numbers -----------------------------------------------------------------------------------------


def test_numbers_are_those_of_todays_advice_where_no_page_was_shown(home: Path) -> None:
    assert run("draft", "1").stdout == "Dear Acme Labs, thank you.\n"
    assert run("draft", "3", "me.yaml").stdout == "Dear Globex, how do things stand?\n"
    assert "chases: 1" in run("done", "3").stderr


def test_numbers_are_those_of_the_last_page(home: Path) -> None:
    run("advise", "me.yaml")
    (home / "me.yaml").write_text(TEXT.replace("thanked: no", "thanked: yes"))  # 2 is now the first
    assert run("draft", "2", "me.yaml").stdout == "Dear Acme Labs, how do things stand?\n"
    assert run("draft", "3", "me.yaml").stdout == "Dear Globex, how do things stand?\n"
    assert run("draft", "3").exit_code == 0  # another file has another page: today's
    assert run("explain", "2", "me.yaml").stdout.startswith("Ask Acme Labs how things stand\n")
    run("advise", "me.yaml", "--short")
    assert run("draft", "2", "me.yaml").stdout == "Dear Globex, how do things stand?\n"


def test_the_page_that_done_shows_has_the_next_numbers(home: Path) -> None:
    run("advise")
    assert "for Acme Labs, the interview on 18 Nov 2026" in run("done", "1").stderr
    first = run("done", "1")
    assert "Recorded in my-situation.yaml for Acme Labs:" in first.stderr
    assert "chases: 1" in first.stderr


def test_the_page_that_ask_shows_is_remembered_too(home: Path) -> None:
    ask = ["ask", "--pack", "../rules", "--answers"]
    CliRunner().invoke(cli, ask, input="stop\n", catch_exceptions=False)
    text = (home / "my-situation.yaml").read_text()
    (home / "my-situation.yaml").write_text(text.replace("thanked: no", "thanked: yes"))
    assert run("draft", "3").stdout == "Dear Globex, how do things stand?\n"


@pytest.mark.parametrize(
    ("other", "question"),
    [
        ("", "- By what day did Acme Labs promise an answer?"),
        (
            "  - {company: Globex, stage: applied, interviews: none}\n",
            "- Acme Labs: By what day did Acme Labs promise an answer?",
        ),
    ],
    ids=["one company", "another, of which there is nothing to say"],
)
def test_a_question_names_its_company_where_the_situation_has_another(
    home: Path, other: str, question: str
) -> None:
    (home / "me.yaml").write_text(
        "today: 2026-11-22\napplications:\n"
        f"  - {{company: Acme Labs, stage: interviewed, interviews: none}}\n{other}"
    )
    shown = run("advise", "me.yaml").stdout
    assert question in shown.splitlines()
    assert "Globex" not in shown


@pytest.mark.parametrize("file", [[], ["mine.yaml"]], ids=["the default file", "another file"])
def test_from_the_questions_to_the_proof_the_numbers_are_those_on_the_screen(
    home: Path, file: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ask, draft 1, done 1, explain 1: each page tells how to go on, and what it tells works."""
    monkeypatch.setenv("COLUMNS", "100")
    (home / "my-situation.yaml").unlink()
    day = ["--today", "2026-11-22"]
    beside = f" {file[0]}" if file else ""
    command = f"Next: advisor draft 1{beside} --pack ../rules --today 2026-11-22 (or done, explain)"
    save = ["--save", *file] if file else []
    lines = (
        "yes\nAcme Labs\ninterviewed\nyes\n18 nov\nno\n20 nov\n\n\n\n"
        "yes\nGlobex\ninterviewed\nno\n21 nov\n\n\nno\n"
    )
    asked = CliRunner().invoke(
        cli, ["ask", "--pack", "../rules", *day, *save], input=lines, prog_name="advisor"
    )
    assert asked.stdout.splitlines()[-1] == command
    assert run("draft", "1", *file, *day).stdout == "Dear Acme Labs, thank you.\n"
    recorded = run("done", "1", *file, *day)
    assert (
        "for Acme Labs, the interview on 18 Nov 2026:\n  thanked: yes  (was no)\n"
        in recorded.stderr
    )
    assert "\n1. Ask Acme Labs how things stand " in recorded.stdout
    assert recorded.stdout.splitlines()[-1] == command
    assert run("explain", "1", *file, *day).stdout.startswith("Ask Acme Labs how things stand\n")
    assert run("draft", "2", *file, *day).stdout == "Dear Globex, how do things stand?\n"


def test_a_list_of_what_is_advised_is_a_page_as_well(home: Path) -> None:
    run("advise", "me.yaml")
    (home / "me.yaml").write_text(TEXT.replace("thanked: no", "thanked: yes"))
    listed = run("draft", "xyz", "me.yaml").stderr
    assert listed == (
        "Error: there is no action `xyz`. What is advised now:\n"
        "  1. Ask Acme Labs how things stand (chase)\n"
        "  2. Ask Globex how things stand (chase)\n"
    )
    assert run("draft", "2", "me.yaml").stdout == "Dear Globex, how do things stand?\n"


GONE = "No. 1 of the last page, `thank` for Acme Labs, the interview on 18 Nov 2026, is no longer advised"
LISTED = (
    "What is advised now:\n"
    "  1. Ask Acme Labs how things stand (chase)\n"
    "  2. Ask Globex how things stand (chase)\n"
)


def test_what_is_no_longer_advised_is_said_with_what_is(home: Path) -> None:
    def with_another_page() -> None:
        (home / "me.yaml").write_text(TEXT)
        run("advise", "me.yaml")
        (home / "me.yaml").write_text(TEXT.replace("thanked: no", "thanked: yes"))

    with_another_page()
    drafted = run("draft", "1", "me.yaml")
    assert (drafted.exit_code, drafted.stdout) == (1, "")
    assert drafted.stderr.startswith(f"{GONE}, so there is nothing to write.\n{LISTED}")
    with_another_page()
    recorded = run("done", "1", "me.yaml")
    assert recorded.exit_code == 1
    assert recorded.stderr.startswith(f"{GONE}, so nothing was recorded.\n{LISTED}")
    with_another_page()
    explained = run("explain", "1", "me.yaml")
    assert explained.exit_code == 1
    words = " ".join(explained.stdout.split())
    assert words.startswith(
        f"{GONE}. One thing is missing for the interview on 18 Nov 2026: “the interview on"
        " 18 Nov 2026: Have you thanked them?” would have to be answered with no. rule thank-after-each-interview"
    )
    assert "interview on 19 Nov" not in explained.stdout
    assert explained.stdout.endswith(LISTED)
    with_another_page()
    assert run("draft", "1", "me.yaml", "--anyway").stdout == "Dear Acme Labs, thank you.\n"


def test_a_number_follows_its_company_to_another_place(home: Path) -> None:
    run("advise", "me.yaml")
    acme, globex = TEXT.index("  - company: Acme"), TEXT.index("  - company: Globex")
    turned = TEXT[:acme] + TEXT[globex:] + TEXT[acme:globex]
    (home / "me.yaml").write_text(turned)
    assert run("draft", "3", "me.yaml").stdout == "Dear Globex, how do things stand?\n"
    without = TEXT[:acme] + TEXT[globex:]  # what was at this place is another company now
    (home / "me.yaml").write_text(without)
    assert run("draft", "3", "me.yaml").stdout == "Dear Globex, how do things stand?\n"
    gone = run("draft", "2", "me.yaml")
    assert gone.exit_code == 1
    assert "No. 2 of the last page, `chase` for Acme Labs, is no longer advised" in gone.stderr


@pytest.mark.parametrize("command", ["draft", "done", "explain"])
@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999"])
def test_a_number_that_there_is_not(home: Path, command: str, number: str) -> None:
    result = run(command, number)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"Error: there is no number {number}. What is advised now:\n  1. "
    )


def test_a_number_may_have_for_whom_it_is_beside_it(home: Path) -> None:
    assert run("draft", "1", "--for", "Acme Labs").stdout == run("draft", "1").stdout != ""


def test_a_number_with_another_one_beside_it_is_refused(home: Path) -> None:
    result = run("draft", "1", "--for", "Globex")
    assert result.exit_code == 2
    assert "no. 1 of the last page, `thank`, is for Acme" in result.stderr
    assert "not for Globex" in result.stderr


def test_situations_of_one_file_have_numbers_of_their_own(home: Path) -> None:
    thanked = TEXT.replace("thanked: no", "thanked: yes")
    (home / "me.yaml").write_text(f"{thanked}---\n{TEXT}")
    run("advise", "me.yaml")
    assert "for Acme Labs:" in run("done", "1", "me.yaml", "--document", "1").stderr
    recorded = run("done", "1", "me.yaml", "--document", "2").stderr
    assert "for Acme Labs, the interview on 18 Nov 2026:" in recorded


def pages(home: Path) -> list[Path]:
    return sorted((home.parent / "cache" / "advisor").glob("*.page"))


def test_pages_are_kept_for_this_user_only_and_by_the_whole_path(home: Path) -> None:
    run("advise")
    [page] = pages(home)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert [line.split("\t") for line in page.read_text().splitlines()] == [
        [str(home / "my-situation.yaml"), "0"],
        ["thank", "applications[0].interviews[0]", "Acme Labs, the interview on 18 Nov 2026"],
        ["chase", "applications[0]", "Acme Labs"],
        ["chase", "applications[1]", "Globex"],
    ]
    run("advise", "../home/my-situation.yaml")
    assert pages(home) == [page]


@pytest.mark.parametrize(
    "words",
    [("me.yaml", "-f", "json"), ("-",), ("nobody.yaml",)],
    ids=["JSON", "a pipe", "no file"],
)
def test_what_shows_no_page_of_a_file_leaves_none(home: Path, words: tuple[str, ...]) -> None:
    run("advise", *words)
    assert pages(home) == []


SPOILT = {
    "empty": "",
    "another shape": "[1, 2]",
    "lines of another shape": "FILE\t0\nchase\n",
    "of another file": "/else\t0\nchase\tx\ty\n",
    "of another situation in it": "FILE\t1\nchase\tx\ty\n",
    "a broken escape": "FILE\t0\nchase\tx\t\\x\n",
    "not text": "\udcff",
}


@pytest.mark.parametrize("text", SPOILT.values(), ids=SPOILT)
def test_a_page_that_cannot_be_read_is_as_none(home: Path, text: str) -> None:
    run("advise")
    [page] = pages(home)
    filled = text.replace("FILE", str(home / "my-situation.yaml"))
    page.write_text(filled, encoding="utf-8", errors="surrogateescape")
    assert run("draft", "3").stdout == "Dear Globex, how do things stand?\n"


def test_names_on_a_page_may_hold_anything(home: Path) -> None:
    (home / "my-situation.yaml").write_text(
        TEXT.replace("Acme Labs", r'"a\tb\nc ü \\ \x41"'), encoding="utf-8"
    )
    run("advise")
    known = recall("my-situation.yaml", 0)
    assert known is not None
    assert [entry.name for entry in known][1:] == ["a b c ü \\ A", "Globex"]


def test_a_page_that_others_may_write_is_as_none(home: Path) -> None:
    run("advise")
    [page] = pages(home)
    page.write_text(page.read_text().replace('"chase"', '"thank"'))
    page.chmod(0o666)
    assert run("draft", "3").stdout == "Dear Globex, how do things stand?\n"


def test_where_pages_cannot_be_kept_nothing_fails(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "in-the-way").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "in-the-way"))
    result = run("advise")
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("draft", "3").stdout == "Dear Globex, how do things stand?\n"


def test_old_pages_make_room(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.cli.situation.last_page._KEPT", 2)
    for number in range(4):
        (home / f"{number}.yaml").write_text(TEXT)
        run("advise", f"{number}.yaml")
        for page in pages(home):
            os.utime(page, ns=(page.stat().st_mtime_ns - 10**9, page.stat().st_mtime_ns - 10**9))
    kept = {Path(page.read_text().split("\t")[0]).name for page in pages(home)}
    assert kept == {"2.yaml", "3.yaml"}


# --- names -------------------------------------------------------------------------------------------

NAMES: dict[str, tuple[str, set[str], list[str]]] = {
    "a slip of the keyboard": ("chaes", set(), ["chase"]),
    "another case": ("Chase", set(), ["chase"]),
    "with blanks": ("sleep on it", set(), ["sleep-on-it"]),
    "a slip in the name of its message": ("thankyou", set(), ["thank"]),
    "the beginning of one": ("sle", set(), ["sleep-on-it"]),
    "a slip before the beginning of another": ("than", set(), ["thank"]),
    "the beginning of several": ("tha", set(), ["thank", "thank-the-agency", "thank-everybody"]),
    "the beginning of several, of which one is advised": (
        "tha",
        {"thank-everybody", "chase"},
        ["thank-everybody"],
    ),
    "a word of a name": ("everybody", set(), ["thank-everybody"]),
    "a word of a title": ("stand", set(), ["chase"]),
    "words of a title": ("close the file", set(), ["close"]),
    "the beginning of a word of a title": ("agen", set(), ["thank-the-agency"]),
    "nothing like it": ("xyzzy", set(), []),
    "no letters": ("??", set(), []),
    "nothing": ("", set(), []),
}


@pytest.mark.parametrize(("word", "advised", "meant"), NAMES.values(), ids=NAMES)
def test_names_that_may_have_been_meant(word: str, advised: set[str], meant: list[str]) -> None:
    assert meant_actions(pack(), word, advised) == meant


def test_the_name_of_a_message_stands_for_its_action() -> None:
    assert action_of_draft(pack(), "thank-you", set()) == "thank"
    assert action_of_draft(pack(), "to-the-agency", {"chase"}) == "thank-the-agency"
    assert action_of_draft(pack(), "thank", set()) is None


@pytest.mark.parametrize("command", ["draft", "done", "explain"])
def test_all_commands_say_alike_which_action_was_meant(home: Path, command: str) -> None:
    assert run(command, "thankyou").stderr == (
        "Error: there is no action `thankyou`; did you mean `thank`?\n"
    )
    assert run(command, "xyzzy").stderr == (
        "Error: there is no action `xyzzy`. What is advised now:\n"
        "  1. Thank Acme Labs (thank)\n"
        "  2. Ask Acme Labs how things stand (chase)\n"
        "  3. Ask Globex how things stand (chase)\n"
    )
    assert run(command, "thank-you").exit_code == 0


@pytest.mark.parametrize("command", ["draft", "done"])
def test_where_nothing_is_named_it_says_what_could_be(home: Path, command: str) -> None:
    result = run(command, "me.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "Error: Say which, by its number or name. What is advised now:\n  1. "
    )


def test_titles_that_are_alike_are_told_apart(home: Path) -> None:
    (home / "me.yaml").write_text(TEXT.replace("thanked: yes", "thanked: no"))
    assert (
        "  1. Thank Acme Labs (thank, the interview on 18 Nov 2026)\n"
        "  2. Thank Acme Labs (thank, the interview on 19 Nov 2026)\n"
    ) in run("explain", "xyzzy", "me.yaml").stderr


# --- --for -------------------------------------------------------------------------------------------

LABELS = {
    "as it is written": "Acme Labs",
    "in other letters": "ACME labs",
    "with blanks around": " acme labs ",
    "its own label": "the interview on 18 nov 2026",
    "its whole name": "acme labs, the interview on 18 Nov 2026",
    "its place": "applications[0].interviews[0]",
    "the place of the one around it": "applications[0]",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("command", ["draft", "done", "explain"])
def test_for_is_understood_alike(home: Path, command: str, label: str) -> None:
    result = run(command, "thank", "--for", label)
    assert result.exit_code == 0
    shown = {
        "draft": "Dear Acme Labs, thank you.",
        "done": "Recorded in my-situation.yaml for Acme Labs, the interview on 18 Nov 2026:",
        "explain": "for the interview on 18 Nov 2026 (thank)",
    }[command]
    assert shown in result.stdout + result.stderr


UNKNOWN = {
    "nothing like it": (
        "Initech",
        "there is nothing called 'Initech'; there is Acme Labs; "
        "Acme Labs, the interview on 18 Nov 2026; Acme Labs, the interview on 19 Nov 2026; Globex",
    ),
    "a slip of the keyboard": ("globx", "there is nothing called 'globx'; did you mean `Globex`?"),
    "the beginning": ("acme", "there is nothing called 'acme'; did you mean `Acme Labs`?"),
    "no place": (
        "applications[7]",
        "there is nothing called 'applications[7]'; there is Acme Labs;",
    ),
    "empty": ("", "there is nothing called ''; there is Acme Labs;"),
}


@pytest.mark.parametrize(("label", "message"), UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("command", ["draft", "done", "explain"])
def test_a_label_that_nothing_has_is_said_alike(
    home: Path, command: str, label: str, message: str
) -> None:
    result = run(command, "chase", "--for", label)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {message}")


def test_where_it_is_not_advised_the_label_is_repeated_as_it_is_written(home: Path) -> None:
    for command in ("draft", "done"):
        result = run(command, "thank", "--for", "globex")
        assert result.exit_code == 1
        assert result.stderr.startswith("`thank` is not advised for Globex at present, so ")
    explained = run("explain", "thank", "--for", "GLOBEX")
    assert explained.stdout.startswith("`thank` is not advised for Globex at present.\n")


# --- explain -----------------------------------------------------------------------------------------

EXPLAINED = {
    "each in a sentence where nothing is named": ((), "1. Thank Acme Labs\n"),
    "each of a file": (("me.yaml",), "1. Thank Acme Labs\n"),
    "the first for one": (("--for", "globex"), "Ask Globex how things stand\n"),
    "a number": (("3",), "Ask Globex how things stand\n"),
    "an action": (("chase",), "Ask Acme Labs how things stand\n"),
    "an action and a file": (("chase", "me.yaml"), "Ask Acme Labs how things stand\n"),
    "a file and why": (("me.yaml", "--why", "chase"), "Ask Acme Labs how things stand\n"),
    "why with a number": (("--why", "3", "me.yaml"), "Ask Globex how things stand\n"),
    "why alone": (("--why", "chase"), "Ask Acme Labs how things stand\n"),
}


@pytest.mark.parametrize(("words", "first"), EXPLAINED.values(), ids=EXPLAINED)
def test_what_explain_explains(home: Path, words: tuple[str, ...], first: str) -> None:
    result = run("explain", *words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(first)


def test_where_nothing_is_named_each_piece_has_its_number_a_sentence_and_the_way_to_more(
    home: Path,
) -> None:
    lines = run("explain", "me.yaml").stdout.splitlines()
    titles = [line for line in lines if line[:1].isdigit()]
    assert titles[0] == "1. Thank Acme Labs"
    assert len(titles) >= 3
    assert lines[-1].endswith("advisor explain N me.yaml")
    [only] = [n for n, line in enumerate(titles, 1) if "Ask Globex" in line]
    assert run("explain", str(only), "me.yaml").stdout.startswith("Ask Globex how things stand\n")
    of_globex = run("explain", "me.yaml", "--for", "Globex").stdout
    assert "Acme Labs" not in of_globex


def test_an_action_is_named_once(home: Path) -> None:
    result = run("explain", "thank", "me.yaml", "--why", "chase")
    assert result.exit_code == 2
    assert "ACTION is given twice: 'thank' and --why 'chase'." in result.stderr


def test_where_nothing_is_advised_there_is_nothing_to_explain(home: Path) -> None:
    (home / "me.yaml").write_text("today: 2026-11-22\napplications: none\n")
    result = run("explain", "me.yaml")
    assert result.exit_code == 1
    assert result.stderr == "Nothing is advised now, so there is nothing to explain.\n"


# --- --anyway ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["draft", "done"])
def test_anyway_of_several_wants_one(home: Path, command: str) -> None:
    (home / "me.yaml").write_text(
        TEXT.replace("interviewed", "applied").replace("thanked: no", "thanked: yes")
    )
    result = run(command, "chase", "me.yaml", "--anyway")
    assert result.exit_code == 2
    could = "could be for several" if command == "draft" else "could be done for several"
    assert result.stderr == (
        f'Error: `chase` {could}; say which:\n  --for "Acme Labs"\n  --for Globex\n'
    )
    assert run(command, "chase", "me.yaml", "--anyway", "--for", "globex").exit_code == 0


def test_a_message_can_be_written_though_it_is_not_advised(home: Path) -> None:
    assert run("draft", "thank", "--for", "the interview on 19 Nov 2026").exit_code == 1
    words = ("thank", "--for", "the interview on 19 Nov 2026", "--anyway")
    result = run("draft", *words)
    assert (result.exit_code, result.stdout) == (0, "Dear Acme Labs, thank you.\n")


def test_where_it_can_be_for_nobody_anyway_does_not_help(home: Path) -> None:
    result = run("draft", "thank", "--for", "Globex", "--anyway")  # there was no interview
    assert result.exit_code == 1
    assert "`thank` is not advised for Globex at present" in result.stderr


# --- completion --------------------------------------------------------------------------------------

COMPLETED = {
    "a file to advise on": ("advisor advise m", "file,m"),
    "a batch": ("advisor batch exam", "file,exam"),
    "a check": ("advisor check r", "file,r"),
    "a sweep": ("advisor sweep e", "file,e"),
    "rules": ("advisor advise --pack r", "file,r"),
    "an action": ("advisor draft --pack ../rules cha", "plain,chase"),
    "actions": (
        "advisor done --pack ../rules th",
        "plain,thank\nplain,thank-the-agency\nplain,thank-everybody",
    ),
    "a file behind an action": ("advisor draft --pack ../rules chase m", "file,m"),
    "an action behind a file": ("advisor explain --pack ../rules me.yaml cl", "plain,close"),
    "an event": ("advisor tell --pack ../rules me.yaml they-a", "plain,they-answered"),
    "what begins like no event": ("advisor tell --pack ../rules me", "file,me"),
    "what begins like no action": ("advisor done --pack ../rules me", "file,me"),
    "rules that cannot be read": ("advisor done --pack nowhere cha", "file,cha"),
}


@pytest.mark.parametrize(("line", "answer"), COMPLETED.values(), ids=COMPLETED)
def test_a_shell_can_complete(home: Path, line: str, answer: str) -> None:
    words = {"COMP_WORDS": "\n".join(line.split(" ")), "COMP_CWORD": str(line.count(" "))}
    result = CliRunner().invoke(
        cli, [], env={**words, "_ADVISOR_COMPLETE": "bash_complete"}, prog_name="advisor"
    )
    assert result.stdout.strip() == answer
