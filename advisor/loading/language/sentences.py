"""Whole conditions as people say them, and what to write for them, with the author's own names.

`lent_on is more than 3 months ago`  →  `lent_on < today - 3 months`
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from advisor import ir
from advisor.diagnostics.suggestions import one_line
from advisor.loading.language.lists import lists_named
from advisor.loading.language.names import Context, Scope, several_named
from advisor.loading.language.tokens import SyntaxMistake
from advisor.loading.language.tree import RawName, Word

WORKING_DAY = "`{x} + 0 working days is {x}` asks whether it is a working day"
CLOSED_DAY = "`{x} + 0 working days is not {x}` asks whether it is a day without work"
NO_WORKING_DAYS_BETWEEN = (
    "working days between two dates cannot be counted: add them to one date and compare, such as "
    "`today > {x} + 3 working days`"
)

_UNIT = r"(?:working )?(?:days?|weeks?|months?|years?)"
_VALUE = rf"[\w.-]+(?: {_UNIT}\b)?"
_MORE = "(?:more|greater|bigger|larger|higher|longer|later)"
_LESS = "(?:less|fewer|smaller|lower|shorter|earlier)"
# how two amounts compare, in words → the sign
_AMOUNTS = (
    (f"(?:no|not) {_MORE} than|at most|up to", "<="),
    (f"(?:no|not) {_LESS} than|at least", ">="),
    (f"{_MORE} than", ">"),
    (f"{_LESS} than", "<"),
)
_AMOUNT = "|".join(said for said, _ in _AMOUNTS)
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"

Said = dict[str, str]  # the groups of a pattern, each on one line


def _sign(said: str) -> str:
    return next(
        sign for pattern, sign in _AMOUNTS if re.fullmatch(pattern.replace(" ", r"\s+"), said)
    )


def _ago(found: Said) -> str:
    return f"write `{found['x']} {_TURNED[_sign(found['amount'])]} today - {found['a']}`"


def _from(found: Said) -> str:
    """`is more than 3 days after told`, `is 3 months before today`."""
    way = "-" if found["way"] == "before" else "+"
    day = f"{found['m']} {way} {found['a']}"
    if not found["amount"]:
        or_further = "<=" if way == "-" else ">="
        return (
            f"write `{found['x']} is {day}` for that very day, or `{found['x']} {or_further} {day}`"
        )
    sign = _sign(found["amount"])
    return f"write `{found['x']} {_TURNED[sign] if way == '-' else sign} {day}`"


def _between(found: Said) -> str:
    low, high = found["a"], found["b"]
    if low.isdigit() and " " in high:  # `between 3 and 7 days`
        low = f"{low} {high.partition(' ')[2]}"
    return f"write `{found['x']} >= {low} and {found['x']} <= {high}`"


def _old(found: Said) -> str:
    """`is older than 2 weeks`, `is not newer than 3 months`, `since 5 days`."""
    sign = ">" if found.get("age") in ("newer", "younger") else "<"
    if found.get("no") or not found.get("age"):
        sign = {"<": ">=", ">": "<="}[sign] if found.get("no") else "<="
    return f"write `{found['x']} {sign} today - {found['a']}`"


def _or_more(found: Said) -> str:
    unit = f" {found['unit']}" if found["unit"] else ""
    sign = ">=" if re.fullmatch(_MORE, found["more"]) else "<="
    return f"write `{found['x']} {sign} {found['a']}{unit}`"


_OR_MORE = (
    rf"(?P<x>[\w.]+) is (?P<a>{_VALUE}) or (?P<more>{_MORE}|{_LESS})\b(?: (?P<unit>{_UNIT})\b)?"
)
# what somebody may write (a blank stands for any space) → what to write instead
_SENTENCES: tuple[tuple[str, Callable[[Said], str]], ...] = (
    (rf"(?P<x>[\w.]+) is (?P<amount>{_AMOUNT}) (?P<a>{_VALUE}) ago\b", _ago),
    (
        rf"(?P<x>[\w.]+) is (?:(?P<amount>{_AMOUNT}) )?(?P<a>\d+ {_UNIT}|{_VALUE}(?<!not)) "
        r"(?P<way>before|after) (?P<m>[\w.-]+)",
        _from,
    ),
    (
        rf"(?P<x>[\w.]+) is (?P<a>\d+ {_UNIT}) ago\b",
        lambda found: f"write `{found['x']} is today - {found['a']}`",
    ),
    (
        rf"(?P<x>[\w.]+) (?:is )?(?P<no>not |no )?(?P<age>older|newer|younger) than (?P<a>\d+ {_UNIT})",
        _old,
    ),
    (rf"(?P<x>[\w.]+) (?:is )?since (?P<a>\d+ {_UNIT})", _old),
    (
        rf"(?P<a>\d+ {_UNIT}) (?:(?:have|has) (?:passed|gone by) )?since (?P<x>[a-z][\w.]*)"
        r"(?: (?:have|has) (?:passed|gone by))?",
        lambda found: f"write `{found['x']} + {found['a']} <= today`",
    ),
    (
        r"(?P<unit>(?:working )?(?:days|weeks)) since (?P<x>[a-z][\w.]*) "
        r"(?P<sign><=|>=|<|>) (?P<a>\d+)",
        lambda found: f"write `today {found['sign']} {found['x']} + {found['a']} {found['unit']}`",
    ),
    (
        r"(?P<x>[\w.]+) is (?P<no>not )?(?:filled (?:in|out)|written down|entered|stated|answered)\b",
        lambda found: f"write `{found['x']} is {'not ' if found['no'] else ''}given`",
    ),
    (
        r"(?:the )?(?:number|amount) of (?P<x>[\w.]+)",
        lambda found: f"write `count({found['x']})`",
    ),
    (
        r"(?P<is>is )?no (?!(?:more|less|greater|fewer|later|earlier|newer|older|sooner)\b)"
        r"(?P<x>[a-z][\w.]*)",
        lambda found: (
            f"write `is not {found['x']}`"
            if found["is"]
            else f"write `not {found['x']}`, or `count({found['x']}) is 0` for a list"
        ),
    ),
    (
        rf"(?P<x>[\w.]+) is within the (?:last|past) (?P<a>{_VALUE})",
        lambda found: f"write `{found['x']} >= today - {found['a']}`",
    ),
    (
        rf"(?P<x>[\w.]+) is within (?:the next )?(?P<a>{_VALUE})",
        lambda found: (
            f"write `{found['x']} <= today + {found['a']}`, and `{found['x']} >= today` beside it "
            "where past days are not meant"
        ),
    ),
    (
        rf"(?P<x>[\w.]+) is (?P<no>not )?(?:on )?(?:an? )?(?P<day>{_WEEKDAYS})s?\b",
        lambda found: (
            f"write `weekday({found['x']}) is {'not ' if found['no'] else ''}{found['day']}`"
        ),
    ),
    (
        r"(?P<x>[\w.]+) is (?P<no>not )?(?:an? )?(?:working ?|business ?|work)day\b",
        lambda found: (
            f"write `{found['x']} + 0 working days is {'not ' if found['no'] else ''}{found['x']}`"
        ),
    ),
    (
        r"(?P<x>[\w.]+) is (?P<no>not )?an? (?:closed day|(?:public |bank )?holiday|weekend(?: day)?)\b",
        lambda found: (
            f"write `{found['x']} + 0 working days is {'' if found['no'] else 'not '}{found['x']}`"
        ),
    ),
    (rf"(?P<x>[\w.]+) (?:is )?between (?P<a>{_VALUE}) and (?P<b>{_VALUE})", _between),
    (
        r"(?P<x>[\w.]+) is (?P<no>not )?(?:in the past|(?:over|past|gone by)(?!\s*[\w(]))",
        lambda found: f"write `{found['x']} {'>=' if found['no'] else '<'} today`",
    ),
    (
        r"(?P<x>[\w.]+) is (?P<no>not )?(?:in the future|still to come|ahead)\b",
        lambda found: f"write `{found['x']} {'<=' if found['no'] else '>'} today`",
    ),
    (
        r"(?P<x>[\w.]+) is neither (?P<a>\w+) nor (?P<b>\w+)",
        lambda found: f"write `{found['x']} is not one of ({found['a']}, {found['b']})`",
    ),
    (rf"(?P<a>\d+ {_UNIT}) ago\b", lambda found: f"write `today - {found['a']}`"),
    (
        rf"(?P<a>\d+ {_UNIT}) (?:from (?:now|today)|hence)\b",
        lambda found: f"write `today + {found['a']}`",
    ),
    (
        rf"(?P<a>\d+ {_UNIT}) (?P<way>before|after) (?P<m>[\w.]+)",
        lambda found: (
            f"write `{found['m']} {'-' if found['way'] == 'before' else '+'} {found['a']}`"
        ),
    ),
    (
        rf"within (?:the next )?(?P<a>\d+ {_UNIT})(?! (?:of|from|after)\b)",
        lambda found: (
            f"write the last day of it, counted from a day that stays, such as `«date» + {found['a']}`; "
            f"`today + {found['a']}` moves on each day"
        ),
    ),
    (r"half an? year\b", lambda found: "write `6 months`"),
    (
        r"half an? (?P<a>month|week|day)\b",
        lambda found: "write a whole number of days, such as `3 days`",
    ),
    (_OR_MORE, _or_more),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[Said], str]], ...]:
    return tuple((_compiled(said), help) for said, help in _SENTENCES)


@cache
def _compiled(said: str) -> re.Pattern[str]:
    return re.compile(rf"\b{said}".replace(" is ", " (?:is|was|were) ").replace(" ", r"\s+"))


def _said(match: re.Match[str]) -> Said:
    return {name: one_line(text or "") for name, text in match.groupdict().items()}


def sentence_at(text: str, start: int, end: int) -> SyntaxMistake | None:
    """The condition in everyday words of which the word from `start` to `end` is a part."""
    for pattern, help in _patterns():
        for match in pattern.finditer(text):
            if match.start() <= start and end <= match.end():
                shown = one_line(match[0])
                message = f"`{shown}` is not how this is said here"
                return SyntaxMistake(
                    "ADV215", message, match.start(), match.end(), help(_said(match))
                )
    return None


def with_days_of_items(help: str, scope: Scope) -> str:
    """The help with a date where an item was compared with days: for `interview >= today - 2 days`, its `held_on`."""

    def with_day(match: re.Match[str]) -> str:
        word, rest = match["word"], match["rest"]
        around = scope.around(scope.entity)
        item = next((e for e in scope.entities.values() if word in (e.name, e.list)), None)
        if item is None or any(scope.fact(entity, word) for entity in around):
            return match[0]
        dates = (f.name for f in item.facts.values() if f.type == ir.DATE and not f.is_concluded)
        day = next(dates, None)
        if day is None:
            return match[0]
        test = f"{day} {rest}"
        return f"`{test}`" if item.name in around else f"`any({item.list}, {test})`"

    return re.sub(
        r"`(?P<word>[a-z]\w*) (?P<rest>(?:[<>]=?|is) [^`]*\btoday\b[^`]*)`", with_day, help
    )


def or_more(text: str, start: int, end: int) -> str | None:
    """The help for the last word of `reminders is 3 or more`; None where it is no part of such a text."""
    for match in _compiled(_OR_MORE).finditer(text):
        if match.start("more") == start and match.end("more") == end:
            return _or_more(_said(match))
    return None


def _has(found: Said) -> str:
    """`symptoms has both fever and rash`, `symptoms does not have fever`: with `has` and its choices."""
    x, how = found["x"], found["how"]
    choices = re.findall(r"(?!and\b|or\b)\w+", found["choices"])
    if how in ("both", "all of"):
        return f"write `{' and '.join(f'{x} has {choice}' for choice in choices)}`"
    some = choices[0] if len(choices) == 1 else f"any of ({', '.join(choices)})"
    is_not = found["no"] or how in ("no", "not", "none of", "neither")
    return f"write `not ({x} has {some})`" if is_not else f"write `{x} has {some}`"


_HAVE = "(?:has|have|contains?|includes?|is)"
_CHOICES = r"\(?(?P<choices>\w+(?:(?:, ?| and | or | nor )\w+)*)\)?"
# Of what can be several things at once: what is said of it, and what to write.
_OF_SEVERAL: tuple[tuple[str, Callable[[Said], str]], ...] = (
    (
        r"(?P<x>X) (?:is not (?:none|null|empty)|has (?:any|some)(?! of))",
        lambda f: f"write `count({f['x']}) > 0`",
    ),
    (
        r"(?P<x>X) (?:is|has) (?:none(?! of)|null|nothing|empty)",
        lambda f: f"write `{f['x']} is given and count({f['x']}) is 0`",
    ),
    (
        rf"(?P<x>X) (?P<no>(?:does|do) not |not )?{_HAVE} "
        rf"(?P<how>no|not|none of|neither|both|all of|one of|either) {_CHOICES}",
        _has,
    ),
    (rf"(?P<x>X) (?P<no>(?:does|do) not |not )(?P<how>){_HAVE} {_CHOICES}", _has),
    (rf"(?P<x>X) (?P<no>)(?P<how>)(?:contains|includes) {_CHOICES}", _has),
    (r"(?P<choices>\w+) (?P<no>)(?P<how>)(?:is )?in (?P<x>X)", _has),
)


def help_for_several(text: str, mistake: SyntaxMistake, context: Context) -> str | None:
    """What to write for `damage is none` and its like; None where the name is no fact of several choices."""
    for said, help in _OF_SEVERAL:
        for match in _compiled(said.replace("X", r"[a-z_][\w.]*")).finditer(text):
            if match.start() > mistake.start or mistake.end > match.end():
                continue
            at, end = match.span("x")
            words = tuple(Word(word, at, end) for word in match["x"].split("."))
            name = RawName(words, False, at, end)
            written = help(_said(match))
            if several_named(name, context) is not None:
                return written
            if lists_named(name, context) and "choices" not in match.groupdict():
                sign = ">" if "> 0" in written else "is"
                return f"write `count({match['x']}) {sign} 0`"
    return None
