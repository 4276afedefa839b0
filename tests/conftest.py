"""In CI, Hypothesis takes the same examples every time: a new one is found by people, not by a gate.

How long one example takes is measured nowhere: on a busy machine that tells of the machine.
"""

import os

from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")
