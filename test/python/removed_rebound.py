# RUN: %check_tnp %s
#
# `float` cannot be written where it may mean something else.
import numpy as np
# CHECK: {{^}}import numpy as np


def convert(values, float=None):
    return np.float(values), np.int(values)
# CHECK: return np.float(values), int(values)
# DIAG: :[[@LINE-2]]:12: error: `numpy.float` is Python's `float`, which this file may bind to something else; it was left as it was [removed-name]
# DIAG: :[[@LINE-3]]:30: note: NumPy 1.24 removed `numpy.int`; `int` was written


# Another name is free.
number = np.float64
# CHECK: number = tnp.float64
