# RUN: %check_tnp %s --mode=shim
#
# What tnp lacks, or has under another name only, is reported with
# `--mode=shim`, and its import stays NumPy's for all that is reached through it.
import numpy as np
import numpy as xp
from numpy import busday_count, sum
# CHECK: import numpy as np
# CHECK-NEXT: import numpy as xp
# CHECK-NEXT: from numpy import busday_count
# CHECK-NEXT: from tnp import sum
import numpy as whole
# CHECK: import tnp as whole

x = np.sum(y, axis=0) + np.product(y)
# CHECK: x = np.sum(y, axis=0) + np.product(y)
# DIAG: :[[@LINE-2]]:25: error: `numpy.product` is `tnp.prod`, and with `--mode=shim` names stay; it was left, and with it the import [shim-name]
xp.sum(y, foo=1)
# DIAG: :[[@LINE-1]]:11: error: `numpy.sum` takes no argument `foo`; {{.*}} [unsupported-argument]
xp.NINF
# DIAG: :[[@LINE-1]]:1: error: `numpy.NINF` is `-tnp.inf`, {{.*}} [shim-name]
busday_count(y, sum(y))
# DIAG: :[[@LINE-1]]:1: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
whole.sum(y, axis=1)
# CHECK: whole.sum(y, axis=1)
