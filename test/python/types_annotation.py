# RUN: %check_tnp %s
#
# A parameter is what its annotation says, unless its default is something else.
import numpy as np
import numpy.typing as npt


def f(x: np.ndarray, y: npt.NDArray[np.float64], z: np.ndarray = None, w=0):
    # CHECK: def f(x: tnp.ndarray, y: npt.NDArray[tnp.float64], z: tnp.ndarray = None, w=0):
    a = x.sum(axis=0) + y.mean(axis=1)
    # CHECK: a = x.sum(dim=0) + y.mean(dim=1)
    b = z.sum(axis=0) + w.sum(axis=0)
    # CHECK: b = z.sum(axis=0) + w.sum(axis=0)
    c: np.ndarray = w.copy()
    return c.max(axis=0)
    # CHECK: return c.max(dim=0)


def g(x: "np.ndarray", y: list[np.ndarray]):
    # CHECK: def g(x: "np.ndarray", y: list[tnp.ndarray]):
    return x.sum(axis=0), y[0].sum(axis=0)
    # CHECK: return x.sum(axis=0), y[0].sum(axis=0)
