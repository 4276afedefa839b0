"""What a batch came to, as counts that can be added up, and the groups that advice is counted in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from advisor.batch.counts.causes import Causes
from advisor.batch.problems import BatchError
from advisor.batch.sources.plain_rows import PlainSituation
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Advice, Status
from advisor.ir.packs import FactDeclaration, Pack
from advisor.ir.situations import place_steps
from advisor.ir.types import Value
from advisor.rendering.layout import cells, padded
from advisor.rendering.words import NOT_GIVEN, written

STATUSES = (Status.OVERDUE, Status.NOW, Status.LATER)
ALL = ""  # the group of everything, where no fact was asked for
MOST_GROUPS = 1_000


@dataclass
class Tally:
    """Counts of one group of situations, or of all.

    Shape: `actions` counts pieces by (action, status); `rules` by rule that gave them.
    """

    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another one counted."""
        self.actions.update(other.actions)
        self.rules.update(other.rules)

    def as_data(self) -> dict[str, object]:
        """For a file of JSON."""
        return {
            "actions": [[*key, count] for key, count in sorted(self.actions.items())],
            "rules": sorted(self.rules.items()),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, list[list[object]]]) -> Tally:
        """What `as_data` gave."""
        found = cls()
        for action, status, count in data["actions"]:
            found.actions[str(action), str(status)] = int(str(count))
        for rule, count in data["rules"]:
            found.rules[str(rule)] = int(str(count))
        return found


@dataclass
class BatchCounts:
    """Situations, pieces of advice and problems; with a summary, `groups` of tallies too."""

    situations: int = 0
    pieces: int = 0
    problems: int = 0  # situations with one
    without: int = 0  # good situations without advice
    orphans: int = 0  # rows of other tables that belong to no situation
    groups: dict[str, Tally] = field(default_factory=dict)
    causes: Causes = field(default_factory=Causes)  # of the problems and the orphans

    def add(self, other: BatchCounts) -> None:
        """Add what another one counted."""
        self.situations += other.situations
        self.pieces += other.pieces
        self.problems += other.problems
        self.without += other.without
        self.orphans += other.orphans
        self.causes.add(other.causes)
        for name, tally in other.groups.items():
            self.groups.setdefault(name, Tally()).add(tally)

    def count_one(self, advice: Iterable[Advice], groups: Iterable[str] | None) -> None:
        """Count one good situation; `groups` names the group of each piece, None counts no groups."""
        pieces = list(advice)
        self.situations += 1
        self.pieces += len(pieces)
        self.without += not pieces
        for piece, group in zip(pieces, groups or (), strict=False):
            tally = self.groups.setdefault(group, Tally())
            tally.actions[piece.action, piece.status] += 1
            tally.rules.update(piece.rules)

    def as_data(self) -> dict[str, object]:
        """For a file of JSON."""
        return {
            "situations": self.situations,
            "pieces": self.pieces,
            "problems": self.problems,
            "without": self.without,
            "orphans": self.orphans,
            "causes": self.causes.as_data(),
            "groups": {name: tally.as_data() for name, tally in sorted(self.groups.items())},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> BatchCounts:
        """What `as_data` gave."""
        names = ("situations", "pieces", "problems", "without", "orphans")
        situations, pieces, problems, without, orphans = (int(str(data[name])) for name in names)
        groups = data["groups"]
        assert isinstance(groups, dict)
        tallies = {name: Tally.from_data(tally) for name, tally in groups.items()}
        causes = data["causes"]
        assert isinstance(causes, list)
        return cls(
            situations, pieces, problems, without, orphans, tallies, Causes.from_data(causes)
        )

    @property
    def is_clean(self) -> bool:
        """Whether nothing had a problem."""
        return not (self.problems or self.orphans)


def totals_line(counts: BatchCounts) -> str:
    """What it came to, in one sentence."""
    parts = [
        _counted(counts.situations, "situation"),
        _counted(counts.pieces, "piece") + " of advice",
    ]
    if counts.without:
        parts.append(f"{_counted(counts.without, 'situation')} without advice")
    if counts.problems:
        parts.append(f"{counts.problems:,} could not be advised on")
    if counts.orphans:
        parts.append(orphans_words(counts.orphans))
    return ", ".join(parts)


def orphans_words(count: int) -> str:
    """How many rows of other tables belong to no situation."""
    return f"{count:,} {'row belongs' if count == 1 else 'rows belong'} to no situation"


def render_counts(counts: BatchCounts, grouped_by: str | None) -> str:
    """Tables of the counts by action and status and by rule, and the totals."""
    lines: list[str] = []
    for name in sorted(counts.groups):
        tally = counts.groups[name]
        if grouped_by is not None:
            lines += [f"{grouped_by}: {name}", ""]
        lines += [*_actions_table(tally), "", *_rules_table(tally), ""]
    return "".join(f"{line}\n" for line in [*lines, totals_line(counts)])


def _actions_table(tally: Tally) -> Iterator[str]:
    by_action: Counter[str] = Counter()
    for (action, _), count in tally.actions.items():
        by_action[action] += count
    rows: list[tuple[str, ...]] = [("action", "pieces", *STATUSES)]
    rows += [
        (action, *(f"{n:,}" for n in (count, *(tally.actions[action, s] for s in STATUSES))))
        for action, count in _most_first(by_action)
    ]
    return _table(rows)


def _rules_table(tally: Tally) -> Iterator[str]:
    rows = ((rule, f"{n:,}") for rule, n in _most_first(tally.rules))
    return _table([("rule", "pieces"), *rows])


def _most_first(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        numbers = (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([padded(row[0], widths[0]), *numbers]).rstrip()


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A fact, and the names of the lists that lead to its entity from the situation."""

    fact: FactDeclaration
    lists: tuple[str, ...]

    @property
    def elsewhere(self) -> str:
        """The group of advice that is for no such instance."""
        return f"for no {self.fact.entity.replace('_', ' ')}"

    def name(self, value: Value | None) -> str:
        """The group of a value; a missing one counts as its default."""
        found = self.fact.default if value is None else value
        return NOT_GIVEN if found is None else written(found, self.fact.type)

    def group_of(self, situation: PlainSituation, piece: Advice) -> str:
        """The group of one piece of advice."""
        steps = place_steps(piece.place)[: len(self.lists)]
        if tuple(name for name, _ in steps) != self.lists:
            return self.elsewhere
        at = situation.root
        for name, number in steps:
            at = at.lists[name][number]
        return self.name(at.facts.get(self.fact.name))


def grouping_by(pack: Pack, wanted: str) -> Grouping:
    """The fact that `--group-by` names: `stage`, or `application.stage`.

    Raises: BatchError, where there is none, or several of the name.
    """
    known = {
        f"{entity.name}.{fact.name}": fact
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if not fact.is_concluded
    }
    found = [name for name, fact in known.items() if wanted in (name, fact.name)]
    if len(found) > 1:
        raise BatchError(f"--group-by `{wanted}` could be {' or '.join(f'`{n}`' for n in found)}")
    if not found:
        names = [*(fact.name for fact in known.values()), *known]
        near = did_you_mean(wanted, names) or f"there are {listed(dict.fromkeys(names))}"
        raise BatchError(f"there is no stated fact `{wanted}` to group by; {near}")
    fact = known[found[0]]
    lists = [pack.entities[name].list_name for name in pack.around[fact.entity]]
    return Grouping(fact, tuple(reversed([name for name in lists if name])))
