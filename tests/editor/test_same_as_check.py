"""Whatever is typed, in whatever order: what an editor is shown is what `advisor check` finds in the saved files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import api
from advisor.diagnostics import Diagnostic, SituationFileError
from advisor.editor.open_files import OpenFiles, seems_a_situation
from advisor.loading.declarations.situations import days_to_come
from advisor.loading.syntax.nodes import in_order
from tests.example_pack import PACK

FACTS = PACK["facts.yaml"].replace("applied: Applied", "applied: {words: Applied, also: [sent]}")
SEVERAL = """\
      signs: {type: several, ask: What did you notice?, choices: {late: Late, kind: Kind}}
"""
FILES = {
    **PACK,
    "facts.yaml": FACTS.replace("      is_waiting:", f"{SEVERAL}      is_waiting:"),
    "own_test.yaml": PACK["own_test.yaml"].replace("stage: applied", "stage: sent, signs: [late]"),
    "drafts/question.md": "Dear {{ company }}\n\n{% if signs_late %}{{ name_of.stage }}{% endif %}\n",
    "more.yaml": "rules:\n  - rule: late\n    for: application\n    when: signs has late\n    overrides: [waiting]\n",
    "tables/fee.csv": "fee,hit first,,\nwhen preference,conclude fee,because,source\ngood,1,,\n",
    "layer.yaml": "rules: []\n",
}
SITUATION = "applications:\n  - {company: Acme, stage: offered, answer_by: 2026-12-01}\n"
WORDS = (
    *(
        "application",
        "stage",
        "chase",
        "answer_by",
        "is_waiting",
        "waiting",
        "thank-them",
        "patience",
    ),
    *(
        "also: [sent]",
        "signs",
        "late",
        "has",
        "offered",
        "guide",
        "asked_on",
        "interviews",
        "thanked",
        "question",
        "2026-11-20",
        "1 week",
    ),
    *(
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "#",
        "|",
        "&a ",
        "*a ",
        "!",
        "\t",
    ),
    *(
        "rules:\n",
        "tests:\n",
        "  - rule: more\n",
        "for: interview\n",
        "overrides: [waiting]\n",
        "é😀\u2028",
    ),
)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int, str]]:
    """Files, where in them something is taken out (in thousandths of the text), how much, and what comes instead."""
    one = st.tuples(
        st.sampled_from([*FILES, "me.yaml"]),
        st.integers(0, 1000),
        st.sampled_from([0, 0, 0, 1, 3, 20]),
        st.sampled_from(WORDS) | st.text(max_size=3),
    )
    return draw(st.lists(one, min_size=1, max_size=6))


def typed(text: str, place: int, cut: int, instead: str) -> str:
    """The text after one edit."""
    at = len(text) * place // 1000
    return text[:at] + instead + text[at + cut :]


@given(edits(), st.booleans())
@settings(max_examples=25)
def test_an_editor_shows_what_check_finds(
    tmp_path_factory, changes: list[tuple[str, int, int, str]], takes_back: bool
) -> None:
    root = tmp_path_factory.mktemp("desk")
    folder = root / "rules"
    texts = {folder / name: text for name, text in FILES.items()}
    texts[root / "me.yaml"] = f"pack: rules\n{SITUATION}"
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    open_files = OpenFiles(lambda: folder)
    opened = dict(texts)
    open_files.check(opened)
    steps = [dict(opened)]
    for name, place, cut, instead in changes:
        path = root / name if name == "me.yaml" else folder / name
        opened[path] = typed(opened[path], place, cut, instead)
        first = open_files.errors_first(opened, path)
        assert first in (None, open_files.check(opened)[path])
        steps.append(dict(opened))
    for step in reversed(steps) if takes_back else [steps[-1]]:
        assert open_files.check(step) == saved(step, folder, root / "me.yaml")


def saved(
    texts: Mapping[Path, str], folder: Path, situation: Path
) -> dict[Path, tuple[Diagnostic, ...]]:
    """What is found in the files once they are saved, read as if for the first time."""
    for path, text in texts.items():
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    report = api.check_pack(folder, is_kept=False)
    found: dict[Path, list[Diagnostic]] = {path: [] for path in texts}
    for problem in report.diagnostics:
        found.setdefault(Path(problem.span.path), []).append(problem)
    try:
        rules = api.pack_for(situation) or folder
    except SituationFileError as error:
        found[situation] += error.diagnostics
        rules = None
    program = report.program if rules is not None and rules.resolve() == folder.resolve() else None
    if program is not None and seems_a_situation(situation, texts[situation], program.pack):
        loaded = api.load_cases(situation, program)
        found[situation] += loaded.diagnostics
        for case in loaded.cases:
            found[situation] += days_to_come(program.pack, case.situation)
    return {path: in_order(problems) for path, problems in found.items()}
