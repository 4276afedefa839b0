"""`advisor what-if`: the advice before and after a change that nobody has made yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import click

from advisor import ir
from advisor.cli import options
from advisor.cli.prompts.select_prompts import is_nothing
from advisor.cli.situation.advice_references import shell_word
from advisor.cli.situation.event_recording import told_words
from advisor.cli.situation.fact_names import choices_in_words, named_fact, value_in_words
from advisor.cli.situation.last_page import whole_names
from advisor.cli.situation.scene import Scene, read_scene
from advisor.cli.situation.sentence_parts import interpret_part, parts_of, recorded
from advisor.cli.sources import AdvisorOptions, command_on
from advisor.cli.terminal import Failure, page_style, show
from advisor.counterfactual.changes import DAY, Key, apply_changes, declared
from advisor.counterfactual.comparing import (
    change_words,
    compare,
    comparison_object,
    render_comparison,
)
from advisor.counterfactual.steps import ChangedFact
from advisor.dialogue.quantities import Problem, shown
from advisor.dialogue.reported_events import ReportedEvent
from advisor.dialogue.restated_days import said_once
from advisor.rendering.layout import json_text
from advisor.rendering.words import and_words, spoken


@click.command("what-if", short_help="Show the advice before and after a change, side by side.")
@click.argument(
    "words",
    nargs=-1,
    metavar="[FILE] [SENTENCE]",
    shell_complete=options.complete_files,
)
@click.option(
    "--change",
    "given",
    metavar="FACT=VALUE",
    multiple=True,
    help="A fact and what it becomes: Globex.answer_by=2026-12-10, today=friday.",
)
@options.situation_options
@options.format_option("text", "json")
@options.color_option
@click.pass_context
def what_if(
    ctx: click.Context,
    words: tuple[str, ...],
    given: tuple[str, ...],
    advisor_options: AdvisorOptions,
    format: str,
) -> None:
    """Show what would be advised in FILE if something happened or were different, next to what is advised now.

    What happens is said in a SENTENCE, as to `advisor tell`. A fact is named with whom it is about, where that is not
    clear. Nothing is written into FILE.

    \b
      advisor what-if "Acme turns me down"
      advisor what-if me.yaml --change Globex.answer_by=2026-12-10
      advisor what-if --change today=friday --change "Acme.stage=offered"

    Exit status: 0 fine, 1 there is no advice after the change, 2 the file or the change cannot be used.
    """
    file = next(filter(options.is_file_name, (*words[:1], *words[-1:])), None)
    sentence = _IF.sub("", " ".join(word for word in words if word is not file))
    if not sentence and not given:
        raise Failure(_SAY_WHAT)
    path = options.file_or_default(file)
    read = read_scene(path, advisor_options.about(path), questions=False)
    scene = Scene(read.advisor, read.file, read.case, questions=False, is_supposed=True)
    told = _told(scene, sentence) if sentence else _Told((), scene.case.situation.root, ())
    changes = _changes(scene, given)
    keys = [change.key for change in (*told.changes, *changes)]
    twice = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if twice is not None:
        raise Failure(f"`{twice[1]}` is changed twice; say each once")
    now = scene.decision.today
    changed = apply_changes(
        told.root, max((now, *told.days)), {change.key: change.after for change in changes}
    )
    situation = replace(scene.case.situation, root=changed.root)
    after = scene.advisor.on(changed.today).advise(situation, questions=False)
    compared = compare((*told.changes, *changes), scene.decision, after)
    if format == "json":
        show(json_text(comparison_object(compared)))
    else:
        labels = whole_names(scene.wording)
        said = (*told.words, *(change_words(change, labels, now) for change in changes))
        show(render_comparison(compared, said, page_style()))
    ctx.exit(0 if after.error is None else 1)


_IF = re.compile(r"^\s*(?:what )?if\s+", re.IGNORECASE)
_SAY_WHAT = (
    'say what would happen, such as `advisor what-if "Acme turns me down"`, or which fact would be different:'
    " `--change FACT=VALUE`"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence supposes: in words, the situation then, and the facts that would be others. Units: ordinals."""

    words: tuple[str, ...]
    root: ir.Instance
    changes: tuple[ChangedFact, ...]
    days: tuple[int, ...] = ()


def _told(scene: Scene, sentence: str) -> _Told:
    """What would be so if it happened.

    Raises: Failure, where it is not clear what is meant, or more has to be known of something new.
    """
    text = said_once(sentence, scene.decision.today)
    if isinstance(text, Problem):
        raise Failure(f"{text.message}.")
    now = scene
    words: list[str] = []
    days: list[int] = []
    for part in parts_of(scene, text):
        interpreted = interpret_part(now, part)
        told = next(iter(interpreted.fits), None)
        if is_nothing(part.text) or interpreted.meant.is_denied:
            timeline = command_on(scene.file, "timeline")
            raise Failure(
                f"where nothing happens, time goes on: `{timeline}` shows the coming weeks"
            )
        if told is None or not interpreted.meant.is_sure or part.left_out is not None:
            raise Failure(_not_clear(scene, part.text, interpreted.fits))
        words.append(told_words(now, told))
        days += [told.day] if told.day is not None else []
        now, lacking = recorded(now, told)
        if lacking:
            lacks = and_words([spoken(fact.name) for fact in lacking])
            raise Failure(f"{told.placed_event.title}: for that, say the {lacks} too")
    before, after = scene.case.situation.root, now.case.situation.root
    stands = declared(scene.pack, before)
    changes = [
        ChangedFact((place, name), fact, was, becomes, was is not None)
        for (place, name), fact in declared(scene.pack, after).items()
        if (place, name) != DAY
        and (becomes := ir.instance_at(after, place).facts.get(name))
        != (
            was := ir.instance_at(before, place).facts.get(name)
            if (place, name) in stands
            else None
        )
    ]
    return _Told(tuple(words), after, tuple(changes), tuple(days))


def _not_clear(scene: Scene, text: str, fits: Sequence[ReportedEvent]) -> str:
    """What is said of a part that is not clear: what it may mean stands below, to be typed so."""
    titles = list(dict.fromkeys(one.placed_event.title for one in fits))
    fact = command_on(scene.file, "what-if", "--change FACT=VALUE")
    if not titles:
        return f"`{shown(text)}` is not clear to me. Say it in other words, or what would be different: `{fact}`"
    lines = [f"`{shown(text)}` may mean one of these. Say which:"]
    lines += [f"  {command_on(scene.file, 'what-if', shell_word(title))}" for title in titles]
    return "\n".join(lines)


def _changes(scene: Scene, texts: tuple[str, ...]) -> list[ChangedFact]:
    """Each `FACT=VALUE`; days in words are seen from the day that counts then."""
    said: list[tuple[Key, ir.FactDeclaration, str | bool]] = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise Failure(f"{text!r} is no change; write FACT=VALUE, such as answer_by=2026-12-10")
        key, fact_or_choices = named_fact(scene, name)
        if isinstance(fact_or_choices, ir.FactDeclaration):
            said.append((key, fact_or_choices, value))
            continue
        place, _ = key
        facts = scene.pack.entities[fact_or_choices.entity].facts
        stated = scene.wording.at[place].instance.facts
        parts = choices_in_words(fact_or_choices, value)
        changed = [part for part, chosen in parts.items() if stated.get(part) is not chosen]
        said += [((place, part), facts[part], parts[part]) for part in changed or list(parts)[:1]]
    today = scene.decision.today
    for key, fact, new in said:
        if key == DAY:
            day = value_in_words(fact, str(new), today)
            assert isinstance(day, int)  # INVARIANT: there is always a day
            today = day
    return [
        ChangedFact(
            key,
            fact,
            scene.wording.value(fact.entity, fact.name, scene.wording.at[key[0]]),
            today
            if key == DAY
            else new
            if isinstance(new, bool)
            else value_in_words(fact, new, today),
            scene.wording.at[key[0]].instance.facts.get(fact.name) is not None,
        )
        for key, fact, new in said
    ]
