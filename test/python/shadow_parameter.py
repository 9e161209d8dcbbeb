# RUN: %check_tnp %s
#
# A parameter hides the module in the body, not in its own default value.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def uses_module(x, axis=np.pi):
    # CHECK: def uses_module(x, axis=tnp.pi):
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)


def plain(x, np):
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def with_default(x, np=np.ones(3)):
    # CHECK: def with_default(x, np=tnp.ones(3)):
    return np.sum(axis=0)
    # CHECK: return np.sum(axis=0)


def variadic(*np, x: np.ndarray = None):
    # CHECK: def variadic(*np, x: tnp.ndarray = None):
    def nested():
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)
    return nested


def keywords(**np):
    return np.sum(axis=0)
    # CHECK: return np.sum(axis=0)
