"""Readers' own judgements of pages, held against the measure: does it see what a person sees?

Each file in `readers/` is one reader's; a line is one case, in JSON:

    {"id": "asked_too_early", "verdicts": ["advised", "missed"], "contradictions": 0,
     "first_right": true, "timing_ok": null, "irrelevant": 1}

`verdicts` follow the order of the expert's actions: advised, partly or missed. `contradictions` counts
those with the other view beside them too; `irrelevant` counts whole pieces, no sentence of one. Null
means that there was nothing to judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.truth.figures import Figure
from tests.truth.scoring import CaseScore, Verdict

READERS = Path(__file__).resolve().parent / "readers"
SORTS = ("verdicts", "contradictions", "first_right", "timing_ok", "irrelevant")
_VERDICTS = frozenset(verdict.value for verdict in Verdict)


@dataclass(frozen=True)
class Reading:
    """What one reader found in one case. The shape of `found` is that of `measured`."""

    name: str
    where: str  # file and line
    found: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True)
class Compared:
    """One judgement of a reader beside that of the measure; `about` is what was judged."""

    name: str
    where: str
    sort: str
    about: str
    reader: object
    measure: object

    @property
    def is_equal(self) -> bool:
        return self.reader == self.measure


def measured(score: CaseScore) -> Mapping[str, tuple[object, ...]]:
    """What the measure finds in a case, by sort: a verdict for each action, one value for the others."""
    return {
        "verdicts": tuple(action.verdict.value for action in score.actions),
        "contradictions": (len(score.contradicted),),
        "first_right": (score.first_right,),
        "timing_ok": (score.in_time,),
        "irrelevant": (len(score.irrelevant),),
    }


def load_readings(
    scores: Mapping[str, CaseScore], folder: Path = READERS
) -> tuple[list[Reading], list[str]]:
    """The readings of all files, and what is wrong with them: a line each, with file and line."""
    readings: list[Reading] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            where = f"{path.name}:{number}"
            read = read_line(line, where, scores)
            if isinstance(read, Reading):
                readings.append(read)
            else:
                problems.append(f"{where}: {read}")
    return readings, problems


def read_line(line: str, where: str, scores: Mapping[str, CaseScore]) -> Reading | str:
    """One reading, or what is wrong with the line."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        return f"this is not JSON: {error}"
    if not isinstance(entry, dict) or set(entry) != {"id", *SORTS}:
        return f"a line has the keys id, {', '.join(SORTS)}"
    name, verdicts = entry["id"], entry["verdicts"]
    if name not in scores:
        return f"there is no case `{name}`"
    wanted = len(scores[name].actions)
    if not isinstance(verdicts, list) or len(verdicts) != wanted:
        return f"`verdicts` must be a list of {wanted}, one for each of the expert's actions"
    if not all(isinstance(verdict, str) and verdict in _VERDICTS for verdict in verdicts):
        return "a verdict is advised, partly or missed"
    for key in ("contradictions", "irrelevant"):
        if type(entry[key]) is not int or entry[key] < 0:
            return f"`{key}` is a number, 0 or more"
    for key in ("first_right", "timing_ok"):
        if entry[key] is not None and not isinstance(entry[key], bool):
            return f"`{key}` is true, false or null"
    found = {key: tuple(verdicts) if key == "verdicts" else (entry[key],) for key in SORTS}
    return Reading(name, where, found)


def compare(readings: Iterable[Reading], scores: Mapping[str, CaseScore]) -> Iterator[Compared]:
    """Every judgement of every reader beside the measure's."""
    for reading in readings:
        score = scores[reading.name]
        ours = measured(score)
        for sort in SORTS:
            pairs = zip(reading.found[sort], ours[sort], strict=True)
            for n, (reader, measure) in enumerate(pairs):
                about = score.actions[n].action.words if sort == "verdicts" else sort
                yield Compared(reading.name, reading.where, sort, about, reader, measure)


def agreement(compared: Iterable[Compared]) -> Mapping[str, Figure]:
    """How many judgements are equal, by sort, and under "all" of all."""
    found = tuple(compared)
    groups = {sort: [one for one in found if one.sort == sort] for sort in SORTS}
    return {
        sort: Figure(sum(one.is_equal for one in group), len(group))
        for sort, group in (*groups.items(), ("all", list(found)))
    }
