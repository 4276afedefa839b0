"""Problems as values: spans, codes, severities, and the one base of every exception of this package."""

from advisor.diagnostics.model import (
    AdvisorError,
    Diagnostic,
    RulePackError,
    Severity,
    SituationFileError,
    Span,
    UnsupportedProgramError,
    has_errors,
)

__all__ = [
    "AdvisorError",
    "Diagnostic",
    "RulePackError",
    "Severity",
    "SituationFileError",
    "Span",
    "UnsupportedProgramError",
    "has_errors",
]
