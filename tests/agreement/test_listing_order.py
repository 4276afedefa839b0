"""Neither the order of files nor that of rules decides anything but the order of what is listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from advisor.analysis import build_program
from advisor.backends.agenda import advise_from
from advisor.ir import Advice, Pack, Program, Rule
from advisor.loading.declarations.packs import load_pack_texts
from tests.agreement.engines import ALL
from tests.agreement.programs import Made, programs
from tests.agreement.written_agenda import agenda_as_written
from tests.strategies.pack_text import write_pack
from tests.strategies.situations import Posed

SEEDS = range(70_000, 70_060)


def advice_of(program: Program, posed: Posed) -> dict[str, tuple[Advice, ...] | None]:
    """What each engine leads to; None for an error."""
    found: dict[str, tuple[Advice, ...] | None] = {}
    for name, backend in ALL.items():
        derivations = backend.compile_program(program).derive(posed.root, posed.today)
        found[name] = (
            None
            if derivations.error
            else advise_from(program, posed.root, posed.today, derivations)
        )
    return found


def without_listing(advice: Iterable[Advice] | None) -> list[Advice] | None:
    """Advice with everything that is listed by rule put into one order."""
    if advice is None:
        return None
    return [
        replace(
            piece,
            rules=tuple(sorted(piece.rules)),
            because=tuple(sorted(piece.because)),
            notes=tuple(sorted(piece.notes)),
            note_rules=tuple(sorted(piece.note_rules)),
            sources=tuple(sorted(piece.sources)),
            disputed=tuple(sorted(piece.disputed)),
            replaces=tuple(sorted(piece.replaces)),
            contradicts=tuple(sorted(piece.contradicts)),
        )
        for piece in advice
    ]


def reloaded(pack: Pack, made: Made) -> Program:
    """The program of a pack that says the same in another order."""
    texts = write_pack(pack, Random(f"again {made.seed}"))
    loaded = load_pack_texts(texts, "pack").pack
    assert loaded is not None
    return build_program(loaded, made.parameters)


def test_the_order_in_which_files_are_found_changes_nothing() -> None:
    for made, program in programs(SEEDS[:20]):
        backwards = dict(reversed(list(made.texts.items())))
        loaded = load_pack_texts(backwards, "pack").pack
        assert loaded is not None
        assert loaded == program.pack, made.seed
        assert list(loaded.rules) == list(program.pack.rules), made.seed


def test_the_order_of_rules_does_not_change_advice_or_its_order() -> None:
    for made, program in programs(SEEDS):
        written: dict[str, list[Rule]] = {}  # what one rule has become stays together
        for rule in made.meant.rules.values():
            written.setdefault(rule.written_as, []).append(rule)
        parts = list(written.values())
        Random(made.seed).shuffle(parts)
        rules = {rule.name: rule for rules in parts for rule in rules}
        shuffled = reloaded(replace(made.meant, rules=rules), made)
        for posed in made.situations(5):
            before, after = advice_of(program, posed), advice_of(shuffled, posed)
            for name in before:
                assert without_listing(before[name]) == without_listing(after[name]), (
                    made.seed,
                    name,
                )


def test_the_order_of_actions_and_entities_changes_the_order_of_advice_alone() -> None:
    def key(piece: Advice) -> tuple[str, str]:
        return piece.action, piece.place

    for made, program in programs(SEEDS):
        rng = Random(made.seed)
        actions, entities = list(made.meant.actions.items()), list(made.meant.entities.items())
        rng.shuffle(actions)
        rng.shuffle(entities)
        other = replace(made.meant, actions=dict(actions), entities=dict(entities))
        shuffled = reloaded(other, made)
        for posed in made.situations(5):
            before, after = advice_of(program, posed), advice_of(shuffled, posed)
            for name, pieces in after.items():
                one, two = without_listing(before[name]), without_listing(pieces)
                assert (one is None) == (two is None), (made.seed, name)
                if one is not None and two is not None:
                    assert sorted(one, key=key) == sorted(two, key=key), (made.seed, name)
            derivations = ALL["oracle"].compile_program(shuffled).derive(posed.root, posed.today)
            written = agenda_as_written(shuffled.pack, posed.root, posed.today, derivations.firings)
            if after["oracle"] is not None:
                assert [key(a) for a in after["oracle"]] == [
                    (t.action, t.place) for t in written.advice
                ], made.seed
