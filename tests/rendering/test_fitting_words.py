"""Which answers in people's own words a letter takes into a sentence, and which it does without."""

import pytest

from advisor.rendering.letter_filters import is_answer, is_name, is_phrase

PHRASES = [
    *("your new platform", "the move to the new building", "ten years with maps", "conservation"),
    *(
        "how you test before a release",
        "what the team does in winter",
        "Python",
        "night shifts, and how you plan them",
    ),
    *(
        "working with Dr. Hill",
        "Excel, Python and a quick mind",
        "your no-blame culture",
        "what you know about bees",
    ),
    *("the move to St. Mary's", "it security", "C# and .NET", "the No. 1 line"),
]
NO_PHRASES = [
    *(
        "we speak about there new plattform",
        "excel, python, i learn fast",
        "They use Rust.",
        "I like people",
    ),
    *(
        "the plans. they were great",
        "it was all good",
        "python and i learn fast",
        "there is a new ward",
    ),
    *("great team!", "the ward, don’t know its name", "the pay?", "line one\nline two"),
]
NO_ANSWERS = [
    *(
        "nothing special",
        "Nothing.",
        "dont know",
        "don't know yet",
        "I don’t know",
        "i cant remember",
        "none",
        "N/A",
    ),
    *(
        "-",
        "?",
        "…",
        "not really",
        "no idea",
        "idk",
        "nothing in particular",
        "not sure",
        "nope",
        "no",
        "I forgot",
    ),
]
NAMES = [
    *(
        "Dr Hale and Ms Roth",
        "sarah hill",
        "Ms. No",
        "Mr An Nguyen",
        "Anna, Ben and Carla",
        "Zoë O’Brien",
    ),
    *("hiring manager", "Prof. Dr. von der Heide", "Mrs Forgotson", "Will May"),
]
NO_NAMES = [
    *(
        "a man and a woman, dont know names",
        "A lady from HR",
        "the manager",
        "two people",
        "my boss",
        "The team lead",
    ),
    *(
        "3 people",
        "Anna, the other I dont know",
        "i spoke to Anna",
        "Ben (his name?)",
        "anna@acme.example",
    ),
]


@pytest.mark.parametrize("text", PHRASES)
def test_words_that_stand_for_a_thing_fit_into_a_sentence(text: str) -> None:
    assert is_phrase(text)


@pytest.mark.parametrize("text", NO_PHRASES)
def test_a_sentence_does_not_fit_into_another(text: str) -> None:
    assert is_answer(text)
    assert not is_phrase(text)


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_says_nothing_is_no_answer_and_fits_nowhere(text: str) -> None:
    assert (is_answer(text), is_phrase(text), is_name(text)) == (False, False, False)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_fits_behind_dear(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_description_of_somebody_is_no_name(text: str) -> None:
    assert not is_name(text)
