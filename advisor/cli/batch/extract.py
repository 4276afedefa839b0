"""`advisor batch --extract`: one situation out of many, for the commands that speak of one."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path

from advisor.batch.problems import BatchError
from advisor.batch.sources.packed import unpacked
from advisor.cli.batch.request import BatchRequest, format_of_all, refuse_places, with_files
from advisor.cli.batch.volume import reading_said, rows_said, tell_all
from advisor.cli.terminal import Failure, deliver, own_name, tell
from advisor.loading.syntax.nodes import shown
from advisor.recording.situation_texts import situation_text

_MOST_ROWS = 4  # told


def run_extract(request: BatchRequest, wanted: str) -> int:
    """Write the situation with this id; the exit status.

    Raises: Failure, and then nothing new stands under the name of the output.
    """
    from advisor.batch.run.extracting import extract
    from advisor.batch.sources.reading import Notices
    from advisor.batch.sources.slices import open_source

    notices = Notices()
    try:
        request.refuse_for_one()
        request = with_files(request)
        with unpacked(request.paths, request.input_format, rows_said(request)) as inputs:
            for sentence in inputs.told:
                notices.add(sentence)
            request = replace(request, paths=inputs.paths)
            try:
                format_in = format_of_all(request)
                refuse_places(request, "jsonl")
                program = request.advisor_options.program()
                pack = program.pack
                stream = sys.stdin.buffer if request.is_from_stream else None
                reading = reading_said(request, pack)
                source = open_source(request.paths, pack, format_in, stream, reading, notices)
                found, rows, left_out = extract(source, pack, wanted)
            except BatchError as error:
                error.args = (inputs.named(str(error)),)
                raise
    except BatchError as error:
        tell_all(notices)
        raise Failure(str(error)) from error
    tell_all(notices)
    rules = request.advisor_options.name_beside(
        request.file or Path("-"), pack
    )  # beside the folder we are in
    row = rows[0]
    if len(rows) > 1:
        others = ", ".join(map(str, rows[1:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")
        tell(
            f"{len(rows):,} situations have the id `{shown(wanted)}`: this is the one of row {row}; the others are in"
            f" {'row' if len(rows) == 2 else 'rows'} {others}"
        )
    for problem in left_out:
        tell(f"{problem.where}: {problem.message}")
    title = found.id or f"Row {row}"
    deliver(situation_text(pack, found.root, title, found.today, rules), request.file)
    if request.file is not None:
        name = title if found.id is None else f"{title} (row {row})"
        place = shlex.quote(str(request.file))
        tell(f"{name} is in {request.file}: {own_name()} advise {place} shows the page")
    return 0
