"""Diagnostics as other programs read them: JSON values, SARIF, JUnit XML, and what GitHub and GitLab show.

Lines and columns count from 1, columns in code points, and an end is exclusive.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from urllib.parse import quote

from advisor.diagnostics import VERSION, Diagnostic, Severity, Span
from advisor.diagnostics.codes import CODES
from advisor.rendering.diagnostics import sorted_by_place
from advisor.rendering.junit import JUnitCase, render_junit
from advisor.rendering.layout import json_text

SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
HOME = "https://pypi.org/project/interview-advisor/"
Ignored = tuple[Diagnostic, str | None]  # what a remark ignores, and the reason that it gives
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_GITLAB_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def _whole(d: Diagnostic) -> str:
    """The message with what to write instead."""
    return d.message if d.help is None else f"{d.message}; {d.help}"


# --- JSON ---


def diagnostic_object(d: Diagnostic) -> dict[str, object]:
    """One diagnostic as JSON values."""
    return {
        "code": d.code,
        "severity": d.severity.value,
        "message": d.message,
        **_place(d.span),
        "help": d.help,
        "related": [{**_place(span), "message": words} for span, words in d.related],
        **({} if d.example is None else {"example": d.example}),
    }


def diagnostics_object(
    diagnostics: Iterable[Diagnostic], ignored: Iterable[Ignored] = ()
) -> dict[str, object]:
    """All diagnostics, how many there are of each severity, and those that remarks ignore."""
    ordered = sorted_by_place(diagnostics)
    return {
        "diagnostics": [diagnostic_object(d) for d in ordered],
        "ignored": [{**diagnostic_object(d), "because": reason} for d, reason in ignored],
        "summary": {s.value + "s": sum(d.severity is s for d in ordered) for s in Severity},
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


# --- SARIF 2.1.0 ---


def sarif_object(
    diagnostics: Iterable[Diagnostic], ignored: Iterable[Ignored] = ()
) -> dict[str, object]:
    """One run with its results, as GitHub's code scanning and editors read them.

    What remarks ignore is among them, as suppressed.
    """
    reasons = dict(ignored)
    ordered = sorted_by_place((*diagnostics, *reasons))
    codes = sorted({d.code for d in ordered})
    driver = {
        "name": "advisor",
        "version": VERSION,
        "informationUri": HOME,
        "rules": [{"id": code, "shortDescription": _said(CODES[code])} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": d.code,
                "ruleIndex": codes.index(d.code),
                "level": _SARIF_LEVELS[d.severity],
                "message": _said(_whole(d)),
                "locations": [_location(d.span)],
                "relatedLocations": [
                    {**_location(span), "id": number, "message": _said(words)}
                    for number, (span, words) in enumerate(d.related)
                ],
                "partialFingerprints": {"advisor/v1": fingerprint},
                **({"suppressions": [_suppression(reasons[d])]} if d in reasons else {}),
            }
            for d, fingerprint in _fingerprinted(ordered)
        ],
    }
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _suppression(reason: str | None) -> dict[str, object]:
    found: dict[str, object] = {"kind": "inSource"}
    return found if reason is None else {**found, "justification": reason}


def _said(words: str) -> dict[str, str]:
    """A SARIF message. Braces stand doubled in it, since `{0}` would be a placeholder (section 3.11.5)."""
    doubled = words.replace("{", "{{").replace("}", "}}")
    return {"text": doubled.replace("`", '"'), "markdown": doubled}


def _location(span: Span) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(span.path)}}
    if span.line:  # a place in values that were never written has none
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


# --- JUnit ---


def diagnostics_junit(files: Iterable[str], diagnostics: Iterable[Diagnostic], strict: bool) -> str:
    """A suite a file or pack: each problem is a case that fails, and where there is none, one that passes.

    Only errors fail, and with `strict` warnings, too.
    """
    ordered = sorted_by_place(diagnostics)
    suites: dict[str, list[JUnitCase]] = {path: [] for path in files}
    for d in ordered:
        fails = strict or d.severity is Severity.ERROR
        suites.setdefault(d.span.path, []).append(
            diagnostic_case(d) if fails else JUnitCase(_named(d), d.span.path, d.span.line)
        )
    return render_junit(
        (path, cases or [JUnitCase("nothing wrong", path, 1)]) for path, cases in suites.items()
    )


def diagnostic_case(d: Diagnostic) -> JUnitCase:
    """A problem as a case that fails."""
    lines = (d.message,) if d.help is None else (d.message, d.help)
    return JUnitCase(_named(d), d.span.path, d.span.line, lines)


def _named(d: Diagnostic) -> str:
    return f"{d.code}: {d.message}"


# --- GitLab ---


def gitlab_text(diagnostics: Iterable[Diagnostic]) -> str:
    """GitLab's report of code quality, which marks lines in a merge request."""
    report = [
        {
            "description": _whole(d),
            "check_name": d.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB_SEVERITIES[d.severity],
            "location": {"path": d.span.path, "lines": {"begin": max(d.span.line, 1)}},
        }
        for d, fingerprint in _fingerprinted(sorted_by_place(diagnostics))
    ]
    return json_text(report)


def _fingerprinted(ordered: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each with a digest that stays the same where lines move; the same problem again has its number."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for d in ordered:
        key = d.code, PurePath(d.span.path).as_posix(), d.message
        seen[key] += 1
        yield d, hashlib.sha256("\n".join((*key, str(seen[key]))).encode()).hexdigest()[:32]


# --- GitHub ---


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a diagnostic, which marks its line in a pull request."""
    return "".join(f"{_command(d)}\n" for d in sorted_by_place(diagnostics))


def _command(d: Diagnostic) -> str:
    span = d.span
    properties = {
        "file": span.path,
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(span.end_line),
        "endColumn": str(span.end_column),
        "title": d.code,
    }
    if span.end_line != span.line:
        del properties["endColumn"]  # only taken into account where both ends are on one line
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    message = d.message if d.help is None else f"{d.message}\n{d.help}"
    return f"::{_COMMANDS[d.severity]} {listed}::{_escaped(message, '')}"


def _escaped(text: str, also: str) -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
