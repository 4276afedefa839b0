"""`advisor fmt` on rules and situations, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import fmt
from advisor.cli.main import cli
from advisor.formatting.proving import LaidOut
from tests.revisions.two_packs import PACK

MESSY = PACK["rules.yaml"].replace("    for: application\n", "    for:    application   \n")
TEST = "tests:\n    - test: nothing\n      situation: {today: 2026-11-22}\n      expect: []\n"
ME = "today:   2026-11-22 # now\napplications:\n- company: Acme\n"
ME_LAID = "today: 2026-11-22  # now\napplications:\n  - company: Acme\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="advisor")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("pack/drafts").mkdir(parents=True)
    Path("pack/pack.yaml").write_text(PACK["pack.yaml"], encoding="utf-8")
    Path("pack/rules.yaml").write_text(MESSY, encoding="utf-8")
    Path("pack/rules_test.yaml").write_text(TEST, encoding="utf-8")
    Path("me.yaml").write_text(ME, encoding="utf-8")


def texts() -> dict[str, str]:
    return {str(p): p.read_text(encoding="utf-8") for p in sorted(Path().rglob("*.yaml"))}


def test_the_files_of_a_pack_are_laid_out_and_then_stay() -> None:
    done = run("fmt", "pack")
    assert done.exit_code == 0, done.output
    assert (
        done.stdout
        == """\
pack/rules.yaml is laid out anew
pack/rules_test.yaml is laid out anew
3 files, 2 changed
"""
    )
    assert "\n\n  - rule: rest-after-that\n    for: application\n" in texts()["pack/rules.yaml"]
    laid = texts()
    again = run("fmt", "pack")
    assert again.stdout == "3 files, all in their layout\n"
    assert texts() == laid


def test_one_file_of_a_pack_can_be_named() -> None:
    done = run("fmt", "pack/rules_test.yaml")
    assert done.stdout == "pack/rules_test.yaml is laid out anew\n1 file, 1 changed\n"
    assert texts()["pack/rules.yaml"] == MESSY


def test_check_changes_nothing_and_fails() -> None:
    before = texts()
    done = run("fmt", "--check", "pack")
    assert done.exit_code == 1
    assert "pack/rules.yaml would be laid out anew\n" in done.stdout
    assert done.stdout.endswith("\n3 files, 2 would change\n")
    assert texts() == before


def test_diff_shows_what_would_change() -> None:
    before = texts()
    done = run("fmt", "--diff", "me.yaml", "--pack", "pack")
    assert done.exit_code == 1
    assert (
        done.stdout
        == """\
--- me.yaml
+++ me.yaml
@@ -1,3 +1,3 @@
-today:   2026-11-22 # now
+today: 2026-11-22  # now
 applications:
-- company: Acme
+  - company: Acme
"""
    )
    assert texts() == before


def test_situations_are_laid_out_by_the_rules_that_read_them() -> None:
    done = run("fmt", "me.yaml", "--pack", "pack")
    assert done.exit_code == 0, done.output
    assert texts()["me.yaml"] == ME_LAID


def test_a_folder_is_gone_through_for_rules_and_situations() -> None:
    done = run("fmt", "--check", ".", "--pack", "pack")
    assert done.exit_code == 1
    assert done.stdout.endswith("\n4 files, 3 would change\n")


def test_rules_with_a_mistake_are_left_alone_and_their_mistake_is_shown() -> None:
    wrong = MESSY.replace("when: stage is offered", "when: stage is ofered")
    Path("pack/rules.yaml").write_text(wrong, encoding="utf-8")
    before = texts()
    done = run("fmt", "pack")
    assert done.exit_code == 2
    assert "did you mean `offered`?" in done.stderr
    assert "cannot be laid out before they are mended" in done.stderr
    assert "nothing to lay out" not in done.stderr
    assert texts() == before


def test_a_situation_with_a_mistake_is_left_alone_and_others_are_not() -> None:
    Path("wrong.yaml").write_text("today:  2026-11-22\napplicatoins: []\n", encoding="utf-8")
    done = run("fmt", "wrong.yaml", "me.yaml", "--pack", "pack")
    assert done.exit_code == 2
    assert "did you mean `applications`?" in done.stderr
    assert texts()["me.yaml"] == ME_LAID
    assert texts()["wrong.yaml"].startswith("today:  2026")


def test_what_has_no_place_in_the_layout_stays_as_it_is() -> None:
    text = "%YAML 1.1\n---\n" + ME
    Path("me.yaml").write_text(text, encoding="utf-8")
    done = run("fmt", "me.yaml", "--pack", "pack")
    assert done.exit_code == 2
    assert "me.yaml stays as it is: it has a line that begins with `%`" in done.stderr
    assert texts()["me.yaml"] == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.yaml",), "there is no file or folder nowhere.yaml"),
        (("me.json",), "me.json is not YAML"),
        (("empty",), "There is nothing to lay out there"),
    ],
)
def test_what_cannot_be_laid_out_is_said(words: tuple[str, ...], said: str) -> None:
    Path("me.json").write_text("{}", encoding="utf-8")
    Path("empty").mkdir()
    done = run("fmt", *words)
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert done.exit_code == (0 if words == ("empty",) else 2)


def test_without_a_path_it_is_the_pack_in_this_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("pack")
    assert run("fmt", "--check").stdout.endswith("\n3 files, 2 would change\n")


def test_a_file_that_somebody_else_has_changed_meanwhile_is_kept(tmp_path: Path) -> None:
    Path("me.yaml").write_text("today: 2026-11-23\n", encoding="utf-8")
    with pytest.raises(Exception, match="changed meanwhile"):
        fmt._write(LaidOut("me.yaml", ME, ME_LAID))
    assert texts()["me.yaml"] == "today: 2026-11-23\n"


def test_a_file_is_written_with_the_line_ends_and_rights_that_it_has() -> None:
    Path("me.yaml").write_bytes(ME.replace("\n", "\r\n").encode())
    Path("me.yaml").chmod(0o640)
    assert run("fmt", "me.yaml", "--pack", "pack").exit_code == 0
    assert Path("me.yaml").read_bytes() == ME_LAID.replace("\n", "\r\n").encode()
    assert Path("me.yaml").stat().st_mode & 0o777 == 0o640
