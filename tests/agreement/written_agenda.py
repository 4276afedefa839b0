"""Section 6 of the language once more, sentence by sentence, slowly: from firings to ordered advice.

It shares nothing with the agenda but the values that go in; every comment is a sentence of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from advisor.ir import Advice, Firing, Instance, Pack

IMPORTANCE = {"low": 0, "normal": 1, "high": 2, "urgent": 3}


@dataclass
class Told:
    """One piece of advice, as far as its place in the order and its contents are concerned."""

    action: str
    place: str
    rules: set[str]
    start: int | None
    due: int | None
    status: str = ""
    replaces: set[tuple[str, str]] = field(default_factory=set)
    contradicts: set[tuple[str, str]] = field(default_factory=set)
    note_rules: set[str] = field(default_factory=set)


@dataclass
class Agenda:
    """The advice in order, and what was withheld on the way."""

    advice: list[Told]
    silenced: list[Told]
    replaced: list[Told]
    idle_substitutes: list[Told]  # an `instead_of` that found nothing to replace


def places_in_order(pack: Pack, root: Instance) -> list[str]:
    """A parent before its children, lists in the order in which their entities stand in the pack."""
    found = [""]

    def inside(instance: Instance, place: str) -> None:
        for entity in pack.entities.values():
            if entity.within != instance.entity or entity.list is None:
                continue
            for number, item in enumerate(instance.lists.get(entity.list, ())):
                here = f"{place}.{entity.list}[{number}]".lstrip(".")
                found.append(here)
                inside(item, here)

    inside(root, "")
    return found


def lies_in(inner: str, outer: str) -> bool:
    """The same instance, or inside it."""
    return outer in ("", inner) or inner.startswith(f"{outer}.")


def are_near(one: str, other: str) -> bool:
    """The same instance, one around it or one inside it."""
    return lies_in(one, other) or lies_in(other, one)


def agenda_as_written(pack: Pack, root: Instance, today: int, firings: Iterable[Firing]) -> Agenda:
    """Collect advice, apply `silences`, then `instead_of`, then merge, add notes, and order."""
    fired = list(firings)
    advised = [
        Told(rule.advises.action, firing.place, {firing.rule}, firing.start, firing.due)
        for firing in fired
        if (rule := pack.rules[firing.rule]).advises is not None
    ]

    # Withholds other rules' advice of these actions for the same instance and everything inside it.
    def is_silenced(piece: Told) -> bool:
        return any(
            rule.written_as not in {pack.rules[name].written_as for name in piece.rules}
            and lies_in(piece.place, firing.place)
            and (rule.silences_all or (rule.silences is not None and piece.action in rule.silences))
            for firing in fired
            if (rule := pack.rules[firing.rule])
        )

    silenced = [piece for piece in advised if is_silenced(piece)]
    left = [piece for piece in advised if not any(piece is s for s in silenced)]

    # It looks at what the silences left, and never at what another `instead_of` gave.
    def instead_of(piece: Told) -> tuple[str, ...]:
        [rule] = piece.rules
        advises = pack.rules[rule].advises
        return advises.instead_of if advises is not None else ()

    plain = [piece for piece in left if not instead_of(piece)]
    given: list[Told] = []
    idle: list[Told] = []
    replaced: list[Told] = []
    for piece in left:
        if not instead_of(piece):
            continue
        targets = [
            t for t in plain if t.action in instead_of(piece) and lies_in(t.place, piece.place)
        ]
        if not targets:
            idle.append(piece)  # where none is, nothing is advised
            continue
        replaced += [t for t in targets if not any(t is r for r in replaced)]
        # With the earliest start and due of what it replaces unless it has its own.
        if piece.start is None:
            piece.start = _earliest_start([t.start for t in targets])
        if piece.due is None:
            piece.due = _earliest_due([t.due for t in targets])
        piece.replaces = {(t.action, t.place) for t in targets}
        given.append(piece)
    standing = [p for p in plain if not any(p is r for r in replaced)] + given

    # The same action for the same instance from several rules is one piece of advice.
    merged: list[Told] = []
    for piece in standing:
        same = [m for m in merged if (m.action, m.place) == (piece.action, piece.place)]
        if not same:
            merged.append(piece)
            continue
        [one] = same
        one.rules |= piece.rules
        one.replaces |= piece.replaces
        one.start = _earliest_start([one.start, piece.start])
        one.due = _earliest_due([one.due, piece.due])
    for piece in merged:
        if pack.actions[piece.action].kind.value == "know":
            piece.due = None  # What is only to be known is never due.
        piece.status = _status(pack, piece, today)
        piece.contradicts = {
            (other.action, other.place)
            for other in merged
            if other is not piece
            and are_near(piece.place, other.place)
            and (
                other.action in pack.actions[piece.action].incompatible
                or piece.action in pack.actions[other.action].incompatible
            )
        }
        piece.note_rules = {
            firing.rule
            for firing in fired
            if (note := pack.rules[firing.rule].note) is not None
            and (note.on is None or piece.action in note.on)
            and are_near(piece.place, firing.place)
        }
    return Agenda(_ordered(pack, root, merged, today), silenced, replaced, idle)


def _earliest_start(starts: list[int | None]) -> int | None:
    """Earliest start (none means at once)."""
    return None if any(s is None for s in starts) else min(s for s in starts if s is not None)


def _earliest_due(dues: list[int | None]) -> int | None:
    """Earliest due (none means none)."""
    dated = [d for d in dues if d is not None]
    return min(dated) if dated else None


def _status(pack: Pack, piece: Told, today: int) -> str:
    """Overdue (due < today, never for a wait), later (start > today), else now."""
    is_wait = pack.actions[piece.action].kind.value == "wait"
    if piece.due is not None and piece.due < today and not is_wait:
        return "overdue"
    if piece.start is not None and piece.start > today:
        return "later"
    return "now"


def _ordered(pack: Pack, root: Instance, pieces: list[Told], today: int) -> list[Told]:
    """Now and overdue before later; pressing before the rest; what is for later day by day; each
    part in its order, then `after`."""
    present = [p for p in pieces if p.status in ("now", "overdue")]
    later = [p for p in pieces if p.status == "later"]
    pressing = [p for p in present if presses(pack, p, today)]
    calm = [p for p in present if not presses(pack, p, today)]
    by_weight = [  # among what is pressing, the higher importance
        piece
        for weight in (3, 2, 1, 0)
        for piece in _by_rank(pack, root, [p for p in pressing if _weight(pack, p) == weight])
    ]
    by_day = [  # among what is for later, the earlier start
        piece
        for day in sorted({p.start for p in later if p.start is not None})
        for piece in _by_rank(pack, root, [p for p in later if p.start == day])
    ]
    groups = ([*by_weight, *_by_rank(pack, root, calm)], by_day)
    return [piece for group in groups for piece in _after(pack, group)]


def presses(pack: Pack, piece: Told, today: int) -> bool:
    """It is now or overdue, and due by tomorrow, or urgent and has no due."""
    if piece.status == "later":
        return False
    if piece.due is None:
        return _weight(pack, piece) == 3
    return piece.due in (today, today + 1) or piece.due < today


def _weight(pack: Pack, piece: Told) -> int:
    return IMPORTANCE[pack.actions[piece.action].importance.value]


def _by_rank(pack: Pack, root: Instance, group: list[Told]) -> list[Told]:
    """Put each piece before the first one that it goes before."""
    places = places_in_order(pack, root)
    names = list(pack.actions)
    found: list[Told] = []
    for piece in group:
        at = next(
            (n for n, q in enumerate(found) if _goes_before(pack, names, places, piece, q)),
            len(found),
        )
        found.insert(at, piece)
    return found


def _goes_before(pack: Pack, names: list[str], places: list[str], one: Told, other: Told) -> bool:
    if one.due != other.due:  # earlier due first (no due last)
        return one.due is not None and (other.due is None or one.due < other.due)
    weight, against = _weight(pack, one), _weight(pack, other)
    if weight != against:  # then importance
        return weight > against
    if one.action != other.action:  # then place of the action in the pack
        return names.index(one.action) < names.index(other.action)
    return places.index(one.place) < places.index(other.place)  # then place of the instance


def _after(pack: Pack, ranked: list[Told]) -> list[Told]:
    """Take again and again the first piece of advice that waits for no other piece left."""
    left, found = list(ranked), []
    while left:
        for piece in left:
            action = pack.actions[piece.action]
            waits = any(
                other.action in action.after_any
                or (other.action in action.after and are_near(piece.place, other.place))
                for other in left
                if other is not piece
            )
            if not waits:
                found.append(piece)
                left = [p for p in left if p is not piece]
                break
    return found


def told(advice: Advice) -> Told:
    """A piece of advice of the real agenda in the same terms, to compare."""
    return Told(
        advice.action,
        advice.place,
        set(advice.rules),
        advice.start,
        advice.due,
        advice.status,
        set(advice.replaces),
        set(advice.contradicts),
        set(advice.note_rules),
    )
