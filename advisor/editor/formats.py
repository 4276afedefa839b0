"""A file in the one layout, where that is possible."""

from __future__ import annotations

from pathlib import Path

from advisor.editor.desk import OpenPack
from advisor.formatting.proving import LaidOut, lay_out_pack, lay_out_situations


def laid_out(path: Path, text: str, pack: OpenPack, is_in_pack: bool) -> LaidOut:
    """The file before and after; `refused` says why it stays as it is."""
    if is_in_pack:
        if pack.report is None or pack.report.program is None:
            return LaidOut(str(path), text, text, "the rules have mistakes")
        *below, top = pack.layers
        return lay_out_pack(top, below, [str(path)])[0]
    if pack.report is None or pack.report.program is None:
        return LaidOut(str(path), text, text, "its rules have mistakes")
    return lay_out_situations(text, str(path), pack.report.program.pack)
