"""`check --prove`: everything that is asked of a pack, and what came of it.

Of each fault there is a situation in which it is seen, made as small as it can be; both engines that work row by
row have to see it, too. A fault that says that something never is has been proved instead.
Each can become a test in which it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.diagnostics import Diagnostic, Severity
from advisor.proof import completeness, contradictions, faults, redundancy
from advisor.proof.all_situations import NEAR, scope_words
from advisor.proof.faults import Finding, Inquiry, NotDecided, PackFault
from advisor.proof.shrinking import Shrinker
from advisor.proof.solving import Prover
from advisor.recording.situation_texts import (
    ScalarStyle,
    instance_lines,
    scalar_text,
    situation_text,
)


@dataclass(frozen=True)
class PackProof:
    """What came of the questions asked of a pack: its faults, with what shows them, and what was not decided."""

    pack: ir.Pack
    faults: tuple[PackFault, ...]
    open: tuple[NotDecided, ...]
    questions: int
    counts: Mapping[str, int]  # of each entity, how many there may be

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults, and a notice for each question that was not decided."""
        notices = (
            Diagnostic(
                "ADV811", f"not decided: {one.question} ({one.why})", one.span, Severity.NOTICE,
                "give it more time with `--seconds`",
            )
            for one in self.open
        )  # fmt: skip
        return (*(fault.diagnostic for fault in self.faults), *notices)

    @property
    def scope(self) -> str:
        """`situations with at most 2 applications and 3 interviews, days from 1900 to 2199`."""
        return scope_words(self.pack, self.counts)


def prove(
    program: ir.Program,
    said: Sequence[Diagnostic] = (),
    *,
    most: int = 2,
    seconds: float = 5.0,
    advance: Callable[[int, int | None, str], None] = lambda done, total, words: None,
) -> PackProof:
    """Ask everything of a pack, `seconds` for a question at most, of situations with `most` items in each list.

    `said` is what checking it has found already.
    """
    asking = Inquiry(Prover(program, most, seconds, advance), said)
    found: list[PackFault] = []
    undecided: list[NotDecided] = []
    for finding in _everything(asking):
        if isinstance(finding, NotDecided):
            undecided.append(finding)
            continue
        confirmed = _confirmed(asking.prover, finding)
        if isinstance(confirmed, PackFault):
            found.append(confirmed)
        else:
            undecided.append(confirmed)
    questions = sum(p.questions for p in (asking.prover, *asking.wider))
    counts = asking.prover.world.counts
    return PackProof(program.pack, tuple(found), tuple(undecided), questions, counts)


def _everything(asking: Inquiry) -> Iterator[Finding]:
    dead = set()
    for finding in faults.never_firing(asking):
        if isinstance(finding, PackFault):
            dead.add(finding.rule)
        yield finding
    yield from contradictions.two_values(asking)
    yield from contradictions.against_each_other(asking)
    yield from contradictions.rows_together(asking)
    yield from completeness.without_advice(asking)
    yield from completeness.staying(asking)
    yield from redundancy.changing_nothing(asking, frozenset(dead))
    yield from redundancy.not_mattering(asking)


def _confirmed(prover: Prover, fault: PackFault) -> Finding:
    """The fault with a small situation in which both engines see it."""
    if fault.root is None or fault.shows is None:
        return fault
    engine = prover.engine
    small = Shrinker(prover.program, engine.derive).shrink(fault.root, fault.today, fault.shows)
    network = Advisor(prover.program, "rete", ir.AsOf(default=NEAR))
    if not fault.shows(small, fault.today, network.derive(small, fault.today)):
        why = "the two engines do not agree on the solver's example"
        return NotDecided(fault.diagnostic.message, why, fault.diagnostic.span)
    return replace(fault, root=small)


def example_text(pack: ir.Pack, fault: PackFault) -> str | None:
    """The situation in which a fault is seen, as a file would hold it."""
    if fault.root is None:
        return None
    return situation_text(pack, fault.root, today=fault.today)


def with_tests(text: str, proof: PackProof) -> tuple[str, int]:
    """The text of a file of tests with one more for each fault that can be seen; and how many came in.

    One that stands there already under its name is left as it is.
    """
    parts, count = [text.rstrip("\n") + "\n" if text.strip() else "tests:\n"], 0
    if text.strip() and not text.startswith("tests:") and "\ntests:" not in text:
        parts.append("tests:\n")
    for fault in proof.faults:
        if fault.root is None or not fault.expects:
            continue
        lines = list(_lines(proof, fault))
        if lines[1] in text.split("\n"):
            continue
        parts += (f"{line}\n" for line in lines)
        count += 1
    return "".join(parts), count


def _lines(proof: PackProof, fault: PackFault) -> Iterator[str]:
    found = fault.diagnostic
    name = found.message.replace("`", "")
    assert fault.root is not None  # INVARIANT: only such are written
    yield f"  # {found.code}, found by a proof: say what is right in this situation."
    yield f"  - test: {scalar_text(name, ScalarStyle.BLOCK)}"
    yield "    situation:"
    yield f"      today: {ir.iso_date(fault.today)}"
    yield from (f"      {line}" for line in instance_lines(proof.pack, fault.root))
    yield from (f"    {line}" for line in fault.expects)
