"""`advisor lsp` where a person starts it, instead of an editor."""

from __future__ import annotations

import io

import pytest

from advisor.cli.commands.lsp import lsp
from advisor.cli.language_server import features


class _Typed(io.StringIO):
    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(("is_terminal", "said"), [(True, "waiting for an editor"), (False, "")])
def test_on_a_terminal_it_says_what_it_waits_for(
    is_terminal: bool,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    served: list[object] = []
    monkeypatch.setattr(features, "serve", served.append)
    monkeypatch.setattr("sys.stdin", _Typed(is_terminal))
    assert lsp.callback is not None
    lsp.callback(pack=None)
    shown = capsys.readouterr()
    assert (shown.out, len(served)) == ("", 1)  # editors read standard output
    assert shown.err.startswith(said)
    assert bool(shown.err) is is_terminal
