# RUN: %check_tnp %s
#
# What `with` binds, alone or in a tuple, hides the module in all of the function.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def opened(x):
    with make(np.pi) as np:
    # CHECK: with make(np.pi) as np:
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)


def unpacked(x):
    with make() as (np, other), make() as third:
    # CHECK: with make() as (np, other), make() as third:
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)


def not_hidden(x):
    with np.errstate(all="ignore") as state, make(np.ones(shape=3)):
    # CHECK: with tnp.errstate(all="ignore") as state, make(tnp.ones(size=3)):
        return np.sum(x, axis=0)
        # CHECK: return tnp.sum(x, dim=0)
