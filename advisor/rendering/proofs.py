"""Why: the proof of a piece of advice, as a tree and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from advisor import ir
from advisor.diagnostics import Span
from advisor.rendering import proof_tree
from advisor.rendering.advice_page import timing_words, when_words
from advisor.rendering.advice_text import source_words
from advisor.rendering.calendar_words import closed_words
from advisor.rendering.layout import PLAIN, Style, plain_text, whole_lines

_MOST_TOLD = 2  # facts in the sentence on top
_DERIVED = (proof_tree.Origin.CONCLUDED, proof_tree.Origin.COMPUTED)
_WITHOUT_VALUE = (proof_tree.Origin.NONE, proof_tree.Origin.MISSING, proof_tree.Origin.FUTURE)


def proof_sentence(proof: proof_tree.Proof, today: int) -> str:
    """Why, in one plain sentence: `Because Acme said that an answer takes 2 weeks: until Tue 15 Dec.`"""
    piece, told = proof.advice, proof.told
    when = when_words(piece, today).strip("()")
    if told:
        reason = " and ".join(told[:_MOST_TOLD])
        # `Acme wants your answer by Fri 4 Dec` says by itself when that is.
        is_said = not when or when in reason
        return f"Because {reason}{'' if is_said else f': {when}'}."
    reasons = [reason.rstrip(".") for reason in piece.because[:1]]
    # Not after a colon: `What you write in anger stays: until tomorrow` would say something else.
    return f"{reasons[0]}.{f' {when[0].upper()}{when[1:]}.' if when else ''}" if reasons else ""


def closed_of(proof: proof_tree.Proof, today: int) -> str:
    """`No working days: Fri 25 Dec (Christmas Day).`: what its dates have passed over; "" without any."""
    return closed_words(proof.calendar, proof.closed, today)


@whole_lines
def render_proof(
    proof: proof_tree.Proof,
    pack: ir.Pack,
    today: int,
    style: Style = PLAIN,
    home: str = "",
    is_whole: bool = True,
) -> Iterator[str]:
    """The advice, why in one sentence, which closed days its dates have passed over, then every rule behind it with its facts, down to what was stated and where.

    Shape: whole lines of at most `style.width` cells. What was shown once is not unfolded again. Of paths
    inside the folder `home` only the rest is shown. Unless `is_whole`, the tree ends at what follows from what was
    stated, which stands in a list below it, and rules that only gave notes are but named.
    """
    screen = _Screen(pack, today, style, home, is_whole)
    return screen.lines(proof)


@whole_lines
def render_overview(
    proofs: Mapping[int, proof_tree.Proof],
    today: int,
    command: str,
    style: Style = PLAIN,
) -> Iterator[str]:
    """Pieces of advice by their numbers, each with why in one sentence; `command` shows more of one.

    Shape: whole lines of at most `style.width` cells; `proofs` by the numbers of their pieces.
    """
    room = max(len(str(number)) for number in proofs) + 2
    for number, proof in proofs.items():
        mark = f"{number}.".ljust(room)
        yield from map(style.bold, style.wrap(plain_text(proof.advice.title), mark, " " * room))
        why = proof_sentence(proof, today) or timing_words(proof.advice, today)
        yield from style.wrap(why, " " * room, " " * room) if why else ()
    yield ""
    yield from style.wrap(f"The reasons for one of them, down to what you said: {command}")


@whole_lines
def render_fact_proof(
    proof: proof_tree.FactProof, style: Style = PLAIN, home: str = ""
) -> Iterator[str]:
    """A concluded fact with its value, then every rule and fact behind it. Shape: as for `render_proof`."""
    tree = _Tree(style, home)
    head = f"{plain_text(proof.title)}: {plain_text(proof.fact.words)}"
    yield from map(style.bold, style.wrap(head))
    if proof.fact.origin is proof_tree.Origin.COMPUTED and proof.fact.span is not None:
        where = f"worked out as its default says ({tree.place(proof.fact.span)})"
        yield from map(style.dim, style.wrap(where))
        for number in proof.fact.numbers:
            yield from style.wrap(tree.number(number))
    inside = proof_tree.inside_of(proof.fact)
    if inside:
        heading = "Concluded by" if proof.fact.rules else "From"
        yield from ("", style.bold(heading), *tree.branches(inside, ""))


class _Screen:
    def __init__(self, pack: ir.Pack, today: int, style: Style, home: str, is_whole: bool) -> None:
        self._pack, self._today, self._style = pack, today, style
        self._is_whole = is_whole
        self._tree = _Tree(style, home)

    def lines(self, proof: proof_tree.Proof) -> Iterator[str]:
        piece, style = proof.advice, self._style
        yield from (style.bold(line) for line in self._style.wrap(piece.title))
        for words in (proof_sentence(proof, self._today), closed_of(proof, self._today)):
            yield from self._style.wrap(words) if words else ()
        about = f"for {piece.target} " if piece.target else ""
        when = timing_words(piece, self._today)
        yield from (
            style.dim(line) for line in self._style.wrap(f"{about}({piece.action}). {when}")
        )
        said: dict[tuple[object, ...], proof_tree.ProofFact] = {}
        for heading, rules in (
            ("Advised by", proof.rules),
            ("Instead of what these advise", proof.replaced),
        ):
            if rules:
                yield from ("", style.bold(heading))
                shown = rules if self._is_whole else [_in_short(rule, said) for rule in rules]
                yield from self._tree.branches(shown, "")
        if said:
            yield from ("", style.bold("From what you said"), *self._stated(tuple(said.values())))
        if proof.notes:
            yield from ("", style.bold("Notes from"))
            named = self._named(proof.notes)
            yield from self._tree.branches(proof.notes, "") if self._is_whole else named
        sources = dict.fromkeys(piece.sources)
        if sources:
            yield ""
            yield style.bold("Sources")
            for name in sources:
                yield from self._style.wrap(source_words(self._pack.sources, name), "  - ", "    ")

    def _stated(self, facts: Sequence[proof_tree.ProofFact]) -> Iterator[str]:
        """What was said, a line each, and then in one what was not."""
        missing = [one for one in facts if one.origin is proof_tree.Origin.MISSING]
        for one in facts:
            if one.origin is not proof_tree.Origin.MISSING:
                yield from self._style.wrap(self._tree.fact(one, by_whom=""), "  - ", "    ")
        if missing:
            words = "; ".join(one.says for one in missing)
            yield from self._style.wrap(f"not said: {words}", "  - ", "    ")

    def _named(self, rules: Sequence[proof_tree.ProofRule]) -> Iterator[str]:
        """Each rule once, however many instances it noted something about."""
        for name in dict.fromkeys(f"{rule.rule} ({self._tree.place(rule.span)})" for rule in rules):
            yield from self._style.wrap(name, "  - ", "    ")


class _Tree:
    """Rules and facts as a tree of lines; what was shown once is not unfolded again."""

    def __init__(self, style: Style, home: str) -> None:
        self._style, self._home = style, home
        self._shown: set[tuple[type[proof_tree.Branch], str, str]] = set()

    def branches(self, branches: Sequence[proof_tree.Branch], prefix: str) -> Iterator[str]:
        """The lines of some branches, with all below them."""
        for number, branch in enumerate(branches, 1):
            is_last = number == len(branches)
            is_known, inside = self._unfold(branch)
            if self._style.has_lines:
                first = f"{prefix}{'└─' if is_last else '├─'} "
                rest = f"{prefix}{'   ' if is_last else '│  '}"
                more = f"{rest}{'│  ' if inside else '   '}"
            else:
                first, rest, more = f"{prefix}- ", f"{prefix}  ", f"{prefix}    "
            for line_number, line in enumerate(self._words(branch, is_known)):
                lead = first if line_number == 0 else rest
                yield from self._style.wrap(line, lead, more if line_number == 0 else rest)
            yield from self.branches(inside, rest)

    def _words(self, branch: proof_tree.Branch, is_known: bool) -> Iterator[str]:
        match branch:
            case proof_tree.ProofRule() if is_known:
                yield f"rule {branch.rule} (see above)"
            case proof_tree.ProofRule():
                yield f"rule {branch.rule} ({self.place(branch.span)})"
                if branch.because:
                    yield f"“{branch.because}”"
                if branch.overridden_by:
                    names = ", ".join(branch.overridden_by)
                    yield f"exceptions that do not apply: {names}"
                yield from map(self.number, branch.numbers)
            case proof_tree.ProofFact():
                yield self.fact(branch, is_known)
                if not is_known:
                    yield from map(self.number, branch.numbers)

    def fact(
        self, fact: proof_tree.ProofFact, is_known: bool = False, by_whom: str = "you said so"
    ) -> str:
        """`Acme wants your answer by: Fri 4 Dec (you said so, line 7)`."""
        value = "" if fact.origin in _WITHOUT_VALUE else f" {fact.words}"
        colon = "" if fact.says.endswith("?") else ":"
        origin = " (see above)" if is_known else self._origin(fact, by_whom)
        return f"{fact.says}{colon}{value}{origin}"

    def number(self, number: proof_tree.ProofNumber) -> str:
        """`by chase_interval: 1 week (parameters.yaml:3)`."""
        return f"by {number.parameter}: {number.words} ({self.place(number.span)})"

    def _origin(self, fact: proof_tree.ProofFact, by_whom: str) -> str:
        """Behind a value, where it comes from: ` (you said so, line 7)`, `, because`."""
        where = f", {self.place(fact.span)}" if fact.span is not None else ""
        line = "" if fact.span is None else f"line {fact.span.line}"  # of the person's file
        said = ", ".join(part for part in (by_whom, line) if part)
        match fact.origin:
            case proof_tree.Origin.CONCLUDED:
                return ", because"
            case proof_tree.Origin.COMPUTED if not proof_tree.inside_of(fact):
                return f" ({self.place(fact.span)})" if fact.span is not None else ""
            case proof_tree.Origin.COMPUTED:
                return f", since ({self.place(fact.span)})" if fact.span is not None else ", since"
            case proof_tree.Origin.MISSING:
                return " not said"
            case proof_tree.Origin.NONE:
                return f" none ({said})"
            case proof_tree.Origin.STATED:
                return f" ({said})" if said else ""
            case proof_tree.Origin.FUTURE:
                stated = f" (stated, {line})" if line else ""
                return f" does not count, since its day is still to come{stated}"
            case _:
                return f" ({fact.origin.value}{where})"

    def place(self, span: Span) -> str:
        """`path:line`."""
        return plain_text(span.within(self._home).place)

    def _unfold(self, branch: proof_tree.Branch) -> tuple[bool, Sequence[proof_tree.Branch]]:
        """Whether a branch was unfolded before; and if not, what stands under it."""
        inside = proof_tree.inside_of(branch)
        if (inside or _has_words(branch)) and proof_tree.name_of(branch) in self._shown:
            return True, ()
        self._shown.add(proof_tree.name_of(branch))
        return False, inside


def _has_words(branch: proof_tree.Branch) -> bool:
    return isinstance(branch, proof_tree.ProofFact) and branch.origin not in _WITHOUT_VALUE


def _in_short(
    rule: proof_tree.ProofRule, said: dict[tuple[object, ...], proof_tree.ProofFact]
) -> proof_tree.ProofRule:
    """A rule above the rules that it rests on; all else that its facts come from is put into `said`."""
    kept: list[proof_tree.ProofFact] = []
    for fact in rule.premises:
        if fact.rules:
            rules = tuple(_in_short(one, said) for one in fact.rules)
            kept.append(replace(fact, rules=rules, premises=()))
        elif fact.origin in _DERIVED:
            # Why something is not so, such as that a day is agreed with Acme, is not told in short.
            below = [] if fact.value is False else list(_facts_in(fact))
            for one in below:
                if one.origin not in _DERIVED:
                    said.setdefault(proof_tree.name_of(one), one)
            numbers = dict.fromkeys(number for one in below for number in one.numbers)
            kept.append(replace(fact, premises=(), numbers=tuple(numbers)))
        else:
            said.setdefault(proof_tree.name_of(fact), fact)
    return replace(rule, premises=tuple(kept))


def _facts_in(branch: proof_tree.Branch) -> Iterator[proof_tree.ProofFact]:
    """A fact and those that it comes from, in the order in which they are shown."""
    if isinstance(branch, proof_tree.ProofFact):
        yield branch
    for inside in proof_tree.inside_of(branch):
        yield from _facts_in(inside)
