"""Which piece of advice a person means: by its number, by the name of its action, and for whom."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from advisor import ir
from advisor.cli.options import is_number
from advisor.cli.situation.last_page import Entry, recall, whole_names
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure
from advisor.diagnostics.suggestions import closest, listed
from advisor.dialogue.phrases import folded_name
from advisor.dialogue.text_normalization import words_in

MOST = 3  # more names than that are no help
_SHORTEST = 3  # letters of a word that is looked for in titles


@dataclass(frozen=True, slots=True)
class Choice:
    """What was meant: `pieces` of advice for one action; none where it is not advised there.

    `places` are the instances that were meant, all of the situation's where nobody said; `about` is
    how they were called. `number` is set where a number of the last page was given.
    """

    action: ir.Action
    pieces: tuple[ir.Advice, ...]
    places: frozenset[str]
    about: str = ""
    number: int | None = None

    @property
    def not_advised(self) -> str:
        """That it is not advised, as the beginning of a sentence."""
        for_whom = f" for {self.about}" if self.about else ""
        if self.number is not None:
            what = f"No. {self.number} of the last page, `{self.action.name}`{for_whom},"
            return f"{what} is no longer advised"
        return f"`{self.action.name}` is not advised{for_whom} at present"


def require_word(scene: Scene, word: str | None) -> str:
    """The number or name that was given.

    Raises: Failure, where there is none; it lists what could be named.
    """
    if word is None:
        advised = scene.show_advised("Say which, by its number or name. What is advised now")
        raise Failure(advised)
    return word


def choose(
    scene: Scene,
    word: str,
    label: str | None,
    counts: Callable[[ir.Action], bool] = lambda action: True,
) -> Choice:
    """The pieces of advice that a number or a name of an action stands for, narrowed by `--for`.

    Shape: of somebody who is only named, the actions count that `counts` lets through, where any does.

    Raises: Failure, where there is no such number, action or label; it says what there is.
    """
    if is_number(word):
        choice = _of_number(scene, int(word))
        return choice if label is None else _narrowed(scene, choice, label)
    if label is None and word not in scene.pack.actions and (named := _name_in(scene, word)):
        return _of_words(scene, *named, counts)
    action = _action_of(scene, word)
    places, about = meant_places(scene, label)
    pieces = tuple(
        piece
        for piece in scene.decision.advice
        if piece.action == action.name and piece.place in places
    )
    return Choice(action, pieces, places, about)


def first_piece(scene: Scene, label: str | None) -> Choice:
    """What is advised first, for the instance of that label if there is one.

    Raises: Failure, where nothing is called that, or nothing is advised for it.
    """
    places, about = meant_places(scene, label)
    for piece in scene.decision.advice:
        if piece.place in places:
            return Choice(scene.pack.actions[piece.action], (piece,), places, about)
    raise Failure(f"nothing is advised for {about}. {scene.show_advised('What is advised now')}")


def _name_in(scene: Scene, said: str) -> tuple[str, str] | None:
    """The other words, and the name of somebody that stands before or behind them: of `thank st marys`, `St Mary's`."""
    names = {_folded(name): name for here in scene.placed for name in scene.names_of(here) if name}
    labels = [scene.whole_name(here.place) for here in scene.placed if "." not in here.place]
    firsts = [(_folded(label.split()[0]), label) for label in labels if label]
    many = Counter(
        first for first, _ in firsts
    )  # `Acme` of `Acme Labs`, if nothing else begins like that
    enough = {first: name for first, name in firsts if many[first] == 1 and len(first) >= _SHORTEST}
    names = enough | names
    words = said.split()
    for length in range(len(words), 0, -1):
        for rest, called in ((words[:-length], words[-length:]), (words[length:], words[:length])):
            if found := names.get(_folded(" ".join(called))):
                return " ".join(rest), found
    return None


def _of_words(scene: Scene, said: str, name: str, counts: Callable[[ir.Action], bool]) -> Choice:
    """The piece of advice for the one of that name, of which these words are; without words, the only one.

    Raises: Failure, where there is none, or several; it says which there are.
    """
    places, about = meant_places(scene, name)
    pieces = [piece for piece in scene.decision.advice if piece.place in places]
    if not said:
        pieces = [one for one in pieces if counts(scene.pack.actions[one.action])] or pieces
    advised = {piece.action for piece in pieces}
    if said in scene.pack.actions:
        meant = {said}
    else:
        near = meant_actions(scene.pack, said, advised)
        meant = advised.intersection(near) if said else advised
    if said in scene.pack.actions or len(meant) == 1:
        [action] = meant
        found = tuple(piece for piece in pieces if piece.action == action)
        return Choice(scene.pack.actions[action], found, places, about)
    if not pieces:
        raise Failure(
            f"nothing is advised for {about} now. {scene.show_advised('What is advised now')}"
        )
    what = (
        f"`{said}` may be"
        if said and meant
        else "say which"
        if not said
        else f"there is no `{said}`"
    )
    some = [piece for piece in pieces if not meant or piece.action in meant]
    shown = scene.show_advised(f"Of what is advised now, for {about}", some)
    raise Failure(f"{what} several things. {shown}" if said and meant else f"{what}. {shown}")


def _of_number(scene: Scene, number: int) -> Choice:
    """What had this number on the last page; without such a page, what has it today."""
    advice = scene.decision.advice
    entries = recall(scene.file, scene.case.situation.document)
    if entries is None:
        entries = tuple(Entry(p.action, p.place, scene.whole_name(p.place)) for p in advice)
    entry = entries[number - 1] if 0 < number <= len(entries) else None
    action = scene.pack.actions.get(entry.action) if entry is not None else None
    if entry is None or action is None:
        raise Failure(f"there is no number {number}. {scene.show_advised('What is advised now')}")
    place = _place_of(scene, entry)
    pieces = tuple(p for p in advice if (p.action, p.place) == (entry.action, place))
    places = frozenset() if place is None else frozenset({place})
    return Choice(action, pieces, places, entry.name, number)


def _narrowed(scene: Scene, choice: Choice, label: str) -> Choice:
    """What a number stands for, with the label beside it: the same action may be advised for that one, too.

    Raises: Failure, where it is about another one.
    """
    places, about = meant_places(scene, label)
    if choice.places & places:
        return choice
    action = choice.action.name
    pieces = tuple(p for p in scene.decision.advice if p.action == action and p.place in places)
    if not pieces:
        whom = f"is for {choice.about}, not" if choice.about else "is not"
        raise Failure(f"no. {choice.number} of the last page, `{action}`, {whom} for {about}")
    return Choice(choice.action, pieces, places, about)


def _place_of(scene: Scene, entry: Entry) -> str | None:
    """Where the instance of an entry stands now: applications may have been added or taken out."""
    names = whole_names(scene.wording)
    if names.get(entry.place) == entry.name:
        return entry.place
    same = [place for place, name in names.items() if name == entry.name]
    return same[0] if len(same) == 1 else None


def _action_of(scene: Scene, word: str) -> ir.Action:
    pack = scene.pack
    if word in pack.actions:
        return pack.actions[word]
    advised = {piece.action for piece in scene.decision.advice}
    of_draft = action_of_draft(pack, word, advised)
    if of_draft is not None:
        return pack.actions[of_draft]
    near = meant_actions(pack, word, advised)
    if near:
        raise Failure(f"there is no action `{word}`; did you mean {listed(near, last='or')}?")
    raise Failure(f"there is no action `{word}`. {scene.show_advised('What is advised now')}")


def meant_places(scene: Scene, label: str | None) -> tuple[frozenset[str], str]:
    """The instances of that label or place, those inside them too, and how it is written.

    Raises: Failure, where nothing is called that.
    """
    if label is None:
        return frozenset(here.place for here in scene.placed), ""
    said = _folded(label)
    found: set[str] = set()
    written = label.strip()
    for here in scene.placed:
        known = (*scene.names_of(here), *(one.place for one in scene.around(here) if one.place))
        same = [name for name in known if _folded(name) == said]
        if same and said:
            found.add(here.place)
            written = same[0]
    if not found:
        raise Failure(
            f"there is nothing called {label!r}; {_what_there_is(scene, label.strip().casefold())}"
        )
    return frozenset(found), written


def _folded(name: str) -> str:
    """A name as it is compared: `the Royal Free` is `royal free`, and `St Mary's` is `st marys`."""
    words = words_in(name)
    return folded_name(words[1:] if words[:1] == ["the"] else words) or name.strip().casefold()


def _what_there_is(scene: Scene, said: str) -> str:
    every = [names for here in scene.placed if (names := scene.names_of(here)) and names[-1]]
    single = dict.fromkeys(name for names in every for name in names)
    near = closest(said, single) or next(
        (name for name in single if said and name.casefold().startswith(said)), None
    )
    if near is not None:
        return f"did you mean {listed([near])}?"
    whole = list(dict.fromkeys(names[-1] for names in every))
    shown = whole if len(whole) <= 12 else [*whole[:12], "…"]
    return f"there is {'; '.join(shown) or 'nothing with a name'}"


def possible_places(scene: Scene, choice: Choice) -> list[ir.Placed]:
    """Where the action might be advised, of the places that were meant: for `--anyway`."""
    entities = {
        rule.entity
        for rule in scene.pack.rules.values()
        if rule.advises is not None and rule.advises.action == choice.action.name
    }
    return [
        here
        for here in scene.placed
        if here.instance.entity in entities and here.place in choice.places
    ]


def which_lines(scene: Scene, places: Sequence[str]) -> list[str]:
    """A line with `--for` for each place, with the shortest name that only one of them has."""
    names = [(*scene.names_of(scene.wording.at[place]), place) for place in places]
    lines = []
    for own in names:
        name = next(n for n in own if sum(n in other for other in names) == 1)
        lines.append(f"  --for {_quoted(name)}{'' if name == own[-2] else f'  ({own[-2]})'}")
    return lines


def _quoted(label: str) -> str:
    return label if label.isalnum() else f'"{label}"'


def shell_word(text: str) -> str:
    """A word as a shell takes it: `"St Mary's"`, which is easier to read than with the apostrophe quoted by itself."""
    is_plain = "'" in text and not set('"$`\\!').intersection(text)
    return f'"{text}"' if is_plain else shlex.quote(text)


def as_if_advised(scene: Scene, action: ir.Action, here: ir.Placed) -> ir.Advice:
    """A piece of advice for an action that no rule advises there, without a date or a reason."""
    return ir.Advice(
        action=action.name,
        target=scene.wording.label(here),
        place=here.place,
        entity=here.instance.entity,
        kind=action.kind,
        importance=action.importance,
        start=None,
        due=None,
        status=ir.Status.NOW,
        title=scene.wording.fill(action.title, here),
        rules=(),
    )


def action_of_draft(pack: ir.Pack, word: str, advised: Collection[str]) -> str | None:
    """The action whose message has exactly this name; of several, the only one that is advised."""
    found = _advised_first([a.name for a in pack.actions.values() if a.draft == word], advised)
    return found[0] if len(found) == 1 else None


def meant_actions(pack: ir.Pack, word: str, advised: Collection[str]) -> list[str]:
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


def _speaks_of(action: ir.Action, words: list[str]) -> bool:
    """Whether each word begins a word of the action's name or title."""
    known = list(_words(action))
    return all(
        len(word) >= _SHORTEST and any(one.startswith(word) for one in known) for word in words
    )


def _words(action: ir.Action) -> Iterator[str]:
    yield from action.name.split("-")
    for part in action.title.parts:
        if isinstance(part, str):
            yield from re.findall(r"\w+", part.casefold())
