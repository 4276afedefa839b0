"""Which rules count: those of `--pack`, of the situation, of ADVISOR_PACK, those here, or of the nearest advisor.toml."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from advisor import api, ir
from advisor.cli.terminal import Failure
from advisor.diagnostics import SituationFileError
from advisor.loading.syntax.files import PACK_FILE

SETTINGS = "advisor.toml"
VARIABLE = "ADVISOR_PACK"
KEY = "pack"  # in a situation and in advisor.toml


def rules_folder(pack: Path | None, named: Path | None = None) -> Path:
    """The folder of the rules in use: of `--pack`, else what a situation has `named`, else the default.

    Written as short as a person in the current folder would.
    Raises: Failure, where ADVISOR_PACK or advisor.toml name no pack.
    """
    if pack is not None:
        # A folder of that name comes before a pack that ships with the program.
        return pack if pack.exists() else api.find_pack(str(pack), Path()) or pack
    folder = named or _of_the_environment() or _around() or api.default_pack()
    with suppress(ValueError, OSError):  # it lies elsewhere, or the current folder is gone
        return folder.relative_to(Path.cwd())
    return folder


def rules_here(pack: Path | None) -> Path:
    """The rules that a person who would change some can mean: never those inside an installed package.

    Raises: Failure, where there are none.
    """
    folder = rules_folder(pack)
    if pack is None and folder == api.default_pack():  # and not below the current folder
        raise Failure("there are no rules here; name their folder")
    return folder


def name_of_rules(folder: Path) -> str:
    """What the folder of the rules is called, also where it is the current one."""
    return folder.resolve().name


def rules_named_in(files: Mapping[str, str | None]) -> Path | None:
    """The folder of the rules that situation files name; None where they name none.

    Shape: `files` are paths, with the text where it is known already.
    Raises: Failure, where they do not agree; SituationFileError, where there is no such pack.
    """
    found: dict[Path | None, str] = {}
    for file, text in files.items():
        try:
            found.setdefault(api.pack_for(file, text), file)
        except SituationFileError:
            if not _has_such_a_fact():
                raise
    if len(found) < 2:
        return next(iter(found), None)
    (one, first), (other, second) = list(found.items())[:2]
    raise Failure(
        f"{first} is told by {one or 'the usual rules'}, {second} by {other or 'the usual rules'}: "
        "take them one by one, or say by --pack which rules count"
    )


def _has_such_a_fact() -> bool:
    """Whether `pack: …` in a situation states a fact of the rules in use, and names none."""
    root = api.load_pack(rules_folder(None), with_tests=False).pack.entities[ir.SITUATION]
    return KEY in root.facts


def _of_the_environment() -> Path | None:
    name = os.environ.get(VARIABLE)
    if not name:
        return None
    folder = api.find_pack(name, Path())
    if folder is None:
        raise Failure(f"{VARIABLE} says `{name}`, and there is no pack")
    return folder


def _around() -> Path | None:
    """What lies nearest, in the current folder or one around it: rules, or an advisor.toml that names some.

    Within `my-service/drafts` that is `..`, where nothing else is said.
    """
    with suppress(OSError):  # the current folder is gone
        here = Path.cwd()
        for at in (here, *here.parents):
            if (file := at / SETTINGS).is_file() and (folder := _named_in_settings(file)):
                return folder
            if (at / PACK_FILE).is_file():
                return Path(os.path.relpath(at))
    return None


def _named_in_settings(file: Path) -> Path | None:
    import tomllib  # only where somebody has such a file

    try:
        name = tomllib.loads(file.read_text("utf-8")).get(KEY)
    except (OSError, ValueError) as error:
        raise Failure(f"{file} cannot be read: {error}") from error
    if name is None:
        return None
    folder = api.find_pack(name, file.parent) if isinstance(name, str) else None
    if folder is None:
        raise Failure(f"{file} says `{KEY} = {name!r}`, and there is no pack")
    return folder
