"""What is done to arrays: values with masks, exact arithmetic, lists, sort keys. Knows no program.

The other rooms of the engine say `from advisor.backends.columnar import kernels` and then `kernels.where`. What needs
PyArrow stands beside it in `kernels.arrow`, for it takes a tenth of a second to load.
"""

from advisor.backends.columnar.kernels.arithmetic import *
from advisor.backends.columnar.kernels.calendars import *
from advisor.backends.columnar.kernels.division import *
from advisor.backends.columnar.kernels.months import *
from advisor.backends.columnar.kernels.segments import *
from advisor.backends.columnar.kernels.sort_keys import *
from advisor.backends.columnar.kernels.values import *
