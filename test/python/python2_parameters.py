# RUN: %check_tnp --exit 2 %s
#
# A tuple among parameters is Python 2: refused.
import numpy as np


def norm(a, (b, c)):
# DIAG: :[[@LINE-1]]:13: error: `(b, c)` is Python 2; {{.*}} [syntax-error]
    return np.hypot(b, c)
