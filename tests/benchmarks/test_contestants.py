"""Every contestant that is installed here gives the answers of the reference."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.catalogue import ALONE_M, ALONE_W, JOURNEYS_M, JOURNEYS_W, Contestant
from benchmarks.contestants.prepared import Prepared
from benchmarks.generate import table, write
from benchmarks.peers import requirements
from benchmarks.reference_w import advise
from benchmarks.worker import check, digest, first_rows, measure

IMPORTED = {
    "zen-engine": "zen",
    "openfisca-core": "openfisca_core",
    "clipspy": "clips",
    "datalogic-py": "datalogic_py",
}


def prepared(one: Contestant, situations: Any) -> Prepared:
    """The contestant; skips the test where its package is not installed."""
    package = IMPORTED.get(one.package or "", one.package)
    if package is not None and package != "durable-rules" and find_spec(package) is None:
        pytest.skip(f"{one.package} is not installed here; the benchmarks check it themselves")
    module, function = one.prepare.split(":")
    made: Prepared = getattr(importlib.import_module(module), function)(situations)
    return made


# The Host of durable-rules asks for the time in a way that Python 3.12 warns of; the engine itself does not.
@pytest.mark.filterwarnings(
    r"ignore:datetime\.datetime\.utcfromtimestamp:DeprecationWarning:durable\.engine"
)
@pytest.mark.parametrize("one", ALONE_W, ids=lambda one: one.name)
def test_a_contestant_on_w_answers_like_the_function_by_hand(one: Contestant) -> None:
    situations = table("w", 300)
    made = prepared(one, situations)
    assert made.answers(made.run()) == [advise(row) for row in situations.to_pylist()]


def test_our_engines_give_equal_answers_on_m() -> None:
    situations = table("m", 60)
    found = [check(prepared(one, situations)) for one in ALONE_M]
    assert found[0]["advice"] > 100
    assert found == [found[0]] * len(ALONE_M)


def test_whoever_is_measured_has_a_name_of_its_own() -> None:
    for listed in (ALONE_W, ALONE_M, JOURNEYS_W, JOURNEYS_M):
        names = [one.name for one in listed]
        assert len(set(names)) == len(names)


def test_every_package_that_a_contestant_needs_is_required_with_its_version() -> None:
    pinned = dict(line.split("==") for line in requirements())
    needed = {one.package for one in (*ALONE_W, *JOURNEYS_W) if one.package is not None}
    assert needed <= set(pinned)


def test_different_answers_have_different_digests() -> None:
    one: list[list[tuple[str, int | None]]] = [[("chase", 1), ("accept", None)], []]
    assert digest(one) == digest([[("chase", 1), ("accept", None)], []])
    assert digest(one) != digest([[("accept", None), ("chase", 1)], []])
    assert digest(one) != digest([[("chase", 1)], [("accept", None)]])


def test_the_first_situations_of_a_file_are_read_and_no_more(tmp_path: Path) -> None:
    write("w", 500, tmp_path / "w.parquet")
    assert first_rows(tmp_path / "w.parquet", 120).to_pylist() == table("w", 120).to_pylist()


def test_a_short_run_is_repeated() -> None:
    runs: list[int] = []
    assert len(measure(Prepared(lambda: runs.append(1), lambda _: []))) == len(runs) == 3
