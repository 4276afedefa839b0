"""clipspy: CLIPS with one environment, which is reset for each situation."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from benchmarks.contestants.prepared import Answers, Prepared
from benchmarks.reference_w import ACTIONS
from benchmarks.situations_w import FIELDS

ORDER = {action: place for place, action in enumerate(ACTIONS)}

# Level 2 must see the whole of level 1, hence its lower salience; likewise level 3.
# A missing number is the symbol nil.
LEVEL_1 = {
    "past-interview": "(row (stage interviewed|final))",
    "recent-interview": "(row (days_since_interview ?d&:(<= ?d 20)) (rounds_done ?n&:(>= ?n 1)))",
    "silent": "(row (days_since_contact ?d&:(>= ?d 10)))",
    "promise-broken": "(row (promised_in_days ?p&~nil) (days_since_contact ?d&:(> ?d ?p)))",
    "promise-pending": "(row (promised_in_days ?p&~nil) (days_since_contact ?d&:(<= ?d ?p)))",
    "offer-open": "(row (has_offer TRUE) (offer_deadline_in_days ?d&:(or (eq ?d nil) (>= ?d 0))))",
    "deadline-near": "(row (offer_deadline_in_days ?d&~nil&:(>= ?d 0)&:(<= ?d 5)))",
    "has-alternatives": "(row (other_offers ?n&:(>= ?n 1)))",
    "out": "(or (row (rejected TRUE)) (row (accepted_elsewhere TRUE)) (row (stage closed)))",
    "panel": "(row (interviewer_count ?n&:(>= ?n 3)))",
}
LEVEL_2 = {
    "active": "(row) (not (is out))",
    "should-thank": "(is past-interview) (is recent-interview) (row (thanked FALSE)) (not (is out))",
    "may-chase": "(is past-interview) (is silent) (not (is promise-pending)) (not (is out))"
    " (row (chases_sent ?n&:(< ?n 3)))",
    "overdue": "(is promise-broken) (not (is out)) (row (has_offer FALSE))",
    "leverage": "(is offer-open) (is has-alternatives) (not (is out))",
    "deciding": "(is offer-open) (not (is out)) (row (wants_role ~unwanted))",
    "urgent-offer": "(is deadline-near) (is offer-open) (not (is out))",
    "ghosted": "(is silent) (not (is promise-pending)) (not (is out))"
    " (row (chases_sent ?n&:(>= ?n 3)))",
}
LEVEL_3 = {
    "ask-extension": ("(is urgent-offer) (row (needs_time TRUE) (remote_ok FALSE))", "0"),
    "decide-now": (
        "(is urgent-offer) (row (needs_time FALSE) (offer_deadline_in_days ?d))",
        "?d",
    ),
    "thank-each": (
        "(is should-thank) (is panel) (row (days_since_interview ?d))",
        "(max 0 (- 2 ?d))",
    ),
    "send-thanks": (
        "(is should-thank) (not (is panel)) (row (days_since_interview ?d))",
        "(max 0 (- 1 ?d))",
    ),
    "withdraw-elsewhere": (
        "(row (accepted_elsewhere TRUE) (rejected FALSE) (other_offers ?n))",
        "(+ 1 ?n)",
    ),
    "negotiate": (
        "(is leverage) (is deciding)"
        " (row (salary_gap_pct ?g&:(> ?g 5)) (offer_deadline_in_days ?d))",
        "(max 0 (- (if (eq ?d nil) then 7 else ?d) 1))",
    ),
    "chase-promise": ("(is overdue) (row (chases_sent ?n))", "(min 3 ?n)"),
    "decline": ("(is active) (is offer-open) (row (wants_role unwanted))", "1"),
    "accept": (
        "(is deciding) (not (is leverage))"
        " (row (wants_role wanted) (needs_time FALSE) (offer_deadline_in_days ?d))",
        "(if (eq ?d nil) then 5 else ?d)",
    ),
    "chase-politely": ("(is may-chase) (not (is overdue)) (row (chases_sent ?n))", "(* ?n 2)"),
    "prepare-references": (
        "(is active) (row (references_asked TRUE) (references_ready FALSE)"
        " (priority_company TRUE) (rounds_done ?n))",
        "(max 0 (- 3 ?n))",
    ),
    "move-on": ("(or (is ghosted) (row (rejected TRUE) (accepted_elsewhere FALSE)))", "0"),
}


def prepare(situations: pa.Table) -> Prepared:
    """One dict a situation, of symbols and numbers."""
    import clips

    environment = clips.Environment()
    found: list[tuple[str, int]] = []
    environment.define_function(lambda action, due: found.append((str(action), due)), "advise")
    for construct in _constructs():
        environment.build(construct)
    template = environment.find_template("row")
    rows = [
        {key: _clips_value(value, clips.Symbol) for key, value in row.items()}
        for row in situations.to_pylist()
    ]

    def run() -> list[list[tuple[str, int]]]:
        answers: list[list[tuple[str, int]]] = []
        for row in rows:
            found.clear()
            environment.reset()
            template.assert_fact(**row)
            environment.run()
            answers.append(sorted(found, key=lambda advice: ORDER[advice[0]]))
        return answers

    return Prepared(run, _answers)


def _answers(answers: list[Any]) -> Answers:
    return [[(action, int(due)) for action, due in each] for each in answers]


def _clips_value(value: Any, symbol: Any) -> Any:
    match value:
        case bool():
            return symbol("TRUE" if value else "FALSE")
        case None:
            return symbol("nil")
        case str():
            return symbol(value)
        case _:
            return value


def _constructs() -> list[str]:
    slots = " ".join(f"(slot {name})" for name in FIELDS)
    concluding = [
        f"(defrule {name} (declare (salience {salience})) {when} => (assert (is {name})))"
        for salience, level in ((20, LEVEL_1), (10, LEVEL_2))
        for name, when in level.items()
    ]
    advising = [
        f"(defrule {action} {when} => (advise {action} {due}))"
        for action, (when, due) in LEVEL_3.items()
    ]
    return [f"(deftemplate row {slots})", *concluding, *advising]
