"""`advisor advise -f ics`: the advice as a calendar file, which may be written again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from advisor import api, ir
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure, tell
from advisor.rendering.advice_calendar import CalendarError, entries_of, render_calendar


def calendar_text(decided: Sequence[Scene], output: Path | None) -> str:
    """The calendar of all situations, which goes on from what the file holds already.

    Of several, each event says whose it is. Situations with the same title, or none, are told apart by their files.

    Raises: Failure, where a situation has no advice because of an error, since all its events would be
    cancelled, and where the file is something else.
    """
    entries, undated = [], 0
    titles = Counter(one.decision.title for one in decided)
    for one in decided:
        decision = one.decision
        if decision.error is not None:
            about = (
                f" about {decision.title or one.name}" if decision.title or len(decided) > 1 else ""
            )
            raise Failure(f"there is no advice{about}, so no calendar is written")
        then = api.as_advised(one.advisor, one.case.situation, decision)
        timeline = api.timeline(one.advisor.on(decision.today), then)
        name = None if titles[decision.title] == 1 else f"{decision.title or ''}\0{one.name}"
        heading = (decision.title or one.name) if len(decided) > 1 else ""
        found = list(entries_of(decision, timeline, one.pack, name, heading))
        dated = sum(entry.is_certain for entry in found)
        undated += len(decision.advice) - dated
        entries += found
    if undated:
        tell(f"{ir.counted(undated, 'piece')} of advice without a day: not in the calendar")
    pack, first = decided[0].pack, decided[0].decision
    name = first.title if len(decided) == 1 and first.title else pack.title
    stamp = datetime.now(UTC).replace(microsecond=0)
    try:
        written = render_calendar(entries, name, first.today, stamp, _held(output))
    except CalendarError as error:
        raise Failure(f"{output} {error}; name another file") from error
    return written.decode()


def _held(output: Path | None) -> bytes | None:
    """What the file holds already; None where there is none, or nothing in it."""
    if output is None or not output.is_file():
        return None
    try:
        return output.read_bytes() or None
    except OSError as error:
        raise Failure(f"cannot read {output}: {error.strerror}") from error
