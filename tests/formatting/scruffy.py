"""Texts in YAML as nobody should write them: any indentation, brackets, comments and empty lines, from a number."""

from __future__ import annotations

from random import Random

WORDS = (
    "a",
    "b c",
    "it's",
    "yes",
    "none",
    "5 days",
    "x is y",
    "é",
    "[no",
    "#7",
    "- z",
    "k: v",
    "&x",
    "",
    "two\nlines",
    " s ",
)
COMMENTS = ("# c", "#d", "#  - rule: x", "# 'e", "# \tt")


def scruffy(seed: int, size: int = 4) -> str:
    """A text of one document or more; it may be one that cannot be read."""
    random = Random(seed)
    documents = [_Writer(random, size).document() for _ in range(random.choice((1, 1, 1, 2)))]
    marker = random.choice(("---\n", "--- # m\n", "...\n---\n"))
    lead = random.choice(("", "", "---\n", "\n\n", "# top\n", "\ufeff"))
    text = lead + marker.join(documents)
    if random.random() < 0.1:
        text = text.rstrip("\n")
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return text


class _Writer:
    def __init__(self, random: Random, size: int) -> None:
        self._random, self._size, self._anchors = random, size, 0

    def document(self) -> str:
        return "".join(f"{line}\n" for line in self._block(0, self._size))

    def _chance(self, of: float) -> bool:
        return self._random.random() < of

    def _between(self, column: int) -> list[str]:
        """Empty lines and comments that stand alone."""
        found = []
        while self._chance(0.25):
            at = max(0, column + self._random.choice((-2, 0, 0, 1, 4)))
            found.append(self._random.choice(("", "  ", " " * at + self._random.choice(COMMENTS))))
        return found

    def _behind(self) -> str:
        return (
            " " * self._random.randint(1, 3) + self._random.choice(COMMENTS)
            if self._chance(0.15)
            else ""
        )

    def _block(self, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        is_map = self._chance(0.6) or depth == self._size
        lead = " " * column
        for number in range(self._random.randint(1, 3)):
            lines += self._between(column)
            head = f"{lead}{self._key(number)}:" if is_map else f"{lead}-"
            lines += self._value(head, column, depth - 1, is_map)
        return lines

    def _key(self, number: int) -> str:
        word = f"k{number}"
        return self._random.choice(
            (word, word, word, f"'{word}'", f'"{word}"', f"? {word}\n"[0:0] + word)
        )

    def _value(self, head: str, column: int, depth: int, is_map: bool) -> list[str]:
        kind = self._random.choice(
            ("plain", "plain", "quoted", "block", "flow", "none", "inner", "inner", "long")
        )
        space = " " * self._random.randint(1, 3)
        anchor = ""
        if self._chance(0.08):
            self._anchors += 1
            anchor = f"&a{self._anchors} "
        if kind == "inner" and depth > 0:
            more = self._random.randint(1, 5)
            if is_map and not anchor and self._chance(0.2):
                more = 0  # a list may stand right below its key
            inner = self._block(column + more, depth)
            if more == 0 and not inner[0].lstrip().startswith("-"):
                inner = self._block(column + 2, depth)
            if (
                not is_map
                and not anchor
                and self._chance(0.7)
                and inner[0].strip()
                and inner[0].lstrip()[0] != "#"
            ):
                indent = len(inner[0]) - len(inner[0].lstrip())
                if indent == column + more:
                    return (
                        [head + " " * (more - 1 or 1) + inner[0].lstrip(), *inner[1:]]
                        if more > 1
                        else [head + self._behind(), *inner]
                    )
            return [
                f"{head}{space if anchor else ''}{anchor.strip()}{self._behind()}",
                *self._between(column + more),
                *inner,
            ]
        if kind == "flow":
            return self._flow_lines(f"{head}{space}{anchor}", column, depth)
        if kind == "block":
            sign = self._random.choice(("|", ">", "|-", ">-", "|+", ">+"))
            step = self._random.randint(1, 4)
            texts = [
                self._random.choice(("text", "more # no comment", "", "  deeper", "- x", "a: b"))
                for _ in range(3)
            ]
            digit = ""
            if texts[0].startswith(" ") or not texts[0]:
                digit = str(step)
            body = [
                " " * (column + step) + text if text else self._random.choice(("", " "))
                for text in texts
            ]
            return [f"{head}{space}{anchor}{sign}{digit}{self._behind()}", *body]
        if kind == "quoted":
            word = self._random.choice(WORDS)
            written = "'" + word.replace("'", "''").replace("\n", "\n\n" + " " * (column + 1)) + "'"
            if self._chance(0.4):
                written = (
                    '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
                )
            return [*f"{head}{space}{anchor}{written}{self._behind()}".split("\n")]
        if kind == "long":
            indent = " " * (column + self._random.randint(1, 4))
            quote = self._random.choice(("", "'", '"'))
            end = "\\" if quote == '"' and self._chance(0.3) else ""
            middle = ["", f"{indent}and on"] if self._chance(0.3) else []
            return [
                f"{head}{space}{anchor}{quote}some words{end}",
                *middle,
                f"{indent}go on{quote}{self._behind()}",
            ]
        if kind == "none":
            return [f"{head}{self._behind()}"]
        if self._anchors and self._chance(0.1):
            return [f"{head}{space}*a{self._random.randint(1, self._anchors)}{self._behind()}"]
        if self._chance(0.1):
            return [
                f"{head}{self._behind()}",
                *self._between(column + 2),
                f"{' ' * (column + 2)}below",
            ]
        return [
            f"{head}{space}{anchor}{self._random.choice(('a', 'b c', 'yes', '2026-11-20', 'a#b', 'é'))}{self._behind()}"
        ]

    def _flow_lines(self, head: str, column: int, depth: int) -> list[str]:
        text = self._flow(depth)
        if self._chance(0.5):
            return [f"{head}{text}{self._behind()}"]
        lines = text.replace(", ", ",\n").split("\n")
        indent = " " * (column + self._random.randint(1, 3))
        return [
            f"{head}{lines[0]}{self._behind()}",
            *(f"{indent}{line}{self._behind()}" for line in lines[1:]),
        ]

    def _flow(self, depth: int) -> str:
        space = " " * self._random.randint(0, 2)
        items = [
            self._flow(depth - 1)
            if depth > 0 and self._chance(0.3)
            else self._random.choice(("a", "'b'", '"c d"', "e f", "x" * 40))
            for _ in range(self._random.randint(0, 4))
        ]
        if self._chance(0.5):
            return f"[{space}{', '.join(items)}{space}]"
        return f"{{{space}{', '.join(f'k{n}: {item}' for n, item in enumerate(items))}{space}}}"


def mangled(text: str, random: Random) -> str:
    """The text with comments and empty lines put between its lines, where these say nothing else for it."""
    if "|" in text or ">" in text.replace(">=", "").replace(" > ", ""):
        return f"# {random.random()}\n\n\n{text}"
    lines = []
    for line in text.split("\n"):
        if line.strip() and random.random() < 0.2:
            indent = len(line) - len(line.lstrip())
            lines.append(
                random.choice(("", " " * indent + "# why", "# ", " " * (indent + 3) + "#"))
            )
        lines.append(line)
    return "\n".join(lines)
