"""`advisor what-if`: the advice before and after a change that nobody has made yet."""

from __future__ import annotations

import re
from dataclasses import replace

import click

from advisor import ir
from advisor.cli import options
from advisor.cli.situation.fact_names import choices_in_words, named_fact, value_in_words
from advisor.cli.situation.last_page import whole_names
from advisor.cli.situation.scene import Scene, read_scene
from advisor.cli.situation.sentence_parts import interpret_part, parts_of, scene_after
from advisor.cli.sources import AdvisorOptions
from advisor.cli.terminal import Failure, page_style, show
from advisor.counterfactual.changes import DAY, Key, apply_changes, declared
from advisor.counterfactual.comparing import compare, comparison_object, render_comparison
from advisor.counterfactual.steps import ChangedFact
from advisor.dialogue.quantities import Problem, shown
from advisor.dialogue.restated_days import said_once
from advisor.rendering.layout import json_text


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
    file = words[0] if words and options.is_file_name(words[0]) else None
    sentence = _IF.sub("", " ".join(words if file is None else words[1:]))
    if not sentence and not given:
        raise Failure(_SAY_WHAT)
    path = options.file_or_default(file)
    scene = read_scene(path, advisor_options.about(path), questions=False)
    case = scene.case
    changes = [*(_changes_told_by(scene, sentence) if sentence else ()), *_changes(scene, given)]
    keys = [change.key for change in changes]
    twice = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if twice is not None:
        raise Failure(f"`{twice[1]}` is changed twice; say each once")
    changed = apply_changes(
        case.situation.root,
        scene.decision.today,
        {change.key: change.after for change in changes},
    )
    situation = replace(case.situation, root=changed.root)
    after = scene.advisor.on(changed.today).advise(situation, questions=False)
    compared = compare(changes, scene.decision, after)
    if format == "json":
        show(json_text(comparison_object(compared)))
    else:
        labels = whole_names(scene.wording)
        show(render_comparison(compared, labels, page_style()))
    ctx.exit(0 if after.error is None else 1)


_IF = re.compile(r"^\s*(?:what )?if\s+", re.IGNORECASE)
_SAY_WHAT = (
    'say what would happen, such as `advisor what-if "Acme turns me down"`, or which fact would be different:'
    " `--change FACT=VALUE`"
)


def _changes_told_by(scene: Scene, sentence: str) -> list[ChangedFact]:
    """The facts that would be others if it happened.

    Raises: Failure, where it is not clear what is meant, or something new comes with it.
    """
    text = said_once(sentence, scene.decision.today)
    if isinstance(text, Problem):
        raise Failure(f"{text.message}.")
    now = scene
    for part in parts_of(scene, text):
        interpreted = interpret_part(now, part)
        meant = interpreted.meant
        told = next(iter(interpreted.fits), None)
        if told is None or not meant.is_sure or part.left_out is not None:
            titles = list(dict.fromkeys(one.placed_event.title for one in interpreted.fits))
            may_be = f" It may mean: {'; '.join(titles)}." if titles else ""
            raise Failure(
                f"`{shown(part.text)}` is not clear to me.{may_be} Say it in other words, or what would be different:"
                " `--change FACT=VALUE`"
            )
        if told.placed_event.event.adds is not None:
            raise Failure(
                f"{told.placed_event.title}: something new comes with that, which cannot be tried here; on a copy of"
                " the file, `advisor tell` shows what follows"
            )
        now = scene_after(now, told)
    before, after = scene.case.situation.root, now.case.situation.root
    return [
        ChangedFact((place, name), fact, was, becomes, was is not None)
        for (place, name), fact in declared(scene.pack, before).items()
        if (place, name) != DAY
        and (was := ir.instance_at(before, place).facts.get(name))
        != (becomes := ir.instance_at(after, place).facts.get(name))
    ]


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
