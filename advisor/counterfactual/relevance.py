"""Which facts can matter for a piece of advice at all, by what the rules read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Relevant:
    """What can matter: stated facts as (entity, fact), and every expression that is read on the way."""

    facts: frozenset[tuple[str, str]]
    expressions: tuple[ir.Expression, ...]


def relevant_for(program: ir.Program, action: str, is_for_order: bool) -> Relevant:
    """What can make an action advised or not; with `is_for_order`, what can change the order as well."""
    actions = {action} if not is_for_order else set(program.pack.actions)
    return _relevant_for(program, actions, is_for_order)


def _relevant_for(program: ir.Program, actions: Collection[str], has_dates: bool) -> Relevant:
    search = _Search(program)
    rules = program.pack.rules.values()
    advising = [r for r in rules if r.advises is not None and r.advises.action in actions]
    # What stands in for another action hangs on that one, and what it stands in for on it.
    instead = {a for r in advising if r.advises for a in r.advises.instead_of}
    advising += [
        rule
        for rule in rules
        if rule.advises is not None
        and (
            rule.advises.action in instead
            or any(name in actions for name in rule.advises.instead_of)
        )
    ]
    silenced = {rule.advises.action for rule in advising if rule.advises is not None}
    for rule in advising:
        search.rule(rule)
        if has_dates and rule.advises is not None:
            search.read(e for e in (rule.advises.start, rule.advises.due) if e is not None)
    for rule in rules:
        if rule.silences_all or silenced & set(rule.silences or ()):
            search.rule(rule)
    return Relevant(frozenset(search.facts), tuple(search.expressions.values()))


def relevant_at_all(program: ir.Program) -> Relevant:
    """Whatever a rule reads: what can make a situation an error, or none."""
    search = _Search(program)
    for rule in program.pack.rules.values():
        search.rule(rule)
        search.read(rule.expressions)
    return Relevant(frozenset(search.facts), tuple(search.expressions.values()))


class ToLead:
    """What can let one action come first where it does not yet."""

    def __init__(self, program: ir.Program, action: str) -> None:
        self._program, self._action = program, action
        self._of: dict[tuple[str, bool], frozenset[tuple[str, str]]] = {}
        self._known: dict[tuple[frozenset[str], bool], frozenset[tuple[str, str]]] = {}

    def facts(self, advised: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Facts as (entity, fact) of which one has to change, or the day, where these actions are advised in turn.

        Either the action itself has to come about or to move, or each of those before it that wait for nothing.
        """
        # Advised are thank, rest, accept: rest waits for thank, and accept is to lead. So thank has to go, to move
        # or to wait itself; or accept has to move. The first one waits for nothing that comes before it.
        goes = self._program.pack.actions
        waiting = {
            one
            for one in dict.fromkeys(advised)
            if not {*goes[one].after, *goes[one].after_any}.isdisjoint(advised)
        }
        at = advised.index(self._action) if self._action in advised else 0
        before = frozenset(advised[:at]) - waiting | frozenset(advised[: min(at, 1)])
        may_wait = self._action in waiting or advised.count(self._action) > 1
        if (before, may_wait) not in self._known:
            others = [self._to_move(one, may_wait=True) for one in before]
            moved = frozenset.intersection(*others) if others else frozenset()
            self._known[before, may_wait] = moved | self._to_move(self._action, may_wait)
        return self._known[before, may_wait]

    def _to_move(self, action: str, may_wait: bool) -> frozenset[tuple[str, str]]:
        """What can make an action advised or not, or move its days; with `may_wait` also what it waits for."""
        if (action, may_wait) not in self._of:
            own = self._program.pack.actions[action]
            actions = {action, *((*own.after, *own.after_any) if may_wait else ())}
            self._of[action, may_wait] = _relevant_for(self._program, actions, has_dates=True).facts
        return self._of[action, may_wait]


class _Search:
    """Walks from rules to the stated facts under them."""

    def __init__(self, program: ir.Program) -> None:
        self.program = program
        self.facts: set[tuple[str, str]] = set()
        self.expressions: dict[int, ir.Expression] = {}
        self._rules: set[str] = set()
        self._concluded: set[tuple[str, str]] = set()

    def rule(self, rule: ir.Rule) -> None:
        """All that the firing of a rule hangs on."""
        if rule.name in self._rules:
            return
        self._rules.add(rule.name)
        self.read(rule.conditions)
        for name in self.program.overridden_by[rule.name]:
            self.rule(self.program.pack.rules[name])

    def _dates_of(self, entity: str, fact: str) -> Iterator[tuple[str, str]]:
        """The days of a fact, which counts only once they have come."""
        for date, dated in self.program.pack.looking_back.get(entity, ()):
            if dated == fact:
                yield entity, date

    def read(self, expressions: Iterable[ir.Expression]) -> None:
        """All that the values of some expressions hang on."""
        pack = self.program.pack
        for expression in expressions:
            self.expressions.setdefault(id(expression), expression)
            for ref in ir.facts_read(expression):
                key = ref.entity, ref.fact
                declared = pack.fact(*key)
                if not declared.is_concluded:
                    self.facts |= {key, *self._dates_of(*key)}
                elif key not in self._concluded:
                    self._concluded.add(key)
                    for name in self.program.concluded_by[key]:
                        rule = pack.rules[name]
                        self.rule(rule)
                        self.read([rule.value_of(ref.fact)])
                    if declared.computed_default is not None:
                        self.read([declared.computed_default])
