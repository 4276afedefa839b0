"""What the advice of all rules can come to, planned once: who silences whom, who stands in for whom,
which rules give one piece of advice together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.backends.columnar.block import Node
from advisor.backends.columnar.ordering import plan_order
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import ActionKind, Advise, Pack, Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """The advice of one rule, for the instances of its entity.

    `silencers` are firings of other rules, with their entities; `withheld_by` the entries that stand
    in for this one; `replaces` those that this one stands in for.
    """

    rule: str
    entity: str
    fired: Node
    start: Node | None
    due: Node | None
    silencers: tuple[tuple[Node, str], ...]
    withheld_by: tuple[int, ...]
    replaces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What several entries come to: one action (by number) for one entity.

    Entries, and the names of their rules, in listing order.
    """

    action: int
    is_wait: bool
    entity: str
    entries: tuple[int, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvicePlan:
    """All entries by listing order of their rules, and the pieces they make."""

    entries: tuple[Entry, ...]
    pieces: tuple[Piece, ...]


def plan_advice(
    pack: Pack, fired: Mapping[str, Node], value: Callable[[str, Advise], tuple[Node | None, ...]]
) -> AdvicePlan:
    """The plan for a pack; `value` gives the nodes of start and due of a rule's advice."""
    advising = [rule for rule in pack.rules.values() if rule.advises is not None]
    silencing = [r for r in pack.rules.values() if r.silences_all or r.silences is not None]
    numbers = {rule.name: n for n, rule in enumerate(advising)}
    by_action: dict[str, list[tuple[Rule, Advise]]] = {}
    substitutes: list[tuple[Rule, Advise]] = []
    for rule in advising:
        if (advises := rule.advises) is None:
            continue
        if advises.instead_of:
            substitutes.append((rule, advises))
        else:
            by_action.setdefault(advises.action, []).append((rule, advises))
    replaces: dict[str, list[int]] = {}
    withheld_by: dict[str, list[int]] = {}
    for by, advises in substitutes:
        for action in dict.fromkeys(advises.instead_of):
            for target, _ in by_action.get(action, ()):
                if by.entity in pack.around[target.entity]:
                    replaces.setdefault(by.name, []).append(numbers[target.name])
                    withheld_by.setdefault(target.name, []).append(numbers[by.name])
    entries: list[Entry] = []
    pieces: dict[tuple[str, str], list[int]] = {}
    for number, rule in enumerate(advising):
        assert rule.advises is not None  # INVARIANT: only those stand in `advising`
        start, due = value(rule.entity, rule.advises)
        silencers = tuple(
            (fired[other.name], other.entity)
            for other in silencing
            if other.name != rule.name
            and (other.silences_all or rule.advises.action in (other.silences or ()))
            and other.entity in pack.around[rule.entity]
        )
        entries.append(
            Entry(
                rule.name,
                rule.entity,
                fired[rule.name],
                start,
                due,
                silencers,
                tuple(withheld_by.get(rule.name, ())),
                tuple(replaces.get(rule.name, ())),
            )
        )
        if not rule.advises.instead_of or rule.name in replaces:
            pieces.setdefault((rule.advises.action, rule.entity), []).append(number)
    return AdvicePlan(tuple(entries), _in_order(pack, pieces, entries))


def _in_order(
    pack: Pack, pieces: Mapping[tuple[str, str], list[int]], entries: list[Entry]
) -> tuple[Piece, ...]:
    order = plan_order(pack, tuple(pieces))
    numbers = {name: n for n, name in enumerate(pack.actions)}
    found = (
        Piece(
            numbers[action],
            pack.actions[action].kind is ActionKind.WAIT,
            entity,
            tuple(mine),
            tuple(entries[n].rule for n in mine),
        )
        for (action, entity), mine in pieces.items()
    )
    return tuple(sorted(found, key=lambda piece: order.rank[piece.action]))
