"""The long way to what changes when: a row engine is asked on every day, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.backends.advising import Advisor
from advisor.ir import Advice, Derivations, Instance


@dataclass(frozen=True)
class Asked:
    """The answer of one day."""

    derivations: Derivations
    advice: tuple[Advice, ...]


def ask_daily(advisor: Advisor, root: Instance, first: int, last: int) -> list[Asked]:
    """The answers of all days, both included."""
    return [Asked(*advisor.on(day).pieces(root, None)) for day in range(first, last + 1)]


def differences(first: int, asked: Sequence[Asked], days: Sequence[int]) -> Iterator[str]:
    """What changes between two neighbours of `days`, which begin with `first`."""
    ends = [*days[1:], first + len(asked)]
    for begin, end in zip(days, ends, strict=True):
        span = asked[begin - first : end - first]
        for number, answer in enumerate(span):
            if _steady(answer) != _steady(span[0]):
                yield f"on {begin + number} it is not as on {begin}"
            elif _days(answer) != _expected(span, number):
                yield f"on {begin + number} a day is not as counted from {begin}"


def _steady(answer: Asked) -> object:
    """All but days and sentences, in which days are told."""
    return answer.derivations.error, [
        (p.action, p.place, p.status, p.rules, p.note_rules, p.replaces, p.contradicts)
        for p in answer.advice
    ]


def _days(answer: Asked) -> list[tuple[int | None, int | None]]:
    return [(piece.start, piece.due) for piece in answer.advice]


def _expected(span: Sequence[Asked], number: int) -> list[tuple[int | None, ...]]:
    """What the first two days of a span say of a later one: a day stands still, or moves on evenly."""
    if number < 2:
        return [tuple(pair) for pair in _days(span[number])]
    return [
        tuple(
            None if a is None or b is None else a + (b - a) * number
            for a, b in zip(first, second, strict=True)
        )
        for first, second in zip(_days(span[0]), _days(span[1]), strict=True)
    ]
