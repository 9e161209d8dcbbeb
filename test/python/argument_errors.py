# RUN: %check_tnp %s
#
# A call that does not fit the signature is left as a whole.
import numpy as np

x = np.sin(y, axes=1, start=0)
# CHECK: x = np.sin(y, axes=1, start=0)
# DIAG: :[[@LINE-2]]:23: error: `numpy.sin` takes no argument `start`; {{.*}} [unsupported-argument]
x = np.hypot(np.sin(y))
# CHECK: x = np.hypot(tnp.sin(y))
# DIAG: :[[@LINE-2]]:5: error: argument `x2` of `numpy.hypot` is missing; {{.*}} [unsupported-argument]

# Nobody knows the signature of another function.
x = mine.sin(y, start=0)
# CHECK: x = mine.sin(y, start=0)
