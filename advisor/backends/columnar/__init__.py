"""The columnar engine: a program as NumPy kernels over blocks of Arrow buffers.

`compile_columnar(program)` gives a `ColumnarProgram`, which can be pickled and used from several
threads; its `decide(table, today)` takes any number of situations in the columns of its `schema`.
NumPy and pyarrow are imported here and nowhere below: import this room only where it is used.
"""

from __future__ import annotations

from advisor.backends.columnar.engine import ColumnarProgram, compile_columnar
from advisor.backends.columnar.schema import ADVICE, ERRORS, Decided, column_type, schema_of

__all__ = [
    "ADVICE",
    "ERRORS",
    "ColumnarProgram",
    "Decided",
    "column_type",
    "compile_columnar",
    "schema_of",
]
