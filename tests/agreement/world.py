"""A small world for hand-written tables: one pack to a row, run by every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from advisor.analysis import build_program
from advisor.backends.agenda import advise_from
from advisor.backends.protocol import Backend
from advisor.diagnostics import Diagnostic, has_errors
from advisor.ir import Advice, Derivations, Program, Situation
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations

TODAY = "2026-11-22"  # a Sunday; the 20th is a Friday, the 23rd a Monday

HEAD = """\
pack: small-world
version: 1.0.0
language: 1
title: A small world
"""

FACTS = """\
entities:
  situation:
    facts:
      p: {type: yes-no}
      q: {type: yes-no}
      n: {type: number}
      m: {type: number}
      five: {type: number, default: 5}
      d: {type: date}
      e: {type: date}
      u: {type: duration}
      few: {type: several, choices: {ash: Ash, birch: Birch, elm: Elm}}
      v: {type: duration}
      term: {type: period}
      c: {type: choice, choices: {red: Red, green: Green, blue: Blue}}
      c2: {type: choice, choices: {red: Red, green: Green, blue: Blue}}
      r:
        type: choice
        ordered: best first
        choices: {gold: Gold, silver: Silver, bronze: Bronze}
      r2:
        type: choice
        ordered: best first
        choices: {gold: Gold, silver: Silver, bronze: Bronze}
      t: {type: text}
      t2: {type: text}
      after_n: {type: number, concluded: yes, default: next_n + 1}
      next_n: {type: number, concluded: yes, default: n + 1}
%s
  box:
    list: boxes
    facts:
      k: {type: number}
      w: {type: date}
      g: {type: yes-no}
      s: {type: duration}
      lasts: {type: period}
      many: {type: several, default: [elm], choices: {ash: Ash, birch: Birch, elm: Elm}}
      colour: {type: choice, choices: {red: Red, green: Green, blue: Blue}}
      name: {type: text}
%s
  item:
    within: box
    list: items
    facts:
      i: {type: number}
      h: {type: yes-no}
      held: {type: date}
%s
parameters:
  pause: {value: 1 week}
  factor: {value: 1.5}
  margin: {value: 3 working days}
  majority: {value: 18 years}
  limit_day: {value: 2026-11-25}
  strict: {value: yes}
  rate: {values: {2026-11-22: 22, 2026-01-01: 20.5, 2026-12-01: 25}}
  lead: {values: {2026-11-20: 2 days, 2026-11-23: 1 week}}
  wait_for: {values: {2026-11-01: 1 working day}}
  is_open: {values: {2026-11-20: yes, 2026-11-24: no}}
  word: {values: {2026-11-23: "alpha", 2026-11-25: "beta"}}
  opening: {values: {2026-11-01: 2026-11-24, 2026-11-24: 2026-12-24}}
"""


def mistakes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The errors among them, in words."""
    return [f"{d.code} {d.message}" for d in diagnostics if has_errors([d])]


@lru_cache(maxsize=2000)
def program_of(text: str) -> Program:
    """The program of a pack with one file beside `pack.yaml`."""
    loaded = load_pack_texts({"pack.yaml": HEAD, "world.yaml": text}, "pack")
    assert loaded.pack is not None, mistakes(loaded.diagnostics)
    assert not mistakes(loaded.diagnostics), mistakes(loaded.diagnostics)
    return build_program(loaded.pack)


def situation_of(text: str, program: Program) -> Situation:
    """The only situation of a text; without a date it is that of this small world."""
    if text.startswith("{"):  # several facts on one line
        text = text.strip("{}").replace(", ", "\n")
    loaded = load_situations(f"today: {TODAY}\n{text}", "situation.yaml", program.pack, "yaml")
    assert not mistakes(loaded.diagnostics), mistakes(loaded.diagnostics)
    [case] = loaded.cases
    return case.situation


@dataclass(frozen=True)
class Outcome:
    """What came out for one pack and one situation."""

    program: Program
    derivations: Derivations
    advice: tuple[Advice, ...]


def outcome(pack_text: str, situation_text: str, backend: Backend) -> Outcome:
    """Run a pack on a situation."""
    program = program_of(pack_text)
    situation = situation_of(situation_text, program)
    assert situation.today is not None
    engine = backend.compile_program(program)
    derivations = engine.derive(situation.root, situation.today)
    advice = (
        ()
        if derivations.error
        else advise_from(program, situation.root, situation.today, derivations)
    )
    return Outcome(program, derivations, advice)


def world_with(entity: str, kind: str, rule: str) -> str:
    """The small world with a concluded fact `result` of a type, and a rule."""
    result = f"      result: {{type: {kind}, concluded: yes}}"
    if kind == "choice":
        result = (
            "      result: {type: choice, concluded: yes,"
            " choices: {red: Red, green: Green, blue: Blue}}"
        )
    slots = [result if entity == e else "" for e in ("situation", "box", "item")]
    return FACTS % tuple(slots) + rule
