"""The engines that are held to each other: a new one joins here and nowhere else."""

from __future__ import annotations

from advisor.backends import oracle, rete
from advisor.backends.protocol import Backend

ORACLE: Backend = oracle.BACKEND
HELD_TO_IT: dict[str, Backend] = {"rete": rete.BACKEND}
ALL: dict[str, Backend] = {"oracle": ORACLE, **HELD_TO_IT}
