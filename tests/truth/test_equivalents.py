"""The table of what says the same names what is in the pack."""

from __future__ import annotations

from advisor.api import load_pack
from tests.truth.equivalents import equivalents, presupposed


def test_every_name_is_an_action_or_a_rule_with_a_note() -> None:
    pack = load_pack().pack
    noting = {rule.name for rule in pack.rules.values() if rule.note is not None}
    assert set(equivalents()) - set(pack.actions) == set()
    assert set().union(*equivalents().values()) - set(pack.actions) - noting == set()


def test_nothing_is_the_same_as_itself() -> None:
    assert [action for action, names in equivalents().items() if action in names] == []


def test_what_is_presupposed_are_actions() -> None:
    actions = set(load_pack().pack.actions)
    assert {*presupposed(), *set().union(*presupposed().values())} <= actions
