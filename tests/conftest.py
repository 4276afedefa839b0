"""In CI, Hypothesis takes the same examples every time: a new one is found by people, not by a gate.

How long one example takes is measured nowhere: on a busy machine that tells of the machine.
"""

import errno
import os
import stat
from collections import OrderedDict
from pathlib import Path

import pytest
from hypothesis import settings

from advisor.api import cache

settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "a folder, file or test that is run elsewhere, under coverage, but for what is marked `beside_coverage`"
    parser.addoption("--measured", action="append", default=[], metavar="NAME", help=said)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is run elsewhere."""
    names = tuple(config.getoption("--measured"))
    begins = tuple(f"{name}{end}" for name in names for end in ("/", "::", "["))
    is_elsewhere = {
        item: item.get_closest_marker("beside_coverage") is None
        and (item.nodeid in names or item.nodeid.startswith(begins))
        for item in items
    }
    config.hook.pytest_deselected(items=[item for item in items if is_elsewhere[item]])
    items[:] = [item for item in items if not is_elsewhere[item]]


_MOST_PACKS = 24
_packs: OrderedDict[str, cache.Stored] = OrderedDict()  # by their keys, the latest last


@pytest.fixture(autouse=True)
def packs_are_checked_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What checking a pack gives hangs on its texts alone, so what one test had checked serves all.

    To check the pack of the project takes longer than most tests. Those marked `checks_packs` do it
    themselves: they hold the cache, or change what checks.
    """
    if request.node.get_closest_marker("checks_packs"):
        return
    read, write = cache.read, cache.write

    def read_once(key: str, with_findings: bool) -> cache.Stored | None:
        if key in _packs:
            _packs.move_to_end(key)
            stored = _packs[key]
            return stored if with_findings else cache.Stored(stored.program, None)
        return read(key, with_findings)

    def write_once(key: str, stored: cache.Stored) -> None:
        _packs[key] = stored
        if len(_packs) > _MOST_PACKS:
            _packs.popitem(last=False)
        write(key, stored)

    monkeypatch.setattr(cache, "read", read_once)
    monkeypatch.setattr(cache, "write", write_once)


@pytest.fixture
def full_device(tmp_path: Path) -> Path:
    """A device of our own that takes nothing: with a fault in the package, that of the machine is at risk."""
    path = tmp_path / "in.device"
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 7))
        path.write_bytes(b"x")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return path
    pytest.skip("making a device needs more rights than we have here")
