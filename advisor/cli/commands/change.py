"""`advisor change`: gives one fact of a situation file another value."""

from __future__ import annotations

from collections.abc import Mapping

import click

from advisor import ir
from advisor.backends.oracle import open_questions
from advisor.cli import options, sources
from advisor.cli.prompts.prompting import open_prompter
from advisor.cli.situation.advice_references import shell_word
from advisor.cli.situation.fact_names import choices_in_words, named_fact, split_name
from advisor.cli.situation.opened_file import file_to_change, open_situation, show_what_is_next
from advisor.cli.situation.recorder import Recorder, set_in_words
from advisor.cli.situation.scene import Scene
from advisor.cli.terminal import Failure, tell
from advisor.diagnostics.suggestions import listed
from advisor.dialogue.answers import Answered, NoneGiven
from advisor.rendering.words import NOT_GIVEN, place_stated, spoken, words_of, written


@click.command(short_help="Correct one answer in a situation file.")
@click.argument(
    "words", nargs=-1, metavar="[FILE] [FACT [VALUE…]]", shell_complete=options.complete_files
)
@click.option("--for", "label", metavar="LABEL", help="Whose fact it is, such as the company.")
@options.document_option
@options.situation_options
@click.pass_context
def change(
    ctx: click.Context,
    words: tuple[str, ...],
    label: str | None,
    document: int | None,
    advisor_options: sources.AdvisorOptions,
) -> None:
    """Give FACT of the situation in FILE another value, and advise anew.

    FACT may name its place: `Globex.answer_by`, `applications[1].answer_by`. The words in which it was asked for
    will do as well, in quotes. VALUE is what you would answer to
    the question, so `friday` and `none` will do; without it you are asked. Without FACT, your answers are
    listed. Without FILE, it is my-situation.yaml.

    \b
      advisor change
      advisor change Globex.answer_by "fri 4 dec"
      advisor change me.yaml stage rejected --for Acme

    Exit status: 0 changed, 1 nothing to change, 2 the file, the fact or the value cannot be used.
    """
    named = next((word for word in words if options.is_file_name(word)), None)
    plain = [word for word in words if word is not named]
    opened = open_situation(file_to_change("change", named), document, advisor_options)
    scene = opened.scene
    if not plain:
        tell_answers(scene)
        ctx.exit(0)
    if label is not None and "." in plain[0]:
        raise Failure("say whose fact it is once: before the point, or by --for")
    said, value_words = split_name(scene, plain)
    (place, fact), declared = named_fact(scene, said if label is None else f"{label}.{said}")
    if fact == ir.TODAY:
        raise Failure(
            "`today` is no answer; to look at another day, add --today to `advisor advise`"
        )
    here = scene.wording.at[place]
    entity = here.instance.entity
    asked = None if isinstance(declared, ir.Several) else scene.wording.question(declared, here)
    name = scene.whole_name(here.place)
    about = f" ({name})" if name and name not in (asked or "") else ""
    what = f"another answer to “{asked or spoken(fact)}”{about}"
    recorder = Recorder(scene, here, "change", what)
    if isinstance(declared, ir.Several):
        if not value_words:
            ways = f"say which, with commas between them, or none: {listed(declared.parts)}"
            raise Failure(f"`{fact}` holds several choices; {ways}")
        for part, chosen in choices_in_words(declared, " ".join(value_words)).items():
            recorder.set(entity, part, chosen)
    elif value_words:
        set_in_words(recorder, entity, fact, " ".join(value_words))
    else:
        match open_prompter().put(
            scene.pack, recorder.question(entity, fact), scene.decision.today
        ):
            case Answered() as answered:
                recorder.take(entity, fact, answered)
            case NoneGiven():
                recorder.set(entity, fact, None)
            case _:
                tell("Nothing was changed.")
                ctx.exit(1)
    recorder.write()
    for line in recorder.lines():
        tell(line)
    after = recorder.scene_now()
    pointless = idle_answers(scene, after)
    if pointless:
        tell("These answers no longer matter; they stay in the file:")
        for line in pointless:
            tell(f"  {line}")
    tell("")
    show_what_is_next(after, opened.commands)


def tell_answers(scene: Scene) -> None:
    """Say what is stated in the situation, by whom it is about, and how it is changed.

    What is `no` or `none` stands in one line: `  no: boss_knows, notice_given`.
    """
    prompter = open_prompter()
    example = ""
    for here in place_stated(scene.pack, scene.case.situation.root):
        name = scene.whole_name(here.place)
        own = _stated(scene.pack.entities[here.instance.entity], here.instance.facts)
        if own and name:
            prompter.say(name, look=prompter.style.bold)
        told = {fact: value for fact, value in own.items() if value not in _FOLDED}
        for fact, value in told.items():
            prompter.say(f"{fact}: {value}", "  ", "    ")
        for said in _FOLDED:
            facts = [fact for fact, value in own.items() if value == said]
            if facts:
                prompter.say(f"{said}: {', '.join(facts)}", "  ", "    ")
        example = example or (f"{name}.{[*told][-1]}" if name and told else "")
    change = sources.command_on(scene.file, "change")
    such = f", such as `{change} {shell_word(example)} VALUE`" if example else ""
    prompter.say(f"To change one: {change} FACT VALUE{such}")


_FOLDED = ("no", "none")


def _stated(entity: ir.EntityDeclaration, facts: Mapping[str, ir.Value | None]) -> dict[str, str]:
    """The stated facts by name with their values as they are written; those that hold several choices as one."""
    found: dict[str, str] = {}
    several = {
        part: (one.name, ", ".join(chosen) or "none")
        for one in entity.several.values()
        if (chosen := one.folded(facts)) is not None
        for part in one.parts.values()
    }
    for fact, value in facts.items():
        name, said = several.get(fact, (fact, written(value, entity.facts[fact].type)))
        found[name] = said
    return found


def idle_answers(before: Scene, after: Scene) -> list[str]:
    """The answers that could matter before a change and cannot any more, as lines for the person."""
    had = _that_matter(before, before.case.situation.root)
    left = _that_matter(after, after.case.situation.root)
    lines = []
    for here in after.placed:
        for fact in here.instance.facts:
            if (here.place, fact) in had - left:
                declared = after.pack.fact(here.instance.entity, fact)
                value = words_of(here.instance.facts[fact], declared.type, declared.words)
                name = after.whole_name(here.place)
                said = "none" if value == NOT_GIVEN else value
                lines.append(f"{name}{'.' if name else ''}{fact}: {said}")
    return lines


def _that_matter(scene: Scene, root: ir.Instance) -> set[tuple[str, str]]:
    """The stated facts that would be asked for if they were missing, one by one."""
    found = set()
    for here in place_stated(scene.pack, root):
        for fact in here.instance.facts:
            declared = scene.pack.fact(here.instance.entity, fact)
            if declared.is_required:
                found.add((here.place, fact))
                continue
            without = ir.without_fact(root, here.place, fact)
            asked, _ = open_questions(scene.program, without, scene.decision.today)
            if any((one.place, one.fact) == (here.place, fact) for one in asked):
                found.add((here.place, fact))
    return found
