"""What people write above the columns of their lists, and what it is called in a pack that has it.

Employer  Job Title  Status       company  role  stage
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files


def folded(name: str) -> str:
    """A name or word as it is compared: people write `Job Title`, ` job title`, with marks that nobody sees, too."""
    if not name.isascii():
        name = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return " ".join(name.split()).casefold()


_AROUND = "`´‘’‚“”„«»[]"  # `[company]`, as databases write it
_WORDS_TOGETHER = re.compile(r"[A-Za-z][a-z]+(?:[A-Z][a-z]+)+")  # as programs write: appliedOn


def as_fact(name: str) -> str:
    """A heading as a fact would be called: `Applied on` and `appliedOn` are `applied_on`, `Thanked?` is `thanked`."""
    if _WORDS_TOGETHER.fullmatch(name):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return folded(name).strip(_AROUND).rstrip(" ?:*").replace(" ", "_").replace("-", "_")


@cache
def _headings() -> Mapping[str, str]:
    import yaml

    text = (files("advisor.batch") / "mappings" / "headings.yaml").read_text("utf-8")
    columns = yaml.load(text, yaml.BaseLoader)["columns"]  # it makes texts, and nothing else
    return {as_fact(heading): name for heading, name in columns.items()}


def usual_name(heading: str, known: Collection[str]) -> str | None:
    """What a heading is called among the names that are known; None, where it is no usual one of them."""
    name = _headings().get(as_fact(heading))
    return name if name in known else None


def usual_names(headings: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """The same of several, each name for the first of them that means it."""
    found: dict[str, str] = {}
    for heading in headings:
        name = usual_name(heading, known)
        if name is not None and name not in found.values():
            found[heading] = name
    return found
