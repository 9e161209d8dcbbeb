# RUN: %check_tnp %s
#
# Names that a pattern captures hide the module; the classes, values and keywords
# of a pattern bind nothing.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def bare(x):
    match x:
        case np:
        # CHECK: case np:
            return np.sum(x, axis=0)
            # CHECK: return np.sum(x, axis=0)


def nested(x):
    match x:
        case Point(y=0, x=np) | [_, np]:
        # CHECK: case Point(y=0, x=np) | [_, np]:
            return np.sum(x, axis=0)
            # CHECK: return np.sum(x, axis=0)


def starred(x):
    match x:
        case [_, *np]:
        # CHECK: case [_, *np]:
            return np.sum(x, axis=0)
            # CHECK: return np.sum(x, axis=0)


def mapped(x):
    match x:
        case {"np": 1, **np}:
        # CHECK: case {"np": 1, **np}:
            return np.sum(x, axis=0)
            # CHECK: return np.sum(x, axis=0)


def named(x):
    match x:
        case [0, 1] as np:
        # CHECK: case [0, 1] as np:
            return np.sum(x, axis=0)
            # CHECK: return np.sum(x, axis=0)


def not_hidden(x):
    match np.ones(shape=3):
    # CHECK: match tnp.ones(size=3):
        case np.pi | np.inf:
        # CHECK: case tnp.pi | tnp.inf:
            return np.sum(x, axis=0)
            # CHECK: return tnp.sum(x, dim=0)
        case np.ndarray(shape=(3,), np=0) if np.any(x, axis=0):
        # CHECK: case tnp.ndarray(shape=(3,), np=0) if tnp.any(x, dim=0):
            return np.sum(x, axis=0)
            # CHECK: return tnp.sum(x, dim=0)
