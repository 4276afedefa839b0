"""Rows as programs and people write them are told the same in columns and one by one."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.sources.line_blocks import line_blocks
from advisor.batch.sources.uniform_lines import read_uniform_lines
from advisor.ir import SITUATION
from tests.batch.written import differences, lines, lines_differ, program, tables_differ


@pytest.mark.parametrize("seed", range(40))
def test_columns_tell_the_same_as_the_precise_reader(seed: int, tmp_path: Path) -> None:
    assert differences(seed, tmp_path) == []


@pytest.mark.parametrize("cell", ["0x10", "+5", "007", "-0", " 5", "5.0", "1e1", "9999999999"])
def test_a_cell_behind_many_plain_ones_is_told_as_by_itself(cell: str, tmp_path: Path) -> None:
    """The first rows are whole numbers only, and so the column is read as such."""
    rows = "".join(f"s{n},{n % 9},{n % 5}\n" for n in range(300))
    data = f"situation,chases,pay\n{rows}x,{cell},{cell}\n"
    assert tables_differ(data.encode(), tmp_path) == []


_PIECES = st.sampled_from(
    ['{"thanked":true', ',"takes":', '"stage":', '"applied"', "12", "-", "1.5", "}", "{", "\n", "\r\n", '"', "\\", ",", ":", " "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=3), max_size=30), st.booleans())
def test_any_text_is_told_the_same(pieces: list[str], is_nested: bool) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    assert lines_differ(data, program(is_nested)) == []


@pytest.mark.parametrize("size", [70, 300, 2_000])
def test_it_does_not_matter_where_blocks_end(size: int) -> None:
    for seed in range(4):
        assert lines_differ(lines(seed, is_nested=False), program(is_nested=False), size) == []


@pytest.mark.parametrize(
    ("line", "is_at_once"),
    [
        (b'{"thanked":true,"takes":5,"stage":"applied"}', True),
        (b'{"thanked":null,"takes":null,"stage":null}', True),
        (b'{"thanked":true}', True),
        (b'{"thankee":true,"takes":5,"stage":"applied"}', False),
        (b"{}", False),
        (b'{"thanked":true,"takes":5.0,"stage":"told_no"}', True),
        (b'{"thanked":true,"takes":123456789,"stage":"applied"}', True),
        (b'{"thanked": true,"takes":5,"stage":"applied"}', False),
        (b'{"takes":5,"thanked":true,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":5,"takes":5,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":1e1,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":05,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":-0,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":5,"stage":"appl\\u0069ed"}', False),
        (b'{"thanked":true,"takes":5,"stage":"app\x01lied"}', False),
        (b'{"thanked":true,"takes":5,"stage":"applied"} ', False),
        (b'{"thanked":true,"takes":5,"stage":"applied",}', False),
        (b'{"thanked":truee,"takes":5,"stage":"applied"}', False),
        (b'{"thanked":true,"takes":,"stage":"applied"}', False),
    ],
)
def test_what_is_written_otherwise_is_left_to_the_precise_reader(
    line: bytes, is_at_once: bool
) -> None:
    usual = b'{"thanked":false,"takes":12,"stage":"interviewed"}'
    text = io.BytesIO(b"\n".join([usual, usual, line, usual, b""]))
    [block] = line_blocks(text, 10_000, is_from_start=True)
    facts = program(is_nested=False).pack.entities[SITUATION].facts
    found = read_uniform_lines(block, {fact.name: fact.type for fact in facts.values()})
    assert found is not None
    assert found.is_read.tolist() == [True, True, is_at_once, True]
