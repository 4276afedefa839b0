"""What is expected for something that the situation of a test does not hold: told before any test is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor import ir
from advisor.casetest.checking import hint_for
from advisor.diagnostics import Diagnostic
from advisor.loading.syntax.nodes import shown
from advisor.rendering.words import Wording


def unknown_targets(program: ir.Program, cases: Iterable[ir.Case]) -> Iterator[Diagnostic]:
    """ADV413 for each `for` that is neither the label nor the place of anything in its situation.

    Nothing is said where rules conclude what things are called.
    """
    pack = program.pack
    is_concluded = {name for name in pack.entities if _is_named_by_rules(pack, name)}
    for case in cases:
        expected = [one for one in _expected(case) if one.target is not None]
        if not expected:
            continue
        root, today = case.situation.root, case.situation.today
        wording = Wording(pack, root, ir.Derivations(), ir.LAST_DATE if today is None else today)
        if any(here.instance.entity in is_concluded for here in wording.placed):
            continue
        labels = wording.labels()
        known = {*labels.values(), *labels}
        for one in expected:
            if one.target is not None and one.target not in known:
                message = f"nothing in this situation is called `{shown(one.target)}`"
                help = hint_for(one.target, labels)
                yield Diagnostic("ADV413", message, one.target_span or one.span, help=help)


def _expected(case: ir.Case) -> tuple[ir.Expected | ir.ExpectedFact, ...]:
    wanted = case.expectation
    return (*(wanted.whole or ()), *wanted.some, *wanted.none, *wanted.facts)


def _is_named_by_rules(pack: ir.Pack, entity: str) -> bool:
    declared = pack.entities[entity]
    return any(
        pack.entities[slot.entity].facts[slot.fact].is_concluded
        for template in (declared.label, declared.apart)
        for slot in _slots(template)
    )


def _slots(template: ir.Template | None) -> list[ir.Slot]:
    parts = () if template is None else template.parts
    return [part for part in parts if isinstance(part, ir.Slot)]
