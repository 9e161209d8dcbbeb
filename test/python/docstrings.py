# RUN: %check_tnp %s
#
# Docstrings and the examples in them stay as they were.
"""Adds with np.sum(x, axis=0).

>>> import numpy as np
>>> np.sum(np.ones(shape=3), axis=0)
"""
# CHECK: """Adds with np.sum(x, axis=0).
# CHECK-EMPTY:
# CHECK-NEXT: >>> import numpy as np
# CHECK-NEXT: >>> np.sum(np.ones(shape=3), axis=0)
# CHECK-NEXT: """
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def total(x):
    """np.sum(x, axis=0)"""
    # CHECK: """np.sum(x, axis=0)"""
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)


class Total:
    'np.sum(x, axis=0)'
    # CHECK: 'np.sum(x, axis=0)'
    a = np.sum(x, axis=0)
    # CHECK: a = tnp.sum(x, dim=0)
