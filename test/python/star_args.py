# RUN: %check_tnp %s
#
# Unpacked arguments stay unpacked where every parameter has a counterpart.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.sum(*x, axis=0)
# CHECK: a = tnp.sum(*x, dim=0)
b = np.sum(x, **kw)
# CHECK: b = tnp.sum(x, **kw)
c = np.ones(*shape), [*np.ones(shape=3)], {**np.load(f)}
# CHECK: c = tnp.ones(*shape), [*tnp.ones(size=3)], {**tnp.load(f)}
d = print(*np.ones(shape=3), sep=np.pi)
# CHECK: d = print(*tnp.ones(size=3), sep=tnp.pi)
