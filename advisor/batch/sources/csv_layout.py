"""How a CSV file is written: what separates its cells, where its names stand, and what around the rows is none."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from advisor.batch.problems import BatchError
from advisor.batch.sources.encodings import how_to_read, utf16_seen
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import one_line

Knows = Callable[[str], bool]  # whether a heading is a name that is looked for
SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    " ": "blanks",
    "\x01": "the sign U+0001",
}
_RARE = "^~\x01"  # between cells where no other sign makes a name that is known
_IN_CELLS = " :"  # the same, where all names are known: these signs stand in cells, too
ROWS_LOOKED_AT = 30  # at the top, for that of the names
_HEAD = 1_000_000  # bytes that hold the names of the columns, whatever stands above them
_TAIL = 20_000  # bytes that hold what stands below the rows
_SURER = 2  # so many more names make a row that of the names, instead of the first
_ENDS = re.compile(r"\r\n|\r|\n")
_SUM = re.compile(
    r"(?:grand |sub-?)?(?:totals?|sums?)|(?:gesamt)?summen?|insgesamt|gesamt|somme|totaux|totale|totaal|suma|razem|(?:en |i )?alt"
    r"|total général|totales|soma|всего|итого|合計|合计|总计",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+(]?\s*[$€£¥]?\s*[-+]?\d[\d.,'’\s]*\)?\s*(?:%|[$€£¥]|[A-Z]{3})?")
_OTHER_FORMS = {
    b"PAR1": "a Parquet file: name it .parquet",
    b"PK\x03\x04": "a packed file, such as a workbook: name it .xlsx if it is one, else unpack it",
    b"\xd0\xcf\x11\xe0": "a workbook of the old form: save it as .xlsx or .csv",
    b"\x1f\x8b": "packed: unpack it first, with gunzip",
    b"ARROW1": "an Arrow file: write it as .parquet",
    b"SQLite format 3": "a database of SQLite: export the table as CSV",
    b"%PDF": "a PDF document: export the table as CSV",
    b"{\\rtf": "a text document: save the table as CSV",
    b"Obj\x01": "an Avro file: write it as .parquet",
    b"ORC": "an ORC file: write it as .parquet",
    b"FEA1": "a Feather file of the old form: write it as .parquet",
    b"\x28\xb5\x2f\xfd": "packed: name it by that, such as .csv.zst",
    b"BZh": "packed: name it by that, such as .csv.bz2",
    b"\xfd7zXZ": "packed: name it by that, such as .csv.xz",
    b"7z\xbc\xaf": "packed: unpack it first",
    b"\x89HDF": "an HDF5 file: write it as .parquet or .csv",
    b"$FL": "a file of SPSS: export the table as CSV",
    b"<stata_dta>": "a file of Stata: export the table as CSV",
    bytes(12) + b"\xc2\xea\x81\x60": "a file of SAS: export the table as CSV",
    b"\x80\x04\x95": "a pickle of Python: write it as .parquet or .csv",
    b"\x80\x05\x95": "a pickle of Python: write it as .parquet or .csv",
    b"BEGIN:VCALENDAR": "a calendar, and no table",
    b"BEGIN:VCARD": "cards of people, and no table",
}


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a CSV file is written. `above` counts the lines before the first row, that of the names included.

    Shape: `below` is where the first row begins, in bytes; None, where that is not plainly seen. `names_at` counts the lines
    up to that of the names, from 1; `questions` are rows below it that say what was asked, or of what types the columns are. `footers` are lines at the end that are no rows, `sums` the last rows, which only add up
    those above.
    """

    names: list[str]
    delimiter: str
    above: int
    encoding: str
    below: int | None
    names_at: int = 1
    skips_rows: bool = False  # something stands above the names that is no blank line
    questions: int = 0
    footers: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    has_rows: bool = True
    has_formulas: bool = False  # `="0017"`
    has_blanks: bool = False  # behind each sign between cells
    bytes_seen: str | None = None  # `\x416e6e`, as PostgreSQL writes bytes


def layout_of(path: Path, encoding: str | None = None, knows: Knows | None = None) -> CsvLayout:
    """Seen from the head of the file: what separates the names of the columns separates all cells.

    Spreadsheets write blank lines above the names, or `sep=;`, titles and notes, and semicolons where the comma is
    in numbers.
    Raises: BatchError, where it is no CSV.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        is_whole = len(head) < _HEAD
        file.seek(max(0, file.seek(0, io.SEEK_END) // 2 * 2 - _TAIL))  # whole signs of UTF-16
        tail = file.read()
    form = form_seen(head)
    if form is not None:
        raise BatchError(f"{path} is {form}")
    wide = utf16_seen(head)
    if wide == "utf-16" or (wide and encoding is None):
        encoding = wide
    elif encoding is None or head.startswith(codecs.BOM_UTF8):
        encoding = "utf-8"
    text = head.decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    text = text.lstrip("\ufeff")  # two programs one after the other each wrote their mark
    said = re.match(r"((?:[ \t]*(?:\r\n|\r|\n))*)(?:sep=(.)(\r\n|\r|\n))?", text)
    assert said is not None  # INVARIANT: it also matches nothing
    blank, rest = len(_ENDS.findall(said[0])), text[said.end() :]
    split = {d: _Top.of(rest, d, knows) for d in (said[2] or ",;\t|")}
    delimiter = max(split, key=lambda d: (split[d].known, len(split[d].names)))
    if knows is not None and not split[delimiter].known and not said[2]:
        split |= {
            d: top
            for d in _RARE + _IN_CELLS
            if (top := _Top.of(rest, d, knows)).known >= _SURER
            and (d in _RARE or top.known == len(top.names))
        }
        delimiter = max(split, key=lambda d: (split[d].known, len(split[d].names)))
    top = split[delimiter]
    if not top.names and rest.strip():
        raise BatchError(
            f"{path} has no line of names: a cell of its first line is too long for one"
        )
    if encoding == "utf-8" and any("\ufffd" in name for name in top.names):
        _refuse_names(path, head)
    if knows is not None and not top.known and any(map(_VALUE.fullmatch, top.names)):
        values = one_line(delimiter.join(top.names))
        raise BatchError(
            f"{path} begins with values (`{values}`): write the names of the columns above them"
        )
    if knows is not None and not top.known and (odd := _written_oddly(rest, top, knows)):
        raise BatchError(f"{path} {odd}")
    if _ESCAPED_QUOTE.search(_behind_lines(rest, top.lines)):
        raise BatchError(
            f'{path} has quotes with a backslash in front of them (`\\"`): write them twice (`""`), as CSV has it'
        )
    above = blank + top.lines
    has_formulas = '="' in text
    has_blanks = len(top.names) > 1 and all(name[:1] == " " for name in top.names[1:])
    names = [*map(text_in_formula, top.fitting_names())]
    footers: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    if len(names) > 1:
        footers, sums = _below_rows(_decoded(tail, head, encoding), delimiter, len(names))
        if footers and not (encoding == "utf-8" and _is_utf8(path)):
            footers = sums = ()  # the parser hands over no row that is none
    return CsvLayout(
        names=names,
        delimiter=delimiter,
        above=above,
        encoding=encoding,
        below=_below(head, above)
        if encoding == "utf-8" and not footers + sums and not (has_formulas or has_blanks)
        else None,
        names_at=blank + top.names_at,
        skips_rows=top.skips_rows,
        questions=top.questions,
        footers=footers,
        sums=sums,
        has_rows=not is_whole or top.first is not None,
        has_formulas=has_formulas,
        has_blanks=has_blanks,
        bytes_seen=None if (seen := _BYTES.search(text)) is None else seen[1],
    )


def _refuse_names(path: Path, head: bytes) -> None:
    """Say what to do about names that are not UTF-8.

    Raises: BatchError, unless all bytes are.
    """
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if len(head) - error.start > 3:  # else it is only cut there
            help = how_to_read(head, error.start)
            raise BatchError(f"{path}: the names of its columns are not UTF-8; {help}") from error


def _written_oddly(text: str, top: _Top, knows: Knows) -> str | None:
    """How names stand in a text that has no row of them, and what to do."""
    beside = _BESIDE.search(text[:_TAIL])
    if beside is not None and knows(beside[1]):
        return (
            f"has names beside values (`{one_line(beside[0])}`): write the names of the columns in the first line, and"
            " below them a line for each row"
        )
    if len(top.names) == 1 and count_known(re.split(" {2,}", top.names[0].strip()), knows) > 1:
        return "has columns of fixed width, with cells that are empty: save it as CSV, where signs separate them"
    if any(name[:1] == name[-1:] == "'" and knows(name.strip("'")) for name in top.names):
        return """has single quotes around its cells: write double ones (`"`), as CSV has them"""
    inside: list[str] = []
    with suppress(csv.Error):  # a line ends in a name
        inside = next(csv.reader(top.names[:1]), [])
    if len(top.names) == 1 and len(inside) > 1 and count_known(inside, knows):
        return "has quotes around whole lines, so that each is one cell: take these away, or export it anew"
    return None


_BESIDE = re.compile(
    r"^[ \t]*(\w+)[ \t]*[=:][ \t]*[^\s,;]*", re.MULTILINE
)  # `person=ann`, `person: ann`


def form_seen(head: bytes) -> str | None:
    """What a file is by its first bytes, where it is something else than text in rows, and what to do."""
    found = next((said for sign, said in _OTHER_FORMS.items() if head.startswith(sign)), None)
    if found is None and re.match(
        rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|tr|body)\b", head, re.IGNORECASE
    ):
        return "a web page or XML: export the table as CSV"
    if head and not head.strip(b"\0"):
        return "nothing but zero bytes, as where it was not saved whole: export it anew"
    if found is None and _STATEMENT.match(head):
        return "a file of SQL statements: export the table as CSV"
    if found is None and re.match(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"[^"\n]*"\s*:', head):
        return "JSON: name it .json, or .jsonl where each line is a situation"
    return found


_STATEMENT = re.compile(
    rb"(?:--[^\n]*\n|\s)*(?:INSERT INTO|(?:CREATE|DROP|LOCK) TABLE|BEGIN TRANSACTION|PRAGMA |SET \w|COPY [\w\".]+ )",
    re.IGNORECASE,
)


def row_of_names(rows: list[list[str]], knows: Knows | None) -> int:
    """The place of the names among the first rows: the first that is not blank, or one that has more that are known.

    >>> row_of_names([["My jobs", ""], ["company", "stage"], ["Acme", "offered"]], {"company", "stage"}.__contains__)
    1
    """
    first = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    if knows is None or not rows:
        return first
    known = [count_known(row, knows) for row in rows]
    best = max(known)
    return known.index(best) if best >= known[first] + _SURER else first


# `0017`, `2026-11-20`, `ann@acme.org`: in no name of a column.
_VALUE = re.compile(
    r"\s*(?:-?\d+(?:[.,]\d+)?|\d{4}-\d\d-\d\d.*|\d\d?[/.]\d\d?[/.]\d{4}.*|\\N|\S+@\S+\.\S+)\s*"
)
# `"Acme \"The\" Inc"`, but not the end of `"C:\"`.
_ESCAPED_QUOTE = re.compile(r"""[^"\\]\\"(?![",;\t|\r\n]|\Z)""")
_BYTES = re.compile(r"""(?:^|[,;\t|"])(\\x(?:[0-9a-f]{2})+)(?=[,;\t|"\r\n]|\Z)""", re.MULTILINE)
FORMULA_TEXT = r'="([^"]*)"'  # how spreadsheets keep the zeros of `0017`


def text_in_formula(cell: str) -> str:
    """What a formula shows that is nothing but a text.

    >>> text_in_formula('="0017"')
    '0017'
    """
    found = re.fullmatch(FORMULA_TEXT, cell.strip())
    return cell if found is None else found[1]


_TYPE = re.compile(  # that databases and libraries write below the names
    r"varchar(?:\(\d+\))?|u?(?:tiny|small|big|huge)?int(?:eger)?(?:8|16|32|64|128|256)?|[iuf](?:8|16|32|64)|double(?: precision)?"
    r"|float(?:32|64)?|real|decimal.*|numeric.*|bool(?:ean)?|date(?:32|64)?|time(?:stamp.*)?|datetime.*|interval|uuid|blob"
    r"|(?:fixed)?str(?:ing)?(?:\(\d+\))?|text|object|cat|enum.*|array\(.*\)|map\(.*\)|tuple\(.*\)|---",
    re.IGNORECASE,
)
_AROUND_TYPE = re.compile(r"(?:nullable|lowcardinality)\((.*)\)", re.IGNORECASE)


def are_types(cells: Sequence[str]) -> bool:
    """Whether all cells are names of types.

    >>> are_types(["String", "Nullable(Date)"]), are_types(["Ann", "date"])
    (True, False)
    """
    return len(cells) > 1 and all(map(_is_type, cells))


def _is_type(cell: str) -> bool:
    inside = _AROUND_TYPE.fullmatch(cell.strip())
    return _is_type(inside[1]) if inside else bool(_TYPE.fullmatch(cell.strip()))


def rows_of_questions(names: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """How many rows right below the names say what was asked, as services for surveys write them, or what types columns have.

    >>> rows_of_questions(["id", "company"], [["", "Which?"], ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}'], ["R_1", "Acme"]])
    2
    >>> rows_of_questions(["Respondent ID", "company"], [["", "Open-Ended Response"], ["118", "Acme"]])
    1
    """
    if below and len(below[0]) == len(names) and are_types(below[0]):
        return 1
    for number, row in enumerate(below[:2], 1):
        given = [cell.strip() for cell in row if cell.strip()]
        if given and all(cell.startswith('{"ImportId":') for cell in given):
            return number
    is_survey = bool(names and below) and names[0].strip().lower().startswith("respondent")
    if is_survey and not any(cell.strip() for cell in below[0][:1]):
        return int(any(cell.strip() in _ANSWERS for cell in below[0]))
    return 0


_ANSWERS = ("Response", "Open-Ended Response")


def count_known(row: list[str], knows: Knows) -> int:
    """How many different names of a row are looked for."""
    return sum(map(knows, {cell for cell in row if cell.strip()}))


@dataclass(frozen=True, slots=True)
class _Top:
    """The top of the text, if cells are so separated: its names, and the first row below them.

    Shape: `lines` are those down to the names; `known` counts the names that are looked for.
    """

    names: list[str]
    lines: int
    names_at: int
    known: int
    skips_rows: bool
    first: list[str] | None
    questions: int = 0

    @classmethod
    def of(cls, text: str, delimiter: str, knows: Knows | None) -> _Top:
        rows: list[list[str]] = []
        ends = [0]  # lines up to the end of each row
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        with suppress(csv.Error):  # a cell that is too long to look at
            for row in reader:
                rows.append(row)
                ends.append(reader.line_num)
                if len(rows) == ROWS_LOOKED_AT:
                    break
        if not rows:
            return cls([], 0, 1, 0, False, None)
        at = row_of_names(rows, knows)
        known = 0 if knows is None else count_known(rows[at], knows)
        questions = rows_of_questions(rows[at], rows[at + 1 :])
        first = next((row for row in rows[at + 1 + questions :] if row), None)
        skips = any(any(cell.strip() for cell in row) for row in rows[:at])
        lines = ends[at + 1 + questions]
        return cls(rows[at], lines, ends[at] + 1, known, skips, first, questions)

    def fitting_names(self) -> list[str]:
        """The names, with one without letters for each cell that has none.

        R writes the numbers of rows without a name above them, others write a sign behind the last cell.
        """
        names, first = [*self.names], self.first
        if first is None:
            return names
        more = len(first) - len(names)
        if more > 0 and not any(cell.strip() for cell in first[len(names) :]):
            return names + [""] * more
        if more == 1 and first[0] == "1":
            return ["", *names]
        while more < 0 and not names[-1].strip():
            names.pop()
            more += 1
        return names


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while file.read(_HEAD):
                pass
        return True
    except UnicodeDecodeError:
        return False


def is_sum(cells: Sequence[str]) -> bool:
    """Whether a row adds up those above: a word for that first, and nothing but numbers behind it.

    >>> is_sum(["Total:", "", "4", "1,234.50 €"]), is_sum(["Total", "applied", "4"])
    (True, False)
    """
    given = [cell.strip() for cell in cells if cell.strip()]
    return (
        bool(given)
        and bool(_SUM.fullmatch(given[0].rstrip(" :=")))
        and all(map(_NUMBER.fullmatch, given[1:]))
    )


def _decoded(tail: bytes, head: bytes, encoding: str) -> str:
    if encoding == "utf-16":  # only the beginning of the file says in which order its bytes are
        encoding = "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return tail.decode(encoding, "replace")


def _below_rows(tail: str, delimiter: str, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines at the end that are words, as databases and pages write them, and rows with sums, the last one first.

    Such as `(4 rows affected)`, and `Total,,4` below rows of so many cells.
    """
    words: list[str] = []
    sums: list[str] = []
    is_whole = tail.endswith("\n")  # else perhaps only a part came
    lines = _ENDS.split(tail)[1:]
    while lines and not lines[-1].strip():
        lines.pop()
    # Below a blank line, a single word is no row that broke off: the name of who made a report.
    apart = max((at for at, line in enumerate(lines) if not line.strip()), default=len(lines))
    for at, line in reversed([*enumerate(lines)]):
        bare = line.strip()
        if not bare:
            continue
        cells = next(csv.reader([line], delimiter=delimiter))
        if len(cells) > 1:
            if len(cells) != count or not is_sum(cells):
                break
            sums.append(line)
        elif at > apart or _is_end(bare) or (" " in bare and is_whole and bare.count('"') % 2 == 0):
            words.append(line)
        else:
            break
    return tuple(words), tuple(sums)


def _is_end(line: str) -> bool:
    """Whether a line only ends a file: `\\.` of PostgreSQL, and the signs that old systems fill up with."""
    return line == "\\." or not line.strip("\0\x1a")


def row_that_differs(path: Path, layout: CsvLayout) -> str | None:
    """What is wrong with the first row that has more or fewer cells than there are names, and what to do."""
    wanted = len(layout.names)
    with (
        path.open(encoding=layout.encoding, errors="replace", newline="") as file,
        suppress(csv.Error),
    ):
        for _ in range(layout.above):
            file.readline()
        reader = csv.reader(file, delimiter=layout.delimiter)
        before = layout.above
        for row in reader:
            if row and len(row) != wanted and layout.delimiter.join(row) not in layout.footers:
                what = "1 cell stands" if len(row) == 1 else f"{len(row)} cells stand"
                text = one_line(layout.delimiter.join(row))
                why = (
                    f"a cell with `{layout.delimiter}` in it needs quotes around it"
                    if len(row) > wanted
                    else "a cell with the end of a line in it needs quotes around it"
                )
                return (
                    f"in line {before + 1}, {what} below {wanted} names (`{text}`); {why}; delete the line, if it"
                    " is no row"
                )
            before = layout.above + reader.line_num
    return None


def _behind_lines(text: str, count: int) -> str:
    ends = [end.end() for end in islice(_ENDS.finditer(text), count)]
    return text[ends[-1] :] if len(ends) == count and ends else ""


def _below(head: bytes, lines: int) -> int | None:
    place = 0
    for _ in range(lines):
        place = head.find(b"\n", place) + 1
        if not place:
            return None
    # Elsewhere than at the end of a line it ends one for who counted them, and not here.
    return None if b"\r" in head[:place].replace(b"\r\n", b"\n") else place
