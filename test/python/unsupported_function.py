# RUN: %check_tnp %s
#
# A function of NumPy without an entry is left as it was and named.
import numpy as np

print(np.busday_count(x, y))
# CHECK: print(np.busday_count(x, y))
# DIAG: :[[@LINE-2]]:7: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
f = np.busday_offset
# CHECK: f = np.busday_offset
# DIAG: :[[@LINE-2]]:5: error: `numpy.busday_offset` has no counterpart; {{.*}} [unsupported-function]

# Functions of the same name elsewhere are nobody's business.
mine.busday_count(x, y)
# CHECK: mine.busday_count(x, y)
x.busday_count(y)
# CHECK: x.busday_count(y)
