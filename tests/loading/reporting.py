"""A small pack to make mistakes in, and diagnostics in a form that tables can state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import dedent

from advisor.diagnostics import Diagnostic, Span
from advisor.ir import Pack
from advisor.loading.declarations.packs import LoadedPack, load_pack_texts

HEADER = """\
pack: small
version: 1.0.0
language: 1
title: A small pack
sources:
  guide:
    title: The guide
    sections:
      thank: Say thank you
      chase: Chase
  leaflet:
    title: A leaflet
"""
ENTITIES = """\
entities:
  situation:
    facts:
      mood: {type: choice, choices: {calm: Calm, angry: Angry}}
      employed: {type: yes-no}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      stage:
        type: choice
        choices: {applied: Applied, interviewed: Interviewed, offered: Offer in hand}
      chases_sent: {type: number, default: 0, min: 0, max: 9}
      reply_by: {type: date, ask: When will they answer?}
      takes: {type: duration}
      is_open: {type: yes-no, concluded: yes, default: stage is applied}
      due_on: {type: date, concluded: yes}
  interview:
    within: application
    list: interviews
    label: the interview on {held_on}
    facts:
      held_on: {type: date, required: yes}
      thanked: {type: yes-no}
"""
PARAMETERS = """\
parameters:
  chase_interval: {value: 1 week, min: 3 days, max: 4 weeks, source: guide#chase}
"""
ACTIONS = """\
actions:
  thank:
    title: Thank {company}
    kind: do
    done: {thanked: yes}
  chase:
    title: Chase {company}
    kind: do
    done:
      chases_sent: chases_sent + 1
"""
RULES = """\
rules:
  - rule: thank-soon
    for: interview
    when: not thanked
    advise: {action: thank, due: held_on + 1 day}
    because: It is polite.
    source: guide#thank
  - rule: chase-late
    for: application
    when:
      - stage is interviewed
      - today is after reply_by
    advise: chase
    because: Silence is rarely a decision.
"""
FILES: Mapping[str, str] = {
    "pack.yaml": HEADER,
    "entities.yaml": ENTITIES,
    "parameters.yaml": PARAMETERS,
    "actions.yaml": ACTIONS,
    "rules.yaml": RULES,
}


def load(**changed: str | None) -> LoadedPack:
    """The small pack with other or further files: `rules="…"` is `rules.yaml`; None takes one away.

    A double underscore stands for the folder: `drafts__chase` is `drafts/chase.md`.
    """
    return load_pack_texts(files_with(**changed), "small")


def files_with(**changed: str | None) -> dict[str, str]:
    """The texts that `load` reads."""
    files = dict(FILES)
    for name, text in changed.items():
        path = f"{name}.yaml" if "__" not in name else f"{name.replace('__', '/')}.md"
        path = path.replace("drafts/", "drafts/")
        if text is None:
            del files[path]
        else:
            files[path] = dedent(text)
    return files


def small_pack() -> Pack:
    """The small pack itself."""
    loaded = load()
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def text_at(text: str, span: Span) -> str:
    """The characters that a span covers: what the reader will see underlined."""
    lines = text.splitlines(keepends=True) or [""]
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    inner = lines[span.line : span.end_line - 1]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "".join((lines[span.line - 1][span.column - 1 :], *inner, last))


@dataclass(frozen=True)
class Bad:
    """A text with one mistake, and what is to be said about it."""

    text: str
    code: str
    underlined: str
    message: str
    help: str | None


def reported(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]
) -> list[tuple[str, str, str, str | None]]:
    """Code, underlined text, message and help of each."""
    return [
        (d.code, text_at(texts.get(d.span.path, ""), d.span), d.message, d.help)
        for d in diagnostics
    ]
