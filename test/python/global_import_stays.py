# RUN: %check_tnp %s
#
# Where an import of a global name in a function has to stay, tnp's own import there
# would not reach the uses: they stay too.
def load():
    global np
    # CHECK: global np
    import numpy as np
    # CHECK: {{^}}    import numpy as np{{$}}


def use(x):
    return np.sum(x, axis=0), np.busday_count(x, x), f(x)
    # CHECK: return np.sum(x, axis=0), np.busday_count(x, x), f(x)
    # DIAG: :[[@LINE-2]]:31: error: `numpy.busday_count` has no counterpart; {{.*}} [unsupported-function]


f = np.sin
# CHECK: f = np.sin
