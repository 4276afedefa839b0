"""Workload M: nested situations for the post-interview pack, as a careers service would hold them.

Nobody has 6 offers and everybody forgets something: 0 to 6 applications (3 on average), 1.6
interviews each, most facts missing, all dates around one Monday. Rules that never meet are no test of
speed, so every stage of the pack occurs.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import default_rng

from benchmarks.drawing import Bools, Column, Draw, Ints, offsets_of, structs

TODAY = date(2026, 11, 16).toordinal()
# stage -> (weight, shares of 0, 1, 2, 3, 4 interviews)
STAGES: dict[str, tuple[float, tuple[float, ...]]] = {
    "applied": (24, (1,)),
    "interview_scheduled": (10, (0, 0.65, 0.35)),
    "interviewed": (28, (0, 0.25, 0.35, 0.27, 0.13)),
    "references_asked": (3, (0, 0.1, 0.4, 0.3, 0.2)),
    "on_hold": (3, (0, 0.5, 0.3, 0.2)),
    "offered": (9, (0, 0.1, 0.35, 0.35, 0.2)),
    "accepted": (4, (0, 0.1, 0.4, 0.3, 0.2)),
    "started": (1, (0, 0.1, 0.4, 0.3, 0.2)),
    "rejected": (9, (0, 0.3, 0.3, 0.25, 0.15)),
    "offer_withdrawn": (1, (0, 0.2, 0.4, 0.3, 0.1)),
    "declined": (3, (0, 0.2, 0.4, 0.3, 0.1)),
    "withdrawn": (2, (0.2, 0.4, 0.3, 0.1)),
    "closed_by_silence": (3, (0, 0.5, 0.3, 0.2)),
}
NAMES = tuple(STAGES)
PREFERENCES = ("first_choice", "good", "fallback", "not_wanted")
CONTACT_RULES = ("free", "no_calls", "no_contact", "agency_only", "agreed_date")
OFFER_FORMS = ("verbal", "written", "conditional")
COMPANIES = tuple(
    f"{first} {last}"
    for first in (
        "Acme",
        "Globex",
        "Initech",
        "Umbrella",
        "Hooli",
        "Northwind",
        "Vandelay",
        "Stark",
    )
    for last in ("Labs", "Works", "Systems", "Health", "Foods", "Energy", "Media", "Logistics")
)
ROLES = ("analyst", "engineer", "designer", "accountant", "nurse", "teacher", "buyer", "manager")
PEOPLE = ("Ms Ito", "Mr Okafor", "Dr Lind", "Ms Novak", "Mr Silva", "Ms Haddad", "two of the team")


def draw_m(rows: int, seed: int, group: int) -> pa.RecordBatch:
    """One row group of workload M: nested columns, as the pack's facts and lists are.

    Shape: situation string, today date32, facts of the root, applications list<struct<…, interviews
    list<struct<…>>>>.
    """
    random = default_rng([seed, group, 1])
    here = Draw(random, rows)
    counts = random.binomial(6, 0.5, rows)
    numbers: Column = pa.array(np.arange(rows) + group * rows).cast(pa.string())
    columns: dict[str, Column] = {
        "situation": pc.binary_join_element_wise("s", numbers, ""),
        "today": here.dates(np.full(rows, TODAY)),
        "employed_now": here.yes_no(0.6, missing=0.3),
        "notice_given": here.yes_no(0.05, missing=0.8),
        "mood": here.words(here.codes((0.9, 0.1)), ("calm", "angry"), missing=0.85),
        "holidays_until": here.dates(TODAY + here.between(1, 20), missing=0.97),
        "searched_on": here.dates(TODAY - here.between(0, 30), missing=0.7),
        "offers_compared_on": here.dates(TODAY - here.between(0, 6), missing=0.97),
        "applications": _applications(Draw(random, int(counts.sum())), counts),
    }
    return pa.record_batch(columns)


def _applications(draw: Draw, counts: Ints) -> Column:
    stage = draw.codes([weight for weight, _ in STAGES.values()])
    met = _is_one_of(stage, *(n for n in NAMES if n not in ("applied", "interview_scheduled")))
    waiting = _is_one_of(stage, "interviewed", "references_asked", "on_hold")
    applied_on = TODAY - draw.between(3, 90)
    # The last interview, or the next one where it is only agreed.
    last_on = np.where(met, TODAY - draw.between(0, 40), TODAY + draw.between(0, 14))
    columns: dict[str, Column] = {
        "company": draw.words(draw.between(0, len(COMPANIES) - 1), COMPANIES),
        "role": draw.words(draw.between(0, len(ROLES) - 1), ROLES, missing=0.4),
        "contact_name": draw.words(draw.between(0, len(PEOPLE) - 1), PEOPLE, missing=0.7),
        "stage": draw.words(stage, NAMES),
        "preference": draw.words(draw.codes((0.25, 0.4, 0.25, 0.1)), PREFERENCES, missing=0.5),
        "internal": draw.yes_no(0.05, missing=0.9),
        "applied_on": draw.dates(applied_on, missing=0.3),
        **_clock(draw, waiting, last_on),
        **_contact(draw, met),
        **_offer(draw, stage),
        **_end(draw, stage),
    }
    shares = [np.cumsum(shares) for _, shares in STAGES.values()]
    table = np.array([np.pad(s, (0, 5 - len(s)), constant_values=1.0) for s in shares])
    interviews = (draw.random.random(draw.rows)[:, None] >= table[stage]).sum(axis=1)
    columns["interviews"] = _interviews(draw, interviews, last_on)
    return pa.ListArray.from_arrays(offsets_of(counts), structs(columns))


def _clock(draw: Draw, waiting: Bools, last_on: Ints) -> dict[str, Column]:
    chases = np.minimum(draw.random.poisson(0.6, draw.rows), 5)
    chased = waiting & (chases > 0)
    return {
        "promised_reply_on": draw.dates(last_on + draw.between(2, 21), waiting, 0.65),
        "told_reply_takes": draw.days(draw.between(3, 21), waiting, 0.85),
        "last_employer_contact_on": draw.dates(
            np.minimum(last_on + draw.between(0, 10), TODAY), missing=0.6
        ),
        "last_chased_on": draw.dates(TODAY - draw.between(0, 20), chased, 0.1),
        "chases_sent": draw.numbers(chases, waiting, 0.3),
        "timeline_asked_on": draw.dates(TODAY - draw.between(0, 20), waiting, 0.9),
        "reposted": draw.yes_no(0.1, waiting, 0.8),
        "asked_about_reposting": draw.yes_no(0.2, waiting, 0.95),
    }


def _contact(draw: Draw, met: Bools) -> dict[str, Column]:
    rule = draw.codes((0.7, 0.1, 0.05, 0.1, 0.05))
    return {
        "contact_rule": draw.words(rule, CONTACT_RULES, missing=0.8),
        "agreed_contact_on": draw.dates(TODAY + draw.between(-5, 10), rule == 4, 0.5),
        "contact_back_on": draw.dates(TODAY + draw.between(-3, 10), missing=0.97),
        "agency_thanked_on": draw.dates(TODAY - draw.between(0, 10), rule == 3, 0.9),
        "insider_known": draw.yes_no(0.3, missing=0.85),
        "insider_asked": draw.yes_no(0.3, missing=0.95),
        "referrer_told": draw.yes_no(0.4, missing=0.95),
        "portfolio_wanted": draw.yes_no(0.3, met, 0.9),
        "portfolio_sent": draw.yes_no(0.5, met, 0.95),
        "told_of_other_offer": draw.yes_no(0.2, met, 0.9),
        "last_touch_on": draw.dates(TODAY - draw.between(0, 120), missing=0.97),
    }


def _offer(draw: Draw, stage: Ints) -> dict[str, Column]:
    offered = _is_one_of(stage, "offered")
    made = offered | _is_one_of(stage, "accepted", "started", "declined", "offer_withdrawn")
    answered = made & ~offered
    received_on = TODAY - draw.between(0, 20)
    answer_by = received_on + draw.between(2, 21)
    return {
        "offer_received_on": draw.dates(received_on, made, 0.25),
        "offer_form": draw.words(draw.codes((0.3, 0.55, 0.15)), OFFER_FORMS, made, 0.25),
        "paper_asked_on": draw.dates(TODAY - draw.between(0, 10), made, 0.9),
        "paper_asks_sent": draw.numbers(draw.between(0, 3), made, 0.9),
        "answer_by": draw.dates(answer_by, made, 0.4),
        "deadline_asked_on": draw.dates(TODAY - draw.between(0, 5), offered, 0.9),
        "employer_pressed": draw.yes_no(0.3, offered, 0.7),
        "needs_time": draw.yes_no(0.4, offered, 0.5),
        "extension_asked": draw.yes_no(0.3, offered, 0.8),
        "extension_granted_until": draw.dates(answer_by + draw.between(2, 7), offered, 0.95),
        "terms_open": draw.yes_no(0.4, offered, 0.6),
        "terms_raised_on": draw.dates(TODAY - draw.between(0, 5), offered, 0.9),
        "answer": draw.words(draw.codes((0.6, 0.4)), ("accepted", "declined"), offered, 0.7),
        "answered_on": draw.dates(TODAY - draw.between(0, 15), answered, 0.3),
        "acceptance_form": draw.words(
            draw.codes((0.4, 0.6)), ("verbal", "signed"), _is_one_of(stage, "accepted"), 0.3
        ),
        "starts_on": draw.dates(TODAY + draw.between(7, 90), _is_one_of(stage, "accepted"), 0.3),
    }


def _end(draw: Draw, stage: Ints) -> dict[str, Column]:
    rejected = _is_one_of(stage, "rejected")
    withdrawn = _is_one_of(stage, "offer_withdrawn")
    declined = _is_one_of(stage, "declined")
    return {
        "lawyer_asked": draw.yes_no(0.1, withdrawn, 0.7),
        "rejected_on": draw.dates(TODAY - draw.between(0, 60), rejected, 0.2),
        "thanked_after_rejection": draw.yes_no(0.4, rejected, 0.4),
        "feedback_wanted": draw.yes_no(0.5, rejected, 0.5),
        "feedback_asked": draw.yes_no(0.3, rejected, 0.7),
        "withdrawal_answered": draw.yes_no(0.3, withdrawn, 0.6),
        "regrets_declining": draw.yes_no(0.1, declined, 0.7),
    }


def _interviews(applications: Draw, counts: Ints, last_on: Ints) -> Column:
    draw = Draw(applications.random, int(counts.sum()))
    first = np.cumsum(counts) - counts
    number = np.arange(draw.rows) - np.repeat(first, counts)
    rounds_before_last = np.repeat(counts, counts) - 1 - number
    held_on = np.repeat(last_on, counts) - 9 * rounds_before_last
    held = held_on <= TODAY
    called = draw.chance(0.03)
    columns: dict[str, Column] = {
        "held_on": draw.dates(held_on),
        "interviewers": draw.words(draw.between(0, len(PEOPLE) - 1), PEOPLE, missing=0.6),
        "interviewer_count": draw.numbers(draw.between(1, 4), missing=0.7),
        "has_contact_details": draw.yes_no(0.7, missing=0.7),
        "prepared": draw.yes_no(0.5, ~held, 0.5),
        "thanked": draw.yes_no(0.6, held, 0.35),
        "thanked_on": draw.dates(np.minimum(held_on + draw.between(0, 2), TODAY), held, 0.6),
        "thanks_had_mistake": draw.yes_no(0.1, held, 0.95),
        "mistake_corrected": draw.yes_no(0.5, held, 0.98),
        "call_agreed_on": draw.dates(TODAY + draw.between(-5, 5), called),
        "employer_missed_the_call": draw.yes_no(0.5, called, 0.4),
    }
    return pa.ListArray.from_arrays(offsets_of(counts), structs(columns))


def _is_one_of(stage: Ints, *names: str) -> Bools:
    found: Bools = np.isin(stage, [NAMES.index(name) for name in names])
    return found
