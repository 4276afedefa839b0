"""A letter as what other programs take: its subject and body, a message file, a link that opens one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.layout import plain_text

if TYPE_CHECKING:
    from email.headerregistry import Address

_HEAD = re.compile(
    r"(?:To:(?P<to>[^\n]*)\n)?Subject:(?P<subject>.*?)(?:\n[ \t]*\n|\Z)(?P<body>.*)", re.DOTALL
)
_LONGEST_LINE = 998  # characters that RFC 5322 allows
_BODY_LINE = 76  # that RFC 2045 allows; the library's own 78 are those of a head


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in its parts. `to` and `subject` are one line each, "" where they are not known."""

    to: str
    subject: str
    body: str


def message_of(text: str) -> Message:
    """The parts of a letter: a line `To: …` (there need be none), `Subject: …`, an empty line, the message.

    What a fact brings along can neither end the subject nor add a head of its own: `Subject: a\\nBcc: b` is
    the subject `a Bcc: b`.
    """
    found = _HEAD.match(text)
    if found is None:
        return Message("", "", text)
    to, subject = (plain_text(part or "").strip() for part in found.group("to", "subject"))
    return Message(to, " ".join(subject.split()), found["body"].lstrip("\n"))


def message_file(message: Message) -> bytes:
    """The message as a file `.eml` (RFC 5322), which a mail program opens as a draft that can be changed.

    Shape: lines end in CRLF; those of the body take at most 76 characters, the subject has one of its own.
    Paragraphs stay one line each for the reader:
    the mail program breaks them as wide as its window, and whoever edits the draft has no line ends to
    move. An address that is none is left out.
    """
    from email.message import EmailMessage  # few commands need it
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP.clone(max_line_length=_BODY_LINE))
    mail["X-Unsent"] = "1"  # Outlook and its like open it as a draft, not as a letter received
    addresses = _addresses(message.to)
    if addresses:
        mail["To"] = addresses
    if message.subject:
        mail["Subject"] = message.subject
    mail.set_content(message.body, charset="utf-8", cte="quoted-printable")
    # A subject of 71 to 77 characters would be put on a line below `Subject:`, and read with a space before it.
    return mail.as_bytes(policy=SMTP.clone(max_line_length=_LONGEST_LINE))


def mailto(message: Message) -> str:
    """A link that opens the message in a mail program (RFC 6068).

    `mailto:mr.varga@acme.example?subject=My%20application&body=Dear%20Mr%20Varga%2C%0D%0A…`
    """
    to = ",".join(quote(address.addr_spec, safe="@") for address in _addresses(message.to))
    parts = [
        f"{name}={quote(words, safe='')}"
        for name, words in (
            ("subject", message.subject),
            ("body", message.body.rstrip("\n").replace("\n", "\r\n")),
        )
        if words
    ]
    return f"mailto:{to}{'?' if parts else ''}{'&'.join(parts)}"


def _addresses(text: str) -> tuple[Address, ...]:
    """The addresses of `Jo Varga <jo@acme.example>, hr@acme.example`; none where one of them is no address."""
    from email.errors import MessageError
    from email.headerregistry import AddressHeader, HeaderRegistry

    if not text:
        return ()
    try:
        header = HeaderRegistry()("To", text)
    except (
        MessageError,
        ValueError,
        IndexError,
    ):  # the parser of the standard library ends in these
        return ()
    assert isinstance(header, AddressHeader)  # INVARIANT: the registry makes one for "To"
    found = tuple(header.addresses)
    return () if header.defects or not all(a.username and a.domain for a in found) else found
