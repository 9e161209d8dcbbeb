# RUN: %check_tnp %s
#
# A star import binds NumPy's public names, hiding builtins of that name.
from numpy import *
# CHECK: {{^}}from tnp import *{{$}}

x = ones(shape=(2, 3))
# CHECK: x = ones(size=(2, 3))
y = sum(x, axis=0)
# CHECK: y = sum(x, dim=0)


def mean(a, axis):
    return sum(a, axis=axis)
    # CHECK: return sum(a, dim=axis)


# Defined here after the import, so no longer NumPy's.
z = mean(x, axis=0)
# CHECK: z = mean(x, axis=0)
n = len(x)
# CHECK: n = len(x)
