"""`advisor rename`: another name for something, everywhere at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import api, ir
from advisor.cli import options, terminal
from advisor.cli.file_changes import diff_lines
from advisor.cli.prompts.prompting import is_at_terminal
from advisor.cli.rules_in_use import rules_folder, rules_here
from advisor.cli.sources import folder_for, split_path
from advisor.cli.terminal import Failure, show, tell
from advisor.diagnostics import AdvisorError, has_errors
from advisor.files import ChangedSinceError, take_back, write_all
from advisor.loading.syntax.files import SITUATION_ENDINGS, read_layers, read_text_file
from advisor.renaming.targets import KINDS, RefusedName
from advisor.rendering.layout import Style, plain_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from advisor.loading.syntax.files import PackTexts
    from advisor.renaming.edits import Renamed
    from advisor.renaming.reading import SituationText, Workspace

_SHOWN = 60  # lines of what changes, before somebody is asked
_LEFT = 8  # places where the old name still stands
_MARK = "\ufeff".encode()
_JOURNAL = ".renaming"  # in the folder of the rules, while files are replaced


def _complete_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of the kind that begin like this."""
    from click.shell_completion import CompletionItem

    with suppress(AdvisorError, OSError, ValueError):
        kind = ir.NameKind(ctx.params.get("kind"))
        folder = rules_folder(ctx.params.get("pack"))
        names = _names_in(api.load_pack(folder, with_tests=kind is ir.NameKind.TEST).pack, kind)
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return []


def _names_in(pack: ir.Pack, kind: ir.NameKind) -> Iterable[str]:
    entities = pack.entities.values()
    match kind:
        case ir.NameKind.ENTITY:
            return pack.entities
        case ir.NameKind.LIST:
            return [entity.list_name for entity in entities if entity.list_name]
        case ir.NameKind.FACT:
            return [name for e in entities for name in (*e.facts, *e.several)]
        case ir.NameKind.CHOICE:
            return [f"{f.name}.{c}" for e in entities for f in e.facts.values() for c in f.words]
        case ir.NameKind.SECTION:
            return [
                f"{source.name}#{one}"
                for source in pack.sources.values()
                for one in source.sections
            ]
        case ir.NameKind.TEST:
            return [test.name for test in pack.tests]
        case ir.NameKind.RULE:
            return [name for name, rule in pack.rules.items() if name == rule.written_as]
        case _:
            declared: Mapping[str, object] = getattr(pack, f"{kind.value}s", {})
            return declared


@click.command(short_help="Give something in the rules another name, everywhere.")
@click.argument("kind", metavar="KIND", type=click.Choice([kind.value for kind in KINDS]))
@click.argument("old", metavar="OLD", shell_complete=_complete_names)
@click.argument("new", metavar="NEW")
@click.option(
    "--on",
    "paths",
    metavar="PATH",
    multiple=True,
    help="Also in these situations and layers: a file, or a folder and all in it.",
    shell_complete=options.complete_files,
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Change nothing; show what would change.")
@options.pack_option
@options.color_option
@click.pass_context
def rename(
    ctx: click.Context,
    kind: str,
    old: str,
    new: str,
    paths: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    pack: Path | None,
) -> None:
    """Give the KIND called OLD the name NEW: in rules, sentences, tests, letters and tables.

    KIND is a fact, choice, entity, list, parameter, rule, action, event, table, source, section, calendar,
    draft or test. Where a name stands more than once, say whose it is: application.stage, stage.offered,
    follow-ups#chase.

    All of it is read again before anything is written. Where a single name would mean something else then,
    or a rule would not be the same, nothing is changed, and you are told why.

    \b
      advisor rename fact chases_sent reminders_sent
      advisor rename choice stage.offered has_offer --on me.yaml
      advisor rename action chase ask-again --dry-run
      advisor rename rule offer-has-a-deadline answer-by-the-deadline --pack rules/ours

    Exit status: 0 renamed, 1 you said no, 2 it cannot be called so.
    """
    from advisor.renaming.edits import rename as renamed

    folder = rules_here(pack)
    _take_back(folder)
    workspace = _workspace(folder, paths)
    found = renamed(workspace, ir.NameKind(kind), old, new)
    if isinstance(found, RefusedName):
        raise _refused(found, workspace)
    same = _tests_are_the_same(found)
    style = terminal.page_style()
    lines = [line for path in _paths(found) for line in _changes(path, found, workspace, style)]
    is_asking = not yes and not dry_run
    if is_asking and not is_at_terminal():
        raise Failure("nothing is renamed without a yes: add --yes, or --dry-run to look first")
    shown = lines if dry_run else lines[:_SHOWN]
    if not yes:
        show("".join(shown))
    if len(shown) < len(lines) and not yes:
        more = len(lines) - len(shown)
        tell(f"… and {ir.counted(more, 'line')} more; --dry-run shows all.")
    if is_asking and not click.confirm(
        f"Rename {found.of.path} to {new}: {_summary(found)}?", err=True
    ):
        tell("Nothing is renamed.")
        ctx.exit(1)
    if not dry_run:
        _write(found, workspace, folder)
    verb = "would be" if dry_run else "is"
    show(f"{kind} {found.of.path} {verb} {new}: {_summary(found)}\n")
    for line in (same, *found.notes, *_left(found, workspace)):
        terminal.tell_wrapped(line, rest="  ")


def _workspace(folder: Path, paths: Iterable[str]) -> Workspace:
    """The pack, with the layers over it and the situations for them that lie at the paths."""
    from advisor.renaming.reading import SituationText, Workspace

    stack = _stack(folder)
    layers: dict[Path, tuple[PackTexts, ...]] = {folder.resolve(): stack}
    files: dict[Path, Path] = {}
    for path in paths:
        if not Path(path).exists():
            raise click.UsageError(f"there is no file or folder {path}")
        for kind, where in split_path(path):
            home = Path(where)
            if kind == "situations":
                files[home.resolve()] = home
            elif home.resolve() not in layers:
                over = _stack(home)
                if folder.resolve() in (Path(one.folder).resolve() for one in over):
                    layers[home.resolve()] = over
    situations: list[SituationText] = []
    for one in layers.values():
        for left in api.check_pack(Path(one[-1].folder)).left_alone:
            files[Path(left).resolve()] = Path(left)
    for file in files.values():
        if file.suffix.lower() not in SITUATION_ENDINGS:
            raise click.UsageError(f"{file} is no situation in YAML or JSON")
        text, problems = read_text_file(file)
        if text is None:
            terminal.show_diagnostics(problems)
            raise Failure(f"{file} cannot be read")
        rules = folder_for(str(file), None, folder)
        known = layers.get(rules.resolve())
        if known is not None:
            format = api.situation_format(file)
            situations.append(SituationText(str(file), text, format, known[-1].folder))
    return Workspace(stack, tuple(layers.values())[1:], tuple(situations))


def _stack(folder: Path) -> tuple[PackTexts, ...]:
    stack, problems = read_layers(folder, api.find_pack)
    if has_errors(problems):
        terminal.show_diagnostics(problems)
        raise Failure(f"the rules in {folder} cannot be read")
    return stack


def _refused(refusal: RefusedName, workspace: Workspace) -> Failure:
    if refusal.diagnostics:
        terminal.show_diagnostics(refusal.diagnostics, workspace.texts)
    help = f"; {refusal.help}" if refusal.help else ""
    return Failure(f"nothing is renamed: {refusal.message}{help}")


def _tests_are_the_same(renaming: Renamed) -> str:
    """Run the tests of the rules as they are and as they would be; in a sentence, that it comes to the same.

    Raises: Failure, where it does not, which is a mistake of ours.
    """
    from advisor.analysis import analyse
    from advisor.casetest import Runner
    from advisor.renaming.proving import is_same_but_for

    count = 0
    as_of = ir.AsOf(default=date.today().toordinal())
    for pair in renaming.packs:
        programs = [analyse(pack)[0] for pack in pair]
        if None in programs:
            continue  # which the rules are refused for, with this name and the other
        decided = (
            Runner(program, as_of=as_of).decide(pack.tests)
            for program, pack in zip(programs, pair, strict=True)
            if program is not None
        )
        for case, one, other in zip(pair[0].tests, *decided, strict=True):
            if not is_same_but_for(renaming.of, renaming.new, one, other):
                raise Failure(f"nothing is renamed: the test `{case.name}` would give other advice")
            count += 1
    return f"The rules are the same but for the name, and so is the advice in {ir.counted(count, 'test')}."


def _paths(renaming: Renamed) -> list[str]:
    return sorted({*renaming.texts, *renaming.moved})


def _changes(path: str, renaming: Renamed, workspace: Workspace, style: Style) -> list[str]:
    before = workspace.texts[path]
    to = renaming.moved.get(path)
    lines = [] if to is None else [f"{plain_text(path)} becomes {plain_text(to)}\n"]
    after = renaming.texts.get(path, before)
    return [*lines, *diff_lines(path, before, after, style, to=to, around=0)]


def _summary(renaming: Renamed) -> str:
    from advisor.renaming.edits import summary

    return summary(renaming)


def _left(renaming: Renamed, workspace: Workspace) -> Iterable[str]:
    """Where the old name still stands, as in remarks, which are left to people."""
    from advisor.renaming.edits import words_left

    places = words_left(workspace.texts, renaming)
    if places:
        listed = ", ".join(f"{path}:{line}" for path, line in places[:_LEFT])
        more = f" and {len(places) - _LEFT} more" if len(places) > _LEFT else ""
        yield f"The old name still stands in words at {listed}{more}; look whether it should."


def _take_back(folder: Path) -> None:
    """What an earlier rename has begun before it was killed."""
    journal = folder / _JOURNAL
    try:
        back = take_back(journal)
    except ChangedSinceError as error:
        raise Failure(
            f"an earlier rename was broken off, and {', '.join(error.names)} changed since; see what is right"
            f" there, and delete {journal}"
        ) from error
    except (OSError, ValueError) as error:
        raise Failure(
            f"an earlier rename was broken off, and {journal} does not say how it began"
        ) from error
    if back:
        tell(
            f"An earlier rename was broken off; what it had written is put back: {', '.join(back)}."
        )


def _write(renaming: Renamed, workspace: Workspace, folder: Path) -> None:
    """Write all of it, unless somebody else has written one of the files meanwhile."""
    data: dict[Path, bytes] = {}
    for path in _paths(renaming):
        raw = Path(path).read_bytes()
        mark = _MARK if raw.startswith(_MARK) else b""
        if raw.removeprefix(mark) != workspace.texts[path].encode():
            raise Failure(f"nothing is renamed: {path} was changed meanwhile")
        text = renaming.texts.get(path, workspace.texts[path])
        data[Path(renaming.moved.get(path, path))] = mark + text.encode()
    try:
        write_all(data, [Path(path) for path in renaming.moved], folder / _JOURNAL)
    except OSError as error:
        raise Failure(
            f"nothing is renamed: cannot write {error.filename}: {error.strerror}"
        ) from error
