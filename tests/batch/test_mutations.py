"""Damaged tables and lines: each is advised on, listed or refused in a few lines, whatever was done to it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.batch.mutations import complaints, damaged, ready


@pytest.mark.parametrize("seed", range(0, 300, 30))
def test_a_damaged_input_is_read_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    with ready():
        for number in range(seed, seed + 30):
            rng, folder = Random(number), tmp_path / str(number)
            folder.mkdir()
            one = damaged(rng)
            assert list(complaints(one, rng, folder)) == [], f"{one.how}, seed {number}"


def test_the_damage_of_a_number_is_always_the_same() -> None:
    for number in range(60):
        one, again = damaged(Random(number)), damaged(Random(number))
        assert (one.how, one.files) == (again.how, again.files)
