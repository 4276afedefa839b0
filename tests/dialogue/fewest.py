"""How few questions would do: `python -m tests.dialogue.fewest [--each N]`.

For examples, beside the questions that were asked: every fact of every instance, and the fewest
questions whose answers leave nothing open, sought among those that were asked, and among these with one
for each other fact that the person knows; questions about lists are counted on both sides. It is the
optimum of who knows all answers before, exact but where an answer gives sense to a further question.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from advisor import api
from advisor.dialogue.conversation import Conversation
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import GoOnQuestion, MoreQuestion
from advisor.ir import Instance, Program, instance_at, place_instances, with_fact, without_fact
from tests.dialogue.persons import TODAY, keys_of, steps, told_in_full
from tests.examples.collection import example_files

MOST_TRIED = 2_000  # sets of questions
Keys = frozenset[tuple[str, str]]  # places and facts that one question asks for


@dataclass(frozen=True, slots=True)
class Counted:
    """Questions about one situation. `fewest` is None where it would take too long to find out."""

    everything: int
    asked: int
    fewest: int | None


def fewest_that_settle(
    program: Program, last: Conversation, questions: Sequence[Keys], today: int
) -> int | None:
    """Of these questions, the smallest number without which something would still be open.

    What leaves something open, alone left out, is in every such set; the others are tried by number.
    """

    def is_settled(asked: Collection[int]) -> bool:
        root = last.root
        for number, keys in enumerate(questions):
            for key in () if number in asked else keys:
                root = without_fact(root, *key)
        return next_question(program, replace(last, root=root), today) is None

    every = set(range(len(questions)))
    needed = {number for number in every if not is_settled(every - {number})}
    others = sorted(every - needed)
    tried = 0
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            if is_settled({*needed, *more}):
                return len(needed) + size
            tried += 1
            if tried == MOST_TRIED:
                return None
    raise AssertionError("all answers together leave something open")


def counted(program: Program, full: Instance, today: int, by: Estimator) -> Counted:
    """The questions about one situation. Units: `today` is an ordinal."""
    states, asked = zip(*steps(program, full, today, by), strict=True)
    last = states[-1]
    questions = [one for one in asked if one is not None and not isinstance(one, GoOnQuestion)]
    of_lists = sum(isinstance(one, MoreQuestion) for one in questions)  # no set is without them
    keys = [frozenset(keys_of(one)) for one in questions if not isinstance(one, MoreQuestion)]
    placed = place_instances(last.root, program.pack.list_names)
    root, known = last.root, list(keys)
    for here in placed:
        for fact, value in instance_at(full, here.place).facts.items():
            if fact not in here.instance.facts and (here.place, fact) not in last.skipped:
                root = with_fact(root, here.place, fact, value)
                known.append(frozenset({(here.place, fact)}))
    everything = sum(
        not declared.is_concluded
        for here in placed
        for declared in program.pack.entities[here.instance.entity].facts.values()
    )
    among_asked = fewest_that_settle(program, last, keys, today)
    among_known = fewest_that_settle(program, replace(last, root=root), known, today)
    fewest = min((n for n in (among_asked, among_known) if n is not None), default=None)
    return Counted(
        everything + of_lists, len(questions), None if fewest is None else fewest + of_lists
    )


def main() -> None:
    """Read the command line, count, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=1, metavar="N", help="only every Nth example")
    chosen = parser.parse_args()
    program = api.load_pack()
    by = Estimator(program)
    found: list[Counted] = []
    for path in example_files()[:: chosen.each]:
        for case in api.load_cases(path, program).cases[:1]:
            today = case.situation.today or TODAY
            full = told_in_full(program, case.situation.root, today)
            found.append(counted(program, full, today, by))
    exact = [(one, one.fewest) for one in found if one.fewest is not None]
    middle = statistics.median
    sys.stdout.write(
        f"{len(found)} examples: every fact, median {middle(one.everything for one in found):g};"
        f" asked, median {middle(one.asked for one in found):g}\n"
        f"{len(exact)} of them counted: asked {sum(one.asked for one, _ in exact)},"
        f" fewest {sum(fewest for _, fewest in exact)},"
        f" {sum(one.asked for one, _ in exact) / sum(fewest for _, fewest in exact):.2f} times as many;"
        f" none too many in {sum(one.asked == fewest for one, fewest in exact)}\n"
    )


if __name__ == "__main__":
    main()
