"""Message templates filled with a situation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from advisor.diagnostics import AdvisorError
from advisor.ir.advice import Advice, Decision
from advisor.ir.packs import TODAY, EntityDeclaration, FactDeclaration, Program
from advisor.ir.situations import Instance, Placed
from advisor.ir.types import MILLION, Kind, Value
from advisor.rendering.dates import date_words
from advisor.rendering.templates import spoken
from advisor.rendering.wording import Wording, place_all


class DraftError(AdvisorError):
    """A draft template cannot be filled: it is not well written, or asks for too much."""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that the draft needed and nobody has given, and the question that would settle it."""

    fact: str
    place: str
    target: str
    ask: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message, and what is still open in it (`[fact?]` stands there)."""

    text: str
    missing: tuple[MissingFact, ...]


class _Missing:
    """Stands for a fact that is not given: false in a condition, `[fact?]` and a report when written."""

    def __init__(self, found: MissingFact, report: Callable[[MissingFact], None]) -> None:
        self._found, self._report = found, report

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        self._report(self._found)
        return f"[{spoken(self._found.fact)}?]"

    def __eq__(self, other: object) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]  # equal to nothing, so of no use as a key


class _YesNo(str):
    """A yes-no in words that a condition takes for what it says: `no` is false."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return self == "yes"


def fill_draft(
    program: Program, root: Instance, decision: Decision, piece: Advice, template: str
) -> Draft:
    """The message for one piece of advice.

    Shape: the template sees the facts of the advice's instance and of those around it in the reader's
    words; each list inside the instance as objects with the items' facts; `today` and `due`;
    `name_of.<fact>`, the name of a choice, and `value_of.<fact>`, a number or yes-no. A yes-no that is
    `no` is false in a condition; so is a fact that is not given, which is written as `[fact?]`.
    Raises: DraftError.
    """
    import jinja2  # only drafts need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    missing: dict[tuple[str, str], MissingFact] = {}

    def report(found: MissingFact) -> None:
        missing.setdefault((found.place, found.fact), found)

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # a message is plain text
    )
    view = _View(program, root, decision, report)
    try:
        text = environment.from_string(template).render(view.variables(piece))
    except jinja2.TemplateError as error:
        line = f"line {error.lineno}: " if isinstance(error, jinja2.TemplateSyntaxError) else ""
        raise DraftError(f"{line}{error.message}") from error
    except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise DraftError(str(error)) from error
    return Draft(text.strip() + "\n", tuple(missing.values()))


class _View:
    """The facts of a situation as a draft sees them."""

    def __init__(
        self,
        program: Program,
        root: Instance,
        decision: Decision,
        report: Callable[[MissingFact], None],
    ) -> None:
        self._pack, self._decision, self._report = program.pack, decision, report
        self._placed = place_all(program.pack, root, decision.today)
        self._wording = Wording(program.pack, self._placed, decision.derivations, decision.today)

    def variables(self, piece: Advice) -> Mapping[str, object]:
        here = next(one for one in self._placed if one.place == piece.place)
        due = None if piece.due is None else date_words(piece.due)
        return {
            **self._facts(here),
            **self._lists(here),
            TODAY: date_words(self._decision.today),
            "due": due,
        }

    def _facts(self, here: Placed) -> Mapping[str, object]:
        """The facts seen from an instance; an inner one hides an outer one of the same name."""
        words: dict[str, object] = {}
        names: dict[str, object] = {}
        values: dict[str, object] = {}
        for holder, declared in self._visible(here):
            if declared.name in words:
                continue
            value = self._wording.value(declared.entity, declared.name, here)
            gap = self._gap(holder, declared)
            known = self._wording.words(declared.entity, declared.name, here)
            is_yes_no = declared.type.kind is Kind.YES_NO
            said = _YesNo(known) if known is not None and is_yes_no else known
            words[declared.name] = gap if said is None else said
            if declared.type.kind is Kind.CHOICE:
                names[declared.name] = gap if value is None else value
            elif declared.type.kind in (Kind.NUMBER, Kind.YES_NO):
                values[declared.name] = gap if value is None else _plain(value)
        return {**words, "name_of": names, "value_of": values}

    def _visible(self, here: Placed) -> Iterator[tuple[Placed, FactDeclaration]]:
        for entity in self._pack.around[here.instance.entity]:
            holder = self._placed[here.around[entity]]
            for declared in self._pack.entities[entity].facts.values():
                yield holder, declared

    def _gap(self, holder: Placed, declared: FactDeclaration) -> _Missing:
        ask = self._wording.fill(declared.ask, holder) if declared.ask else ""
        label = self._wording.label(holder)
        return _Missing(MissingFact(declared.name, holder.place, label, ask), self._report)

    def _lists(self, here: Placed) -> Mapping[str, object]:
        found: dict[str, object] = {}
        inside: tuple[EntityDeclaration, ...] = self._pack.lists[here.instance.entity]
        for entity in inside:
            items = [self._placed[n] for n in here.lists.get(entity.list or "", ())]
            found[entity.list or ""] = [{**self._facts(i), **self._lists(i)} for i in items]
        return found


def _plain(value: Value) -> Any:
    """A number or yes-no as templates calculate with it."""
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return value // MILLION if value % MILLION == 0 else Decimal(value) / MILLION
