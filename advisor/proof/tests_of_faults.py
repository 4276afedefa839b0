"""Tests in which the faults of a pack are seen, added to a file of tests."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.proof.faults import PackFault
from advisor.proof.proving import PackProof
from advisor.recording.situation_texts import ScalarStyle, instance_lines, scalar_text


def with_tests(text: str, proof: PackProof) -> tuple[str, int]:
    """The text of a file of tests with one more for each fault that can be seen; and how many came in.

    One that stands there already under its name is left as it is.
    """
    parts, count = [text.rstrip("\n") + "\n" if text.strip() else "tests:\n"], 0
    if text.strip() and not text.startswith("tests:") and "\ntests:" not in text:
        parts.append("tests:\n")
    for fault in proof.faults:
        if fault.root is None or not fault.expects:
            continue
        lines = list(_lines(proof, fault))
        if lines[1] in text.split("\n"):
            continue
        parts += (f"{line}\n" for line in lines)
        count += 1
    return "".join(parts), count


def _lines(proof: PackProof, fault: PackFault) -> Iterator[str]:
    found = fault.diagnostic
    name = found.message.replace("`", "")
    assert fault.root is not None  # INVARIANT: only such are written
    yield f"  # {found.code}, found by a proof: say what is right in this situation."
    yield f"  - test: {scalar_text(name, ScalarStyle.BLOCK)}"
    yield "    situation:"
    yield f"      today: {ir.iso_date(fault.today)}"
    yield from (f"      {line}" for line in instance_lines(proof.pack, fault.root))
    yield from (f"    {line}" for line in fault.expects)
