"""`advisor diff` on folders and git revisions, from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.revisions.test_volume import lines
from tests.revisions.two_packs import SITUATIONS, texts

TEST = """\
tests:
  - test: asked on Friday
    situation:
      today: 2026-11-22
      applications:
        - {company: Acme, asked_on: 2026-11-20, asked: 1}
    expect: [{action: ask, start: 2026-11-25}]
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="advisor")


def write(folder: str, *edits: tuple[str, str]) -> None:
    Path(folder).mkdir(exist_ok=True)
    for name, text in texts(*edits).items():
        Path(folder, name).write_text(text, encoding="utf-8")
    Path(folder, "rules_test.yaml").write_text(TEST, encoding="utf-8")


def git(*words: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *words], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    write("old")
    write("new", ("wait: {value: 5 days}", "wait: {value: 6 days}"))
    Path("people.yaml").write_text(SITUATIONS, encoding="utf-8")


def test_a_changed_number_is_told_with_whom_it_touches() -> None:
    done = run("diff", "old", "new")
    assert done.exit_code == 1, done.output
    assert (
        done.stdout
        == """\
two: old (1.0.0) → new (1.0.0)

~ parameter wait  (rules.yaml:2)
    value: 5 days → 6 days

1 of 1 situation (those of the rules' own tests) gets other advice.

1 because of parameter wait
  1 × ask: later
  for example new/rules_test.yaml:2, asked on Friday
    ~ moves: Ask Acme: from Wed 25 Nov → from Thu 26 Nov
"""
    )


def test_the_same_rules_change_nothing() -> None:
    done = run("diff", "old", "old")
    assert done.exit_code == 0
    assert "The rules are the same." in done.stdout
    assert (
        "The advice stays the same for 1 situation (those of the rules' own tests)." in done.stdout
    )


def test_other_words_are_told_and_change_no_advice() -> None:
    write("new", ("because: They wait.", "because: They are waiting."))
    done = run("diff", "old", "new", "--on", "people.yaml")
    assert done.exit_code == 0
    assert "because: They wait. → They are waiting." in done.stdout
    assert "The advice stays the same for 7 situations (those of people.yaml)." in done.stdout


def test_files_and_lines_are_counted_together() -> None:
    Path("many.jsonl").write_text(lines(700), encoding="utf-8")
    done = run("diff", "old", "new", "--on", "people.yaml", "--on", "many.jsonl", "-f", "json")
    assert done.exit_code == 1, done.output
    advice = json.loads(done.stdout)["advice"]
    assert advice["situations"] == 707
    assert advice["groups"][0]["because"] == [{"kind": "parameter", "name": "wait"}]
    assert sum(group["situations"] for group in advice["groups"]) == advice["changed"] > 100


# How tables are read, and whether a heading, its words and its dates are the rules' own.
READ = {
    "options": ["--map", "Firm=company", "--map", "Asked=asked_on", "--ignore-columns", "Notes", "--dates", "dmy",
                "--encoding", "cp1252", "--rows", "application", "--by", "Person"],
    "a mapping": ["--map", "names.yaml"],
    "both": ["--map", "names.yaml", "--by", "Person", "--dates", "dmy"],
}  # fmt: skip


@pytest.mark.parametrize("words", READ.values(), ids=READ)
def test_tables_are_read_as_the_same_options_say_of_a_batch(words: list[str]) -> None:
    table = "Person,Firm,Asked,Notes\nAnn,Müller,12/11/2026,x\nBob,Acme,05/10/2026,\nAnn,Ink,20/11/2026,\n"
    Path("people.csv").write_bytes(table.encode("cp1252"))
    Path("names.yaml").write_text(
        "rows: application\nby: Person\ndates: dmy\nencoding: cp1252\n"
        "columns: {Firm: company, Asked: asked_on}\nignore: [Notes]\n"
    )
    said = ["diff", "old", "new", "--on", "people.csv", "--today", "2026-11-22", "-f", "json"]
    done = run(*said, *words)
    assert done.exit_code == 1, done.output
    assert "not read: `Notes`" in done.stderr
    advice = json.loads(done.stdout)["advice"]
    assert (advice["situations"], advice["changed"]) == (2, 2)
    assert run(*said).exit_code == 2


def test_json_says_all_of_it() -> None:
    document = json.loads(run("diff", "old", "new", "-f", "json").stdout)
    assert (document["kind"], document["version"]) == ("pack-diff", 1)
    assert document["declarations"] == [
        {
            "kind": "parameter",
            "name": "wait",
            "change": "changed",
            "was": None,
            "path": "new/rules.yaml",
            "line": 2,
            "parts": {"value": ["-5 days", "+6 days"]},
        }
    ]
    (group,) = document["advice"]["groups"]
    assert group["changes"] == [{"change": "later", "action": "ask", "situations": 1}]
    (example,) = group["examples"]
    assert [piece["start"] for piece in example["before"]["advice"]] == ["2026-11-25"]
    assert [piece["start"] for piece in example["after"]["advice"]] == ["2026-11-26"]


def test_a_revision_is_read_out_of_git_and_nothing_is_checked_out() -> None:
    git("init", "-q")
    git("add", "old")
    git("commit", "-qm", "first")
    write("old", ("wait: {value: 5 days}", "wait: {value: 6 days}"))
    before = {p: p.read_bytes() for p in Path().rglob("*.yaml")}
    done = run("diff", "HEAD", "old", "--pack", "old")
    assert done.exit_code == 1, done.output
    assert done.stdout.startswith("two: HEAD (1.0.0) → old (1.0.0)\n")
    assert "value: 5 days → 6 days" in done.stdout
    assert {p: p.read_bytes() for p in Path().rglob("*.yaml")} == before
    assert (
        run("diff", "HEAD", "--pack", "old").stdout == done.stdout
    )  # the rules in use are the new ones
    git("commit", "-qam", "second")
    done = run("diff", "HEAD~1", "HEAD", "--pack", "old")
    assert done.exit_code == 1
    assert "for example HEAD:old/rules_test.yaml:2, asked on Friday" in done.stdout


def test_a_layer_is_read_with_the_pack_below_it_as_that_was_then() -> None:
    Path("mine").mkdir()
    header = "pack: mine\nversion: 1.0.0\nlanguage: 1.1\ntitle: Mine\nextends: ../old\n"
    Path("mine/pack.yaml").write_text(header, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    write("old", ("wait: {value: 5 days}", "wait: {value: 6 days}"))
    done = run("diff", "HEAD", "mine", "--pack", "mine")
    assert done.exit_code == 1, done.output
    assert "1 because of parameter wait" in done.stdout


def test_a_revision_with_rules_that_cannot_be_used_says_so_like_check() -> None:
    write("old", ("when: stage is offered", "when: stage is ofered"))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "broken")
    write("old")
    done = run("diff", "HEAD", "old", "--pack", "old")
    assert done.exit_code == 2
    assert "HEAD:old/rules.yaml:41:20: error[" in done.stderr
    assert "did you mean" in done.stderr
    assert "the rules HEAD cannot be used" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff",), "OLD is missing"),
        (("diff", "nowhere", "new"), "nowhere is no folder, and no git revision of"),
        (("diff", "--", "--help", "new"), "--help is no folder, and no git revision of"),
        (("diff", "old", "new", "--on", "nothing.yaml"), "there is no file or folder nothing.yaml"),
        (
            ("diff", "old", "new", "--rows", "application"),
            "say how the situations of --on are read",
        ),
        (
            ("diff", "old", "new", "--map", "a=b", "--on", "people.yaml"),
            "people.yaml is a file of situations",
        ),
        (("diff", "old", "new", "--rows", "job", "--on", "list.csv"), "a row is no `job`"),
        (("diff", "old", "new", "--map", "x.yaml", "--on", "list.csv"), "cannot read x.yaml"),
        (("diff", "old", "people.yaml"), "people.yaml is no folder, and no git revision of"),
    ],
)
def test_what_cannot_be_compared_is_said(words: tuple[str, ...], said: str) -> None:
    Path("list.csv").write_text("person,company\na,Ink\n")
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def test_rules_that_are_not_in_the_revision_are_missed_by_name() -> None:
    git("init", "-q")
    git("add", "old")
    git("commit", "-qm", "first")
    done = run("diff", "HEAD", "new", "--pack", "new")
    assert done.exit_code == 2
    assert "there is no new in revision HEAD" in done.stderr


def test_examples_are_files_that_advise_reads() -> None:
    Path("people.yaml").write_text(
        "situation: by its own patience\ntoday: 2026-11-22\nparameters: {patience: 9}\n"
        "applications:\n  - {company: Acme, asked_on: 2026-11-20, asked: 2}\n",
        encoding="utf-8",
    )
    done = run("diff", "old", "new", "--on", "people.yaml", "--examples", "found")
    assert done.exit_code == 1
    assert "advisor advise found/wait-1.yaml --pack new" in done.stdout
    for folder, day in (("old", "2026-11-25"), ("new", "2026-11-26")):
        advice = run("advise", "found/wait-1.yaml", "--pack", folder, "-f", "json")
        (page,) = [json.loads(advice.stdout)]
        pieces = page["advice"] if isinstance(page, dict) else page[0]["advice"]
        assert [piece["start"] for piece in pieces] == [day]


def test_facts_that_one_side_does_not_know_are_named() -> None:
    write("new", ("asked_on: {type: date}", "asked_on: {type: date}\n      phoned: {type: yes-no}"))
    Path("people.yaml").write_text(
        "today: 2026-11-22\napplications:\n  - {company: Acme, phoned: yes}\n", encoding="utf-8"
    )
    done = run("diff", "old", "new", "--on", "people.yaml")
    assert done.exit_code == 0, done.output
    assert "Not known to one of the packs, and left out there: `phoned`." in done.stdout
    done = run("diff", "new", "old", "--on", "people.yaml")
    assert "Not known to one of the packs, and left out there: `phoned`." in done.stdout


@pytest.mark.parametrize(
    ("edit", "result", "said", "status"),
    [
        (("asked < patience", "patience > asked"), "same", "Proved: the advice", 0),
        (
            ("factor * 1000 > 5000", "factor * 1000 > 5001"),
            "differs",
            "for example one that the solver found",
            1,
        ),
        (
            ("asked: {type: number, default: 0}", "asked: {type: number}"),
            "not asked",
            "they declare `application.asked` differently",
            None,
        ),
    ],
)
def test_a_solver_looks_where_no_test_does(
    edit: tuple[str, str], result: str, said: str, status: int | None
) -> None:
    write("old")
    write("new", edit)
    found = run("diff", "old", "new", "--prove")
    assert said in " ".join(found.stdout.split())
    assert status in (None, found.exit_code)
    as_json = json.loads(run("diff", "old", "new", "--prove", "-f", "json").stdout)
    assert as_json["proof"]["result"] == result


def test_seconds_go_with_proofs() -> None:
    write("old")
    assert "--seconds goes with --prove" in run("diff", "old", "old", "--seconds", "3").stderr


# Ann's second row lacks what her first one has and is left out; Bob's day is none; Cid's company is missing.
LEFT_OUT = (
    "Person,company,stage,asked_on\nAnn,Acme,open,2026-11-20\nAnn,,open,2026-11-20\nBob,Globex,open,2026-13-20\n"
    "Cid,,open,2026-11-20\nDan,Ink,open,2026-11-21\nEve,Hooli,closed,2026-11-20\n"
)
FLAT = ("--rows", "application", "--by", "Person", "--today", "2026-11-22")
NO_CLOSED = (
    (", closed: Closed}", "}"),
    ("    when: stage is closed\n", "    when: stage is offered\n"),
)
NEEDS_A_DAY = ("asked_on: {type: date}", "asked_on: {type: date, required: yes}")


@pytest.mark.parametrize(
    ("old", "new", "situations", "unusable", "words"),
    [
        ((), (), 3, (2, 0, 0), "2 situations could not be used and did not count."),
        (
            (),
            NO_CLOSED,
            2,
            (2, 0, 1),
            "3 situations could not be used and did not count, 1 of them by the new rules alone.",
        ),
        (
            NO_CLOSED,
            (("asked_on: {type: date}", "asked_on: {type: date}\n      role: {type: text}"),),
            3,
            (2, 0, 0),
            "2 situations could not be used and did not count.",
        ),
    ],
    ids=["the same rules", "the new ones know less", "the old ones know less"],
)
def test_situations_that_are_left_out_are_counted_by_whose_rules_refuse_them(
    old: tuple[tuple[str, str], ...],
    new: tuple[tuple[str, str], ...],
    situations: int,
    unusable: tuple[int, int, int],
    words: str,
) -> None:
    write("old", *old)
    write("new", *new)
    Path("people.csv").write_text(LEFT_OUT)
    said = ("diff", "old", "new", "--on", "people.csv", *FLAT)
    advice = json.loads(run(*said, "-f", "json").stdout)["advice"]
    both, by_old, by_new = unusable
    assert advice["situations"] == situations
    assert advice["unusable"] == sum(unusable)
    assert advice["unusable_by"] == {"both": both, "old": by_old, "new": by_new}
    assert advice["rows_left_out"] == 1
    page = run(*said)
    assert f"{words} 1 row could not be used." in " ".join(page.stdout.split())


def test_situations_and_rows_that_are_left_out_are_named_with_their_causes() -> None:
    Path("people.csv").write_text(LEFT_OUT)
    done = run("diff", "old", "new", "--on", "people.csv", *FLAT, "-f", "json")
    assert done.stderr.splitlines() == [
        "people.csv: row 2 (Ann): `applications[].company` is required and missing: the row is left out [ADV402]",
        "people.csv: row 3 (Bob): `applications[0].asked_on`: there is no day `2026-13-20`; the months are `01` to `12`: write"
        " year-month-day [ADV403]",
        "people.csv: row 4 (Cid): `applications[0].company` is required and missing [ADV402]",
    ]
    causes = json.loads(done.stdout)["advice"]["causes"]
    assert [(one["file"], one["code"], one["column"], one["rows"]) for one in causes] == [
        ("people.csv", "ADV402", "applications[].company", 1),
        ("people.csv", "ADV403", "applications[].asked_on", 1),
        ("people.csv", "ADV402", "applications[].company", 1),
    ]


@pytest.mark.parametrize("stricter", ["old", "new"])
@pytest.mark.parametrize("form", ["csv", "yaml"])
def test_what_only_one_side_requires_is_refused_there_alone(stricter: str, form: str) -> None:
    write("new")
    write(stricter, NEEDS_A_DAY)
    Path("people.csv").write_text("Person,company,asked_on\nAnn,Acme,\nBob,Ink,2026-11-20\n")
    Path("people.yaml").write_text(
        "applications: [{company: Acme}]\n---\napplications: [{company: Ink, asked_on: 2026-11-20}]\n"
    )
    options = FLAT if form == "csv" else FLAT[-2:]
    done = run("diff", "old", "new", "--on", f"people.{form}", *options, "-f", "json")
    advice = json.loads(done.stdout)["advice"]
    assert (advice["situations"], advice["changed"], advice["unusable"]) == (1, 0, 1)
    assert advice["unusable_by"] == {"both": 0, "old": 0, "new": 0} | {stricter: 1}
    assert "asked_on`" in done.stderr


@pytest.mark.parametrize("copies", [1, 700], ids=["small", "large"])
def test_lines_and_documents_that_one_side_refuses_are_counted_alike(copies: int) -> None:
    write("new", *NO_CLOSED)
    line = {"today": "2026-11-22", "applications": [{"company": "Acme", "stage": "closed"}]}
    bad = {"today": "2026-11-22", "applications": [{"stage": "open"}]}
    good = {"today": "2026-11-22", "applications": [{"company": "Acme", "stage": "open"}]}
    Path("all.jsonl").write_text(
        "".join(f"{json.dumps(one)}\n" for one in (line, bad, good)) * copies
    )
    done = run("diff", "old", "new", "--on", "all.jsonl", "-f", "json")
    advice = json.loads(done.stdout)["advice"]
    assert advice["situations"] == copies
    assert advice["unusable_by"] == {"both": copies, "old": 0, "new": copies}
