"""A letter as a message file and as a link, read back by parsers that are not ours."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rendering.mail import Message, mailto, message_file, message_of

LETTER = """\
Subject: My application – “editor”

Dear Ms Œuvré,

Could you tell me how things stand? 100% sure & glad + happy = fine?

Kind regards
Zoë
"""
BODY = "Dear Ms Œuvré,\n\nCould you tell me how things stand? 100% sure & glad + happy = fine?\n\nKind regards\nZoë\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LETTER, Message("", "My application – “editor”", BODY)),
        ("To: a@b.example\nSubject: Hi\n\nDear,\n", Message("a@b.example", "Hi", "Dear,\n")),
        ("Subject: Hi\n\n\nDear,\n", Message("", "Hi", "Dear,\n")),
        ("Subject: Hi\n", Message("", "Hi", "")),
        ("Dear,\n\nno head.\n", Message("", "", "Dear,\n\nno head.\n")),
        ("", Message("", "", "")),
    ],
    ids=["subject", "receiver", "two empty lines", "subject alone", "no subject", "nothing"],
)
def test_a_letter_has_its_parts(text: str, message: Message) -> None:
    assert message_of(text) == message


@pytest.mark.parametrize(
    "role",
    ["x\nBcc: evil@example.org", "x\r\nBcc: evil@example.org", "x\nTo: evil@example.org\n\nHello"],
)
def test_what_a_fact_brings_along_adds_no_head(role: str) -> None:
    message = message_of(f"Subject: The position of {role}\n\nDear,\n")
    parsed = parse(message_file(message))
    assert parsed.keys() == [
        *("X-Unsent", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version")
    ]
    assert "\n" not in message.subject


def parse(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert parsed.defects == []
    return parsed


def content_of(parsed: EmailMessage) -> str:
    return str(parsed.get_content()).replace("\r\n", "\n")


def test_a_message_file_says_what_the_letter_says() -> None:
    data = message_file(message_of(f"To: Ms Œuvré <o@acme.example>, hr@acme.example\n{LETTER}"))
    parsed = parse(data)
    assert [address.addr_spec for address in parsed["To"].addresses] == [
        *("o@acme.example", "hr@acme.example")
    ]
    assert parsed["To"].addresses[0].display_name == "Ms Œuvré"
    assert (parsed["Subject"], parsed["X-Unsent"]) == ("My application – “editor”", "1")
    assert parsed.get_content_type() == "text/plain"
    assert content_of(parsed) == BODY


def test_its_lines_end_as_the_standard_says_and_fit_everywhere() -> None:
    data = message_file(Message("", "A subject " * 200, "A paragraph of many words. " * 50 + "ö\n"))
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert max(map(len, lines[lines.index(b"") :])) <= 76
    data.decode("ascii")


@pytest.mark.parametrize("length", [1, 60, 69, 70, 77, 78, 300, 1500])
@pytest.mark.parametrize("letter", ["a", "ö"])
def test_a_subject_of_any_length_comes_back_as_it_is(length: int, letter: str) -> None:
    subject = " ".join([letter * 9] * 200)[:length].rstrip()
    assert parse(message_file(Message("", subject, "")))["Subject"] == subject


def test_paragraphs_stay_whole_for_whoever_edits_them() -> None:
    paragraph = "A paragraph of many words. " * 20 + "\n"
    assert content_of(parse(message_file(Message("", "Hi", paragraph)))) == paragraph


@pytest.mark.parametrize("to", ["", "Ms Varga", "jo <", "a@b, ", "“q@x", "@b", "a@", "a@b\tc d"])
def test_an_address_that_is_none_is_left_out(to: str) -> None:
    assert "To" not in parse(message_file(Message(to, "Hi", "Dear,\n")))
    assert mailto(Message(to, "Hi", "")) == "mailto:?subject=Hi"


@pytest.mark.parametrize(
    ("message", "link"),
    [
        (Message("", "Hi", "Dear,\n"), "mailto:?subject=Hi&body=Dear%2C"),
        (Message("", "", "a\n\nb\n"), "mailto:?body=a%0D%0A%0D%0Ab"),
        (Message("a+b@c.example", "", ""), "mailto:a%2Bb@c.example"),
        (
            Message("A <a@c.example>, b@c.example", "x&y=z+1?", ""),
            "mailto:a@c.example,b@c.example?subject=x%26y%3Dz%2B1%3F",
        ),
        (Message("", "50 % für Zoë", ""), "mailto:?subject=50%20%25%20f%C3%BCr%20Zo%C3%AB"),
        (Message("", "", ""), "mailto:"),
    ],
    ids=["both", "line ends", "a plus", "two receivers and signs", "other letters", "nothing"],
)
def test_a_link_is_written_as_rfc_6068_says(message: Message, link: str) -> None:
    assert mailto(message) == link


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(lines, st.lists(lines, max_size=6))
def test_any_message_comes_back_from_its_file_and_its_link(subject: str, body: list[str]) -> None:
    message = message_of("".join(f"{line}\n" for line in (f"Subject: {subject}", "", *body)))
    parsed = parse(message_file(message))
    assert str(parsed["Subject"] or "") == message.subject
    assert content_of(parsed).rstrip("\n") == message.body.rstrip("\n")
    query = urlsplit(mailto(message)).query
    given_ = dict(part.split("=", 1) for part in query.split("&") if part)
    assert unquote(given_.get("subject", "")) == message.subject
    assert unquote(given_.get("body", "")) == message.body.rstrip("\n").replace("\n", "\r\n")
