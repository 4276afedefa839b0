"""How to go on from a page of advice: the same program, file and options, written out."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from advisor.cli.terminal import own_name
from advisor.rendering.advice_page import Commands

DEFAULT_NAME = "my-situation.yaml"  # the file that commands take up where none is named


def commands_for(
    path: str | Path,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
) -> Commands:
    """The commands about the situation in a file, judged by the same options.

    `today` and the others are what the command line said, not what is in force: what the file or the
    calendar says need not be repeated.
    """
    words = [
        *(("--pack", str(pack)) if pack else ()),
        *(("--today", today.isoformat()) if today else ()),
        *(word for name, value in settings for word in ("--set", f"{name}={value}")),
    ]
    file = shlex.quote(str(path))
    return Commands(
        shlex.quote(own_name()),
        "" if file == DEFAULT_NAME else file,
        "".join(f" {shlex.quote(word)}" for word in words),
    )
