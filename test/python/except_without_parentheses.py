# RUN: %check_tnp %s
#
# Since Python 3.14 the exceptions need no parentheses.
import numpy as np
# CHECK: {{^}}import tnp{{$}}

try:
    a = np.sum(x, axis=0)
    # CHECK: a = tnp.sum(x, dim=0)
except TypeError, np.linalg.LinAlgError:
# CHECK: except TypeError, tnp.linalg.LinAlgError:
    b = np.sum(x, axis=0)
    # CHECK: b = tnp.sum(x, dim=0)
