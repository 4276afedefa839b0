"""What excludes itself in one situation: two values for one fact, advice against advice, two rows of one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor import ir
from advisor.backends.oracle import evaluate
from advisor.diagnostics import Diagnostic, Severity
from advisor.proof.agenda import are_related
from advisor.proof.all_situations import places_of
from advisor.proof.faults import Finding, Inquiry, NotDecided, PackFault
from advisor.proof.solving import Outcome
from advisor.proof.terms import conj, disj, iff, neg

_MOST = 5  # of one kind about one thing


def two_values(asking: Inquiry) -> Iterator[Finding]:
    """ADV804: rules that conclude different values for one fact of one instance."""
    program = asking.prover.program
    for (entity, fact), rules in program.concluded_by.items():
        if len(rules) > 1:
            yield from _two_values(asking, entity, fact)


def _two_values(asking: Inquiry, entity: str, fact: str) -> Iterator[Finding]:
    prover = asking.prover
    pack = prover.program.pack
    places = prover.world.of_entity[entity]
    # What rows of one table say at once is told of as such.
    known: set[tuple[str, ...]] = {
        pair
        for table in pack.tables.values()
        if table.hit in (ir.HitPolicy.UNIQUE, ir.HitPolicy.ANY)
        for pair in combinations(table.rows, 2)
    }
    rows = len(known)
    while len(known) - rows < _MOST:
        clashes = [c for i in places for c in prover.reading.clashes(i, fact)]
        formula = disj(*(c.holds for c in clashes if c.rules not in known))

        def is_it(error: ir.DecisionError | None) -> bool:
            return error is not None and error.kind == "conflict" and error.fact == fact

        def shows(_root: ir.Instance, _today: int, derivations: ir.Derivations) -> bool:
            return is_it(derivations.error)

        answer = prover.ask(formula, shows, is_plausible=True, is_meant=is_it)
        if answer.outcome is Outcome.OPEN:
            span = pack.fact(entity, fact).span
            yield NotDecided(f"whether `{fact}` ever gets two values", answer.why, span)
        if answer.outcome is not Outcome.FOUND:
            return
        root, today = answer.situation
        error = prover.engine.derive(root, today).error
        assert error is not None  # INVARIANT: that is what was confirmed
        one, other = (pack.rules[name] for name in error.rules[:2])
        pairs = set(combinations(error.rules, 2))
        if pairs <= known:
            return
        known |= pairs
        if not asking.is_own(other.span):
            continue
        diagnostic = Diagnostic(
            "ADV804",
            f"rules `{one.name}` and `{other.name}` can conclude different values for `{fact}` at once",
            other.span,
            help=f"let one override the other, or ask in `{other.name}` for what `{one.name}` does not",
            related=((one.span, "the other rule"),),
        )
        yield PackFault(diagnostic, root, today, shows, (f"not_because: [{other.name}]",))


def against_each_other(asking: Inquiry) -> Iterator[Finding]:
    """ADV805: advice at one time that contradicts itself."""
    pack = asking.prover.program.pack
    pairs = {
        tuple(sorted((action.name, other)))
        for action in pack.actions.values()
        for other in action.incompatible
    }
    for one, other in sorted(pairs):
        yield from _against(asking, one, other)


def _against(asking: Inquiry, one: str, other: str) -> Iterator[Finding]:
    prover = asking.prover
    agenda, placed = prover.agenda, prover.world.placed
    pack = prover.program.pack
    found = []
    for at in agenda.places_of(one):
        for there in agenda.places_of(other):
            if are_related(placed[at], placed[there]) and (one, at) != (other, there):
                mine, theirs = agenda.piece(one, at), agenda.piece(other, there)
                same = iff(mine.is_later, theirs.is_later)
                found.append(conj(mine.is_given, theirs.is_given, same))

    def pair(root: ir.Instance, today: int) -> tuple[ir.Advice, ir.Advice] | None:
        _, advice = prover.engine.pieces(root, today)
        by_key = {(p.action, p.place): p for p in advice}
        for piece in advice:
            for key in piece.contradicts:
                against = by_key[key]
                is_same = (piece.status == ir.Status.LATER) == (against.status == ir.Status.LATER)
                if is_same and (piece.action, against.action) == (one, other):
                    return piece, against
        return None

    def shows(root: ir.Instance, today: int, derivations: ir.Derivations) -> bool:
        return derivations.error is None and pair(root, today) is not None

    span = pack.actions[other].span
    answer = prover.ask(disj(*found), shows, is_plausible=True)
    if answer.outcome is Outcome.OPEN:
        yield NotDecided(f"whether `{one}` and `{other}` are advised together", answer.why, span)
    if answer.outcome is not Outcome.FOUND or not asking.is_own(span):
        return
    root, today = answer.situation
    both = pair(root, today)
    assert both is not None  # INVARIANT: that is what was confirmed
    rules = [pack.rules[piece.rules[0]] for piece in both]
    diagnostic = Diagnostic(
        "ADV805",
        f"`{one}` and `{other}` can be advised at one time, though they contradict each other",
        span,
        Severity.WARNING,
        "let one of the rules silence the other action, or ask for what the other does not",
        tuple(
            (rule.span, f"advises `{name}`") for rule, name in zip(rules, (one, other), strict=True)
        ),
    )
    target = f", for: {both[1].place}" if both[1].place else ""
    expects = ("expect_none:", f"  - {{action: {other}{target}}}")
    yield PackFault(diagnostic, root, today, shows, expects)


def rows_together(asking: Inquiry) -> Iterator[Finding]:
    """ADV809 and ADV810: rows of a table that hold together and must not, and cases that no row is for."""
    for table in asking.prover.program.pack.tables.values():
        if not asking.is_own(table.span):
            continue
        if table.hit in (ir.HitPolicy.UNIQUE, ir.HitPolicy.ANY):
            yield from _rows_together(asking, table)
        is_at_most_one = table.hit.is_single or table.hit in (ir.HitPolicy.UNIQUE, ir.HitPolicy.ANY)
        if is_at_most_one and table.otherwise is None:
            yield from _no_row(asking, table)


def _fire_at_one_place(derivations: ir.Derivations, rules: Sequence[str]) -> bool:
    places = [{f.place for f in derivations.firings if f.rule == rule} for rule in rules]
    return bool(set.intersection(*places))


def _rows_together(asking: Inquiry, table: ir.DecisionTable) -> Iterator[Finding]:
    prover = asking.prover
    rules = prover.program.pack.rules
    for one, other in combinations((rules[name] for name in table.rows), 2):
        same = {c.fact: c.value for c in one.concludes} == {
            c.fact: c.value for c in other.concludes
        }
        if table.hit is ir.HitPolicy.ANY and same and one.advises == other.advises:
            continue
        if asking.is_said(other.span, "ADV542") or asking.is_said(one.span, "ADV542", "ADV543"):
            continue
        formula = disj(
            *(
                conj(prover.reading.fires(one.name, i), prover.reading.fires(other.name, i))
                for i in prover.world.of_entity[table.entity]
            )
        )

        def shows(
            _root: ir.Instance,
            _today: int,
            derivations: ir.Derivations,
            names: Sequence[str] = (one.name, other.name),
        ) -> bool:
            error = derivations.error
            if error is not None:
                return error.kind == "conflict" and set(names) <= {*error.rules}
            return _fire_at_one_place(derivations, names)

        def is_meant(
            error: ir.DecisionError, names: Sequence[str] = (one.name, other.name)
        ) -> bool:
            return error.kind == "conflict" and set(names) <= {*error.rules}

        answer = prover.ask(formula, shows, is_plausible=True, is_meant=is_meant)
        if answer.outcome is Outcome.OPEN:
            question = f"whether the rows `{one.name}` and `{other.name}` ever hold together"
            yield NotDecided(question, answer.why, other.span)
        if answer.outcome is Outcome.FOUND:
            diagnostic = Diagnostic(
                "ADV809",
                f"the rows `{one.name}` and `{other.name}` can hold together",
                other.span,
                Severity.WARNING,
                "change one of them, or write `hit: first` to let the upper one count",
                ((one.span, f"`{one.name}`"),),
            )
            yield PackFault(diagnostic, *answer.situation, shows, (f"not_because: [{other.name}]",))


def _no_row(asking: Inquiry, table: ir.DecisionTable) -> Iterator[Finding]:
    if asking.is_said(table.span, "ADV541"):
        return
    prover, reading = asking.prover, asking.prover.reading
    found = []
    for index in prover.world.of_entity[table.entity]:
        given = [reading.value(head, index).given for head in table.inputs]
        rows = [reading.meets(name, index) for name in table.rows]
        found.append(conj(prover.world.exists[index], *given, neg(disj(*rows))))

    def shows(root: ir.Instance, today: int, derivations: ir.Derivations) -> bool:
        def value(place: str, expression: ir.Expression) -> ir.Value | None:
            return evaluate(prover.program, root, today, place, expression, derivations)

        def holds(place: str, cells: Sequence[ir.Expression | None]) -> bool:
            return all(cell is None or bool(value(place, cell)) for cell in cells)

        return derivations.error is None and any(
            all(value(place, head) is not None for head in table.inputs)
            and not any(holds(place, cells) for cells in table.cells)
            for place in places_of(prover.program.pack, root, table.entity)
        )

    answer = prover.ask(disj(*found), shows, is_plausible=True)
    if answer.outcome is Outcome.OPEN:
        question = f"whether the table `{table.name}` has a row for every case"
        yield NotDecided(question, answer.why, table.span)
    if answer.outcome is Outcome.FOUND:
        diagnostic = Diagnostic(
            "ADV810",
            f"the table `{table.name}` has no row for some cases that can come up",
            table.span,
            Severity.WARNING,
            "add a row for what the example has, or `otherwise: […]`",
        )
        yield PackFault(diagnostic, *answer.situation, shows, (f"because: [{table.rows[0]}]",))
