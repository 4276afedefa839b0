"""Branch coverage of the rooms that decide what rules mean, by their own tests; fails under the floor."""

import subprocess
import sys

FLOOR = 98  # percent; what is missing are matches that mypy proves whole, and odd machines
OPEN_FACTS = "tests/agreement/test_open_facts.py::test_"
TESTS = (
    "tests/api",
    "tests/loading",
    "tests/analysis",
    "tests/backends",
    "tests/diagnostics",
    "tests/dialogue",
    "tests/casetest",
    "tests/mutation",
    "tests/cli/test_mutate.py",
    "tests/timeline",
    "tests/counterfactual",
    "tests/revisions",
    "tests/formatting",
    "tests/renaming",
    "tests/schemas",
    "tests/editor",
    "tests/graph",
    "tests/handbook",
    "tests/proof",
    "tests/cli/test_check_prove.py",
    "tests/cli/test_diff.py",
    "tests/cli/test_fmt.py",
    "tests/cli/test_graph_and_doc.py",
    "tests/cli/test_rename.py",
    "tests/cli/test_test_writing.py",
    "tests/rendering/test_proofs.py",
    "tests/agreement/test_columns_agree.py",
    "tests/agreement/test_meaning.py",
    "tests/agreement/test_meaning_of_rules.py",
    f"{OPEN_FACTS}certain_advice_comes_and_other_than_possible_never[0]",
    f"{OPEN_FACTS}what_is_certain_stays_so_whatever_is_added_to_open_lists[0]",
    f"{OPEN_FACTS}facts_that_are_not_open_never_change_the_advice_or_a_result[0]",
)
# `make test` runs these, too: the same again for more packs and examples. They reach no line that the others do not.
NOTHING_NEW = (
    "tests/agreement/test_columns_agree.py::test_columns_say_what_the_oracle_says",
    "tests/api/test_cache.py",
    "tests/api/test_notebook.py",
    "tests/backends/rete/test_rete_survival.py",
    "tests/dialogue/test_questionnaires_of_examples.py",
    "tests/dialogue/test_questionnaires_of_random_packs.py",
)


def main() -> int:
    """Run the tests under coverage, two at a time, then hold the figure to the floor."""
    coverage = (sys.executable, "-m", "coverage")
    tests = [*TESTS, *(f"--deselect={name}" for name in NOTHING_NEW)]
    # Work is stolen since some tests take a thousand times as long as others.
    pytest = ["-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *tests]
    steps = (
        ("erase",),
        ("run", *pytest),
        ("combine", "--quiet"),
        ("report", f"--fail-under={FLOOR}", "--skip-covered"),
    )
    for step in steps:
        ran = subprocess.run([*coverage, *step], check=False)
        if ran.returncode:
            return ran.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
