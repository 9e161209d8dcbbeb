import numpy as np
from numpy import sin


class Tools:
    np = np
    sin = staticmethod(sin)

    def method(self, x):
        return self.np.sum(x, axis=0), np.sum(x, axis=0)
