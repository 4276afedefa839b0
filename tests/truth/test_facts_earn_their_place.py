"""A question more costs every person time: the facts that say how many real cases need them say it truly."""

from __future__ import annotations

import re

import pytest

from tests.examples.collection import REAL, ROOT

FACTS = (ROOT / "rules" / "post-interview" / "facts.yaml").read_text(encoding="utf-8")
EARNED = re.findall(r"# (\d+) of (\d+) real cases say it\.\n +(\w+):", FACTS)
SITUATIONS = [
    re.sub(r"#.*", "", path.read_text(encoding="utf-8")) for path in sorted(REAL.glob("*.yaml"))
]


def test_some_facts_say_which_cases_need_them() -> None:
    assert len(EARNED) >= 17


@pytest.mark.parametrize(("stated", "of", "fact"), EARNED)
def test_as_many_real_cases_say_it_as_its_comment_says(stated: str, of: str, fact: str) -> None:
    saying = [text for text in SITUATIONS if re.search(rf"(^|\s|{{){fact}: ", text, re.MULTILINE)]
    assert (int(stated), int(of)) == (len(saying), len(SITUATIONS))
    assert saying
