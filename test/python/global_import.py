# RUN: %check_tnp %s
#
# An import of a global name, in a function, is one for the whole file: the name
# is kept, and stands for tnp.
def load():
    global np
    # CHECK: global np
    import numpy as np
    # CHECK: {{^}}    import tnp as np{{$}}


def use(x):
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, dim=0)


def hidden(np, x):
# CHECK: def hidden(np, x):
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)
