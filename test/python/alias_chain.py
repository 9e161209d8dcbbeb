# RUN: %check_tnp %s
#
# Aliases of aliases are followed, and so is a name with two functions as far as
# both are NumPy's.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

xp = np
# CHECK: xp = tnp
la = xp.linalg
# CHECK: la = xp.linalg
norm = la.norm
# CHECK: norm = la.norm
a = norm(x, axis=0) + la.norm(x, axis=0) + xp.sum(x, axis=0)
# CHECK: a = norm(x, dim=0) + la.norm(x, dim=0) + xp.sum(x, dim=0)

f = np.sin
# CHECK: f = tnp.sin
f = np.cos
# CHECK: f = tnp.cos
b = f(x)
