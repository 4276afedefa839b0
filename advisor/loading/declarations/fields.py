"""One mapping while it is read: each getter reports what is wrong there and gives what can be used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.loading.declarations import schema
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode


class Fields:
    """A mapping; `what` names it in messages, and `found` takes what is wrong in it.

    A getter gives None, or an empty collection, where its key is missing or stands before none, which
    is nobody's mistake, and where something else stands there than wanted, which it reports. So
    `fields.scalar("within")` is the entity's `within` or None, and a reader asks for no more.
    """

    __slots__ = ("body", "found", "what")

    def __init__(self, body: MapNode, what: str, found: list[Diagnostic]) -> None:
        self.body = body
        self.what = what
        self.found = found

    def report(
        self,
        code: str,
        span: Span,
        message: str,
        help: str | None = None,
        *,
        severity: Severity = Severity.ERROR,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Add one problem."""
        self.found.append(Diagnostic(code, message, span, severity, help, related))

    def check_keys(
        self, known: Collection[str], required: Iterable[str] = (), code: str = "ADV101"
    ) -> None:
        """Report keys that are not known here, and required ones that are missing or none."""
        schema.check_keys(self.body, known, required, self.what, self.found, code)

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its span; there also where none stands behind it."""
        return self.body.key(key)

    def node(self, key: str) -> Node | None:
        """Whatever stands there."""
        return schema.given(self.body, key)

    def scalar(self, key: str, help: str | None = None) -> ScalarNode | None:
        """One value."""
        node = self.node(key)
        return None if node is None else schema.as_scalar(node, f"`{key}`", self.found, help)

    def text(self, key: str) -> str | None:
        """Words."""
        return schema.optional_text(self.body, key, self.found)

    def word(self, key: str, words: Collection[str], code: str = "ADV108") -> str | None:
        """One of a few words."""
        node = self.node(key)
        if node is None:
            return None
        return schema.one_of_words(node, words, f"`{key}`", self.found, code)

    def yes_no(self, key: str) -> bool:
        """A yes or no that is no where the key is missing."""
        return schema.yes_no(self.body, key, self.found)

    def names(self, key: str) -> tuple[ScalarNode, ...]:
        """The names of a list, or a single one."""
        return schema.names_in(self.body.get(key), f"`{key}`", self.found)

    def map(self, key: str, help: str | None = None) -> MapNode | None:
        """A mapping."""
        node = self.node(key)
        return None if node is None else schema.as_map(node, f"`{key}`", self.found, help)

    def entries(self, key: str, help: str | None = None) -> Iterator[tuple[ScalarNode, Node]]:
        """The keys and values of a mapping whose keys are names."""
        body = self.map(key, help)
        yield from () if body is None else body.entries


def fields_of(
    node: Node, what: str, found: list[Diagnostic], help: str | None = None, code: str = "ADV103"
) -> Fields | None:
    """The node as fields, if it is a mapping; else that is reported."""
    body = schema.as_map(node, what, found, help, code)
    return None if body is None else Fields(body, what, found)
