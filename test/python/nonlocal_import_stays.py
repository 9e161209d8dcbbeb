# RUN: %check_tnp %s
#
# Where an import of a nonlocal name has to stay, so do the uses outside of its
# function.
def outer(x):
    np = None
    # CHECK: np = None

    def load():
        nonlocal np
        # CHECK: nonlocal np
        import numpy as np
        # CHECK: {{^}}        import numpy as np{{$}}

    load()
    return np.sum(x, axis=0), np.busday_count(x, x)
    # CHECK: return np.sum(x, axis=0), np.busday_count(x, x)
    # DIAG: :[[@LINE-2]]:31: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]
