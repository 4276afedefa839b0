"""A layout that would change what a file says is not used."""

from __future__ import annotations

import pytest

from advisor.formatting import proving
from advisor.formatting.proving import lay_out_pack, lay_out_situations
from advisor.loading.syntax.files import PackTexts
from tests.revisions.two_packs import PACK, SITUATIONS, program

PATHS = list(PACK)


def replaced(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """The layout does something to a text that it should not."""
    monkeypatch.setattr(proving, "lay_out", lambda text, is_pack: text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 days", "6 days"),
        ("asked < patience", "asked  < patience"),  # the same rule, in other words
        ('title: "Ask {company}"', "title: Ask"),
        ("  - rule: answer-them\n", "  - rule: answer-then\n"),
        (
            "  wait: {value: 5 days}\n  patience: {value: 2}\n",
            "  patience: {value: 2}\n  wait: {value: 5 days}\n",
        ),
        ("rules:", "rulez:"),
    ],
)
def test_a_pack_that_would_say_something_else_stays(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    replaced(monkeypatch, old, new)
    laid = lay_out_pack(PackTexts("two", PACK), (), PATHS)
    assert not any(one.is_changed for one in laid)
    assert [one.path for one in laid if one.refused] == ["rules.yaml"]


def test_a_situation_that_would_say_something_else_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "asked: 2", "asked: 3")
    laid = lay_out_situations(SITUATIONS, "s.yaml", program().pack)
    assert laid.refused == "it would not say the same"
    assert laid.after == SITUATIONS


def test_a_layout_that_is_not_settled_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "today: ", "today:  ")
    assert lay_out_situations(SITUATIONS, "s.yaml", program().pack).refused == (
        "its layout would not be settled"
    )


def test_what_is_proved_from_the_text_is_proved_from_the_rules_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replaced(monkeypatch, "5 days", "6 days")
    monkeypatch.setattr(proving, "documents_of", lambda text: None)
    monkeypatch.setattr(
        proving,
        "_laid_out",
        lambda path, text, is_pack: proving.LaidOut(path, text, text.replace("5 days", "6 days")),
    )
    laid = lay_out_pack(PackTexts("two", PACK), (), PATHS)
    assert [one.refused for one in laid if one.path == "rules.yaml"] == [
        "the rules would not be the same"
    ]
    assert not any(one.is_changed for one in laid)
    found = lay_out_situations(
        SITUATIONS.replace("asked: 1", "asked: 5 days"), "s.yaml", program().pack
    )
    assert found.refused == "the situations would not be the same"
