"""Message templates filled with a situation, and a message on a terminal."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from advisor import ir
from advisor.diagnostics import AdvisorError
from advisor.rendering.layout import Style
from advisor.rendering.letter_filters import LetterDay, is_answer, is_name, is_phrase, letter_length
from advisor.rendering.words import Wording, spoken, written

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.runtime import Context

IN_WRITING = "In writing"
POINT = "- "
_NAME_OF, _VALUE_OF = "name_of", "value_of"  # facts as files write them, and to calculate with
DUE = "due"  # in a draft: the last good day of the advice
_SENT = "the day on which the message can be sent"  # for filters; no template can name it


class DraftError(AdvisorError):
    """A draft template cannot be filled: it is not well written, or asks for too much.

    `line` is that of the file, from 1, where it is known.
    """

    def __init__(self, reason: str, help: str | None = None, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.reason, self.help, self.line = reason, help, line


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that the draft could use and nobody has given, and the question that would settle it."""

    entity: str
    fact: str
    place: str
    target: str
    ask: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message: the letter and the points for saying it, either of them "" where there is none.

    Shape: the points, lines that begin with `- `, have the heading `heading`. `missing` is what is
    still open (`[fact?]` stands there); `wished` is what would make the message better, which is
    complete without it; `addresses` is what a mail program would want to know.
    """

    text: str
    missing: tuple[MissingFact, ...]
    wished: tuple[MissingFact, ...] = ()
    heading: str = ""
    points: str = ""
    addresses: tuple[MissingFact, ...] = ()


class _Missing:
    """Stands for a fact that is not given: false in a condition, `[fact?]` and a report when written.

    What is worked out from it is not given either: `value_of.price * 2` is `[price?]`, too.
    """

    def __init__(self, find: Callable[[], MissingFact], reports: _Reports, is_none: bool) -> None:
        self._find, self._reports, self._is_none = find, reports, is_none

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        found = self._find()  # hardly any of those that a template could write
        self._reports.missing.setdefault((found.place, found.fact), found)
        return f"[{spoken(found.fact)}?]"

    def wish(self) -> None:
        """Report that the message would be better with it; not where the person says there is none."""
        self._keep(self._reports.wished)

    def want_address(self) -> None:
        """Report that a mail program could use it."""
        self._keep(self._reports.addresses)

    def _keep(self, reported: dict[tuple[str, str], MissingFact]) -> None:
        found = None if self._is_none else self._find()
        if found is not None and found.ask:
            reported.setdefault((found.place, found.fact), found)

    def __eq__(self, other: object) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return False

    def __getattr__(self, name: str) -> _Missing:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def _calculated(self, *_: object) -> _Missing:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _calculated
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _calculated
    __neg__ = __abs__ = __call__ = _calculated
    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]  # equal to nothing, so of no use as a key


class _Reports:
    """What a template asked for in vain, by place and fact."""

    def __init__(self) -> None:
        self.missing: dict[tuple[str, str], MissingFact] = {}
        self.wished: dict[tuple[str, str], MissingFact] = {}
        self.addresses: dict[tuple[str, str], MissingFact] = {}


class _YesNo(str):
    """A yes-no in words that a condition takes for what it says: `no` is false."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return self == "yes"


def fill_draft(
    program: ir.Program, root: ir.Instance, decision: ir.Decision, piece: ir.Advice, template: str
) -> Draft:
    """The message for one piece of advice.

    Shape: the template sees the facts of the advice's instance and of those around it in the reader's
    words; each list inside the instance as objects with the items' facts; `today` and `due`;
    `name_of.<fact>`, as files write it, and `value_of.<fact>`, to calculate with. A yes-no that is
    `no` is false in a condition; so is a fact that is not given, which is written as `[fact?]`. Days
    are written as on the day on which the message can be sent first; for the filters see FILTERS.
    Raises: DraftError.
    """
    reports = _Reports()
    view = _View(program, root, decision, piece, reports)
    parts = ir.draft_parts(template)
    text, points = _filled(parts.letter, view), _filled(parts.points, view)
    missing, wished = reports.missing, reports.wished
    return Draft(
        text,
        tuple(missing.values()),
        tuple(gap for key, gap in wished.items() if key not in missing),
        parts.heading if points else "",
        points,
        tuple(reports.addresses.values()),
    )


@cache
def _environment() -> Environment:
    import jinja2  # only drafts need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # a message is plain text
    )
    environment.filters.update(
        {name: jinja2.pass_context(_of_any_day(filter)) for name, filter in FILTERS.items()}
    )
    return environment


def _of_any_day(filter: Callable[[object], object]) -> Callable[[Context, object], object]:
    """The filter, to which a `value_of.held_on` is the same day of a letter as `held_on`."""

    def filter_of(context: Context, value: object) -> object:
        if isinstance(value, date):
            value = LetterDay(value.toordinal(), context[_SENT])
        return filter(value)

    return filter_of


@lru_cache(maxsize=128)
def _compiled(template: str) -> tuple[Template, frozenset[str]]:
    """The template, and the names that it takes from outside: `company` of `name_of.company`, too.

    `name_of` itself is among them where the template takes it as a whole, such as `name_of.items()`.
    """
    from jinja2 import meta, nodes

    environment = _environment()
    tree = environment.parse(template)
    inside = [
        found.attr
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.node.name in (_NAME_OF, _VALUE_OF)
    ]
    mentioned = [found.name for found in tree.find_all(nodes.Name)]
    names = {*meta.find_undeclared_variables(tree), *inside}
    is_by_name = mentioned.count(_NAME_OF) + mentioned.count(_VALUE_OF) == len(inside)
    if is_by_name and not any(hasattr(dict, name) for name in inside):
        names -= {_NAME_OF, _VALUE_OF}
    return environment.from_string(tree), frozenset(names)


def _filled(template: str, view: _View) -> str:
    import jinja2

    try:
        compiled, names = _compiled(template)
        text = compiled.render(view.variables(names)).strip()
    except jinja2.TemplateSyntaxError as error:
        raise DraftError(error.message or "it is not well written", line=error.lineno) from error
    except (
        *(jinja2.TemplateError, TypeError, ValueError, ArithmeticError, RecursionError),
        *(AttributeError, LookupError),
    ) as error:
        raise DraftError(*_in_words(error), _line_of(error)) from error
    return f"{text}\n" if text else ""


_NOT_THERE = re.compile(r"has no (?:attribute|element) '?([^']+?)'?$|'([^']+)' is undefined")
_OF_DAYS = ("year", "month", "day", "weekday", "isoformat", "strftime", "toordinal")


def _in_words(error: Exception) -> tuple[str, str]:
    """Why a template cannot be filled, and what to write instead, without the words of its language."""
    import jinja2

    match error:
        case jinja2.exceptions.SecurityError():
            return "it does what a draft may not do", "write facts, conditions and loops only"
        case jinja2.UndefinedError():
            found = _NOT_THERE.search(error.message or "")
            name = next(filter(None, found.groups()), None) if found else None
            if name in _OF_DAYS:
                help = f"a day stands there in words: write `value_of.fact.{name}`"
            else:
                help = "facts stand by name; `value_of.fact` is a value to calculate with"
            return f"`{name}` is not there" if name else "something in it is not there", help
        case ArithmeticError():
            return "something is divided by nothing", "ask first, such as `{% if fact %}`"
        case TypeError():
            help = "facts stand there in words; `value_of.fact` is a value to calculate with"
            return "it calculates with words, or with what is not given", help
        case RecursionError():
            return "it is nested too deep", "write it more simply"
        case _:
            return "a value is not of the kind that is needed", "`value_of.fact` is the plain value"


def _line_of(error: Exception) -> int | None:
    """The line of the template where it came about, which Jinja2 puts into the traceback."""
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == "<template>"
    ]
    return lines[-1] if lines else None


def _on(value: object) -> str:
    return value.on() if isinstance(value, LetterDay) else f"on {value}"


def _in_full(value: object) -> str:
    return value.in_full() if isinstance(value, LetterDay) else str(value)


def _days_ago(value: object) -> object:
    if isinstance(value, LetterDay):
        return value.days_ago()
    if isinstance(value, _Missing):
        return value  # is neither more nor less than any number
    raise TypeError("only a day is some days ago")


def _wished(value: object) -> object:
    if isinstance(value, _Missing):
        value.wish()
    return value


def _address(value: object) -> object:
    if isinstance(value, _Missing):
        value.want_address()
    return value


def _phrase(value: object) -> object:
    if isinstance(value, str):
        return value.rstrip(" .!") if is_phrase(value) else ""
    return value


def _name(value: object) -> object:
    return value if not isinstance(value, str) or is_name(value) else ""


# `{{ held_on | on }}` is "on Friday" or "yesterday"; `{{ answer_by | in_full }}` is "Friday 4 December";
# `held_on | days_ago` is a number; `{% if role | wished %}` asks for what the message can do without,
# `{% if contact_email | address %}` for what only a mail program needs; `talking_point | phrase` and
# `interviewers | name` are empty where the words do not fit into a sentence or behind "Dear".
FILTERS: Mapping[str, Callable[[object], object]] = dict(
    zip(
        ir.DRAFT_FILTERS, (_on, _in_full, _days_ago, _wished, _address, _phrase, _name), strict=True
    )
)


class _View:
    """The facts of a situation as a draft sees them."""

    def __init__(
        self,
        program: ir.Program,
        root: ir.Instance,
        decision: ir.Decision,
        piece: ir.Advice,
        reports: _Reports,
    ) -> None:
        self._pack, self._piece, self._reports = program.pack, piece, reports
        self._wording = Wording(program.pack, root, decision.derivations, decision.today)
        self._placed = self._wording.placed
        self._today = decision.today
        self._sent = max(decision.today, piece.start or decision.today)

    def variables(self, names: Collection[str]) -> Mapping[str, object]:
        """What a template sees; of facts and lists only those of these names, for most are never looked at."""
        here = self._wording.at[self._piece.place]
        due = self._piece.due
        return {
            **self._facts(here, names),
            **self._lists(here, names),
            ir.TODAY: self._day(self._today),
            DUE: self._no_due(here) if due is None else self._day(due),
            _SENT: self._sent,
        }

    def _no_due(self, here: ir.Placed) -> _Missing:
        label = self._wording.label(here)
        found = MissingFact(here.instance.entity, DUE, here.place, label, "")
        return _Missing(lambda: found, self._reports, is_none=False)

    def _day(self, ordinal: int) -> LetterDay:
        return LetterDay(ordinal, self._sent)

    def _facts(
        self, here: ir.Placed, names_wanted: Collection[str] | None = None
    ) -> Mapping[str, object]:
        """The facts seen from an instance; an inner one hides an outer one of the same name.

        `names_wanted`: only these, unless some are looked up in `name_of` or `value_of`; None: all.
        """
        words: dict[str, object] = {}
        names: dict[str, object] = {}
        values: dict[str, object] = {}
        wanted = self._with_parts(names_wanted)
        for holder, declared in self._visible(here):
            if declared.name in words or not (wanted is None or declared.name in wanted):
                continue
            value = self._wording.value(declared.entity, declared.name, here)
            name = declared.name
            if value is None or (isinstance(value, str) and not _says_something(value, declared)):
                words[name] = names[name] = values[name] = self._gap(holder, declared)
                continue
            words[name] = self._said(value, declared, here)
            names[name] = written(value, declared.type)
            values[name] = _plain(value, declared.type.kind)
        for entity in self._pack.around[here.instance.entity]:
            for several in self._pack.entities[entity].several.values():
                if wanted is None or several.name in wanted:
                    words.setdefault(several.name, self._choices(several, words))
        names[ir.TODAY] = ir.iso_date(self._today)
        values[ir.TODAY] = date.fromordinal(self._today)
        return {**words, _NAME_OF: names, _VALUE_OF: values}

    def _with_parts(self, names: Collection[str] | None) -> Collection[str] | None:
        """The names, with those of the facts of which `type: several` consists; None for all."""
        if names is None or not {_NAME_OF, _VALUE_OF}.isdisjoint(names):
            return None
        several = (s for e in self._pack.entities.values() for s in e.several.values())
        return {*names, *(part for s in several if s.name in names for part in s.parts.values())}

    def _choices(self, several: ir.Several, words: Mapping[str, object]) -> object:
        """Those that are so, in words: `Fever, A rash`; a gap where nobody said."""
        parts = {choice: words[part] for choice, part in several.parts.items()}
        gap = next((said for said in parts.values() if isinstance(said, _Missing)), None)
        so = [several.words[choice] for choice, said in parts.items() if said]
        return gap if gap is not None and not so else ", ".join(so)

    def _said(self, value: ir.Value, declared: ir.FactDeclaration, here: ir.Placed) -> object:
        """A value as a letter says it."""
        kind = declared.type.kind
        if kind is ir.Kind.DATE and isinstance(value, int):
            return self._day(value)
        if kind in ir.LENGTHS and isinstance(value, int):
            return letter_length(value, kind)
        known = self._wording.words(declared.entity, declared.name, here) or ""
        return _YesNo(known) if kind is ir.Kind.YES_NO else known

    def _visible(self, here: ir.Placed) -> Iterator[tuple[ir.Placed, ir.FactDeclaration]]:
        for entity in self._pack.around[here.instance.entity]:
            holder = self._placed[here.around[entity]]
            for declared in self._pack.entities[entity].facts.values():
                yield holder, declared

    def _gap(self, holder: ir.Placed, declared: ir.FactDeclaration) -> _Missing:
        says_none = declared.name in holder.instance.facts
        return _Missing(partial(self._missing, holder, declared), self._reports, says_none)

    def _missing(self, holder: ir.Placed, declared: ir.FactDeclaration) -> MissingFact:
        ask = self._wording.fill(declared.ask, holder) if declared.ask else ""
        label = self._wording.label(holder)
        return MissingFact(declared.entity, declared.name, holder.place, label, ask)

    def _lists(
        self, here: ir.Placed, names_wanted: Collection[str] | None = None
    ) -> Mapping[str, object]:
        found: dict[str, object] = {}
        inside: tuple[ir.EntityDeclaration, ...] = self._pack.lists[here.instance.entity]
        for entity in inside:
            if names_wanted is not None and entity.list_name not in names_wanted:
                continue
            items = [self._placed[n] for n in here.lists.get(entity.list_name, ())]
            found[entity.list_name] = [{**self._facts(i), **self._lists(i)} for i in items]
        return found


def _says_something(value: str, declared: ir.FactDeclaration) -> bool:
    """Whether a text is more than `dont know`, which is as good as not given."""
    return declared.is_required or declared.type.kind is not ir.Kind.TEXT or is_answer(value)


def _plain(value: ir.Value, kind: ir.Kind) -> Any:
    """A value as templates calculate with it: a number, yes or no, a `date`, days; else its text."""
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if kind is ir.Kind.DATE:
        return date.fromordinal(value)
    if kind is not ir.Kind.NUMBER:
        return value
    return value // ir.MILLION if value % ir.MILLION == 0 else Decimal(value) / ir.MILLION


def render_draft(draft: Draft, style: Style) -> str:
    """The points for word of mouth, then the letter, each under its heading where there are both.

    Shape: lines of at most `style.width` cells, broken between words.
    """
    lines: list[str] = []
    if draft.points:
        lines += [style.bold(draft.heading), *_wrapped(draft.points, style)]
    if draft.points and draft.text:
        lines += ["", style.bold(IN_WRITING)]
    lines += _wrapped(draft.text, style)
    return "".join(f"{line}\n" for line in lines)


def _wrapped(text: str, style: Style) -> Iterator[str]:
    for line in text.splitlines():
        is_point = line.startswith(POINT)
        if line.strip():
            rest = " " * len(POINT) if is_point else ""
            yield from style.wrap(line.removeprefix(POINT), POINT if is_point else "", rest)
        else:
            yield ""
