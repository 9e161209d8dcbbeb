# RUN: %check_tnp %s
#
# The target of a comprehension hides the module everywhere inside it except in
# the first iterable, which Python evaluates outside.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = [np.sum(row, axis=0) for row in rows]
# CHECK: a = [tnp.sum(row, dim=0) for row in rows]
b = [np.sum(axis=0) for np in np.ones(shape=3)]
# Here the target is a scalar of the array's, which has its methods.
# CHECK: b = [np.sum(dim=0) for np in tnp.ones(size=3)]

c = {np.sum(axis=0) for np in rows if np.ones(shape=3)}
# CHECK: c = {np.sum(axis=0) for np in rows if np.ones(shape=3)}
d = {k: np.sum(axis=0) for k, np in rows}
# CHECK: d = {k: np.sum(axis=0) for k, np in rows}
e = list(np.sum(axis=0) for (np, *_) in rows)
# CHECK: e = list(np.sum(axis=0) for (np, *_) in rows)
# The target does not leak.
f = np.sum(a, axis=0)
# CHECK: f = tnp.sum(a, dim=0)
