"""What people are told of choices that were read under their own headings, or from words of their own.

Status     `Status` is read: `Turned down` as “They turned me down”, `Declined` as “I declined their offer”
Turned down
Declined   …and is asked back: `they declined` is another choice, and a cell does not say who declined
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.sources.casts import texts_of
from advisor.batch.sources.columns import Column
from advisor.batch.sources.headings import as_fact, folded
from advisor.batch.sources.reading import Notices
from advisor.batch.sources.schema_casts import whole_array
from advisor.diagnostics.suggestions import quoted
from advisor.loading.declarations.stated_choices import choice_meant


def tell_words(column: Column, table: pa.Table, fact: ir.FactDeclaration, notices: Notices) -> None:
    """Note how the choices of a column are read, where its heading or a word is not the pack's own."""
    cells = whole_array(table.column(column.old))
    if kinds.is_null(cells.type):
        return
    mapped = {old for old, _ in column.renaming.values} if column.renaming else set()
    found = texts_of(cells).dictionary_encode().dictionary.to_pylist()
    words = [word for word in found if word and folded(word) not in mapped]
    if column.old == fact.name and all(word in fact.type.choices for word in words):
        return
    for word in words:
        choice = choice_meant(word, fact.type.choices, fact.type.also, fact.words)
        if choice not in fact.type.choices:
            continue
        said = fact.words.get(choice, choice)
        if folded(said) != folded(word):
            notices.word_read_as(column.old, word, said)
        for spelling, other in _longer(choice, fact) if as_fact(word) == choice else ():
            notices.add(
                f"{quoted(column.old)}: is {quoted(word)} “{said}”, as it is read, or “{fact.words.get(other, other)}”"
                f" ({quoted(spelling)})? `values: {{…: {other}}}` in a mapping says so",
                column.old,
                word,
                other,
            )


def _longer(name: str, fact: ir.FactDeclaration) -> Iterator[tuple[str, str]]:
    """Spellings of other choices that end with the name of this one: `they declined` of `declined`."""
    spellings = [*((n.replace("_", " "), n) for n in fact.type.choices), *fact.type.also]
    for spelling, other in spellings:
        if other != name and as_fact(spelling).endswith(f"_{name}"):
            yield spelling, other
