"""What rules, actions and the agenda mean: advice worked out by hand from sections 5, 6 and 9.

A piece of advice is written `action@place status start..due`, days without a month standing for
November 2026; what is at once, without a date and for the situation is `action` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from advisor.ir import Advice
from tests.agreement.engines import ALL
from tests.agreement.world import outcome, world_with

ACTIONS = """\
actions:
  call: {title: Call, kind: do}
  write: {title: Write, kind: do}
  visit: {title: Visit, kind: do}
  hold: {title: Hold, kind: wait}
  shun: {title: Shun, kind: avoid, incompatible: [call]}
  rest: {title: Rest, kind: do, importance: low}
  run: {title: Run, kind: do, importance: urgent}
  thank: {title: Thank, kind: do, after: [call]}
  toast: {title: Toast, kind: do, after_any: [visit]}
  last: {title: Last, kind: do, after: [thank], importance: urgent}
  dash: {title: Dash, kind: do, importance: urgent}
  see: {title: See, kind: do, importance: high}
  know: {title: Know, kind: know, importance: high}
"""


@dataclass(frozen=True)
class Row:
    """Rules in short (see `rules_of`), a situation, and the advice in its order."""

    rules: tuple[str, ...]
    facts: str
    advice: tuple[str, ...]


def rules_of(lines: tuple[str, ...]) -> str:
    """`name for entity: key value; key value` as a YAML rule; every rule has a reason."""
    found = ["rules:"]
    for line in lines:
        head, _, body = line.partition(": ")
        name, _, entity = head.partition(" for ")
        found += [f"  - rule: {name}", f"    for: {entity or 'situation'}", "    because: So."]
        for part in body.split("; "):
            key, _, value = part.partition(" ")
            found.append(f"    {key}: {value}")
    return "\n".join(found) + "\n"


def day(ordinal: int | None) -> str:
    if ordinal is None:
        return ""
    on = date.fromordinal(ordinal)
    return str(on.day) if (on.year, on.month) == (2026, 11) else on.isoformat()


def short(piece: Advice) -> str:
    """The advice as the tables write it."""
    text = piece.action + (f"@{piece.place}" if piece.place else "")
    if piece.status != "now" or piece.start is not None or piece.due is not None:
        text += f" {piece.status} {day(piece.start)}..{day(piece.due)}"
    return text


TWO_BOXES = "boxes: [{k: 1, items: [{i: 1}, {i: 2}]}, {k: 2, items: [{i: 3}]}]"
ALL_BOXES = ("a for box: advise call", "b for item: advise write")

ROWS: dict[str, Row] = {
    # Section 5: when a rule fires.
    "a rule without `when` fires for every instance of its entity": Row(
        ("a for box: advise call",), TWO_BOXES, ("call@boxes[0]", "call@boxes[1]")
    ),
    "a rule for an entity without instances never fires": Row(("a for box: advise call",), "", ()),
    "a rule without `for` is about the situation": Row(("a: advise call",), TWO_BOXES, ("call",)),
    "a list under `when` means all of them": Row(
        ("a: when [p, q]; advise call", "b: when [p, n > 1]; advise write"),
        "{p: yes, n: 2}",
        ("write",),
    ),
    "a list under `unless` means any of them": Row(
        ("a: unless [p, q]; advise call", "b: unless [q, n > 2]; advise write"),
        "{p: yes, n: 2}",
        ("write",),
    ),
    "`any` needs one of its parts": Row(
        ("a: when {any: [p, q]}; advise call", "b: when {any: [q, n > 5]}; advise write"),
        "p: yes",
        ("call",),
    ),
    "`none` needs none of its parts": Row(
        ("a: when {none: [p, q]}; advise call", "b: when {none: [q, n > 5]}; advise write"),
        "p: yes",
        ("write",),
    ),
    "of several groups beside each other all must hold": Row(
        (
            "a: when {all: [p], any: [q, n > 1], none: [d is given]}; advise call",
            "b: when {all: [p], any: [q, n > 5], none: [d is given]}; advise write",
            "c: when {all: [p], any: [q, n > 1], none: [n is given]}; advise visit",
        ),
        "{p: yes, n: 2}",
        ("call",),
    ),
    "groups stand in groups": Row(
        (
            "a: when {any: [q, {all: [p, n > 1]}]}; advise call",
            "b: when [p, {none: [{all: [p, n > 1]}]}]; advise write",
            "c: unless {all: [p, q]}; advise visit",
        ),
        "{p: yes, n: 2}",
        ("call", "visit"),
    ),
    "nothing under `none` means always": Row(("a: when {none: []}; advise call",), "", ("call",)),
    "conditions see the entities around": Row(
        ("a for item: when [p, k > 1, i > 2]; advise call",),
        "p: yes\n" + TWO_BOXES,
        ("call@boxes[1].items[0]",),
    ),
    # Overrides.
    "an override keeps the other rule from firing": Row(
        ("a: overrides [b]; advise call", "b: advise write"), "", ("call",)
    ),
    "an override of a rule that stands above it works as well": Row(
        ("b: advise write", "a: overrides [b]; advise call"), "", ("call",)
    ),
    "a rule that does not fire overrides nothing": Row(
        ("a: when p; overrides [b]; advise call", "b: advise write"), "", ("write",)
    ),
    "an override works for the same instance only": Row(
        ("a for box: when k > 1; overrides [b]; advise call", "b for box: advise write"),
        TWO_BOXES,
        ("call@boxes[1]", "write@boxes[0]"),
    ),
    "an override works for everything inside the instance": Row(
        ("a for box: when k > 1; overrides [b]; advise call", "b for item: advise write"),
        TWO_BOXES,
        ("call@boxes[1]", "write@boxes[0].items[0]", "write@boxes[0].items[1]"),
    ),
    "an override from the situation works everywhere": Row(
        ("a: overrides [b]; advise call", "b for item: advise write"), TWO_BOXES, ("call",)
    ),
    "what an overridden rule overrides speaks again": Row(
        (
            "a: overrides [b]; advise call",
            "b: overrides [c]; advise write",
            "c: advise visit",
        ),
        "",
        ("call", "visit"),
    ),
    "a chain of four leaves the first and the third": Row(
        (
            "a: overrides [b]; advise call",
            "b: overrides [c]; advise write",
            "c: overrides [d]; advise visit",
            "d: advise run",
        ),
        "",
        ("call", "visit"),
    ),
    "an overridden rule concludes nothing": Row(
        (
            "a: overrides [b]; conclude {result: 1}",
            "b: conclude {result: 2}",
            "c: when result is 1; advise call",
        ),
        "",
        ("call",),
    ),
    "an overridden rule silences nothing": Row(
        ("a: overrides [b]; advise call", "b: silences [call]"), "", ("call",)
    ),
    # Conclusions.
    "two rules may conclude the same": Row(
        (
            "a: conclude {result: 1 + 1}",
            "b: conclude {result: 2}",
            "c: when result is 2; advise call",
        ),
        "",
        ("call",),
    ),
    "a conclusion that is not given concludes nothing": Row(
        (
            "a: conclude {result: n}",
            "b: conclude {result: 2}",
            "c: when result is 2; advise call",
        ),
        "",
        ("call",),
    ),
    "without a conclusion the fact is not given": Row(
        ("a: when p; conclude {result: 1}", "b: when result is not given; advise call"),
        "",
        ("call",),
    ),
    "without a conclusion the default counts": Row(
        ("a: when p; conclude {next_n: 9}", "b: when next_n is 3; advise call"), "n: 2", ("call",)
    ),
    "a conclusion goes before the default": Row(
        ("a: when p; conclude {next_n: 9}", "b: when next_n is 9; advise call"),
        "{p: yes, n: 2}",
        ("call",),
    ),
    "a conclusion that is not given leaves the default": Row(
        ("a: conclude {next_n: m}", "b: when next_n is 3; advise call"), "n: 2", ("call",)
    ),
    "conclusions are known to all later strata": Row(
        (
            "c: when next_n is 8; advise call",
            "b: when result is 7; conclude {next_n: result + 1}",
            "a: conclude {result: 7}",
        ),
        "",
        ("call",),
    ),
    # Silences.
    "a silence withholds other rules' advice of the action": Row(
        ("a: silences [call]", "b: advise call", "c: advise write"), "", ("write",)
    ),
    "a silence leaves the rule's own advice": Row(
        ("a: silences [call]; advise call", "b: advise {action: call, due: today}"), "", ("call",)
    ),
    "`silences: all` withholds all advice of other rules": Row(
        ("a: silences all; advise run", "b: advise call", "c for box: advise write"),
        TWO_BOXES,
        ("run",),
    ),
    "a silence works for the instance and everything inside it": Row(
        ("z for box: when k > 1; silences [call, write]", *ALL_BOXES),
        TWO_BOXES,
        ("call@boxes[0]", "write@boxes[0].items[0]", "write@boxes[0].items[1]"),
    ),
    "a silence does not work outwards": Row(
        ("a for item: silences [call]", "b for box: advise call"),
        TWO_BOXES,
        ("call@boxes[0]", "call@boxes[1]"),
    ),
    "a rule whose own advice is silenced still silences": Row(
        (
            "a: silences [write]; advise call",
            "b: silences [call]; advise run",
            "c: advise write",
        ),
        "",
        ("run",),
    ),
    "two rules that silence each other leave nothing": Row(
        ("a: silences [call]; advise call", "b: silences [call]; advise call"), "", ()
    ),
    "a silence leaves conclusions alone": Row(
        (
            "a: silences all",
            "b: conclude {result: 1}; advise call",
            "c: when result is 1; silences [write]; advise write",
        ),
        "",
        (),
    ),
    "what is concluded by a silenced rule counts": Row(
        (
            "a: silences [call]",
            "b: conclude {result: 1}; advise call",
            "c: when result is 1; advise write",
        ),
        "",
        ("write",),
    ),
    # Instead of.
    "`instead_of` takes the place of what it names": Row(
        (
            "a: advise {action: visit, instead_of: [call, write]}",
            "b: advise {action: call, start: 2026-11-20, due: 2026-11-27}",
            "c: advise {action: write, start: 2026-11-19, due: 2026-11-28}",
            "d: advise rest",
        ),
        "",
        ("visit now 19..27", "rest"),
    ),
    "`instead_of` starts at once where one that it replaces does": Row(
        (
            "a: advise {action: visit, instead_of: [call, write]}",
            "b: advise {action: call, start: 2026-11-25}",
            "c: advise {action: write, due: 2026-11-28}",
        ),
        "",
        ("visit now ..28",),
    ),
    "`instead_of` keeps its own start and due": Row(
        (
            "a: advise {action: visit, start: 2026-11-21, due: 2026-12-01, instead_of: [call]}",
            "b: advise {action: call, start: 2026-11-20, due: 2026-11-27}",
        ),
        "",
        ("visit now 21..2026-12-01",),
    ),
    "`instead_of` with a due that is not given takes that of what it replaces": Row(
        (
            "a: advise {action: visit, due: d, instead_of: [call]}",
            "b: advise {action: call, due: 2026-11-27}",
        ),
        "",
        ("visit now ..27",),
    ),
    "`instead_of` without anything to replace advises nothing": Row(
        ("a: advise {action: visit, instead_of: [call]}", "b: advise write"), "", ("write",)
    ),
    "`instead_of` looks inside its instance": Row(
        (
            "a for box: when k > 1; advise {action: visit, instead_of: [write]}",
            "b for item: advise write",
        ),
        TWO_BOXES,
        ("write@boxes[0].items[0]", "write@boxes[0].items[1]", "visit@boxes[1]"),
    ),
    "`instead_of` does not look around its instance": Row(
        ("a for item: advise {action: visit, instead_of: [call]}", "b: advise call"),
        TWO_BOXES,
        ("call",),
    ),
    "`instead_of` does not see what is silenced": Row(
        (
            "a: advise {action: visit, instead_of: [call]}",
            "b: advise call",
            "c: silences [call]",
        ),
        "",
        (),
    ),
    "a silenced `instead_of` replaces nothing": Row(
        (
            "a: advise {action: visit, instead_of: [call]}",
            "b: advise call",
            "c: silences [visit]",
        ),
        "",
        ("call",),
    ),
    "`instead_of` does not see what another one gave": Row(
        (
            "a: advise {action: visit, instead_of: [call]}",
            "b: advise call",
            "c: advise {action: write, instead_of: [visit]}",
        ),
        "",
        ("visit",),
    ),
    "two of them may replace the same": Row(
        (
            "a: advise {action: visit, instead_of: [call]}",
            "b: advise {action: call, due: 2026-11-27}",
            "c: advise {action: write, instead_of: [call]}",
        ),
        "",
        ("write now ..27", "visit now ..27"),
    ),
    "what is given instead joins the same action advised anyway": Row(
        (
            "a: advise {action: visit, instead_of: [call]}",
            "b: advise {action: call, start: 2026-11-24, due: 2026-11-27}",
            "c: advise {action: visit, start: 2026-11-25, due: 2026-11-30}",
        ),
        "",
        ("visit later 24..27",),
    ),
    # Section 6: one piece of advice of several rules.
    "several rules for one action give one piece with the earliest start and due": Row(
        (
            "a: advise {action: call, start: 2026-11-24, due: 2026-11-30}",
            "b: advise {action: call, start: 2026-11-23, due: 2026-12-02}",
        ),
        "",
        ("call later 23..30",),
    ),
    "no start means at once, no due means none": Row(
        (
            "a: advise {action: call, start: 2026-11-24, due: 2026-11-30}",
            "b: advise {action: call}",
        ),
        "",
        ("call now ..30",),
    ),
    "one action for two instances is two pieces": Row(
        ("a for box: advise {action: call, due: today + 1 day * k}",),
        TWO_BOXES,
        ("call@boxes[0] now ..23", "call@boxes[1] now ..24"),
    ),
    # Status.
    "due yesterday is overdue": Row(
        ("a: advise {action: call, due: 2026-11-21}",), "", ("call overdue ..21",)
    ),
    "due today is not overdue": Row(
        ("a: advise {action: call, due: 2026-11-22}",), "", ("call now ..22",)
    ),
    "a wait is never overdue": Row(
        ("a: advise {action: hold, due: 2026-11-21}",), "", ("hold now ..21",)
    ),
    "something to avoid may be overdue": Row(
        ("a: advise {action: shun, due: 2026-11-21}",), "", ("shun overdue ..21",)
    ),
    "starting today is now": Row(
        ("a: advise {action: call, start: 2026-11-22}",), "", ("call now 22..",)
    ),
    "starting tomorrow is later": Row(
        ("a: advise {action: call, start: 2026-11-23}",), "", ("call later 23..",)
    ),
    "overdue is tested before later": Row(
        ("a: advise {action: call, start: 2026-11-25, due: 2026-11-20}",),
        "",
        ("call overdue 25..20",),
    ),
    # The order.
    "now and overdue stand before later": Row(
        (
            "a: advise {action: call, start: 2026-11-23, due: 2026-11-24}",
            "b: advise {action: write, due: 2026-11-30}",
        ),
        "",
        ("write now ..30", "call later 23..24"),
    ),
    "the earlier due stands first and no due last": Row(
        (
            "a: advise call",
            "b: advise {action: write, due: 2026-11-30}",
            "c: advise {action: rest, due: 2026-11-29}",
            "d: advise {action: visit, due: 2026-11-21}",
        ),
        "",
        ("visit overdue ..21", "rest now ..29", "write now ..30", "call"),
    ),
    "with equal dues importance counts": Row(
        (
            "a: advise rest",
            "b: advise write",
            "c: advise run",
        ),
        "",
        ("run", "write", "rest"),
    ),
    "what is pressing stands by importance, even before what is overdue": Row(
        (
            "a: advise {action: call, due: 2026-11-12}",
            "b: advise {action: rest, due: 2026-11-11}",
            "c: advise {action: run, due: 2026-11-23}",
            "d: advise {action: dash, due: 2026-11-22}",
            "e: advise {action: see, due: 2026-11-23}",
        ),
        "",
        (
            "dash now ..22",
            "run now ..23",
            "see now ..23",
            "call overdue ..12",
            "rest overdue ..11",
        ),
    ),
    "what is due the day after tomorrow is not pressing": Row(
        (
            "a: advise {action: run, due: 2026-11-24}",
            "b: advise {action: rest, due: 2026-11-23}",
        ),
        "",
        ("rest now ..23", "run now ..24"),
    ),
    "what is urgent without a due is pressing, behind urgent advice with one": Row(
        (
            "a: advise run",
            "b: advise {action: dash, due: 2026-11-23}",
            "c: advise {action: call, due: 2026-11-20}",
            "d: advise {action: write, due: 2026-11-24}",
            "e: advise see",
        ),
        "",
        ("dash now ..23", "run", "call overdue ..20", "write now ..24", "see"),
    ),
    "what is not pressing stands by due, then by importance": Row(
        (
            "a: advise {action: run, due: 2026-11-26}",
            "b: advise {action: rest, due: 2026-11-25}",
            "c: advise {action: see, due: 2026-11-26}",
        ),
        "",
        ("rest now ..25", "run now ..26", "see now ..26"),
    ),
    "a wait whose time is over is pressing, too": Row(
        (
            "a: advise {action: hold, due: 2026-11-20}",
            "b: advise {action: call, due: 2026-11-24}",
            "c: advise {action: write, due: 2026-11-21}",
        ),
        "",
        ("hold now ..20", "write overdue ..21", "call now ..24"),
    ),
    "what is only to be known is not due, whatever it is given instead of": Row(
        (
            "a: advise {action: call, due: 2026-11-20}",
            "b: advise {action: know, instead_of: [call]}",
        ),
        "",
        ("know",),
    ),
    "what is only to be known may begin later": Row(
        (
            "a: advise {action: call, start: 2026-11-25, due: 2026-11-26}",
            "b: advise {action: know, instead_of: [call]}",
        ),
        "",
        ("know later 25..",),
    ),
    "what is only to be known stands by its importance": Row(
        (
            "a: advise call",
            "b: advise know",
            "c: advise see",
            "e: advise {action: write, due: 2026-11-26}",
        ),
        "",
        ("write now ..26", "see", "know", "call"),
    ),
    "with equal importance and due, the place in the pack decides about what is pressing": Row(
        (
            "c for item: advise {action: call, due: 2026-11-22}",
            "a: advise {action: write, due: 2026-11-22}",
            "b for box: advise {action: call, due: 2026-11-22}",
        ),
        "boxes: [{k: 1, items: [{i: 1}]}]",
        (
            "call@boxes[0] now ..22",
            "call@boxes[0].items[0] now ..22",
            "write now ..22",
        ),
    ),
    "nothing that is for later is pressing": Row(
        (
            "a: advise {action: run, start: 2026-11-23, due: 2026-11-23}",
            "b: advise {action: rest, start: 2026-11-23, due: 2026-11-22}",
            "c: advise {action: dash, start: 2026-11-24}",
            "d: advise {action: call, start: 2026-11-24, due: 2026-11-24}",
        ),
        "",
        (
            "rest later 23..22",
            "run later 23..23",
            "call later 24..24",
            "dash later 24..",
        ),
    ),
    "what is for later stands by its start, whatever is due earlier or matters more": Row(
        (
            "a: advise {action: call, start: 2026-11-28}",
            "b: advise {action: run, start: 2026-11-27}",
            "c: advise {action: see, start: 2026-11-26, due: 2026-11-26}",
            "d: advise {action: write, start: 2026-11-25, due: 2026-11-30}",
            "e: advise {action: rest, start: 2026-11-24}",
        ),
        "",
        (
            "rest later 24..",
            "write later 25..30",
            "see later 26..26",
            "run later 27..",
            "call later 28..",
        ),
    ),
    "what begins for later on one day stands by due, then by importance, then by place": Row(
        (
            "b for box: advise {action: write, start: 2026-11-24, due: 2026-11-29}",
            "c for box: advise {action: call, start: 2026-11-24, due: 2026-11-29}",
            "a: advise {action: dash, start: 2026-11-24}",
            "d: advise {action: rest, start: 2026-11-24, due: 2026-11-28}",
            "e: advise {action: see, start: 2026-11-24, due: 2026-11-29}",
            "f: advise {action: visit, start: 2026-11-23}",
        ),
        "boxes: [{k: 1}, {k: 2}]",
        (
            "visit later 23..",
            "rest later 24..28",
            "see later 24..29",
            "call@boxes[0] later 24..29",
            "call@boxes[1] later 24..29",
            "write@boxes[0] later 24..29",
            "write@boxes[1] later 24..29",
            "dash later 24..",
        ),
    ),
    "by its start stands only what is for later": Row(
        (
            "a: advise {action: write, start: 2026-11-10, due: 2026-11-30}",
            "b: advise {action: call, start: 2026-11-22, due: 2026-11-29}",
            "c: advise {action: visit, due: 2026-11-28}",
            "d: advise {action: see, start: 2026-11-30, due: 2026-11-20}",
            "e: advise {action: run, start: 2026-11-29, due: 2026-11-21}",
        ),
        "",
        (
            "run overdue 29..21",
            "see overdue 30..20",
            "visit now ..28",
            "call now 22..29",
            "write now 10..30",
        ),
    ),
    "what is for later and would be pressing waits for its day": Row(
        (
            "a: advise {action: dash, start: 2026-11-24}",
            "b: advise {action: see, start: 2026-11-25, due: 2026-11-23}",
            "c: advise {action: rest, start: 2026-11-23}",
        ),
        "",
        ("rest later 23..", "dash later 24..", "see later 25..23"),
    ),
    "what is for later stands by its start where nothing has a due, too": Row(
        (
            "a: advise {action: dash, start: 2026-11-25}",
            "b: advise {action: call, start: 2026-11-26}",
            "c: advise {action: rest, start: 2026-11-24}",
            "d: advise {action: write, start: 2026-11-20}",
        ),
        "",
        ("write now 20..", "rest later 24..", "dash later 25..", "call later 26.."),
    ),
    "`after` holds back for later what begins earlier": Row(
        (
            "a: advise {action: thank, start: 2026-11-23}",
            "b: advise {action: write, start: 2026-11-24}",
            "c: advise {action: call, start: 2026-11-25}",
            "d: advise {action: visit, start: 2026-11-26}",
        ),
        "",
        ("write later 24..", "call later 25..", "thank later 23..", "visit later 26.."),
    ),
    "`after` holds back what is pressing behind what is not": Row(
        (
            "a: advise {action: last, due: 2026-11-22}",
            "b: advise thank",
            "c: advise {action: call, due: 2026-11-30}",
            "d: advise {action: rest, due: 2026-11-21}",
        ),
        "",
        ("rest overdue ..21", "call now ..30", "thank", "last now ..22"),
    ),
    "then the action's place in the pack, then the instance's in the situation": Row(
        (
            "c for item: advise call",
            "b for box: advise write",
            "a: advise visit",
            "d for box: advise call",
        ),
        TWO_BOXES,
        (
            "call@boxes[0]",
            "call@boxes[0].items[0]",
            "call@boxes[0].items[1]",
            "call@boxes[1]",
            "call@boxes[1].items[0]",
            "write@boxes[0]",
            "write@boxes[1]",
            "visit",
        ),
    ),
    "`after` waits for the same instance": Row(
        (
            "a for box: advise {action: thank, due: 2026-11-22}",
            "b for box: when k > 1; advise call",
        ),
        TWO_BOXES,
        ("thank@boxes[0] now ..22", "call@boxes[1]", "thank@boxes[1] now ..22"),
    ),
    "`after` waits for instances around and inside": Row(
        (
            "a for box: advise {action: thank, due: 2026-11-22}",
            "b for item: when k > 1; advise call",
        ),
        TWO_BOXES,
        ("thank@boxes[0] now ..22", "call@boxes[1].items[0]", "thank@boxes[1] now ..22"),
    ),
    "`after` does not wait for a sibling": Row(
        (
            "a for box: when k is 1; advise {action: thank, due: 2026-11-23}",
            "b for box: when k is 2; advise call",
        ),
        TWO_BOXES,
        ("thank@boxes[0] now ..23", "call@boxes[1]"),
    ),
    "`after_any` waits for whatever instance": Row(
        (
            "a for box: when k is 1; advise {action: toast, due: 2026-11-23}",
            "b for box: when k is 2; advise visit",
        ),
        TWO_BOXES,
        ("visit@boxes[1]", "toast@boxes[0] now ..23"),
    ),
    "`after` does not reach into the other group": Row(
        (
            "a: advise {action: thank, due: 2026-11-23}",
            "b: advise {action: call, start: 2026-11-23}",
        ),
        "",
        ("thank now ..23", "call later 23.."),
    ),
    "`after` is not handed on through what is not advised": Row(
        ("a: advise last", "b: advise call"), "", ("last", "call")
    ),
    "what waits is taken as soon as nothing is left to wait for": Row(
        (
            "a: advise last",
            "b: advise thank",
            "c: advise call",
            "d: advise write",
            "e: advise rest",
        ),
        "",
        ("call", "write", "thank", "last", "rest"),
    ),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", ROWS)
def test_advice_is_what_the_rules_say(name: str, engine: str) -> None:
    row = ROWS[name]
    pack = world_with("situation", "number", ACTIONS + rules_of(row.rules))
    found = outcome(pack, row.facts, ALL[engine])
    assert found.derivations.error is None, found.derivations.error
    assert tuple(short(piece) for piece in found.advice) == row.advice


@dataclass(frozen=True)
class Bad:
    """Rules and a situation that end in an error: kind, place, rules and fact."""

    rules: tuple[str, ...]
    facts: str
    error: tuple[str, str, tuple[str, ...], str | None]


ERRORS: dict[str, Bad] = {
    "two different values are a conflict of both rules": Bad(
        ("b: conclude {result: 2}", "a: conclude {result: 1}"),
        "",
        ("conflict", "", ("b", "a"), "result"),
    ),
    "a conflict names all that conclude something": Bad(
        ("a: conclude {result: 1}", "b: conclude {result: 2}", "c: conclude {result: 1}"),
        "",
        ("conflict", "", ("a", "b", "c"), "result"),
    ),
    "an overridden rule with a condition out of range is an error": Bad(
        ("a: overrides [b]; advise call", "b: when m + 1 > 0; advise write"),
        "m: 999999999999",
        ("range", "", ("b",), None),
    ),
    "a condition out of range is an error under `unless`, too": Bad(
        ("a: when p; unless m + 1 > 0; advise call",),
        "m: 999999999999",
        ("range", "", ("a",), None),
    ),
    "a due out of range is an error": Bad(
        ("a: advise {action: call, due: d + 1 day}",),
        "d: 9999-12-31",
        ("range", "", ("a",), None),
    ),
    "a due out of range is an error even if the advice is silenced": Bad(
        ("a: advise {action: call, due: d + 1 day}", "b: silences [call]"),
        "d: 9999-12-31",
        ("range", "", ("a",), None),
    ),
    "a default out of range names the fact": Bad(
        ("a: when next_n > 1; advise call",),
        "n: 999999999999",
        ("range", "", (), "next_n"),
    ),
    "the error of the lower stratum is told": Bad(
        (
            "a: when result + m > 0; advise call",
            "b: conclude {result: 1}",
            "c: conclude {result: 2}",
        ),
        "m: 999999999999",
        ("conflict", "", ("b", "c"), "result"),
    ),
    "an error is told at the first place": Bad(
        ("a for box: when k + 999999999999 > 0; advise call",),
        "boxes: [{k: 0}, {k: 1}, {k: 2}]",
        ("range", "boxes[1]", ("a",), None),
    ),
    "a condition comes before a conclusion of its stratum": Bad(
        ("b: when n + 1 > 0; advise call", "a: conclude {result: n + 2}"),
        "n: 999999999999",
        ("range", "", ("b",), None),
    ),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_told_in_place_of_advice(name: str, engine: str) -> None:
    row = ERRORS[name]
    pack = world_with("situation", "number", ACTIONS + rules_of(row.rules))
    found = outcome(pack, row.facts, ALL[engine])
    error = found.derivations.error
    assert error is not None
    assert (error.kind, error.place, error.rules, error.fact) == row.error
    assert (found.derivations.firings, found.derivations.conclusions) == ((), ())


FINE: dict[str, Row] = {
    "a due is not looked at where the rule does not fire": Row(
        ("a: when p; advise {action: call, due: d + 1 day}",), "d: 9999-12-31", ()
    ),
    "a conclusion is not looked at where the rule does not fire": Row(
        ("a: when p; conclude {result: m + 1}", "b: when result is not given; advise call"),
        "m: 999999999999",
        ("call",),
    ),
    "a default is not looked at where a rule concludes": Row(
        ("a: conclude {next_n: 1}", "b: when next_n is 1; advise call"),
        "n: 999999999999",
        ("call",),
    ),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", FINE)
def test_what_nobody_needs_is_no_error(name: str, engine: str) -> None:
    row = FINE[name]
    pack = world_with("situation", "number", ACTIONS + rules_of(row.rules))
    found = outcome(pack, row.facts, ALL[engine])
    assert found.derivations.error is None
    assert tuple(short(piece) for piece in found.advice) == row.advice


NOTES: dict[str, tuple[tuple[str, ...], str, dict[str, tuple[str, ...]]]] = {
    "a note stands with the advice it names, for the same instance": (
        (*ALL_BOXES, "c for box: when k > 1; note {on: [call], say: Mind.}"),
        TWO_BOXES,
        {"call@boxes[1]": ("c",)},
    ),
    "a note reaches what is around and what is inside": (
        ("a: advise call", "b for item: advise write", "c for box: note {on: all, say: Mind.}"),
        "boxes: [{items: [{}]}]",
        {"call": ("c",), "write@boxes[0].items[0]": ("c",)},
    ),
    "a note does not reach a sibling": (
        ("b for item: advise write", "c for item: when i is 1; note {on: [write], say: Mind.}"),
        TWO_BOXES,
        {"write@boxes[0].items[0]": ("c",)},
    ),
    "a note is no advice of its own": (
        ("a: note {on: [call], say: Mind.}", "b: advise write"),
        "",
        {},
    ),
    "a note of a rule that does not fire is not told": (
        ("a: when p; note {on: all, say: Mind.}", "b: advise write"),
        "",
        {},
    ),
    "a note of a silenced rule stays": (
        (
            "a: note {on: [write], say: Mind.}; advise call",
            "b: advise write",
            "c: silences [call]",
        ),
        "",
        {"write": ("a",)},
    ),
    "notes come in listing order": (
        (
            "z: note {on: all, say: First.}",
            "a: note {on: [call], say: Second.}",
            "b: advise call",
        ),
        "",
        {"call": ("z", "a")},
    ),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", NOTES)
def test_notes_stand_with_the_advice_they_are_about(name: str, engine: str) -> None:
    rules, facts, expected = NOTES[name]
    pack = world_with("situation", "number", ACTIONS + rules_of(rules))
    found = outcome(pack, facts, ALL[engine])
    assert {short(piece): piece.note_rules for piece in found.advice if piece.notes} == expected


WEIGHTS: dict[str, tuple[tuple[str, ...], list[tuple[str, str]]]] = {
    "a note is normal unless it says otherwise, and the listing order stays": (
        ("a: note {on: all, say: One.}", "b: note {on: all, say: Two., importance: high}"),
        [("One.", "normal"), ("Two.", "high")],
    ),
    "what two rules say counts as it does for the one to which it matters most": (
        (
            "a: note {on: all, say: One., importance: low}",
            "b: note {on: all, say: Two., importance: low}",
            "c: note {on: all, say: One., importance: urgent}",
            "d: note {on: all, say: One.}",
        ),
        [("One.", "urgent"), ("Two.", "low")],
    ),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", WEIGHTS)
def test_notes_have_their_importance(name: str, engine: str) -> None:
    rules, expected = WEIGHTS[name]
    pack = world_with("situation", "number", ACTIONS + rules_of((*rules, "z: advise call")))
    [piece] = outcome(pack, "", ALL[engine]).advice
    matters = [one.value for one in piece.note_importance]
    assert [*zip(piece.notes, matters, strict=True)] == expected


CONTRADICTIONS: dict[str, tuple[tuple[str, ...], str, set[tuple[str, str]]]] = {
    "incompatible actions for one instance contradict each other": (
        ("a: advise call", "b: advise shun"),
        "",
        {("call", "shun"), ("shun", "call")},
    ),
    "also for an instance inside the other": (
        ("a: advise shun", "b for item: advise call"),
        "boxes: [{items: [{}]}]",
        {("call@boxes[0].items[0]", "shun"), ("shun", "call@boxes[0].items[0]")},
    ),
    "but not for siblings": (
        ("a for box: when k is 1; advise shun", "b for box: when k is 2; advise call"),
        TWO_BOXES,
        set(),
    ),
    "nor with what is not advised": (("a: advise shun", "b: silences [call]"), "", set()),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradicting_advice_is_given_and_marked(name: str, engine: str) -> None:
    rules, facts, expected = CONTRADICTIONS[name]
    pack = world_with("situation", "number", ACTIONS + rules_of(rules))
    found = outcome(pack, facts, ALL[engine])
    assert {
        (short(piece), f"{action}@{place}".rstrip("@"))
        for piece in found.advice
        for action, place in piece.contradicts
    } == expected
