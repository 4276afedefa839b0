"""What arrow keys choose, and the line that says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.prompts.menus import (
    NOTHING_TO_CHOOSE,
    YES_OR_NO,
    Choices,
    Chooser,
    choices_of,
    completions,
    listed,
)
from advisor.dialogue.answers import Answered, Picked
from advisor.dialogue.questions import Choosable, GoOnQuestion, Line, MoreQuestion, SeveralQuestion
from advisor.dialogue.replies import read_choice, understand
from tests.dialogue.questions_for_tests import question_of
from tests.small_pack import TODAY

THREE = Choices(("Applied", "Interviewed", "Offered"), ("1", "2", "3"))
SEVERAL_WORDS = Choices(("Second interview", "Follow-up"), ("1", "2"))
TICKED = Choices(THREE.words, THREE.lines, may_tick=True)

MOVES = {
    "nothing": (THREE, "", ""),
    "down once": (THREE, "d", "1"),
    "down to the last": (THREE, "ddd", "3"),
    "down past the last: Enter means what it meant": (THREE, "dddd", ""),
    "and on to the first": (THREE, "ddddd", "1"),
    "up: the last": (THREE, "u", "3"),
    "down and up again": (THREE, "du", ""),
    "space marks and chooses nothing else": (THREE, "s", "1"),
    "space on the marked one changes nothing": (THREE, "dds", "2"),
    "marked and not ticked": (TICKED, "dd", ""),
    "the first space marks, the second ticks": (TICKED, "ss", "1"),
    "ticked in another order": (TICKED, "dddsuus", "1 3"),
    "ticked and taken away": (TICKED, "dss", ""),
    "ticked, marker gone": (TICKED, "dsu", "1"),
    "yes": (YES_OR_NO, "d", "yes"),
    "no": (YES_OR_NO, "u", "no"),
}


@pytest.mark.parametrize(("choices", "keys", "line"), MOVES.values(), ids=MOVES)
def test_keys_choose_what_would_be_typed(choices: Choices, keys: str, line: str) -> None:
    chooser = Chooser(choices)
    for key in keys:
        chooser.tick() if key == "s" else chooser.move({"d": 1, "u": -1}[key])
    assert chooser.line() == line


NAMED = {
    "numbers": ({"a": "Alpha", "b": "Beta"}, ("1", "2")),
    "a name that is another one's number": ({"two": "Two", "1": "One"}, ("two", "2")),
    "names that are numbers, in another order": ({"2": "Two", "1": "One"}, ("2", "1")),
}


@pytest.mark.parametrize(("words", "lines"), NAMED.values(), ids=NAMED)
def test_an_answer_is_said_by_its_number_where_that_means_no_other_one(
    words: dict[str, str], lines: tuple[str, ...]
) -> None:
    assert listed(words).lines == lines


@given(st.dictionaries(st.text("ab12_", min_size=1, max_size=3), st.text("xyz1 ", max_size=4)))
def test_each_line_reads_as_the_answer_that_it_stands_for(words: dict[str, str]) -> None:
    names = tuple(words)
    read = [read_choice(line, names, words) for line in listed(words).lines]
    # Some names mean each other's numbers, words or beginnings; each still says nothing wrong.
    for name, found in zip(names, read, strict=True):
        assert found == name or all(
            read_choice(said, names, words) != name
            for said in (str(names.index(name) + 1), name, words[name])
        )


KINDS = {
    "choice": ("1", "2"),
    "yes-no": ("yes", "no"),
    "text": (),
    "date": (),
    "number": (),
    "duration": (),
}


@pytest.mark.parametrize(("kind", "lines"), KINDS.items(), ids=KINDS)
def test_questions_offer_what_one_can_choose(kind: str, lines: tuple[str, ...]) -> None:
    question = question_of(kind)
    choices = choices_of(question)
    assert choices.lines == lines
    assert choices.is_listed == (kind != "yes-no")
    for line in lines:
        assert isinstance(understand(question, line, TODAY), Answered)


def test_questions_about_several_are_ticked() -> None:
    declared = question_of("yes-no").declared
    line = Line("", "", (declared,), True)
    options = tuple(Choosable(words, (line,)) for words in ("I am angry", "It rains"))
    question = SeveralQuestion("", "", "Is any of this so?", options)
    choices = choices_of(question)
    assert choices == Choices(("I am angry", "It rains"), ("1", "2"), may_tick=True)
    assert understand(question, "1 2", TODAY) == Picked((0, 1))
    assert understand(question, "", TODAY) == Picked(())


def test_whether_there_is_another_is_yes_or_no_and_which_there_are_is_typed() -> None:
    more = MoreQuestion("", "", "applications", "application", "Another one?")
    by_name = MoreQuestion(
        "", "", "applications", "application", "Which?", asked_by=question_of("text").declared
    )
    assert choices_of(more) == YES_OR_NO == choices_of(GoOnQuestion(3, None))
    assert choices_of(by_name) == NOTHING_TO_CHOOSE


COMPLETED = {
    "nothing typed": (THREE, "", []),
    "the beginning of one": (THREE, "int", ["Interviewed"]),
    "small letters, blanks before": (THREE, "  o", ["Offered"]),
    "behind a blank": (SEVERAL_WORDS, "second i", ["Second interview"]),
    "behind a dash": (SEVERAL_WORDS, "follow-", ["Follow-up"]),
    "answers first, then wishes": (THREE, "a", ["Applied", "advice"]),
    "nothing that begins so": (THREE, "x", []),
    "no answers to choose from": (NOTHING_TO_CHOOSE, "sk", ["skip"]),
}


@pytest.mark.parametrize(("choices", "typed", "words"), COMPLETED.values(), ids=COMPLETED)
def test_words_are_completed(choices: Choices, typed: str, words: list[str]) -> None:
    assert completions(choices, typed, ("skip", "advice")) == words
