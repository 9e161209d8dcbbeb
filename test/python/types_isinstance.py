# RUN: %check_tnp %s
#
# Where `isinstance(x, np.ndarray)` holds, `x` is an array.
import numpy as np


def f(x, y):
    if isinstance(x, np.ndarray) and x.any(axis=0):
        # CHECK: if isinstance(x, tnp.ndarray) and x.any(dim=0):
        return x.sum(axis=0) + y.sum(axis=0)
        # CHECK: return x.sum(dim=0) + y.sum(axis=0)
    elif isinstance(y, (np.ndarray, list)):
        return y.sum(axis=0)
        # CHECK: return y.sum(axis=0)
    z = x.sum(axis=0) if isinstance(x, np.ndarray) else x.sum(axis=0)
    # CHECK: z = x.sum(dim=0) if isinstance(x, tnp.ndarray) else x.sum(axis=0)
    assert isinstance(y, np.ndarray)
    return y.sum(axis=0)
    # CHECK: return y.sum(dim=0)
