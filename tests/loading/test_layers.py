"""Layers: what a pack over another one adds, what it may change there, and what is said of the rest."""

from __future__ import annotations

from textwrap import dedent

import pytest

from advisor.diagnostics import Severity
from advisor.loading.declarations.packs import LoadedPack, load_pack_texts
from advisor.loading.syntax.files import PackTexts
from tests.loading.mutations import PACK, pack_files
from tests.loading.reporting import FILES, Bad, reported

HEAD = """\
pack: mine
version: 1.0.0
language: 1.1
title: Mine
extends: ../small
"""
TESTS = """\
tests:
  - test: a late answer is chased
    situation:
      today: 2026-11-22
      applications: [{company: Acme, stage: interviewed, reply_by: 2026-11-20}]
    expect: chase
    because: chase-late
"""


def load(head: str = "", **files: str) -> LoadedPack:
    """A layer with these files over the small pack; `head` is what `pack.yaml` says besides."""
    texts = {"mine/pack.yaml": HEAD + dedent(head)}
    for name, text in files.items():
        path = f"{name}.yaml" if "__" not in name else f"{name.replace('__', '/')}.md"
        texts[f"mine/{path}"] = dedent(text)
    return load_pack_texts(texts, "mine", [small()])


def small() -> PackTexts:
    return PackTexts(
        "small",
        {f"small/{name}": text for name, text in FILES.items()}
        | {"small/chasing_test.yaml": TESTS},
    )


def messages(loaded: LoadedPack) -> list[str]:
    return [d.message for d in loaded.diagnostics if d.severity is Severity.ERROR]


def test_a_layer_without_anything_of_its_own_is_the_pack_below() -> None:
    below = small()
    pack, plain = load().pack, load_pack_texts(below.texts, below.folder).pack
    assert pack is not None and plain is not None
    assert (pack.name, pack.title) == ("mine", "Mine")
    for section in ("entities", "parameters", "actions", "rules", "tests", "sources", "events"):
        assert getattr(pack, section) == getattr(plain, section), section


def test_a_layer_adds_facts_rules_actions_parameters_sources_and_tests() -> None:
    loaded = load(
        """
        sources: {house: {title: Our house}}
        """,
        entities="""
        entities:
          application:
            facts:
              ours: {type: yes-no, ask: Is it one of ours?}
          referee: {list: referees, within: application, facts: {name: {type: text}}}
        """,
        rules="""
        parameters: {our_time: {value: 2 days, source: house}}
        actions:
          call-us: {title: "Call us about {company}", kind: wait}
        rules:
          - rule: call-us-first
            for: application
            when: ours and any(referees, name is given)
            advise: {action: call-us, due: today + our_time}
            because: We know them.
            source: house
        """,
        rules_test="""
        tests:
          - test: ours
            situation: {today: 2026-11-22, applications: [{company: Acme, ours: yes}]}
            expect_none: call-us
        """,
    )
    pack = loaded.pack
    assert pack is not None, loaded.diagnostics
    assert list(pack.entities["application"].facts)[-2:] == ["due_on", "ours"]
    assert list(pack.entities) == ["situation", "application", "interview", "referee"]
    assert list(pack.rules) == ["thank-soon", "chase-late", "call-us-first"]
    assert list(pack.actions)[-1] == "call-us"
    assert list(pack.sources) == ["guide", "leaflet", "house"]
    assert [case.name for case in pack.tests] == ["a late answer is chased", "ours"]
    assert pack.below["small/rules.yaml"] == "small"
    assert "mine/rules.yaml" not in pack.below


def test_a_layer_sets_the_value_of_a_parameter_and_nothing_else() -> None:
    loaded = load(
        "sources: {house: {title: Our house}}",
        numbers="parameters: {chase_interval: {value: 10 days, source: house}}",
    )
    assert loaded.pack is not None, loaded.diagnostics
    interval = loaded.pack.parameters["chase_interval"]
    assert (interval.value, interval.minimum, interval.maximum) == (10, 3, 28)
    assert interval.sources == ("house",)
    assert interval.span.path == "mine/numbers.yaml"


def test_a_layer_sets_values_by_date_in_place_of_one() -> None:
    loaded = load(
        numbers="parameters: {chase_interval: {values: {2025-01-01: 1 week, 2026-01-01: 10 days}}}"
    )
    assert loaded.pack is not None, loaded.diagnostics
    assert [value for _, value in loaded.pack.parameters["chase_interval"].steps] == [7, 10]
    assert (
        load_pack_texts(
            {
                "mine/pack.yaml": HEAD,
                "mine/n.yaml": "parameters: {chase_interval: {value: 8 days}}",
            },
            "mine",
            [dated()],
        ).pack
        is not None
    )


def dated() -> PackTexts:
    texts = dict(small().texts)
    values = "values: {2025-01-01: 1 week, 2026-01-01: 10 days}"
    texts["small/parameters.yaml"] = texts["small/parameters.yaml"].replace("value: 1 week", values)
    return PackTexts("small", texts)


def test_a_layer_replaces_a_draft_of_the_same_name() -> None:
    below = small()
    texts = dict(below.texts)
    texts["small/actions.yaml"] = texts["small/actions.yaml"].replace(
        "kind: do\n    done:\n", "kind: do\n    draft: ask\n    done:\n"
    )
    texts["small/drafts/ask.md"] = "Subject: x\n\nTheirs"
    layer = {"mine/pack.yaml": HEAD, "mine/drafts/ask.md": "Subject: x\n\nOurs {{ company }}"}
    loaded = load_pack_texts(layer, "mine", [PackTexts("small", texts)])
    assert loaded.pack is not None, loaded.diagnostics
    assert loaded.pack.drafts == {"ask": "Subject: x\n\nOurs {{ company }}"}


def test_a_rule_is_left_out_and_nothing_overrides_it_any_more() -> None:
    below = small()
    more = "  - rule: not-when-angry\n    when: mood is angry\n    overrides: [chase-late, thank-soon]\n"
    rules = below.texts["small/rules.yaml"] + more
    loaded = load_pack_texts(
        {
            "mine/pack.yaml": f"{HEAD}without: [chase-late]\nexpect_changed: a late answer is chased\n"
        },
        "mine",
        [PackTexts("small", {**below.texts, "small/rules.yaml": rules})],
    )
    assert loaded.pack is not None, loaded.diagnostics
    assert list(loaded.pack.rules) == ["thank-soon", "not-when-angry"]
    assert loaded.pack.rules["not-when-angry"].overrides == ("thank-soon",)
    assert [case.name for case in loaded.pack.tests] == ["a late answer is chased"]
    assert list(loaded.pack.expect_changed) == ["a late answer is chased"]


def test_a_rule_of_the_same_name_stands_where_the_one_left_out_stood() -> None:
    below = small()
    rules = (
        below.texts["small/rules.yaml"]
        + "  - rule: calm\n    when: mood is angry\n    overrides: chase-late\n"
    )
    loaded = load_pack_texts(
        {
            "mine/pack.yaml": f"{HEAD}without: chase-late\n",
            "mine/rules.yaml": FILES["rules.yaml"]
            .replace("thank-soon", "chase-late")
            .partition("  - rule: chase-late\n    for: application")[0],
        },
        "mine",
        [PackTexts("small", {**below.texts, "small/rules.yaml": rules})],
    )
    assert loaded.pack is not None, loaded.diagnostics
    assert loaded.pack.rules["chase-late"].entity == "interview"
    assert loaded.pack.rules["calm"].overrides == ("chase-late",)


def test_an_entity_may_be_reopened_in_several_files_of_a_layer() -> None:
    one = "entities: {application: {facts: {ours: {type: yes-no}}}}\n"
    loaded = load(a=one, b=one.replace("ours", "theirs"))
    assert loaded.pack is not None, loaded.diagnostics
    assert list(loaded.pack.entities["application"].facts)[-2:] == ["ours", "theirs"]
    assert messages(load(a=one, b=f"# once more\n{one}")) == ["the fact `ours` is declared twice"]
    number = "parameters: {chase_interval: {value: 5 days}}\n"
    assert messages(load(a=number, b=f"# once more\n{number}")) == [
        "the parameter `chase_interval` is declared twice"
    ]


def test_layers_lie_over_layers() -> None:
    middle = PackTexts(
        "middle",
        {
            "middle/pack.yaml": HEAD.replace("mine", "middle") + "without: thank-soon\n",
            "middle/numbers.yaml": "parameters: {chase_interval: {value: 10 days}}\n",
            "middle/facts.yaml": "entities: {application: {facts: {ours: {type: yes-no}}}}\n",
        },
    )
    top = {
        "mine/pack.yaml": HEAD,
        "mine/numbers.yaml": "parameters: {chase_interval: {value: 12 days}}\n",
        "mine/facts.yaml": "entities: {application: {facts: {mine: {type: yes-no}}}}\n",
    }
    loaded = load_pack_texts(top, "mine", [small(), middle])
    assert loaded.pack is not None, loaded.diagnostics
    assert loaded.pack.parameters["chase_interval"].value == 12
    assert list(loaded.pack.entities["application"].facts)[-2:] == ["ours", "mine"]
    assert list(loaded.pack.rules) == ["chase-late"]
    assert set(loaded.pack.below.values()) == {"small", "middle"}


REFUSED = {
    "a fact of the pack below": (
        {"facts": "entities:\n  application:\n    facts:\n      stage: {type: text}\n"},
        Bad("", "ADV173", "stage", "the fact `stage` of `application` is one of small, and stays as it is", "give yours another name"),
    ),
    "a label of the pack below": (
        {"facts": "entities:\n  application:\n    label: x\n"},
        Bad("", "ADV173", "label", "the entity `application` is one of small: a layer adds facts to it, and sets no `label`", "leave it out"),
    ),
    "a fact that situations of the pack below lack": (
        {"facts": "entities:\n  application:\n    facts:\n      ours: {type: yes-no, required: yes}\n"},
        Bad("", "ADV173", "required", "situations of the pack below have no `ours`, so it cannot be required", "leave out `required`"),
    ),
    "the bounds of a parameter": (
        {"numbers": "parameters:\n  chase_interval: {value: 1 week, max: 9 weeks}\n"},
        Bad("", "ADV173", "max", "the parameter `chase_interval` is one of small: a layer sets its `value`, not its `max`", "leave it out"),
    ),
    "a value out of the bounds": (
        {"numbers": "parameters:\n  chase_interval: {value: 9 weeks}\n"},
        Bad("", "ADV110", "9 weeks", "`9 weeks` is more than the most that is allowed", "the most is `4 weeks`"),
    ),
    "a parameter without `value:`": (
        {"numbers": "parameters:\n  chase_interval: 9 days\n"},
        Bad("", "ADV103", "9 days", "the parameter `chase_interval` is `9 days` here, where `key: value` lines belong", "write `{value: 9 days}`"),
    ),
    "an action of the pack below": (
        {"actions": "actions:\n  chase: {title: Chase, kind: wait}\n"},
        Bad("", "ADV173", "chase", "the action `chase` is one of small", "give yours another name"),
    ),
    "a rule of the pack below": (
        {"rules": "rules:\n  - rule: chase-late\n    for: application\n    advise: chase\n    because: So.\n"},
        Bad("", "ADV173", "chase-late", "the rule `chase-late` is one of small", "give yours another name, and write `without: [chase-late]` in `pack.yaml` to leave that one out"),
    ),
    "a test of the pack below": (
        {"a_test": TESTS},
        Bad("", "ADV173", "a late answer is chased", "the test `a late answer is chased` is one of small", "give yours another name; a test that your changes make moot belongs under `expect_changed`"),
    ),
    "an override of a rule that is left out": (
        {"head": "without: [chase-late]", "rules": "rules:\n  - rule: calm\n    for: application\n    overrides: [chase-late]\n"},
        Bad("", "ADV119", "chase-late", "there is no rule `chase-late`", "`pack.yaml` leaves it out under `without`"),
    ),
    "a rule left out that is not there": (
        {"head": "without: [chase-lat]"},
        Bad("", "ADV119", "chase-lat", "there is no rule `chase-lat` in small", "did you mean `chase-late`?"),
    ),
    "an action left out": (
        {"head": "without: [chase]"},
        Bad("", "ADV119", "chase", "there is no rule `chase` in small", "this is the name of an action; a rule is meant here"),
    ),
    "a rule left out that is the layer's own": (
        {"head": "without: [mine]", "rules": "rules:\n  - rule: mine\n    for: application\n    advise: chase\n    because: So.\n"},
        Bad("", "ADV119", "mine", "the rule `mine` is one of this layer itself", "change it there, or take it out"),
    ),
    "a changed test that is not there": (
        {"head": "expect_changed: [a late answer is chase]"},
        Bad("", "ADV174", "a late answer is chase", "there is no test `a late answer is chase` in small", "did you mean `a late answer is chased`?"),
    ),
    "a source of the pack below": (
        {"head": "sources: {guide: {title: Ours}}"},
        Bad("", "ADV107", "guide", "the source `guide` is declared twice", "give yours another name"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("files, bad", REFUSED.values(), ids=REFUSED)
def test_what_a_layer_cannot_change_is_said(files: dict[str, str], bad: Bad) -> None:
    loaded = load(**files)
    texts = {"mine/pack.yaml": HEAD + files.get("head", "")}
    texts |= {f"mine/{name}.yaml": text for name, text in files.items()}
    errors = [d for d in loaded.diagnostics if d.severity is Severity.ERROR]
    assert reported(errors, texts) == [(bad.code, bad.underlined, bad.message, bad.help)]


def test_an_action_is_told_from_a_rule_also_where_the_pack_below_has_no_rules() -> None:
    below = {f"small/{name}": text for name, text in FILES.items() if name != "rules.yaml"}
    texts = {"mine/pack.yaml": HEAD + "without: [chase]\n"}
    found = load_pack_texts(texts, "mine", [PackTexts("small", below)]).diagnostics
    assert [d.help for d in found if d.code == "ADV119"] == [
        "this is the name of an action; a rule is meant here"
    ]


def test_a_place_below_says_in_which_pack_it_lies() -> None:
    loaded = load(actions="actions:\n  chase: {title: Chase, kind: wait}\n")
    [problem] = loaded.diagnostics
    [(span, words)] = problem.related
    assert (span.path, words) == ("small/actions.yaml", "declared here, in small")


def test_warnings_about_the_pack_below_are_not_the_layers() -> None:
    below = small()
    texts = dict(below.texts) | {"small/drafts/unused.md": "Subject: x\n\ny"}
    plain = load_pack_texts(texts, "small")
    layered = load_pack_texts({"mine/pack.yaml": HEAD}, "mine", [PackTexts("small", texts)])
    assert [d.code for d in plain.diagnostics] == ["ADV134"]
    assert layered.diagnostics == ()


def test_keys_of_layers_need_something_below() -> None:
    texts = {**FILES, "pack.yaml": FILES["pack.yaml"] + "without: [chase-late]\n"}
    loaded = load_pack_texts(texts, "small")
    assert reported(loaded.diagnostics, texts) == [
        ("ADV111", "without", "`without` belongs to a layer over another pack, and this is none", "add `extends: …`, or leave it out")
    ]  # fmt: skip


@pytest.mark.beside_coverage
@pytest.mark.parametrize("moved", ["tone.yaml", "events.yaml", "thanks.yaml", "parameters.yaml"])
def test_a_pack_in_two_layers_says_what_it_says_in_one(moved: str) -> None:
    texts = pack_files()
    whole = load_pack_texts(texts, PACK).pack
    upper = {path: text for path, text in texts.items() if path.endswith(f"/{moved}")}
    assert len(upper) == 1
    rest = {path: text for path, text in texts.items() if path not in upper}
    tests = {path: rest.pop(path) for path in list(rest) if path.endswith("_test.yaml")}
    head = texts[f"{PACK}/pack.yaml"].partition("sources:")[0] + "extends: x\n"
    layer = {
        "layer/pack.yaml": head,
        **{f"layer/{p.rpartition('/')[2]}": t for p, t in {**upper, **tests}.items()},
    }
    both = load_pack_texts(layer, "layer", [PackTexts(PACK, rest)])
    assert whole is not None
    assert both.pack is not None, both.diagnostics[:3]
    for section in ("entities", "parameters", "actions", "rules", "events", "drafts", "sources"):
        assert dict(getattr(both.pack, section)) == dict(getattr(whole, section)), section
    assert {case.name for case in both.pack.tests} == {case.name for case in whole.tests}


GROUP = """\
  - for: application
    first_of:
      - {rule: early, when: chases_sent < 1, advise: chase, because: So.}
      - {rule: late, when: chases_sent < 3, advise: chase, because: So.}
      - {otherwise: at-last, advise: chase, because: So.}
"""
LEFT_OUT_OF_A_GROUP = {
    "one": ("early", ["late", "at-last"], ["at-last"]),
    "one in the middle": ("late", ["early", "at-last"], ["at-last"]),
    "the last": ("at-last", ["early", "late"], ["late"]),
    "all": ("early, late, at-last", [], []),
}


@pytest.mark.parametrize(
    "names, left, overridden", LEFT_OUT_OF_A_GROUP.values(), ids=LEFT_OUT_OF_A_GROUP
)
def test_rules_of_a_group_can_be_left_out(
    names: str, left: list[str], overridden: list[str]
) -> None:
    texts = dict(small().texts)
    texts["small/rules.yaml"] += GROUP
    layer = {"mine/pack.yaml": f"{HEAD}without: [{names}]\n"}
    loaded = load_pack_texts(layer, "mine", [PackTexts("small", texts)])
    assert loaded.pack is not None, loaded.diagnostics
    assert list(loaded.pack.rules) == ["thank-soon", "chase-late", *left]
    if left:
        assert list(loaded.pack.rules[left[0]].overrides) == overridden


def test_a_rule_in_a_group_is_one_of_the_pack_below() -> None:
    texts = dict(small().texts)
    texts["small/rules.yaml"] += GROUP
    layer = {
        "mine/pack.yaml": HEAD,
        "mine/rules.yaml": "rules:\n" + GROUP.replace("early", "first"),
    }
    loaded = load_pack_texts(layer, "mine", [PackTexts("small", texts)])
    assert messages(loaded) == [
        "the rule `late` is one of small",
        "the rule `at-last` is one of small",
    ]


def test_a_table_is_left_out_as_a_whole() -> None:
    texts = dict(small().texts)
    texts["small/tables.yaml"] = dedent(
        """
        entities: {parcel: {list: parcels, facts: {weight: {type: number}, price: {type: number, concluded: yes}}}}
        tables:
          - table: postage
            for: parcel
            hit: unique
            when: [weight]
            then: {conclude: price}
            rows:
              - ["< 5", 2]
              - [">= 5", 4]
        """
    )
    whole = load_pack_texts(texts, "small").pack
    layer = {"mine/pack.yaml": f"{HEAD}without: postage\n"}
    loaded = load_pack_texts(layer, "mine", [PackTexts("small", texts)])
    assert whole is not None and loaded.pack is not None, loaded.diagnostics
    assert set(whole.rules) - set(loaded.pack.rules) == {"postage/1", "postage/2"}
    assert list(whole.tables) == ["postage"] and not loaded.pack.tables


PARCELS = """\
entities:
  parcel: {list: parcels, facts: {weight: {type: number}, price: {type: number, concluded: yes}, ours: {type: yes-no}}}
tables:
  - table: postage
    for: parcel
    hit: first
    when: [weight, ours]
    then: {conclude: price}
    rows:
      - [one of (1, 2), "-", 2]
      - [">= 5", "-", 4]
    otherwise: 3
rules:
  - rule: free
    for: parcel
    when: ours
    conclude: {price: 0}
    overrides: [postage/1, postage/2, postage/otherwise]
  - rule: heavy
    for: parcel
    when: weight > 9
    advise: [tell, weigh]
    because: It is heavy.
actions:
  tell: {title: Say that it is heavy, kind: know}
  weigh: {title: Weigh it again, kind: do, done: {ours: yes}}
"""
PARCEL_TESTS = """\
tests:
  - test: what is light is cheap
    situation: {today: 2026-11-22, parcels: [{weight: 1, ours: no}]}
    expect_facts: [{fact: price, for: parcel 1, value: 2}]
    because: [postage/1]
    but:
      - with: {weight: 3}
        because: postage/otherwise
        not_because: [postage/2, heavy/2, postage]
"""


@pytest.mark.parametrize(
    ("without", "rest"),
    [
        ("postage", {"free", "heavy", "heavy/2"}),
        ("heavy", {"free", "postage/1", "postage/2", "postage/otherwise"}),
        ("[postage, heavy]", {"free"}),
    ],
)
def test_what_names_rows_of_a_table_that_is_left_out_stays_readable(
    without: str, rest: set[str]
) -> None:
    texts = {
        **small().texts,
        "small/parcels.yaml": PARCELS,
        "small/parcels_test.yaml": PARCEL_TESTS,
    }
    below = load_pack_texts(texts, "small")
    assert below.pack is not None, below.diagnostics
    layer = {"mine/pack.yaml": f"{HEAD}without: {without}\n"}
    loaded = load_pack_texts(layer, "mine", [PackTexts("small", texts)])
    assert loaded.pack is not None, loaded.diagnostics
    assert messages(loaded) == []
    of_parcels = {name for name, rule in loaded.pack.rules.items() if rule.entity == "parcel"}
    assert of_parcels == rest
    assert {*loaded.pack.rules["free"].overrides} <= rest
    assert len(loaded.pack.tests) == len(below.pack.tests)
    over = {"over/pack.yaml": HEAD.replace("mine", "over").replace("small", "mine")}
    stack = [PackTexts("small", texts), PackTexts("mine", layer)]
    assert load_pack_texts(over, "over", stack).pack is not None
