"""In CI, Hypothesis takes the same examples every time: a new one is found by people, not by a gate."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
