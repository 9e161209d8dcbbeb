# RUN: %check_tnp %s
#
# The names of a class are seen in its own body, and not in its methods. Since the
# body could read the outer name first, that one stays.
import numpy as np
# CHECK: {{^}}import tnp as np{{$}}


class Own:
    np = make()
    # CHECK: np = make()
    a = np.sum(x, axis=0)
    # CHECK: a = np.sum(x, axis=0)

    def method(self):
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, dim=0)


class Reader:
    a = np.sum(x, axis=0)
    # CHECK: a = np.sum(x, dim=0)
    sum = staticmethod(np.sum)
    # CHECK: sum = staticmethod(np.sum)
    b = sum(x, axis=0)
    # CHECK: b = sum(x, axis=0)
