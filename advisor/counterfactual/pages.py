"""Ways to other advice, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor import ir
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.searching import Found, Way
from advisor.counterfactual.steps import ChangedFact, Step
from advisor.rendering.advice_json import advice_object, json_value
from advisor.rendering.advice_page import when_words
from advisor.rendering.layout import PLAIN, Style, padded, whole_lines

VERSION = 1  # of the JSON document; it counts up when a key changes its meaning
_MOST_SHOWN = 8
_TAG = max(len(word) for word in ("do", "obtain", "wait"))
Told = Sequence[tuple[Way, tuple[Step, ...]]]


@whole_lines
def render_ways(
    goal: Goal,
    found: Found,
    told: Told,
    about: str,
    today: int,
    style: Style = PLAIN,
) -> Iterator[str]:
    """What would have to change, one way after the other, each as steps.

    Shape: whole lines of at most `style.width` cells; `about` is how the action is called.
    """
    yield from (style.bold(line) for line in style.wrap(_headline(goal, found, about)))
    if found.size == 0:
        return
    room = len(str(min(len(told), _MOST_SHOWN)))
    for number, (way, steps) in enumerate(told[:_MOST_SHOWN], 1):
        yield ""
        for at, step in enumerate(steps):
            mark = f"{number:>{room}}. " if at == 0 else " " * (room + 2)
            tag = style.cyan(padded(step.means.value, _TAG))
            rest = " " * (room + 2 + _TAG + 2)
            lines = style.wrap(step.words, rest, rest)
            yield f"{mark}{tag}  {lines[0][len(rest) :]}"
            yield from lines[1:]
        lead = " " * (room + 2)
        yield from (style.dim(line) for line in style.wrap(_then(goal, way, today), lead, lead))
    hidden = len(told) - _MOST_SHOWN
    if hidden > 0:
        yield ""
        yield f"and {ir.counted(hidden, 'more way')}: -f json has them all"


def _headline(goal: Goal, found: Found, about: str) -> str:
    what = {
        Aim.ADVISED: f"{about} is advised",
        Aim.FIRST: f"{about} comes first",
        Aim.GONE: f"{about} is not advised",
    }[goal.aim]
    if found.size == 0:
        return f"Nothing has to change: {what} as things stand."
    if found.size is None:
        if not found.searched:
            return f"Nothing that could change makes it so that {what}."
        more = " There are too many larger sets to try them all." if found.is_cut_short else ""
        return f"No change of up to {ir.counted(found.searched, 'fact')} makes it so that {what}.{more}"
    if found.size == 1:
        ways = (
            "There is one way"
            if len(found.ways) == 1
            else f"Any of these {len(found.ways)} will do"
        )
        return f"One change is enough, and {what}. {ways}:"
    ways = "There is one way" if len(found.ways) == 1 else f"There are {len(found.ways)} ways"
    return f"It takes {found.size} changes together before {what}. {ways}:"


def _then(goal: Goal, way: Way, today: int) -> str:
    """What is advised after that, in a line."""
    if goal.aim is Aim.GONE:
        first = way.advice[0] if way.advice else None
    else:
        meant = [p for p in way.advice if goal.is_reached([p])]
        first = meant[0] if meant else None
    if first is None:
        return "Then nothing is advised."
    lead = "Then" if goal.aim is Aim.ADVISED else "Then first"
    return f"{lead}: {first.title} {when_words(first, today)}".rstrip()


def ways_object(goal: Goal, found: Found, told: Told, today: int) -> dict[str, object]:
    """The same as JSON values.

    Shape: `version` and `kind` say which document it is. `size` is how many facts change, null where no way of up
    to `searched` facts was found; with `is_cut_short` larger sets were not tried. A step's `changes` have an `id` made of place and name, `before` and `after`.
    `words` are only for display.
    """
    return {
        "kind": "change-to",
        "version": VERSION,
        "goal": {
            "aim": goal.aim.value,
            "action": goal.action,
            "places": None if goal.places is None else sorted(goal.places),
        },
        "today": ir.iso_date(today),
        "size": found.size,
        "searched": found.searched,
        "is_cut_short": found.is_cut_short,
        "ways": [
            {
                "steps": [_step(step, way) for step in steps],
                "advice": [advice_object(piece) for piece in way.advice],
            }
            for way, steps in told
        ],
    }


def _step(step: Step, way: Way) -> dict[str, object]:
    return {
        "means": step.means.value,
        "action": step.action or None,
        "for": step.target,
        "words": step.words,
        "changes": [_change(change, way) for change in step.changes],
    }


def _change(change: ChangedFact, way: Way) -> dict[str, object]:
    place, fact = change.key
    type_ = change.fact.type
    return {
        "id": f"{place}/{fact}",
        "place": place,
        "fact": fact,
        "before": json_value(change.before, type_),
        "after": json_value(change.after, type_),
        "also": [json_value(value, type_) for value in way.others],
    }
