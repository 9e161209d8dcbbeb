# RUN: %check_tnp %s
#
# A `del` of the name makes it a local one; of an item or attribute it does not.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def deletes(x):
    del np
    # CHECK: del np
    return np.sum(x, axis=0)
    # CHECK: return np.sum(x, axis=0)


def not_deletes(x):
    del x[np.argmax(x, axis=0)], x.np
    # CHECK: del x[tnp.argmax(x, dim=0)], x.np
    return np.sum(x, axis=0)
    # CHECK: return tnp.sum(x, dim=0)
