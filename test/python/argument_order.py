# RUN: %check_tnp %s
#
# Positional arguments stay positional, keywords keep the caller's order.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.sum(x, 0)
# CHECK: a = tnp.sum(x, 0)
b = np.sum(keepdims=True, axis=1, a=x)
# CHECK: b = tnp.sum(keepdim=True, dim=1, input=x)
c = np.ones(dtype=int, shape=(2, 3))
# CHECK: c = tnp.ones(dtype=int, size=(2, 3))
d = np.ones((2, 3), int)
# CHECK: d = tnp.ones((2, 3), int)
e = np.hypot(*pair)
# CHECK: e = tnp.hypot(*pair)

f = mine.sum(keepdims=True, axis=1, a=x)
# CHECK: f = mine.sum(keepdims=True, axis=1, a=x)
