"""How an input is read that is not written in the pack's own words: names, dates, and what a row is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from threading import Lock

from advisor import ir
from advisor.batch.problems import BatchError, Fault
from advisor.batch.sources.dates import DateReading
from advisor.batch.sources.headings import as_fact, folded
from advisor.batch.sources.plain_rows import RowError
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import listed, meant_of, one_line, quoted

_MOST_WORDS = 20  # of a column that are told
FILE = "file"  # instead of a column of `--by`: all rows of a file are of one situation


@dataclass(frozen=True, slots=True)
class Renaming:
    """A column `old` is the fact or list `new`, of one entity or of any that has it.

    Shape: `values` maps words in small letters to the pack's, or to None for nothing; rows of a table with a
    word of `left_out` are none; among both, `""` is an empty cell. `is_required`: the column has to be there, for the `option` that named it.
    """

    old: str
    new: str
    entity: str | None = None
    values: tuple[tuple[str, str | None], ...] = ()
    left_out: tuple[str, ...] = ()
    is_required: bool = False
    option: str = "--map"

    def word(self, text: str) -> str | None:
        """A value in the pack's words."""
        bare = folded(text)
        return next((new for old, new in self.values if old == bare), text)

    @property
    def if_empty(self) -> str | None:
        """What an empty cell means; None: nothing."""
        return self.word("") or None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the options say about an input.

    Shape: `dates` is "dmy", "mdy" or "ymd"; `rows` the entity that a row of a flat table is one of, and `by` the
    column that says whose, or `FILE`; `encoding` that of CSV, a name that Python knows.
    """

    renamings: tuple[Renaming, ...] = ()
    ignored: tuple[str, ...] = ()
    ignores_unknown: bool = False
    dates: str | None = None
    zone: str | None = None
    rows: str | None = None
    by: str | None = None
    sheet: str | None = None
    encoding: str | None = None

    def with_columns(self, columns: Iterable[ir.FactDeclaration], option: str) -> Reading:
        """The same with columns that an option names, which have to be there."""
        columns = tuple(columns)
        return replace(
            self,
            renamings=(
                *self.renamings,
                *(
                    Renaming(f.name, f.name, f.entity, is_required=True, option=option)
                    for f in columns
                ),
            ),
            ignored=tuple(n for n in self.ignored if n not in {f.name for f in columns}),
        )

    @property
    def has_names(self) -> bool:
        """Whether columns may have other names than the pack's, or be passed over."""
        return bool(self.renamings or self.ignored or self.ignores_unknown)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was said."""
        return self == PLAIN

    def date_reading(
        self,
        notices: Notices,
        order_in: Callable[[ir.FactDeclaration], str | None] | None = None,
        commas_in: Callable[[ir.FactDeclaration], bool] | None = None,
    ) -> DateReading:
        """How dates and numbers are read; `order_in` and `commas_in` know how they are in whole columns."""
        order_in = None if self.dates else order_in
        return DateReading(self.dates, self.zone, order_in, notices.add, commas_in)

    def as_data(self) -> dict[str, object]:
        """For a manifest: the same data, the same reading."""
        return {
            "renamings": [
                [r.old, r.new, r.entity, [list(pair) for pair in r.values], list(r.left_out)]
                for r in self.renamings
            ],
            "ignored": sorted(self.ignored),
            "unknown": self.ignores_unknown,
            "dates": [self.dates, self.zone],
            "rows": [self.rows, self.by, self.sheet],
            "encoding": self.encoding,
        }

    def of(self, pack: ir.Pack) -> Reading:
        """The same for a pack, which knows which names with a dot are those of something in a list.

        Raises: BatchError, where it has not what is named.
        """
        lists = {r.old: r.new for r in self.renamings}
        entities = pack.lists[ir.SITUATION]
        found = replace(
            self,
            renamings=tuple(_split(renaming, pack, lists) for renaming in self.renamings),
            rows=next((e.name for e in entities if self.rows == e.list), self.rows),
        )
        found._check(pack)
        return found

    def _check(self, pack: ir.Pack) -> None:
        for renaming in self.renamings:
            _check_renaming(renaming, pack)
        if self.rows is None and any(renaming.left_out for renaming in self.renamings):
            raise BatchError(
                "--map: `leave_out` needs --rows: only rows of a flat table are left out"
            )
        if self.rows is not None:
            flat = [e.name for e in pack.lists[ir.SITUATION]]
            if self.rows not in flat and self.rows != ir.SITUATION:
                meant = meant_of(self.rows, flat, "it may be")
                raise BatchError(f"--rows: a row is no `{self.rows}`; {meant}")
        elif self.by is not None:
            raise BatchError(
                f"--by needs --rows: say of what a row is, such as --rows {pack.lists[ir.SITUATION][0].name}"
                if pack.lists[ir.SITUATION]
                else "--by needs --rows, and these rules know no lists"
            )

    def renaming_of(
        self, name: str, entity: str, pack: ir.Pack, known: Iterable[str]
    ) -> Renaming | None:
        """What is said of a column of an entity's table, among whose columns are those known."""
        places = (None, entity, pack.entities[entity].list)
        known = set(known)
        bare = folded(name)
        fits = [r for r in self.renamings if r.entity in places and r.new in known]
        exact = next((r for r in fits if r.old == name), None)
        exact = exact or next((r for r in fits if folded(r.old) == bare), None)
        return exact or next((r for r in fits if as_fact(r.old) == as_fact(name)), None)

    def names_told(
        self, entity: str, pack: ir.Pack, new: str = "", old: str = ""
    ) -> dict[str, str]:
        """The names in lines by those of the pack, where they differ and are certain: `jobs[].status`."""
        known = known_names(pack, entity)
        places = (None, entity, pack.entities[entity].list)
        said = [r for r in self.renamings if r.entity in places and r.new in known]
        names = {one: [r.old for r in said if r.new == one] or [one] for one in known}
        single = {one: olds[0] for one, olds in names.items() if len(olds) == 1}
        found = {new + one: old + other for one, other in single.items()}
        for item in pack.lists[entity]:
            if (other := single.get(item.list_name)) is not None:
                inside = f"{new}{item.list_name}[].", f"{old}{other}[]."
                found |= self.names_told(item.name, pack, *inside)
        return {one: other for one, other in found.items() if one != other}

    def is_ignored(self, name: str, path: str) -> bool:
        """Whether a column is passed over; `path` is its name with the lists around it."""
        return name in self.ignored or path in self.ignored

    def renamed(
        self, row: Mapping[str, object], pack: ir.Pack, notices: Notices
    ) -> dict[str, object]:
        """One situation as plain values, in the pack's words, without what is ignored.

        Raises: RowError, where two of its keys are to be one.
        """
        return self._renamed(row, ir.SITUATION, "", pack, notices)

    def _renamed(
        self, row: Mapping[str, object], entity: str, where: str, pack: ir.Pack, notices: Notices
    ) -> dict[str, object]:
        found: dict[str, object] = {}
        lists = {item.list_name: item.name for item in pack.lists[entity]}
        known = known_names(pack, entity)
        for name, value in row.items():
            path = f"{where}.{name}" if where else name
            if self.is_ignored(name, path):
                notices.passed_over(path)
                continue
            renaming = self.renaming_of(name, entity, pack, known)
            new = name if renaming is None else renaming.new
            if self.ignores_unknown and new not in known:
                notices.passed_over(path)
                continue
            if renaming is not None and (value is None or isinstance(value, str)):
                value = renaming.if_empty if value is None else renaming.word(value)
            if new in lists and isinstance(value, list):
                value = [
                    self._renamed(item, lists[new], path, pack, notices)
                    if isinstance(item, dict)
                    else item
                    for item in value
                ]
            if new in found:
                raise RowError(Fault("ADV015", two_for_one(path, new), path))
            found[new] = value
        return found


PLAIN = Reading()


class Notices:
    """What people are told about how an input was read: each thing once. For any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: dict[tuple[str, ...], tuple[str, list[str]]] = {}
        self._passed_over: dict[str, None] = {}
        self._left_out: dict[str, tuple[int, set[str]]] = {}
        self._read_as: dict[str, str] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._separated: dict[str, list[str]] = {}
        self._first_rows: dict[tuple[str, str], int] = {}
        self.at_work: Callable[[str], None] = lambda words: None  # told how far a long reading is

    def add(self, sentence: str, *about: str, file: str | None = None) -> None:
        """Something to be told; of what it is `about` only the first sentence, of several files once with their names."""
        with self._lock:
            _, files = self._told.setdefault(about or (sentence,), (sentence, []))
            if file is not None:
                files.append(file)

    def passed_over(self, path: str) -> None:
        """A column that is not read."""
        if path not in self._passed_over:
            with self._lock:
                self._passed_over.setdefault(path)

    def separated(self, file: str, signs: str) -> None:
        """Which signs stand between the cells of a file."""
        with self._lock:
            self._separated.setdefault(signs, []).append(file)

    def first_row(self, file: str, sheet: str, row: int) -> None:
        """Where the first row below the names stands in a sheet, counted as spreadsheets count."""
        with self._lock:
            self._first_rows[file, sheet] = row

    def read_as(self, old: str, new: str) -> None:
        """A column that was taken for another name, and nobody said so."""
        with self._lock:
            self._read_as.setdefault(old, new)

    def word_read_as(self, column: str, word: str, said: str) -> None:
        """A word of a column with its own heading or words, and what it was taken to say."""
        with self._lock:
            self._words.setdefault(column, {}).setdefault(word, said)

    def left_out(self, column: str, words: Iterable[str], count: int) -> None:
        """Rows that are none, for these words in a column; "" where it is empty."""
        with self._lock:
            before, said = self._left_out.get(column, (0, set()))
            self._left_out[column] = before + count, said.union(words)

    def take(self, tells_rows: bool = False) -> list[str]:
        """What has come since it was asked for last; and, where rows were told of, which those of sheets are."""
        with self._lock:
            told = [
                f"{_named(files)} {'is' if len(files) == 1 else 'are'} read as separated by {signs}"
                for signs, files in self._separated.items()
            ]
            told += (
                f"{_named(files)}: {sentence}" if files else sentence
                for sentence, files in self._told.values()
            )
            if self._read_as:
                pairs = (f"`{old}` as `{new}`" for old, new in self._read_as.items())
                told.append(f"read: {', '.join(pairs)}")
            for column, words in self._words.items():
                pairs = (
                    f"{quoted(word)} as “{one_line(said)}”"
                    for word, said in islice(words.items(), _MOST_WORDS)
                )
                more = ", …" if len(words) > _MOST_WORDS else ""
                told.append(f"{quoted(column)} is read: {', '.join(pairs)}{more}")
            if self._passed_over:
                told.append(f"not read: {listed(self._passed_over, most=20)}")
            told += [
                f"{count:,} {'row is' if count == 1 else 'rows are'} left out: `{column}` is {_words_or(words)}"
                for column, (count, words) in self._left_out.items()
            ]
            # Rows of several files are counted on from file to file.
            if tells_rows and len({file for file, _ in self._first_rows}) == 1:
                places = (f"row {row} of the sheet {s}" for (_, s), row in self._first_rows.items())
                told.append(f"rows are counted below the names: row 1 is {', '.join(places)}")
            self._told, self._passed_over, self._left_out = {}, {}, {}
            self._read_as, self._separated, self._words = {}, {}, {}
        return told


def _words_or(words: Collection[str]) -> str:
    """`empty`, or words in quotes, or both."""
    given = listed(sorted(filter(None, words)))
    return " or ".join(filter(None, ["empty" if "" in words else "", given]))


def _named(files: list[str]) -> str:
    if len(files) == 1:
        return files[0]
    return f"{', '.join(files[:-1])} and {files[-1]}" if len(files) < 5 else f"{len(files):,} files"


def known_names(pack: ir.Pack, entity: str) -> set[str]:
    """The columns that an entity has: stated facts, lists, and of the situation its id and day."""
    declared = pack.entities[entity]
    facts = {fact.name for fact in declared.facts.values() if not fact.is_concluded}
    head = {ir.SITUATION, ir.TODAY} if entity == ir.SITUATION else set()
    return facts | head | set(declared.several) | {item.list_name for item in pack.lists[entity]}


def names_known(pack: ir.Pack, reading: Reading) -> Callable[[str], bool]:
    """Whether a heading is the name of anything in the pack, or one that the options name."""
    known = set().union(*(known_names(pack, entity) for entity in pack.entities))
    known |= {name for name in (reading.by, *reading.ignored) if name is not None}
    olds = {folded(name) for name in (*known, *(renaming.old for renaming in reading.renamings))}
    return lambda name: folded(name) in olds or as_fact(name) in known


def two_for_one(old: str, new: str, other: str | None = None) -> str:
    """What to say where a table has two columns for one; `other` is what was renamed, too."""
    if other is not None:
        return f"both `{other}` and `{old}` are to be `{new}`; leave one out with --ignore-columns"
    return f"`{old}` is to be `{new}`, and there is a column `{new}`; leave one out with --ignore-columns"


def _split(renaming: Renaming, pack: ir.Pack, lists: Mapping[str, str]) -> Renaming:
    """`applications.status` is the column `status` of applications; so is `application.stage` the fact."""
    places = {
        name: entity.name
        for entity in pack.entities.values()
        for name in (entity.name, entity.list)
        if name
    }
    entity = renaming.entity
    old, new = renaming.old, renaming.new
    around, _, name = old.rpartition(".")
    around = around.rpartition(".")[2]
    if lists.get(around, around) in places:
        entity, old = places[lists.get(around, around)], name
    around, _, name = new.rpartition(".")
    around = around.rpartition(".")[2]
    if around in places:
        entity, new = places[around], name
    return replace(renaming, old=old, new=new, entity=entity)


def _check_renaming(renaming: Renaming, pack: ir.Pack) -> None:
    entities = pack.entities.values()
    owners = list(entities)
    if renaming.entity is not None:
        owner = next((e for e in entities if e.name == renaming.entity), None)
        if owner is None:
            names = [*pack.entities, *(e.list_name for e in entities if e.list)]
            meant = meant_of(renaming.entity, names)
            raise BatchError(f"--map: there is no entity or list `{renaming.entity}`; {meant}")
        owners = [owner]
    known = sorted(set().union(*(known_names(pack, owner.name) for owner in owners)))
    lists = {e.list for e in entities if e.list}
    if renaming.new in known or renaming.new in lists:
        return
    if any(renaming.new in e.facts for e in owners):
        raise BatchError(f"--map: `{renaming.new}` is concluded by rules and cannot be stated")
    where = "" if renaming.entity is None else f" of the {owners[0].name.replace('_', ' ')}"
    raise BatchError(
        f"--map: `{renaming.old}` is to be `{renaming.new}`, but there is no such fact{where};"
        f" {meant_of(renaming.new, known, lists='facts')}"
    )


def resolve(
    name: str,
    entities: Sequence[str],
    pack: ir.Pack,
    reading: Reading,
    besides: Iterable[str] = (),
) -> tuple[str, str, Renaming | None] | None:
    """Which of some entities a column belongs to, its name there, and what was said of it.

    None, where none of them has it. `besides` are names that the first one knows, too.
    """
    known = {entity: known_names(pack, entity) for entity in entities}
    known[entities[0]] |= set(besides)
    for entity in entities:
        renaming = reading.renaming_of(name, entity, pack, known[entity])
        if renaming is not None:
            return entity, renaming.new, renaming
    for entity in entities:
        if name in known[entity]:
            return entity, name, None
    for entity in entities:  # `Applied on`, as people write it above a column
        if as_fact(name) in known[entity]:
            return entity, as_fact(name), None
    return None
