"""What the instances of a situation go by, as people name them behind `--for`."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.ir.situations import Placed
from advisor.rendering.layout import plain_text
from advisor.rendering.wording import Wording


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
