"""Situation files: from a path, or `-` for standard input, to cases."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from advisor import api, ir
from advisor.cli.rules_in_use import KEY, rules_folder, rules_named_in
from advisor.cli.terminal import BROKEN, Failure, line_width, own_name, show_diagnostics, tell
from advisor.diagnostics import Diagnostic, SituationFileError, has_errors
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.diagnostics.suggestions import closest
from advisor.loading.syntax.files import PACK_FILE, pack_folder, read_text_file, situation_files
from advisor.loading.syntax.limits import MAX_JSON_CHARACTERS
from advisor.rendering.advice_page import Commands
from advisor.rendering.layout import plain_text, wrap

STDIN = "-"
_UNANSWERED = "ADV402"
_TABLES = (".csv", ".tsv", ".parquet", ".xlsx")
DEFAULT_NAME = "my-situation.yaml"  # the file that commands take up where none is named


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What one file held. `failed` are the numbers of the situations that cannot be used."""

    path: str
    text: str
    cases: tuple[ir.Case, ...]
    failed: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_missing: bool = False  # there is no such file
    # Where nothing else is wrong: the number of a situation, and what it cannot do without, as it is asked.
    unanswered: tuple[tuple[int, str], ...] = ()

    @property
    def is_unusable(self) -> bool:
        """Whether something in it could not be read."""
        return bool(self.failed) or has_errors(self.diagnostics)

    @property
    def is_alone(self) -> bool:
        """Whether one situation stands in it and no other."""
        return len(self.cases) + len(self.failed) == 1


def read_source(path: str, program: ir.Program) -> SourceFile:
    """All situations of a file, or of standard input.

    Raises: Failure, where the path is a table or a folder.
    """
    refuse_table_or_folder(path)
    if path == STDIN:
        text: str | None = read_stdin()
        problems: tuple[Diagnostic, ...] = ()
        name, format = "<stdin>", format_of(text or "")
    else:
        name, format = path, api.situation_format(path)
        text, problems = read_text_file(Path(path))
    if text is None:
        return SourceFile(name, "", (), (0,), problems, not is_there(path))
    loaded = api.load_cases_text(text, name, program, format)
    usable = tuple(c for c in loaded.cases if c.situation.document not in loaded.failed)
    diagnostics = (*problems, *loaded.diagnostics)
    failed = loaded.failed
    if not usable and not failed and has_errors(diagnostics):
        failed = (0,)
    source = SourceFile(name, text, usable, failed, diagnostics)
    others = [one for one in diagnostics if one.code != _UNANSWERED]
    if not failed or path == STDIN or has_errors(others):
        return source
    return replace(source, unanswered=tuple(_unanswered(source, program, format)))


def _unanswered(source: SourceFile, program: ir.Program, format: str) -> Iterator[tuple[int, str]]:
    """What situations lack that they cannot do without: `Acme: Where do things stand?`"""
    from advisor.dialogue.question_texts import QuestionTexts

    lenient = replace(program, pack=without_required(program.pack))
    for case in api.load_cases_text(source.text, source.path, lenient, format).cases:
        situation = case.situation
        question_texts = QuestionTexts(
            program, situation.root, situation.today or date.today().toordinal()
        )
        for question in question_texts.needed():
            yield situation.document, question.words


def refuse_table_or_folder(path: str) -> None:
    """Raises: Failure, where many situations stand under this name, and a command speaks of one file."""
    if Path(path).suffix.lower() in _TABLES and Path(path).is_file():
        place = shlex.quote(path)
        raise Failure(
            f"{path} is a table: `{own_name()} batch {place}` reads it, and `{own_name()} batch {place} --extract ID"
            " -o NAME.yaml` takes one situation out of it"
        )
    if Path(path).is_dir():
        files = _situation_files_in(Path(path))
        such_as = f", such as {Path(path) / files[0]}" if files else ""
        raise Failure(f"{path} is a folder; name a file in it{such_as}")


def is_there(path: str | Path) -> bool:
    """Whether there is something of that name, even if it may not be looked at."""
    try:
        Path(path).stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return True


def read_stdin() -> str:
    """All of standard input.

    Raises: Failure, where it is too much or no text.
    """
    data = _all_of(sys.stdin.buffer)
    if len(data) > MAX_JSON_CHARACTERS:
        raise Failure("there is too much on standard input; write it to files")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"standard input is not UTF-8 text: {error}") from error


@lru_cache(maxsize=1)
def _all_of(stream: BinaryIO) -> bytes:
    """All that there is, and a little of what is too much; the same however often it is asked for."""
    return stream.read(MAX_JSON_CHARACTERS + 1)


def format_of(text: str) -> str:
    """What a text without a file name is written in: "yaml", or "json" or "jsonl" by its looks."""
    if not re.match(r'\s*\{\s*"', text):
        return "yaml"
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "jsonl" if all(s.startswith("{") and s.endswith("}") for s in lines) else "json"


def read_one(path: str, program: ir.Program, advisor_options: AdvisorOptions) -> ir.Case:
    """The first situation of a file, for commands that speak of one.

    Raises: Failure or Exit, once it is said what is wrong with it.
    """
    source = read_source(path, program)
    require_file(source)
    report(source, advisor_options)
    if not source.cases or 0 in source.failed:
        refuse(source, 0)
    if len(source.cases) + len(source.failed) > 1:
        tell(f"{source.path} holds several situations; this is about the first")
    return source.cases[0]


def require_file(source: SourceFile) -> None:
    """Raises: Failure, where there is no such file."""
    if source.is_missing:
        raise Failure(missing_words(source.path))


def missing_words(path: str) -> str:
    """That there is no such file, and where one comes from."""
    near = closest(Path(path).name, _situation_files_in(Path(path).parent))
    hint = (
        f"did you mean {Path(path).with_name(near)}?"
        if near
        else f"`{own_name()} ask` writes one for you"
    )
    return f"there is no file {path}; {hint}"


def _situation_files_in(folder: Path) -> list[str]:
    with suppress(OSError, ValueError):
        return sorted(p.name for p in folder.iterdir() if p.suffix in (".yaml", ".json"))
    return []


def report(source: SourceFile, advisor_options: AdvisorOptions | None = None) -> None:
    """Show on standard error what is wrong with a file.

    What is only not answered yet is told as its questions, with the command that asks them. The lines of the
    file are shown to whoever wrote them: to nobody where the answers were kept by commands.
    """
    if source.is_missing:
        tell(f"Error: {missing_words(source.path)}")
        return
    is_ours = (
        source.unanswered and advisor_options is not None and _is_kept_by_commands(source.path)
    )
    shown = [one for one in source.diagnostics if not (is_ours and one.code == _UNANSWERED)]
    texts = {source.path: source.text} if source.text else {}
    show_diagnostics(shown, texts)
    if advisor_options is None:
        return
    width = line_width()
    for number in dict.fromkeys(number for number, _ in source.unanswered):
        which = "" if source.is_alone else f", no. {number + 1},"
        lines = wrap(f"{source.path}{which} is not finished. Still to be answered:", width)
        for at, words in source.unanswered:
            lines += wrap(plain_text(words), width, "  ", "    ") if at == number else ()
        document = f" --document {number + 1}" if number else ""
        for line in (
            *lines,
            "To go on:",
            f"  {advisor_options.commands(source.path).ask()}{document}",
        ):
            tell(line)


def _is_kept_by_commands(path: str) -> bool:
    from advisor.recording.journal import read_journal

    return bool(read_journal(Path(path)).entries)


def refuse(source: SourceFile, number: int) -> NoReturn:
    """End the command, since this situation cannot be used; why is told already.

    Raises: Failure; Exit, where it is only not finished.
    """
    if any(at == number for at, _ in source.unanswered):
        raise click.exceptions.Exit(BROKEN)
    raise Failure(f"the situation in {source.path} cannot be used")


@dataclass(frozen=True)
class AdvisorOptions:
    """What situations are decided by, as the command line says it; what is in force may be more.

    None and () are what nobody said. `engine` is "auto" where the kind of batch decides.
    """

    pack: Path | None
    today: date | None
    settings: tuple[tuple[str, str], ...]
    engine: str
    named: Path | None = None  # the rules that the situation itself names

    def about(self, *files: str) -> AdvisorOptions:
        """The same for the situations in these files, which may name their rules.

        Raises: as `rules_named_in`.
        """
        if self.pack is not None:
            return self
        texts = {file: read_stdin() if file == STDIN else None for file in files}
        return replace(self, named=rules_named_in(texts))

    @property
    def folder(self) -> Path:
        """The folder of the rules."""
        return rules_folder(self.pack, self.named)

    def name_beside(self, file: Path, pack: ir.Pack) -> str | None:
        """What a situation in this file says to name the rules; None where nothing has to be said."""
        folder = self.folder.resolve()
        if folder == rules_folder(None).resolve() or KEY in pack.entities[ir.SITUATION].facts:
            return None
        return os.path.relpath(folder, file.absolute().parent)

    def program(self) -> ir.Program:
        """The rules, with the values that parameters are set to."""
        return api.load_pack(self.folder, dict(self.settings), with_tests=False)

    @property
    def as_of(self) -> api.AsOf:
        """The date that counts."""
        return as_of_option(self.today)

    def advisor(
        self, program: ir.Program | None = None, as_of: api.AsOf | None = None
    ) -> api.Advisor:
        """The advisor that the options say, which tells where another engine has to step in.

        `program` and `as_of` are the options' own, unless they are known already.
        """
        engine = "rete" if self.engine == "auto" else self.engine
        settled = frozenset(dict(self.settings))
        advisor = api.Advisor(program or self.program(), engine, as_of or self.as_of, settled)
        show_diagnostics(advisor.notices)
        return advisor

    def commands(self, path: str | Path) -> Commands:
        """The commands about the situation in a file, with the same options."""
        words = [
            *(("--pack", str(self.pack)) if self.pack else ()),
            *(("--today", self.today.isoformat()) if self.today else ()),
            *(word for name, value in self.settings for word in ("--set", f"{name}={value}")),
        ]
        file = shlex.quote(str(path))
        return Commands(
            shlex.quote(own_name()),
            "" if file == DEFAULT_NAME else file,
            "".join(f" {shlex.quote(word)}" for word in words),
        )


def command_on(file: str, *words: str) -> str:
    """A command about the situation in a file, as one types it: `advisor undo me.yaml`."""
    named = () if file == DEFAULT_NAME else (shlex.quote(file),)
    return " ".join((shlex.quote(own_name()), *words, *named))


def as_of_option(today: date | None) -> api.AsOf:
    """The date that counts: the one of the option `--today`, else what situations state, else today."""
    return api.AsOf(None if today is None else today.toordinal(), date.today().toordinal())


def without_required(pack: ir.Pack) -> ir.Pack:
    """The same pack, in which nothing has to be stated: for situations that are not finished."""
    return replace(
        pack,
        entities={
            name: replace(
                entity,
                facts={n: replace(fact, is_required=False) for n, fact in entity.facts.items()},
            )
            for name, entity in pack.entities.items()
        },
    )


def folder_for(path: str, pack: Path | None, named: Path | None) -> Path:
    """The rules that a file of situations is checked by.

    Those of `--pack`, else those that it names itself, those that are checked beside it, or those in
    whose folder it lies.
    """
    if pack is None and path != STDIN:
        with suppress(SituationFileError):  # then it is read, and said
            own = api.pack_for(path)
            beside = Path(path).parent
            named = own or named or (beside if (beside / PACK_FILE).is_file() else None)
    return rules_folder(pack, named)


def split_path(path: str) -> Iterator[tuple[str, str]]:
    """A path as packs and situation files. A file of a pack stands for the whole pack."""
    where = Path(path)
    if path == STDIN:
        yield "situations", path
    elif where.is_dir():
        for found in sorted(p.parent for p in where.rglob(PACK_FILE)):
            yield "pack", str(found)
        for file in situation_files([where]):
            yield "situations", str(file)
    elif (home := pack_folder(where)) is not None and not _is_left_alone(where, home):
        yield "pack", str(home)
    else:
        yield "situations", path


def _is_left_alone(file: Path, home: Path) -> bool:
    """Whether a file in a folder of rules is no part of them, but a situation."""
    return str(file) in api.check_pack(home).left_alone
