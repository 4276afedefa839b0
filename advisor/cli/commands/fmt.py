"""`advisor fmt`: one layout for the files of rules, tests and situations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import api, ir
from advisor.cli import options, terminal
from advisor.cli.file_changes import FileChange, diff_lines
from advisor.cli.rules_in_use import rules_here
from advisor.cli.sources import folder_for, read_source, report, split_path
from advisor.diagnostics import errors_among
from advisor.loading.syntax.files import PACK_FILE, YAML_ENDINGS
from advisor.rendering.layout import plain_text

if TYPE_CHECKING:
    from advisor.formatting.proving import LaidOut


@click.command(short_help="Lay out the files of rules and situations.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=options.complete_files)
@click.option("--check", "is_check", is_flag=True, help="Change nothing; say what would change.")
@click.option("--diff", "is_diff", is_flag=True, help="Change nothing; show what would change.")
@options.pack_option
@options.color_option
@click.pass_context
def fmt(
    ctx: click.Context,
    paths: tuple[str, ...],
    is_check: bool,
    is_diff: bool,
    pack: Path | None,
) -> None:
    """Give the files at PATHs one layout: rules, their tests, and situations; without PATH, the rules here.

    Indentation, empty lines and the space between things are put in order. Words, quotes, the order of
    everything and comments stay. Each file is read again before it is written: what would not say the
    same, and what has mistakes, is left as it is.

    \b
      advisor fmt rules/post-interview
      advisor fmt --diff me.yaml
      advisor fmt --check rules examples

    Exit status: 0 fine, 1 with --check or --diff: something would change, 2 a file cannot be laid out.
    """
    found: list[LaidOut] = []
    is_broken = False
    for laid_out, is_fine in _all_laid_out(paths or (str(rules_here(pack)),), pack):
        is_broken = is_broken or not is_fine
        found += laid_out
    changed = [one for one in found if one.is_changed]
    for one in found:
        if one.refused is not None:
            is_broken = True
            terminal.tell(f"{plain_text(one.path)} stays as it is: {one.refused}")
    if is_diff:
        style = terminal.page_style()
        terminal.show(
            "".join(line for c in changed for line in diff_lines(c.path, c.before, c.after, style))
        )
    elif is_check:
        terminal.show(
            "".join(f"{plain_text(one.path)} would be laid out anew\n" for one in changed)
        )
    else:
        for one in changed:
            _write(one)
            terminal.show(f"{plain_text(one.path)} is laid out anew\n")
    total = _total(len(found), len(changed), is_check or is_diff)
    if is_broken and not found:
        ctx.exit(2)  # what is broken has been told
    if is_diff or not found:
        terminal.tell(total)
    else:
        terminal.show(f"{total}\n")
    ctx.exit(2 if is_broken else 1 if changed and (is_check or is_diff) else 0)


def _total(count: int, changed: int, is_dry: bool) -> str:
    if not count:
        return "There is nothing to lay out there: no pack.yaml and no situation file in YAML."
    if not changed:
        return f"{ir.counted(count, 'file')}, all in their layout"
    verb = "would change" if is_dry else "changed"
    return f"{ir.counted(count, 'file')}, {changed} {verb}"


def _all_laid_out(paths: Sequence[str], pack: Path | None) -> Iterator[tuple[list[LaidOut], bool]]:
    """What became of each pack and each file; and whether all of it could be read."""
    named = next((Path(path) for path in paths if (Path(path) / PACK_FILE).is_file()), None)
    programs: dict[Path, ir.Program] = {}
    for path in paths:
        where = Path(path)
        if not where.exists():
            raise click.UsageError(f"there is no file or folder {path}")
        if where.is_file() and where.suffix.lower() not in YAML_ENDINGS:
            raise click.UsageError(f"{path} is not YAML; only that has a layout of its own")
        for kind, file in split_path(path):
            if kind == "pack":
                yield _pack_laid_out(Path(file), where if where.is_file() else None)
            elif Path(file).suffix.lower() in YAML_ENDINGS:
                folder = folder_for(file, pack, named)
                if folder not in programs:
                    programs[folder] = api.load_pack(folder, with_tests=False)
                yield _situations_laid_out(file, programs[folder])


def _pack_laid_out(folder: Path, only: Path | None) -> tuple[list[LaidOut], bool]:
    from advisor.formatting.proving import lay_out_pack
    from advisor.loading.syntax.files import read_layers

    checked = api.check_pack(folder)
    if checked.program is None:
        terminal.show_diagnostics(errors_among(checked.diagnostics), checked.texts)
        terminal.tell(f"The rules in {folder} cannot be laid out before they are mended.")
        return [], False
    (*below, top), _ = read_layers(folder, api.find_pack)
    wanted = [p for p in top.texts if p.endswith(".yaml") and p not in checked.left_alone]
    if only is not None:
        wanted = [p for p in wanted if Path(p).name == only.name]
    return lay_out_pack(top, below, wanted), True


def _situations_laid_out(path: str, program: ir.Program) -> tuple[list[LaidOut], bool]:
    from advisor.formatting.proving import lay_out_situations

    source = read_source(path, program)
    if source.is_unusable:
        report(source)
        terminal.tell(f"{path} cannot be laid out before it is mended.")
        return [], False
    return [lay_out_situations(source.text, path, program.pack)], True


def _write(one: LaidOut) -> None:
    FileChange(one.path, one.before, one.after).write()
