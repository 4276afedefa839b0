"""Another name for what is named at a place: all edits, in all files that an editor can reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from advisor import ir
from advisor.api.reading import situation_format
from advisor.editor.open_files import OpenFiles, OpenPack, find_folder, seems_a_situation
from advisor.loading.syntax.files import (
    PACK_FILE,
    pack_folder,
    read_layers,
    read_text_file,
    situation_files,
)
from advisor.renaming.edits import Renamed, rename_named
from advisor.renaming.reading import SituationText, Workspace, read
from advisor.renaming.targets import RefusedName, refusal_of_name


def rename_everywhere(
    open_files: OpenFiles,
    pack: OpenPack,
    of: ir.Symbol,
    new: str,
    opened: Mapping[Path, str],
    roots: Iterable[Path],
) -> Renamed | RefusedName:
    """The edits in the pack, in layers over it and in situations told by it, open or in the folders `roots`."""
    layers = []
    situations: dict[Path, str] = {}
    folders = [
        folder for root in roots for folder in sorted(p.parent for p in root.rglob(PACK_FILE))
    ]
    for folder in dict.fromkeys(folders):
        stack, _ = read_layers(folder, find_folder, opened)
        if folder != pack.folder and any(Path(one.folder) == pack.folder for one in stack[:-1]):
            layers.append(stack)
    for file in (*opened, *situation_files(roots)):
        if file in situations or pack_folder(file) is not None:
            continue
        text = opened[file] if file in opened else read_text_file(file)[0]
        if text is None or pack.last_good is None or open_files.pack_of(file, text) is not pack:
            continue
        if seems_a_situation(file, text, pack.last_good.pack):
            situations[file] = text
    workspace = Workspace(
        read_layers(pack.folder, find_folder, opened)[0],
        tuple(layers),
        tuple(
            SituationText(str(file), text, situation_format(file), str(pack.folder))
            for file, text in situations.items()
        ),
    )
    before = read(workspace)
    if before.broken:
        return RefusedName("only what has no mistakes can be renamed safely", None, before.broken)
    refusal = refusal_of_name(of, new, before.uses)
    return refusal if refusal is not None else rename_named(workspace, before, of, new)
