# RUN: %check_tnp %s
#
# An import of another module under the name hides NumPy.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def from_elsewhere(x):
    from mine import numpy as np
    # CHECK: {{^}}    from mine import numpy as np{{$}}
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def submodule(x):
    import np.deep
    # CHECK: {{^}}    import np.deep{{$}}
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def not_hidden(x):
    import np_tools as tools, other.np
    # CHECK: {{^}}    import np_tools as tools, other.np{{$}}
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)
