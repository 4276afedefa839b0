"""Which facts a person names: `answer_by`, `Globex.answer_by`, `applications[0].answer_by`, `today`."""

from __future__ import annotations

from advisor.cli.choosing import Scene, meant_places, which_lines
from advisor.cli.options import day_in_words
from advisor.cli.terminal import Failure
from advisor.counterfactual.changes import DAY, Key
from advisor.diagnostics.suggestions import closest, listed
from advisor.dialogue.dates import read_date
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Looks
from advisor.ir.types import Kind, Value
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert

_NONE = ("none", "null", "~", "")


def named_facts(scene: Scene, text: str) -> list[tuple[Key, FactDeclaration]]:
    """The facts of that name, of all instances where nobody says which.

    Raises: Failure, where there is none; it says what was probably meant.
    """
    label, _, name = text.strip().rpartition(".")
    name = name.strip()
    if name == TODAY and not label:
        return [(DAY, scene.pack.fact(SITUATION, TODAY))]
    places = None if not label else meant_places(scene, label)[0]
    found = []
    for here in scene.placed:
        declared = scene.pack.entities[here.instance.entity].facts.get(name)
        if declared is None or (places is not None and here.place not in places):
            continue
        if declared.is_concluded:
            raise Failure(
                f"`{name}` follows from the rules, so nobody can change it; change what it rests on"
            )
        found.append(((here.place, name), declared))
    if found:
        return found
    known = dict.fromkeys(
        fact.name
        for here in scene.placed
        if places is None or here.place in places
        for fact in scene.pack.entities[here.instance.entity].facts.values()
        if not fact.is_concluded
    )
    near = closest(name, [*known, TODAY])
    hint = f"; did you mean `{near}`?" if near else f"; there are {listed(known, 12)}"
    about = f" of {label.strip()}" if label else ""
    raise Failure(f"there is no fact `{name}`{about}{hint}")


def named_fact(scene: Scene, text: str) -> tuple[Key, FactDeclaration]:
    """The one fact of that name.

    Raises: Failure, where there is none or where several are called that.
    """
    found = named_facts(scene, text)
    if len(found) > 1:
        places = [place for (place, _), _ in found]
        names = [line.split("--for ", 1)[1] for line in which_lines(scene, places)]
        ways = "\n".join(f"  {name.strip()}.{text.strip().rpartition('.')[2]}" for name in names)
        raise Failure(f"`{text.strip()}` is a fact of several; say of which:\n{ways}")
    return found[0]


def value_in_words(fact: FactDeclaration, text: str, today: int) -> Value | None:
    """The value that somebody writes for a fact; None where it is none. Days may be said in words.

    Raises: Failure, where it is no such value; click.BadParameter, where it is no such day.
    """
    text = text.strip()
    if fact.name == TODAY and text in _NONE:
        raise Failure("there is always a today; write a day, such as `today=2026-12-01`")
    if text in _NONE:
        if fact.is_required or fact.default is not None:
            raise Failure(f"`{fact.name}` always has a value, so it cannot be none")
        return None
    if fact.type.kind is Kind.DATE:
        return _day(fact, text, today)
    value = convert(text, fact.type, fact.words)
    if not isinstance(value, Misfit):
        misfit = bounds_refusal(value, fact.type, fact.minimum, fact.maximum, fact.words)
        if misfit is None:
            return value
        value = misfit
    raise Failure(f"`{fact.name}`: {value}")


def _day(fact: FactDeclaration, text: str, today: int) -> int:
    """A day in words; of a fact that looks ahead, `friday` is the next one."""
    day = day_in_words(text, today, hint=fact.name)
    if day < today and (fact.name == TODAY or fact.looks is Looks.AHEAD):
        coming = read_date(f"next {text}", today)
        if isinstance(coming, int):
            return coming
    return day
