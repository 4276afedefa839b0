"""How far durable-rules 2.0.28 can be trusted. The planner stays inside these by construction.

Measured, and read in its C sources: beyond them it hangs, crashes or answers wrongly, and it does not
say so.
"""

from __future__ import annotations

import struct

PATTERNS_IN_RULE = 16  # a frame holds as many messages
TESTS_IN_RULE = 24  # one pattern takes at most 29 join tests; two of ours are always there
AUXILIARY_IN_RULE = 4  # patterns on auxiliary facts in one rule
NESTING = PATTERNS_IN_RULE - AUXILIARY_IN_RULE  # entities, each around the one before
PATTERNS_ON_TEMPLATE = 48  # rules that match one fact at once: its stack of tests holds 64
ATTRIBUTES_OF_TEMPLATE = 200  # a fact has at most 255 attributes, some are ours
KINDS_UNDER_NODE = 32  # tests side by side under one node: 512 never finish building
KINDS = KINDS_UNDER_NODE * 400
NETWORK_RULES = 4000  # 4,096 actions in one network
# Large networks take more than their share: the 420 rules of the shipped pack take 16 ms and 15 MB to
# build as one, 11 ms and 10 MB in networks of 60, and each situation costs a seventh less. Much smaller
# ones would cost each situation more.
RULES_IN_SECTION = 60

# Constants of a rule are read as a C `long`, the attributes of a fact as a `long long`.
LARGEST_CONSTANT = 2 ** (8 * struct.calcsize("l") - 2)

# What stands for "not given" beside the values, all of which are smaller.
BELOW_ALL = -(2**62)
ABOVE_ALL = 2**62

SENTINEL_KIND = 0  # the kind of the message that every session starts with
