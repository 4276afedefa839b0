"""Damaged real files: each loads, or is explained with a place in it."""

from __future__ import annotations

from random import Random

import pytest

from tests.loading.mutations import complaints, damaged, pack_files, situation_files

pytestmark = pytest.mark.beside_coverage


@pytest.mark.parametrize("seed", range(0, 300, 20))
def test_a_damaged_file_of_a_pack_loads_or_is_explained(seed: int) -> None:
    for number in range(seed, seed + 20):
        one = damaged(pack_files(), Random(number))
        assert list(complaints(one)) == [], f"{one.path}, {one.how}, seed {number}"


@pytest.mark.parametrize("seed", range(0, 300, 20))
def test_a_damaged_situation_loads_or_is_explained(seed: int) -> None:
    for number in range(seed, seed + 20):
        one = damaged(situation_files(), Random(number))
        assert list(complaints(one)) == [], f"{one.path}, {one.how}, seed {number}"
