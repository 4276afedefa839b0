"""`advisor explain --why-fact`, and results in `what-if` and `sweep`, as typed."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.results_pack import FILES, ME


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    for name, text in FILES.items():
        (tmp_path / "rules" / name).write_text(text)
    (tmp_path / "me.yaml").write_text(ME)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(command: str, *words: str) -> Result:
    return CliRunner().invoke(cli, [command, *words, "--pack", "rules"])


def why(*words: str) -> Result:
    return run("explain", "me.yaml", "--why-fact", *words)


def test_a_default_is_proved_down_to_what_was_said() -> None:
    done = why("total", "--for", "Ann")
    assert done.exit_code == 0
    assert done.stdout == (
        "Total of an item (Ann: item 1): 19\n"
        "worked out as its default says (rules/facts.yaml:25)\n"
        "\n"
        "From\n"
        "└─ item 1: What did it cost? 9.5 (you said so, line 3)\n"
        "\n"
        "Total of an item (Ann: item 2): not given\n"
        "\n"
        "  What its default is made of is not all given: item 2: What did it cost?\n"
    )


def test_a_conclusion_is_proved_by_the_rules_that_fired() -> None:
    done = why("fee")
    assert done.exit_code == 0
    assert done.stdout == (
        "Fee (Ann): 12.5\n"
        "\n"
        "Concluded by\n"
        "└─ rule late (rules/rules.yaml:8)\n"
        "   by late_fee: 12.5 (rules/rules.yaml:2)\n"
        "   └─ is old of Ann: yes, since (rules/facts.yaml:13)\n"
        "      └─ How old is Ann's claim? 20 days (you said so, line 3)\n"
        "\n"
        "Fee (Bob): 0\n"
        "\n"
        "Concluded by\n"
        "└─ rule early (rules/rules.yaml:9)\n"
        "   └─ How old is Bob's claim? 2 days (you said so, line 4)\n"
    )


def test_what_is_not_given_is_told_with_what_its_rules_lack() -> None:
    done = why("Bob.note")
    assert done.exit_code == 1
    assert done.stdout.startswith("Note (Bob): not given\n\n")
    assert "rule late for Bob (rules/rules.yaml:8)" in done.stdout
    assert "`age > 14 days`: no (How old is Bob's claim? 2 days)" in done.stdout


def test_a_document_has_the_fact_among_its_nodes() -> None:
    found = json.loads(why("fee", "--for", "Bob", "-f", "json").stdout)
    assert found["why_fact"] == [
        {
            "id": "fact:claims[1]/fee",
            "fact": "fee",
            "for": "Bob",
            "place": "claims[1]",
            "title": "Fee (Bob)",
            "value": 0,
            "words": "0",
        }
    ]
    node = found["nodes"]["fact:claims[1]/fee"]
    assert (node["origin"], node["rules"]) == ("concluded", ["rule:claims[1]/early"])


def test_a_drawing_shows_one_fact() -> None:
    done = why("fee", "--for", "Bob", "-f", "svg")
    texts = [node.text for node in ElementTree.fromstring(done.stdout).iter() if node.text]
    assert "Fee (Bob): 0" in texts
    many = why("fee", "-f", "svg")
    assert many.exit_code == 2
    assert "a drawing shows one fact, and 2 are called so; say of which by --for" in many.stderr


WRONG = {
    "what people state": (["age"], "`age` is not worked out by rules: it is what somebody said"),
    "an unknown fact": (["fees"], "the rules conclude no fact `fees`; did you mean `fee`?"),
    "nobody": (["fee", "--for", "Zoe"], "there is nothing called 'Zoe'"),
    "twice for whom": (["Ann.fee", "--for", "Ann"], "says of whom as well: leave out --for"),
    "beside --why": (["fee", "--why", "pay-fee"], "Choose one of --why, --why-not and --why-fact."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_explained_is_refused(name: str) -> None:
    words, message = WRONG[name]
    done = why(*words)
    assert done.exit_code == 2
    assert message in done.stderr


def test_what_if_shows_how_results_change() -> None:
    done = run("what-if", "me.yaml", "--change", "Ann.age=3 days")
    for line in (
        "~ Total due: 12.5 → 0",
        "~ Everything is settled: not given → yes",
        "~ Note (Ann): late → not given",
        "~ Grade (Ann): A bad one → A good one",
        "- goes: Pay 12.5 for Ann",
    ):
        assert line in done.stdout.splitlines()
    assert "~ Fee (Bob)" not in done.stdout
    found = json.loads(run("what-if", "me.yaml", "--change", "Ann.age=3 days", "-f", "json").stdout)
    [before, after] = (
        {(one["place"], one["fact"]): one["value"] for one in found[page]["results"]}
        for page in ("before", "after")
    )
    assert before["claims[0]", "fee"] == 12.5
    assert after["claims[0]", "fee"] == 0
    assert ("claims[0]", "note") not in after


def test_done_says_that_there_is_nothing_to_record_about_what_is_only_to_be_known() -> None:
    done = run("done", "know-the-law", "me.yaml")
    assert done.exit_code == 1
    said = "“The law gives you 14 days” is only to be known: there is nothing to record about it."
    assert said in done.stderr


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_sweep_has_a_line_for_each_figure_that_changes(engine: str) -> None:
    done = run("sweep", "me.yaml", "--set", "late_fee=10..12", "--engine", engine)
    assert done.stdout == (
        "What late_fee does to the advice for 1 situation\n"
        "\n"
        "late_fee                10    11    12\n"
        "situation.total  sum    10    11    12\n"
        "                 mean   10    11    12\n"
        "fee              sum    10    11    12\n"
        "                 mean    5   5.5     6\n"
        "\n"
        "These values make no difference to the advice, only to what is worked out. On\n"
        "which days it is due is not compared.\n"
    )


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_sweep_as_json_has_all_figures(engine: str) -> None:
    words = ["me.yaml", "--set", "late_fee=0..2", "--engine", engine, "-f", "json"]
    found = json.loads(run("sweep", *words).stdout)["points"]
    first = found[0]["results"]
    assert first["situation.total"] == {"instances": 1, "given": 1, "sum": 0, "mean": 0}
    assert first["is_settled"] == {"instances": 1, "given": 1, "yes": 1}
    assert first["fee"] == {"instances": 2, "given": 2, "sum": 0, "mean": 0}
    assert first["grade"] == {"instances": 2, "given": 2, "good": 0.5, "bad": 0.5}
    assert first["wait"] == {"instances": 2, "given": 1, "sum": 12, "mean": 12}
    day = dict.fromkeys(("earliest", "mean", "latest"), "2026-12-06")
    assert first["paid_back_on"] == {"instances": 2, "given": 1, **day}
    assert first["note"] == {"instances": 2, "given": 1}
    assert first["refund"] == {"instances": 2, "given": 1, "sum": 4.75, "mean": 4.75}
    assert found[1]["results"]["is_settled"] == {"instances": 1, "given": 0, "yes": None}


@pytest.mark.parametrize("engine", ["oracle", "columnar"])
def test_a_sweep_as_csv_has_a_line_for_each_figure(engine: str) -> None:
    words = ["me.yaml", "--set", "refund_share=0.1, 0.2", "--engine", engine, "-f", "csv"]
    lines = run("sweep", *words).stdout.splitlines()
    assert lines[0] == "refund_share,action,now,overdue,later,situations,result,figure,value"
    assert "0.1,pay-fee,1,0,0,1,,," in lines
    assert "0.1,,,,,,refund,sum,0.95" in lines
    assert "0.2,,,,,,refund,mean,1.9" in lines
    assert "0.2,,,,,,grade,bad,0.5" in lines


def test_parquet_is_swept_like_lines(home: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = {"today": "2026-11-22", "claims": [{"who": "Ann", "age": "20 days"}]}
    pq.write_table(pa.Table.from_pylist([row] * 3), home / "all.parquet")
    told = {
        run("sweep", "all.parquet", "--set", "late_fee=1..2", "--engine", e, "-f", "json").stdout
        for e in ("oracle", "columnar")
    }
    [found] = map(json.loads, told)
    assert found["points"][1]["results"]["fee"] == {
        "instances": 3,
        "given": 3,
        "sum": 6,
        "mean": 2,
    }


def test_a_rule_that_is_called_like_its_fact_is_unfolded(home: Path) -> None:
    rules = (home / "rules" / "rules.yaml").read_text().replace("rule: late,", "rule: fee,")
    (home / "rules" / "rules.yaml").write_text(rules)
    shown = why("total", "--for", "claims[0]").stdout  # of the items alone
    assert "Fee" not in shown
    shown = run("explain", "pay-fee", "me.yaml").stdout
    assert "rule fee (rules/rules.yaml:8)" in shown
    assert "(see above)" not in shown.partition("rule fee")[2].partition("How old")[0]
    drawn = run("explain", "pay-fee", "me.yaml", "-f", "svg").stdout
    assert "rule fee, rules/rules.yaml:8" in drawn
    assert "(see above)" not in drawn


def test_a_page_of_rules_that_only_work_things_out_says_nothing_of_advice(home: Path) -> None:
    for name in ("rules", "facts"):
        (home / "rules" / f"{name}.yaml").write_text("")
    (home / "rules" / "facts.yaml").write_text(
        "entities:\n  situation:\n    facts:\n      pay: {type: number, ask: What?}\n"
        "      tax: {type: number, concluded: yes, result: Tax, default: pay * 0.5}\n"
    )
    (home / "me.yaml").write_text("today: 2026-11-22\npay: 3\n")
    assert run("advise", "me.yaml").stdout == (
        "Your situation\nSun 22 Nov 2026\n\nWorked out\n  Tax: 1.5\n"
    )
    assert "advise" not in run("advise", "me.yaml", "-f", "markdown").stdout


def test_a_rule_that_applies_and_concludes_nothing_says_what_its_value_lacks(home: Path) -> None:
    rules = (home / "rules" / "rules.yaml").read_text()
    more = "  - {rule: odd, for: claim, when: is_member, conclude: {wait: 14 days - age}}\n"
    (home / "rules" / "rules.yaml").write_text(rules + more)
    (home / "me.yaml").write_text("today: 2026-11-22\nis_member: yes\nclaims: [{who: Ann}]\n")
    shown = why("wait").stdout
    assert shown.startswith("Wait (Ann): not given\n\n  rule odd for Ann (rules/rules.yaml:21)\n")
    assert "it applies, but lacks what the value is made of: How old is Ann's claim?" in shown
    assert "rule early for Ann" in shown
