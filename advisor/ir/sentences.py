"""All sentences of a pack in which facts can stand."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.ir.entities import Template
from advisor.ir.packs import Pack


def sentences_of(pack: Pack) -> Iterator[Template]:
    """Titles, reasons, notes, labels, questions and what explanations say."""
    found: list[Template | None] = [action.title for action in pack.actions.values()]
    found += [event.title for event in pack.events.values()]
    for rule in pack.rules.values():
        found += [rule.because, None if rule.note is None else rule.note.say]
    for entity in pack.entities.values():
        found += [entity.label, entity.apart, entity.ask_first, entity.ask_more]
        for fact in entity.facts.values():
            found += [fact.ask, fact.says, fact.result]
        questions = [entity.one_question, *(one.question for one in entity.several.values())]
        for question in questions:
            if question is not None:
                found += [question.ask, *(option.words for option in question.facts.values())]
    return (template for template in found if template is not None)
