"""Numbers in the way of a country, and with a unit: what is told to write."""

from __future__ import annotations

import pytest

from advisor.diagnostics.amounts import meant_numbers, without_unit

ALONE = "a number has no unit: write "
WITH_A_UNIT = {
    "10 pounds": ALONE + "`10`",
    "£0.60": ALONE + "`0.60`",
    "$5": ALONE + "`5`",
    "5 €": ALONE + "`5`",
    "EUR 5": ALONE + "`5`",
    "1.234,50 EUR": ALONE + "`1234.50`",
    "3 US dollars": ALONE + "`3`",
    "3x": ALONE + "`3`",
    "60p": ALONE + "`0.6`, or `60` if the rules count in pence",
    "5 cents": ALONE + "`0.05`, or `5` if the rules count in cents",
    "10 %": ALONE + "`0.1`, or `10` if the rules count in percent",
    "£1,234": "a number has no unit, and no commas: write `1234` or `1.234`",
    "1.5k": "write `1500`",
    "1000": None,
    "ten": None,
    "about 5": None,
    "5/7": None,
    "3 or 4": None,
    "#9": None,
    "": None,
}


@pytest.mark.parametrize(("text", "help"), WITH_A_UNIT.items())
def test_an_amount_is_told_without_its_unit(text: str, help: str | None) -> None:
    assert without_unit(text) == help


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,5", ["1.5"]),
        ("0,5", ["0.5"]),
        ("12,50", ["12.50"]),
        ("0,500", ["0.500"]),
        ("1.234,56", ["1234.56"]),
        ("1,234.56", ["1234.56"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("1.234.567,8", ["1234567.8"]),
        ("1,234", ["1234", "1.234"]),  # nobody knows
        ("1,000", ["1000"]),
        ("1 234,5", ["1234.5"]),
        ("1\u202f234", ["1234"]),
        ("1'234", ["1234"]),
        ("1_000", ["1000"]),
        ("-0,5", ["-0.5"]),
        ("\u22125", ["-5"]),
        ("+3", ["3"]),
        (".5", ["0.5"]),
        ("5.", ["5"]),
        ("1,2,3", []),
        ("1.2,3.4", []),
        ("1e3", []),
        (",", []),
        ("", []),
    ],
)
def test_a_number_of_another_country_is_understood(text: str, meant: list[str]) -> None:
    assert list(meant_numbers(text)) == meant
