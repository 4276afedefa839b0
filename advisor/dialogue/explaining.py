"""What `?` says: why a question is asked, what it means, and what can be answered."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.dialogue.dates import EXAMPLES
from advisor.dialogue.questions import FactQuestion, MoreQuestion, Question
from advisor.ir.packs import Pack, Rule
from advisor.ir.types import Kind
from advisor.rendering.templates import spoken
from advisor.rendering.words import words_of

MOST_RULES = 6  # shown; a longer list explains nothing


def explain(pack: Pack, question: Question) -> tuple[str, ...]:
    """Paragraphs for the person: help first, then what can be answered, then why it is asked."""
    match question:
        case FactQuestion():
            return (*_about_fact(question), *_why(pack, question))
        case MoreQuestion(item=item, is_first=is_first):
            noun = spoken(item)
            no = "no if there is none" if is_first else "no (or Enter) if that was the last"
            return (
                f"Answer yes to tell about one {noun}, {no}; `skip` if you do not know.",
                *_why(pack, question),
            )


def _about_fact(question: FactQuestion) -> Iterator[str]:
    declared = question.declared
    if declared.help is not None:
        yield declared.help
    yield f"You can answer with {_allowed(question)}."
    if question.stands is not None:
        yield f"Enter leaves it as it is: {question.stands}."
    elif declared.is_required:
        yield "This one is needed: without it there is no advice about it."
    elif declared.default is not None:
        words = words_of(declared.default, declared.type, declared.words)
        yield f"Enter takes what is usual: {words}. `skip` leaves it open."
    elif declared.type.kind is Kind.YES_NO:
        yield "`skip` says that you do not know, `none` that neither is true."
    else:
        yield "Enter or `none` says that there is none; `skip` says that you do not know."


def _allowed(question: FactQuestion) -> str:
    declared = question.declared
    match declared.type.kind:
        case Kind.YES_NO:
            return "yes or no"
        case Kind.NUMBER:
            return f"a number{_bounds(question)}"
        case Kind.DATE:
            return f"a day, for example {EXAMPLES}{_bounds(question)}"
        case Kind.DURATION | Kind.WORKING_DAYS:
            return f"a length of time, for example `5 days` or `2 weeks`{_bounds(question)}"
        case Kind.CHOICE:
            return "the number or the first letters of one of the answers above"
        case Kind.TEXT:
            return "any words; in double quotes they are taken letter for letter"


def _bounds(question: FactQuestion) -> str:
    declared = question.declared
    low, high = (
        None if bound is None else words_of(bound, declared.type, {})
        for bound in (declared.minimum, declared.maximum)
    )
    match low, high:
        case None, None:
            return ""
        case _, None:
            return f", {low} or more"
        case None, _:
            return f", {high} at most"
        case _:
            return f", from {low} to {high}"


def _why(pack: Pack, question: Question) -> Iterator[str]:
    if not question.rules:
        return
    rules = [pack.rules[name] for name in question.rules]
    one = "this rule" if len(rules) == 1 else f"{len(rules)} rules"
    yield f"It is asked because {one} may depend on it:"
    for rule in rules[:MOST_RULES]:
        yield f"- {rule.name}: {_purpose(rule)}"
    if len(rules) > MOST_RULES:
        yield f"- and {len(rules) - MOST_RULES} more"


def _purpose(rule: Rule) -> str:
    if rule.because is not None:
        return rule.because
    if rule.concludes:
        return f"works out the {' and the '.join(spoken(c.fact) for c in rule.concludes)}"
    if rule.silences is not None or rule.silences_all:
        return "says when other advice is withheld"
    if rule.note is not None:
        return "adds how to go about it"
    return "an exception from other rules" if rule.overrides else "one of the rules"
