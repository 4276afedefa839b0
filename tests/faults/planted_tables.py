"""Faults in decision tables, from their cells to the look-up in columns, planted one at a time."""

from __future__ import annotations

from tests.faults.fault import Fault

CELLS = "loading/declarations/cells.py"
TABLES = "loading/declarations/compiled_tables.py"
REGIONS = "ir/regions.py"
LOOKUP = "backends/columnar/plan/lookup.py"
WHOLE = "backends/columnar/plan/whole_tables.py"

TABLE_FAULTS: tuple[Fault, ...] = (
    Fault(
        "tables: a round bracket lets its end in",
        CELLS,
        "least = ir.Comparison.AFTER if is_above else ir.Comparison.NOT_BEFORE",
        "least = ir.Comparison.NOT_BEFORE",
    ),
    Fault(
        "tables: `not` in a cell is passed over",
        CELLS,
        "return None if inner is None else ir.Not(inner, part.span)",
        "return inner",
    ),
    Fault(
        "tables: the first value of `one of` is enough",
        CELLS,
        "return ir.OneOf(of, values, part.span)",
        "return ir.OneOf(of, values[:1], part.span)",
    ),
    Fault(
        "tables: `none` is a value that is given",
        CELLS,
        "ir.Not(test, part.span) if found[1] or found[2] else test",
        "ir.Not(test, part.span) if found[1] else test",
    ),
    Fault(
        "tables: rows of `priority` count from the top down",
        TABLES,
        "sorted(range(len(rules)), key=lambda at: (ranks[at], at))",
        "range(len(rules))",
    ),
    Fault(
        "tables: rows do not override `otherwise`",
        TABLES,
        "overrides=(fallback,) if has_fallback and name != fallback else (),",
        "overrides=(),",
    ),
    Fault(
        "tables: `count` adds the values up",
        TABLES,
        'counts = self.table.collect == "count" and not name.endswith(OTHERWISE)',
        "counts = False",
    ),
    Fault(
        "tables: of an odd number of values a sum forgets one",
        TABLES,
        "            else pair[0]\n            for pair in pairs",
        "            else nothing\n            for pair in pairs",
    ),
    Fault(
        "tables: a comparison lets its end in",
        REGIONS,
        "ends = self.low, value - 1",
        "ends = self.low, value",
    ),
    Fault(
        "tables: what is not given is let out by `not`",
        REGIONS,
        "begin, found = self.none, []",
        "begin, found = self.low, []",
    ),
    Fault(
        "tables: rows that touch do not meet",
        REGIONS,
        "while waiting and starts[waiting[-1]] <= ends[row]:",
        "while waiting and starts[waiting[-1]] < ends[row]:",
    ),
    Fault(
        "columns: of several rows the last counts",
        LOOKUP,
        "return (min(found, key=self.ranks.__getitem__),)",
        "return (max(found, key=self.ranks.__getitem__),)",
    ),
    Fault(
        "columns: a table without a row that holds has no `otherwise`",
        LOOKUP,
        "return (self.count,) if self.has_otherwise else ()",
        "return ()",
    ),
    Fault(
        "columns: what is not given is looked up as a value",
        LOOKUP,
        "return found if mask is None else np.where(mask, found, self.numbers[0])",
        "return found",
    ),
    Fault(
        "columns: a value at the beginning of a class is of the one before",
        LOOKUP,
        'np.searchsorted(starts, values, "right") - 1',
        'np.searchsorted(starts, values, "left") - 1',
    ),
    Fault(
        "columns: rows at odds are no conflict",
        LOOKUP,
        "if len({self.numbers[row] for row in rows if row in self.numbers}) > 1",
        "if len(rows) < 0",
    ),
    Fault(
        "columns: values in millions are looked up as they are",
        LOOKUP,
        "starts = -(-self.starts // column.unit)",
        "starts = self.starts // column.unit",
    ),
    Fault(
        "columns: tables that other rules override are looked up all the same",
        WHOLE,
        "own.issuperset(program.overridden_by[name])",
        "True",
    ),
)
