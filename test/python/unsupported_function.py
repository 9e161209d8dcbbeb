# RUN: %check_tnp %s
#
# A name of NumPy that is out of scope is left as it was, with advice.
import numpy as np

print(np.busday_count(x, y))
# CHECK: print(np.busday_count(x, y))
# DIAG: :[[@LINE-2]]:7: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
f = np.busday_offset
# CHECK: f = np.busday_offset
# DIAG: :[[@LINE-2]]:5: error: `numpy.busday_offset` has no counterpart; {{.*}} [unsupported-function]
d = np.ma.masked_where(x > 1, np.datetime64("2020"))
# CHECK: d = np.ma.masked_where(x > 1, np.datetime64("2020"))
# DIAG: :[[@LINE-2]]:5: error: `numpy.ma.masked_where` has no counterpart; tnp has no masked arrays; {{.*}} [unsupported-function]
# DIAG: :[[@LINE-3]]:31: error: `numpy.datetime64` has no counterpart; tnp has no datetime dtype; {{.*}} [unsupported-function]

# Functions of the same name elsewhere are nobody's business.
mine.busday_count(x, y)
# CHECK: mine.busday_count(x, y)
x.busday_count(y)
# CHECK: x.busday_count(y)
