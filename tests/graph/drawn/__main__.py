"""Holds `advisor graph -f dot` and `-f mermaid` to Graphviz and Mermaid themselves (`make drawing-check`).

The packs that we ship, whole and around each of their actions, each example, and a situation full of odd names: both
programs must read the nodes, arrows and words that our graph has, and what Mermaid draws must show these words and no
others. Mermaid comes from npm into a folder that is gone afterwards, and draws in headless Chromium.
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from advisor import api
from advisor.backends.advising import Advisor
from advisor.graph.highlights import Highlights, highlights_of
from advisor.graph.languages import MERMAID_MOST, graph_dot, graph_mermaid
from advisor.graph.model import ArrowKind, GraphNode, RuleGraph, graph_of
from advisor.ir import Program, Situation
from advisor.loading.declarations.situations import case_of
from advisor.rendering.layout import plain_text
from tests.foreign_programs import BROWSERS, PUPPETEER, npm_folder, program
from tests.shop_pack import shop

ROOT = Path(__file__).parents[3]
PACKS = (ROOT / "rules" / "post-interview", ROOT / "examples" / "packs" / "returns-desk")
MERMAID = "mermaid@11.12.0"
DRAWN_MOST = 200  # arrows; larger ones are only read
ODD = (
    "1. FC Nord", "2) second", "- none -", "* star", "+ plus", "# head", "> quote", "---", "end", "graph",
    "**bold** and _thin_", "[here](https://example.org)", "https://example.org", "{{ braces }}", "{a: b}",
    '"quoted"', "it's", "`code`", "a|b|c", "%% remark", "%%{init: {}}%%", ":::rule", "a --> b", "#35; #quot;",
    "&amp; &lt;", "<b>b</b><br>c", "<script>alert(1)</script>", "$$x^2$$", "fa:fa-bell", "~~gone~~", "\\N \\l \\",
    "a;b", "n0", "Ärger ☎ 株式会社", "x " * 200, "    four spaces", "|", "!", "@{ shape: x }", "a_b_c", "2*3*4",
)  # fmt: skip
ARROW_LABELS = {
    ArrowKind.NOTES: "note",
    ArrowKind.INSTEAD_OF: "instead of",
    ArrowKind.OVERRIDES: "overrides",
    ArrowKind.SILENCES: "silences",
}

Drawn = tuple[str, RuleGraph, Highlights | None]


def drawings() -> Iterator[Drawn]:
    """Name, graph and what stands out in it."""
    for path in PACKS:
        pack = api.load_pack(path, with_tests=False)
        whole = graph_of(pack)
        yield path.name, whole, None
        for action in pack.pack.actions:
            yield f"{path.name} around {action}", whole.around([f"action:{action}"], 1), None
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        pack = api.load_pack(api.pack_for(path), with_tests=False)
        for case in api.load_cases(path, pack).cases:
            yield path.name, *_on(pack, case.situation)
    for number, name in enumerate(ODD):
        odd, _ = shop(pack=('title: A "shop" & more', f"title: {json.dumps(name)}"))
        data = {"today": "2026-11-24", "orders": [{"buyer": name, "sent_on": "2026-11-01"}]}
        yield f"odd name {number}: {name[:40]}", *_on(odd, case_of(data, odd.pack).situation)


def _on(rules: Program, situation: Situation) -> tuple[RuleGraph, Highlights]:
    whole = graph_of(rules)
    decision = Advisor(rules, "oracle").advise(situation, questions=False)
    found = highlights_of(whole, rules.pack, situation.root, decision)
    return found.part_of(whole), found


def lines_of(node: GraphNode, highlights: Highlights | None) -> list[str]:
    """What a node says."""
    told = highlights.told.get(node.id) if highlights is not None else None
    return [node.name, *([" ".join(plain_text(told).split())] if told else [])]


def wanted_of_mermaid(name: str, graph: RuleGraph, highlights: Highlights | None) -> str:
    """What `read.mjs` is to find, and the text in which it is to find it."""
    ids = {id: f"n{number}" for number, id in enumerate(graph.nodes)}
    return json.dumps({
        "name": name,
        "text": graph_mermaid(graph, highlights),
        "isDrawn": len(graph.arrows) <= DRAWN_MOST,
        "title": " ".join(plain_text(graph.title).split()),
        "labels": {ids[id]: lines_of(node, highlights) for id, node in graph.nodes.items()},
        "arrows": [
            [ids[a.source], ids[a.target], ARROW_LABELS.get(a.kind, "")] for a in graph.arrows
        ],
    })  # fmt: skip


def wrong_in_dot(dot: str, graph: RuleGraph, highlights: Highlights | None) -> str:
    """What Graphviz reads other than our graph has it; "" for nothing. Labels are those in its own drawing."""
    text = graph_dot(graph, highlights)
    # Of thousands of arrows only the words are looked at, and a layout by layers would take minutes.
    layout = "dot" if len(graph.arrows) <= MERMAID_MOST else "osage"
    command = [dot, f"-K{layout}", "-Gsplines=line", "-Tsvg"]
    ran = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if ran.returncode or ran.stderr:
        return ran.stderr.strip() or f"exit status {ran.returncode}"
    svg = "{http://www.w3.org/2000/svg}"
    drawn: dict[str, list[list[str]]] = {"node": [], "edge": []}
    for group in ElementTree.fromstring(ran.stdout).iter(f"{svg}g"):
        if group.get("class") in drawn:
            title = group.findtext(f"{svg}title") or ""
            words = ["".join(one.itertext()) for one in group.iter(f"{svg}text")]
            drawn[group.get("class", "")].append([title, *words])
    nodes = [[id, *lines_of(node, highlights)] for id, node in graph.nodes.items()]
    arrows = [
        [f"{a.source}->{a.target}", *filter(None, [ARROW_LABELS.get(a.kind)])] for a in graph.arrows
    ]
    for kind, wanted in (("node", nodes), ("edge", arrows)):
        found = sorted(
            [" ".join(part.replace("\xa0", " ").split()) for part in one] for one in drawn[kind]
        )
        if found != sorted(wanted):
            odd = [one for one in found if one not in wanted]
            missed = [one for one in wanted if one not in found]
            return f"{kind}s: {odd[:3]} instead of {missed[:3]}"
    return ""


def main() -> int:
    """Run the checks; what they cannot be run with is said in a sentence."""
    dot, browser, node = program("dot"), program(*BROWSERS), program("node")
    failures = 0
    with npm_folder(MERMAID, PUPPETEER) as folder:
        files = []
        for number, drawn in enumerate(drawings()):
            if wrong := wrong_in_dot(dot, *drawn[1:]):
                failures += 1
                print(f"FAILED {drawn[0]} in Graphviz\n  {wrong}")
            file = folder / f"{number}.json"
            file.write_text(wanted_of_mermaid(*drawn), encoding="utf-8")
            files.append(str(file))
        print(f"{len(files)} drawings read and drawn by Graphviz: {failures} failed")
        command = [node, str(Path(__file__).parent / "read.mjs"), browser, *files]
        ran = subprocess.run(command, cwd=folder, check=False)
    return 1 if failures or ran.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
