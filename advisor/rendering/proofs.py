"""Why: the proof of a piece of advice, as a tree and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from advisor.diagnostics import Span
from advisor.ir.advice import Advice, Decision
from advisor.ir.calendars import Calendar
from advisor.ir.derivations import Conclusion, Firing, Premise
from advisor.ir.expressions import Expression, FactRef, InForce, ParameterRef, walk
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Pack, Program, Rule
from advisor.ir.situations import Instance, Placed, future_facts, is_within
from advisor.ir.types import Type, Value
from advisor.rendering.advice_page import timing_words, when_words
from advisor.rendering.advice_text import source_words
from advisor.rendering.layout import PLAIN, Style, plain_text, wrap
from advisor.rendering.words import NOT_GIVEN, Wording, date_words, place_stated, words_of
from advisor.rendering.working_days import closed_words


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
class ProofNumber:
    """A parameter of the rules that a rule or a value goes by; `words` are its values: `2.5`, `2 on 20 Feb 2025`."""

    parameter: str
    words: str
    span: Span


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
    says: str  # how it is told before its value
    span: Span | None  # of the statement, or of the declaration that has the default
    rules: tuple[ProofRule, ...] = ()
    premises: tuple[ProofFact, ...] = ()
    numbers: tuple[ProofNumber, ...] = ()


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
    numbers: tuple[ProofNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of advice, the rules that gave it, and what else had a part in it.

    `replaced` are the rules of the advice that this one is given instead of, `told` is what a person said that it rests
    on, as parts of a sentence, and `closed` the closed days of the calendar that its dates have passed over, in ordinals.
    """

    advice: Advice
    rules: tuple[ProofRule, ...]
    notes: tuple[ProofRule, ...]
    replaced: tuple[ProofRule, ...]
    told: tuple[str, ...] = ()
    calendar: Calendar | None = None
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FactProof:
    """Why a concluded fact is what it is: `title` is what it is called, with whom it is about."""

    title: str
    fact: ProofFact

    @property
    def is_given(self) -> bool:
        """Whether it has a value."""
        return self.fact.value is not None


def explain_fact(
    program: Program, root: Instance, decision: Decision, place: str, fact: FactDeclaration
) -> FactProof:
    """The proof of a concluded fact of the instance at a place."""
    return _Explanation(program, root, decision).fact_proof(place, fact)


def explain_advice(
    program: Program,
    root: Instance,
    decision: Decision,
    piece: Advice,
    told: tuple[str, ...] = (),
    closed: tuple[int, ...] = (),
) -> Proof:
    """The proof of one piece of advice of a decision; `told` and `closed` as in `Proof`."""
    proof = _Explanation(program, root, decision).proof(piece)
    return replace(proof, told=told, calendar=decision.calendar, closed=closed)


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

    def fact_proof(self, place: str, fact: FactDeclaration) -> FactProof:
        here = self._at[place]
        conclusion = self._conclusions.get((place, fact.name))
        value = None if conclusion is None else conclusion.value
        title = self._wording.says(fact, here)
        if fact.result is not None:
            title, label = self._wording.fill(fact.result, here), self._wording.label(here)
            if label and label not in title:
                title = f"{title} ({self._wording.full_label(here)})"
        return FactProof(title, self._fact(Premise(place, fact.entity, fact.name, value)))

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
                self._wording.sentence(rule.because, self._at[firing.place]),
                tuple(self._fact(premise) for premise in firing.premises),
                self._program.overridden_by[rule.name],
                self._numbers(rule.expressions, self._at[firing.place]),
            )
        return self._rules[key]

    def _numbers(self, expressions: Iterable[Expression], here: Placed) -> tuple[ProofNumber, ...]:
        """The parameters in expressions, in their order, each once, with all values that count here."""
        found: dict[str, dict[str, str]] = {}
        for part in (part for expression in expressions for part in walk(expression)):
            match part:
                case ParameterRef(name=name) | InForce(parameter=name):
                    known = found.setdefault(name, {})
                    for words, when in self._values_of(part, here):
                        known.setdefault(words, f"{words} {when}".rstrip())
                case _:
                    continue
        declared = self._program.pack.parameters
        return tuple(
            ProofNumber(name, ", and ".join(words.values()) or NOT_GIVEN, declared[name].span)
            for name, words in found.items()
        )

    def _values_of(self, part: ParameterRef | InForce, here: Placed) -> Iterator[tuple[str, str]]:
        """Its values and their days in words: that of today or of a fact's day; of a day that is worked out, or an item's, all."""
        name = part.name if isinstance(part, ParameterRef) else part.parameter
        declared, today = self._program.pack.parameters[name], self._decision.today
        given = self._program.parameters.get(name)
        if isinstance(part, ParameterRef) or given is not None:
            if given is not None:
                yield words_of(given, declared.type, {}), ""
            return
        steps = [(first, words_of(value, declared.type, {})) for first, value in part.steps]
        match part.day:
            case FactRef(entity=entity, fact=fact) if entity in here.around:
                day = self._wording.value(entity, fact, here)
                if not isinstance(day, int):
                    return
                words = next((words for first, words in reversed(steps) if first <= day), NOT_GIVEN)
                yield words, "" if day == today else f"on {date_words(day)}"
            case _:
                yield from ((words, f"from {date_words(first)}") for first, words in steps)

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
        numbers: tuple[ProofNumber, ...] = ()
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
            if declared.computed_default is not None and not conclusion.rules:
                numbers = self._numbers((declared.computed_default,), here)
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
            self._wording.shown(declared, premise.value),
            origin,
            self._wording.says(declared, here),
            span,
            rules,
            premises,
            numbers,
        )


Branch = ProofFact | ProofRule
_MOST_TOLD = 2  # facts in the sentence on top
_WITHOUT_VALUE = (Origin.NONE, Origin.MISSING, Origin.FUTURE)


def inside_of(branch: Branch) -> Sequence[Branch]:
    """What stands under a branch of the tree."""
    match branch:
        case ProofRule():
            return branch.premises
        case ProofFact():
            known = {(fact.place, fact.fact) for r in branch.rules for fact in r.premises}
            others = (f for f in branch.premises if (f.place, f.fact) not in known)
            return (*branch.rules, *others)


def name_of(branch: Branch) -> tuple[type[Branch], str, str]:
    """What tells a branch from all others: a rule may be called like a fact."""
    return type(branch), branch.place, branch.rule if isinstance(branch, ProofRule) else branch.fact


def proof_sentence(proof: Proof, today: int) -> str:
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


def closed_of(proof: Proof, today: int) -> str:
    """`No working days: Fri 25 Dec (Christmas Day).`: what its dates have passed over; "" without any."""
    return closed_words(proof.calendar, proof.closed, today)


def render_proof(
    proof: Proof,
    pack: Pack,
    today: int,
    width: int = 80,
    style: Style = PLAIN,
    home: str = "",
    is_whole: bool = True,
) -> str:
    """The advice, why in one sentence, which closed days its dates have passed over, then every rule behind it with its facts, down to what was stated and where.

    Shape: whole lines of at most `width` cells. What was shown once is not unfolded again. Of paths
    inside the folder `home` only the rest is shown. Unless `is_whole`, rules that only gave notes are but named.
    """
    screen = _Screen(pack, today, width, style, f"{home}/" if home else "", is_whole)
    return "".join(f"{line}\n" for line in screen.lines(proof))


def render_overview(
    proofs: Mapping[int, Proof],
    today: int,
    command: str,
    width: int = 80,
    style: Style = PLAIN,
) -> str:
    """Pieces of advice by their numbers, each with why in one sentence; `command` shows more of one.

    Shape: whole lines of at most `width` cells; `proofs` by the numbers of their pieces.
    """
    lines: list[str] = []
    room = max(len(str(number)) for number in proofs) + 2
    for number, proof in proofs.items():
        mark = f"{number}.".ljust(room)
        lines += map(style.bold, wrap(plain_text(proof.advice.title), width, mark, " " * room))
        why = proof_sentence(proof, today) or timing_words(proof.advice, today)
        lines += wrap(why, width, " " * room, " " * room) if why else ()
    lines += ["", *wrap(f"The reasons for one of them, down to what you said: {command}", width)]
    return "".join(f"{line}\n" for line in lines)


def render_fact_proof(
    proof: FactProof, width: int = 80, style: Style = PLAIN, home: str = ""
) -> str:
    """A concluded fact with its value, then every rule and fact behind it. Shape: as for `render_proof`."""
    tree = _Tree(width, style, f"{home}/" if home else "")
    head = f"{plain_text(proof.title)}: {plain_text(proof.fact.words)}"
    lines = [style.bold(line) for line in wrap(head, width)]
    if proof.fact.origin is Origin.COMPUTED and proof.fact.span is not None:
        where = f"worked out as its default says ({tree.place(proof.fact.span)})"
        lines += [style.dim(line) for line in wrap(where, width)]
        lines += [
            line for number in proof.fact.numbers for line in wrap(tree.number(number), width)
        ]
    inside = inside_of(proof.fact)
    if inside:
        heading = "Concluded by" if proof.fact.rules else "From"
        lines += ["", style.bold(heading), *tree.branches(inside, "")]
    return "".join(f"{line}\n" for line in lines)


class _Screen:
    def __init__(
        self, pack: Pack, today: int, width: int, style: Style, home: str, is_whole: bool
    ) -> None:
        self._pack, self._today, self._width, self._style = pack, today, width, style
        self._is_whole = is_whole
        self._tree = _Tree(width, style, home)

    def lines(self, proof: Proof) -> Iterator[str]:
        piece, style = proof.advice, self._style
        yield from (style.bold(line) for line in wrap(piece.title, self._width))
        for words in (proof_sentence(proof, self._today), closed_of(proof, self._today)):
            yield from wrap(words, self._width) if words else ()
        about = f"for {piece.target} " if piece.target else ""
        when = timing_words(piece, self._today)
        yield from (
            style.dim(line) for line in wrap(f"{about}({piece.action}). {when}", self._width)
        )
        for heading, rules in (
            ("Advised by", proof.rules),
            ("Instead of what these advise", proof.replaced),
            ("Notes from", proof.notes),
        ):
            if rules:
                yield ""
                yield style.bold(heading)
                is_named_only = rules is proof.notes and not self._is_whole
                yield from self._named(rules) if is_named_only else self._tree.branches(rules, "")
        sources = dict.fromkeys(piece.sources)
        if sources:
            yield ""
            yield style.bold("Sources")
            for name in sources:
                yield from wrap(source_words(self._pack.sources, name), self._width, "  - ", "    ")

    def _named(self, rules: Sequence[ProofRule]) -> Iterator[str]:
        """Each rule once, however many instances it noted something about."""
        for name in dict.fromkeys(f"{rule.rule} ({self._tree.place(rule.span)})" for rule in rules):
            yield from wrap(name, self._width, "  - ", "    ")


class _Tree:
    """Rules and facts as a tree of lines; what was shown once is not unfolded again."""

    def __init__(self, width: int, style: Style, home: str) -> None:
        self._width, self._style, self._home = width, style, home
        self._shown: set[tuple[type[Branch], str, str]] = set()

    def branches(self, branches: Sequence[Branch], prefix: str) -> Iterator[str]:
        """The lines of some branches, with all below them."""
        for number, branch in enumerate(branches, 1):
            is_last = number == len(branches)
            first = f"{prefix}{'└─' if is_last else '├─'} "
            rest = f"{prefix}{'   ' if is_last else '│  '}"
            is_known, inside = self._unfold(branch)
            more = f"{rest}{'│  ' if inside else '   '}"
            for line_number, line in enumerate(self._words(branch, is_known)):
                lead = first if line_number == 0 else rest
                yield from wrap(line, self._width, lead, more if line_number == 0 else rest)
            yield from self.branches(inside, rest)

    def _words(self, branch: Branch, is_known: bool) -> Iterator[str]:
        match branch:
            case ProofRule() if is_known:
                yield f"rule {branch.rule} (see above)"
            case ProofRule():
                yield f"rule {branch.rule} ({self.place(branch.span)})"
                if branch.because:
                    yield f"“{branch.because}”"
                if branch.overridden_by:
                    names = ", ".join(branch.overridden_by)
                    yield f"exceptions that do not apply: {names}"
                yield from map(self.number, branch.numbers)
            case ProofFact():
                value = "" if branch.origin in _WITHOUT_VALUE else f" {branch.words}"
                colon = "" if branch.says.endswith("?") else ":"
                yield f"{branch.says}{colon}{value}{'' if is_known else self._origin(branch)}" + (
                    " (see above)" if is_known else ""
                )
                if not is_known:
                    yield from map(self.number, branch.numbers)

    def number(self, number: ProofNumber) -> str:
        """`by chase_interval: 1 week (parameters.yaml:3)`."""
        return f"by {number.parameter}: {number.words} ({self.place(number.span)})"

    def _origin(self, fact: ProofFact) -> str:
        """Behind a value, where it comes from: ` (you said so, me.yaml:7)`, `, because`."""
        where = f", {self.place(fact.span)}" if fact.span is not None else ""
        match fact.origin:
            case Origin.CONCLUDED:
                return ", because"
            case Origin.COMPUTED:
                return f", since ({self.place(fact.span)})" if fact.span is not None else ", since"
            case Origin.MISSING:
                return " not said"
            case Origin.NONE:
                return f" none (you said so{where})"
            case Origin.STATED:
                return f" (you said so{where})"
            case Origin.FUTURE:
                stated = f" (stated{where})" if where else ""
                return f" does not count, since its day is still to come{stated}"
            case _:
                return f" ({fact.origin.value}{where})"

    def place(self, span: Span) -> str:
        """`path:line`."""
        return f"{plain_text(span.path.removeprefix(self._home))}:{span.line}"

    def _unfold(self, branch: Branch) -> tuple[bool, Sequence[Branch]]:
        """Whether a branch was unfolded before; and if not, what stands under it."""
        inside = inside_of(branch)
        if inside and name_of(branch) in self._shown:
            return True, ()
        self._shown.add(name_of(branch))
        return False, inside
