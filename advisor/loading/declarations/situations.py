"""Situation files: YAML, JSON or JSON Lines to cases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from advisor.diagnostics import Diagnostic, Severity, Span, has_errors
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, Pack
from advisor.ir.situations import Case, Situation, future_facts, place_instances
from advisor.loading.declarations.cases import (
    Vocabulary,
    read_expectation,
    read_parameter_values,
    vocabulary_of,
)
from advisor.loading.declarations.instances import SITUATION_KEYS, read_instance, read_today
from advisor.loading.declarations.schema import as_map, optional_text
from advisor.loading.syntax.nodes import Documents, MapNode, Node, ScalarNode, in_order
from advisor.loading.syntax.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class LoadedSituations:
    """The situations of a file in their order; `failed` are the numbers of those with errors, from 0."""

    cases: tuple[Case, ...]
    failed: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_documents(text: str, path: str, form: str) -> Documents:
    """The marked nodes of a text in one of the forms "yaml", "json" and "jsonl"."""
    if form in ("json", "jsonl"):
        from advisor.loading.syntax.json_reader import (  # only where it is JSON
            read_json,
            read_json_lines,
        )

    match form:
        case "json":
            return read_json(text, path)
        case "jsonl":
            return read_json_lines(text, path)
        case _:
            return read_yaml(text, path)


def load_situations(text: str, path: str, pack: Pack, form: str) -> LoadedSituations:
    """All situations of a text. Every document is a case of its own: one with errors fails alone.

    Shape: `form` is "yaml", "json" or "jsonl". Empty documents do not count.
    """
    read = read_documents(text, path, form)
    documents = [node for node in read.documents if not _is_empty(node)]
    if not documents:
        nothing = Diagnostic(
            "ADV408",
            "there is no situation in this file",
            Span(path, 1, 1, 1, 2),
            help="write its facts as `fact: value` lines",
        )
        return LoadedSituations((), (), in_order((*read.diagnostics, nothing)))
    marred = _marred(documents, read.diagnostics)
    known = vocabulary_of(pack)
    cases: list[Case] = []
    failed: list[int] = []
    found: list[Diagnostic] = list(read.diagnostics)
    for number, node in enumerate(documents):
        if node is None:
            failed.append(number)
            continue
        problems: list[Diagnostic] = []
        case = _read_case(node, number, path, known, problems)
        if case is None or number in marred or has_errors(problems):
            failed.append(number)
        else:
            cases.append(case)
        found.extend(problems)
    return LoadedSituations(tuple(cases), tuple(failed), in_order(found))


def _is_empty(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.is_none


def _marred(documents: list[Node | None], diagnostics: tuple[Diagnostic, ...]) -> frozenset[int]:
    """The documents in which reading already found something, other than that they break off."""
    lines = [
        (number, node.span.line, node.span.end_line)
        for number, node in enumerate(documents)
        if node is not None
    ]
    starts = [first for _, first, _ in lines]
    marred: set[int] = set()
    for problem in diagnostics:
        before = bisect_right(starts, problem.span.line) - 1
        if before >= 0 and problem.span.line <= lines[before][2]:
            marred.add(lines[before][0])
    return frozenset(marred)


def _read_case(
    node: Node, number: int, path: str, known: Vocabulary, found: list[Diagnostic]
) -> Case | None:
    body = as_map(
        node,
        "a situation",
        found,
        help="write its facts as `fact: value` lines; begin further situations with `---`",
        code="ADV407",
    )
    if body is None:
        return None
    title = optional_text(body, "situation", found)
    today = read_today(body, found)
    root = read_instance(body, SITUATION, known.pack, found, SITUATION_KEYS)
    return Case(
        name=title or f"situation {number + 1}",
        situation=Situation(title, today, root, path, number, body.span),
        expectation=read_expectation(body, known, found),
        span=_first_key(body),
        parameters=read_parameter_values(body.get("parameters"), known.pack.parameters, found),
    )


def _first_key(body: MapNode) -> Span:
    return body.entries[0][0].span if body.entries else body.span


def days_to_come(pack: Pack, situation: Situation) -> Iterator[Diagnostic]:
    """ADV411, a warning for each; without a date of its own, nothing is said of the situation."""
    today = situation.today
    if today is None or not pack.looking_back:
        return
    placed = place_instances(situation.root, pack.list_names)
    for here, fact, dated in future_facts(placed, pack.looking_back, today):
        day, span = here.instance.facts[fact], here.instance.spans[fact]
        assert isinstance(day, int)  # INVARIANT: else it would not be in the future
        too = f", and neither does `{dated}`" if dated is not None else ""
        yield Diagnostic(
            "ADV411",
            f"`{fact}: {date.fromordinal(day)}` is still to come; it does not count{too}",
            span,
            Severity.WARNING,
            help=f"today is {date.fromordinal(today)} here: put one of the two right",
        )
