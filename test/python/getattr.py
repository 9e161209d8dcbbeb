# RUN: %check_tnp %s
#
# A name in a literal is followed like an attribute. Where tnp has it elsewhere or
# not at all the call stays, with its import, and is reported.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

f = getattr(np, "sin")
# CHECK: f = getattr(tnp, "sin")
norm = getattr(np.linalg, 'norm', None)
# CHECK: norm = getattr(tnp.linalg, 'norm', None)
y = np.sum(f(x), axis=0)
# CHECK: y = tnp.sum(f(x), dim=0)

has_long = hasattr(np, "float128")
# CHECK: has_long = hasattr(np, "float128")
# DIAG: :[[@LINE-2]]:20: error: `numpy.float128` is looked up by text; {{.*}} [dynamic-name]
product = getattr(np, "product")
# CHECK: product = getattr(np, "product")
# DIAG: :[[@LINE-2]]:19: error: `numpy.product` is looked up by text; {{.*}} [dynamic-name]

# Of another object it is no concern.
g = getattr(mine, "sin")
# CHECK: g = getattr(mine, "sin")
