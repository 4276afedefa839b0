"""Which of several answers is meant: by its number, its name, or words of it, however they are bent.

    `3`, `My first choice`, `first`, `my favourite`, `emailed them` (of `By e-mail or message`)

Words that deny are never passed over: `I want it` is no `I do not want it`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from advisor.diagnostics.suggestions import closest
from advisor.dialogue.phrases import Role, is_denying, phrase_of, stem_of
from advisor.dialogue.quantities import Problem, Unknown, shown
from advisor.dialogue.text_normalization import tokens_in

_COUNTED = re.compile(r"(?:(?:answer|number|option|choice|no|nr) )?([0-9]{1,4})")
_PLACES = tuple(
    {
        f"{the}{word}{one}"
        for the in ("", "the ")
        for word in (spelt, short)
        for one in ("", " one", " option")
    }
    for spelt, short in (
        ("first", "1st"),
        ("second", "2nd"),
        ("third", "3rd"),
        ("fourth", "4th"),
        ("fifth", "5th"),
    )
)  # of `the second one`


def bare(words: str) -> str:
    """Words without marks, in small letters: `By e-mail!` is `by e mail`."""
    return " ".join(re.sub(r"[^\w]+|_", " ", words.lower()).split())


def read_choice(
    typed: str,
    choices: tuple[str, ...],
    words: Mapping[str, str],
    also: tuple[tuple[str, str], ...] = (),
) -> str | Problem:
    """The choice that is meant, if it is one only.

    What fits a choice as it is written comes before what fits it by its words, and these in any order before
    these in any form.
    """
    plain = bare(typed)
    counted = _COUNTED.fullmatch(plain)
    if counted and plain not in choices:
        number = int(counted[1])
        if 1 <= number <= len(choices):
            return choices[number - 1]
        return Problem(f"there is no number {number}: type 1 to {len(choices)}")
    found = meant_choices(typed, choices, words, also)
    if len(found) == 1:
        return found[0]
    if found:
        return which_of_these(typed, found, choices, words)
    for beginning, instead in _BEGINNINGS:
        rest = beginning.sub(instead, typed, count=1)
        if rest != typed and isinstance(behind := read_choice(rest, choices, words, also), str):
            return behind
    said = _spellings(choices, words, also)
    every = [bare(one) for spellings in said.values() for one in spellings]
    near = closest(plain, every) or _sharing(typed, said)
    which = f"a number from 1 to {len(choices)}" if len(choices) > 1 else "1"
    hint = f"did you mean `{near}`? Or type" if near else "type"
    return Unknown(f"`{shown(typed)}` is none of the answers: {hint} {which}")


def meant_choices(
    typed: str,
    choices: tuple[str, ...],
    words: Mapping[str, str],
    also: tuple[tuple[str, str], ...] = (),
) -> Sequence[str]:
    """The choices that words may mean, in the first of these ways in which they mean any."""
    if exact := exact_choice(typed, choices, words, also):
        return [exact]
    plain, said = bare(typed), _spellings(choices, words, also)
    shown_as = {name: spellings[:2] for name, spellings in said.items()}  # what can be read there
    beginning = [
        n for n in choices if plain and any(bare(s).startswith(plain) for s in shown_as[n])
    ]
    inside = [
        n
        for n in choices
        if _stems(typed) and _begins_words(typed, said[n][1]) and _speaker_agrees(typed, said[n][1])
    ]
    # Of `they told me on the phone`, which nobody sees there, `they` or `phone` alone say nothing.
    bent = [
        n
        for n in choices
        if any(_is_said_by(typed, one) for one in shown_as[n])
        or any(_is_said_by(typed, one) and _is_said_by(one, typed) for one in said[n])
    ]
    spoken = [n for n in bent if _speaker_agrees(typed, said[n][1])]
    place = next((at for at, one in enumerate(_PLACES) if plain in one), len(choices))
    counted_off = [*choices[place : place + 1]]  # `the second one`
    return next((found for found in (beginning, inside, counted_off, spoken) if found), [])


def exact_choice(
    typed: str,
    choices: tuple[str, ...],
    words: Mapping[str, str],
    also: tuple[tuple[str, str], ...] = (),
) -> str | None:
    """The first choice that is written just so, but for marks and large letters."""
    plain, said = bare(typed), _spellings(choices, words, also)
    return next((name for name in choices if plain in map(bare, said[name])), None)


def which_of_these(
    typed: str, found: Sequence[str], choices: Sequence[str], words: Mapping[str, str]
) -> Problem:
    """Asks back which one is meant."""
    numbers = " or ".join(f"{choices.index(n) + 1} ({words.get(n, n)})" for n in found[:4])
    return Problem(f"`{shown(typed)}` may mean {numbers}: type the number")


def _spellings(
    choices: tuple[str, ...], words: Mapping[str, str], also: tuple[tuple[str, str], ...]
) -> dict[str, list[str]]:
    said = {name: [name, words.get(name, name)] for name in choices}
    for spelling, name in also:
        said[name].append(spelling)
    return said


def _begins_words(typed: str, words: str) -> bool:
    """Whether each word that was typed begins one of these, and both deny or neither does."""
    known = bare(words).split()
    begins = all(any(word.startswith(part) for word in known) for part in bare(typed).split())
    return begins and _denies(typed) == _denies(words)


def _is_said_by(typed: str, words: str) -> bool:
    stems = _stems(typed)
    return bool(stems) and stems <= _stems(words) and _denies(typed) == _denies(words)


def read_choices(
    typed: str, choices: tuple[str, ...], words: Mapping[str, str]
) -> tuple[str, ...] | Problem:
    """Several of them: `1 3`, `1, 3`, `1 and 3`, or some words of each: `fever, cough`."""
    whole = read_choice(typed, choices, words)
    if isinstance(whole, str):
        return (whole,)
    picked: dict[str, None] = {}
    for one in each_said(typed):
        name = read_choice(one, choices, words)
        if isinstance(name, Problem):
            return once_more(name, [choices.index(taken) + 1 for taken in picked])
        picked[name] = None
    return tuple(picked)


def each_said(typed: str) -> Iterator[str]:
    """What is said one after the other: `1`, `3` and `cough` of `yes, 1 3 and cough`."""
    for part in _PARTS.split(_YES.sub("", typed)):
        said = part.strip(" .")
        yield from said.split() if _NUMBERS.fullmatch(said) else filter(None, (said,))


def once_more(wrong: Problem, taken: Sequence[int]) -> Problem:
    """What is wrong with one part, and what the parts before it were taken for: all of it is typed again."""
    if not taken:
        return wrong
    numbers = " ".join(map(str, taken))
    return Problem(f"{wrong.message}. Type all of it once more: {numbers} for the rest of it")


# What an answer begins with, and it says more, as `yes, by phone`; by which way they said it: `they phoned to say no`
# is `they said no`, and `they rang to say I got it` is `I got it`.
_BEGINNING = r"^\s*(?:yes|yeah|yep|well|oh|ok|okay|so|sure)\b[\s,.;:!–-]*(?=\w)"
_CALLED_TO_SAY = (
    r"^\s*(?:they|he|she)(?: have| has|'ve|'s)?(?: just)? (?:called|phoned|rang|emailed|e-mailed|mailed|wrote|texted)"
    r"(?: me)?(?: back)?(?: and (?:said|told me)| to (?:say|tell me)| saying)(?: that)? "
)
_BEGINNINGS = (
    (re.compile(_BEGINNING, re.IGNORECASE), ""),
    (re.compile(_CALLED_TO_SAY, re.IGNORECASE), "they said "),
    (re.compile(_CALLED_TO_SAY, re.IGNORECASE), ""),
)
_YES = re.compile(r"^(?:yes|yeah|yep|y)\b[\s,:.]*", re.IGNORECASE)  # of `yes, 1 and 3`
_PARTS = re.compile(r"[,;\n]|\band\b", re.IGNORECASE)
_NUMBERS = re.compile(r"[0-9\s.]+")
_IDLE = """
    a an the this that it to of for by on in at with from and so far just one please i we he she they me us him
    them my our their is am are was were be been do did does have has had got
"""
_IDLE_WORDS = frozenset(_IDLE.split())


@lru_cache(4_096)  # the spellings of the choices, over and over
def _stems(words: str) -> frozenset[str]:
    """The words that tell something, without their endings, also without that of `verbally`."""
    tokens = tokens_in(words.replace("_", " "))
    return frozenset(stem_of(word.removesuffix("ly")) for word in tokens if word not in _IDLE_WORDS)


def _denies(words: str) -> bool:
    """Whether words deny what they say, and not what they add: `how long it takes, but no day` says how long."""
    return any(map(is_denying, _stems(words.partition(", but ")[0])))


def _speaker_agrees(typed: str, words: str) -> bool:
    """Whether the same one does it: `I rejected them` is no `They turned me down`, called `rejected`."""
    who, whom = _subject(typed), _objects(typed)
    return not {who, _subject(words)} >= {Role.SELF, Role.OTHER} and not (
        who is None and whom and _objects(words) and whom.isdisjoint(_objects(words))
    )


def _subject(words: str) -> Role | None:
    roles = phrase_of(tokens_in(words)).roles
    return next((role for at, role, is_object in roles if at == 0 and not is_object), None)


def _objects(words: str) -> frozenset[Role]:
    """To whom it is done: of `turned them down`, the others."""
    return frozenset(role for _, role, is_object in phrase_of(tokens_in(words)).roles if is_object)


def _sharing(typed: str, said: Mapping[str, Sequence[str]]) -> str | None:
    """The words of the only choice that shares one with what was typed, and denies as much."""
    stems = _stems(typed)
    alike = [
        every[1]
        for every in said.values()
        if any(stems & _stems(one) and _denies(typed) == _denies(one) for one in every)
    ]
    return alike[0] if len(alike) == 1 else None
