"""In what form situations come in and advice goes out, by the endings of files or as asked for."""

from __future__ import annotations

from pathlib import Path

from advisor.batch.problems import BatchError
from advisor.ir.packs import SITUATION

STANDARD = "-"
INPUTS = ("jsonl", "parquet", "tables")
OUTPUTS = ("parquet", "csv", "jsonl")
_ENDINGS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
TABLE_ENDINGS = (".parquet", ".csv")


def format_by_ending(path: Path | str) -> str | None:
    """ "parquet", "csv" or "jsonl"; None where the ending says nothing."""
    return _ENDINGS.get(Path(path).suffix.lower())


def is_folder_of_tables(path: Path | str) -> bool:
    """Whether a folder holds the table of the situations."""
    return any((Path(path) / f"{SITUATION}{ending}").is_file() for ending in TABLE_ENDINGS)


def files_of(path: Path | str, format: str) -> list[Path]:
    """The files of a form in a folder, as other programs write it in parts, in the order of their paths.

    What begins with `_` or `.` is theirs alone. A path that is no folder stands for itself.
    """
    folder = Path(path)
    if not folder.is_dir():
        return [folder]
    found = (p for p in folder.rglob("*") if format_by_ending(p) == format and p.is_file())
    return sorted(p for p in found if not any(n[0] in "_." for n in p.relative_to(folder).parts))


def has_tables(path: Path | str) -> bool:
    """Whether a folder holds any table."""
    return any(entry.suffix.lower() in TABLE_ENDINGS for entry in Path(path).iterdir())


def input_format(path: str, asked: str | None) -> str:
    """The form of an input.

    Raises: BatchError, where neither its name nor `--from` says.
    """
    if path == STANDARD and asked in (None, "jsonl"):
        return "jsonl"
    if path == STANDARD:
        raise BatchError(f"standard input is read as JSON Lines; for {asked}, name a file")
    if asked not in (None, "tables"):
        return str(asked)
    if asked == "tables" or Path(path).is_dir():
        if is_folder_of_tables(path):
            return "tables"
        if asked is None and files_of(path, "parquet"):
            return "parquet"
        if asked is None and any(Path(path).glob("*.y*ml")):
            raise BatchError(
                f"{path} holds situation files, which are checked one by one: leave out what is for tables,"
                " and write .csv or .jsonl"
            )
        raise BatchError(
            f"{path} has no table of the situations; name it {SITUATION}.csv or {SITUATION}.parquet"
        )
    found = format_by_ending(path)
    if found in INPUTS:
        return str(found)
    if found == "csv" and is_folder_of_tables(Path(path).parent):
        raise BatchError(f"{path} is one table of a folder; name the folder: {Path(path).parent}")
    if found == "csv":
        raise BatchError(
            f"{path} is one table; put it into a folder as {SITUATION}.csv, with the tables of the"
            " lists beside it"
        )
    raise BatchError(f"the name {path} does not say what is in it; add --from {'|'.join(INPUTS)}")


def output_format(path: Path | None, asked: str | None) -> str:
    """The form of an output; standard output gets JSON Lines.

    Raises: BatchError, where the name's ending is unknown and `--to` is not given.
    """
    if asked is not None:
        return asked
    if path is None or str(path) == STANDARD:
        return "jsonl"
    found = format_by_ending(path)
    if found is None:
        raise BatchError(
            f"the name {path} does not say how to write it; add --to {'|'.join(OUTPUTS)}"
        )
    return found
