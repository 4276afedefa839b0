"""A page for each code: why it matters, what to avoid and what to prefer, with files to look at.

The pages stand in `pages/ADV301.md` and are read by people; a test holds each of them to what is checked:
what is under Avoid brings about exactly this code, what is under Prefer nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from advisor.diagnostics.codes import CODES
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import did_you_mean

SITUATION = "situation"  # the name of an example that is no file of the pack
_BLOCK = re.compile(r"^```\w* *(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What is to be said about a code. `avoid` and `prefer` map names of files to their text."""

    code: str
    name: str
    meaning: str
    why: str
    avoid: Mapping[str, str]
    prefer: Mapping[str, str]


def page_of(word: str) -> CheckPage | None:
    """The page of a code, `ADV301` or `unknown-name`; None where there is none."""
    pages = all_pages()
    by_name = {page.name: page for page in pages.values()}
    return pages.get(word.upper()) or by_name.get(word.lower())


def no_page(word: str) -> str:
    """What to say where there is no such page."""
    pages = all_pages()
    names = [*pages, *(page.name for page in pages.values())]
    hint = did_you_mean(word, names)
    return f"there is no check {word}" + (f"; {hint}" if hint else "")


def all_pages() -> dict[str, CheckPage]:
    """All pages by code, in the order of the codes."""
    folder = files("advisor.diagnostics") / "pages"
    texts = {file.name.removesuffix(".md"): file for file in folder.iterdir()}
    return {
        code: read_page(code, texts[code].read_text(encoding="utf-8"))
        for code in CODES
        if code in texts
    }


def page_file(code: str) -> Path:
    """The file in which the page of a code stands."""
    return Path(__file__).parent / "pages" / f"{code}.md"


def read_page(code: str, text: str) -> CheckPage:
    """A page from its Markdown: `# name`, why, `## Avoid` and `## Prefer` with code blocks.

    The word behind a block's language names the file that it is; without one it is `mine.yaml`.
    """
    head, _, rest = text.partition("## Avoid")
    avoid, _, prefer = rest.partition("## Prefer")
    title, _, why = head.partition("\n")
    return CheckPage(
        code, title.removeprefix("# "), CODES[code], why.strip(), _blocks(avoid), _blocks(prefer)
    )


def _blocks(text: str) -> dict[str, str]:
    return {name or "mine.yaml": block for name, block in _BLOCK.findall(text)}
