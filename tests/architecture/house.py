"""The house in figures: `make house`, or `python -m tests.architecture.house`.

Prints how many modules and lines there are, what share of the lines imports are, how many lines are
comments, and which public class names stand for two things; by room, for whoever wants to see where.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "advisor"


@dataclass(frozen=True)
class Figures:
    """Of one module, or of many together."""

    modules: int = 0
    lines: int = 0
    import_lines: int = 0
    comment_lines: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.modules + other.modules,
            self.lines + other.lines,
            self.import_lines + other.import_lines,
            self.comment_lines + other.comment_lines,
        )

    @property
    def import_share(self) -> float:
        """Import lines of a hundred lines."""
        return 100 * self.import_lines / self.lines if self.lines else 0.0


def modules() -> Iterator[Path]:
    """Every module of the program."""
    return iter(sorted(HOUSE.rglob("*.py")))


def figures_of(text: str) -> Figures:
    """Of one module's text. Lines within a string are neither imports nor comments."""
    imports = sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = sum(
        token.type == tokenize.COMMENT and token.line.lstrip().startswith("#") for token in tokens
    )
    return Figures(1, text.count("\n"), imports, comments)


def classes_with_two_meanings() -> dict[str, list[str]]:
    """Public class names that stand in more than one module, with the modules."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(HOUSE.parent).as_posix())
    return {name: places for name, places in sorted(found.items()) if len(places) > 1}


def main() -> None:
    """Print the figures."""
    rooms: defaultdict[str, Figures] = defaultdict(Figures)
    for path in modules():
        room = path.parent.relative_to(HOUSE.parent).as_posix()
        rooms[room] += figures_of(path.read_text(encoding="utf-8"))
    head = f"{'room':34}{'modules':>8}{'lines':>8}{'imports':>9}{'comments':>9}"
    print(head)
    for room, found in [*rooms.items(), ("all", sum(rooms.values(), Figures()))]:
        print(
            f"{room:34}{found.modules:8}{found.lines:8,}{found.import_share:8.1f}%{found.comment_lines:9}"
        )
    for name, places in classes_with_two_meanings().items():
        print(f"two meanings: {name} in {', '.join(places)}")


if __name__ == "__main__":
    main()
