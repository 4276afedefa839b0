"""A rule, fact, action or test to begin with, as text, and the place in a file where it belongs.

rules:                               rules:
  - rule: chase                        - rule: chase
    advise: chase            →           advise: chase
actions:                               - rule: mine
  chase: …                               …
                                     actions:
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.nodes import ListNode, MapNode, Node
from advisor.loading.syntax.yaml_reader import read_yaml
from advisor.recording.situation_texts import ScalarStyle, instance_lines, scalar_text

TYPES = ("yes-no", "choice", "several", "number", "date", "duration", "period", "text")
_STEP = "  "
SOON = "a rule will speak of"  # in the remarks that are taken out again once one does


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule: for which entity, when, and what follows, which is advice or else a note on an action."""

    name: str
    entity: str
    when: str
    action: str
    is_advice: bool
    unless: str | None = None

    @property
    def lines(self) -> list[str]:
        """The rule as it stands in a list."""
        head = [f"- rule: {self.name}"]
        if self.entity != ir.SITUATION:
            head.append(f"  for: {self.entity}")
        head += [
            f"  when: {scalar_text(self.when, ScalarStyle.BLOCK)}  # several conditions: a line with `- ` for each",
            f"  unless: {self.unless}"
            if self.unless
            else "  # unless: …              the exception, if there is one",
        ]
        if self.is_advice:
            return [
                *head,
                "  advise:",
                f"    action: {self.action}",
                "    due: today  # or: a date of theirs + 3 days",
                "  because: One sentence that gives the reader the reason.",
            ]
        return [
            *head,
            "  # To advise something, put `advise: its-action` and `because: The reason.` for the note.",
            "  note:",
            f"    on: [{self.action}]",
            "    say: One sentence that the reader finds below this advice.",
        ]


def fact_lines(name: str, type_: str, question: str | None = None) -> list[str]:
    """A fact as it stands among those of its entity; without a question, its name is asked for."""
    question = question or f"{name.replace('_', ' ').capitalize()}?"
    lines = [
        f"{name}:  # advisor: ignore ADV513 because {SOON} it soon",
        f"  type: {type_}",
        f"  ask: {scalar_text(question, ScalarStyle.BLOCK)}  # the question, as you would ask a person",
    ]
    if type_ in ("choice", "several"):
        lines += [
            "  choices:  # a name for rules, and words for the reader",
            "    this_one: The one answer",
            "    other_one: The other answer",
        ]
    elif type_ == "number":
        lines.append("  min: 0")
    elif type_ == "date":
        lines.append("  looks: back  # a day on which something happened; `ahead` for one to come")
    return lines


def action_lines(name: str, fact: str) -> list[str]:
    """An action as it stands under `actions`, which makes a fact true."""
    title = name.replace("-", " ").capitalize()
    return [
        f"{name}:  # advisor: ignore ADV514 because {SOON} it soon",
        f"  title: {title}  # what to do, in a few words; {{fact}} may stand there",
        "  kind: do  # or: wait, avoid, know",
        "  # importance: high",
        f"  done: {{{fact}: yes}}  # what is different once it is done, so that the advice goes away",
    ]


def test_lines(
    name: str, pack: ir.Pack, situation: ir.Situation, expected: Sequence[str]
) -> list[str]:
    """A test with a situation like this one; `expected` are the lines below it."""
    day = situation.today
    facts = list(instance_lines(pack, situation.root))
    return [
        f"- test: {scalar_text(name, ScalarStyle.BLOCK)}",
        "  situation:",
        *([f"    today: {ir.iso_date(day)}"] if day is not None else []),
        *(f"    {line}" if line else "" for line in facts),
        *(f"  {line}" for line in expected),
    ]


def without_code(line: str, code: str) -> str:
    """The line whose remark ignores this code no more, and without the remark where it ignores nothing else."""
    rest = re.sub(rf"{code},? *|, *{code}(?=\b)", "", line, count=1)
    return re.sub(r" *# advisor: ignore because .*", "", rest) if "ignore because" in rest else rest


def home_of(texts: Mapping[str, str], path: Sequence[str]) -> str | None:
    """The last file in which something stands under these keys, as a block; None where there is none."""
    found = [file for file, text in texts.items() if with_block(text, path, ["x"]) is not None]
    return found[-1] if found else None


def with_block(text: str, path: Sequence[str], lines: Sequence[str]) -> str | None:
    """The text with the lines behind what stands under these keys; None where no block stands there.

    Shape: `path` is such as ("rules",) or ("entities", "application", "facts"); nothing else changes.
    """
    found = [node for node in _all_at(text, path) if _indent_of(node) is not None]
    if not found:
        return None
    node, indent = found[-1], _indent_of(found[-1])
    written = text.splitlines(keepends=True)
    last = node.span.line - 1
    for number in range(last, len(written)):
        bare = written[number].strip()
        depth = len(written[number]) - len(written[number].lstrip(" "))
        is_behind = depth == indent and isinstance(node, ListNode) and not bare.startswith("-")
        is_outside = depth < (indent or 0) or is_behind or bare in ("---", "...")
        if bare and not bare.startswith("#") and is_outside:
            break
        if bare and not bare.startswith("#"):
            last = number
    end = "\r\n" if written[last].endswith("\r\n") else "\n"
    if not written[last].endswith("\n"):
        written[last] += end
    own = [f"{' ' * (indent or 0)}{line}{end}" if line else end for line in lines]
    gap = [end] if _has_gaps(written, node) else []
    return "".join([*written[: last + 1], *gap, *own, *written[last + 1 :]])


def _all_at(text: str, path: Sequence[str]) -> list[Node]:
    nodes: list[Node] = [node for node in read_yaml(text, "").documents if node is not None]
    for key in path:
        inside = [node.get(key) for node in nodes if isinstance(node, MapNode)]
        nodes = [node for node in inside if node is not None]
    return nodes


def _indent_of(node: Node) -> int | None:
    """How far its entries stand to the right; None where there are none, or in brackets."""
    match node:
        case MapNode(entries=((key, _), *_), is_flow=False):
            return key.span.column - 1
        case ListNode(items=(first, *_), is_flow=False):
            return _dash_of(first)
        case _:
            return None


def _dash_of(item: Node) -> int | None:
    """Where the dash of an item stands: two characters before its first key."""
    if isinstance(item, MapNode) and item.entries:
        return item.span.column - 3
    return None


def _has_gaps(lines: Sequence[str], node: Node) -> bool:
    """Whether empty lines stand between its entries."""
    starts = (
        [key.span.line for key, _ in node.entries]
        if isinstance(node, MapNode)
        else [item.span.line for item in node.items]
        if isinstance(node, ListNode)
        else []
    )
    if len(starts) < 2:
        return len(starts) == 1 and isinstance(node, ListNode)
    return any(not line.strip() for line in lines[starts[-2] - 1 : starts[-1] - 1])


def new_file(name: str, path: Sequence[str], lines: Sequence[str]) -> str:
    """A file that holds nothing but these lines under these keys."""
    written = [f"# {PurePath(name).stem.replace('-', ' ').replace('_', ' ').capitalize()}."]
    for depth, key in enumerate(path):
        written.append(f"{_STEP * depth}{key}:")
    return "".join(
        f"{line}\n" for line in (*written, *(f"{_STEP * len(path)}{one}".rstrip() for one in lines))
    )
