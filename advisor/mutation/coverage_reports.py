"""Coverage as text to read, as JSON values, and as LCOV, which editors and code hosts show beside the lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor import ir
from advisor.diagnostics import Span
from advisor.mutation.coverage import ConditionCoverage, Coverage, Shown
from advisor.mutation.reports import percent
from advisor.recording.text_edits import DocumentText
from advisor.rendering import layout
from advisor.rendering.diagnostics import place_words

_WIDEST = 100  # of a condition in one line


def words_at(span: Span, texts: Mapping[str, str]) -> str:
    """What an author wrote at a place, in one line; empty where the text is not known."""
    text = texts.get(span.path)
    if text is None or not span.line:
        return ""
    document = DocumentText(text)
    words = " ".join(text[document.start(span) : document.end(span)].split())
    return layout.clipped(words, _WIDEST)


@layout.whole_lines
def render_coverage(
    coverage: Coverage,
    texts: Mapping[str, str],
    most: int | None = None,
    style: layout.Style = layout.PLAIN,
) -> Iterator[str]:
    """The conditions that tests do not cover, at most so many, each with what is missing; then the totals.

    Shape: whole lines of at most `style.width` cells, but for those that begin with a place.
    """
    missing = [one for one in coverage.conditions if not one.is_covered]
    for one in missing[:most]:
        said = layout.plain_text(words_at(one.span, texts))
        yield f"{place_words(one.span)}: {style.bold(said)}, in rule `{one.rule}`"
        for words in _missing(one, texts):
            yield from style.wrap(words, "  ", "    ")
        yield ""
    hidden = len(missing) - len(missing[:most])
    if hidden:
        yield from (f"and {ir.counted(hidden, 'more condition')}; -f json and --lcov have all", "")
    fired = sum(bool(rule.fired) for rule in coverage.rules)
    yield f"{fired} of {ir.counted(len(coverage.rules), 'rule')} fire in a test"
    both = len(coverage.conditions) - len(missing)
    words = (
        f"{both:,} of {len(coverage.conditions):,} conditions decide in tests both where they hold"
        f" and where they do not: {percent(coverage.share)} (MC/DC)"
    )
    yield from ((style.yellow if missing else style.green)(part) for part in style.wrap(words))


def _missing(one: ConditionCoverage, texts: Mapping[str, str]) -> Iterator[str]:
    """What tests lack, for each way in which the condition can be, and what they have."""
    for shown, verb, not_so in (
        (one.holds, "holds", "never holds"),
        (one.fails, "fails", "never fails"),
    ):
        if shown.deciding:
            yield f"decides where it {verb}: {shown.first}"
            continue
        if not shown.tests:
            yield f"{not_so} in any test"
        else:
            yield f"{verb} in {ir.counted(shown.tests, 'test')}, but never decides{_hidden(shown, texts)}"
        if shown.nearest is not None:
            change, name = shown.nearest
            yield f"with `{change}` in “{name}” it would decide where it {verb}"
        elif shown.is_searched:
            yield "no test with one fact changed was found in which it would"


def _hidden(shown: Shown, texts: Mapping[str, str]) -> str:
    if shown.hidden_by is None:
        return ""
    return f": mostly `{layout.plain_text(words_at(shown.hidden_by, texts))}` decides instead"


def coverage_object(coverage: Coverage, texts: Mapping[str, str]) -> dict[str, object]:
    """All rules and conditions as JSON values."""
    return {
        "rules": [
            {
                "rule": rule.rule,
                "path": rule.span.path,
                "line": rule.span.line,
                "fired_by": rule.fired,
                "overridden_in": rule.overridden,
            }
            for rule in coverage.rules
        ],
        "conditions": [
            {
                "rule": one.rule,
                "path": one.span.path,
                "line": one.span.line,
                "column": one.span.column,
                "condition": words_at(one.span, texts),
                "covered": one.is_covered,
                "holds": _shown_object(one.holds, texts),
                "fails": _shown_object(one.fails, texts),
            }
            for one in coverage.conditions
        ],
        "share": round(coverage.share, 4),
    }


def _shown_object(shown: Shown, texts: Mapping[str, str]) -> dict[str, object]:
    hidden = None if shown.hidden_by is None else words_at(shown.hidden_by, texts)
    return {
        "tests": shown.tests,
        "deciding": shown.deciding,
        "first": shown.first,
        "hidden_by": hidden,
        "nearest": None
        if shown.nearest is None
        else {"with": shown.nearest[0], "test": shown.nearest[1]},
    }


def render_lcov(coverage: Coverage) -> str:
    """The tracefile of geninfo(1): rules are functions, conditions branches (0 holds, 1 fails), and the
    lines of both count the tests in which a rule fires, and in which a condition decides.
    """
    paths = dict.fromkeys(
        [*(r.span.path for r in coverage.rules), *(c.span.path for c in coverage.conditions)]
    )
    return "".join(f"{line}\n" for path in paths for line in _record(coverage, path))


def _record(coverage: Coverage, path: str) -> Iterator[str]:
    rules = [rule for rule in coverage.rules if rule.span.path == path]
    conditions = [one for one in coverage.conditions if one.span.path == path]
    hits: dict[int, int] = {}
    yield "TN:"
    yield f"SF:{path}"
    for rule in rules:
        yield f"FN:{rule.span.line},{rule.rule}"
        hits[rule.span.line] = rule.fired
    yield from (f"FNDA:{rule.fired},{rule.rule}" for rule in rules)
    yield from (f"FNF:{len(rules)}", f"FNH:{sum(bool(rule.fired) for rule in rules)}")
    taken = 0
    for number, one in enumerate(conditions):
        for branch, shown in enumerate((one.holds, one.fails)):
            yield f"BRDA:{one.span.line},{number},{branch},{shown.deciding if shown.tests else '-'}"
            taken += bool(shown.deciding)
        line = one.span.line
        hits[line] = max(hits.get(line, 0), one.holds.deciding + one.fails.deciding)
    yield from (f"BRF:{2 * len(conditions)}", f"BRH:{taken}")
    yield from (f"DA:{line},{count}" for line, count in sorted(hits.items()))
    yield from (f"LF:{len(hits)}", f"LH:{sum(bool(c) for c in hits.values())}", "end_of_record")
