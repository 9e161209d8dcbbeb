# RUN: %check_tnp %s
#
# Inside a loop a name may hold what a later line binds in the round before.
import numpy as np

a = np.ones(3)
b = np.ones(3)
for i in range(3):
    c = a.sum(axis=0) + b.sum(axis=0)
    # CHECK: c = a.sum(axis=0) + b.sum(dim=0)
    a = step(a)
    b = b * 2
for row in np.ones((3, 2)):
    d = row.sum(axis=0)
    # CHECK: d = row.sum(dim=0)
while True:
    e = np.ones(2)
    if done():
        break
    e = load()
f = e.sum(axis=0)
# CHECK: f = e.sum(axis=0)
g = [r.max(axis=0) for r in b]
# CHECK: g = [r.max(dim=0) for r in b]
