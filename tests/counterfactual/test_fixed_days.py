"""Days that are written in the rules are turning points, too: dates, `from`, `until` and values by date."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli

PACK = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n",
    "rules.yaml": """\
entities:
  situation:
    facts:
      bought: {type: date, ask: When was it bought?}
      price: {type: number, ask: What did it cost?}
actions:
  season: {title: Season, kind: wait}
  old: {title: Old, kind: wait}
  dear: {title: Dear, kind: wait}
  costly: {title: Costly, kind: wait}
parameters:
  limit: {values: {2025-01-01: 100, 2026-07-01: 50}}
rules:
  - {rule: a, from: 2026-12-24, until: 2026-12-26, advise: season, because: B.}
  - {rule: b, when: bought + 1 week is before 2025-01-08, advise: old, because: B.}
  - {rule: c, when: limit on bought < 60, advise: dear, because: B.}
  - {rule: d, when: price > limit, advise: costly, because: B.}
""",
    "me.yaml": "today: 2026-12-20\nbought: 2026-01-01\nprice: 20\n",
}
EXPECTED = {
    "season": "until Thu 24 Dec (in 4 days); it stays so until Sat 26 Dec",
    "old": "Tue 31 Dec 2024 or earlier",
    "dear": "Wed 1 Jul or later",
    "costly": "51 or more",
}


@pytest.mark.parametrize("action", EXPECTED)
def test_the_way_to_advice_leads_over_days_in_the_rules(tmp_path: Path, action: str) -> None:
    (tmp_path / "rules").mkdir()
    for name, text in PACK.items():
        (tmp_path / ("" if name == "me.yaml" else "rules") / name).write_text(text)
    command = ["change-to", action, str(tmp_path / "me.yaml"), "--pack", str(tmp_path / "rules")]
    found = CliRunner().invoke(cli, command, env={"COLUMNS": "200"})
    assert EXPECTED[action] in found.output
