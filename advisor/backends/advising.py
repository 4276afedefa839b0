"""From situations to advice: the program, the engine that runs it and the day that counts, in one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date

from advisor import ir
from advisor.backends.agenda import advise_from
from advisor.backends.protocol import Engine
from advisor.backends.results import results_of
from advisor.diagnostics import ArgumentError, Diagnostic, called
from advisor.rendering.words import Wording, place_stated, words_of

ENGINES = ("rete", "oracle")
_OTHERS = 8  # advisors with other values that are kept
_FEW = 200  # items in all lists, which can always be compared with each other


class Advisor:
    """Advises on situations, one by one.

    `engine` is one of `ENGINES`; `notices` say why another one steps in, if so. `today` is the day that
    counts, whatever situations state: a date, or a text such as `2026-11-22`. Without it, and without
    `as_of`, a situation that states no date is decided by the calendar's, whenever it is asked about.
    `settled` are parameters that no situation's own values change.

    Raises: ArgumentError, where something of a wrong type or value is given.
    """

    def __init__(
        self,
        program: ir.Program,
        engine: str = "rete",
        as_of: ir.AsOf | None = None,
        settled: frozenset[str] = frozenset(),
        *,
        today: str | date | None = None,
    ) -> None:
        if not isinstance(program, ir.Program):
            raise ArgumentError(
                f"the program is {called(program)}; `load_pack()` gives the one that is meant"
            )
        if today is not None:
            from advisor.loading.declarations.python_values import day_of

            as_of = ir.AsOf(fixed=day_of(today))
        self.program, self.engine, self.as_of, self.settled = program, engine, as_of, settled
        self._compiled, self.notices = _compile(program, engine)
        self._others: dict[tuple[tuple[str, ir.Value], ...], Advisor] = {}

    def with_values(self, values: Mapping[str, ir.Value]) -> Advisor:
        """The advisor for a situation that gives parameters values of its own."""
        own = {
            name: value
            for name, value in values.items()
            if name not in self.settled and value != self.program.parameters.get(name)
        }
        if not own:
            return self
        key = tuple(sorted(own.items()))
        if key not in self._others:
            if len(self._others) == _OTHERS:
                self._others.clear()
            changed = self.program.with_values(own)
            self._others[key] = Advisor(changed, self.engine, self.as_of, self.settled)
        return self._others[key]

    def on(self, day: int) -> Advisor:
        """The same advisor on another day, whatever situations state. Units: an ordinal."""
        other = copy(self)
        other.as_of, other._others = ir.AsOf(fixed=day), {}
        return other

    def day(self, stated: int | None) -> int:
        """The day by which a situation is decided that states that one. Units: ordinals."""
        return (self.as_of or ir.AsOf(default=date.today().toordinal())).day(stated)

    def derive(self, root: ir.Instance, day: int) -> ir.Derivations:
        """Which rules fire and what they conclude. Units: `day` is an ordinal."""
        if ir.count_items(root) > _FEW:
            from advisor.backends.columnar import columns_of  # and NumPy

            error = columns_of(self.program).size_error(ir.Situation(None, None, root))
            if error is not None:
                return ir.Derivations(error=error)
        return self._compiled.derive(root, day)

    def pieces(
        self, root: ir.Instance, stated: int | None
    ) -> tuple[ir.Derivations, tuple[ir.Advice, ...]]:
        """What is derived, and the ordered advice: none, where that is an error."""
        day = self.day(stated)
        derivations = self.derive(root, day)
        if derivations.error is not None:
            return derivations, ()
        return derivations, advise_from(self.program, root, day, derivations)

    def advise(
        self, situation: ir.Situation | Mapping[str, object], questions: bool = True
    ) -> ir.Decision:
        """The ordered advice for one situation, with what it rests on.

        Shape: a mapping says what it would as JSON: `{"applications": [{"company": "Acme"}]}`; dates may be
        dates. Without `questions` neither assumptions nor open questions are looked for.
        Raises: SituationFileError, where something in a mapping is wrong. A conflict or a value out of range
        is the decision's `error`, never an exception.
        """
        if isinstance(situation, Mapping):
            from advisor.loading.declarations.situations import case_of  # and the reader of YAML

            case = case_of(situation, self.program.pack)
            return self.with_values(case.parameters).advise(case.situation, questions)
        if not isinstance(situation, ir.Situation):
            raise ArgumentError(
                f"the situation is {called(situation)}; give a mapping of facts, or what"
                " `load_situation` gives"
            )
        root, day = situation.root, self.day(situation.today)
        derivations, advice = self.pieces(root, situation.today)
        future = _future_dates(self.program, root, day, derivations)
        is_asking = questions and derivations.error is None
        assumptions, open_questions = (
            _open_points(self.program, root, day, derivations) if is_asking else ((), ())
        )
        return ir.Decision(
            situation.title,
            day,
            advice,
            assumptions,
            open_questions,
            derivations.error,
            derivations,
            future,
            self.program.calendar_of(root.facts),
            results_of(self.program.pack, root, day, derivations),
        )


def _compile(program: ir.Program, engine: str) -> tuple[Engine, tuple[Diagnostic, ...]]:
    """The engine of that name for a program; the oracle, with notices why, where it cannot run it."""
    if engine not in ENGINES:
        raise ArgumentError(f"no engine {engine!r}; there are {', '.join(ENGINES)}")
    notices: tuple[Diagnostic, ...] = ()
    if engine == "rete":
        from advisor.backends import rete  # imports a C library: only where it is wanted

        if program.plan is not None:
            return rete.engine_from(program.plan), ()
        notices = rete.BACKEND.check_support(program)
        if not notices:
            return rete.BACKEND.compile_program(program), ()
    from advisor.backends import oracle

    return oracle.BACKEND.compile_program(program), notices


def _future_dates(
    program: ir.Program, root: ir.Instance, today: int, derivations: ir.Derivations
) -> tuple[ir.FutureDate, ...]:
    """The days that are left out, since they are still to come."""
    pack = program.pack
    if ir.without_future(root, pack.looking_back, today) is root:
        return ()
    wording = Wording(pack, root, derivations, today)
    found: list[ir.FutureDate] = []
    for stated, name, _ in ir.future_facts(place_stated(pack, root), pack.looking_back, today):
        here, fact = wording.placed[stated.index], pack.fact(stated.instance.entity, name)
        day = stated.instance.facts[name]
        assert isinstance(day, int)  # INVARIANT: else it would not be in the future
        found.append(
            ir.FutureDate(
                here.place,
                wording.label(here),
                fact.entity,
                name,
                wording.question(fact, here),
                day,
            )
        )
    return tuple(found)


def _open_points(
    program: ir.Program, root: ir.Instance, today: int, derivations: ir.Derivations
) -> tuple[tuple[ir.Assumption, ...], tuple[ir.OpenQuestion, ...]]:
    """The missing facts that could still change the advice: with a default, and without one."""
    from advisor.backends import oracle  # a batch asks nothing

    found, _ = oracle.open_questions(program, root, today, is_without_error=True)
    pack = program.pack
    wording = Wording(pack, root, derivations, today)
    at_place = wording.at
    assumptions: list[ir.Assumption] = []
    questions: list[ir.OpenQuestion] = []
    for point in found:
        here, fact = at_place[point.place], pack.fact(point.entity, point.fact)
        target = wording.label(here)
        ask = wording.question(fact, here)
        if fact.default is not None:
            words = words_of(fact.default, fact.type, fact.words)
            assumptions.append(
                ir.Assumption(
                    point.place,
                    target,
                    point.entity,
                    fact.name,
                    fact.type,
                    fact.default,
                    words,
                    ask,
                )
            )
        else:
            questions.append(
                ir.OpenQuestion(
                    point.place,
                    target,
                    point.entity,
                    fact.name,
                    fact.type,
                    ask,
                    fact.help,
                    point.rules,
                )
            )
    return tuple(assumptions), tuple(questions)
