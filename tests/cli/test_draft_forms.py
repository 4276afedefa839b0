"""`advisor draft -f eml`, `-f mailto` and `--copy`."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import draft as draft_module
from advisor.cli.main import cli
from advisor.cli.situation.clipboard import Copied
from tests.cli.test_draft import TEXT, mine, somebody_types

__all__ = ["mine"]  # a fixture
WHOLE = TEXT + "name: Ada\n"
BODY = (
    "Dear Acme,\n\nPlease call back, since nobody else in the whole wide world could do it half as well as"
    " you.\n\nKind regards\nAda\n"
)
LINK = (
    "mailto:?subject=Hello&body=Dear%20Acme%2C%0D%0A%0D%0APlease%20call%20back%2C%20since%20nobody%20else%20in"
    "%20the%20whole%20wide%20world%20could%20do%20it%20half%20as%20well%20as%20you.%0D%0A%0D%0AKind%20regards"
    "%0D%0AAda"
)


def draft(*words: str) -> Result:
    command = ["draft", *words, "--pack", "../rules"]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def copied(monkeypatch: pytest.MonkeyPatch, outcome: Copied) -> list[str]:
    """What goes to the clipboard, which answers like this."""
    texts: list[str] = []

    def take(text: str) -> Copied:
        texts.append(text)
        return outcome

    monkeypatch.setattr(draft_module, "copy", take)
    return texts


def test_a_message_file_opens_as_a_draft(mine: Path) -> None:
    mine.write_text(WHOLE)
    result = draft("write", "mine.yaml", "-f", "eml", "-o", "letter.eml")
    assert (result.exit_code, result.stdout) == (0, "")
    parsed = message_from_bytes(Path("letter.eml").read_bytes(), policy=default)
    assert parsed["X-Unsent"] == "1"
    assert parsed["Subject"] == "Hello"
    assert parsed.get_content().replace("\r\n", "\n") == BODY  # type: ignore[attr-defined]


def test_a_message_file_can_go_through_a_pipe(mine: Path) -> None:
    mine.write_text(WHOLE)
    result = draft("write", "mine.yaml", "-f", "eml")
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"X-Unsent: 1\r\n")


def test_a_link_is_one_line(mine: Path) -> None:
    mine.write_text(WHOLE)
    result = draft("write", "mine.yaml", "-f", "mailto")
    assert (result.exit_code, result.stdout) == (0, f"{LINK}\n")


def test_what_is_missing_is_asked_for_before_a_file_is_written(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch, "Ada", "", "")
    result = draft("write", "mine.yaml", "-f", "eml", "-o", "letter.eml")
    assert result.exit_code == 0
    assert "name: Ada" in mine.read_text()
    assert b"Ada" in Path("letter.eml").read_bytes()


@pytest.mark.parametrize(
    ("form", "typed", "receiver"),
    [
        (("-f", "eml"), ("Ada", "", "acme@example.org", ""), b"To: acme@example.org"),
        (("-f", "mailto"), ("Ada", "", "acme@example.org", ""), b"mailto:acme@example.org?"),
        ((), ("Ada", "", ""), None),
    ],
)
def test_only_for_a_mail_program_the_address_is_asked_for(
    mine: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: tuple[str, ...],
    typed: tuple[str, ...],
    receiver: bytes | None,
) -> None:
    letter = Path("../rules/drafts/letter.md")
    letter.write_text(
        f"{{% if mail | address %}}To: {{{{ mail }}}}\n{{% endif %}}{letter.read_text()}"
    )
    rules = Path("../rules/rules.yaml")
    role = "      role: {type: text"
    rules.write_text(
        rules.read_text().replace(role, f"      mail: {{type: text, ask: Which address?}}\n{role}")
    )
    somebody_types(monkeypatch, *typed)
    result = draft("write", "mine.yaml", "-o", "letter", *form)
    assert result.exit_code == 0
    written = Path("letter").read_bytes()
    assert ("Which address?" in result.output) is (receiver is not None)
    assert (receiver or b"Dear Acme") in written


def test_what_is_missing_still_is_told(mine: Path) -> None:
    result = draft("write", "mine.yaml", "-f", "mailto")
    assert result.exit_code == 1
    assert "%5Bname%3F%5D" in result.stdout
    assert "The message is not complete. Missing:\n  name: What is your name?\n" in result.stderr


@pytest.mark.parametrize(
    ("outcome", "status", "said"),
    [
        (Copied.YES, 0, "The letter is in the clipboard. Its subject: Hello"),
        (
            Copied.MAYBE,
            0,
            "The letter was handed to your terminal for the clipboard; some do not take it. Its subject: Hello",
        ),
        (
            Copied.NO,
            1,
            "There is no clipboard here. On Linux, install wl-clipboard or xclip; or write the message to a "
            "file with -o.",
        ),
    ],
)
def test_a_letter_is_shown_and_copied_and_whether_it_was_is_said(
    mine: Path, monkeypatch: pytest.MonkeyPatch, outcome: Copied, status: int, said: str
) -> None:
    mine.write_text(WHOLE)
    texts = copied(monkeypatch, outcome)
    result = draft("write", "mine.yaml", "--mail", "--copy")
    assert (result.exit_code, texts) == (status, [BODY])
    assert result.stdout == f"Subject: Hello\n\n{BODY}"
    assert " ".join(result.stderr.split()).startswith(f"{said} It would be better with:")


def test_a_link_can_be_copied_too(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.write_text(WHOLE)
    texts = copied(monkeypatch, Copied.YES)
    result = draft("write", "mine.yaml", "-f", "mailto", "--copy")
    assert texts == [LINK]
    assert "The link is in the clipboard.\n" in result.stderr


@pytest.mark.parametrize("options", [("-f", "eml"), ("-f", "mailto"), ("--copy",)])
def test_what_is_only_said_cannot_be_sent(
    mine: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    texts = copied(monkeypatch, Copied.YES)
    result = draft("talk", "mine.yaml", *options)
    assert (result.exit_code, result.stdout, texts) == (1, "", [])
    assert "There is no message here, only what to say; see it with --phone." in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--phone", "--copy"), "What is said on the phone is not sent: leave out -f and --copy."),
        (
            ("--phone", "-f", "eml"),
            "What is said on the phone is not sent: leave out -f and --copy.",
        ),
        (
            ("-f", "eml", "--copy"),
            "A message file cannot be pasted: choose one of -f eml and --copy.",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    mine: Path, options: tuple[str, ...], said: str
) -> None:
    result = draft("write", "mine.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
