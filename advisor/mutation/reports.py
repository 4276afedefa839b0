"""What became of mutants: as text to read, and as the JSON that reports of mutation testing share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor import ir
from advisor.mutation.edits import diff_lines, edited_text
from advisor.mutation.mutants import Mutant
from advisor.mutation.running import MutationRun, Trial, Verdict
from advisor.rendering import layout
from advisor.rendering.diagnostics import place_words

_SCHEMA = "https://git.io/mutation-testing-schema"
_STATUS = {
    Verdict.KILLED: "Killed",
    Verdict.REFUSED: "CompileError",
    Verdict.EQUIVALENT: "Ignored",
    Verdict.SURVIVED: "Survived",
    Verdict.NOT_REACHED: "NoCoverage",
    Verdict.TIMED_OUT: "Timeout",
}
_SHOWN = (Verdict.SURVIVED, Verdict.NOT_REACHED, Verdict.TIMED_OUT)


def percent(share: float) -> str:
    """A share as `94.9%`, never rounded up to a whole that it is not."""
    return f"{int(share * 1000) / 10:.1f}%"


@layout.whole_lines
def render_mutants(
    run: MutationRun,
    texts: Mapping[str, str],
    most: int | None = None,
    style: layout.Style = layout.PLAIN,
) -> Iterator[str]:
    """The mutants that no test kills, at most so many of them, and then how many came to what.

    Shape: whole lines, those of the text around the rules' own at most `style.width` cells.
    """
    left = list(run.left(*_SHOWN))
    for trial in left[:most]:
        yield from _trial(trial, texts, style)
        yield ""
    hidden = len(left) - len(left[:most])
    if hidden:
        yield from (f"and {hidden:,} more; --all shows them, --rule those of one rule", "")
    tried = ir.counted_many(run.of, "change")
    if len(run.trials) < run.of:
        tried = f"{len(run.trials):,} of {tried}"
    yield f"{tried} to the rules, on {ir.counted(run.tests, 'test')}, in {run.seconds:.1f} s:"
    for verdict in Verdict:
        if run.counts[verdict]:
            yield f"{run.counts[verdict]:>7,}  {verdict.value}"
    mark = style.red if left else style.green
    words = "of the changes that mean something else are killed by a test"
    yield mark(f"{percent(run.score)} {words}")


def _trial(trial: Trial, texts: Mapping[str, str], style: layout.Style) -> Iterator[str]:
    mutant = trial.mutant
    head = f"{place_words(mutant.span)}: {style.yellow(trial.verdict.value)}: "
    yield head + style.bold(f"{mutant.kind.value}, in {owner_words(mutant)}")
    for line in change_lines(mutant, texts):
        mark = {"-": style.red, "+": style.green}.get(line[:1], style.dim)
        yield mark(f"  {layout.plain_text(line)}")
    for said in _why(trial):
        yield from style.wrap(said, "  ", "    ")
    if trial.witness is not None:
        for sign, words in (("-", trial.witness.before), ("+", trial.witness.after)):
            if words:
                mark = style.red if sign == "-" else style.green
                yield from (mark(part) for part in style.wrap(words, f"  {sign} ", "    "))


def _why(trial: Trial) -> Iterator[str]:
    """Why no test kills it, and the situation of which the lines behind tell."""
    witness = trial.witness
    if witness is not None and not witness.change:
        yield f"Test “{witness.case.name}” comes to something else, and does not look at it:"
    elif witness is not None:
        yield f"{_sentence(trial.why)}. With `{witness.change}` in “{witness.case.name}” the advice would change:"
    elif trial.why:
        at = "" if trial.case is None else f", as in “{trial.case.name}”"
        yield f"{_sentence(trial.why)}{at}."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def owner_words(mutant: Mutant) -> str:
    """Whose change it is: ``rule `chase` ``, ``the default of `stage` ``."""
    if mutant.rule is not None:
        return f"rule `{mutant.owner}`"
    return f"the default of `{mutant.owner}`" if mutant.fact else f"parameter `{mutant.owner}`"


def change_lines(mutant: Mutant, texts: Mapping[str, str]) -> list[str]:
    """The change as a diff; where it is no small edit, only the line in which it would be made."""
    found = diff_lines(mutant, texts)
    if found:
        return found
    lines = texts.get(mutant.span.path, "").splitlines()
    at = mutant.span.line - 1
    return [f"- {lines[at].strip()}"] if 0 <= at < len(lines) else []


def mutants_object(run: MutationRun, pack: ir.Pack, texts: Mapping[str, str]) -> dict[str, object]:
    """The run as a report of the mutation testing elements, which their viewers and dashboards read.

    See https://github.com/stryker-mutator/mutation-testing-elements; `config` holds what is ours.
    """
    paths = dict.fromkeys(trial.mutant.span.path for trial in run.trials)
    numbers = {id(trial): str(number) for number, trial in enumerate(run.trials)}
    files = {
        path: {
            "language": "yaml",
            "source": texts.get(path, ""),
            "mutants": [
                _mutant_object(numbers[id(trial)], trial, texts)
                for trial in run.trials
                if trial.mutant.span.path == path
            ],
        }
        for path in paths
    }
    tests: dict[str, list[dict[str, object]]] = {}
    for case in pack.tests:
        tests.setdefault(case.span.path, []).append({"id": case.name, "name": case.name})
    return {
        "$schema": _SCHEMA,
        "schemaVersion": "2",
        "thresholds": {"high": 95, "low": 80},
        "framework": {"name": "advisor mutate"},
        "files": files,
        "testFiles": {path: {"tests": named} for path, named in tests.items()},
        "config": {
            "pack": pack.name,
            "version": pack.version,
            "mutants": run.of,
            "tried": len(run.trials),
            "sound": run.is_sound,
            "score": round(run.score, 4),
            "seconds": round(run.seconds, 3),
            "verdicts": {verdict.name.lower(): run.counts[verdict] for verdict in Verdict},
        },
    }


def _mutant_object(number: str, trial: Trial, texts: Mapping[str, str]) -> dict[str, object]:
    mutant, span = trial.mutant, trial.mutant.span
    made: dict[str, object] = {
        "id": number,
        "mutatorName": mutant.kind.name.lower(),
        "description": f"{mutant.kind.value}, in {owner_words(mutant)}",
        "location": {
            "start": {"line": span.line, "column": span.column},
            "end": {"line": span.end_line, "column": span.end_column},
        },
        "status": _STATUS[trial.verdict],
    }
    lines = [line[1:].strip() for line in diff_lines(mutant, texts) if line.startswith("+")]
    if edited_text(mutant, texts) is not None:
        made["replacement"] = "\n".join(lines)
    if trial.why:
        made["statusReason"] = trial.why
    if trial.witness is not None:
        made["statusReason"] = " ".join(_why(trial))
    if trial.case is not None:
        key = "killedBy" if trial.verdict is Verdict.KILLED else "coveredBy"
        made[key] = [trial.case.name]
    return made
