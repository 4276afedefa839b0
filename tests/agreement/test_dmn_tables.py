"""Decision tables of DMN's Technology Compatibility Kit (dmn-tck/tck), with the results that it expects.

Choices stand for its strings, and a list of results is advice in that order.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import Any

import pytest

from advisor.analysis import build_program
from advisor.backends.agenda import advise_from
from advisor.diagnostics import has_errors
from advisor.ir import MILLION, Program
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import case_of
from tests.agreement.columns import differences
from tests.agreement.engines import ALL
from tests.strategies.situations import Posed

TODAY = 739_942
HEAD = "pack: dmn\nversion: 1.0.0\nlanguage: 1.1\ntitle: A table of DMN\n"
LOAN = """
entities:
  situation:
    facts:
      age: {type: number, ask: How old?}
      risk: {type: choice, ask: Which risk?, choices: {high: High, low: Low, medium: Medium}}
      affordable: {type: yes-no, ask: Can they afford it?}
      status: {type: choice, concluded: yes, choices: {approved: Approved, declined: Declined}}
      rate: {type: choice, concluded: yes, choices: {best: Best, basic: Basic, standard: Standard}}
actions:
  approve-at-best: {title: Approve, kind: wait}
  approve-as-basic: {title: Approve, kind: wait}
  approve-as-standard: {title: Approve, kind: wait}
  decline-as-standard: {title: Decline, kind: wait}
tables:
"""
YEARS = """
entities:
  situation:
    facts:
      years: {type: number, ask: How many years?}
      result: {type: number, concluded: yes}
tables:
"""
# The rows of 0110, 0118 and 0119 are the same.
OUTCOMES = """
      - [">= 18", one of (medium, low), yes, %s]
      - ["< 18",  -,                    -,   %s]
      - [-,       high,                 -,   %s]
"""
ACTIONS = OUTCOMES % ("approve-as-basic", "decline-as-standard", "approve-as-standard")
VALUES = OUTCOMES % ("approved, basic", "declined, standard", "approved, standard")


@dataclass(frozen=True)
class Tck:
    """A table and what comes out: for each case the facts that are stated, concluded, and the advice."""

    pack: str
    cases: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = field(default_factory=list)


def _loan(age: int, risk: str) -> dict[str, Any]:
    return {"age": age, "risk": risk, "affordable": True}


def _years(**results: float) -> list[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    return [({"years": int(n[1:])}, {"result": r}, []) for n, r in results.items()]


def _vacation(age: int, years: int, days: int) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    return {"age": age, "years": years}, {"total": days}, []


TABLES: dict[str, Tck] = {
    "0004 unique": Tck(
        LOAN
        + """
  - table: approval
    hit: unique
    when: [age, risk, affordable]
    then: {conclude: status}
    rows:
      - [">= 18", one of (medium, low), yes, approved]
      - ["< 18",  one of (medium, low), yes, declined]
      - [-,       high,                 yes, declined]
      - [-,       -,                    no,  declined]
""",
        [
            (_loan(18, "medium"), {"status": "approved"}, []),
            (_loan(17, "medium"), {"status": "declined"}, []),
            (_loan(18, "high"), {"status": "declined"}, []),
        ],
    ),
    "0108 first": Tck(
        LOAN
        + """
  - table: approval
    hit: first
    when: [age, risk, affordable]
    then: {conclude: [status, rate]}
    rows:
      - [">= 18", medium, yes, approved, best]
      - [">= 12", medium, yes, approved, standard]
      - ["< 12",  low,    yes, declined, standard]
    otherwise: [declined, standard]
""",
        [
            (_loan(19, "medium"), {"status": "approved", "rate": "best"}, []),
            (_loan(13, "medium"), {"status": "approved", "rate": "standard"}, []),
            (_loan(10, "low"), {"status": "declined", "rate": "standard"}, []),
        ],
    ),
    "0109 rule order": Tck(
        LOAN
        + """
  - table: approval
    hit: rule order
    when: [age, risk, affordable]
    then: {advise: [action]}
    rows:
      - [">= 18", medium, yes, approve-at-best]
      - [">= 12", medium, yes, approve-as-standard]
      - ["< 12",  low,    yes, decline-as-standard]
    because: The table says so.
""",
        [
            (_loan(19, "medium"), {}, ["approve-at-best", "approve-as-standard"]),
            (_loan(13, "medium"), {}, ["approve-as-standard"]),
            (_loan(10, "low"), {}, ["decline-as-standard"]),
        ],
    ),
    "0110 output order": Tck(
        LOAN
        + f"""
  - table: approval
    hit: output order
    when: [age, risk, affordable]
    then: {{advise: action}}
    rows: {ACTIONS}
    because: The table says so.
""",
        [
            (_loan(17, "high"), {}, ["approve-as-standard", "decline-as-standard"]),
            (_loan(19, "low"), {}, ["approve-as-basic"]),
            (_loan(10, "low"), {}, ["decline-as-standard"]),
        ],
    ),
    "0114 collect, the smallest": Tck(
        YEARS
        + """
  - table: insurance
    hit: collect
    collect: min
    when: [years]
    then: {conclude: result}
    rows: [["> 1", 98.83], ["> 2", 150.21], ["> 3", 205.43], ["> 4", 64.32]]
""",
        _years(y5=64.32, y3=98.83, y4=98.83),
    ),
    "0115 collect, the sum": Tck(
        YEARS
        + """
  - table: salary
    hit: collect
    collect: sum
    when: [years]
    then: {conclude: result}
    rows: [["> 1", 100], ["> 2", 200], ["> 3", 300], ["> 5", 500]]
""",
        _years(y6=1100, y3=300, y2=100),
    ),
    "0116 collect, how many": Tck(
        YEARS
        + """
  - table: salary
    hit: collect
    collect: count
    when: [years]
    then: {conclude: result}
    rows: [["> 1", 100], ["> 2", 200], ["> 3", 300], ["> 5", 500]]
""",
        _years(y6=4, y2=1, y3=2),
    ),
    "0118 priority": Tck(
        LOAN
        + f"""
  - table: approval
    hit: priority
    when: [age, risk, affordable]
    then: {{conclude: [status, rate]}}
    rows: {VALUES}
""",
        [
            (_loan(17, "high"), {"status": "approved", "rate": "standard"}, []),
            (_loan(19, "low"), {"status": "approved", "rate": "basic"}, []),
            (_loan(10, "low"), {"status": "declined", "rate": "standard"}, []),
        ],
    ),
    # Of `collect` alone no order is promised; advice has its own.
    "0119 collect": Tck(
        LOAN
        + f"""
  - table: approval
    hit: collect
    when: [age, risk, affordable]
    then: {{advise: action}}
    rows: {ACTIONS}
    because: The table says so.
""",
        [
            (_loan(17, "high"), {}, ["approve-as-standard", "decline-as-standard"]),
            (_loan(19, "low"), {}, ["approve-as-basic"]),
            (_loan(10, "low"), {}, ["decline-as-standard"]),
        ],
    ),
    "0017 table tests": Tck(
        """
entities:
  situation:
    facts:
      price: {type: number, ask: Which price?}
      low: {type: number, ask: From?}
      high: {type: number, ask: To?}
      day_d: {type: date, ask: Which day?}
      day_e: {type: date, ask: Which other day?}
      price_over_10: {type: yes-no, concluded: yes}
      price_range: {type: choice, concluded: yes, choices: {inside: In range, outside: Not in range}}
      d_after: {type: yes-no, concluded: yes}
      d_after_e: {type: yes-no, concluded: yes}
tables:
  - table: price-over-10
    hit: unique
    when: [price]
    then: {conclude: price_over_10}
    rows: [["> 10", yes], ["<= 10", no]]
  - table: price-range
    hit: priority
    when: [price]
    then: {conclude: price_range}
    rows: [[low .. high, inside], [-, outside]]
  - table: d-after
    when: [day_d]
    then: {conclude: d_after}
    rows: [["> 2016-10-01", yes], ["<= 2016-10-01", no]]
  - table: d-after-e
    when: [day_d]
    then: {conclude: d_after_e}
    rows: [[after day_e, yes], [on or before day_e, no]]
""",
        [
            (
                {
                    "price": 20,
                    "low": 9,
                    "high": 10,
                    "day_d": "2016-11-01",
                    "day_e": "2016-11-02",
                },
                {
                    "price_over_10": True,
                    "price_range": "outside",
                    "d_after": True,
                    "d_after_e": False,
                },
                [],
            )
        ],
    ),
    "0020 vacation days": Tck(
        """
entities:
  situation:
    facts:
      age: {type: number, ask: How old?}
      years: {type: number, ask: How many years?}
      extra_1: {type: number, concluded: yes}
      extra_2: {type: number, concluded: yes}
      extra_3: {type: number, concluded: yes}
      total: {type: number, concluded: yes}
parameters:
  base: {value: 22, title: Days for everybody}
rules:
  - rule: total
    conclude: {total: "base + max(extra_1, extra_3) + extra_2"}
tables:
  - table: extra-1
    hit: collect
    collect: max
    when: [age, years]
    then: {conclude: extra_1}
    rows: [["one of (< 18, >= 60)", -, 5], [-, ">= 30", 5]]
    otherwise: 0
  - table: extra-2
    hit: collect
    collect: max
    when: [age, years]
    then: {conclude: extra_2}
    rows: [[-, ">= 30", 3], [">= 60", -, 3]]
    otherwise: 0
  - table: extra-3
    hit: collect
    collect: max
    when: [age, years]
    then: {conclude: extra_3}
    rows: [[-, "[15 .. 30)", 2], [">= 45", -, 2]]
    otherwise: 0
""",
        [
            _vacation(16, 1, 27),
            _vacation(25, 5, 22),
            _vacation(25, 20, 24),
            _vacation(44, 30, 30),
            _vacation(50, 20, 24),
            _vacation(50, 30, 30),
            _vacation(60, 20, 30),
        ],
    ),
}


def _program(pack: str) -> Program:
    texts = {"pack.yaml": HEAD, "all.yaml": textwrap.dedent(pack)}
    loaded = load_pack_texts(texts, "pack")
    assert loaded.pack is not None, [d.message for d in loaded.diagnostics]
    assert not has_errors(loaded.diagnostics)
    return build_program(loaded.pack)


def _held(value: object) -> object:
    """A value as engines hold it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * MILLION)
    return value


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("engine", ALL)
def test_a_table_of_the_kit_gives_the_results_of_the_kit(name: str, engine: str) -> None:
    program = _program(TABLES[name].pack)
    compiled = ALL[engine].compile_program(program)
    for facts, concluded, advice in TABLES[name].cases:
        root = case_of(facts, program.pack).situation.root
        derivations = compiled.derive(root, TODAY)
        assert derivations.error is None
        found = {c.fact: c.value for c in derivations.conclusions}
        wanted = {fact: _held(value) for fact, value in concluded.items()}
        assert {fact: found.get(fact) for fact in wanted} == wanted
        pieces = advise_from(program, root, TODAY, derivations)
        assert [piece.action for piece in pieces] == advice


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_kit_gives_them_in_columns(name: str) -> None:
    # Columns only tell advice: so there is some for each fact that is concluded, and it is what the oracle says.
    table = TABLES[name]
    pack = table.pack
    facts = list(dict.fromkeys(fact for _, concluded, _ in table.cases for fact in concluded))
    shown = "".join(
        f'  show-{fact.replace("_", "-")}: {{title: "It is {{{fact}|nothing}}", kind: wait}}\n'
        for fact in facts
    )
    rules = "".join(
        f"  - {{rule: show-{fact.replace('_', '-')}, when: {fact} is given,"
        f" advise: show-{fact.replace('_', '-')}, because: It is so.}}\n"
        for fact in facts
    )
    texts = {"pack.yaml": HEAD, "all.yaml": pack}
    if facts:
        texts["shown.yaml"] = f"actions:\n{shown}rules:\n{rules}"
    loaded = load_pack_texts(texts, "pack")
    assert loaded.pack is not None, [d.message for d in loaded.diagnostics]
    program = build_program(loaded.pack)
    posed = [
        Posed(case_of(stated, program.pack).situation.root, TODAY) for stated, _, _ in table.cases
    ]
    assert not list(differences(program, posed))
