"""Strata and cycles."""

from __future__ import annotations

from packs_for_analysis import analysed, strata, text_at


def test_a_fact_lies_above_its_rule_and_a_reader_above_the_fact() -> None:
    found = strata(
        """
        - rule: second
          for: application
          when: a
          conclude: {b: yes}
        - rule: first
          for: application
          when: stage is offered
          conclude: {a: yes}
        - rule: third
          for: application
          when: any(other applications, b)
          advise: go
          because: So.
        """
    )
    assert [stratum.firings for stratum in found if stratum.firings] == [
        ("first",),
        ("second",),
        ("third",),
    ]
    assert [stratum.facts for stratum in found if stratum.facts] == [
        (("application", "c"), ("situation", "eager")),
        (("application", "a"),),
        (("application", "b"),),
    ] or [set(stratum.facts) for stratum in found if stratum.facts] == [
        {("application", "c"), ("situation", "eager")},
        {("application", "a")},
        {("application", "b")},
    ]


def test_an_overridden_rule_lies_above_the_rule_that_overrides_it() -> None:
    found = strata(
        """
        - rule: usual
          for: application
          when: stage is offered
          advise: go
          because: So.
        - rule: exception
          when: employed
          overrides: [usual]
        """
    )
    assert [stratum.firings for stratum in found] == [("exception",), ("usual",)]


def test_what_a_conclusion_reads_lies_below_the_fact_but_not_below_the_rule() -> None:
    found = strata(
        """
        - rule: copies
          for: application
          when: stage is offered
          conclude: {b: a}
        - rule: sets
          for: application
          when: stage is applied
          conclude: {a: yes}
        """
    )
    assert found[0].firings == ("copies", "sets")
    where = {fact: n for n, stratum in enumerate(found) for _, fact in stratum.facts}
    assert where["a"] < where["b"]


CIRCULAR = """
- rule: one
  for: application
  when: c
  conclude: {a: yes}
- rule: two
  for: application
  when: any(other applications, a)
  conclude: {b: yes}
- rule: three
  for: application
  when: b
  conclude: {c: yes}
"""


def test_a_cycle_through_three_rules_names_every_step() -> None:
    [found], text = analysed(CIRCULAR, "ADV501")
    assert found.message == "rule `one` depends on itself"
    assert text_at(text, found.span) == "c"
    assert [said for _, said in found.related] == [
        "rule `one` reads `c`",
        "`c` is concluded by rule `three`",
        "rule `three` reads `b`",
        "`b` is concluded by rule `two`",
        "rule `two` reads `a`",
        "`a` is concluded by rule `one`",
    ]


def test_a_rule_that_reads_what_it_concludes_is_a_cycle() -> None:
    [found], _ = analysed(
        """
        - rule: self
          for: application
          when: not a
          conclude: {a: yes}
        """,
        "ADV501",
    )
    assert (
        found.message
        == "rule `self` depends on itself: rule `self` reads `a`; `a` is concluded by rule `self`"
    )


def test_a_rule_in_a_cycle_that_does_several_things_may_be_split() -> None:
    rule = """
        - rule: both
          for: application
          when: a is given and stage is applied
          conclude: {MORE}
        """
    plain = "let one of these steps read stated facts instead, or take one of them out"
    split = "; or split rule `both`, so that `a` has a rule of its own with only the conditions that it needs"
    for more, help in (("a: yes", plain), ("a: yes, b: yes", plain + split)):
        [found], _ = analysed(rule.replace("MORE", more), "ADV501")
        assert found.help == help


def test_rules_that_override_each_other_are_a_cycle() -> None:
    [found], _ = analysed(
        """
        - rule: one
          for: application
          when: stage is offered
          overrides: [two]
        - rule: two
          for: application
          when: stage is offered
          overrides: [one]
        """,
        "ADV501",
    )
    assert "rule `one` is overridden by rule `two`" in found.message
    assert "rule `two` is overridden by rule `one`" in found.message


def test_two_separate_cycles_are_two_findings() -> None:
    found, _ = analysed(
        """
        - rule: one
          for: application
          when: a
          conclude: {a: yes}
        - rule: two
          for: application
          when: b
          conclude: {b: yes}
        """,
        "ADV501",
    )
    assert len(found) == 2


def test_a_start_may_read_whatever_is_concluded() -> None:
    found = strata(
        """
        - rule: one
          for: application
          when: stage is offered
          conclude: {a: yes}
          advise:
            action: go
            due: first(answer_by, today)
          because: So.
        """
    )
    assert found[0].firings == ("one",)
