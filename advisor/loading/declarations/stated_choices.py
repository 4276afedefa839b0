"""Which of several choices a value of data names: `[fever, cough]`, or `fever; cough` in one text."""

from __future__ import annotations

from advisor import ir
from advisor.diagnostics.suggestions import meant_choice
from advisor.loading.declarations.scalars import Misfit, misfit

# INVARIANT: it imports nothing that reads packs, since a batch of a pack that is known reads none.

_NONE_OF_THEM = ("[]", "none", "-")


def choices_said(value: object, several: ir.Several) -> tuple[str, ...] | Misfit:
    """The choices that a value of a row of data names: a list of texts, or a text that joins them.

    `[]` and `none` say that it is none of them.
    """
    texts = value if isinstance(value, list | tuple) else (value,)
    found: list[str] = []
    for one in texts:
        if not isinstance(one, str):
            return Misfit("a choice is no text", "write names of choices", "holds what is no text")
        if one.strip() in _NONE_OF_THEM and value is one:
            return ()
        for text in joined_texts(one, several):
            choice = several.choice(text)
            if choice is None:
                help = meant_choice(text, tuple(several.parts), several.words)
                return misfit(text, f"is not one of the choices of `{several.name}`", help)
            found.append(choice)
    return tuple(found)


def joined_texts(text: str, several: ir.Several) -> list[str]:
    """The texts that a cell holds: `fever; cough` is two, unless the whole is a spelling of one."""
    if several.choice(text.strip()) is not None:
        return [text.strip()]
    sign = ";" if ";" in text else ","
    return [part.strip() for part in text.split(sign) if part.strip()]
