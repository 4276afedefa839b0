"""When a column has been read for the last time, so that its memory can serve the next ones.

Memory that was just used is still in the processor's cache. What is dropped too early, because a
step was skipped at run time, is worked out again when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from advisor.backends.columnar.aggregates import Over
from advisor.backends.columnar.block import Node
from advisor.backends.columnar.nodes import ScalarNode
from advisor.backends.columnar.settling import (
    AdviceStep,
    Conclusion,
    ConditionStep,
    FactStep,
    Step,
)


def last_reads(steps: Sequence[Step], kept: Iterable[Node]) -> tuple[tuple[int, ...], ...]:
    """For each step, the slots of the columns that nothing reads after it; never those `kept`."""
    last: dict[int, int] = {}
    done: set[int] = set()

    def settle(top: Node, number: int) -> None:
        last[top.slot] = number
        stack = [top]
        while stack:
            node = stack.pop()
            if node.slot in done:
                continue
            done.add(node.slot)
            for operand in operands(node):
                last[operand.slot] = number
                stack.append(operand)

    for number, step in enumerate(steps):
        for node in _read_by(step):
            settle(node, number)
    for node in kept:
        settle(node, len(steps))
    dropped: list[list[int]] = [[] for _ in range(len(steps) + 1)]
    for slot, number in last.items():
        dropped[number].append(slot)
    return tuple(map(tuple, dropped[:-1]))


def operands(node: Node) -> Iterator[Node]:
    """The nodes that a node reads, but for literals, which cost nothing."""
    for name in type(node).__match_args__:  # type: ignore[attr-defined]  # every node is a dataclass
        yield from _nodes_in(getattr(node, name))


def _nodes_in(part: Any) -> Iterator[Node]:
    if isinstance(part, tuple):
        for inner in part:
            yield from _nodes_in(inner)
    elif isinstance(part, Conclusion):
        yield part.fired
        yield from _nodes_in(part.value)
    elif isinstance(part, Over):
        if part.filter is not None:
            yield part.filter
    elif hasattr(part, "slot") and not isinstance(part, ScalarNode):
        yield part


def _read_by(step: Step) -> Iterator[Node]:
    match step:
        case ConditionStep(condition=condition):
            yield condition
        case FactStep(conclusions=conclusions, default=default):
            yield from _nodes_in((*conclusions, default))
        case AdviceStep(fired=fired, start=start, due=due):
            yield from _nodes_in((fired, start, due))
