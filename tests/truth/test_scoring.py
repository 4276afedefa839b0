"""One page against one expert."""

from __future__ import annotations

from typing import Any

import pytest

from tests.truth.made import ASK, CHASE, TODAY, WAIT, against, day, expert, form, page, piece, score
from tests.truth.model import Bounds, Contradiction, ExpertAction, Form
from tests.truth.pages import Piece
from tests.truth.scoring import Verdict, find_contradicted, fits, is_first_right, matches

OFFER = piece(
    "tell-pending-employer",
    "Tell Acme that you have another offer",
    "Say that it's your first choice. Phone them.",
    labels=frozenset({"Acme", "the interview on 2 Mar 2026"}),
    notes=frozenset({"by-phone"}),
)

FORMS = {
    "the action": (form("tell-pending-employer"), True),
    "another action": (form("chase"), False),
    "the action for whom it is": (form("tell-pending-employer", target="Acme"), True),
    "the action for an instance inside": (
        form("tell-pending-employer", target="the interview on 2 Mar 2026"),
        True,
    ),
    "the action for somebody else": (form("tell-pending-employer", target="Globex"), False),
    "words of the title": (form(says="another offer"), True),
    "words in other letters": (form(says="FIRST CHOICE"), True),
    "words with a typographic apostrophe": (form(says="it\u2019s your first"), True),
    "words across sentences": (form(says="offer.*phone"), True),
    "words that are not there": (form(says="by e-mail"), False),
    "the action and words in it": (form("tell-pending-employer", "phone|call"), True),
    "the action without the words": (form("tell-pending-employer", "by e-mail"), False),
    "the words without the action": (form("chase", "phone"), False),
    "a note that it shows": (form(note="by-phone"), True),
    "a note that it does not show": (form(note="by-letter"), False),
    "the action and a note": (form("tell-pending-employer", note="by-phone"), True),
    "another action and the note": (form("chase", note="by-phone"), False),
}


@pytest.mark.parametrize(("wanted", "is_match"), FORMS.values(), ids=FORMS)
def test_a_form_is_found_where_all_of_it_holds(wanted: Form, is_match: bool) -> None:
    assert matches(wanted, OFFER) is is_match


def test_words_are_looked_for_in_one_piece_at_a_time() -> None:
    apart = ExpertAction("both", (form(says="how things stand.*word"),))
    assert score(expert(actions=(apart,)), ASK, WAIT).actions[0].verdict is Verdict.MISSED


VERDICTS = {
    "advised": ((CHASE,), (), Verdict.ADVISED, (ASK,)),
    "advised although also partly": ((CHASE,), (form("wait-for-reply"),), Verdict.ADVISED, (ASK,)),
    "any one form is enough": ((form("accept-offer"), CHASE), (), Verdict.ADVISED, (ASK,)),
    "partly": ((form("accept-offer"),), (form("wait-for-reply"),), Verdict.PARTLY, (WAIT,)),
    "missed": ((form("accept-offer"),), (form("decline-offer"),), Verdict.MISSED, ()),
    "nothing can say it": ((), (), Verdict.MISSED, ()),
}


@pytest.mark.parametrize(("same", "partly", "verdict", "by"), VERDICTS.values(), ids=VERDICTS)
def test_an_action_is_advised_partly_or_missed(
    same: tuple[Form, ...], partly: tuple[Form, ...], verdict: Verdict, by: tuple[Piece, ...]
) -> None:
    case = expert(actions=(ExpertAction("it", same, partly),))
    [found] = score(case, ASK, WAIT).actions
    assert (found.verdict, found.pieces) == (verdict, by)


# Today is the 10th. Kind, start, due, the expert's first and last day, whether it fits.
TIMES = {
    "done by its due day": ("do", None, 12, None, 12, True),
    "due too late": ("do", None, 13, None, 12, False),
    "at once, where the expert would wait": ("do", None, 12, 11, 13, False),
    "starts when the expert starts": ("do", 11, 12, 11, 13, True),
    "a start that has passed means today": ("do", 4, 12, 10, 12, True),
    "no due day, so today": ("do", None, None, 10, 10, True),
    "no due day, today is too late": ("do", None, None, None, 9, False),
    "no due day, begins later": ("do", 13, None, 12, 13, True),
    "no due day, begins too late": ("do", 14, None, 12, 13, False),
    "overdue means today": ("do", 2, 5, 10, 10, True),
    "overdue, and today is too late": ("do", 2, 5, None, 9, False),
    "overdue, but the expert would wait": ("do", 2, 5, 11, None, False),
    "only a first day": ("do", 12, 30, 11, None, True),
    "a wait ends in time": ("wait", None, 13, 12, 14, True),
    "a wait ends too early": ("wait", None, 11, 12, 14, False),
    "a wait ends too late": ("wait", None, 15, 12, 14, False),
    "a wait without an end": ("wait", None, None, 12, 14, False),
    "a wait without an end, and no last day": ("wait", None, None, 12, None, True),
    "avoided from today": ("avoid", None, None, None, 10, True),
    "avoided from today, past the day": ("avoid", None, None, 12, None, True),
    "avoided too late": ("avoid", 12, None, None, 11, False),
    "avoided until a day in time": ("avoid", None, 13, 12, 14, True),
    "avoided not long enough": ("avoid", None, 11, 12, 14, False),
}


@pytest.mark.parametrize(
    ("kind", "start", "due", "first", "last", "is_fit"), TIMES.values(), ids=TIMES
)
def test_a_piece_fits_the_days_that_the_expert_allows(
    kind: str, start: int | None, due: int | None, first: int | None, last: int | None, is_fit: bool
) -> None:
    def at(number: int | None) -> int | None:
        return None if number is None else day(number)

    given = piece("it", kind=kind, start=at(start), due=at(due))
    assert fits(Bounds(at(first), at(last)), given, TODAY) is is_fit


def timed(words: str, action: str, last: int) -> ExpertAction:
    return ExpertAction(words, (form(action),), time=Bounds(None, day(last)))


TIMED_CASES: dict[str, tuple[tuple[ExpertAction, ...], bool | None]] = {
    "no time was named": ((ExpertAction("ask", (CHASE,)),), None),
    "what has a time is missed": ((timed("accept", "accept-offer", 12),), None),
    "in time": ((timed("ask", "chase", 12),), True),
    "too late": ((timed("ask", "chase", 11),), False),
    "one of two too late": (
        (timed("ask", "chase", 11), timed("wait", "wait-for-reply", 12)),
        False,
    ),
    "the missed one does not count": (
        (timed("ask", "chase", 12), timed("accept", "accept-offer", 9)),
        True,
    ),
    "partly advised counts too": (
        (ExpertAction("ask", (), (CHASE,), Bounds(None, day(11))),),
        False,
    ),
    "one of several pieces in time is enough": (
        (ExpertAction("ask", (CHASE, form("send")), time=Bounds(day(14))),),
        True,
    ),
}


@pytest.mark.parametrize(("actions", "in_time"), TIMED_CASES.values(), ids=TIMED_CASES)
def test_the_time_of_a_case_is_right_where_all_that_was_advised_is_in_time(
    actions: tuple[ExpertAction, ...], in_time: bool | None
) -> None:
    later = piece("send", start=day(15), due=day(16), status="later")
    assert score(expert(actions=actions), ASK, WAIT, later).in_time is in_time


BACK = form("take-back-acceptance")
YES = piece("accept-offer", labels=frozenset({"Globex"}))
OUT = piece("take-back-acceptance", labels=frozenset({"Acme"}))
FIRST = {
    "a yes to another one is given before the first is taken back": ((BACK,), (YES, OUT), True),
    "a yes to the same one is another thing": (
        (BACK,),
        (piece("accept-offer", labels=frozenset({"Acme"})), OUT),
        False,
    ),
    "something stands between": ((BACK,), (YES, WAIT, OUT), False),
    "what is not presupposed comes before it": ((BACK,), (ASK, OUT), False),
    "the yes alone is not it": ((BACK,), (YES,), False),
    "the first piece is right": ((CHASE,), (ASK, WAIT), True),
    "another piece is first": ((CHASE,), (WAIT, ASK), False),
    "one of several would do": ((form("accept-offer"), CHASE), (ASK,), True),
    "there is no advice at all": ((CHASE,), (), False),
    "right for whom": ((form("chase", target="Globex"),), (ASK,), False),
}


@pytest.mark.parametrize(("first", "pieces", "is_right"), FIRST.values(), ids=FIRST)
def test_the_first_piece_is_right_or_not(
    first: tuple[Form, ...], pieces: tuple[Piece, ...], is_right: bool
) -> None:
    assert is_first_right(first, page(*pieces)) is is_right


def test_without_a_first_act_of_the_expert_there_is_nothing_to_compare() -> None:
    assert score(expert(first=()), ASK).first_right is None


VIEWED = piece("chase", due=day(12), views=("Others would wait a week longer.",))
LATER = piece("chase", start=day(14), due=day(16), status="later")
MARKED, UNMARKED, NONE = [True], [False], list[bool]()

AGAINST: dict[str, tuple[Contradiction, tuple[Piece, ...], list[bool]]] = {
    "not advised": (against("accept-offer"), (ASK, WAIT), NONE),
    "advised": (against("chase"), (ASK, WAIT), UNMARKED),
    "advised with the other view": (against("chase"), (VIEWED,), MARKED),
    "twice, once without the other view": (against("chase"), (VIEWED, ASK), UNMARKED),
    "the view is about something else": (
        against("chase", view=form(says="in writing").says),
        (VIEWED,),
        UNMARKED,
    ),
    "the view is the expert's": (
        against("chase", view=form(says="wait a week").says),
        (VIEWED,),
        MARKED,
    ),
    "advised for later": (against("chase"), (LATER,), UNMARKED),
    "begins on the day from which it is right": (against("chase", before=day(14)), (LATER,), NONE),
    "begins the day before": (against("chase", before=day(15)), (LATER,), UNMARKED),
    "begins today, and that is too early": (against("chase", before=day(11)), (ASK,), UNMARKED),
    "begins today, and that is right": (against("chase", before=day(10)), (ASK,), NONE),
    "in its words": (
        Contradiction(form(says="how things stand"), "no question yet"),
        (ASK,),
        UNMARKED,
    ),
}


@pytest.mark.parametrize(("contradiction", "pieces", "marks"), AGAINST.values(), ids=AGAINST)
def test_a_contradiction_is_found_and_marked_or_not(
    contradiction: Contradiction, pieces: tuple[Piece, ...], marks: list[bool]
) -> None:
    found = find_contradicted([contradiction], page(*pieces))
    assert [one.is_marked for one in found] == marks


NOTED = piece("chase", "Ask Acme how things stand", "Phone them.", notes=frozenset({"by-phone"}))

RELEVANT: dict[str, tuple[dict[str, Any], bool]] = {
    "the expert advised it": ({"same": (CHASE,)}, True),
    "its words aside": ({"same": (form("chase", "in writing"),)}, True),
    "it would be half of it": ({"partly": (CHASE,)}, True),
    "the expert would begin with it": ({"first": (CHASE,)}, True),
    "it fits": ({"fits": (CHASE,)}, True),
    "it fits somebody else": ({"fits": (form("chase", target="Globex"),)}, False),
    "its title says it": ({"same": (form(says="how things stand"),)}, True),
    "only a note in it says it": ({"same": (form(says="phone"),)}, False),
    "only its note is named": ({"same": (form(note="by-phone"),)}, False),
    "nobody named it": ({}, False),
}


@pytest.mark.parametrize(("named", "is_relevant"), RELEVANT.values(), ids=RELEVANT)
def test_a_piece_that_nobody_named_is_beside_the_point(
    named: dict[str, Any], is_relevant: bool
) -> None:
    action = ExpertAction("it", named.get("same", ()), named.get("partly", ()))
    case = expert(first=named.get("first", ()), fits=named.get("fits", ()), actions=(action,))
    assert score(case, NOTED).irrelevant == (() if is_relevant else (NOTED,))
