"""Holds pages of advice to what they promise, in headless Chromium (`make page-check`).

For each example, at 360 and 1280 pixels, light and dark, folded and unfolded: axe-core finds nothing,
nothing sticks out at the side. All can be reached by keyboard, letters are copied and mailed as they stand,
paper has everything unfolded, and no page asks the network for anything. axe-core and puppeteer-core come
from npm into a folder that is gone afterwards.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from advisor.cli.main import cli
from tests.foreign_programs import BROWSERS, PUPPETEER, npm_folder, program

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent.parent / "examples"
PAGES = {  # name of the page -> its situations
    "three-employers": ("three-employers-two-deadlines.yaml",),
    "thanks": ("thanks-after-a-first-interview.yaml",),
    "four-interviewers": ("four-interviewers.yaml",),
    "overdue": ("late-thanks.yaml",),
    "contradiction": ("accepted-two-jobs.yaml",),
    "no-phone": ("no-phone-calls-please.yaml",),
    "nothing": ("nothing-yet.yaml",),
    "two-offers": ("two-offers-which-one.yaml",),
    "several": ("first-chase.yaml", "a-counter-offer.yaml"),
}
PACK = EXAMPLES.parent / "rules" / "post-interview"
SITE = (  # pages of `advisor doc`, of each kind
    "index.html",
    "a-z.html",
    "facts.html",
    "parameters.html",
    "events.html",
    "sources.html",
    "topics/tone.html",
    "rules/an-offer-is-worth-telling.html",
    "actions/thank-interviewers.html",
    "facts/application.answer_by.html",
    "tests/tone_test.html",
)
HOSTILE = """\
situation: "<script>document.title='owned'</script> & \\"quotes\\" </title><h1>x"
today: 2026-11-24
sender_name: "</div><img src=x onerror=alert(1)>"
applications:
  - company: "<b onmouseover=alert(1)>Acme</b> {{ 7 * 7 }} %0A&bcc=x@example.org"
    stage: interviewed
    role: "'\\"><svg onload=alert(1)>"
    interviews: [{held_on: 2026-11-23}]
"""
PACKAGES = ("axe-core@4.10.3", PUPPETEER)


def render(folder: Path, is_all: bool) -> list[Path]:
    """Write the pages into a folder: of some examples, or of each in a page of its own."""
    hostile = folder / "hostile.yaml"
    hostile.write_text(HOSTILE, encoding="utf-8")
    pages = {name: [str(EXAMPLES / file) for file in files] for name, files in PAGES.items()}
    if is_all:
        pages |= {path.stem: [str(path)] for path in sorted(EXAMPLES.glob("*.yaml"))}
    site = folder / "site"
    ran = CliRunner().invoke(cli, ["doc", str(PACK), "-o", str(site)], catch_exceptions=False)
    if ran.exit_code != 0:
        sys.exit(f"doc: {ran.output}")
    pages["hostile"] = [str(hostile)]
    written = []
    for name, files in pages.items():
        path = folder / f"{name}.html"
        command = ["advise", *files, "-f", "html", "-o", str(path)]
        ran = CliRunner().invoke(cli, command, catch_exceptions=False)
        if ran.exit_code != 0:
            sys.exit(f"{name}: {ran.output}")
        written.append(path)
    return [*written, *(site / name for name in SITE)]


def main() -> int:
    """Run the checks; what they cannot be run with is said in a sentence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pictures", metavar="DIR", type=Path, help="keep screenshots here")
    parser.add_argument("--all", action="store_true", help="every example; some minutes")
    asked = parser.parse_args()
    browser, node = program(*BROWSERS), program("node")
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    with npm_folder(*PACKAGES) as folder:
        pages = render(folder, asked.all)
        pictures = str(asked.pictures.resolve()) if asked.pictures else ""
        command = [node, str(HERE / "check.mjs"), browser, pictures, *map(str, pages)]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
