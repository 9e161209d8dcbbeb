# RUN: %check_tnp %s
#
# Methods are followed through results that are arrays, and through a name to
# what it holds there.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.ones(shape=3).sum(axis=0, keepdims=True).mean(axis=0)
# CHECK: a = tnp.ones(size=3).sum(dim=0, keepdim=True).mean(dim=0)
b = np.ones(3)
# CHECK: b = tnp.ones(3)
c = b.sum(axis=0)
# CHECK: c = b.sum(dim=0)
d = b.T.sum(axis=0)
# CHECK: d = b.T.sum(dim=0)
e = unknown.sum(axis=0)
# CHECK: e = unknown.sum(axis=0)
b = 3
f = b.sum(axis=0)
# CHECK: f = b.sum(axis=0)


def f(b):
    return b.sum(axis=0)
    # CHECK: return b.sum(axis=0)
