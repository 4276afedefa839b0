"""Signs around and between the numbers of a date that programs and people write, and that say nothing of the day."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›"
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_COMPACT = re.compile(  # `20261128T093000Z`, `20261128093000`
    r"([12][0-9]{3})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[Tt ]?([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?(?:[.,][0-9]+)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DATE_OF_DOTNET = re.compile(r"\\?/Date\((-?[0-9]+)(?:[+-][0-9]{4})?\)\\?/")
_BLANKS_BETWEEN = re.compile(  # `2026 11 28`, `28_11_2026`
    r"([0-9]{4})([ _])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{1,2})([ _])([0-9]{1,2})\6([0-9]{4})"
)
_POINTS = re.compile(  # `28. 11. 2026`, `28.11.2026.`, with a time behind
    r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})\.?((?: +[0-9].*)?)", re.DOTALL
)
_DAY_LAST = re.compile(  # `2026-11-28 (Sat)`, `28/11/2026 Sat`
    r"(.*[0-9])(?:,? ?\((?P<a>[A-Za-z]{3,9})\.?\)|,? (?P<b>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\.?)",
    re.IGNORECASE,
)
_ZONE_TWICE = re.compile(r"([+-][0-9]{2}:?[0-9]{2}) [A-Z]{2,5}")  # `+0000 UTC`


def tidied(text: str) -> str:
    """A date as others write it, with hyphens between its numbers or as it was; a text that is no date may come out as any.

    >>> tidied("“2026‑11‑28”"), tidied("28. 11. 2026."), tidied("20261128T093000Z"), tidied("2026-11-28 (Sat)")
    ('2026-11-28', '28.11.2026', '2026-11-28 09:30:00Z', 'Sat 2026-11-28')
    """
    text = _plain_signs(text).strip()
    if (found := _COMPACT.fullmatch(text)) is not None:
        year, month, day, hour, minute, second, zone = found.groups()
        return f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}{zone or ''}"
    if (found := _DATE_OF_DOTNET.fullmatch(text)) is not None:
        return found[1]
    if (found := _BLANKS_BETWEEN.fullmatch(text)) is not None:
        return "-".join(filter(None, (found[1], found[3], found[4], found[5], found[7], found[8])))
    if (found := _POINTS.fullmatch(text)) is not None:
        return f"{found[1]}.{found[2]}.{found[3]}{found[4]}"
    if (found := _DAY_LAST.fullmatch(text)) is not None:
        return f"{found['a'] or found['b']} {found[1]}"
    return _ZONE_TWICE.sub(r"\1", text)


def _plain_signs(text: str) -> str:
    """Without quotes around it and marks that nobody sees, and with plain blanks, hyphens and digits."""
    if not text.isascii():
        text = "".join(map(_plain_sign, text.translate(_HYPHENS)))
    return text.strip().strip(_QUOTES)


def _plain_sign(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Zs":
            return " "
        case "Nd":
            return str(unicodedata.decimal(sign))
        case _:
            return sign
