"""In what form situations come in and advice goes out, by the endings of files or as asked for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from glob import glob
from pathlib import Path

from advisor import ir
from advisor.batch.problems import BatchError

STANDARD = "-"
INPUTS = ("jsonl", "parquet", "csv", "xlsx", "tables")
OUTPUTS = ("parquet", "csv", "jsonl", "xlsx")
_ENDINGS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".parq": "parquet",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
_INPUT_ENDINGS = {
    **_ENDINGS,
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsm": "xlsx",
}
PACKED_ENDINGS = (".gz", ".bz2", ".xz", ".zst")  # around that of what is packed
ARROW_ENDINGS = (".arrow", ".arrows", ".feather", ".ipc")
# What has to be brought to another form first, and how.
_UNREAD = {
    **dict.fromkeys(
        (*PACKED_ENDINGS, ".zip", ".7z", ".rar"),
        "unpack it first, and name the file that comes out",
    ),
    **dict.fromkeys(
        (*ARROW_ENDINGS, ".avro", ".orc", ".rds", ".dta", ".sav"),
        "write it as .parquet",
    ),
    **dict.fromkeys(
        (".db", ".sqlite", ".sqlite3", ".duckdb", ".mdb", ".accdb", ".sql"),
        "export the table as .csv or .parquet",
    ),
    **dict.fromkeys(
        (
            ".pkl",
            ".pickle",
            ".h5",
            ".hdf5",
            ".rdata",
            ".rda",
            ".sas7bdat",
            ".xpt",
            ".por",
            ".mat",
            ".npy",
            ".npz",
        ),
        "write it as .parquet or .csv in the program that it is from",
    ),
    **dict.fromkeys(
        (".gsheet", ".gdoc", ".url", ".webloc"),
        "it only leads to a table: download that as .csv or .xlsx",
    ),
    **dict.fromkeys((".html", ".htm", ".xml", ".pdf", ".docx"), "save the table as .csv or .xlsx"),
    **dict.fromkeys(
        (".vcf", ".ics", ".eml", ".mbox", ".msg", ".mht"),
        "it holds mail, days or people, and no table: write a table with a row for each as .csv or .xlsx",
    ),
    **dict.fromkeys(
        (".md", ".dat", ".log", ".bak", ".out", ".prn"), "if it is a table in text, add --from csv"
    ),
    ".json": "write each situation on a line of its own, as .jsonl (jq -c '.[]' FILE.json does that)",
}
_OTHER_SHEETS = (".ods", ".xls", ".xlsb", ".numbers")
TABLE_ENDINGS = (".parquet", ".csv")
_WILD = "*?["


def format_by_ending(path: Path | str) -> str | None:
    """One of `OUTPUTS`; None where the ending says nothing."""
    return _ENDINGS.get(Path(path).suffix.lower())


def input_by_ending(path: Path | str) -> str | None:
    """One of `INPUTS`; None where the ending says nothing."""
    return _INPUT_ENDINGS.get(Path(path).suffix.lower())


def name_inside(path: Path | str) -> str | None:
    """The name of what comes out of a packed file, or of Arrow's own; None where it is read as it is.

    >>> name_inside("a/people.csv.gz"), name_inside("people.feather"), name_inside("people.csv")
    ('people.csv', 'people.parquet', None)
    """
    path = Path(path)
    if path.suffix.lower() in ARROW_ENDINGS:
        return path.with_suffix(".parquet").name
    is_read = input_by_ending(path.stem) is not None or path.stem.lower().endswith(".json")
    return path.stem if path.suffix.lower() in PACKED_ENDINGS and is_read else None


def is_packed(path: Path | str) -> bool:
    """Whether it is packed, or of Arrow's own form."""
    return Path(path).suffix.lower() in (*PACKED_ENDINGS, *ARROW_ENDINGS, ".zip")


def is_sheet(path: Path | str) -> bool:
    """Whether it is a spreadsheet of some program, readable here or not."""
    ending = Path(path).suffix.lower()
    return ending in _OTHER_SHEETS or _INPUT_ENDINGS.get(ending) == "xlsx"


def expanded(path: str) -> list[str]:
    """The files that a pattern (`exports/*.csv`) stands for, in order; itself, where it is none.

    Shells that are ours to meet on Windows, and quotes, leave patterns as they are.
    Raises: BatchError, where there are none.
    """
    if path == STANDARD or not any(sign in path for sign in _WILD) or Path(path).exists():
        return [path]
    found = sorted(glob(path, recursive=True))  # noqa: PTH207  # a path's own knows no `**/` in front
    if not found:
        raise BatchError(f"no file is called like {path}")
    return found


def once_each(paths: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The paths, each once, and those that were there before under whatever name."""
    found: dict[Path | str, str] = {}
    twice: list[str] = []
    for path in paths:
        place = path if path == STANDARD else Path(path).resolve()
        if place in found:
            twice.append(path)
        found.setdefault(place, path)
    return tuple(found.values()), twice


def is_folder_of_tables(path: Path | str) -> bool:
    """Whether a folder holds the table of the situations."""
    return any((Path(path) / f"{ir.SITUATION}{ending}").is_file() for ending in TABLE_ENDINGS)


def files_of(path: Path | str, format: str) -> list[Path]:
    """The files of a form in a folder, as other programs write it in parts, in the order of their paths.

    What begins with `_` or `.` is theirs alone. A path that is no folder stands for itself.
    """
    folder = Path(path)
    if not folder.is_dir():
        return [folder]
    found = (p for p in folder.rglob("*") if input_by_ending(p) == format and p.is_file())
    return sorted(p for p in found if not any(n[0] in "_." for n in p.relative_to(folder).parts))


def refuse_old_versions(path: Path | str) -> None:
    """See that a folder is no table of Delta Lake from which rows were taken: its files hold them still.

    Raises: BatchError.
    """
    logs = sorted((Path(path) / "_delta_log").glob("*.json"))
    if any(b'"remove":' in log.read_bytes() for log in logs):
        raise BatchError(
            f"{path} is a table of Delta Lake, whose files hold rows that were changed or taken away since: write it as"
            " Parquet in the program that it is from"
        )


def tables_beside(path: Path | str) -> list[Path]:
    """The tables in a folder, which are passed over where it is read for its situation files."""
    if not Path(path).is_dir():
        return []
    return [file for form in ("csv", "xlsx", "parquet") for file in files_of(path, form)]


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
        found = None if asked else _form_of_files(path)
        if found is not None:
            return found
        if asked is None and any(Path(path).glob("*.y*ml")):
            raise BatchError(
                f"{path} holds situation files, which are checked one by one: leave out what is for tables,"
                " and write .csv or .jsonl"
            )
        more = (
            "; to read each file as a table of its own, add --from csv"
            if files_of(path, "csv")
            else ""
        )
        raise BatchError(
            f"{path} has no table of the situations; name it {ir.SITUATION}.csv or {ir.SITUATION}.parquet{more}"
        )
    found = input_by_ending(path)
    if found == "csv" and Path(path).suffix.lower() in TABLE_ENDINGS:
        beside = Path(path).parent
        others = (entry for entry in beside.glob("*.csv") if entry.name != Path(path).name)
        if is_folder_of_tables(beside) and (Path(path).stem != ir.SITUATION or is_joined(others)):
            raise BatchError(f"{path} is one table of a folder; name the folder: {beside}")
    if found is not None:
        return found
    if Path(path).suffix.lower() in _OTHER_SHEETS:
        raise BatchError(f"{path} cannot be read: save it as .xlsx or .csv, and name that file")
    if Path(path).suffix.lower() in _UNREAD:
        raise BatchError(f"{path} cannot be read: {_UNREAD[Path(path).suffix.lower()]}")
    raise BatchError(f"the name {path} does not say what is in it; add --from {'|'.join(INPUTS)}")


def is_joined(tables: Iterable[Path]) -> bool:
    """Whether a table names situations: it is one of those beside the table of these."""
    for table in tables:
        with suppress(OSError), table.open("rb") as file:
            if ir.SITUATION.encode() in file.readline(10_000):
                return True
    return False


def _form_of_files(folder: str) -> str | None:
    """The form of what another program wrote into a folder in parts."""
    if files_of(folder, "parquet"):
        return "parquet"
    found = files_of(folder, "csv")
    is_in_parts = any("=" in place.parent.name or place.name.startswith("part-") for place in found)
    return "csv" if is_in_parts else None


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
