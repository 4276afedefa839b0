"""What a batch came to, for people and for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from advisor import ir
from advisor.batch.counts.counting import (
    STATUSES,
    BatchCounts,
    Crossing,
    Group,
    Tally,
    totals_line,
)
from advisor.rendering.layout import cells, csv_rows, json_text, padded

SUMMARIES = ("table", "csv", "json")
_COLUMNS = ("what", "name", "pieces", *STATUSES, "advised", "of", "share", "pieces_each")


def render_counts(
    counts: BatchCounts,
    crossing: Crossing,
    format: str = "table",
    titles: Mapping[str, str] | None = None,
) -> str:
    """The counts by group, action and status, and by rule: as "table", "csv" or "json".

    `titles` of actions stand at the end of the lines of a table.
    """
    match format:
        case "csv":
            names = [grouping.heading for grouping in crossing.groupings]
            return csv_rows([(*names, *_COLUMNS), *_rows(counts, crossing)])
        case "json":
            return json_text(_data(counts, crossing))
        case _:
            return "".join(f"{line}\n" for line in _lines(counts, crossing, titles or {}))


def _groups(counts: BatchCounts, crossing: Crossing) -> Iterator[tuple[Group, Tally]]:
    """The groups in order, but where nothing is for no application: what would be counted there is nothing at all."""
    for group, tally in sorted(counts.groups.items()):
        is_elsewhere = bool(group) and all(
            name == grouping.elsewhere
            for grouping, name in zip(crossing.groupings, group, strict=True)
        )
        if tally.pieces or not is_elsewhere:
            yield group, tally


def _rows(
    counts: BatchCounts, crossing: Crossing
) -> Iterator[tuple[str | int | float | None, ...]]:
    """A row for all of a group, one an action and one a rule; what has no count is left empty.

    The rules that never fired, in whatever group, come last.
    """
    blank = [None] * (len(_COLUMNS) - 3)
    for group, tally in _groups(counts, crossing):
        by_status: Counter[str] = Counter()
        for (_, status), count in tally.actions.items():
            by_status[status] += count
        each = _ratio(tally.pieces, tally.members)
        statuses = [by_status[status] for status in STATUSES]
        share = _ratio(tally.advised, tally.members)
        yield (
            *group,
            "all",
            "",
            tally.pieces,
            *statuses,
            tally.advised,
            tally.members,
            share,
            each,
        )
        for action, pieces in _pieces(tally):
            statuses = [tally.actions[action, status] for status in STATUSES]
            having = tally.having[action]
            share, each = _ratio(having, tally.members), _ratio(pieces, tally.members)
            yield (*group, "action", action, pieces, *statuses, having, tally.members, share, each)
        for rule, pieces in _most_first(tally.rules):
            yield (*group, "rule", rule, pieces, *blank)
    for rule in crossing.never_fired(counts):
        yield (*("" for _ in crossing.groupings), "never fired", rule, 0, *blank)


def _data(counts: BatchCounts, crossing: Crossing) -> dict[str, object]:
    names = [grouping.heading for grouping in crossing.groupings]
    causes = [
        {"code": code, "table": table, "column": column, "cause": cause, "rows": found.count}
        for (code, table, column, cause), found in counts.causes.by_count()
    ]
    return {
        "situations": counts.situations,
        "pieces": counts.pieces,
        "without_advice": counts.without,
        "problems": counts.problems,
        "rows_of_no_situation": counts.orphans,
        "causes": causes,
        "rules": len(crossing.rules),
        "rules_never_fired": crossing.never_fired(counts),
        "groups": [
            {"group": dict(zip(names, group, strict=True)), **_group_data(tally)}
            for group, tally in _groups(counts, crossing)
        ],
    }


def _group_data(tally: Tally) -> dict[str, object]:
    return {
        "of": tally.members,
        "advised": tally.advised,
        "share": _ratio(tally.advised, tally.members),
        "pieces": tally.pieces,
        "pieces_each": _ratio(tally.pieces, tally.members),
        "actions": [
            {
                "action": action,
                "pieces": pieces,
                **{status: tally.actions[action, status] for status in STATUSES},
                "advised": tally.having[action],
                "share": _ratio(tally.having[action], tally.members),
                "pieces_each": _ratio(pieces, tally.members),
            }
            for action, pieces in _pieces(tally)
        ],
        "rules": [{"rule": rule, "pieces": count} for rule, count in _most_first(tally.rules)],
    }


def _ratio(count: int, of: int) -> float | None:
    return round(count / of, 4) if of else None


def _lines(counts: BatchCounts, crossing: Crossing, titles: Mapping[str, str]) -> Iterator[str]:
    for group, tally in _groups(counts, crossing):
        if crossing.groupings:
            yield f"{_heading(group, crossing)}: {_members(group, tally, crossing)}"
            yield ""
        if tally.actions:
            yield from _actions_table(tally, titles)
            yield ""
            yield from _rules_table(tally)
            yield ""
    never = len(crossing.never_fired(counts))
    if never:
        share = f"{100 * never / len(crossing.rules):.0f} %"
        yield f"{never:,} of {ir.counted_many(len(crossing.rules), 'rule')} ({share}) never fired; -f json names them"
        yield ""
    yield totals_line(counts)


def _heading(group: Group, crossing: Crossing) -> str:
    return ", ".join(
        name if name == grouping.elsewhere else f"{grouping.heading} {name}"
        for grouping, name in zip(crossing.groupings, group, strict=True)
    )


def _members(group: Group, tally: Tally, crossing: Crossing) -> str:
    """`1,234 applications, 2,345 pieces of advice`."""
    here = zip(crossing.groupings, group, strict=True)
    inner = max((g for g, name in here if name != g.elsewhere), key=_depth, default=None)
    noun = "situation" if inner is None else inner.fact.entity.replace("_", " ")
    return f"{ir.counted_many(tally.members, noun)}, {ir.counted_many(tally.pieces, 'piece')} of advice"


def _depth(grouping: object) -> int:
    lists = getattr(grouping, "lists", ())
    return len(lists)


def _actions_table(tally: Tally, titles: Mapping[str, str]) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [("action", "pieces", *STATUSES, "share")]
    for action, count in _pieces(tally):
        numbers = (count, *(tally.actions[action, s] for s in STATUSES))
        rows.append((action, *(f"{n:,}" for n in numbers), _percent(tally.having[action], tally)))
    lines = list(_table(rows))
    width = max(map(cells, lines))
    for line, (action, *_) in zip(lines, rows, strict=True):
        title = titles.get(action, "")
        yield f"{padded(line, width)}  {title}" if title else line


def _percent(count: int, tally: Tally) -> str:
    """Of all members those that have it: `12 %`, and `<1 %` for a few."""
    if not tally.members:
        return ""
    share = 100 * count / tally.members
    return "<1 %" if 0 < share < 1 else f"{share:.0f} %"


def _rules_table(tally: Tally) -> Iterator[str]:
    rows = ((rule, f"{n:,}") for rule, n in _most_first(tally.rules))
    return _table([("rule", "pieces"), *rows])


def _pieces(tally: Tally) -> list[tuple[str, int]]:
    by_action: Counter[str] = Counter()
    for (action, _), count in tally.actions.items():
        by_action[action] += count
    return _most_first(by_action)


def _most_first(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        numbers = (text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([padded(row[0], widths[0]), *numbers]).rstrip()
