"""Which encoding a text is in that is not UTF-8, as far as its letters show it."""

from __future__ import annotations

import codecs
import re

from advisor.diagnostics.suggestions import one_line

# Windows in the west of Europe, Macs, Windows in the middle of Europe, DOS; then where no letter is Latin.
_LATIN = ("cp1252", "mac_roman", "cp1250", "cp850")
_OTHERS = ("cp1251", "cp1253", "cp932", "gb18030")
_SIGNS = frozenset("’‘“”–—…€«»\u00a0")  # as stand in texts beside letters
_WORD = re.compile(r"[^\W\d_]+")
_LONG_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]{4}")
_LOOKED_AT = 50_000  # bytes on either side: more letters show it more surely
_AROUND = re.compile(rb"[^,;\t|\"'{}\[\]:\r\n]*")


def utf16_seen(head: bytes) -> str | None:
    """The encoding of a text with two bytes a sign, as Excel and PowerShell write it; None, where it is none.

    It is `utf-16` where the first bytes say so. Without that mark, every second byte of `{"` is nothing.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in head[:2]:
        return None
    return "utf-16-be" if head[:1] == b"\0" else "utf-16-le"


def encoding_seen(raw: bytes) -> tuple[str, str] | None:
    """The likeliest encoding of a text, and the text in it; None, where its letters look odd in all.

    >>> encoding_seen(b"M\\xfcller"), encoding_seen(b"M\\x81ller")
    (('cp1252', 'Müller'), ('cp850', 'Müller'))
    """
    for name in (*_LATIN, *_OTHERS):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if _looks_written(text, is_latin=name in _LATIN):
            return name, text
    return None


def _looks_written(text: str, *, is_latin: bool) -> bool:
    """Whether beyond ASCII are only letters and signs that people write, and no capital stands inside a word (`RenŽ`)."""
    if any(not (c.isalpha() or c in _SIGNS) for c in text if not c.isascii()):
        return False
    words = _WORD.findall(text)
    if is_latin and _LONG_FOREIGN.search(text):
        return False
    if not is_latin and any(not w.isascii() and any(map(str.isascii, w)) for w in words):
        return False
    return not any(
        c.isupper() and not c.isascii() for word in words if word != word.upper() for c in word[1:]
    )


def how_to_read(raw: bytes, at: int) -> str:
    """What to do about bytes that are not UTF-8 from a place on, with the text around that as it would be read."""
    end = _AROUND.match(raw, at)
    begin = _AROUND.match(raw[:at][::-1])
    assert end is not None and begin is not None  # INVARIANT: both also match nothing
    word = raw[at - begin.end() : end.end()]
    seen = encoding_seen(raw[max(0, at - _LOOKED_AT) : at + _LOOKED_AT]) or encoding_seen(word)
    if seen is None:
        return "save it as UTF-8, or name its encoding with --encoding if it is CSV"
    text = one_line(word.decode(seen[0], "replace").strip())
    return (
        f"in {seen[0]} it is `{text}`: add --encoding {seen[0]} if it is CSV, or save it as UTF-8"
    )
