"""What differs between two packs, as text and as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import PurePath

from advisor import ir
from advisor.batch.counts.counting import orphans_words
from advisor.counterfactual.comparing import compare, difference_lines
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import listed
from advisor.rendering.advice_json import decision_object
from advisor.rendering.layout import PLAIN, Style, plain_text, whole_lines, wrap
from advisor.rendering.words import and_words, error_words
from advisor.revisions.declared import DeclaredDifference, Fate, Key
from advisor.revisions.pages import ChangeKind, Refusal
from advisor.revisions.patching import COUNTING, LISTING
from advisor.revisions.tally import DecidedTwice, Group, RevisionTally

VERSION = 1  # of the JSON document; it counts up when a key changes its meaning
GROUPS_SHOWN = 10
WHAT_SHOWN = 8  # kinds of change in a group
NAMES_SHOWN = 12  # of tests
_SIGNS = {Fate.ADDED: "+", Fate.REMOVED: "-", Fate.RENAMED: "~", Fate.CHANGED: "~"}
_WORDS = {
    ChangeKind.GONE: "no longer advised",
    ChangeKind.NEW: "newly advised",
    ChangeKind.EARLIER: "earlier",
    ChangeKind.LATER: "later",
    ChangeKind.DATES: "on other days",
    ChangeKind.RESULT: "another result",
    ChangeKind.ORDER: "further up",
    ChangeKind.ERROR: "another error, or one where there was none",
}


class ProofResult(Enum):
    """What came of asking a solver whether two revisions ever advise differently."""

    SAME = "same"  # proved
    DIFFERS = "differs"  # and both revisions say so
    OPEN = "not decided"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class RevisionProof:
    """What came of it, about which situations; `why` tells what was tried, or why it could not be asked.

    `case` is a situation of the new revision in which they differ.
    """

    result: ProofResult
    scope: str = ""
    why: str = ""
    case: ir.Case | None = None


@dataclass(frozen=True, slots=True)
class PackDiff:
    """Two revisions of a pack, by the names that the person gave them, and what differs between them.

    `tally` is None where there were no situations; `where` says in words which they were.
    """

    old_name: str
    new_name: str
    old: ir.Pack
    new: ir.Pack
    differences: Sequence[DeclaredDifference]
    tally: RevisionTally | None
    where: str
    proof: RevisionProof | None = None  # None: no solver was asked

    @property
    def changes_advice(self) -> bool:
        """Whether any situation gets other advice."""
        return self.tally is not None and self.tally.changed > 0


@whole_lines
def render_diff(
    diff: PackDiff,
    style: Style = PLAIN,
    written: Mapping[int, str] | None = None,
) -> Iterator[str]:
    """The whole as lines for people.

    Shape: `written` has the path of the file into which an example was written, by `id` of it.
    """
    heads = [f"{plain_text(n)} ({p.version})" for n, p in _sides(diff)]
    yield style.bold(f"{diff.new.name}: {heads[0]} → {heads[1]}")
    yield ""
    shown = [one for one in diff.differences if one.kind != "test"]
    for one in shown:
        yield from _difference(one, style)
    if not shown:
        yield "The rules are the same."
    yield from _tests([one for one in diff.differences if one.kind == "test"], style)
    yield ""
    yield from _advice(diff, style, written or {})
    if diff.proof is not None:
        yield ""
        yield from _proof(diff.proof, style)


def _proof(proof: RevisionProof, style: Style) -> Iterator[str]:
    match proof.result:
        case ProofResult.SAME:
            words = "Proved: the advice, its days, its notes and the results are the same in all"
            yield from (style.green(line) for line in style.wrap(f"{words} {proof.scope}."))
        case ProofResult.DIFFERS:
            words = f"Found by the solver, among {proof.scope}: a situation in which the advice differs."
            yield from (style.bold(line) for line in style.wrap(words))
        case ProofResult.OPEN:
            words = f"Not decided whether the advice ever differs, in {proof.scope}: {proof.why}."
            yield from style.wrap(words)
        case ProofResult.NOT_ASKED:
            yield from style.wrap(f"Nothing can be proved of these two: {proof.why}.")


def _sides(diff: PackDiff) -> tuple[tuple[str, ir.Pack], tuple[str, ir.Pack]]:
    return (diff.old_name, diff.old), (diff.new_name, diff.new)


def name_words(key: Key) -> str:
    """`rule ask-sooner`, `fact answer_by of application`, `the order in the files`."""
    kind, name = key
    if key == LISTING:
        return "the order of rules or actions in the files"
    if key == COUNTING:
        return "which calendar counts"
    if kind == "fact":
        entity, _, fact = name.partition(".")
        return f"fact {fact} of {entity}"
    return f"{kind} {name}" if name else "pack.yaml"


def _difference(one: DeclaredDifference, style: Style) -> Iterator[str]:
    sign = _SIGNS[one.fate]
    mark = {"+": style.green, "-": style.red}.get(sign, style.yellow)
    place = f"{PurePath(one.span.path).name}:{one.span.line}"
    was = f", was {one.old.key[1]}" if one.fate is Fate.RENAMED and one.old else ""
    yield mark(f"{sign} {plain_text(name_words(one.key))}") + f"  ({place}{was})"
    for name, lines in one.parts.items():
        yield from (f"    {line}" for line in _part(name, lines, style.width - 4, style))


def _part(name: str, lines: Sequence[str], width: int, style: Style) -> Iterator[str]:
    label = plain_text(name)
    if len(lines) == 2 and (lines[0][0], lines[1][0]) == ("-", "+"):
        words = f"{label}: {plain_text(lines[0][1:])} → {plain_text(lines[1][1:])}"
        if len(words) <= width:
            yield words
            return
    if len(lines) == 1 and len(lines[0]) + len(label) < width:
        verb = "new" if lines[0][0] == "+" else "gone"
        yield f"{label} ({verb}): {plain_text(lines[0][1:])}"
        return
    yield f"{label}:" if label else "text:"
    for line in lines:
        mark = {"-": style.red, "+": style.green}.get(line[0], str)
        body = line[1:]
        indent = " " * (len(body) - len(body.lstrip()))
        parts = wrap(body, width - 2, f"{line[0]} {indent}", f"{line[0]} {indent}  ")
        yield from (f"  {mark(part)}" for part in parts)


def _tests(tests: Sequence[DeclaredDifference], style: Style) -> Iterator[str]:
    if not tests:
        return
    counts = Counter(one.fate for one in tests)
    words = ", ".join(f"{counts[fate]} {fate.value}" for fate in Fate if counts[fate])
    yield f"Tests: {words}"
    for one in tests[:NAMES_SHOWN]:
        yield from style.wrap(f"{_SIGNS[one.fate]} {one.key[1]}", "  ", "    ")
    if len(tests) > NAMES_SHOWN:
        yield f"  and {len(tests) - NAMES_SHOWN} more"


def _advice(diff: PackDiff, style: Style, written: Mapping[int, str]) -> Iterator[str]:
    tally = diff.tally
    if tally is None or not tally.situations:
        yield "There are no situations to compare the advice for; name some with --on."
        return
    if not tally.changed:
        count = ir.counted_many(tally.situations, "situation")
        words = f"The advice stays the same for {count} ({diff.where})."
        yield from (style.green(line) for line in style.wrap(words))
    else:
        of = f"{tally.changed:,} of {ir.counted_many(tally.situations, 'situation')}"
        verb = "gets" if tally.changed == 1 else "get"
        words = f"{of} ({diff.where}) {verb} other advice."
        yield from (style.bold(line) for line in style.wrap(words))
    groups = tally.by_count()
    for causes, group in groups[:GROUPS_SHOWN]:
        yield ""
        yield from _group(causes, group, diff, style, written)
    if rest := groups[GROUPS_SHOWN:]:
        hidden = ir.counted_many(sum(group.situations for _, group in rest), "situation")
        noun = "cause" if len(rest) == 1 else "causes, or several at once"
        yield ""
        yield f"{hidden} because of {len(rest)} other {noun}; -f json has them all."
    yield from _left_out(tally, style)


def _left_out(tally: RevisionTally, style: Style) -> Iterator[str]:
    if tally.left_out:
        names = listed([name for name, _ in tally.left_out.most_common(6)])
        yield ""
        yield from style.wrap(f"Not known to one of the packs, and left out there: {names}.")
    if tally.unusable.total() or tally.orphans:
        yield ""
        yield from style.wrap(" ".join(_unusable(tally)))


def _unusable(tally: RevisionTally) -> Iterator[str]:
    """How many situations and rows are not compared."""
    if count := tally.unusable.total():
        noun = ir.counted_many(count, "situation")
        alone = [
            f"{tally.unusable[one]:,} of them by the {one.value} rules alone"
            for one in (Refusal.OLD, Refusal.NEW)
            if tally.unusable[one]
        ]
        yield f"{', '.join([f'{noun} could not be used and did not count', *alone])}."
    if tally.orphans:
        yield f"{orphans_words(tally.orphans)}."


def cause_words(causes: Iterable[Key]) -> str:
    """`parameter chase_interval and rule ask-sooner`."""
    names = [name_words(cause) for cause in sorted(causes)]
    return and_words(names) or "several changes together"


def _group(
    causes: frozenset[Key],
    group: Group,
    diff: PackDiff,
    style: Style,
    written: Mapping[int, str],
) -> Iterator[str]:
    words = f"{group.situations:,} because of {cause_words(causes)}"
    yield from (style.bold(line) for line in style.wrap(words, "", "  "))
    ordered = sorted(group.what.items(), key=lambda item: (-item[1], item[0][1], item[0][0].value))
    for (kind, action), count in ordered[:WHAT_SHOWN]:
        what = f"{action}: {_WORDS[kind]}" if action else _WORDS[kind]
        yield from style.wrap(f"{count:,} × {what}", "  ", "    ")
    if len(ordered) > WHAT_SHOWN:
        rest = len(ordered) - WHAT_SHOWN
        yield f"  and {ir.counted(rest, 'more kind')} of change"
    for example in group.examples:
        name = f", {example.name}" if example.name else ""
        yield from style.wrap(f"for example {example.place}{name}", "  ", "    ")
        for line in example_lines(example):
            yield from style.wrap(line, "    ", "      ")
        if id(example) in written:
            yield f"    advisor advise {written[id(example)]} --pack {diff.new_name}"


def example_lines(example: DecidedTwice) -> Iterator[str]:
    """In words, how the page of a situation differs."""
    before, after = example.before, example.after
    if before.error != after.error:
        for sign, decision in (("-", before), ("+", after)):
            what = "advice" if decision.error is None else error_words(decision.error)
            yield f"{sign} {what}"
        return
    yield from difference_lines(compare((), before, after))


def diff_object(diff: PackDiff) -> dict[str, object]:
    """The same as JSON values.

    Shape: `kind` and `version` say which document it is; pieces of advice are as in `advisor advise -f json`.
    """
    return {
        "kind": "pack-diff",
        "version": VERSION,
        "old": {"name": diff.old_name, "pack": diff.old.name, "version": diff.old.version},
        "new": {"name": diff.new_name, "pack": diff.new.name, "version": diff.new.version},
        "declarations": [_difference_object(one) for one in diff.differences],
        "advice": None if diff.tally is None else _tally_object(diff.tally),
        "proof": None if diff.proof is None else _proof_object(diff.proof),
    }


def _proof_object(proof: RevisionProof) -> dict[str, object]:
    return {
        "result": proof.result.value,
        "about": proof.scope or None,
        "why": proof.why or None,
    }


def _difference_object(one: DeclaredDifference) -> dict[str, object]:
    return {
        "kind": one.kind,
        "name": one.key[1],
        "change": one.fate.value,
        "was": one.old.key[1] if one.fate is Fate.RENAMED and one.old else None,
        "path": one.span.path,
        "line": one.span.line,
        "parts": {name: list(lines) for name, lines in one.parts.items()},
    }


def _tally_object(tally: RevisionTally) -> dict[str, object]:
    return {
        "situations": tally.situations,
        "changed": tally.changed,
        "unusable": tally.unusable.total(),
        "unusable_by": {one.value: tally.unusable[one] for one in Refusal},
        "rows_left_out": tally.orphans,
        "causes": [
            {
                "file": name,
                "code": code,
                "table": table,
                "column": column,
                "cause": cause,
                "rows": found.count,
            }
            for name, causes in tally.causes.items()
            for (code, table, column, cause), found in causes.by_count()
        ],
        "left_out": dict(tally.left_out),
        "groups": [
            {
                "because": [{"kind": kind, "name": name} for kind, name in sorted(causes)],
                "situations": group.situations,
                "changes": [
                    {"change": kind.value, "action": action or None, "situations": count}
                    for (kind, action), count in sorted(
                        group.what.items(), key=lambda item: (item[0][1], item[0][0].value)
                    )
                ],
                "examples": [_example_object(example) for example in group.examples],
            }
            for causes, group in tally.by_count()
        ],
    }


def _example_object(example: DecidedTwice) -> dict[str, object]:
    return {
        "place": example.place,
        "name": example.name,
        "today": ir.iso_date(example.after.today),
        "before": _page(example.before),
        "after": _page(example.after),
    }


def _page(decision: ir.Decision) -> object:
    found = decision_object(decision)
    return {"advice": found["advice"], "error": found.get("error")}
