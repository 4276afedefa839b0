"""Changes as steps that a person can take: do something, obtain something, wait."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.effects import fact_effects
from advisor.backends.oracle import evaluate
from advisor.counterfactual.changes import DAY, Key, apply_changes, declared
from advisor.counterfactual.columns import Single
from advisor.counterfactual.domains import SOMETHING
from advisor.counterfactual.goals import Goal
from advisor.counterfactual.searching import Way
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import Wording, distance_words, spoken, weekday_words, words_of

_ODD = 5  # more than any other burden
_MOST_VALUES = 3  # that are told of one fact


class Means(Enum):
    """How a change comes about."""

    DO = "do"  # by an action of the person, which changes the fact
    OBTAIN = "obtain"  # by others, or by an answer that is still missing
    WAIT = "wait"  # by itself, in time


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One fact on its way: what it is now and what it becomes."""

    key: Key
    fact: ir.FactDeclaration
    before: ir.Value | None
    after: ir.Value | None
    is_stated: bool  # somebody said what it is now


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, to obtain or to wait for. `action` is the advice that one follows, if so."""

    means: Means
    changes: tuple[ChangedFact, ...]
    target: str  # the label of the instance; "" for the situation
    words: str
    action: str = ""


class Telling:
    """Tells changes of one situation as steps."""

    def __init__(self, advisor: Advisor, root: ir.Instance, today: int, goal: Goal) -> None:
        self._advisor, self._root, self._today, self._goal = advisor, root, today, goal
        self._program: ir.Program = advisor.program
        self._derivations, self._advice = advisor.on(today).pieces(root, None)
        self._wording = Wording(self._program.pack, root, self._derivations, today)
        self._declared = declared(self._program.pack, root)

    def steps(self, way: Way) -> tuple[Step, ...]:
        """The steps of a way: what one does first, then what is to be obtained, then the waiting."""
        changed = [self._change(single) for single in way.changes]
        day = next((c.after for c in changed if c.key == DAY), self._today)
        assert isinstance(day, int)  # INVARIANT: there is always a day
        done: dict[tuple[str, str], list[ChangedFact]] = {}
        others: list[Step] = []
        for change in changed:
            if change.key == DAY:
                others.append(Step(Means.WAIT, (change,), "", self._wait(way, day)))
                continue
            piece = self._doing(way, change, day)
            if piece is not None:
                done.setdefault((piece.action, piece.place), []).append(change)
            else:
                others.insert(0, self._obtain(way, change))
        return (*(self._do(name, place, them) for (name, place), them in done.items()), *others)

    def ranked(self, ways: Sequence[Way]) -> list[tuple[Way, tuple[Step, ...]]]:
        """The ways with their steps: first those that ask least of the person and take back nothing."""
        told = [(way, self.steps(way)) for way in ways]
        return sorted(told, key=lambda one: sum(map(_burden, one[1])) + self._oddness(one[0]))

    def _oddness(self, way: Way) -> int:
        """How many of the changes answer a question that makes no sense then."""
        asked = [self._declared[key] for key, _ in way.changes]
        if not any(fact.ask_if for fact in asked):
            return 0
        changed = apply_changes(self._root, self._today, dict(way.changes))
        derivations = self._advisor.derive(changed.root, changed.today)
        return sum(
            _ODD
            for fact, ((place, _), _) in zip(asked, way.changes, strict=True)
            if fact.ask_if is not None
            and not evaluate(
                self._program, changed.root, changed.today, place, fact.ask_if, derivations
            )
        )

    def _change(self, single: Single) -> ChangedFact:
        key, after = single
        place, fact = key
        here = self._wording.at[place]
        before = self._wording.value(here.instance.entity, fact, here)
        is_stated = here.instance.facts.get(fact) is not None
        return ChangedFact(key, self._declared[key], before, after, is_stated)

    def _doing(self, way: Way, change: ChangedFact, day: int) -> ir.Advice | None:
        """Advice of now that makes the change when it is followed, and leads to the goal with all that it does."""
        for piece in self._advice:
            at = self._wording.at[piece.place]
            effects = self._effects(piece, at, day)
            if effects.get(change.key, change.before) != change.after or change.key not in effects:
                continue
            changed = apply_changes(self._root, self._today, {**effects, **dict(way.changes)})
            derivations, advice = self._advisor.on(changed.today).pieces(changed.root, None)
            if derivations.error is None and self._goal.is_reached(advice):
                return piece
        return None

    def _effects(self, piece: ir.Advice, at: ir.Placed, day: int) -> dict[Key, ir.Value | None]:
        """What changes when the advice is followed on that day; what is missing then is as its default says."""
        pack = self._program.pack
        done = pack.actions[piece.action].done
        return {
            (self._wording.placed[at.around[one.entity]].place, one.fact): (
                one.value if one.is_stated else pack.fact(one.entity, one.fact).default
            )
            for one in fact_effects(self._program, self._root, piece.place, done, day, self._today)
        }

    def _do(self, name: str, place: str, changes: Sequence[ChangedFact]) -> Step:
        here = self._wording.at[place]
        title = self._wording.fill(self._program.pack.actions[name].title, here)
        return Step(Means.DO, tuple(changes), self._wording.label(here), title, name)

    def _wait(self, way: Way, day: int) -> str:
        end = ""
        if way.until is not None and way.until > day:
            end = f"; it stays so until {weekday_words(way.until, self._today)}"
        elif way.until is not None:
            end = "; it is so on that day only"
        return f"until {weekday_words(day, self._today)} ({distance_words(day, self._today)}){end}"

    def _obtain(self, way: Way, change: ChangedFact) -> Step:
        here, fact = self._wording.at[change.key[0]], change.fact
        label = self._wording.full_label(here)
        ask = self._wording.fill(fact.ask, here) if fact.ask else f"{spoken(fact.name)}?"
        about = "" if not label or self._wording.label(here) in ask else f"{label}: "
        now = ""
        if change.before is not None:
            said = "you said" if change.is_stated else "assumed"
            now = f" ({said}: {self._words(fact, change.before)})"
        words = f"{about}{ask} → {self._wanted(way, change)}{now}"
        return Step(Means.OBTAIN, (change,), label, words)

    def _wanted(self, way: Way, change: ChangedFact) -> str:
        """The values that will do: `My first choice or A good choice`, `Fri 25 Sep or later`."""
        fact, value = change.fact, change.after
        if len(way.changes) > 1 or value is None:
            return self._words(fact, value)
        if isinstance(value, int) and fact.type.kind is not ir.Kind.YES_NO:
            return self._range(way, fact, value)
        all_ = [v for v in (value, *way.others) if v is not None]
        if fact.type.kind is ir.Kind.TEXT and SOMETHING in all_:
            return "something"
        shown = [self._words(fact, v) for v in all_[:_MOST_VALUES]]
        rest = len(all_) - len(shown)
        return " or ".join(shown) + (f" (or {ir.counted(rest, 'other')})" if rest else "")

    def _range(self, way: Way, fact: ir.FactDeclaration, value: int) -> str:
        since, until = way.since, way.until
        is_day = fact.type.kind is ir.Kind.DATE
        if since is None and until is None:
            return f"any {'day' if is_day else 'number'}, such as {self._words(fact, value)}"
        if since is None:
            return f"{self._words(fact, until)} or {'earlier' if is_day else 'less'}"
        if until is None:
            return f"{self._words(fact, since)} or {'later' if is_day else 'more'}"
        if since == until:
            return self._words(fact, since)
        return f"{self._words(fact, since)} to {self._words(fact, until)}"

    def _words(self, fact: ir.FactDeclaration, value: ir.Value | None) -> str:
        if value is None:
            return "none"
        if value == SOMETHING:
            return "something"
        if fact.type.kind is ir.Kind.DATE and isinstance(value, int):
            return weekday_words(value, self._today)
        return words_of(value, fact.type, fact.words)


def _burden(step: Step) -> int:
    """How far from life a step is: waiting and doing are near, taking back what was said is far."""
    if step.means is not Means.OBTAIN:
        return 0
    [change] = step.changes
    if change.after is None:
        return 4
    return 3 if change.is_stated else 1
