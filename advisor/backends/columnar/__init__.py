"""The columnar engine: a program as NumPy kernels over blocks of Arrow buffers.

`compile_columnar(program)` gives a `ColumnarProgram`, which can be pickled and used from several
threads; its `decide(table, today)` takes any number of situations in the columns of its `schema`.
NumPy and pyarrow are imported here and nowhere below: import this room only where it is used.
"""

from __future__ import annotations

from advisor.backends.columnar.advice.advice_table import ADVICE
from advisor.backends.columnar.advice.error_table import ERRORS
from advisor.backends.columnar.advice.results import results_schema
from advisor.backends.columnar.engine import ColumnarProgram, Decided, columns_of, compile_columnar
from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    codes_of,
    column_type,
    filled,
    from_millionths,
    integers,
)
from advisor.backends.columnar.situations import Coded, Copies, plain_value, schema_of, table_of

__all__ = [
    "ADVICE",
    "EPOCH",
    "ERRORS",
    "Coded",
    "ColumnarProgram",
    "Copies",
    "Decided",
    "codes_of",
    "column_type",
    "columns_of",
    "compile_columnar",
    "filled",
    "from_millionths",
    "integers",
    "plain_value",
    "results_schema",
    "schema_of",
    "table_of",
]
