"""What a case expects, held against the advice that came out of running it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import meant_of
from advisor.rendering.words import Wording, error_words, labels_of, spoken, written

Names = Callable[[ir.Advice], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference. `expected` is None where something came that nobody expected, `actual` where
    nothing came; `why` says what is wrong in a few words. `about` is what was expected, where that is known.
    `is_mistaken`: the test itself is wrong, whatever came.
    """

    why: str
    expected: str | None = None
    actual: str | None = None
    span: Span | None = field(default=None, compare=False)
    about: ir.Expected | str | None = field(
        default=None, compare=False
    )  # advice, or the name of a rule
    is_mistaken: bool = field(default=False, compare=False)


def check_case(case: ir.Case, decision: ir.Decision, program: ir.Program) -> tuple[Mismatch, ...]:
    """Every difference between what the case expects and what came out; empty where it is met."""
    wanted = case.expectation
    if decision.error is not None:
        words = error_words(decision.error)
        wrong = Mismatch(f"no advice: {words}", span=case.span, is_mistaken=True)
        return (wrong,) if wanted.says_something else ()
    labels = labels_of(program.pack, case.situation.root, decision)
    names = names_of(decision, labels)
    found: list[Mismatch] = []
    if wanted.whole is not None:
        mistaken = [mistake for one in wanted.whole for mistake in _unknown_target(one, labels)]
        found += mistaken or _whole(wanted.whole, decision.advice, names)
    for expected in wanted.some:
        found += _unknown_target(expected, labels) or _some(expected, decision.advice, names)
    for expected in wanted.none:
        found += _unknown_target(expected, labels)
        found += [
            Mismatch("must not be advised", None, advice_words(piece), expected.span, expected)
            for piece in decision.advice
            if is_same(expected, piece, names) and not differences(expected, piece)
        ]
    decided = decided_names(decision, program, (*wanted.because, *wanted.not_because))
    found += [
        Mismatch("did not decide", f"rule {name}", None, case.span, name)
        for name in wanted.because
        if name not in decided
    ]
    found += [
        Mismatch("decided, and must not", None, f"rule {name}", case.span, name)
        for name in wanted.not_because
        if name in decided
    ]
    if wanted.facts:
        found += _facts(case, decision, program)
    return tuple(found)


def _facts(case: ir.Case, decision: ir.Decision, program: ir.Program) -> Iterator[Mismatch]:
    """Concluded facts with another value than expected, each instance by itself."""
    pack, derivations = program.pack, decision.derivations
    wording = Wording(pack, case.situation.root, derivations, decision.today)
    came = {(c.place, c.fact): c for c in derivations.conclusions}
    labels = wording.labels()
    for expected in case.expectation.facts:
        fact = pack.entities[expected.entity].facts[expected.fact]
        about = f" for {expected.target}" if expected.target else ""
        words = f"{fact.name}{about}: {written(expected.value, fact.type)}"
        meant = [
            here
            for here in wording.placed
            if here.instance.entity == expected.entity
            and (expected.target is None or expected.target in called(here.place, labels))
        ]
        if not meant:
            why = f"there is no {spoken(expected.entity)} here"
            if expected.target in (*labels.values(), *labels):
                why = f"there is no {spoken(expected.entity)} of `{expected.target}`"
            elif expected.target is not None:
                why = _nothing_called(expected.target, labels, f"no {spoken(expected.entity)}")
            yield Mismatch(why, words, None, expected.span, is_mistaken=True)
        for here in meant:
            found = came.get((here.place, fact.name))
            value = None if found is None else found.value
            if value != expected.value:
                label = wording.label(here)
                actual = (
                    f"{fact.name}{f' for {label}' if label else ''}: {written(value, fact.type)}"
                )
                yield Mismatch(_by_what(found), words, actual, expected.span)


def _by_what(found: ir.Conclusion | None) -> str:
    """Where a value comes from: ``concluded by `fee-of-late-claims` ``."""
    if found is None:
        return "nothing concludes it"
    if not found.rules:
        return "by its default"
    return f"concluded by {' and '.join(f'`{rule}`' for rule in found.rules)}"


def called(place: str, labels: Mapping[str, str]) -> frozenset[str]:
    """What `for` may call an instance: labels and places, its own or of one around, but the situation."""
    places = ir.places_outwards(place)[:-1]
    return frozenset((*places, *(labels[p] for p in places if p in labels)))


def _nothing_called(target: str, labels: Mapping[str, str], what: str = "nothing") -> str:
    return f"{what} here is called `{target}`; {hint_for(target, labels)}"


def hint_for(target: str, labels: Mapping[str, str]) -> str:
    """What `for` may have meant, or what there is in a situation with these labels."""
    names = dict.fromkeys(filter(None, labels.values()))
    if not names:
        return "this situation holds nothing that has a name; leave `for` out"
    return meant_of(target, names)


def mismatch_lines(mismatches: Iterable[Mismatch]) -> list[str]:
    """Each difference in a line or two: `-` what was expected, `+` what came."""
    lines: list[str] = []
    for m in mismatches:
        match m.expected, m.actual:
            case None, None:
                lines.append(f"! {m.why}")
            case str(), str():
                lines += [f"- {m.expected}", f"+ {m.actual} ({m.why})"]
            case _, None:
                lines.append(f"- {m.expected} ({m.why})")
            case _:
                lines.append(f"+ {m.actual} ({m.why})")
    return lines


def advice_words(piece: ir.Advice) -> str:
    """A piece of advice as a test would expect it: `chase for Acme, due 2026-11-25, later`."""
    parts = [piece.action + (f" for {piece.target}" if piece.target else "")]
    if piece.start is not None:
        parts.append(f"start {ir.iso_date(piece.start)}")
    if piece.due is not None:
        parts.append(f"due {ir.iso_date(piece.due)}")
    if piece.status != ir.Status.NOW:
        parts.append(piece.status)
    return ", ".join(parts)


def expected_words(expected: ir.Expected) -> str:
    """An expected piece of advice, as far as it was stated."""
    parts = [expected.action + (f" for {expected.target}" if expected.target else "")]
    for word, has_date, day in (
        ("start", expected.has_start, expected.start),
        ("due", expected.has_due, expected.due),
    ):
        if has_date:
            parts.append(f"{word} {_date(day)}")
    if expected.status is not None:
        parts.append(expected.status)
    return ", ".join(parts)


def names_of(decision: ir.Decision, labels: Mapping[str, str]) -> Names:
    """What `for` may call the instance of each piece: labels and places, its own or of one around."""

    found = {(p.action, p.place): called(p.place, labels) | {p.target} for p in decision.advice}
    return lambda piece: found[piece.action, piece.place]


def _unknown_target(expected: ir.Expected, labels: Mapping[str, str]) -> list[Mismatch]:
    """Advice for somebody that the case does not know: a mistake."""
    if expected.target is None or expected.target in (*labels.values(), *labels):
        return []
    why = _nothing_called(expected.target, labels)
    return [Mismatch(why, expected_words(expected), None, expected.span, is_mistaken=True)]


def is_same(expected: ir.Expected, piece: ir.Advice, names: Names) -> bool:
    """Whether it is the same action for the same instance, whatever the dates."""
    if expected.action != piece.action:
        return False
    return expected.target is None or expected.target in names(piece)


def differences(expected: ir.Expected, piece: ir.Advice) -> list[str]:
    """What was stated and is otherwise, in words."""
    found = []
    for word, is_stated, wanted, came in (
        ("start", expected.has_start, expected.start, piece.start),
        ("due", expected.has_due, expected.due, piece.due),
    ):
        if is_stated and wanted != came:
            found.append(f"{word} {_date(wanted)} expected, {_date(came)} came")
    if expected.status is not None and expected.status != piece.status:
        found.append(f"status {expected.status} expected, {piece.status} came")
    return found


def _date(day: int | None) -> str:
    return "none" if day is None else ir.iso_date(day)


def _some(expected: ir.Expected, pieces: Sequence[ir.Advice], names: Names) -> list[Mismatch]:
    near = [piece for piece in pieces if is_same(expected, piece, names)]
    if any(not differences(expected, piece) for piece in near):
        return []
    if not near:
        return [_not_advised(expected)]
    return [_different(expected, near[0])]


def _not_advised(expected: ir.Expected) -> Mismatch:
    return Mismatch("not advised", expected_words(expected), None, expected.span, expected)


def _different(expected: ir.Expected, piece: ir.Advice) -> Mismatch:
    why = "; ".join(differences(expected, piece))
    return Mismatch(why, expected_words(expected), advice_words(piece), expected.span)


def _whole(
    wanted: Sequence[ir.Expected], pieces: Sequence[ir.Advice], names: Names
) -> list[Mismatch]:
    """All the advice in order: what pairs up in order is compared, the rest is reported."""
    pairs = pairs_in_order(wanted, pieces, names)
    found: list[Mismatch] = []
    left = [n for n in range(len(pieces)) if n not in pairs.values()]
    for number, expected in enumerate(wanted):
        if number in pairs:
            if differences(expected, pieces[pairs[number]]):
                found.append(_different(expected, pieces[pairs[number]]))
            continue
        elsewhere = next((n for n in left if is_same(expected, pieces[n], names)), None)
        if elsewhere is None:
            found.append(_not_advised(expected))
            continue
        left.remove(elsewhere)
        why = f"expected as no. {number + 1}, came as no. {elsewhere + 1}"
        words = expected_words(expected), advice_words(pieces[elsewhere])
        found.append(Mismatch(why, *words, expected.span))
    found += [Mismatch("not expected", None, advice_words(pieces[n])) for n in left]
    return found


def pairs_in_order(
    wanted: Sequence[ir.Expected], pieces: Sequence[ir.Advice], names: Names
) -> dict[int, int]:
    """The longest run of pairs that keeps both orders; of equally long ones, that with fewest differences."""
    rows, columns = len(wanted), len(pieces)
    best = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]  # (pairs, minus differences)
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if is_same(wanted[i], pieces[j], names):
                pairs, score = best[i + 1][j + 1]
                off = len(differences(wanted[i], pieces[j]))
                best[i][j] = max(best[i][j], (pairs + 1, score - off))
    found: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found[i] = j
            i, j = i + 1, j + 1
    return found


def deciding_rules(decision: ir.Decision, program: ir.Program) -> frozenset[str]:
    """The rules whose advice or note is shown, and those that fired and settled something else."""
    shown = {name for piece in decision.advice for name in (*piece.rules, *piece.note_rules)}
    fired = (program.pack.rules[firing.rule] for firing in decision.derivations.firings)
    settling = {r.name for r in fired if r.concludes or r.overrides or r.silences or r.silences_all}
    return frozenset(shown | settling)


def decided_names(
    decision: ir.Decision, program: ir.Program, names: Iterable[str]
) -> frozenset[str]:
    """Those of the names in a test whose rules have decided; of a table, that is any of its rows."""
    decided = deciding_rules(decision, program)
    return frozenset(n for n in names if not decided.isdisjoint(program.pack.rules_named(n)))


@dataclass(frozen=True, slots=True)
class CaseRun:
    """One case on one or more engines. `mismatches` are those of the first engine that has any.

    `program` is the one with the case's own parameters; `decision` is the first engine's.
    """

    case: ir.Case
    program: ir.Program
    decision: ir.Decision
    mismatches: tuple[Mismatch, ...]
    engine: str  # that of the mismatches and the decision
    disagreeing: tuple[str, ...] = ()  # engines whose decision is another than the first one's

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of every instance of the situation, by its place."""
        return labels_of(self.program.pack, self.case.situation.root, self.decision)

    @property
    def is_met(self) -> bool:
        """Whether all that was expected came, on all engines alike."""
        return not self.mismatches and not self.disagreeing

    @property
    def home(self) -> str | None:
        """The pack below a layer that the test comes from; None for one of the pack itself."""
        return self.program.pack.below.get(self.case.span.path)

    @property
    def is_changed(self) -> bool:
        """Whether it comes from below a layer that means it not to be met any more, and is not."""
        is_meant = self.case.name in self.program.pack.expect_changed
        return is_meant and bool(self.mismatches) and not self.disagreeing

    @property
    def is_passed(self) -> bool:
        """Whether it came out as it should."""
        return self.is_met or self.is_changed


def run_case(advisors: Sequence[Advisor], case: ir.Case) -> CaseRun:
    """Decide one case on every engine, which is an advisor each, and compare."""
    own = [advisor.with_values(case.parameters) for advisor in advisors]
    program = own[0].program
    first, *others = decisions = [a.advise(case.situation, questions=False) for a in own]
    disagreeing = tuple(
        a.engine for a, other in zip(own[1:], others, strict=True) if not _agree(first, other)
    )
    for advisor, decision in zip(own, decisions, strict=True):
        mismatches = check_case(case, decision, program)
        if mismatches:
            return CaseRun(case, program, decision, mismatches, advisor.engine, disagreeing)
    return CaseRun(case, program, first, (), own[0].engine, disagreeing)


def _agree(one: ir.Decision, other: ir.Decision) -> bool:
    return one == other and one.derivations == other.derivations
