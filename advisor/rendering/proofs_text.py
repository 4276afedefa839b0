"""Proof trees as a person reads them, and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.diagnostics import Span
from advisor.ir.packs import Pack
from advisor.rendering.advice_json import advice_object, json_value
from advisor.rendering.advice_page import timing_words
from advisor.rendering.advice_text import source_words
from advisor.rendering.layout import plain_text, wrap
from advisor.rendering.proofs import Origin, Proof, ProofFact, ProofRule
from advisor.rendering.style import PLAIN, Style
from advisor.rendering.wording import spoken

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
