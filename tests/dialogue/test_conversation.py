"""The order of the questions, on a pack small enough to know every answer."""

from __future__ import annotations

from dataclasses import replace

from advisor.dialogue.answers import Back, Explain, Stop
from advisor.dialogue.conversation import (
    Conversation,
    answer,
    back,
    begin,
    complete_part,
    with_open_lists,
)
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion, Question
from advisor.dialogue.replies import understand
from advisor.ir import Instance
from advisor.loading.declarations.situations import load_situations
from tests.small_pack import TODAY, small_pack, small_program


def name_of(question: Question | None) -> str | None:
    """`applications[0].stage` for a fact, `applications[0].interviews?` for a list."""
    if question is None:
        return None
    prefix = f"{question.place}." if question.place else ""
    if isinstance(question, FactQuestion):
        return f"{prefix}{question.fact}"
    return f"{prefix}{question.list}?"


def talk(*lines: str, start: Conversation | None = None) -> tuple[list[str | None], Conversation]:
    """The questions that were asked, with the next one at the end, and the state."""
    program = small_program()
    state = start or begin(program)
    asked: list[str | None] = []
    for line in lines:
        question = next_question(program, state, TODAY)
        assert question is not None, f"nothing is asked; {line!r} remains"
        asked.append(name_of(question))
        reply = understand(question, line, TODAY)
        assert not isinstance(reply, Problem | Explain | Stop)
        state = back(state) if isinstance(reply, Back) else answer(program, state, question, reply)
    asked.append(name_of(next_question(program, state, TODAY)))
    return asked, state


def test_required_facts_come_first_then_what_lies_inside_then_the_other_facts() -> None:
    lines = ("yes", "Acme", "interviewed", "yes", "friday", "no", "no", "yesterday", "", "", "no")
    assert talk(*lines)[0] == [
        "applications?",
        "applications[0].company",
        "applications[0].stage",
        "applications[0].interviews?",
        "applications[0].interviews[0].held_on",
        "applications[0].interviews[0].thanked",
        "applications[0].interviews?",
        "applications[0].reply_by",
        "applications[0].chases",
        "applications[0].chased_on",
        "applications?",
        None,
    ]


def test_an_answer_makes_later_questions_needless() -> None:
    lines = ("yes", "Acme", "interviewed", "no", "tomorrow", "no")
    assert talk(*lines)[0][-3:] == ["applications[0].reply_by", "applications?", None]


def test_what_cannot_matter_is_not_asked() -> None:
    asked, state = talk("yes", "Acme", "applied", "no", "no")
    assert asked == [
        "applications?",
        "applications[0].company",
        "applications[0].stage",
        "applications[0].interviews?",
        "applications?",
        None,
    ]
    assert state.root.lists["applications"][0].facts == {"company": "Acme", "stage": "applied"}


def test_only_a_rejection_makes_the_mood_matter() -> None:
    asked, _ = talk("yes", "Acme", "rejected", "no", "no", "angry")
    assert asked[-2:] == ["mood", None]


def test_nothing_at_all_ends_the_questionnaire() -> None:
    assert talk("no")[0] == ["applications?", None]


def test_one_application_is_finished_before_the_next_one_begins() -> None:
    lines = ["yes", "Acme", "rejected", "no", "yes", "Globex", "rejected", "no", "no", "calm"]
    asked, _ = talk(*lines)
    assert asked == [
        "applications?",
        "applications[0].company",
        "applications[0].stage",
        "applications[0].interviews?",
        "applications?",
        "applications[1].company",
        "applications[1].stage",
        "applications[1].interviews?",
        "applications?",
        "mood",
        None,
    ]


def test_skip_leaves_a_fact_missing_and_does_not_ask_again() -> None:
    asked, state = talk("yes", "Acme", "interviewed", "no", "skip", "skip")
    assert asked[-3:] == [
        "applications[0].reply_by",
        "applications[0].chases",
        "applications[0].chased_on",
    ]
    assert "reply_by" not in state.root.lists["applications"][0].facts
    assert ("applications[0]", "reply_by") in state.skipped


def test_a_list_that_was_skipped_stays_open_and_is_not_asked_again() -> None:
    asked, state = talk("skip")
    assert asked == ["applications?", "mood"]  # some application may be rejected
    assert talk("calm", start=state)[0] == ["mood", None]
    assert state.root.open_lists == {"applications"}


def test_enter_states_the_default() -> None:
    _, state = talk("yes", "Acme", "interviewed", "no", "yesterday", "")
    assert state.root.lists["applications"][0].facts["chases"] == 0


def test_back_undoes_any_number_of_answers() -> None:
    lines = ("yes", "Acme", "interviewed", "yes", "friday")
    _, far = talk(*lines)
    _, undone = talk("back", "back", "back", start=far)
    assert undone == talk(*lines[:2])[1]
    _, start = talk("back", "back", "back", start=undone)
    assert start == begin(small_program())
    assert talk(*lines)[1] == talk("interviewed", "yes", "friday", start=undone)[1]


def test_questions_say_whom_they_are_about() -> None:
    program = small_program()
    _, state = talk("yes")
    question = next_question(program, state, TODAY)
    assert question is not None and question.about == "application 1"
    _, state = talk("yes", "Acme", "interviewed", "yes", "friday")
    question = next_question(program, state, TODAY)
    assert isinstance(question, FactQuestion)
    assert question.about == "Acme, the interview on 20 Nov 2026"
    assert (question.number, question.rules) == (6, ("thank-after-each-interview",))
    _, state = talk("yes", "Acme", "interviewed", "no")
    question = next_question(program, state, TODAY)
    assert isinstance(question, FactQuestion)
    assert question.ask == "By what day did Acme promise an answer?"


def test_whether_there_is_another_one_names_those_that_are_known() -> None:
    question = next_question(small_program(), talk("yes", "Acme", "applied", "no")[1], TODAY)
    assert question is not None
    assert question.ask == "Is there another application, besides Acme?"
    for others, known in (
        ("Globex", "Acme and Globex"),
        ("Globex, Initech", "Acme, Globex and Initech"),
        ("Globex, Initech, Hooli", "the 4 so far, such as Globex, Initech and Hooli"),
    ):
        typed = [
            w for name in f"Acme, {others}".split(", ") for w in ("yes", name, "applied", "no")
        ]
        question = next_question(small_program(), talk(*typed)[1], TODAY)
        assert question is not None
        assert question.ask == f"Is there another application, besides {known}?"
    question = next_question(small_program(), talk("yes", "Acme", "applied")[1], TODAY)
    assert question is not None and question.about == "Acme"
    assert question.ask == "Is there an interview to tell about?"


def test_an_item_that_lacks_a_required_fact_is_left_out_of_the_advice() -> None:
    _, state = talk("yes", "Acme", "rejected", "no", "yes", "Globex")
    [acme] = complete_part(small_pack(), state.root).lists["applications"]
    assert acme.facts["company"] == "Acme"


def test_a_file_is_taken_up_where_it_was_left() -> None:
    text = "applications:\n  - company: Acme\n    stage: rejected\n    interviews: none\n"
    [case] = load_situations(text, "s", small_pack(), "yaml").cases
    state = begin(small_program(), with_open_lists(case.situation.root))
    assert talk("no", start=state)[0] == ["applications?", "mood"]


def test_lists_that_a_file_calls_empty_are_closed() -> None:
    text = "applications:\n  - company: Acme\n    stage: rejected\n    interviews: none\n"
    [case] = load_situations(text, "s", small_pack(), "yaml").cases
    root = with_open_lists(case.situation.root)
    assert root.open_lists == {"applications"}
    assert root.lists["applications"][0].open_lists == frozenset()


def test_an_unfinished_item_from_a_file_is_finished_first() -> None:
    unfinished = Instance("application", {"company": "Acme"}, {"interviews": ()})
    root = replace(begin(small_program()).root, lists={"applications": (unfinished,)})
    assert talk(start=begin(small_program(), root))[0] == ["applications[0].stage"]
