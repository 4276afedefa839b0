"""Frozen values only: what rules, situations, derivations and advice are. No behaviour but look-ups."""
