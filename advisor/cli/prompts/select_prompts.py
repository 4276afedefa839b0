"""One of several things, picked by its number, by words of it, or told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.cli import terminal
from advisor.cli.prompts.menus import Choices, listed
from advisor.cli.prompts.prompting import Prompter, only_advice
from advisor.dialogue.choices import read_choice, read_choices
from advisor.dialogue.own_questions import is_own_question
from advisor.dialogue.polar_answers import folded, is_not_known, is_not_so_far, yes_or_no
from advisor.dialogue.quantities import Problem, shown
from advisor.dialogue.replies import a_command
from advisor.dialogue.reported_events import ReportedEvent

_ENDS = {"", "no", "nothing", "none", "stop", "quit", "exit", "that is all", "nothing else"} | {
    *("nothing happened", "nothing has happened", "nothing new", "no news yet", "no change"),
    *("nothing changed", "nothing has changed", "nothing today", "still nothing"),
}


def is_nothing(line: str) -> bool:
    """Whether somebody says that nothing has happened: `nothing`, `haven't heard`."""
    plain = folded(line)
    return plain.strip() in _ENDS or is_not_so_far(plain)


def select_several(prompter: Prompter, asked: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the words that were chosen, by their numbers, by ticks, or one by words of its own."""
    terminal.tell("")
    prompter.say(asked, look=prompter.style.bold)
    numbers = tuple(str(number) for number in range(1, len(words) + 1))
    choices = Choices(tuple(words.values()), numbers, may_tick=True)
    prompter.offer(choices, _SEVERAL)
    while (line := prompter.line(choices, _SEVERAL)) is not None:
        if _is_none_of_them(line):
            break
        if is_own_question(line):
            prompter.say(only_advice("it comes after the questions", "numbers"), "  ")
            continue
        picked = a_command(line) or read_choices(line, tuple(words), words)
        if not isinstance(picked, Problem):
            return picked
        _say_problem(prompter, picked.message)
    return ()


BACK = "back"
_SEVERAL = "numbers, such as 1 or 1 2; Enter: none of these"


def _is_none_of_them(line: str) -> bool:
    plain = folded(line)
    return is_nothing(line) or yes_or_no(plain) is False or is_not_known(plain)


def _say_problem(prompter: Prompter, message: str) -> None:
    prompter.misunderstood += 1
    prompter.say(f"{message[:1].upper()}{message[1:]}.", "  ", look=prompter.style.yellow)


def select_one(
    prompter: Prompter,
    asked: str,
    words: Mapping[str, str],
    hint: str,
    interpret: Callable[[str], ReportedEvent | str | None] | None = None,
    *,
    may_go_back: bool = False,
) -> ReportedEvent | str | None:
    """The key of the words that were chosen, by their number or by words of theirs, or what a sentence tells.

    Shape: `interpret` gives what a line tells, None where none of what it may mean was meant, or why it tells
    nothing ("": it is said as of any answer). `BACK` is given for `back`, where that leads somewhere.
    """
    terminal.tell("")
    prompter.say(asked, look=prompter.style.bold)
    choices = listed(words)
    prompter.listed.discard(choices.words)  # a number is one of the list that was shown last
    prompter.offer(choices, hint)
    while (line := prompter.line(choices, hint)) is not None:
        if is_nothing(line) or (interpret is None and _is_none_of_them(line)):
            return None
        if is_own_question(line):
            what = (
                "a number"
                if interpret is None
                else "what has happened, in a sentence or by its number"
            )
            prompter.say(only_advice("it comes after the questions", what), "  ")
            continue
        if interpret is None and len(words) == 1 and yes_or_no(folded(line)) is True:
            return next(iter(words))
        picked = a_command(line) or read_choice(line, tuple(words), words)
        if not isinstance(picked, Problem):
            return picked
        if folded(line).strip() == BACK:
            if may_go_back:
                return BACK
            prompter.say("There is nothing before this. Enter ends the questions.", "  ")
            continue
        if interpret is not None and not line.strip().isdigit() and not a_command(line):
            told = interpret(line)
            if isinstance(told, ReportedEvent):
                return told
            if told != "":
                prompter.say(told or "Say it in other words, or by its number.", "  ")
                continue
        problem = picked.message
        if interpret is not None and " " in line.strip() and not a_command(line):
            problem = (
                f"`{shown(line.strip())}` is nothing that these rules know of: say it in other words, or type a "
                f"number from 1 to {len(words)}"
            )
        _say_problem(prompter, problem)
    return None
