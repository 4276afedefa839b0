"""From the words of a person to the one thing that they name."""

from __future__ import annotations

from collections.abc import Iterable

from advisor import ir
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.articles import with_article
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.syntax.nodes import ScalarNode

KINDS = tuple(ir.NameKind)  # what can be renamed
_SNAKE = {
    ir.NameKind.ENTITY: "an entity",
    ir.NameKind.LIST: "a list",
    ir.NameKind.FACT: "a fact",
    ir.NameKind.CHOICE: "a choice",
    ir.NameKind.PARAMETER: "a parameter",
    ir.NameKind.CALENDAR: "a calendar",
}
_KEBAB = {
    ir.NameKind.RULE: "a rule",
    ir.NameKind.ACTION: "an action",
    ir.NameKind.EVENT: "an event",
    ir.NameKind.TABLE: "a table",
    ir.NameKind.SOURCE: "a source",
    ir.NameKind.SECTION: "a section",
    ir.NameKind.DRAFT: "a draft",
}


@dataclass(frozen=True, slots=True)
class RefusedName:
    """Why nothing is renamed, and what to do instead; `diagnostics` are what came of it, where that says more."""

    message: str
    help: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def find(kind: ir.NameKind, name: str, uses: Iterable[ir.Use]) -> ir.Symbol | RefusedName:
    """The thing of a kind that is called so: `stage`, `application.stage`, `stage.offered`, `follow-ups#chase`."""
    declared = dict.fromkeys(use.of for use in uses if use.is_definition and use.of.kind is kind)
    wanted = [name] if kind is ir.NameKind.TEST else name.replace("#", ".").split(".")
    found = [of for of in declared if [*of.within, of.name][-len(wanted) :] == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        ways = listed([of.path for of in found], last="or")
        return RefusedName(f"`{name}` could mean several things", f"write {ways}")
    help = did_you_mean(name, [of.path for of in declared]) or did_you_mean(
        wanted[-1], [of.name for of in declared]
    )
    others = dict.fromkeys(use.of.kind.value for use in uses if use.of.name == wanted[-1])
    if help is None and others:
        help = f"there is {' and '.join(with_article(word) for word in others)} of that name"
    return RefusedName(f"there is no {kind.value} `{name}`", help)


def refusal_of_name(of: ir.Symbol, new: str, uses: Iterable[ir.Use]) -> RefusedName | None:
    """Why it cannot be called so: a bad name, the one that it has, or that of another thing of its kind."""
    if of.kind is ir.NameKind.ENTITY and of.name == ir.SITUATION:
        return RefusedName("`situation` is the outermost entity in all rules, and stays what it is")
    if new == of.name:
        return RefusedName(f"it is called `{new}` already")
    reader = NodeReader()
    node = ScalarNode(new, Span("", 1, 1, 1, 1))
    if of.kind is ir.NameKind.TEST:
        if not new.strip() or new != " ".join(new.split()):
            help = "write a sentence on one line, without spaces around it"
            return RefusedName("this cannot be the name of a test", help)
    elif of.kind in _SNAKE:
        reader.check_snake(node, _SNAKE[of.kind])
    else:
        reader.check_kebab(node, _KEBAB[of.kind])
    for problem in reader.found:
        return RefusedName(problem.message, problem.help)
    if new == ir.TODAY and of.kind in (ir.NameKind.FACT, ir.NameKind.PARAMETER):
        return RefusedName("`today` is built in: every situation has it", "choose another name")
    taken = of._replace(name=new)
    there = next((use for use in uses if use.is_definition and use.of == taken), None)
    if there is not None:
        where = there.span.place
        return RefusedName(
            f"there is {with_article(of.kind.value)} `{taken.path}` already, at {where}",
            "choose another name",
        )
    return None
