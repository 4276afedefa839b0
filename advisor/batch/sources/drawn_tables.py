"""Tables as databases and people draw them in text, as CSV.

 person | company | stage         person  company  stage        | person | company |
--------+---------+---------      ------  -------  -------      |--------|---------|
 ann    | Acme    | applied       ann     Acme     applied      | ann    | Acme    |

Boxes (`┌────────┬─────────┐`) are such tables, too.
"""

from __future__ import annotations

import csv
import re
from itertools import islice
from pathlib import Path

from advisor.batch.sources.csv_layout import are_types

_LOOKED_AT = 20  # lines
_RULER = re.compile(r"[ \t]*[-+|:=][-+|:= \t]*")
_DASHES = re.compile(r"[-=]+")
_GAP = re.compile(r"[ ]{2,}")
_COUNT = re.compile(r"\(\d+ rows?( affected)?\)")
_NUMBER_AHEAD = re.compile(r"\s*[0-9]+\.\s*(?=\|)")  # ClickHouse counts the rows
_NAMES_IN_RULER = re.compile(
    r"\s*\+(?:-+[^-+|]+-+\+)+"
)  # it has the names in the top of a small box
_BOX = str.maketrans(
    {
        **dict.fromkeys("┌┬┐├┼┤└┴┘╞╪╡╔╦╗╠╬╣╚╩╝╭╮╰╯╒╤╕╘╧╛╟╢╫┏┳┓┡╇┩┗┻┛┣╋┫", "+"),
        **dict.fromkeys("─═━", "-"),
        **dict.fromkeys("│║┃┆", "|"),
    }
)
_OTHER_SIGNS = re.compile(r"[,;\t|]")


def is_drawn(path: Path) -> bool:
    """Whether a text file has a ruler above or below the names of its columns, or cells that only blanks separate."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = [_bare(line) for line in islice(file, _LOOKED_AT) if line.strip()]
    except (OSError, UnicodeDecodeError):
        return False  # who reads it will say so
    has_names = any(map(_NAMES_IN_RULER.fullmatch, lines[:1]))
    return has_names or any(map(_is_ruler, lines[:2])) or _is_in_columns(lines)


def write_as_csv(source: Path, target: Path) -> None:
    """Write the rows of a drawn table as CSV. Raises: OSError, UnicodeDecodeError."""
    spans: list[tuple[int, int | None]] = []
    with (
        source.open(encoding="utf-8-sig") as lines,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        names: str | None = None
        is_begun = False  # the line of the names waits until it is known how to cut it
        is_ruled = False  # below the names
        is_framed = (
            False  # psql has bars between cells only: one at an end stands beside an empty cell
        )
        for line in map(_bare, lines):
            if names is None and _NAMES_IN_RULER.fullmatch(line):
                names = line.replace("-", " ").replace("+", "|")
                is_ruled = is_framed = True
            elif _is_ruler(line):
                is_ruled = names is not None
                spans = spans or ([] if "|" in line or "+" in line else _spans(line))
            elif line.strip() and names is None:
                names, is_framed = line, line.lstrip().startswith("|")
            elif line.strip():
                if not is_begun and names is not None:
                    if not is_ruled and "|" in line and are_types(_cells(line, spans, is_framed)):
                        continue
                    writer.writerow(_cells(names, spans, is_framed))
                is_begun = True
                writer.writerow(_cells(line, spans, is_framed))
        if names is not None and not is_begun:
            writer.writerow(_cells(names, spans, is_framed))


def _bare(line: str) -> str:
    """A line with the plain signs in place of those that boxes are drawn with."""
    return line.rstrip().translate(_BOX)


def _is_ruler(line: str) -> bool:
    drawn = _DASHES.findall(line)
    is_long = max(map(len, drawn), default=0) >= 3
    return (
        is_long and bool(_RULER.fullmatch(line)) and (len(drawn) > 1 or "|" in line or "+" in line)
    )


def _is_in_columns(lines: list[str]) -> bool:
    counts = {len(_GAP.split(line.strip())) for line in lines}
    is_even = len(lines) > 1 and len(counts) == 1 and min(counts) > 1
    return is_even and not _OTHER_SIGNS.search(lines[0])


def _spans(ruler: str) -> list[tuple[int, int | None]]:
    """Where cells begin and end below `------  -------`; the last one goes on to the end of its line."""
    starts = [found.start() for found in _DASHES.finditer(ruler)]
    return list(zip(starts, [*starts[1:], None], strict=True))


def _cells(line: str, spans: list[tuple[int, int | None]], is_framed: bool) -> list[str]:
    if spans and not _COUNT.fullmatch(line):
        return [line[start:end].strip() for start, end in spans]
    if "|" not in line:
        return _GAP.split(line.strip())
    if is_framed:
        line = _NUMBER_AHEAD.sub("", line).strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split("|")]
