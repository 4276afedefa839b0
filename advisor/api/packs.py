"""From a folder to a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.api import cache
from advisor.diagnostics import AdvisorError, Diagnostic, RulePackError, has_errors
from advisor.ir.packs import Layer, Pack, Parameter, Program
from advisor.ir.types import Value

_PACKAGE = Path(__file__).resolve().parent.parent


class ParameterError(AdvisorError):
    """A parameter was set that the pack does not have, or to a value that it cannot take."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What checking a pack found, in source order, and the texts that the spans point into.

    `pack` and `layers` are None where an error makes the pack unusable.
    """

    pack: Pack | None
    layers: tuple[Layer, ...] | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def default_pack() -> Path:
    """The folder of the pack that ships with the package."""
    shipped = _PACKAGE / "_packs" / "post-interview"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "rules" / "post-interview"


def check_pack(path: Path | str | None = None) -> PackReport:
    """Everything that is wrong with the pack in the folder `path`; the default pack without one."""
    from advisor.loading.files import read_pack_files

    folder = default_pack() if path is None else Path(path)
    texts, problems = read_pack_files(folder)
    if has_errors(problems):
        return PackReport(None, None, problems, texts)
    key = cache.key_of(texts)
    stored = cache.read(key)
    if stored is None:
        stored = _check_texts(texts, str(folder))
        cache.write(key, stored)
    pack, layers, diagnostics = stored
    return PackReport(pack, layers, (*problems, *diagnostics), texts)


def _check_texts(texts: Mapping[str, str], folder: str) -> cache.Stored:
    from advisor.analysis import analyse
    from advisor.loading.packs import load_pack_texts

    loaded = load_pack_texts(texts, folder)
    if loaded.pack is None or has_errors(loaded.diagnostics):
        return None, None, loaded.diagnostics
    layers, found = analyse(loaded.pack)
    diagnostics = tuple(sorted((*loaded.diagnostics, *found), key=lambda d: (d.span, d.code)))
    return loaded.pack, layers, diagnostics


def load_pack(
    path: Path | str | None = None, parameters: Mapping[str, str] | None = None
) -> Program:
    """The pack in the folder `path` (the default pack without one), ready to run.

    Shape: `parameters` maps names to values as one writes them in a rule file (`"5 days"`).
    Raises: RulePackError with every diagnostic; ParameterError.
    """
    report = check_pack(path)
    if report.pack is None or report.layers is None:
        raise RulePackError(report.diagnostics)
    values = {name: parameter.value for name, parameter in report.pack.parameters.items()}
    program = Program(report.pack, report.layers, values)
    return with_parameters(program, parameters) if parameters else program


def with_parameters(program: Program, parameters: Mapping[str, str]) -> Program:
    """The same program with other values for some parameters, written as in a rule file.

    Raises: ParameterError.
    """
    values = dict(program.parameters)
    for name, text in parameters.items():
        declared = program.pack.parameters.get(name)
        if declared is None:
            raise ParameterError(_no_such_parameter(name, program.pack))
        values[name] = _value_of(declared, text)
    return Program(program.pack, program.layers, values)


def _no_such_parameter(name: str, pack: Pack) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, pack.parameters, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(pack.parameters)}"
    return f"the pack has no parameter `{name}`; {hint}"


def _value_of(declared: Parameter, text: str) -> Value:
    from advisor.loading.scalars import read_value
    from advisor.rendering.words import words_of

    value, problem = read_value(text, declared.type)
    if value is None:
        raise ParameterError(f"`{declared.name}` cannot be `{text}`: {problem}")
    for bound, word, beyond in (
        (declared.minimum, "least", lambda v, b: v < b),
        (declared.maximum, "most", lambda v, b: v > b),
    ):
        if bound is not None and beyond(value, bound):
            raise ParameterError(
                f"`{declared.name}` cannot be `{text}`: it is at {word}"
                f" {words_of(bound, declared.type, {})}"
            )
    return value
