"""Why something is not advised: what each rule that could advise it lacks, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.layout import PLAIN, Style, plain_text
from advisor.rendering.words import weekday_words, with_value

_MOST_SHOWN = 3
_MOST_WISHES = 2


@dataclass(frozen=True, slots=True)
class FactReading:
    """A fact that a condition reads, with its value in words; `is_missing`: nobody said, and it could be asked."""

    place: str
    fact: str
    says: str
    shown: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A condition that would have to turn, as it stands in the rule, with what it reads.

    `wanted` is what it would have to be, and `wish` says that in a sentence. `turns_on` is the day on which it comes to be that by itself (an
    ordinal), `rests_on` what was said that puts that day where it is. `path` are the concluded facts that hang on the
    condition, the outermost first, each with what it would come to be.
    """

    place: str
    condition: str
    wanted: bool
    wish: str
    readings: tuple[FactReading, ...]
    turns_on: int | None = None
    rests_on: tuple[str, ...] = ()
    path: tuple[tuple[str, bool], ...] = ()

    @property
    def id(self) -> str:
        """Made of names: the place and the condition."""
        return f"{self.place}/{self.condition}"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Another rule that is in the way, and its reason where it gives one."""

    rule: str
    place: str
    because: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why one rule does not lead to the advice for one instance.

    `shortfalls` is the shortest set of conditions that would have to turn. An answer to one of `asks`, which nobody has
    given yet, might do as well.
    """

    rule: str
    target: str
    place: str
    span: Span
    because: str | None
    shortfalls: tuple[Shortfall, ...]
    overridden_by: tuple[Hindrance, ...] = ()
    silenced_by: tuple[Hindrance, ...] = ()
    given_up_for: tuple[str, ...] = ()  # titles of the advice instead
    has_nothing_instead: bool = False
    asks: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()  # what its value is made of and nobody gave, where it fires

    @property
    def day(self) -> int | None:
        """The day on which it comes to be advised if only time passes, as far as this tells."""
        days = [shortfall.turns_on for shortfall in self.shortfalls]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """What is concluded and would have to be otherwise: the outermost of each path."""
        found = (next((says for says, to in s.path if not to), None) for s in self.shortfalls)
        return tuple(dict.fromkeys(says for says in found if says is not None))


def condition_words(condition: ir.Expression, texts: Mapping[str, str]) -> str:
    """The condition as it stands in its file, on one line."""
    span = condition.span
    lines = texts.get(span.path, "").splitlines()[span.line - 1 : span.end_line]
    if not lines:
        return f"the condition in line {span.line}"
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return " ".join(" ".join(lines).split())


def why_not_sentence(why_nots: Sequence[WhyNot], today: int) -> str:
    """Why not, in one plain sentence, by what is nearest."""
    if not why_nots:
        return "No rule advises it for anything that you have told."
    nearest = why_nots[0]
    about = f" for {nearest.target}" if nearest.target else ""
    if nearest.day is not None:
        said = dict.fromkeys(words for s in nearest.shortfalls for words in s.rests_on)
        reason = f", because {_listed(list(said)[:2])}" if said else ""
        return f"Not before {weekday_words(nearest.day, today)}{about}{reason}."
    for hindrances, words in (
        (nearest.silenced_by, "Something else comes first"),
        (nearest.overridden_by, "There is an exception"),
    ):
        if hindrances:
            [reason] = [h.because or f"the rule {h.rule} applies" for h in hindrances[:1]]
            return f"{words}{about}: {reason.rstrip('.')}."
    if nearest.given_up_for:
        return f"“{nearest.given_up_for[0]}” is advised instead{about}."
    if nearest.in_the_way:
        days = [s.turns_on for s in nearest.shortfalls if s.turns_on is not None]
        before = f", and not before {weekday_words(max(days), today)}" if days else ""
        return f"Not while {nearest.in_the_way[0]}{before}."
    if len(nearest.shortfalls) == 1:
        return f"One thing is missing{about}: {nearest.shortfalls[0].wish}."
    if not nearest.shortfalls:
        return f"There is nothing that it would be advised instead of{about}."
    number = ir.counted(len(nearest.shortfalls), "thing")
    wishes = list(dict.fromkeys(s.wish for s in nearest.shortfalls))
    if len(wishes) > _MOST_WISHES:
        return f"{number} would have to be different{about}; the first: {wishes[0]}."
    return f"{number} would have to be different{about}: {_listed(wishes)}."


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def render_why_nots(
    why_nots: Sequence[WhyNot],
    today: int,
    style: Style = PLAIN,
    home: str = "",
    is_whole: bool = False,
) -> str:
    """A few lines a refusal: the rule, and each condition with its values; the nearest, or all of them.

    Shape: whole lines of at most `style.width` cells; of paths inside the folder `home` only the rest is shown.
    """
    shown = why_nots if is_whole else why_nots[:_MOST_SHOWN]
    lines: list[str] = []
    for why_not in shown:
        about = f" for {why_not.target}" if why_not.target else ""
        place = plain_text(why_not.span.within(home).place)
        lines += style.wrap(f"rule {why_not.rule}{about} ({place})", "  ", "    ")
        if why_not.because:
            lines += [
                style.dim(line) for line in style.wrap(f"“{why_not.because}”", "    ", "    ")
            ]
        for depth, words in _reasons(why_not, today, home):
            lead = "    " + "  " * depth
            lines += style.wrap(words, lead, f"{lead}  ")
        lines.append("")
    hidden = len(why_nots) - len(shown)
    if hidden:
        lines.append(f"  and {ir.counted(hidden, 'rule')} further away: --all shows them")
        lines.append("")
    return "".join(f"{line}\n" for line in lines[:-1])


def _reasons(why_not: WhyNot, today: int, home: str) -> Iterator[tuple[int, str]]:
    """What is in the way, a line at a time, each with how far it is to be indented."""
    for hindrances, words in (
        (why_not.overridden_by, "overridden by"),
        (why_not.silenced_by, "silenced by"),
    ):
        for one in hindrances:
            because = f": “{one.because}”" if one.because else ""
            yield 0, f"{words} {one.rule} ({plain_text(one.span.within(home).place)}){because}"
    for title in why_not.given_up_for:
        yield 0, f"given up for “{title}”"
    if why_not.lacks:
        yield 0, f"it applies, but lacks what the value is made of: {'; '.join(why_not.lacks)}"
    if why_not.has_nothing_instead:
        yield 0, "there is nothing that it would be advised instead of"
    # Of two conditions under the same conclusions, these are told once:
    #
    #   ✗ it is time to ask Acme: no
    #     └ `today is on or after next_contact_on`: no
    #     └ Acme should hear of your other offer: yes
    #       └ `preference is not_wanted`: no
    above: list[str] = []
    for shortfall in why_not.shortfalls:
        steps = [with_value(says, "no" if to else "yes") for says, to in shortfall.path]
        shared = next(
            (at for at, (one, other) in enumerate(zip(above, steps, strict=False)) if one != other),
            min(len(above), len(steps)),
        )
        for depth, words in enumerate([*steps, _condition(shortfall, today)]):
            if depth >= shared:
                yield depth, f"{'└' if depth else '✗'} {words}"
        above = steps
    if why_not.asks:
        yield 0, f"an answer might do: {' '.join(why_not.asks)}"


def _condition(shortfall: Shortfall, today: int) -> str:
    """A condition as it stands in the rule, with its values: `quiet`: yes (Do you want to be left alone? yes)."""
    stands = "; ".join(with_value(r.says, r.shown) for r in shortfall.readings)
    turns = ""
    if shortfall.turns_on is not None:
        to = "yes" if shortfall.wanted else "no"
        turns = f"; becomes {to} on {weekday_words(shortfall.turns_on, today)}"
    holds = "no" if shortfall.wanted else "yes"
    return f"`{shortfall.condition}`: {holds}{f' ({stands})' if stands else ''}{turns}"
