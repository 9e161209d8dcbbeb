# RUN: %check_tnp %s
#
# After branches a name is an array only where it is one on every path.
import numpy as np

if flag:
    a = np.ones(3)
else:
    a = np.zeros(3)
b = a.sum(axis=0)
# CHECK: b = a.sum(dim=0)
if flag:
    a = load()
c = a.sum(axis=0)
# CHECK: c = a.sum(axis=0)
try:
    d = np.ones(3)
    d = load()
except OSError:
    e = d.sum(axis=0)
    # CHECK: e = d.sum(axis=0)
    d = np.zeros(2)
    g = d.sum(axis=0)
    # CHECK: g = d.sum(dim=0)


def early(x):
    y = None
    if x is None:
        return y
    y = np.asarray(x)
    return y.sum(axis=0)
    # CHECK: return y.sum(dim=0)
