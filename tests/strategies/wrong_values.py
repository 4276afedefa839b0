"""Situations of the small pack in which something is wrong, as a line of JSON or a row of a table gives them."""

from __future__ import annotations

from random import Random
from typing import Any

# By kind: values that are none of it, and such as are out of bounds, each as any form can hold it.
WRONG: dict[str, tuple[Any, ...]] = {
    "text": ("", "  ", "a\x07b", "a\u2028b", "\x7f", None),
    "choice": (
        "ja", "Applied", "aplied", "none", "n/a", "Unknown `odd` word", "", 3, 1.5, "2026-01-01",
        "far too many words to be any of the choices that the pack has, and more of them", None,
    ),
    "date": (
        "2026-02-30", "2026-13-01", "2026-11-22T10:30:00",
        "2026-11-22T10:30:00Z", "0000-01-01", "tomorrow", "", "none", "NaT", "20261122", "1 Nov 2026", "46320",
        "31 Nov 2026", "20261340", "-",
        "2026-11-22 ", 5, 1.5, True,
    ),
    "duration": (
        "soon", "2 months", "3 hours", "1.5 days", "5days", "2 working days", "9 weeks", "-1 days",
        "99999999999 days", "5000000 days", 57, -1, 5_000_000, 1.5, "", "n/a", True, "1e3",
    ),
    "number": (
        "three", "1,5", "1.234,5", "1 000", "0.1234567", "1000000000000", "12", "-1", 12, -1, 9.5,
        1_000_000_000_000, 10**15, "", "none", "1e3", "+3", True,
    ),
    "yes-no": ("ja", "maybe", "Y", "off", "2", 2, 0.5, "", "n/a", "yes!", "ye\u00a0s", "YES "),
}  # fmt: skip
GOOD: dict[str, tuple[Any, ...]] = {
    "text": ("Acme", "Müller & Söhne", "=Sum"),
    "choice": ("applied", "interviewed"),
    "date": ("2026-11-20", "2026-11-20T00:00:00Z"),
    "duration": ("2 weeks", 5, "1 day"),
    "number": (3, "2", 1.5),
    "yes-no": (True, False, "yes", "TRUE", "0", 1),
}
FACTS = {
    "situation": {"mood": "choice"},
    "application": {
        "company": "text",
        "stage": "choice",
        "role": "text",
        "reply_by": "date",
        "takes": "duration",
        "chases": "number",
        "chased_on": "date",
    },
    "interview": {"held_on": "date", "thanked": "yes-no", "thanked_on": "date"},
}
REQUIRED = ("company", "stage", "held_on")


def wrong_rows(seed: int, count: int) -> list[dict[str, Any]]:
    """Situations, each with one to three values that are wrong."""
    draw = Random(seed)
    return [_row(draw, number) for number in range(count)]


def _row(draw: Random, number: int) -> dict[str, Any]:
    applications = []
    for _ in range(draw.randint(1, 3)):
        application = _instance(draw, "application")
        application["interviews"] = [
            _instance(draw, "interview") for _ in range(draw.randint(0, 2))
        ]
        applications.append(application)
    row: dict[str, Any] = {"situation": f"s{number}", "today": "2026-11-22"}
    row |= _instance(draw, "situation") | {"applications": applications}
    places = [(row, "situation")]
    for application in applications:
        places.append((application, "application"))
        places += [(held, "interview") for held in application["interviews"]]
    for _ in range(draw.randint(1, 3)):
        at, entity = draw.choice(places)
        name, kind = draw.choice([*FACTS[entity].items()])
        at[name] = draw.choice(WRONG[kind])
    return row


def _instance(draw: Random, entity: str) -> dict[str, Any]:
    return {
        name: draw.choice(GOOD[kind])
        for name, kind in FACTS[entity].items()
        if name in REQUIRED or draw.random() < 0.6
    }
