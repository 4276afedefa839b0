"""pyarrow for the kernels. It ships no types of its own: what it gives is Any."""

from __future__ import annotations

from typing import Any

import pyarrow
import pyarrow.compute

pa: Any = pyarrow
pc: Any = pyarrow.compute
