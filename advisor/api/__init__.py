"""What other programs import: read packs and situations, advise, explain. No rule logic here."""

from advisor.api.advising import advise, derive, engine_of, open_points
from advisor.api.packs import (
    PackReport,
    ParameterError,
    check_pack,
    default_pack,
    load_pack,
    with_parameters,
)
from advisor.api.situations import load_cases, load_cases_text, load_situation, situation_form

__all__ = [
    "PackReport",
    "ParameterError",
    "advise",
    "check_pack",
    "default_pack",
    "derive",
    "engine_of",
    "load_cases",
    "load_cases_text",
    "load_pack",
    "load_situation",
    "open_points",
    "situation_form",
    "with_parameters",
]
