"""Checked rules as an author writes them: expressions as text, rules as YAML that means the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from advisor import ir
from advisor.rendering.expression_text import render_expression

_ENDLESS = 1_000_000
_Text: TypeAlias = Callable[[ir.Expression], str]


def _sentence(template: ir.Template) -> str:
    parts = (
        part
        if isinstance(part, str)
        else "{" + part.fact + ("" if part.otherwise is None else f"|{part.otherwise}") + "}"
        for part in template.parts
    )
    return "".join(parts)


def rules_yaml(pack: ir.Pack) -> str:
    """All rules of a pack, with everything that is shorter to say written out as the rules that it is.

    The YAML that comes out can stand in the place of the sections `rules` and `tables`, and means the
    same: with the facts that tables need beside those declared, and with the order of their advice.
    """
    found: dict[str, Any] = {}
    for table in pack.tables.values():
        facts = pack.entities[table.entity].facts
        for name in table.helping:
            entity = found.setdefault("entities", {}).setdefault(table.entity, {"facts": {}})
            entity["facts"][name] = {"type": facts[name].type.kind.value, "concluded": "yes"}
        advised = (pack.rules[name].advises for name in table.ranked)
        actions = list(dict.fromkeys(one.action for one in advised if one is not None))
        for number, action in enumerate(actions[1:], 1) if table.hit.is_in_order else ():
            after = found.setdefault("actions", {}).setdefault(action, {"after": []})["after"]
            after += [name for name in actions[:number] if name not in after]
    found["rules"] = [_rule(rule, pack) for rule in pack.rules.values()]
    return _dumped(found)


def rule_yaml(rule: ir.Rule, pack: ir.Pack) -> str:
    """One rule as YAML, without `- ` before it."""
    return _dumped(_rule(rule, pack))


def _dumped(found: dict[str, Any]) -> str:
    # In one line each: a line that goes on with `- 30 days` looks like an entry of a list.
    text: str = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=_ENDLESS)
    return text


def _rule(rule: ir.Rule, pack: ir.Pack) -> dict[str, Any]:
    def text(expression: ir.Expression) -> str:
        return render_expression(expression, pack, rule.entity)

    found: dict[str, Any] = {"rule": rule.name}
    if rule.entity != ir.SITUATION:
        found["for"] = rule.entity
    if not (isinstance(rule.when, ir.Literal) and rule.when.type == ir.YES_NO and rule.when.value):
        found["when"] = _listed(rule.when, ir.And, text)
    if rule.unless is not None:
        found["unless"] = _listed(rule.unless, ir.Or, text)
    if rule.concludes:
        found["conclude"] = {one.fact: text(one.value) for one in rule.concludes}
    if rule.advises is not None:
        found["advise"] = _advise(rule.advises, text)
    if rule.note is not None:
        on: Any = "all" if rule.note.on is None else list(rule.note.on)
        found["note"] = {"on": on, "say": _sentence(rule.note.say)}
        if rule.note.importance is not ir.Importance.NORMAL:
            found["note"]["importance"] = rule.note.importance.value
    if rule.overrides:
        found["overrides"] = list(rule.overrides)
    if rule.silences_all:
        found["silences"] = "all"
    elif rule.silences is not None:
        found["silences"] = list(rule.silences)
    if rule.because is not None:
        found["because"] = _sentence(rule.because)
    if rule.sources:
        found["source"] = list(rule.sources)
    if rule.disputed is not None:
        found["disputed"] = rule.disputed
    return found


def _advise(advises: ir.Advise, text: _Text) -> Any:
    found: dict[str, Any] = {"action": advises.action}
    for key, value in (("start", advises.start), ("due", advises.due)):
        if value is not None:
            found[key] = text(value)
    if advises.instead_of:
        found["instead_of"] = list(advises.instead_of)
    return advises.action if len(found) == 1 else found


def _listed(condition: ir.Expression, joined: type[ir.And] | type[ir.Or], text: _Text) -> Any:
    if isinstance(condition, joined) and len(condition.operands) > 1:
        return [text(operand) for operand in condition.operands]
    return text(condition)
