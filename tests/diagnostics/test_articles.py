"""`a` or `an`, by how the words are spoken."""

from __future__ import annotations

import pytest

from advisor.diagnostics.articles import with_article

AN = """
an application, an employer, an interview, an offer, an uncle, an hourly shift, an hour, an honest answer, an heir,
an honorary post, an honour, an MBA, an MSc, an HR interview, an NHS post, an SLA, an X-ray, an A-level, an HTML page, an EU citizen,
an F, an 8-week trial, an 80, an 11th day, an 18 month trial, an unpaid month, an unimportant one, an uninformed guess,
an unidentified caller, an urgent reply, an usher, an utter mess, an onerous term, an Offer
"""
A = """
a contract, a job, a house, a human, a history, a hotel, a unit, a university application, a union, a unique case, a user,
a useful one, a usual day, a utility, a European post, a euro, a one-off, a one, a once-only sale, a UK visa, a US firm, a PhD, a T-shirt,
a U-turn, a BSc, a URL, a UUID, a NATO post, a UNICEF post, a 110, a 7, a 180, a yearly fee, a work item
"""


@pytest.mark.parametrize("spoken", [one.strip() for one in f"{AN},{A}".split(",")])
def test_the_article_is_the_one_that_is_spoken(spoken: str) -> None:
    _, words = spoken.split(" ", 1)
    assert with_article(words) == spoken


def test_no_words_are_no_mistake() -> None:
    assert with_article("") == "a "
