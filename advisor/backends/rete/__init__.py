"""The forward-chaining engine for one situation: a Rete network (durable-rules) decides what fires.

Each layer of a program becomes a set of network rules over messages: one message for an instance and
a deck of rules, holding the readings that those rules test. The network matches constants, joins
facts of instances around each other, and concludes auxiliary facts; this room works out arithmetic
and lists before a layer, and concluded facts after it. Nothing of durable-rules leaves `driver`.
"""

from advisor.backends.rete.backend import BACKEND

__all__ = ["BACKEND"]
