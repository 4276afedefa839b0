"""YAML text to nodes: what is refused, where it is underlined, and where characters stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.loading.syntax import limits, yaml_reader
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.loading.reporting import Bad, reported, text_at


def in_quotes(text: str) -> str:
    return f'put it in quotes: `"{text}"`'


SLIPS = {
    "a comma inside brackets, in braces": Bad(
        "- {rule: r, when: any(a, b), for: x}\n",
        "ADV006",
        "any(a, b)",
        "YAML splits `any(a, b)` at the comma",
        in_quotes("any(a, b)"),
    ),
    "a comma of a sentence, in braces": Bad(
        "a: {because: Thanks, my friend, when: x}\n",
        "ADV006",
        "Thanks, my friend",
        "YAML splits `Thanks, my friend` at the comma",
        in_quotes("Thanks, my friend"),
    ),
    "a comma inside brackets, in a list": Bad(
        "when: [stage is one of (a, b), c]\n",
        "ADV006",
        "stage is one of (a, b)",
        "YAML splits `stage is one of (a, b)` at the comma",
        in_quotes("stage is one of (a, b)"),
    ),
    "braces without quotes": Bad(
        "label: {company}\n",
        "ADV006",
        "{company}",
        "YAML takes the braces of `{company}` for its own",
        in_quotes("{company}"),
    ),
    "braces at the beginning of a sentence": Bad(
        "say: {company} is late\n",
        "ADV006",
        "{company} is late",
        "YAML takes the braces in `{company} is late` for its own",
        in_quotes("{company} is late"),
    ),
    "braces inside a sentence, in braces": Bad(
        "{title: Thank {x} at y, kind: do}\n",
        "ADV006",
        "Thank {x} at y",
        "YAML takes the braces in `Thank {x} at y` for its own",
        in_quotes("Thank {x} at y"),
    ),
    "a colon in a sentence": Bad(
        "because: Thanks: late\n",
        "ADV006",
        "Thanks: late",
        "YAML takes the colon in `Thanks: late` for that behind a key",
        in_quotes("Thanks: late"),
    ),
    "a colon in a sentence, in braces": Bad(
        "{because: Thanks: late, a: b}\n",
        "ADV006",
        "Thanks: late",
        "YAML takes the colon in `Thanks: late` for that behind a key",
        in_quotes("Thanks: late"),
    ),
    "a colon in an entry of a list": Bad(
        "a:\n  - b: c: d\n",
        "ADV006",
        "c: d",
        "YAML takes the colon in `c: d` for that behind a key",
        in_quotes("c: d"),
    ),
    "a text that begins with a quote": Bad(
        'when: "Acme" is company\n',
        "ADV006",
        '"Acme" is company',
        'YAML ends the text at the second quote in `"Acme" is company`',
        "put all of it in single quotes: `'\"Acme\" is company'`",
    ),
    "an apostrophe in single quotes": Bad(
        "title: 'it's late'\n",
        "ADV006",
        "'it's late'",
        "YAML ends the text at the second quote in `'it's late'`",
        in_quotes("it's late"),
    ),
    "a comparison at the beginning": Bad(
        "a: > 7\nb: c\n",
        "ADV006",
        "> 7",
        "YAML takes the `>` at the beginning for the mark of a folded text",
        in_quotes("> 7"),
    ),
    "a sign that YAML keeps": Bad(
        "ask: @work?\n",
        "ADV006",
        "@work?",
        "YAML keeps `@` for itself at the beginning of a text",
        in_quotes("@work?"),
    ),
    "a dash at the beginning": Bad(
        "due: - 5 days\n",
        "ADV006",
        "- 5 days",
        "YAML takes the `-` at the beginning for that of a list",
        in_quotes("- 5 days"),
    ),
    "a bracket that closes nothing": Bad(
        "a: ] b\n", "ADV006", "] b", "`]` closes nothing that was opened", in_quotes("] b")
    ),
    "a key without a value, in braces": Bad(
        "{a, b: c}\n",
        "ADV006",
        "a",
        "`a` stands between braces without a colon and a value",
        "write `key: a`, with the key that it belongs to",
    ),
}

BROKEN = {
    "a dash of a word processor for a hyphen": Bad(
        "rules:\n  – rule: x\n    for: y\n",
        "ADV007",
        "–",
        "`–` does not begin one of a list",
        "write a plain hyphen: `- rule: x`",
    ),
    "a bracket that is never closed": Bad(
        "a: {b: c\n", "ADV008", "{", "this bracket is never closed", "write `}` where it ends"
    ),
    "a list that runs into the next key": Bad(
        "a: [b\nc: d\n", "ADV008", "[", "this bracket is never closed", "write `]` where it ends"
    ),
    "a file cut off behind a comma": Bad(
        "a: {b,\n", "ADV008", "{", "this bracket is never closed", "write `}` where it ends"
    ),
    "a quote that is never closed": Bad(
        "a: 'b\nc: d\n", "ADV008", "'", "this quote is never closed", "write `'` where it ends"
    ),
    "a quote that runs into the next one": Bad(
        'a: "b\nc: "d"\n', "ADV008", '"', "this quote is never closed", 'write `"` where it ends'
    ),
    "the wrong closing bracket": Bad(
        "a: {when: [x, y}\n", "ADV008", "}", "`}` closes what `[` opened", "write `]`"
    ),
    "a closing bracket too many": Bad(
        "a: b\n}\n",
        "ADV008",
        "}",
        "`}` closes nothing that was opened",
        "delete it, or put the text in quotes",
    ),
    "a line too far left": Bad(
        "a:\n  b: c\n d: e\n",
        "ADV007",
        "d:",
        "this line does not line up with those above it",
        "give it as many spaces as the lines that it belongs to",
    ),
    "a line too far right": Bad(
        "a: b\n c: d\n",
        "ADV007",
        "c",
        "the text above goes on into this line, because `c` stands further right than its key",
        "give this line as many spaces as the key above",
    ),
    "a line without a colon": Bad(
        "a: 1\nb\nc: d\n",
        "ADV007",
        "b",
        "this line has no colon behind its key",
        "write `key: value`",
    ),
    "an unknown code": Bad(
        'a: "\\q"\n',
        "ADV007",
        '"\\',
        "a backslash between double quotes begins a code, and this one is unknown",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "a control character": Bad(
        "a: b\nc: \x00d\n",
        "ADV004",
        "\x00",
        "the character U+0000 does not belong in a text",
        "delete it; perhaps this is not a text file",
    ),
    "a tab that indents": Bad(
        "a:\n\tb: c\n",
        "ADV005",
        "\t",
        "a tab: YAML is laid out with spaces only",
        "write spaces instead",
    ),
}

REFUSED = {
    "a tab between words": Bad(
        "a: b\tc\n",
        "ADV005",
        "\t",
        "a tab: YAML is laid out with spaces only",
        "write spaces instead",
    ),
    "a tag": Bad(
        "a: !date 2026-11-22\n",
        "ADV013",
        "!date",
        "`!date` is a tag, and tags are not part of the language",
        "leave it out; put the text in quotes, if the `!` belongs to it",
    ),
    "a list as a key": Bad(
        "? [a]\n: b\n",
        "ADV014",
        "[a]",
        "a list or `{…}` cannot be a key",
        "write a plain word before the colon, or put the text in quotes",
    ),
    "a key twice": Bad(
        "a: b\nc: d\na: e\n", "ADV015", "a", "`a` stands here twice", "keep one of the two"
    ),
    "a merge key": Bad(
        "a: &x {b: c}\nd:\n  <<: *x\n",
        "ADV016",
        "<<",
        "the merge key `<<` is not part of the language",
        "write the keys out",
    ),
    "a mark that nothing repeats": Bad(
        "a: 1\nb:\n  - c: &Open Ltd\n",
        "ADV006",
        "&Open",
        "`&Open` is no text here but a mark for `*Open`, which stands nowhere",
        "put the text in quotes, if the `&` belongs to it",
    ),
    "a repetition of nothing": Bad(
        "a: *b\n",
        "ADV012",
        "*b",
        "`*b` repeats something that is not marked with `&b` before",
        "put the text in quotes, if the `*` belongs to it",
    ),
    "a repetition of itself": Bad(
        "a: &b [*b]\n",
        "ADV012",
        "*b",
        "`*b` repeats something that is not marked with `&b` before",
        "put the text in quotes, if the `*` belongs to it",
    ),
    "a tag of a list": Bad(
        "a: !mine\n  - b\n",
        "ADV013",
        "!mine",
        "`!mine` is a tag, and tags are not part of the language",
        "leave it out; put the text in quotes, if the `!` belongs to it",
    ),
    "a mapping as a key": Bad(
        "a:\n  ? {b: c}\n  : d\n",
        "ADV014",
        "{b:",
        "a list or `{…}` cannot be a key",
        "write a plain word before the colon, or put the text in quotes",
    ),
}


@pytest.mark.parametrize("bad", (*SLIPS.values(), *REFUSED.values()), ids=(*SLIPS, *REFUSED))
def test_a_mistake_is_explained_where_it_stands(bad: Bad) -> None:
    read = read_yaml(bad.text, "x.yaml")
    assert reported(read.diagnostics, {"x.yaml": bad.text}) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


@pytest.mark.parametrize("bad", BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_file_off_is_explained_where_it_stands(bad: Bad) -> None:
    read = read_yaml(bad.text, "x.yaml")
    assert not read.is_whole
    assert reported(read.diagnostics, {"x.yaml": bad.text}) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


def test_after_a_slip_of_punctuation_reading_goes_on() -> None:
    text = (
        "a: {b}\nb: {c} late\nc: Thanks: late\nd: 'it's me'\ne: [f(x, y), z]\n"
        "f: {when: g(a, b), w: c}\ng: fine\n"
    )
    read = read_yaml(text, "x")
    assert [text_at(text, d.span) for d in read.diagnostics] == [
        "{b}",
        "{c} late",
        "Thanks: late",
        "'it's me'",
        "f(x, y)",
        "g(a, b)",
    ]
    assert plain(read.documents[0]) == {
        "a": "{b}",
        "b": "{c} late",
        "c": "Thanks: late",
        "d": "'it's me'",
        "e": ["f(x, y)", "z"],
        "f": {"when": "g(a, b)", "w": "c"},
        "g": "fine",
    }


def test_a_broken_document_leaves_those_before_it() -> None:
    read = read_yaml("a: b\n---\nc: [\n", "x")
    assert [plain(node) for node in read.documents] == [{"a": "b"}, None]


PLACES = {
    "plain": ("a: stage is  offered\n", "stage is  offered", True),
    "plain over lines": ("a: stage is\n   offered and\n\n   more\n", None, True),
    "single quotes": ("a: 'stage is offered'\n", "stage is offered", False),
    "double quotes over lines": ('a: "stage is\n  offered"\n', "stage is offered", False),
    "lines": ("a: |\n    stage is\n      offered\n    more\nb: c\n", None, True),
    "folded": ("a: >-\n  stage is\n  offered\n\n  more\n\nb: c\n", None, True),
    "folded with its own indentation": ("a: >2\n    stage\n  more\n", None, True),
    "behind an anchor": ("a: &x stage is\nb: *x\n", "stage is", True),
    "a list in brackets": ("a: [  stage is ,  more ]\n", "stage is", True),
    "windows line ends": ("x: y\r\na: stage\r\n  more\r\n", "stage more", True),
    "letters beyond the plane": ("a: 🙂 é stage\n", "🙂 é stage", True),
}


@pytest.mark.parametrize(("text", "said", "is_plain"), PLACES.values(), ids=PLACES)
def test_every_word_of_a_text_is_found_where_it_stands(
    text: str, said: str | None, is_plain: bool
) -> None:
    [document] = read_yaml(text, "x").documents
    assert isinstance(document, MapNode)
    node = document.get("a")
    node = node.items[0] if isinstance(node, ListNode) else node
    assert isinstance(node, ScalarNode)
    assert node.is_plain is is_plain
    assert said is None or node.text == said
    assert node.offsets is not None
    assert len(node.offsets) == len(node.text) + 1
    at = 0
    for word in node.text.split():
        at = node.text.index(word, at)
        assert text_at(text, node.span_of(at, at + len(word))) == word
        at += len(word)


@pytest.mark.parametrize("text", ['a: "b\\nc"\n', "a: 'it''s'\n", 'a: "b\\\n  c"\n'])
def test_a_text_with_escapes_has_a_place_only_as_a_whole(text: str) -> None:
    [document] = read_yaml(text, "x").documents
    assert isinstance(document, MapNode)
    node = document.get("a")
    assert isinstance(node, ScalarNode)
    assert node.offsets is None
    assert node.span_of(1, 2) == node.span


WORD = st.builds("{}{}".format, st.sampled_from("abé"), st.text("aé🙂(),.=<'\"", max_size=5))


@given(
    st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["", ">", "|", ">-", "|+"]),
)
def test_the_words_of_any_text_over_lines_are_found(lines: list[list[str]], style: str) -> None:
    text = f"a: {style}\n" + "".join(f"   {' '.join(words)}\n" for words in lines) + "b: c\n"
    [document] = read_yaml(text, "x").documents
    assert isinstance(document, MapNode)
    node = document.get("a")
    assert isinstance(node, ScalarNode)
    assert node.text.split() == [word for words in lines for word in words]
    at = 0
    for word in node.text.split():
        at = node.text.index(word, at)
        assert text_at(text, node.span_of(at, at + len(word))) == word
        at += len(word)


def test_blocks_end_with_their_last_part() -> None:
    text = "a:\n  - b: c\n    d: [e, f]\n\n# remark\ng: |\n  h\n\ni: 'j'\n"
    [document] = read_yaml(text, "x").documents
    assert isinstance(document, MapNode)
    assert [text_at(text, value.span) for _, value in document.entries] == [
        "- b: c\n    d: [e, f]",
        "|\n  h",
        "'j'",
    ]


def test_only_plain_words_are_none() -> None:
    [document] = read_yaml("[none, 'none', null, ~, \"\", nones]", "x").documents
    assert isinstance(document, ListNode)
    assert [isinstance(n, ScalarNode) and n.is_none for n in document.items] == [
        True,
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_byte_order_mark_is_passed_over() -> None:
    [document] = read_yaml("\ufeffa: b\n", "x").documents
    assert plain(document) == {"a": "b"}


def test_of_very_many_tabs_only_the_first_are_reported() -> None:
    read = read_yaml("a: b\tc\n" * 500, "x")
    assert [d.code for d in read.diagnostics].count("ADV005") == 100


def test_tabs_in_remarks_are_no_matter() -> None:
    assert read_yaml("#\ta\na: b #\tc\n\t\n", "x").diagnostics == ()


def test_offsets_are_a_sequence() -> None:
    [node] = read_yaml("abc\n def\n", "x").documents
    assert isinstance(node, ScalarNode)
    assert node.offsets is not None
    assert list(node.offsets[2:6]) == [(1, 3), (1, 4), (2, 2), (2, 3)]
    assert node.offsets[-1] == (2, 5)
    with pytest.raises(IndexError):
        node.offsets[8]


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
DEEP_BY_REPETITION = f"a0: &a0 {'[' * 40}{']' * 40}\n" + "".join(
    f"a{n}: &a{n} {'[' * 40}*a{n - 1}{']' * 40}\n" for n in range(1, 30)
)
TOO_MUCH = {
    "brackets in brackets": ("[" * 100_000, "ADV009"),
    "braces in braces": ("{a: " * 100_000, "ADV009"),
    "dashes in dashes": ("- " * 100_000, "ADV009"),
    "questions in questions": ("? " * 100_000, "ADV009"),
    "lines in lines": ("\n".join(" " * n + "a:" for n in range(1_000)), "ADV009"),
    "a bomb of repetitions": (BOMB, "ADV011"),
    "depth by repetitions": (DEEP_BY_REPETITION, "ADV009"),
    "many entries": ("- a\n" * 100_000, "ADV010"),
    "one huge text": ("x" * (limits.MAX_YAML_CHARACTERS + 1), "ADV002"),
}


@pytest.mark.parametrize(("text", "code"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_would_grow_too_large_is_refused(text: str, code: str) -> None:
    read = read_yaml(text, "x")
    assert not read.is_whole
    assert [d.code for d in read.diagnostics] == [code]


@pytest.mark.parametrize("name", [*SLIPS, *REFUSED, *BROKEN])
def test_without_libyaml_the_same_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    bad = {**SLIPS, **REFUSED, **BROKEN}[name]
    quick = read_yaml(bad.text, "x")
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    slow = read_yaml(bad.text, "x")
    assert [(d.code, d.message) for d in slow.diagnostics] == [
        (d.code, d.message) for d in quick.diagnostics
    ]


def plain(node: Node | None) -> object:
    """A node as Python says it."""
    match node:
        case None:
            return None
        case ScalarNode(text=text):
            return text
        case ListNode(items=items):
            return [plain(item) for item in items]
        case MapNode(entries=entries):
            return {key.text: plain(value) for key, value in entries}
