"""The bodies of Parquet pages for values that are few, count up or are missing.

Parquet holds the places of values in a dictionary, and what is null, in runs: one value many times, or
values of some bits each, side by side. Differences of numbers that count up are held likewise. Packing
whole columns that way is a handful of NumPy operations, where a writer for any values looks each one up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from advisor.batch.outputs.thrift import write_varint

Array = npt.NDArray[Any]
WIDTHS = (1, 2, 4, 8, 16, 32, 64)  # bits that values are packed into
_BLOCK, _PARTS = 128, 4  # differences in a block, and the parts of a block with widths of their own
_PART = _BLOCK // _PARTS


def width_for(highest: int) -> int:
    """The bits of a packed value that holds every number from 0 to `highest`."""
    return next(width for width in WIDTHS if highest >> width == 0)


def packed(values: Array, width: int) -> bytes:
    """Numbers of `width` bits each, the first one lowest.

    Shape: none takes more bits; there are as many as fill whole bytes.
    """
    if width == 1:
        return np.packbits(values.astype(np.bool_), bitorder="little").tobytes()
    held = values.astype(f"<u{max(width // 8, 1)}", copy=False)
    for bits in (2, 4):
        if bits >= width and width < 8:
            pairs = held.view("<u2")
            held = (pairs | pairs >> np.uint16(8 - bits)).astype(np.uint8)
    return held.tobytes()


def one_run(value: int, count: int, width: int) -> bytes:
    """One value `count` times."""
    out = bytearray()
    write_varint(out, count << 1)
    return bytes(out) + value.to_bytes(-(-width // 8), "little")


def packed_run(values: Array, width: int) -> bytes:
    """Any values."""
    groups = -(-len(values) // 8)
    out = bytearray()
    write_varint(out, groups << 1 | 1)
    return bytes(out) + packed(_filled(values, 8 * groups), width)


def run_of(values: Array, width: int) -> bytes:
    """The shorter of the two. At least one value."""
    first = values[0]
    if (values == first).all():
        return one_run(int(first), len(values), width)
    return packed_run(values, width)


def levels(is_given: Array) -> bytes:
    """Which values are given, at the head of a page of a column that may be null."""
    runs = run_of(is_given.view(np.uint8), 1)
    return len(runs).to_bytes(4, "little") + runs


def differences(numbers: Array) -> bytes:
    """Whole numbers, none below the one before: DELTA_BINARY_PACKED. At least one."""
    steps = np.diff(numbers)
    width = width_for(int(steps.max(initial=0)))
    out = bytearray()
    for number in (_BLOCK, _PARTS, len(numbers), int(numbers[0]) << 1):  # the last one zigzag
        write_varint(out, number)
    if not len(steps):
        return bytes(out)
    blocks = -(-len(steps) // _BLOCK)
    body = np.frombuffer(packed(_filled(steps, _BLOCK * blocks), width), np.uint8)
    table = np.empty((blocks, 1 + _PARTS + body.size // blocks), np.uint8)
    table[:, 0] = 0  # the least difference
    table[:, 1 : 1 + _PARTS] = width
    table[:, 1 + _PARTS :] = body.reshape(blocks, -1)
    # What the last block does not need of its parts is left out, and their widths are 0.
    needed = -(-(len(steps) - _BLOCK * (blocks - 1)) // _PART)
    table[-1, 1 + needed : 1 + _PARTS] = 0
    spare = (_PARTS - needed) * (_PART * width // 8)
    return bytes(out) + table.tobytes()[: table.size - spare]


def _filled(values: Array, count: int) -> Array:
    """With zeros at the end, to so many."""
    if len(values) == count:
        return values
    found = np.zeros(count, values.dtype)
    found[: len(values)] = values
    return found
