"""Names of instances and actions, as people type them and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from advisor.diagnostics.suggestions import closest
from advisor.ir.advice import Decision
from advisor.ir.packs import Action, Pack
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


MOST = 3  # more names than that are no help
_SHORTEST = 3  # letters of a word that is looked for in titles


def action_of_draft(pack: Pack, word: str, advised: Collection[str]) -> str | None:
    """The action whose message has exactly this name; of several, the only one that is advised."""
    found = _advised_first([a.name for a in pack.actions.values() if a.draft == word], advised)
    return found[0] if len(found) == 1 else None


def meant_actions(pack: Pack, word: str, advised: Collection[str]) -> list[str]:
    """At most three actions that may have been meant, by the first of these that leads anywhere.

    A slip of the keyboard in a name (of an action or of its message), the beginning of one, words of
    one or of its title. Of several, those that are advised are meant, if there are any.

        `thankyou`   → `thank-interviewers`, whose message is called `thank-you`
        `extension`  → `ask-for-extension`
    """
    said = "-".join(re.findall(r"\w+", word.casefold().replace("_", " ")))
    if not said:
        return []
    names = {a.name: a.name for a in pack.actions.values()}
    for action in pack.actions.values():
        names.setdefault(action.draft or action.name, action.name)
    near = closest(said, names)
    begun = dict.fromkeys(action for name, action in names.items() if name.startswith(said))
    spoken = [a.name for a in pack.actions.values() if _speaks_of(a, said.split("-"))]
    for found in ([names[near]] if near else [], list(begun)):
        if found:
            return _advised_first(found, advised)[:MOST]
    likely = _advised_first(spoken, advised)
    return likely if len(likely) <= MOST else []  # words that are in many titles mean none of them


def _advised_first(found: list[str], advised: Collection[str]) -> list[str]:
    return [name for name in found if name in advised] or found


def _speaks_of(action: Action, words: list[str]) -> bool:
    """Whether each word begins a word of the action's name or title."""
    known = list(_words(action))
    return all(
        len(word) >= _SHORTEST and any(one.startswith(word) for one in known) for word in words
    )


def _words(action: Action) -> Iterator[str]:
    yield from action.name.split("-")
    for part in action.title.parts:
        if isinstance(part, str):
            yield from re.findall(r"\w+", part.casefold())
