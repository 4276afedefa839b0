"""Packed sort keys: advice is put in order by sorting whole records, each piece as one number.

Where all advice is for situations, as in flat tables, nothing but numbers has to be carried along, and
they mostly fit into 32 or 63 bits together. Sorting them then moves everything at once: no order is
looked up afterwards for every column.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor.backends.columnar.kernels.values import Array
from advisor.diagnostics.fast_dataclass import dataclass

_SMALL, _LARGE = 32, 63  # bits of a record


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One number of each record; none is below `low` or above `high`.

    `stands` is a number that stands for `meant`, which is far from all others; None for none.
    """

    values: Array
    low: int
    high: int
    stands: int | None = None
    meant: int = 0

    @property
    def bits(self) -> int:
        """How many bits it takes."""
        return (self.high - self.low).bit_length()


def part_of(values: Array) -> KeyPart:
    """Numbers as they are."""
    return KeyPart(values, int(values.min()), int(values.max()))


def dates_with(none: int, days: Array) -> KeyPart:
    """Days, `none` of them being far before or far behind all others, as in their order."""
    low, high = int(days.min()), int(days.max())
    if none not in (low, high) or low == high:
        return KeyPart(days, low, high)
    # Days 12, none and 10: 13 stands for none, so that 2 bits hold them and not 22.
    given = days[days != none]
    low, high = int(given.min()), int(given.max())
    stands = low - 1 if none < low else high + 1
    low, high = min(low, stands), max(high, stands)
    return KeyPart(days.clip(days.dtype.type(low), days.dtype.type(high)), low, high, stands, none)


def sorted_records(parts: dict[str, KeyPart]) -> dict[str, Array] | None:
    """The parts of all records, sorted by the first part, then by the second, and so on.

    Shape: None, where the parts take more bits than one number has.
    """
    # Three pieces with a row (1 bit) and a due (from 10; 13 stands for none: 2 bits):
    #
    #   row  due     record       sorted       row  due
    #    1   12      1 10 = 6     0 00 = 0      0   10
    #    0   none    0 11 = 3     0 11 = 3      0   none
    #    0   10      0 00 = 0     1 10 = 6      1   12
    total = sum(part.bits for part in parts.values())
    if total > _LARGE:
        return None
    dtype: Any = np.uint32 if total <= _SMALL else np.int64
    records: Array | None = None
    for part in parts.values():
        if not part.bits:
            continue
        held = part.values
        if part.low:
            held = held - held.dtype.type(part.low)
        held = held.astype(dtype)
        if records is None:
            records = held
        else:
            records <<= dtype(part.bits)
            records |= held
    if records is None:
        return {name: part.values for name, part in parts.items()}  # all are the same
    records.sort()
    found: dict[str, Array] = {}
    shift = 0
    for name, part in reversed(parts.items()):
        if part.bits:
            values = records >> dtype(shift)
            if shift + part.bits < total:
                values &= dtype((1 << part.bits) - 1)
            shift += part.bits
            found[name] = _restored(part, values)
        else:
            found[name] = part.values
    return found


def _restored(part: KeyPart, values: Array) -> Array:
    held = values.astype(part.values.dtype, copy=False)
    if part.low:
        held += held.dtype.type(part.low)
    if part.stands is not None:
        held[held == part.stands] = part.meant
    return held
