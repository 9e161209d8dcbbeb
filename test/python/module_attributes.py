# RUN: %check_tnp %s
#
# What the program sets in NumPy's module is left; the module kept in an attribute
# is tnp's.
import numpy as np
# CHECK: {{^}}import numpy as np{{$}}
# CHECK-NEXT: {{^}}import tnp{{$}}


class Tools:
    def __init__(self):
        self.np = np
        # CHECK: self.np = tnp
        # DIAG: :[[@LINE-2]]:19: warning: `numpy` is used as a value; {{.*}} [dynamic-name]
        self.fn = np.sin
        # CHECK: self.fn = tnp.sin
        np.mine = 3
        # CHECK: np.mine = 3
        # DIAG: :[[@LINE-2]]:9: error: the program changes `numpy.mine`; {{.*}} [modified-module]

    def method(self, x):
        return self.np.sum(x, axis=0), self.fn(x)
        # CHECK: return self.np.sum(x, axis=0), self.fn(x)
