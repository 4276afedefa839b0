"""Pages of packs: whole, the same every time, with links that lead somewhere, and no network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import join, normpath

import pytest

from advisor import api
from advisor.handbook.site import site_files
from advisor.loading.declarations.packs import load_pack_texts
from tests.shop_pack import shop


@cache
def site(name: str) -> Mapping[str, bytes]:
    if name == "shop":
        program, texts = shop()
        loaded = load_pack_texts(texts, "shop")
        assert loaded.pack is not None
        return site_files(
            replace(program, pack=replace(program.pack, tests=loaded.pack.tests)), texts
        )
    report = api.check_pack(name)
    assert report.program is not None
    return site_files(report.program, report.texts)


class Page(HTMLParser):
    """What a page leads to, and what can be led to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page(name: str, path: str) -> Page:
    return Page(site(name)[path].decode())


@pytest.mark.parametrize("name", ["shop", "examples/packs/returns-desk"])
def test_every_link_leads_to_something_that_is_there(name: str) -> None:
    files = site(name)
    pages = {path: Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
    for path, found in pages.items():
        assert len(found.ids) == len(set(found.ids)), path
        for link in found.links:
            target, _, anchor = link.partition("#")
            aim = normpath(join(PurePosixPath(path).parent.as_posix(), target)) if target else path
            assert aim in files, f"{path}: {link}"
            assert not anchor or anchor in pages[aim].ids, f"{path}: {link}"


@pytest.mark.parametrize("name", ["shop", "examples/packs/returns-desk"])
def test_nothing_is_asked_of_a_network(name: str) -> None:
    for path, data in site(name).items():
        text = data.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", text), path


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert site.__wrapped__("shop") == site("shop")


def test_a_rule_stands_there_with_its_reason_source_and_tests() -> None:
    text = page("shop", "rules/write-to-them.html").text
    for words in (
        "They want to know.",
        "For each order",
        "the order of buyer is late",
        "Unless “When did buyer ask?” is answered",
        "the advice is: Write to buyer, by today + 2 days",
        "this is added: “Be kind.” – to Write to buyer",
        "Source: The guide: Fees",
        "Where one of these applies, this rule does not Not when paid",
        "It applies in 1 test whoever waits too long is written to",
        "It does not apply in 1 test whoever has paid is not",
        "As it is written (rules.yaml, line 8)",
        "unless: asked_on is given",
    ):
        assert words in text, words


@pytest.mark.parametrize("name", ["shop", "examples/packs/returns-desk"])
def test_one_page_has_all_rules_in_words(name: str) -> None:
    every = page(name, "rules.html")
    own = [path for path in site(name) if path.startswith(("rules/", "tables/"))]
    assert sorted(link for link in every.links if link in own) == sorted(own)
    assert "rules.html" in page(name, "index.html").links
    if name == "shop":
        for words in ("For each order", "the advice is: Write to buyer", "Source: The guide: Fees", "A table with 2 rows"):  # fmt: skip
            assert words in every.text, words


def test_of_many_tests_twenty_are_named_the_most_telling_first() -> None:
    program, texts = shop()
    many = "".join(
        f"  - test: nobody {n} has paid\n    situation: {{today: 2026-11-22, orders: [{{buyer: B{n}}}]}}\n    expect: []\n"
        for n in range(40)
    )
    loaded = load_pack_texts({**texts, "many_test.yaml": f"tests:\n{many}"}, "shop")
    assert loaded.pack is not None
    files = site_files(replace(program, pack=replace(program.pack, tests=loaded.pack.tests)), texts)
    found = Page(files["rules/not-when-paid.html"].decode())
    named = [link for link in found.links if "/tests/" in link]
    assert len([link for link in named if "many_test" in link]) <= 20 < 40
    _, silent = found.text.split("It does not apply in ", 1)
    count = int(silent.split(" ", 1)[0])
    assert count >= 40
    assert f"{count - 20} others are not named." in silent


def test_a_letter_stands_there_as_it_comes_out_in_a_test_and_as_it_is_written() -> None:
    data = site("shop")["actions/write.html"].decode()
    assert "Dear Ann, &lt;b&gt;it&lt;/b&gt; was 12." in data
    assert "Dear {{ buyer }}, &lt;b&gt;" in data


def test_facts_tables_and_numbers_have_what_is_declared_of_them() -> None:
    fact = page("shop", "facts/order.state.html").text
    assert "What do they think?" in fact and "Goodgood" in fact and "Not goodpoor" in fact
    table = page("shop", "tables/fees.html").text
    assert "Where several rows hold, the topmost counts." in table
    assert "RowstatepricefeeTests 1good>= 1001 2--21" in table
    assert (
        "How long it may take 1 week patience Used in 1 place"
        in page("shop", "parameters.html").text
    )


def test_what_begins_with_a_gap_stands_under_the_letter_of_its_name() -> None:
    files = site_files(*shop(rest=('"Write to {buyer}"', '"{buyer} gets a letter"')))
    _, letter = files["a-z.html"].decode().split('<h2 id="letter-B">', 1)
    words = " ".join(re.sub("<[^>]*>", "", letter.split("<h2", 1)[0]).split())
    assert words == "B Buyer, fact buyer gets a letter, action"


def test_the_first_page_escapes_what_an_author_wrote() -> None:
    assert "<h1>A &#34;shop&#34; &amp; more</h1>" in site("shop")["index.html"].decode()


@pytest.mark.beside_coverage
def test_a_layer_shows_what_is_its_own_and_what_it_changes() -> None:
    name = "examples/layers/careers-service"
    text = page(name, "index.html").text
    assert "What is ours, over post-interview" in text
    assert "Added rule: Talk to an adviser before answering" in text
    assert re.search(
        r"Changed parameter: Late thanks are still welcome for\s*value: 30 days 3 weeks", text
    )
    assert (
        'class="tag own">careers-service'
        in site(name)["rules/talk-to-an-adviser-before-answering.html"].decode()
    )
    assert (
        'class="tag">post-interview' in site(name)["rules/tell-the-pending-employer.html"].decode()
    )


def test_the_files_do_not_say_where_the_pack_lies() -> None:
    assert all(b"shop/" not in data for data in site("shop").values())
