"""The message templates of a pack: whether they are well written and use only facts that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from advisor import ir
from advisor.diagnostics import Severity, Span
from advisor.diagnostics.suggestions import closest, did_you_mean, listed, there_are
from advisor.loading.declarations import draft_mistakes
from advisor.loading.declarations.draft_uses import draft_uses
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.symbol_table import Declarations, Seen
from advisor.loading.syntax.nodes import SourceText, control_character, find_not_text, shown

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

# A tag as far as it goes: to what closes it, or to where another begins or the text ends.
_TAG = re.compile(
    r"(?P<open>\{\{|\{%)-?\s*(?P<word>\w+)?(?:(?!\{\{|\{%|\}\}|%\}).)*(?P<close>\}\}|%\})?",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_PLACES = ("{", "[", "<", "%", "«", "((")  # without them, there is nothing to fill in
_BLOCKS = ("if", "for", "macro", "call", "filter")
_SINGLE = re.compile(r"(?<![{%#])\{\s*([a-z]\w*)\s*(?:\|[^{}|]*)?\}(?!\})")
_BUILT_IN = frozenset({"range", "dict", "cycler", "joiner", "namespace", "lipsum", "loop"})
_BUILT_IN_FACTS = frozenset({ir.TODAY, "due", "name_of", "value_of"})


def check_drafts(
    drafts: Mapping[str, tuple[str, str]],
    actions: Mapping[str, ir.Action],
    declared: Declarations,
    reader: NodeReader,
    seen: Seen,
) -> None:
    """Check every draft; `drafts` maps a name to its path and text."""
    named = {head.body.get("draft") for head in declared.actions.values()}
    used = {getattr(node, "text", None) for node in named}
    wrong = [name.removeprefix("drafts/").removesuffix(".md") for name in used if name]
    misspelt = {name if name in drafts else closest(name, drafts) for name in wrong}
    for name, (path, text) in drafts.items():
        source = SourceText(text, path)
        if reader.uses is not None:
            of = ir.Symbol(ir.NameKind.DRAFT, name)
            reader.uses.append(ir.Use(of, Span(path, 1, 1, 1, 1), is_definition=True))
        if name not in used and name not in misspelt:  # the slip is reported where it stands
            message = f"no action uses the draft `{shown(name)}`"
            help = f"write `draft: {shown(name)}` under an action, or delete the file"
            reader.report("ADV134", source.word_at(0, 0), message, help, severity=Severity.WARNING)
        odd = find_not_text(text)
        if odd is not None:
            reader.found.append(control_character(source, odd.start(), "delete it"))
        elif any(sign in text for sign in _PLACES) or not text.strip() or _is_headless(text):
            users = [action for action in actions.values() if action.draft == name]
            sees = seen.by(sorted(set(_WORD.findall(text))))
            entities = _entities_of(users, declared)
            if reader.uses is not None:
                for entity in sorted(entities):
                    reader.uses += seen.memo.value(
                        ("uses of", name, entity),
                        (text, path, sees),
                        partial(_draft_uses, source, entity, declared),
                    )
            parts = ir.draft_parts(text)
            for part in (parts.letter, parts.points):
                rests_on = (part, text, path, bool(users), entities, sees)
                check = partial(_check, part, source, bool(users), entities, declared)
                seen.memo.part(
                    ("draft", name, part is parts.letter), rests_on, reader, check, seen.hints, path
                )


def _is_headless(text: str) -> bool:
    """Whether no line `Subject: …` with an empty line below stands at the top."""
    return re.match(r"\s*Subject:[^\n]*(?:\n\s*\n|\s*\Z)", text) is None


def _draft_uses(source: SourceText, entity: str, declared: Declarations) -> tuple[ir.Use, ...]:
    return tuple(draft_uses(source, entity, declared))


def _check(
    part: str,
    source: SourceText,
    is_used: bool,
    entities: frozenset[str],
    declared: Declarations,
    reader: NodeReader,
) -> None:
    tree = _parsed(part, source, reader)
    if tree is None:
        return
    _report_single_braces(source, entities, declared, reader)
    _report_mistakes(tree, part, source, entities, declared, reader)
    _report_filters(tree, source, reader)
    if is_used:
        _report_names(tree, source, entities, declared, reader)


@cache
def _environment() -> Environment:
    import jinja2  # only packs with drafts pay for it

    return jinja2.Environment(autoescape=False)


def _parsed(part: str, source: SourceText, reader: NodeReader) -> nodes.Template | None:
    """The template as a tree; None where it cannot be read, which is reported."""
    import jinja2

    try:
        return _environment().parse(part)
    except jinja2.TemplateSyntaxError as error:
        if _report_opening(part, source, reader):
            return None
        line = error.lineno - 1
        text = source.line(line)
        if (found := draft_mistakes.fact_in_words(text)) is not None:
            start, end, name = found
            message = f"`{shown(text[start:end])}` is several words, and the name of a fact is one"
            span = source.span(line, start, line, end)
            reader.report("ADV132", span, message, f"write `{{{{ {name} }}}}`")
            return None
        indent = len(text) - len(text.lstrip())
        message = f"this draft cannot be read: {_sentence(error.message or '')}"
        help = draft_mistakes.help_for_unreadable(error.message or "", text)
        help = help or "write `{{ fact }}`, or `{% if fact %}…{% endif %}`"
        span = source.span(line, indent, line, max(len(text.rstrip()), indent + 1))
        reader.report("ADV132", span, message, help)
    except RecursionError:
        message = "this draft is nested too deep to be read"
        reader.report("ADV132", source.word_at(0, 0), message, "write it more simply")
    return None


def _report_mistakes(
    tree: nodes.Template,
    part: str,
    source: SourceText,
    entities: frozenset[str],
    declared: Declarations,
    reader: NodeReader,
) -> None:
    """Report what Jinja2 takes for right and no author means."""
    facts = {
        fact.name: fact
        for entity in sorted(entities)
        for one in reversed(declared.around(entity))
        for fact in declared.entities[one].facts.values()
    }
    of_text = (
        draft_mistakes.mistakes_of_text(source.text, facts) if source.text.startswith(part) else ()
    )
    of_tree = draft_mistakes.mistakes_of_tree(tree, facts, frozenset(_environment().tests))
    for mistake in (*of_text, *of_tree):
        line = mistake.line - 1
        at = source.line(line).find(mistake.word)
        if at < 0:
            span = _find(mistake.word, line, source)
        else:
            span = source.span(line, at, line, at + max(len(mistake.word), 1))
        reader.report("ADV132", span, mistake.message, mistake.help, severity=mistake.severity)


def _report_filters(tree: nodes.Template, source: SourceText, reader: NodeReader) -> None:
    """Report filters that there are none of."""
    from jinja2 import nodes

    known = sorted({*_environment().filters, *ir.DRAFT_FILTERS})
    for use in tree.find_all(nodes.Filter):
        if use.name not in known:
            ours = f"besides those of Jinja2 there are {listed(ir.DRAFT_FILTERS)}"
            help = did_you_mean(use.name, known) or ours
            if use.name in ("date", "strftime", "format_date", "dateformat", "datetime"):
                help = "leave it out for `4 December`; `in_full` writes the weekday, too, and `on` reads `on Friday`"
            span = _find(use.name, use.lineno - 1, source)
            reader.report("ADV132", span, f"there is no filter `{shown(use.name)}`", help)


def _report_names(
    tree: nodes.Template,
    source: SourceText,
    entities: frozenset[str],
    declared: Declarations,
    reader: NodeReader,
) -> None:
    """Report names that mean nothing for one of the entities for which the draft is written."""
    from jinja2 import nodes

    made = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own = made | _BUILT_IN
    if "due" not in own and any("due" in _visible(entity, declared)[0] for entity in entities):
        _report_hidden(tree, source, reader)
    for entity in sorted(entities):
        facts, lists = _visible(entity, declared)
        known_here = own | lists | facts | _BUILT_IN_FACTS
        for node in tree.find_all(nodes.Name):
            if node.ctx == "load" and node.name not in known_here:
                line = node.lineno - 1
                _report_unknown(node.name, line, entity, facts | lists, source, declared, reader)
        for of in tree.find_all(nodes.Getattr):
            holder = of.node.name if isinstance(of.node, nodes.Name) else ""
            if (
                holder in ("name_of", "value_of")
                and holder not in own
                and of.attr not in facts | {ir.TODAY}
            ):
                _report_unknown(of.attr, of.lineno - 1, entity, facts, source, declared, reader)


def _entities_of(users: list[ir.Action], declared: Declarations) -> frozenset[str]:
    """The entities for which actions are advised."""
    return frozenset(
        rule.entity
        for action in users
        for rule, _ in declared.advised.get(action.name, ())
        if rule.entity is not None
    )


def _report_hidden(tree: nodes.Template, source: SourceText, reader: NodeReader) -> None:
    """Warn of `{{ due }}` where a fact has that name, too."""
    from jinja2 import nodes

    message = "`due` in a draft is the day of the advice and hides the fact `due`"
    help = "rename the fact, such as `due_on`; for the fact as it is, write `value_of.due`"
    lines = {
        node.lineno - 1
        for node in tree.find_all(nodes.Name)
        if node.name == "due" and node.ctx == "load"
    }
    for line in sorted(lines):
        span = _find("due", line, source)
        reader.report("ADV133", span, message, help, severity=Severity.WARNING)


def _report_opening(part: str, source: SourceText, reader: NodeReader) -> bool:
    """Report a tag that is opened and not closed, at its opening; whether there is one."""
    # Of `{{ role. Can you` and `{% if role %}` without its end, Jinja2 tells where it gave up: often at the end.
    start = source.text.find(part)
    tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(part):
        begin, word, close = tag["open"], tag["word"] or "", tag["close"]
        if not close:
            closing = "}}" if begin == "{{" else "%}"
            message = f"`{begin}` is opened here and not closed"
            _report_tag(
                tag,
                start,
                source,
                message,
                f"write `{closing}` behind it",
                reader,
            )
            return True
        if begin == "{%" and word in _BLOCKS:
            tags.append(tag)
        elif begin == "{%" and word.startswith("end") and tags:
            tags.pop()
    if not tags:
        return False
    word = tags[-1]["word"]
    help = f"write `{{% end{word} %}}` where it ends"
    _report_tag(tags[-1], start, source, f"this `{word}` is never ended", help, reader)
    return True


def _report_tag(
    tag: re.Match[str], start: int, source: SourceText, message: str, help: str, reader: NodeReader
) -> None:
    before = source.text[: start + tag.start()]
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    end = column + len(tag[0].split("\n")[0].rstrip())
    reader.report("ADV132", source.span(line, column, line, end), message, help)


def _report_single_braces(
    source: SourceText, entities: frozenset[str], declared: Declarations, reader: NodeReader
) -> None:
    """Warn of `{role}`, as titles write it: a draft shows it as it stands."""
    facts = {fact for entity in entities for fact in _visible(entity, declared)[0]}
    for number, line in enumerate(source.text.splitlines()):
        for found in _SINGLE.finditer(line):
            if found[1] in facts:
                message = f"`{found[0]}` is no place for a fact in a draft, and stays as it is"
                help = f"write `{{{{ {found[1]} }}}}`"
                span = source.span(number, found.start(), number, found.end())
                reader.report("ADV132", span, message, help, severity=Severity.WARNING)


def _visible(entity: str, declared: Declarations) -> tuple[frozenset[str], frozenset[str]]:
    """The facts that a draft for an instance of the entity sees, and the lists inside it."""
    around = declared.around(entity)
    facts = (
        name
        for one in around
        for name in (*declared.entities[one].facts, *declared.entities[one].several)
    )
    told = (name for name, one in declared.parameters.items() if one.can_be_told)
    lists = (one.list for one in declared.entities.values() if one.within == entity)
    return frozenset((*facts, *told)), frozenset(name for name in lists if name is not None)


def _report_unknown(
    name: str,
    line: int,
    entity: str,
    known: frozenset[str],
    source: SourceText,
    declared: Declarations,
    reader: NodeReader,
) -> None:
    owner = next((e.name for e in declared.entities.values() if name in e.facts), None)
    seen = sorted(known - declared.parameters.keys())
    help = did_you_mean(name, sorted(known)) or there_are(name, seen, "it sees", "facts")
    if owner is not None:
        help = f"it is a fact of `{owner}`, which lies elsewhere"
    elif name in declared.around(entity) and seen:
        help = f"leave it out: a fact stands there by its name alone, such as `{{{{ {seen[0]} }}}}`"
    message = f"the draft is for `{entity}`, which sees no fact `{shown(name)}`"
    reader.report("ADV133", _find(name, line, source), message, help)


def _find(name: str, line: int, source: SourceText) -> Span:
    """Where the name stands; templates tell only the line on which its tag ends or begins."""
    word = re.compile(rf"(?<![\w]){re.escape(name)}(?![\w])")
    for number in (line, line - 1, line + 1):
        for tag in re.finditer(r"\{[{%].*?(?:[%}]\}|$)", source.line(number)):
            found = word.search(source.line(number), tag.start(), tag.end())
            if found is not None:
                return source.span(number, found.start(), number, found.end())
    for number in (line, line - 1, line + 1):  # a tag over several lines
        found = word.search(source.line(number))
        if found is not None:
            return source.span(number, found.start(), number, found.end())
    return source.word_at(line, 0)


def _sentence(message: str) -> str:
    text = " ".join(message.split()).split(". ")[0].rstrip(".").replace("'", "`")
    return text[:1].lower() + text[1:]
