"""One of several things, picked by its number, by words of it, or told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.cli import terminal
from advisor.cli.menus import listed
from advisor.cli.talking import Talk
from advisor.dialogue.choices import read_choice
from advisor.dialogue.quantities import Problem, shown
from advisor.dialogue.replies import a_command
from advisor.dialogue.sayings import folded, is_not_known, is_not_so_far, yes_or_no
from advisor.dialogue.telling import Told

_ENDS = {"", "no", "nothing", "none", "stop", "quit", "exit", "that is all", "nothing else"} | {
    *("nothing happened", "nothing has happened", "nothing new", "no news yet", "no change"),
    *("nothing changed", "nothing has changed", "nothing today", "still nothing"),
}


def is_nothing(line: str) -> bool:
    """Whether somebody says that nothing has happened: `nothing`, `haven't heard`."""
    plain = folded(line)
    return plain.strip() in _ENDS or is_not_so_far(plain)


def pick(
    talk: Talk,
    asked: str,
    words: Mapping[str, str],
    hint: str,
    hear: Callable[[str], Told | str | None] | None = None,
) -> Told | str | None:
    """The key of the words that were chosen, by their number or by words of theirs, or what a sentence tells.

    Shape: `hear` gives what a line tells, None where none of what it may mean was meant, or why it tells
    nothing ("": it is said as of any answer).
    """
    terminal.tell("")
    talk.say(asked, look=talk.style.bold)
    choices = listed(words)
    talk.offer(choices, hint)
    while (line := talk.line(choices, hint)) is not None:
        plain = folded(line)
        if is_nothing(line) or (
            hear is None and (yes_or_no(plain) is False or is_not_known(plain))
        ):
            return None
        if hear is None and len(words) == 1 and yes_or_no(plain) is True:
            return next(iter(words))
        picked = a_command(line) or read_choice(line, tuple(words), words)
        if not isinstance(picked, Problem):
            return picked
        if hear is not None and not line.strip().isdigit() and not a_command(line):
            told = hear(line)
            if isinstance(told, Told):
                return told
            if told != "":
                talk.say(told or "Say it in other words, or by its number.", "  ")
                continue
        talk.misunderstood += 1
        problem = picked.message
        if hear is not None and " " in line.strip() and not a_command(line):
            problem = (
                f"`{shown(line.strip())}` is nothing that these rules know of: say it in other words, or type a "
                f"number from 1 to {len(words)}"
            )
        talk.say(f"{problem[:1].upper()}{problem[1:]}.", "  ", look=talk.style.yellow)
    return None
