"""What to write where a column has words of its own: `ja` and `nein`, `x` and nothing, stages that people named themselves."""

from __future__ import annotations

import json
import re

from advisor import ir
from advisor.batch.counts.causes import CauseCount, Causes
from advisor.diagnostics.suggestions import listed

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
_CAUSE = re.compile(r"`(?P<column>[^`]*)`(?: \(`(?P<path>[^`]*)`\))?")
_MEANT = re.compile(r"did you mean `([^`]*)`\?$")


def words_to_map(causes: Causes, pack: ir.Pack, *, is_flat: bool) -> str | None:
    """The lines of a mapping file that say what the words of columns mean; None, where there are none to say that of."""
    columns: dict[str, str] = {}
    for (code, _, _, cause), found in causes.by_count():
        said = _CAUSE.match(cause)
        if code != _NO_SUCH_VALUE or said is None:
            continue
        path = said["path"] or said["column"]
        words = _meanings(found, _kind_at(path, pack))
        if not words:
            continue
        name = path.rpartition("].")[2]
        column = said["column"] if said["path"] else name if is_flat else path.replace("[]", "")
        values = ", ".join(f"{_plain(old)}: {new}" for old, new in words.items())
        columns[column] = f"{_plain(column)}: {{to: {name}, values: {{{values}}}}}"
    if not columns:
        return None
    has = "has words of its own" if len(columns) == 1 else "have words of their own"
    return (
        f"{listed(columns, last='and')} {has}: write `columns: {{{', '.join(columns.values())}}}` into a file words.yaml,"
        " and add --map words.yaml"
    )


def _kind_at(path: str, pack: ir.Pack) -> ir.Kind | None:
    entity = pack.entities[ir.SITUATION]
    *lists, name = path.split("[].")
    for one in lists:
        inside = next((e for e in pack.lists[entity.name] if e.list_name == one), None)
        if inside is None:
            return None
        entity = inside
    fact = entity.facts.get(name)
    return None if fact is None else fact.type.kind


def _meanings(found: CauseCount, kind: ir.Kind | None) -> dict[str, str]:
    """What the words probably mean, `…` where nobody knows; nothing, where a single one is perhaps a slip."""
    if kind not in (ir.Kind.YES_NO, ir.Kind.CHOICE):
        return {}
    near = {
        value.strip(): (_MEANT.match(help) or ["", ""])[1]
        for _, _, value, _, help, _ in found.examples
        if value
    }
    if kind is ir.Kind.CHOICE:
        return {} if found.count == 1 else {word: one or "…" for word, one in near.items()}
    known = {word: _yes_or_no(word) or one for word, one in near.items()}
    if found.count == 1 and not any(map(_yes_or_no, near)):
        return {}
    if "no" not in known.values():
        known |= {no: "no" for word in near if (no := _YES_AND_NO.get(word.lower()))}
    return {word: meant or "…" for word, meant in known.items()}


def _yes_or_no(word: str) -> str:
    return "yes" if word.lower() in _YES_AND_NO else "no" if word.lower() in _NO else ""


def _plain(word: str) -> str:
    """A word as YAML has it within braces."""
    is_bare = re.fullmatch(r"\w[\w .?()/-]*", word) and not word.endswith((" ", "."))
    return word if is_bare else json.dumps(word, ensure_ascii=False)
