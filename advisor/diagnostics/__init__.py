"""Problems as values: spans, codes, severities, and the one base of every exception of this package."""

from advisor.diagnostics.model import (
    AdvisorError,
    ArgumentError,
    Diagnostic,
    RulePackError,
    Severity,
    SituationFileError,
    Span,
    UnsupportedProgramError,
    called,
    errors_among,
    has_errors,
)

VERSION = "0.1.0"  # of the package; on the lowest floor, where every room can read it

__all__ = [
    "VERSION",
    "AdvisorError",
    "ArgumentError",
    "Diagnostic",
    "RulePackError",
    "Severity",
    "SituationFileError",
    "Span",
    "UnsupportedProgramError",
    "called",
    "errors_among",
    "has_errors",
]
