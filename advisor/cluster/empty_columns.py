"""Columns of Parquet that hold nothing at all.

Their files say so, but Spark takes them for columns of whole numbers. Left out, they are missing, which
means the same.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as kinds
from pyarrow import fs


def without_empty(spark_schema: Any, file: str) -> Any:
    """The schema of a frame without the columns, or parts of structs, that are empty in the file.

    Shape: a `StructType` of Spark; the same one, where the file cannot be looked into from here.
    """
    try:
        address = file.replace("file:/", "file:///", 1) if file.startswith("file:/") else file
        system, path = fs.FileSystem.from_uri(address)
        with system.open_input_file(path) as stream:
            found = pq.read_schema(stream)
    except (OSError, pa.ArrowException):
        return spark_schema
    return _struct(spark_schema, {field.name: field.type for field in found})


def _struct(struct: Any, found: dict[str, Any]) -> Any:
    from pyspark.sql.types import StructField, StructType

    return StructType(
        [
            StructField(field.name, _inside(field.dataType, found.get(field.name)), True)
            for field in struct.fields
            if field.name not in found or not kinds.is_null(found[field.name])
        ]
    )


def _inside(spark_type: Any, found: Any) -> Any:
    """The type of a column; lists of structs are looked into."""
    from pyspark.sql.types import ArrayType, StructType

    if found is None:
        return spark_type
    if isinstance(spark_type, StructType) and kinds.is_struct(found):
        return _struct(spark_type, {field.name: field.type for field in found})
    if isinstance(spark_type, ArrayType) and (kinds.is_list(found) or kinds.is_large_list(found)):
        return ArrayType(_inside(spark_type.elementType, found.value_type), True)
    return spark_type
