"""Which advice is certain and which possible, while some facts are missing."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.backends.oracle.memory import UNKNOWN, Known
from advisor.backends.oracle.open_reading import OpenReading
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Advise, Program
from advisor.ir.situations import Instance, is_within


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that may give advice for an instance, and whether others withhold it."""

    rule: str
    index: int
    advises: Advise
    fires: Known  # True or UNKNOWN
    is_silenced: Known  # False or UNKNOWN; what is surely silenced is no candidate


def silencers(reading: OpenReading, rule: str, action: str, index: int) -> list[tuple[str, int]]:
    """The firings of other rules that would silence this advice."""
    around = reading.memory.placed[index].around
    return [
        (other.name, around[other.entity])
        for other in reading.silencing
        if other.name != rule
        and (other.silences_all or action in (other.silences or ()))
        and other.entity in around
    ]


def candidates(reading: OpenReading) -> Iterator[Candidate]:
    """All advice that may still be given before `instead_of` is looked at."""
    for rule in reading.program.pack.rules.values():
        if rule.advises is None:
            continue
        for index in reading.memory.of_entity[rule.entity]:
            fires = reading.fires[rule.name, index]
            if fires is False:
                continue
            silencing = [
                reading.fires[key]
                for key in silencers(reading, rule.name, rule.advises.action, index)
            ]
            if True not in silencing:
                silenced = UNKNOWN if UNKNOWN in silencing else False
                yield Candidate(rule.name, index, rule.advises, fires, silenced)


def verdicts(
    program: Program,
    root: Instance,
    today: int,
    asked_defaults: frozenset[tuple[str, str]] = frozenset(),
) -> dict[tuple[str, str], str]:
    """For each (action, place) that may be advised: "certain" or "possible".

    Certain holds under every completion of the missing facts that is not an error, possible is a claim
    only in the negative: what is not listed holds under none.
    """
    reading = OpenReading(program, root, today, asked_defaults)
    placed = reading.memory.placed
    every = list(candidates(reading))
    plain = [c for c in every if not c.advises.instead_of]
    found: dict[tuple[str, str], str] = {}

    def add(candidate: Candidate, is_certain: bool) -> None:
        key = (candidate.advises.action, placed[candidate.index].place)
        if is_certain or key not in found:
            found[key] = "certain" if is_certain else "possible"

    def is_sure(candidate: Candidate) -> bool:
        return candidate.fires is True and candidate.is_silenced is False

    replaced: dict[int, Known] = {}  # number of a plain candidate -> True or UNKNOWN
    for by in every:
        if not by.advises.instead_of:
            continue
        targets = [
            n
            for n, target in enumerate(plain)
            if target.advises.action in by.advises.instead_of
            and is_within(placed[target.index], placed[by.index])
        ]
        for n in targets:
            if replaced.get(n) is not True:
                replaced[n] = True if is_sure(by) else UNKNOWN
        if targets:
            add(by, is_sure(by) and any(is_sure(plain[n]) for n in targets))
        elif any(h.instance.open_lists and is_within(h, placed[by.index]) for h in placed):
            add(by, False)  # what may still be added to the list may bring advice to replace
    for n, candidate in enumerate(plain):
        if replaced.get(n) is not True:
            add(candidate, is_sure(candidate) and n not in replaced)
    return found
