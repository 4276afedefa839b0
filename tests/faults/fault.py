"""A fault: one wrong line that the tests must catch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Text of a file that stands there exactly once, and what to put in its place.

    `file` counts from the folder `advisor`.
    """

    name: str
    file: str
    old: str
    new: str
