"""Advice as Markdown, read by markdown-it, a parser that is not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from advisor.rendering.advice_markdown import code, escaped, render_markdown
from advisor.rendering.advice_outline import outline_of
from advisor.rendering.advice_page import Commands
from advisor.rendering.drafts import Draft, MissingFact
from advisor.rendering.layout import plain_text
from tests.rendering.made import action, day, decision, pack, piece
from tests.rendering.test_advice_text import ANSWER, AVOID, CHASE, THANK, question

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PACK = pack(actions={name: action(name) for name in ("thank", "chase", "answer", "avoid")})


def text_of(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens; a line end is a line end."""
    return "".join(
        "\n" if one.type in ("softbreak", "hardbreak") else one.content for one in tokens
    )


def blocks(markdown: str) -> list[tuple[str, str]]:
    """Each block with text, by the element around it: `("h2", "Today")`."""
    found, around = [], [""]
    for token in READER.parse(markdown):
        if token.nesting == 1:
            around.append(token.tag)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            kinds = {child.type for child in token.children or []}
            assert kinds <= {
                "text",
                "text_special",
                "hardbreak",
                "code_inline",
                "strong_open",
                "strong_close",
            }
            tag = next((tag for tag in reversed(around) if tag != "p"), "")
            found.append((tag or "p", text_of(token.children or [])))
        else:
            raise AssertionError(f"{token.type} was not meant")
    return found


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Ask Acme", "Ask Acme"),
        ("1. Ask", "1\\. Ask"),
        ("12) Ask", "12\\) Ask"),
        ("3 days", "3 days"),
        ("- Ask", "\\- Ask"),
        ("+ Ask", "\\+ Ask"),
        ("# C#", "\\# C\\#"),
        ("a_b *c* `d`", "a\\_b \\*c\\* \\`d\\`"),
        ("[x](y) <b> &amp;", "\\[x\\](y) \\<b\\> \\&amp;"),
        ("a\\", "a\\\\"),
        ("  two\n lines ", "two lines"),
        ("===", "\\==="),
        ("", ""),
    ],
)
def test_signs_are_written_so_that_they_are_read_as_signs(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@given(
    st.text(
        st.sampled_from("#*_`[]()<>&!~|\\-+=1.) \tab:/\"'")
        | st.characters(exclude_categories=["Cs"])
    )
)
def test_any_text_reads_as_it_is_wherever_it_stands(text: str) -> None:
    seen = " ".join(plain_text(text).split())
    if not seen:
        return
    written = escaped(text)
    assert blocks(written) == [("p", seen)]
    assert blocks(f"## {written}") == [("h2", seen)]
    assert blocks(f"- {written}\n- {written}") == [("li", seen), ("li", seen)]
    assert blocks(f"> {written}\\\n> {written}") == [("blockquote", f"{seen}\n{seen}")]


@given(st.text(st.sampled_from("`a \\<")))
def test_any_command_reads_as_it_is(text: str) -> None:
    command = f"advisor {text}x".strip()
    assert blocks(code(command)) == [("p", command)]
    assert blocks(code(f"`{command}`")) == [("p", f"`{command}`")]


LETTER = Draft(
    "Subject: Hi\n\nDear *Acme*,\n\nPlease.\n\nKind regards\n[name?]\n",
    (MissingFact("situation", "name", "", "", "What is your name?"),),
    (),
    "On the phone",
    "- Ask for 1.\n- Thank them.\n",
)


def test_the_whole_is_there_in_order() -> None:
    advice = (THANK, ANSWER, CHASE, AVOID)
    shown = outline_of(
        decision(*advice, open_questions=(question("When?"), question("Why?")), title="<b>Me</b>"),
        PACK,
        commands=Commands("advisor", "me.yaml"),
        letters={("chase", "applications[0]"): LETTER},
        upcoming=("If nothing happens:", "Tue 15 Dec, ask *Acme*."),
    )
    assert blocks(render_markdown([shown])) == [
        ("h1", "<b>Me</b>"),
        ("p", "Mon 23 Nov 2026"),
        ("h2", "Today"),
        ("h3", "1. Thank Acme for the interview"),
        ("p", "Today; was due Sat 21 Nov"),
        ("p", "Thanks are due the day after. Late thanks are still welcome."),
        ("li", "Name one thing you talked about."),
        ("p", "Others say: some find thanks by e-mail too much."),
        ("p", "Others say: a card is said to be better."),
        ("h2", "By Fri 4 Dec"),
        ("h3", "2. Give Globex your answer"),
        ("p", "No offer stays open for ever."),
        ("h2", "From Mon 30 Nov"),
        ("h3", "3. Ask Acme how things stand"),
        ("p", "Silence is rarely a decision."),
        ("p", "On the phone:"),
        ("li", "Ask for 1."),
        ("li", "Thank them."),
        ("blockquote", "Subject: Hi"),
        ("blockquote", "Dear *Acme*,"),
        ("blockquote", "Please."),
        ("blockquote", "Kind regards\n[name?]"),
        ("h2", "Keep in mind"),
        ("h3", "4. Do not resign yet"),
        ("p", "Nothing is signed."),
        ("h2", "For several of these"),
        ("li", "For 1 and 3: Be polite."),
        ("p", "If nothing happens: Tue 15 Dec, ask *Acme*."),
        ("h2", "Still open"),
        ("li", "When?"),
        ("p", "To answer: advisor ask --answers me.yaml"),
    ]


def test_what_is_said_already_is_referred_to_and_what_contradicts_is_marked() -> None:
    first = piece(
        "chase", due=day("2026-11-24"), contradicts=(("avoid", ""),), notes=("Be brief.",)
    )
    second = piece("chase", place="applications[1]", title="Ask Globex", notes=("Be brief.",))
    found = blocks(render_markdown([outline_of(decision(first, second, AVOID), PACK)]))
    assert ("p", "Contradicts no. 3, “Do not resign yet”: follow only one of the two.") in found
    assert ("p", "The same advice as for 1.") in found
    assert [words for tag, words in found if tag == "li"] == ["Be brief."]


def test_several_situations_stand_one_after_the_other() -> None:
    two = [outline_of(decision(title=title), PACK) for title in ("One", "Two")]
    assert blocks(render_markdown(two)) == [
        ("h1", "One"),
        ("p", "Mon 23 Nov 2026"),
        ("p", "There is nothing to advise: no rule applies to this situation."),
        ("h1", "Two"),
        ("p", "Mon 23 Nov 2026"),
        ("p", "There is nothing to advise: no rule applies to this situation."),
    ]
