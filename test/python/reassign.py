# RUN: %check_tnp %s
#
# A function under a second name is translated where it is named.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

f = np.sin
# CHECK: f = tnp.sin
y = f(x)
# CHECK: y = f(x)
table = {"sum": np.sum, "norm": np.linalg.norm}
# CHECK: table = {"sum": tnp.sum, "norm": tnp.linalg.norm}

# A name that NumPy's own function was never given to stays as it is.
g = mine.sin
# CHECK: g = mine.sin
z = g(x, axis=0)
# CHECK: z = g(x, axis=0)
