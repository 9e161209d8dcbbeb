# RUN: %check_tnp %s
#
# A nested function or class of that name hides the module.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def outer(x):
    def np(y, axis):
    # CHECK: def np(y, axis):
        return y
    return np(x, axis=0), np.sum(x, axis=0)
    # CHECK: return np(x, axis=0), np.sum(x, axis=0)


def holder(x):
    class np:
    # CHECK: class np:
        pi = 3
    return np.pi
    # CHECK: return np.pi


def not_hidden(x):
    return np.pi
    # CHECK: return tnp.pi
