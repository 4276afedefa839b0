"""What expressions mean: values worked out by hand from sections 2, 4 and 7 of the language.

No expectation was read off an engine. The 22nd of November 2026 is a Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from advisor.ir import Type, Value
from tests.agreement.engines import ALL
from tests.agreement.world import outcome, world_with
from tests.strategies.expression_text import literal_text

RANGE = "(out of range)"


@dataclass(frozen=True)
class Row:
    """An expression of a kind, the situation it is read in, and its value as a file writes it."""

    expression: str
    kind: str
    value: str | None  # None: not given
    facts: str = ""
    entity: str = "situation"


THREE_BOXES = """\
boxes:
  - {k: 3, w: 2026-11-20, g: yes, s: 2 days, colour: red, name: A}
  - {k: 1, g: no, colour: green, name: B}
  - {k: none, w: 2026-11-18, s: 1 week, name: C}
"""
TIES = """\
boxes:
  - {k: 2, name: A, w: 2026-11-20}
  - {k: 1, name: B}
  - {k: 1, name: C, w: 2026-11-18}
  - {k: 2, name: D}
"""
NESTED = """\
boxes:
  - k: 2
    items:
      - {i: 1, h: no}
      - {i: 2, h: yes}
      - {i: 4}
  - k: 5
    items: []
  - k: 7
    items:
      - {i: 8, h: yes, held: 2026-11-25}
"""


def number(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "number", value, facts, entity)


def date(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "date", value, facts, entity)


def days(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "duration", value, facts, entity)


def months(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "period", value, facts, entity)


def truth(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "yes-no", value, facts, entity)


def text(expression: str, value: str | None, facts: str = "", entity: str = "situation") -> Row:
    return Row(expression, "text", value, facts, entity)


# Months, years, division and rounding; the columns are held to these rows, too.
OF_MONTHS: tuple[Row, ...] = (
    # The same day of the month, or the last one of a month that is shorter.
    date("2026-01-31 + 1 month", "2026-02-28"),
    date("2028-01-31 + 1 month", "2028-02-29"),
    date("2026-01-31 + 2 months", "2026-03-31"),
    date("(2026-01-31 + 1 month) + 1 month", "2026-03-28"),
    date("2026-03-31 - 1 month", "2026-02-28"),
    date("2026-08-31 + 1 month", "2026-09-30"),
    date("1 month + 2026-11-22", "2026-12-22"),
    date("2026-12-22 + 1 month", "2027-01-22"),
    date("2026-01-22 - 1 month", "2025-12-22"),
    date("2026-11-22 + 0 months", "2026-11-22"),
    date("2026-11-22 + -1 month", "2026-10-22"),
    date("2024-02-29 + 1 year", "2025-02-28"),
    date("2024-02-29 + 4 years", "2028-02-29"),
    date("2096-02-29 + 4 years", "2100-02-28"),
    date("1896-02-29 + 104 years", "2000-02-29"),
    date("d + majority", "1999-03-01", "d: 1981-03-01"),
    date("d + majority", None),
    date("d + term", "2026-12-22", "{d: 2026-11-22, term: 1 month}"),
    date("d + term", None, "d: 2026-11-22"),
    date("d - 2 * term", "2025-11-22", "{d: 2026-11-22, term: 6 months}"),
    date("9999-11-30 + 1 month", "9999-12-30"),
    date("9999-12-31 + 1 month", RANGE),
    date("0001-01-31 - 1 month", RANGE),
    date("0001-02-28 - 1 month", "0001-01-28"),
    date("d + 9998 years", "9999-11-30", "d: 0001-11-30"),
    date("d + 1 year", RANGE, "d: 9999-01-01"),
    date("start_of_month(2028-02-29)", "2028-02-01"),
    date("end_of_month(2028-02-01)", "2028-02-29"),
    date("end_of_month(2100-02-10)", "2100-02-28"),
    date("end_of_month(2026-12-31)", "2026-12-31"),
    date("end_of_month(d + 1 month)", "2027-02-28", "d: 2027-01-31"),
    date("start_of_month(d)", None, "d: none"),
    date("end_of_month(9999-12-01)", "9999-12-31"),
    date("start_of_month(0001-01-31)", "0001-01-01"),
    # Periods are counted in months.
    months("1 year + 6 months", "18 months"),
    months("1 year - 18 months", "-6 months"),
    months("1 year", "12 months"),
    months("3 * 2 months", "6 months"),
    months("majority * 2", "432 months"),
    months("term * n", "36 months", "{term: 1 year, n: 3}"),
    months("term * n", RANGE, "{term: 1 year, n: 1.5}"),
    months("term * n", None, "term: 1 year"),
    months("term + 119987 months", RANGE, "term: 1 month"),
    months("-119987 months + 1 month", "-119986 months"),
    months("min(term, 1 year)", "6 months", "term: 6 months"),
    months("max(boxes, lasts)", "24 months", "boxes: [{lasts: 2 years}, {lasts: 1 year}, {}]"),
    months("sum(boxes, lasts)", "13 months", "boxes: [{lasts: 1 year}, {lasts: 1 month}, {}]"),
    months("sum(boxes, lasts)", RANGE, "boxes: [{lasts: 119987 months}, {lasts: 1 month}]"),
    months("first_by(boxes, lasts, lasts)", "1 month", "boxes: [{}, {lasts: 1 month}]"),
    months("abs(term)", "3 months", "term: -3 months"),
    months("first(term, 1 year)", "12 months"),
    truth("12 months is 1 year", "yes"),
    truth("term > 11 months", "yes", "term: 1 year"),
    truth("term >= majority", "no", "term: 215 months"),
    # Whole years and months from one day to another; backwards the same, negative.
    number("years(d, e)", "17", "{d: 1981-03-01, e: 1999-02-28}"),
    number("years(d, e)", "18", "{d: 1981-03-01, e: 1999-03-01}"),
    number("years(e, d)", "-17", "{d: 1981-03-01, e: 1999-02-28}"),
    number("years(e, d)", "-18", "{d: 1981-03-01, e: 1999-03-01}"),
    number("years(d, d)", "0", "d: 1981-03-01"),
    number("years(2024-02-29, 2025-02-27)", "0"),
    number("years(2024-02-29, 2025-02-28)", "1"),  # the law may have it on 1 Mar:
    date("start_of_month(d) + 1 year + (d - start_of_month(d))", "2025-03-01", "d: 2024-02-29"),
    date("start_of_month(d) + 4 years + (d - start_of_month(d))", "2028-02-29", "d: 2024-02-29"),
    date("start_of_month(d) + 1 year + (d - start_of_month(d))", "2025-02-28", "d: 2024-02-28"),
    date("start_of_month(d) + 1 year + (d - start_of_month(d))", "2024-03-01", "d: 2023-03-01"),
    number("years(d, e)", None, "d: 1981-03-01"),
    number("years(0001-01-01, 9999-12-31)", "9998"),
    number("months(2026-01-31, 2026-02-27)", "0"),
    number("months(2026-01-31, 2026-02-28)", "1"),
    number("months(2026-01-31, 2026-03-30)", "1"),
    number("months(2026-02-28, 2026-03-28)", "1"),
    number("months(2026-03-31, 2026-02-28)", "-1"),  # for 28 Feb + 1 month is not after 31 Mar
    number("months(2026-03-27, 2026-02-28)", "0"),
    number("months(0001-01-01, 9999-12-31)", "119987"),
    # Quotients are rounded to six digits, halves to even; there is none by 0.
    number("7 / 2", "3.5"),
    number("1 / 3", "0.333333"),
    number("2 / 3", "0.666667"),
    number("-2 / 3", "-0.666667"),
    number("2 / -3", "-0.666667"),
    number("-2 / -3", "0.666667"),
    number("0.000001 / 2", "0"),
    number("0.000003 / 2", "0.000002"),
    number("-0.000003 / 2", "-0.000002"),
    number("0.000005 / 2", "0.000002"),
    number("0.000001 / 1.999999", "0.000001"),
    number("12 / 2 / 3", "2"),
    number("12 / 2 * 3", "18"),
    number("2 * 6 / 4", "3"),
    number("1 + 6 / 4", "2.5"),
    number("n / 0", None, "n: 5"),
    number("n / m", None, "{n: 5, m: 0}"),
    number("0 / n", "0", "n: -4"),
    number("first(n / m, -1)", "-1", "{n: 5, m: 0}"),
    truth("n / m > 0", "no", "{n: 5, m: 0}"),
    truth("not n / m > 0", "yes", "{n: 5, m: 0}"),
    truth("n / m is given", "no", "{n: 5, m: 0}"),
    number("999999999999.999999 / 0.000001", RANGE),
    number("n / m", "999999999999", "{n: 999999.999999, m: 0.000001}"),
    number("n / m", RANGE, "{n: 1000000, m: 0.000001}"),
    number("n / m", "0.000001", "{n: 999999.5, m: 999999999999.999999}"),
    number("m / n", "142857142857.142857", "{m: 999999999999.999999, n: 7}"),
    # Rounding.
    number("round(2.5)", "3"),
    number("round(-2.5)", "-3"),
    number("round(2.499999)", "2"),
    number("round(-2.499999)", "-2"),
    number("round_up(2.000001)", "3"),
    number("round_up(-2.999999)", "-2"),
    number("round_down(2.999999)", "2"),
    number("round_down(-2.000001)", "-3"),
    number("round_up(2)", "2"),
    number("round(2.345, 2)", "2.35"),
    number("round(-2.345, 2)", "-2.35"),
    number("round_up(2.341, 2)", "2.35"),
    number("round_down(-2.341, 2)", "-2.35"),
    number("round(2.345678, 6)", "2.345678"),
    number("round(n, 0)", "3", "n: 2.5"),
    number("round(n / m, 2)", None, "{n: 1, m: 0}"),
    number("round(m)", RANGE, "m: 999999999999.5"),
    number("round_up(m)", RANGE, "m: 999999999999.000001"),
    number("round_down(m)", "999999999999", "m: 999999999999.999999"),
    number("round_down(m)", RANGE, "m: -999999999999.5"),
    number("abs(n)", "2.5", "n: -2.5"),
    number("abs(n)", None),
    days("abs(u)", "3 days", "u: -3 days"),
    number("days(u)", "-3", "u: -3 days"),
    number("days(e - d)", "365", "{d: 2026-01-01, e: 2027-01-01}"),
    number("days(e - d) / 7", "52.142857", "{d: 2026-01-01, e: 2027-01-01}"),
    number("days(u)", None),
    # Days of the week.
    truth("weekday(2026-11-22) is sunday", "yes"),
    truth("weekday(2026-11-23) is monday", "yes"),
    truth("weekday(d) is one of (saturday, sunday)", "yes", "d: 2026-11-21"),
    truth("weekday(d) is one of (saturday, sunday)", "no", "d: 2026-11-20"),
    truth("weekday(d) is not one of (saturday, sunday)", "yes"),
    truth("weekday(d) is given", "no"),
    truth("weekday(d) is weekday(e)", "yes", "{d: 2026-11-20, e: 2026-11-27}"),
    truth("weekday(d) is weekday(e)", "no"),
    truth("weekday(0001-01-01) is monday", "yes"),
    truth("weekday(9999-12-31) is friday", "yes"),
    truth("weekday(d) is better than wednesday", "yes", "d: 2026-11-24"),
    truth("weekday(d) is worse than friday", "no", "d: 2026-11-20"),
    truth("any(boxes, weekday(w) is friday)", "yes", "boxes: [{w: 2026-11-20}, {}]"),
)
VALUES: tuple[Row, ...] = (
    *OF_MONTHS,
    # Numbers are exact; products are rounded to six digits, halves to even.
    number("1 + 2", "3"),
    number("1 - 2", "-1"),
    number("10 - 2 - 3", "5"),
    number("2 + 3 * 4", "14"),
    number("(2 + 3) * 4", "20"),
    number("2 * 3 * 4", "24"),
    number("5 - -2", "7"),
    number("-2 * -3", "6"),
    number("0.1 + 0.2", "0.3"),
    number("1.5 * 1.5", "2.25"),
    number("0.000001 * 0.4", "0"),
    number("0.000001 * 0.6", "0.000001"),
    number("0.000001 * 0.5", "0"),
    number("0.000003 * 0.5", "0.000002"),
    number("0.000005 * 0.5", "0.000002"),
    number("-0.000001 * 0.5", "0"),
    number("-0.000003 * 0.5", "-0.000002"),
    number("-0.000001 * 0.6", "-0.000001"),
    number("1.414214 * 1.414214", "2.000001"),  # 2.000001 237796
    number("999999999999 + 0.999999", "999999999999.999999"),
    number("1000000 * 999999.999999", "999999999999"),
    number("999999999999 + 1", RANGE),
    number("-999999999999.999999 - 0.000001", RANGE),
    number("1000000 * 1000000", RANGE),
    number("999999999999 + 1 - 1", RANGE),  # each step has to be a number
    number("n + 1", "5", "n: 4"),
    number("n + 1", None),
    number("n + 1", None, "n: none"),
    number("n * m", None, "n: 2"),
    number("n - m", "0.5", "{n: 2, m: 1.5}"),
    # Durations: products are rounded to whole days, halves away from zero.
    days("2 days + 3 days", "5 days"),
    days("1 week - 10 days", "-3 days"),
    days("1 week", "7 days"),
    days("2 weeks + 1 day", "15 days"),
    days("3 days * 0.5", "2 days"),
    days("5 days * 0.5", "3 days"),
    days("0.5 * 5 days", "3 days"),
    days("-3 days * 0.5", "-2 days"),
    days("1 day * 0.5", "1 day"),
    days("1 day * -0.5", "-1 days"),
    days("1 day * 0.499999", "0 days"),
    days("1 week * 1.5", "11 days"),
    days("10 days * 0.25", "3 days"),
    days("10 days * 0.24", "2 days"),
    days("3652058 days * 1", "3652058 days"),
    days("3652058 days + 1 day", RANGE),
    days("-3652058 days - 1 day", RANGE),
    days("2000000 days * 2", RANGE),
    days("u * n", None, "u: 3 days"),
    days("u * n", "-8 days", "{u: 3 days, n: -2.5}"),  # -7.5
    days("u + v", None, "u: 3 days"),
    days("pause * factor", "11 days"),  # 10.5
    # Dates.
    date("2026-11-22 + 9 days", "2026-12-01"),
    date("3 days + 2026-11-22", "2026-11-25"),
    date("2026-11-22 - 1 week", "2026-11-15"),
    date("2026-11-22 + -1 days", "2026-11-21"),
    date("2024-02-28 + 1 day", "2024-02-29"),
    date("2026-02-28 + 1 day", "2026-03-01"),
    date("1900-02-28 + 1 day", "1900-03-01"),
    date("2000-02-28 + 1 day", "2000-02-29"),
    date("9999-12-30 + 1 day", "9999-12-31"),
    date("9999-12-31 + 1 day", RANGE),
    date("9999-12-31 + 1 day - 1 day", RANGE),
    date("0001-01-01 - 1 day", RANGE),
    date("today", "2026-11-22"),
    date("today + pause", "2026-11-29"),
    date("d + u", None, "u: 1 day"),
    date("d + u", None, "d: 2026-11-22"),
    date("limit_day", "2026-11-25"),
    days("2026-11-25 - 2026-11-22", "3 days"),
    days("2026-11-22 - 2026-11-25", "-3 days"),
    days("9999-12-31 - 0001-01-01", "3652058 days"),
    days("today - d", None),
    # Working days: the n-th Monday-to-Friday day strictly after or before.
    date("2026-11-22 + 1 working day", "2026-11-23"),  # Sunday
    date("2026-11-21 + 1 working day", "2026-11-23"),  # Saturday
    date("2026-11-20 + 1 working day", "2026-11-23"),  # Friday
    date("2026-11-23 + 1 working day", "2026-11-24"),  # Monday
    date("2026-11-20 + 2 working days", "2026-11-24"),
    date("2026-11-19 + 2 working days", "2026-11-23"),  # Thursday: Friday, Monday
    date("2026-11-21 + 2 working days", "2026-11-24"),
    date("2026-11-23 + 4 working days", "2026-11-27"),
    date("2026-11-23 + 5 working days", "2026-11-30"),
    date("2026-11-22 + 5 working days", "2026-11-27"),
    date("2026-11-21 + 6 working days", "2026-11-30"),
    date("2026-11-20 + 10 working days", "2026-12-04"),
    date("2026-11-22 + 0 working days", "2026-11-23"),
    date("2026-11-21 + 0 working days", "2026-11-23"),
    date("2026-11-25 + 0 working days", "2026-11-25"),
    date("2026-11-20 + 0 working days", "2026-11-20"),
    date("2026-11-22 - 0 working days", "2026-11-23"),
    date("2026-11-22 - 1 working day", "2026-11-20"),
    date("2026-11-21 - 1 working day", "2026-11-20"),
    date("2026-11-23 - 1 working day", "2026-11-20"),
    date("2026-11-24 - 1 working day", "2026-11-23"),
    date("2026-11-22 - 5 working days", "2026-11-16"),
    date("2026-11-23 - 5 working days", "2026-11-16"),
    date("2026-11-21 - 6 working days", "2026-11-13"),
    date("2026-11-20 - 4 working days", "2026-11-16"),
    date("2026-11-20 + -1 working days", "2026-11-19"),
    date("2026-11-22 + -1 working days", "2026-11-20"),
    date("2026-11-23 - -1 working days", "2026-11-24"),
    date("1 working day + 2026-11-20", "2026-11-23"),
    date("2026-11-20 + 1 working day * 3", "2026-11-25"),
    date("2026-11-20 + 2 * 1 working day", "2026-11-24"),
    date("2026-11-20 + 1 working day * 0", "2026-11-20"),
    date("2026-11-20 + 1 working day * -2", "2026-11-18"),
    date("2026-11-20 - 1 working day * -2", "2026-11-24"),
    date("2026-11-20 + 1 working day * n", RANGE, "n: 1.5"),
    date("2026-11-20 + 2 working days * n", RANGE, "n: 0.5"),  # only whole numbers
    date("2026-11-20 + 1 working day * n", "2026-11-24", "n: 2"),
    date("2026-11-20 + 1 working day * n", None),
    date("2026-11-20 + 2000000 working days * 2", RANGE),
    date("9999-12-31 + 0 working days", "9999-12-31"),  # a Friday
    date("9999-12-31 + 1 working day", RANGE),
    date("9999-12-31 - 1 working day", "9999-12-30"),
    date("0001-01-01 + 0 working days", "0001-01-01"),  # a Monday
    date("0001-01-01 - 1 working day", RANGE),
    date("today + margin", "2026-11-25"),
    date("today - margin", "2026-11-18"),
    date("today + margin * 2", "2026-11-30"),
    # `min` and its kin skip what is not given; `first` takes the first that is.
    number("min(3, 1, 2)", "1"),
    number("max(3, 1, 2)", "3"),
    number("max(n, 2)", "2"),
    number("min(n, 2)", "-1", "n: -1"),
    number("min(n, m)", None),
    days("max(1 day, 1 week)", "7 days"),
    days("min(u, v)", "2 days", "{u: 2 days, v: none}"),
    date("earliest(d, 2026-11-25)", "2026-11-25"),
    date("earliest(d, 2026-11-25)", "2026-11-24", "d: 2026-11-24"),
    date("latest(d, e)", "2026-11-24", "{d: 2026-11-24, e: 2026-11-23}"),
    date("latest(d, e)", None),
    number("first(n, 7)", "7"),
    number("first(n, 7)", "3", "n: 3"),
    number("first(n, m)", None, "{n: none, m: none}"),
    number("first(n, m, 0)", "2", "m: 2"),
    number("first(1, 999999999999 + 1)", RANGE),  # looked at whole
    number("max(1, 999999999999 + 1)", RANGE),
    truth("first(p, yes)", "no", "p: no"),
    truth("first(p, yes)", "yes"),
    text('first(t, t2, "none given")', "B", "t2: B"),
    Row("first(c, green)", "choice", "green"),
    Row("first(c, green)", "choice", "blue", "c: blue"),
    Row("c", "choice", None, "c: none"),
    # A default stands for what is missing.
    number("five", "5"),
    number("five", "7", "five: 7"),
    truth("five is given", "yes"),
    number("next_n", "3", "n: 2"),
    number("next_n", None),
    number("after_n", "4", "n: 2"),  # a default that reads one declared further down
    number("after_n * next_n", "12", "n: 2"),
    truth("next_n is given", "no"),
    # Yes and no in `conclude` may be not given; what is computed from them is yes or no.
    truth("p", None),
    truth("p", None, "p: none"),
    truth("p", "no", "p: no"),
    truth("not p", "yes"),
    truth("not p", "no", "p: yes"),
    truth("p and q", "no", "p: yes"),
    truth("p or q", "no"),
    truth("p or q", "yes", "q: yes"),
    truth("n > 3", "no"),
    truth("strict", "yes"),
    truth("p is given", "yes", "p: no"),
    truth("p is given", "no", "p: none"),
    # Over lists.
    number("count(boxes)", "0"),
    number("count(boxes)", "3", THREE_BOXES),
    number("count(boxes, k > 1)", "1", THREE_BOXES),
    number("count(boxes, not g)", "2", THREE_BOXES),
    number("count(boxes, g is no)", "1", THREE_BOXES),
    number("count(boxes, k is given)", "2", THREE_BOXES),
    number("sum(boxes, k)", "0"),
    number("sum(boxes, k)", "4", THREE_BOXES),
    number("sum(boxes, k, g)", "3", THREE_BOXES),
    number("sum(boxes, k, colour is blue)", "0", THREE_BOXES),
    number("sum(boxes, k * 2 + 1)", "10", THREE_BOXES),
    days("sum(boxes, s)", "0 days"),
    days("sum(boxes, s)", "9 days", THREE_BOXES),
    number("min(boxes, k)", "1", THREE_BOXES),
    number("max(boxes, k)", "3", THREE_BOXES),
    number("max(boxes, k, not g)", "1", THREE_BOXES),
    number("min(boxes, k)", None),
    number("min(boxes, k)", None, "boxes: [{g: yes}, {k: none}]"),
    number("max(boxes, k, k > 100)", None, THREE_BOXES),
    date("earliest(boxes, w)", "2026-11-18", THREE_BOXES),
    date("latest(boxes, w)", "2026-11-20", THREE_BOXES),
    date("latest(boxes, w)", None),
    days("max(boxes, s)", "7 days", THREE_BOXES),
    truth("any(boxes, g)", "no"),
    truth("every(boxes, g)", "yes"),
    truth("any(boxes, g)", "yes", THREE_BOXES),
    truth("any(boxes, g, k < 3)", "no", THREE_BOXES),
    truth("any(boxes, g)", "no", "boxes: [{g: none}, {g: no}, {}]"),
    truth("every(boxes, g)", "no", "boxes: [{g: yes}, {}]"),
    truth("every(boxes, g, k > 2)", "yes", THREE_BOXES),
    truth("every(boxes, g, k > 100)", "yes", THREE_BOXES),
    truth("every(boxes, k > 0)", "no", THREE_BOXES),  # one has no k
    truth("every(boxes, not g)", "no", THREE_BOXES),
    text("first_by(boxes, k, name)", "B", TIES),
    text("last_by(boxes, k, name)", "A", TIES),
    text("first_by(boxes, k, name, k > 1)", "A", TIES),
    text("first_by(boxes, w, name)", "C", TIES),
    text("last_by(boxes, w, name)", "A", TIES),
    text("first_by(boxes, s, name)", None, TIES),
    text("first_by(boxes, k, name)", None),
    date("first_by(boxes, k, w)", None, TIES),  # B has no w, and the next is not looked at
    date("last_by(boxes, k, w)", "2026-11-20", TIES),
    Row("first_by(boxes, k, colour)", "choice", "green", THREE_BOXES),
    truth("last_by(boxes, k, g)", "yes", THREE_BOXES),
    # Lists in lists; names are looked up from the inside out.
    truth("any(boxes, any(items, h))", "yes", NESTED),
    truth("every(boxes, any(items, h))", "no", NESTED),
    truth("any(boxes, every(items, h))", "yes", NESTED),
    number("count(boxes, count(items) > 1)", "1", NESTED),
    number("sum(boxes, sum(items, i))", "15", NESTED),
    number("sum(boxes, sum(items, i, h))", "10", NESTED),
    number("sum(boxes, sum(items, k))", "13", NESTED),  # 2 + 2 + 2 + 7
    number("sum(boxes, sum(items, k * five))", "65", NESTED),
    number("max(boxes, min(items, i))", "8", NESTED),
    number("first_by(boxes, count(items), k)", "5", NESTED),
    date("latest(boxes, latest(items, held))", "2026-11-25", NESTED),
    number("sum(boxes, k, any(items, i > 3))", "9", NESTED),
    # From the rule's own instance: the first box, and the first item of the first box.
    number("k", "3", THREE_BOXES, "box"),
    number("count(boxes)", "3", THREE_BOXES, "box"),
    number("count(other boxes)", "2", THREE_BOXES, "box"),
    number("count(other boxes)", "0", "boxes: [{k: 1}]", "box"),
    number("sum(other boxes, k)", "1", THREE_BOXES, "box"),
    number("max(other boxes, k)", None, "boxes: [{k: 1}, {}]", "box"),
    truth("any(other boxes, k is own k)", "yes", "boxes: [{k: 1}, {k: 2}, {k: 1}]", "box"),
    truth("any(other boxes, k is own k)", "no", "boxes: [{k: 1}, {k: 2}]", "box"),
    truth("any(boxes, k is own k)", "yes", "boxes: [{k: 1}, {k: 2}]", "box"),
    truth("every(other boxes, k > own k)", "yes", "boxes: [{k: 1}]", "box"),
    number("count(boxes, k < own k)", "1", THREE_BOXES, "box"),
    number("count(boxes, k < box.k)", "0", THREE_BOXES, "box"),  # the item's own, both
    text("first_by(other boxes, k, name)", "B", THREE_BOXES, "box"),
    number("count(items)", "3", NESTED, "box"),
    number("count(items)", "3", NESTED, "item"),
    number("count(other items)", "2", NESTED, "item"),
    number("count(other boxes)", "2", NESTED, "item"),
    number("sum(other boxes, k)", "12", NESTED, "item"),
    number("sum(other boxes, sum(items, i))", "8", NESTED, "item"),
    number("sum(other items, i)", "6", NESTED, "item"),
    number("sum(boxes, sum(items, own i))", "4", NESTED, "item"),
    number("i + k", "3", NESTED, "item"),
    number("count(items, i > own i)", "2", NESTED, "item"),
    # How many of several choices are so: none where nobody said.
    number("count(few)", "0"),
    number("count(few)", "0", "few: []"),
    number("count(few)", "2", "few: [ash, elm]"),
    number("count(few)", "3", "few: [ash, elm, birch]"),
    number("count(few)", "1", "{few_ash: yes, few_elm: none}"),
    number("count(few) * 2 + n", "5", "few: [birch, elm]\nn: 1"),
    number("count(many)", "1", "boxes: [{k: 1}]", "box"),
    number("count(many)", "2", "boxes: [{many: [ash, birch]}]", "box"),
    number("sum(boxes, count(many))", "4", "boxes: [{many: [ash, birch]}, {k: 1}, {many: [elm]}]"),
    number("count(boxes, many has elm)", "2", "boxes: [{many: [ash]}, {k: 1}, {many: [elm]}]"),
    # A dated parameter has the value of the last date that is not after the day; before the first, none.
    number("rate", "22"),
    number("rate * 2 + 1", "45"),
    number("rate on 2026-01-01", "20.5"),
    number("rate on d", None, "d: 2025-12-31"),
    number("rate on d", "20.5", "d: 2026-01-01"),
    number("rate on d", "20.5", "d: 2026-11-21"),
    number("rate on d", "22", "d: 2026-11-22"),
    number("rate on d", "25", "d: 9999-12-31"),
    number("rate on d", None),
    number("rate on d", None, "d: none"),
    number("2 * rate on d - rate", "28", "d: 2026-12-01"),
    number("first(rate on d, 7)", "7", "d: 2025-12-31"),
    number("rate on (d + 1 day)", "25", "d: 2026-11-30"),
    number("rate on (d + 1 day)", RANGE, "d: 9999-12-31"),
    number("rate on latest(d, e)", "25", "{d: 2026-11-30, e: 2026-12-02}"),
    number("rate on opening", "22"),
    days("lead", "2 days"),
    days("lead on d", "7 days", "d: 2026-11-23"),
    days("lead * 3", "6 days"),
    date("today + lead", "2026-11-24"),
    date("opening", "2026-11-24"),
    date("opening on opening", "2026-12-24"),
    date("d + wait_for", "2026-11-23", "d: 2026-11-20"),
    date("d + wait_for on d", None, "d: 2026-10-30"),
    truth("is_open", "yes"),
    truth("is_open on d", "no", "d: 2026-11-24"),
    truth("is_open on d", None, "d: 2026-11-19"),
    text("word", None),
    text("word on d", "alpha", "d: 2026-11-24"),
    text("word on d", "beta", "d: 2026-11-25"),
    number("sum(boxes, rate on w)", "41", THREE_BOXES),
    number("rate on w", "20.5", THREE_BOXES, "box"),
    number("rate on held + k", None, NESTED, "item"),
    # An error of range counts wherever the whole is looked at, but not in what a filter drops.
    number("sum(boxes, k * 1000000, k < 10)", "5000000", "boxes: [{k: 5}, {k: 1000000}]"),
    number("sum(boxes, k * 1000000)", RANGE, "boxes: [{k: 5}, {k: 1000000}]"),
    number("sum(boxes, k)", "999999999999", "boxes: [{k: 999999999999}, {k: 1}, {k: -1}]"),
    number("sum(boxes, k)", RANGE, "boxes: [{k: 999999999999}, {k: 1}]"),
    days("sum(boxes, s)", RANGE, "boxes: [{s: 3652058 days}, {s: 1 day}]"),
    truth("any(boxes, k + 999999999999 > 0)", RANGE, "boxes: [{k: 0}, {k: 1}]"),
    truth("every(boxes, k + 999999999999 < 0)", RANGE, "boxes: [{k: 0}, {k: 1}]"),
    truth("p and 999999999999 + n > 0", RANGE, "{p: no, n: 1}"),
    truth("p or 999999999999 + n > 0", RANGE, "{p: yes, n: 1}"),
    truth("p and 999999999999 + n > 0", "no", "{p: no, n: none}"),
    number("first_by(boxes, k * 1000000, k)", RANGE, "boxes: [{k: 5}, {k: 1000000}]"),
    number("first_by(boxes, k, k * 1000000)", RANGE, "boxes: [{k: 5}, {k: 1000000}]"),
)

PLACES = {"situation": "", "box": "boxes[0]", "item": "boxes[0].items[0]"}


def named(rows: tuple[Row, ...]) -> list[str]:
    return [f"{n}: {row.expression}" for n, row in enumerate(rows)]


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("row", VALUES, ids=named(VALUES))
def test_an_expression_has_its_value(row: Row, engine: str) -> None:
    rule = f"rules:\n  - rule: under-test\n    for: {row.entity}\n    conclude:\n      result: >-\n"
    rule += f"        {row.expression}\n"
    found = outcome(world_with(row.entity, row.kind, rule), row.facts, ALL[engine])
    if row.value == RANGE:
        assert found.derivations.error is not None
        assert (found.derivations.error.kind, found.derivations.error.rules) == (
            "range",
            ("under-test",),
        )
        return
    assert found.derivations.error is None, found.derivations.error
    values = {(c.place, c.fact): c.value for c in found.derivations.conclusions}
    value = values.get((PLACES[row.entity], "result"))
    type_ = found.program.pack.entities[row.entity].facts["result"].type
    assert written(value, type_) == row.value


def written(value: Value | None, type_: Type) -> str | None:
    """As a file writes it."""
    return None if value is None else literal_text(value, type_)


CONDITIONS: tuple[tuple[str, str, bool], ...] = (  # expression, facts, whether it holds
    # What is not given counts as no; a comparison with it is no.
    ("p", "", False),
    ("p", "p: none", False),
    ("p", "p: yes", True),
    ("not p", "", True),
    ("not p", "p: none", True),
    ("not not p", "", False),
    ("p is no", "", False),
    ("p is no", "p: no", True),
    ("p is yes", "p: no", False),
    ("p is not yes", "", True),
    ("p is not no", "p: yes", True),
    ("few has ash", "", False),
    ("few has ash", "few: [ash, elm]", True),
    ("few has birch", "few: [ash, elm]", False),
    ("not few has birch", "few: [ash, elm]", True),
    ("few has any of (birch, elm)", "few: [ash, elm]", True),
    ("few has any of (birch, elm)", "few: [ash]", False),
    ("few has ash and few has elm", "few: [ash, elm]", True),
    ("few is given", "", False),
    ("few is given", "few: []", True),
    ("few is given", "few: none", True),
    ("few is not given", "few: [ash]", False),
    ("any(boxes, many has any of (ash, elm))", "boxes: [{many: [birch]}]", False),
    ("any(boxes, own few has ash and many has elm)", "{few: [ash], boxes: [{k: 1}]}", True),
    ("is_open", "", True),
    ("is_open on d", "", False),
    ("is_open on d", "d: 2026-11-19", False),
    ("is_open on d", "d: 2026-11-23", True),
    ("is_open on d", "d: 2026-11-24", False),
    ("not is_open on d", "d: 2026-11-19", True),
    ("rate is given", "", True),
    ("rate on d is given", "d: 2025-12-31", False),
    ("rate on d is given", "d: 2026-01-01", True),
    ("rate on d is 25", "d: 2026-12-01", True),
    ("rate on d < 22", "", False),
    ('word on d is one of ("alpha", "beta")', "d: 2026-11-22", False),
    ('word on d is one of ("alpha", "beta")', "d: 2026-11-23", True),
    ("word on d is word on e", "{d: 2026-11-22, e: 2026-11-22}", False),
    ("word on d is word on e", "{d: 2026-11-23, e: 2026-11-24}", True),
    ("p is q", "", False),
    ("p is q", "{p: no, q: no}", True),
    ("p is not q", "", True),
    ("n is m", "", False),
    ("n is not m", "", True),
    ("n is not m", "{n: 1, m: 1}", False),
    ("n is given", "", False),
    ("n is given", "n: none", False),
    ("n is given", "n: 0", True),
    ("n is not given", "n: 0", False),
    ("t is given", 't: ""', True),
    ("n + m is given", "n: 1", False),
    ("any(boxes, g) is given", "", True),
    ("min(boxes, k) is given", "", False),
    ("count(boxes) is given", "", True),
    # Numbers.
    ("n < 3", "n: 2.999999", True),
    ("n < 3", "n: 3", False),
    ("n <= 3", "n: 3", True),
    ("n <= 3", "n: 3.000001", False),
    ("n > 3", "n: 3", False),
    ("n >= 3", "n: 3", True),
    ("n >= 3", "", False),
    ("not n < 3", "", True),
    ("n is 0.30", "n: 0.3", True),
    ("n + 1 > m * 2", "{n: 4, m: 2}", True),
    ("n + 1 > m * 2", "{n: 3, m: 2}", False),
    ("n is one of (1, 2, 3)", "n: 2", True),
    ("n is one of (1, m)", "n: 2", False),
    ("n is not one of (1, m)", "", True),
    # Dates and their words.
    ("d is before 2026-11-22", "d: 2026-11-21", True),
    ("d is before 2026-11-22", "d: 2026-11-22", False),
    ("d is on or before 2026-11-22", "d: 2026-11-22", True),
    ("d is on or before 2026-11-22", "d: 2026-11-23", False),
    ("d is after 2026-11-22", "d: 2026-11-22", False),
    ("d is after 2026-11-22", "d: 2026-11-23", True),
    ("d is on or after 2026-11-22", "d: 2026-11-22", True),
    ("d is on or after 2026-11-22", "", False),
    ("d is not after 2026-11-22", "", True),
    ("d is not after 2026-11-22", "d: 2026-11-23", False),
    ("d is not before 2026-11-22", "d: 2026-11-22", True),
    ("d is not on or before 2026-11-22", "d: 2026-11-23", True),
    ("d is not on or after 2026-11-22", "", True),
    ("d < today", "d: 2026-11-21", True),
    ("d is today", "d: 2026-11-22", True),
    ("d is one of (today, today + 1 day)", "d: 2026-11-23", True),
    # Durations.
    ("u < 1 week", "u: 6 days", True),
    ("u < 1 week", "u: 7 days", False),
    ("u is 1 week", "u: 7 days", True),
    ("u >= pause", "u: 1 week", True),
    ("today - d > 3 days", "d: 2026-11-18", True),
    ("today - d > 3 days", "d: 2026-11-19", False),
    ("today - d > 3 days", "", False),
    # Choices, also ordered ones: the best stands first.
    ("c is red", "c: red", True),
    ("c is red", "c: none", False),
    ("c is not red", "", True),
    ("c is one of (red, blue)", "c: blue", True),
    ("c is one of (red, blue)", "c: green", False),
    ("c is one of (red, green)", "c: blue", False),  # the last of its choices
    ("c is not one of (red, blue)", "", True),
    ("c is c2", "{c: green, c2: green}", True),
    ("c is c2", "{c: green, c2: blue}", False),
    ("c is c2", "", False),
    ("r is better than silver", "r: gold", True),
    ("r is better than silver", "r: silver", False),
    ("r is better than silver", "r: bronze", False),
    ("r is worse than silver", "r: bronze", True),
    ("r is worse than silver", "r: silver", False),
    ("r is worse than silver", "", False),
    ("r is not better than silver", "", True),
    ("r is not worse than silver", "r: silver", True),
    ("r is better than r2", "{r: gold, r2: bronze}", True),
    ("r is better than r2", "r: gold", False),
    # Texts are compared as they stand, whatever they look like.
    ('t is "007"', "t: 007", True),
    ('t is "007"', "t: 7", False),
    ('t is "7"', "t: 007", False),
    ('t is "No"', "t: No", True),
    ('t is "No"', "t: no", False),
    ('t is "1e3"', "t: 1e3", True),
    ('t is "1000"', "t: 1e3", False),
    ('t is "1.0"', "t: 1.00", False),
    ('t is "2026-11-22"', "t: 2026-11-22", True),
    ('t is "Acme"', "t: acme", False),
    ('t is "none"', "t: none", False),
    ('t is "none"', "t: 'none'", True),
    ('t is ""', 't: ""', True),
    ('t is not ""', "", True),
    ("t is t2", "{t: A, t2: A}", True),
    ("t is t2", "", False),
    # How tightly words bind.
    ("not p and q", "{p: no, q: no}", False),
    ("not p and q", "{p: no, q: yes}", True),
    ("not (p and q)", "{p: no, q: no}", True),
    ("not n is 3", "n: 4", True),
    ("not n > 3", "n: 4", False),
    ("p or (q and p)", "p: yes", True),
    ("(p or q) and q", "p: yes", False),
    ("p and n > 1 and d is given", "{p: yes, n: 2, d: 2026-11-22}", True),
    ("(p and q) is no", "p: yes", True),  # `and` gives no, never not given
    ("(p or q) is given", "", True),
    ("yes", "", True),
    ("no", "", False),
    ("not no", "", True),
)


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("row", CONDITIONS, ids=[f"{n}: {r[0]}" for n, r in enumerate(CONDITIONS)])
def test_a_condition_holds_or_does_not(row: tuple[str, str, bool], engine: str) -> None:
    expression, facts, holds = row
    rule = "rules:\n  - rule: under-test\n    when: >-\n      %s\n    conclude: {result: yes}\n"
    found = outcome(world_with("situation", "yes-no", rule % expression), facts, ALL[engine])
    assert found.derivations.error is None
    assert [f.rule for f in found.derivations.firings] == ["under-test"] * holds


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("row", CONDITIONS, ids=[f"{n}: {r[0]}" for n, r in enumerate(CONDITIONS)])
def test_unless_is_the_opposite_of_when(row: tuple[str, str, bool], engine: str) -> None:
    expression, facts, holds = row
    rule = "rules:\n  - rule: under-test\n    unless: >-\n      %s\n    conclude: {result: yes}\n"
    found = outcome(world_with("situation", "yes-no", rule % expression), facts, ALL[engine])
    assert [f.rule for f in found.derivations.firings] == ["under-test"] * (not holds)
