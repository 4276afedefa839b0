"""Frozen values only: what rules, situations, derivations and advice are. No behaviour but look-ups.

The other rooms say `from advisor import ir` and then `ir.Rule`, `ir.Situation`, `ir.Advice`, as with Python's own
`ast`; within this room modules import from each other by name.
"""

from advisor.ir.advice import *
from advisor.ir.calendars import *
from advisor.ir.derivations import *
from advisor.ir.drafts import *
from advisor.ir.entities import *
from advisor.ir.expressions import *
from advisor.ir.packs import *
from advisor.ir.regions import *
from advisor.ir.rules import *
from advisor.ir.situations import *
from advisor.ir.timelines import *
from advisor.ir.types import *
from advisor.ir.uses import *
