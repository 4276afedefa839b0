"""From a folder or a path to texts; whatever a file system may have in store becomes a diagnostic."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import closest
from advisor.loading.syntax import limits
from advisor.loading.syntax.table_files import SUFFIXES

TEST_FILES = "_test.yaml"  # how the names of files with tests end
DRAFTS = "drafts"  # the folder of a pack in which its messages lie
TABLES = "tables"  # that in which its tables lie as files
INSIDE = (DRAFTS, TABLES)  # the folders of a pack

if TYPE_CHECKING:  # most packs are read back from a cache, and lie over no other
    from advisor.loading.syntax.nodes import ScalarNode

PACK_FILE = "pack.yaml"
_SECTION = (
    r"(?m)^(?:pack|entities|parameters|calendars|actions|events|rules|tables|tests):(?:\s|\Z)"
)
_LETTER = r"\A\s*(?:To|Subject):"
_SHIPPED = "post-interview"  # one that comes with advisor
_JSON_LINES = (".jsonl", ".ndjson")
YAML_ENDINGS = (".yaml", ".yml")
SITUATION_ENDINGS = (*YAML_ENDINGS, ".json", *_JSON_LINES)  # of files of situations
PACK_ENDINGS = (*YAML_ENDINGS, ".md", ".csv", ".xlsx")  # of all that a pack is read from
_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True)
class PackTexts:
    """The texts of one pack, by their paths as they shall appear in spans."""

    folder: str
    texts: Mapping[str, str]


def read_layers(
    folder: Path,
    find: Callable[[str, Path], Path | None],
    opened: Mapping[Path, str] | None = None,
) -> tuple[tuple[PackTexts, ...], tuple[Diagnostic, ...]]:
    """The texts of a pack, and of those that it lies over, the lowest first.

    Shape: `find` gives the folder of the pack that `extends` names in a folder, or None. `opened` are the
    texts of files as they stand in an editor, saved or not.
    """
    layers: list[PackTexts] = []
    found: list[Diagnostic] = []
    seen: dict[Path, str] = {}
    at: Path | None = folder
    while at is not None:
        texts, problems = read_pack_files(at, opened)
        found.extend(problems)
        layers.insert(0, PackTexts(str(at), texts))
        name = _extended(texts, at)
        if name is None:
            break
        seen[at.resolve()] = str(at)
        below = find(name.text, at)
        problem = _problem_below(name, below, seen)
        if problem is not None:
            found.append(problem)
            break
        at = below
    return tuple(layers), tuple(found)


def pack_folder(file: Path) -> Path | None:
    """The folder of the rules that a file belongs to: its own, or the one around drafts and tables."""
    homes = (file.parent, *([file.parent.parent] if file.parent.name in INSIDE else []))
    found = (home for home in homes if (home / PACK_FILE).is_file())
    return file.parent if file.name == PACK_FILE else next(found, None)


def _extended(texts: Mapping[str, str], folder: Path) -> ScalarNode | None:
    """What stands under `extends` in `pack.yaml`; of what cannot be read, others tell."""
    path = str(folder / PACK_FILE)
    text = texts.get(path, "")
    if "extends" not in text:
        return None
    from advisor.loading.syntax.nodes import MapNode, ScalarNode
    from advisor.loading.syntax.yaml_reader import read_yaml

    document = next(iter(read_yaml(text, path).documents), None)
    name = document.get("extends") if isinstance(document, MapNode) else None
    return name if isinstance(name, ScalarNode) and not name.is_none else None


def near_pack(name: str, folder: Path) -> str | None:
    """What somebody probably meant who named a pack that is not there: a folder in `folder`, or beside it.

    Cost: looks into these folders.
    """
    wanted = Path(name).name
    places = {
        one.parent.name: f"../{one.parent.name}"
        for one in folder.resolve().parent.glob(f"*/{PACK_FILE}")
    }
    places |= {one.parent.name: one.parent.name for one in folder.glob(f"*/{PACK_FILE}")}
    places.setdefault(_SHIPPED, _SHIPPED)
    near = closest(wanted, sorted(places))
    return None if near is None else f"did you mean `{places[near]}`?"


def _problem_below(
    name: ScalarNode, below: Path | None, seen: Mapping[Path, str]
) -> Diagnostic | None:
    from advisor.loading.syntax.nodes import shown

    if below is None:
        message = f"there is no pack `{shown(name.text)}`"
        within = PurePath(name.text).parent if name.text.endswith(".yaml") else None
        help = f"name the folder: `{within}`" if within is not None else None
        help = (
            help
            or near_pack(name.text, Path(name.span.path).parent)
            or (
                f"name a pack that comes with advisor, such as `{_SHIPPED}`, or the path of a folder"
            )
        )
        return Diagnostic("ADV172", message, name.span, help=help)
    if below.resolve() in seen:
        cycle = " over ".join(f"`{one}`" for one in (*seen.values(), str(below))[:6])
        message = f"{cycle}: packs cannot lie over each other in a circle"
        help = "one of them must stand by itself"
        return Diagnostic("ADV171", message, name.span, help=help)
    if len(seen) >= limits.MAX_LAYERS:
        message = f"more than {limits.MAX_LAYERS} packs lie over each other"
        return Diagnostic("ADV171", message, name.span, help="put some of them together")
    return None


def read_pack_files(
    folder: Path, opened: Mapping[Path, str] | None = None
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The texts of a pack by path, in the order of their names: `*.yaml`, drafts, and its tables.

    `opened`: see `read_layers`.
    """
    opened = opened or {}
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    try:
        paths: list[Path] = []
        for place in (folder, *(folder / name for name in INSIDE)):
            there = list(place.iterdir()) if place == folder or place.is_dir() else []
            new = {path for path in opened if path.parent == place}.difference(there)
            paths += sorted((*there, *new), key=lambda path: path.name)
        home = folder.resolve()
    except OSError as error:
        return {}, (_cannot_read(folder, error, "ADV112"),)
    wanted = [path for path in paths if _belongs_to_pack(path, folder, found)]
    if len(wanted) > limits.MAX_FILES:
        found.append(
            Diagnostic(
                "ADV002",
                f"the folder has {len(wanted):,} files; the most is {limits.MAX_FILES}",
                _whole(folder),
                help="put the rules into fewer files",
            )
        )
        wanted = wanted[: limits.MAX_FILES]
    total = 0
    is_outside = {place: _leads_out(place, home) for place in {path.parent for path in wanted}}
    for path in wanted:
        if is_outside[path.parent] or (path.is_symlink() and _leads_out(path, home)):
            found.append(
                Diagnostic(
                    "ADV001",
                    "this file is a link that leads out of the pack",
                    _whole(path),
                    help="copy the file into the folder",
                )
            )
            continue
        text: str | None
        problems: tuple[Diagnostic, ...]
        if path in opened:
            text, problems = opened[path], ()
        else:
            text, problems = _workbook(path) if path.suffix == ".xlsx" else read_text_file(path)
        found.extend(problems)
        if text is None:
            continue
        total += len(text)
        if total > 2 * limits.MAX_YAML_CHARACTERS:
            found.append(
                Diagnostic(
                    "ADV002",
                    f"the files of the pack have more than "
                    f"{2 * limits.MAX_YAML_CHARACTERS:,} characters together",
                    _whole(path),
                    help="divide the pack",
                )
            )
            break
        texts[str(path)] = text
    return texts, tuple(found)


def _workbook(path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    from advisor.loading.syntax.workbooks import workbook_text  # only where there is one

    return workbook_text(path)


def read_text_file(path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of one file, without a byte order mark; None and the reason where there is none."""
    most = limits.MAX_YAML_CHARACTERS
    if path.suffix.lower() in _JSON_LINES:
        most = limits.MAX_JSON_CHARACTERS
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
            return None, (
                Diagnostic(
                    "ADV001", f"this is {what}", _whole(path), help="name a file with text in it"
                ),
            )
        if status.st_size > most:
            return None, (_too_large(path, status.st_size, most),)
        with path.open("rb") as file:
            data = file.read(most + 1)  # it may have grown meanwhile
    except (OSError, ValueError) as error:
        return None, (_cannot_read(path, error, "ADV001"),)
    if len(data) > most:
        return None, (_too_large(path, len(data), most),)
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    encoding = _BYTE_ORDER_MARKS.get(data[:2])
    if encoding is not None:
        return None, (_not_utf8(_whole(path), f"this file is in {encoding}, not in UTF-8"),)
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        before = (data[: error.start].decode("utf-8").removeprefix("\ufeff") + "x").splitlines()
        line, column = len(before), len(before[-1])
        span = Span(str(path), line, column, line, column + 1)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8 text"
        letter = data[error.start : error.start + 1].decode("cp1252", "ignore")
        is_cut = error.end == len(data) and error.reason == "unexpected end of data"
        if letter.isalpha() and not is_cut:  # most such files were saved as Windows did of old
            message += f"; on Windows it was probably `{letter}`"
        return None, (_not_utf8(span, message),)


def _belongs_to_pack(path: Path, folder: Path, found: list[Diagnostic]) -> bool:
    if path.name.startswith((".", "~$")):  # hidden, or a lock of a program that has it open
        return False
    if path.parent.name == TABLES and path.parent != folder:
        return _is_table(path, found)
    is_draft = path.parent != folder
    if path.suffix == (".md" if is_draft else ".yaml"):
        return True
    # The last one is what some editors make of a name that they do not know the end of.
    misspelt = (
        (".markdown", ".md", ".md.txt", *((".txt",) if _begins_with(path, _LETTER) else ()))
        if is_draft
        else (".yml", ".yaml", ".yaml.txt", *((".txt",) if _begins_with(path, _SECTION) else ()))
    )
    name = path.name.lower()
    ending = max((end for end in misspelt if name.endswith(end)), key=len, default=None)
    if ending is not None:
        stem, said = path.name[: -len(ending)], path.name[-len(ending) :]
        found.append(
            Diagnostic(
                "ADV018",
                f"this file is not read, because its name ends in `{said}`",
                _whole(path),
                Severity.WARNING,
                help=f"rename it to `{stem}{'.md' if is_draft else '.yaml'}`",
            )
        )
    return False


def _begins_with(path: Path, sign: str) -> bool:
    """Whether a file that is called `rules.txt` or `thanks.txt` begins as one of the pack does."""
    if path.suffix.lower() != ".txt":
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            beginning = file.read(2000)
    except OSError:
        return False
    return re.search(sign, beginning) is not None


def _is_table(path: Path, found: list[Diagnostic]) -> bool:
    if path.suffix in SUFFIXES:
        return True
    if path.suffix.lower() in (*SUFFIXES, ".xls", ".ods", ".tsv", ".xlsm", ".yaml", ".yml"):
        help = "save it as .csv or .xlsx"
        if path.suffix.lower() in SUFFIXES:
            help = f"rename it to `{path.stem}{path.suffix.lower()}`"
        elif path.suffix in YAML_ENDINGS:
            help = "move it up beside the other files of the pack"
        message = f"this file is not read, because its name ends in `{path.suffix}`"
        found.append(Diagnostic("ADV018", message, _whole(path), Severity.WARNING, help=help))
    return False


def _leads_out(path: Path, home: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):  # a link that leads to itself
        return True


def _whole(path: Path) -> Span:
    return Span(str(path), 1, 1, 1, 2)


def _cannot_read(path: Path, error: OSError | ValueError, code: str) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return Diagnostic(code, "there is no such file or folder", _whole(path))
    if isinstance(error, NotADirectoryError):
        return Diagnostic(
            code, "this is not a folder", _whole(path), help="name the folder with `pack.yaml`"
        )
    if isinstance(error, PermissionError):
        return Diagnostic(
            code, "reading this is not allowed", _whole(path), help="change its permissions"
        )
    reason = (getattr(error, "strerror", None) or "its name is not valid").lower()
    return Diagnostic(code, f"this cannot be read: {reason}", _whole(path))


def _too_large(path: Path, size: int, most: int) -> Diagnostic:
    return Diagnostic(
        "ADV002",
        f"the file has {size:,} bytes; the most is {most:,}",
        _whole(path),
        help="divide it into several files; for many situations, use JSON Lines",
    )


def _not_utf8(span: Span, message: str) -> Diagnostic:
    return Diagnostic(
        "ADV003",
        message,
        span,
        help="save the file as UTF-8 (an editor asks for the encoding under `Save as`)",
    )


def situation_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, at any depth and in the order of their names.

    Hidden files and folders are passed over, and so are folders of rules.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if PACK_FILE in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SITUATION_ENDINGS:
                yield Path(place) / name
