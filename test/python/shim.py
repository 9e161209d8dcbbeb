# RUN: %check_tnp %s --mode=shim
#
# With `--mode=shim` imports change, whatever their form, and calls do not.
import numpy as np
import numpy
import numpy.linalg
import numpy.linalg as la
from numpy import sin as s, clip, trapz
from numpy.lib import scimath
# CHECK: import tnp as np
# CHECK-NEXT: import tnp as numpy
# CHECK-NEXT: import tnp as numpy
# CHECK-NEXT: import tnp.linalg as la
# CHECK-NEXT: from tnp import sin as s, clip, trapezoid as trapz
# CHECK-NEXT: from tnp import emath as scimath

a = np.ones(shape=(2, 3))
# CHECK: a = np.ones(shape=(2, 3))
b = numpy.linalg.norm(a, axis=0, keepdims=True) + la.det(s(a))
# CHECK: b = numpy.linalg.norm(a, axis=0, keepdims=True) + la.det(s(a))
c = a.sum(axis=0), trapz(a), scimath.sqrt(-1), np.float64, np.linalg.inv
# CHECK: c = a.sum(axis=0), trapz(a), scimath.sqrt(-1), np.float64, np.linalg.inv


def f():
    import numpy as np
    return np.pi
# CHECK: import tnp as np
# CHECK-NEXT: return np.pi


del np
# CHECK: del np
