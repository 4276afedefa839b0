"""Texts as codes: one dictionary for a block, in which the literals of the program come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from advisor.backends.columnar.arrow import array_of, pa, pc, strings
from advisor.backends.columnar.columns import Array
from advisor.backends.columnar.reading import filled


class Texts:
    """The codes of the texts that a block compares. Equal texts have equal codes; -1 is not given."""

    def __init__(self, literals: Sequence[str]) -> None:
        self._words: Any = strings(literals)

    def codes(self, texts: Any) -> Array:
        """The codes of a column of strings, or of one encoded as a dictionary."""
        if pa.types.is_dictionary(texts.type):
            of_words = np.append(self._known(texts.dictionary), -1).astype(np.int32)
            places = filled(texts.indices, len(of_words) - 1)
            codes: Array = of_words.take(places)
            return codes
        encoded = texts.dictionary_encode()
        return self.codes(encoded)

    def code(self, text: str) -> int:
        """The code of one text."""
        return int(self._known(strings([text]))[0])

    def words(self, codes: Array) -> Any:
        """The texts of codes, null where the code is negative."""
        return self._words.take(array_of(np.ascontiguousarray(codes), pa.int32(), codes >= 0))

    def _known(self, words: Any) -> Array:
        words = words.cast(pa.string())
        found = pc.index_in(words, value_set=self._words)
        if found.null_count > words.null_count:
            new = words.filter(pc.and_(found.is_null(), words.is_valid()))
            self._words = pa.concat_arrays([self._words, pc.unique(new)])
            found = pc.index_in(words, value_set=self._words)
        return filled(found, -1)
