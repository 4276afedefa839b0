"""`advisor new rule`: a rule for what is there already, and a test in which it decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor import casetest, ir
from advisor.analysis.conditions import conjuncts
from advisor.api import Advisor
from advisor.cli.authoring.editable_pack import EditablePack, read_editable_pack
from advisor.cli.terminal import Failure, own_name, tell
from advisor.diagnostics import RulePackError
from advisor.diagnostics.suggestions import did_you_mean
from advisor.recording.part_texts import NewRule, test_lines
from advisor.recording.situation_texts import ScalarStyle, scalar_text, value_text


def new_rule(
    name: str,
    pack: Path | None,
    file: Path | None,
    entity: str | None,
    when: str | None,
    advise: str | None,
) -> None:
    """A rule, and a test in which it decides, if one of the situations in tests is such.

    Raises: Failure, and then nothing is written.
    """
    rules = read_editable_pack(pack)
    rules.check_name(ir.NameKind.RULE, name)
    rules.check_name(ir.NameKind.TABLE, name)
    if entity is not None:
        rules.check_entity(entity)
    if advise is not None and advise not in rules.pack.actions:
        help = did_you_mean(advise, rules.pack.actions) or (
            f"`{own_name()} new action {advise}` makes it"
        )
        raise Failure(f"there is no action {advise}; {help}")
    rule = _with_exception(rules.pack, _rule(rules, name, entity, when, advise))
    near = _file_near(rules, rule)
    path, text = rules.placed(("rules",), rule.lines, file, "rules.yaml", near)
    changed = {path: text}
    try:
        after = rules.with_texts(changed)
    except RulePackError as error:
        raise rules.refusal(error, changed, "the rule") from error
    test = _test_of(after, rule)
    if test is not None:
        beside = path.removesuffix(".yaml") + "_test.yaml"
        tests, text = after.placed(("tests",), test, None, Path(beside).name, beside)
        changed[tests] = text
    rules.write(changed, f"a rule {name}")
    failing = _failing(rules.with_texts(changed))
    if failing:
        before = set(_failing(rules))
        failing = [one for one in failing if one not in before]
    tell(f"There is a rule {name} now. Change its condition and what follows, and then:")
    tell(f"  {own_name()} test {rules.place}")
    if test is None:
        tell("In no test it has a part; `advisor new test NAME` makes one to begin with.")
    if failing:
        tell(f"{_many(failing)} expected other advice: look whether this is what you want.")


def _file_near(rules: EditablePack, rule: NewRule) -> str | None:
    """The file with the last rule that is about the same action, else about the same entity."""
    own = [one for one in rules.pack.rules.values() if one.span.path in rules.texts]
    same = [one for one in own if one.advises is not None and one.advises.action == rule.action]
    same = same or [one for one in own if one.entity == rule.entity]
    return same[-1].span.path if same else None


def _many(names: Sequence[str]) -> str:
    return f"The test “{names[0]}”" if len(names) == 1 else f"{ir.counted(len(names), 'test')}"


def _rule(
    rules: EditablePack, name: str, entity: str | None, when: str | None, advise: str | None
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
        decision = rules.decide(case)
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


def _test_of(rules: EditablePack, rule: NewRule) -> list[str] | None:
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
            target = f", for: {scalar_text(piece.target, ScalarStyle.FLOW)}" if piece.target else ""
            expected.insert(0, f"expect_some: [{{action: {rule.action}{target}}}]")
        name = rule.name.replace("-", " ")
        taken = {one.name for one in rules.pack.tests}
        name = name if name not in taken else f"{name} is tried"
        return test_lines(name, rules.pack, case.situation, expected)
    return None


def _situations_for(rules: EditablePack, rule: NewRule) -> Iterator[ir.Case]:
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


def _failing(rules: EditablePack) -> list[str]:
    runs = casetest.Runner(rules.program).run(rules.pack.tests)
    return [run.case.name for run in runs if not run.is_passed]
