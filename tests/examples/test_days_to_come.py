"""The page and the timeline name the same next day, or say on which ground they name another."""

from __future__ import annotations

import pytest

from advisor import api
from advisor.cli.commands.timeline import once_done
from advisor.ir import ActionKind, Situation, Upcoming
from advisor.rendering.advice_text import next_change_words
from tests.examples.collection import Example, examples, program

DAYS = 60
HAND_MADE = [one for one in examples() if not one.name.startswith("real/")]


def first_new(
    situation: Situation, advisor: api.Advisor, known: set[tuple[str, str]]
) -> int | None:
    """The first day of the timeline on which there is something to do that is not known yet."""
    for change in api.timeline(advisor, situation, DAYS).changes:
        for piece in change.begins:
            if piece.kind is ActionKind.DO and (piece.action, piece.place) not in known:
                return change.day
    return None


@pytest.mark.parametrize("example", HAND_MADE, ids=[one.name for one in HAND_MADE])
def test_the_next_day_of_the_page_is_one_of_the_timeline(example: Example) -> None:
    advisor = api.Advisor(program(), "oracle").with_values(example.case.parameters)
    situation = example.case.situation
    decision = advisor.advise(situation, questions=False)
    if decision.error is not None:
        return
    upcoming: Upcoming | None = api.next_change(advisor, situation, decision)
    said = once_done(advisor, situation, decision.today + DAYS)
    if (
        api.as_advised(advisor, situation, decision) is situation
    ):  # both take it that nothing is done
        known = {(piece.action, piece.place) for piece in decision.advice}
        assert said is None
        assert first_new(situation, advisor, known) == (upcoming and upcoming.day)
    else:
        assert said is not None
        if upcoming is not None:
            assert next_change_words(program().pack, upcoming, decision.today)[1] in said
        else:
            assert "nothing more to do until" in said
