"""What may have happened: the events of a pack, at the places where they can happen at all, and its actions,
which the person may have carried out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from advisor import ir
from advisor.backends.oracle import evaluate
from advisor.backends.protocol import once_a_program
from advisor.rendering.words import Wording


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event at a place. `group` is the place of the outermost item around it, "" for the situation.

    `is_action`: the event is that the person has carried out the action of this name; `makes_sense`: what it sets
    would be asked for there, as nobody asks for more time whom no offer was made. `is_collective`: it is done for
    several at once, of whom each may be named alone.
    """

    event: ir.Event
    place: str
    title: str
    group: str
    is_action: bool = False
    makes_sense: bool = True
    is_collective: bool = False

    @property
    def has_day(self) -> bool:
        """Whether something that it sets hangs on the day on which it happened."""
        values = (c.value for c in self.event.sets if c.value is not None)
        return any(ref.fact == ir.TODAY for value in values for ref in ir.facts_read(value))


@once_a_program
def collective_effects(program: ir.Program) -> frozenset[frozenset[tuple[str, str]]]:
    """What is set by actions that stand for one at each of several items: `tell the others`, for `tell Acme` and so on.

    Shape: of each such action the facts, as (entity, fact).
    """
    advised = [(rule.entity, rule.advises) for rule in program.pack.rules.values() if rule.advises]
    where = {(advises.action, entity) for entity, advises in advised}
    return frozenset(
        frozenset((one.entity, one.fact) for one in program.pack.actions[advises.action].done)
        for entity, advises in advised
        if any(name in advises.instead_of and entity != own for name, own in where)
    )


def _facts_set(event: ir.Event) -> frozenset[tuple[str, str]]:
    return frozenset((one.entity, one.fact) for one in event.sets)


def possible_events(
    program: ir.Program,
    root: ir.Instance,
    derivations: ir.Derivations,
    today: int,
    *,
    anywhere: bool = False,
) -> tuple[PlacedEvent, ...]:
    """The events that can happen where things stand: those of each item, then those of the situation.

    Shape: in the order of places; at one place in listing order. With `anywhere`, conditions are passed over.
    Units: `today` is an ordinal.
    """
    wording = Wording(program.pack, root, derivations, today)
    collective = collective_effects(program)
    found = [
        PlacedEvent(
            event,
            here.place,
            wording.fill(event.title, here),
            here.place.partition(".")[0],
            is_collective=_facts_set(event) in collective,
        )
        for here in wording.placed
        for event in program.pack.events.values()
        if event.entity == here.instance.entity
        and (
            anywhere
            or event.when is None
            or evaluate(program, root, today, here.place, event.when, derivations) is True
        )
    ]
    groups = list(dict.fromkeys(one.group for one in found if one.group))
    order = {group: number for number, group in enumerate([*groups, ""])}
    return tuple(sorted(found, key=lambda one: order[one.group]))


@once_a_program
def events_of_actions(program: ir.Program) -> tuple[ir.Event, ...]:
    """The actions as events that have happened once they are carried out, one for each entity they are advised for."""
    pack = program.pack
    advised = dict.fromkeys(
        (rule.advises.action, rule.entity) for rule in pack.rules.values() if rule.advises
    )
    return tuple(
        ir.Event(
            name,
            action.title,
            entity,
            action.span,
            None,
            None,
            action.done,
            action.asks,
            action.also,
        )
        for name, entity in advised
        if (action := pack.actions[name]).done or action.asks
    )


def action_events(
    program: ir.Program,
    root: ir.Instance,
    derivations: ir.Derivations,
    today: int,
    advised: Collection[tuple[str, str]] | None = None,
) -> tuple[PlacedEvent, ...]:
    """The actions that somebody may have carried out; of those that are `advised`, as (action, place), if given."""
    wording = Wording(program.pack, root, derivations, today)

    def makes_sense(event: ir.Event, place: str) -> bool:
        set_by_it = _facts_set(event)
        facts = (program.pack.fact(*name) for name in set_by_it)
        asked = (fact.ask_if for fact in facts if fact.entity == event.entity)
        # When it was asked for, makes sense once it was: what hangs on the event itself says nothing here.
        return all(
            ask_if is None
            or any((read.entity, read.fact) in set_by_it for read in ir.facts_read(ask_if))
            or evaluate(program, root, today, place, ask_if, derivations) is not False
            for ask_if in asked
        )

    collective = collective_effects(program)
    return tuple(
        PlacedEvent(
            event,
            here.place,
            wording.fill_as_done(event.title, here),
            here.place.partition(".")[0],
            True,
            makes_sense(event, here.place),
            _facts_set(event) in collective,
        )
        for here in wording.placed
        for event in events_of_actions(program)
        if event.entity == here.instance.entity
        and (advised is None or (event.name, here.place) in advised)
    )


def stated_days(pack: ir.Pack, placed: Iterable[ir.Placed]) -> dict[tuple[str, str], int]:
    """The days that a situation states, by place and fact. Units: ordinals."""
    return {
        (here.place, name): value
        for here in placed
        for name, value in here.instance.facts.items()
        if isinstance(value, int)
        and pack.fact(here.instance.entity, name).type.kind is ir.Kind.DATE
    }


def stale_nones(
    pack: ir.Pack, root: ir.Instance, said: Mapping[tuple[str, str], int], today: int
) -> tuple[tuple[str, str], ...]:
    """The (place, fact) whose `none` is older than the fact's `stale_after`.

    Shape: `said` gives the day on which each was said; what has none there is never old.
    Units: ordinals.
    """
    wording = Wording(pack, root, ir.Derivations(), today)
    return tuple(
        (here.place, name)
        for here in wording.placed
        for name, fact in pack.entities[here.instance.entity].facts.items()
        if fact.stale_after is not None
        and name in here.instance.facts
        and here.instance.facts[name] is None
        and today - said.get((here.place, name), today) > fact.stale_after
    )
