"""Graphs of packs: what hangs together with what, parts of it, and what came to bear."""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest

from advisor import api
from advisor.backends.advising import Advisor
from advisor.graph.highlights import Highlights, highlights_of
from advisor.graph.languages import graph_dot, graph_mermaid
from advisor.graph.layers import arrange, levels_of
from advisor.graph.model import ArrowKind, RuleGraph, graph_of
from advisor.graph.svg import graph_svg, graph_words
from advisor.loading.declarations.situations import case_of
from tests.shop_pack import program, shop

SITUATION = {
    "today": "2026-11-24",
    "closed": True,
    "orders": [{"buyer": "Ann", "sent_on": "2026-11-01", "state": "good", "price": 12}],
}
ARROWS = """\
fact:situation.closed READS rule:write-to-them
fact:situation.closed READS rule:nothing-on-holidays
fact:situation.signs READS rule:write-to-them
fact:order.sent_on DEFAULTS fact:order.due_on
fact:order.asked_on READS rule:write-to-them
fact:order.state READS table:fees
fact:order.price READS table:fees
fact:order.paid READS rule:not-when-paid
fact:order.is_late READS rule:write-to-them
fact:order.is_late READS rule:wait-for-it
fact:order.due_on READS rule:late-after-a-week
parameter:patience DEFAULTS fact:order.due_on
rule:late-after-a-week CONCLUDES fact:order.is_late
rule:write-to-them ADVISES action:write
rule:write-to-them NOTES action:write
rule:not-when-paid OVERRIDES rule:write-to-them
rule:nothing-on-holidays SILENCES action:wait
rule:wait-for-it ADVISES action:wait
table:fees CONCLUDES fact:order.fee
"""


def whole() -> RuleGraph:
    return graph_of(program())


def test_a_graph_has_an_arrow_for_everything_that_one_part_does_for_another() -> None:
    found = [f"{a.source} {a.kind.name} {a.target}" for a in whole().arrows]
    assert sorted(found) == sorted(ARROWS.splitlines())


def test_rows_of_a_table_and_choices_of_several_are_one_node_each() -> None:
    ids = list(whole().nodes)
    assert [id for id in ids if "fees" in id or "signs" in id] == [
        "fact:situation.signs",
        "table:fees",
    ]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("write", ["action:write"]),
        ("state", ["fact:order.state"]),
        ("order.state", ["fact:order.state"]),
        ("rule:not-when-paid", ["rule:not-when-paid"]),
        ("patience", ["parameter:patience"]),
        ("stat", []),
    ],
)
def test_a_name_stands_for_what_is_called_so(name: str, ids: list[str]) -> None:
    assert list(whole().named(name)) == ids


@pytest.mark.parametrize(
    ("centre", "depth", "names"),
    [
        ("fact:order.due_on", 1, "sent_on due_on patience late-after-a-week"),
        ("fact:order.due_on", 2, "sent_on is_late due_on patience late-after-a-week"),
        ("action:wait", 1, "nothing-on-holidays wait-for-it wait"),
        ("fact:order.buyer", 3, "buyer"),
    ],
)
def test_around_something_stands_what_leads_to_it_and_what_follows(
    centre: str, depth: int, names: str
) -> None:
    part = whole().around([centre], depth)
    assert [node.name for node in part.nodes.values()] == names.split()


def test_everything_stands_right_of_what_it_rests_on_and_nothing_on_anything_else() -> None:
    for program_ in (program(), api.load_pack("rules/post-interview", with_tests=False)):
        graph = graph_of(program_)
        levels = levels_of(graph)
        assert all(levels[a.source] < levels[a.target] for a in graph.arrows)
        sizes = {id: (90 + len(id), 40) for id in graph.nodes}
        layout = arrange(graph, sizes)
        by_column: dict[int, list[tuple[int, int]]] = {}
        for place in layout.places.values():
            by_column.setdefault(place.left, []).append((place.top, place.top + place.height))
            assert place.left + place.width <= layout.width
            assert 0 <= place.top <= layout.height - place.height
        for spans in by_column.values():
            spans.sort()
            assert all(one[1] < other[0] for one, other in pairwise(spans))
        assert arrange(graph_of(program_), sizes) == layout


def test_lines_that_cross_without_need_are_untangled() -> None:
    part = whole().only(
        [id for id in whole().nodes if "order.p" in id or "order.s" in id or id[0] in "rt"]
    )
    layout = arrange(part, dict.fromkeys(part.nodes, (100, 30)))
    sent, paid = (layout.places[f"fact:order.{name}"].top for name in ("state", "paid"))
    fees, rule = layout.places["table:fees"].top, layout.places["rule:not-when-paid"].top
    assert (sent < paid) == (fees < rule)


def decided() -> tuple[RuleGraph, Highlights]:
    advisor = Advisor(program(), "oracle")
    case = case_of(SITUATION, program().pack)
    decision = advisor.advise(case.situation, questions=False)
    graph = whole()
    return graph, highlights_of(graph, program().pack, case.situation.root, decision)


def test_what_came_to_bear_is_told_with_its_values() -> None:
    _, found = decided()
    assert dict(found.told) == {
        "fact:situation.closed": "yes",
        "fact:order.sent_on": "Ann: Sun 1 Nov",
        "fact:order.state": "Ann: Good",
        "fact:order.price": "Ann: 12",
        "fact:order.asked_on": "Ann: not given",
        "fact:order.is_late": "Ann: yes",
        "fact:order.due_on": "Ann: Sun 8 Nov",
        "fact:order.fee": "Ann: 0",
        "rule:late-after-a-week": "Ann",
        "rule:write-to-them": "Ann",
        "rule:nothing-on-holidays": "fired",
        "table:fees": "Ann",
        "action:write": "Write to Ann",
        "action:wait": "",
    }


def test_a_part_of_what_came_to_bear_leaves_out_what_led_to_no_advice() -> None:
    graph, found = decided()
    part = found.part_of(graph)
    assert "table:fees" not in part.nodes
    assert {"rule:write-to-them", "fact:order.sent_on", "action:write"} <= set(part.nodes)


def test_a_rule_that_did_not_fire_and_what_it_reads_do_not_count() -> None:
    _, found = decided()
    kinds = {(a.source, a.kind) for a in found.arrows}
    assert ("rule:not-when-paid", ArrowKind.OVERRIDES) not in kinds
    assert ("rule:nothing-on-holidays", ArrowKind.SILENCES) in kinds


@pytest.mark.parametrize("is_on", [False, True])
def test_a_drawing_is_well_formed_and_tells_itself_in_words(is_on: bool) -> None:
    graph, found = decided()
    text = graph_svg(graph, found if is_on else None)
    tree = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    assert tree.findtext(f"{name}title") == 'A "shop" & more'
    assert "Rule not-when-paid overrides write-to-them." in (tree.findtext(f"{name}desc") or "")
    paths = [p for p in tree.iter(f"{name}path") if "edge" in p.get("class", "")]
    strong = [p for p in paths if "strong" in p.get("class", "")]
    assert bool(strong) is is_on
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_graph_in_words_has_a_sentence_for_each_node_that_does_something() -> None:
    words = graph_words(whole().around(["action:wait"], 1))
    assert words == ("Rule nothing-on-holidays silences wait. Rule wait-for-it advises wait.")


def hostile() -> RuleGraph:
    title = ('title: A "shop" & more', "title: 'a \"b\" \\N {c} ]; end # d'")
    action = ("{title: Wait, kind: wait}", "{title: 'a \"b\" <script> \\N `x` ; -->', kind: wait}")
    return graph_of(shop(pack=title, rest=action)[0])


def test_dot_is_read_by_a_program_that_is_not_ours() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it asks of its own parser is deprecated there
        pydot = pytest.importorskip("pydot")
    graph, found = decided()
    for drawn, on in ((graph, None), (graph, found), (hostile(), None)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            [read] = pydot.graph_from_dot_data(graph_dot(drawn, on))
        nodes = {n.get_name().strip('"') for n in read.get_nodes()} - {"node", "edge", "graph"}
        assert nodes == set(drawn.nodes)
        ends = [
            (e.get_source().strip('"'), e.get_destination().strip('"')) for e in read.get_edges()
        ]
        assert ends == [(a.source, a.target) for a in drawn.arrows]


def test_names_and_titles_cannot_break_out_of_dot_and_mermaid() -> None:
    dot, mermaid = graph_dot(hostile()), graph_mermaid(hostile())
    assert r'label="a \"b\" \\N {c} ]; end # d"' in dot
    assert "accTitle: a #34;b#34; #92;#8203;N #123;c#125; #93;#59; end #35; d\n" in mermaid
    inside = re.findall(r'"([^"\n]*)"', mermaid.split("\n", 2)[2])
    assert not any(letter in words for words in inside for letter in "<`\\")


@pytest.mark.parametrize(
    ("title", "dot", "mermaid"),
    [
        ("AT&amp;T", "AT&amp;amp;T", "AT#38;amp#59;T"),
        ("answer_by: yes", "answer_by: yes", "answer_by: yes"),
        ("2*3 _so_", "2*3 _so_", "2#8203;#42;3 #8203;#95;so#8203;#95;"),
        ("$$x$$", "$$x$$", "#36;#8203;#36;#8203;x#36;#8203;#36;#8203;"),
        ("fa:fa-bell", "fa:fa-bell", "fa#58;#8203;fa-bell"),
        ("%%{init: {}}%%", "%%{init: {}}%%", "#37;#37;#123;init: #123;#125;#125;#37;#37;"),
        ("Ärger ☎", "Ärger ☎", "Ärger ☎"),
    ],
)
def test_what_means_something_to_graphviz_or_mermaid_is_shown_as_it_stands(
    title: str, dot: str, mermaid: str
) -> None:
    graph = graph_of(shop(pack=('title: A "shop" & more', f"title: '{title}'"))[0])
    assert f'label="{dot}", fontname' in graph_dot(graph)
    assert f"  accTitle: {mermaid}\n" in graph_mermaid(graph)


def test_mermaid_marks_what_counts() -> None:
    graph, found = decided()
    text = graph_mermaid(graph, found)
    lines = text.splitlines()
    number = list(graph.nodes).index("rule:write-to-them")
    assert f'  n{number}{{{{"write-to-them<br>Ann"}}}}:::rule' in lines
    assert any(line.startswith("  linkStyle ") for line in lines)
    assert f"n{number}" in next(line for line in lines if line.endswith(" strong"))
