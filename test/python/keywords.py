# RUN: %check_tnp %s
#
# Keywords take libtorch's names; the values are left alone.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.sum(a=x, axis=0, keepdims=True)
# CHECK: a = tnp.sum(input=x, dim=0, keepdim=True)
b = np.sum(x, axis=axis, keepdims=keepdims)
# CHECK: b = tnp.sum(x, dim=axis, keepdim=keepdims)
c = np.ones(shape=shape, dtype=float)
# CHECK: c = tnp.ones(size=shape, dtype=float)
d = np.sum(x, axis = 0)
# CHECK: d = tnp.sum(x, dim = 0)

# Other functions have keywords of their own.
e = mine(a=x, axis=0, keepdims=True, shape=2)
# CHECK: e = mine(a=x, axis=0, keepdims=True, shape=2)
f = dict(axis=0, keepdims=True)
# CHECK: f = dict(axis=0, keepdims=True)
g = np.sum(mine(axis=0), axis=1)
# CHECK: g = tnp.sum(mine(axis=0), dim=1)
axis = shape = keepdims = 0
# CHECK: axis = shape = keepdims = 0
