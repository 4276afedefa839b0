"""What the tests of a pack show already: of that, the solver need not be asked."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.proof.all_situations import NEAR
from advisor.proof.comparing import shown

_MOST = 4  # situations that are looked at for one rule or fact


class Experience:
    """The situations of the tests of a pack, run once."""

    def __init__(self, program: ir.Program, engine: Advisor) -> None:
        self._program, self._engine = program, engine
        self._situations: list[tuple[ir.Instance, int]] = []
        self._fired: dict[str, list[tuple[ir.Instance, int]]] = {}
        for case in program.pack.tests:
            if case.parameters or case.situation.today is None:
                continue
            posed = case.situation.root, case.situation.today
            self._situations.append(posed)
            for rule in {f.rule for f in engine.derive(*posed).firings}:
                self._fired.setdefault(rule, []).append(posed)

    def fires(self, rule: str) -> bool:
        """Whether a rule fires in a test."""
        return rule in self._fired

    def changes(self, rule: str, without: ir.Program) -> bool:
        """Whether something is otherwise in a test without a rule."""
        other = Advisor(without, "oracle", ir.AsOf(default=NEAR))
        return any(
            shown(self._engine, *posed) != shown(other, *posed)
            for posed in self._fired.get(rule, [])[:_MOST]
        )

    def matters(self, fact: ir.FactDeclaration) -> bool:
        """Whether something is otherwise in a test where a fact is stated otherwise."""
        tried = 0
        for root, today in self._situations:
            for changed in self._changed(root, fact):
                tried += 1
                if shown(self._engine, root, today) != shown(self._engine, changed, today):
                    return True
                if tried == 3 * _MOST:
                    return False
        return False

    def _changed(self, root: ir.Instance, fact: ir.FactDeclaration) -> Iterator[ir.Instance]:
        """A situation without a fact that it states, or with another choice in its place."""
        for here in ir.place_instances(root, self._program.pack.list_names):
            if here.instance.entity != fact.entity or here.instance.facts.get(fact.name) is None:
                continue
            if not fact.is_required:
                yield ir.without_fact(root, here.place, fact.name)
            for choice in fact.type.choices:
                if choice != here.instance.facts[fact.name]:
                    yield ir.with_fact(root, here.place, fact.name, choice)
