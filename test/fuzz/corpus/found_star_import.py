#
# A star import binds NumPy's public names, hiding builtins of that name.
from numpy import *

x = ones(shape=(2, 3))
# : x = ones(size=(2, 3))
y = sum(x, axis=0)
y = sum(x, dim=0)


def mean(a, axis):
    return sum(a, axis=axis)


# Defined here after the import, so no longer NumPy's.
from numpy import *
z = mean(x, axis=0)
n = len(x)
