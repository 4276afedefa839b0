"""Why: the proof of a piece of advice, as a tree, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from advisor.diagnostics import Span
from advisor.ir.advice import Advice, Decision
from advisor.ir.derivations import Conclusion, Firing, Premise
from advisor.ir.packs import SITUATION, TODAY, Pack, Program, Rule
from advisor.ir.situations import Instance, Placed, future_facts, is_within
from advisor.ir.types import Type, Value
from advisor.rendering.advice_json import advice_object, json_value
from advisor.rendering.advice_page import timing_words
from advisor.rendering.advice_text import source_words
from advisor.rendering.layout import PLAIN, Style, plain_text, wrap
from advisor.rendering.words import Wording, place_stated, spoken, words_of


class Origin(Enum):
    """Where the value of a fact comes from."""

    STATED = "stated"
    NONE = "stated to be none"
    FUTURE = "stated for a day that is still to come"  # and therefore not given
    MISSING = "not given"
    DEFAULT = "assumed by default"
    TODAY = "the date of the advice"
    CONCLUDED = "concluded"
    COMPUTED = "worked out"  # of a concluded fact


@dataclass(frozen=True, slots=True)
class ProofFact:
    """A fact and what it rests on: rules that concluded it, and the facts that the value was made of."""

    fact: str
    place: str
    target: str
    type: Type
    value: Value | None
    words: str
    origin: Origin
    span: Span | None  # of the statement, or of the declaration that has the default
    rules: tuple[ProofRule, ...] = ()
    premises: tuple[ProofFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofRule:
    """A rule that fired for one instance, and the facts that its conditions rest on."""

    rule: str
    place: str
    target: str
    span: Span
    because: str | None
    premises: tuple[ProofFact, ...]
    overridden_by: tuple[str, ...]  # rules that would have kept it from firing, but did not fire


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of advice, the rules that gave it, and what else had a part in it.

    `replaced` are the rules of the advice that this one is given instead of.
    """

    advice: Advice
    rules: tuple[ProofRule, ...]
    notes: tuple[ProofRule, ...]
    replaced: tuple[ProofRule, ...]


def explain_advice(program: Program, root: Instance, decision: Decision, piece: Advice) -> Proof:
    """The proof of one piece of advice of a decision."""
    return _Explanation(program, root, decision).proof(piece)


class _Explanation:
    """Look-ups over one decision; each fact and rule is explained once and shared."""

    def __init__(self, program: Program, root: Instance, decision: Decision) -> None:
        self._program, self._decision = program, decision
        pack, today = program.pack, decision.today
        stated = place_stated(pack, root)
        self._left_out = {
            (here.place, name)
            for here, date, dated in future_facts(stated, pack.looking_back, today)
            for name in (date, dated)
        }
        self._wording = Wording(pack, root, decision.derivations, today)
        self._at = self._wording.at
        self._facts: dict[tuple[str, str], ProofFact] = {}
        self._rules: dict[tuple[str, str], ProofRule] = {}

    @cached_property
    def _firings(self) -> Mapping[tuple[str, str], Firing]:
        return {(f.rule, f.place): f for f in self._decision.derivations.firings}

    @cached_property
    def _conclusions(self) -> Mapping[tuple[str, str], Conclusion]:
        return {(c.place, c.fact): c for c in self._decision.derivations.conclusions}

    def proof(self, piece: Advice) -> Proof:
        here = self._at[piece.place]
        noting = [
            firing
            for name in piece.note_rules
            for firing in self._decision.derivations.firings
            if firing.rule == name and self._touch(self._at[firing.place], here)
        ]
        given_up = [
            firing
            for action, place in piece.replaces
            for firing in self._decision.derivations.firings
            if firing.place == place and self._action_of(firing.rule) == action
        ]
        return Proof(
            piece,
            tuple(self._rule(self._firings[name, piece.place]) for name in piece.rules),
            tuple(self._rule(firing) for firing in noting),
            tuple(self._rule(firing) for firing in given_up),
        )

    def _touch(self, one: Placed, other: Placed) -> bool:
        return is_within(one, other) or is_within(other, one)

    def _action_of(self, name: str) -> str | None:
        advises = self._program.pack.rules[name].advises
        return None if advises is None else advises.action

    def _rule(self, firing: Firing) -> ProofRule:
        key = firing.rule, firing.place
        if key not in self._rules:
            rule: Rule = self._program.pack.rules[firing.rule]
            self._rules[key] = ProofRule(
                rule.name,
                firing.place,
                self._wording.label(self._at[firing.place]),
                rule.span,
                rule.because,
                tuple(self._fact(premise) for premise in firing.premises),
                self._program.overridden_by[rule.name],
            )
        return self._rules[key]

    def _fact(self, premise: Premise) -> ProofFact:
        key = premise.place, premise.fact
        if key not in self._facts:
            self._facts[key] = self._explain(premise)
        return self._facts[key]

    def _explain(self, premise: Premise) -> ProofFact:
        pack, here = self._program.pack, self._at[premise.place]
        declared = pack.fact(premise.entity, premise.fact)
        conclusion = self._conclusions.get((premise.place, premise.fact))
        rules: tuple[ProofRule, ...] = ()
        premises: tuple[ProofFact, ...] = ()
        span = here.instance.spans.get(premise.fact)
        if premise.entity == SITUATION and premise.fact == TODAY:
            origin = Origin.TODAY
        elif declared.is_concluded and conclusion is not None:
            origin = Origin.CONCLUDED if conclusion.rules else Origin.COMPUTED
            span = None if conclusion.rules else declared.span
            rules = tuple(
                self._rule(self._firings[name, premise.place]) for name in conclusion.rules
            )
            premises = tuple(self._fact(inner) for inner in conclusion.premises)
        elif declared.is_concluded:
            origin = Origin.MISSING
        elif (premise.place, premise.fact) in self._left_out:
            origin = Origin.FUTURE
        elif premise.fact not in here.instance.facts:
            origin = Origin.MISSING if declared.default is None else Origin.DEFAULT
            span = None if declared.default is None else declared.span
        else:
            is_none = here.instance.facts[premise.fact] is None
            origin = Origin.NONE if is_none else Origin.STATED
        return ProofFact(
            premise.fact,
            premise.place,
            self._wording.label(here),
            declared.type,
            premise.value,
            words_of(premise.value, declared.type, declared.words),
            origin,
            span,
            rules,
            premises,
        )


Branch = ProofFact | ProofRule
_WITHOUT_VALUE = (Origin.NONE, Origin.MISSING, Origin.FUTURE)


def render_proof(
    proof: Proof,
    pack: Pack,
    today: int,
    width: int = 80,
    style: Style = PLAIN,
    home: str = "",
) -> str:
    """The advice, then every rule behind it with its facts, down to what was stated and where.

    Shape: whole lines of at most `width` cells. What was shown once is not unfolded again. Of paths
    inside the folder `home` only the rest is shown.
    """
    screen = _Screen(pack, today, width, style, f"{home}/" if home else "")
    return "".join(f"{line}\n" for line in screen.lines(proof))


class _Screen:
    def __init__(self, pack: Pack, today: int, width: int, style: Style, home: str) -> None:
        self._pack, self._today, self._width, self._style = pack, today, width, style
        self._home = home
        self._shown: set[tuple[str, str]] = set()
        self._target = ""

    def lines(self, proof: Proof) -> Iterator[str]:
        piece, style = proof.advice, self._style
        self._target = piece.target
        yield from (style.bold(line) for line in wrap(piece.title, self._width))
        about = f"for {piece.target} " if piece.target else ""
        when = timing_words(piece, self._today)
        yield from wrap(f"{about}({piece.action}). {when}", self._width)
        for heading, rules in (
            ("Advised by", proof.rules),
            ("Instead of what these advise", proof.replaced),
            ("Notes from", proof.notes),
        ):
            if rules:
                yield ""
                yield style.bold(heading)
                yield from self._branches(rules, "")
        sources = dict.fromkeys(piece.sources)
        if sources:
            yield ""
            yield style.bold("Sources")
            for name in sources:
                yield from wrap(source_words(self._pack.sources, name), self._width, "  - ", "    ")

    def _branches(self, branches: Sequence[Branch], prefix: str) -> Iterator[str]:
        for number, branch in enumerate(branches, 1):
            is_last = number == len(branches)
            first = f"{prefix}{'└─' if is_last else '├─'} "
            rest = f"{prefix}{'   ' if is_last else '│  '}"
            is_known, inside = self._unfold(branch)
            more = f"{rest}{'│  ' if inside else '   '}"
            for line_number, line in enumerate(self._words(branch, is_known)):
                lead = first if line_number == 0 else rest
                yield from wrap(line, self._width, lead, more if line_number == 0 else rest)
            yield from self._branches(inside, rest)

    def _words(self, branch: Branch, is_known: bool) -> Iterator[str]:
        where = self._of(branch.target)
        match branch:
            case ProofRule() if is_known:
                yield f"rule {branch.rule}{where} (see above)"
            case ProofRule():
                yield f"rule {branch.rule}{where} ({self._place(branch.span)})"
                if branch.because:
                    yield f"“{branch.because}”"
                if branch.overridden_by:
                    names = ", ".join(branch.overridden_by)
                    yield f"exceptions that do not apply: {names}"
            case ProofFact():
                value = "" if branch.origin in _WITHOUT_VALUE else f" {branch.words}"
                origin = "(see above)" if is_known else self._origin(branch)
                yield f"{spoken(branch.fact)}{where}:{value} {origin}"

    def _origin(self, fact: ProofFact) -> str:
        """Where a value comes from, in brackets: `(stated, me.yaml:7)`."""
        where = f", {self._place(fact.span)}" if fact.span is not None else ""
        match fact.origin:
            case Origin.CONCLUDED:
                return "(concluded)"
            case Origin.MISSING:
                return "not given"
            case Origin.NONE:
                return f"none (stated{where})"
            case Origin.FUTURE:
                stated = f" (stated{where})" if where else ""
                return f"does not count, since its day is still to come{stated}"
            case _:
                return f"({fact.origin.value}{where})"

    def _place(self, span: Span) -> str:
        """`path:line`."""
        return f"{plain_text(span.path.removeprefix(self._home))}:{span.line}"

    def _of(self, target: str) -> str:
        return f" of {target}" if target and target != self._target else ""

    def _unfold(self, branch: Branch) -> tuple[bool, Sequence[Branch]]:
        """Whether a branch was unfolded before; and if not, what stands under it."""
        name = branch.rule if isinstance(branch, ProofRule) else branch.fact
        inside = self._inside(branch)
        if inside and (branch.place, name) in self._shown:
            return True, ()
        self._shown.add((branch.place, name))
        return False, inside

    def _inside(self, branch: Branch) -> Sequence[Branch]:
        match branch:
            case ProofRule():
                return branch.premises
            case ProofFact():
                known = {(fact.place, fact.fact) for r in branch.rules for fact in r.premises}
                others = (f for f in branch.premises if (f.place, f.fact) not in known)
                return (*branch.rules, *others)


def proof_object(proof: Proof) -> dict[str, object]:
    """A proof as JSON values: the advice, and the same tree.

    Shape: what was given once has `repeated: true` and nothing inside when it comes again.
    """
    tree = _Tree()
    return {
        "advice": advice_object(proof.advice),
        "rules": [tree.rule(rule) for rule in proof.rules],
        "instead_of": [tree.rule(rule) for rule in proof.replaced],
        "notes": [tree.rule(rule) for rule in proof.notes],
    }


class _Tree:
    def __init__(self) -> None:
        self._given: set[tuple[str, str]] = set()

    def _is_repeated(self, place: str, name: str) -> bool:
        if (place, name) in self._given:
            return True
        self._given.add((place, name))
        return False

    def rule(self, rule: ProofRule) -> dict[str, object]:
        is_repeated = self._is_repeated(rule.place, rule.rule)
        return {
            "rule": rule.rule,
            "for": rule.target,
            "place": rule.place,
            "path": rule.span.path,
            "line": rule.span.line,
            "because": rule.because,
            "not_overridden_by": list(rule.overridden_by),
            "repeated": is_repeated,
            "premises": [] if is_repeated else [self.fact(fact) for fact in rule.premises],
        }

    def fact(self, fact: ProofFact) -> dict[str, object]:
        is_repeated = self._is_repeated(fact.place, fact.fact)
        return {
            "fact": fact.fact,
            "for": fact.target,
            "place": fact.place,
            "value": json_value(fact.value, fact.type),
            "words": fact.words,
            "origin": fact.origin.value,
            "path": fact.span.path if fact.span else None,
            "line": fact.span.line if fact.span else None,
            "repeated": is_repeated,
            "rules": [] if is_repeated else [self.rule(rule) for rule in fact.rules],
            "premises": [] if is_repeated else [self.fact(inner) for inner in fact.premises],
        }
