"""What to write where a column has words of its own: `ja` and `nein`, `x` and nothing, stages that people named themselves."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from advisor import ir
from advisor.batch.counts.causes import CauseCount, Causes
from advisor.batch.sources.headings import folded
from advisor.diagnostics.suggestions import closest, listed
from advisor.loading.declarations.scalars import Misfit, convert

_NO_SUCH_VALUE = "ADV403"
_YES_AND_NO = {
    "ja": "nein",
    "oui": "non",
    "sim": "não",
    "si": "",
    "sí": "",
    "sì": "",
    "tak": "nie",
    "da": "",
    "ano": "",
    "igen": "nem",
    "kyllä": "ei",
    "evet": "hayır",
    "да": "нет",
    "はい": "いいえ",
    "是": "否",
    "x": "",
}
_NO = {*filter(None, _YES_AND_NO.values()), "nao", "nee", "nej", "nei"}
_MEANT = re.compile(r"did you mean `([^`]*)`\?$")
_UNKNOWN = "…"
_MOST_WORDS = 40  # of a column that are written down
_CUT_FROM = 58  # characters: longer words come cut, and nothing can be said of them


def words_to_map(causes: Causes, pack: ir.Pack, *, is_flat: bool) -> str | None:
    """The lines of a mapping file that say what the words of columns mean; None, where there are none to say that of.

    `columns: {Status: {to: stage, values: {Ghosted: …}}}`: it is YAML, whatever the columns and words are.
    """
    columns: dict[str, dict[str, object]] = {}
    for (code, _, told, cause), found in causes.by_count():
        if code != _NO_SUCH_VALUE or not told:
            continue
        inside = re.match(r" \(`([^`]*)`\)", cause.removeprefix(f"`{told}`"))
        path = inside[1] if inside else told
        fact = _fact_at(path, pack)
        words = {} if fact is None else _meanings(found, fact)
        if not words:
            continue
        name = path.rpartition("].")[2]
        column = told if inside else name if is_flat else path.replace("[]", "")
        columns[column] = {"to": name, "values": words}
    if not columns:
        return None
    has = "has words of its own" if len(columns) == 1 else "have words of their own"
    return (
        f"{listed(columns, last='and')} {has}: write `{_yaml({'columns': columns})[1:-1]}` into a file words.yaml,"
        " and add --map words.yaml"
    )


def _fact_at(path: str, pack: ir.Pack) -> ir.FactDeclaration | None:
    entity = pack.entities[ir.SITUATION]
    *lists, name = path.split("[].")
    for one in lists:
        inside = next((e for e in pack.lists[entity.name] if e.list_name == one), None)
        if inside is None:
            return None
        entity = inside
    return entity.facts.get(name)


def _meanings(found: CauseCount, fact: ir.FactDeclaration) -> dict[str, str]:
    """What the words probably mean, the most frequent first, `…` where nobody knows; nothing where the only one is a slip."""
    by_count = [word for word, _ in found.values.most_common() if len(word) < _CUT_FROM]
    words = list({folded(word): word for word in reversed(by_count)}.values())[::-1][:_MOST_WORDS]
    match fact.type.kind:
        case ir.Kind.CHOICE:
            near = {word: _choice(word, fact) for word in words}
            is_mistyped = found.count == 1 and all(near.values())
            return {} if is_mistyped else {word: one or _UNKNOWN for word, one in near.items()}
        case ir.Kind.YES_NO:
            near = {word: _yes_or_no(word) or _near(word, fact) for word in words}
            if "no" not in near.values():
                near |= {no: "no" for word in words if (no := _YES_AND_NO.get(word.lower()))}
            return {word: one or _UNKNOWN for word, one in near.items()}
        case _:
            return {}


def _near(word: str, fact: ir.FactDeclaration) -> str:
    """The value that is a slip away from a word; "" where there is none."""
    said = convert(word, fact.type, fact.words)
    meant = _MEANT.match(said.help) if isinstance(said, Misfit) else None
    return meant[1] if meant else ""


def _choice(word: str, fact: ir.FactDeclaration) -> str:
    also = dict(fact.type.also)
    spelling = closest(word, also)
    return _near(word, fact) or (also[spelling] if spelling else "")


def _yes_or_no(word: str) -> str:
    """What a word says, or what stands before a sign does: `yes - by e-mail`, but nothing of `no idea`."""
    before = re.match(r"(\w+)\s*[^\w\s]", word)
    for one in (word.lower(), before[1].lower() if before else ""):
        if one in _YES_AND_NO or one in ("yes", "y"):
            return "yes"
        if one in _NO or one in ("no", "n"):
            return "no"
    return ""


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes texts without quotes where they are none to a reader that makes nothing else of them: `yes`."""

    def __init__(self, stream: Any, **options: object) -> None:
        Emitter.__init__(self, stream, width=10**9, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, default_flow_style=True, sort_keys=False)
        BaseResolver.__init__(self)


def _yaml(data: object) -> str:
    """The data as one line of YAML."""
    return str(yaml.dump(data, Dumper=_Dumper)).strip()
