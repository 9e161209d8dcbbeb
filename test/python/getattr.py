# RUN: %check_tnp %s
#
# A name in a string cannot be followed: the call stays, with its import, and
# is reported.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}

f = getattr(np, "sin")
# CHECK: f = getattr(np, "sin")
# DIAG: :[[@LINE-2]]:{{[0-9]+}}: error: {{.+}} [{{[a-z-]+}}]
y = np.sum(f(x), axis=0)
# CHECK: y = tnp.sum(f(x), dim=0)

# Of another object it is no concern.
g = getattr(mine, "sin")
# CHECK: g = getattr(mine, "sin")
