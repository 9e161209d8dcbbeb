# RUN: %check_tnp %s
#
# A module that a function may replace has two meanings: all uses are left.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# DIAG: :[[@LINE-2]]:8: error: `np` is bound to NumPy here and to something else elsewhere; {{.*}} [ambiguous-name]


def switch(other):
    global np
    # CHECK: global np
    np = other
    # CHECK: np = other


def use(x):
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)
