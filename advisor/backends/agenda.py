"""The agenda: from derivations to ordered advice. One for all engines; language reference, "advice".

Silences first, then `instead_of`, then merging, notes, contradictions, and the total order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.rendering.words import Wording


@dataclass(frozen=True, slots=True)
class _Entry:
    """Advice of one rule for one instance, not merged yet."""

    rule: ir.Rule
    action: str
    at: ir.Placed
    start: int | None
    due: int | None
    replaces: tuple[tuple[str, str], ...] = ()


def advise_from(
    program: ir.Program, root: ir.Instance, today: int, derivations: ir.Derivations
) -> tuple[ir.Advice, ...]:
    """All advice for one situation, in its order.

    Units: `today` is an ordinal. With an error in the derivations there is none.
    """
    pack = program.pack
    wording = Wording(pack, root, derivations, today)
    at_place = wording.at
    firings = [(pack.rules[f.rule], at_place[f.place], f) for f in derivations.firings]
    entries = _replace(_silence(_collect(firings), firings))
    listing = {name: n for n, name in enumerate(pack.rules)}
    pieces = [_merge(pack, listing, today, wording, same) for same in _by_piece(entries)]
    noting = [(rule, rule.note, at) for rule, at, _ in firings if rule.note is not None]
    pieces = [_annotate(piece, at_place, noting, wording) for piece in pieces]
    pieces = [_contradict(piece, pieces, at_place, pack) for piece in pieces]
    return order_advice(pieces, pack, at_place, today)


def _collect(firings: Iterable[tuple[ir.Rule, ir.Placed, ir.Firing]]) -> list[_Entry]:
    return [
        _Entry(rule, rule.advises.action, at, firing.start, firing.due)
        for rule, at, firing in firings
        if rule.advises is not None
    ]


def _silence(
    entries: Iterable[_Entry], firings: Sequence[tuple[ir.Rule, ir.Placed, ir.Firing]]
) -> list[_Entry]:
    """What no other rule withholds."""
    silencers = [(r, at) for r, at, _ in firings if r.silences_all or r.silences is not None]
    return [
        entry
        for entry in entries
        if not any(
            rule.written_as != entry.rule.written_as
            and (rule.silences_all or entry.action in (rule.silences or ()))
            and ir.is_within(entry.at, at)
            for rule, at in silencers
        )
    ]


def _replace(entries: Iterable[_Entry]) -> list[_Entry]:
    """Withhold what an `instead_of` replaces, and advise the replacement where there is something."""
    plain: list[_Entry] = []
    substitutes: list[tuple[_Entry, tuple[str, ...]]] = []
    for entry in entries:
        assert entry.rule.advises is not None
        if entry.rule.advises.instead_of:
            substitutes.append((entry, entry.rule.advises.instead_of))
        else:
            plain.append(entry)
    given: list[_Entry] = []
    withheld: set[int] = set()
    for entry, instead_of in substitutes:
        targets = [p for p in plain if p.action in instead_of and ir.is_within(p.at, entry.at)]
        if targets:
            withheld.update(map(id, targets))
            start = earliest_start(t.start for t in targets) if entry.start is None else entry.start
            due = earliest_due(t.due for t in targets) if entry.due is None else entry.due
            replaced = tuple(dict.fromkeys((t.action, t.at.place) for t in targets))
            given.append(replace(entry, start=start, due=due, replaces=replaced))
    return [p for p in plain if id(p) not in withheld] + given


def earliest_start(starts: Iterable[int | None]) -> int | None:
    """The earliest; none means at once, so none wins."""
    found = list(starts)
    return None if None in found else min(s for s in found if s is not None)


def earliest_due(dues: Iterable[int | None]) -> int | None:
    """The earliest; none means that there is none, so any date wins."""
    return min((d for d in dues if d is not None), default=None)


def status_of(kind: ir.ActionKind, start: int | None, due: int | None, today: int) -> ir.Status:
    """Overdue, later or now, tested in this order; a wait is never overdue. Units: ordinals; None: no such day."""
    if due is not None and due < today and kind is not ir.ActionKind.WAIT:
        return ir.Status.OVERDUE
    return ir.Status.LATER if start is not None and start > today else ir.Status.NOW


def _by_piece(entries: Iterable[_Entry]) -> Iterable[list[_Entry]]:
    """The entries that are one piece of advice: the same action for the same instance."""
    found: dict[tuple[str, int], list[_Entry]] = {}
    for entry in entries:
        found.setdefault((entry.action, entry.at.index), []).append(entry)
    return found.values()


def _merge(
    pack: ir.Pack, listing: Mapping[str, int], today: int, wording: Wording, same: list[_Entry]
) -> ir.Advice:
    """One piece of advice of all entries for one action and one instance."""
    at = same[0].at
    same = sorted(same, key=lambda entry: listing[entry.rule.name])
    action = pack.actions[same[0].action]
    start = earliest_start(entry.start for entry in same)
    due = earliest_due(entry.due for entry in same)
    if action.kind is ir.ActionKind.KNOW:
        due = None  # also where what it is given instead of had one
    return ir.Advice(
        action=action.name,
        target=wording.label(at),
        place=at.place,
        entity=at.instance.entity,
        kind=action.kind,
        importance=action.importance,
        start=start,
        due=due,
        status=status_of(action.kind, start, due, today),
        title=wording.fill(action.title, at),
        rules=tuple(entry.rule.name for entry in same),
        because=_distinct(wording.sentence(entry.rule.because, at) for entry in same),
        sources=_distinct(source for entry in same for source in entry.rule.sources),
        disputed=_distinct(entry.rule.disputed for entry in same),
        replaces=tuple(dict.fromkeys(r for entry in same for r in entry.replaces)),
        full_label=wording.full_label(at),
    )


def _distinct(sentences: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for s in sentences if s))


def _annotate(
    piece: ir.Advice,
    at_place: dict[str, ir.Placed],
    noting: Iterable[tuple[ir.Rule, ir.Note, ir.Placed]],
    wording: Wording,
) -> ir.Advice:
    """Add the notes of rules that fired for this instance, one around it or one inside it."""
    here = at_place[piece.place]
    noting = [
        (rule, note, at)
        for rule, note, at in noting
        if (note.on is None or piece.action in note.on) and _are_related(here, at)
    ]
    if not noting:
        return piece
    # A sentence that several rules say has the greatest importance that one of them gives it.
    said: dict[str, ir.Importance] = {}
    for _, note, at in noting:
        if sentence := wording.fill(note.say, at):
            known = said.get(sentence, note.importance)
            said[sentence] = max(known, note.importance, key=lambda one: one.rank)
    return replace(
        piece,
        notes=tuple(said),
        note_importance=tuple(said.values()),
        note_rules=_distinct(rule.name for rule, _, _ in noting),
        sources=_distinct((*piece.sources, *(s for rule, _, _ in noting for s in rule.sources))),
        disputed=_distinct((*piece.disputed, *(rule.disputed for rule, _, _ in noting))),
    )


def _are_related(one: ir.Placed, other: ir.Placed) -> bool:
    """Whether it is the same instance, one around it or one inside it."""
    return ir.is_within(one, other) or ir.is_within(other, one)


def _contradict(
    piece: ir.Advice, pieces: Sequence[ir.Advice], at_place: dict[str, ir.Placed], pack: ir.Pack
) -> ir.Advice:
    here, mine = at_place[piece.place], pack.actions[piece.action]
    against = tuple(
        (other.action, other.place)
        for other in pieces
        if (
            other.action in mine.incompatible
            or piece.action in pack.actions[other.action].incompatible
        )
        and _are_related(here, at_place[other.place])
        and other is not piece
    )
    if not against:
        return piece
    places = {name: n for n, name in enumerate(pack.actions)}
    in_order = sorted(against, key=lambda key: (places[key[0]], at_place[key[1]].index))
    return replace(piece, contradicts=tuple(in_order))


def is_pressing(piece: ir.Advice, today: int) -> bool:
    """Whether it cannot wait: due by tomorrow, or urgent and without a due. What is for later can."""
    if piece.status == ir.Status.LATER:
        return False
    if piece.due is None:
        return piece.importance is ir.Importance.URGENT
    return piece.due <= today + 1


def order_advice(
    pieces: Iterable[ir.Advice], pack: ir.Pack, at_place: dict[str, ir.Placed], today: int
) -> tuple[ir.Advice, ...]:
    """The total order: by group; what is pressing first, by importance, and what is for later by
    its start; then by due, importance, action and place; then `after` within the groups.

    Units: `today` is an ordinal.
    """
    actions = {name: n for n, name in enumerate(pack.actions)}

    def key(piece: ir.Advice) -> tuple[bool, bool, int, int, bool, int, int, int, int]:
        weight = piece.importance.rank
        presses = is_pressing(piece, today)
        begins = piece.start if piece.status == ir.Status.LATER else None
        return (
            piece.status == ir.Status.LATER,
            not presses,
            -weight if presses else 0,
            begins or 0,
            piece.due is None,
            piece.due or 0,
            -weight,
            actions[piece.action],
            at_place[piece.place].index,
        )

    ordered = sorted(pieces, key=key)
    now = [piece for piece in ordered if piece.status != ir.Status.LATER]
    later = [piece for piece in ordered if piece.status == ir.Status.LATER]
    return (*_put_after(now, pack, at_place), *_put_after(later, pack, at_place))


def _put_after(
    group: list[ir.Advice], pack: ir.Pack, at_place: dict[str, ir.Placed]
) -> Iterable[ir.Advice]:
    """Again and again the first piece that waits for no other piece left."""
    left = list(group)
    while left:
        # INVARIANT: the checked pack has no circle among `after` and `after_any`, so one is free.
        first = next(p for p in left if not any(waits_for(p, q, pack, at_place) for q in left))
        left.remove(first)
        yield first


def waits_for(
    one: ir.Advice, other: ir.Advice, pack: ir.Pack, at_place: dict[str, ir.Placed]
) -> bool:
    """Whether one piece of advice comes after another, by `after` and `after_any` of its action."""
    action: ir.Action = pack.actions[one.action]
    if other.action in action.after_any:
        return True
    return other.action in action.after and _are_related(at_place[one.place], at_place[other.place])
