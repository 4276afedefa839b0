"""What the instances of a situation go by, as people name them behind `--for`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.ir.advice import Decision
from advisor.ir.packs import Pack
from advisor.ir.situations import Instance, Placed
from advisor.rendering.layout import plain_text
from advisor.rendering.wording import Wording, place_all


def names_of(here: Placed, placed: Sequence[Placed], wording: Wording) -> tuple[str, ...]:
    """What an instance goes by: the labels around it from the outside, its own, and all of them."""
    chain = [
        plain_text(wording.label(placed[index])) for index in reversed(list(here.around.values()))
    ]
    labels = [label for label in chain if label]
    return (*labels, ", ".join(labels))


def whole_names(placed: Sequence[Placed], wording: Wording) -> dict[str, str]:
    """`Acme, the interview on 18 Nov 2026` for every instance, by its place; "" for the situation."""
    return {here.place: names_of(here, placed, wording)[-1] for here in placed}


def labels_of(pack: Pack, root: Instance, decision: Decision) -> Mapping[str, str]:
    """The label of every instance, by its place, for a page of advice; none where there is no advice."""
    if decision.error is not None:
        return {}
    placed = place_all(pack, root, decision.today)
    return Wording(pack, placed, decision.derivations, decision.today).labels()
