# RUN: %check_tnp %s
#
# Operators with an array on one side give arrays only where the other side
# brings no operator of its own.
import numpy as np

a = np.ones((3, 2))
b = (a * 2 + 1.5).sum(axis=0)
# CHECK: b = (a * 2 + 1.5).sum(dim=0)
c = (a * unknown).sum(axis=0)
# CHECK: c = (a * unknown).sum(axis=0)
d = (-a > 0).any(axis=1)
# CHECK: d = (-a > 0).any(dim=1)
e = a[a > 0].sum(axis=0) + a[0].sum(axis=0) + a[:, None].sum(axis=0)
# CHECK: e = a[a > 0].sum(dim=0) + a[0].sum(dim=0) + a[:, None].sum(dim=0)
f = (a == "text").all(axis=0)
# CHECK: f = (a == "text").all(axis=0)
a += unknown
g = a.sum(axis=0)
# CHECK: g = a.sum(dim=0)
h = (a @ a.T).trace(axis1=0)
# CHECK: h = (a @ a.T).trace({{.*}})
