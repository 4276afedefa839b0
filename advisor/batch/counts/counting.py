"""What a batch came to, as counts that can be added up, and the groups that advice is counted in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from advisor import ir
from advisor.batch.counts.causes import Causes
from advisor.batch.problems import BatchError
from advisor.batch.sources.plain_rows import PlainSituation
from advisor.batch.sources.reading import as_fact
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import did_you_mean, meant_of
from advisor.rendering.words import NOT_GIVEN, written

STATUSES = (ir.Status.OVERDUE, ir.Status.NOW, ir.Status.LATER)


@dataclass
class Tally:
    """Counts of one group, or of all situations.

    Shape: `members` are the situations, or the instances that have the facts of the group; `advised` of them
    have advice. `actions` counts pieces by (action, status), `having` the members with a piece by action,
    `rules` the pieces by rule that gave them.
    """

    members: int = 0
    advised: int = 0
    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    having: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another one counted."""
        self.members += other.members
        self.advised += other.advised
        self.actions.update(other.actions)
        self.having.update(other.having)
        self.rules.update(other.rules)

    @property
    def pieces(self) -> int:
        """All pieces of advice."""
        return sum(self.actions.values())

    def as_data(self) -> dict[str, object]:
        """For a file of JSON."""
        return {
            "members": self.members,
            "advised": self.advised,
            "actions": [[*key, count] for key, count in sorted(self.actions.items())],
            "having": sorted(self.having.items()),
            "rules": sorted(self.rules.items()),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Tally:
        """What `as_data` gave."""
        found = cls(int(data["members"]), int(data["advised"]))
        for action, status, count in data["actions"]:
            found.actions[str(action), str(status)] = int(count)
        found.having.update({str(action): int(count) for action, count in data["having"]})
        found.rules.update({str(rule): int(count) for rule, count in data["rules"]})
        return found


Group = tuple[str, ...]  # the value of each fact that is grouped by; () for everything


@dataclass
class BatchCounts:
    """Situations, pieces of advice and problems; with a summary, `groups` of tallies too.

    `fired` counts, with a summary, how often each rule fired in situations without a problem, its advice shown or not.
    """

    situations: int = 0
    pieces: int = 0
    problems: int = 0  # situations with one
    without: int = 0  # good situations without advice
    orphans: int = 0  # rows that are left out, though their situations are not
    groups: dict[Group, Tally] = field(default_factory=dict)
    causes: Causes = field(default_factory=Causes)  # of the problems and the orphans
    spellings: dict[str, frozenset[str]] = field(default_factory=dict)  # of yes and no, by column
    fired: Counter[str] = field(default_factory=Counter)

    def add(self, other: BatchCounts) -> None:
        """Add what another one counted."""
        self.situations += other.situations
        self.pieces += other.pieces
        self.problems += other.problems
        self.without += other.without
        self.orphans += other.orphans
        self.causes.add(other.causes)
        self.fired.update(other.fired)
        for column, words in other.spellings.items():
            self.spellings[column] = self.spellings.get(column, frozenset()) | words
        for name, tally in other.groups.items():
            self.groups.setdefault(name, Tally()).add(tally)

    def count_one(
        self,
        situation: PlainSituation,
        firings: Iterable[ir.Firing],
        advice: Iterable[ir.Advice],
        crossing: Crossing | None,
    ) -> None:
        """Count one good situation; None counts no groups and no rules."""
        pieces = list(advice)
        self.situations += 1
        self.pieces += len(pieces)
        self.without += not pieces
        if crossing is None:
            return
        self.fired.update(firing.rule for firing in firings)
        for group in crossing.members(situation):
            self.groups.setdefault(group, Tally()).members += 1
        seen: set[tuple[Group, str, str]] = set()
        for piece in pieces:
            group, member = crossing.group_of(situation, piece)
            tally = self.groups.setdefault(group, Tally())
            tally.actions[piece.action, piece.status] += 1
            tally.rules.update(piece.rules)
            tally.having[piece.action] += (group, member, piece.action) not in seen
            tally.advised += (group, member, "") not in seen
            seen |= {(group, member, piece.action), (group, member, "")}

    def as_data(self) -> dict[str, object]:
        """For a file of JSON."""
        return {
            "situations": self.situations,
            "pieces": self.pieces,
            "problems": self.problems,
            "without": self.without,
            "orphans": self.orphans,
            "causes": self.causes.as_data(),
            "spellings": {column: sorted(words) for column, words in self.spellings.items()},
            "fired": dict(sorted(self.fired.items())),
            "groups": [[key, tally.as_data()] for key, tally in sorted(self.groups.items())],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> BatchCounts:
        """What `as_data` gave."""
        names = ("situations", "pieces", "problems", "without", "orphans")
        situations, pieces, problems, without, orphans = (int(str(data[name])) for name in names)
        groups = data["groups"]
        assert isinstance(groups, list)
        tallies = {tuple(key): Tally.from_data(tally) for key, tally in groups}
        causes, spellings, fired = data["causes"], data["spellings"], data["fired"]
        assert isinstance(causes, list) and isinstance(spellings, dict) and isinstance(fired, dict)
        return cls(
            situations,
            pieces,
            problems,
            without,
            orphans,
            tallies,
            Causes.from_data(causes),
            {str(column): frozenset(words) for column, words in spellings.items()},
            Counter(fired),
        )

    @property
    def is_clean(self) -> bool:
        """Whether nothing had a problem."""
        return not (self.problems or self.orphans)


def totals_line(counts: BatchCounts) -> str:
    """What it came to, in one sentence."""
    parts = [
        ir.counted_many(counts.situations, "situation"),
        ir.counted_many(counts.pieces, "piece") + " of advice",
    ]
    if counts.without:
        parts.append(f"{ir.counted_many(counts.without, 'situation')} without advice")
    if counts.problems:
        parts.append(f"{counts.problems:,} could not be advised on")
    if counts.orphans:
        parts.append(orphans_words(counts.orphans))
    return ", ".join(parts)


def spelling_lines(counts: BatchCounts) -> Iterator[str]:
    """How yes and no were written, where it was with other words: that they were read is told once."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for column, words in sorted(counts.spellings.items()):
        by_words.setdefault(tuple(sorted(words)), []).append(column)
    for written_as, columns in by_words.items():
        where = ", ".join(f"`{column}`" for column in columns)
        yield f"{where}: yes and no were written as {', '.join(f'`{word}`' for word in written_as)}"


def orphans_words(count: int) -> str:
    """How many rows could not be used, though their situations could, or belong to none."""
    return f"{count:,} {'row' if count == 1 else 'rows'} could not be used"


@dataclass(frozen=True, slots=True)
class Grouping:
    """A fact, and the names of the lists that lead to its entity from the situation."""

    fact: ir.FactDeclaration
    lists: tuple[str, ...]

    @property
    def elsewhere(self) -> str:
        """The group of advice that is for no such instance."""
        return f"(for no {self.fact.entity.replace('_', ' ')})"

    def name(self, value: ir.Value | None) -> str:
        """The group of a value; a missing one counts as its default."""
        found = self.fact.default if value is None else value
        return NOT_GIVEN if found is None else written(found, self.fact.type)

    @property
    def heading(self) -> str:
        """How the fact is called in a summary."""
        return self.fact.name


@dataclass(frozen=True, slots=True)
class Crossing:
    """Several facts, whose values together make a group; none makes one group of everything. `rules` are all there are.

    Advice counts at the innermost instance around it, or it itself, that one of the facts belongs to: with
    `mood` and `application.stage`, advice for an interview counts at its application, and advice for the situation
    "for no application".
    """

    groupings: tuple[Grouping, ...]
    rules: tuple[str, ...]

    def never_fired(self, counts: BatchCounts) -> list[str]:
        """The rules that fired for no instance of any situation, in listing order."""
        return [name for name in self.rules if not counts.fired[name]]

    @property
    def levels(self) -> list[tuple[str, ...]]:
        """The lists that lead to the instances that are counted, those of the situation first."""
        return sorted(
            {(), *(g.lists for g in self.groupings)}, key=lambda lists: (len(lists), lists)
        )

    def level_of(self, place: str) -> tuple[str, ...]:
        """The level at which advice for a place counts."""
        names = tuple(name for name, _ in ir.place_steps(place))
        return next(p for p in reversed(self.levels) if names[: len(p)] == p)

    def is_at(self, level: tuple[str, ...], grouping: Grouping) -> bool:
        """Whether an instance of a level has the fact, itself or around it."""
        return level[: len(grouping.lists)] == grouping.lists

    def members(self, situation: PlainSituation) -> Iterator[Group]:
        """The group of each instance that is counted."""
        for level in self.levels:
            for around in _instances(situation.root, level):
                yield self._group(level, around)

    def group_of(self, situation: PlainSituation, piece: ir.Advice) -> tuple[Group, str]:
        """The group of one piece of advice, and the place of what is counted there."""
        level = self.level_of(piece.place)
        around = [situation.root]
        steps = ir.place_steps(piece.place)[: len(level)]
        for name, number in steps:
            around.append(around[-1].lists[name][number])
        return self._group(level, around), ".".join(f"{name}[{number}]" for name, number in steps)

    def _group(self, level: tuple[str, ...], around: list[ir.Instance]) -> Group:
        return tuple(
            g.name(around[len(g.lists)].facts.get(g.fact.name))
            if self.is_at(level, g)
            else g.elsewhere
            for g in self.groupings
        )


def _instances(root: ir.Instance, level: tuple[str, ...]) -> Iterator[list[ir.Instance]]:
    """All instances of a level, each with those around it, the situation first."""
    if not level:
        yield [root]
        return
    for around in _instances(root, level[:-1]):
        for item in around[-1].lists[level[-1]]:
            yield [*around, item]


def crossing_by(pack: ir.Pack, wanted: Iterable[str]) -> Crossing:
    """The facts that `--group-by` names.

    Raises: BatchError, as for `grouping_by`, or where one is named twice.
    """
    found = tuple(grouping_by(pack, name) for name in wanted)
    for number, grouping in enumerate(found):
        if grouping in found[:number]:
            raise BatchError(f"--group-by names `{grouping.fact.name}` twice")
    return Crossing(found, tuple(pack.rules))


def with_columns(
    pack: ir.Pack, wanted: Iterable[str], rows: str, *, are_seen: bool
) -> tuple[ir.Pack, tuple[ir.FactDeclaration, ...]]:
    """The pack with a text for each name of `--group-by` that it does not know, and these facts: columns of the input.

    Shape: they belong to `rows`, the entity that a row is one of, or to the one that is named in front (`situation.branch`).
    `are_seen`: whether such a column is there is seen before the run; else what resembles a fact is taken for one.
    """
    found: list[ir.FactDeclaration] = []
    stated = {name for e in pack.entities.values() for name in (*e.facts, *_with_entity(e))}
    taken = {ir.SITUATION, ir.TODAY, *(e.list_name for e in pack.entities.values() if e.list)}
    taken.update(name for e in pack.entities.values() for name in e.several)
    for name in wanted:
        around, _, own = name.partition(".")
        entity = pack.entities[around if own and around in pack.entities else rows]
        column = own if own and around in pack.entities else name
        if as_fact(name) in stated or as_fact(column) in taken:
            continue
        if not are_seen and did_you_mean(name, stated):
            continue
        found.append(ir.FactDeclaration(column, entity.name, ir.TEXT, entity.span))
    entities = {
        name: replace(e, facts={**e.facts, **{f.name: f for f in found if f.entity == name}})
        for name, e in pack.entities.items()
    }
    return (replace(pack, entities=entities) if found else pack), tuple(found)


def _with_entity(entity: ir.EntityDeclaration) -> list[str]:
    return [f"{entity.name}.{name}" for name in entity.facts]


def without_values(
    counts: BatchCounts, crossing: Crossing, facts: Iterable[ir.FactDeclaration]
) -> Iterator[str]:
    """The names of facts that are grouped by, and that nothing has."""
    wanted = tuple(facts)
    for number, grouping in enumerate(crossing.groupings):
        nothing = (NOT_GIVEN, grouping.elsewhere)
        if grouping.fact in wanted and all(group[number] in nothing for group in counts.groups):
            yield grouping.fact.name


def grouping_by(pack: ir.Pack, wanted: str) -> Grouping:
    """The fact that `--group-by` names: `stage`, or `application.stage`.

    Raises: BatchError, where there is none, or several of the name.
    """
    known = {
        f"{entity.name}.{fact.name}": fact
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if not fact.is_concluded
    }
    spellings = {wanted, as_fact(wanted)}  # `Applied on` is read as `applied_on`
    found = [name for name, fact in known.items() if spellings & {name, fact.name}]
    if len(found) > 1:
        raise BatchError(f"--group-by `{wanted}` could be {' or '.join(f'`{n}`' for n in found)}")
    if not found:
        names = [*(fact.name for fact in known.values()), *known]
        meant = meant_of(wanted, names, lists="facts")
        raise BatchError(f"there is no stated fact `{wanted}` to group by; {meant}")
    fact = known[found[0]]
    lists = [pack.entities[name].list_name for name in pack.around[fact.entity]]
    return Grouping(fact, tuple(reversed([name for name in lists if name])))
