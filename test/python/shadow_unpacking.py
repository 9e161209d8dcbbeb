# RUN: %check_tnp %s
#
# Every form of assignment to the name makes it a local one: unpacked, chained,
# augmented, only annotated.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def plain(x):
    np, other = x
    # CHECK: np, other = x
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def nested(x):
    [first, (*np,)] = x
    # CHECK: [first, (*np,)] = x
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def chained(x):
    a = np = x
    # CHECK: a = np = x
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def augmented(x):
    np += 1
    # CHECK: np += 1
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def annotated(x):
    np: int
    # CHECK: np: int
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def not_hidden(x):
    x[np.argmax(x, axis=0)], x.np = 1, 2
    # CHECK: x[tnp.argmax(x, dim=0)], x.np = 1, 2
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)
