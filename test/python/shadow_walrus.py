# RUN: %check_tnp %s
#
# A walrus in a comprehension binds in the function around it.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def in_comprehension(x):
    # It binds in the function around the comprehension.
    a = [np for y in x if (np := y)]
    # CHECK: a = [np for y in x if (np := y)]
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def of_another_name(x):
    if (total := np.sum(x, axis=0)) > np.pi:
    # CHECK: if (total := tnp.sum(x, dim=0)) > tnp.pi:
        return total
