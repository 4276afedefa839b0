"""A run that is killed and continued writes what an undisturbed one writes."""

from tests.batch.kills import run_rounds


def test_runs_that_are_killed_at_any_moment_end_with_the_same_bytes() -> None:
    assert run_rounds(kills=4, seed=20261122, rows=1_000) == []
