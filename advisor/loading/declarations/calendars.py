"""`calendars:`, the days on which nobody works, and `calendar:` in `pack.yaml`, by which working days are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import closest, did_you_mean, listed
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.declarations.public_holidays import Filled, holidays_of
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_KEYS = ("from", "years", "weekend", "closed", "open")
_FROM_KEYS = ("country", "subdivision")
_YEARS = re.compile(r"([0-9]{4})(?: to ([0-9]{4}))?\Z", re.ASCII)
_DAYS = re.compile(r"(\S+)(?: to (\S+))?\Z")
_LOOKS_LIKE_DAYS = re.compile(r"[0-9]{4}-[0-9]")
_MOST_YEARS = 200
_DAY_NAMES = tuple(name.lower() for name in ir.WEEKDAYS)
_BY = re.compile(r"by\s+(\S+)\Z")


def read_calendars(sections: Iterable[MapNode], reader: NodeReader) -> dict[str, ir.Calendar]:
    """All calendars; of one in which something is wrong, what could be read."""
    found: dict[str, ir.Calendar] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in found:
                first = found[name.text].span
                assert first is not None  # INVARIANT: it was read from a file
                reader.declared_twice("the calendar", name, first)
            else:
                found[name.text] = _read_calendar(name, node, reader)
    return found


def _read_calendar(name: ScalarNode, node: Node, reader: NodeReader) -> ir.Calendar:
    reader.check_snake(name, "a calendar")
    reader.define(ir.NameKind.CALENDAR, name)
    plain = ir.Calendar(name.text, span=name.span)
    if isinstance(node, ScalarNode) and node.is_none:  # Monday to Friday, in all years
        return plain
    what = f"the calendar `{shown(name.text)}`"
    fields = reader.fields(node, what, help="write `closed:` or `from:` under it")
    if fields is None:
        return plain
    days = [key for key, _ in fields.body.entries if _LOOKS_LIKE_DAYS.match(key.text)]
    for key in days:
        message = f"{what} has no key `{shown(key.text)}`"
        fields.report("ADV101", key.span, message, "write such days under `closed:`")
    fields.check_keys((*_KEYS, *(key.text for key in days)))
    years = _read_years(fields)
    weekend = _read_weekend(fields)
    closed, opened = _read_days(fields, "closed"), _read_days(fields, "open")
    country = _read_from(fields)
    if years is None:
        if fields.node("years") is None and (country or closed or opened):
            _report_no_years(name, (*closed, *opened), fields)
        return replace(plain, weekend=ir.WEEKEND if weekend is None else weekend)
    filled: Filled | None = None
    if country is not None:
        filled = _fill(country, years, weekend, fields)
    return _joined(plain, years, weekend, (closed, opened), country, filled, fields)


def _joined(
    plain: ir.Calendar,
    years: tuple[int, int],
    weekend: tuple[int, ...] | None,
    days: tuple[dict[int, tuple[str, Span]], dict[int, tuple[str, Span]]],
    country: tuple[ScalarNode, ScalarNode | None] | None,
    filled: Filled | None,
    fields: Fields,
) -> ir.Calendar:
    """What the library says, and what the author says of single days, which counts more."""
    first, last = date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
    if weekend is None:
        weekend = ir.WEEKEND if filled is None else filled.weekend
    closed, opened = days
    for day in closed.keys() & opened.keys():
        message = f"`{ir.iso_date(day)}` is both closed and open"
        fields.report("ADV111", opened[day][1], message, "leave it out in one of the two")
    told: set[Span] = set()
    for day, (_, span) in (*closed.items(), *opened.items()):
        if not first <= day <= last and span not in told:
            told.add(span)  # of a row of days, the first
            message = f"`{ir.iso_date(day)}` lies outside the years of this calendar"
            help = f"widen `years`, which go from {years[0]} to {years[1]}, or leave the day out"
            fields.report("ADV110", span, message, help)
    shut = set(closed) | set(() if filled is None else filled.closed) - opened.keys()
    worked = set(opened) | set(() if filled is None else filled.open) - closed.keys()
    said = {day: words for day, (words, _) in (*closed.items(), *opened.items())}
    names = {**({} if filled is None else filled.names), **said}
    is_weekend = {day: (day - 1) % 7 in weekend for day in shut | worked}
    calendar = replace(
        plain,
        weekend=weekend,
        closed=tuple(sorted(day for day in shut if not is_weekend[day])),
        open=tuple(sorted(day for day in worked if is_weekend[day])),
        first=first,
        last=last,
        names={day: names[day] for day in sorted(names) if day in shut | worked},
        filled_by=None if filled is None else filled.filled_by,
        filled_from=None if country is None else ", ".join(n.text for n in country if n),
    )
    if not any(ir.is_worked(calendar, day) for day in range(first, last + 1)):
        help = "leave days open, or leave the calendar out"
        assert plain.span is not None
        fields.report("ADV110", plain.span, "by this calendar nobody ever works", help)
    return calendar


def _read_years(fields: Fields) -> tuple[int, int] | None:
    written = fields.node("years")
    listed_years = written.items if isinstance(written, ListNode) else ()
    ends = [one.text for one in listed_years if isinstance(one, ScalarNode) and one.text.isdigit()]
    said = f"{min(ends)} to {max(ends)}" if ends else "2020 to 2035"
    node = fields.scalar("years", help=f"write `{said}`")
    if node is None:
        return None
    found = _YEARS.match(node.text)
    if found is None:
        message = f"`{shown(node.text)}` are no years"
        ends = re.findall(r"\b[0-9]{4}\b", node.text)
        said = (
            f"{ends[0]} to {ends[-1]}" if len(ends) > 1 else f"{ends[0] if ends else 2020} to 2035"
        )
        fields.report("ADV109", node.span, message, f"write the first and the last: `{said}`")
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    if first < 1 or last < first or last - first >= _MOST_YEARS:
        help = f"write the earlier year first, and no more than {_MOST_YEARS}"
        fields.report("ADV110", node.span, f"`{shown(node.text)}` are no years to count", help)
        return None
    return first, last


def _report_no_years(name: ScalarNode, days: Iterable[int], fields: Fields) -> None:
    years = sorted(date.fromordinal(day).year for day in days)
    first, last = (years[0], years[-1]) if years else (2020, 2035)
    said = (
        f"`years: {first} to {max(last, first + 4)}`"  # a single year ends too soon to look ahead
    )
    message = f"the calendar `{shown(name.text)}` does not say for which years it is complete"
    fields.report(
        "ADV102", name.span, message, f"add {said}; days outside are an error, not a guess"
    )


def _read_weekend(fields: Fields) -> tuple[int, ...] | None:
    if fields.key("weekend") is None:
        return None
    found: set[int] = set()
    for name in fields.names("weekend"):
        text = name.text.lower()
        days = [day for word in re.findall(r"[a-z]+", text) if (day := _day_named(word))]
        if len(days) > 1:
            message = f"`{shown(name.text)}` is no day of the week"
            fields.report("ADV108", name.span, message, f"write `[{', '.join(days)}]`")
            continue
        if text in _DAY_NAMES:
            found.add(_DAY_NAMES.index(text))
            continue
        meant = _day_named(text)
        help = (
            f"did you mean `{meant}`?" if meant else f"write days, such as {listed(_DAY_NAMES[5:])}"
        )
        fields.report("ADV108", name.span, f"`{shown(name.text)}` is no day of the week", help)
    if len(found) == len(_DAY_NAMES):
        key = fields.key("weekend")
        assert key is not None
        fields.report("ADV110", key.span, "a week of weekend has no working day", "leave some out")
        return None
    return tuple(sorted(found))


def _day_named(word: str) -> str | None:
    """`saturday` for `saturdays`, `sat` and what is almost it."""
    if 2 < len(word) < 6 and (short := [day for day in _DAY_NAMES if day.startswith(word)]):
        return short[0]
    return closest(word.removesuffix("s"), _DAY_NAMES)


def _read_days(fields: Fields, key: str) -> dict[int, tuple[str, Span]]:
    """The days under `closed` or `open`, with what is on them."""
    found: dict[int, tuple[str, Span]] = {}
    help = "write a line for each day, such as `2026-12-25: Christmas Day`"
    for name, node in fields.entries(key, help):
        words = node.text.strip() if isinstance(node, ScalarNode) and not node.is_none else ""
        for day in _days_of(name, fields):
            found[day] = words, name.span
    return found


def _days_of(name: ScalarNode, fields: Fields) -> Iterator[int]:
    """`2026-12-25`, or `2026-12-24 to 2026-12-31`."""
    ends = _DAYS.match(name.text)
    days: list[int] = []
    for text in (name.text,) if ends is None else (part for part in ends.groups() if part):
        value = convert(text, ir.DATE)
        if isinstance(value, Misfit):
            help = _meant_days(name.text) or value.help
            fields.refuse(replace(value, help=help), name)
            return
        days.append(int(value))
    if days[0] > days[-1]:
        message = f"`{shown(name.text)}` ends before it begins"
        fields.report("ADV110", name.span, message, "write the earlier day first")
    elif days[-1] - days[0] > _MOST_YEARS * 366:
        fields.report("ADV110", name.span, f"`{shown(name.text)}` is too long", "write less days")
    else:
        yield from range(days[0], days[-1] + 1)


_ONE_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}"
# `2026-12-29 - 2026-12-31`, `from 2026-12-29 until 2026-12-31`, `2026-12-29 to 31`
_MEANT_DAYS = re.compile(
    rf"(?:from |[a-z]+ )?({_ONE_DAY})[^\w,;&]+(?!and )(?:[a-z]+ )?({_ONE_DAY}|[0-9]{{1,2}})"
)
_EACH_YEAR = re.compile(
    r"[0-9]{1,2}[-./ ]+(?:[0-9]{1,2}|[A-Za-z]{3,9})\.?|[A-Za-z]{3,9} [0-9]{1,2}"
)


def _meant_days(text: str) -> str | None:
    """What to write for days that are written in another way."""
    bare = " ".join(text.split())
    if (found := _MEANT_DAYS.fullmatch(bare)) is not None:
        first, last = found[1], found[2]
        if last.isdigit():
            last = f"{first[:-2]}{last:0>2}"
        return f"write `{' to '.join(_iso(day) for day in (first, last))}`"
    if len(days := re.findall(_ONE_DAY, bare)) > 1:
        return f"write a line for each: `{_iso(days[0])}: …`"
    if _EACH_YEAR.fullmatch(bare):
        return "name the day of each year by itself, such as `2026-12-25`"
    return None


def _iso(day: str) -> str:
    if "." not in day:
        return day
    number, month, year = (part.strip() for part in day.split("."))
    return f"{year}-{month:0>2}-{number:0>2}"


def _read_from(fields: Fields) -> tuple[ScalarNode, ScalarNode | None] | None:
    node = fields.node("from")
    if node is None:
        return None
    help = "write `from: {country: GB}`"
    inner = fields.fields(node, "`from`", help)
    if inner is None:
        return None
    inner.check_keys(_FROM_KEYS, ("country",))
    country = inner.scalar("country")
    return None if country is None else (country, inner.scalar("subdivision"))


def _fill(
    country: tuple[ScalarNode, ScalarNode | None],
    years: tuple[int, int],
    weekend: tuple[int, ...] | None,
    fields: Fields,
) -> Filled | None:
    code, region = country
    found = holidays_of(code.text, None if region is None else region.text, years, weekend)
    if isinstance(found, Filled):
        return found
    nodes = {"country": code, "subdivision": region, "years": fields.scalar("years")}
    at = nodes.get(found.key) or code
    fields.report("ADV151" if found.key else "ADV152", at.span, found.message, found.help)
    return None


def read_counted_by(
    node: ScalarNode | None,
    calendars: Mapping[str, ir.Calendar],
    entities: Mapping[str, ir.EntityDeclaration],
    parameters: dict[str, ir.Parameter],
    declared_parameters: Sequence[MapNode],
    reader: NodeReader,
) -> ir.CountedBy | None:
    """`calendar: england`, or `calendar: by country`; a parameter that chooses comes to be a choice of calendars."""
    if node is None:
        return None
    facts = entities[ir.SITUATION].facts
    by = _BY.match(node.text)
    if by is None:
        if node.text in calendars:
            reader.use(ir.Symbol(ir.NameKind.CALENDAR, node.text), node)
            return ir.CountedBy(ir.Literal(node.text, _choice_of(calendars), node.span), calendars)
        help = None if calendars else _NONE_NAMED
        if re.fullmatch(r"[A-Z]{2}", node.text):
            named = (
                f"`{node.text.lower()}: {{from: {{country: {node.text}}}, years: 2020 to 2035}}`"
            )
            help = f"write {named} under `calendars`, and `{node.text.lower()}` here"
        if node.text in facts or node.text in parameters:
            help = f"did you mean `by {node.text}`?"
        reader.unknown(node, "calendar", calendars, "ADV150", help)
        return None
    name = by[1]
    chosen_by = node.part(*by.span(1))
    if name in facts:
        reader.use_fact(entities[ir.SITUATION], chosen_by)
        return _by_fact(facts[name], node, calendars, reader)
    if name in parameters:
        reader.use(ir.Symbol(ir.NameKind.PARAMETER, name), chosen_by)
        for declared in (section.get(name) for section in declared_parameters):
            value = declared.get("value") if isinstance(declared, MapNode) else None
            if isinstance(value, ScalarNode) and value.text in calendars:
                reader.use(ir.Symbol(ir.NameKind.CALENDAR, value.text), value)
        return _by_parameter(parameters, name, node, calendars, reader)
    known = [fact for fact, declared in facts.items() if declared.type.kind is ir.Kind.CHOICE]
    known += [one for one, declared in parameters.items() if declared.type == ir.TEXT]
    help = did_you_mean(name, known) or (
        "write `by` and a choice of the situation or a parameter, or the name of a calendar"
    )
    message = f"there is no choice of the situation and no parameter `{shown(name)}`"
    reader.report("ADV150", node.span, message, help)
    return None


_NONE_NAMED = "name one under `calendars` in another file of the pack"


def _choice_of(calendars: Mapping[str, ir.Calendar]) -> ir.Type:
    return ir.Type(ir.Kind.CHOICE, tuple(calendars))


def _by_fact(
    fact: ir.FactDeclaration,
    node: ScalarNode,
    calendars: Mapping[str, ir.Calendar],
    reader: NodeReader,
) -> ir.CountedBy | None:
    if fact.type is ir.ERROR:  # which is reported where it stands
        return None
    if fact.type.kind is not ir.Kind.CHOICE or fact.is_concluded:
        message = f"`{fact.name}` is no stated choice of the situation"
        help = "its choices have to be names of calendars"
    else:
        missing = [choice for choice in fact.type.choices if choice not in calendars]
        if not missing:
            return ir.CountedBy(
                ir.FactRef(0, ir.SITUATION, fact.name, fact.type, node.span), calendars
            )
        message = f"there is no calendar for {listed(missing)} of `{fact.name}`"
        help = (
            f"add `{missing[0]}:` under `calendars`; with nothing under it, it is Monday to Friday"
        )
    reader.report("ADV150", node.span, message, help, related=((fact.span, "declared here"),))
    return None


def _by_parameter(
    parameters: dict[str, ir.Parameter],
    name: str,
    node: ScalarNode,
    calendars: Mapping[str, ir.Calendar],
    reader: NodeReader,
) -> ir.CountedBy | None:
    parameter = parameters[name]
    if parameter.type is ir.ERROR:  # likewise
        return None
    if parameter.value in calendars:
        type_ = _choice_of(calendars)
        parameters[name] = replace(parameter, type=type_)
        return ir.CountedBy(ir.ParameterRef(name, type_, node.span), calendars)
    value = str(parameter.value) if parameter.type == ir.TEXT else ""
    known = f"the calendars are {listed(calendars)}" if calendars else _NONE_NAMED
    help = did_you_mean(value, calendars) or known
    reader.report("ADV150", parameter.span, f"the parameter `{name}` names no calendar", help)
    return None
