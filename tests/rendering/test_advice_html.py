"""The page of advice, read by a parser of HTML that is not ours; a real browser looks at it in `make page-check`."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.ir import Decision, DecisionError
from advisor.rendering.advice_html import letter_on_page, render_html
from advisor.rendering.advice_outline import outline_of
from advisor.rendering.advice_page import Commands
from advisor.rendering.drafts import Draft, MissingFact
from advisor.rendering.layout import plain_text
from tests.rendering.made import action, day, decision, pack, piece
from tests.rendering.test_advice_text import ANSWER, ASSUMED, AVOID, CHASE, THANK, question

PACK = pack(actions={name: action(name) for name in ("thank", "chase", "answer", "avoid")})
LETTER = Draft(
    "To: a@acme.example\nSubject: How <things> stand\n\nDear Acme,\n\nPlease & thanks.\n\nKind regards\n[name?]\n",
    (MissingFact("situation", "name", "", "", "What is your name?"),),
    (MissingFact("application", "role", "applications[0]", "Acme", "What is the job called?"),),
    "On the phone",
    "- Ask for Acme.\n- Thank them.\n",
)
VOID = {"meta", "br", "img", "link", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[Element] = field(default_factory=list)

    def all(self) -> list[Element]:
        return [self, *(deep for child in self.inside for deep in child.all())]

    def find(self, tag: str) -> list[Element]:
        return [one for one in self.all() if one.tag == tag]


class Reader(HTMLParser):
    """A tree of a page whose elements are all closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def read(*decisions: Decision, timelines: tuple[str, ...] = (), **others: object) -> Element:
    letters = {("chase", "applications[0]"): LETTER}
    pages = [outline_of(one, PACK, letters=letters, **others) for one in decisions]  # type: ignore[arg-type]
    return Reader(render_html(pages, timelines)).root


def words(element: Element) -> str:
    return " ".join(element.text.split())


FOUR = decision(
    *(THANK, ANSWER, CHASE, AVOID),
    open_questions=(question("When?", rules=2), question("Why?")),
    assumptions=(ASSUMED,),
)


def test_pieces_stand_in_order_under_when_they_are_to_be_done() -> None:
    headings = [(one.tag, words(one)) for one in read(FOUR).all() if one.tag in ("h1", "h2", "h3")]
    assert headings == [
        ("h1", "Waiting on Acme"),
        ("h2", "At a glance"),
        ("h2", "Today"),
        ("h3", "1. Thank Acme for the interview"),
        ("h2", "By Fri 4 Dec"),
        ("h3", "2. Give Globex your answer"),
        ("h2", "From Mon 30 Nov"),
        ("h3", "3. Ask Acme how things stand"),
        ("h2", "Keep in mind"),
        ("h3", "4. Do not resign yet"),
        ("h2", "For several of these"),
        ("h2", "Still open"),
    ]


def test_the_overview_leads_to_each_piece() -> None:
    page = read(FOUR)
    [overview] = page.find("nav")
    articles = {one.attributes["id"]: words(one.find("h3")[0]) for one in page.find("article")}
    links = {
        str(one.attributes["href"]).removeprefix("#"): words(one) for one in overview.find("a")
    }
    assert links == articles
    assert [words(one) for one in overview.find("dt")] == [
        *("Today", "By Fri 4 Dec", "From Mon 30 Nov", "Keep in mind")
    ]


def test_with_two_pieces_there_is_no_overview() -> None:
    assert read(decision(THANK, ANSWER)).find("nav") == []


def test_a_piece_says_how_first_and_why_when_unfolded() -> None:
    thank = read(FOUR).find("article")[0]
    assert [words(one) for one in thank.find("p") if one.attributes.get("class") == "late"] == [
        "Today; was due Sat 21 Nov"
    ]
    assert [words(one) for one in thank.find("li")] == ["Name one thing you talked about."]
    [why] = thank.find("details")
    assert "open" not in why.attributes
    assert [words(one) for one in why.find("p")] == [
        "Thanks are due the day after.",
        "Late thanks are still welcome. [1]",
        "Others say: some find thanks by e-mail too much.",
        "Others say: a card is said to be better.",
    ]


def test_every_reference_inside_the_page_leads_somewhere_and_no_id_stands_twice() -> None:
    page = read(FOUR, decision(THANK, CHASE, ANSWER, title="Another"))
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    aims = [
        aim
        for one in page.all()
        for aim in (
            *str(one.attributes.get("aria-labelledby") or "").split(),
            *str(one.attributes.get("data-copy") or "").split(),
            *(
                [str(one.attributes["href"])[1:]]
                if str(one.attributes.get("href")).startswith("#")
                else []
            ),
        )
    ]
    assert len(ids) == len(set(ids))
    assert len(aims) > 20
    assert set(aims) <= set(ids)


def test_a_letter_can_be_copied_and_mailed_and_says_what_it_lacks() -> None:
    page = read(FOUR, commands=Commands("advisor", "me.yaml"))
    letter = next(one for one in page.find("details") if one.attributes.get("class") == "letter")
    by_id = {one.attributes["id"]: one.text for one in letter.all() if "id" in one.attributes}
    body = "Dear Acme,\n\nPlease & thanks.\n\nKind regards\n[name?]"
    copied = {words(one): by_id[str(one.attributes["data-copy"])] for one in letter.find("button")}
    assert copied == {"Copy the letter": body, "Copy the subject": "How <things> stand"}
    [link] = letter.find("a")
    assert unquote(str(link.attributes["href"])) == (
        f"mailto:a@acme.example?subject=How <things> stand&body={body}".replace("\n", "\r\n")
    )
    assert [words(one) for one in letter.find("mark")] == ["[name?]"]
    assert [words(one) for one in letter.find("li")] == [
        "Ask for Acme.",
        "Thank them.",
        "What is your name?",
    ]
    assert [words(one) for one in letter.find("code")] == ["advisor draft 3 me.yaml"]
    assert "It would be better with: What is the job called?" in words(letter)
    assert "To: a@acme.example" in words(letter)


def test_nothing_in_a_letter_steers_a_page() -> None:
    text = "Subject: a\u202eb\x07\n\nDear \u2066Acme\x1b[2J,\n"
    letter = Draft(text, (), (), "On\u202e the phone", "- Ask\x1b[0m.\n")
    outline = outline_of(decision(CHASE), PACK, letters={("chase", "applications[0]"): letter})
    assert not set(render_html([outline])) & set("\u202e\u2066\x1b\x07")


def test_what_is_only_said_has_no_letter_around_it() -> None:
    talk = Draft("", (), (), "In the talk", "- Begin.\n")
    outline = outline_of(decision(CHASE), PACK, letters={("chase", "applications[0]"): talk})
    page = Reader(render_html([outline])).root
    summaries = [words(one) for one in page.find("summary")]
    assert summaries == ["Why: Ask Acme how things stand", "In the talk: Ask Acme how things stand"]
    assert page.find("button") == []
    empty = outline_of(
        decision(CHASE), PACK, letters={("chase", "applications[0]"): Draft("", (), (), "", "")}
    )
    assert letter_on_page(empty.groups[0][1][0]) is None


def test_what_is_open_and_what_is_taken_for_granted_stand_below() -> None:
    page = read(FOUR, commands=Commands("advisor", "me.yaml"))
    text = words(page.find("main")[0])
    assert (
        "Your answers could change this advice. When? To answer (and more): advisor ask --answers me.yaml"
        in text
    )
    assert "How often have you asked? 0 (Acme)" in text
    assert "Where the advice comes from The Book: 1. Say thank you" in text
    assert "For 1 and 3: Be polite." in text


def test_what_comes_next_by_itself_is_told() -> None:
    page = read(FOUR, upcoming=("If nothing happens:", "Tue 15 Dec, ask <Acme>."))
    assert "If nothing happens: Tue 15 Dec, ask <Acme>." in words(page)


def test_what_contradicts_and_what_has_been_said_is_marked() -> None:
    first = piece("chase", due=day("2026-11-24"), contradicts=(("avoid", ""),))
    second = piece("chase", place="applications[1]", title="Ask Globex")
    text = words(read(decision(first, second, AVOID)))
    assert "Contradicts no. 3, “Do not resign yet”: follow only one of the two." in text
    assert "The same advice as for 1." in text


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (decision(), "There is nothing to advise: no rule applies to this situation."),
        (
            decision(error=DecisionError("conflict", "", "application", ("a", "b"), "stage")),
            "No advice: two rules come to different conclusions.",
        ),
    ],
    ids=["nothing", "an error"],
)
def test_where_there_is_no_advice_the_page_says_why(shown: Decision, said: str) -> None:
    page = read(shown)
    assert said in words(page)
    assert page.find("article") == []


def test_several_situations_stand_on_one_page() -> None:
    page = read(FOUR, decision(CHASE, title="Another"))
    assert [words(one) for one in page.find("h1")] == ["2 situations"]
    assert [words(one) for one in page.find("title")] == ["2 situations"]
    sections = [one for one in page.find("section") if one.attributes.get("class") == "situation"]
    assert [words(one.find("h2")[0]) for one in sections] == ["Waiting on Acme", "Another"]


def test_a_timeline_stands_where_there_is_one() -> None:
    page = read(FOUR, CHASE_ALONE, timelines=("", "<svg><title>Weeks</title></svg>"))
    sections = [one for one in page.find("section") if one.attributes.get("class") == "weeks"]
    assert [words(one) for one in sections] == ["What comes when Weeks"]


CHASE_ALONE = decision(CHASE, title="Another")


def test_the_page_needs_nothing_else_and_runs_only_its_own_script() -> None:
    page = read(FOUR)
    assert not {one.tag for one in page.all()} & {"link", "img", "iframe", "object", "form", "base"}
    addresses = [
        str(value)
        for one in page.all()
        for name, value in one.attributes.items()
        if name in ("src", "href", "action", "srcset")
    ]
    assert {re.split("[:#]", one)[0] for one in addresses} == {"", "mailto"}
    [style] = page.find("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    [script] = page.find("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    policy = next(
        str(one.attributes["content"])
        for one in page.find("meta")
        if "http-equiv" in one.attributes
    )
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")


HOSTILE = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"' & {{ 7 * 7 }}"


def hostile(text: str) -> Decision:
    one = piece(
        "chase",
        title=text,
        target=text,
        because=(text,),
        notes=(text, f"{text} too"),
        disputed=(text,),
        contradicts=(("avoid", ""),),
    )
    asked = question(text, "applications[0]", text)
    return decision(one, AVOID, title=text, open_questions=(asked,))


def shape(element: Element) -> list[object]:
    return [element.tag, sorted(element.attributes), [shape(one) for one in element.inside]]


@given(
    st.just(HOSTILE)
    | st.text(st.sampled_from("<>&\"'/=! {}%#-`\nab\\") | st.characters(exclude_categories=["Cs"]))
)
def test_no_text_becomes_markup(text: str) -> None:
    text = f"x{text}x"
    body = " ".join(text.split("\n"))
    letter = Draft(f"Subject: {body}\n\nDear {body},\n", (), (), text, f"- {body}\n")
    plain = Draft("Subject: x\n\nDear x,\n", (), (), "x", "- x\n")
    pages = [
        Reader(
            render_html(
                [
                    outline_of(
                        hostile(one),
                        PACK,
                        labels={"applications[0]": one},
                        letters={("chase", "applications[0]"): draft},
                        commands=Commands("advisor", one),
                    )
                ]
            )
        ).root
        for one, draft in ((text, letter), ("x", plain))
    ]
    assert shape(pages[0]) == shape(pages[1])
    seen = " ".join(plain_text(text).split())
    assert words(pages[0].find("title")[0]) == seen
    assert words(pages[0].find("h1")[0]) == seen
