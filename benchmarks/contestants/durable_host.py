"""durable-rules through its Host: one wide fact a situation, and a small one for each conclusion.

A rule that negates what another concludes must not be tried before it. So the Host asserts one
fact `level` after the other, each when the network has come to rest. What is due is computed
where a rule fires. The state of a situation is deleted when it is done, else memory grows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

import pyarrow as pa

from benchmarks.contestants.prepared import Answers, Prepared
from benchmarks.reference_w import ACTIONS

ORDER = {action: place for place, action in enumerate(ACTIONS)}
found: list[tuple[str, int]] = []  # the advice of the situation at hand; the rules fill it


def prepare(situations: pa.Table) -> Prepared:
    """One dict a situation, without the fields that are missing (to the network null is a value)."""
    from durable import engine, lang

    _declare(lang)
    host: engine.Host = lang.get_host()
    rows = [
        {key: value for key, value in row.items() if value is not None} | {"sid": number}
        for number, row in enumerate(situations.to_pylist(), 1)
    ]

    def run() -> list[list[tuple[str, int]]]:
        answers: list[list[tuple[str, int]]] = []
        for row in rows:
            sid = row["sid"]
            found.clear()
            host.assert_fact("w", row)
            host.assert_fact("w", {"sid": sid, "level": 2})
            host.assert_fact("w", {"sid": sid, "level": 3})
            host.delete_state("w", sid)
            answers.append(sorted(found, key=lambda advice: ORDER[advice[0]]))
        return answers

    return Prepared(run, _answers)


def _answers(answers: list[Any]) -> Answers:
    return [[(action, int(due)) for action, due in each] for each in answers]


def _declare(lang: Any) -> None:
    m, none, when_all = lang.m, lang.none, lang.when_all

    def conclude(name: str, *conditions: Any) -> None:
        when_all(*conditions)(lambda c: c.assert_fact({"name": name}))

    def advise(action: str, due: Callable[[Any], int], *conditions: Any) -> None:
        when_all(*conditions)(lambda c: found.append((action, due(c.row))))

    def it(name: str) -> Any:
        return m.name == name

    def no(name: str) -> Any:
        return none(m.name == name)

    def row(test: Any) -> Any:
        return lang.c.row << test

    def either(*tests: Any) -> Any:
        return reduce(or_, tests)

    def both(*tests: Any) -> Any:
        return reduce(and_, tests)

    any_row = m.stage != ""
    deadline, promised = m.offer_deadline_in_days, m.promised_in_days
    with lang.ruleset("w"):
        conclude("past_interview", either(m.stage == "interviewed", m.stage == "final"))
        conclude("recent_interview", both(m.days_since_interview <= 20, m.rounds_done >= 1))
        conclude("silent", m.days_since_contact >= 10)
        conclude("promise_broken", both(+promised, m.days_since_contact > promised))
        conclude("promise_pending", both(+promised, m.days_since_contact <= promised))
        conclude("offer_open", both(_is(m.has_offer, True), either(-deadline, deadline >= 0)))
        conclude("deadline_near", both(deadline >= 0, deadline <= 5))
        conclude("has_alternatives", m.other_offers >= 1)
        conclude(
            "out",
            either(_is(m.rejected, True), _is(m.accepted_elsewhere, True), m.stage == "closed"),
        )
        conclude("panel", m.interviewer_count >= 3)

        second, out = m.level == 2, no("out")
        conclude("active", second, out)
        conclude(
            "should_thank",
            second,
            it("past_interview"),
            it("recent_interview"),
            _is(m.thanked, False),
            out,
        )
        conclude(
            "may_chase",
            second,
            it("past_interview"),
            it("silent"),
            m.chases_sent < 3,
            no("promise_pending"),
            out,
        )
        conclude("overdue", second, it("promise_broken"), _is(m.has_offer, False), out)
        conclude("leverage", second, it("offer_open"), it("has_alternatives"), out)
        conclude("deciding", second, it("offer_open"), m.wants_role != "unwanted", out)
        conclude("urgent_offer", second, it("deadline_near"), it("offer_open"), out)
        conclude("ghosted", second, it("silent"), m.chases_sent >= 3, no("promise_pending"), out)

        third = m.level == 3
        advise(
            "ask-extension",
            lambda row: 0,
            third,
            it("urgent_offer"),
            row(both(_is(m.needs_time, True), _is(m.remote_ok, False))),
        )
        advise(
            "decide-now",
            lambda row: row.offer_deadline_in_days or 0,
            third,
            it("urgent_offer"),
            row(_is(m.needs_time, False)),
        )
        advise(
            "thank-each",
            lambda row: max(0, 2 - row.days_since_interview),
            third,
            it("should_thank"),
            it("panel"),
            row(any_row),
        )
        advise(
            "send-thanks",
            lambda row: max(0, 1 - row.days_since_interview),
            third,
            it("should_thank"),
            no("panel"),
            row(any_row),
        )
        advise(
            "withdraw-elsewhere",
            lambda row: 1 + row.other_offers,
            third,
            row(both(_is(m.accepted_elsewhere, True), _is(m.rejected, False))),
        )
        advise(
            "negotiate",
            lambda row: max(0, _given(row.offer_deadline_in_days, 7) - 1),
            third,
            it("leverage"),
            it("deciding"),
            row(m.salary_gap_pct > 5),
        )
        advise(
            "chase-promise",
            lambda row: min(3, row.chases_sent),
            third,
            it("overdue"),
            row(any_row),
        )
        advise(
            "decline",
            lambda row: 1,
            third,
            it("active"),
            it("offer_open"),
            row(m.wants_role == "unwanted"),
        )
        advise(
            "accept",
            lambda row: _given(row.offer_deadline_in_days, 5),
            third,
            it("deciding"),
            no("leverage"),
            row(both(m.wants_role == "wanted", _is(m.needs_time, False))),
        )
        advise(
            "chase-politely",
            lambda row: row.chases_sent * 2,
            third,
            it("may_chase"),
            no("overdue"),
            row(any_row),
        )
        advise(
            "prepare-references",
            lambda row: max(0, 3 - row.rounds_done),
            third,
            it("active"),
            row(
                both(
                    _is(m.references_asked, True),
                    _is(m.references_ready, False),
                    _is(m.priority_company, True),
                )
            ),
        )
        rejected_only = both(_is(m.rejected, True), _is(m.accepted_elsewhere, False))
        advise(
            "move-on", lambda row: 0, third, row(any_row), lang.any(it("ghosted"), rejected_only)
        )


def _is(field: Any, value: bool) -> Any:
    """The engine's expression for a yes-no field."""
    return field == value


def _given(value: Any, otherwise: int) -> int:
    return otherwise if value is None else int(value)
