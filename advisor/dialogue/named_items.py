"""Names with their days behind them: `Acme on 20 Nov and 24 Nov, Globex` is two names, and two days of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from advisor import ir
from advisor.diagnostics.suggestions import closest
from advisor.dialogue.dates import read_day
from advisor.dialogue.day_arithmetic import MONTHS, WEEKDAYS
from advisor.dialogue.days_in_sentences import is_day_word
from advisor.dialogue.polar_answers import folded, is_not_known
from advisor.dialogue.quantities import Ambiguous, AskedBack, Problem, Unknown, shown, spoken_count
from advisor.rendering.words import weekday_words

PARTS = re.compile(r'\s*"[^"]*"[^,;"]*(?=[,;]|$)|[^,;]+')
_AND = re.compile(r"\s+(?:and|&|\+|then|and then)\s+", re.IGNORECASE)
_LED_IN = re.compile(
    r"^(?:(?:i|we)(?:'ve|'m|'d|'ll)? |(?=(?:had|have|went|got|been|just|recently|already) )).*?\b(?:with|at|by|for|to) (?=\S)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'("[^"]+")\s*(.*)')
_OF_A_SPAN = {"since", "until", "till", "by"}  # no day on which something happens
_NO_END = _OF_A_SPAN | {
    *("and", "&", "+", "then", "or", "with"),
    *("on", "at", "the", "of", "from", "in", "last", "next", "this"),
}
_NO_REMARK = {"or", "and", "&", "+", "to", "until", "till", "by", "but", "then"}
_TELLS = re.compile(  # what happened there, which is asked next
    r"\b(?:i|we|they|he|she|me|us|offer\w*|reject\w*|refus\w*|declin\w*|turned|said|accept\w*|withdr\w+)\b",
    re.IGNORECASE,
)
_WHICH = (
    r"(?:(?:first|second|third|1st|2nd|3rd|final|other|phone|video|online|in-person) ?"
    r"(?:(?:round|stage|one|call|screen|screening|chat) ?)?|panel |screening )"
)
_NOT_ONE = r"(?:with )?(?:no|without an?|not had an?|haven['’]t had an?)"
_YET = r"(?: yet| so far)"
_DAY_FIRST = re.compile(r"(.+?)(?:,? +(?:at|with) +|: *)(.+)")
_PERIOD = re.compile(r"weeks?|months?|weekend|ago|fortnight")
_MONTH_WORDS = frozenset(MONTHS) - {"may"}
_DAY_WORDS = (*WEEKDAYS, "tomorrow", "yesterday")
_DAY_ALONE = re.compile(r"(?:on )?(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?")
_YEAR_BEHIND = re.compile(r"(?<=[0-9]),\s*(?=(?:19|20)[0-9]{2}\b)")  # `Nov 20, 2026`
_DASH = re.compile(r"\s+[-–—]\s+")
_PAST = re.compile(
    r"\b(?:i|we) (?:had|have had|was|were|went|did|met|got|spoke|[a-z]+ed)\b", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:is|will be)\b", re.IGNORECASE)
_TIME_BEFORE = re.compile(r"^[0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]m)? (?:with|at) ", re.IGNORECASE)
_HOW = re.compile(
    r",? (?:(?:by|over the|on the|via|on|per) (?:phone|video|zoom|teams|skype|telephone)|online|in person|face to face)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:and|also|then|plus|with|at|(?:it['’]?s|it is) (?:for|about|with|at)|only) )+",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?: (?:it )?(?:was|is|will be)| i was| i had (?:one|it)| twice| two times| coming up):?$",
    re.IGNORECASE,
)
_ONE_AT = re.compile(
    r"^(?:(?:an?|my|one|another|(?:first|second|third|1st|2nd|3rd|final)(?: one)?)(?: [a-z]+){0,2} (?:at|with)"
    r"|.*\b(?:called|named)) (?=\S)"
)
_INTRODUCTION = re.compile(  # `Hi,`, `just one:`, `two:`, `I have two on the go:`
    r"^(?:(?:hi|hello|hey)\b(?: there)?[ ,!.:-]+|(?:just|only) (?:the )?one\b[ :,-]*|(?:two|three|four|five|[2-9])(?: of them)?: *|(?:i|we)\b[^:,;]*: *)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",? (?:(?:and )?(?:that['’]?s|that is) (?:it|all)|for now|so far|only)$", re.IGNORECASE
)
_SLASH = re.compile(r"\s+[/+]\s+")
_NUMBERED = re.compile(r"(?:^|\s+)[1-9][.)]\s+")  # of `1. Acme 2. Globex`
# The end of a sentence, and not of `St. Mary's`, `Acme Inc.`, `Prof. Smith`.
_END_OF_SENTENCE = re.compile(r"(?<=[A-Za-z]{4})(?<!Prof)(?<!Bros)(?<!Corp)[.!](?=\s|$)")
_END_OF_MONTH = re.compile(  # of `Acme 27 oct. Globex 3 nov`, and not of `27 Oct. 2026`
    r"(?<=jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.(?=\s+[a-z])", re.IGNORECASE
)
_AS_WELL = re.compile(r",? (?:as well|too|also)$", re.IGNORECASE)
_BOTH = re.compile(r"(.+?),? +(?:both|all)(?: of them)? +(.+)", re.IGNORECASE)
_ORDINALS = {"first", "second", "third", "fourth", "fifth"}  # alone, of what is counted and no day
# How sentences begin, and names do not; in small letters, so that `IT Solutions` is one.
_SENTENCE = re.compile(
    r"(?:i|we|they|he|she|it|it's|there|had|have|got|went|been|waiting|[a-z]+ed (?:to|with|at|by|for))\b.*"
    r"|(?!(?:[Tt]he|[Aa]n?|[Mm]y|[Oo]ne) ).*\b(?:they|me|was|were|is|refused|rejected|turned|called|rang|phoned|emailed|wrote)\b.*"
    r"|[0-9]+ [a-z]+s"
)
# What others are counted by, and not called: `one more`, `a few others`.
_UNNAMED = re.compile(
    r"(?:(?:and|plus|also) )*(?:(?:an?|the|one|two|three|four|five|six|[0-9]+|some|few|several|many|lots of|couple of) )*"
    r"(?:more|others?|another(?: one)?|etc\.?|rest|so on)(?: (?:places?|ones?|of them))?",
    re.IGNORECASE,
)
# How it was, behind a day or in brackets: `Acme on friday, online`, `Acme (with Ms Ito) on friday`.
_HOW_IT_WAS = (
    r"(?:(?:by|over the|on the|via|on|per|a|an) )?(?:phone|video|zoom|teams|skype|telephone|online|remote|panel|in person"
    r"|face to face)(?: call| chat)?"
)
_HOW_ALONE = re.compile(_HOW_IT_WAS, re.IGNORECASE)
_HOW_IN_BRACKETS = re.compile(rf" *\((?:{_HOW_IT_WAS}|with [^()]+)\)", re.IGNORECASE)
_ONLY_NAMES = (
    "type only the names, with commas between them, and days if you know them, such as"
    " `Hill on 20 nov, Wood`; what happened there is asked next"
)
_AROUND = " ,:()-–—"
# `No Limits Ltd`, `Yes Bank`, `Not Just Bikes`; and `No Acme`, where a comma is left out.
_NAMED_YES_OR_NO = re.compile(
    r"(?:Yes|No|Not|None|Never|Nothing|Sure|Right|Neither)"
    r"(?! (?:I|Yet|So|Really|At|As|Any|Idea|Longer|Thanks?|Way|One|Luck|Jobs?|Please)\b)(?: [A-Z][\w'’&-]+)+"
)


@dataclass(frozen=True, slots=True)
class NamedItem:
    """A name as it was typed, and its days (ordinals); None for one that is not known."""

    name: str
    days: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class MisspeltDay(Problem):
    """One of the days is likely to be a slip: `words` of the line, and the day that is meant (an ordinal)."""

    question: str
    words: str
    meant: int


def names_behind(typed: str, noun: str) -> str | None:
    """The names behind a yes, or behind a no to something else; None where there are none.

    `Acme on friday` of `yes, Acme on friday`, `Acme` of `no interview yet, applied to Acme`.
    """
    polar = re.compile(
        rf"(?:yes|yeah|yep|no|none|nope|not|i haven['’]t|haven['’]t)\b(?: had| got)?(?: an?| any| one)?(?: {re.escape(noun)}s?)?"
        r"(?: yet| so far)?(?:[,.;:–-]|(?=\s+(?:but|just|only|[a-z]+ed)\b))\s*(?:(?:but|just|only|i['’]ve|i|have|we|with|at)\s+)*"
        r"(?P<led>[a-z]+ed\s+(?:to|at|with|for)\s+)?(?P<rest>\S.*)",
        re.IGNORECASE,
    )
    found = polar.fullmatch(typed.strip())
    if found is None:
        return None
    rest = found["rest"]
    is_name = rest[0] == '"' or (rest[0].isupper() and not typed.isupper())
    return rest if found["led"] or is_name else None


def as_names(typed: str, noun: str) -> str | None:
    """What was typed with its first name in quotes, where that only begins as a yes or a no: `No Limits Ltd on friday`.

    None, where it begins otherwise, or as an answer: `No interview yet`, `Yes, Acme`, `NO LUCK`.
    """
    found = _NAMED_YES_OR_NO.match(typed)
    if found is None or re.search(rf"\b{re.escape(noun)}", found[0], re.IGNORECASE):
        return None
    return f'"{found[0]}"{typed[found.end() :]}'


def read_named_items(typed: str, noun: str, today: int) -> tuple[NamedItem, ...] | Problem:
    """The names with their days; `noun` is what happens on these. Units: `today` is an ordinal."""
    has_been = _PAST.search(typed) is not None
    typed = _without_marks(typed, noun)
    if has_been:
        return _read_items(typed, noun, today, ir.Looks.BACK)
    found = _read_items(typed, noun, today, None)
    on_sides = [_read_items(typed, noun, today, looks) for looks in (ir.Looks.AHEAD, ir.Looks.BACK)]
    if isinstance(found, Problem) or any(isinstance(items, Problem) for items in on_sides):
        return found
    # On a Monday the nearest of `Acme thursday, Globex friday` are to come and past, which nobody means.
    nearest, ahead, back = (
        [day for item in items for day in item.days]
        for items in (found, *on_sides)
        if not isinstance(items, Problem)
    )
    if not len(nearest) == len(ahead) == len(back):
        return found
    is_open = [a is not None and b is not None and a != b for a, b in zip(ahead, back, strict=True)]
    sides = {day == a for day, a, either in zip(nearest, ahead, is_open, strict=True) if either}
    if len(sides) < 2:
        return found
    to_come, past = (
        " and ".join(weekday_words(day, today) for day in compress(days, is_open) if day)
        for days in (ahead, back)
    )
    return Problem(
        f"do you mean {to_come}, or {past}? Type all of it once more, with `this` or `last` before the days"
    )


def _read_items(
    typed: str, noun: str, today: int, looks: ir.Looks | None
) -> tuple[NamedItem, ...] | Problem:
    """Likewise, where days that may lie on either side lie on this one."""
    found: list[NamedItem] = []
    words_of_last = ""  # `Friday` of `Acme on Friday, 20 November`
    for number, part in enumerate(_parts(typed, noun, today)):
        side = None if _TO_COME.search(part) else looks  # of `I went to Acme, Globex is tomorrow`
        days = _days(part, today, side)
        if isinstance(days, Problem) and number:  # what has been is said of the first one
            days = _days(part, today)
        if isinstance(days, Problem):
            return days
        if days is not None and not found:
            return Problem(
                f"`{shown(part)}` is a day: type the name before it; a name that is called so, in double quotes"
            )
        if days is not None:
            last = found.pop()
            joined = read_day(f"{words_of_last} {part}", today) if words_of_last else None
            is_same = isinstance(joined, int) and days == (joined,)
            found.append(NamedItem(last.name, days if is_same else (*last.days, *days)))
            continue
        item = _item(part, today, side)
        if isinstance(item, Problem) and number:
            item = _item(part, today)
        if isinstance(item, Problem):
            return item
        if found and found[-1].days and _HOW_ALONE.fullmatch(item.name):
            continue
        called = re.sub(rf"(?i) (?:{_WHICH})*{re.escape(noun)}:?$", "", _ENDING.sub("", item.name))
        name = _TIME_BEFORE.sub("", called) if item.days else item.name
        name = name if name.startswith('"') else _ONE_AT.sub("", name)
        name = re.sub(rf"(?i): *(?:{_WHICH})+$", "", f"{name} ").rstrip()  # `Acme: phone screen`
        if unnamed := next(filter(_UNNAMED.fullmatch, [name, *_AND.split(name)[1:]]), None):
            return Problem(
                f"`{shown(unnamed)}` is no name: type what each is called, or leave it out for now"
            )
        if _is_sentence(name):
            return Problem(
                f"`{shown(name)}` does not look like a name: {_ONLY_NAMES}. Is it a name? Then in double quotes"
            )
        found.append(NamedItem(name, item.days))
        words_of_last = part.split()[-1] if item.days else ""
    return tuple(found)


def _without_marks(typed: str, noun: str) -> str:
    """What was typed without what only counts or joins it: `1. Acme 2. Globex`, `2 talks: Acme, Globex`."""
    if '"' in typed:
        return typed
    if len(_NUMBERED.findall(typed)) > 1 and _NUMBERED.match(typed):
        typed = ", ".join(filter(None, _NUMBERED.split(typed)))
    had = r"(?:(?:i|we)(?:['’]ve| have)? ?(?:had|got|have)? )?"
    counted = re.compile(
        rf"^{had}(?:[0-9]+|[a-z]+) {re.escape(noun)}s?(?: so far)? ?[:,–—-] *", re.I
    )
    in_brackets = re.compile(rf"\((?:(?:my|the|an?) )?(?:{_WHICH}|{re.escape(noun)} )+", re.I)
    typed = in_brackets.sub("(", _HOW_IN_BRACKETS.sub("", typed.strip()))
    typed = _INTRODUCTION.sub("", counted.sub("", typed))
    typed = _END_OF_MONTH.sub(",", _END_OF_SENTENCE.sub(",", typed))
    return _TAIL.sub("", _SLASH.sub(", ", typed))


def _parts(typed: str, noun: str, today: int) -> Iterator[str]:
    """What says one name, or only days, without what leads in to it: `I went to`, `my interview was`.

    `Acme on Friday and Globex on Monday` is two parts, `Acme and Globex on Monday` is one.
    """
    one = rf"(?:{_WHICH}|{re.escape(noun)} ?)+"
    of_days = re.compile(
        rf"^(?:and )?(?:(?:i )?(?:had|have|got) )?(?:again |(?:(?:my|the|an?) )?{one}(?:(?:is|was|will be) )?:? ?)(?<=[ :])",
        re.I,
    )
    with_one = re.compile(rf"^(?:an? |my )?{re.escape(noun)}s? (?:with|at) ", re.I)
    none = re.compile(
        rf"(?:^|[ ,(–-]+)(?:{_NOT_ONE} {re.escape(noun)}s?{_YET}?|(?:not|none){_YET})\)?$", re.I
    )
    typed = _YEAR_BEHIND.sub(" ", re.sub(r"\s@\s?", " at ", typed))
    pieces = _DASH.split(typed)
    if any(_days(piece, today) for piece in pieces[1:]):  # `Acme - yesterday - Globex - 20 nov`
        typed = ", ".join(pieces)
    for part in PARTS.findall(_with_days_of_both(typed, today)):
        said = _HOW.sub("", none.sub("", with_one.sub("", _LEADING.sub("", part.strip()))))
        said = _without_carrier_phrase(said, today)
        as_well = _item(_AS_WELL.sub("", said), today)
        if isinstance(as_well, NamedItem) and as_well.days:  # `Acme thursday as well`
            said = _AS_WELL.sub("", said)
        while (joint := _end_of_first(said, today)) is not None:
            yield said[: joint.start()]
            said = _LEADING.sub("", said[joint.end() :])
        if said:
            days = of_days.sub("", said)
            if _days(days, today) is None:
                led_in = said[: len(said) - len(days)].lower()
                is_of_one = noun in led_in or "one" in led_in.split()
                days = _LEADING.sub("", days)  # `Acme tomorrow` of `my talk with Acme tomorrow`
                named = _item(days, today) if is_of_one else None
                days = days if isinstance(named, NamedItem) and named.days else said
            yield days


def _with_days_of_both(typed: str, today: int) -> str:
    """`Acme on friday, Globex on friday` for `Acme and Globex both on friday`."""
    found = _BOTH.fullmatch(typed)
    if found is None or not isinstance(_days(found[2], today), tuple):
        return typed
    names = [name.strip() for part in found[1].split(",") for name in _AND.split(part)]
    return ", ".join(f"{name} {found[2]}" for name in names if name)


def _without_carrier_phrase(said: str, today: int) -> str:
    """`Acme` of `I went to Acme`, and `Acme yesterday` of `I was yesterday at Acme`."""
    found = _LED_IN.match(said)
    if found is None:
        return said
    words = found[0].split()[:-1]
    rest = said[found.end() :]
    for at in range(1, len(words)):
        when = " ".join(words[at:])
        if _days(when, today) is not None:
            return f"{rest} {when}"
    return f"{rest} {' '.join(words[-2:])}" if _is_like_a_day(words[-1]) else rest


def _end_of_first(said: str, today: int) -> re.Match[str] | None:
    """What stands between a name with its days and the next name: an `and`, or only a space."""
    if isinstance(_days(said, today), tuple):
        return None  # `not sure when and not sure when` are days of the name before
    for joint in _AND.finditer(said):
        left, right = said[: joint.start()], _AND.split(said[joint.end() :])[0]
        item = None if _days(right, today) is not None else _item(left, today)
        if isinstance(item, NamedItem) and item.days:
            return joint
    whole = _item(said, today)
    if not isinstance(whole, NamedItem) or " " not in whole.name or '"' in said:
        return None
    for joint in re.finditer(r" +", said):  # `Acme 23 nov Globex 26 nov`
        left_item, right_item = (
            _item(said[: joint.start()], today),
            _item(said[joint.end() :], today),
        )
        if isinstance(left_item, NamedItem) and isinstance(right_item, NamedItem):
            is_cut = left_item.days and right_item.days and _AND.match(said, joint.start()) is None
            if is_cut and len(whole.name) > len(left_item.name):
                return joint
    return None


def _is_sentence(name: str) -> bool:
    """Whether it is a sentence or a number and no name; in double quotes anything is one."""
    if name.startswith('"'):
        return False
    is_number = name.isdigit() or spoken_count(name.lower()) is not None
    return is_number or _SENTENCE.fullmatch(name) is not None


def _item(part: str, today: int, looks: ir.Looks | None = None) -> NamedItem | Problem:
    quoted = _QUOTED.fullmatch(part)
    if quoted is not None and not quoted[2]:
        return NamedItem(quoted[1], ())
    words = part.split() if quoted is None else [quoted[1], *quoted[2].split()]
    for at in range(1, len(words)):
        if folded(words[at - 1]).strip(_AROUND) in _NO_END:
            continue
        days = _days(" ".join(words[at:]), today, looks)
        if days is None:
            continue
        name = " ".join(words[:at]).strip(" ,:-–—=>→")
        if isinstance(days, Problem):
            return days
        if quoted is None and _may_be_of_the_name(name, words[at:]):
            return Problem(
                f"is `{words[at]}` part of the name? Type `{shown(name)}, {words[at]}`, or the name in double"
                f' quotes: "{shown(name)} {words[at]}"'
            )
        return NamedItem(name, days)
    first = _DAY_FIRST.fullmatch(part)
    if first is not None and quoted is None:
        days = _days(_ENDING.sub("", first[1]), today, looks)
        if isinstance(days, tuple):
            return NamedItem(first[2], days)
    if quoted is None and (remarked := _before_a_remark(words, today, looks)) is not None:
        return remarked
    for at in range(min(len(words) - 1, 4), 1, -1):  # `next tuesday Acme`; no `Sunday Times`
        when = " ".join(words[:at])
        days = _days(when, today, looks) if quoted is None and when.islower() else None
        if isinstance(days, Problem):
            return days
        if days is not None:
            return NamedItem(" ".join(words[at:]), days)
    if quoted is None and len(words) > 1 and _is_like_a_day(words[-1]):
        return Problem(
            f"`{shown(part)}` names no day: type one, such as `on 20 nov`, or `not sure when`"
        )
    return NamedItem(part, ())


def _before_a_remark(
    words: list[str], today: int, looks: ir.Looks | None
) -> NamedItem | Problem | None:
    """`Acme on friday` of `Acme on friday (panel)`, and of `Acme on friday with three people`.

    Of `Acme on friday Globex` it is asked for the comma; `Black Friday Sales` is a name.
    """
    for at in range(1, len(words) - 1):
        if words[at][0].isupper() or words[at - 1].lower() in _NO_END:
            continue
        if _TELLS.search(" ".join(words[at:])):
            return None
        for end in range(len(words) - 1, at, -1):
            is_number = words[at].isdigit() and end == at + 1  # `Studio 24 music`
            if is_number or words[end].lower() in _NO_REMARK:
                continue
            days = _days(" ".join(words[at:end]), today, looks)
            if not isinstance(days, tuple) or None in days:
                continue
            name, rest = " ".join(words[:at]).strip(" ,:-–—=>→"), " ".join(words[end:])
            if rest[0].islower() or rest[0] == "(":
                return NamedItem(name, days)
            return Problem(
                f"is `{shown(rest)}` another name? Put a comma before it; if all of it is one name, in double quotes"
            )
    return None


def _may_be_of_the_name(name: str, words: list[str]) -> bool:
    """`Ruby Tuesday`, `USA Today`: one word with a large letter, behind a name that begins with one."""
    return len(words) == 1 and words[0][:1].isupper() and name[:1].isupper()


def _is_like_a_day(word: str) -> bool:
    """`Acme next week`, `Acme tomorow`: what is no day, and no part of a name in small letters."""
    if _PERIOD.fullmatch(word) or word in _MONTH_WORDS:
        return True
    return word.islower() and len(word) > 5 and closest(word, _DAY_WORDS) is not None


def _days(
    said: str, today: int, looks: ir.Looks | None = None
) -> tuple[int | None, ...] | Problem | None:
    """The days that words say and nothing else; None: they say something else."""
    said = said.strip(_AROUND)
    if not said or said.split()[0].lower() in _OF_A_SPAN:
        return None
    pieces = _AND.split(said)
    found: list[int | None] = []
    for number, piece in enumerate(pieces):
        if folded(piece).removeprefix("the ") in _ORDINALS:  # of `Acme second talk yesterday`
            return None
        after = pieces[number + 1 : number + 2]
        if after and _DAY_ALONE.fullmatch(folded(piece)):  # `4 and 11 November`
            piece = f"{piece} {_DAY_ALONE.sub('', after[0])}"
        if is_not_known(re.sub(r" when(?: (?:it|that) (?:was|is))?$", "", folded(piece))):
            found.append(None)
            continue
        day = read_day(piece, today, looks)
        if isinstance(day, Unknown):
            return None
        is_plain = isinstance(day, Problem) and not isinstance(day, AskedBack | Ambiguous)
        if is_plain and not any(map(is_day_word, piece.lower().split())):
            return None  # `The offer in hand`
        if isinstance(day, AskedBack | Problem):
            end = "" if day.message.endswith("?") else "."
            message = f"{day.message}{end} Type all of it once more, with the right day"
            if isinstance(day, AskedBack) and isinstance(day.meant, int):
                return MisspeltDay(message, day.message, piece, day.meant)
            return Problem(message)
        found.append(day)
    return tuple(found)
