# RUN: %check_tnp %s
#
# Methods of ufuncs take NumPy's keywords, and go with the ufunc.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

a = np.add.reduce(x, axis=0, keepdims=True)
# CHECK: a = tnp.add.reduce(x, axis=0, keepdims=True)
b = np.multiply.accumulate(x, axis=1)
# CHECK: b = tnp.multiply.accumulate(x, axis=1)
c = np.add.outer(x, y), np.subtract.at(x, i, 1)
# CHECK: c = tnp.add.outer(x, y), tnp.subtract.at(x, i, 1)
d = np.maximum.reduceat(x, [0, 2], axis=0)
# CHECK: d = tnp.maximum.reduceat(x, [0, 2], axis=0)
e = np.add.nin, np.add.__name__
# CHECK: e = tnp.add.nin, tnp.add.__name__
f = np.add
# CHECK: f = tnp.add
g = f.reduce(x, axis=0)
h = mine.add.reduce(x, axis=0)
