"""The tables in examples/README.md, made from the example files and what experts said about them.

python tests/examples/table.py           prints the page as it should be
python tests/examples/table.py --write   writes it
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # run by its path: the root of the project is not yet where imports look
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from advisor.ir import Advice, Decision
from advisor.rendering.words import weekday_words
from tests.examples.collection import EXAMPLES, REAL, Example, decide, examples
from tests.truth import table as truth

README = EXAMPLES / "README.md"
_BLOCK = re.compile(r"(<!-- table: (hand-made|real|truth) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_SENTENCE = re.compile(r".+?[.?!](?=\s|$)", re.DOTALL)


def page() -> str:
    """The whole of examples/README.md: its own words, and the tables made anew."""
    tables = {"hand-made": _hand_made, "real": _real, "truth": truth.markdown_lines}

    def filled(found: re.Match[str]) -> str:
        rows = tables[found[2]]()
        return found[1] + "\n" + "".join(f"{row}\n" for row in rows) + "\n" + found[3]

    return _BLOCK.sub(filled, README.read_text(encoding="utf-8"))


def _hand_made() -> Iterator[str]:
    yield "| situation | what it shows | advice | first of it |"
    yield "|---|---|---|---|"
    for example in examples():
        if example.path.parent != REAL:
            shows = _SENTENCE.match(_remarks(example.path))
            yield _row(example, shows[0].replace("\n", " ") if shows else "")


def _real() -> Iterator[str]:
    yield "| situation | asked at | advice | first of it |"
    yield "|---|---|---|---|"
    for example in examples():
        if example.path.parent == REAL:
            remarks = _remarks(example.path)
            address = re.search(r"^https?://\S+$", remarks, re.MULTILINE)
            title = remarks[: address.start() if address else 0].replace("\n", " ").strip()
            yield _row(example, f"[{title}]({address[0]})" if address else "")


def _remarks(path: Path) -> str:
    """The comment at the top of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    top = lines[: next(n for n, line in enumerate(lines) if not line.startswith("#"))]
    return "\n".join(line.removeprefix("#").strip() for line in top)


def _row(example: Example, middle: str) -> str:
    decision = decide(example.case)
    link = example.path.relative_to(EXAMPLES).as_posix()
    title = decision.title or example.name
    cells = (f"[{title}]({link})", middle, str(len(decision.advice)), _first(decision))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _first(decision: Decision) -> str:
    if not decision.advice:
        return "nothing"
    piece: Advice = decision.advice[0]
    if piece.due is None:
        return piece.title
    until = "until" if piece.kind.value == "wait" else "by"
    return f"{piece.title}, {until} {weekday_words(piece.due, decision.today)}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        README.write_text(page(), encoding="utf-8")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        sys.stdout.write(page())
