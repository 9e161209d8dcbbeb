# RUN: %check_tnp %s
#
# An import in a class is seen in the body of the class alone.
class Tools:
    import numpy as np
    # CHECK: {{^}}    import tnp{{$}}

    total = np.sum(x, axis=0)
    # CHECK: total = tnp.sum(x, dim=0)

    def method(self, x):
        return self.np.sum(x, axis=0), np.sum(x, axis=0)
        # CHECK: return self.np.sum(x, axis=0), np.sum(x, axis=0)
