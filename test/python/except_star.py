# RUN: %check_tnp %s
#
# Groups of exceptions name types as others do.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

try:
    a = np.sum(x, axis=0)
    # CHECK: a = tnp.sum(x, dim=0)
except* np.linalg.LinAlgError as group:
# CHECK: except* tnp.linalg.LinAlgError as group:
    b = np.sum(x, axis=0)
    # CHECK: b = tnp.sum(x, dim=0)
except* (TypeError, np.exceptions.AxisError):
# CHECK: except* (TypeError, tnp.exceptions.AxisError):
    pass
