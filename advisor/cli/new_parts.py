"""`advisor new rule`, `fact`, `action`, `test` and `situation`: parts of rules that are there already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from advisor import api, casetest, ir
from advisor.analysis.conditions import conjuncts
from advisor.api import Advisor
from advisor.cli.rules_in_use import rules_here
from advisor.cli.terminal import Failure, own_name, show, show_diagnostics, tell
from advisor.diagnostics import Diagnostic, RulePackError, has_errors
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.files import write_all
from advisor.formatting.layout import lay_out
from advisor.loading.syntax.files import DRAFTS, PACK_FILE, PackTexts, read_layers
from advisor.recording.new_parts import (
    SOON,
    NewRule,
    action_lines,
    fact_lines,
    home_of,
    new_file,
    test_lines,
    with_block,
    without_code,
)
from advisor.recording.new_situation import situation_to_fill_in
from advisor.recording.writing import ScalarStyle, scalar_text, value_text
from advisor.renaming.targets import refusal_of_name


@dataclass(frozen=True)
class _Rules:
    """The rules to which something comes, as they are at the moment."""

    folder: Path
    below: tuple[PackTexts, ...]
    texts: dict[str, str]
    program: ir.Program
    found: tuple[Diagnostic, ...]
    uses: tuple[ir.Use, ...]

    @property
    def pack(self) -> ir.Pack:
        return self.program.pack

    @property
    def own_tests(self) -> list[ir.Case]:
        """The tests that stand in this folder."""
        return [case for case in self.pack.tests if case.span.path in self.texts]

    def with_texts(self, changed: dict[str, str]) -> _Rules:
        """The same rules with other files. Raises: RulePackError, where these have mistakes."""
        return _checked(self.folder, self.below, {**self.texts, **changed})


def _read(pack: Path | None) -> _Rules:
    folder = rules_here(pack)
    layers, problems = read_layers(folder, api.find_pack)
    try:
        if has_errors(problems):
            raise RulePackError(problems)
        return _checked(folder, layers[:-1], dict(layers[-1].texts))
    except RulePackError as error:
        show_diagnostics(error.diagnostics)
        raise Failure(
            f"the rules in {folder} have mistakes; mend them, and then begin something new"
        ) from error


def _checked(folder: Path, below: tuple[PackTexts, ...], texts: dict[str, str]) -> _Rules:
    from advisor.analysis import analyse
    from advisor.loading.declarations.packs import load_pack_texts
    from advisor.loading.declarations.severities import settled

    uses: list[ir.Use] = []
    loaded = load_pack_texts(texts, str(folder), below, uses=uses)
    if loaded.pack is None:
        raise RulePackError(d for d in loaded.diagnostics if has_errors([d]))
    program, found = analyse(loaded.pack)
    if program is None:
        raise RulePackError(d for d in found if has_errors([d]))
    kept = settled((*loaded.diagnostics, *found), texts, api.levels_of(texts, str(folder)))
    return _Rules(folder, below, texts, program, kept.diagnostics, tuple(uses))


def _check_name(rules: _Rules, kind: ir.NameKind, name: str, *within: str) -> None:
    refusal = refusal_of_name(ir.Symbol(kind, "", within), name, rules.uses)
    if refusal is not None:
        help = f"; {refusal.help}" if refusal.help else ""
        raise Failure(f"{refusal.message}{help}")


def _placed(
    rules: _Rules,
    keys: Sequence[str],
    lines: Sequence[str],
    file: Path | None,
    default: str,
    near: str | None = None,
) -> tuple[str, str]:
    """The file in which the lines stand under the keys, and its text with them.

    Without `file`, that is the one called `near`, if it has such a block, else the last that has one. Where
    it was in its layout, it still is.
    """
    candidates = dict(rules.texts)
    candidates.pop(str(rules.folder / PACK_FILE), None)
    if file is not None:
        path = str(file if file.exists() or file.parent != Path() else rules.folder / file)
        if Path(path).parent.resolve() != rules.folder.resolve():
            raise Failure(f"{path} is no file of the rules in {rules.folder}")
    else:
        nearest = {one: text for one, text in candidates.items() if one == near}
        path = home_of(nearest, keys) or home_of(candidates, keys) or str(rules.folder / default)
    before = rules.texts.get(path)
    if before is None:
        return path, lay_out(new_file(path, keys, lines), is_pack=True)
    after = with_block(before, keys, lines)
    if after is None and keys[0] in ("entities",):
        raise Failure(
            f"{path} has no facts of {keys[1]} in lines of their own; name another file by --file"
        )
    if after is None:
        block = new_file(path, keys, lines).split("\n", 1)[1]
        after = f"{before.rstrip()}\n\n{block}"
    is_laid_out = lay_out(before, is_pack=True) == before
    return path, lay_out(after, is_pack=True) if is_laid_out else after


def _write(rules: _Rules, changed: dict[str, str], what: str) -> None:
    """Write the files, once they are known to bring about nothing that has to be said. Raises: Failure."""
    try:
        after = rules.with_texts(changed)
    except RulePackError as error:
        show_diagnostics(error.diagnostics, {**rules.texts, **changed})
        raise Failure(f"{what} cannot be made so; nothing is written") from error
    changed = _without_idle_remarks(after, changed)
    after = rules.with_texts(changed)
    known = {(d.code, d.message) for d in rules.found}
    for problem in after.found:
        if (problem.code, problem.message) not in known:
            show_diagnostics([problem], {**rules.texts, **changed})
    try:
        for path in changed:
            Path(path).parent.mkdir(exist_ok=True)  # that of the first draft
        write_all({Path(path): text.encode() for path, text in changed.items()})
    except OSError as error:
        raise Failure(f"cannot write {error.filename}: {error.strerror}") from error
    for path, text in changed.items():
        old = rules.texts.get(path, "").splitlines()
        new = text.splitlines()
        line = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
        line += next((n for n, one in enumerate(new[line:]) if one.strip()), 0)
        show(f"{path}:{line + 1}\n")


def _without_idle_remarks(rules: _Rules, changed: dict[str, str]) -> dict[str, str]:
    """The files without our own remarks that ignore nothing any more, now that a rule reads the fact."""
    found = dict(changed)
    for problem in rules.found:
        code = re.match("there is no (ADV[0-9]+)", problem.message)
        if problem.code != "ADV176" or code is None:
            continue
        path, line = problem.span.path, problem.span.line - 1
        lines = found.get(path, rules.texts[path]).splitlines(keepends=True)
        if SOON in lines[line]:
            lines[line] = without_code(lines[line], code[1])
            found[path] = "".join(lines)
    return found


def new_fact(
    name: str, pack: Path | None, file: Path | None, entity: str | None, type_: str
) -> None:
    """A fact of an entity: of the one with most facts, unless it is said of which."""
    rules = _read(pack)
    own = entity or _entity_with_most_facts(rules.pack)
    _check_entity(rules, own)
    _check_name(rules, ir.NameKind.FACT, name, own)
    lines = fact_lines(name, type_)
    path, text = _placed(rules, ("entities", own, "facts"), lines, file, "facts.yaml")
    _write(rules, {path: text}, f"a fact {name}")
    tell(f"{own} has a fact {name} now. Write its question, and a rule that reads it:")
    words = f"{name} is given" if type_ != "yes-no" else name
    if type_ == "several":
        words = f"count({name}) > 0"
    tell(f'  {own_name()} new rule its-name --for {own} --when "{words}"{_pack_words(pack)}')


def _entity_with_most_facts(pack: ir.Pack) -> str:
    return max(pack.entities, key=lambda one: len(pack.entities[one].facts))


def new_action(name: str, pack: Path | None, file: Path | None, entity: str | None) -> None:
    """An action that no rule advises yet, with the fact that it is done."""
    rules = _read(pack)
    _check_name(rules, ir.NameKind.ACTION, name)
    own = entity or _entity_with_most_facts(rules.pack)
    _check_entity(rules, own)
    taken = {fact for one in rules.pack.entities.values() for fact in one.facts}
    stem = f"{name.replace('-', '_')}_done"
    numbered = (f"{stem}_{number}" for number in count(2))
    fact = stem if stem not in taken else next(one for one in numbered if one not in taken)
    question = f"Have you done this: {name.replace('-', ' ')}?"
    keys = ("entities", own, "facts")
    facts, text = _placed(rules, keys, fact_lines(fact, "yes-no", question), None, "facts.yaml")
    both = replace(rules, texts={**rules.texts, facts: text})
    actions, own_text = _placed(both, ("actions",), action_lines(name, fact), file, "actions.yaml")
    _write(rules, {facts: text, actions: own_text}, f"an action {name}")
    tell(f"There is an action {name} now, and the fact {fact}, so that the advice goes away.")
    tell("Change their words, and advise it:")
    tell(f"  {own_name()} new rule its-name --advise {name}{_pack_words(pack)}")


def new_draft(name: str, pack: Path | None) -> None:
    """A draft of the rules below a layer, as it is there, to be reworded."""
    rules = _read(pack)
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
    _write(rules, {path: drafts[name]}, f"a draft {name}")
    users = [one.name for one in rules.pack.actions.values() if one.draft == name]
    tell("It says what the one below says. Change its words, and see how it comes out:")
    tell(f"  {own_name()} check {rules.folder}")
    if users:
        tell(f"  {own_name()} draft {users[0]} --anyway --pack {rules.folder}")


def new_rule(
    name: str,
    pack: Path | None,
    file: Path | None,
    entity: str | None,
    when: str | None,
    advise: str | None,
) -> None:
    """A rule, and a test in which it decides, if one of the situations in tests is such."""
    rules = _read(pack)
    _check_name(rules, ir.NameKind.RULE, name)
    _check_name(rules, ir.NameKind.TABLE, name)
    if entity is not None:
        _check_entity(rules, entity)
    if advise is not None and advise not in rules.pack.actions:
        help = did_you_mean(advise, rules.pack.actions) or (
            f"`{own_name()} new action {advise}` makes it"
        )
        raise Failure(f"there is no action {advise}; {help}")
    rule = _with_exception(rules.pack, _rule(rules, name, entity, when, advise))
    near = _file_near(rules, rule)
    path, text = _placed(rules, ("rules",), rule.lines, file, "rules.yaml", near)
    changed = {path: text}
    try:
        after = rules.with_texts(changed)
    except RulePackError as error:
        show_diagnostics(error.diagnostics, {**rules.texts, **changed})
        raise Failure("the rule cannot be made so; nothing is written") from error
    test = _test_of(after, rule)
    if test is not None:
        beside = path.removesuffix(".yaml") + "_test.yaml"
        tests, text = _placed(after, ("tests",), test, None, Path(beside).name, beside)
        changed[tests] = text
    _write(rules, changed, f"a rule {name}")
    failing = _failing(rules.with_texts(changed))
    if failing:
        before = set(_failing(rules))
        failing = [one for one in failing if one not in before]
    tell(f"There is a rule {name} now. Change its condition and what follows, and then:")
    tell(f"  {own_name()} test {rules.folder}")
    if test is None:
        tell("In no test it has a part; `advisor new test NAME` makes one to begin with.")
    if failing:
        tell(f"{_many(failing)} expected other advice: look whether this is what you want.")


def _file_near(rules: _Rules, rule: NewRule) -> str | None:
    """The file with the last rule that is about the same action, else about the same entity."""
    own = [one for one in rules.pack.rules.values() if one.span.path in rules.texts]
    same = [one for one in own if one.advises is not None and one.advises.action == rule.action]
    same = same or [one for one in own if one.entity == rule.entity]
    return same[-1].span.path if same else None


def _many(names: Sequence[str]) -> str:
    return f"The test “{names[0]}”" if len(names) == 1 else f"{ir.counted(len(names), 'test')}"


def new_test(name: str, pack: Path | None, file: Path | None) -> None:
    """A test that expects what is advised now, in a situation of another test or a made-up one."""
    rules = _read(pack)
    if any(case.name == name for case in rules.pack.tests):
        raise Failure(f"there is a test “{name}” already; choose another name")
    if not name.strip():
        raise Failure("a test has a sentence for a name, such as “a complaint is answered at once”")
    case = next(iter(rules.own_tests or rules.pack.tests), None)
    if case is None:
        case = _made_up(rules)
    decision = _decided(rules, case)
    advice = [
        f"  - {{action: {piece.action}{f', for: {_quoted(piece.target)}' if piece.target else ''}"
        f"{f', due: {ir.iso_date(piece.due)}' if piece.due is not None else ''}}}"
        for piece in decision.advice
    ]
    expected = [
        "# What is advised now; write what should be." if advice else "# Nothing is advised now.",
        *(["expect:", *advice] if advice else ["expect: []"]),
    ]
    lines = test_lines(name, rules.pack, case.situation, expected)
    path, text = _placed(rules, ("tests",), lines, _test_file(file), "rules_test.yaml")
    _write(rules, {path: text}, f"a test “{name}”")
    tell("Change the situation and what is expected, and then:")
    tell(f"  {own_name()} test {rules.folder} -r '{name[:40]}'")


def _test_file(file: Path | None) -> Path | None:
    if file is not None and not file.name.endswith("_test.yaml"):
        raise Failure(f"tests stand in files whose name ends in _test.yaml, and {file} is none")
    return file


def new_situation(file: Path, folder: Path) -> None:
    """A file with everything that people are asked."""
    if file.exists() or file.is_symlink():
        raise Failure(f"there is something called {file} already; choose another name")
    if file.suffix not in (".yaml", ".yml"):
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
    tell(f"  {own_name()} advise {file}")


def _seen_from(folder: Path, file: Path) -> str | None:
    import os

    shipped = api.find_pack(folder.name, folder)
    if shipped is not None and shipped.resolve() == folder.resolve():
        return None
    return os.path.relpath(folder.resolve(), file.absolute().parent)


def _pack_words(pack: Path | None) -> str:
    return "" if pack is None else f" --pack {pack}"


def _quoted(text: str) -> str:
    return scalar_text(text, ScalarStyle.FLOW)


def _check_entity(rules: _Rules, entity: str) -> None:
    if entity not in rules.pack.entities:
        known = rules.pack.entities
        help = did_you_mean(entity, known) or f"there are {listed(known)}"
        raise Failure(f"there is no entity {entity}; {help}")


def _decided(rules: _Rules, case: ir.Case) -> ir.Decision:
    advisor = Advisor(rules.program, "oracle", ir.AsOf(default=date.today().toordinal()))
    return advisor.with_values(case.parameters).advise(case.situation, questions=False)


def _rule(
    rules: _Rules, name: str, entity: str | None, when: str | None, advise: str | None
) -> NewRule:
    """What is not said is taken from the first test in which something fitting is advised."""
    pack = rules.pack
    wanted = entity
    if wanted is None and advise is not None:
        wanted = next(
            (r.entity for r in pack.rules.values() if r.advises and r.advises.action == advise),
            None,
        )
    for case in rules.own_tests or list(pack.tests):
        if when is not None and (advise is not None or wanted is None):
            break
        decision = _decided(rules, case)
        placed = {
            here.place: here for here in ir.place_instances(case.situation.root, pack.list_names)
        }
        for piece in decision.advice:
            here = placed[piece.place]
            if wanted in (None, here.instance.entity):
                own = here.instance.entity
                condition = when or _condition(pack, own, here.instance.facts)
                return NewRule(name, own, condition, advise or piece.action, advise is not None)
    own = wanted or next((e.name for e in pack.lists[ir.SITUATION]), ir.SITUATION)
    action = advise or next(iter(pack.actions), None)
    if action is None:
        raise Failure(f"there is no action yet; `{own_name()} new action its-name` makes one")
    return NewRule(name, own, when or _condition(pack, own, {}), action, advise is not None)


def _with_exception(pack: ir.Pack, rule: NewRule) -> NewRule:
    """A rule that advises what makes a fact true does not hold once it is."""
    for change in pack.actions[rule.action].done if rule.is_advice else ():
        is_yes = isinstance(change.value, ir.Literal) and change.value.value is True
        if is_yes and change.entity in pack.around[rule.entity]:
            return replace(rule, unless=change.fact)
    return rule


def _condition(pack: ir.Pack, entity: str, values: Mapping[str, ir.Value | None]) -> str:
    """A condition that holds for an instance with these facts, on what decides most: a choice, a yes or no."""
    declared = pack.entities[entity].facts
    stated = [
        declared[n] for n, v in values.items() if v is not None and not declared[n].is_concluded
    ]
    for kind in (ir.Kind.CHOICE, ir.Kind.YES_NO):
        for fact in stated:
            if fact.type.kind is kind:
                return _is(fact, values[fact.name])
    if stated:
        return f"{stated[-1].name} is given"
    first = next((fact for fact in declared.values()), None)
    return "today is given" if first is None else f"{first.name} is given"


def _is(fact: ir.FactDeclaration, value: ir.Value | None) -> str:
    if fact.type.kind is ir.Kind.YES_NO:
        return fact.name if value else f"not {fact.name}"
    return f"{fact.name} is {value_text(value, fact.type, ScalarStyle.BLOCK)}"


def _test_of(rules: _Rules, rule: NewRule) -> list[str] | None:
    """A test in which the rule decides, with the situation of another one; None where it never does."""
    advisor = Advisor(rules.program, "oracle", ir.AsOf(default=date.today().toordinal()))
    expectation = ir.Expectation(because=(rule.name,))
    for case in _situations_for(rules, rule):
        run = casetest.run_case([advisor], replace(case, expectation=expectation))
        if run.mismatches:
            continue
        expected = [f"because: [{rule.name}]"]
        if rule.is_advice:
            piece = next(p for p in run.decision.advice if rule.name in p.rules)
            target = f", for: {_quoted(piece.target)}" if piece.target else ""
            expected.insert(0, f"expect_some: [{{action: {rule.action}{target}}}]")
        name = rule.name.replace("-", " ")
        taken = {one.name for one in rules.pack.tests}
        name = name if name not in taken else f"{name} is tried"
        return test_lines(name, rules.pack, case.situation, expected)
    return None


def _situations_for(rules: _Rules, rule: NewRule) -> Iterator[ir.Case]:
    """The situations of all tests; then each with an instance that is made to meet the condition."""
    cases = [c for c in (*rules.own_tests, *rules.pack.tests) if c.situation.today is not None]
    cases = [case for case in cases if not case.parameters]
    yield from cases
    wishes = dict(_wishes(rules.pack.rules[rule.name].when, rule.entity))
    for case in cases if wishes else []:
        root = case.situation.root
        for here in ir.place_instances(root, rules.pack.list_names):
            if here.instance.entity == rule.entity:
                changed = root
                for fact, value in wishes.items():
                    changed = ir.with_fact(changed, here.place, fact, value)
                yield replace(case, situation=replace(case.situation, root=changed))


def _wishes(when: ir.Expression, entity: str) -> Iterator[tuple[str, ir.Value]]:
    """What facts of the instance have to be so that the parts of a condition hold that say so plainly."""
    for part, is_so in conjuncts(when, True):
        match part:
            case ir.FactRef(frame=0, entity=own, fact=fact, type=type_) if type_ == ir.YES_NO:
                if own == entity:
                    yield fact, is_so
            case ir.Is(
                left=ir.FactRef(frame=0, entity=own, fact=fact), right=ir.Literal(value=value)
            ):
                if own == entity and is_so:
                    yield fact, value
            case _:
                pass


def _failing(rules: _Rules) -> list[str]:
    runs = casetest.Runner(rules.program).run(rules.pack.tests)
    return [run.case.name for run in runs if not run.is_passed]


def _made_up(rules: _Rules) -> ir.Case:
    """A situation with a day and what is required."""
    from advisor.loading.declarations.situations import load_situations

    today = date.today()
    text = f"{situation_to_fill_in(rules.pack, None, today)}today: {today}\n"
    [case] = load_situations(text, "", rules.pack, "yaml").cases
    return case
