# RUN: %check_tnp %s
#
# Defaults and types of all kinds of parameters are evaluated outside.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def f(a, /, b=np.pi, *, c: np.ndarray = np.ones(shape=3)) -> np.ndarray:
# CHECK: def f(a, /, b=tnp.pi, *, c: tnp.ndarray = tnp.ones(size=3)) -> tnp.ndarray:
    return np.sum(a, axis=0)
    # CHECK: return tnp.sum(a, dim=0)


def g(*a: np.ndarray, np: np.generic = 3, **b: np.float64):
# CHECK: def g(*a: tnp.ndarray, np: tnp.generic = 3, **b: tnp.float64):
    return np.sum(a, axis=0)
    # CHECK: return np.sum(a, axis=0)


h = lambda a, /, *, b=np.pi: np.sum(a, axis=b)
# CHECK: h = lambda a, /, *, b=tnp.pi: tnp.sum(a, dim=b)
