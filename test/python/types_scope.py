# RUN: %check_tnp %s
#
# A function sees a name of the module as whatever the module ever binds it to.
import numpy as np

table = np.ones(3)
other = np.ones(3)


def read():
    return table.sum(axis=0) + other.sum(axis=0) + shared.sum(axis=0)
    # CHECK: return table.sum(dim=0) + other.sum(axis=0) + shared.sum(axis=0)


other = load()
shared = np.ones(3)


def write():
    global shared
    shared = load()


def outer():
    inside = np.ones(3)

    def inner():
        return inside.sum(axis=0)
        # CHECK: return inside.sum(dim=0)

    return inner
