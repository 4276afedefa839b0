"""pyarrow for the kernels. It ships no types of its own: what it gives is Any."""

from __future__ import annotations

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
