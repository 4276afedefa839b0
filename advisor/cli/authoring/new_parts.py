"""`advisor new fact`, `action`, `draft`, `test` and `situation`: parts of rules that are there already."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from advisor import api, ir
from advisor.cli.authoring.editable_pack import EditablePack, read_editable_pack
from advisor.cli.sources import DEFAULT_NAME
from advisor.cli.terminal import Failure, own_name, show, tell
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.files import write_all
from advisor.formatting.layout import lay_out
from advisor.loading.syntax.files import DRAFTS, YAML_ENDINGS
from advisor.recording.new_situation import situation_to_fill_in
from advisor.recording.part_texts import action_lines, fact_lines, test_lines
from advisor.recording.situation_texts import ScalarStyle, scalar_text


def new_fact(
    name: str, pack: Path | None, file: Path | None, entity: str | None, type_: str
) -> None:
    """A fact of an entity: of the one with most facts, unless it is said of which."""
    rules = read_editable_pack(pack)
    own = entity or _entity_with_most_facts(rules.pack)
    rules.check_entity(own)
    rules.check_name(ir.NameKind.FACT, name, own)
    lines = fact_lines(name, type_)
    path, text = rules.placed(("entities", own, "facts"), lines, file, "facts.yaml")
    rules.write({path: text}, f"a fact {name}")
    tell(f"{own} has a fact {name} now. Write its question, and a rule that reads it:")
    words = f"{name} is given" if type_ != "yes-no" else name
    if type_ == "several":
        words = f"count({name}) > 0"
    tell(f'  {own_name()} new rule its-name --for {own} --when "{words}"{_pack_words(pack)}')


def _entity_with_most_facts(pack: ir.Pack) -> str:
    return max(pack.entities, key=lambda one: len(pack.entities[one].facts))


def new_action(name: str, pack: Path | None, file: Path | None, entity: str | None) -> None:
    """An action that no rule advises yet, with the fact that it is done."""
    rules = read_editable_pack(pack)
    rules.check_name(ir.NameKind.ACTION, name)
    own = entity or _entity_with_most_facts(rules.pack)
    rules.check_entity(own)
    taken = {fact for one in rules.pack.entities.values() for fact in one.facts}
    stem = f"{name.replace('-', '_')}_done"
    numbered = (f"{stem}_{number}" for number in count(2))
    fact = stem if stem not in taken else next(one for one in numbered if one not in taken)
    question = f"Have you done this: {name.replace('-', ' ')}?"
    keys = ("entities", own, "facts")
    facts, text = rules.placed(keys, fact_lines(fact, "yes-no", question), None, "facts.yaml")
    both = replace(rules, texts={**rules.texts, facts: text})
    actions, own_text = both.placed(("actions",), action_lines(name, fact), file, "actions.yaml")
    rules.write({facts: text, actions: own_text}, f"an action {name}")
    tell(f"There is an action {name} now, and the fact {fact}, so that the advice goes away.")
    tell("Change their words, and advise it:")
    tell(f"  {own_name()} new rule its-name --advise {name}{_pack_words(pack)}")


def new_draft(name: str, pack: Path | None) -> None:
    """A draft of the rules below a layer, as it is there, to be reworded.

    Raises: Failure, where nothing is below, it has no such draft, or the layer has it already.
    """
    rules = read_editable_pack(pack)
    if not rules.below:
        raise Failure(
            f"{rules.folder} lies over no other rules: write a new draft into {rules.folder}/{DRAFTS}/, and name it"
            " under an action"
        )
    drafts = {
        path.stem: text
        for layer in rules.below  # the lowest first: what lies nearest counts
        for path, text in ((Path(path), text) for path, text in layer.texts.items())
        if path.parent.name == DRAFTS
    }
    if name not in drafts:
        help = did_you_mean(name, drafts) or f"there are {listed(sorted(drafts), len(drafts))}"
        raise Failure(f"the rules below have no draft {name}; {help}")
    path = str(rules.folder / DRAFTS / f"{name}.md")
    if path in rules.texts:
        raise Failure(f"there is {path} already")
    rules.write({path: drafts[name]}, f"a draft {name}")
    users = [one.name for one in rules.pack.actions.values() if one.draft == name]
    tell("It says what the one below says. Change its words, and see how it comes out:")
    tell(f"  {own_name()} check {rules.place}")
    if users:
        if not Path(DEFAULT_NAME).exists():  # there is nobody to write to yet
            tell(f"  {own_name()} ask --pack {rules.place}")
        tell(f"  {own_name()} draft {users[0]} --anyway --pack {rules.place}")


def new_test(name: str, pack: Path | None, file: Path | None) -> None:
    """A test that expects what is advised now, in a situation of another test or a made-up one.

    Raises: Failure, where the name is none or is taken.
    """
    rules = read_editable_pack(pack)
    if any(case.name == name for case in rules.pack.tests):
        raise Failure(f"there is a test “{name}” already; choose another name")
    if not name.strip():
        raise Failure("a test has a sentence for a name, such as “a complaint is answered at once”")
    case = next(iter(rules.own_tests or rules.pack.tests), None)
    if case is None:
        case = _made_up(rules)
    decision = rules.decide(case)
    advice = [
        f"  - {{action: {piece.action}{f', for: {scalar_text(piece.target, ScalarStyle.FLOW)}' if piece.target else ''}"
        f"{f', due: {ir.iso_date(piece.due)}' if piece.due is not None else ''}}}"
        for piece in decision.advice
    ]
    expected = [
        "# What is advised now; write what should be." if advice else "# Nothing is advised now.",
        *(["expect:", *advice] if advice else ["expect: []"]),
    ]
    lines = test_lines(name, rules.pack, case.situation, expected)
    path, text = rules.placed(("tests",), lines, _test_file(file), "rules_test.yaml")
    rules.write({path: text}, f"a test “{name}”")
    tell("Change the situation and what is expected, and then:")
    tell(f"  {own_name()} test {rules.place} -k {shlex.quote(name)}")


def _test_file(file: Path | None) -> Path | None:
    if file is not None and not file.name.endswith("_test.yaml"):
        raise Failure(f"tests stand in files whose name ends in _test.yaml, and {file} is none")
    return file


def new_situation(file: Path, folder: Path) -> None:
    """A file with everything that people are asked.

    Raises: Failure, where it is there already, has no name for YAML or cannot be written.
    """
    if file.exists() or file.is_symlink():
        raise Failure(f"there is something called {file} already; choose another name")
    if file.suffix not in YAML_ENDINGS:
        raise Failure(f"{file} shall be YAML: let its name end in .yaml")
    pack = api.load_pack(folder, with_tests=False).pack
    names = (
        None if folder == api.default_pack() or not folder.exists() else _seen_from(folder, file)
    )
    text = lay_out(situation_to_fill_in(pack, names, date.today()), is_pack=False)
    try:
        write_all({file: text.encode()})
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror}") from error
    show(f"{file}\n")
    tell("Fill it in, and then:")
    tell(f"  {own_name()} advise {shlex.quote(str(file))}")


def _seen_from(folder: Path, file: Path) -> str | None:
    import os

    shipped = api.find_pack(folder.name, folder)
    if shipped is not None and shipped.resolve() == folder.resolve():
        return None
    return os.path.relpath(folder.resolve(), file.absolute().parent)


def _made_up(rules: EditablePack) -> ir.Case:
    """A situation with a day and what is required."""
    from advisor.loading.declarations.situations import load_situations

    today = date.today()
    text = f"{situation_to_fill_in(rules.pack, None, today)}today: {today}\n"
    [case] = load_situations(text, "", rules.pack, "yaml").cases
    return case


def _pack_words(pack: Path | None) -> str:
    return "" if pack is None else f" --pack {shlex.quote(str(pack))}"
