"""What other programs import gives the same values that the commands print."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import advisor
from advisor import Advisor, load_pack, load_situation
from advisor.api import AsOf, ParameterError, default_pack, load_cases_text
from advisor.cli.main import cli
from advisor.diagnostics import RulePackError, SituationFileError

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "first-chase.yaml"


BLOCKS = re.findall(
    r"^```python\n(.*?)^```$",
    (ROOT / "docs" / "python.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
PRINTED = [
    "If you have not yet, thank your interviewers at Acme 2026-11-30",
    "2 situations, 3 pieces of advice",
    "tell-the-pending-employer",
    "<Decision 'Two working days after the promised date' of 2026-03-24",
    "applications[0]: the application has no fact or list `compny`; did you mean `company`?",
]


@pytest.mark.parametrize(("code", "printed"), [*zip(BLOCKS, PRINTED, strict=True)])
def test_the_lines_of_the_docs_run(
    code: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(code.replace('"my-situation.yaml"', repr(str(EXAMPLE))), {})
    assert printed in capsys.readouterr().out


def test_the_library_gives_what_the_command_prints() -> None:
    program = load_pack()
    decision = Advisor(program).advise(load_situation(EXAMPLE, program))
    printed = json.loads(CliRunner().invoke(cli, ["advise", str(EXAMPLE), "-f", "json"]).stdout)
    assert printed["today"] == decision.date.isoformat()
    assert [(a["action"], a["title"], a["start"], a["due"]) for a in printed["advice"]] == [
        (
            a.action,
            a.title,
            a.start_date and a.start_date.isoformat(),
            a.due_date and a.due_date.isoformat(),
        )
        for a in decision.advice
    ]


def test_the_date_of_the_call_beats_that_of_the_situation() -> None:
    program = load_pack()
    situation = load_situation(EXAMPLE, program)
    assert Advisor(program).advise(situation).date == date(2026, 3, 24)
    assert Advisor(program, as_of=AsOf(date(2026, 3, 22).toordinal())).advise(
        situation
    ).date == date(2026, 3, 22)


def test_both_engines_give_the_same_decision() -> None:
    program = load_pack()
    situation = load_situation(EXAMPLE, program)
    rete = Advisor(program).advise(situation)
    assert rete == Advisor(program, "oracle").advise(situation)
    assert rete.derivations == Advisor(program, "oracle").advise(situation).derivations


def test_an_engine_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    program = load_pack()
    with pytest.raises(ValueError, match="no engine 'drools'; there are rete, oracle"):
        Advisor(program, engine="drools")


def test_a_parameter_can_be_set_as_one_writes_it() -> None:
    program = load_pack(parameters={"chase_interval": "5 days"})
    assert program.parameters["chase_interval"] == 5
    assert load_pack().parameters["chase_interval"] == 7


REFUSED = {
    "no such parameter": ({"chase_intervall": "5 days"}, "did you mean `chase_interval`"),
    "not of its type": ({"chase_interval": "5"}, "`chase_interval` cannot be `5`"),
    "below its bounds": ({"chase_interval": "1 day"}, "it is at least 3 days"),
    "above its bounds": ({"chase_interval": "1000 days"}, "it is at most"),
}


@pytest.mark.parametrize(("values", "words"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_parameter_is_refused_in_plain_words(values: dict[str, str], words: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(words)):
        load_pack(parameters=values)


def test_a_folder_without_a_pack_is_refused_with_diagnostics(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as refused:
        load_pack(tmp_path)
    assert refused.value.diagnostics


def test_a_situation_with_a_mistake_is_refused_with_diagnostics(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("applications:\n  - compny: Acme\n", encoding="utf-8")
    with pytest.raises(SituationFileError) as refused:
        load_situation(path, load_pack())
    assert "compny" in str(refused.value)


def test_of_several_situations_in_a_text_each_comes_back() -> None:
    loaded = load_cases_text("today: 2026-11-22\n---\ntoday: 2026-11-23\n", "x.yaml", load_pack())
    assert [case.situation.document for case in loaded.cases] == [0, 1]
    assert loaded.failed == ()


def test_the_package_names_what_it_offers() -> None:
    calls = {"advise", "decide", "load_pack", "load_situation", "with_parameters"}
    assert (
        set(advisor.__all__) == {"Advisor", "AdvisorError", "DecidedTable", "__version__"} | calls
    )
    assert {name for name in dir(advisor) if not name.startswith("__")} | {"__version__"} == set(
        advisor.__all__
    )
    for name in advisor.__all__:
        assert getattr(advisor, name)
    with pytest.raises(AttributeError, match="no attribute 'advice'"):
        advisor.advice  # noqa: B018  # the look-up is what is tested


def test_the_default_pack_is_the_one_in_rules() -> None:
    assert default_pack() == ROOT / "rules" / "post-interview"


def test_a_pack_without_parameters_says_so_where_one_is_set(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        "pack: bare\nversion: 1.0.0\nlanguage: 1\ntitle: Bare\n", encoding="utf-8"
    )
    (tmp_path / "rules.yaml").write_text(
        "actions: {wait: {title: Wait, kind: wait}}\n"
        "rules:\n  - {rule: wait, advise: wait, because: So.}\n",
        encoding="utf-8",
    )
    with pytest.raises(ParameterError, match="has no parameter `x`; it has none at all"):
        load_pack(tmp_path, {"x": 1})
