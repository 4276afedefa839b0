"""The files of a new layer over a pack: they work as they stand, and say in comments what to do with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor import ir
from advisor.recording.situation_texts import ScalarStyle, scalar_text, value_text

EXAMPLE = "Acme"  # what somebody or something is called in examples
_EXAMPLE = "is_ours"  # the first fact that comes with the rule to begin with
_PACK = """\
# A layer over {below}: all its rules count, and what stands in this folder comes on top.
pack: {name}
version: 0.1.0
language: 1.1
title: {title}
extends: {extends}

# Rules of {below} that shall not count any more:
# without: [{rule}]

# Its tests that your changes make moot; all others must still pass:
# expect_changed:
#   - {test}
"""
_NUMBERS = """\
# Numbers of {below} that you want otherwise. Titles and bounds stay as they are there. Take the marks away before
# these lines, and write another value; `advisor parameters` lists the others.
# parameters:
#   {parameter}:                 # {title}{bounds}
#     value: {value}
"""
_RULES = """\
# A rule of yours, with what it needs: two facts, an action and a draft. Change them, or put others in their place.
entities:
  {entity}:                    # one of {below}; you may add facts to it
    facts:
      {fact}:
        type: yes-no
        default: no
        ask: Is it one of ours?
      {done}:
        type: yes-no
        default: no
        ask_if: {fact}
        ask: Have you talked to us about it?

actions:
  {action}:
    title: Talk to us{about}
    kind: do
    done: {{{done}: yes}}  # `advisor done` sets it, and the advice goes away
    draft: {action}

rules:
  - rule: {action}
    for: {entity}
    when: {fact} and not {done}
    advise: {action}
    because: We know this one, and can help.
"""
_TESTS = """\
# What you expect. `advisor test {folder}` runs these, and the tests of {below}.
tests:
  - test: one that is ours leads to {action}
    situation:
      today: {today}
{situation}
    expect_some: {action}
    but:
      - {{with: {{{done}: yes}}, expect_none: [{action}]}}
"""
_DRAFT = """\
Subject: May I talk to you?

Hello,

could I talk to one of you{% if today %} this week{% endif %}?

Kind regards
"""


def layer_files(
    name: str, folder: str, pack: ir.Pack, extends: str, today: date
) -> Mapping[str, str]:
    """The texts by path inside the folder.

    Shape: `name` is that of the layer, `folder` how a person names its folder, `extends` how the layer names `pack`.
    """
    entity = next(
        (e for e in pack.lists[ir.SITUATION] if e.name != ir.SITUATION), pack.entities[ir.SITUATION]
    )
    fact, done, action = _EXAMPLE, "talked_to_us", "talk-to-us"
    if any(not {fact, done}.isdisjoint(one.facts) for one in pack.entities.values()):
        own = name.replace("-", "_")
        fact, done = f"is_of_{own}", f"talked_to_{own}"
    if action in {*pack.actions, *pack.rules, *pack.drafts}:
        action = f"talk-to-{name}"
    common = {
        "name": name,
        "below": pack.name,
        "folder": folder,
        "fact": fact,
        "done": done,
        "action": action,
        "entity": entity.name,
    }
    label = entity.label is not None and len(entity.label.parts) == 1
    shown = [f.name for f in entity.facts.values() if f.is_required and f.type.kind is ir.Kind.TEXT]
    files = {
        "pack.yaml": _PACK.format(
            **common,
            title=scalar_text(f"{pack.title} ({name})", ScalarStyle.BLOCK),
            extends=scalar_text(extends, ScalarStyle.BLOCK),
            rule=next(iter(pack.rules), "the-name-of-a-rule"),
            test=next((case.name for case in pack.tests), "the name of a test"),
        ),
        "rules.yaml": _RULES.format(
            **common, about=f" about {{{shown[0]}}}" if label and shown else ""
        ),
        "rules_test.yaml": _TESTS.format(
            **common, today=today.isoformat(), situation=_situation(entity, fact, today)
        ),
        f"drafts/{common['action']}.md": _DRAFT,
    }
    if pack.parameters:
        files["numbers.yaml"] = _numbers(common, next(iter(pack.parameters.values())))
    return files


def _numbers(common: Mapping[str, str], parameter: ir.Parameter) -> str:
    bounds = [
        f"{word} {value_text(bound, parameter.type, ScalarStyle.BLOCK)}"
        for word, bound in (("from", parameter.minimum), ("to", parameter.maximum))
        if bound is not None
    ]
    return _NUMBERS.format(
        **common,
        parameter=parameter.name,
        title=parameter.title or parameter.name.replace("_", " "),
        bounds=f": {' '.join(bounds)}" if bounds else "",
        value=value_text(parameter.value, parameter.type, ScalarStyle.BLOCK),
    )


def _situation(entity: ir.EntityDeclaration, fact: str, today: date) -> str:
    """The lines of a situation with one instance that the rule fires for."""
    stated = [
        f"{one.name}: {value_text(some_value(one, today), one.type, ScalarStyle.BLOCK)}"
        for one in entity.facts.values()
        if one.is_required
    ]
    lines = [*stated, f"{fact}: yes"]
    if entity.name == ir.SITUATION:
        return "\n".join(f"      {line}" for line in lines)
    marked = [("- " if not number else "  ") + line for number, line in enumerate(lines)]
    return "\n".join([f"      {entity.list_name}:", *(f"        {line}" for line in marked)])


def some_value(fact: ir.FactDeclaration, today: date) -> ir.Value:
    """A value that a required fact can have."""
    least = fact.minimum if fact.minimum is not None else fact.maximum
    match fact.type.kind:
        case ir.Kind.TEXT:
            return EXAMPLE
        case ir.Kind.CHOICE:
            return fact.type.choices[0]
        case ir.Kind.DATE:
            return today.toordinal() if least is None else least
        case ir.Kind.YES_NO:
            return True
        case _:
            return 0 if least is None else least
