"""The same question about several instances is put once, and answered for one after the other."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.analysis import build_program
from advisor.dialogue.answers import Answered, Each, Named, NoneGiven, Skipped, echo
from advisor.dialogue.conversation import Conversation, answer, back, begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import EachQuestion, FactQuestion, MoreQuestion, Question, explain
from advisor.dialogue.replies import understand
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22
FILES = {
    "pack.yaml": "pack: small\nversion: 1.0.0\nlanguage: 1\ntitle: A small pack\n",
    "facts.yaml": """\
entities:
  dog:
    list: dogs
    label: "{name}"
    ask_first: Which dogs do you have?
    asked_by: name
    facts:
      name: {type: text, required: yes, ask: What is it called?}
      size: {type: choice, required: yes, choices: {small: Small, big: Big and strong}, ask: How big is it?}
      coat: {type: choice, choices: {long: Long, curly: Curly, two: Two-layered}, ask: What is its coat like?}
      food: {type: choice, choices: {meat: Meat, rice: Rice}, ask: "What does {name} eat?"}
      is_old: {type: yes-no, ask: Is it old?}
  walk:
    within: dog
    list: walks
    label: the walk
    ask_first: When did you walk {name}?
    asked_by: taken_on
    facts:
      taken_on: {type: date, looks: back, ask: When was it?}
""",
    "rules.yaml": """\
actions:
  comb: {title: "Comb {name}", kind: wait}
  run: {title: "Run with {name}", kind: wait}
rules:
  - {rule: combing, for: dog, when: coat is long or (coat is curly and size is big), advise: comb, because: So.}
  - {rule: eating, for: dog, when: food is meat and size is big and is_old, advise: run, because: So.}
  - {rule: running, for: dog, when: "not any(walks, taken_on is today)", advise: run, because: So.}
""",
}


@cache
def program() -> Program:
    loaded = load_pack_texts(FILES, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def asked(state: Conversation) -> Question:
    question = next_question(program(), state, TODAY)
    assert question is not None
    return question


def after(*lines: str) -> Conversation:
    state = begin(program())
    for line in lines:
        question = asked(state)
        reply = understand(question, line, TODAY)
        assert isinstance(reply, Answered | Named | NoneGiven | Each | Skipped), (question, reply)
        state = answer(program(), state, question, reply)
    return state


def given(state: Conversation, fact: str) -> list[object]:
    return [dog.facts.get(fact, "open") for dog in state.root.lists["dogs"]]


def test_what_is_needed_of_all_is_asked_of_all_at_once() -> None:
    question = asked(after("Rex, Fido, Ida"))
    assert isinstance(question, EachQuestion)
    assert (question.about, question.ask) == ("Rex; Fido; Ida", "How big is it?")


@pytest.mark.parametrize(
    ("line", "sizes"),
    [
        ("1 2 1", ["small", "big", "small"]),
        ("1, 2, 1", ["small", "big", "small"]),
        ("1; 2; 1", ["small", "big", "small"]),
        ("2 and 1", ["big", "small", "open"]),
        ("small; big and strong; big", ["small", "big", "big"]),
        ("small, big and strong, s", ["small", "big", "small"]),
        ("small; big, and strong; s", ["small", "big", "small"]),
        ("big and strong, big and strong, small", ["big", "big", "small"]),
        ("big and strong", ["big", "open", "open"]),
        ("2", ["big", "open", "open"]),
    ],
)
def test_answers_are_for_one_after_the_other(line: str, sizes: list[str]) -> None:
    state = after("Rex, Fido, Ida", line)
    assert given(state, "size") == sizes
    assert state.answers == 2
    assert given(back(state), "size") == ["open", "open", "open"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1 2 1 2", "that is 4 answers, and there are 3 to answer for"),
        ("1 5 1", "there is no number 5: type 1 to 2, for each of them: `1 1 1`, or `all 1`"),
        ("none", "this one is needed; type an answer, or `?` for what can be answered"),
        ("skip", "this one is needed; `back` undoes the step before"),
    ],
)
def test_what_answers_for_none_of_them_is_told(line: str, message: str) -> None:
    assert understand(asked(after("Rex, Fido, Ida")), line, TODAY) == Problem(message)


def test_whoever_answers_for_some_is_asked_for_the_others() -> None:
    two = asked(after("Rex, Fido, Ida", "2"))
    assert isinstance(two, EachQuestion)
    assert two.about == "Fido; Ida"
    one = asked(after("Rex, Fido, Ida", "2", "1"))
    assert isinstance(one, FactQuestion)
    assert (one.about, one.fact) == ("Ida", "size")


def passed_over(state: Conversation, question: Question) -> Conversation:
    if isinstance(question, EachQuestion):
        return answer(program(), state, question, Each((Skipped(),) * len(question.parts)))
    return answer(program(), state, question, Skipped())


def coats() -> EachQuestion:
    state = after("Rex, Fido", "1 2")
    for _ in range(10):
        question = asked(state)
        if isinstance(question, EachQuestion):
            return question
        state = passed_over(state, question)
    raise AssertionError


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("", (NoneGiven(), NoneGiven())),
        ("none", (NoneGiven(), NoneGiven())),
        ("skip", (Skipped(), Skipped())),
        ("not sure", (Skipped(), Skipped())),
        ("- 1", (NoneGiven(), Answered("long"))),
        ("skip 1", (Skipped(), Answered("long"))),
        ("curly, long", (Answered("curly"), Answered("long"))),
        ("3 2", (Answered("two"), Answered("curly"))),
    ],
)
def test_none_and_not_known_are_said_of_all(line: str, answers: tuple[object, ...]) -> None:
    question = coats()
    assert [part.fact for part in question.parts] == ["coat", "coat"]
    reply = understand(question, line, TODAY)
    assert reply == Each(answers)  # type: ignore[arg-type]


def test_each_answer_is_repeated_with_whose_it_is() -> None:
    question = coats()
    said = echo(question, Each((Answered("curly"), NoneGiven())), TODAY)
    assert said == "Rex: Curly; Fido: none"
    assert explain(program().pack, question)[0] == (
        "Answer for each of them in this order: 1 Rex; 2 Fido. One answer alone is for the first of them."
    )


def test_what_is_asked_in_other_words_is_asked_of_one_alone() -> None:
    state = after("Rex, Fido", "2 2")
    seen = []
    while (question := next_question(program(), state, TODAY)) is not None:
        seen.append(question)
        state = passed_over(state, question)
    eaten = [one.ask for one in seen if isinstance(one, FactQuestion) and one.fact == "food"]
    assert sorted(eaten) == ["What does Fido eat?", "What does Rex eat?"]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("I forgot", (None,)),
        ("don't remember", (None,)),
        ("not sure when", None),
        ("yesterday, not sure", (TODAY - 1, None)),
        ("I forgot, yesterday", (None, TODAY - 1)),
        ("to be confirmed", (None,)),
    ],
)
def test_whoever_forgot_the_day_says_that_there_was_one(
    line: str, days: tuple[int | None, ...] | None
) -> None:
    state = after("Rex", "2")
    question = asked(state)
    while not (isinstance(question, MoreQuestion) and question.list == "walks"):
        state = passed_over(state, question)
        question = asked(state)
    reply = understand(question, line, TODAY)
    if days is None:
        assert isinstance(reply, Problem)
        return
    assert reply == Named(days)
    assert (
        "`I forgot` if there is one, but you do not remember its day"
        in explain(program().pack, question)[0]
    )
    walks = answer(program(), state, question, reply)
    assert len(walks.root.lists["dogs"][0].lists["walks"]) == len(days)
    while (later := next_question(program(), walks, TODAY)) is not None:
        assert not (isinstance(later, FactQuestion) and later.fact == "taken_on")
        walks = passed_over(walks, later)


@pytest.mark.parametrize("line", ["skip", "maybe", "no comment"])
def test_whoever_passes_over_says_nothing_of_any_item(line: str) -> None:
    state = after("Rex", "2")
    question = asked(state)
    while not (isinstance(question, MoreQuestion) and question.list == "walks"):
        state = passed_over(state, question)
        question = asked(state)
    assert understand(question, line, TODAY) == Skipped()
