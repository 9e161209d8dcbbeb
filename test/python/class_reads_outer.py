# RUN: %check_tnp %s
#
# A class that binds a name of NumPy may read the outer one first: that one keeps
# its name.
import numpy as np
# CHECK: {{^}}import tnp as np{{$}}
from numpy import sin
# CHECK: {{^}}from tnp import sin{{$}}


class Tools:
    np = np
    # CHECK: np = np
    sin = staticmethod(sin)

    def method(self, x):
        return self.np.sum(x, axis=0), np.sum(x, axis=0)
        # CHECK: return self.np.sum(x, axis=0), np.sum(x, dim=0)
