"""Mistakes in message templates that Jinja2 takes for right, or tells in the words of a programmer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from advisor import ir
from advisor.diagnostics import Severity
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.syntax.nodes import shown

if TYPE_CHECKING:
    from jinja2 import nodes

# Places for a fact as other programs write them: `[role]`, `<role>`, `%role%`, `«role»`, `((role))`.
_ELSEWHERE = re.compile(
    r"(?<!\{)\{\s*([a-z]\w*)\s*\}(?!\})|\[\s*([a-z]\w*)\s*\](?!\()|<\s*([a-z]\w*)\s*>|%([a-z]\w*)%|«\s*([a-z]\w*)\s*»|\(\(\s*([a-z]\w*)\s*\)\)"
)
_TAG = re.compile(
    r"(?<![{%])\{\s*(if [^{}%]+|else|elif [^{}%]+|end ?if|for [^{}%]+|end ?for)\s*\}(?!\})"
)
_SUBJECT = re.compile(r"(?i)(subject|betreff|topic|title|re|objet)\s*:|#+ *subject\b")
_VIEWS = ("name_of", "value_of")
_WORKED_OUT = "let a concluded fact have the day, such as `default: today + 2 weeks`, and write `{{ that_fact }}`"


class DraftMistake(NamedTuple):
    """What is wrong on a line (from 1) of a template; `word` is where to point at."""

    line: int
    word: str
    message: str
    help: str | None
    severity: Severity = Severity.ERROR


def mistakes_of_text(text: str, facts: Mapping[str, ir.FactDeclaration]) -> Iterator[DraftMistake]:
    """What the text has that looks like a place for a fact or a subject, and is none."""
    warning = Severity.WARNING
    if not text.strip():
        yield DraftMistake(
            1, "", "this draft is empty", "write `Subject: …`, an empty line, the message", warning
        )
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        for found in _ELSEWHERE.finditer(line):
            fact = next(name for name in found.groups() if name)
            if fact in facts:
                message = f"`{found[0]}` is no place for a fact in a draft, and stays as it is"
                yield DraftMistake(number, found[0], message, f"write `{{{{ {fact} }}}}`", warning)
        for found in _TAG.finditer(line):
            message = f"`{found[0]}` is no tag in a draft, and stays as it is"
            yield DraftMistake(number, found[0], message, f"write `{{% {found[1]} %}}`", warning)
    first = next(number for number, line in enumerate(lines, 1) if line.strip())
    head = lines[first - 1]
    if not head.startswith("Subject:") and (called := _SUBJECT.match(head)) is not None:
        message = "a letter begins with `Subject:`"
        yield DraftMistake(
            first, called[0], message, f"write `Subject:` for `{called[0]}`", warning
        )
    below = lines[first] if first < len(lines) else ""
    if head.startswith("Subject:") and below.strip() and "{%" not in head + below:
        message = "this line still belongs to the subject"
        yield DraftMistake(
            first + 1, below.split()[0], message, "put an empty line above it", warning
        )


def mistakes_of_tree(
    tree: nodes.Template, facts: Mapping[str, ir.FactDeclaration], known_tests: frozenset[str]
) -> Iterator[DraftMistake]:
    """What is compared or calculated in another way than is meant."""
    from jinja2 import nodes

    for test in tree.find_all(nodes.Test):
        if test.name not in known_tests:
            fact = _fact(test.node, facts)
            help = f'write `name_of.{fact.name} == "{test.name}"`' if fact else None
            yield DraftMistake(
                test.lineno, test.name, f"there is no test `{shown(test.name)}`", help
            )
    for compare in tree.find_all(nodes.Compare):
        for operand in compare.ops:
            yield from _compared(compare.expr, operand, facts)
    for sum_ in tree.find_all((nodes.Add, nodes.Sub)):
        for side in (sum_.left, sum_.right):
            fact = _fact(side, facts)
            name = _named(side)
            is_day = name in ("today", "due") or (
                fact is not None and fact.type.kind is ir.Kind.DATE
            )
            if is_day and isinstance(sum_, nodes.Add):
                message = "a letter cannot add to a day"
                yield DraftMistake(sum_.lineno, name, message, _WORKED_OUT)
            elif (
                fact is not None
                and fact.type.kind is ir.Kind.NUMBER
                and isinstance(side, nodes.Name)
            ):
                message = f"`{name}` stands there in words, and cannot be calculated with"
                yield DraftMistake(sum_.lineno, name, message, f"write `value_of.{name}`")


def _compared(
    one: nodes.Expr, operand: nodes.Operand, facts: Mapping[str, ir.FactDeclaration]
) -> Iterator[DraftMistake]:
    """`stage == "offered"`, `name_of.stage == "ofered"`, `chases_sent > 2`."""
    from jinja2 import nodes

    for side, other in ((one, operand.expr), (operand.expr, one)):
        fact, name = _fact(side, facts), _named(side)
        if fact is None:
            continue
        said = other.value if isinstance(other, nodes.Const) else None
        if fact.type.kind is ir.Kind.CHOICE and isinstance(said, str):
            yield from _choice(side, fact, said)
        elif isinstance(side, nodes.Name) and operand.op in ("lt", "lteq", "gt", "gteq"):
            message = f"`{name}` stands there in words, which have no order"
            yield DraftMistake(side.lineno, name, message, f"write `value_of.{name}`")


def _choice(side: nodes.Expr, fact: ir.FactDeclaration, said: str) -> Iterator[DraftMistake]:
    from jinja2 import nodes

    choices = fact.type.choices
    is_by_name = isinstance(side, nodes.Getattr)
    if is_by_name and said not in choices:
        message = f"`{shown(said)}` is not one of the choices of `{fact.name}`"
        help = did_you_mean(said, choices) or f"they are {listed(choices, last='and')}"
        yield DraftMistake(side.lineno, said, message, help)
    elif not is_by_name and said in choices and said not in fact.words.values():
        message = f"`{fact.name}` stands there in words, and is never `{shown(said)}`"
        yield DraftMistake(side.lineno, said, message, f'write `name_of.{fact.name} == "{said}"`')


def _named(node: nodes.Node) -> str:
    """The fact's name in `stage`, `name_of.stage` and `value_of.stage`; nothing of what else stands there."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.attr if node.node.name in _VIEWS else ""
    return ""


def _fact(node: nodes.Node, facts: Mapping[str, ir.FactDeclaration]) -> ir.FactDeclaration | None:
    return facts.get(_named(node))


# what Jinja2 says of a template that it cannot read, and the line → what to write
_UNREADABLE: tuple[tuple[str, str, str], ...] = (
    (r"got '='", r"\{%.*[^=!<>]=[^=]", "write `==` to compare"),
    (r"unknown tag 'end'", r"\{%-?\s*end (?P<name>if|for)\b", "write `{% endNAME %}`, in one word"),
    (r"got 'if'", r"\{%-?\s*else if\b", "write `{% elif … %}`"),
    (r"unknown tag 'elseif'|unknown tag 'elsif'", "", "write `{% elif … %}`"),
    (
        r"unknown tag 'end(?P<name>\w+)'",
        "",
        "it ends nothing: take it out, or write `{% NAME … %}` before",
    ),
    (r"expected token", r"\{\{\{", "write two braces on each side, `{{ fact }}`"),
)


_WORDS_OF_A_FACT = r"\{\{-?\s*(?P<name>\w+(?: \w+)+)\s*(?:\|[^}]*)?-?\}\}"


def fact_in_words(line: str) -> tuple[int, int, str] | None:
    """Where `{{ answer by }}` names a fact in several words, from 0, and the one word; None where nothing does."""
    found = re.search(_WORDS_OF_A_FACT, line)
    if found is None:
        return None
    return *found.span("name"), "_".join(found["name"].lower().split())


def help_for_unreadable(message: str, line: str) -> str | None:
    """What to write where Jinja2 cannot read a template; None where nobody knows."""
    for pattern, on_line, help in _UNREADABLE:
        said, there = re.search(pattern, message), re.search(on_line, line)
        if said is not None and there is not None:
            name = {**said.groupdict(), **there.groupdict()}.get("name") or ""
            return help.replace("NAME", name.lower().replace(" ", "_"))
    return None
