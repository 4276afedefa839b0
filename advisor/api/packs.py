"""From a folder to a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.api import cache
from advisor.api.advising import plan_of, remember_plan
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
    stored = _checked(texts, str(folder))
    return PackReport(stored.pack, stored.layers, (*problems, *stored.diagnostics), texts)


def _checked(texts: Mapping[str, str], folder: str) -> cache.Stored:
    key = cache.key_of(texts)
    stored = cache.read(key)
    if stored is None:
        stored = _check_texts(texts, folder)
        cache.write(key, stored)
    return stored


def _check_texts(texts: Mapping[str, str], folder: str) -> cache.Stored:
    from advisor.analysis import analyse
    from advisor.loading.packs import load_pack_texts

    loaded = load_pack_texts(texts, folder)
    if loaded.pack is None or has_errors(loaded.diagnostics):
        return cache.Stored(None, None, loaded.diagnostics)
    layers, found = analyse(loaded.pack)
    diagnostics = tuple(sorted((*loaded.diagnostics, *found), key=lambda d: (d.span, d.code)))
    if layers is None:
        return cache.Stored(loaded.pack, None, diagnostics)
    plan = plan_of(Program(loaded.pack, layers, _own_values(loaded.pack)))
    return cache.Stored(loaded.pack, layers, diagnostics, plan)


def _own_values(pack: Pack) -> Mapping[str, Value]:
    return {name: parameter.value for name, parameter in pack.parameters.items()}


def load_pack(
    path: Path | str | None = None, parameters: Mapping[str, str] | None = None
) -> Program:
    """The pack in the folder `path` (the default pack without one), ready to run.

    Shape: `parameters` maps names to values as one writes them in a rule file (`"5 days"`).
    Raises: RulePackError with every diagnostic; ParameterError.
    """
    from advisor.loading.files import read_pack_files

    folder = default_pack() if path is None else Path(path)
    texts, problems = read_pack_files(folder)
    if has_errors(problems):
        raise RulePackError(problems)
    stored = _checked(texts, str(folder))
    if stored.pack is None or stored.layers is None:
        raise RulePackError((*problems, *stored.diagnostics))
    program = Program(stored.pack, stored.layers, _own_values(stored.pack))
    if parameters:
        return with_parameters(program, parameters)
    remember_plan(program, stored.plan)
    return program


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
    lowest, highest = declared.minimum, declared.maximum
    if isinstance(value, int):
        for bound, word in ((lowest, "least"), (highest, "most")):
            is_beyond = bound is not None and (value < bound if word == "least" else value > bound)
            if is_beyond:
                limit = words_of(bound, declared.type, {})
                raise ParameterError(f"`{declared.name}` cannot be `{text}`: it is at {word} {limit}")
    return value
