# RUN: %check_tnp %s --mode=shim --fallback=numpy
#
# A call that is to run in NumPy keeps its import, and with `--mode=shim` all
# that is reached through that one: it is said once.
import numpy as np
import numpy as xp
# CHECK: import numpy as np
# CHECK-NEXT: import tnp as xp

x = np.busday_count(y)
# CHECK: x = np.busday_count(y)
# DIAG: :[[@LINE-2]]:5: warning: `numpy.busday_count` has no counterpart; this call still runs in NumPy [runs-in-numpy]
z = np.sum(x) + np.sum(x)
# CHECK: z = np.sum(x) + np.sum(x)
# DIAG: :[[@LINE-2]]:5: warning: with `--mode=shim` all that is reached through `np` still runs in NumPy [runs-in-numpy]
z = np.sum(xp.sum(x))
# CHECK: z = np.sum(xp.sum(x))
