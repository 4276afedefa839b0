"""From the options of `advisor batch` and `advisor sweep` to how their input is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from advisor.batch.formats import (
    format_by_ending,
    input_by_ending,
    input_format,
    is_folder_of_tables,
)
from advisor.batch.problems import BatchError
from advisor.batch.run.row_at_a_time import is_small
from advisor.batch.sources.casts import known_zone
from advisor.batch.sources.dates import ORDERS, is_zone
from advisor.batch.sources.headings import folded
from advisor.batch.sources.reading import Reading, Renaming
from advisor.cli.options import ReadingOptions
from advisor.cli.sources import STDIN
from advisor.cli.terminal import Failure
from advisor.diagnostics.suggestions import meant_of
from advisor.loading.syntax.files import situation_files

_READY = files("advisor.batch") / "mappings"
_KEYS = ("columns", "ignore", "ignore_unknown", "rows", "by", "dates", "zone", "sheet", "encoding")
_COLUMN_KEYS = ("to", "values", "leave_out")
_NOTHING = ("", "~", "null", "none", "nothing")


def reading_of(options: ReadingOptions) -> Reading:
    """What the options say; those that stand there go before what a mapping says.

    Raises: BatchError, where a mapping cannot be read, or there is no such zone.
    """
    renamings: list[Renaming] = []
    passed_over = [
        name.strip() for names in options.ignored for name in names.split(",") if name.strip()
    ]
    said: dict[str, str] = {}
    ignores_unknown = options.ignores_unknown
    for word in options.maps:
        old, sign, new = word.rpartition("=")
        if sign and not Path(word).is_file():
            if not old.strip() or not new.strip():
                raise BatchError(f"--map {word}: write old=new, such as --map Company=company")
            renamings.append(Renaming(old.strip(), new.strip(), is_required=True))
            continue
        name, mapping = _mapping(word)
        renamings += _renamings(name, mapping)
        passed_over += _ignored(name, mapping)
        ignores_unknown |= _ignores_unknown(name, mapping)
        said |= _said(name, mapping)
    zone = options.zone or said.get("zone")
    if zone is not None and not (is_zone(zone) and known_zone(zone)):
        raise BatchError(f"--zone: there is no time zone `{zone}`; write one such as Europe/Berlin")
    encoding = options.encoding or said.get("encoding")
    if encoding is not None and not _is_encoding(encoding):
        raise BatchError(
            f"--encoding: there is no encoding `{encoding}`; write one such as cp1252 or latin-1"
        )
    is_other_rows = options.rows and options.rows != said.get("rows")
    return Reading(
        renamings=tuple(_last_of_each(renamings)),
        ignored=tuple(dict.fromkeys(passed_over)),
        ignores_unknown=ignores_unknown,
        dates=options.dates or said.get("dates"),
        zone=zone,
        rows=options.rows or said.get("rows"),
        by=options.by or (None if is_other_rows else said.get("by")),
        sheet=options.sheet or said.get("sheet"),
        encoding=encoding,
    )


def _is_encoding(name: str) -> bool:
    try:
        " ".encode(name)
    except (LookupError, UnicodeError, ValueError):  # unknown, or of something else than texts
        return False
    return True


def _last_of_each(renamings: list[Renaming]) -> list[Renaming]:
    """Where a column is named twice, what was said last."""
    return list({(folded(r.old), r.entity): r for r in renamings}.values())


def ready_mappings() -> list[str]:
    """The names of the mappings that come with the program."""
    return sorted(
        entry.name.removesuffix(".yaml")
        for entry in _READY.iterdir()
        if entry.name.endswith(".yaml")
    )


def words_to_add(maps: Iterable[str], refused: Iterable[str]) -> Iterator[str]:
    """Where words are added that a mapping of ours does not know. Shape: `refused` are the columns with such words."""
    names = {folded(column.rpartition("].")[2]) for column in refused}
    for word in maps:
        if folded(word) not in ready_mappings() or Path(word).is_file():
            continue
        name, mapping = _mapping(word)
        for renaming in _renamings(name, mapping):
            if renaming.values and folded(renaming.old) in names:
                path = _READY / f"{name}.yaml"
                yield (
                    f"--map {name} does not know these words of `{renaming.old}`: copy {path}, add them to the copy,"
                    " and name that with --map"
                )
                break


def _mapping(word: str) -> tuple[str, Mapping[str, object]]:
    """A mapping file, or one of ours by its name."""
    import yaml

    if Path(word).is_file() or re.search(r"[/\\]|\.(ya?ml|json)$", word):
        try:
            text = Path(word).read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BatchError(f"--map: {word} is not UTF-8 text") from error
        except OSError as error:
            raise BatchError(f"--map: cannot read {word}: {error.strerror}") from error
        name = word
    elif folded(word) in ready_mappings():
        name = folded(word)
        text = (_READY / f"{name}.yaml").read_text("utf-8")
    else:
        meant = meant_of(word, ready_mappings(), "ready are")
        raise BatchError(
            f"--map: there is no mapping `{word}`; {meant};"
            " else name a file (columns.yaml), or a column (Company=company)"
        )
    try:
        found = yaml.load(text, yaml.BaseLoader)  # it makes texts, and nothing else
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = "" if mark is None else f", line {mark.line + 1}"
        said = getattr(error, "problem", None) or "it is not YAML"
        raise BatchError(f"--map: {name}{line}: {said}") from error
    except RecursionError as error:
        raise BatchError(f"--map: {name} is nested too deeply") from error
    if not isinstance(found, dict) or not found:
        raise BatchError(f"--map: {name}: write a line `old: new` for each column")
    _no_repeats(name, text)
    if not isinstance(found.get("columns"), dict):
        return name, {"columns": found}
    unknown = [key for key in found if key not in _KEYS]
    if unknown:
        meant = meant_of(str(unknown[0]), _KEYS)
        raise BatchError(f"--map: {name}: `{unknown[0]}` says nothing beside `columns`; {meant}")
    return name, found


def _no_repeats(name: str, text: str) -> None:
    import yaml

    node = yaml.compose(text, yaml.BaseLoader)
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in found.value:
                word = getattr(key, "value", None)
                if isinstance(word, str) and word in seen:
                    line = key.start_mark.line + 1
                    raise BatchError(f"--map: {name}, line {line}: `{word}` is there twice")
                if isinstance(word, str):
                    seen.add(word)
                waiting.append(value)


def _renamings(name: str, mapping: Mapping[str, object]) -> Iterable[Renaming]:
    columns = mapping["columns"]
    assert isinstance(columns, dict)
    for old, what in columns.items():
        if isinstance(what, str) and what:
            yield Renaming(old, what)
        elif isinstance(what, dict) and isinstance(what.get("to"), str):
            unknown = [key for key in what if key not in _COLUMN_KEYS]
            if unknown:
                meant = meant_of(str(unknown[0]), _COLUMN_KEYS)
                raise BatchError(f"--map: {name}: `{old}` has `{unknown[0]}`; {meant}")
            values, left_out = what.get("values") or {}, what.get("leave_out") or []
            if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
                raise BatchError(
                    f"--map: {name}: the values of `{old}` are a mapping, such as `Applied: applied`"
                )
            if not isinstance(left_out, list) or not all(isinstance(v, str) for v in left_out):
                raise BatchError(f"--map: {name}: `leave_out` of `{old}` is a list of words")
            words = tuple(
                (folded(word), None if new.strip().lower() in _NOTHING else new)
                for word, new in values.items()
            )
            yield Renaming(old, str(what["to"]), None, words, tuple(map(folded, left_out)))
        else:
            raise BatchError(
                f"--map: {name}: write a fact beside `{old}`, or `to:` and `values:` below it"
            )


def _ignored(name: str, mapping: Mapping[str, object]) -> list[str]:
    found = mapping.get("ignore") or []
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise BatchError(f"--map: {name}: `ignore` is a list of columns")
    return found


def _ignores_unknown(name: str, mapping: Mapping[str, object]) -> bool:
    found = mapping.get("ignore_unknown", "no")
    if found not in ("yes", "no"):
        raise BatchError(f"--map: {name}: `ignore_unknown` is `yes` or `no`")
    return found == "yes"


def _said(name: str, mapping: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in ("rows", "by", "dates", "zone", "sheet", "encoding"):
        value = mapping.get(key)
        if value is None:
            continue
        if not isinstance(value, str) or not value:
            raise BatchError(f"--map: {name}: `{key}` is one word")
        if key == "dates" and value not in ORDERS:
            raise BatchError(f"--map: {name}: `dates` is {' or '.join(ORDERS)}")
        found[key] = value
    return found


def files_by_form(paths: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The files at all paths, each with the form in which it is read in slices; None: it is small.

    Raises: Failure, where a path does not exist.
    """
    paths = tuple(paths)
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise Failure(f"there is no file or folder {path}")
    for path in paths:
        yield from _files(path)


def read_as_lines(file: str) -> str:
    """The form of a small file where something is said of how tables are read.

    Raises: Failure, where it is none of those.
    """
    if format_by_ending(file) != "jsonl":
        raise Failure(
            f"{file} is a file of situations, and the options say how tables and JSON Lines are read"
        )
    return "jsonl"


def _files(path: str) -> Iterator[tuple[str, str | None]]:
    """The files at a path, each with the form in which it is read in slices; None: it is small."""
    if path == STDIN:
        yield path, None  # read whole, up to the bound that all commands set it
    elif is_folder_of_tables(path) or (
        Path(path).is_file() and input_by_ending(path) in ("parquet", "csv", "xlsx")
    ):
        yield path, input_format(path, None)
    else:
        for file in situation_files([Path(path)]):
            if format_by_ending(file) == "csv":
                input_format(str(file), None)  # says into what folder it belongs
            is_large = format_by_ending(file) == "jsonl" and file.is_file() and not is_small(file)
            yield str(file), "jsonl" if is_large else None
