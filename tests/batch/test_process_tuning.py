"""What a process of its own leaves unloaded comes as soon as it is wanted."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from advisor.batch.process_tuning import _MaskedLater


def test_arrays_with_masks_are_loaded_when_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    there = np.ma
    later = _MaskedLater("numpy.ma")
    monkeypatch.setitem(sys.modules, "numpy.ma", later)
    monkeypatch.setattr(np, "ma", later)
    assert not isinstance(np.arange(3), np.ma.MaskedArray)
    assert np.ma is later

    made = np.ma.masked_array([1, 2, 3], [False, True, False])

    assert np.ma is not later
    assert isinstance(made, np.ma.MaskedArray)
    assert isinstance(made, there.MaskedArray)
    assert made.sum() == 4
