"""Packs of any number of rules, and what they cost: `python -m benchmarks.many_rules [ROUNDS]`.

A pack is made of topics of 30 rules in three levels, 27 that conclude and 3 that advise: a larger one has
more topics, as in packs that people write, not longer chains. Advice grows with the rules.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import peers
from benchmarks.generate import SEED
from benchmarks.processes import run_process

RULES = (30, 90, 300, 900, 3_000)
TOPIC = 30  # rules that read the same facts and each other
STATED, CONCLUDED, ADVISED = 10, 27, 3  # of a topic: facts, concluding rules, advising rules
LEVELS = 3
CHOICES = ("open", "waiting", "urgent", "closed")
KINDS = ("yes-no", "number", "duration", "choice")


def write_pack(folder: Path, rules: int, seed: int = SEED) -> None:
    """A pack of exactly so many rules (a multiple of 30), in files of 90."""
    folder.mkdir(parents=True, exist_ok=True)
    topics = range(rules // TOPIC)
    written = [rule for topic in topics for rule in _topic(topic, Random(f"{seed}-{topic}"))]
    texts = {
        "pack.yaml": f"pack: many-rules\nversion: 1.0.0\nlanguage: 1\ntitle: {rules} rules\nsources: {{}}",
        "facts.yaml": "\n".join(("entities:", "  situation:", "    facts:", *map(_facts, topics))),
        "actions.yaml": "\n".join(("actions:", *map(_actions, topics))),
    }
    for number, first in enumerate(range(0, rules, 3 * TOPIC)):
        texts[f"rules-{number:03}.yaml"] = "\n".join(
            ("rules:", *written[first : first + 3 * TOPIC])
        )
    for name, text in texts.items():
        (folder / name).write_text(text + "\n")


def _facts(topic: int) -> str:
    lines: list[str] = []
    for number in range(STATED):
        kind = KINDS[number % len(KINDS)]
        lines += [f"      fact_{topic}_{number}:", f"        type: {kind}"]
        if kind == "choice":
            lines += ["        choices:", *(f"          {c}: It is {c}" for c in CHOICES)]
    lines += [
        f"      found_{topic}_{n}: {{type: yes-no, concluded: yes}}" for n in range(CONCLUDED)
    ]
    return "\n".join(lines)


def _actions(topic: int) -> str:
    return "\n".join(
        f"  act-{topic}-{number}:\n    title: Do number {number} of topic {topic}\n    kind: do\n"
        f"    importance: {('low', 'normal', 'high')[number % 3]}"
        for number in range(ADVISED)
    )


def _topic(topic: int, random: Random) -> list[str]:
    """Level 1 reads stated facts; level 2 and the advice read those and what lower levels found."""
    return [_rule(topic, number, random) for number in range(TOPIC)]


def _rule(topic: int, number: int, random: Random) -> str:
    below = CONCLUDED * (number * LEVELS // TOPIC) // LEVELS
    conditions = [_condition(topic, random.randrange(STATED), random)]
    if below:
        conditions.append(f"found_{topic}_{random.randrange(below)}")
    lines = [f"  - rule: rule-{topic}-{number}", "    when:", *(f"      - {c}" for c in conditions)]
    if below and random.random() < 0.5:
        lines.append(f"    unless: found_{topic}_{random.randrange(below)}")
    if number < CONCLUDED:
        lines += ["    conclude:", f"      found_{topic}_{number}: yes"]
    else:
        lines += [
            "    advise:",
            f"      action: act-{topic}-{number - CONCLUDED}",
            f"      due: today + {random.randrange(1, 30)} days",
            f"    because: Reason {number} of topic {topic} speaks for it.",
        ]
    return "\n".join(lines)


def _condition(topic: int, number: int, random: Random) -> str:
    name = f"fact_{topic}_{number}"
    match KINDS[number % len(KINDS)]:
        case "yes-no":
            return name if random.random() < 0.7 else f"not {name}"
        case "number":
            return f"{name} {random.choice(('>=', '<'))} {random.randrange(2, 9)}"
        case "duration":
            return f"{name} {random.choice(('>=', '<'))} {random.randrange(5, 25)} days"
        case _:
            return f"{name} is {random.choice(('', 'not '))}{random.choice(CHOICES)}"


def main() -> None:
    """Measure each size in fresh processes, rounds interleaved; print JSON."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found: dict[str, dict[str, Any]] = {str(rules): {} for rules in RULES}
    with tempfile.TemporaryDirectory() as folder:
        for rules in RULES:
            write_pack(Path(folder, str(rules)), rules)
        for _ in range(rounds):
            for rules in RULES:
                command = ("-m", "benchmarks.many_rules_worker", f"{folder}/{rules}")
                ended = run_process(peers.python(), command)
                if ended.code != 0:
                    raise SystemExit(ended.error)
                for name, value in json.loads(ended.output).items():
                    found[str(rules)].setdefault(name, []).append(value)
    print(json.dumps({"rounds": rounds, "rules": found}))


if __name__ == "__main__":
    main()
