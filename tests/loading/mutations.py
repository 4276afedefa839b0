"""Real files, damaged as editors, mail programs and hurried people damage them.

`python -m tests.loading.mutations --files N` loads N of them and reports those that raise, that are
refused without a place in the file, or that take over a second.
"""

from __future__ import annotations

import re
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from advisor.diagnostics import Diagnostic, has_errors
from advisor.ir import Pack
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations
from advisor.rendering.diagnostics import render_diagnostics
from tests.examples.collection import example_files

HOME = Path(__file__).resolve().parents[2]
PACK = "rules/post-interview"
ALWAYS = ("pack.yaml", "facts.yaml", "parameters.yaml")  # what the other files rest on
_KEY = re.compile(r"(?m)^(\s*(?:- )?)([a-z_-]+)(:)")
_VALUE = re.compile(r"(?m)(: )([^\n{\[|>]+)$")
_WORDS = (
    *("rule", "when", "unless", "advise", "note", "all", "any", "none", "for", "facts", "type"),
    *("done", "expect", "silences", "overrides", "concluded", "default", "x", "", "<<", "today"),
)
_VALUES = (
    *("none", "yes", "7", "-1", "1 month", "2026-02-30", "[]", "{}", "{company}", "any(a, b)"),
    *('"', "'", "[a, b", "{a: b", "- x", "> 7", "Thanks: late", "*a", "&a", "!a", "@", "|", "1e9"),
    *("99999999999999999999", "best first", "choice", "all", "(((((", "not not not", "{{ x }}"),
)
_SPLINTERS = (
    *("\t", "\x00", "\ufeff", "\u2028", "\r", "\r\n", "---\n", "...\n", ": ", ", ", "{", "}", "["),
    *(
        "]",
        "'",
        '"',
        "#",
        "%",
        "*",
        "&",
        "!",
        "|",
        ">",
        "-",
        "?",
        "`",
        "@",
        "\ud800",
        "é",
        "(",
        ")",
    ),
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """One file after the damage, and what was done to it."""

    path: str
    text: str
    how: str


def cut_off(text: str, other: str, rng: Random) -> str:
    """As an editor sees it while it is written."""
    return text[: rng.randrange(len(text) + 1)]


def spliced(text: str, other: str, rng: Random) -> str:
    """Two files that a bad merge put together."""
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def splintered(text: str, other: str, rng: Random) -> str:
    """Characters that slipped in, or in place of others."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(_SPLINTERS) + text[at + rng.randint(0, 2) :]
    return text


def flipped(text: str, other: str, rng: Random) -> str:
    """Single bits that fell over."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data.decode("utf-8", "replace")


def renamed(text: str, other: str, rng: Random) -> str:
    """A key that is another one."""
    keys = list(_KEY.finditer(text))
    if not keys:
        return text
    key = rng.choice(keys)
    new = rng.choice((*_WORDS, key[2][:-1], rng.choice(keys)[2]))
    return text[: key.start(2)] + new + text[key.end(2) :]


def retyped(text: str, other: str, rng: Random) -> str:
    """A value that is another one."""
    values = list(_VALUE.finditer(text))
    if not values:
        return text
    value = rng.choice(values)
    new = rng.choice((*_VALUES, rng.choice(values)[2]))
    return text[: value.start(2)] + new + text[value.end(2) :]


def shifted(text: str, other: str, rng: Random) -> str:
    """Lines with other spaces before them, twice, or gone."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        line = lines[at]
        lines[at : at + 1] = rng.choice(
            (
                [],
                [line, line],
                [" " + line],
                [line[1:]],
                [line.strip()],
                [f"- {line}"],
                [line + ":"],
            )
        )
    return "\n".join(lines)


WAYS: tuple[Callable[[str, str, Random], str], ...] = (
    *(cut_off, spliced, splintered, flipped, renamed, retyped, shifted),
)


@cache
def pack_files() -> Mapping[str, str]:
    """The files of the real pack."""
    folder = HOME / PACK
    paths = sorted((*folder.glob("*.yaml"), *folder.glob("drafts/*.md")))
    return {str(p.relative_to(HOME)): p.read_text(encoding="utf-8") for p in paths}


@cache
def situation_files() -> Mapping[str, str]:
    """The situations of the examples."""
    paths = example_files()
    return {str(p.relative_to(HOME)): p.read_text(encoding="utf-8") for p in paths}


@cache
def whole_pack() -> Pack:
    """The real pack, loaded."""
    pack = load_pack_texts(pack_files(), PACK).pack
    assert pack is not None
    return pack


def damaged(files: Mapping[str, str], rng: Random) -> Damaged:
    """One of the files, damaged in one or two ways."""
    path = rng.choice(sorted(files))
    text, how = files[path], []
    for _ in range(rng.choice((1, 1, 2))):
        way = rng.choice(WAYS)
        text = way(text or " ", files[rng.choice(sorted(files))], rng)
        how.append(way.__name__)
    return Damaged(path, text, "+".join(how))


def pack_around(one: Damaged) -> dict[str, str]:
    """A small pack with the damaged file in it; what it refers to may be missing, as if not yet written."""
    files = pack_files()
    names = {f"{PACK}/{name}" for name in ALWAYS} | {one.path}
    return {path: one.text if path == one.path else files[path] for path in sorted(names)}


def load_damaged(one: Damaged) -> tuple[bool, tuple[Diagnostic, ...], Mapping[str, str]]:
    """Whether anything came out, the diagnostics, and the texts they point into."""
    if one.path.startswith("examples/"):
        loaded = load_situations(one.text, one.path, whole_pack(), "yaml")
        return bool(loaded.cases), loaded.diagnostics, {one.path: one.text}
    texts = pack_around(one)
    result = load_pack_texts(texts, PACK)
    return result.pack is not None, result.diagnostics, texts


def complaints(one: Damaged) -> Iterator[str]:
    """Everything about the reading of one file that is not as promised."""
    is_there, diagnostics, texts = load_damaged(one)
    if not is_there and not has_errors(diagnostics):
        yield "refused without a word"
    for diagnostic in diagnostics:
        yield from misplaced(diagnostic, texts)
        if "\n" in diagnostic.message or len(diagnostic.message) > 400:
            yield f"a message that is not one line: {diagnostic.message!r}"
    render_diagnostics(diagnostics, texts)


def misplaced(diagnostic: Diagnostic, texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the place that a diagnostic names."""
    span = diagnostic.span
    text = texts.get(span.path)
    if text is None:
        if span.path != PACK:
            yield f"{diagnostic.code} stands in no file: {span}"
        return
    text = text.removeprefix("\ufeff")
    is_json = span.path.endswith((".json", ".jsonl"))  # where only "\n" ends a line
    lines = text.split("\n") if is_json else text.splitlines() or [""]
    if not (1 <= span.line <= len(lines) and 1 <= span.end_line <= len(lines)):
        yield f"{diagnostic.code} stands beyond the lines: {span}"
    elif not 1 <= span.column <= len(lines[span.line - 1]) + 1:
        yield f"{diagnostic.code} stands beyond its line: {span}"
    elif not 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2:
        yield f"{diagnostic.code} ends beyond its line: {span}"
    if (span.end_line, span.end_column) <= (span.line, span.column):
        yield f"{diagnostic.code} covers nothing: {span}"


def main() -> int:
    """Load many damaged files and print what is not as promised."""
    parser = ArgumentParser(description=main.__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first file")
    asked = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    bad = 0
    for number in range(asked.seed, asked.seed + asked.files):
        rng = Random(number)
        one = damaged(pack_files() if rng.random() < 0.6 else situation_files(), rng)
        begin = time.process_time()  # its own work, whatever else the machine does
        try:
            found = list(complaints(one))
        except Exception as error:  # whatever is raised is the finding
            found = [f"raised {type(error).__name__}: {error}"]
        took = time.process_time() - begin
        slowest = max(slowest, took)
        if took > 1:
            found.append(f"took {took:.1f} s")
        for words in found:
            sys.stdout.write(f"seed {number}: {one.path} {one.how}: {words}\n")
        bad += bool(found)
        outcomes["not as promised" if found else "as promised"] += 1
    sys.stdout.write(f"{dict(outcomes)}, the slowest took {slowest:.2f} s\n")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
