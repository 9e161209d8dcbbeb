# RUN: %check_tnp %s
#
# Names that NumPy has given up: a note says what was written.
import numpy as np
# CHECK: {{^}}import numpy as np
from numpy import product, complex, NINF as lowest
# CHECK: {{^}}from numpy import NINF as lowest
# CHECK: {{^}}from tnp import prod as product{{$}}
# CHECK: {{^}}from builtins import complex{{$}}
# DIAG: :[[@LINE-4]]:19: note: NumPy 2.0 removed `numpy.product`; `tnp.prod` was written
# DIAG: :[[@LINE-5]]:28: note: NumPy 1.24 removed `numpy.complex`; `complex` was written

a = np.product(x, axis=0).sum(axis=0) + product(x, axis=1)
# CHECK: a = tnp.prod(x, dim=0).sum(dim=0) + product(x, dim=1)
# DIAG: :[[@LINE-2]]:5: note: NumPy 2.0 removed `numpy.product`; `tnp.prod` was written
b = np.zeros(3, dtype=np.float), np.float.fromhex("0x1"), complex(1)
# CHECK: b = tnp.zeros(3, dtype=float), float.fromhex("0x1"), complex(1)
# DIAG: :[[@LINE-2]]:23: note: NumPy 1.24 removed `numpy.float`; `float` was written
# DIAG: :[[@LINE-3]]:34: note: NumPy 1.24 removed `numpy.float`; `float` was written
c = np.NINF, a - np.NINF, np.NINF ** 2
# CHECK: c = -tnp.inf, a - -tnp.inf, (-tnp.inf) ** 2
# DIAG-COUNT-3: note: NumPy 2.0 removed `numpy.NINF`; `-tnp.inf` was written

# What is not the same, or nothing, stays.
np.in1d(a, b)
# CHECK: np.in1d(a, b)
# DIAG: :[[@LINE-2]]:1: error: NumPy 2.4 removed `numpy.in1d`; use isin(ar1, ar2).ravel(); in1d gave a flat array [unsupported-function]
np.zeros(3, dtype=np.object)
# CHECK: tnp.zeros(3, dtype=np.object)
# DIAG: :[[@LINE-2]]:19: error: NumPy 1.24 removed `numpy.object`; tnp has no arrays of objects; it was Python's object [unsupported-function]
print(lowest)
# CHECK: print(lowest)
# DIAG: :[[@LINE-2]]:7: error: `numpy.NINF` has no counterpart; use it as an attribute of the module [unsupported-function]
