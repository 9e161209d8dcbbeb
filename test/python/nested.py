# RUN: %check_tnp %s
#
# Calls inside the arguments of calls are all rewritten in one pass.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.sum(np.hypot(np.ones(shape=(2, 3)), np.sum(x, axis=0)), axis=np.sum(n))
# CHECK: a = tnp.sum(tnp.hypot(tnp.ones(size=(2, 3)), tnp.sum(x, dim=0)), dim=tnp.sum(n))
b = np.sum(a, axis=0)[np.sum(a, axis=1)].real
# CHECK: b = tnp.sum(a, dim=0)[tnp.sum(a, dim=1)].real
c = mine(np.sum(x, axis=0), axis=np.sum(x, axis=1))
# CHECK: c = mine(tnp.sum(x, dim=0), axis=tnp.sum(x, dim=1))

# A function of one's own between two calls keeps its keywords.
d = np.sum(mine.ones(shape=np.sum(x, axis=0)), axis=1)
# CHECK: d = tnp.sum(mine.ones(shape=tnp.sum(x, dim=0)), dim=1)
