"""Dates as people and databases write them: `28/11/2026`, or a moment in some time zone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone

from advisor import ir
from advisor.batch.problems import PermanentError
from advisor.batch.sources.date_spellings import tidied
from advisor.batch.sources.plain_values import without_midnight
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import one_line
from advisor.loading.declarations.scalars import TICKS_BY_DIGITS, Misfit

ORDERS = ("dmy", "mdy", "ymd")
_SAID = {"dmy": "day first", "mdy": "month first"}
# `28/11/2026`, `28.11.2026 00:00`, `2026/11/28`, `Sat 28/11/2026`: three numbers, and perhaps a time.
PATTERN = r"^\s*(?:[A-Za-z]{3,9}\.?,?\s+)?[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}(?:[ T].*)?\s*$"
_NUMBERS = re.compile(
    r"\s*([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})((?:[ T]\s*[0-9].*)?)\s*", re.DOTALL
)
_TOGETHER = re.compile(r"\s*([12][0-9]{3})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])\s*")  # 20261128
# `2026.11.20.`, `2026. 11. 20.`, `2026年11月20日`
_WITH_SIGNS = re.compile(
    r"\s*([0-9]{4})(?:\.|年|년) ?([0-9]{1,2})(?:\.|月|월) ?([0-9]{1,2})(?:\.|日|일)\s*"
)
_WITH_NAME = re.compile(  # `28 Nov 2026`, `28-NOV-2026`, `28/Nov/2026`, `28nov2026`, `28. Nov. 2026`, `November 28, 2026`
    r"\s*(?:(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er|º)?(?:(?P<s>[ /-]?|(?: of| de) )(?P<m>[^\W\d_]{3,10})\.?(?:(?P=s)| )|\. ?(?P<m3>[^\W\d_]{3,10})\.? ?)"
    r"|(?P<m2>[^\W\d_]{3,10})\.? (?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?,? )"
    r"(?P<y>[0-9]{4}|'?[0-9]{2}(?![0-9:.]))(?:[T:]|,?\s+)?(?P<rest>(?<![0-9])[0-9].*)?\s*",
    re.DOTALL,
)
# `1.234,50`, `1 234,5`, `12,5`, `1.234`, as much of Europe writes numbers.
GROUPED = re.compile(r"-?(?:[0-9]{1,3}(?:[.'\u2019 \u00a0\u202f][0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt]|\s+)[0-9]{1,2}:.*")
_CLOCK = re.compile(  # `9:05:00 pm GMT+1`: the time, and what the clock was set to
    r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]+))?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*"
    r"(?:(?P<utc>Z|UTC|GMT)?(?P<off>[+-][0-9]{1,2}(?::?[0-9]{2})?)?)(?:\s*\([^)]*\))?",  # `(CET)`
    re.IGNORECASE,
)


# `1796342400`, `1796342400000`, `1796342400.25`: since 1970, in seconds, thousandths, …; but `2026112809` is a day and an hour.
_COUNTED = re.compile(
    r"\s*(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])(?:\s|\.|$))([0-9]+)(?:\.[0-9]+)?\s*"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(  # `Friday, 20 November 2026`, `Fri 20/11/2026`
    r"\s*(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\.?,?\s+(?=\S)",
    re.IGNORECASE,
)
# `Nov 20 00:00:00 CET 2026`, as Java and C write it behind the day of the week.
_YEAR_LAST = re.compile(
    r"(?P<day>[A-Za-z]{3} +[0-9]{1,2}) (?P<time>[0-9]{1,2}:[0-9]{2}:[0-9]{2})(?: (?P<zone>[A-Z]{2,5}))? (?P<y>[0-9]{4})\s*"
)


# In English, German, French, Spanish, Italian, Dutch and Portuguese: none of these words is two months.
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january jan januar januari janvier janv enero ene gennaio gen janeiro jänner jän",
            "february feb februar februari février févr fév febrero febbraio fevereiro fev",
            "march mar märz mär mrz mars marzo maart mrt março",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug août agosto ago augustus",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
        ),
        1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class DateReading:
    """How texts and moments become dates. `order_in` gives the order in the whole column of a fact, once asked.

    `tell` is told which option would read what is refused. `commas_in` says whether the numbers in the column of a fact
    have a comma before their fractions.
    """

    order: str | None = None
    zone: str | None = None
    order_in: Callable[[ir.FactDeclaration], str | None] | None = None
    tell: Callable[[str], None] | None = None
    commas_in: Callable[[ir.FactDeclaration], bool] | None = None

    def number(self, text: str, fact: ir.FactDeclaration) -> str:
        """A number as situation files have it, where it is one in the way of its column: `1.234,50`."""
        if self.commas_in is None or not ("," in text or "." in text):
            return text
        grouped = GROUPED.fullmatch(text.strip())
        if grouped is None or not self.commas_in(fact):
            return text
        return re.sub(r"[^0-9,-]", "", text).replace(",", ".")

    def text(self, text: str, fact: ir.FactDeclaration | None) -> str:
        """A date as situation files have it, where the text is one in another way; else the text as it is."""
        day = self._day(text, fact)
        if _ISO.fullmatch(day) or (tidy := tidied(text)) == text:
            return day
        other = self._day(tidy, fact)
        return other if _ISO.fullmatch(other) else day

    def _day(self, text: str, fact: ir.FactDeclaration | None) -> str:
        if self.zone is not None and (moment := _moment_counted(text)) is not None:
            text = moment
            if self.tell is not None:
                self.tell(_COUNTED_SO)
        weekday = _WEEKDAY.match(text)
        bare = text if weekday is None else _year_ahead(text[weekday.end() :])
        day = self._year_first(bare, fact)
        if weekday is not None and not _is_on(day.lstrip()[:10], weekday[1].lower()):
            return text
        day = without_midnight(day)
        if self.zone is not None and _MOMENT.fullmatch(day):
            return _day_in(day, self.zone)
        return day

    def _year_first(self, text: str, fact: ir.FactDeclaration | None) -> str:
        """With the year first, and perhaps a time behind; else the text as it is."""
        found = _NUMBERS.fullmatch(text)
        if found is not None and not _ISO.match(text):
            order = self.order
            if len(found[1]) == 4:
                order = "ymd"
            elif order is None and self.order_in and fact and len(found[4]) in (2, 4):
                order = self.order_in(fact)
            day = _ordered(found, order) or text
        else:
            day = text if found else _unmistakable(text)
        if self.tell and day != text and not _LONG_YEAR.search(text):
            self.tell(_SHORT_YEARS)
        return day

    def why_not(self, text: str, fact: ir.FactDeclaration | None, why: Misfit) -> Misfit:
        """Why a text is no date, also in the order of its column: in `20.13.2026`, with the day first, 13 is no month."""
        text = tidied(text)
        self._tell_ways(text)
        weekday = _WEEKDAY.match(text)
        found = _NUMBERS.fullmatch(text[weekday.end() :] if weekday else text)
        if found is None or len(found[1]) > 2:
            return why
        order = self.order or (self.order_in(fact) if self.order_in and fact else None)
        if order not in ("dmy", "mdy"):
            return why
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        wrong = f"{month} is no month" if 1 <= int(day) <= 31 else f"{day} is no day"
        return replace(why, help=f"with the {_SAID[order]}, {wrong}")

    def _tell_ways(self, text: str) -> None:
        """Tell which option would read a text that is refused, if there is one."""
        if self.tell is None:
            return
        weekday = _WEEKDAY.match(text)
        if weekday is not None:
            text = _unmistakable(_year_ahead(text[weekday.end() :]))
        found = _NUMBERS.fullmatch(text)
        if found is not None and len(found[1]) <= 2:
            if self.order is None:
                self.tell(_WHICH_FIRST)
        elif self.zone is None and (
            _MOMENT.fullmatch(text.strip()) or _moment_counted(text) is not None
        ):
            self.tell(WHICH_ZONE)

    def read_as_nothing(self, text: str) -> None:
        """Tell that a word was taken for no value."""
        if self.tell is not None:
            self.tell(f"`{one_line(text.strip())}` is read as nothing where no text belongs")

    def refused_moment(self) -> None:
        """The same for a moment that is no text."""
        if self.tell is not None and self.zone is None:
            self.tell(WHICH_ZONE)


_LONG_YEAR = re.compile("[0-9]{4}")
_SHORT_YEARS = "years of two digits are read as those from 1950 to 2049, as spreadsheets read them"
_WHICH_FIRST = (
    "dates such as 28/11/2026 are read with --dates dmy (day first) or --dates mdy (month first)"
)
WHICH_ZONE = (
    "--zone, such as --zone Europe/Berlin, reads dates with a time: it takes the day in that zone"
)
_COUNTED_SO = "numbers in place of dates are read as counted from 1970"
AS_WRITTEN = DateReading()


def _year_ahead(text: str) -> str:
    """`Nov 20 00:00:00 CET 2026` with its year in front of the time; a midnight needs no zone."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return text
    zone = found["zone"] or ""
    if zone not in ("UTC", "GMT") and found["time"].strip("0:") == "":
        zone = ""
    return f"{found['day']} {found['y']} {found['time']} {zone}".rstrip()


def _is_on(day: str, weekday: str) -> bool:
    """Whether a date is on that day of the week."""
    try:
        return _WEEKDAYS[date.fromisoformat(day.strip()).weekday()] == weekday
    except ValueError:
        return False


def _ordered(found: re.Match[str], order: str | None) -> str | None:
    """The date with the year first; None, where there is no order or it cannot be."""
    one, two, three, rest = int(found[1]), int(found[3]), found[4], found[5]
    match order:
        case "ymd" if len(found[1]) in (2, 4) and len(three) <= 2:
            year, month, day = _full_year(found[1]), two, int(three)
        case "dmy" if len(three) in (2, 4):
            year, month, day = _full_year(three), two, one
        case "mdy" if len(three) in (2, 4):
            year, month, day = _full_year(three), one, two
        case _:
            return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}{rest}"


def _full_year(digits: str) -> int:
    """A year, of two digits as Windows and its spreadsheets read it: `26` is 2026, `87` is 1987."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _unmistakable(text: str) -> str:
    """A date without anything between its numbers, or with the name of its month, as situation files have it."""
    together = _TOGETHER.fullmatch(text)
    if together is not None:
        return "-".join(together.groups())
    signed = _WITH_SIGNS.fullmatch(text)
    if signed is not None:
        return f"{signed[1]}-{int(signed[2]):02}-{int(signed[3]):02}"
    named = _WITH_NAME.fullmatch(text)
    if named is None:
        return text
    month = _MONTHS.get((named["m"] or named["m2"] or named["m3"]).lower())
    if month is None:
        return text
    year = _full_year(named["y"].lstrip("'"))
    day = f"{year:04}-{month:02}-{int(named['d'] or named['d2']):02}"
    return f"{day} {_with_colons(named['rest'])}" if named["rest"] else day


def _with_colons(time: str) -> str:
    """A time as others write it that Oracle writes with points: `12.00.00.000000 AM`."""
    return re.sub(r"^([0-9]{1,2})\.([0-9]{2})\.([0-9]{2})(?=\D|$)", r"\1:\2:\3", time)


def _day_in(text: str, zone: str) -> str:
    from zoneinfo import ZoneInfo

    text = text.strip()
    clock = _CLOCK.fullmatch(text[10:].lstrip("Tt \t"))
    if clock is None:
        return text
    hour = int(clock["h"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if clock["half"][0] in "Pp" else 0)
    try:
        moment = datetime.fromisoformat(f"{text[:10]} {hour:02}:{clock['m']}:{clock['s'] or '00'}")
        if clock["utc"] or clock["off"]:
            moment = moment.replace(tzinfo=timezone(_offset(clock["off"] or "+0")))
            moment = moment.astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError):
        return text
    return moment.date().isoformat()  # a time without a zone is one there


def _moment_counted(text: str) -> str | None:
    """The moment that a number counts from 1970; None, where it is none of our days.

    >>> _moment_counted("1796342400"), _moment_counted("1796342399000"), _moment_counted("20261128")
    ('2026-12-04 00:00:00Z', '2026-12-03 23:59:59Z', None)
    """
    found = _COUNTED.fullmatch(text)
    ticks = None if found is None else TICKS_BY_DIGITS.get(len(found[1]))
    if found is None or ticks is None:
        return None
    moment = datetime(1970, 1, 1) + timedelta(seconds=int(found[1]) // ticks)
    return f"{moment}Z"


def _offset(text: str) -> timedelta:
    """`+1`, `-05`, `+0530`, `+05:30`."""
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return -length if text[0] == "-" else length


@dataclass(frozen=True, slots=True)
class _DaysSeen:
    """What the dates of a column show of their order: an example of each kind, where there is one."""

    first: str | None = None  # with a day above 12 in first place
    second: str | None = None
    doubtful: str | None = None
    same: str | None = None  # `5/5/2026`
    short: str | None = None  # `20/11/26`, where no year has four digits

    @property
    def order(self) -> tuple[str, str] | None:
        """The order that leaves no doubt, and an example; None, where none does, or two do."""
        if (self.first is None) == (self.second is None):
            return None
        return ("dmy", self.first) if self.first else ("mdy", self.second or "")


def _days_seen(texts: Iterable[str]) -> _DaysSeen:
    found: dict[str, str] = {}
    for text in texts:
        weekday = _WEEKDAY.match(text)
        numbers = _NUMBERS.fullmatch(text[weekday.end() :] if weekday else text)
        if numbers is None or len(numbers[1]) > 2 or len(numbers[4]) not in (2, 4):
            continue
        one, two = int(numbers[1]), int(numbers[3])
        if len(numbers[4]) == 2 and two <= 12:
            found.setdefault("short", text.strip())
        elif one > 12 >= two:
            found.setdefault("first", text.strip())
        elif two > 12 >= one:
            found.setdefault("second", text.strip())
        elif one == two <= 12:
            found.setdefault("same", text.strip())
        elif one <= 12 and two <= 12:
            found.setdefault("doubtful", text.strip())
    return _DaysSeen(**found)


def unmistakable_order(columns: Iterable[Iterable[str]]) -> tuple[str, str] | None:
    """The order that the same column has in several files, and an example; None, where none shows it, or two differ."""
    orders: dict[str, str] = {}
    for texts in columns:
        seen = _days_seen(texts)
        if seen.first and seen.second:
            return None
        if seen.order is not None:
            orders.setdefault(*seen.order)
        if len(orders) > 1:
            return None
    return next(iter(orders.items()), None)


def order_of(
    texts: Iterable[str],
    name: str,
    where: str,
    elsewhere: Callable[[], tuple[str, str] | None] = lambda: None,
) -> tuple[str, str] | None:
    """The order in which all dates of a column are written, and one that leaves no doubt; None without any.

    `11/20/26` has the month first; `20/11/26` may be one of 2020, where no year in the column has four digits. `elsewhere`
    says how the same column is in other files: it counts where this one leaves doubt.

    Raises: PermanentError, where it is in doubt.
    """
    seen = _days_seen(texts)
    if seen.first and seen.second:
        raise PermanentError(
            f"{where}: in the column `{name}`, `{seen.first}` has the day first and `{seen.second}` the month;"
            " write all of them as year-month-day, or say --dates dmy or --dates mdy, and the others are"
            " refused in their rows"
        )
    if seen.order is not None:
        return seen.order
    if seen.short is None and seen.doubtful is None:
        return None if seen.same is None else ("dmy", seen.same)
    if (order := elsewhere()) is not None:
        return order
    if seen.short is not None:
        raise PermanentError(
            f"{where}: in the column `{name}`, nobody can tell the day of `{seen.short}` from its month and year; say"
            " --dates dmy (day first), --dates mdy or --dates ymd"
        )
    raise PermanentError(
        f"{where}: in the column `{name}`, nobody can tell the day of `{seen.doubtful}` from its month; say"
        " --dates dmy (day first) or --dates mdy"
    )


def told(order: str, name: str, example: str) -> str:
    """What people are told of a column whose order was seen."""
    return f"`{name}` is read with the {_SAID[order]}, as in {example}"


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
