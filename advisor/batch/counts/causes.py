"""Problems put together by what is wrong, so that one mistake in a column is one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from advisor.batch.problems import RowProblem
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.nodes import shown

MOST_CAUSES = 1_000  # told apart; a file of another kind has a cause a line
MOST_SHOWN = 8
EXAMPLES = 3
MOST_VALUES = 1_000  # told apart of one cause
_REST = "other causes"

Key = tuple[str, str | None, str, str]  # code, table, column, cause
Example = tuple[
    int, str | None, str | None, str, str, str
]  # row, situation, value, message, help, place


@dataclass
class CauseCount:
    """How often something is wrong, where first, and how often with which value."""

    count: int = 0
    examples: list[Example] = field(default_factory=list)
    values: Counter[str] = field(default_factory=Counter)

    def note_value(self, value: str | None, times: int = 1) -> None:
        """Count a value, as far as there is room for another."""
        if value and (value in self.values or len(self.values) < MOST_VALUES):
            self.values[value] += times


@dataclass
class Causes:
    """What is wrong, how often, and the first examples; can be added up."""

    found: dict[Key, CauseCount] = field(default_factory=dict)

    def note(self, problems: Iterable[RowProblem]) -> None:
        """Count problems, which come by row: one of a row that has several for the same cause."""
        last: dict[Key, int] = {}
        for p in problems:
            key = (p.code, p.table, p.column, p.cause or p.message)
            if last.get(key) == p.told_row:
                continue
            last[key] = p.told_row
            at = self._at(key)
            at.count += 1
            at.note_value(p.value)
            if len(at.examples) < EXAMPLES:
                at.examples.append((p.told_row, p.situation, p.value, p.message, p.help, p.place))

    def add(self, other: Causes) -> None:
        """Add what another one counted."""
        for key, more in other.found.items():
            at = self._at(key)
            at.count += more.count
            at.examples = sorted([*at.examples, *more.examples], key=_row)[:EXAMPLES]
            for value, times in more.values.items():
                at.note_value(value, times)

    def _at(self, key: Key) -> CauseCount:
        found = self.found.get(key)
        if found is None:
            if len(self.found) >= MOST_CAUSES:
                key = ("", None, "", _REST)
            found = self.found.setdefault(key, CauseCount())
        return found

    def as_data(self) -> list[object]:
        """For a file of JSON."""
        return [
            [*key, found.count, found.examples, dict(found.values)]
            for key, found in self.found.items()
        ]

    @classmethod
    def from_data(cls, data: Iterable[list[object]]) -> Causes:
        """What `as_data` gave."""
        causes = cls()
        for code, table, column, cause, count, examples, values in data:
            key = (str(code), None if table is None else str(table), str(column), str(cause))
            assert isinstance(count, int) and isinstance(examples, list)
            assert isinstance(values, dict)
            causes.found[key] = CauseCount(
                count, [(e[0], e[1], e[2], e[3], e[4], e[5]) for e in examples], Counter(values)
            )
        return causes

    def by_count(self) -> list[tuple[Key, CauseCount]]:
        """The most frequent first; of equals, that of the first row."""
        return sorted(
            self.found.items(), key=lambda item: (-item[1].count, _row(item[1].examples[0]))
        )


def _row(example: Example) -> int:
    return example[0]


def cause_lines(causes: Causes, is_listed: bool) -> Iterator[str]:
    """For people: what happened once as it is, all else as one line a cause, and its examples below.

    Shape: `is_listed` says whether all problems stand in a file.
    """
    by_count = causes.by_count()
    for (code, table, _, cause), found in by_count[:MOST_SHOWN]:
        tail = f" [{code}]" if code else ""
        if found.count == 1:
            message = found.examples[0][3]
            where = _where(found.examples[0])
            yield f"{f'{table}, ' if table else ''}{where}: {message}{tail}"
            continue
        yield f"{found.count:,} × {f'{table}: ' if table else ''}{cause}{tail}"
        first, *rest = found.examples
        help = f" ({first[4]})" if first[4] else ""
        told = [_example(first, not code) + help, *(_example(e, not code) for e in rest)]
        yield f"  {', '.join(told)}{', …' if found.count > len(told) else ''}"
    hidden = by_count[MOST_SHOWN:]
    if hidden:
        many = sum(found.count for _, found in hidden)
        causes_said = "1 more cause" if len(hidden) == 1 else f"{len(hidden):,} more causes"
        rows = "1 row" if many == 1 else f"{many:,} rows"
        yield f"and {causes_said} ({rows})"
    if not is_listed and (hidden or any(found.count > 1 for _, found in by_count)):
        yield "--errors FILE lists every row"


def lines_by_input(causes: Mapping[str, Causes]) -> Iterator[str]:
    """For people: what could not be used of several inputs, by their names, where no file lists it."""
    for name, of_one in causes.items():
        for line in cause_lines(of_one, is_listed=True):
            yield line if line.startswith(" ") else f"{name}: {line}"
    told = [cause.count for of_one in causes.values() for _, cause in of_one.by_count()]
    if any(count > 1 for count in told) or len(told) > MOST_SHOWN:
        yield "`advisor batch` with --errors FILE lists every row"


def _example(example: Example, is_whole: bool) -> str:
    value, message = example[2:4]
    what = message if is_whole else None if value is None else f"`{shown(value)}`"
    return _where(example) + ("" if what is None else f": {what}")


def _where(example: Example) -> str:
    """The row of an example, and whose it is."""
    row, id, *_, place = example
    return (place or f"row {row}") + (f" ({shown(id)})" if id else "")
