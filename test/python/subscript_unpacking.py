# RUN: %check_tnp %s
#
# Since Python 3.11 an index may unpack, and since 3.8 `return` and `for` may.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = x[*np.ones(shape=3), 0]
# CHECK: a = x[*tnp.ones(size=3), 0]
for i in *x, *np.ones(shape=3):
# CHECK: for i in *x, *tnp.ones(size=3):
    pass


def f():
    return *x, np.sum(x, axis=0)
    # CHECK: return *x, tnp.sum(x, dim=0)
