"""Which group a piece of advice is counted in: by a stated fact of its instance or of one around it."""

from __future__ import annotations

from advisor.batch.problems import BatchError
from advisor.batch.sources.plain_rows import PlainSituation
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Advice
from advisor.ir.packs import FactDeclaration, Pack
from advisor.ir.places import place_steps
from advisor.ir.types import Value
from advisor.rendering.words import NOT_GIVEN, written


@dataclass(frozen=True, slots=True)
class Grouping:
    """A fact, and the names of the lists that lead to its entity from the situation."""

    fact: FactDeclaration
    lists: tuple[str, ...]

    @property
    def elsewhere(self) -> str:
        """The group of advice that is for no such instance."""
        return f"for no {self.fact.entity.replace('_', ' ')}"

    def name(self, value: Value | None) -> str:
        """The group of a value; a missing one counts as its default."""
        found = self.fact.default if value is None else value
        return NOT_GIVEN if found is None else written(found, self.fact.type)

    def group_of(self, situation: PlainSituation, piece: Advice) -> str:
        """The group of one piece of advice."""
        steps = place_steps(piece.place)[: len(self.lists)]
        if tuple(name for name, _ in steps) != self.lists:
            return self.elsewhere
        at = situation.root
        for name, number in steps:
            at = at.lists[name][number]
        return self.name(at.facts.get(self.fact.name))


def grouping_by(pack: Pack, wanted: str) -> Grouping:
    """The fact that `--group-by` names: `stage`, or `application.stage`.

    Raises: BatchError, where there is none, or several of the name.
    """
    known = {
        f"{entity.name}.{fact.name}": fact
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if not fact.is_concluded
    }
    found = [name for name, fact in known.items() if wanted in (name, fact.name)]
    if len(found) > 1:
        raise BatchError(f"--group-by `{wanted}` could be {' or '.join(f'`{n}`' for n in found)}")
    if not found:
        names = [*(fact.name for fact in known.values()), *known]
        near = did_you_mean(wanted, names) or f"there are {listed(dict.fromkeys(names))}"
        raise BatchError(f"there is no stated fact `{wanted}` to group by; {near}")
    fact = known[found[0]]
    lists = [pack.entities[name].list or "" for name in pack.around[fact.entity]]
    return Grouping(fact, tuple(reversed([name for name in lists if name])))
