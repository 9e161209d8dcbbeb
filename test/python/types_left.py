# RUN: %check_tnp %s
#
# What hangs on a call that stays in NumPy stays too; an attribute that arrays
# have and tnp has not is reported.
import numpy as np

a = np.busday_count(x, y)
# DIAG: :[[@LINE-1]]:5: error: `numpy.busday_count` has no counterpart
b = a.sum(axis=0)
# CHECK: b = a.sum(axis=0)
c = np.ones(3)
d = c.sum(axes=0)
# CHECK: d = c.sum(axes=0)
# DIAG: :[[@LINE-2]]:11: error: `numpy.ndarray.sum` takes no argument `axes`; the call was left as it was [unsupported-argument]
e = c.newname(axis=0)
# CHECK: e = c.newname(axis=0)
