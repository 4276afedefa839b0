"""Public holidays of countries and their regions, from the library `holidays`; only packs that ask for them load it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import closest, did_you_mean, listed

LIBRARY = "holidays"
_MANY = 12  # regions that a message names


@dataclass(frozen=True, slots=True)
class Filled:
    """What the library says of some years; days are ordinals, see `Calendar`."""

    weekend: tuple[int, ...]
    closed: tuple[int, ...]
    open: tuple[int, ...]
    names: Mapping[int, str]
    filled_by: str


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Why the library says nothing; `key` is what is wrong: `country`, `subdivision`, `years`, "" for the library."""

    key: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the library knows, with its regions."""

    code: str
    name: str
    regions: tuple[str, ...]


def version() -> str | None:
    """The version of the library, without loading it; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return version_of(LIBRARY)
    except PackageNotFoundError:
        return None


def holidays_of(
    country: str,
    subdivision: str | None,
    years: tuple[int, int],
    weekend: tuple[int, ...] | None = None,
) -> Filled | Unfilled:
    """The closed days of a country in the years from and to; `weekend` None: the weekend is its own, too.

    Cost: a tenth of a second for the library, and a hundredth for ten years.
    """
    library = _library()
    if library is None:
        message = f"the library `{LIBRARY}`, which knows public holidays, is not installed"
        return Unfilled(
            "", message, f"run `pip install {LIBRARY}`, or list the days under `closed`"
        )
    codes = library.list_supported_countries()
    if country not in codes:
        return _unknown_country(country, library)
    found = library.country_holidays(country)
    names = found.subdivisions_aliases
    if subdivision is not None and subdivision not in (*found.subdivisions, *names):
        return _unknown_region(country, subdivision, (*found.subdivisions, *names))
    least, most = found.start_year, found.end_year
    if not (least <= years[0] and years[1] <= most):
        message = f"the holidays of `{country}` are known from {least} to {most} only"
        return Unfilled("years", message, f"write years between {least} and {most}")
    # A holiday that falls on a weekend may be made up for in the year before: 31 Dec 2021 for 1 Jan 2022.
    found = library.country_holidays(
        country,
        subdiv=subdivision,
        years=range(max(least, years[0] - 1), min(most, years[1] + 1) + 1),
        language=_language(found),
    )
    days = [
        date.fromordinal(day)
        for day in range(date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal() + 1)
    ]
    if weekend is None:
        own = Counter(day.weekday() for day in days if found.is_weekend(day))
        weekend = tuple(sorted(weekday for weekday, _ in own.most_common(len(found.weekend))))
        works = {day: bool(found.is_working_day(day)) for day in days}
    else:
        works = {day: day not in found and day.weekday() not in weekend for day in days}
    closed = [day for day in days if day.weekday() not in weekend and not works[day]]
    opened = [day for day in days if day.weekday() in weekend and works[day]]
    return Filled(
        weekend,
        tuple(day.toordinal() for day in closed),
        tuple(day.toordinal() for day in opened),
        {day.toordinal(): str(found[day]) for day in closed if day in found},
        f"{LIBRARY} {library.__version__}",
    )


def countries() -> Iterator[Country]:
    """All countries that the library knows, by their codes."""
    library = _library()
    if library is None:
        return
    names = {code: name for name, code in _names().items()}
    for code, regions in sorted(library.list_supported_countries(include_aliases=False).items()):
        if len(code) == len("GB"):
            yield Country(code, names.get(code, code), tuple(regions))


def _library() -> ModuleType | None:
    try:
        import holidays
    except ImportError:
        return None
    return holidays


def _names() -> dict[str, str]:
    """`United Kingdom` → `GB`, for all countries."""
    from holidays.registry import COUNTRIES

    return {name.replace("_", " ").title(): codes[1] for name, codes in COUNTRIES.items()}


def _language(found: object) -> str | None:
    """English, where the library has the names of this country's holidays in it."""
    own = getattr(found, "default_language", None)
    if own is not None and own.startswith("en"):
        return str(own)
    return "en_US" if "en_US" in getattr(found, "supported_languages", ()) else None


_HOW_TO_LIST = "`advisor check --countries` lists them"


def _unknown_country(country: str, library: ModuleType) -> Unfilled:
    names = _names()
    name = closest(country, names)
    code = country.upper() if country.upper() in names.values() else None
    if code is None:
        code = names[name] if name is not None else closest(country, names.values())
    region = None if code is not None else _region_named(country, library)
    help = f"write the two letters of a country, such as `GB`; {_HOW_TO_LIST}"
    if code is not None:
        help = f"did you mean `{code}`? {_HOW_TO_LIST}"
    elif region is not None:
        help = f"that is a part of a country: `{{country: {region[0]}, subdivision: {region[1]}}}`"
    return Unfilled("country", f"the holidays of a country `{country}` are not known", help)


def _region_named(name: str, library: ModuleType) -> tuple[str, str] | None:
    """The country and the code of a region with a name, where there is only one: (`GB`, `ENG`) of `England`."""
    found = [
        (country.code, regions[name])
        for country in countries()
        if name in (regions := library.country_holidays(country.code).subdivisions_aliases)
    ]
    return found[0] if len(found) == 1 else None


def _unknown_region(country: str, subdivision: str, known: tuple[str, ...]) -> Unfilled:
    message = f"`{country}` has no region `{subdivision}`"
    if not known:
        return Unfilled(
            "subdivision", f"{message}: the whole of it has the same holidays", "leave it out"
        )
    help = did_you_mean(subdivision, known) or f"its regions are {listed(known[:_MANY])}"
    return Unfilled("subdivision", message, f"{help}; {_HOW_TO_LIST}".replace("?;", "?"))
