"""Patterns that stand on the pages of many other cases."""

from __future__ import annotations

from fractions import Fraction

from tests.truth.made import ASK, CHASE, WAIT, expert, form, piece, score
from tests.truth.model import ExpertAction
from tests.truth.wide import find_wide

PHONE = piece("chase", "Ask Acme how things stand", "Phone them.")


def test_only_words_that_stand_on_many_other_pages_are_told() -> None:
    telling = expert(
        "one",
        actions=(
            ExpertAction("ask", (CHASE,)),  # an action is no pattern
            ExpertAction("ask how it stands", (form(says="how things stand"),)),  # on two of three
            ExpertAction("be patient", (form(says="wait|word", target="Acme"),)),  # on one of three
            ExpertAction("phone", (form(says="phone"),)),  # on its own page only
            ExpertAction("ask in writing", (form("chase", "how things"),)),  # within one action
        ),
    )
    scores = [
        score(telling, PHONE),
        score(expert("two"), ASK),
        score(expert("three"), WAIT),
        score(expert("four"), ASK),
    ]
    found = [(one.name, one.words, one.pattern, one.share) for one in find_wide(scores)]
    assert found == [
        ("one", "ask how it stands", "how things stand", Fraction(2, 3)),
        ("one", "be patient", "wait|word", Fraction(1, 3)),
    ]
    assert [one.words for one in find_wide(scores, Fraction(1, 2))] == ["ask how it stands"]


def test_a_case_alone_has_no_other_pages() -> None:
    alone = expert(actions=(ExpertAction("ask", (form(says="how things"),)),))
    assert find_wide([score(alone, ASK)]) == []
