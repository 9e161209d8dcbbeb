# RUN: %check_tnp %s
#
# A name bound anywhere in a function is local in all of that function.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def uses_module(x):
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)


def assigned(x):
    np = x.backend
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def looped(xs):
    for np in xs:
        np.sum(axis=0)
        # CHECK: np.sum(axis=0)


def opened(path):
    with open(path) as np:
        return np.sum(axis=0)
        # CHECK: return np.sum(axis=0)


def imported(x):
    import mine as np
    # CHECK: import mine as np
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def walrus(x):
    if (np := x.backend) is not None:
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)


class Holder:
    np = None

    def method(self, x):
        # The class's own names are not visible here.
        return np.sum(x, axis=0), self.np.sum(x, axis=0)
        # CHECK: return tnp.sum(x, dim=0), self.np.sum(x, axis=0)
