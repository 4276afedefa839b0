"""Which facts a person names: `answer_by`, `Globex.answer_by`, `applications[0].answer_by`, `today`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor import ir
from advisor.cli.options import day_in_words
from advisor.cli.situation.advice_references import meant_places, which_lines
from advisor.cli.situation.scene import Scene
from advisor.cli.sources import command_on
from advisor.cli.terminal import Failure
from advisor.counterfactual.changes import DAY, Key
from advisor.diagnostics.suggestions import closest, there_are
from advisor.dialogue.polar_answers import folded
from advisor.loading.declarations.scalars import Misfit, convert, refusal_by
from advisor.loading.declarations.stated_choices import choices_said, joined_texts

_NONE = ("none", "null", "~", "")


def named_facts(scene: Scene, text: str) -> list[tuple[Key, ir.FactDeclaration]]:
    """The facts of that name, of all instances where nobody says which, else of those that are called that
    and those inside them.

    Raises: Failure, where there is none; it says what was probably meant.
    """
    label, _, words = text.strip().rstrip(".?").rpartition(".")
    name = words.strip().replace("-", "_").replace(" ", "_")
    if name == ir.TODAY and not label:
        return [(DAY, scene.pack.fact(ir.SITUATION, ir.TODAY))]
    places = None if not label else meant_places(scene, label)[0]
    found = []
    for here in scene.placed:
        entity = scene.pack.entities[here.instance.entity]
        if places is not None and here.place not in places:
            continue
        if (several := entity.several.get(name)) is not None:
            found += [((here.place, part), entity.facts[part]) for part in several.parts.values()]
        declared = entity.facts.get(name)
        if declared is None:
            continue
        if declared.is_concluded:
            raise Failure(
                f"`{name}` follows from the rules, so nobody can change it; change what it rests on"
            )
        found.append(((here.place, name), declared))
    asked = [one for one in _in_words(scene, words) if places is None or one[0][0] in places]
    if found or asked:
        return found or asked
    entities = dict.fromkeys(
        here.instance.entity for here in scene.placed if places is None or here.place in places
    )
    known = [name for entity in entities for name in _stated_names(scene.pack.entities[entity])]
    near = closest(name, [*known, ir.TODAY])
    hint = f"; did you mean `{near}`?" if near else f"; {there_are(name, known, lists='facts')}"
    if " " in words.strip() and near is None:
        hint = f"; {_like_words(scene, words)}"
    about = f" of {label.strip()}" if label else ""
    what = f"answer that is called “{words.strip()}”" if " " in words.strip() else f"fact `{name}`"
    raise Failure(f"there is no {what}{about}{hint}")


def split_name(scene: Scene, words: Sequence[str]) -> tuple[str, list[str]]:
    """The words that name a fact, as many as do, and those behind them: `role seems filled` and `no`.

    A fact is named by its name, or in the words in which it is asked for or ticked.
    """
    for length in range(len(words), 1, -1):
        text = " ".join(words[:length])
        name = text.rpartition(".")[2].strip().replace(" ", "_")
        entities = {here.instance.entity for here in scene.placed}
        is_name = any(name in _stated_names(scene.pack.entities[entity]) for entity in entities)
        if is_name or _in_words(scene, text):
            return text, list(words[length:])
    return words[0], list(words[1:])


def _in_words(scene: Scene, text: str) -> list[tuple[Key, ir.FactDeclaration]]:
    """The facts that are asked for, or ticked, in these words: `it looks as if somebody else has got the job`."""
    said = _plain(text)
    return [(key, fact) for words, key, fact in _all_in_words(scene) if _plain(words) == said]


def _plain(text: str) -> str:
    return folded(text).rstrip("?")


def _like_words(scene: Scene, text: str) -> str:
    """What is asked for, or ticked, in the likest words."""
    said = set(_plain(text).split())
    shared = {
        words: len(said.intersection(own)) / len(said.union(own))
        for words, _, _ in _all_in_words(scene)
        if (own := _plain(words).split())
    }
    near = sorted(shared, key=lambda words: -shared[words])[:3]
    lines = [f"  “{words}”" for words in near if shared[words] > 0]
    listing = f"`{command_on(scene.file, 'change')}` lists your answers"
    return "\n".join([f"{listing}, and there is", *lines] if lines else [listing])


def _all_in_words(scene: Scene) -> Iterator[tuple[str, Key, ir.FactDeclaration]]:
    for here in scene.placed:
        entity = scene.pack.entities[here.instance.entity]
        ticked = {} if entity.one_question is None else entity.one_question.facts
        for name, declared in entity.facts.items():
            if declared.is_concluded:
                continue
            said = [scene.wording.question(declared, here)]
            said += [scene.wording.fill(ticked[name].words, here)] if name in ticked else []
            for words in said:
                yield words, (here.place, name), declared


def _stated_names(entity: ir.EntityDeclaration) -> list[str]:
    """Its stated facts by name; those that hold several choices as one."""
    names: dict[str, None] = {}
    whole = {part: one.name for one in entity.several.values() for part in one.parts.values()}
    for fact in entity.facts.values():
        if not fact.is_concluded:
            names[whole.get(fact.name, fact.name)] = None
    return list(names)


def concluded_facts(
    scene: Scene, text: str, target: str | None
) -> list[tuple[str, ir.FactDeclaration]]:
    """The concluded facts of that name, each with its place: of all instances, or of those that are meant.

    Raises: Failure, where there is none; it says what was probably meant.
    """
    label, _, name = text.strip().rpartition(".")
    if label and target is not None:
        raise Failure(f"{text!r} says of whom as well: leave out --for")
    name = name.strip().replace("-", "_").replace(" ", "_")
    places, _ = meant_places(scene, target if target is not None else label or None)
    declared = [
        (here.place, fact)
        for here in scene.placed
        for fact in scene.pack.entities[here.instance.entity].facts.values()
        if here.place in places
    ]
    named = [(place, fact) for place, fact in declared if fact.name == name]
    found = [(place, fact) for place, fact in named if fact.is_concluded]
    if found:
        return found
    if named:
        raise Failure(f"`{name}` is not worked out by rules: it is what somebody said")
    known = dict.fromkeys(fact.name for _, fact in declared if fact.is_concluded)
    if not known:
        raise Failure("the rules conclude no facts here")
    near = closest(name, known)
    hint = f"did you mean `{near}`?" if near else there_are(name, known, lists="facts")
    raise Failure(f"the rules conclude no fact `{name}`; {hint}")


def named_fact(scene: Scene, text: str) -> tuple[Key, ir.FactDeclaration | ir.Several]:
    """The one fact of that name; where several have it, that of the instance which itself is called so.

    Raises: Failure, where there is none or where several are called that.
    """
    named = named_facts(scene, text)
    label = text.strip().rpartition(".")[0].strip().casefold()
    own = [one for one in named if label in _names(scene, one[0][0])]
    name = text.strip().rpartition(".")[2].strip().replace("-", "_").replace(" ", "_")
    is_in_words = " " in text and all(key[1] != name for key, _ in named)
    found: dict[str, tuple[Key, ir.FactDeclaration | ir.Several]] = {}
    for (place, fact), declared in own or named:
        several = scene.pack.entities[declared.entity].several.get(name)
        found[place] = ((place, fact), declared) if several is None else ((place, name), several)
    if len(found) > 1:
        places = list(found)
        names = [line.split("--for ", 1)[1] for line in which_lines(scene, places)]
        fact = named[0][0][1] if is_in_words else name
        ways = "\n".join(f"  {one.strip()}.{fact}" for one in names)
        raise Failure(f"`{text.strip()}` is a fact of several; say of which:\n{ways}")
    [one] = found.values()
    return one


def choices_in_words(several: ir.Several, text: str) -> dict[str, bool]:
    """What somebody says of a fact with several choices, for each of its parts: `fever, a cough`, `none`.

    Raises: Failure, where one is no choice.
    """
    spoken = {words.casefold(): choice for choice, words in several.words.items()}
    texts = [] if text.strip() in (*_NONE, "[]") else joined_texts(text.strip(" []"), several)
    said = choices_said([spoken.get(one.casefold(), one) for one in texts], several)
    if isinstance(said, Misfit):
        raise Failure(str(said))
    return several.facts(said)


def _names(scene: Scene, place: str) -> set[str]:
    """What the instance itself is called."""
    return {name.casefold() for name in (place, *scene.names_of(scene.wording.at[place])[-1:])}


def value_in_words(fact: ir.FactDeclaration, text: str, today: int) -> ir.Value | None:
    """The value that somebody writes for a fact; None where it is none. Days may be said in words.

    Raises: Failure, where it is no such value; click.BadParameter, where it is no such day.
    """
    text = text.strip()
    if fact.name == ir.TODAY and text in _NONE:
        raise Failure("there is always a today; write a day, such as `today=2026-12-01`")
    if text in _NONE:
        if not fact.can_be_none:
            raise Failure(f"`{fact.name}` always has a value, so it cannot be none")
        return None
    if fact.type.kind is ir.Kind.DATE:
        looks = ir.Looks.AHEAD if fact.name == ir.TODAY else fact.looks
        return day_in_words(text, today, hint=fact.name, looks=looks)
    spoken = {words.casefold(): choice for choice, words in fact.words.items()}
    value = convert(spoken.get(text.casefold(), text), fact.type, fact.words)
    if not isinstance(value, Misfit):
        misfit = refusal_by(fact, value, fact.words)
        if misfit is None:
            return value
        value = misfit
    raise Failure(f"`{fact.name}`: {value}")
