"""Numbers as people write them: in the way of their country, or with a unit that our numbers do not bear."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNIT = r"[^\W\d_]+(?: [^\W\d_]+)?"  # `pounds`, `US dollars`
_DIGITS = r"[-+\u2212]?[0-9.,](?:[0-9.,'\u2019_\s]*[0-9])?"
_AMOUNT = re.compile(
    rf"(?P<before>[^\w\s]|[A-Z]{{3}})?\s*(?P<number>{_DIGITS})\s*(?P<after>{_UNIT}|[^\w\s])?\.?"
)
_HUNDREDTHS = {
    **dict.fromkeys(("%", "percent", "per cent", "pct"), "percent"),
    **dict.fromkeys(("p", "penny", "pence"), "pence"),
    **dict.fromkeys(("c", "ct", "cent", "cents", "¢"), "cents"),
}


def meant_numbers(text: str) -> tuple[str, ...]:
    """What a number written in the way of some country stands for, as our files write it.

    `1.234,56` is `1234.56`, `0,5` is `0.5`; of `1,234` nobody knows: `1234` or `1.234`.
    """
    bare = re.sub(r"[\s_'\u2019]", "", text).removeprefix("+").replace("\u2212", "-")
    found = re.fullmatch(r"(-?)([0-9.,]*)", bare)
    if found is None or not any(map(str.isdigit, bare)):
        return ()
    sign, digits = found[1], found[2]
    marks = re.sub("[0-9]", "", digits)
    last = marks[-1:]
    is_grouped = re.fullmatch(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*", digits)
    if is_grouped and len(marks) > 1:
        return (sign + re.sub("[.,]", "", digits),)
    if is_grouped and marks == "," and not digits.endswith("0"):  # nobody writes 1.500 for 1.5
        return (sign + digits.replace(",", ""), sign + digits.replace(",", "."))
    if is_grouped and marks == ",":
        return (sign + digits.replace(",", ""),)
    if marks.count(last) > 1:
        return ()
    whole, _, fraction = digits.rpartition(last) if last else (digits, "", "")
    whole = re.sub("[.,]", "", whole) or "0"
    return (f"{sign}{whole}.{fraction}" if fraction else sign + whole,)


def without_unit(text: str) -> str | None:
    """What to write for an amount with a unit; None where the text is no such thing.

    `10 pounds` and `£10` are `10`; `60p` is `0.6`, or `60` where everything is counted in pence.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or not (found["before"] or found["after"]):
        return None
    before, after = found["before"] or "", (found["after"] or "").lower()
    signs = (before, "" if after in _HUNDREDTHS else after)
    if any(len(sign) == 1 and not (sign.isalpha() or is_currency(sign)) for sign in signs):
        return None
    numbers = meant_numbers(found["number"])
    if len(numbers) != 1:
        return (
            f"a number has no unit, and no commas: write {' or '.join(f'`{n}`' for n in numbers)}"
            if numbers
            else None
        )
    [number] = numbers
    if after == "k":
        return f"write `{_plain(Decimal(number) * 1000)}`"
    if after in _HUNDREDTHS and not before:
        share = _plain(Decimal(number) / 100)
        return f"a number has no unit: write `{share}`, or `{number}` if the rules count in {_HUNDREDTHS[after]}"
    return f"a number has no unit: write `{number}`"


def is_currency(sign: str) -> bool:
    """Whether it is the sign of some money: `£`, `€`, `$`."""
    return len(sign) == 1 and unicodedata.category(sign) == "Sc"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
