"""Checked packs kept between runs: nothing but speed hangs on it, and nothing executable comes back."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from advisor import api
from advisor.api import cache
from advisor.diagnostics import RulePackError
from advisor.loading.syntax.files import PackTexts
from tests.small_pack import write_small_pack

TEST = "tests:\n  - test: nothing is known\n    situation: {today: 2026-11-22}\n    expect: []\n"

pytestmark = [pytest.mark.checks_packs, pytest.mark.beside_coverage]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)
    return tmp_path / "advisor"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack with a parameter and a test."""
    folder = write_small_pack(tmp_path / "pack")
    (folder / "parameters.yaml").write_text("parameters:\n  patience: {value: 1 week}\n")
    (folder / "a_test.yaml").write_text(TEST)
    return folder


@pytest.fixture
def whole_pack(tmp_path: Path) -> Path:
    """A copy of the default pack, in which all stands that the language knows."""
    return Path(shutil.copytree(api.default_pack(), tmp_path / "pack"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one each time that a pack is really read."""
    found: list[str] = []
    really: Callable[..., cache.Stored] = api.reading._check_texts

    def counted(layers: Sequence[PackTexts]) -> cache.Stored:
        found.append(layers[-1].folder)
        return really(layers)

    monkeypatch.setattr(api.reading, "_check_texts", counted)
    return found


def test_a_pack_is_read_once_and_comes_back_equal(
    folder: Path, pack: Path, checks: list[str]
) -> None:
    first, second = api.load_pack(pack), api.load_pack(pack)
    assert len(checks) == 1
    assert first.pack == second.pack
    assert first.strata == second.strata
    assert second.pack.tests
    [kept] = folder.glob("*.pack")
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("with_tests", [False, True])
def test_what_was_just_checked_and_what_was_kept_are_the_same_to_the_letter(
    folder: Path, whole_pack: Path, with_tests: bool
) -> None:
    """A batch that goes on compares the rules by their text: the first run of all may be the broken one."""
    first, second = (api.load_pack(whole_pack, with_tests=with_tests) for _ in range(2))
    assert repr((first.pack, first.strata)) == repr((second.pack, second.strata))
    assert bool(first.pack.tests) == with_tests


def test_a_changed_text_is_read_again(folder: Path, pack: Path, checks: list[str]) -> None:
    api.load_pack(pack)
    parameters = pack / "parameters.yaml"
    parameters.write_text(parameters.read_text(encoding="utf-8") + "\n# a remark\n")
    api.load_pack(pack)
    assert len(checks) == 2


def test_a_pack_that_is_refused_is_refused_again_with_the_same_words(
    folder: Path, pack: Path, checks: list[str]
) -> None:
    (pack / "wrong.yaml").write_text(
        "rules:\n  - rule: wrong\n    when: nonsense\n    advise: chase\n"
    )
    with pytest.raises(RulePackError) as first:
        api.load_pack(pack)
    with pytest.raises(RulePackError) as second:
        api.load_pack(pack)
    assert first.value.diagnostics == second.value.diagnostics
    assert len(checks) == 1


def test_a_cut_off_or_foreign_file_is_passed_over(
    folder: Path, pack: Path, checks: list[str]
) -> None:
    api.load_pack(pack)
    [kept] = folder.glob("*.pack")
    whole = kept.read_bytes()
    for broken in (b"", whole[:1000], b"nonsense", pickle.dumps(("a", "tuple"))):
        kept.write_bytes(broken)
        api.load_pack(pack)
    assert len(checks) == 5


class Trap:
    """Unpickled by the ordinary rules, it would leave a trace."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.trace,)


def test_what_is_read_back_runs_nothing(
    folder: Path, pack: Path, checks: list[str], tmp_path: Path
) -> None:
    api.load_pack(pack)
    [kept] = folder.glob("*.pack")
    trace = tmp_path / "trace"
    kept.write_bytes(pickle.dumps(Trap(trace)))
    api.load_pack(pack)
    assert not trace.exists()
    pickle.loads(pickle.dumps(Trap(trace)))
    assert trace.exists()  # the trap itself works


@pytest.mark.parametrize("which", ["the folder", "the file"])
def test_what_others_can_write_to_is_not_read(
    folder: Path, pack: Path, checks: list[str], which: str
) -> None:
    api.load_pack(pack)
    [kept] = folder.glob("*.pack")
    (folder if which == "the folder" else kept).chmod(0o777)
    api.load_pack(pack)
    assert len(checks) == 2


def test_it_can_be_turned_off(
    folder: Path, pack: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    api.load_pack(pack)
    api.load_pack(pack)
    assert len(checks) == 2
    assert not folder.exists()


def test_only_so_many_are_kept(folder: Path) -> None:
    nothing = cache.Stored(None, cache.Findings((), ()))
    for number in range(40):
        cache.write(f"{number:04}", nothing)
    assert len(list(folder.glob("*.pack"))) == 32
