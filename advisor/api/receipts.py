"""Receipts: what advice rests on, as digests, so that anybody can see later whether it would be the same.

Beside the advice itself, a receipt holds no fact of the situation, only digests (SHA-256) of canonical JSON
(RFC 8785). It is not signed: it shows what has changed since, not who made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from advisor import ir
from advisor.api.reading import default_pack, find_pack
from advisor.diagnostics import VERSION, AdvisorError
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.files import TEST_FILES, PackTexts, read_layers
from advisor.rendering.advice_json import decision_object, json_value

FORMAT = 1  # of receipts; another number is another meaning
_MOST_EXACT = 2**53 - 1  # of the whole numbers that RFC 8785 knows


class ReceiptError(AdvisorError):
    """What should be a receipt is none, or not of a kind that is known here."""


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one thing that a receipt is about: `details` say how it differs, none where it does not."""

    subject: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt with the advice that it is for, as it was read."""

    advice: Mapping[str, Any]
    made: Mapping[str, Any]

    @property
    def file(self) -> str | None:
        """The situation's file as it was named; None where it came through a pipe."""
        name: str | None = self.made["situation"]["file"]
        return name

    @property
    def number(self) -> int:
        """Which situation of the file it is, from 1."""
        return int(self.made["situation"]["number"])

    @property
    def settings(self) -> Mapping[str, str]:
        """The parameters that were set for this run, as they were written."""
        found: Mapping[str, str] = self.made["settings"]
        return found


def decision_with_receipt(
    program: ir.Program,
    engine: str,
    situation: ir.Situation,
    decision: ir.Decision,
    *,
    folder: Path | None = None,
    settings: Mapping[str, str] | None = None,
    file: str | None = None,
) -> dict[str, object]:
    """A decision as JSON values, with its `receipt`.

    Shape: as `decision_object`, with one key more. `program` has the values in force; `folder` is its pack, the
    default one where there is none; `settings` are the parameters that were set for this run, as text.
    """
    found = decision_object(decision)
    values = {
        name: json_value(value, program.pack.parameters[name].type)
        for name, value in program.parameters.items()
    }
    files = _file_digests(default_pack() if folder is None else folder)
    found["receipt"] = {
        "format": FORMAT,
        "advisor": VERSION,
        "engine": engine,
        "today": ir.iso_date(decision.today),
        "pack": {
            "name": program.pack.name,
            "version": program.pack.version,
            "digest": digest_of(files),
            "files": files,
            **_calendars(program.pack),
        },
        "parameters": {"digest": digest_of(values), "values": values},
        "settings": dict(settings or {}),
        "situation": {
            "file": file,
            "number": situation.document + 1,
            "digest": digest_of(situation_object(program.pack, situation)),
        },
        "result": digest_of(_result(found)),
    }
    return found


def _calendars(pack: ir.Pack) -> dict[str, object]:
    """The days on which nobody works, as digests: a library may have filled them, which is in no file."""
    found = {
        calendar.name: {
            "digest": digest_of(
                [calendar.years, [*calendar.weekend], [*calendar.closed], [*calendar.open]]
            ),
            "filled_by": calendar.filled_by,
        }
        for calendar in pack.calendars.values()
    }
    return {"calendars": found} if found else {}


def digest_of(value: object) -> str:
    """`sha256:` and the digest of a JSON value in its canonical form (RFC 8785)."""
    import rfc8785

    data = rfc8785.dumps(_exact(value))
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _exact(value: Any) -> Any:
    """The same, whole numbers as text where a double would round them."""
    match value:
        case dict():
            return {key: _exact(item) for key, item in value.items()}
        case list():
            return [_exact(item) for item in value]
        case int() if abs(value) > _MOST_EXACT:
            return str(value)
        case _:
            return value


def situation_object(pack: ir.Pack, situation: ir.Situation) -> dict[str, object]:
    """What a situation states, as JSON values: the same whether YAML or JSON says it, in whatever order.

    Shape: `facts` with null where there is none, lists by their names; an empty list counts as none at all.
    """
    today = None if situation.today is None else ir.iso_date(situation.today)
    return {"situation": situation.title, "today": today, **_instance(pack, situation.root)}


def _instance(pack: ir.Pack, instance: ir.Instance) -> dict[str, object]:
    facts = {
        name: json_value(value, pack.fact(instance.entity, name).type)
        for name, value in instance.facts.items()
    }
    lists = {
        name: [_instance(pack, item) for item in items]
        for name, items in instance.lists.items()
        if items
    }
    return {"facts": facts, "lists": lists}


def _result(found: Mapping[str, Any]) -> dict[str, object]:
    """What was advised or why nothing was; not what is still open, which can be left out of an output."""
    return {
        name: found.get(name) for name in ("situation", "today", "advice", "error", "future_dates")
    }


def _file_digests(folder: Path) -> dict[str, str]:
    """The digest of the text of each file that can change the advice or its letters, by its name in the folder."""
    layers, _ = read_layers(folder, find_pack)
    top = layers[-1]
    return {
        _name_in(layer, path, layer is top): f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
        for layer in layers
        for path, text in layer.texts.items()
        if not path.endswith(TEST_FILES)
    }


def _name_in(layer: PackTexts, path: str, is_top: bool) -> str:
    """`chasing.yaml`; of a pack below a layer with its folder's name, `post-interview/chasing.yaml`."""
    folder = Path(layer.folder)
    name = Path(path).relative_to(folder)
    return (name if is_top else folder.resolve().name / name).as_posix()


_SHAPE: Mapping[str, type | tuple[type, ...]] = {
    "advisor": str,
    "engine": str,
    "today": str,
    "pack": dict,
    "parameters": dict,
    "settings": dict,
    "situation": dict,
    "result": str,
}
_INNER: Mapping[tuple[str, str], type | tuple[type, ...]] = {
    ("pack", "name"): str,
    ("pack", "version"): (str, type(None)),
    ("pack", "digest"): str,
    ("pack", "files"): dict,
    ("parameters", "digest"): str,
    ("parameters", "values"): dict,
    ("situation", "file"): (str, type(None)),
    ("situation", "number"): int,
    ("situation", "digest"): str,
}


def read_receipts(text: str) -> list[Receipt]:
    """The receipts in what `advisor advise -f json --receipt` wrote: one object, or a line for each situation.

    Raises: ReceiptError.
    """
    try:
        documents = [json.loads(text)]
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            documents = [json.loads(line) for line in lines]
        except (ValueError, RecursionError) as error:
            raise ReceiptError("it is not JSON") from error
    if not documents:
        raise ReceiptError("it is empty")
    return [_receipt_in(document) for document in documents]


def _receipt_in(document: object) -> Receipt:
    try:
        digest_of(document)
    except (ValueError, RecursionError) as error:  # NaN, half a character, too deep
        raise ReceiptError("it holds what no JSON of ours holds") from error
    made = document.get("receipt") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(made, dict):
        raise ReceiptError("it holds no receipt; `advisor advise -f json --receipt` writes one")
    if made.get("format") != FORMAT:
        raise ReceiptError(f"its receipt is of format {made.get('format')!r}; known is {FORMAT}")
    wrong = [name for name, kind in _SHAPE.items() if not isinstance(made.get(name), kind)]
    wrong += [
        f"{outer}.{inner}"
        for (outer, inner), kind in _INNER.items()
        if outer not in wrong and not isinstance(made[outer].get(inner), kind)
    ]
    if not wrong and not all(isinstance(value, str) for value in made["settings"].values()):
        wrong = ["settings"]
    if not isinstance(document.get("advice"), list):
        wrong = ["advice"]
    if wrong:
        raise ReceiptError(f"its receipt lacks `{wrong[0]}`, or it is no such value")
    return Receipt(document, made)


def check_receipt(receipt: Receipt, now: Mapping[str, Any]) -> tuple[Check, ...]:
    """What differs between a receipt and the same made `now` by `decision_with_receipt`, subject by subject."""
    then, today = receipt.made, now["receipt"]
    return (
        Check("the receipt itself", tuple(_forged(receipt))),
        Check("the version of advisor", tuple(_changes(then, today, "advisor", "engine"))),
        Check("the rules", tuple(_pack_changes(then["pack"], today["pack"]))),
        Check("the parameters", tuple(_parameter_changes(then, today))),
        Check("the situation", tuple(_situation_changes(then, today))),
        Check("the advice", _advice_check(receipt, now)),
    )


def _forged(receipt: Receipt) -> Iterator[str]:
    made = receipt.made
    whole = (
        ("advice", made["result"], _result(receipt.advice)),
        ("list of rule files", made["pack"]["digest"], made["pack"]["files"]),
        ("list of parameters", made["parameters"]["digest"], made["parameters"]["values"]),
    )
    for name, digest, value in whole:
        if digest != digest_of(value):
            yield f"its {name} is not what the receipt was made for: it was changed by hand"


def _changes(then: Mapping[str, Any], now: Mapping[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        if then[name] != now[name]:
            yield f"{name} was {then[name]}, is {now[name]}"


def _pack_changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    yield from _changes(then, now, "name", "version")
    yield from _calendar_changes(then.get("calendars", {}), now.get("calendars", {}))
    if then["digest"] == now["digest"]:
        return
    files = {**then["files"], **now["files"]}
    for name in sorted(files):
        if name not in now["files"]:
            yield f"{name} is gone"
        elif name not in then["files"]:
            yield f"{name} is new"
        elif then["files"][name] != now["files"][name]:
            yield f"{name} has changed"


def _calendar_changes(then: Any, now: Any) -> Iterator[str]:
    if not isinstance(then, dict) or not isinstance(now, dict):
        return
    for name in sorted(then.keys() & now.keys()):
        if then[name] != now[name]:
            one, other = (
                found.get("filled_by") if isinstance(found, dict) else None
                for found in (then[name], now[name])
            )
            by = f" (by {one}, now by {other})" if one != other else ""
            yield f"the calendar {name} has other days{by}"


def _parameter_changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = then["parameters"]["values"], now["parameters"]["values"]
    for name in sorted({**before, **after}):
        if before.get(name) != after.get(name):
            yield f"{name} was {_shown(before, name)}, is {_shown(after, name)}"


def _shown(values: Mapping[str, Any], name: str) -> str:
    return str(values[name]) if name in values else "not there"


def _situation_changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if then["situation"]["digest"] != now["situation"]["digest"]:
        yield "it has changed; a receipt holds no facts, so it cannot say where"


def _advice_check(receipt: Receipt, now: Mapping[str, Any]) -> tuple[str, ...]:
    details = tuple(_advice_changes(receipt.advice, now))
    if not details and receipt.made["result"] != now["receipt"]["result"]:
        return ("its digest is another",)
    return details


def _advice_changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in ("situation", "today", "error", "future_dates"):
        yield from (f"{name} {words}" for words in _value_changes(then.get(name), now.get(name)))
    before, after = _by_place(then["advice"]), _by_place(now["advice"])
    for key in {**before, **after}:
        if key not in after:
            yield f"`{_name(before[key])}` is no longer advised"
        elif key not in before:
            yield f"`{_name(after[key])}` is new"
        else:
            one, other = before[key], after[key]
            for name in sorted({**one, **other}):
                for words in _value_changes(one.get(name), other.get(name)):
                    yield f"`{_name(one)}`: {name} {words}"
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "the order is another"


def _value_changes(was: object, now: object) -> Iterator[str]:
    """`was 2026-10-16, is 2026-10-19`; of a list what is gone and what is new."""
    if was == now:
        return
    if isinstance(was, list) and isinstance(now, list):
        gone = [item for item in was if item not in now]
        new = [item for item in now if item not in was]
        yield from (f"no longer has {_brief(item)}" for item in gone)
        yield from (f"has {_brief(item)} now" for item in new)
        if not gone and not new:
            yield "has another order"
    else:
        yield f"was {_brief(was)}, is {_brief(now)}"


def _by_place(pieces: list[Any]) -> dict[str, Mapping[str, Any]]:
    return {_name(piece): piece for piece in pieces if isinstance(piece, dict)}


def _name(piece: Mapping[str, Any]) -> str:
    place = piece.get("place")
    return f"{piece.get('action')} {place}" if place else str(piece.get("action"))


_LONGEST = 80


def _brief(value: object) -> str:
    """A value in a line: `none`, `2026-10-16`, `“Ask by e-mail.”`."""
    if value is None:
        return "none"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"“{text}”" if " " in text else text
