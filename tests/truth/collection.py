"""All real cases: each situation with the expert's side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from advisor.api import Advisor, load_cases
from advisor.diagnostics import Diagnostic, has_errors
from advisor.ir import Program, Situation
from advisor.rendering.words import Wording
from tests.examples.collection import REAL, ROOT, program
from tests.truth.model import ExpertCase
from tests.truth.pages import Page, page_of
from tests.truth.reading import Names, read_expert
from tests.truth.scoring import CaseScore, score_case

EXPERTS = Path(__file__).resolve().parent / "experts"


@dataclass(frozen=True)
class RealCase:
    """A situation as a truthful person would describe it, and what its experts said."""

    situation: Situation
    expert: ExpertCase


@dataclass(frozen=True)
class Collection:
    """The cases in the order of their names, and what is wrong: a line each, with its file."""

    cases: tuple[RealCase, ...]
    problems: tuple[str, ...]


def load_collection(
    pack_program: Program | None = None, situations: Path = REAL, experts: Path = EXPERTS
) -> Collection:
    """Every case that has both its files. Where a file tells several situations, the first counts."""
    known = pack_program or program()
    cases: list[RealCase] = []
    problems: list[str] = []
    sides = {path.stem: path for path in sorted(experts.glob("*.yaml"))}
    told = {path.stem: path for path in sorted(situations.glob("*.yaml"))}
    for name in sorted({*sides, *told}):
        if name not in sides:
            problems.append(f"{_shown(told[name])}: no expert's side of it in {_shown(experts)}")
        elif name not in told:
            problems.append(f"{_shown(sides[name])}: no situation of it in {_shown(situations)}")
        else:
            case, lines = _load_case(name, told[name], sides[name], known)
            problems += lines
            cases += [case] if case is not None else []
    return Collection(tuple(cases), tuple(problems))


def _load_case(
    name: str, told: Path, side: Path, known: Program
) -> tuple[RealCase | None, list[str]]:
    loaded = load_cases(told, known)
    if has_errors(loaded.diagnostics) or not loaded.cases:
        return None, [*_lines(told, loaded.diagnostics)] or [f"{_shown(told)}: no situation in it"]
    situation = loaded.cases[0].situation
    if situation.today is None:
        return None, [f"{_shown(told)}: it has no date; write `today: DATE`"]
    names = Names.of(known.pack, labels_of(situation, situation.today, known))
    expert, found = read_expert(side.read_text(encoding="utf-8"), str(side), name, names)
    if expert is None:
        return None, [*_lines(side, found)] or [f"{_shown(side)}: there is nothing in it"]
    return RealCase(situation, expert), []


def labels_of(situation: Situation, today: int, known: Program) -> list[str]:
    """What the instances of a situation are called. Units: `today` is an ordinal."""
    derivations = Advisor(known, "oracle").derive(situation.root, today)
    wording = Wording(known.pack, situation.root, derivations, today)
    return [label for label in wording.labels().values() if label]


def page_for(case: RealCase, known: Program) -> Page:
    """The default page for a case on its own date."""
    return page_of(Advisor(known, "oracle").advise(case.situation), case.situation, known)


def score_all(cases: tuple[RealCase, ...], known: Program | None = None) -> tuple[CaseScore, ...]:
    """The cases compared with what their experts said."""
    run = known or program()
    return tuple(score_case(case.expert, page_for(case, run)) for case in cases)


def _lines(path: Path, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    for d in found:
        help = f"; {d.help}" if d.help else ""
        yield f"{_shown(path)}:{d.span.line}:{d.span.column}: {d.message}{help}"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
