"""Random decision tables: all engines say what the tables are meant to say, whatever the hit policy."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from advisor.analysis import analyse
from advisor.backends.columnar import compile_columnar
from advisor.backends.columnar.plan import lookup
from advisor.backends.columnar.plan.whole_tables import whole_tables
from advisor.diagnostics import Severity
from advisor.ir import AsOf, Instance, Program, Value
from advisor.loading.declarations.packs import load_pack_texts
from tests.agreement.columns import differences, table_of
from tests.agreement.comparing import Rivals
from tests.strategies.situations import Posed, Situations
from tests.strategies.table_packs import MeantTable, TablePack, random_table_pack

PACKS = 150
SITUATIONS = 12
REFUSED = ("ADV542",)  # rows that must not hold together: the generator cares little for that

AT_LEAST = {  # how often each occurs, among the packs or the situations
    "packs with unique": 0.15,
    "packs with any": 0.15,
    "packs with first": 0.15,
    "packs with priority": 0.15,
    "packs with collect": 0.15,
    "packs with rule order": 0.15,
    "packs with output order": 0.15,
    "packs with collect: sum": 0.03,
    "packs with collect: min": 0.03,
    "packs with collect: max": 0.03,
    "packs with collect: count": 0.03,
    "packs with a table looked up as a whole": 0.8,
    "packs with a table in a file": 0.3,
    "packs with rows that must not hold together": 0.05,
    "situations with several rows of a table": 0.4,
    "situations with a row that another one overrides": 0.15,
    "situations with otherwise": 0.3,
    "situations with no row": 0.25,
    "situations with a conflict": 0.05,
    "situations with a concluded input": 0.1,
}


def _program(made: TablePack) -> tuple[Program | None, bool]:
    """The program, and whether a check refuses it; rows that hold together are let through here."""
    loaded = load_pack_texts(made.texts, "pack")
    errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
    assert loaded.pack is not None, (errors, made.texts)
    program, found = analyse(loaded.pack)
    refusals = [d for d in found if d.severity is Severity.ERROR]
    assert all(d.code in REFUSED for d in refusals), refusals
    if program is not None:
        return program, False
    tables = loaded.pack.tables
    program, found = analyse(replace(loaded.pack, tables={}))
    assert program is not None, found
    return replace(program, pack=replace(program.pack, tables=tables)), True


def _known(instance: Instance) -> dict[str, Value | None]:
    return dict(instance.facts)


def _told(
    made: TablePack, posed: Posed, counts: Counter[str]
) -> tuple[set[tuple[str, str]], dict[tuple[str, str], Value], bool]:
    """What the tables are meant to say: the rules that fire, what is concluded, whether there is a conflict."""
    fired: set[tuple[str, str]] = set()
    concluded: dict[tuple[str, str], Value] = {}
    is_conflict = False
    seen: set[str] = set()
    for place, instance in _instances(made, posed):
        known = _known(instance)
        for table in made.tables:
            hits = table.hits(known, posed.today)
            _count(table, hits, known, seen)
            fired |= {(name, place) for name in table.fires(hits)}
            outcomes = table.outcomes(hits)
            if table.fact is not None and outcomes:
                is_conflict = is_conflict or len(set(outcomes)) > 1
                known[table.fact] = concluded[place, table.fact] = outcomes[0]
    counts.update(f"situations with {what}" for what in seen)
    if is_conflict:
        counts["situations with a conflict"] += 1
    return fired, concluded, is_conflict


def _count(
    table: MeantTable, hits: list[int], known: dict[str, Value | None], seen: set[str]
) -> None:
    if len(hits) > 1:
        seen.add("several rows of a table")
        if table.hit in ("first", "priority"):
            seen.add("a row that another one overrides")
    if not hits:
        seen.add("no row" if table.otherwise is None else "otherwise")
    if any(i.text.startswith(("total", "grade")) and known.get(i.text) for i in table.inputs):
        seen.add("a concluded input")


def _instances(made: TablePack, posed: Posed) -> list[tuple[str, Instance]]:
    if made.entity == "situation":
        return [("", posed.root)]
    return [(f"items[{n}]", item) for n, item in enumerate(posed.root.lists.get("items", ()))]


@cache
def _counts() -> Counter[str]:
    """All packs and situations, checked and counted once."""
    counts: Counter[str] = Counter()
    for seed in range(PACKS):
        made = random_table_pack(seed)
        program, is_refused = _program(made)
        assert program is not None
        counts["packs"] += 1
        counts.update({f"packs with {table.hit}" for table in made.tables})
        counts.update({f"packs with collect: {t.collect}" for t in made.tables if t.collect})
        counts["packs with rows that must not hold together"] += is_refused
        counts["packs with a table in a file"] += any(path.endswith(".csv") for path in made.texts)
        rivals = Rivals.of(program)
        compiled = compile_columnar(program)
        counts["packs with a table looked up as a whole"] += bool(whole_tables(program))
        source = Situations(program.pack)
        posed = [source.pose(seed * 100 + number) for number in range(SITUATIONS)]
        for one in posed:
            counts["situations"] += 1
            fired, concluded, is_conflict = _told(made, one, counts)
            derivations = rivals.oracle.derive(one.root, one.today)
            assert not list(rivals.differences(one, derivations)), (seed, one)
            error = derivations.error
            if error is not None:
                assert error.kind == "range" or is_conflict, (seed, one)
                continue
            assert not is_conflict, (seed, one)
            own = {(f.rule, f.place) for f in derivations.firings if f.rule.startswith("table-")}
            assert own == fired, (seed, one, made.texts)
            found = {
                (c.place, c.fact): c.value
                for c in derivations.conclusions
                if c.fact.startswith(("total", "grade"))
            }
            assert found == concluded, (seed, one, made.texts)
        assert not list(differences(program, posed, compiled)), seed
    return counts


def test_all_engines_say_what_the_tables_are_meant_to_say() -> None:
    assert _counts()["situations"] == PACKS * SITUATIONS


@pytest.mark.parametrize("kind", AT_LEAST)
def test_the_generator_of_tables_makes_every_kind_often(kind: str) -> None:
    counts = _counts()
    assert counts[kind] / counts[kind.split(" ", 1)[0]] >= AT_LEAST[kind], counts


OVERRIDDEN = """
entities:
  item:
    list: items
    facts:
      amount: {type: number, ask: How much?}
      flag: {type: yes-no, ask: Is it?}
      grade: {type: choice, concluded: yes, choices: {low: Low, high: High}}
actions:
  tell: {title: "It is {grade|none}", kind: wait}
rules:
  - {rule: tell, for: item, advise: tell, because: So}
  - {rule: against, for: item, when: flag, overrides: grades/1}
  - {rule: never, for: item, when: amount is 3, overrides: grades}
tables:
  - table: grades
    for: item
    hit: first
    when: [amount]
    then: {conclude: grade}
    rows: [["< 2", low], ["< 5", high]]
    otherwise: [low]
"""


def test_rows_that_other_rules_override_do_not_fire_in_any_engine() -> None:
    head = "pack: tables\nversion: 1.0.0\nlanguage: 1.1\ntitle: Tables\n"
    loaded = load_pack_texts({"pack.yaml": head, "all.yaml": OVERRIDDEN}, "pack")
    assert loaded.pack is not None
    program, _ = analyse(loaded.pack)
    assert program is not None
    source = Situations(program.pack)
    posed = [source.pose(number) for number in range(60)]
    rivals = Rivals.of(program)
    assert not [line for one in posed for line in rivals.differences(one)]
    assert not list(differences(program, posed))
    overridden = Instance("item", {"amount": 1_000_000, "flag": True}, {})
    [told] = rivals.oracle.derive(
        Instance("situation", {}, {"items": (overridden,)}), 739_942
    ).conclusions
    assert (told.value, told.rules) == ("high", ("grades/2",))  # row 2 holds too, and speaks now


@pytest.mark.parametrize("seed", range(200, 212))
def test_columns_count_the_rows_that_fire_and_find_sets_of_rows_either_way(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = random_table_pack(seed)
    program, _ = _program(made)
    assert program is not None
    source = Situations(program.pack)
    posed = [source.pose(seed * 100 + number) for number in range(30)]
    oracle = Rivals.of(program).oracle
    wanted: Counter[str] = Counter()
    for one in posed:
        derivations = oracle.derive(one.root, one.today)
        if derivations.error is None:
            wanted.update(firing.rule for firing in derivations.firings)
    compiled = compile_columnar(program)
    table = table_of(program, posed)
    for most in (lookup._MOST_PAIRS, 0):  # few sets are marked in a table, many are sorted
        monkeypatch.setattr(lookup, "_MOST_PAIRS", most)
        for size in (7, 1000):
            decided = compiled.decide(table, AsOf(), count_rules=True, block_size=size)
            assert +Counter(decided.rule_counts) == wanted
        assert not list(differences(program, posed, compiled))
