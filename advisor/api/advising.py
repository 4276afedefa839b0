"""From a situation to advice."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from advisor.backends.agenda import advise_from
from advisor.backends.protocol import Backend, Engine
from advisor.diagnostics import Diagnostic
from advisor.ir.advice import Assumption, Decision, FutureDate, OpenQuestion
from advisor.ir.derivations import Derivations
from advisor.ir.packs import FactDeclaration, Program
from advisor.ir.situations import Instance, Placed, Situation, future_facts, without_future
from advisor.rendering.wording import Wording, place_all, place_stated, spoken
from advisor.rendering.words import words_of

ENGINES = ("rete", "oracle")

_Made = tuple[Engine, tuple[Diagnostic, ...]]
_engines: WeakKeyDictionary[Program, dict[str, _Made]] = WeakKeyDictionary()
_plans: WeakKeyDictionary[Program, object] = WeakKeyDictionary()


def plan_of(program: Program) -> object:
    """What the forward-chaining engine needs of a program, worth keeping; None where it cannot run it."""
    from advisor.backends import rete

    return rete.plan_of(program)


def remember_plan(program: Program, plan: object) -> None:
    """Spare the forward-chaining engine the work, with what `plan_of` gave for an equal program."""
    if plan is not None:
        _plans[program] = plan


def engine_of(program: Program, engine: str = "rete") -> _Made:
    """The engine of that name for a program, made once, and notices about it.

    A program that the engine cannot run gets the oracle, with the notices that say why.
    """
    made = _engines.setdefault(program, {})
    if engine not in made and engine == "rete" and program in _plans:
        from advisor.backends import rete

        made[engine] = (rete.engine_from(_plans[program]), ())
    if engine not in made:
        backend = _backend(engine)
        notices = backend.check_support(program)
        chosen = _backend("oracle") if notices else backend
        made[engine] = (chosen.compile_program(program), notices)
    return made[engine]


def _backend(engine: str) -> Backend:
    if engine == "oracle":
        from advisor.backends import oracle

        return oracle.BACKEND
    if engine == "rete":
        from advisor.backends import rete  # imports a C library: only where it is wanted

        return rete.BACKEND
    raise ValueError(f"no engine {engine!r}; there are {', '.join(ENGINES)}")


def derive(program: Program, root: Instance, today: int, engine: str = "rete") -> Derivations:
    """Which rules fire and what they conclude. Units: `today` is an ordinal."""
    return engine_of(program, engine)[0].derive(root, today)


def advise(
    program: Program,
    situation: Situation,
    today: date | None = None,
    engine: str = "rete",
    questions: bool = True,
) -> Decision:
    """The ordered advice for one situation.

    The date is `today`, else the situation's own, else the local calendar date. Without `questions`
    neither assumptions nor open questions are looked for.
    Errors: a conflict or a value out of range is the decision's `error`, never an exception.
    """
    day = today.toordinal() if today else situation.today or date.today().toordinal()
    derivations = derive(program, situation.root, day, engine)
    future = _future_dates(program, situation.root, day, derivations)
    if derivations.error is not None:
        return Decision(
            situation.title,
            day,
            (),
            error=derivations.error,
            derivations=derivations,
            future_dates=future,
        )
    advice = advise_from(program, situation.root, day, derivations)
    assumptions, open_questions = (
        open_points(program, situation.root, day, derivations) if questions else ((), ())
    )
    return Decision(
        situation.title, day, advice, assumptions, open_questions, None, derivations, future
    )


def _future_dates(
    program: Program, root: Instance, today: int, derivations: Derivations
) -> tuple[FutureDate, ...]:
    """The days that are left out, since they are still to come."""
    pack = program.pack
    if without_future(root, pack.looking_back, today) is root:
        return ()
    placed = place_all(pack, root, today)
    wording = Wording(pack, placed, derivations, today)
    found: list[FutureDate] = []
    for stated, name, _ in future_facts(place_stated(pack, root), pack.looking_back, today):
        here, fact = placed[stated.index], pack.fact(stated.instance.entity, name)
        day = stated.instance.facts[name]
        assert isinstance(day, int)  # INVARIANT: else it would not be in the future
        found.append(
            FutureDate(
                here.place, wording.label(here), fact.entity, name, _ask(fact, wording, here), day
            )
        )
    return tuple(found)


def _ask(fact: FactDeclaration, wording: Wording, here: Placed) -> str:
    """The question that a fact answers."""
    return wording.fill(fact.ask, here) if fact.ask else f"What is the {spoken(fact.name)}?"


def open_points(
    program: Program, root: Instance, today: int, derivations: Derivations
) -> tuple[tuple[Assumption, ...], tuple[OpenQuestion, ...]]:
    """The missing facts that could still change the advice: with a default, and without one."""
    from advisor.backends import oracle  # a batch asks nothing

    found, _ = oracle.open_questions(
        program, root, today, is_without_error=derivations.error is None
    )
    pack = program.pack
    placed = place_all(pack, root, today)
    wording = Wording(pack, placed, derivations, today)
    at_place = {here.place: here for here in placed}
    assumptions: list[Assumption] = []
    questions: list[OpenQuestion] = []
    for point in found:
        here, fact = at_place[point.place], pack.fact(point.entity, point.fact)
        target = wording.label(here)
        ask = _ask(fact, wording, here)
        if fact.default is not None:
            words = words_of(fact.default, fact.type, fact.words)
            assumptions.append(
                Assumption(
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
                OpenQuestion(
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
