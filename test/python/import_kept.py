# RUN: %check_tnp %s
#
# An import stays when one use of it could not be rewritten; the other uses
# turn to `tnp` all the same.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}
from numpy import ones
# CHECK: {{^}}from tnp import ones{{$}}

x = np.sum(ones(shape=3), axis=0)
# CHECK: x = tnp.sum(ones(size=3), dim=0)
days = np.busday_count(x, np.sum(y, axis=0))
# CHECK: days = np.busday_count(x, tnp.sum(y, dim=0))
# DIAG: :[[@LINE-2]]:{{[0-9]+}}: error: `numpy.busday_count` {{.*}} [unsupported-function]
