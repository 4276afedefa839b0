"""Rows as programs and people write them, drawn from a number, read in columns and one by one.

`python -m tests.batch.written --rows 200000` looks for a row that the two ways of reading tell otherwise; `--seed N`
shows one of them.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from random import Random

import pyarrow as pa

from advisor.analysis import build_program
from advisor.batch.deciding import decide_slice, in_columns
from advisor.batch.problems import BatchError
from advisor.batch.sources.json_lines import JsonLinesSource, plain
from advisor.batch.sources.plain_rows import BOM, RowError, parse_line, read_situation
from advisor.batch.sources.schema_casts import conform
from advisor.batch.sources.slices import RowSource
from advisor.batch.sources.tables import TablesSource
from advisor.ir import SITUATION, TODAY, AsOf, Program, iso_date
from advisor.loading.declarations.packs import load_pack_texts

AS_OF = AsOf(739_942, 739_942)
ROWS = 40  # of one number

_FACTS = """\
      company: {type: text}
      stage: {type: choice, choices: {applied: Applied, interviewed: Interviewed, told_no: No}}
      thanked: {type: yes-no}
      asked: {type: yes-no, default: yes}
      chases: {type: number, min: 0, max: 90000000000}
      pay: {type: number}
      takes: {type: duration, max: 8 weeks}
      held_on: {type: date}
"""
_FLAT = "entities:\n  situation:\n    facts:\n" + _FACTS
_NESTED = (
    "entities:\n  situation:\n    facts: {mood: {type: text}}\n"
    "  application:\n    list: applications\n    label: an application\n    facts:\n" + _FACTS
)
_ACTIONS = "actions:\n" + "".join(f"  {name}: {{title: {name}, kind: do}}\n" for name in "abcdefg")
_WHEN = {
    "a": "thanked",
    "b": "not asked",
    "c": "chases >= 3",
    "d": "pay > 1.5 or pay < -2",
    "e": "takes > 5 days",
    "f": "held_on < 2026-11-22",
    "g": 'stage is interviewed or company is "Acme"',
}


@cache
def program(is_nested: bool) -> Program:
    """A pack with a fact of each kind, in the situation itself or in a list."""
    owner = "    for: application\n" if is_nested else ""
    rules = "rules:\n" + "".join(
        f"  - rule: {name}\n{owner}    when: {when}\n    advise: {{action: {name}}}\n"
        "    because: It is so.\n    source: guide#thank\n"
        for name, when in _WHEN.items()
    )
    head = (
        "pack: written\nversion: 1.0.0\nlanguage: 1\ntitle: Written\n"
        "sources:\n  guide:\n    title: G\n    sections: {thank: T}\n"
    )
    facts = _NESTED if is_nested else _FLAT
    files = {"pack.yaml": head, "facts.yaml": facts, "actions.yaml": _ACTIONS, "rules.yaml": rules}
    loaded = load_pack_texts(files, "written")
    assert loaded.pack is not None, [d for d in loaded.diagnostics if d.code != "ADV124"]
    return build_program(loaded.pack)


# Values as they stand in a line of JSON, by the fact. The first of each are what programs write.
_PLAIN: dict[str, list[str]] = {
    "situation": ['"s1"', '"a b"', "17", "null"],
    "today": ['"2026-11-22"', "null", '"2026-11-30"'],
    "company": ['"Acme"', '"Ink, Inc."', '""', '"Müller & Söhne"', '"a text of more than twelve signs"', "null"],
    "stage": ['"applied"', '"interviewed"', '"told_no"', "null"],
    "thanked": ["true", "false", "null"],
    "asked": ["false", "true", "null"],
    "chases": ["0", "3", "12", "null", "1234567", "12345678", "123456789"],
    "pay": ["1", "1.5", "1.25", "-2.5", "100000", "null", "0.000001", "12345678.5"],
    "takes": ["5", "56", "0", "null", "57"],
    "held_on": ['"2026-11-20"', '"2026-11-22"', "null"],
}  # fmt: skip
_ODD = [
    "1.0", "-0", "0.0", "-0.0", "01", "1e2", "1E2", "1.5e1", "1.2345678", "1.0000000", "123456789012345",
    "1234567890123456", "99999999999999999999", "-1", "-12345678", "+1", ".5", "5.", "0x10", "1_000", "-", "",
    "true", "false", "null", "nulls", "truefalse", "NaN", "Infinity", "{}", "[]", '[1]', '{"a":1}', '"', '""',
    '"5"', '" 5"', '"5 days"', '"1 week"', '"yes"', '"no"', '"TRUE"', '"0"', '"1.0"', '"-0"', '"007"', '"1e2"',
    '"2026-02-30"', '"2026-11-20T00:00:00"', '"20 Nov 2026"', '"unheard-of"', '"inter viewed"', '"a\\u00e9"',
    '"a\\"b"', '"a\\\\"', '"\\ud800"', '"\\u0000"', '"a\tb"', '"a\x7fb"', '"a\u200bb"', '"\u00a0"', '"' + "x" * 300 + '"',
    '" applied"', '"Applied"', '"applied\u00a0"', '"rejected"', '"exactly twel"', '"exactly thirt"', '"seven77"', '"eight888"',
]  # fmt: skip
_CHARACTERS = list('"\\{}[],:.-+eE0123 \t\r/xtfnulrasé')


def lines(seed: int, is_nested: bool) -> bytes:
    """JSON Lines of one program: most as it writes all of them, some as somebody has changed them."""
    draw = Random(f"{seed} {is_nested}")
    gaps = draw.choice([(",", ":"), (", ", ": "), (",", ": ")])
    names = [name for name in _PLAIN if draw.random() < 0.8] or ["thanked"]
    if draw.random() < 0.5:
        draw.shuffle(names)
    leaves_out = draw.random() < 0.3  # nothing is not written at all
    found = []
    for _ in range(ROWS):
        pairs = [(name, draw.choice(_PLAIN[name][:4] * 3 + _PLAIN[name])) for name in names]
        if leaves_out:
            pairs = [pair for pair in pairs if pair[1] != "null"]
        line = _line(draw, pairs, gaps)
        if is_nested:
            items = [line, *(_line(draw, pairs, gaps) for _ in range(draw.randrange(3)))]
            line = _line(
                draw, [("situation", '"s"'), ("applications", f"[{','.join(items)}]")], gaps
            )
        found.append(line)
    end = draw.choice(["\n", "\n", "\r\n"])
    return (end.join(found) + draw.choice(["", end])).encode("utf-8", "surrogatepass")


def _line(draw: Random, pairs: list[tuple[str, str]], gaps: tuple[str, str]) -> str:
    if draw.random() < 0.3 and pairs:
        at = draw.randrange(len(pairs))
        name, value = pairs[at]
        match draw.randrange(6):
            case 0:
                pairs.insert(at, (draw.choice([name, "colour", "situation"]), value))
            case 1:
                del pairs[at]
            case 2:
                draw.shuffle(pairs)
            case _:
                pairs[at] = (name, draw.choice(_ODD))
    line = "{" + gaps[0].join(f'"{name}"{gaps[1]}{value}' for name, value in pairs) + "}"
    if draw.random() < 0.1:
        at, more = draw.randrange(len(line) + 1), draw.choice(_CHARACTERS)
        line = line[:at] + draw.choice(["", more]) + line[at + draw.randrange(2) :]
    return draw.choice(["", " ", "null", "[]", line]) if draw.random() < 0.02 else line


def _cell(value: str) -> str:
    """A value of JSON as it stands in CSV, more or less."""
    if value == "null":
        return ""
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        value = value[1:-1]
    return value.replace("\\", "").replace('"', "").replace("\r", "").replace("\n", "")


def table(seed: int) -> bytes:
    """CSV of one program, with some cells that somebody has changed."""
    draw = Random(seed)
    separator = draw.choice([",", ",", ";", "\t"])
    names = [name for name in _PLAIN if draw.random() < 0.8] or ["thanked", "asked"]
    truths = draw.choice(
        [
            ("true", "false"),
            ("True", "False"),
            ("TRUE", "FALSE"),
            ("1", "0"),
            ("yes", "no"),
            ("WAHR", "FALSCH"),
        ]
    )
    quotes_all = draw.random() < 0.1
    rows = [list(names)]
    for _ in range(ROWS):
        row = []
        for name in names:
            value = draw.choice(_PLAIN[name][:4] * 3 + _PLAIN[name])
            value = {"true": truths[0], "false": truths[1]}.get(value, _cell(value))
            if draw.random() < 0.01:
                value = _cell(draw.choice(_ODD))
            row.append(value)
        rows.append(row)
    end = draw.choice(["\n", "\n", "\r\n"])
    found = [
        separator.join(f'"{cell}"' if quotes_all or separator in cell else cell for cell in row)
        for row in rows
    ]
    if draw.random() < 0.1:
        found.insert(
            draw.randrange(1, len(found)), draw.choice(["", '"', separator * (len(names) - 1)])
        )
    return (end.join(found) + draw.choice(["", end])).encode()


# By row: "ok" and its values, or the codes and the words of all that is wrong.
Told = dict[int, tuple[str, str] | tuple[tuple[str, str], ...]]


def in_columns_told(source: RowSource, program: Program) -> Told:
    """The rows as they are read in columns, with what the engine refuses."""
    decide = in_columns(program, AS_OF)
    found: Told = {}
    for piece in source.slices():
        decided = decide_slice(piece.load(), program.pack, decide)
        for row, problems in groupby(decided.problems, key=lambda problem: problem.row):
            found[row] = tuple((p.code, p.message) for p in problems)
        for number, values in zip(decided.rows.tolist(), decided.table.to_pylist(), strict=True):
            found.setdefault(number, ("ok", _shown(values)))
    return found


def one_by_one_told(
    rows: Iterable[tuple[int, Callable[[], dict[str, object] | None]]], program: Program
) -> Told:
    """The rows as the precise reader reads each of them."""
    found: Told = {}
    good: list[dict[str, object]] = []
    numbers: list[int] = []
    for number, read in rows:
        try:
            values = read()
            if values is None:
                continue
            situation = read_situation(values, program.pack)
        except RowError as error:
            found[number] = tuple((fault.code, fault.message) for fault in error.faults)
            continue
        today = None if situation.today is None else iso_date(situation.today)
        good.append({SITUATION: situation.id, TODAY: today, **plain(situation.root, program.pack)})
        numbers.append(number)
    schema = JsonLinesSource(Path("-"), program.pack, io.BytesIO()).plain_schema
    table = conform(pa.Table.from_pylist(good, schema), program.pack).table
    for number, row in zip(numbers, table.to_pylist(), strict=True):
        found[number] = ("ok", _shown(row))
    return found


def _shown(values: Mapping[str, object]) -> str:
    shown = {n: v.normalize() if isinstance(v, Decimal) else v for n, v in values.items()}
    return str(
        {
            n: f"{v:f}" if isinstance(v, Decimal) else str(v)
            for n, v in shown.items()
            if v is not None
        }
    )


def lines_differ(data: bytes, program: Program, block_bytes: int | None = None) -> list[str]:
    """The lines that are told otherwise in columns than one by one."""
    source = JsonLinesSource(Path("-"), program.pack, io.BytesIO(data), block_bytes)
    single = enumerate(data.removeprefix(BOM).split(b"\n"), 1)
    return _differences(
        in_columns_told(source, program),
        one_by_one_told(((number, partial(parse_line, line)) for number, line in single), program),
        dict(enumerate(data.split(b"\n"), 1)),
    )


def tables_differ(data: bytes, folder: Path) -> list[str]:
    """The rows of a CSV file that are told otherwise in columns than one by one."""
    path, flat = folder / "situation.csv", program(is_nested=False)
    path.write_bytes(data)
    try:
        columns = in_columns_told(TablesSource(folder, flat.pack), flat)
    except BatchError as error:
        return [] if _is_ragged(data) else [str(error)]
    names, *cells = _rows_of(data)
    filled = (
        {name: cell for name, cell in zip(names, row, strict=True) if cell != ""} for row in cells
    )
    single = one_by_one_told(((at, partial(dict, row)) for at, row in enumerate(filled, 1)), flat)
    return _differences(columns, single, dict(enumerate(cells, 1)))


def _rows_of(data: bytes) -> list[list[str]]:
    text = data.decode()
    first = text.splitlines()[0]
    delimiter = max(",;\t|", key=first.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


def _is_ragged(data: bytes) -> bool:
    return len({len(row) for row in _rows_of(data)}) > 1


def _differences(columns: Told, single: Told, rows: Mapping[int, object]) -> list[str]:
    return [
        f"row {n}, {rows.get(n)!r}:\n  columns    {columns.get(n)}\n  one by one {single.get(n)}"
        for n in sorted({*columns, *single})
        if columns.get(n) != single.get(n)
    ]


def differences(seed: int, folder: Path) -> list[str]:
    """What is told in two ways, of the lines and of the table of a number."""
    found = tables_differ(table(seed), folder)
    for is_nested in (False, True):
        found += lines_differ(lines(seed, is_nested), program(is_nested))
    return found


def main() -> None:
    """Read the command line and look."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int)
    chosen = parser.parse_args()
    seeds = [chosen.seed] if chosen.seed is not None else range(chosen.rows // (3 * ROWS))
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for text in differences(seed, Path(folder)):
                wrong += 1
                print(f"seed {seed}, {text}", flush=True)
            if wrong > 20:
                break
    print(f"{len(seeds) * 3 * ROWS:,} rows: {wrong} differences")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
