"""The input as Spark reads it, with what is needed to number its rows."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as kinds
from pyarrow import fs

from advisor.cluster.jobs import LINE, ClusterError, ClusterJob
from advisor.cluster.sessions import Session, first_line
from advisor.cluster.tasks import BLOCK, FILE, ROW, Numbering

MOST_FILES = 100  # that are read one after the other; more are read at once and sorted
Frame = Any


class Input:
    """A frame of the input, how its rows are numbered, and whether tasks come in the order of rows."""

    def __init__(self, frame: Frame, numbering: Numbering, is_in_order: bool) -> None:
        self.frame, self.numbering, self.is_in_order = frame, numbering, is_in_order


def open_input(session: Session, job: ClusterJob) -> Input:
    """Open what the job reads and check its columns.

    Raises: ClusterError, where it cannot be read; whatever the job's own check raises.
    """
    try:
        whole = _read(session, job.format, list(job.inputs))
        files = _files_in_order(session, job, whole)
        if len(files) > 1 and job.format == "parquet":  # some columns may be in some files only
            whole = _read(session, job.format, list(job.inputs), merged=True)
        if files and job.format == "parquet":
            known = without_empty(whole.schema, files[0])
            if known != whole.schema:
                whole = _read(session, job.format, list(job.inputs), known)
    except Exception as error:
        raise ClusterError(f"cannot read {', '.join(job.inputs)}: {_why(error)}") from error
    if job.format == "parquet":
        from pyspark.sql.pandas.types import to_arrow_schema

        job.check(to_arrow_schema(whole.schema), ", ".join(job.inputs))
    if not files:
        return Input(_numbered(whole, job.format, is_one_file=True), Numbering({}, False), True)
    starts = (
        {} if job.format == "parquet" and len(files) == 1 else _starts(whole, job.format, files)
    )
    numbering = Numbering(starts, job.format == "jsonl")
    is_in_order = len(files) <= MOST_FILES
    if len(files) == 1 or not is_in_order:
        frame = _numbered(whole, job.format, len(files) == 1)
        return Input(frame, numbering, is_in_order)
    frame = None
    for file in files:
        one = _numbered(_read(session, job.format, [file], whole.schema), job.format, False)
        frame = one if frame is None else frame.unionAll(one)
    return Input(frame, numbering, True)


def _why(error: Exception) -> str:
    told = first_line(error)
    if told.startswith("[PATH_NOT_FOUND]"):
        return "there is no such file or folder"
    if told.startswith("[UNABLE_TO_INFER_SCHEMA]"):
        return "there is no Parquet in it"
    return told


def _read(
    session: Session, format: str, paths: list[str], schema: Any = None, merged: bool = False
) -> Frame:
    if format == "jsonl":
        return session.read.option("lineSep", "\n").text(paths)
    reader = session.read.option("mergeSchema", str(merged).lower())
    return (reader if schema is None else reader.schema(schema)).parquet(*paths)


def _files_in_order(session: Session, job: ClusterJob, whole: Frame) -> list[str]:
    """The files as given; those of a folder by name."""
    if len(job.inputs) == 1:
        return sorted(map(_plain_name, whole.inputFiles()))
    found: list[str] = []
    for path in job.inputs:
        found += sorted(map(_plain_name, _read(session, job.format, [path]).inputFiles()))
    if len(set(found)) < len(found):
        raise ClusterError("a file is there twice")
    return found


def _plain_name(address: str) -> str:
    """The path that Spark means by an address: it writes the same file in more than one way."""
    return re.sub(r"^file:/+", "file:/", unquote(address))


def _numbered(frame: Frame, format: str, is_one_file: bool) -> Frame:
    from pyspark.sql import functions as f

    if format == "jsonl":
        return frame.select(
            f.col("value").cast("binary").alias(LINE),
            f.col("_metadata.file_path").alias(FILE),
            f.col("_metadata.file_block_start").alias(BLOCK),
        )
    more = [] if is_one_file else [f.col("_metadata.file_path").alias(FILE)]
    return frame.select("*", f.col("_metadata.row_index").alias(ROW), *more)


def _starts(whole: Frame, format: str, files: list[str]) -> dict[tuple[str, int], int]:
    """How many rows come before each file, or before each block of lines."""
    from pyspark.sql import functions as f

    file, block = f.col("_metadata.file_path").alias(FILE), f.lit(0).alias(BLOCK)
    if format == "jsonl":
        block = f.col("_metadata.file_block_start").alias(BLOCK)
    counted = whole.select(file, block).groupBy(FILE, BLOCK).count().collect()
    order = {name: number for number, name in enumerate(files)}
    places = sorted(
        (order[_plain_name(row[FILE])], row[BLOCK], row[FILE], row["count"]) for row in counted
    )
    starts: dict[tuple[str, int], int] = {}
    before = 0
    for _, start, name, count in places:
        starts[name, start] = before
        before += count
    return starts


def schema_of(fields: pa.Schema) -> Any:
    """A schema as Spark says it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(fields)


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
