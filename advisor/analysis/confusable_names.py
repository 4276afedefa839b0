"""Names that are easily taken for another: almost the same, or hidden by one in a layer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span

_SHORT = 5  # below this many letters, names differ by a letter as a matter of course


def check_likeness(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV517, a notice, and ADV518."""
    for entity, around in pack.around.items():
        own = pack.entities[entity].facts
        outside = {n: f.span for one in around[1:] for n, f in pack.entities[one].facts.items()}
        spans = {**outside, **{name: fact.span for name, fact in own.items()}}
        yield from _alike("facts", spans, own)
    for what, declared in (
        ("parameters", pack.parameters),
        ("actions", pack.actions),
        ("rules", {name: rule for name, rule in pack.rules.items() if rule.part_of is None}),
    ):
        names = {name: one.span for name, one in declared.items() if "/" not in name}
        yield from _alike(what, names, names)
    yield from _hidden(pack)


def _alike(what: str, spans: Mapping[str, Span], own: Collection[str]) -> Iterator[Diagnostic]:
    """Pairs of names of which one at least is among `own`.

    Cost: grows with the letters, not with the pairs: two such names are the same once each lost a letter.
    """
    begun: dict[str, list[str]] = {}
    told: set[tuple[str, str]] = set()
    for name in spans:
        if len(name) < _SHORT:
            continue
        for rest in _rests(name):
            for other in begun.setdefault(rest, []):
                is_asked = (other, name) not in told and (name in own or other in own)
                if is_asked and _differ(other, name):
                    told.add((other, name))
                    yield Diagnostic(
                        "ADV517",
                        f"the {what} `{other}` and `{name}` differ by a letter, so one is easily read as the other",
                        spans[name],
                        Severity.NOTICE,
                        help="give one of them another name, such as by `advisor rename`",
                        related=((spans[other], "the other one"),),
                    )
            begun[rest].append(name)


@lru_cache(maxsize=20_000)
def _rests(name: str) -> frozenset[str]:
    """The name, and what is left of it without one letter."""
    return frozenset({name, *(name[:at] + name[at + 1 :] for at in range(len(name)))})


def _differ(one: str, other: str) -> bool:
    """Whether a single letter is another, too many, or exchanged with the next; digits number things."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return other[at].isalpha() and one[at:] == other[at + 1 :]
    letters = one[at : at + 2] + other[at : at + 2]
    is_exchanged = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    is_another = one[at + 1 :] == other[at + 1 :]
    return (is_another and (one[at] + other[at]).isalpha()) or (is_exchanged and letters.isalpha())


def _hidden(pack: ir.Pack) -> Iterator[Diagnostic]:
    """Facts of a layer that hide one of the packs below, which means another thing in their list functions."""
    for entity, around in pack.around.items():
        for name, fact in pack.entities[entity].facts.items():
            if fact.span.path in pack.below:
                continue
            outer = (pack.entities[one].facts.get(name) for one in around[1:])
            hidden = next((o for o in outer if o is not None and o.span.path in pack.below), None)
            if hidden is not None:
                yield Diagnostic(
                    "ADV518",
                    f"`{name}` of `{entity}` hides `{hidden.entity}.{name}` of {pack.below[hidden.span.path]} "
                    f"in functions over a list of `{entity}`",
                    fact.span,
                    Severity.WARNING,
                    help="give it another name",
                    related=((hidden.span, "hidden there"),),
                )
