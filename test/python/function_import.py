# RUN: %check_tnp %s
#
# An import inside a function binds the name in that function alone.


def inside(x):
    import numpy as np
    # CHECK: {{^}}    import tnp{{$}}

    def nested():
        return np.sum(x, axis=0)
        # CHECK: return tnp.sum(x, dim=0)

    return nested


def imports_a_name(x):
    from numpy import sum
    # CHECK: {{^}}    from tnp import sum{{$}}
    return sum(x, axis=0)
    # CHECK: return sum(x, dim=0)


def outside(x):
    return np.sum(x, axis=0), sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0), sum(x, axis=0)
