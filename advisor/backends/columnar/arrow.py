"""pyarrow for the kernels. It ships no types of its own: what it gives is Any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow
import pyarrow.compute

pa: Any = pyarrow
pc: Any = pyarrow.compute


def array_of(values: npt.NDArray[Any], type_: Any, is_given: npt.NDArray[Any] | None = None) -> Any:
    """An Arrow array on these very values; null where `is_given` says so.

    Shape: `values` are held as `type_` holds them.
    """
    given = None if is_given is None else pa.py_buffer(np.packbits(is_given, bitorder="little"))
    return pa.Array.from_buffers(type_, len(values), [given, pa.py_buffer(values)])


def strings(words: Iterable[str]) -> Any:
    """An Arrow array of strings.

    Cost: `pyarrow.array` of a list looks for pandas, and where that is there, loads it.
    """
    encoded = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def repeated(word: str, count: int) -> Any:
    """An Arrow array with the same string in every place."""
    return strings([word]).take(array_of(np.zeros(count, np.int64), pa.int64()))


def integers(array: Any) -> npt.NDArray[Any]:
    """The values of an Arrow array of integers or days, those under nulls included; not to be written.

    Cost: as for `strings`, `to_numpy` would look for pandas.
    """
    sign = "u" if pa.types.is_unsigned_integer(array.type) else "i"
    dtype = np.dtype(f"{sign}{array.type.bit_width // 8}")
    buffer = array.buffers()[1]
    if buffer is None or len(array) == 0:
        return np.zeros(len(array), dtype)
    return np.frombuffer(buffer, dtype, len(array), dtype.itemsize * array.offset)
