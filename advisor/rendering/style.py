"""Colour and weight on a terminal, or none of it."""

from __future__ import annotations

from advisor.diagnostics.values import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """Marks words for a terminal with ANSI codes; leaves them alone where it is not coloured."""

    is_coloured: bool = False

    def bold(self, text: str) -> str:
        return self._marked(text, "1")

    def dim(self, text: str) -> str:
        return self._marked(text, "2")

    def red(self, text: str) -> str:
        return self._marked(text, "1;31")

    def yellow(self, text: str) -> str:
        return self._marked(text, "33")

    def green(self, text: str) -> str:
        return self._marked(text, "32")

    def blue(self, text: str) -> str:
        return self._marked(text, "1;34")

    def cyan(self, text: str) -> str:
        return self._marked(text, "36")

    def _marked(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.is_coloured and text else text


PLAIN = Style()
