"""What must not change between a run and its continuation."""

from __future__ import annotations

import hashlib

from advisor.batch.work_folder import FORMAT
from advisor.diagnostics.version import VERSION
from advisor.ir.packs import Program
from advisor.rendering.words import iso_date


def manifest_of(
    program: Program,
    day: int,
    is_fixed: bool,
    fingerprint: dict[str, object],
    output: str,
    engine: str,
) -> dict[str, object]:
    """Digests of all that the output depends on, by what people call it."""
    pack = program.pack
    digest = hashlib.sha256(repr((pack, program.layers)).encode()).hexdigest()
    return {
        "the version of advisor": f"{VERSION} ({FORMAT})",
        "the rules": digest,
        "the parameters": dict(sorted(program.parameters.items())),
        "the date": [iso_date(day), is_fixed],
        "the input": fingerprint,
        "the form of the output": output,
        "the engine": engine,
    }


def day_of(manifest: dict[str, object]) -> tuple[str, bool] | None:
    """The date in a manifest and whether it was asked for; None where it says none."""
    found = manifest.get("the date")
    if isinstance(found, list) and len(found) == 2:
        return str(found[0]), bool(found[1])
    return None
