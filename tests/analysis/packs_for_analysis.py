"""Small packs as text, for the tests of this folder."""

from __future__ import annotations

from textwrap import dedent, indent

from advisor.analysis import analyse
from advisor.diagnostics import Diagnostic, Span
from advisor.ir import Pack, Stratum
from advisor.loading.declarations.packs import load_pack_texts

HEAD = """\
pack: small
version: 1.0.0
language: 1
title: A small pack
sources:
  book:
    title: A book
    sections:
      one: Chapter one
"""

ENTITIES = """\
entities:
  situation:
    facts:
      employed: {type: yes-no, ask: Are you employed?}
      eager: {type: yes-no, concluded: yes}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which?}
      stage:
        type: choice
        required: yes
        ask: Where does it stand?
        choices: {applied: Applied, interviewed: Interviewed, offered: Offered}
      liking:
        type: choice
        ask: How do you like it?
        choices: {much: Much, little: Little}
      answer_by: {type: date, ask: By when?}
      a: {type: yes-no, concluded: yes}
      b: {type: yes-no, concluded: yes}
      c: {type: yes-no, concluded: yes}
actions:
  go:
    title: Go to {company}
    kind: wait
  stay:
    title: Stay with {company}
    kind: wait
"""


def load(rules: str, entities: str = ENTITIES) -> tuple[Pack, str]:
    """A pack with these rules, and the text they stand in; anything wrong in loading fails the test."""
    text = entities + "rules:\n" + indent(dedent(rules), "  ")
    loaded = load_pack_texts({"p/pack.yaml": HEAD, "p/rules.yaml": text}, "p")
    errors = [d for d in loaded.diagnostics if d.severity.value == "error"]
    assert loaded.pack is not None, errors
    assert not errors, errors
    return loaded.pack, text


def analysed(rules: str, code: str) -> tuple[list[Diagnostic], str]:
    """The findings with this code, and the text."""
    pack, text = load(rules)
    return [d for d in analyse(pack)[1] if d.code == code], text


def strata(rules: str) -> tuple[Stratum, ...]:
    """The strata of a pack that has them."""
    found, problems = analyse(load(rules)[0])
    assert found is not None, problems
    return found.strata


def text_at(text: str, span: Span) -> str:
    """The characters a one-line span covers: what the reader sees underlined."""
    return text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]
