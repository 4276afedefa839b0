"""Tables as they are written, for those who write them elsewhere or anew; nothing is checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from advisor.loading.declarations.fields import NodeReader
from advisor.loading.declarations.tables import RawTable, outline_tables
from advisor.loading.syntax.nodes import ListNode, MapNode, Node
from advisor.loading.syntax.table_files import SUFFIXES, read_table_file
from advisor.loading.syntax.yaml_reader import read_yaml


def written_tables(texts: Mapping[str, str]) -> dict[str, RawTable]:
    """All tables of these files by name, the first where one stands twice.

    Shape: `texts` maps paths to texts, as `read_pack_files` gives them.
    """
    sections: list[ListNode] = []
    for path, text in texts.items():
        suffix = PurePath(path).suffix
        if suffix in SUFFIXES:
            found: list[Node | None] = list(read_table_file(text, path).documents)
        elif suffix == ".yaml":
            documents = read_yaml(text, path).documents
            found = [d.get("tables") for d in documents if isinstance(d, MapNode)]
        else:
            continue
        sections += [node for node in found if isinstance(node, ListNode)]
    return outline_tables(sections, {}, NodeReader())
