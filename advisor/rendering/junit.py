"""JUnit XML, in which servers that run tests read what passed and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from advisor.rendering.layout import plain_text


@dataclass(frozen=True, slots=True)
class JUnitCase:
    """One case at its place. `failure`: what is wrong, its first line as a title; empty where it passed."""

    name: str
    path: str
    line: int
    failure: tuple[str, ...] = ()


def render_junit(suites: Iterable[tuple[str, Sequence[JUnitCase]]]) -> str:
    """A document of suites, each with its name."""
    listed = [(name, list(cases)) for name, cases in suites]
    body: list[str] = []
    for name, cases in listed:
        body.append(f"  <testsuite name={_quoted(name)} {_counts(cases)}>")
        body += [_element(name, case) for case in cases]
        body.append("  </testsuite>")
    head = f"<testsuites {_counts([case for _, cases in listed for case in cases])}>"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *body, "</testsuites>"]
    return "".join(f"{line}\n" for line in lines)


def _counts(cases: Sequence[JUnitCase]) -> str:
    return f'tests="{len(cases)}" failures="{sum(bool(case.failure) for case in cases)}"'


def _element(suite: str, case: JUnitCase) -> str:
    head = (
        f"    <testcase classname={_quoted(suite)} name={_quoted(case.name)} "
        f'file={_quoted(case.path)} line="{case.line}"'
    )
    if not case.failure:
        return f"{head}/>"
    said = "\n".join(escape(plain_text(part)) for part in case.failure)
    title = _quoted(case.failure[0])
    return f"{head}>\n      <failure message={title}>{said}</failure>\n    </testcase>"


def _quoted(text: str) -> str:
    return quoteattr(plain_text(text))
