"""The pages of a pack as files: static HTML that needs no network, and no script but to search and to print what is folded.

    index.html  rules.html  a-z.html  facts.html  parameters.html  events.html  calendars.html  sources.html
    rules/ tables/ actions/ facts/ topics/ tests/   a page for each
    site.css  page.js  search.js  search-index.js

The same pack gives the same bytes, wherever it lies and whenever they are made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from advisor import ir
from advisor.diagnostics import VERSION
from advisor.graph.model import ArrowKind
from advisor.handbook.content import Handbook, HandbookEntry, Topic, plain, title_of
from advisor.rendering.advice_html import html_environment, page_script, page_style, parts_of_letter
from advisor.rendering.calendar_words import calendar_words
from advisor.rendering.rule_words import RuleWord, RuleWords, Words
from advisor.rendering.words import date_words, sentence_with_gaps, weekday_words, words_of
from advisor.revisions.declared import DeclaredDifference

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent / "templates"
_PAGES = {  # kind of entry -> where it stands
    "rule": "rules/{}.html",
    "table": "tables/{}.html",
    "action": "actions/{}.html",
    "fact": "facts/{}.html",
    "topic": "topics/{}.html",
    "parameter": "parameters.html#{}",
    "event": "events.html#{}",
    "calendar": "calendars.html#{}",
    "source": "sources.html#{}",
}
_MOST_TESTS = 20  # named of those in which a rule applies, or does not
_ACTION_KINDS = {
    ir.ActionKind.DO: "To do",
    ir.ActionKind.WAIT: "To wait for",
    ir.ActionKind.AVOID: "Not to do",
    ir.ActionKind.KNOW: "To know",
}
_POLICIES = {
    ir.HitPolicy.UNIQUE: "At most one row holds.",
    ir.HitPolicy.ANY: "Where several rows hold, they say the same.",
    ir.HitPolicy.FIRST: "Where several rows hold, the topmost counts.",
    ir.HitPolicy.PRIORITY: "Where several rows hold, the outcome that is listed first counts.",
    ir.HitPolicy.COLLECT: "All rows that hold count.",
    ir.HitPolicy.RULE_ORDER: "All rows that hold count, in the order of the rows.",
    ir.HitPolicy.OUTPUT_ORDER: "All rows that hold count, in the order of their outcomes.",
}


def site_files(program: ir.Program, texts: Mapping[str, str]) -> dict[str, bytes]:
    """All files of the site by their paths, with `/`. Shape: `texts` are those of the pack, as `check_pack` gives them."""
    return _Site(Handbook(program, texts)).files()


class _Site:
    def __init__(self, book: Handbook) -> None:
        self._book = book
        self._paths = {
            id: _PAGES[id.partition(":")[0]].format(id.partition(":")[2])
            for id in (*book.entries, *(topic.id for topic in book.topics))
        }

    def files(self) -> dict[str, bytes]:
        pages = {path: self._page(path, template, told) for path, template, told in self._pages()}
        index = json.dumps(list(self._index()), ensure_ascii=False, separators=(",", ":"))
        style = page_style() + (_FOLDER / "site.css").read_text("utf-8")
        assets = {
            "site.css": style,
            "page.js": page_script(),
            "search.js": (_FOLDER / "search.js").read_text("utf-8"),
            "search-index.js": f"const advisorIndex = {index};\n",
        }
        return {path: text.encode() for path, text in {**pages, **assets}.items()}

    def _page(self, path: str, template: str, told: Mapping[str, Any]) -> str:
        root = "../" * path.count("/")

        def link(id: str) -> str:
            return root + self._paths[id]

        def link_of_test(case: ir.Case) -> str:
            return f"{root}tests/{PurePath(case.span.path).stem}.html#{anchor_of_test(case)}"

        return self._environment.get_template(template).render(
            **told,
            page=path,
            root=root,
            book=self._book,
            version=VERSION,
            most_tests=_MOST_TESTS,
            link=link,
            link_of_test=link_of_test,
            anchor_of_test=anchor_of_test,
            drawing=lambda id: self._book.drawing(
                id, {i: root + p for i, p in self._paths.items()}
            ),
            **{kind.name: kind for kind in ArrowKind},
        )

    @cached_property
    def _environment(self) -> Environment:
        environment = html_environment(_FOLDER)
        environment.filters |= {
            "runs": _runs,
            "anchor": lambda text: re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"),
            "capitalized": lambda text: text[:1].upper() + text[1:],
            "capitalized_markup": lambda markup: type(markup)(markup[:1].upper() + markup[1:]),
            "heading": title_of,
            "gaps": sentence_with_gaps,
            "of_tests": lambda name: title_of(name.removesuffix("_test")),
            "counted": ir.counted,
        }
        return environment

    def _pages(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Each page: its path, its template, and what is told there beside what all pages know."""
        book, pack = self._book, self._book.pack
        failed = sum(not run.is_passed for run in book.evidence.runs)
        below = dict.fromkeys(pack.below.values())
        told = {
            "actions": list(self._actions()),
            "failed": failed,
            "below": list(below),
            "id_of": self._id_of,
        }
        yield "index.html", "index.html", told
        yield "rules.html", "rules.html", {"topics": [(t, self._told_of(t)) for t in book.topics]}
        yield "a-z.html", "a-z.html", {"letters": self._letters()}
        yield "facts.html", "facts.html", {"entities": list(self._entities())}
        if pack.parameters:
            yield "parameters.html", "parameters.html", {"parameters": list(self._parameters())}
        if pack.events:
            yield "events.html", "events.html", {"events": list(self._events())}
        if pack.calendars:
            told = {"calendars": list(self._calendars()), "counted_by": self._counted_by()}
            yield "calendars.html", "calendars.html", told
        if pack.sources:
            yield "sources.html", "sources.html", {"sources": list(self._sources())}
        for topic in book.topics:
            yield self._paths[topic.id], "topic.html", {"topic": topic}
        for entry in book.entries.values():
            template = _PAGE_OF.get(entry.kind)
            if template is not None:
                yield self._paths[entry.id], f"{entry.kind}.html", template(self, entry)
        for name in book.tests_by_file():
            yield (
                f"tests/{name}.html",
                "tests.html",
                {"name": name, "cases": list(self._tests(name))},
            )

    # What is told on one page.

    def _told_of(self, topic: Topic) -> list[Mapping[str, Any]]:
        """What all rules and tables of a topic say, for the page that has all."""
        return [_PAGE_OF[entry.kind](self, entry) for entry in topic.entries]

    def _rule(self, entry: HandbookEntry) -> Mapping[str, Any]:
        book, rules = self._book, self._book.rules[entry.id]
        first = rules[0]
        words = RuleWords(book.program, first.entity)
        return {
            "entry": entry,
            "rule": first,
            "topic": book.topic_of[entry.id],
            "reason": () if first.because is None else words.sentence(first.because),
            "parts": [book.part(rule) for rule in rules],
        }

    def _table(self, entry: HandbookEntry) -> Mapping[str, Any]:
        book = self._book
        table = book.pack.tables[entry.name]
        first = book.rules[entry.id][0]
        return {
            "entry": entry,
            "rule": first,
            "topic": book.topic_of[entry.id],
            "raw": book.raw_tables[entry.name],
            "about": book.part(first).about,
            "policy": _POLICIES[table.hit],
            "otherwise": table.otherwise,
            "span": table.span,
        }

    def _action(self, entry: HandbookEntry) -> Mapping[str, Any]:
        book = self._book
        action = book.pack.actions[entry.name]
        letter = book.evidence.letters.get(entry.name)
        return {
            "entry": entry,
            "action": action,
            "kind": _ACTION_KINDS[action.kind],
            "letter": letter,
            "letter_parts": ()
            if letter is None
            else list(parts_of_letter(letter[0].text, letter[0])),
            "template": book.pack.drafts.get(action.draft or "", ""),
            "others": lambda names: [book.entries[f"action:{name}"] for name in names],
        }

    def _fact(self, entry: HandbookEntry) -> Mapping[str, Any]:
        book, pack = self._book, self._book.pack
        entity_name, name = entry.id.removeprefix("fact:").split(".", 1)
        entity = pack.entities[entity_name]
        several = entity.several.get(name)
        fact = entity.facts[name if several is None else next(iter(several.parts.values()))]
        words = RuleWords(book.program, entity_name)
        told = _several_told(several, words) if several is not None else _fact_told(fact, words)
        setters = [
            book.entries[f"{kind}:{one.name}"]
            for kind, some in (("action", pack.actions.values()), ("event", pack.events.values()))
            for one in some
            if any((c.entity, c.fact) == (entity_name, name) for c in _changes(one))
        ]
        return {
            "entry": entry,
            "entity": entity,
            "name": name,
            "fact": fact if several is None else None,
            "span": fact.span if several is None else several.span,
            "says": words.says(fact),
            "setters": setters,
            **told,
        }

    def _actions(self) -> Iterator[tuple[str, list[HandbookEntry]]]:
        for kind, words in _ACTION_KINDS.items():
            found = [
                self._book.entries[f"action:{action.name}"]
                for action in self._book.pack.actions.values()
                if action.kind is kind
            ]
            if found:
                yield words, found

    def _entities(self) -> Iterator[tuple[Any, list[HandbookEntry], list[HandbookEntry]]]:
        for entity in self._book.pack.entities.values():
            mine = [
                e for e in self._book.entries.values() if e.id.startswith(f"fact:{entity.name}.")
            ]
            concluded = [
                e
                for e in mine
                if (fact := entity.facts.get(e.id.rpartition(".")[2])) is not None
                and fact.is_concluded
            ]
            yield entity, [e for e in mine if e not in concluded], concluded

    def _parameters(
        self,
    ) -> Iterator[tuple[HandbookEntry, ir.Parameter, str, str, list[tuple[str, str]]]]:
        for one in self._book.pack.parameters.values():
            value = words_of(self._book.program.value_of(one), one.type, {})
            steps = [(date_words(day), words_of(step, one.type, {})) for day, step in one.steps]
            bounds = _bounds(one)
            yield self._book.entries[f"parameter:{one.name}"], one, value, bounds, steps

    def _events(self) -> Iterator[tuple[Any, Sequence[Any], str]]:
        for event in self._book.pack.events.values():
            words = RuleWords(self._book.program, event.entity)
            conditions = () if event.when is None else words.conditions(event.when)
            entities = self._book.pack.entities.values()
            added = next((e for e in entities if event.adds and e.list == event.adds), None)
            yield event, conditions, "" if added is None else f"adds {added.with_article}"

    def _calendars(
        self,
    ) -> Iterator[tuple[ir.Calendar, str, list[tuple[str, list[tuple[str, str]]]]]]:
        for calendar in self._book.pack.calendars.values():
            told = [
                (
                    weekday_words(day),
                    calendar.names.get(day, "") + (" (worked)" if day in calendar.open else ""),
                )
                for day in sorted((*calendar.closed, *calendar.open))
            ]
            years = [
                (year, list(days)) for year, days in groupby(told, key=lambda one: one[0][-4:])
            ]
            yield calendar, calendar_words(calendar), years

    def _counted_by(self) -> str:
        by = self._book.pack.counted_by
        if by is None:
            return "Working days are Mondays to Fridays."
        chosen = plain(RuleWords(self._book.program, "situation").value(by.chosen))
        return f"Working days are counted by the calendar: {chosen}."

    def _sources(self) -> Iterator[tuple[Any, list[tuple[str, list[HandbookEntry]]]]]:
        for source in self._book.pack.sources.values():
            found = []
            for section, title in (("", ""), *source.sections.items()):
                name = f"{source.name}#{section}" if section else source.name
                cited = [
                    self._book.entries[id]
                    for id, rules in self._book.rules.items()
                    if any(name in rule.sources for rule in rules)
                ]
                if cited:
                    found.append((title, cited))
            yield source, found

    def _tests(self, name: str) -> Iterator[tuple[ir.Case, str, list[HandbookEntry], bool]]:
        evidence = self._book.evidence
        failed = {run.case.name for run in evidence.runs if not run.is_passed}
        for case in self._book.tests_by_file()[name]:
            fires = [self._book.entries[id] for id in evidence.fires_in.get(case.name, ())]
            yield case, self._book.as_written("test", case.name), fires, case.name in failed

    def _letters(self) -> list[tuple[str, list[HandbookEntry]]]:
        """The entries by the first letter of their titles, in the order of the alphabet; a gap stands by its name."""

        def title(entry: HandbookEntry) -> str:
            return plain(self._book.title(entry.id)).lstrip("[").casefold()

        def letter(entry: HandbookEntry) -> str:
            first = title(entry)[:1].upper()
            return first if first.isalpha() else "0–9"

        ordered = sorted(self._book.entries.values(), key=lambda e: (letter(e), title(e), e.id))
        return [(first, list(some)) for first, some in groupby(ordered, key=letter)]

    def _index(self) -> Iterator[tuple[str, str, str, str]]:
        for entry in self._book.entries.values():
            title = plain(self._book.title(entry.id))
            yield (
                title,
                entry.kind,
                self._paths[entry.id],
                f"{plain(entry.words)} {entry.name}".strip(),
            )

    def _id_of(self, difference: DeclaredDifference) -> str:
        """What a change of a layer is about, where that has a page."""
        id = f"{difference.kind}:{difference.key[1]}"
        return id if id in self._paths else ""


_PAGE_OF: Mapping[str, Callable[[_Site, HandbookEntry], Mapping[str, Any]]] = {
    "rule": _Site._rule,
    "table": _Site._table,
    "action": _Site._action,
    "fact": _Site._fact,
}


def anchor_of_test(case: ir.Case) -> str:
    """Where a test stands on the page of its file: by its line, since its name may be any text."""
    return f"line-{case.span.line}"


def _runs(words: Words) -> list[tuple[str, list[RuleWord]]]:
    """Words side by side that lead to the same place, together."""
    return [(target, list(some)) for target, some in groupby(words, key=lambda word: word.target)]


def _changes(one: Any) -> tuple[Any, ...]:
    return tuple(one.done if hasattr(one, "done") else one.sets)


def _several_told(several: ir.Several, words: RuleWords) -> dict[str, Any]:
    question = several.question
    return {
        "what": "which of these are so",
        "ask": () if question is None else words.sentence(question.ask),
        "help": "",
        "choices": [(several.words.get(choice, choice), choice) for choice in several.parts],
        "bounds": "",
        "default": "",
        "computed": (),
        "asked_if": (),
    }


def _fact_told(fact: ir.FactDeclaration, words: RuleWords) -> dict[str, Any]:
    shown = "" if fact.default is None else words_of(fact.default, fact.type, fact.words)
    is_choice = fact.type.kind is ir.Kind.CHOICE
    what = [fact.type.kind.value, *(["concluded by the rules"] if fact.is_concluded else [])]
    what += ["always asked for"] if fact.is_required else []
    return {
        "what": ", ".join(what),
        "ask": () if fact.ask is None else words.sentence(fact.ask),
        "help": fact.help or "",
        "choices": [(fact.words.get(c, title_of(c)), c) for c in fact.type.choices]
        if is_choice
        else (),
        "bounds": _bounds(fact),
        "default": shown,
        "computed": ()
        if fact.computed_default is None
        else words.told(fact, fact.computed_default),
        "asked_if": () if fact.ask_if is None else words.conditions(fact.ask_if),
    }


def _bounds(one: ir.FactDeclaration | ir.Parameter) -> str:
    """Between which values it lies; "" where nothing says."""
    least, most = (
        None if end is None else words_of(end, one.type, {}) for end in (one.minimum, one.maximum)
    )
    if least is not None and most is not None:
        return f"from {least} to {most}"
    if least is not None:
        return f"at least {least}"
    return "" if most is None else f"at most {most}"
