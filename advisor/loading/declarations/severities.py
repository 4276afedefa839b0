"""How much a pack makes of each check: `checks:` in `pack.yaml`, and remarks that ignore one at its line.

    checks:                            - rule: search-on
      case-without-a-row: off                  # advisor: ignore ADV532 because one's own counts here, too
      ADV705: error                      when: count(applications) < 3

Only what would be a warning or a notice can be had otherwise: an error leaves nothing that could be used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.codes import CODES, MAY_BE_WARNINGS, PROVING, TESTING
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.syntax.nodes import MapNode, ScalarNode, shown

KEY = "checks"
_OFF = "off"
_LEVELS = {"note": Severity.NOTICE, "warning": Severity.WARNING, "error": Severity.ERROR}
_IGNORE = re.compile(r"#\s*advisor:\s*ignore\b(?P<rest>.*)")
_REASON = re.compile(r"\bbecause\b\s*(?P<why>.*?)\s*(?:#\}.*)?$")
_CODE = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A problem that a remark ignores, with the reason that it gives."""

    diagnostic: Diagnostic
    reason: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What there is to report, and what is ignored, both in the order of the problems."""

    diagnostics: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...] = ()


@dataclass(slots=True)
class _Remark:
    """`# advisor: ignore ADV531 because …`, said of a line."""

    span: Span
    line: int
    codes: tuple[str, ...]
    reason: str | None
    used: set[str] = field(default_factory=set)


def read_checks(head: Fields) -> dict[str, Severity | None]:
    """`checks:` of a pack: for codes, how bad they are; None: nothing is said of them."""
    found: dict[str, Severity | None] = {}
    for key, node in head.entries(KEY, "write a line such as `ADV531: off` for each"):
        code = _known(key, head)
        level = head.as_scalar(node, f"`{shown(key.text)}`")
        if level is None or code is None:
            continue
        if level.text in _LEVELS or level.text == _OFF:
            found[code] = _LEVELS.get(level.text)
        else:
            words = (_OFF, *_LEVELS)
            help = did_you_mean(level.text, words) or f"write one of {listed(words)}"
            head.report("ADV108", level.span, f"there is no level `{shown(level.text)}`", help)
    return found


def levels_in(document: object) -> dict[str, Severity | None]:
    """The same from a `pack.yaml` in which nothing else matters; what is wrong is told elsewhere."""
    if not isinstance(document, MapNode):
        return {}
    return read_checks(Fields(document, "`pack.yaml`", NodeReader()))


def _known(name: ScalarNode, reader: NodeReader) -> str | None:
    """The code of a check that can be had otherwise, by the code or the name of its page."""
    code = code_of(name.text)
    if code is not None and code in MAY_BE_WARNINGS:
        return code
    reader.report("ADV175", name.span, *_no_such(name.text, code))
    return None


def _no_such(name: str, code: str | None) -> tuple[str, str]:
    if code is not None:
        return f"`{shown(name)}` is always an error", "mend what it tells of, and leave this out"
    from advisor.diagnostics.pages import all_pages

    known = [page.name for code, page in all_pages().items() if code in MAY_BE_WARNINGS]
    near = did_you_mean(name.lower(), known)
    return f"there is no check `{shown(name)}`", near or "write a code such as `ADV531`"


def code_of(word: str) -> str | None:
    """`ADV531`, also of `holds-when-nobody-said`; None where there is no such check."""
    if word.upper() in CODES:
        return word.upper()
    from advisor.diagnostics.pages import page_of  # reads all pages

    page = page_of(word)
    return None if page is None else page.code


def settled(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    levels: Mapping[str, Severity | None],
    is_whole: bool = True,
    family: Collection[str] = (),
) -> Settled:
    """What is left to report, each as bad as the pack makes it; remarks that ignore nothing are told, too.

    `texts` are those that may hold remarks, by path. Not `is_whole`: something was not looked at, so a
    remark without use may have one. `family`: these codes were looked for and no others; else all but
    those that tests and proofs find.
    """
    remarks = [one for path, text in texts.items() for one in _remarks(text, path)]
    at: dict[tuple[str, int], list[_Remark]] = {}  # several may stand above one line
    for one in remarks:
        at.setdefault((one.span.path, one.line), []).append(one)
    kept: list[Diagnostic] = []
    ignored: list[Ignored] = []
    for problem in diagnostics:
        above = at.get((problem.span.path, problem.span.line), ())
        remark = next((one for one in above if problem.code in one.codes), None)
        if problem.severity is Severity.ERROR:
            kept.append(problem)
        elif remark is not None:
            remark.used.add(problem.code)
            ignored.append(Ignored(problem, remark.reason))
        elif problem.code not in levels:
            kept.append(problem)
        elif (level := levels[problem.code]) is not None:
            kept.append(replace(problem, severity=level))
    if is_whole:
        kept += [problem for one in remarks for problem in _without_use(one, levels, family)]
    return Settled(tuple(kept), tuple(ignored))


def _remarks(text: str, path: str) -> Iterator[_Remark]:
    if "advisor:" not in text:
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        found = _IGNORE.search(line)
        if found is None:
            continue
        # A remark on a line of its own is said of the next line that is none.
        own = number
        while line_is_remark(lines[own - 1]) and own < len(lines):
            own += 1
        rest = found["rest"]
        because = _REASON.search(rest)
        words = rest[: because.start()] if because is not None else rest
        names = _CODE.findall(words)
        codes = tuple(code_of(name) or name for name in names)
        span = Span(path, number, found.start() + 1, number, found.end() + 1)
        reason = because["why"] if because is not None else None
        yield _Remark(span, own, codes, reason or None)


def line_is_remark(line: str) -> bool:
    """Whether nothing but a remark stands there, as YAML and Jinja2 write it."""
    bare = line.strip()
    return bare.startswith("#") or (bare.startswith("{#") and bare.endswith("#}"))


def _without_use(
    remark: _Remark, levels: Mapping[str, Severity | None], family: Collection[str]
) -> Iterator[Diagnostic]:
    def told(message: str, help: str) -> Diagnostic:
        return Diagnostic("ADV176", message, remark.span, Severity.WARNING, help)

    if not remark.codes and not family:
        yield told(
            "this remark does not say what is to be ignored",
            "write `# advisor: ignore ADV531 because …`",
        )
    for code in remark.codes:
        is_looked_for = code in family if family else code not in (*TESTING, *PROVING)
        if code not in MAY_BE_WARNINGS and not family:
            message, help = _no_such(code, code if code in CODES else None)
            yield told(message, help)
        elif is_looked_for and code not in remark.used and code not in levels:
            yield told(
                f"there is no {code} on line {remark.line} that this could ignore",
                "take the remark out",
            )
