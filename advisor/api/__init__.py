"""What other programs import: read packs and situations, advise, decide. No rule logic here."""

from advisor.api.calls import DecidedTable, advise, as_advised, decide, next_change, timeline
from advisor.api.reading import (
    PackReport,
    ParameterError,
    check_pack,
    default_pack,
    find_pack,
    levels_of,
    load_cases,
    load_cases_text,
    load_pack,
    load_situation,
    pack_for,
    situation_format,
    with_parameters,
)
from advisor.backends.advising import ENGINES, Advisor
from advisor.ir import AsOf

__all__ = [
    "ENGINES",
    "Advisor",
    "AsOf",
    "DecidedTable",
    "PackReport",
    "ParameterError",
    "advise",
    "as_advised",
    "check_pack",
    "decide",
    "default_pack",
    "find_pack",
    "levels_of",
    "load_cases",
    "load_cases_text",
    "load_pack",
    "load_situation",
    "next_change",
    "pack_for",
    "situation_format",
    "timeline",
    "with_parameters",
]
