"""Packs and situations: from a folder to a program, from a file or a text to situations."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from os import PathLike
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from advisor import ir
from advisor.api import cache
from advisor.backends import rete
from advisor.diagnostics import (
    AdvisorError,
    ArgumentError,
    Diagnostic,
    RulePackError,
    SituationFileError,
    called,
    has_errors,
)
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import no_such_parameter
from advisor.loading.syntax.files import PACK_FILE, TEST_FILES, PackTexts, read_layers

if TYPE_CHECKING:  # a batch of tables spares itself the reader of YAML
    from advisor.diagnostics import Severity
    from advisor.loading.declarations.memo import Memo
    from advisor.loading.declarations.severities import Ignored
    from advisor.loading.declarations.situations import LoadedSituations

_PACKAGE = Path(__file__).resolve().parent.parent
_FORMATS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


class ParameterError(AdvisorError):
    """A parameter was set that the pack does not have, or to a value that it cannot take."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """What checking a pack found, in source order, and the texts that the spans point into.

    `program` is None where an error makes the pack unusable.
    """

    program: ir.Program | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    left_alone: tuple[str, ...] = ()  # files in its folder that are situations
    ignored: tuple[Ignored, ...] = ()  # what remarks in the texts ignore


def default_pack() -> Path:
    """The folder of the pack for those who name none."""
    return _shipped_packs() / "post-interview"


def _shipped_packs() -> Path:
    """The folder of the packs that ship with the package."""
    shipped = _PACKAGE / "_packs"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "rules"


def find_pack(name: str, beside: Path) -> Path | None:
    """The folder of a pack that a file in the folder `beside` names; None where there is none.

    Shape: `name` is that of a pack that ships with the package, else a path as seen from `beside`.
    """
    candidates = [beside / name]
    if name == PurePath(name).name:
        candidates.insert(0, _shipped_packs() / name)
    for folder in candidates:
        with suppress(OSError, ValueError):
            if (folder / PACK_FILE).is_file():
                return _short(folder)
    return None


def _short(folder: Path) -> Path:
    """The folder as a person in the current one would write it: without `..` that lead back and forth."""
    whole = folder.resolve()
    with suppress(ValueError, OSError):  # it lies elsewhere, or the current folder is gone
        return whole.relative_to(Path.cwd())
    return whole


def check_pack(path: Path | str | None = None, *, is_kept: bool = True) -> PackReport:
    """Everything that is wrong with the pack in the folder `path`; the default pack without one.

    `is_kept`: what was found is kept, so that the same texts in the same place are read faster next time.
    """
    return _report(*_read(path, with_findings=True, is_kept=is_kept))


def check_layers(
    layers: tuple[PackTexts, ...],
    problems: tuple[Diagnostic, ...],
    memo: Memo,
    uses: list[ir.Use] | None = None,
) -> PackReport:
    """The same of a pack whose texts are at hand, as `read_layers` gives them with its `problems`.

    `uses` takes each place at which something is named, as far as the files can be read.
    Cost: `memo` is what was read of this pack before; what has not changed since is not read again. Where
    it puts something off, nothing is said of the pack as a whole.
    """
    stored = None if has_errors(problems) else _check_texts(layers, memo, uses)
    return _report(layers, problems, stored, memo)


def _report(
    layers: Sequence[PackTexts],
    problems: tuple[Diagnostic, ...],
    stored: cache.Stored | None,
    memo: Memo | None = None,
) -> PackReport:
    texts = {path: text for layer in layers for path, text in layer.texts.items()}
    if stored is None or stored.findings is None:
        return PackReport(None, problems, texts)
    from advisor.loading.declarations.severities import settled

    program, findings = _whole(stored), stored.findings
    found = (*problems, *findings.diagnostics)
    if program is not None and program.pack.drafts:
        from advisor.casetest.drafts import draft_findings  # only where drafts are checked

        found += draft_findings(program, texts, memo)
    if program is not None and program.pack.tests:
        from advisor.casetest.unknown_targets import unknown_targets  # only where there are tests

        found += tuple(unknown_targets(program, program.pack.tests))
    top = layers[-1].texts
    left = dict.fromkeys(findings.left_alone, "")
    remarked = {path: text for path, text in top.items() if path not in left}
    is_whole = program is not None
    if any(problem.code == "ADV018" for problem in problems):
        found = tuple(one for one in found if one.code not in _WHERE_A_FILE_LACKS)
    kept = settled(found, remarked, levels_of(top, layers[-1].folder), is_whole)
    return PackReport(program, kept.diagnostics, texts, findings.left_alone, kept.ignored)


# What is told of names that nothing uses: a file that is not read may use them.
_WHERE_A_FILE_LACKS = frozenset(
    {"ADV113", "ADV511", "ADV512", "ADV513", "ADV514", "ADV515", "ADV516", "ADV134"}
)


def levels_of(texts: Mapping[str, str], folder: str) -> Mapping[str, Severity | None]:
    """What `checks` of a pack says: for codes, how bad they are; None: nothing is said of them."""
    path = str(Path(folder) / PACK_FILE)
    if "checks" not in texts.get(path, ""):
        return {}
    from advisor.loading.declarations.severities import levels_in
    from advisor.loading.syntax.yaml_reader import read_yaml

    return levels_in(next(iter(read_yaml(texts[path], path).documents), None))


def _whole(stored: cache.Stored) -> ir.Program | None:
    """The program with its tests."""
    program, found = stored.program, stored.findings
    if program is None or found is None:
        return program
    return replace(program, pack=replace(program.pack, tests=found.tests)).with_plan(program.plan)


def _read(
    path: Path | str | None, with_findings: bool, is_kept: bool = True, has_tests: bool = True
) -> tuple[tuple[PackTexts, ...], tuple[Diagnostic, ...], cache.Stored | None]:
    """The texts of a pack, below it those that it lies over, what is wrong with its files, and, unless
    that is an error, what it is. Without its tests, as if there were no files of them.
    """
    folder = default_pack() if path is None else Path(path)
    layers, problems = read_layers(folder, find_pack)
    if not has_tests:
        layers = tuple(
            PackTexts(
                one.folder, {p: text for p, text in one.texts.items() if not p.endswith(TEST_FILES)}
            )
            for one in layers
        )
        problems = tuple(one for one in problems if not one.span.path.endswith(TEST_FILES))
    if has_errors(problems):
        return layers, problems, None
    if not is_kept:
        return layers, problems, _check_texts(layers)
    key = cache.key_of({path: text for layer in layers for path, text in layer.texts.items()})
    stored = cache.read(key, with_findings)
    if stored is None:
        stored = _check_texts(layers)
        cache.write(key, stored)
    return layers, problems, stored


def _check_texts(
    layers: Sequence[PackTexts], memo: Memo | None = None, uses: list[ir.Use] | None = None
) -> cache.Stored:
    from advisor.loading.declarations.layers import of_the_layer
    from advisor.loading.declarations.packs import load_pack_texts

    *below, top = layers
    with _uncollected():
        loaded = load_pack_texts(top.texts, top.folder, below, memo, uses)
        pack, found = loaded.pack, loaded.diagnostics
        is_put_off = memo is not None and memo.puts_off
        if pack is None or has_errors(found) or is_put_off:
            return cache.Stored(None, cache.Findings((), found, loaded.left_alone))
        program, more = _analysed(pack, memo)
    findings = cache.Findings(
        pack.tests,
        tuple(sorted((*found, *of_the_layer(more, pack.below)), key=lambda d: (d.span, d.code))),
        loaded.left_alone,
    )
    if program is not None and memo is None:  # an editor runs nothing on that engine
        program = program.with_plan(rete.plan_of(program))
    return cache.Stored(program, findings)


def _analysed(pack: ir.Pack, memo: Memo | None) -> tuple[ir.Program | None, tuple[Diagnostic, ...]]:
    """The pack without its tests, ready to run, and what is wrong with it as a whole."""
    from advisor.analysis import analyse

    pack = replace(pack, tests=())
    if memo is None:
        return analyse(pack)
    from advisor.loading.declarations.memo import Itself

    declared = (
        *(pack.sources, pack.entities, pack.parameters, pack.actions, pack.rules, pack.events),
        *(pack.tables, pack.calendars),
    )
    # The same declarations in the same places: so all is found there again.
    rests_on = (
        *([(name, Itself(one)) for name, one in mapping.items()] for mapping in declared),
        *(pack.name, pack.version, pack.title, pack.drafts, pack.below, pack.expect_changed),
        Itself(pack.counted_by),
    )
    return memo.value("analysed", rests_on, partial(analyse, pack))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: all that is made of a pack stays, and a large table makes so much of it
    that looking through it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_pack(
    path: Path | str | None = None,
    parameters: Mapping[str, object] | None = None,
    with_tests: bool = True,
) -> ir.Program:
    """The pack in the folder `path` (the default pack without one), ready to run.

    Shape: `parameters` maps names to values as one writes them in a rule file (`"5 days"`), or as Python
    has them (5 for days, a date, True).
    Cost: without its tests a checked pack is read back in half the time; and mistakes in their files do not count.
    Raises: RulePackError with every diagnostic; ParameterError; ArgumentError.
    """
    if path is not None and not isinstance(path, str | PathLike):
        raise ArgumentError(f"the pack is {called(path)}; give the path of its folder")
    _, problems, stored = _read(path, with_tests)
    if not with_tests and (stored is None or stored.program is None):
        # Who only wants advice need not mend the tests first.
        _, problems, stored = _read(path, with_findings=False, has_tests=False)
    if stored is None:
        raise RulePackError(problems)
    program = _whole(stored) if with_tests else stored.program
    if program is None:
        raise RulePackError(_report(*_read(path, True, has_tests=with_tests)).diagnostics)
    return with_parameters(program, parameters or {})


def with_parameters(program: ir.Program, parameters: Mapping[str, object]) -> ir.Program:
    """The same program with other values for some parameters, as `load_pack` takes them.

    Raises: ParameterError; ArgumentError, where it is no mapping.
    """
    if not isinstance(parameters, Mapping):
        raise ArgumentError(
            f"the parameters are {called(parameters)}; give a mapping such as"
            " {'chase_interval': '5 days'}"
        )
    values: dict[str, ir.Value] = {}
    for name, text in parameters.items():
        declared = program.pack.parameters.get(name)
        if declared is None:
            raise ParameterError(no_such_parameter(str(name), program.pack.parameters))
        values[name] = _value_of(declared, text)
    return program.with_values(values)


def _value_of(declared: ir.Parameter, given: object) -> ir.Value:
    from advisor.loading.declarations.scalars import read_value
    from advisor.rendering.words import words_of

    text = given if isinstance(given, str) else _parameter_text(declared, given)
    value, problem = read_value(text, declared.type)
    if value is None:
        raise ParameterError(f"`{declared.name}` cannot be `{text}`: {problem}")
    lowest, highest = declared.minimum, declared.maximum
    if isinstance(value, int):
        for bound, word in ((lowest, "least"), (highest, "most")):
            is_beyond = bound is not None and (value < bound if word == "least" else value > bound)
            if is_beyond:
                limit = words_of(bound, declared.type, {})
                raise ParameterError(
                    f"`{declared.name}` cannot be `{text}`: it is at {word} {limit}"
                )
    return value


def _parameter_text(declared: ir.Parameter, given: object) -> str:
    from advisor.loading.declarations.python_values import text_of

    try:
        return text_of(given, declared.type)
    except ArgumentError as error:
        raise ParameterError(f"`{declared.name}`: {error}") from None


def situation_format(path: Path | str) -> str:
    """What a file is written in, by its ending: "json", "jsonl" or "yaml"."""
    return _FORMATS.get(Path(path).suffix.lower(), "yaml")


def pack_for(source: Path | str, text: str | None = None) -> Path | None:
    """The folder of the pack that a situation file names under `pack`; None where it names none.

    Shape: `text` is what stands there, where that is known already. The path of a pack is seen from the
    folder of the file.
    Raises: SituationFileError, where there is no such pack.
    """
    from advisor.loading.syntax.files import near_pack, read_text_file

    path = Path(source)
    if text is None:
        text, _ = read_text_file(path)  # what is wrong with it, others tell
    if text is None or "pack" not in text:
        return None
    from advisor.loading.declarations.situations import pack_named_in
    from advisor.loading.syntax.nodes import shown

    name = pack_named_in(text, str(path), situation_format(path))
    if name is None:
        return None
    folder = find_pack(name.text, path.parent)
    if folder is None:
        message = f"there is no pack `{shown(name.text)}`"
        help = near_pack(name.text, path.parent) or (
            "name the folder of a pack, as seen from this file"
        )
        raise SituationFileError([Diagnostic("ADV172", message, name.span, help=help)])
    return folder


def load_cases(source: Path | str, program: ir.Program) -> LoadedSituations:
    """All situations of a file, with what they expect. Problems are values; nothing is raised."""
    from advisor.loading.declarations.situations import LoadedSituations
    from advisor.loading.syntax.files import read_text_file

    path = Path(source)
    text, problems = read_text_file(path)
    if text is None:
        return LoadedSituations((), (), problems)
    return load_cases_text(text, str(path), program, situation_format(path))


def load_cases_text(
    text: str, path: str, program: ir.Program, format: str = "yaml"
) -> LoadedSituations:
    """All situations of a text; `path` is what the spans say."""
    from advisor.loading.declarations.situations import load_situations

    return load_situations(text, path, program.pack, format)


def load_situation(source: Path | str | Mapping[str, object], program: ir.Program) -> ir.Situation:
    """The first situation of a file, or the one that a mapping says as JSON would.

    Raises: SituationFileError, where anything in it is wrong; ArgumentError.
    """
    if not isinstance(program, ir.Program):
        raise ArgumentError(
            f"the program is {called(program)}; the situation comes first, then what `load_pack`"
            " gives"
        )
    return load_case(source, program).situation


def load_case(source: Path | str | Mapping[str, object], program: ir.Program) -> ir.Case:
    """The same, with the values that it gives to parameters.

    Raises: as `load_situation`.
    """
    if isinstance(source, Mapping):
        from advisor.loading.declarations.situations import case_of

        return case_of(source, program.pack)
    if not isinstance(source, str | PathLike):
        raise ArgumentError(
            f"the situation is {called(source)}; give the path of a file, or a mapping of facts;"
            " `decide` takes many"
        )
    loaded = load_cases(source, program)
    if loaded.failed or not loaded.cases:
        raise SituationFileError(loaded.diagnostics)
    return loaded.cases[0]
