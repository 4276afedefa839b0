"""Ranges and lists of values of a parameter, as they are written on the command line.

`3 days..14 days` is every day from 3 to 14, `1 week..4 weeks` every week, `1..6` every whole number,
`6 months..12 months` every month, `16 years..21 years` every year,
`2026-11-01..2026-11-30` every day; a step makes it coarser or finer. A comma joins values and ranges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from advisor import ir
from advisor.diagnostics import AdvisorError
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import no_such_parameter
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert, shown_value

BETWEEN = ".."
MOST_COMBINATIONS = 1_000
_RANGED = (ir.Kind.NUMBER, ir.Kind.DATE, *ir.LENGTHS)


class SweepError(AdvisorError):
    """What was asked for cannot be swept."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A parameter and the values that it takes, each once, in the order written.

    Units: values as in `ir.types`.
    """

    parameter: ir.Parameter
    values: tuple[ir.Value, ...]

    @property
    def name(self) -> str:
        """The name of the parameter."""
        return self.parameter.name

    @property
    def own(self) -> ir.Value | None:
        """The value that the rules say; None where it hangs on the day."""
        return None if self.parameter.steps else self.parameter.value

    def written(self, value: ir.Value) -> str:
        """A value of it as files write it; in weeks where every value is whole weeks."""
        if self.parameter.type.kind is ir.Kind.DURATION and all(
            int(v) % 7 == 0 and v for v in self.values
        ):
            return ir.counted(int(value) // 7, "week")
        return shown_value(value, self.parameter.type)


def read_axes(
    pack: ir.Pack, settings: Mapping[str, str], steps: Mapping[str, str]
) -> tuple[Axis, ...]:
    """The axes that settings of parameters describe, those with one value included.

    Shape: `steps` maps names of parameters to steps; the step under "" serves every range for which no
    other is given.
    Raises: SweepError.
    """
    for name in (*settings, *filter(None, steps)):
        if name not in pack.parameters:
            raise SweepError(no_such_parameter(name, pack.parameters))
    for name in filter(None, steps):
        if BETWEEN not in settings.get(name, ""):
            raise SweepError(
                f"`{name}` has a step but no range; write `3 days..14 days`, for example"
            )
    if "" in steps and not any(BETWEEN in text for text in settings.values()):
        raise SweepError("there is a step but no range; write `3 days..14 days`, for example")
    axes = tuple(
        _axis(pack.parameters[name], text, steps.get(name, steps.get("")))
        for name, text in settings.items()
    )
    count = prod(len(axis.values) for axis in axes)
    if count > MOST_COMBINATIONS:
        raise SweepError(
            f"these make {count} combinations of values, and the most is {MOST_COMBINATIONS}; take larger"
            " steps or fewer ranges"
        )
    return axes


def combinations(axes: tuple[Axis, ...]) -> Iterator[tuple[ir.Value, ...]]:
    """Every combination of values, the last axis running fastest."""
    yield from product(*(axis.values for axis in axes))


def _axis(parameter: ir.Parameter, text: str, step: str | None) -> Axis:
    if parameter.type.kind is ir.Kind.TEXT:
        parts = [part.strip() for part in text.split(",")]
        return Axis(parameter, tuple(dict.fromkeys(parts)))
    values: dict[ir.Value, None] = {}
    for part in text.split(","):
        first, between, last = (piece.strip() for piece in part.partition(BETWEEN))
        found = _range(parameter, first, last, step) if between else (_value(parameter, first),)
        values.update(dict.fromkeys(found))
    return Axis(parameter, tuple(values))


def _value(parameter: ir.Parameter, text: str) -> ir.Value:
    if not text:
        raise SweepError(
            f"`{parameter.name}` has an empty value; write a range such as `3 days..14 days` or a"
            " list such as `3 days, 1 week`"
        )
    value = convert(text, parameter.type)
    if isinstance(value, Misfit):
        raise SweepError(f"`{parameter.name}`: {value}")
    out = bounds_refusal(value, parameter.type, parameter.minimum, parameter.maximum)
    if out is not None:
        raise SweepError(f"`{parameter.name}`: {out}")
    return value


def _range(
    parameter: ir.Parameter, first: str, last: str, step: str | None
) -> tuple[ir.Value, ...]:
    type = parameter.type
    if type.kind not in _RANGED:
        raise SweepError(
            f"`{parameter.name}` is a {type.kind.value} and has no ranges; write a list such as"
            f" `{'yes, no' if type.kind is ir.Kind.YES_NO else 'a, b'}`"
        )
    low, high = _value(parameter, first), _value(parameter, last)
    assert isinstance(low, int) and isinstance(high, int)
    if low > high:
        raise SweepError(
            f"`{parameter.name}`: the range runs backwards; write `{last}{BETWEEN}{first}`"
        )
    stride = _own_step(parameter, first, last) if step is None else _step(parameter, step)
    count = (high - low) // stride + 1
    if count > MOST_COMBINATIONS:
        raise SweepError(
            f"`{parameter.name}`: that range has {count} values, and the most is {MOST_COMBINATIONS};"
            " take a larger step"
        )
    return tuple(range(low, high + 1, stride))


def _step(parameter: ir.Parameter, text: str) -> int:
    """Units: those of the parameter's values; days for a date."""
    type = _step_type(parameter.type)
    value = convert(text, type)
    if isinstance(value, Misfit):
        raise SweepError(f"the step for `{parameter.name}`: {value}")
    assert isinstance(value, int)
    if value <= 0:
        raise SweepError(f"the step for `{parameter.name}` has to be more than nothing")
    return value


def _step_type(type: ir.Type) -> ir.Type:
    return ir.DURATION if type.kind is ir.Kind.DATE else type


def _own_step(parameter: ir.Parameter, first: str, last: str) -> int:
    """The unit in which both ends are written."""
    if parameter.type.kind is ir.Kind.DURATION:
        return 7 if all("week" in end for end in (first, last)) else 1
    if parameter.type.kind is ir.Kind.PERIOD:
        return ir.YEAR if all("year" in end for end in (first, last)) else 1
    if parameter.type.kind is not ir.Kind.NUMBER:
        return 1
    digits = max(len(end.partition(".")[2].rstrip("0")) for end in (first, last))
    return int(ir.MILLION // 10**digits)
