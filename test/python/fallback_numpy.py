# RUN: %check_tnp %s --fallback=numpy --exit 1
#
# Calls without a counterpart stay calls of NumPy, with a warning each.
import numpy as np
# CHECK: {{^}}import numpy as np
# CHECK: {{^}}import tnp{{$}}
from numpy import busday_count, busday_offset
# CHECK: {{^}}from numpy import busday_count, busday_offset{{$}}
# DIAG: :[[@LINE-2]]:33: warning: `numpy.busday_offset` has no counterpart; {{.*}} [unsupported-function]

days = busday_count(np.sort(a, axis=0), b)
# CHECK: days = busday_count(tnp.sort(a, dim=0), b)
# DIAG: :[[@LINE-2]]:8: warning: `numpy.busday_count` has no counterpart; this call still runs in NumPy [runs-in-numpy]
total = np.sum(np.char.str_len(names), axis=0)
# CHECK: total = tnp.sum(np.char.str_len(names), dim=0)
# DIAG: :[[@LINE-2]]:16: warning: `numpy.char.str_len` has no counterpart; this call still runs in NumPy [runs-in-numpy]
table = np.array(a, like=b).sum(axis=0)
# CHECK: table = np.array(a, like=b).sum(axis=0)
# DIAG: :[[@LINE-2]]:21: warning: argument `like` of `numpy.array` has no counterpart; this call still runs in NumPy [runs-in-numpy]

# What is no call of NumPy, or would fail in it, is an open item all the same.
np.zeros(3, dtype=np.object_)
# CHECK: tnp.zeros(3, dtype=np.object_)
# DIAG: :[[@LINE-2]]:19: error: `numpy.object_` has no counterpart; {{.*}} [unsupported-function]
np.asscalar(total)
# CHECK: np.asscalar(total)
# DIAG: :[[@LINE-2]]:1: error: NumPy 1.23 removed `numpy.asscalar`; {{.*}} [unsupported-function]
setattr(np, name, total)
# CHECK: setattr(np, name, total)
# DIAG: :[[@LINE-2]]:9: error: what is looked up in `np` is known only at run time; {{.*}} [dynamic-name]
np.ones(3).ptp()
# CHECK: tnp.ones(3).ptp()
# DIAG: :[[@LINE-2]]:12: error: NumPy 2.0 removed `numpy.ndarray.ptp`; use ptp(a, axis) [unsupported-function]
